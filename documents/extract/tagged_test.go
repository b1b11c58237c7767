package extract_test

import (
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// tag marks what is written by f as the content of an element.
func (s *sheet) tag(tag extract.Tag, f func()) {
	from := len(s.page.Glyphs)
	f()
	if s.page.Tags == nil {
		s.page.Tags = map[int]extract.Tag{}
	}
	id := len(s.page.Tags)
	s.page.Tags[id] = tag
	for i := from; i < len(s.page.Glyphs); i++ {
		s.page.Glyphs[i].MCID = id
	}
}

// Tags say what geometry cannot: a heading that looks like the text, two
// paragraphs that look like one, one over two pages, and a running head that
// comes once. Without them the page is laid out by its looks.
func TestLayoutTags(t *testing.T) {
	draw := func(tagged bool) *documents.Document {
		var s sheet
		tag := func(t extract.Tag, f func()) {
			if tagged {
				s.tag(t, f)
			} else {
				f()
			}
		}
		s.next()
		from := len(s.page.Glyphs)
		s.write(60, 810, 10, body, "A line at the top of this page only")
		for i := from; i < len(s.page.Glyphs); i++ {
			s.page.Glyphs[i].Artifact = tagged
		}
		tag(extract.Tag{Element: 1, Kind: documents.Heading, Level: 3}, func() { s.write(60, 780, 10, body, "A heading like the text") })
		tag(extract.Tag{Element: 2, Kind: documents.Paragraph}, func() {
			s.lines(60, 756, 10, body, "and the first below it, which is full of words too so that it would be taken with it")
		})
		tag(extract.Tag{Element: 3, Kind: documents.Paragraph}, func() {
			s.lines(60, 744, 10, body, "and the second one, which goes on as if it were the same, and then over to the other")
		})
		s.next()
		tag(extract.Tag{Element: 3, Kind: documents.Paragraph}, func() { s.lines(60, 780, 10, body, "Page, where it ends.") })
		tag(extract.Tag{Element: 5, Kind: documents.ListItem, Level: 1}, func() { s.lines(60, 760, 10, body, "• An item.") })
		return s.document(t, documents.EN)
	}
	want(t, draw(true), `
header: A line at the top of this page only
heading 3: A heading like the text
paragraph: and the first below it, which is full of words too so that it would be taken with it
paragraph: and the second one, which goes on as if it were the same, and then over to the other Page, where it ends.
list-item 1 [•]: An item.
`)
	if got := draw(false); len(got.Blocks) == 5 && got.Blocks[1].Kind == documents.Heading {
		t.Errorf("the same without tags: %+v", got.Blocks)
	}
}

// Tags that cover too little of a page are left aside.
func TestLayoutFewTags(t *testing.T) {
	var s sheet
	s.next()
	s.tag(extract.Tag{Element: 2, Kind: documents.Heading, Level: 1}, func() { s.write(60, 780, 10, body, "Some words of it") })
	s.lines(60, 768, 10, body, "are tagged, but the most of the paragraph is not, so that nothing is known of it here,", "and it is one paragraph.")
	want(t, s.document(t, documents.EN), `
paragraph: Some words of it are tagged, but the most of the paragraph is not, so that nothing is known of it here, and it is one paragraph.
`)
}
