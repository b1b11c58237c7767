package printable

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"L’été à 12 °C", "L’été à 12 °C"},
		{"1\u00a0234\u202f$", "1\u00a0234\u202f$"},
		{"a\x1b[31mred\x07", "a␛[31mred␇"},
		{"one\r\ntwo\tthree", "one  two three"},
		{"abc\u202edef", "abc\ufffddef"},
		{"co\u00adopération", "coopération"},
		{"\x9b31m", "\ufffd31m"},
		{"\u009b31m", "\ufffd31m"},
		{"\x7f", "␡"},
	} {
		if got := Line(c.in); got != c.want {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{{"été", 3}, {"e\u0301te\u0301", 3}, {"日本", 4}, {"", 0}, {"«\u00a0a\u00a0»", 5}} {
		if got := Width(c.in); got != c.want {
			t.Errorf("Width(%q) = %d, want %d", c.in, got, c.want)
		}
	}
}

func TestCellsStack(t *testing.T) {
	cells := Cells("z" + strings.Repeat("\u0301", 500) + "a")
	if len(cells) != 2 || utf8.RuneCountInString(cells[0].Text) != clusterRunes || cells[0].Width != 1 {
		t.Errorf("got %d cells, the first %q", len(cells), cells[0].Text)
	}
}

// Whatever comes in, what goes out has no control character and no
// bidirectional control, and the cells cover the text.
func FuzzLine(f *testing.F) {
	for _, s := range []string{"", "é", "\x1b]0;x\x07", "\u202e", "\xff\xfe", "日本\u200d", "a\u0300\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Line(s)
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("Line(%q) has %U", s, r)
			}
		}
		if !utf8.ValidString(got) {
			t.Fatalf("Line(%q) is not UTF-8", s)
		}
		if Line(got) != got {
			t.Fatalf("Line(%q) = %q is not stable", s, got)
		}
		at := 0
		for _, c := range Cells(s) {
			if c.Start != at || c.End <= c.Start || c.Width < 0 || c.Width > 2 {
				t.Fatalf("Cells(%q): %+v after %d", s, c, at)
			}
			at = c.End
		}
		if at != len(s) {
			t.Fatalf("Cells(%q) ends at %d", s, at)
		}
	})
}
