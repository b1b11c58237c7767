package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// itemBullets are the signs that mark the items of a list that was set in a
// line with its sentence.
const itemBullets = "•▪‣◦·–—-*"

// leastMarks is the number of items from which a series of marks is a list.
const leastMarks = 2

// itemMarks returns the offsets of the marks of a list inside a sentence,
// ascending, or none: bullets and dashes of one kind, or labels that count up:
// (a), (b) or a), b) or 1), 2) or (i), (ii). Every mark after the first follows
// a comma, a semicolon or a colon, with or without a conjunction, which sets
// lists apart from dashes around an aside and from references ("paragraphs (a)
// and (b)").
func itemMarks(s string, lang documents.Lang) []int {
	return series(s, func(at int) bool { return parted(s[:at], lang) })
}

// Marked returns the number of items of the first list whose items are marked
// inside a text, 0 without one. It is less strict than Split, which cuts only
// where it is sure: it tells whether two texts that were cut differently have
// as many marks.
func Marked(text string) int {
	return len(series(text, func(int) bool { return true }))
}

// series returns the offsets of the first marks in s that belong together, two
// or more; those after the first have to be good.
func series(s string, good func(at int) bool) []int {
	var out []int
	var last mark
	for _, m := range marksIn(s) {
		switch n := len(out); {
		case n > 0 && last.before(m) && m.at-last.at >= shortItem && good(m.at):
			out = append(out, m.at)
		case n < leastMarks && m.first():
			out = append(out[:0], m.at)
		default:
			continue
		}
		last = m
	}
	if len(out) < leastMarks {
		return nil
	}
	return out
}

// A mark is what may stand before an item.
type mark struct {
	at int
	// bullet is the sign, 0 for a label.
	bullet rune
	// label is the label's number within its kind: 1 for a, 1 and i, all of
	// which are kept since "i" is one and nine.
	letter, digit, roman int
}

func (m mark) first() bool {
	return m.bullet != 0 || m.letter == 1 || m.digit == 1 || m.roman == 1
}

// before reports whether other is the mark of the item after m's.
func (m mark) before(other mark) bool {
	if m.bullet != 0 || other.bullet != 0 {
		return m.bullet == other.bullet
	}
	return m.letter > 0 && other.letter == m.letter+1 ||
		m.digit > 0 && other.digit == m.digit+1 ||
		m.roman > 0 && other.roman == m.roman+1
}

// marksIn returns all that looks like a mark: a bullet, or one to four letters
// or digits before a bracket, with white space on both sides.
func marksIn(s string) []mark {
	var out []mark
	space := true
	for i, r := range s {
		if !space {
			space = unicode.IsSpace(r)
			continue
		}
		space = unicode.IsSpace(r)
		if space {
			continue
		}
		end := strings.IndexFunc(s[i:], unicode.IsSpace)
		if end < 1 {
			break // the last word marks nothing
		}
		word := s[i : i+end]
		if end == utf8.RuneLen(r) {
			if strings.ContainsRune(itemBullets, r) {
				out = append(out, mark{at: i, bullet: r})
			}
			continue
		}
		label, closed := strings.CutSuffix(word, ")")
		if !closed || len(label) > 5 {
			continue
		}
		if m, ok := readLabel(strings.TrimPrefix(label, "(")); ok {
			m.at = i
			out = append(out, m)
		}
	}
	return out
}

// readLabel reads a, b …; 1, 2 …; i, ii ….
func readLabel(l string) (mark, bool) {
	var m mark
	if len(l) == 1 && 'a' <= l[0] && l[0] <= 'z' {
		m.letter = int(l[0]-'a') + 1
	}
	if len(l) <= 2 && strings.Trim(l, "0123456789") == "" {
		for _, c := range l {
			m.digit = 10*m.digit + int(c-'0')
		}
	}
	for n, roman := range romans {
		if l == roman {
			m.roman = n + 1
		}
	}
	return m, m.letter > 0 || m.digit > 0 || m.roman > 0
}

var romans = [...]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}

// parted reports whether s ends in a comma, semicolon or colon, with or without
// a conjunction after it.
func parted(s string, lang documents.Lang) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if at := strings.LastIndexFunc(s, unicode.IsSpace); at >= 0 && conjunction(s[at:], lang) > 0 {
		s = strings.TrimRightFunc(s[:at], unicode.IsSpace)
	}
	return strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ":")
}
