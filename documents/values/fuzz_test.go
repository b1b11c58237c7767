package values

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"concord/documents"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"le 1er juin 2007 à 15 h 30, 1 234,5 $ (3,2 %)", "June 1-5, 2007; $1.5 million", "(514) 555-0123 (223)",
		"section 3.1(2)(a)(ii) or (b)", "http://www.exemple.org/fr/, a@b.c", "quatre-vingt-dix-neuf mille", "½ -5 °C 3/4",
		"one hundred and", "XXIe", "\xff1\u00ad2", "1.2.3.4,5,6", "05 06 07 08 09 10",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range []documents.Lang{documents.FR, documents.EN, ""} {
			vs := Find(s, l)
			end := 0
			for _, v := range vs {
				if v.Start < end || v.End <= v.Start || v.End > len(s) {
					t.Fatalf("%q %s: %+v out of order", s, l, vs)
				}
				if utf8.ValidString(s) && !utf8.ValidString(s[v.Start:v.End]) {
					t.Fatalf("%q %s: %+v cuts a rune", s, l, v)
				}
				if v.Key == "" || v.Kind == "" {
					t.Fatalf("%q %s: %+v has no key", s, l, v)
				}
				end = v.End
			}
			if again := Find(s, l); !reflect.DeepEqual(vs, again) {
				t.Fatalf("%q %s: two readings differ", s, l)
			}
		}
	})
}
