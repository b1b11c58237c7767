package extract

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"concord/documents"
)

// alignedTables replaces runs of lines whose words stand in columns, without
// rules between them, by a table. A run is three lines or more, in a row, with
// a gutter that all of them leave free; a column of list marks does not count,
// and neither does text that runs on from line to line.
func (z *zone) alignedTables(lead func(float64) float64) {
	z.headedTables(lead)
	out := z.lines[:0:0]
	for i := 0; i < len(z.lines); {
		n := alignedRun(z.lines[i:], lead)
		if i > 0 && n > 0 && z.lines[i-1].table == nil && contentsTitle(z.lines[i-1].text()) && numberedRun(z.lines[i:i+n]) {
			out = append(out, z.lines[i:i+n]...)
			i += n
			continue
		}
		if n == 0 {
			out = append(out, z.lines[i])
			i++
			continue
		}
		t := alignedTable(z.lines[i:i+n], sharedEdges(z.lines[i:i+n]), math.Inf(1), lead)
		out = append(out, line{x0: t.box.X0, x1: t.box.X1, y: t.box.Y1, table: t, page: z.page})
		i += n
	}
	z.lines = out
}

// alignedRun returns how many of the lines from the first on make a table, 0
// for none.
func alignedRun(ls []line, lead func(float64) float64) int {
	if len(ls) < 3 || !ls[0].tabular() {
		return 0
	}
	gaps := ls[0].gutters()
	n, full := 1, 1
	for n < len(ls) {
		l := &ls[n]
		if contentsLine(l) {
			// The entries of the first level have no leader dots, and stand
			// in columns between those that have.
			if ls[n-1].pageNumbered() {
				return 0
			}
			break
		}
		if l.table != nil || ls[n-1].y-l.y > 2.5*lead(l.size) || math.Abs(l.size-ls[0].size) > 0.12*ls[0].size {
			break
		}
		next := overlap(gaps, l)
		if len(next) == 0 {
			break
		}
		gaps = next
		if l.tabular() {
			full++
		}
		n++
	}
	// The lines at the end that have text in one column only may be the text
	// that follows.
	end := n
	for n > 0 && !ls[n-1].tabular() {
		n--
	}
	if full < 3 || full*6 < n || !flush(ls[:n], gaps) {
		return 0
	}
	// The last row may go on below in one of its columns but the first.
	for n < end && ls[n-1].y-ls[n].y <= 1.25*lead(ls[n].size) && ls[n].x0 > gaps[0].x0 {
		n++
	}
	return n
}

// pageNumbered reports a line with a number set apart at its end.
func (l *line) pageNumbered() bool {
	if len(l.gaps) == 0 {
		return false
	}
	last := l.words[l.gaps[len(l.gaps)-1]:]
	return len(last) == 1 && strings.Trim(last[0].text, "0123456789") == ""
}

// numberedRun reports lines that all end in a number set apart, none less than
// the one before: the entries of a contents page without leader dots.
func numberedRun(ls []line) bool {
	last := 0
	for i := range ls {
		if !ls[i].pageNumbered() || len(ls[i].gaps) > 1 {
			return false
		}
		n, err := strconv.Atoi(ls[i].words[len(ls[i].words)-1].text)
		if err != nil || n < last {
			return false
		}
		last = n
	}
	return true
}

// flush reports that the words after one of the gutters begin at one place, or
// have one middle, or end at one place and are numbers, in three of four lines.
// Wide spaces in justified text share a gutter by chance, and are not flush.
func flush(ls []line, gaps []gap) bool {
	for _, g := range gaps {
		var starts, middles, ends []float64
		figures := 0
		for i := range ls {
			l := &ls[i]
			if !l.tabular() {
				continue
			}
			for k, w := range l.words {
				if w.x0 < g.x1-0.1 {
					continue
				}
				last := k
				for last+1 < len(l.words) && !slices.Contains(l.gaps, last+1) {
					last++
				}
				starts = append(starts, w.x0)
				middles = append(middles, (w.x0+l.words[last].x1)/2)
				ends = append(ends, l.words[last].x1)
				if running(l.words[k:last+1]) == 0 {
					figures++
				}
				break
			}
		}
		if len(starts) < 3 {
			continue
		}
		if share(starts) || share(middles) && g.x1-g.x0 > 8 || share(ends) && figures*4 >= 3*len(starts) {
			return true
		}
	}
	return false
}

