package extract

import (
	"strings"
	"unicode"

	"concord/documents"
)

// textNotes are the labels of the notes of a plain text: numbers in square
// brackets that begin a paragraph, "[1] The note.", and stand in the text
// before it, "as it says[1]". Programs that save a document as text and people
// who write mail both spell notes so.
type textNotes map[string]bool

// findNotes looks for the notes of a text. A number counts as one when its mark
// comes before it: a list of entries in brackets that nothing calls stays one.
func findNotes(lines []textLine) textNotes {
	var found textNotes
	called := map[string]bool{}
	within := false // a run of lines that begins with a note
	for i, l := range lines {
		first := i == 0 || lines[i-1].text == ""
		within = within && !first
		label, rest := noteLine(l.text)
		if called[label] && rest != "" && (first || within) {
			if found == nil {
				found = textNotes{}
			}
			found[label], within = true, true
		}
		from := len(l.text) - len(rest)
		for at := strings.IndexByte(rest, '['); at >= 0; {
			if mark := bracketed(rest[at:]); mark != "" && from+at > 0 && len(called) < maxEntries {
				called[mark] = true
			}
			next := strings.IndexByte(rest[at+1:], '[')
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return found
}

// noteLine splits a line that begins with a number in brackets and a space.
func noteLine(s string) (label, rest string) {
	label = bracketed(s)
	if label == "" {
		return "", s
	}
	after := s[len(label)+2:]
	rest = strings.TrimLeftFunc(after, unicode.IsSpace)
	if rest == after {
		return "", s
	}
	return label, rest
}

// bracketed returns the number, of up to three digits, in the brackets that s
// begins with.
func bracketed(s string) string {
	number, _, ok := strings.Cut(strings.TrimPrefix(s, "["), "]")
	if !ok || s[0] != '[' || number == "" || len(number) > 3 || strings.Trim(number, "0123456789") != "" || number[0] == '0' {
		return ""
	}
	return number
}

// begins reports whether a line begins one of the notes.
func (n textNotes) begins(s string) bool {
	label, rest := noteLine(s)
	return n[label] && rest != ""
}

// unmark takes the marks of notes out of the characters of a block. A space
// before a mark goes with it when a space or a stop follows.
func (n textNotes) unmark(chars []char) ([]char, []documents.Mark) {
	if len(n) == 0 {
		return chars, nil
	}
	var marks []documents.Mark
	out := make([]char, 0, len(chars))
	for i := 0; i < len(chars); i++ {
		end := min(i+5, len(chars))
		label := ""
		if chars[i].r == '[' && len(out) > 0 {
			label = bracketed(string(runes(chars[i:end])))
		}
		if !n[label] {
			out = append(out, chars[i])
			continue
		}
		i += len(label) + 1
		if last := len(out) - 1; last > 0 && blank(out[last].r) && (i+1 == len(chars) || unicode.IsSpace(chars[i+1].r) || strings.ContainsRune(".,;:!?)", chars[i+1].r)) {
			out = out[:last]
		}
		marks = append(marks, documents.Mark{Label: label})
		out = append(out, char{r: noteAnchor, link: len(marks)})
	}
	return out, marks
}
