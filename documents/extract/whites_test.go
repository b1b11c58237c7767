package extract

import (
	"math/rand"
	"slices"
	"testing"
)

// The empty rectangles of a page are empty, as wide as asked for and three rows
// tall, and the row below takes part of each.
func TestWhitesAreEmpty(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	found := 0
	for range 300 {
		var pieces []chunk
		for range random.Intn(60) {
			x, y := float64(random.Intn(50))*10, float64(random.Intn(12))*12
			w := word{text: "abc", x0: x, x1: x + 10 + float64(random.Intn(10))*10, y: y, size: 10}
			pieces = append(pieces, newChunk([]word{w}))
		}
		rows := pieceRows(pieces)
		free := func(r int, w white) bool {
			return r >= 0 && r < len(rows) && !slices.ContainsFunc(rows[r], func(c chunk) bool { return c.x0 < w.x1 && c.x1 > w.x0 })
		}
		if len(rows) == 0 {
			continue
		}
		for _, w := range whites(rows, 6) {
			found++
			if w.x1-w.x0 < 6 || w.to-w.from < 2 {
				t.Fatalf("%+v is too small", w)
			}
			for r := w.from; r <= w.to; r++ {
				if !free(r, w) {
					t.Fatalf("%+v: row %d is not free", w, r)
				}
			}
			if free(w.to+1, w) {
				t.Fatalf("%+v could be taller", w)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d rectangles to look at", found)
	}
}
