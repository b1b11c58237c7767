package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// Some typesetters set the marks of notes with characters that look raised and
// are not told so: no smaller than the text, on its line, and plain digits in
// the map to text, or plain and raised ones mixed ("1⁴"). They are told from
// the numbers of the text by each other: the mark at the head of a small
// paragraph at the foot, and the same number at the end of a sentence above.

// gluedMark returns the number that a line begins with right before a capital
// letter: "3The figures".
func (n *line) gluedMark() (string, bool) {
	text := unpower(firstWord(n.words))
	rest := strings.TrimLeft(text, "0123456789")
	mark := text[:len(text)-len(rest)]
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "«“\"'("))
	return mark, mark != "" && len(mark) <= 3 && mark[0] != '0' && unicode.IsUpper(first)
}

// pointedMark returns the number that a line begins with in the French manner,
// with a point, before a capital letter: "3. Les chiffres".
func (n *line) pointedMark() (string, bool) {
	if len(n.words) < 2 || n.words[1].glued {
		return "", false
	}
	mark, ok := strings.CutSuffix(unpower(n.words[0].text), ".")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(n.words[1].text, "«“\"'("))
	return mark, ok && mark != "" && len(mark) <= 3 && mark[0] != '0' && strings.Trim(mark, "0123456789") == "" && unicode.IsUpper(first)
}

// fullSize raises such marks in the last of a page's columns, where the call
// is found in it or in the ones before.
func (l *layout) fullSize(columns [][]par) {
	ps := columns[len(columns)-1]
	foot := len(ps)
	for foot > 0 && ps[foot-1].kind == "" && ps[foot-1].size < 0.94*l.m.body {
		foot--
	}
	for i := foot; i < len(ps); i++ {
		n := &ps[i].lines[0]
		mark, glued := n.gluedMark()
		if !glued {
			var pointed bool
			if mark, pointed = n.pointedMark(); !pointed {
				continue
			}
		}
		if n.words[0].raised || calledByRaised(columns, mark) {
			continue
		}
		found := raiseCall(ps[:foot], mark)
		for k := len(columns) - 2; k >= 0 && !found; k-- {
			found = raiseCall(columns[k], mark)
		}
		if found && glued {
			n.words = raiseDigits(n.words, 0, len(mark))
		}
	}
}

// calledByRaised reports whether a raised number of the page calls the note, as
// it does where marks are small.
func calledByRaised(columns [][]par, mark string) bool {
	for _, ps := range columns {
		if references(ps)[mark] > 0 {
			return true
		}
	}
	return false
}

// raiseCall finds the last place that may call the note of a mark and raises
// it there.
func raiseCall(ps []par, mark string) bool {
	for i := len(ps) - 1; i >= 0; i-- {
		if ps[i].kind == documents.Note {
			continue
		}
		for k := len(ps[i].lines) - 1; k >= 0; k-- {
			n := &ps[i].lines[k]
			for j := len(n.words) - 1; j >= 0; j-- {
				if j > 0 && n.words[j].glued && !n.words[j-1].raised {
					continue // inside a word
				}
				if at := n.call(j, mark); at >= 0 {
					n.words = raiseDigits(n.words, j, at+len(mark))
					return true
				}
			}
		}
	}
	return false
}

// call returns after how many bytes the word that begins at index j ends in a
// mark that may call a note, -1 for none.
func (n *line) call(j int, mark string) int {
	text := strings.TrimRight(unpower(firstWord(n.words[j:])), ".,;:")
	head, ok := strings.CutSuffix(text, mark)
	if !ok || n.words[j].raised || strings.ContainsAny(head, "0123456789") && !ends(head) {
		return -1
	}
	last, _ := utf8.DecodeLastRuneInString(head)
	switch {
	case head == "" && j > 0 && ends(n.words[j-1].text),
		head != "" && ends(head) && last != ':' && (last != '.' || !unicode.IsDigit(lastRune(head[:len(head)-1]))),
		head != "" && strings.ContainsRune(",»”)", last),
		unicode.IsLower(last) && utf8.RuneCountInString(head) > 3 && !n.words[j].style.mono:
		return len(head)
	}
	return -1
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// raiseDigits makes one raised word of the digits that end at a byte, counted
// in plain digits, of the word that begins at index j.
func raiseDigits(words []word, j, end int) []word {
	out := slices.Clone(words[:j])
	at, made := 0, false
	for ; j < len(words); j++ {
		w := words[j]
		text := unpower(w.text)
		if at >= end {
			return append(out, words[j:]...)
		}
		in := min(len(text), end-at) // bytes of it up to the end
		head := strings.TrimRight(text[:in], "0123456789")
		digits := text[len(head):in]
		x := func(n int) float64 { return w.x0 + (w.x1-w.x0)*float64(n)/float64(max(1, len(text))) }
		if head != "" {
			a := w
			a.text, a.x1 = head, x(len(head))
			out = append(out, a)
		}
		switch last := len(out) - 1; {
		case digits == "":
		case made && head == "":
			out[last].text, out[last].x1 = out[last].text+digits, x(in)
		default:
			b := w
			b.text, b.x0, b.x1, b.raised = digits, x(len(head)), x(in), true
			b.glued = w.glued || head != ""
			out, made = append(out, b), true
		}
		if rest := text[in:]; rest != "" {
			c := w
			c.text, c.x0, c.glued = rest, x(in), true
			out = append(out, c)
		}
		at += len(text)
	}
	return out
}
