package checks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/language"
	"concord/pipeline/check"
)

// A tongue says in which language a segment is, seen from its document.
type tongue int

const (
	unclearTongue tongue = iota // too short, names, figures, a quotation
	ownTongue
	otherTongue
)

// The confidence in a language from which a segment counts as foreign, on its
// own or after others that are. On 14,624 sentences of the development pairs
// 0.75 flags none wrongly and knows 0.93; 0.5 flags one.
const (
	foreignAlone = 0.75
	foreignAfter = 0.5
)

// judgeTongue says in which language a segment of a document in language l is;
// opposite is the text it is linked with, and after tells that the segment
// before is in the other language.
func judgeTongue(text, opposite string, l documents.Lang, after bool) tongue {
	is, sure := language.Detect(text)
	if is == l && sure >= foreignAfter {
		return ownTongue
	}
	same := opposite != "" && strings.Contains(check.Normalise(opposite), check.Normalise(text))
	if quoted(text) || citation(text, same) || names(text) || same && titled(text) {
		return unclearTongue
	}
	switch {
	case is == "" || wordCount(text) < language.MinWords:
		return unclearTongue
	case is == l:
		return unclearTongue
	case sure >= foreignAlone, sure >= foreignAfter && (after || same):
		return otherTongue
	}
	return unclearTongue
}

// quoted reports whether most of a text stands in quotation marks: words of
// others may be cited as they were said.
func quoted(text string) bool {
	all, inside := 0, 0
	depth, straight := 0, false
	for _, r := range text {
		switch r {
		case '«', '“', '„':
			depth++
		case '»', '”':
			depth = max(depth-1, 0)
		case '"':
			straight = !straight
		}
		if unicode.IsLetter(r) {
			all++
			if depth > 0 || straight {
				inside++
			}
		}
	}
	return all > 0 && 5*inside >= 3*all
}

// citation reports whether a text looks like an entry of a bibliography, which
// keeps the language of the work: two signs of a year, an initial, a page or
// volume number, a link and a title in quotation marks. One of page, volume or
// link is enough when the text is the same on both sides.
func citation(text string, same bool) bool {
	signs := 0
	year, initial, part, link := false, false, false, false
	for _, f := range strings.Fields(text) {
		core := strings.Trim(f, "()[],.;:")
		lower := strings.ToLower(core)
		switch {
		case len(core) == 4 && (core[:2] == "19" || core[:2] == "20") && strings.Trim(core, "0123456789") == "":
			year = true
		case strings.HasSuffix(f, ".") || strings.HasSuffix(f, ".,"):
			r, n := utf8.DecodeRuneInString(core)
			initial = initial || unicode.IsUpper(r) && n == len(core)
			part = part || citationParts[lower]
		case strings.Contains(lower, "://") || strings.HasPrefix(lower, "www.") || citationLinks[lower]:
			link = true
		}
	}
	for _, b := range [...]bool{year, initial, part, link, strings.ContainsAny(text, "«“\"")} {
		if b {
			signs++
		}
	}
	return signs >= 2 || same && (part || link)
}

var (
	citationParts = map[string]bool{"vol": true, "p": true, "pp": true, "no": true, "ed": true, "eds": true, "éd": true, "dir": true, "al": true, "coll": true}
	citationLinks = map[string]bool{"isbn": true, "issn": true, "doi": true}
)

// names reports whether a text is a list of names, an address or codes: fewer
// than four words in small letters, or fewer than a third of all.
func names(text string) bool {
	small, all := 0, 0
	for _, f := range strings.Fields(text) {
		f = strings.TrimFunc(f, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if f == "" {
			continue
		}
		all++
		if strings.ContainsFunc(f, func(r rune) bool { return !unicode.IsLower(r) && !strings.ContainsRune("'’-", r) }) {
			continue
		}
		small++
	}
	return small < 4 || 3*small < all
}

// titled reports whether a text looks like the title of a work: it does not
// end as a sentence does, and two in five of its longer words have a capital.
func titled(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return false
	}
	high, all := 0, 0
	for f := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(f) < 4 && strings.ToUpper(f) != f {
			continue
		}
		all++
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(r) {
			high++
		}
	}
	return 5*high >= 2*all
}
