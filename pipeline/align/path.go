package align

import (
	"context"
)

// best returns the beads of the path of highest score through a grid, as
// places in shapes, first to last.
func (g *grid) best(ctx context.Context, win []window) ([]uint8, error) {
	n := len(g.fr.seg)
	back := make([][]uint8, n+1)
	score := make([][]float64, n+1) // only the last five rows are kept
	first := make([]float64, win[0].hi-win[0].lo)
	back[0] = make([]uint8, len(first))
	for j := range first {
		switch {
		case j+win[0].lo == 0:
			first[j] = 0
		case j == 0:
			first[j] = never
		default:
			first[j], back[0][j] = first[j-1]+g.w.shape[nullEN], nullEN
		}
	}
	score[0] = first
	err := g.sweep(win, func(i int, r *row) error {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w := win[i+1]
		s, b := make([]float64, w.hi-w.lo), make([]uint8, w.hi-w.lo)
		for x := range s {
			j := w.lo + x
			top, op := never, uint8(nullFR)
			for k := range linked {
				sh := shapes[slot[k]]
				pi, pj := i+1-sh.fr, j-sh.en
				if pi < 0 || pj < win[pi].lo || pj >= win[pi].hi {
					continue
				}
				if v := score[pi][pj-win[pi].lo] + r.score[k][j-1-r.lo]; v > top {
					top, op = v, uint8(slot[k])
				}
			}
			if p := win[i]; j >= p.lo && j < p.hi {
				if v := score[i][j-p.lo] + g.w.shape[nullFR]; v > top {
					top, op = v, nullFR
				}
			}
			if x > 0 {
				if v := s[x-1] + g.w.shape[nullEN]; v > top {
					top, op = v, nullEN
				}
			}
			s[x], b[x] = top, op
		}
		score[i+1], back[i+1] = s, b
		if i >= largest-1 {
			score[i-largest+1] = nil
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var path []uint8
	for i, j := n, len(g.en.seg); i > 0 || j > 0; {
		op := back[i][j-win[i].lo]
		path = append(path, op)
		i, j = i-shapes[op].fr, j-shapes[op].en
	}
	for a, b := 0, len(path)-1; a < b; a, b = a+1, b-1 {
		path[a], path[b] = path[b], path[a]
	}
	return path, nil
}
