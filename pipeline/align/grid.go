package align

import (
	"math/bits"
)

// A beadShape is the number of segments of a bead on each side.
type beadShape struct{ fr, en int }

// The shapes of beads, with the log of how often each occurs. The shares are
// those of Gale and Church (1993, table 5), with more for null links, which
// this program exists to find; they have no shapes beyond 2-2. Ties go to the
// shape listed first.
var shapes = [...]beadShape{
	{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 1}, {1, 3}, {4, 1}, {1, 4},
}

// linked is the number of shapes that need evidence: all but null links.
const linked = 8

// largest is the number of segments of the longer side of the largest shape.
const largest = 4

// The places in shapes of the null links.
const nullFR, nullEN = 1, 2

// slot maps the place of a linked shape in a row's scores to its place in
// shapes.
var slot = [linked]int{0, 3, 4, 5, 6, 7, 8, 9}

// A grid scores the beads of two runs of segments. Rows are FR segments,
// columns EN segments, both counted from 0 within the run.
type grid struct {
	fr, en *stream
	w      *weights
	// post lists, for each EN clue, the columns and bits that hold it;
	// ascending by column.
	post map[int32][]posting
}

// A stream is one side's run of segments with all that scores need.
type stream struct {
	seg []int
	// lengths holds, for one to four segments, the length of those that end
	// with each segment.
	lengths [largest][]lengthOf
	clues   [][]int32
	vocab   *vocabulary
	looks   []look
	// chance is the distribution of the lengths of the document's segments.
	chance background
	// base is what a segment's clues say when none meets a partner.
	base []float64
	// paragraphs tells whether the blocks of the document group segments.
	paragraphs bool
	// part counts the fixed points at or before each segment; a bead stays
	// within one part.
	part []int
}

// A posting is a place where a clue occurs: column and bit.
type posting struct {
	col int32
	bit uint8
}

// A window is the range of columns, from lo up to but not including hi, that
// are looked at in a row of states; state j stands for j segments of EN done.
type window struct{ lo, hi int }

// A row holds the scores of beads whose last FR segment is the row's and whose
// last EN segment is the column's: score[s][j-lo] for the linked shape s.
type row struct {
	lo, hi int // columns
	score  [linked][]float64
}

// A sums holds the evidence of one row that later rows still need.
type sums struct {
	lo, hi int
	// fr1 is what the row's clues say against one column, fr2 against it and
	// the one before; en1 what the column's clues say against the row.
	fr1, fr2, en1 []float64
	// frm and enm tell which clues of the row and of the column meet.
	frm, enm []uint64
}

func newGrid(fr, en *stream, w *weights) *grid {
	g := &grid{fr: fr, en: en, w: w, post: map[int32][]posting{}}
	for j, list := range en.clues {
		for b, c := range list {
			g.post[c] = append(g.post[c], posting{int32(j), uint8(b)})
		}
	}
	return g
}

// sweep goes through the rows in order and hands each one's scores to visit.
// win has a window of states for every row of states, so one more than there
// are rows; the columns of row i are those that end in a state of row i+1. The
// row is only valid during the call.
func (g *grid) sweep(win []window, visit func(i int, r *row) error) error {
	var past [largest]*sums
	var r row
	for i := range g.fr.seg {
		lo, hi := max(win[i+1].lo-1, 0), win[i+1].hi-1
		cur := g.sum(i, lo, hi)
		past[0], past[1], past[2], past[3] = past[1], past[2], past[3], cur
		g.fill(i, past, &r)
		if err := visit(i, &r); err != nil {
			return err
		}
	}
	return nil
}

// sum computes the evidence between row i and the columns from lo to hi.
func (g *grid) sum(i, lo, hi int) *sums {
	n := max(hi-lo, 0)
	s := &sums{lo: lo, hi: hi,
		fr1: make([]float64, n), fr2: make([]float64, n), en1: make([]float64, n),
		frm: make([]uint64, n), enm: make([]uint64, n),
	}
	for b, c := range g.fr.clues[i] {
		for _, e := range g.fr.vocab.partners[c] {
			list := g.post[e]
			for k := firstFrom(list, lo); k < len(list) && int(list[k].col) < hi; k++ {
				s.frm[int(list[k].col)-lo] |= 1 << b
				s.enm[int(list[k].col)-lo] |= 1 << list[k].bit
			}
		}
	}
	for x := range n {
		s.fr1[x] = g.fr.evidence(i, s.frm[x])
		s.en1[x] = g.en.evidence(lo+x, s.enm[x])
		if x > 0 {
			s.fr2[x] = g.fr.evidence(i, s.frm[x]|s.frm[x-1])
		}
	}
	return s
}

