package extract

import (
	"cmp"
	"slices"
)

// sort sorts glyphs by a key; those with the same one keep their order. Glyphs
// are large and come in runs of one key, the baseline of a line: the runs are
// sorted and each glyph is moved once.
func (m *wordMaker) sort(glyphs []Glyph, key func(g *Glyph) float64) {
	ordered := true
	for i := 1; i < len(glyphs) && ordered; i++ {
		ordered = key(&glyphs[i-1]) <= key(&glyphs[i])
	}
	if ordered {
		return
	}
	runs := m.runs[:0]
	for i := range glyphs {
		k := key(&glyphs[i])
		if last := len(runs) - 1; last >= 0 && runs[last].key == k {
			runs[last].end = i + 1
		} else {
			runs = append(runs, glyphRun{k, i, i + 1})
		}
	}
	slices.SortFunc(runs, func(a, b glyphRun) int { return cmp.Or(cmp.Compare(a.key, b.key), a.start-b.start) })
	m.moved = append(m.moved[:0], glyphs...)
	at := 0
	for _, r := range runs {
		at += copy(glyphs[at:], m.moved[r.start:r.end])
	}
	m.runs = runs
}

// A glyphRun is glyphs in a row with one key.
type glyphRun struct {
	key        float64
	start, end int
}
