package extract_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// FuzzLayout lays out random pages: all text comes out once, in NFC, with its
// places, and the same every time.
func FuzzLayout(f *testing.F) {
	// Most of the time goes into repairing what looks like a garbled font.
	for seed := range uint64(4) {
		f.Add(seed, uint64(3))
		f.Add(seed, uint64(1)) // columns
		f.Add(seed, uint64(5)) // columns and turned text
	}
	f.Fuzz(func(t *testing.T, seed, kind uint64) {
		rng := rand.New(rand.NewPCG(seed, kind))
		var s sheet
		sizes := []float64{6, 8, 10, 10, 10, 16}
		marks := []string{"•", "1.", "a)", "..... 3", "-", "Table 2", "1"}
		for range 1 + rng.IntN(4) {
			s.next()
			// Such text reads as garbage, and solving it takes a thousand times
			// as long as laying it out; what is recognised is not repaired.
			s.page.Engine = "ocr"
			for range rng.IntN(60) {
				x, y := 40+20*float64(rng.IntN(25)), 30+6*float64(rng.IntN(130))
				if kind%3 == 0 { // anywhere
					x, y = rng.Float64()*700-50, rng.Float64()*900-50
				}
				text := marks[rng.IntN(len(marks))]
				for range rng.IntN(6) {
					text += " " + strings.Repeat(string(rune('a'+rng.IntN(26))), 1+rng.IntN(6))
				}
				s.write(x, y, sizes[rng.IntN(len(sizes))], rng.IntN(3), text)
				if kind%5 == 0 {
					s.page.Glyphs[rng.IntN(len(s.page.Glyphs))].Angle = []float64{90, -90, 30, 180}[rng.IntN(4)]
				}
			}
			if kind%4 == 1 {
				s.scatter(rng)
			}
			for range rng.IntN(8) {
				x, y := float64(rng.IntN(500)), float64(rng.IntN(800))
				s.page.Rules = append(s.page.Rules,
					extract.Rule{Box: documents.Box{X0: x, Y0: y, X1: x + 200, Y1: y + 1}},
					extract.Rule{Box: documents.Box{X0: x, Y0: y - 100, X1: x + 1, Y1: y + 50}})
			}
		}
		d := s.document(t, documents.FR)
		origins(t, d, "")
		// Letters are neither list marks, note marks, page numbers nor hyphens.
		// Of two equal ones nearly in one place, the second may be a shadow.
		var least, most, out ['z' + 1]int
		for _, p := range s.pages {
			for i, g := range p.Glyphs {
				if r := g.Text[0]; r >= 'b' && r <= 'z' {
					most[r]++
					if !twice(p.Glyphs[:i], g) {
						least[r]++
					}
				}
			}
		}
		for _, b := range d.Blocks {
			text := b.Text + b.Label
			for _, m := range b.Marks {
				text += m.Label
				if m.At < 0 || m.At > len(b.Text) {
					t.Errorf("mark %+v of %q", m, b.Text)
				}
			}
			for _, r := range text {
				if r >= 'b' && r <= 'z' {
					out[r]++
				}
			}
		}
		for r := range out {
			if out[r] < least[r] || out[r] > most[r] {
				t.Errorf("%c: %d to %d in, %d out", r, least[r], most[r], out[r])
			}
		}
		places(t, d, s.pages)
		if again := s.document(t, documents.FR); dump(again) != dump(d) {
			t.Error("not the same twice")
		}
	})
}

// scatter writes columns, boxes between them and lines across, one over the
// other now and then.
func (s *sheet) scatter(rng *rand.Rand) {
	words := func(chars int) string {
		var b strings.Builder
		for b.Len() < chars {
			if b.Len() > 0 {
				b.WriteString([]string{" ", " ", " ", ". ", ", "}[rng.IntN(5)])
			}
			b.WriteString(strings.Repeat(string(rune('b'+rng.IntN(25))), 2+rng.IntN(6)))
		}
		return b.String()
	}
	y := 800.0
	for y > 100 && rng.IntN(6) > 0 {
		n, low := 1+rng.IntN(4), y
		width := (500 - 10*float64(n)) / float64(n)
		for k := range n {
			at := y - float64(rng.IntN(3))
			x := 50 + (width+9+float64(rng.IntN(3)))*float64(k)
			for range rng.IntN(14) {
				s.write(x, at, 10, rng.IntN(3), words(int(width/5)-8))
				at -= 12
			}
			low = min(low, at)
		}
		if rng.IntN(3) == 0 {
			s.lines(100+300*rng.Float64(), y-60*rng.Float64(), 8+8*rng.Float64(), body, words(20), words(20), words(15))
		}
		y = low - float64(rng.IntN(30))
	}
}

// places checks that each origin's box holds the letters of its text on its
// page, that no piece of text comes out of one place twice, and that a block's
// box goes around what it holds of its page.
func places(t *testing.T, d *documents.Document, pages []*extract.Page) {
	t.Helper()
	seen := map[string]bool{}
	for _, b := range d.Blocks {
		for _, o := range b.Origins {
			if o.Page < 1 || o.Page > len(pages) {
				t.Fatalf("block %d: page %d of %d", b.ID, o.Page, len(pages))
			}
			text := b.Text[o.Start:o.End]
			if key := fmt.Sprint(o.Page, o.Box, text); seen[key] {
				t.Errorf("block %d: %q at %+v comes twice", b.ID, text, o.Box)
			} else {
				seen[key] = true
			}
			if o.Page == b.Page && (o.Box.X0 < b.Box.X0 || o.Box.X1 > b.Box.X1 || o.Box.Y0 < b.Box.Y0 || o.Box.Y1 > b.Box.Y1) {
				t.Errorf("block %d: %+v is outside %+v", b.ID, o.Box, b.Box)
			}
			var there ['z' + 1]int
			for _, g := range pages[o.Page-1].Glyphs {
				if r := g.Text[0]; r <= 'z' && g.X > o.Box.X0-1 && g.X < o.Box.X1+1 && g.Y > o.Box.Y0-1 && g.Y < o.Box.Y1+1 {
					there[r]++
				}
			}
			for _, r := range text {
				if r < 'b' || r > 'z' {
					continue
				}
				if there[r]--; there[r] < 0 {
					t.Errorf("block %d: %q is not all at %+v", b.ID, text, o.Box)
					break
				}
			}
		}
	}
}

// twice reports a glyph that stands near enough to an equal one to be taken
// for its shadow.
func twice(gs []extract.Glyph, g extract.Glyph) bool {
	return slices.ContainsFunc(gs, func(o extract.Glyph) bool {
		return o.Text == g.Text && o.X-g.X < 0.1*g.Size && g.X-o.X < 0.1*g.Size && o.Y-g.Y < 0.1*g.Size && g.Y-o.Y < 0.1*g.Size
	})
}
