package align

import (
	"sort"

	"concord/documents"
)

// fullCells is the number of states up to which all of a pair is searched; a
// larger pair is searched near its guide points only. 1,000 segments a side is
// a report of 50 pages.
const fullCells = 1_000_000

// gapCells bounds what is searched between two guide points.
const gapCells = 4_000_000

// narrow is the least number of states searched on each side of the line
// between two guide points.
const narrow = 60

// A point says that i FR and j EN segments stand before it on both sides.
type point struct{ i, j int }

// windows returns the states to search: all of them for a small pair, else a
// band along the line through guide points. The fixed points are passed by
// every path.
func (g *grid) windows(fixed []point) []window {
	n, m := len(g.fr.seg), len(g.en.seg)
	win := make([]window, n+1)
	for i := range win {
		win[i] = window{0, m + 1}
	}
	if n*m > fullCells {
		g.band(win, fixed)
	}
	at, lo := 0, 0
	for _, p := range append(fixed, point{n, m}) {
		for ; at <= p.i; at++ {
			win[at].lo, win[at].hi = max(win[at].lo, lo), min(win[at].hi, p.j+1)
		}
		lo = p.j
	}
	return win
}

// band narrows the windows to the neighbourhood of the line through the guide
// points and the fixed points.
func (g *grid) band(win []window, fixed []point) {
	n, m := len(g.fr.seg), len(g.en.seg)
	points := append([]point{{0, 0}}, merge(g.guide(), fixed)...)
	points = append(points, point{n, m})
	for i := range win {
		win[i] = window{m + 1, 0}
	}
	for k := 1; k < len(points); k++ {
		a, b := points[k-1], points[k]
		di, dj := b.i-a.i, b.j-a.j
		half := max(narrow, min(dj, gapCells/max(di, 1)))
		for i := a.i; i <= b.i; i++ {
			mid := a.j
			if di > 0 {
				mid += dj * (i - a.i) / di
			}
			lo, hi := max(mid-half, a.j-narrow), min(mid+half, b.j+narrow)
			win[i].lo = min(win[i].lo, max(lo, 0))
			win[i].hi = max(win[i].hi, min(hi, m)+1)
			if di == 0 {
				win[i].hi = max(win[i].hi, b.j+1)
			}
		}
	}
	// Rows may not go back, or a path could not get through.
	for i := 1; i <= n; i++ {
		win[i].hi = max(win[i].hi, win[i-1].hi)
	}
	for i := n - 1; i >= 0; i-- {
		win[i].lo = min(win[i].lo, win[i+1].lo)
	}
	win[0].lo, win[n].hi = 0, m+1
}

// merge puts fixed points among guide points and drops the guide points that
// cross them.
func merge(guide, fixed []point) []point {
	var out []point
	k := 0
	for _, p := range guide {
		for k < len(fixed) && fixed[k].i <= p.i {
			for len(out) > 0 && out[len(out)-1].j > fixed[k].j {
				out = out[:len(out)-1]
			}
			out = append(out, fixed[k])
			k++
		}
		if len(out) == 0 || p.j >= out[len(out)-1].j {
			out = append(out, p)
		}
	}
	for ; k < len(fixed); k++ {
		for len(out) > 0 && out[len(out)-1].j > fixed[k].j {
			out = out[:len(out)-1]
		}
		out = append(out, fixed[k])
	}
	return out
}

// guide returns the heaviest chain of pairs of segments that share rare clues,
// in order on both sides.
func (g *grid) guide() []point {
	points, weight := g.shared()
	return heaviest(points, weight, len(g.en.seg))
}

