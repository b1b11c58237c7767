package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
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

// elided gives the French words that lose their vowel before another, with
// their apostrophe. Words such as aujourd'hui and prud'homme stay whole.
var elided = map[string]string{
	"c": "c'", "d": "d'", "j": "j'", "l": "l'", "m": "m'", "n": "n'", "s": "s'", "t": "t'",
	"qu": "qu'", "jusqu": "jusqu'", "lorsqu": "lorsqu'", "puisqu": "puisqu'", "quoiqu": "quoiqu'",
}

const longestElided = len("quoiqu")

// A tokeniser splits texts and keeps its memory between them, so that reading
// a text takes one allocation at most.
type tokeniser struct {
	tokens []token
	folded []byte  // the words that differ from what the text has
	pieces []piece // where they stand in folded
}

// A piece is the text of a token, a range of folded.
type piece struct{ token, from, to int }

// tokenise splits a text. Hyphens and spaces of every kind part words, so that
// "working-group" and "working group" are the same two tokens.
func tokenise(text string, lang documents.Lang) []token {
	k := tokeniser{tokens: make([]token, 0, len(text)/5+1)}
	return k.read(text, lang)
}

// read splits a text as tokenise does. The tokens are valid until the next.
func (k *tokeniser) read(text string, lang documents.Lang) []token {
	k.tokens, k.folded, k.pieces = k.tokens[:0], k.folded[:0], k.pieces[:0]
	hyphen := false
	for i := 0; i < len(text); {
		switch signs[text[i]] {
		case isSpace:
			hyphen = false
			i++
			continue
		case isDash:
			hyphen = true
			i++
			continue
		case isSign:
			k.tokens = append(k.tokens, token{text: text[i : i+1], start: i, end: i + 1, sign: true})
			hyphen = false
			i++
			continue
		case isWide:
			r, size := utf8.DecodeRuneInString(text[i:])
			if isWordRune(r) && r != 'ʼ' {
				break // out of the switch
			}
			switch {
			case unicode.IsSpace(r):
				hyphen = false
			case isHyphen(r):
				hyphen = true
			case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
				// invisible: neither parts nor joins
			default:
				sign := text[i : i+size]
				switch r {
				case '’', '‘', 'ʼ':
					sign = "'"
				case '«', '»', '“', '”', '„':
					sign = "\""
				}
				k.tokens = append(k.tokens, token{text: sign, start: i, end: i + size, sign: true})
				hyphen = false
			}
			i += size
			continue
		}
		first := len(k.tokens)
		end, look := wordEnd(text, i)
		if look&hasApostrophe != 0 {
			k.split(text, i, end, lang, look)
		} else {
			k.word(text, i, end, look)
		}
		k.tokens[first].joined = hyphen && first > 0 && !k.tokens[first-1].sign
		hyphen = false
		i = end
	}
	if len(k.pieces) > 0 {
		all := string(k.folded)
		for _, p := range k.pieces {
			k.tokens[p.token].text = all[p.from:p.to]
		}
	}
	return k.tokens
}

// What a byte is at the start of a token.
const (
	isSign = iota
	isSpace
	isDash
	isLower // or a digit
	isUpper
	isWide // of a character beyond ASCII
)

var signs = func() (t [256]uint8) {
	for c := range t {
		switch r := rune(c); {
		case c >= utf8.RuneSelf:
			t[c] = isWide
		case unicode.IsSpace(r):
			t[c] = isSpace
		case r == '-':
			t[c] = isDash
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			t[c] = isLower
		case 'A' <= r && r <= 'Z':
			t[c] = isUpper
		}
	}
	return t
}()

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// A wordLook says what a word's bytes need: folding, and splitting.
type wordLook uint8

const (
	needsFold wordLook = 1 << iota
	hasApostrophe
)

// latinLetter reports whether two bytes are a letter from À to ſ, all of which
// but × and ÷ are letters.
func latinLetter(a, b byte) bool {
	return (a == 0xc3 && b != 0x97 && b != 0xb7 || a == 0xc4 || a == 0xc5) && 0x80 <= b && b <= 0xbf
}

// wordEnd returns where the word that starts at i ends, taking in apostrophes
// and soft hyphens that stand between two letters.
func wordEnd(text string, i int) (end int, look wordLook) {
	for i < len(text) {
		switch c := text[i]; signs[c] {
		case isLower:
			i++
			continue
		case isUpper:
			look |= needsFold
			i++
			continue
		case isWide:
			if i+1 < len(text) && latinLetter(c, text[i+1]) {
				look |= needsFold
				i += 2
				continue
			}
		default:
			if c != '\'' {
				return i, look
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) && r != 'ʼ' {
			look |= needsFold
			i += size
			continue
		}
		if !isApostrophe(r) && r != '\u00ad' {
			break
		}
		if next, _ := utf8.DecodeRuneInString(text[i+size:]); !isWordRune(next) || next == 'ʼ' {
			break
		}
		if r == '\u00ad' {
			look |= needsFold
		} else {
			look |= hasApostrophe
			if r != '\'' {
				look |= needsFold
			}
		}
		i += size
	}
	return i, look
}

// word appends a word.
func (k *tokeniser) word(text string, start, end int, look wordLook) {
	t := token{start: start, end: end}
	if look&needsFold == 0 {
		t.text = text[start:end]
	} else {
		from := len(k.folded)
		k.folded = appendFold(k.folded, text[start:end])
		k.pieces = append(k.pieces, piece{len(k.tokens), from, len(k.folded)})
	}
	k.tokens = append(k.tokens, t)
}

// split appends the tokens of one word with its inner apostrophes: in French
// the elided words apart, in English the final 's.
func (k *tokeniser) split(text string, start, end int, lang documents.Lang, look wordLook) {
	at := start
	for i := start; i < end; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if isApostrophe(r) {
			switch {
			case lang == documents.FR:
				if with := elidedText(text[at:i]); with != "" {
					k.tokens = append(k.tokens, token{text: with, start: at, end: i + size})
					at = i + size
				}
			case lang == documents.EN && i > at && strings.EqualFold(text[i+size:end], "s"):
				k.word(text, at, i, look)
				k.tokens = append(k.tokens, token{text: "'s", start: i, end: end})
				return
			}
		}
		i += size
	}
	k.word(text, at, end, look)
}

// elidedText gives an elided word with its apostrophe, folded; "" for another.
func elidedText(word string) string {
	if len(word) > 3*longestElided { // with soft hyphens between its letters
		return ""
	}
	var room [4 * longestElided]byte
	return elided[string(appendFold(room[:0], word))]
}
