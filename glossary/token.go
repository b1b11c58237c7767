package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

// A token is a word, an elided word with its apostrophe, an English 's, or one
// sign that is neither space nor hyphen. Start and end are byte offsets into
// the text that was given.
type token struct {
	// text is folded: lower case, œ as oe, curly apostrophe as ', no soft
	// hyphen. Accents are kept, since traité and traite differ.
	text       string
	start, end int
	// sign marks a token that is not a word.
	sign bool
	// joined says that a hyphen, and nothing else, stands before the token.
	joined bool
}

// elided are the French words that lose their vowel before another, without
// the apostrophe. Words such as aujourd'hui and prud'homme stay whole.
var elided = map[string]bool{
	"c": true, "d": true, "j": true, "l": true, "m": true, "n": true, "s": true, "t": true,
	"qu": true, "jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true,
}

// tokenise splits a text. Hyphens and spaces of every kind part words, so that
// "working-group" and "working group" are the same two tokens.
func tokenise(text string, lang documents.Lang) []token {
	out := make([]token, 0, len(text)/5+1)
	hyphen := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			hyphen = false
		case isHyphen(r):
			hyphen = true
		case isWordRune(r):
			end := wordEnd(text, i)
			first := len(out)
			out = splitWord(out, text, i, end, lang)
			out[first].joined = hyphen && first > 0 && !out[first-1].sign
			hyphen = false
			i = end
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
			// invisible: neither parts nor joins
		default:
			sign := text[i : i+size]
			switch r {
			case '’', '‘':
				sign = "'"
			case '«', '»', '“', '”', '„':
				sign = "\""
			}
			out = append(out, token{text: sign, start: i, end: i + size, sign: true})
			hyphen = false
		}
		i += size
	}
	return out
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// wordEnd returns where the word that starts at i ends, taking in apostrophes
// and soft hyphens that stand between two letters.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) && r != 'ʼ' {
			i += size
			continue
		}
		if isApostrophe(r) || r == '\u00ad' {
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); isWordRune(next) && next != 'ʼ' {
				i += size
				continue
			}
		}
		break
	}
	return i
}

// splitWord appends the tokens of one word with its inner apostrophes: in
// French the elided words apart, in English the final 's.
func splitWord(out []token, text string, start, end int, lang documents.Lang) []token {
	at := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isApostrophe(r) {
			switch {
			case lang == documents.FR && elided[fold(text[at:i])]:
				out = append(out, token{text: fold(text[at:i]) + "'", start: at, end: i + size})
				at = i + size
			case lang == documents.EN && i > at && strings.EqualFold(text[i+size:end], "s"):
				out = append(out, token{text: fold(text[at:i]), start: at, end: i})
				return append(out, token{text: "'s", start: i, end: end})
			}
		}
		i += size
	}
	return append(out, token{text: fold(text[at:end]), start: at, end: end})
}

// fold brings a word to the form in which words are compared.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.ToLower(foldSigns(s))
}

// foldSigns folds all that fold does but case.
func foldSigns(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	marks := false
	for _, r := range s {
		switch r {
		case 'œ':
			b.WriteString("oe")
		case 'Œ':
			b.WriteString("OE")
		case 'æ':
			b.WriteString("ae")
		case 'Æ':
			b.WriteString("AE")
		case '’', 'ʼ':
			b.WriteByte('\'')
		case '\u00ad':
		default:
			marks = marks || unicode.Is(unicode.Mn, r)
			b.WriteRune(r)
		}
	}
	if marks {
		return norm.NFC.String(b.String())
	}
	return b.String()
}

func hasWord(ts []token) bool {
	for _, t := range ts {
		if !t.sign {
			return true
		}
	}
	return false
}
