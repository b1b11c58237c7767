package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marker splits a list item's bullet, number or letter from its text: "•",
// "-", "2.", "3)", "(4)", "a)", "(b)", "iv)", "b.". The label is empty when
// there is none. A number needs a space after it.
func marker(s string) (label, rest string) {
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune(bullets, r) {
		after := s[n:]
		if after == "" {
			return s[:n], ""
		}
		next, _ := utf8.DecodeRuneInString(after)
		if unicode.IsSpace(next) || strings.ContainsRune(tightBullets, r) {
			return s[:n], strings.TrimLeftFunc(after, unicode.IsSpace)
		}
		return "", s
	}
	word := s
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		word = s[:i]
	}
	if len(word) > 8 {
		return "", s
	}
	core, open := strings.CutPrefix(word, "(")
	body, close := strings.CutSuffix(core, ")")
	if !close {
		if open {
			return "", s
		}
		var stop bool
		if body, stop = strings.CutSuffix(core, "."); !stop {
			return "", s
		}
	}
	if body == "" || !enumerator(body) {
		return "", s
	}
	return word, strings.TrimLeftFunc(s[len(word):], unicode.IsSpace)
}

const (
	bullets      = "•‣▪▫■□●○◦◆◇–—-*+·∙⁃➢➤►▶❖✓✔✗\uF0B7\uF0A7\uF0D8\uF0FC\uF076\uF02D"
	tightBullets = "•‣▪▫■□●○◦◆➢➤►❖\uF0B7\uF0A7\uF0D8\uF0FC\uF076\uF02D"
)

// bullet reports a label without a number or letter.
func bullet(label string) bool {
	r, n := utf8.DecodeRuneInString(label)
	return n == len(label) && strings.ContainsRune(bullets, r)
}

// enumerator reports a number up to three digits, one letter, or a small roman
// numeral.
func enumerator(s string) bool {
	if len(s) <= 3 && strings.Trim(s, "0123456789") == "" {
		return true
	}
	if len(s) == 1 {
		return unicode.IsLetter(rune(s[0]))
	}
	return len(s) <= 5 && (strings.Trim(s, "ivx") == "" || strings.Trim(s, "IVX") == "")
}

// initial reports a label that may be a person's initial: "A." It is a list
// mark only beside one with the letter before or after.
func initial(label string) bool {
	return len(label) == 2 && label[1] == '.' && label[0] >= 'A' && label[0] <= 'Z'
}

// beside reports whether one of the labels is an initial's neighbour in the
// alphabet.
func beside(label string, others ...string) bool {
	for _, o := range others {
		if initial(o) && (o[0] == label[0]+1 || o[0]+1 == label[0]) {
			return true
		}
	}
	return false
}

// numbering returns the depth of a heading's number, 1 for "3 Title" or "Annex
// A", 2 for "3.1 Title", and whether there is one.
func numbering(s string) (depth int, ok bool) {
	word, rest, found := strings.Cut(s, " ")
	if !found || strings.TrimSpace(rest) == "" {
		return 0, false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "«“\"( "))
	if headWords[strings.ToLower(word)] {
		number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		number = strings.TrimRight(number, ".:–—-")
		if number != "" && (strings.Trim(number, "0123456789.") == "" || enumerator(number)) {
			return 1, true
		}
		return 0, false
	}
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return 0, false
	}
	word = strings.TrimSuffix(word, ".")
	parts := strings.Split(word, ".")
	if len(parts) > 6 {
		return 0, false
	}
	for i, p := range parts {
		ok := len(p) > 0 && len(p) <= 3 && strings.Trim(p, "0123456789") == ""
		ok = ok || i == 0 && len(p) == 1 && p[0] >= 'A' && p[0] <= 'Z' && len(parts) > 1
		ok = ok || i == 0 && len(parts) == 1 && len(p) <= 5 && p != "" && strings.Trim(p, "IVX") == "" && p != "I"
		if !ok {
			return 0, false
		}
	}
	if parts[0] == "0" || len(parts[0]) == 3 && len(parts) == 1 {
		return 0, false
	}
	return len(parts), true
}

// headWords come before the number of a chapter or annex.
var headWords = map[string]bool{
	"chapter": true, "chapitre": true, "annex": true, "annexe": true, "appendix": true,
	"appendice": true, "part": true, "partie": true, "section": true, "article": true,
	"title": true, "titre": true, "schedule": true, "volume": true, "tome": true,
}
