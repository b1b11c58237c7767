package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// prose writes a paragraph of the body and returns the next baseline.
func (s *sheet) prose(y float64) float64 {
	return s.lines(60, y, 10, body,
		"A paragraph of the text, which has words enough on each of its lines to tell what is usual",
		"in this document, and which ends with a stop.") - 10
}

// headingsOf gives level and text of the headings.
func headingsOf(d *documents.Document) string {
	var b strings.Builder
	for _, k := range d.Blocks {
		if k.Kind == documents.Heading {
			fmt.Fprintf(&b, "%d %s\n", k.Level, k.Text)
		}
	}
	return b.String()
}

// The outline gives levels; it makes a heading of a line that looks like text,
// of the first line of a paragraph and of two lines that were taken for two; a
// bold line that it does not list is text when it lists others of that size.
func TestOutline(t *testing.T) {
	write := func(bookmarks ...extract.Bookmark) *sheet {
		var s sheet
		s.next()
		s.page.Bookmarks = bookmarks
		s.write(60, 790, 24, bold, "The title of it all")
		s.write(60, 760, 16, bold, "Opening words")
		y := s.prose(735)
		s.write(60, y, 10, bold, "1 Listed in bold")
		y = s.prose(y - 15)
		s.write(60, y, 10, bold, "A bold line")
		y = s.prose(y - 15)
		s.write(60, y, 10, body, "A plain line")
		y = s.prose(y - 25)
		s.write(60, y, 10, body, "Run into its text")
		y = s.prose(y - 12)
		s.write(60, y, 16, bold, "Closing words that")
		s.write(60, y-30, 16, bold, "take two lines")
		s.prose(y - 55)
		return &s
	}
	got := headingsOf(write(
		extract.Bookmark{Title: "Opening words", Level: 1, Y: 770},
		extract.Bookmark{Title: "Listed in bold", Level: 2, Y: 700},
		extract.Bookmark{Title: "A plain  LINE.", Level: 3, Y: 600},
		extract.Bookmark{Title: "Run into its text", Level: 3, Y: 500},
		extract.Bookmark{Title: "Closing words that take two lines", Level: 1, Y: 500},
	).document(t, documents.EN))
	if want := `1 The title of it all
1 Opening words
2 1 Listed in bold
3 A plain line
3 Run into its text
1 Closing words that take two lines
`; got != want {
		t.Errorf("with an outline\n%s\nwant\n%s", got, want)
	}
	// An outline of another document changes nothing.
	got = headingsOf(write(
		extract.Bookmark{Title: "Opening words", Level: 3},
		extract.Bookmark{Title: "Nothing", Level: 2},
		extract.Bookmark{Title: "of this", Level: 2},
		extract.Bookmark{Title: "is here", Level: 2},
	).document(t, documents.EN))
	if want := `1 The title of it all
2 Opening words
3 1 Listed in bold
3 A bold line
2 Closing words that
`; got != want {
		t.Errorf("with a foreign outline\n%s\nwant\n%s", got, want)
	}
}