// firstFrom returns the first place in list whose column is at least lo.
func firstFrom(list []posting, lo int) int {
	a, b := 0, len(list)
	for a < b {
		m := (a + b) / 2
		if int(list[m].col) < lo {
			a = m + 1
		} else {
			b = m
		}
	}
	return a
}

// evidence is what the clues of one segment say, met telling which of them
// have a partner opposite.
func (s *stream) evidence(i int, met uint64) float64 {
	v := s.base[i]
	list := s.clues[i]
	for met != 0 {
		b := bits.TrailingZeros64(met)
		met &= met - 1
		c := list[b]
		v += s.vocab.gain[c] - s.vocab.loss[c]
	}
	return v
}

// fill computes the scores of row i from the sums of the last four rows.
func (g *grid) fill(i int, past [largest]*sums, r *row) {
	cur, one, two, three := past[3], past[2], past[1], past[0]
	n := max(cur.hi-cur.lo, 0)
	r.lo, r.hi = cur.lo, cur.lo+n
	for s := range r.score {
		if cap(r.score[s]) < n {
			r.score[s] = make([]float64, n)
		}
		r.score[s] = r.score[s][:n]
	}
	in := func(s *sums, j int) bool { return s != nil && j >= s.lo && j < s.hi }
	for x := range n {
		j := cur.lo + x
		for s := range r.score {
			r.score[s][x] = never
		}
		r.score[0][x] = g.total(i, j, 0, cur.fr1[x]+cur.en1[x])
		above := in(one, j)
		if above {
			y := j - one.lo
			met := cur.enm[x] | one.enm[y]
			r.score[1][x] = g.total(i, j, 1, one.fr1[y]+cur.fr1[x]+g.en.evidence(j, met))
			if in(two, j) {
				z := j - two.lo
				r.score[4][x] = g.total(i, j, 4,
					two.fr1[z]+one.fr1[y]+cur.fr1[x]+g.en.evidence(j, met|two.enm[z]))
				if in(three, j) {
					u := j - three.lo
					r.score[6][x] = g.total(i, j, 6,
						three.fr1[u]+two.fr1[z]+one.fr1[y]+cur.fr1[x]+g.en.evidence(j, met|two.enm[z]|three.enm[u]))
				}
			}
		}
		if x == 0 {
			continue
		}
		r.score[2][x] = g.total(i, j, 2, cur.fr2[x]+cur.en1[x-1]+cur.en1[x])
		if above && in(one, j-1) {
			y := j - one.lo
			r.score[3][x] = g.total(i, j, 3, one.fr2[y]+cur.fr2[x]+
				g.en.evidence(j-1, cur.enm[x-1]|one.enm[y-1])+g.en.evidence(j, cur.enm[x]|one.enm[y]))
		}
		if x > 1 {
			r.score[5][x] = g.total(i, j, 5, g.fr.evidence(i, cur.frm[x]|cur.frm[x-1]|cur.frm[x-2])+
				cur.en1[x-2]+cur.en1[x-1]+cur.en1[x])
		}
		if x > 2 {
			r.score[7][x] = g.total(i, j, 7, g.fr.evidence(i, cur.frm[x]|cur.frm[x-1]|cur.frm[x-2]|cur.frm[x-3])+
				cur.en1[x-3]+cur.en1[x-2]+cur.en1[x-1]+cur.en1[x])
		}
	}
}

// total adds up what speaks for the linked shape s ending in row i and column
// j: clues, lengths, structure and how often the shape occurs.
func (g *grid) total(i, j, s int, clues float64) float64 {
	shape := shapes[slot[s]]
	if max(shape.fr, shape.en) == largest && !even(g.fr.lengths[shape.fr-1][i].size, g.en.lengths[shape.en-1][j].size) {
		return never
	}
	st := g.structure(i-shape.fr+1, i, j-shape.en+1, j)
	if st == never {
		return never
	}
	return g.w.shape[slot[s]] + g.w.clues*clues/2 + g.w.length*g.lengths(i, j, shape) + st
}

// lengths is what the lengths of a bead ending in row i and column j say.
func (g *grid) lengths(i, j int, shape beadShape) float64 {
	fr, en := &g.fr.lengths[shape.fr-1][i], &g.en.lengths[shape.en-1][j]
	return lengthRatio(fr.size, en.size, (fr.chance+en.chance)/2)
}
