package extract_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// read reads the pages as Read does a PDF's.
func (s *sheet) read(t *testing.T) *documents.Document {
	t.Helper()
	d, err := extract.Read(context.Background(), "a.pdf", []byte("%PDF-1.7"), extract.Options{
		PDF: func(_ context.Context, _ []byte, emit func(*extract.Page) error) error {
			for _, p := range s.pages {
				if err := emit(p); err != nil {
					return err
				}
			}
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// calls gives the marks of a document, each before a bar in its text, with the
// words of its note.
func calls(t *testing.T, d *documents.Document) string {
	t.Helper()
	var out strings.Builder
	for _, b := range d.Blocks {
		for _, m := range b.Marks {
			words := strings.Fields(b.Text[:m.At])
			fmt.Fprintf(&out, "%s|%s", words[len(words)-1], m.Label)
			if m.Note > 0 {
				n := d.Blocks[m.Note-1]
				if n.Kind != documents.Note || n.CalledBy.Block == 0 {
					t.Errorf("mark %+v leads to %+v", m, n)
				}
				fmt.Fprintf(&out, " → %.12s", n.Text)
			}
			out.WriteByte('\n')
		}
	}
	for _, b := range d.Blocks {
		if b.Kind == documents.Note && b.CalledBy.Block == 0 && b.Label != "" {
			fmt.Fprintf(&out, "not called: %s\n", b.Text)
		}
	}
	return out.String()
}

func (s *sheet) raised(x, y float64, mark string) float64 {
	return s.write(x, y+4, 6, body, mark)
}

// Notes at the foot of a page, whose numbers begin anew on the next; a note of
// a table, by letter; notes at the end of the text.
func TestNotesOnPages(t *testing.T) {
	var s sheet
	for n := 1; n <= 2; n++ {
		s.next()
		x := s.write(60, 780, 10, body, "Here is a word")
		x = s.raised(x, 780, "1")
		x = s.write(x+3, 780, 10, body, " with a note, and a second one.")
		s.raised(x, 780, "2")
		s.prose(700)
		s.raised(60, 70, "1")
		s.write(66, 70, 8, body, fmt.Sprintf("Page %d first note, which is small.", n))
		s.raised(60, 55, "2")
		s.write(66, 55, 8, body, fmt.Sprintf("Page %d other note, which is small.", n))
	}
	if got, want := calls(t, s.read(t)), `word|1 → Page 1 first
one.|2 → Page 1 other
word|1 → Page 2 first
one.|2 → Page 2 other
`; got != want {
		t.Errorf("footnotes\n%s\nwant\n%s", got, want)
	}

	s = sheet{}
	s.next()
	s.prose(780)
	for i, row := range [][]string{{"Place", "Count", "Share"}, {"North", "12", "3.5"}, {"South", "7", "2.1"}} {
		for k, c := range row {
			x := s.write(60+120*float64(k), 700-14*float64(i), 10, body, c)
			if c == "12" {
				s.raised(x, 700-14*float64(i), "a")
			}
		}
	}
	s.raised(60, 645, "a")
	s.write(66, 645, 8, body, "Estimated from the months before.")
	s.prose(600)
	if got, want := calls(t, s.read(t)), "12|a → Estimated fr\n"; got != want {
		t.Errorf("table\n%s\nwant\n%s", got, want)
	}

	s = sheet{}
	s.next()
	y := 780.0
	for n := 1; n <= 4; n++ {
		x := s.write(60, y, 10, body, fmt.Sprintf("Sentence %s says a few words of this", strings.Repeat("x", n)))
		x = s.raised(x, y, fmt.Sprint(n))
		s.write(x, y, 10, body, " and then some more.")
		y -= 30
	}
	s.next()
	s.write(60, 780, 16, bold, "Notes")
	for n := 1; n <= 4; n++ {
		s.write(60, 760-16*float64(n), 10, body, fmt.Sprintf("%d. Endnote %d, with a few words that explain it.", n, n))
	}
	if got, want := calls(t, s.read(t)), `this|1 → Endnote 1, w
this|2 → Endnote 2, w
this|3 → Endnote 3, w
this|4 → Endnote 4, w
`; got != want {
		t.Errorf("endnotes\n%s\nwant\n%s", got, want)
	}
}

// Marks without a note stay, and so do notes without a mark.
func TestNotesOfMarkup(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.md", "Un mot[^1] et deux[^b].[^b]\n\n- Un point[^c]\n\n[^1]: La première.\n[^b]: La seconde.\n[^c]: La tierce.\n",
			"mot|1 → La première.\ndeux|b → La seconde.\ndeux.|b → La seconde.\npoint|c → La tierce.\n"},
		{"a.md", "Un mot *gras*[^1] suit &eacute; [^1] encore.\n\n[^1]: La note, elle aussi.[^2]\n[^2]: La note de la note.\n",
			"gras|1 → La note, ell\né|1 → La note, ell\naussi.|2 → La note de l\n"},
		{"a.html", `<html><body><p>Mot<a href="#fn1" role="doc-noteref"><sup>1</sup></a> suit.</p><ol><li id="fn1">La note. <a href="#r" role="doc-backlink">x</a></li></ol></body></html>`,
			"Mot|1 → La note.\n"},
	} {
		d := read(t, c.name, c.text, extract.Options{})
		if got := calls(t, d); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// A block has the language that its own words tell, whatever the document's.
func TestBlockLanguage(t *testing.T) {
	d := read(t, "a.txt", "The report was written by the office and is read by all who work here.\n\nLe rapport a été écrit par le bureau et il est lu par tous ceux qui y travaillent.\n\nMontréal 2006\n", extract.Options{})
	var got []documents.Lang
	for _, b := range d.Blocks {
		got = append(got, b.Lang)
	}
	if fmt.Sprint(got) != "[en fr ]" {
		t.Errorf("%q", got)
	}
}
