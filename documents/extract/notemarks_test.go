package extract_test

import (
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// Marks of notes that are no smaller than the text and stand on its line: told
// by the number at the foot and the one at the end of a sentence together.
func TestFullSizeMarks(t *testing.T) {
	for _, c := range []struct {
		name, text, note, marks string
	}{
		{"after the sentence", "The release will be dropped since its contents grow old. 1", "1The document assumes a newer system.", "old.|1 → The document\n"},
		{"at the last word", "The release will be dropped since its contents grow old.1", "1The document assumes a newer system.", "old.|1 → The document\n"},
		{"raised and plain digits mixed", "The release will be dropped since its contents grow old. 1⁴", "1⁴The document assumes a newer system.", "old.|14 → The document\n"},
		{"the French point", "La version sera retirée car son contenu est devenu ancien. 1", "1. Ce document suppose un système plus récent.", "ancien.|1 → Ce document \n"},
		{"a number of the text", "The release will be dropped when the contents of it are 1", "1The document assumes a newer system.", ""},
		{"another number", "The release will be dropped since its contents grow old. 2", "1The document assumes a newer system.", ""},
		{"a number with decimals", "The release will be dropped since its contents are at 2.1", "1The document assumes a newer system.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s sheet
			s.next()
			y := s.lines(60, 740, 10, body,
				"This is the first paragraph of the text, and its lines go as far as the margin does",
				"so that the next word finds no room. It ends with a line that is not so long.")
			s.write(60, y-10, 10, body, c.text)
			s.write(60, 60, 8, body, c.note)
			d := s.read(t)
			if got := calls(t, d); got != c.marks {
				t.Errorf("marks %q, want %q\n%s", got, c.marks, dump(d))
			}
			if c.marks != "" {
				return
			}
			for _, b := range d.Blocks {
				if len(b.Marks) > 0 || b.Kind == documents.Note {
					t.Errorf("block %+v", b)
				}
			}
		})
	}
}

// A raised call stands for itself: the number of a heading is none.
func TestRaisedCallComesFirst(t *testing.T) {
	var s sheet
	s.next()
	s.write(60, 780, 12, bold, "What is said in Chapter B. 1 Names")
	x := s.write(60, 750, 10, body, "This is the first paragraph of the text, and it calls a note")
	s.raised(x, 750, "1")
	s.write(60, 60, 8, body, "1. The note stands at the foot of the page.")
	d := s.read(t)
	if got, want := calls(t, d), "note|1 → The note sta\n"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
	if d.Blocks[0].Text != "What is said in Chapter B. 1 Names" {
		t.Errorf("heading %q", d.Blocks[0].Text)
	}
}

// The same on a page laid out by its tags.
func TestFullSizeMarksTagged(t *testing.T) {
	var s sheet
	s.next()
	s.tag(extract.Tag{Element: 1, Kind: documents.Paragraph}, func() {
		s.write(60, 780, 10, body, "The release will be dropped since its contents grow old.1")
	})
	s.tag(extract.Tag{Element: 2, Kind: documents.Note}, func() {
		s.write(60, 60, 8, body, "1The document assumes a newer system.")
	})
	if got, want := calls(t, s.read(t)), "old.|1 → The document\n"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
}
