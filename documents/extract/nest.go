package extract

import (
	"math"
	"strconv"
	"strings"

	"concord/documents"
)

// A depth is one level of the list at hand: where its marks stand, and the mark
// of its last item.
type depth struct {
	x     float64
	label string
}

// nest sets the level of list items from how far in their marks stand, within
// one list. In another column, or on a page with other margins, places are
// measured from there: an item that goes on counting, or has the same bullet, is
// of the level that it goes on with; else the edges of the columns are held
// against each other.
func (l *layout) nest() {
	var stack []depth
	var last *par     // the item before
	var shift float64 // from the column of the first item to this one
	for i := range l.pars {
		p := &l.pars[i]
		switch p.kind {
		case documents.ListItem:
			label, _ := marker(p.text())
			x := p.lines[0].x0
			if last != nil && len(stack) > 0 && (p.lines[0].page != last.lines[0].page || math.Abs(p.x0-last.x0) > 3) {
				shift = moved(stack, x, shift, p.x0-last.x0, label)
			}
			x -= shift
			for len(stack) > 0 && x < stack[len(stack)-1].x-3 {
				stack = stack[:len(stack)-1]
			}
			if len(stack) == 0 || x > stack[len(stack)-1].x+3 {
				stack = append(stack, depth{x: x})
			}
			stack[len(stack)-1].label = label
			p.level, last = len(stack), p
		case documents.Header, documents.Footer, documents.Note:
		case documents.Heading:
			stack, shift = stack[:0], 0
		}
	}
}

// moved returns how far to the right of the first item's column the one of an item
// at x stands, where it was shift before and the edges of the two columns are
// apart by step.
func moved(stack []depth, x, shift, step float64, label string) float64 {
	for k := len(stack) - 1; k >= 0; k-- {
		if follows(stack[k].label, label) {
			return x - stack[k].x
		}
	}
	// An inner list alone in its column moves the edge; its marks stay.
	for k := range stack {
		if math.Abs(x-shift-stack[k].x) <= 3 {
			return shift
		}
	}
	return shift + step
}

// follows reports whether an item may come next after another of its list: the
// same bullet, or the next number, letter or small roman numeral between the
// same signs.
func follows(before, label string) bool {
	if before == "" || label == "" {
		return false
	}
	if bullet(before) || bullet(label) {
		return before == label
	}
	const signs = "()."
	a, b := strings.Trim(before, signs), strings.Trim(label, signs)
	if strings.Replace(before, a, "", 1) != strings.Replace(label, b, "", 1) {
		return false
	}
	n, err := strconv.Atoi(a)
	m, err2 := strconv.Atoi(b)
	switch {
	case err == nil || err2 == nil:
		return err == nil && err2 == nil && m == n+1
	case len(a) == 1 && len(b) == 1 && b[0] == a[0]+1:
		return true
	}
	n, m = romanValue(strings.ToLower(a)), romanValue(strings.ToLower(b))
	return n > 0 && m == n+1
}
