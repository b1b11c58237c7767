package extract_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/extract"
)

func FuzzDocx(f *testing.F) {
	f.Add(p("Titre1", "Un titre")+item(2, 1, "un")+`<w:tbl><w:tr><w:tc>`+p("", "a")+`</w:tc></w:tr></w:tbl>`, wordStyles, wordLists)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:hyperlink r:id="rId3">`+r("mot\u0301")+`</w:hyperlink></w:p>`, wordStyles, wordLists)
	f.Add(`<w:p><w:r><w:t>a</w:t><w:br/><w:br/><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>`, wordStyles, wordLists)
	f.Fuzz(func(t *testing.T, body, styles, lists string) {
		parts := append([]part(nil), styled...)
		parts[0].text, parts[1].text = styles, lists
		holds(t, "a.docx", docx(t, body, parts...))
	})
}

// holds checks what is true of every file of the formats without pages: it is
// read or refused with a problem, the text keeps its promises, segments cover
// the blocks, and the same bytes give the same document.
func holds(t *testing.T, name, data string) {
	t.Helper()
	d, err := extract.Read(context.Background(), name, []byte(data), extract.Options{})
	again, err2 := extract.Read(context.Background(), name, []byte(data), extract.Options{})
	if fmt.Sprint(err) != fmt.Sprint(err2) || fmt.Sprintf("%+v", d) != fmt.Sprintf("%+v", again) {
		t.Fatal("the same bytes gave another document")
	}
	if err != nil {
		var p *documents.Problem
		if !errors.As(err, &p) {
			t.Fatalf("%T: %v", err, err)
		}
		return
	}
	origins(t, d, "")
	covered(t, d)
	linked(t, d)
}

// linked checks that marks of notes stand between characters and lead to notes,
// that notes are called by a block that holds a mark, and that places and levels
// are what they may be.
func linked(t *testing.T, d *documents.Document) {
	t.Helper()
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for _, m := range b.Marks {
			if m.At < 0 || m.At > len(b.Text) || m.At < len(b.Text) && !utf8.RuneStart(b.Text[m.At]) || m.Label == "" {
				t.Errorf("block %d: mark %+v", b.ID, m)
			}
			if m.Note != 0 && (m.Note > len(d.Blocks) || d.Blocks[m.Note-1].Kind != documents.Note) {
				t.Errorf("block %d: mark %+v leads to no note", b.ID, m)
			}
		}
		if c := b.CalledBy; c != (documents.Anchor{}) {
			at := func(m documents.Mark) bool { return m.At == c.At && m.Note == b.ID }
			if b.Kind != documents.Note || c.Block > len(d.Blocks) || !slices.ContainsFunc(d.Blocks[c.Block-1].Marks, at) {
				t.Errorf("block %d: called by %+v", b.ID, c)
			}
		}
		switch b.Kind {
		case documents.Heading:
			if b.Level < 1 || b.Level > 6 {
				t.Errorf("block %d: heading of level %d", b.ID, b.Level)
			}
		case documents.ListItem:
			if b.Level < 1 {
				t.Errorf("block %d: item of level %d", b.ID, b.Level)
			}
		default:
			if b.Level != 0 {
				t.Errorf("block %d: %s of level %d", b.ID, b.Kind, b.Level)
			}
		}
		if b.Kind == documents.Cell != (b.Row > 0 && b.Col > 0) || b.Text == "" && b.Kind != documents.Cell || !utf8.ValidString(b.Label) {
			t.Errorf("block %d: %s in row %d, column %d, label %q, text %q", b.ID, b.Kind, b.Row, b.Col, b.Label, b.Text)
		}
	}
}

// covered checks that the segments of each block are in order and leave out
// nothing but white space, and that links lie inside the text.
func covered(t *testing.T, d *documents.Document) {
	t.Helper()
	next := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for _, l := range b.Links {
			if l.Start >= l.End || l.End > len(b.Text) || l.URL == "" {
				t.Errorf("block %d: link %+v", b.ID, l)
			}
		}
		at := 0
		for ; next < len(d.Segments) && d.Segments[next].Block == b.ID; next++ {
			s := d.Segments[next]
			if s.Start < at || s.End <= s.Start || s.End > len(b.Text) || strings.TrimSpace(b.Text[at:s.Start]) != "" {
				t.Fatalf("block %d: segment %+v after %d", b.ID, s, at)
			}
			at = s.End
		}
		if b.Kind.Segmented() && strings.TrimSpace(b.Text[at:]) != "" {
			t.Errorf("block %d: %q is in no segment", b.ID, b.Text[at:])
		}
	}
	if next != len(d.Segments) {
		t.Error("segments of blocks that are not there")
	}
}

// FuzzOfficeFile: any bytes under an office name, damaged archives among them,
// are read or refused as every file is.
func FuzzOfficeFile(f *testing.F) {
	f.Add([]byte(docx(f, p("Titre1", "Un titre")+p("", "Un paragraphe."), styled...)), "a.docx")
	f.Add([]byte(packed(f, "<text:h>A</text:h><text:p>B</text:p>")), "a.odt")
	f.Add([]byte(flat("<text:p>B</text:p>")), "a.fodt")
	f.Add([]byte("PK\x03\x04"), "a.docx")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if name != "a.odt" && name != "a.fodt" {
			name = "a.docx"
		}
		holds(t, name, string(data))
	})
}
