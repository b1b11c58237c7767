package extract

import (
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
