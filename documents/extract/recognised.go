package extract

import (
	"cmp"
	"slices"

	"concord/documents"
)

// weigh sets the confidence of blocks on pages that character recognition
// read: the mean of the glyphs that lie in the block's words, by their letters.
func weigh(d *documents.Document, pages []*Page) {
	byNumber := map[int]*Page{}
	for _, p := range pages {
		if p.Confidence != nil {
			byNumber[p.Number] = p
		}
	}
	if len(byNumber) == 0 {
		return
	}
	sorted := map[int][]sureGlyph{}
	for n, p := range byNumber {
		sorted[n] = sureGlyphs(p)
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if byNumber[b.Page] == nil {
			continue
		}
		sum, letters := 0.0, 0
		for _, o := range b.Origins {
			all := sorted[o.Page]
			k, _ := slices.BinarySearchFunc(all, o.Box.Y0, func(g sureGlyph, y float64) int { return cmp.Compare(g.y, y) })
			for ; k < len(all) && all[k].y <= o.Box.Y1; k++ {
				if g := all[k]; g.x >= o.Box.X0 && g.x <= o.Box.X1 {
					sum += g.sure * float64(g.letters)
					letters += g.letters
				}
			}
		}
		// A block without a glyph of its own still comes from a picture.
		b.Confidence = 0.5
		if letters > 0 {
			b.Confidence = min(1, max(0.01, sum/float64(letters)))
		}
	}
}

// A sureGlyph is a point on the middle of a word, with its confidence.
type sureGlyph struct {
	x, y, sure float64
	letters    int
}

// sureGlyphs gives the page's words from the bottom up.
func sureGlyphs(p *Page) []sureGlyph {
	var all []sureGlyph
	for i, g := range p.Glyphs {
		if i < len(p.Confidence) && g.Text != " " {
			all = append(all, sureGlyph{g.X + g.W/2, g.Y + 0.3*g.Size, p.Confidence[i], len([]rune(g.Text))})
		}
	}
	slices.SortStableFunc(all, func(a, b sureGlyph) int { return cmp.Compare(a.y, b.y) })
	return all
}
