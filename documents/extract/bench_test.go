package extract_test

import (
	"context"
	"os"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/documents/segment"
	"concord/internal/pdfnative"
)

// BenchmarkStages times what reading a report is made of: the engine
// (interpret), glyphs to words, words to blocks, and blocks to sentences.
// internal/docread times the way of the document from the child process to its
// parent, internal/pdfnative the opening of a file.
func BenchmarkStages(b *testing.B) {
	for _, c := range []struct{ name, path string }{
		{"sample", "../samples/report.fr.pdf"},
		{"long", "../../../shared/data/pdf/debian-install-guide.fr.pdf"},
	} {
		data, err := os.ReadFile(c.path)
		if err != nil {
			b.Logf("SKIPPED: %s is not here", c.path)
			continue
		}
		ctx := context.Background()
		var pages []*extract.Page
		interpret := func(b *testing.B) {
			pages = pages[:0]
			err := pdfnative.Read(ctx, data, pdfnative.Options{}, func(p *extract.Page) error {
				pages = append(pages, p)
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		interpret(b)
		var d *documents.Document
		lay := func(b *testing.B) {
			d = &documents.Document{Lang: documents.FR}
			if err := extract.Layout(ctx, d, pages); err != nil {
				b.Fatal(err)
			}
			for i := range d.Blocks {
				d.Blocks[i].ID = i + 1
			}
		}
		lay(b)
		segment.Document(d)
		perPage := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(pages)), "µs/page")
		}
		stage := func(name string, run func(b *testing.B)) {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				run(b)
				perPage(b)
			})
		}
		stage("interpret", func(b *testing.B) {
			for b.Loop() {
				interpret(b)
			}
		})
		stage("words", func(b *testing.B) {
			for b.Loop() {
				extract.Gather(&documents.Document{Lang: documents.FR}, pages)
			}
		})
		stage("layout", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				layout := extract.Gather(&documents.Document{Lang: documents.FR}, pages)
				b.StartTimer()
				if err := layout(ctx); err != nil {
					b.Fatal(err)
				}
			}
		})
		stage("segment", func(b *testing.B) {
			for b.Loop() {
				d.Segments = nil
				segment.Document(d)
			}
		})
	}
}