// A contents page gives levels by the indent of its entries; its page numbers
// are not those of the file.
func TestContentsPage(t *testing.T) {
	var s sheet
	s.next()
	s.write(60, 780, 16, bold, "Contents")
	for i, e := range []string{"0Summary . . . . . . . . 7", "0Findings . . . . . . . . 8", "1What was seen . . . . . . . . 8", "1What was heard . . . . . . . . 9", "0Afterword . . . . . . . . 9"} {
		s.write(60+20*float64(e[0]-'0'), 740-14*float64(i), 10, body, e[1:])
	}
	y := 0.0
	for n, page := range [][]string{{"Summary"}, {"Findings", "What was seen"}, {"What was heard", "Afterword"}} {
		s.next()
		y = 780
		for _, h := range page {
			size := 14.0 // one look for both levels
			if h == "What was heard" {
				size = 10 // not to be told from text
			}
			font := bold
			if size == 10 {
				font = body
			}
			s.write(60, y, size, font, h)
			y = s.prose(y - 25)
		}
		s.write(300, 30, 10, body, fmt.Sprint(n+7))
	}
	if got, want := headingsOf(s.document(t, documents.EN)), `1 Contents
1 Summary
1 Findings
2 What was seen
2 What was heard
1 Afterword
`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Numbers give levels where there is no list of headings.
func TestNumberedLevels(t *testing.T) {
	for _, c := range []struct {
		name, headings, want string
	}{
		{"decimal numbers of one look", "12|1 Première chose;12|1.1 Détail;12|1.1.1 Menu détail;12|2 Autre chose;12|Sans numéro",
			"1 1 Première chose;2 1.1 Détail;3 1.1.1 Menu détail;1 2 Autre chose;1 Sans numéro"},
		{"parts, chapters and annexes", "18|Partie I Le début;16|Chapitre 1 Ceci;14|1.1 Cela;16|Chapitre 2 Encore;16|Annexe A Chiffres",
			"1 Partie I Le début;2 Chapitre 1 Ceci;3 1.1 Cela;2 Chapitre 2 Encore;2 Annexe A Chiffres"},
		{"sections that begin anew in each chapter", "16|Chapter 1 This;14|1 One;14|2 Two;16|Chapter 2 That;14|1 One again",
			"1 Chapter 1 This;2 1 One;2 2 Two;1 Chapter 2 That;2 1 One again"},
		{"numbers that say the opposite of the look", "12|1 Small;18|1.1 Large;18|1.2 Large too", "2 1 Small;1 1.1 Large;1 1.2 Large too"},
		{"no numbers", "18|Large;14|Smaller;18|Large again", "1 Large;2 Smaller;1 Large again"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s sheet
			s.next()
			y := 780.0
			for h := range strings.SplitSeq(c.headings, ";") {
				var size float64
				at := strings.IndexByte(h, '|')
				fmt.Sscan(h[:at], &size)
				s.write(60, y, size, bold, h[at+1:])
				y = s.prose(y - 25)
			}
			got := strings.TrimRight(headingsOf(s.document(t, documents.FR)), "\n")
			if want := strings.ReplaceAll(c.want, ";", "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// The number of a chapter, over its title in one, two or three lines, is part
// of the title; a word that only looks like it stays alone.
func TestChapterTitles(t *testing.T) {
	for _, c := range []struct {
		above []string
		want  string
	}{
		{[]string{"Chapter 3"}, "Chapter 3 Of bridges"},
		{[]string{"CHAPTER", "THREE"}, "CHAPTER THREE Of bridges"},
		{[]string{"CHAPITRE", "DIX-SEPT"}, "CHAPITRE DIX-SEPT Of bridges"},
		{[]string{"Chapter", "Rivers"}, "Rivers"},
		{[]string{"Rivers", "THREE"}, "Rivers"},
	} {
		var s sheet
		s.next()
		y := 780.0
		for i, line := range c.above {
			s.write(60, y, 14+4*float64(i), bold, line)
			y -= 45
		}
		s.write(60, y, 22, bold, "Of bridges")
		s.prose(y - 40)
		if got := headingsOf(s.document(t, documents.EN)); !strings.Contains(got, " "+c.want+"\n") {
			t.Errorf("%q over a title: %q", c.above, got)
		}
	}
}

// A command after the prompt of a shell heads nothing, in whatever font; a title
// with a sign before it does.
func TestCommandsAreNoHeadings(t *testing.T) {
	for text, want := range map[string]documents.Kind{
		"# mount /dev/sdb1 /mnt":  documents.Paragraph,
		"$ ./configure --prefix":  documents.Paragraph,
		"Mounting a file system":  documents.Heading,
		"# Mounting file systems": documents.Heading,
	} {
		var s sheet
		s.next()
		y := s.prose(780)
		s.write(60, y-20, 10, bold, text)
		s.prose(y - 60)
		found := false
		for _, b := range s.document(t, documents.EN).Blocks {
			if b.Text == text {
				found = b.Kind == want
				if !found {
					t.Errorf("%q is of kind %q, want %q", text, b.Kind, want)
				}
			}
		}
		if !found {
			t.Errorf("%q is not a block of kind %q", text, want)
		}
	}
}
