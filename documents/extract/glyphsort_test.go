package extract

import (
	"cmp"
	"math/rand"
	"slices"
	"testing"
)

func TestGlyphSortIsStable(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	var m wordMaker
	for n := range 200 {
		glyphs := make([]Glyph, n)
		for i := range glyphs {
			glyphs[i] = Glyph{X: float64(random.Intn(1+n/3)) - 5, MCID: i}
		}
		want := slices.Clone(glyphs)
		slices.SortStableFunc(want, func(a, b Glyph) int { return cmp.Compare(a.X, b.X) })
		m.sort(glyphs, func(g *Glyph) float64 { return g.X })
		if !slices.Equal(glyphs, want) {
			t.Fatalf("%d glyphs: %v, want %v", n, glyphs, want)
		}
	}
}

func TestStripesAreSorted(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 200 {
		var cs []chunk
		for range random.Intn(40) {
			x := float64(random.Intn(500))
			cs = append(cs, chunk{x0: x, x1: x + float64(random.Intn(60))})
		}
		_, spans := stripes(cs)
		if !slices.IsSortedFunc(spans, func(a, b gap) int { return cmp.Compare(a.x0, b.x0) }) {
			t.Fatalf("%v gives %v", cs, spans)
		}
	}
}
