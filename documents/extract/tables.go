package extract

import (
	"cmp"
	"math"
	"slices"

	"concord/documents"
)

// A table is cells in rows and columns, found by the rules drawn around them
// or by the way they line up.
type table struct {
	box   documents.Box
	page  int
	cells []cell
}

// A cell is one place of a table, with its text as a column of its own.
// Merged cells have the place of their first.
type cell struct {
	row, col int // from 1
	zone     zone
}

// maxRules bounds the rules of a page that are looked at.
const maxRules = 6000

// A stroke is a horizontal or vertical rule: at is its place across, from and
// to its ends along.
type stroke struct{ at, from, to float64 }

// strokes sorts the rules of a page by direction and joins the pieces of one
// line. A filled bar thicker than 3 points is a background, whose edges bound
// nothing by themselves.
func strokes(p *Page) (across, down []stroke) {
	for _, r := range p.Rules[:min(len(p.Rules), maxRules)] {
		b := r.Box
		w, h := b.X1-b.X0, b.Y1-b.Y0
		switch {
		case math.IsNaN(w) || math.IsNaN(h):
		case h <= 3 && w >= 3 && w > h:
			across = append(across, stroke{(b.Y0 + b.Y1) / 2, b.X0, b.X1})
		case w <= 3 && h >= 3:
			down = append(down, stroke{(b.X0 + b.X1) / 2, b.Y0, b.Y1})
		}
	}
	return unite(across), unite(down)
}

// unite joins strokes on one line that touch, and sorts them.
func unite(s []stroke) []stroke {
	slices.SortFunc(s, func(a, b stroke) int {
		return cmp.Or(cmp.Compare(math.Round(a.at), math.Round(b.at)), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var out []stroke
	for _, k := range s {
		if n := len(out); n > 0 && math.Abs(out[n-1].at-k.at) < 1.5 && k.from <= out[n-1].to+3 {
			out[n-1].to = max(out[n-1].to, k.to)
			continue
		}
		out = append(out, k)
	}
	return out
}

// A lattice is rules that cross: the edges of cells.
type lattice struct {
	xs, ys       []float64 // ascending
	across, down []stroke
}

// lattices groups crossing rules into tables.
func lattices(p *Page) []lattice {
	across, down := strokes(p)
	n := len(across) + len(down)
	if len(across) == 0 || len(down) == 0 || len(across)*len(down) > 4_000_000 {
		return nil
	}
	set := newSets(n)
	const near = 2.5
	for i, a := range across {
		for k, d := range down {
			if d.at >= a.from-near && d.at <= a.to+near && a.at >= d.from-near && a.at <= d.to+near {
				set.join(i, len(across)+k)
			}
		}
	}
	groups := map[int]*lattice{}
	var order []int
	for i := range n {
		g := groups[set.find(i)]
		if g == nil {
			g = &lattice{}
			groups[set.find(i)] = g
			order = append(order, set.find(i))
		}
		if i < len(across) {
			g.across = append(g.across, across[i])
		} else {
			g.down = append(g.down, down[i-len(across)])
		}
	}
	var out []lattice
	for _, k := range order {
		g := groups[k]
		if len(g.across)+len(g.down) < 4 || len(g.across) < 2 || len(g.down) < 1 {
			continue
		}
		for _, a := range g.across {
			g.ys = append(g.ys, a.at)
			g.xs = append(g.xs, a.from, a.to)
		}
		for _, d := range g.down {
			g.xs = append(g.xs, d.at)
			g.ys = append(g.ys, d.from, d.to)
		}
		g.xs, g.ys = grid(g.xs), grid(g.ys)
		if len(g.xs) < 2 || len(g.ys) < 2 || len(g.xs)*len(g.ys) > 20000 || len(g.xs)+len(g.ys) < 5 {
			continue
		}
		out = append(out, *g)
	}
	return out
}

// grid returns the distinct places, ascending; what is within 4 points is one.
func grid(v []float64) []float64 {
	slices.Sort(v)
	out := v[:0:0]
	for _, x := range v {
		if len(out) == 0 || x-out[len(out)-1] > 4 {
			out = append(out, x)
		}
	}
	return out
}

// ruledTables takes the words inside ruled tables out of the rows, and returns
// the tables and what is left.
func ruledTables(p *Page, rows [][]word) ([]*table, [][]word) {
	var tables []*table
	for _, g := range lattices(p) {
		nx, ny := len(g.xs)-1, len(g.ys)-1
		set := newSets(nx * ny)
		for r := range ny {
			for c := range nx {
				midY, midX := (g.ys[r]+g.ys[r+1])/2, (g.xs[c]+g.xs[c+1])/2
				if c+1 < nx && !cuts(g.down, g.xs[c+1], midY) {
					set.join(r*nx+c, r*nx+c+1)
				}
				if r+1 < ny && !cuts(g.across, g.ys[r+1], midX) {
					set.join(r*nx+c, (r+1)*nx+c)
				}
			}
		}
		inside := map[int][][]word{}
		filled := map[int]bool{}
		rest := make([][]word, 0, len(rows))
		for _, row := range rows {
			var out []word
			parts := map[int][]word{}
			var order []int
			for _, w := range row {
				r, c := slot(g.ys, w.y+0.3*w.size), slot(g.xs, (w.x0+w.x1)/2)
				if r < 0 || c < 0 {
					out = append(out, w)
					continue
				}
				k := set.find(r*nx + c)
				filled[k] = true
				if parts[k] == nil {
					order = append(order, k)
				}
				parts[k] = append(parts[k], w)
			}
			for _, k := range order {
				inside[k] = append(inside[k], parts[k])
			}
			if len(out) > 0 {
				rest = append(rest, out)
			}
		}
		// One filled cell is a frame around text, not a table.
		if len(filled) < 2 {
			continue
		}
		t := &table{page: p.Number, box: documents.Box{X0: g.xs[0], Y0: g.ys[0], X1: g.xs[nx], Y1: g.ys[ny]}}
		seen := map[int]bool{}
		for r := ny - 1; r >= 0; r-- { // from the top
			for c := range nx {
				k := set.find(r*nx + c)
				if seen[k] || inside[k] == nil {
					continue
				}
				seen[k] = true
				z := newZone(chunks(inside[k]), p.Number)
				z.x0, z.x1 = min(z.x0, g.xs[c]+2), max(z.x1, cellEdge(set, g.xs, r, c, nx)-4)
				t.cells = append(t.cells, cell{row: ny - r, col: c + 1, zone: z})
			}
		}
		tables, rows = append(tables, t), rest
	}
	return tables, rows
}

// cellEdge is the right edge of the merged cell at row r and column c.
func cellEdge(set *sets, xs []float64, r, c, nx int) float64 {
	for c+1 < nx && set.find(r*nx+c+1) == set.find(r*nx+c) {
		c++
	}
	return xs[c+1]
}

// cuts reports whether a stroke at the place runs past the point along.
func cuts(s []stroke, place, along float64) bool {
	for _, k := range s {
		if math.Abs(k.at-place) <= 4 && along >= k.from-1 && along <= k.to+1 {
			return true
		}
	}
	return false
}

// slot returns the interval of the ascending edges that v is in, -1 outside.
func slot(edges []float64, v float64) int {
	i, _ := slices.BinarySearch(edges, v)
	if i == 0 || i == len(edges) {
		return -1
	}
	return i - 1
}

// sets is a union of disjoint sets; the root of a set is its least member.
type sets struct{ parent []int }

func newSets(n int) *sets {
	s := &sets{make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

func (s *sets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	s.parent[max(a, b)] = min(a, b)
}
