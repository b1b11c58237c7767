package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A margin is the column at which a file's lines were wrapped; zero when its
// lines are whole paragraphs, as they stand in most letters typed today.
type margin int

const (
	// wholeLine is the width from which lines are taken for whole paragraphs:
	// nobody wraps wider than this.
	wholeLine = 150
	// narrow is the least width of wrapped text; shorter lines were ended by
	// hand.
	narrow = 40
)

// measure finds the margin: the width that one in twenty of the lines with
// another line below reach.
func measure(lines []textLine) margin {
	var all, inner []int
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		all = append(all, l.width())
		if i+1 < len(lines) && lines[i+1].text != "" && !strings.Contains(l.text, "://") {
			inner = append(inner, l.width())
		}
	}
	if len(inner) == 0 {
		return 0
	}
	slices.Sort(all)
	slices.Sort(inner)
	wide := all[(len(all)-1)*98/100]
	at := margin(inner[min(len(inner)*95/100, len(inner)-1)])
	if wide > wholeLine || at < narrow || !at.cuts(lines) {
		return 0
	}
	return at
}

// cuts reports whether lines end at the margin because a program cut them
// there: then few of the full ones end a sentence. Of lines that are paragraphs
// most do, and some go far beyond the width of the others.
//
// Measured on the prose of the ten documents with block truth, 4, 12 and 80
// paragraphs at a time: wrapped at 60, 72 or 100 columns, 3 full lines in 100
// end a sentence, in lists 4; of paragraphs with a line each 88 to 95 do.
func (m margin) cuts(lines []textLine) bool {
	in, against := 0, 0
	for i, a := range lines {
		if a.text == "" || strings.Contains(a.text, "://") {
			continue
		}
		if a.width() > int(m)+beyond {
			against++
			continue
		}
		if i+1 == len(lines) || lines[i+1].text == "" || a.width()+1+utf8.RuneCountInString(firstField(lines[i+1].text)) <= int(m) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(lines[i+1].text); ends(a.text) && !unicode.IsLower(next) {
			against++
		} else {
			in++
		}
	}
	return against == 0 || in > against
}

// beyond is how far over the margin a line is that no program wrapped there;
// the longest words have 25 letters.
const beyond = 25

// joins reports whether line b goes on with line a: a reaches the margin, so
// that b's first word had no room on it, or a stops in mid-sentence.
func (m margin) joins(a, b textLine, item bool) bool {
	if m == 0 {
		return item && b.indent > 0 && b.indent >= a.indent && !starts(b.text)
	}
	if starts(b.text) {
		return false
	}
	// A first line set in from a full one opens a paragraph.
	if !item && b.indent > a.indent+1 && ends(a.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(b.text)
	if before, ok := strings.CutSuffix(a.text, "-"); ok && unicode.IsLower(first) {
		if last, _ := utf8.DecodeLastRuneInString(before); unicode.IsLetter(last) {
			return true
		}
	}
	word := b.text
	if i := strings.IndexFunc(word, unicode.IsSpace); i >= 0 {
		word = word[:i]
	}
	if a.width()+1+utf8.RuneCountInString(word) > int(m) {
		return true
	}
	return unicode.IsLower(first) && !ends(a.text) && a.width() > int(m)/2
}

// item reports whether the list marker at lines[i] is one: it begins the run
// of lines, or the line before it was not cut in mid-sentence. A number with
// a stop may also be the end of a sentence, wrapped.
func (m margin) item(lines []textLine, i int) bool {
	if i == 0 || m == 0 {
		return true
	}
	label, _ := marker(lines[i].text)
	if bullet(label) && label != "-" && label != "–" && label != "—" {
		return true
	}
	before := lines[i-1]
	return ends(before.text) || before.width() < int(m)*2/3 || lines[i].indent != before.indent
}

// starts reports whether a line begins with a list marker.
func starts(s string) bool {
	label, rest := marker(s)
	return label != "" && (rest != "" || bullet(label))
}

// ends reports whether a line ends as a sentence or its introduction does.
func ends(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return strings.ContainsRune("»”’\"')]* ", r) || unicode.IsSpace(r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…", r)
}
