package values

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a link or mail address, a run of letters, a run of digits, a run
// of white space or one other rune. Tokens cover the text without gaps, so two that follow each other
// are glued in the text.
type token struct {
	kind       tokenKind
	start, end int
	// low is a word in lower case without accents, or the digits; r is the
	// rune of a token that is neither word nor digits, and the first rune of
	// white space.
	low string
	r   rune
}

type tokenKind byte

const (
	other tokenKind = iota
	word
	digits
	space
	link
)

func tokens(text string, links []Value) []token {
	toks := make([]token, 0, len(text)/3+1)
	for i := 0; i < len(text); {
		stop := len(text)
		if len(links) > 0 {
			if stop = links[0].Start; i == stop {
				toks = append(toks, token{kind: link, start: i, end: links[0].End})
				i, links = links[0].End, links[1:]
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		kind := kindOf(r)
		end := i + n
		if kind != other {
			for end < stop {
				q, m := utf8.DecodeRuneInString(text[end:])
				if k := kindOf(q); k != kind && !(kind == word && joins(q)) {
					break
				}
				end += m
			}
		}
		t := token{kind: kind, start: i, end: end, r: r}
		switch kind {
		case word:
			t.low = fold(text[i:end])
		case digits:
			t.low = text[i:end]
		}
		toks = append(toks, t)
		i = end
	}
	return toks
}

func kindOf(r rune) tokenKind {
	switch {
	case r >= '0' && r <= '9':
		return digits
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return word
		}
		if r == ' ' || r >= '\t' && r <= '\r' {
			return space
		}
		return other
	case unicode.IsLetter(r):
		return word
	case unicode.IsSpace(r):
		return space
	}
	return other
}

// joins reports whether a rune inside a word belongs to it without being a
// letter: combining accents and the soft hyphen.
func joins(r rune) bool { return r == '\u00ad' || r >= 0x300 && r < 0x370 }

// plain gives the letters that French and English write with accents, as
// ligatures or raised, without them.
var plain = map[rune]string{
	'à': "a", 'â': "a", 'ä': "a", 'á': "a", 'é': "e", 'è': "e", 'ê': "e", 'ë': "e",
	'î': "i", 'ï': "i", 'ô': "o", 'ö': "o", 'ù': "u", 'û': "u", 'ü': "u", 'ÿ': "y",
	'ç': "c", 'œ': "oe", 'æ': "ae", 'º': "o", 'ª': "a", 'ᵉ': "e", 'ʳ': "r", 'ᵒ': "o", 'ˢ': "s",
	'µ': "u", 'μ': "u",
}

// fold gives a word in lower case without accents.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range s {
		if joins(r) {
			continue
		}
		r = unicode.ToLower(r)
		if f, ok := plain[r]; ok {
			b.WriteString(f)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// at returns token i, or an empty one outside the text.
func (p *parser) at(i int) token {
	if i < 0 || i >= len(p.toks) {
		return token{kind: other}
	}
	return p.toks[i]
}

// raw gives the text of token i as written.
func (p *parser) raw(i int) string {
	t := p.at(i)
	return p.text[t.start:t.end]
}

// is reports whether token i is the rune r.
func (p *parser) is(i int, r rune) bool {
	t := p.at(i)
	return t.kind == other && t.r == r && t.end > 0
}

// low gives the folded word or the digits of token i.
func (p *parser) low(i int) string { return p.at(i).low }

// skip returns the index after white space at i.
func (p *parser) skip(i int) int {
	if p.at(i).kind == space {
		return i + 1
	}
	return i
}

// hyphen reports whether token i is a hyphen or a dash.
func (p *parser) hyphen(i int) bool {
	t := p.at(i)
	if t.kind != other {
		return false
	}
	switch t.r {
	case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212':
		return true
	}
	return false
}

// apostrophe reports whether token i is an apostrophe.
func (p *parser) apostrophe(i int) bool { return p.is(i, '\'') || p.is(i, '\u2019') }

// startsWord reports whether word i is not glued to digits before it.
func (p *parser) startsWord(i int) bool { return p.at(i-1).kind != digits }

// capital reports whether word i begins with a capital letter.
func (p *parser) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.raw(i))
	return unicode.IsUpper(r)
}

// upper reports whether word i is all capitals.
func (p *parser) upper(i int) bool {
	s := p.raw(i)
	return s == strings.ToUpper(s)
}
