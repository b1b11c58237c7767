package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold brings a word to the form in which words are compared.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return string(appendFold(nil, s))
		}
	}
	return s
}

// appendFold appends a word to dst in the form in which words are compared.
// Letters of ASCII and Latin 1, ligatures, apostrophes and soft hyphens are
// folded byte by byte; a word with any other character goes the long way.
func appendFold(dst []byte, s string) []byte {
	from := len(dst)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			continue
		}
		if i+1 == len(s) {
			return append(dst[:from], foldAny(s)...)
		}
		i++
		switch d := s[i]; {
		case c == 0xc3 && (d == 0x86 || d == 0xa6): // Æ, æ
			dst = append(dst, "ae"...)
		case c == 0xc3 && 0x80 <= d && d <= 0x9e && d != 0x97:
			dst = append(dst, c, d+0x20)
		case c == 0xc3 && 0x97 <= d && d <= 0xbf:
			dst = append(dst, c, d)
		case c == 0xc5 && (d == 0x92 || d == 0x93): // Œ, œ
			dst = append(dst, "oe"...)
		case c == 0xc2 && d == 0xad: // soft hyphen
		case c == 0xe2 && d == 0x80 && i+1 < len(s) && s[i+1] == 0x99: // ’
			dst = append(dst, '\'')
			i++
		default:
			return append(dst[:from], foldAny(s)...)
		}
	}
	return dst
}

// foldAny folds what appendFold leaves.
func foldAny(s string) string { return strings.ToLower(foldSigns(s)) }

// foldSigns folds all that fold does but case.
func foldSigns(s string) string {
	if !foldable(s) {
		return s
	}
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

// foldable reports whether foldSigns may change a word: it has characters
// beyond ASCII and the letters of Latin 1.
func foldable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < utf8.RuneSelf {
			continue
		}
		if s[i] != 0xc3 || i+1 == len(s) || s[i+1] == 0x86 || s[i+1] == 0xa6 || s[i+1] < 0x80 || s[i+1] > 0xbf {
			return true
		}
		i++
	}
	return false
}

func hasWord(ts []token) bool {
	for _, t := range ts {
		if !t.sign {
			return true
		}
	}
	return false
}

func join(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// composed brings a text to NFC. Without a character from U+0300 up, the first
// of the combining marks, it is so already.
func composed(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xcc {
			return norm.NFC.String(s)
		}
	}
	return s
}
