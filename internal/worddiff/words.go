package worddiff

import (
	"unicode"
	"unicode/utf8"
)

// words cuts a text into words, numbers and marks, each with the white space
// that follows it; white space at the beginning goes with the first. Joined
// they are the text. Broken UTF-8 is cut into bytes.
//
// Hyphens, apostrophes and the separators of figures stay inside words
// (peut-être, don't, 3,2), but an elided article is a word of its own (l’|été),
// so that only the noun is marked when it alone changes.
func words(s string) []string {
	var out []string
	start := 0
	i := space(s, 0)
	for i < len(s) {
		i = space(s, word(s, i))
		out = append(out, s[start:i])
		start = i
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// space gives the end of the white space at i.
func space(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// word gives the end of the word at i, or of the one mark there.
func word(s string, i int) int {
	r, n := utf8.DecodeRuneInString(s[i:])
	if !inWord(r) || r == utf8.RuneError && n == 1 {
		return i + n
	}
	letters := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case inWord(r) && !(r == utf8.RuneError && n == 1):
			letters++
			i += n
		case !joins(r) || !followed(s, i+n):
			return i
		case apostrophe(r) && letters <= 2:
			return i + n
		default:
			i += n
			letters = 3 // an elision is at the beginning of a word only
		}
	}
	return i
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

// joins tells whether a mark may stand inside a word.
func joins(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '.', ',', '·', '_', '\u00ad':
		return true
	}
	return apostrophe(r)
}

func followed(s string, i int) bool {
	r, n := utf8.DecodeRuneInString(s[i:])
	return inWord(r) && !(r == utf8.RuneError && n <= 1)
}

// clauses joins words up to each mark of punctuation.
func clauses(words []string) []string {
	var out []string
	var clause []byte
	for _, w := range words {
		clause = append(clause, w...)
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsPunct(first) {
			out = append(out, string(clause))
			clause = clause[:0]
		}
	}
	if len(clause) > 0 {
		out = append(out, string(clause))
	}
	return out
}
