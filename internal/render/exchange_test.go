package render

import (
	"bytes"
	"strings"
	"testing"

	"concord/documents"
	"concord/internal/bitext"
	"concord/pipeline/align"
)

// What is written as TMX and XLIFF is read back as the same rows.
func TestExchangeRoundTrip(t *testing.T) {
	doc := func(l documents.Lang, texts ...string) *documents.Document {
		d := &documents.Document{Path: "a b." + string(l) + ".md", Lang: l}
		for i, s := range texts {
			d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: s})
			d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(s), Text: s})
		}
		return d
	}
	docs := documents.Pair[*documents.Document]{
		FR: doc(documents.FR, "L’été <b>&amp; « ]]> »\u00a0!", "Deux.", "Trois.", "Seule."),
		EN: doc(documents.EN, "Summer <b> & \"]]>\"!", "Two and three.", "Alone.", "Odd \x01 sign."),
	}
	a := &align.Alignment{Beads: []align.Bead{
		{FR: []int{0}, EN: []int{0}, Score: 0.98765}, {FR: []int{1, 2}, EN: []int{1}, Score: 0.5},
		{FR: []int{3}, Score: 1}, {EN: []int{2}, Score: 1}, {EN: []int{3}, Score: 1},
	}}
	want := []bitext.Row{
		{FR: "L’été <b>&amp; « ]]> »\u00a0!", EN: "Summer <b> & \"]]>\"!"}, {FR: "Deux. Trois.", EN: "Two and three."},
		{FR: "Seule."}, {EN: "Alone."}, {EN: "Odd sign."},
	}
	for format, name := range map[string]string{"tmx": "x.tmx", "xliff": "x.xlf"} {
		var out bytes.Buffer
		if err := Align(&out, format, docs, a); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "0.9877") {
			t.Errorf("%s: the score is not there", format)
		}
		rows, err := bitext.Read(name, out.Bytes())
		if err != nil {
			t.Fatalf("%s: %v\n%s", format, err, out.String())
		}
		if len(rows) != len(want) {
			t.Fatalf("%s: %d rows, want %d", format, len(rows), len(want))
		}
		for i, r := range rows {
			if r.FR != want[i].FR || r.EN != want[i].EN || r.ID == "" {
				t.Errorf("%s row %d: %+v, want %+v", format, i, r, want[i])
			}
		}
	}
}
