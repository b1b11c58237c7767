package extract

import (
	"cmp"
	"slices"
)

// sort sorts glyphs by a key; those with the same one keep their order. Glyphs
// are large, so the keys are sorted and each glyph is moved once.
func (m *wordMaker) sort(glyphs []Glyph, key func(g *Glyph) float64) {
	ordered := true
	for i := 1; i < len(glyphs) && ordered; i++ {
		ordered = key(&glyphs[i-1]) <= key(&glyphs[i])
	}
	if ordered {
		return
	}
	keys := m.keys[:0]
	for i := range glyphs {
		keys = append(keys, sortKey{key(&glyphs[i]), i})
	}
	slices.SortFunc(keys, func(a, b sortKey) int { return cmp.Or(cmp.Compare(a.key, b.key), a.at-b.at) })
	m.moved = append(m.moved[:0], glyphs...)
	for i, k := range keys {
		glyphs[i] = m.moved[k.at]
	}
	m.keys = keys
}

// A sortKey is what the glyph at an index is sorted by.
type sortKey struct {
	key float64
	at  int
}
