package pdfnative

import (
	"context"
	"maps"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// taggedPDF has a heading, a paragraph, a list of one item with a paragraph in
// it, a table of two cells and a running head, and a tree that says so. The
// role map renames the heading, and one kid leads back to the root.
func taggedPDF() *pdfWriter {
	w := newPDF(`/Artifact BMC BT /F1 9 Tf 72 780 Td (Head) Tj ET EMC
/H1 <</MCID 0>> BDC BT /F1 12 Tf 72 740 Td (Title) Tj ET EMC
/P <</MCID 1>> BDC BT /F1 10 Tf 72 720 Td (Text) Tj ET EMC
/Lbl <</MCID 2>> BDC BT /F1 10 Tf 72 700 Td (1.) Tj ET EMC
/P <</MCID 3>> BDC BT /F1 10 Tf 90 700 Td (Item) Tj ET EMC
/P <</MCID 4>> BDC BT /F1 10 Tf 72 680 Td (A) Tj ET EMC
/P <</MCID 5>> BDC BT /F1 10 Tf 172 680 Td (B) Tj ET EMC`)
	w.set(1, "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 20 0 R>>")
	w.set(20, "<</Type/StructTreeRoot/K 21 0 R/RoleMap<</Titre/Heading/Heading/H2>>>>")
	w.set(21, "<</S/Document/K[22 0 R 23 0 R 24 0 R 28 0 R 20 0 R]>>")
	w.set(22, "<</S/Titre/Pg 3 0 R/K 0>>")
	w.set(23, "<</S/P/Pg 3 0 R/K[<</S/Span/K<</Type/MCR/MCID 1>>>>]>>")
	w.set(24, "<</S/L/K 25 0 R>>")
	w.set(25, "<</S/LI/Pg 3 0 R/K[26 0 R 27 0 R]>>")
	w.set(26, "<</S/Lbl/K[2]>>")
	w.set(27, "<</S/LBody/K<</S/P/Pg 3 0 R/K 3>>>>")
	w.set(28, "<</S/Table/K<</S/TR/Pg 3 0 R/K[<</S/TH/K<</S/P/K 4>>>><</S/TD/K 5>>]>>>>")
	return w
}

func TestStructure(t *testing.T) {
	pages := map[int]*extract.Page{}
	if err := Read(context.Background(), taggedPDF().bytes(), Options{}, func(p *extract.Page) error {
		pages[p.Number] = p
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	got := maps.Clone(pages[1].Tags)
	for id, tag := range got { // the numbers need only ascend
		tag.Element = 0
		got[id] = tag
	}
	want := map[int]extract.Tag{
		0: {Kind: documents.Heading, Level: 2},
		1: {Kind: documents.Paragraph},
		2: {Kind: documents.ListItem, Level: 1},
		3: {Kind: documents.ListItem, Level: 1},
		4: {Kind: documents.Cell, Row: 1, Col: 1},
		5: {Kind: documents.Cell, Row: 1, Col: 2},
	}
	if !maps.Equal(got, want) {
		t.Errorf("tags %+v, want %+v", got, want)
	}
	tags := pages[1].Tags
	if tags[2].Element != tags[3].Element || tags[0].Element >= tags[1].Element || tags[4].Element >= tags[5].Element {
		t.Errorf("elements out of order: %+v", tags)
	}
	for _, g := range pages[1].Glyphs {
		if g.Artifact != (g.Y > 770) {
			t.Errorf("glyph %q at %.0f: artifact %v", g.Text, g.Y, g.Artifact)
		}
	}
}

// A file that does not vouch for its marks, or whose tree goes deep, has none
// or few tags, and is read.
func TestStructureBounds(t *testing.T) {
	for name, w := range map[string]*pdfWriter{
		"not marked": taggedPDF().set(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 20 0 R>>"),
		"suspects":   taggedPDF().set(1, "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true/Suspects true>>/StructTreeRoot 20 0 R>>"),
		"no tree":    taggedPDF().set(1, "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 99 0 R>>"),
		"circle":     taggedPDF().set(21, "<</S/Document/K[21 0 R 20 0 R]>>"),
		"open":       taggedPDF().set(21, "<</S/Document/K[[[[[[[[[[[[[["),
	} {
		t.Run(name, func(t *testing.T) {
			err := Read(context.Background(), w.bytes(), Options{}, func(p *extract.Page) error {
				if len(p.Tags) > 0 {
					t.Errorf("tags %v", p.Tags)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
