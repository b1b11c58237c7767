package align

import "math"

// The path knows beads of up to four segments to one. A translator now and then
// makes one sentence of five, or five of one: such a bead comes out of the path
// as one of four with null links beside it, and repair joins them. What the
// path knows it has weighed already, so there is nothing to take apart.
//
// On the 21 development documents repair brings the F1 of m-n links from 0.864
// to 0.869 and of null links from 0.855 to 0.862, all of it in the novels.
// Joining to 3-2 and 2-3 as well lost: 0.867 with a weight of -7, 0.857 with -6.
const (
	// mostJoined is the number of segments that a joined bead has at most: the
	// largest of the development documents' has seven.
	mostJoined = 7
	// joinedStep is the log of how much rarer each further segment makes a
	// bead. From -1 to -2 nothing changes.
	joinedStep = -1.0
)

// A stretch is a bead of a grid: fr rows from i and en columns from j, with the
// confidence in it.
type stretch struct {
	i, j, fr, en int
	sure         float64
}

// repair adds null links to the beads beside them where one bead of both is
// likelier than the two apart, the likelier side first. The confidence in a
// joined bead is that likelihood against the two apart.
func (g *grid) repair(path []stretch) []stretch {
	gone := make([]bool, len(path))
	for k := range path {
		for {
			best, at := 0.0, -1
			for _, step := range [...]int{-1, 1} {
				n := beside(path, gone, k, step)
				if n < 0 {
					continue
				}
				if gain := g.worth(joined(path[k], path[n])) - g.worth(path[k]) - g.worth(path[n]); gain > best {
					best, at = gain, n
				}
			}
			if at < 0 {
				break
			}
			path[k], gone[at] = joined(path[k], path[at]), true
			path[k].sure = 1 / (1 + math.Exp(-best))
		}
	}
	var out []stretch
	for k, s := range path {
		if !gone[k] {
			out = append(out, s)
		}
	}
	return out
}

// beside finds the null link that a bead may take in, before it or after it: one
// of the bead's longer side. Null links of the other side may stand between,
// for their order among themselves means nothing. -1 for none.
func beside(path []stretch, gone []bool, k, step int) int {
	s := path[k]
	if long := max(s.fr, s.en); min(s.fr, s.en) != 1 || long < largest || long >= mostJoined {
		return -1
	}
	for n := k + step; n >= 0 && n < len(path); n += step {
		if gone[n] {
			continue
		}
		if path[n].fr > 0 && path[n].en > 0 {
			return -1
		}
		if path[n].fr > 0 == (s.fr > s.en) {
			return n
		}
	}
	return -1
}

// joined is a bead with a null link beside it.
func joined(bead, null stretch) stretch {
	if null.fr > 0 {
		bead.i, bead.fr = min(bead.i, null.i), bead.fr+null.fr
	} else {
		bead.j, bead.en = min(bead.j, null.j), bead.en+null.en
	}
	return bead
}

// worth scores a bead of any shape as the path does.
func (g *grid) worth(s stretch) float64 {
	prior := g.w.prior(beadShape{s.fr, s.en})
	if s.fr == 0 || s.en == 0 {
		return prior
	}
	fr, en := g.fr.length(s.i, s.fr), g.en.length(s.j, s.en)
	if max(s.fr, s.en) >= largest && !even(fr.size, en.size) {
		return never
	}
	st := g.structure(s.i, s.i+s.fr-1, s.j, s.j+s.en-1)
	if st == never {
		return never
	}
	clues := 0.0
	metEN := make([]uint64, s.en)
	for i := s.i; i < s.i+s.fr; i++ {
		row := g.sum(i, s.j, s.j+s.en)
		met := uint64(0)
		for x := range metEN {
			met |= row.frm[x]
			metEN[x] |= row.enm[x]
		}
		clues += g.fr.evidence(i, met)
	}
	for x, met := range metEN {
		clues += g.en.evidence(s.j+x, met)
	}
	return prior + g.w.clues*clues/2 + g.w.length*lengthRatio(fr.size, en.size, (fr.chance+en.chance)/2) + st
}

// prior is the log of how often a shape occurs.
func (w *weights) prior(shape beadShape) float64 {
	for k, known := range shapes {
		if known == shape {
			return w.shape[k]
		}
	}
	return w.shape[len(shapes)-1] + joinedStep*float64(max(shape.fr, shape.en)-largest)
}

// length measures n segments from i.
func (s *stream) length(i, n int) lengthOf {
	sum := 0.0
	for k := i; k < i+n; k++ {
		sum += s.lengths[0][k].size
	}
	return lengthOf{sum, s.chance.logDensity(sum, n)}
}
