package render

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"concord/documents"
)

// drawn is a document of two pages with a block that goes on over the end of
// the first one, and words that would act if they were not escaped.
func drawn() *documents.Document {
	box := func(x, y float64) documents.Box { return documents.Box{X0: x, Y0: y, X1: x + 60, Y1: y + 12} }
	hostile := "<script>\"&'\x00\u202e"
	return &documents.Document{
		Path: "a<b>.pdf", Engines: []string{"native", "ocr"},
		Sizes: []documents.Box{{X1: 300, Y1: 400}, {X1: 300, Y1: 400}},
		Blocks: []documents.Block{
			{ID: 1, Kind: documents.Header, Page: 1, Text: "head", Box: box(20, 380), Origins: []documents.Origin{{End: 4, Page: 1, Box: box(20, 380)}}},
			{ID: 2, Kind: documents.Heading, Level: 2, Page: 1, Text: hostile, Box: box(20, 300), Origins: []documents.Origin{{End: len(hostile), Page: 1, Box: box(20, 300)}}},
			{ID: 3, Kind: documents.Paragraph, Page: 1, Text: "one two", Box: box(20, 40), Origins: []documents.Origin{
				{End: 3, Page: 1, Box: box(20, 40)}, {Start: 4, End: 7, Page: 2, Box: box(20, 360)}}},
			{ID: 4, Kind: documents.Cell, Row: 1, Col: 2, Page: 2, Text: "x", Confidence: 0.87, Box: box(20, 200), Origins: []documents.Origin{{End: 1, Page: 2, Box: box(20, 200)}}},
		},
	}
}

func TestSVG(t *testing.T) {
	var b strings.Builder
	if err := Extract(&b, "svg", drawn()); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	// One root element, well formed to its end, and nothing that acts or
	// fetches.
	var words []string
	roots, depth := 0, 0
	for d := xml.NewDecoder(strings.NewReader(out)); ; {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
			if tok.Name.Local == "script" || tok.Name.Local == "image" || tok.Name.Local == "a" {
				t.Errorf("element %s", tok.Name.Local)
			}
			for _, a := range tok.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
					t.Errorf("attribute %s", a.Name.Local)
				}
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if s := strings.TrimSpace(string(tok)); s != "" {
				words = append(words, s)
			}
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
	text := strings.Join(words, "\n")
	for _, want := range []string{"a<b>.pdf", "p. 1 · native · 300 × 400 pt", "p. 2 · ocr", "1 header", "2 heading 2", "<script>\"&'", "3 paragraph\n", "3 paragraph …", "4 cell 1,2 ocr 87%", "one", "two"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the picture: %s", want, text)
		}
	}
	// The way leads from 2 to 3, and on the next page from 3 to 4; not through
	// the running head.
	if n := strings.Count(out, `class="a"`); n != 2 {
		t.Errorf("%d arrows, want 2", n)
	}
	// A block at height 300 to 312 stands 400-312 points below the page's top.
	if !strings.Contains(out, `<rect x="20" y="88" width="60" height="12"`) {
		t.Errorf("the heading's box is not at its place: %s", out)
	}
	var again strings.Builder
	if err := Extract(&again, "svg", drawn()); err != nil || again.String() != out {
		t.Error("the same document gives another picture")
	}
}

func TestSVGNeedsPages(t *testing.T) {
	var p *documents.Problem
	err := Extract(io.Discard, "svg", &documents.Document{Path: "a.md", Blocks: []documents.Block{{ID: 1, Kind: documents.Paragraph, Text: "x"}}})
	if !errors.As(err, &p) || p.Class != documents.Misuse || !strings.Contains(p.Message.EN, "a.md") {
		t.Errorf("got %v", err)
	}
}
