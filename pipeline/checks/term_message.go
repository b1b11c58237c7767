package checks

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary"
)

// langNames names a language in French and in English.
func langNames(l documents.Lang) (fr, en string) {
	if l == documents.FR {
		return "français", "French"
	}
	return "anglais", "English"
}

// termSource is where the glossary holds a term: file and line.
func termSource(t *glossary.Term) string { return placeInFile(t.File, t.Line) }

// placeInFile is a file's name, without its folders, and a line.
func placeInFile(path string, line int) string {
	file := path[strings.LastIndexAny(path, `/\`)+1:]
	if file == "" || line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// orList puts terms in the quotes of a language, with "or" between them.
func orList(terms []string, l documents.Lang) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case i > 0 && l == documents.FR:
			b.WriteString(" ou ")
		case i > 0:
			b.WriteString(" or ")
		}
		b.WriteString(inQuotes(t, l))
	}
	return b.String()
}

// inQuotes puts words in a language's quotation marks. Glossaries are typed
// with straight apostrophes; a message has printed ones.
func inQuotes(s string, l documents.Lang) string {
	s = strings.ReplaceAll(s, "'", "’")
	if l == documents.FR {
		return "«\u00a0" + s + "\u00a0»"
	}
	return "“" + s + "”"
}

// noteIn gives the entry's note in brackets, without its final period. Notes
// are advice in the glossary's own words and are not translated.
func noteIn(t *glossary.Term, l documents.Lang) string {
	note := shortNote(t.Note)
	if note == "" {
		return ""
	}
	if l == documents.FR {
		return " (note du glossaire\u00a0: " + note + ")"
	}
	return " (glossary note: " + note + ")"
}

// noteText gives a note of another list in brackets.
func noteText(note string, l documents.Lang) string {
	if note = shortNote(note); note == "" {
		return ""
	}
	if l == documents.FR {
		return " (note\u00a0: " + note + ")"
	}
	return " (note: " + note + ")"
}

// shortNote bounds a note and takes its final period off.
func shortNote(note string) string {
	note = strings.TrimRight(strings.TrimSpace(note), ". ")
	const long = 240 // runes; a note is a sentence, not a page
	if utf8.RuneCountInString(note) > long {
		note = string([]rune(note)[:long]) + "…"
	}
	return note
}

// quoteRanges gives the byte ranges within quotation marks, the marks left out.
// Straight double quotes pair up; single quotes count only where they cannot
// be apostrophes.
func quoteRanges(text string) [][2]int {
	var out [][2]int
	open, closer := -1, rune(0)
	before := ' '
	for i, r := range text {
		size := utf8.RuneLen(r)
		switch {
		case open >= 0 && r == closer && (closer != '’' || !followsLetter(text, i+size)):
			out = append(out, [2]int{open, i})
			open = -1
		case open >= 0:
		case r == '«':
			open, closer = i+size, '»'
		case r == '“':
			open, closer = i+size, '”'
		case r == '"':
			open, closer = i+size, '"'
		case r == '‘' && !unicode.IsLetter(before):
			open, closer = i+size, '’'
		}
		before = r
	}
	return out
}

func followsLetter(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// inTitle reports whether a hit belongs to a quoted title, such as the French
// heading of section 118 of the Immigration and Refugee Protection Act, Trafic
// de personnes: it stands in quotes that begin with a capital, or itself begins
// with one in the middle of a sentence that cites a provision.
func inTitle(text string, h glossary.Hit, quotes [][2]int, l documents.Lang) bool {
	for _, q := range quotes {
		if q[0] <= h.Start && h.End <= q[1] {
			first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text[q[0]:], unicode.IsSpace))
			return unicode.IsUpper(first)
		}
	}
	first, _ := utf8.DecodeRuneInString(text[h.Start:])
	return unicode.IsUpper(first) && strings.ContainsFunc(text[:h.Start], unicode.IsLetter) &&
		strings.Contains(text[h.Start:h.End], " ") && cites(text, l)
}

// cites reports whether a text names a numbered provision: "article 118",
// "art. 3", "section 118", "s. 20.1".
func cites(text string, l documents.Lang) bool {
	words := glossary.Words(text, l)
	for i, w := range words[:max(0, len(words)-1)] {
		if provisions[w] && words[i+1][0] >= '0' && words[i+1][0] <= '9' {
			return true
		}
	}
	return false
}

var provisions = map[string]bool{
	"article": true, "articles": true, "art": true, "paragraphe": true, "par": true, "alinéa": true,
	"section": true, "sections": true, "s": true, "ss": true, "sec": true, "subsection": true, "paragraph": true,
}
