package pdfnative

import (
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// An encoding gives the text of each one-byte code, empty where it has none.
type encoding [256]string

// simpleEncoding works out what the codes of a one-byte font stand for, without
// its ToUnicode: the base encoding, or what is built into the font program,
// with the Differences on top (PDF 32000-1, 9.6.6).
func (f *file) simpleEncoding(v, descriptor pdf.Value, base string) encoding {
	e := v.Key("Encoding")
	var enc encoding
	baseName := e.Name()
	if e.Kind() == pdf.Dict {
		baseName = e.Key("BaseEncoding").Name()
	}
	symbolic := descriptor.Key("Flags").Int64()&4 != 0
	switch baseName {
	case "WinAnsiEncoding":
		enc = fromRunes(winAnsi())
	case "MacRomanEncoding":
		enc = fromRunes(macRoman())
	case "StandardEncoding":
		enc = fromRunes(standardEncoding())
	default:
		built, ok := f.builtIn(descriptor)
		switch {
		case ok:
			enc = built
		case isSymbolFont(base):
			enc = fromRunes(symbolEncoding())
		case isDingbats(base):
			enc = fromRunes(dingbats())
		case v.Key("Subtype").Name() == "TrueType" || e.Kind() == pdf.Null && !symbolic:
			enc = fromRunes(winAnsi())
		default:
			enc = fromRunes(standardEncoding())
		}
	}
	if d := e.Key("Differences"); d.Len() > 0 {
		differences(&enc, d)
	}
	return enc
}

// differences puts named glyphs over a base encoding.
func differences(enc *encoding, d pdf.Value) {
	const most = 2048
	n := min(d.Len(), most)
	hex := hexNames(d, n)
	code := 0
	for i := range n {
		x := d.Index(i)
		switch x.Kind() {
		case pdf.Integer:
			code = int(x.Int64())
		case pdf.Name:
			if code >= 0 && code < 256 {
				enc[code] = namedGlyph(x.Name(), hex)
			}
			code++
		}
	}
}

func fromRunes(t *[256]rune) (e encoding) {
	for i, r := range t {
		e[i] = runeText(r)
	}
	return e
}

func runeText(r rune) string {
	if r == 0 {
		return ""
	}
	return cleanRune(r)
}

// cleanRune gives a code point as text: white space as one space, controls and
// what is not a character as unknown.
func cleanRune(r rune) string {
	switch {
	case r == '\t', r == '\n', r == '\r', r == '\f', r == '\v', r == 0x85, r == 0x2028, r == 0x2029:
		return " "
	case r == 0:
		return ""
	case r < 0x20, r >= 0x7f && r < 0xa0, r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF, !utf8.ValidRune(r):
		return noText
	case r < utf8.RuneSelf:
		return ascii[r : r+1]
	}
	return string(r)
}

// ascii holds the first 128 code points, so that one-letter texts share memory.
const ascii = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f"

// cleanText gives the text of a code from a ToUnicode map; empty when the map
// gives only code points that stand for nothing.
func cleanText(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			plain = false
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if t := cleanRune(r); t != noText {
			b.WriteString(t)
		}
	}
	return b.String()
}

// validText returns s with broken UTF-8 and controls made visible.
func validText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, noText))
}

// symbolText maps the private codes of symbol fonts (U+F020 to U+F0FF, as Word
// writes bullets) to the characters they show.
func (f *file) symbolText(base, text string) string {
	r, n := utf8.DecodeRuneInString(text)
	if n != len(text) || r < 0xF020 || r > 0xF0FF {
		return text
	}
	code := r - 0xF000
	switch {
	case isSymbolFont(base):
		if s := symbolEncoding()[code]; s != 0 {
			return string(s)
		}
	case isDingbats(base):
		if s := dingbats()[code]; s != 0 {
			return string(s)
		}
	case strings.Contains(base, "Wingdings"):
		if s, ok := wingdings[code]; ok {
			return string(s)
		}
	}
	return text
}

// wingdings holds the bullets, arrows and ticks that lists use.
var wingdings = map[rune]rune{
	0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x75: '◆', 0x76: '❖', 0x77: '◆',
	0x9F: '•', 0xA0: '▪', 0xA7: '▪', 0xA8: '◻', 0xD8: '➢', 0xDF: '←', 0xE0: '→',
	0xE8: '➔', 0xF0: '⇨', 0xFB: '✗', 0xFC: '✓', 0xFE: '☑', 0x46: '☞', 0x4A: '☺',
}

func isSymbolFont(base string) bool {
	return strings.Contains(base, "Symbol") && !strings.Contains(base, "Segoe")
}

func isDingbats(base string) bool { return strings.Contains(base, "Dingbats") }
