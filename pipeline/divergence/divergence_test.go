package divergence

import (
	"context"
	"errors"
	"testing"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/wordlink"
)

func document(l documents.Lang, texts ...string) *documents.Document {
	d := &documents.Document{Lang: l}
	for i, s := range texts {
		d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: s})
		d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(s), Text: s})
	}
	return d
}

var docs = documents.Pair[*documents.Document]{
	FR: document(documents.FR,
		"Le comité a étudié le rapport annuel de 2018 à Moncton.",
		"La formation des infirmières dure quatre semaines.",
		"Le transport scolaire est offert à 320 enfants.",
		"Le budget sera adopté en juin par le conseil municipal."),
	EN: document(documents.EN,
		"The committee studied the 2018 annual report in Moncton.",
		"Training of nurses takes four weeks.",
		"The municipal council will adopt the budget in June.",
		"School transport is offered to 45 children in the Yukon, where the roads are closed for half of the winter."),
}

func beads(links ...[2]int) *align.Alignment {
	a := &align.Alignment{}
	for _, l := range links {
		b := align.Bead{FR: []int{l[0]}, EN: []int{l[1]}, Score: 1}
		if l[1] < 0 {
			b.EN = nil
		}
		a.Beads = append(a.Beads, b)
	}
	return a
}

func TestScores(t *testing.T) {
	got, err := Scores(context.Background(), docs, beads([2]int{0, 0}, [2]int{3, 2}, [2]int{2, 3}, [2]int{1, 0}, [2]int{1, -1}), wordlink.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	equal, alsoEqual, other, unrelated, null := got[0], got[1], got[2], got[3], got[4]
	if equal >= 0.5 || alsoEqual >= 0.5 {
		t.Errorf("translations score %.2f and %.2f", equal, alsoEqual)
	}
	if other <= 0.5 || unrelated <= 0.5 {
		t.Errorf("a pair with another figure and name scores %.2f, an unrelated one %.2f", other, unrelated)
	}
	if null != 1 {
		t.Errorf("a null link scores %v, want 1", null)
	}
	for _, s := range got {
		if s < 0 || s > 1 {
			t.Errorf("%v is out of range", s)
		}
	}
}

func TestScoresStopWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got, err := Scores(ctx, docs, beads([2]int{0, 0}), wordlink.Shipped()); !errors.Is(err, context.Canceled) || got != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func BenchmarkScores(b *testing.B) {
	a := beads([2]int{0, 0}, [2]int{3, 2})
	for b.Loop() {
		if _, err := Scores(context.Background(), docs, a, wordlink.Shipped()); err != nil {
			b.Fatal(err)
		}
	}
}
