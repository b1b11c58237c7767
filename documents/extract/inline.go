package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/documents"
)

// An inline gathers the characters of one block, with the links behind them,
// for the formats that mark up text: HTML, Word, OpenDocument.
type inline struct {
	chars []char
	links []documents.Link
	// marks are the marks of notes that were taken out.
	marks []documents.Mark
	// link is the index plus one of the link that added characters carry.
	link int
}

// note notes that a note's mark was left out here.
func (r *inline) note(label string) {
	r.marks = append(r.marks, documents.Mark{Label: label})
	r.chars = append(r.chars, char{r: noteAnchor, off: len(r.chars), link: len(r.marks)})
}

// lineBreak stands among the characters for a line end that the author made.
// Line ends of the file are white space like any other.
const lineBreak = '\u2028'

// add appends text that has no place in the file.
func (r *inline) add(text string) {
	for _, c := range text {
		r.chars = append(r.chars, char{r: c, off: len(r.chars), n: 1, link: r.link})
	}
}

// open adds a link; characters added from now on carry it. It returns the one
// that they carried before, to be given to close.
func (r *inline) open(url string) (before int) {
	before = r.link
	r.links = append(r.links, documents.Link{URL: strings.ToValidUTF8(strings.TrimSpace(url), "\uFFFD")})
	r.link = len(r.links)
	return before
}

func (r *inline) close(before int) {
	if r.link = before; before > len(r.links) {
		r.link = 0 // of a block before this one
	}
}

func (r *inline) empty() bool { return len(r.chars) == 0 }

// take returns the blocks that the characters make, with kind, level, row and
// column as in b, and begins anew. There is one block, or one for each part
// between blank lines made by hand, or, in a paragraph of lines that were all
// ended by hand as in an address, one for each line. None is empty. With placed
// set, origins say where the text stands in the file.
func (r *inline) take(b documents.Block, placed bool) []documents.Block {
	var out []documents.Block
	for _, chars := range parts(r.chars, b.Kind) {
		next := b
		next.Links = append([]documents.Link(nil), r.links...)
		next.Marks = slices.Clone(r.marks)
		for i := range next.Marks {
			next.Marks[i].At = -1
		}
		next.Text, next.Origins = composeNotes(chars, next.Links, next.Marks)
		next.Marks = here(next.Marks)
		if next.Text == "" {
			continue
		}
		if !placed {
			next.Origins = []documents.Origin{{End: len(next.Text)}}
		}
		next.Links = behind(next.Links, next.Text)
		out = append(out, next)
		b.Label = ""
	}
	goesOn := ""
	if r.link > 0 {
		goesOn = r.links[r.link-1].URL
	}
	*r = inline{chars: r.chars[:0]}
	if goesOn != "" {
		r.open(goesOn)
	}
	return out
}

// here keeps the marks that stand in a block.
func here(marks []documents.Mark) []documents.Mark {
	var kept []documents.Mark
	for _, m := range marks {
		if m.At >= 0 && m.Label != "" {
			kept = append(kept, m)
		}
	}
	return kept
}

// behind keeps the links that words carry and that do not stand in the text
// themselves.
func behind(links []documents.Link, text string) []documents.Link {
	var kept []documents.Link
	for _, l := range links {
		if l.End > l.Start && l.URL != "" && !spelled(l.URL, text[l.Start:l.End]) {
			kept = append(kept, l)
		}
	}
	return kept
}

// spelled reports whether the words of a link are its address: "a@b.org" for
// mailto:a@b.org, "example.org" for https://example.org/.
func spelled(url, words string) bool {
	bare := func(s string) string {
		s = strings.TrimSuffix(strings.TrimSpace(s), "/")
		for _, scheme := range []string{"mailto:", "https://", "http://", "tel:"} {
			s = strings.TrimPrefix(s, scheme)
		}
		return s
	}
	return bare(url) == bare(words)
}

// parts cuts the characters of a block where the author made lines.
func parts(chars []char, kind documents.Kind) [][]char {
	if kind == documents.Heading || kind == documents.Code {
		return [][]char{chars}
	}
	var out [][]char
	start, breaks := 0, 0
	for i, c := range chars {
		switch {
		case c.r == lineBreak:
			breaks++
		case !blank(c.r):
			if breaks > 1 {
				out = append(out, byHand(chars[start:i], kind)...)
				start = i
			}
			breaks = 0
		}
	}
	return append(out, byHand(chars[start:], kind)...)
}

// byHand cuts a paragraph at its line breaks if its lines are short and none
// goes on in the next.
func byHand(chars []char, kind documents.Kind) [][]char {
	if kind != documents.Paragraph {
		return [][]char{chars}
	}
	return cut(chars, lineBreak, 0)
}

// length is the number of code points of a text.
func length(text string) int { return utf8.RuneCountInString(text) }
