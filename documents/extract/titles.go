package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// titleKey is a text's letters and digits in lower case and compatible form.
func titleKey(s string) string {
	s = norm.NFKC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteByte(byte(r))
		case r >= 'A' && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// longestTitle is the length in bytes of the longest key in a list, with room
// for a number that the list leaves out.
func longestTitle(list []entry) int {
	const number = 64
	n := 0
	for i := range list {
		n = max(n, len(titleKey(list[i].title)))
	}
	return n + number
}

// longer reports a paragraph whose key surely has more than n bytes, without
// spelling it: most paragraphs are too long for a title. A letter or digit of
// ASCII gives at least one byte of the key.
func (p *par) longer(n int) bool {
	for i := range p.lines {
		for k := range p.lines[i].words {
			text := p.lines[i].words[k].text
			for j := range len(text) {
				if c := text[j] | 0x20; c >= 'a' && c <= 'z' || text[j] >= '0' && text[j] <= '9' {
					n--
				}
			}
			if n < 0 {
				return true
			}
		}
	}
	return false
}

// unnumbered takes the number off a heading: "3.1 Title", "Annex A – Title",
// "Chapitre 2. Titre".
func unnumbered(s string) string {
	if !spaced(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	if _, ok := numbering(s); !ok {
		if label, rest := marker(s); label != "" && rest != "" && !bullet(label) {
			return rest
		}
		return s
	}
	word, rest, _ := strings.Cut(s, " ")
	if headWords[strings.ToLower(word)] {
		_, rest, _ = strings.Cut(rest, " ")
	}
	return strings.TrimLeft(rest, " .:–—-")
}

// spaced reports a text whose only white space is single spaces between words.
func spaced(s string) bool {
	blank := true
	for _, r := range s {
		switch {
		case r == ' ' && blank, r != ' ' && unicode.IsSpace(r):
			return false
		}
		blank = r == ' '
	}
	return !blank
}
