package extract

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/repair"
)

// Garbled tells how sure it is, from 0 to 1, that what an engine read on a page
// is not what the page shows; see repair.Garbled. It is for choosing between
// engines.
func Garbled(p *Page) float64 {
	worst, all := 0.0, 0
	fonts := make([]usedFont, len(p.Fonts))
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Font >= 0 && g.Font < len(fonts) && !g.Hidden {
			fonts[g.Font].read(g)
			all++
		}
	}
	// A font counts by its share of the page: one garbled bullet is nothing.
	for i := range fonts {
		worst += repair.Garbled(fonts[i].text.String()) * float64(fonts[i].glyphs)
	}
	return worst / float64(max(all, 1))
}

// A fontKey tells the fonts of a document apart.
type fontKey struct {
	engine, name string
	id           int
}

// A usedFont is the start of what a document shows in one font.
type usedFont struct {
	text   strings.Builder
	glyphs int
	x, y   float64 // where the last glyph ended
	// pages are those on which the font is used.
	pages []int
	// bad means that it was garbage on one page at least.
	bad bool
}

// How much of a font is looked at to tell whether it reads well: some of each
// page, since a font may go wrong in one part of a file.
const (
	tastePage = 400
	taste     = 8_000
)

func (f *usedFont) read(g *Glyph) {
	f.glyphs++
	if f.glyphs > tastePage {
		return
	}
	if detached(f.x, f.y, g) {
		f.text.WriteByte(' ')
	}
	f.x, f.y = g.X+g.W, g.Y
	f.text.WriteString(g.Text)
}

// detached reports whether a glyph does not stand right after the point x, y, as
// rowWords has it.
func detached(x, y float64, g *Glyph) bool {
	if g.Angle != 0 {
		// The distance says enough: letters of one word are within an em.
		return math.Hypot(g.X-x, g.Y-y) > 1.2*math.Abs(g.Size)
	}
	size := math.Abs(g.Size)
	return math.Abs(g.Y-y) > size/2 || g.X-x > 0.16*size || g.X-x < -size
}

// A fontWatch looks at the fonts of all pages as they come.
type fontWatch struct {
	fonts map[fontKey]*usedFont
	keys  []fontKey // in the order of the pages
}

// suspects notes what is shown in each of the page's fonts, and reports whether
// some of it may be garbage. Fonts with too few letters here for a verdict are
// suspect already when these read badly: other pages may prove it.
func (w *fontWatch) suspects(p *Page) bool {
	if p.Engine == "ocr" {
		return false // character recognition has no fonts
	}
	here := make([]usedFont, len(p.Fonts))
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Font >= 0 && g.Font < len(here) && finite(g) {
			here[g.Font].read(g)
		}
	}
	if w.fonts == nil {
		w.fonts = map[fontKey]*usedFont{}
	}
	suspect := false
	for i := range here {
		if here[i].glyphs == 0 {
			continue
		}
		k := fontKey{p.Engine, p.Fonts[i].Name, p.Fonts[i].ID}
		f := w.fonts[k]
		if f == nil {
			f = &usedFont{}
			w.fonts[k] = f
			w.keys = append(w.keys, k)
		}
		text := here[i].text.String()
		f.add(p.Number, text, here[i].glyphs)
		garbled, unsure := repair.Look(text)
		f.bad = f.bad || garbled >= 0.5
		suspect = suspect || f.bad || unsure
	}
	return suspect
}

func (f *usedFont) add(page int, text string, glyphs int) {
	f.glyphs += glyphs
	if last := len(f.pages) - 1; last < 0 || f.pages[last] != page {
		f.pages = append(f.pages, page)
	}
	if f.text.Len() < taste {
		f.text.WriteString(text)
		f.text.WriteByte(' ')
	}
}

// garbled lists the fonts whose text is garbage on all pages taken together,
// the largest first: what they prove helps with headings.
func (w *fontWatch) garbled() []fontKey {
	var bad []fontKey
	for _, k := range w.keys {
		if repair.Garbled(w.fonts[k].text.String()) >= 0.5 && len(bad) < maxMended {
			bad = append(bad, k)
		}
	}
	slices.SortStableFunc(bad, func(a, b fontKey) int { return w.fonts[b].glyphs - w.fonts[a].glyphs })
	return bad
}

// mend repairs garbled fonts on the pages given where that can be done beyond
// doubt. It changes the glyphs' texts, marks the fonts, and gives a warning for
// each font that was repaired or cannot be trusted.
func (w *fontWatch) mend(pages []*Page, bad []fontKey) []documents.Warning {
	var proven []string
	var warnings []documents.Warning
	for _, k := range bad {
		m := newMending(pages, k)
		r := repair.Solve(m.sample, proven...)
		switch r.Verdict {
		case repair.Sound:
			continue
		case repair.Reordered:
			proven = append(proven, r.Order)
			m.apply(pages, k, r.Texts, documents.Repaired)
		case repair.Solved:
			m.apply(pages, k, r.Texts, documents.Solved)
		case repair.Garbage:
			m.apply(pages, k, nil, documents.Garbled)
		}
		warnings = append(warnings, fontWarning(k.name, w.fonts[k].pages, r))
	}
	slices.SortStableFunc(warnings, func(a, b documents.Warning) int { return a.Page - b.Page })
	return warnings
}

