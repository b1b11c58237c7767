package candidates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// quote reads a quoted text that begins at a place, and where the text goes on.
func quote(text string, at int) (inner span, after int, ok bool) {
	open, size := utf8.DecodeRuneInString(text[at:])
	shut := closing[open]
	if shut == "" {
		return span{}, 0, false
	}
	n := strings.IndexAny(text[at+size:], shut)
	if n <= 0 {
		return span{}, 0, false
	}
	inner = trimmed(text, span{at + size, at + size + n})
	_, size2 := utf8.DecodeRuneInString(text[at+size+n:])
	return inner, at + size + n + size2, true
}

// closing gives the marks that may close each opening quotation mark.
var closing = map[rune]string{'«': "»", '“': "”", '„': "“”", '‘': "’", '"': "\"", '\'': "'"}

// tail is the text within the parentheses that end a block.
func tail(text string) span {
	s := strings.TrimRight(text, " .;,\u00a0\u202f")
	if !strings.HasSuffix(s, ")") {
		return span{}
	}
	open := strings.LastIndex(s, "(")
	if open < 0 {
		return span{}
	}
	inner := trimmed(text, span{open + 1, len(s) - 1})
	if !isTerm(inner.of(text)) {
		return span{}
	}
	return inner
}

// leads reports whether a text begins, from a place, with a term.
func leads(text string, at int, term string) bool {
	rest := strings.TrimLeft(text[at:], "«“„‘\"' \u00a0\u202f")
	rest, ok := strings.CutPrefix(foldForm(rest), foldForm(term))
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r))
}

// A shortName is a name that a text gives in quotes within parentheses.
type shortName struct {
	span
	// announced tells that words such as "the" or "hereinafter" stand before it;
	// a word in quotes alone may be anything.
	announced bool
}

// shortNames finds them all.
func shortNames(text string, lang documents.Lang) []shortName {
	var out []shortName
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '(')
		if n < 0 {
			return out
		}
		at += n + 1
		end := strings.IndexByte(text[at:], ')')
		if end < 0 {
			return out
		}
		end += at
		q := strings.IndexAny(text[at:end], "«“\"")
		if q < 0 || !announces(text[at:at+q]) {
			continue
		}
		inner, after, ok := quote(text[:end], at+q)
		if !ok || strings.TrimSpace(text[after:end]) != "" {
			continue
		}
		if inner = trimmed(text, withoutArticle(text, inner, lang)); isTerm(inner.of(text)) {
			out = append(out, shortName{inner, strings.TrimSpace(text[at:at+q]) != ""})
		}
	}
}

// announces reports whether the words before a quoted name say that it is one:
// an article, "hereinafter", « ci-après ».
func announces(before string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(before), func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ':' }) {
		if !nameWords[strings.TrimRight(w, "es")] && !nameWords[w] {
			return false
		}
	}
	return true
}

// nameWords are without the endings of feminine and plural.
var nameWords = set(`le la l l’ l' un une the a an ci-après ci-aprè hereinafter hereafter called referred to as or ou dit désigné appelé
	dénommé par collectively ensemble collectivement individually sous nom d de`)

// withoutArticle leaves out an article at the beginning.
func withoutArticle(text string, s span, lang documents.Lang) span {
	articles := []string{"a ", "an ", "the "}
	if lang == documents.FR {
		articles = []string{"le ", "la ", "les ", "l’", "l'", "un ", "une ", "des "}
	}
	for _, a := range articles {
		if s.end-s.start > len(a) && strings.EqualFold(text[s.start:s.start+len(a)], a) {
			s.start += len(a)
			break
		}
	}
	return s
}

// trimmed leaves out the space and quotes around a span.
func trimmed(text string, s span) span {
	out := s.of(text)
	cut := strings.TrimLeft(out, " «“„\"\u00a0\u202f\t\n")
	s.start += len(out) - len(cut)
	s.end = s.start + len(strings.TrimRight(cut, " »”\"\u00a0\u202f\t\n"))
	return s
}

// isTerm reports whether a text may be a term: some words, no sentence.
func isTerm(s string) bool {
	if s == "" || len(s) > 160 || strings.ContainsAny(s, ".,;:()[]«»“”\"\n\t") || len(strings.Fields(s)) > longestDefined {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}
