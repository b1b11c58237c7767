package nearest

import "testing"

func TestWord(t *testing.T) {
	known := []string{"glossary", "format", "fail-on", "baseline", "num/mismatch", "num/date", "term/missing", "fr", "en"}
	for _, c := range []struct {
		word, want string
	}{
		{"glosary", "glossary"},
		{"glossray", "glossary"}, // a swap is one edit
		{"FORMAT", "format"},
		{"failon", "fail-on"},
		{"num/mismach", "num/mismatch"},
		{"mismatch", "num/mismatch"},
		{"missing", "term/missing"},
		{"base", "baseline"},
		{"fr", "fr"},
		{"output", ""},
		{"x", ""},
		{"", ""},
		{"de", ""}, // not near "en": every letter would change
	} {
		got, ok := Word(c.word, known)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Word(%q) = %q, %v; want %q", c.word, got, ok, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"ab", "ba", 1}, {"été", "ete", 2}, {"kitten", "sitting", 3}} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance([]rune(c.b), []rune(c.a)); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
