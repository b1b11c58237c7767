package align

import (
	"slices"

	"concord/documents"
)

// fixedWeight is what a fixed link weighs when those that keep the order are
// chosen, beside 5 at most for a rare word that two segments share: a person's
// word is worth two such words, so that noise does not displace it, and one
// link to another chapter does not displace the rest of the document.
const fixedWeight = 2 * mostGain

// usable returns the fixed beads that can be: segments of the documents that
// follow one another, each in one bead.
func usable(fixed []Bead, docs documents.Pair[*documents.Document]) []Bead {
	var out []Bead
	taken := documents.Pair[map[int]bool]{FR: map[int]bool{}, EN: map[int]bool{}}
	for _, b := range fixed {
		ok := len(b.FR)+len(b.EN) > 0
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for k, i := range b.Side(l) {
				ok = ok && i >= 0 && i < len(docs.Of(l).Segments) && !taken.Of(l)[i] && (k == 0 || i == b.Side(l)[k-1]+1)
			}
		}
		if !ok {
			continue
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, i := range b.Side(l) {
				taken.Of(l)[i] = true
			}
		}
		b.Score = 1
		out = append(out, b)
	}
	return out
}

// without returns the parts of a run of segments that are left to be linked
// between the fixed beads. Those of them that keep the order part the run; the
// others, which have moved, are only left out.
func (c *Comparison) without(run documents.Pair[[]int]) []documents.Pair[[]int] {
	if len(c.fixed) == 0 {
		return []documents.Pair[[]int]{run}
	}
	taken := documents.Pair[map[int]bool]{FR: map[int]bool{}, EN: map[int]bool{}}
	for _, b := range c.fixed {
		for _, i := range b.FR {
			taken.FR[i] = true
		}
		for _, i := range b.EN {
			taken.EN[i] = true
		}
	}
	free := documents.Pair[[]int]{FR: left(run.FR, taken.FR), EN: left(run.EN, taken.EN)}
	var out []documents.Pair[[]int]
	for _, p := range append(c.inOrderOf(run, free), point{len(c.fr.looks), len(c.en.looks)}) {
		f, _ := slices.BinarySearch(free.FR, p.i)
		e, _ := slices.BinarySearch(free.EN, p.j)
		if f+e > 0 {
			out = append(out, documents.Pair[[]int]{FR: free.FR[:f], EN: free.EN[:e]})
		}
		free.FR, free.EN = free.FR[f:], free.EN[e:]
	}
	return out
}

func left(run []int, taken map[int]bool) []int {
	return slices.DeleteFunc(slices.Clone(run), func(i int) bool { return taken[i] })
}

// inOrderOf returns the first segments of the fixed links that keep the order
// of a run: the heaviest chain of them and of the free segments that share rare
// clues.
func (c *Comparison) inOrderOf(run, free documents.Pair[[]int]) []point {
	points, weight := c.grid(free).shared()
	all := make([]point, 0, len(points)+len(c.fixed))
	weights := make(map[point]float64, cap(all))
	for _, p := range points {
		q := point{free.FR[p.i], free.EN[p.j]}
		all = append(all, q)
		weights[q] = weight[p]
	}
	link := map[point]bool{}
	for _, b := range c.fixed {
		if b.Null() || b.Moved {
			continue
		}
		p := point{b.FR[0], b.EN[0]}
		if _, in := slices.BinarySearch(run.FR, p.i); !in {
			continue
		}
		if _, in := slices.BinarySearch(run.EN, p.j); !in {
			continue
		}
		all = append(all, p)
		weights[p] = fixedWeight * float64(len(b.FR)+len(b.EN)) / 2
		link[p] = true
	}
	sortPoints(all)
	return slices.DeleteFunc(heaviest(all, weights, len(c.en.looks)), func(p point) bool { return !link[p] })
}

// fixedBefore counts the fixed beads that begin before a segment: they stand
// between the others without being among them.
func (c *Comparison) fixedBefore() func(l documents.Lang, segment int) int {
	var starts documents.Pair[[]int]
	for _, b := range c.fixed {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if segs := b.Side(l); len(segs) > 0 {
				*starts.Side(l) = append(starts.Of(l), segs[0])
			}
		}
	}
	slices.Sort(starts.FR)
	slices.Sort(starts.EN)
	return func(l documents.Lang, segment int) int {
		n, _ := slices.BinarySearch(starts.Of(l), segment)
		return n
	}
}
