package extract

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
)

// A char is one character of a block's text with the code points of the file
// it came from: one for a plain character, several for "&eacute;".
type char struct {
	r   rune
	off int // first code point in the decoded file
	n   int // number of code points
	// link is the index plus one of the link that the character carries.
	link int
}

// compose makes a block's text from characters: NFC, white space runs (line
// ends among them) as one space, none at the ends, invisible characters left
// out. Pieces of text whose characters stand one by one in the file share an
// origin; a character that was composed or spelled as an entity has its own.
func compose(chars []char) (string, []documents.Origin) {
	return composeLinks(chars, nil)
}

// noteAnchor stands among the characters for a mark of a note that was taken
// out; link is the index plus one of the mark.
const noteAnchor = rune(-1)

// composeLinks is compose, and sets Start and End of the links that the
// characters refer to.
func composeLinks(chars []char, links []documents.Link) (string, []documents.Origin) {
	return composeNotes(chars, links, nil)
}

// composeNotes is composeLinks, and sets At of the marks of notes.
func composeNotes(chars []char, links []documents.Link, marks []documents.Mark) (string, []documents.Origin) {
	var b strings.Builder
	mark := func(c char, start int) {
		if c.link == 0 {
			return
		}
		l := &links[c.link-1]
		if l.End == 0 {
			l.Start = start
		}
		l.End = b.Len()
	}
	var origins []documents.Origin
	chars = trimmed(chars)
	open := false // the last origin may be extended
	put := func(text string, off, n int, single bool) {
		start := b.Len()
		b.WriteString(text)
		if last := len(origins) - 1; open && single && origins[last].Offset+origins[last].Length == off {
			origins[last].End = b.Len()
			origins[last].Length += n
		} else {
			origins = append(origins, documents.Origin{Start: start, End: b.Len(), Offset: off, Length: n})
		}
		open = single
	}
	for i := 0; i < len(chars); {
		c := chars[i]
		if c.r == noteAnchor {
			marks[c.link-1].At = b.Len()
			i++
			continue
		}
		if c.r == softHyphen {
			// At a line's end it joins the halves of a word.
			i++
			j := i
			for j < len(chars) && blank(chars[j].r) {
				j++
			}
			if j > i && j < len(chars) && strings.ContainsFunc(string(runes(chars[i:j])), newline) {
				i = j
			}
			open = false
			continue
		}
		if invisible(c.r) {
			i++
			open = false
			continue
		}
		if blank(c.r) {
			j := i + 1
			for j < len(chars) && (blank(chars[j].r) || invisible(chars[j].r) || chars[j].r == noteAnchor) {
				if chars[j].r == noteAnchor {
					marks[chars[j].link-1].At = b.Len()
				}
				j++
			}
			if b.Len() > 0 && j < len(chars) {
				if j == i+1 && c.r == ' ' && c.n == 1 && open {
					put(" ", c.off, 1, true)
				} else {
					b.WriteByte(' ')
					open = false
				}
			}
			i = j
			continue
		}
		j := i + 1
		for j < len(chars) && !norm.NFC.PropertiesString(string(chars[j].r)).BoundaryBefore() && !blank(chars[j].r) {
			j++
		}
		raw := string(runes(chars[i:j]))
		text := norm.NFC.String(raw)
		if text == raw {
			for _, c := range chars[i:j] {
				at := b.Len()
				put(string(c.r), c.off, c.n, c.n == 1)
				mark(c, at)
			}
		} else {
			last, at := chars[j-1], b.Len()
			put(text, c.off, last.off+last.n-c.off, false)
			mark(c, at)
		}
		i = j
	}
	text := b.String()
	if strings.HasSuffix(text, " ") { // white space, then invisible characters
		text = strings.TrimRight(text, " ")
		for i := range marks {
			marks[i].At = min(marks[i].At, len(text))
		}
		if last := len(origins) - 1; last >= 0 && origins[last].End > len(text) {
			origins[last].Length -= origins[last].End - len(text)
			origins[last].End = len(text)
		}
	}
	if len(origins) > 0 && !norm.NFC.IsNormalString(text) {
		// An accent that an invisible character kept from its letter: rare
		// enough to let the whole block share one place.
		text = norm.NFC.String(text)
		first, last := origins[0], origins[len(origins)-1]
		origins = []documents.Origin{{End: len(text), Offset: first.Offset, Length: last.Offset + last.Length - first.Offset}}
		for i := range links {
			if links[i].End > 0 {
				links[i].Start, links[i].End = 0, len(text)
			}
		}
	}
	return text, origins
}

// trimmed takes white space of any kind off the ends: a no-break space holds
// nothing together there.
func trimmed(chars []char) []char {
	empty := func(r rune) bool { return r != noteAnchor && (unicode.IsSpace(r) || invisible(r)) }
	for len(chars) > 0 && empty(chars[0].r) {
		chars = chars[1:]
	}
	for len(chars) > 0 && empty(chars[len(chars)-1].r) {
		chars = chars[:len(chars)-1]
	}
	return chars
}

const softHyphen = '\u00AD'

// blank reports white space that may become one space: not the no-break
// spaces, which say something about the text.
func blank(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007'
}

func newline(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085'
}

// invisible reports characters that no reader sees: controls, byte order
// marks, zero-width spaces and direction marks.
func invisible(r rune) bool {
	switch {
	case r == '\u200B', r == '\u2060', r == '\uFEFF', r == '\u200E', r == '\u200F', r == '\u00AD':
		return true
	case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r)
}

func runes(chars []char) []rune {
	out := make([]rune, 0, len(chars))
	for _, c := range chars {
		if c.r != noteAnchor {
			out = append(out, c.r)
		}
	}
	return out
}

// spell returns the characters of text, which starts at code point off.
func spell(text string, off int) []char {
	out := make([]char, 0, len(text))
	for _, r := range text {
		out = append(out, char{r: r, off: off, n: 1})
		off++
	}
	return out
}
