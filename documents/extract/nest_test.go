package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"concord/documents"
)

// The levels of a list are those of its marks within a column: the next column
// stands further right, and the inner margin of a left page is the outer one of a
// right page. A list within a list stays one.
func TestListLevels(t *testing.T) {
	item := func(s *sheet, x, y float64, mark, text string) float64 {
		s.write(x, y, 10, body, mark+" "+text)
		return y - 14
	}
	const text = "Some words of an item here."
	levels := func(s *sheet) string {
		var out []string
		for _, b := range s.document(t, documents.EN).Blocks {
			if b.Kind == documents.ListItem {
				out = append(out, fmt.Sprintf("%s%d", b.Label, b.Level))
			}
		}
		return strings.Join(out, " ")
	}
	intro := func(s *sheet) {
		s.lines(60, 800, 10, body, "The text before the list has enough words in it to be taken for the body of the document.")
	}
	for _, c := range []struct {
		name  string
		write func(s *sheet)
		want  string
	}{
		{"in one column", func(s *sheet) {
			intro(s)
			y := item(s, 60, 770, "1.", text)
			y = item(s, 75, y, "a)", text)
			y = item(s, 75, y, "b)", text)
			item(s, 60, y, "2.", text)
		}, "1.1 a)2 b)2 2.1"},
		{"on facing pages", func(s *sheet) {
			intro(s)
			y := item(s, 60, 770, "1.", text)
			item(s, 75, y, "•", text)
			s.next()
			y = item(s, 105, 770, "•", text)
			y = item(s, 90, y, "2.", text)
			y = item(s, 105, y, "•", text)
			item(s, 90, y, "3.", text)
		}, "1.1 •2 •2 2.1 •2 3.1"},
		{"the second level goes on in the next column", func(s *sheet) {
			intro(s)
			y := 770.0
			for n := range 6 {
				y = item(s, 60, y, fmt.Sprintf("%d.", n+1), text)
			}
			y = item(s, 75, y, "a)", text)
			item(s, 75, y, "b)", text)
			y = item(s, 325, 770, "c)", text)
			for n := range 6 {
				y = item(s, 310, y, fmt.Sprintf("%d.", n+7), text)
			}
		}, "1.1 2.1 3.1 4.1 5.1 6.1 a)2 b)2 c)2 7.1 8.1 9.1 10.1 11.1 12.1"},
		{"numbers go on over columns and pages", func(s *sheet) {
			intro(s)
			for n := range 20 {
				x := 60 + 250*float64(n/10)
				item(s, x, 770-14*float64(n%10), fmt.Sprintf("%d.", n+1), text)
			}
			s.next()
			for n := range 4 {
				item(s, 90, 770-14*float64(n), fmt.Sprintf("%d.", n+21), text)
			}
		}, func() string {
			var out []string
			for n := range 24 {
				out = append(out, fmt.Sprintf("%d.1", n+1))
			}
			return strings.Join(out, " ")
		}()},
	} {
		var s sheet
		s.next()
		c.write(&s)
		if got := levels(&s); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