// share reports whether three of four values are within 2 points of each
// other.
func share(v []float64) bool {
	v = slices.Clone(v)
	slices.Sort(v)
	for i := range v {
		n := 0
		for j := i; j < len(v) && v[j] <= v[i]+2; j++ {
			n++
		}
		if n*4 >= len(v)*3 {
			return true
		}
	}
	return false
}

// tabular reports a line with a gap that is not the gap after a list mark or
// before the page number of a contents line.
func (l *line) tabular() bool {
	if l.table != nil || len(l.gaps) == 0 || contentsLine(l) {
		return false
	}
	label, _ := marker(joined(l.words[:l.gaps[0]]) + " x")
	return label == "" || l.gaps[0] > 1 || len(l.gaps) > 1
}

// A gap is a part of the width of a page.
type gap struct{ x0, x1 float64 }

func (l *line) gutters() []gap {
	var out []gap
	for _, g := range l.gaps {
		out = append(out, gap{l.words[g-1].x1, l.words[g].x0})
	}
	return out
}

// overlap returns what of the gaps the line leaves free; only gaps of at least
// 5 points, and wider than a space, remain.
func overlap(gaps []gap, l *line) []gap {
	var out []gap
	least := max(5, 0.7*l.size)
	for _, g := range gaps {
		free := []gap{g}
		for _, w := range l.words {
			next := free[:0:0]
			for _, f := range free {
				if w.x1 <= f.x0 || w.x0 >= f.x1 {
					next = append(next, f)
					continue
				}
				if w.x0-f.x0 >= least {
					next = append(next, gap{f.x0, w.x0})
				}
				if f.x1-w.x1 >= least {
					next = append(next, gap{w.x1, f.x1})
				}
			}
			free = next
		}
		out = append(out, free...)
	}
	return out
}

