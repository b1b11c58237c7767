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
