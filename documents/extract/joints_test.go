package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// Where one block ends and the next begins.
func TestJoints(t *testing.T) {
	prose := func(s *sheet) {
		s.next()
		y := s.lines(60, 780, 10, body,
			"The first paragraph of the text has lines that go as far as the margin, to the last place",
			"so that the next word finds no room. It ends with a line that is not so long.")
		s.lines(60, y-10, 10, body,
			"Another paragraph of the text has lines that go as far as the margin, to the last place it",
			"has, and it says no more than that.")
	}
	for _, c := range []struct {
		name string
		draw func(s *sheet)
		want string
	}{
		{"an item that ends in code", func(s *sheet) {
			s.write(60, 700, 10, body, "• Documentation of the packages that are installed: most files of it are found in")
			s.write(70, 688, 10, mono, "/usr/share/sample/documentation.")
			s.write(60, 668, 10, body, "• The second item.")
		}, `
list-item 1 [•]: Documentation of the packages that are installed: most files of it are found in /usr/share/sample/documentation.
list-item 1 [•]: The second item.`},
		{"an item with a command of its own", func(s *sheet) {
			s.write(60, 700, 10, body, "• To list the packages:")
			s.write(70, 688, 10, mono, "list --installed --all --verbose")
			s.write(60, 668, 10, body, "• The second item.")
		}, `
list-item 1 [•]: To list the packages:
code: list --installed --all --verbose
list-item 1 [•]: The second item.`},
		{"a letter with a point that begins an item's second line", func(s *sheet) {
			s.write(60, 700, 10, body, "• The first package provides the other when all files of that one are a part of package")
			s.write(70, 688, 10, body, "A. This gives room to those who have little of it.")
			s.write(60, 668, 10, body, "• The second item.")
		}, `
list-item 1 [•]: The first package provides the other when all files of that one are a part of package A. This gives room to those who have little of it.
list-item 1 [•]: The second item.`},
		{"a heading of two sentences", func(s *sheet) {
			s.write(60, 690, 12, bold, "3.2 The old release is installed here, and the new one is out since spring.")
			s.write(84, 676, 12, bold, "Which of them should I take?")
			s.lines(60, 650, 10, body, "The one that was tested for longer.")
		}, `
heading 1: 3.2 The old release is installed here, and the new one is out since spring. Which of them should I take?
paragraph: The one that was tested for longer.`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s sheet
			prose(&s)
			c.draw(&s)
			want(t, s.document(t, documents.EN), `
paragraph: The first paragraph of the text has lines that go as far as the margin, to the last place so that the next word finds no room. It ends with a line that is not so long.
paragraph: Another paragraph of the text has lines that go as far as the margin, to the last place it has, and it says no more than that.`+c.want+"\n")
		})
	}
}

// A paragraph of one line that fills the measure, in a text whose paragraphs
// begin further in and have no white between them; and the same lines in a text
// that does not begin them so.
func TestIndentedLines(t *testing.T) {
	for _, indent := range []float64{15, 0} {
		var s sheet
		s.next()
		y := 780.0
		text := ""
		for n := range 9 {
			y = s.lines(60+indent, y, 10, body, fmt.Sprintf("Paragraph %d begins a little further in than its lines, which go as far as the margin", n+1))
			y = s.lines(60, y, 10, body, "where the next word finds no room. It ends with a line that is not so long.")
			if indent == 0 {
				y -= 8
			}
			text += fmt.Sprintf("paragraph: Paragraph %d begins a little further in than its lines, which go as far as the margin where the next word finds no room. It ends with a line that is not so long.\n", n+1)
		}
		y = s.lines(60+indent, y, 10, body, "A paragraph of one line goes nearly as far as the margin, where it ends with its point.")
		s.lines(60+indent, y, 10, body, "Unexpectedly the next one has one line too, and stands as far in.")
		sep := "\nparagraph: "
		if indent == 0 {
			sep = " "
		}
		text += "paragraph: A paragraph of one line goes nearly as far as the margin, where it ends with its point." + sep + "Unexpectedly the next one has one line too, and stands as far in.\n"
		want(t, s.document(t, documents.EN), text)
	}
}

// The rule below a running head stands in pieces, as below the head of a
// table; the text below it takes no notice of the pieces.
func TestHeadAboveRule(t *testing.T) {
	for _, table := range []bool{false, true} {
		var s sheet
		for n := 1; n <= 8; n++ {
			s.next()
			for k := range 3 {
				x := 60 + float64(k)*150
				s.page.Rules = append(s.page.Rules, extract.Rule{Box: documents.Box{X0: x, Y0: 789, X1: x + 150, Y1: 789.5}})
			}
			if table {
				for k := range 3 {
					x := 62 + float64(k)*150
					s.write(x, 792, 10, body, [...]string{"Place", "Count", "Year"}[k])
					for r := range 6 {
						s.write(x, 776-14*float64(r), 10, body, strings.Repeat(string(rune('a'+(n+r+k)%26)), 3+(n*r+k)%5))
					}
				}
				continue
			}
			s.write(240, 792, 10, body, "The sample office")
			s.lines(60, 770, 10, body,
				strings.Repeat(string(rune('A'+n)), 5)+" has a paragraph of its own whose lines go as far as the margin of the page does",
				"so that the next word finds no room. It ends with a line that is not so long.")
		}
		heads := 0
		for _, b := range s.document(t, documents.EN).Blocks {
			if b.Kind == documents.Header && b.Box.Y0 > 785 {
				heads++
			}
		}
		if want := map[bool]int{false: 8, true: 0}[table]; heads != want {
			t.Errorf("table %t: %d running heads, want %d", table, heads, want)
		}
	}
}

// The second line of a note goes back to the margin, whatever ends the first.
func TestNoteLines(t *testing.T) {
	var s sheet
	s.next()
	x := s.write(60, 780, 10, body, "This is the first paragraph of the text, and it calls a note by a raised number")
	s.raised(x, 780, "1")
	s.lines(60, 768, 10, body, "that stands above its line. The paragraph goes on to another line that is as long as most", "are, and then ends.")
	s.lines(75, 100, 8, body, "1. The note begins a little further in than its lines, and the first ends with the end of a sentence there now.")
	s.lines(60, 90.4, 8, body, "The second line of the note goes back to the margin of the page.")
	want(t, s.document(t, documents.EN), `
paragraph: This is the first paragraph of the text, and it calls a note by a raised number that stands above its line. The paragraph goes on to another line that is as long as most are, and then ends.
note [1]: The note begins a little further in than its lines, and the first ends with the end of a sentence there now. The second line of the note goes back to the margin of the page.
`)
}
