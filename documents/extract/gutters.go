package extract

import (
	"cmp"
	"math"
	"slices"
)

// A gutter is white space between two columns of text.
type gutter struct {
	x0, x1   float64
	top, low float64 // the highest and the lowest baseline beside it
}

// beside reports whether a baseline is beside the gutter.
func (g *gutter) beside(y float64) bool { return y <= g.top+0.25 && y >= g.low-0.25 }

// gutters finds the white spaces that part columns of running text. The pieces
// are words that stand nearer to each other than the narrowest gutter.
func gutters(pieces []chunk) []gutter {
	rows := pieceRows(pieces)
	if len(rows) < 3 {
		return nil
	}
	sizes := make([]float64, 0, len(pieces))
	for i := range pieces {
		if pieces[i].table == nil {
			sizes = append(sizes, pieces[i].size)
		}
	}
	if len(sizes) == 0 {
		return nil
	}
	size := median(sizes)
	var found []gutter
	for _, w := range whites(rows, narrowest*size) {
		for _, p := range w.parts(rows, size) {
			if g, ok := judge(rows, p, size); ok {
				found = append(found, g)
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b gutter) int {
		return cmp.Or(cmp.Compare(b.top-b.low, a.top-a.low), cmp.Compare(b.top, a.top), cmp.Compare(a.x0, b.x0))
	})
	var out []gutter
	for _, g := range found {
		if !slices.ContainsFunc(out, func(o gutter) bool {
			return o.x0 < g.x1 && g.x0 < o.x1 && o.low <= g.top && g.low <= o.top
		}) {
			out = append(out, g)
		}
	}
	return parted(out, rows, size)
}

// narrowest is the least width of a gutter in font sizes. LaTeX sets columns 10
// points apart, also those of text of 12 points (0.83); a space is a quarter to
// a third.
const narrowest = 0.6

// A side is the text along one side of a white space.
type side struct {
	rows        []sideRow
	words, mono int
	x0, x1      float64
	top, low    float64
}

// A sideRow is the words of one row next to the white space. Of the words of
// three letters or more some are set in a font for code.
type sideRow struct {
	y, x0, x1, size float64
	words, mono     int
	marked          bool // begins with a list's mark
	table           bool
}

// sides gathers what stands next to a white space, as far as the next wide
// gap.
func sides(rows [][]chunk, w white) (left, right side) {
	add := func(s *side, run []chunk) {
		if len(run) == 0 {
			return
		}
		r := sideRow{y: run[0].y, x0: run[0].x0, x1: run[len(run)-1].x1, size: run[0].size}
		for i := range run {
			c := &run[i]
			if c.table != nil {
				r.words, r.table = r.words+10, true
				continue
			}
			n := running(c.words)
			r.words += n
			if c.words[0].style.mono {
				r.mono += n
			}
		}
		if run[0].table == nil {
			label, _ := marker(run[0].words[0].text + " x")
			r.marked = label != ""
		}
		s.rows = append(s.rows, r)
	}
	for _, row := range rows[w.from : w.to+1] {
		k := 0
		for k < len(row) && row[k].x0 < w.x1-0.15 {
			k++
		}
		i := k
		for i > 0 && (i == k || row[i].x0-row[i-1].x1 <= 1.3*max(row[i].size, row[i-1].size)) {
			i--
		}
		j := k
		for j < len(row) && (j == k || row[j].x0-row[j-1].x1 <= 1.3*max(row[j].size, row[j-1].size)) {
			j++
		}
		add(&left, row[i:k])
		add(&right, row[k:j])
	}
	left.column(w.x0)
	right.column(w.x1)
	return left, right
}

// column drops the rows that stand beyond another column, those that share no
// part of the width with others up to the white space at x, and measures the
// rest.
func (s *side) column(x float64) {
	spans := make([]gap, 0, len(s.rows))
	for i := range s.rows {
		spans = append(spans, gap{s.rows[i].x0, s.rows[i].x1})
	}
	slices.SortFunc(spans, func(a, b gap) int { return cmp.Or(cmp.Compare(a.x0, b.x0), cmp.Compare(a.x1, b.x1)) })
	var parts []gap
	for _, g := range spans {
		if n := len(parts); n > 0 && g.x0 <= parts[n-1].x1+3 {
			parts[n-1].x1 = max(parts[n-1].x1, g.x1)
			continue
		}
		parts = append(parts, g)
	}
	if len(parts) > 1 {
		own := parts[0]
		if x > own.x0 {
			own = parts[len(parts)-1]
		}
		s.keep(own)
	}
	for i := range s.rows {
		r := &s.rows[i]
		if i == 0 {
			s.x0, s.x1, s.top = r.x0, r.x1, r.y
		}
		s.x0, s.x1, s.low = min(s.x0, r.x0), max(s.x1, r.x1), r.y
		s.words, s.mono = s.words+r.words, s.mono+r.mono
	}
}

// keep drops the rows outside a part of the width.
func (s *side) keep(own gap) {
	s.rows = slices.DeleteFunc(s.rows, func(r sideRow) bool { return r.x1 < own.x0 || r.x0 > own.x1 })
}

// judge tells whether a white space parts columns of running text: three lines
// or more on each side, with two words of three letters or more on average, and
// each at least a seventh as wide as both together. Less is a table, the terms
// of a list or its marks.
func judge(rows [][]chunk, w white, size float64) (gutter, bool) {
	left, right := sides(rows, w)
	width := right.x1 - left.x0
	for _, s := range [...]*side{&left, &right} {
		n := len(s.rows)
		for i := range s.rows {
			if s.rows[i].table {
				n += 2
			}
		}
		if n < 3 || s.words < 2*n || s.mono*2 > s.words || s.x1-s.x0 < 0.14*width {
			return gutter{}, false
		}
	}
	top, low := min(left.top, right.top), max(left.low, right.low)
	if top <= low {
		return gutter{}, false
	}
	if w.x1-w.x0 < 1.3*size && !right.flush(w.x1) {
		return gutter{}, false
	}
	if tabulated(&left, &right) {
		return gutter{}, false
	}
	g := gutter{x0: w.x0, x1: w.x1, top: top, low: low}
	// The longer column goes on beside nothing: as far as its lines follow each
	// other, or to the edge of the page.
	for _, s := range [...]*side{&left, &right} {
		g.top = max(g.top, s.reach(top, 1))
		g.low = min(g.low, s.reach(low, -1))
	}
	if w.from == 0 {
		g.top = max(left.top, right.top)
	}
	if w.to == len(rows)-1 {
		g.low = min(left.low, right.low)
	}
	return g, true
}

// flush reports that five lines or more, and half of them, begin at x. Spaces
// that are wide by chance do not stand one below the other so often.
func (s *side) flush(x float64) bool {
	n := 0
	for i := range s.rows {
		if s.rows[i].x0-x < 1.5 {
			n++
		}
	}
	return n >= 5 && n*2 >= len(s.rows)
}

// lead is the usual distance of the side's lines.
func (s *side) lead() float64 {
	var steps []float64
	for i := 1; i < len(s.rows); i++ {
		steps = append(steps, s.rows[i-1].y-s.rows[i].y)
	}
	if len(steps) == 0 {
		return 1.2 * s.rows[0].size
	}
	return median(steps)
}

// reach returns how far the lines of a side follow each other without a step,
// up (1) or down (-1), from a baseline.
func (s *side) reach(from, direction float64) float64 {
	lead := s.lead()
	at, size := from, 0.0
	for k := range s.rows {
		r := &s.rows[k]
		if direction > 0 {
			r = &s.rows[len(s.rows)-1-k]
		}
		d := (r.y - at) * direction
		if d <= 0 {
			if (r.y-from)*direction <= 0 {
				size = r.size
			}
			continue
		}
		if d > 1.35*lead || size > 0 && math.Abs(r.size-size) > 0.08*size {
			break
		}
		at, size = r.y, r.size
	}
	return at
}

// tabulated reports rows of a table or terms with their texts: where lines
// stand in groups, those of one side begin beside those of the other three times
// or more, or each term has a group beside it; where they do not, the lines of
// both sides stand beside each other and leave much of the width free.
func tabulated(left, right *side) bool {
	a, b := left.groups(), right.groups()
	terms := left.words <= 4*len(a)
	if len(a) > len(b) {
		a, b = b, a
		terms = false
	}
	if n := shared(a, b); len(a) >= 3 && (n*5 >= 4*len(b) || terms && n*5 >= 4*len(a)) {
		return true
	}
	ys := func(s *side) []float64 {
		out := make([]float64, 0, len(s.rows))
		for i := range s.rows {
			out = append(out, s.rows[i].y)
		}
		return out
	}
	a, b = ys(left), ys(right)
	if len(a) > len(b) {
		a, b = b, a
	}
	return shared(a, b)*5 >= 4*len(b) && (!left.fills() || !right.fills())
}

// groups returns the baselines at which groups of lines begin.
func (s *side) groups() []float64 {
	lead := s.lead()
	var out []float64
	for i := range s.rows {
		if i == 0 || s.rows[i-1].y-s.rows[i].y > 1.25*lead {
			out = append(out, s.rows[i].y)
		}
	}
	return out
}

// shared counts the baselines of a that b has too.
func shared(a, b []float64) int {
	n := 0
	for _, y := range a {
		if slices.ContainsFunc(b, func(o float64) bool { return math.Abs(o-y) < 1.5 }) {
			n++
		}
	}
	return n
}

// fills reports a side whose lines take six tenths of its width on average, or
// make a list, as running text does and the cells of a table seldom do.
func (s *side) fills() bool {
	widths, total, marks := make([]float64, 0, len(s.rows)), 0.0, 0
	for i := range s.rows {
		r := &s.rows[i]
		if r.table {
			return true
		}
		widths = append(widths, r.x1-s.x0)
		total += r.x1 - s.x0
		if r.marked {
			marks++
		}
	}
	sortFloats(widths)
	usual := widths[len(widths)*9/10] // a line that sticks out does not count
	return total >= 0.6*float64(len(widths))*usual || marks >= 2
}

// parted cuts gutters at headings that stand by themselves between two sets of
// columns: larger than the text, with nothing beside them across the whole
// page, where the columns above end together and those below begin together.
func parted(gs []gutter, rows [][]chunk, size float64) []gutter {
	for r, row := range rows {
		h := &row[0]
		if len(row) > 1 || h.table != nil || h.size < 1.15*size || r == 0 || r == len(rows)-1 {
			continue
		}
		above, below := rows[r-1][0].y, rows[r+1][0].y
		if above-h.y < 1.1*h.size || h.y-below < h.size {
			continue
		}
		for k := range gs {
			g := gs[k]
			if !g.beside(above) || !g.beside(below) || !g.beside(h.y) {
				continue
			}
			var ends, begins [2]float64 // of the columns left and right of the gutter
			for i := range ends {
				ends[i], begins[i] = math.Inf(1), math.Inf(-1)
			}
			for _, other := range rows {
				for i := range other {
					c := &other[i]
					if !g.beside(c.y) || c.table != nil && c.table.box.Y0 < h.y && c.y > h.y {
						continue
					}
					on := 0
					if c.x0 >= g.x1-0.5 {
						on = 1
					}
					if c.y > h.y {
						ends[on] = min(ends[on], c.y)
					} else if c.y < h.y {
						begins[on] = max(begins[on], c.y)
					}
				}
			}
			if math.Abs(ends[0]-ends[1]) < 2.5*size && math.Abs(begins[0]-begins[1]) < 2.5*size {
				gs[k].low = above
				gs = append(gs, gutter{g.x0, g.x1, below, g.low})
			}
		}
	}
	return gs
}
