package extract

import (
	"math"
	"slices"

	"concord/documents"
)

// alignedTables replaces runs of lines whose words stand in columns, without
// rules between them, by a table. A run is three lines or more, in a row, with
// a gutter that all of them leave free; a column of list marks does not count,
// and neither does text that runs on from line to line.
func (z *zone) alignedTables(lead func(float64) float64) {
	out := z.lines[:0:0]
	for i := 0; i < len(z.lines); {
		n := alignedRun(z.lines[i:], lead)
		if n == 0 {
			out = append(out, z.lines[i])
			i++
			continue
		}
		t := alignedTable(z.lines[i:i+n], lead)
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

// A gap is a part of the width of a page that is free of text.
type gap struct{ x0, x1 float64 }

func (l *line) gutters() []gap {
	var out []gap
	for _, g := range l.gaps {
		out = append(out, gap{l.words[g-1].x1, l.words[g].x0})
	}
	return out
}

// overlap returns what of the gaps the line leaves free; only gaps of at least
// 5 points remain.
func overlap(gaps []gap, l *line) []gap {
	var out []gap
	for _, g := range gaps {
		free := []gap{g}
		for _, w := range l.words {
			next := free[:0:0]
			for _, f := range free {
				if w.x1 <= f.x0 || w.x0 >= f.x1 {
					next = append(next, f)
					continue
				}
				if w.x0-f.x0 >= 5 {
					next = append(next, gap{f.x0, w.x0})
				}
				if f.x1-w.x1 >= 5 {
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
func alignedTable(ls []line, lead func(float64) float64) *table {
	gaps := ls[0].gutters()
	t := &table{page: ls[0].page}
	for i := range ls {
		gaps = overlap(gaps, &ls[i])
	}
	edges := make([]float64, 0, len(gaps))
	for _, g := range gaps {
		edges = append(edges, (g.x0+g.x1)/2)
	}
	slices.Sort(edges)
	type spot struct{ row, col int }
	parts := map[spot][][]word{}
	var order []spot
	wide := func(i int) bool { return i > 0 && ls[i-1].y-ls[i].y > 1.25*lead(ls[i].size) }
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
		if i == 0 || wide(i) || !spaced && len(cols[0]) > 0 && len(cols) > 1 {
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
