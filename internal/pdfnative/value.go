package pdfnative

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// refs returns the object reference ("12 0 R") behind each value of a
// dictionary or array, by key or by index; direct values have none.
//
// The parser resolves references without telling what they were, but prints
// them. Knowing them lets a font be loaded once for all pages and lets a loop
// in the page tree be seen. The text is walked with the values beside it, so a
// name or string that looks like a reference cannot mislead.
func refs(v pdf.Value) (byKey map[string]string, byIndex []string) {
	text := v.String()
	switch v.Kind() {
	case pdf.Dict:
		byKey = map[string]string{}
		text = strings.TrimPrefix(text, "<<")
		for i, key := range v.Keys() {
			if i > 0 {
				text = strings.TrimPrefix(text, " ")
			}
			text = strings.TrimPrefix(text, "/"+key+" ")
			n := refLen(text)
			if n > 0 {
				byKey[key] = text[:n]
			} else {
				n = len(v.Key(key).String())
			}
			text = text[min(n, len(text)):]
		}
	case pdf.Array:
		byIndex = make([]string, v.Len())
		text = strings.TrimPrefix(text, "[")
		for i := range byIndex {
			if i > 0 {
				text = strings.TrimPrefix(text, " ")
			}
			n := refLen(text)
			if n > 0 {
				byIndex[i] = text[:n]
			} else {
				n = len(v.Index(i).String())
			}
			text = text[min(n, len(text)):]
		}
	}
	return byKey, byIndex
}

// refLen returns the length of the reference ("12 0 R") that s starts with, 0
// if it does not. An array of numbers never prints an R, so this is exact.
func refLen(s string) int {
	i := digits(s, 0)
	if i == 0 || i >= len(s) || s[i] != ' ' {
		return 0
	}
	j := digits(s, i+1)
	if j == i+1 || !strings.HasPrefix(s[j:], " R") {
		return 0
	}
	return j + 2
}

func digits(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}
