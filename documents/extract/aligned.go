package extract

import (
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
		if l.table != nil || ls[n-1].y-l.y > 2.5*lead(l.size) {
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
	for n > 0 && !ls[n-1].tabular() {
		n--
	}
	if full < 3 || full*2 < n {
		return 0
	}
	return n
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

// alignedTable makes cells of lines that share gutters. A line without text in
// the first column goes on with the row above it.
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
	type place struct{ row, col int }
	parts := map[place][][]word{}
	var order []place
	row := 0
	for i := range ls {
		l := &ls[i]
		cols := map[int][]word{}
		for _, w := range l.words {
			c, _ := slices.BinarySearch(edges, (w.x0+w.x1)/2)
			cols[c] = append(cols[c], w)
			t.box = t.box.Union(w.box())
		}
		if len(cols[0]) > 0 || i == 0 || ls[i-1].y-l.y > 1.3*lead(l.size) {
			row++
		}
		for c := 0; c <= len(edges); c++ {
			if len(cols[c]) == 0 {
				continue
			}
			p := place{row, c + 1}
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
