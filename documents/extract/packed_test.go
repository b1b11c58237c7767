package extract

import (
	"math"
	"slices"
	"testing"
)

func TestPack(t *testing.T) {
	var k packer
	nan := math.Float64frombits(0x7ff8000000000001)
	pages := [][]Glyph{
		nil,
		{{Text: "a", X: 1, Y: 2, W: 3, Size: 10, Font: 1, Code: 98, MCID: -1}},
		{
			{Text: "é", X: -1.25, Y: 700, W: 5.5, Size: 10, Code: math.MaxUint32, MCID: 70000},
			{Text: "ffi", X: 4.25, Y: 700, W: 5.5, Size: 10, Font: -1, Angle: 90, Hidden: true},
			{Text: "", X: math.Inf(1), Y: math.Copysign(0, -1), W: nan, Size: -10, Font: 3, Angle: -90, Artifact: true},
			{Text: "a", Y: math.Copysign(0, -1), Size: -10, Hidden: true, Artifact: true},
			{},
		},
	}
	packed := make([]packedPage, len(pages))
	for i, p := range pages {
		packed[i] = k.pack(p)
	}
	// Equal to the last bit, so that -0 is not 0 and an odd number is itself.
	equal := func(a, b Glyph) bool {
		for _, f := range []func(*Glyph) *float64{
			func(g *Glyph) *float64 { return &g.X }, func(g *Glyph) *float64 { return &g.Y },
			func(g *Glyph) *float64 { return &g.W }, func(g *Glyph) *float64 { return &g.Size },
			func(g *Glyph) *float64 { return &g.Angle },
		} {
			x, y := f(&a), f(&b)
			if !same(*x, *y) {
				return false
			}
			*x, *y = 0, 0
		}
		return a == b
	}
	var room []Glyph
	for _, i := range []int{2, 0, 1, 2} {
		room = k.unpack(room[:0], packed[i])
		if !slices.EqualFunc(room, pages[i], equal) {
			t.Errorf("page %d: got %v, want %v", i, room, pages[i])
		}
	}
}
