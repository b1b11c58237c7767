package align

import (
	"context"
	"math"
)

// reach is how many states on either side of the path the confidence looks at:
// what a bead competes with is near it.
const reach = 24

// confidence returns, for each bead of a path, its share in the total
// likelihood of all paths near this one (forward-backward).
//
// The share is an honest probability with the tuned weights. On the 21
// development documents, beads by confidence and the share of them that are
// right (linked beads, then null links):
//
//	0.9 to 1    2761   0.989      144   0.938
//	0.8 to 0.9   155   0.877       26   0.769
//	0.6 to 0.8   156   0.705       41   0.634
//	0.4 to 0.6    81   0.494       42   0.548
//	under 0.4     21   0.524       13   0.692
//
// The mean distance between confidence and share is 0.006 and 0.080; dividing
// the scores by a temperature of 1.25, 1.5 or 2 first only made it larger.
func (g *grid) confidence(ctx context.Context, path []uint8) ([]float64, error) {
	win := corridor(path, len(g.fr.seg), len(g.en.seg))
	scores := make([][linked][]float64, len(g.fr.seg))
	lows := make([]int, len(g.fr.seg))
	err := g.sweep(win, func(i int, r *row) error {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		lows[i] = r.lo
		for k := range linked {
			scores[i][k] = append([]float64(nil), r.score[k]...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// step is the score of the bead of shape op that ends in state (i, j).
	step := func(op uint8, i, j int) float64 {
		if op == nullFR || op == nullEN {
			return g.w.shape[op]
		}
		for k := range linked {
			if slot[k] == int(op) {
				x := j - 1 - lows[i-1]
				if x < 0 || x >= len(scores[i-1][k]) {
					return never
				}
				return scores[i-1][k][x]
			}
		}
		return never
	}
	in := func(i, j int) bool { return i >= 0 && i < len(win) && j >= win[i].lo && j < win[i].hi }
	alpha := newTable(win)
	for i := range win {
		for j := win[i].lo; j < win[i].hi; j++ {
			if i == 0 && j == 0 {
				alpha.set(0, 0, 0)
				continue
			}
			var s logSum
			for op, sh := range shapes {
				if pi, pj := i-sh.fr, j-sh.en; in(pi, pj) {
					s.add(alpha.at(pi, pj) + step(uint8(op), i, j))
				}
			}
			alpha.set(i, j, s.value())
		}
	}
	beta := newTable(win)
	n, m := len(g.fr.seg), len(g.en.seg)
	for i := n; i >= 0; i-- {
		for j := win[i].hi - 1; j >= win[i].lo; j-- {
			if i == n && j == m {
				beta.set(i, j, 0)
				continue
			}
			var s logSum
			for op, sh := range shapes {
				if ni, nj := i+sh.fr, j+sh.en; in(ni, nj) {
					s.add(beta.at(ni, nj) + step(uint8(op), ni, nj))
				}
			}
			beta.set(i, j, s.value())
		}
	}
	total := alpha.at(n, m)
	out := make([]float64, len(path))
	i, j := 0, 0
	for k, op := range path {
		a := alpha.at(i, j)
		i, j = i+shapes[op].fr, j+shapes[op].en
		p := math.Exp(a + step(op, i, j) + beta.at(i, j) - total)
		out[k] = min(max(p, 0), 1)
		if math.IsNaN(p) {
			out[k] = 0
		}
	}
	return out, nil
}

// corridor returns the states near a path.
func corridor(path []uint8, n, m int) []window {
	win := make([]window, n+1)
	for i := range win {
		win[i] = window{m + 1, 0}
	}
	touch := func(i, j int) {
		win[i].lo, win[i].hi = min(win[i].lo, j), max(win[i].hi, j+1)
	}
	i, j := 0, 0
	touch(0, 0)
	for _, op := range path {
		i0, j0 := i, j
		i, j = i+shapes[op].fr, j+shapes[op].en
		for k := i0; k <= i; k++ {
			touch(k, j0)
			touch(k, j)
		}
	}
	for i := range win {
		win[i].lo, win[i].hi = max(win[i].lo-reach, 0), min(win[i].hi+reach, m+1)
	}
	return win
}

// A table holds a value for every state of some windows.
type table struct {
	win    []window
	values [][]float64
}

func newTable(win []window) *table {
	t := &table{win: win, values: make([][]float64, len(win))}
	for i, w := range win {
		t.values[i] = make([]float64, w.hi-w.lo)
	}
	return t
}

func (t *table) at(i, j int) float64     { return t.values[i][j-t.win[i].lo] }
func (t *table) set(i, j int, v float64) { t.values[i][j-t.win[i].lo] = v }

// A logSum adds numbers given as logarithms.
type logSum struct {
	terms [len(shapes)]float64
	n     int
}

func (s *logSum) add(v float64) {
	s.terms[s.n] = v
	s.n++
}

func (s *logSum) value() float64 {
	top := never
	for _, v := range s.terms[:s.n] {
		top = max(top, v)
	}
	if math.IsInf(top, -1) {
		return never
	}
	sum := 0.0
	for _, v := range s.terms[:s.n] {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}
