package extract

import (
	"cmp"
	"math"
	"slices"
	"unicode"
)

// A zone is part of a page that is read from top to bottom: a column, or text
// across the page.
type zone struct {
	lines  []line
	x0, x1 float64 // left and right edge of its text
	page   int
	// hints are the rules under table heads on the page.
	hints []headRule
}

// maxChunks bounds the work of column finding, which grows with the square of
// the chunks of a page; a page with more is read line by line.
const maxChunks = 3000

// zones puts a page's chunks in reading order. It looks from the top for the
// longest run of chunks that leave a gutter free, with enough text on both
// sides, and reads its columns one after the other; what stands above and
// below, headings across the page among it, is read in between. It is a
// recursive XY-cut (Nagy and Seth 1984) that cuts columns first.
func zones(cs []chunk, page int, depth int) []zone {
	if len(cs) == 0 {
		return nil
	}
	cs = slices.Clone(cs)
	slices.SortStableFunc(cs, func(a, b chunk) int {
		return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x0, b.x0))
	})
	// A zone of few lines has its margins from the region around it.
	region := newZone(cs, page)
	within := func(cs []chunk) zone {
		z := newZone(cs, page)
		if len(z.lines) < 8 {
			z.x0, z.x1 = min(z.x0, region.x0), max(z.x1, region.x1)
		}
		return z
	}
	if len(cs) > maxChunks || depth > 8 {
		return []zone{region}
	}
	for i := range cs {
		if i > 0 && cs[i-1].y-cs[i].y < 0.5 {
			continue // a run begins with a line's first chunk
		}
		n, x := columnRun(cs[i:])
		if n == 0 {
			continue
		}
		// Chunks of the run's first and last line that sorted outside it
		// belong to it.
		from, to := i, i+n
		var left, right []chunk
		for _, c := range cs[from:to] {
			if (c.x0+c.x1)/2 < x {
				left = append(left, c)
			} else {
				right = append(right, c)
			}
		}
		var out []zone
		if from > 0 {
			out = append(out, within(cs[:from]))
		}
		out = append(out, zones(left, page, depth+1)...)
		out = append(out, zones(right, page, depth+1)...)
		rest := zones(cs[to:], page, depth+1)
		if len(rest) == 1 {
			rest[0] = within(cs[to:])
		}
		return append(out, rest...)
	}
	return []zone{region}
}

// columnRun returns the length of the longest run from the first chunk on that
// leaves a gutter free between two columns of text, and the middle of the
// gutter; 0 when there is none. Where the whole run does not pass for columns,
// its first three quarters and its first half are looked at too.
func columnRun(cs []chunk) (n int, x float64) {
	if cs[0].table != nil {
		return 0, 0
	}
	whole, _ := stripes(cs)
	for _, n := range [...]int{whole, whole * 3 / 4, whole / 2} {
		if n < 6 {
			break
		}
		_, spans := stripes(cs[:n])
		if len(spans) > 12 {
			continue // no page has so many columns; a table has
		}
		for k := 1; k < len(spans); k++ {
			mid := (spans[k-1].x1 + spans[k].x0) / 2
			if columns(cs[:n], mid) {
				return n, mid
			}
		}
	}
	return 0, 0
}

// stripes returns how many chunks from the first on leave some gutter free, and
// the parts of the page's width that they cover, from the left. Parts nearer
// than 6 points are one.
func stripes(cs []chunk) (int, []gap) {
	var spans, spare []gap
	for i := range cs {
		merged := gap{cs[i].x0, cs[i].x1}
		kept := spare[:0]
		for _, s := range spans {
			if s.x1+6 < merged.x0 || s.x0-6 > merged.x1 {
				kept = append(kept, s)
			} else {
				merged = gap{min(merged.x0, s.x0), max(merged.x1, s.x1)}
			}
		}
		kept = append(kept, merged)
		if len(spans) > 1 && len(kept) == 1 {
			return i, spans
		}
		for k := len(kept) - 1; k > 0 && kept[k-1].x0 > kept[k].x0; k-- {
			kept[k-1], kept[k] = kept[k], kept[k-1]
		}
		spans, spare = kept, spans
	}
	return len(cs), spans
}