// maxMended bounds the fonts of a document that are repaired: solving one takes
// up to two seconds.
const maxMended = 24

// A mending is a font on its way through repair.
type mending struct {
	sample repair.Sample
	index  map[repair.Glyph]int
}

// newMending lists a font's codes and the runs of text in it.
func newMending(pages []*Page, k fontKey) *mending {
	m := &mending{index: map[repair.Glyph]int{}}
	var run []int
	flush := func() {
		if len(run) > 0 {
			m.sample.Runs = append(m.sample.Runs, run)
		}
		run = nil
	}
	for _, p := range pages {
		of := k.on(p)
		if of == nil {
			continue
		}
		var x, y float64
		for i := range p.Glyphs {
			g := &p.Glyphs[i]
			if g.Font < 0 || g.Font >= len(of) || !of[g.Font] || !finite(g) {
				if strings.TrimSpace(g.Text) != "" {
					flush() // a word in another font: nothing is known of it
				}
				continue
			}
			if len(run) == 0 || detached(x, y, g) {
				run = append(run, repair.Gap)
			}
			x, y = g.X+g.W, g.Y
			run = append(run, m.add(glyphOf(g)))
		}
		flush()
	}
	return m
}

func (m *mending) add(g repair.Glyph) int {
	i, ok := m.index[g]
	if !ok {
		i = len(m.sample.Glyphs)
		m.index[g] = i
		m.sample.Glyphs = append(m.sample.Glyphs, g)
	}
	return i
}

// apply gives the font's glyphs their new texts, if there are any, and marks
// the font.
func (m *mending) apply(pages []*Page, k fontKey, texts []string, e documents.Encoding) {
	for _, p := range pages {
		of := k.on(p)
		for i := range of {
			if of[i] {
				p.Fonts[i].Encoding = e
			}
		}
		if of == nil || texts == nil {
			continue
		}
		for i := range p.Glyphs {
			if g := &p.Glyphs[i]; g.Font >= 0 && g.Font < len(of) && of[g.Font] && finite(g) {
				g.Text = texts[m.index[glyphOf(g)]]
			}
		}
	}
}

// on marks the page's fonts that are this one; nil when there are none.
func (k fontKey) on(p *Page) []bool {
	var of []bool
	for i, f := range p.Fonts {
		if p.Engine == k.engine && f.Name == k.name && f.ID == k.id {
			if of == nil {
				of = make([]bool, len(p.Fonts))
			}
			of[i] = true
		}
	}
	return of
}

func glyphOf(g *Glyph) repair.Glyph { return repair.Glyph{Code: int(g.Code) - 1, Text: g.Text} }

// fontWarning says what became of a font.
func fontWarning(name string, pages []int, r repair.Result) documents.Warning {
	w := documents.Warning{Code: "font-repaired", Page: pages[0]}
	fr, en := pageList(pages, "page", "pages", "et"), pageList(pages, "page", "pages", "and")
	switch r.Verdict {
	case repair.Garbage:
		w.Code = "font-garbled"
		w.Message = documents.Pair[string]{
			FR: fmt.Sprintf("police %s, %s\u00a0: le texte de cette police n’est pas fiable, car le fichier ne dit pas quels caractères elle montre\u00a0; demandez le fichier d’origine ou passez ces pages en reconnaissance de caractères", name, fr),
			EN: fmt.Sprintf("font %s, %s: the text of this font cannot be trusted, since the file does not say which characters it shows; ask for the original file or run these pages through character recognition", name, en),
		}
	case repair.Solved:
		w.Message = documents.Pair[string]{
			FR: fmt.Sprintf("police %s, %s\u00a0: le fichier ne dit pas quels caractères elle montre\u00a0; les lettres ont été retrouvées d’après la langue, les chiffres et signes rares sont remplacés par \uFFFD\u00a0: relisez ces pages", name, fr),
			EN: fmt.Sprintf("font %s, %s: the file does not say which characters it shows; the letters were worked out from the language, figures and rare signs stand as \uFFFD: read these pages yourself", name, en),
		}
	default:
		w.Message = documents.Pair[string]{
			FR: fmt.Sprintf("police %s, %s\u00a0: le fichier donne de faux caractères\u00a0; le texte a été rétabli d’après l’ordre des glyphes de la police", name, fr),
			EN: fmt.Sprintf("font %s, %s: the file gives wrong characters; the text was put right by the order of the font's glyphs", name, en),
		}
	}
	return w
}

// pageList names pages as ranges: "page 3", "pages 1–4, 7 and 9".
func pageList(pages []int, one, many, and string) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(pages[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	if len(parts) > 8 {
		parts = append(parts[:7], "…")
	}
	word := many
	if len(pages) == 1 {
		word = one
	}
	if last := len(parts) - 1; last > 0 && parts[last] != "…" {
		return word + " " + strings.Join(parts[:last], ", ") + " " + and + " " + parts[last]
	}
	return word + " " + strings.Join(parts, ", ")
}
