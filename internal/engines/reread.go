package engines

import (
	"slices"

	"concord/documents"
	"concord/documents/extract"
)

// goodScore is the score from which a page is taken as it is. Below it PDFium
// reads the page as well.
const goodScore = 0.9

// margin is how much better the second reading must score to be taken.
const margin = 0.03

// differ is the agreement of the two engines on a sample below which a file
// with guessed encodings is read by PDFium.
const differ = 0.98

// reread gives a page that looks wrong to PDFium and keeps the better text.
func (r *reader) reread(p *extract.Page) {
	why := doubt(p)
	if why == noDoubt && r.guessed(p) {
		why = guess
	}
	if why == noDoubt {
		return
	}
	second := r.second(p.Number)
	switch {
	case second != nil && better(p, second, why):
		replace(p, second, why)
	case r.opts.Spare[p.Number] || r.opts.Spare[0]:
		p.Warnings = append(p.Warnings, stayed(p.Number))
	}
}

// second reads a page with PDFium; nil if that cannot be.
func (r *reader) second(number int) *extract.Page {
	if r.opts.Spare[number] {
		return nil
	}
	f, err := r.pdfium()
	if err != nil || number > f.Pages() {
		return nil
	}
	r.progress(Rereading, number, r.total)
	p, err := f.Page(number)
	if err != nil {
		return nil
	}
	return p
}

// A doubtful page is read again for one of these reasons.
type reason int

const (
	noDoubt reason = iota
	// notRead: the page was not read, or not in full.
	notRead
	// garbled: the text does not look like text.
	garbled
	// guess: the fonts do not say what their codes mean, and the engines
	// disagree on a sample.
	guess
)

// doubt says why a page should be read again.
func doubt(p *extract.Page) reason {
	for _, w := range p.Warnings {
		switch w.Code {
		case "page-unreadable", "page-partly-read", "font-unreadable":
			return notRead
		}
	}
	if t := textOf(p); t.shown > 0 && (t.score() < goodScore || extract.Garbled(p) > manyGarbled) {
		return garbled
	}
	return noDoubt
}

// manyGarbled is the share of a page in fonts that read as garbage from which
// PDFium is asked.
const manyGarbled = 0.15

// better reports whether the second reading is the one to keep.
func better(first, second *extract.Page, why reason) bool {
	a, b := textOf(first), textOf(second)
	x, y := a.score(), b.score()
	if why == guess {
		return y >= x
	}
	if b.shown == 0 {
		return false
	}
	if why == garbled {
		x, y = x*(1-extract.Garbled(first)), y*(1-extract.Garbled(second))
	}
	// Much more text of the same quality is better too: a page that was read
	// in part.
	return a.shown == 0 || y > x+margin || why == notRead && y >= x-margin && 20*len(b.words) > 21*len(a.words)
}

// replace puts the second reading in the place of the first. Rules and
// pictures stay those of the first where it has them.
func replace(first, second *extract.Page, why reason) {
	var kept []documents.Warning
	for _, w := range first.Warnings {
		switch w.Code {
		case "page-unreadable", "page-partly-read", "font-unreadable", "page-without-text":
		default:
			kept = append(kept, w)
		}
	}
	if len(first.Rules) > 0 && first.Width == second.Width && first.Height == second.Height {
		second.Rules = first.Rules
	}
	if len(first.Bookmarks) > 0 {
		second.Bookmarks = first.Bookmarks
	}
	second.Warnings = append(append(kept, second.Warnings...), changed(first.Number, why))
	*first = *second
}

// maxSamples bounds the pages of a file that are read twice for its fonts.
const maxSamples = 12

// guessed reports whether a page's fonts leave its text to guessing and the
// engines disagree: on this page, or on one before. The first pages with such
// fonts are compared, and the first page on which a new one is much used.
func (r *reader) guessed(p *extract.Page) bool {
	share, fresh := guessedFonts(p, r.checked)
	switch {
	case share < guessedEnough:
		return false
	case r.mistrust:
		return true
	case !fresh && r.samples >= 3 || r.samples >= maxSamples:
		return false
	}
	a := textOf(p)
	if len(a.words) < 20 { // too few to compare
		return false
	}
	second := r.second(p.Number)
	if second == nil {
		return false
	}
	r.samples++
	for i := range p.Fonts {
		if p.Fonts[i].Guessed {
			r.checked[p.Fonts[i].Name] = true
		}
	}
	b := textOf(second)
	// A page that one engine reads as nothing says which is wrong, not that
	// the encoding is.
	r.mistrust = len(b.words) >= 20 && agreement(a, b) < differ && b.score() >= a.score()
	return r.mistrust
}

// guessedEnough is the share of a page's glyphs in guessed fonts from which
// the page is looked at.
const guessedEnough = 0.05

// guessedFonts gives the share of a page's glyphs in fonts that do not say what
// their codes mean, and whether a font with that share is not among those
// checked.
func guessedFonts(p *extract.Page, checked map[string]bool) (share float64, fresh bool) {
	if len(p.Glyphs) == 0 || !slices.ContainsFunc(p.Fonts, func(f extract.Font) bool { return f.Guessed }) {
		return 0, false
	}
	by := make([]int, len(p.Fonts))
	n := 0
	for i := range p.Glyphs {
		if f := p.Glyphs[i].Font; f >= 0 && f < len(p.Fonts) && p.Fonts[f].Guessed {
			by[f]++
			n++
		}
	}
	for i, f := range p.Fonts {
		fresh = fresh || float64(by[i]) >= guessedEnough*float64(len(p.Glyphs)) && !checked[f.Name]
	}
	return float64(n) / float64(len(p.Glyphs)), fresh
}
