package documents

import (
	"errors"
	"fmt"
	"testing"
)

// twoLines is a paragraph of two lines on two pages, with an entity in the
// source: "Été" from "&Eacute;t&eacute;".
func twoLines() *Document {
	text := "Été chaud et sec."
	return &Document{
		Blocks: []Block{{ID: 1, Kind: Paragraph, Page: 1, Text: text, Origins: []Origin{
			{Start: 0, End: 5, Page: 1, Box: Box{10, 700, 40, 712}, Offset: 100, Length: 17},
			{Start: 6, End: 11, Page: 1, Box: Box{50, 700, 100, 712}, Offset: 118, Length: 5},
			{Start: 12, End: 14, Page: 2, Box: Box{10, 760, 30, 772}, Offset: 124, Length: 2},
			{Start: 15, End: 19, Page: 2, Box: Box{40, 760, 80, 772}, Offset: 127, Length: 4},
		}}},
		Segments: []Segment{{ID: 1, Block: 1, Start: 0, End: len(text), Page: 1, Text: text}},
	}
}

func TestLocate(t *testing.T) {
	d := twoLines()
	for _, c := range []struct {
		words      string
		start, end int
		want       Place
	}{
		// A word whose source is longer is told as a whole.
		{"Été", 0, 5, Place{Page: 1, Box: Box{10, 700, 40, 712}, Offset: 100, Length: 17}},
		{"t", 2, 3, Place{Page: 1, Box: Box{20, 700, 30, 712}, Offset: 100, Length: 17}},
		// Part of a word is interpolated, in the file and on the page.
		{"hau", 7, 10, Place{Page: 1, Box: Box{60, 700, 90, 712}, Offset: 119, Length: 3}},
		{"Été chaud", 0, 11, Place{Page: 1, Box: Box{10, 700, 100, 712}, Offset: 100, Length: 23}},
		// Over a page's end the box is that of the first page.
		{"chaud et", 6, 14, Place{Page: 1, Box: Box{50, 700, 100, 712}, Offset: 118, Length: 8}},
		{"sec.", 15, 19, Place{Page: 2, Box: Box{40, 760, 80, 772}, Offset: 127, Length: 4}},
	} {
		s := Span{Seg: 0, Start: c.start, End: c.end}
		if got := d.Text(s); got != c.words {
			t.Errorf("the span of %q is %q", c.words, got)
		}
		if got := d.Locate(s); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.words, got, c.want)
		}
	}
}

func TestLocateWithoutPlaces(t *testing.T) {
	d := twoLines()
	d.Blocks[0].Origins = nil
	if got := d.Locate(d.Whole(0)); got != (Place{Page: 1}) {
		t.Errorf("got %+v, want the page alone", got)
	}
}

func TestBoxUnion(t *testing.T) {
	a, b := Box{1, 2, 3, 4}, Box{0, 3, 2, 9}
	if got := a.Union(b); got != (Box{0, 2, 3, 9}) || got != b.Union(a) {
		t.Errorf("union is %+v", got)
	}
	if a.Union(Box{}) != a || (Box{}).Union(a) != a {
		t.Error("a zero box adds something")
	}
}

func TestProblemSpeaksBothLanguages(t *testing.T) {
	inner := Problemf(Unreadable, "inner", "la page %[1]d est vide", "page %[1]d is empty", 3)
	outer := Problemf(Unreachable, "outer", "lecture de %s", "reading %s", "a.pdf").Because(fmt.Errorf("child: %w", inner))
	if got, want := outer.In(FR), "lecture de a.pdf\u00a0: la page 3 est vide"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := outer.Error(), "reading a.pdf: page 3 is empty"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var p *Problem
	if !errors.As(fmt.Errorf("run: %w", outer), &p) || p.Code != "outer" {
		t.Errorf("the outer problem is not found first: %v", p)
	}
	if got := Explain(errors.New("plain"), FR); got != "plain" {
		t.Errorf("a plain error becomes %q", got)
	}
}