// shared returns the pairs of segments that share rare clues, and how much they
// say.
func (g *grid) shared() ([]point, map[point]float64) {
	const rare = 3       // a clue occurs at most so often on each side
	const enough = 2.0   // weight from which a pair counts
	const far = mostGain // weight of a clue at most
	weight := map[point]float64{}
	occurs := map[int32]int{}
	for _, list := range g.fr.clues {
		for _, c := range list {
			occurs[c]++
		}
	}
	for i, list := range g.fr.clues {
		for _, c := range list {
			if occurs[c] > rare {
				continue
			}
			for _, e := range g.fr.vocab.partners[c] {
				if len(g.post[e]) > rare {
					continue
				}
				for _, p := range g.post[e] {
					weight[point{i, int(p.col)}] += min(g.fr.vocab.gain[c], far) / float64(occurs[c]*len(g.post[e]))
				}
			}
		}
	}
	points := make([]point, 0, len(weight))
	for p, w := range weight {
		if w >= enough {
			points = append(points, p)
		}
	}
	sortPoints(points)
	return points, weight
}

// sortPoints puts points in order by FR, and downwards by EN, so that a chain
// takes one of each row.
func sortPoints(points []point) {
	sort.Slice(points, func(a, b int) bool {
		if points[a].i != points[b].i {
			return points[a].i < points[b].i
		}
		return points[a].j > points[b].j
	})
}

// heaviest returns the chain of greatest weight that rises on both sides, of
// points as sortPoints leaves them, by a Fenwick tree over the columns.
func heaviest(points []point, weight map[point]float64, m int) []point {
	type link struct {
		total float64
		at    int // index into points, -1 for none
	}
	tree := make([]link, m+1)
	for i := range tree {
		tree[i].at = -1
	}
	from := make([]int, len(points))
	top := link{at: -1}
	for k, p := range points {
		best := link{at: -1}
		for j := p.j; j > 0; j -= j & -j { // columns before p.j
			if tree[j].total > best.total {
				best = tree[j]
			}
		}
		from[k] = best.at
		cur := link{best.total + weight[p], k}
		for j := p.j + 1; j <= m; j += j & -j {
			if cur.total > tree[j].total {
				tree[j] = cur
			}
		}
		if cur.total > top.total {
			top = cur
		}
	}
	var chain []point
	for k := top.at; k >= 0; k = from[k] {
		chain = append(chain, points[k])
	}
	for a, b := 0, len(chain)-1; a < b; a, b = a+1, b-1 {
		chain[a], chain[b] = chain[b], chain[a]
	}
	return chain
}

// fixedPoints returns the places where the documents surely meet: headings of
// one level with one number, which no other heading of its document has, and
// with titles that do not speak against each other. Pairs that cross others
// are left out. A path passes every one of them and no bead reaches over them.
func (g *grid) fixedPoints() []point {
	find := func(s *stream) map[string]int {
		out := map[string]int{}
		for k, l := range s.looks {
			if l.kind == documents.Heading && l.starts && l.label != "" {
				if _, twice := out[l.label]; twice {
					out[l.label] = -1
				} else {
					out[l.label] = k
				}
			}
		}
		return out
	}
	fr, en := find(g.fr), find(g.en)
	var points []point
	for l, i := range fr {
		j, ok := en[l]
		if ok && i >= 0 && j >= 0 && g.fr.looks[i].level == g.en.looks[j].level && g.meet(i, j) >= sureTitle {
			points = append(points, point{i, j})
		}
	}
	sort.Slice(points, func(a, b int) bool { return points[a].i < points[b].i })
	var out []point
	for a, p := range points {
		cross := false
		for b, q := range points {
			cross = cross || a < b && q.j <= p.j || a > b && q.j >= p.j
		}
		if !cross {
			out = append(out, p)
		}
	}
	return out
}

// sureTitle is what the words of two headings of one number must say together
// at least for a fixed point: a cognate that is not on every page.
const sureTitle = 1.0

// meet returns what the words and hints that meet in two segments say, the
// numbers left out.
func (g *grid) meet(i, j int) float64 {
	s := g.sum(i, j, j+1)
	v := 0.0
	for b, c := range g.fr.clues[i] {
		if key := g.fr.vocab.keys[c][0]; s.frm[0]&(1<<b) != 0 && (key == 'w' || key == 'h') {
			v += g.fr.vocab.gain[c]
		}
	}
	return v
}
