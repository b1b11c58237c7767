package align

import (
	"context"
	"math"
	"sort"

	"concord/documents"
)

// The bounds of the search for moved segments.
const (
	// mostMoved is the number of unlinked segments on each side up to which
	// all pairs of them are compared; beyond it, only those with equal places
	// in their lists, give or take mostMoved.
	mostMoved = 2000
	// movedPrior is the chance that an unlinked segment has its counterpart
	// among the unlinked ones of the other side: an estimate.
	movedPrior = 0.2
	// movedScore is the least confidence of such a link.
	movedScore = 0.9
	// nearBeads is how many beads apart two unlinked segments are near each
	// other, and nearGain the natural logarithm of how much likelier that makes
	// them: a sentence changes places with its neighbours much more often than
	// with those of another chapter. An estimate: on the development reports
	// 2, 3 and 4 find the same moved captions and sentences, 4 more than 0.
	nearBeads = 8
	nearGain  = 3.0
)

// moved looks for counterparts among the segments that the path left alone:
// glossaries and definitions stand in the order of their own language's
// alphabet, and a note or figure may come before or after the text that it
// interrupts. Two segments are linked when each is by far the likeliest for
// the other. The beads so linked replace their null links.
func (c *Comparison) moved(ctx context.Context, beads []Bead) ([]Bead, error) {
	part := documents.Pair[[]int]{}
	at := documents.Pair[map[int]int]{FR: map[int]int{}, EN: map[int]int{}}
	before := c.fixedBefore()
	for k, b := range beads {
		if b.Null() {
			for _, f := range b.FR {
				at.FR[f] = k + before(documents.FR, f)
			}
			for _, e := range b.EN {
				at.EN[e] = k + before(documents.EN, e)
			}
			part.FR = append(part.FR, b.FR...)
			part.EN = append(part.EN, b.EN...)
		}
	}
	if len(part.FR) == 0 || len(part.EN) == 0 {
		return beads, nil
	}
	sort.Ints(part.FR)
	sort.Ints(part.EN)
	g := c.grid(part)
	fr, en, err := g.likeliest(ctx, func(i, j int) bool {
		return abs(at.FR[part.FR[i]]-at.EN[part.EN[j]]) <= nearBeads
	})
	if err != nil {
		return nil, err
	}
	taken := documents.Pair[map[int]bool]{FR: map[int]bool{}, EN: map[int]bool{}}
	var found []Bead
	link := func(i, j int, sure float64) {
		f, e := part.FR[i], part.EN[j]
		taken.FR[f], taken.EN[e] = true, true
		found = append(found, Bead{FR: []int{f}, EN: []int{e}, Score: sure})
	}
	var seeds []point
	for i, m := range fr {
		if m.at < 0 || en[m.at].at != i {
			continue
		}
		if sure := min(m.share(len(part.EN)), en[m.at].share(len(part.FR))); sure >= movedScore {
			link(i, m.at, sure)
			seeds = append(seeds, point{i, m.at})
		}
	}
	// What stands beside a moved segment on both sides has moved with it.
	for _, p := range seeds {
		for _, step := range [...]int{1, -1} {
			for i, j := p.i+step, p.j+step; i >= 0 && j >= 0 && i < len(part.FR) && j < len(part.EN); i, j = i+step, j+step {
				f, e := part.FR[i], part.EN[j]
				if f != part.FR[i-step]+step || e != part.EN[j-step]+step || taken.FR[f] || taken.EN[e] {
					break
				}
				s := g.sum(i, j, j+1)
				sure := 1 / (1 + math.Exp(-g.single(i, j, s.fr1[0]+s.en1[0])))
				if sure < movedScore {
					break
				}
				link(i, j, sure)
			}
		}
	}
	out := found
	for _, b := range beads {
		if !b.Null() || !(len(b.FR) > 0 && taken.FR[b.FR[0]] || len(b.EN) > 0 && taken.EN[b.EN[0]]) {
			out = append(out, b)
		}
	}
	return out, nil
}

// A mate is the likeliest counterpart of a segment among many.
type mate struct {
	at  int     // -1 without any
	top float64 // its likelihood ratio
	sum float64 // of all candidates, itself included
}

func (m *mate) consider(at int, score float64) {
	ratio := math.Exp(min(score, 100))
	m.sum += ratio
	if m.at < 0 || ratio > m.top {
		m.at, m.top = at, ratio
	}
}

// share is the chance that the mate is the counterpart, of n candidates or
// none.
func (m *mate) share(n int) float64 {
	prior := movedPrior / float64(n)
	return prior * m.top / (prior*m.sum + 1 - movedPrior)
}

func abs(n int) int { return max(n, -n) }

// likeliest finds the likeliest counterpart of each segment of a grid; near
// tells those that stand near each other.
func (g *grid) likeliest(ctx context.Context, near func(i, j int) bool) (fr, en []mate, err error) {
	n, m := len(g.fr.seg), len(g.en.seg)
	fr, en = make([]mate, n), make([]mate, m)
	for i := range fr {
		fr[i].at = -1
	}
	for j := range en {
		en[j].at = -1
	}
	for i := range n {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		lo, hi := 0, m
		if n*m > mostMoved*mostMoved {
			mid := m * i / n
			lo, hi = max(mid-mostMoved, 0), min(mid+mostMoved, m)
		}
		s := g.sum(i, lo, hi)
		for x := range s.fr1 {
			if s.frm[x] == 0 {
				continue // nothing in common
			}
			score := g.single(i, lo+x, s.fr1[x]+s.en1[x])
			if near(i, lo+x) {
				score += nearGain
			}
			fr[i].consider(lo+x, score)
			en[lo+x].consider(i, score)
		}
	}
	return fr, en, nil
}

// single is what clues, lengths, kinds and labels say of two segments,
// wherever they stand.
func (g *grid) single(i, j int, clues float64) float64 {
	f, e := &g.fr.looks[i], &g.en.looks[j]
	v := g.w.clues*clues/2 + g.w.length*g.lengths(i, j, beadShape{1, 1})
	if f.kind != e.kind {
		v += g.w.otherKind
	}
	return v
}
