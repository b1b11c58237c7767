package pdfnative

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents/extract"
)

// textPages makes a file of n pages of 50 lines of text, set as TeX does: each
// word a string, each space a gap.
func textPages(n int) []byte {
	var c strings.Builder
	c.WriteString("BT /F1 10 Tf 72 760 Td 14 TL\n")
	for range 50 {
		c.WriteString("[")
		for range 14 {
			c.WriteString("(w)20(ord)-333")
		}
		c.WriteString("] TJ T*\n")
	}
	c.WriteString("ET")
	w := newPDF("")
	w.stream(4, "/Filter/FlateDecode", deflate(c.String()))
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
		w.set(10+i, w.objects[3])
	}
	return w.set(2, "<</Type/Pages/Kids["+kids.String()+"]>>").bytes()
}

func BenchmarkPages(b *testing.B) {
	const n = 20
	data := textPages(n)
	benchmark(b, data)
}

func BenchmarkReports(b *testing.B) {
	folder := "../../../shared/data/pdf"
	for _, name := range []string{"debian-install-guide.fr", "owasp-asvs-4.0.3.fr", "ubuntu-packaging.fr", "claws-mail-manual.fr"} {
		b.Run(name, func(b *testing.B) {
			data, err := os.ReadFile(filepath.Join(folder, name+".pdf"))
			if err != nil {
				b.Skip("SKIPPED: ../shared/data/pdf is not here")
			}
			benchmark(b, data)
		})
	}
}

// BenchmarkOpen times finding the pages, and the bookmarks and tags of all of
// them: what is done before the first page is read.
func BenchmarkOpen(b *testing.B) {
	for _, path := range []string{"../../documents/samples/report.fr.pdf", "../../../shared/data/pdf/owasp-asvs-4.0.3.fr.pdf"} {
		b.Run(strings.TrimSuffix(filepath.Base(path), ".pdf"), func(b *testing.B) {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Skipf("SKIPPED: %s is not here", path)
			}
			b.ReportAllocs()
			for b.Loop() {
				f, err := open(data, DefaultLimits)
				if err != nil {
					b.Fatal(err)
				}
				f.bookmarks()
				f.structure()
			}
		})
	}
}

func benchmark(b *testing.B, data []byte) {
	pages := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := Read(context.Background(), data, Options{}, func(*extract.Page) error { pages++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
