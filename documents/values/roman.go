package values

import (
	"strconv"
	"strings"
)

// romanWords are followed by Roman numerals beside the reference words.
var romanWords = map[string]bool{
	"phase": true, "phases": true, "type": true, "types": true, "class": true, "classe": true, "stage": true, "stade": true,
	"grade": true, "niveau": true, "level": true, "tome": true, "titre": true, "livre": true, "book": true, "title": true, "war": true, "category": true, "categorie": true,
}

// romanNumeral reads a Roman numeral where the words around it make it one:
// after phase or part, or as a French ordinal (XXIe siècle).
func (p *parser) romanNumeral(i int) int {
	w := p.raw(i)
	if p.fr && len(w) > 1 && p.capital(i) {
		s := w
		for _, end := range []string{"ème", "e", "ᵉ", "er", "re"} {
			s = strings.TrimSuffix(s, end)
		}
		if n := romanValue(s); n > 0 && s != w {
			p.addRoman(n, i, i+1)
			return i + 1
		}
	}
	if !romanWords[p.low(i)] {
		return 0
	}
	k := p.skip(i + 1)
	if _, next := p.roman(k); next > 0 && !p.apostrophe(next) {
		p.addRoman(romanValue(p.raw(k)), k, next)
		return next
	}
	return 0
}

func (p *parser) addRoman(n, i, next int) {
	s := strconv.Itoa(n)
	p.add(Value{Kind: Number, Key: s, Amount: s, Spelled: true}, i, next)
}

// roman reads a Roman numeral in capitals and gives it in digits.
func (p *parser) roman(i int) (string, int) {
	if p.at(i).kind != word || p.at(i+1).kind == digits {
		return "", 0
	}
	n := romanValue(p.raw(i))
	if n == 0 {
		return "", 0
	}
	return strconv.Itoa(n), i + 1
}

// romanValue gives the value of a well-formed Roman numeral in capitals, up to
// 399; 0 for anything else. C, D, L and M alone are letters.
func romanValue(s string) int {
	if s == "" || len(s) > 9 || s == "C" || s == "L" {
		return 0
	}
	n, rest := 0, s
	for _, d := range romanDigits {
		for strings.HasPrefix(rest, d.text) {
			n += d.value
			rest = rest[len(d.text):]
		}
	}
	if rest != "" || toRoman(n) != s {
		return 0
	}
	return n
}

var romanDigits = []struct {
	text  string
	value int
}{{"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1}}

func toRoman(n int) string {
	var b strings.Builder
	for _, d := range romanDigits {
		for n >= d.value {
			b.WriteString(d.text)
			n -= d.value
		}
	}
	return b.String()
}