// alignedTable makes cells of lines that share gutters. Where rows stand apart,
// each wide step begins one; else each line with text in the first column and
// another one does.
// What stands above head is one row.
func alignedTable(ls []line, edges []float64, head float64, lead func(float64) float64) *table {
	t := &table{page: ls[0].page}
	type spot struct{ row, col int }
	parts := map[spot][][]word{}
	var order []spot
	wide := func(i int) bool {
		return i > 0 && (math.IsInf(head, 1) || ls[i].y < head) && ls[i-1].y-ls[i].y > 1.25*lead(ls[i].size)
	}
	steps := 0
	for i := range ls {
		if wide(i) {
			steps++
		}
	}
	spaced := steps >= max(2, len(ls)/8)
	row := 0
	for i := range ls {
		l := &ls[i]
		cols := map[int][]word{}
		for _, w := range l.words {
			c, _ := slices.BinarySearch(edges, (w.x0+w.x1)/2)
			cols[c] = append(cols[c], w)
			t.box = t.box.Union(w.box())
		}
		if i == 0 || wide(i) || ls[i-1].y > head && ls[i].y < head || (math.IsInf(head, 1) || ls[i].y < head) && !spaced && len(cols[0]) > 0 && len(cols) > 1 {
			row++
		}
		for c := 0; c <= len(edges); c++ {
			if len(cols[c]) == 0 {
				continue
			}
			p := spot{row, c + 1}
			if parts[p] == nil {
				order = append(order, p)
			}
			parts[p] = append(parts[p], cols[c])
		}
	}
	slices.SortStableFunc(order, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	for _, p := range order {
		var cs []chunk
		for _, words := range parts[p] {
			words = slices.Clone(words)
			words[0].glued = false
			cs = append(cs, newChunk(words))
		}
		t.cells = append(t.cells, cell{row: p.row, col: p.col, zone: newZone(cs, t.page)})
	}
	if t.box == (documents.Box{}) {
		t.box = documents.Box{X0: ls[0].x0, Y0: ls[0].y - 1, X1: ls[0].x1 + 1, Y1: ls[0].y + 1}
	}
	return t
}

// sharedEdges returns the middles of the gutters that lines share, ascending.
func sharedEdges(ls []line) []float64 {
	gaps := ls[0].gutters()
	for i := range ls {
		gaps = overlap(gaps, &ls[i])
	}
	edges := make([]float64, 0, len(gaps))
	for _, g := range gaps {
		edges = append(edges, (g.x0+g.x1)/2)
	}
	slices.Sort(edges)
	return edges
}

// A headRule is a rule across a table, under its head, drawn cell by cell: the
// seams between its pieces are the edges of the columns.
type headRule struct {
	y, x0, x1 float64
	edges     []float64
}

// headRules finds rules of three pieces or more that touch.
func headRules(p *Page) []headRule {
	var across []stroke
	for _, r := range p.Rules[:min(len(p.Rules), maxRules)] {
		b := r.Box
		if w, h := b.X1-b.X0, b.Y1-b.Y0; h <= 3 && w >= 6 && w < 1e5 {
			across = append(across, stroke{(b.Y0 + b.Y1) / 2, b.X0, b.X1})
		}
	}
	slices.SortFunc(across, func(a, b stroke) int {
		return cmp.Or(cmp.Compare(math.Round(b.at*2), math.Round(a.at*2)), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var out []headRule
	for i := 0; i < len(across); {
		h := headRule{y: across[i].at, x0: across[i].from, x1: across[i].to}
		j := i + 1
		for ; j < len(across); j++ {
			s := across[j]
			if math.Abs(s.at-h.y) > 0.6 || math.Abs(s.from-h.x1) > 1.5 {
				break
			}
			h.edges = append(h.edges, (s.from+h.x1)/2)
			h.x1 = s.to
		}
		if len(h.edges) >= 2 {
			out = append(out, h)
		}
		i = j
	}
	return out
}

// headedTables makes tables of the lines around such a rule: the head above
// it, and the rows below as far as no word crosses the edge of a column.
func (z *zone) headedTables(lead func(float64) float64) {
	for _, h := range z.hints {
		fits := func(l *line) bool {
			if l.table != nil || l.x0 < h.x0-3 || l.x1 > h.x1+3 {
				return false
			}
			for _, w := range l.words {
				for _, e := range h.edges {
					if w.x0 < e-1.5 && w.x1 > e+1.5 {
						return false
					}
				}
			}
			return true
		}
		first := 0
		for first < len(z.lines) && (z.lines[first].y > h.y || z.lines[first].table != nil) {
			first++
		}
		from, to := first, first
		for from > 0 && fits(&z.lines[from-1]) {
			l := &z.lines[from-1]
			near := h.y
			if from < first {
				near = z.lines[from].y
			}
			if l.y-near > 1.6*lead(l.size) || first-from >= 4 || math.Abs(l.size-z.lines[first-1].size) > 0.12*l.size {
				break
			}
			from--
		}
		if from == first {
			continue
		}
		size := z.lines[first-1].size
		for to < len(z.lines) && fits(&z.lines[to]) {
			l := &z.lines[to]
			if math.Abs(l.size-size) > 0.12*size || z.lines[to-1].y-l.y > 3*lead(l.size) {
				break
			}
			to++
		}
		if to == first {
			continue
		}
		t := alignedTable(z.lines[from:to], h.edges, h.y, lead)
		row := line{x0: t.box.X0, x1: t.box.X1, y: t.box.Y1, table: t, page: z.page}
		z.lines = slices.Replace(z.lines, from, to, row)
	}
}
