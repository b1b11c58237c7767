package extract

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// flow adds the paragraphs of zones in reading order. Where a zone ends in the
// middle of a sentence and the next is something else, such as a box, the
// sentence goes on in the one after it: then what is left of its paragraph comes
// first.
func (l *layout) flow(zs []zone) {
	pars := make([][]par, len(zs))
	for i := range zs {
		z := &zs[i]
		z.alignedTables(l.m.lead)
		pars[i] = terms(z.paragraphs(l.m), l.m)
		l.fullSize(pars[:i+1])
		l.findNotes(pars[i])
		l.tableNotes(pars[i])
	}
	for i := range pars {
		for _, q := range pars[i] {
			l.place(q)
		}
		for k := l.resumed(pars, i+1, 0); k > 0; k = l.resumed(pars, k+1, 1) {
			l.place(pars[k][0])
			if pars[k] = pars[k][1:]; len(pars[k]) > 0 {
				break
			}
		}
	}
}

// maxPassed is how many zones a sentence may go past: a box and its title, a
// quote, a figure's caption.
const maxPassed = 3

// resumed returns the zone, from next on, in which the open paragraph goes on in
// the middle of a sentence, passed being how many it went past before; 0 where it
// goes past none, or does not go on.
func (l *layout) resumed(pars [][]par, next, passed int) int {
	if l.open < 0 {
		return 0
	}
	p := &l.pars[l.open]
	for k := next; k < len(pars) && passed <= maxPassed; k++ {
		if len(pars[k]) == 0 {
			continue
		}
		if q := &pars[k][0]; q.kind == "" && q.first && q.midSentence() && l.goesOn(p, q) {
			if passed == 0 {
				return 0
			}
			return k
		}
		passed++
	}
	return 0
}

// midSentence reports whether a paragraph begins in the middle of a sentence.
func (p *par) midSentence() bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.lines[0].text(), "«“\"'([ "))
	return unicode.IsLower(first)
}

// place adds a paragraph, or lengthens the one that was cut at the end of the
// column or page before.
func (l *layout) place(q par) {
	if q.kind != "" {
		l.pars = append(l.pars, q)
		return
	}
	if q.first && l.open >= 0 && l.goesOn(&l.pars[l.open], &q) {
		p := &l.pars[l.open]
		p.lines = append(p.lines, q.lines...)
		p.last = q.last
		return
	}
	l.pars = append(l.pars, q)
	l.open = len(l.pars) - 1
}

// goesOn reports whether q, the first paragraph of a column, goes on with p,
// the last of the one before.
func (l *layout) goesOn(p, q *par) bool {
	a, b := &p.lines[len(p.lines)-1], &q.lines[0]
	if !p.last || math.Abs(p.size-q.size) > 0.08*p.size || a.style.mono != b.style.mono || a.style.bold != b.style.bold || contentsLine(a) || contentsLine(b) {
		return false
	}
	if l.m.heading(p.size, p.style) {
		return false
	}
	ta, tb := a.text(), b.text()
	if label, rest := marker(tb); label != "" && rest != "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(tb, "«“\"'([ "))
	if ends(ta) {
		return false
	}
	z := zone{x0: p.x0, x1: p.x1}
	if unicode.IsLower(first) {
		return true
	}
	// A capital inside a sentence: the line is full and the next not set in.
	return !z.ended(a, b) && b.x0-q.x0 < 0.6*b.size && len(a.words) > 3 && a.x1-a.x0 > 0.6*(p.x1-p.x0)
}
