package extract

import (
	"strconv"
	"strings"
	"unicode"
)

// A numberStyle says how a number of a list or heading is written.
type numberStyle int

const (
	decimalNumber numberStyle = iota
	lowerLetter
	upperLetter
	lowerRoman
	upperRoman
	leadingZero
	noNumber
)

// write gives a number in the style; letters go on after z with aa, as in
// Word, and what a style cannot write is in digits.
func (s numberStyle) write(n int) string {
	switch s {
	case noNumber:
		return ""
	case lowerLetter, upperLetter:
		if n < 1 || n > 26*20 {
			break
		}
		first := 'a'
		if s == upperLetter {
			first = 'A'
		}
		return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
	case lowerRoman:
		return strings.ToLower(roman(n))
	case upperRoman:
		return roman(n)
	case leadingZero:
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.value {
			b.WriteString(d.text)
			n -= d.value
		}
	}
	return b.String()
}

// maxLevels is the number of levels that a list has in Word; OpenDocument has
// one more.
const maxLevels = 10

// counters are the numbers that a list has reached, one for each level from 0.
type counters struct {
	at   [maxLevels]int
	seen [maxLevels]bool
}

// step goes on to the next item of a level: the levels below it begin anew.
func (c *counters) step(level, start int) {
	if c.seen[level] {
		c.at[level]++
	} else {
		c.at[level], c.seen[level] = start, true
	}
	for i := level + 1; i < maxLevels; i++ {
		c.seen[i] = false
	}
}

// inSymbolArea reports the part of the private use area where Word and
// LibreOffice place the characters of symbol fonts.
func inSymbolArea(r rune) bool { return r >= 0xF000 && r <= 0xF0FF }

// symbol gives the character that a bullet of a symbol font looks like.
// Word and LibreOffice place these fonts in the private use area.
func symbol(r rune, font string) rune {
	if inSymbolArea(r) {
		r -= 0xF000
	} else if r > 0xFF || font == "" {
		return r
	}
	font = strings.ToLower(font)
	if strings.Contains(font, "wingdings") || strings.Contains(font, "webdings") {
		if s, ok := wingdings[r]; ok {
			return s
		}
		return '•'
	}
	if s, ok := symbols[r]; ok {
		return s
	}
	if r >= 0x20 && r < 0x7F && !unicode.IsLetter(r) {
		return r
	}
	return '•'
}

// wingdings has the characters of Wingdings that stand in lists and forms.
var wingdings = map[rune]rune{
	0x20: ' ', 0x22: '✂', 0x28: '☎', 0x2A: '✉', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x76: '❖',
	0x9F: '•', 0xA7: '▪', 0xA8: '◻', 0xD8: '➢', 0xDC: '➲', 0xE0: '→', 0xDF: '←', 0xE8: '➔', 0xF0: '⇨', 0xFB: '✗',
	0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
}

// symbols has the letters and signs of Adobe's Symbol encoding (PDF 1.7,
// annex D.5).
var symbols = symbolTable()

func symbolTable() map[rune]rune {
	t := map[rune]rune{
		0x22: '∀', 0x24: '∃', 0x27: '∋', 0x2A: '∗', 0x2D: '−', 0x40: '≅', 0x5C: '∴', 0x5E: '⊥', 0x7E: '∼',
		0xA2: '′', 0xA3: '≤', 0xA4: '⁄', 0xA5: '∞', 0xAB: '↔', 0xAC: '←', 0xAD: '↑', 0xAE: '→', 0xAF: '↓', 0xB0: '°',
		0xB1: '±', 0xB2: '″', 0xB3: '≥', 0xB4: '×', 0xB5: '∝', 0xB6: '∂', 0xB7: '•', 0xB8: '÷', 0xB9: '≠', 0xBA: '≡',
		0xBB: '≈', 0xBC: '…', 0xC5: '⊕', 0xC6: '∅', 0xC7: '∩', 0xC8: '∪', 0xCE: '∈', 0xCF: '∉', 0xD2: '®', 0xD3: '©',
		0xD4: '™', 0xD5: '∏', 0xD6: '√', 0xD7: '⋅', 0xDB: '⇔', 0xDC: '⇐', 0xDE: '⇒', 0xE5: '∑', 0xF2: '∫',
	}
	for i, r := range []rune("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ") {
		t['A'+rune(i)] = r
	}
	for i, r := range []rune("αβχδεφγηιϕκλμνοπθρστυϖωξψζ") {
		t['a'+rune(i)] = r
	}
	return t
}
