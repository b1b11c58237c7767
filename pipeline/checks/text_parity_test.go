package checks

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

// rows makes a pair of documents, a line a paragraph, in which line i is linked
// with line i; an empty line has no counterpart.
func rows(lines ...documents.Pair[string]) check.Pass {
	p := check.Pass{Alignment: &align.Alignment{}}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		*p.Docs.Side(l) = &documents.Document{Lang: l}
	}
	for _, line := range lines {
		b := align.Bead{Score: 1}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			text := line.Of(l)
			if text == "" {
				continue
			}
			d := p.Docs.Of(l)
			d.Blocks = append(d.Blocks, documents.Block{ID: len(d.Blocks) + 1, Kind: documents.Paragraph, Text: text})
			d.Segments = append(d.Segments, documents.Segment{ID: len(d.Segments) + 1, Block: len(d.Blocks), End: len(text), Text: text})
			if l == documents.FR {
				b.FR = []int{len(d.Segments) - 1}
			} else {
				b.EN = []int{len(d.Segments) - 1}
			}
		}
		p.Alignment.Beads = append(p.Alignment.Beads, b)
	}
	return p
}

func runText(t *testing.T, p check.Pass, c *check.Check) []check.Finding {
	t.Helper()
	found, err := check.Run(context.Background(), p, []*check.Check{c}, 2)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestAnotherEditionIsOneFinding tells a document of which a share is missing
// in many small places.
func TestAnotherEditionIsOneFinding(t *testing.T) {
	text := func(missing int) check.Pass {
		var lines []documents.Pair[string]
		for i := range 100 {
			l := documents.Pair[string]{
				FR: fmt.Sprintf("Le programme numéro %d reçoit une aide de la province.", i),
				EN: fmt.Sprintf("Program number %d receives support from the province.", i),
			}
			if i%2 == 1 && i/2 < missing {
				l.EN = ""
			}
			lines = append(lines, l)
		}
		return rows(lines...)
	}
	for _, c := range []struct{ missing, whole, places int }{
		{0, 0, 0},
		{5, 0, 5},
		{15, 1, 15}, // a tenth and more: said, and each place told
		{40, 1, 0},  // a flood: said once
	} {
		whole, places := 0, 0
		for _, f := range runText(t, text(c.missing), TextMissing) {
			if f.Bead < 0 {
				whole++
				if want := fmt.Sprintf("%d%% of the French text", c.missing); !strings.Contains(f.Message.EN, want) {
					t.Errorf("message %q does not say %q", f.Message.EN, want)
				}
			} else {
				places++
			}
		}
		if whole != c.whole || places != c.places {
			t.Errorf("%d missing: %d findings for the document and %d for places, want %d and %d", c.missing, whole, places, c.whole, c.places)
		}
		if extra := runText(t, text(c.missing), TextExtra); len(extra) != 0 {
			t.Errorf("%d missing: text/extra says %v", c.missing, extra)
		}
	}
}

func TestScatteredUntranslatedTextIsOneFinding(t *testing.T) {
	text := func(left int) check.Pass {
		var lines []documents.Pair[string]
		for i := range 100 {
			l := documents.Pair[string]{
				FR: fmt.Sprintf("Le programme numéro %d reçoit une aide de la province.", i),
				EN: fmt.Sprintf("The program with number %d receives support from the province.", i),
			}
			if i%3 == 1 && i/3 < left {
				l.FR = l.EN
			}
			lines = append(lines, l)
		}
		return rows(lines...)
	}
	if got := runText(t, text(4), TextUntranslated); len(got) != 4 || got[0].Bead != 1 {
		t.Errorf("four sentences give %v", got)
	}
	got := runText(t, text(20), TextUntranslated)
	if len(got) != 1 || got[0].Bead != -1 || !strings.Contains(got[0].Message.EN, "of the French text (20 passages") {
		t.Errorf("twenty sentences give %v", got)
	}
}

func TestTongue(t *testing.T) {
	for _, c := range []struct {
		text, opposite string
		doc            documents.Lang
		want           tongue
	}{
		{"The council meets on the first Monday of the month.", "", documents.FR, otherTongue},
		{"The council meets on the first Monday of the month.", "", documents.EN, ownTongue},
		{"Le conseil se réunit le premier lundi du mois.", "", documents.EN, otherTongue},
		{"Oui, non.", "", documents.EN, unclearTongue},
		{"", "", documents.EN, unclearTongue},
		{"« The council meets on the first Monday of the month. »", "", documents.FR, unclearTongue},
		{"Roy, A. (2012). The council and the people of the north. 40 p.", "", documents.FR, unclearTongue},
	} {
		if got := judgeTongue(c.text, c.opposite, c.doc, false); got != c.want {
			t.Errorf("%q in %s: got %d, want %d", c.text, c.doc, got, c.want)
		}
	}
}
