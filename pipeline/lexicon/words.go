package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

// A Word is one word of a text as the table knows it.
type Word struct {
	// Stem is what the table is asked for.
	Stem string
	// Start and End are the half-open byte range of the word in its text, on
	// rune boundaries. An elided word leaves its apostrophe out.
	Start, End int
}

// longest is the number of bytes of the longest word that has a stem. What is
// longer is no word of either language (a link, a key, a line of rules).
const longest = 40

// Words cuts a text into words and gives each its stem. A word starts with a
// letter and runs over letters, digits and combining marks; hyphens and
// apostrophes end it, so that "mise-en-scène" is three words and "l'enfant"
// two. What starts with a digit is not a word: figures are compared as values,
// not by a table. The English 's and the French t of "a-t-il" say nothing and
// are left out; the t of "don't" is not.
func Words(text string, lang documents.Lang) []Word {
	var out []Word
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		letter := unicode.IsLetter(r)
		start := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !inWord(r) && !(apostrophe(r) && lang == documents.FR && strings.EqualFold(text[start:i], "aujourd")) {
				break
			}
			i += size
		}
		if !letter || i-start > longest {
			continue
		}
		raw := text[start:i]
		if len(raw) == 1 && clitic(text, start, lang) {
			if n := len(out) - 1; lang == documents.EN && (raw == "t" || raw == "T") && n >= 0 &&
				out[n].End == lastRune(text, start) && strings.HasSuffix(out[n].Stem, "n") {
				if out[n].Stem = Stem(strings.TrimSuffix(out[n].Stem, "n"), lang); out[n].Stem == "" {
					out = out[:n]
				}
				out = append(out, Word{Stem: "not", Start: start, End: i})
			}
			continue
		}
		stem := Stem(Fold(raw), lang)
		if stem == "" {
			continue
		}
		out = append(out, Word{Stem: stem, Start: start, End: i})
	}
	return out
}

// clitic reports whether the one letter at a place is the English s or t after
// an apostrophe, or the French t between hyphens.
func clitic(text string, at int, lang documents.Lang) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	switch text[at] {
	case 's', 'S':
		return lang == documents.EN && apostrophe(before)
	case 't', 'T':
		return lang == documents.EN && apostrophe(before) ||
			lang == documents.FR && hyphen(before) && hyphen(after)
	}
	return false
}

// lastRune is the offset of the rune before a place.
func lastRune(text string, at int) int {
	_, size := utf8.DecodeLastRuneInString(text[:at])
	return at - size
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

func hyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// Fold brings a word to lower case without accents: É and e are one letter, œ
// is oe. The table knows folded words alone, for capitals often come without
// their accents, and PDF text sometimes with them apart.
func Fold(s string) string {
	s = strings.ToLower(s)
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ß':
			b.WriteString("ss")
		case apostrophe(r):
			b.WriteByte('\'')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
