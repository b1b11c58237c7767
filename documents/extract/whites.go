package extract

import (
	"cmp"
	"math"
	"slices"
)

// A white is a part of the width of a page that some rows in a row leave free:
// an empty rectangle that cannot be made taller (Breuel 2002, "Two geometric
// algorithms for layout analysis"). Rows are by index, the last one included.
type white struct {
	x0, x1   float64
	from, to int
}

// maxWhites bounds the empty rectangles that are followed from row to row: a
// page of text has a dozen. maxPieces bounds the pieces of a row that counts: no
// page has so many columns of text.
const (
	maxWhites = 100
	maxPieces = 16
)

// pieceRows groups pieces by baseline, from the top, each row from the left.
func pieceRows(pieces []chunk) [][]chunk {
	ps := slices.Clone(pieces)
	slices.SortStableFunc(ps, func(a, b chunk) int {
		return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x0, b.x0))
	})
	var rows [][]chunk
	for i := 0; i < len(ps); {
		j := i + 1
		for j < len(ps) && ps[i].y-ps[j].y < 0.5 {
			j++
		}
		row := ps[i:j:j]
		slices.SortStableFunc(row, func(a, b chunk) int { return cmp.Compare(a.x0, b.x0) })
		rows = append(rows, row)
		i = j
	}
	return rows
}

// whites finds the empty rectangles with text at both sides, three rows or more
// tall and so wide at least.
func whites(rows [][]chunk, least float64) []white {
	var open, out []white
	var tables []chunk
	done := func(w white) {
		if w.to-w.from >= 2 {
			out = append(out, w)
		}
	}
	taken := make([][]gap, len(rows)) // what each row takes of the width
	var near []gap
	first := 0 // the first row beside this one
	for r, row := range rows {
		spans := make([]gap, 0, len(row))
		for i := range row {
			spans = append(spans, gap{row[i].x0, row[i].x1})
			if row[i].table != nil {
				tables = append(tables, row[i])
			}
		}
		if len(spans) > maxPieces {
			spans = append(spans[:0], gap{row[0].x0, row[len(row)-1].x1})
		}
		for i := range tables {
			// A table takes room down to its foot.
			if b := tables[i].table.box; b.Y0 <= row[0].y && b.Y1 > row[0].y+0.5 {
				spans = append(spans, gap{b.X0, b.X1})
			}
		}
		slices.SortStableFunc(spans, func(a, b gap) int { return cmp.Compare(a.x0, b.x0) })
		taken[r] = spans
		var next []white
		keep := func(w white) {
			for k := range next {
				o := &next[k]
				if o.x0 <= w.x0+0.1 && o.x1 >= w.x1-0.1 && o.from <= w.from {
					return
				}
			}
			if len(next) < maxWhites {
				next = append(next, w)
			}
		}
		for _, w := range open {
			at, lives := w.x0, false
			for _, s := range spans {
				if s.x1 <= at || s.x0 >= w.x1 {
					continue
				}
				if s.x0-at >= least {
					keep(white{at, s.x0, w.from, r})
					lives = true
				}
				at = max(at, s.x1)
			}
			if w.x1-at >= least {
				keep(white{at, w.x1, w.from, r})
				lives = true
			}
			if !lives {
				done(w)
			}
		}
		// New ones begin between the words of this row and of those beside it,
		// where columns have baselines of their own.
		for rows[first][0].y-row[0].y > 0.8*row[0].size || r-first > 8 {
			first++
		}
		near = append(near[:0], spans...)
		for k := first; k < r; k++ {
			near = append(near, taken[k]...)
		}
		if first < r {
			slices.SortStableFunc(near, func(a, b gap) int { return cmp.Compare(a.x0, b.x0) })
		}
		at := near[0].x1
		for _, s := range near {
			if s.x0-at >= least {
				keep(white{at, s.x0, first, r})
			}
			at = max(at, s.x1)
		}
		open = next
	}
	for _, w := range open {
		done(w)
	}
	return out
}

// parts returns the white space and parts of it, the tallest first: where the
// whole does not part columns a part may, above or below a table, or without
// the last line of the text above. It is cut where rows stand apart, and at
// quarters.
func (w white) parts(rows [][]chunk, size float64) []white {
	steps := make([]float64, 0, w.to-w.from)
	for r := w.from + 1; r <= w.to; r++ {
		steps = append(steps, rows[r-1][0].y-rows[r][0].y)
	}
	usual := max(median(steps), 1.2*size)
	// A line or two that stand apart at an end belong to other text, unless
	// the right column begins in them too.
	for k := 1; k >= 0; k-- {
		if k+3 < len(steps) && steps[k] > 1.5*usual && !w.begins(rows, w.from, w.from+k+1) {
			w.from, steps = w.from+k+1, steps[k+1:]
			break
		}
	}
	for k := 1; k >= 0; k-- {
		if n := len(steps); k+3 < n && steps[n-1-k] > 1.5*usual && !w.begins(rows, w.to-k, w.to+1) {
			w.to, steps = w.to-k-1, steps[:n-1-k]
			break
		}
	}
	n := w.to - w.from + 1
	out := []white{w}
	cut := func(at int) {
		if at-w.from >= 3 {
			out = append(out, white{w.x0, w.x1, w.from, at - 1})
		}
		if w.to-at >= 2 {
			out = append(out, white{w.x0, w.x1, at, w.to})
		}
	}
	for i, cuts := 0, 0; i < len(steps) && cuts < 8; i++ {
		if steps[i] > 1.5*usual {
			cut(w.from + i + 1)
			cuts++
		}
	}
	for k := 1; k < 4; k++ {
		cut(w.from + n*k/4)
	}
	slices.SortStableFunc(out, func(a, b white) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	return out
}

// begins reports whether in the rows from a to b text on the right of the white
// space begins where it does in two others or more.
func (w white) begins(rows [][]chunk, a, b int) bool {
	start := func(r int) float64 {
		for i := range rows[r] {
			if rows[r][i].x0 >= w.x1-0.15 {
				return rows[r][i].x0
			}
		}
		return math.Inf(1)
	}
	for r := a; r < b; r++ {
		x, same := start(r), 0
		for k := w.from; k <= w.to; k++ {
			if (k < a || k >= b) && math.Abs(start(k)-x) < 2 {
				same++
			}
		}
		if same >= 2 {
			return true
		}
	}
	return false
}