// columns reports whether the chunks on both sides of x are columns of running
// text: three lines or more on each side, with two words of three letters or
// more on average, and each at least a fifth as wide as both together. Less is
// a table or the marks of a list.
func columns(cs []chunk, x float64) bool {
	var side [2]struct {
		n, words int
		x0, x1   float64
		top, low float64
	}
	for _, c := range cs {
		k := 0
		if (c.x0+c.x1)/2 >= x {
			k = 1
		}
		s := &side[k]
		if s.n == 0 {
			s.x0, s.x1, s.top, s.low = c.x0, c.x1, c.y, c.y
		}
		s.n++
		s.words += running(c.words)
		if c.table != nil {
			s.words += 10
			s.n += 3
		}
		s.x0, s.x1 = min(s.x0, c.x0), max(s.x1, c.x1)
		s.top, s.low = max(s.top, c.y), min(s.low, c.y)
	}
	width := side[1].x1 - side[0].x0
	for _, s := range side {
		if s.n < 3 || s.words < 2*s.n || s.x1-s.x0 < 0.2*width {
			return false
		}
	}
	return side[0].low < side[1].top && side[1].low < side[0].top
}

// running counts the words of three letters or more.
func running(ws []word) int {
	n := 0
	for i := range ws {
		letters := 0
		for _, r := range ws[i].text {
			if !unicode.IsLetter(r) {
				continue
			}
			if letters++; letters == 3 {
				n++
				break
			}
		}
	}
	return n
}

func newZone(cs []chunk, page int) zone {
	z := zone{lines: lines(cs), page: page}
	z.measure()
	return z
}

// measure finds the edges of the zone's text: where most lines begin and end.
// A line that sticks out, such as a long address, does not move them.
func (z *zone) measure() {
	var starts, ends []float64
	for i := range z.lines {
		if l := &z.lines[i]; l.table == nil {
			starts, ends = append(starts, l.x0), append(ends, l.x1)
		}
	}
	if len(starts) == 0 {
		return
	}
	sortFloats(starts)
	sortFloats(ends)
	z.x0 = starts[len(starts)/20]
	z.x1 = ends[(len(ends)-1)*95/100]
	// The right margin of justified text is where many lines end.
	best := 0
	for i := range ends {
		n := 0
		for j := i; j < len(ends) && ends[j] <= ends[i]+1.5; j++ {
			n++
		}
		if n >= best && n >= 3 && n*10 >= len(ends)*3 {
			best, z.x1 = n, ends[i+n-1]
		}
	}
}

// insets finds the right margins of text that is set in, such as remarks in a
// box: of three lines or more in a row that begin at one place right of the
// margin, two in five of which also end at one place, that place.
func (z *zone) insets() {
	for i := 0; i < len(z.lines); {
		j := i + 1
		for j < len(z.lines) && z.lines[i].table == nil && z.lines[j].table == nil && math.Abs(z.lines[j].x0-z.lines[i].x0) < 1 {
			j++
		}
		run := z.lines[i:j]
		i = j
		if len(run) < 3 || run[0].x0 < z.x0+run[0].size {
			continue
		}
		best, right := 0, 0.0
		for k := range run {
			n := 0
			for m := range run {
				if d := run[k].x1 - run[m].x1; d >= 0 && d < 1.5 {
					n++
				}
			}
			if n > best || n == best && run[k].x1 > right {
				best, right = n, run[k].x1
			}
		}
		if best < 2 || best*5 < len(run)*2 || right > z.x1-run[0].size || slices.ContainsFunc(run, func(l line) bool { return l.x1 > right+2 }) {
			continue
		}
		for k := range run {
			run[k].right = right
		}
	}
}

func sortFloats(v []float64) { slices.Sort(v) }
