package extract

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func FuzzTitleKey(f *testing.F) {
	for _, s := range []string{"3.1 Les délais", "Annex A – Title", " ﬁn  K\u212A ", "É\u0301", "x²\u00a0y", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, norm.NFKC.String(s))
		if got := titleKey(s); got != want {
			t.Errorf("the key of %q is %q, want %q", s, got, want)
		}
		if spaced(s) && strings.Join(strings.Fields(s), " ") != s {
			t.Errorf("%q counts as spaced", s)
		}
		// A paragraph is only passed over when its key is longer.
		p := par{lines: []line{{words: []word{{text: s}, {text: s}}}}}
		if n := len(titleKey(p.text())); p.longer(n) {
			t.Errorf("%q counts as longer than its key of %d bytes", p.text(), n)
		}
	})
}
