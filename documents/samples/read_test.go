package samples_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/documents/samples"
	"concord/internal/pdfnative"
)

// The words of the list come out of the PDF files, on the pages that it names.
func TestWordsAreRead(t *testing.T) {
	f, err := os.Open("expected.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	e, err := samples.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]int{"letter": 2, "report": 10}
	docs := map[string]*documents.Document{}
	for _, name := range samples.Names {
		files := samples.Files(name)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			d := read(t, files.Of(l))
			if d.Pages != pages[name] || d.Lang != l || len(d.Warnings) > 0 {
				t.Errorf("%s: %d pages, language %q, warnings %v; want %d pages, %q and none",
					files.Of(l), d.Pages, d.Lang, d.Warnings, pages[name], l)
			}
			docs[name+string(l)] = d
		}
	}
	var places []samples.Place
	for _, p := range e.Planted {
		places = append(places, p.Place)
	}
	for _, p := range e.Traps {
		places = append(places, p.Place)
	}
	for _, p := range places {
		words, page := p.Words(), documents.Pair[int]{FR: p.Page.FR, EN: p.Page.EN}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if !onPage(docs[p.Pair+string(l)], words.Of(l), page.Of(l)) {
				t.Errorf("%s: %q is not read from page %d of %s.%s.pdf", p.ID, words.Of(l), page.Of(l), p.Pair, l)
			}
		}
	}
}

func read(t *testing.T, name string) *documents.Document {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := extract.Read(t.Context(), name, data, extract.Options{
		PDF: func(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
			return pdfnative.Read(ctx, data, pdfnative.Options{}, emit)
		},
	})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

// onPage reports whether a block with the words has a piece on the page.
func onPage(d *documents.Document, words string, page int) bool {
	return slices.ContainsFunc(d.Blocks, func(b documents.Block) bool {
		return strings.Contains(samples.Fold(b.Text), words) &&
			slices.ContainsFunc(b.Origins, func(o documents.Origin) bool { return o.Page == page })
	})
}
