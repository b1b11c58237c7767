package extract_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/pdfnative"
)

// engine is the real engine, in this process.
func engine(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
	return pdfnative.Read(ctx, data, pdfnative.Options{}, emit)
}

// The sample report says the same in both languages, so its blocks are of the
// same kinds in the same order: running heads, contents, two columns, a ruled
// table and notes among them.
func TestSamples(t *testing.T) {
	counts := map[documents.Kind]int{}
	var sides documents.Pair[*documents.Document]
	for _, lang := range []documents.Lang{documents.FR, documents.EN} {
		path := filepath.Join("..", "samples", "report."+string(lang)+".pdf")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := extract.Read(context.Background(), path, data, extract.Options{PDF: engine})
		if err != nil {
			t.Fatal(err)
		}
		if d.Lang != lang || len(d.Engines) != d.Pages || len(d.Warnings) > 0 {
			t.Errorf("%s: language %q, %d engines for %d pages, warnings %v", path, d.Lang, len(d.Engines), d.Pages, d.Warnings)
		}
		origins(t, d, "")
		*sides.Side(lang) = d
	}
	for _, b := range sides.FR.Blocks {
		counts[b.Kind]++
	}
	for _, k := range []documents.Kind{documents.Heading, documents.ListItem, documents.Cell, documents.Caption, documents.Note, documents.TOC, documents.Header, documents.Footer} {
		if counts[k] == 0 {
			t.Errorf("no %s in the report", k)
		}
	}
	for kind, n := range counts {
		m := 0
		for _, b := range sides.EN.Blocks {
			if b.Kind == kind {
				m++
			}
		}
		// One or two planted differences are missing or added blocks.
		if d := n - m; d < -2 || d > 2 {
			t.Errorf("%s: %d in French, %d in English", kind, n, m)
		}
	}
}
