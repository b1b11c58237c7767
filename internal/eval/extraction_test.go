package eval

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"concord/internal/docread"
)

// The files are read in a child process, which is this test again.
func TestMain(m *testing.M) {
	if docread.IsChild() {
		os.Exit(docread.ChildMain())
	}
	os.Exit(m.Run())
}

func TestExtraction(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(filepath.Join(data, "pdf", "truth")); err != nil {
		t.Skip("SKIPPED: development data is not here:", err)
	}
	rows, err := Extraction(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, r := range rows {
		t.Logf("%-10s %-22s %-20s %.4f (%d)", r.Outside, r.Group, r.Name, r.Value, r.Count)
		if r.Group == "all" {
			got[r.Outside+"/"+r.Name] = r.Value
		}
	}
	if got["/word F1"] < 0.97 {
		t.Errorf("word F1 %.4f, want 0.97", got["/word F1"])
	}
	if got["/paragraphs exact"] <= got["pdftotext/paragraphs exact"] {
		t.Errorf("paragraphs exact %.4f, no better than pdftotext", got["/paragraphs exact"])
	}
	if got["/running heads left"] > 0 {
		t.Errorf("running heads left on %.4f of the pages", got["/running heads left"])
	}
}

func TestExtractionScore(t *testing.T) {
	c := &extractionCounts{}
	c.score([]truthBlock{
		{"H1", "One title of words"},
		{"P", "A paragraph, with its words."},
		{"P", "Another one that was cut here."},
		{"TD", "a cell with some words"},
	}, &readBlocks{
		text:     []string{"One title of words", "A paragraph with its words", "Another one that", "was cut here.", "a cell with some words"},
		headings: []string{"One title of words", "Another one that"},
		pages:    1, heads: true,
	})
	want := extractionCounts{
		wordHit: 20, wordMade: 20, wordTrue: 20, exact: 2, inOrder: 3, blocks: 3,
		headHit: 1, headMade: 2, headTrue: 1, pages: 1, heads: true,
		// Twenty words in the same order have nineteen neighbours.
		pairHit: 19, pairMade: 19, pairTrue: 19,
	}
	if *c != want {
		t.Errorf("got %+v, want %+v", *c, want)
	}
}
