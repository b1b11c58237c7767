package pdfnative

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// A pdfWriter makes small PDF files, object by object.
type pdfWriter struct {
	objects map[int]string
	trailer string // further trailer entries
}

// newPDF starts a file whose object 1 is the catalogue and 2 the page tree
// with one page, object 3, whose content is object 4 and resources object 5.
func newPDF(content string) *pdfWriter {
	w := &pdfWriter{objects: map[int]string{}}
	w.objects[1] = "<</Type/Catalog/Pages 2 0 R>>"
	w.objects[2] = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	w.objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>"
	w.stream(4, "", content)
	w.objects[5] = "<</Font<</F1 6 0 R>>>>"
	w.objects[6] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
	return w
}

func (w *pdfWriter) set(n int, object string) *pdfWriter {
	w.objects[n] = object
	return w
}

func (w *pdfWriter) stream(n int, dict, data string) *pdfWriter {
	return w.set(n, fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// bytes writes the file with a cross-reference table.
func (w *pdfWriter) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	last := 0
	for n := range w.objects {
		last = max(last, n)
	}
	offsets := make([]int, last+1)
	for n := 1; n <= last; n++ {
		if o, ok := w.objects[n]; ok {
			offsets[n] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
		}
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for _, at := range offsets[1:] {
		kind := "n"
		if at == 0 {
			kind = "f"
		}
		fmt.Fprintf(&b, "%010d 00000 %s \n", at, kind)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", last+1, w.trailer, xref)
	return b.Bytes()
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

// readAll reads a file with the default limits.
func readAll(data []byte) ([]*extract.Page, error) { return readWith(data, Options{}) }

func readWith(data []byte, opts Options) ([]*extract.Page, error) {
	var pages []*extract.Page
	err := Read(context.Background(), data, opts, func(p *extract.Page) error {
		pages = append(pages, p)
		return nil
	})
	return pages, err
}

// onePage reads a file that must have one page.
func onePage(t *testing.T, data []byte) *extract.Page {
	t.Helper()
	pages, err := readAll(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 1 {
		t.Fatalf("%d pages, want 1", len(pages))
	}
	return pages[0]
}

// text joins a page's glyphs as a simple reader would: a gap of 0.16 em is a
// space, another baseline a new line.
func text(p *extract.Page) string {
	var b strings.Builder
	for i, g := range p.Glyphs {
		if i > 0 {
			o := p.Glyphs[i-1]
			sin, cos := math.Sincos(o.Angle * math.Pi / 180)
			dx, dy := g.X-o.X, g.Y-o.Y
			along, across := dx*cos+dy*sin, dy*cos-dx*sin
			switch size := max(o.Size, 0.1); {
			case g.Angle != o.Angle || math.Abs(across) > size/2 || along < -size/2:
				b.WriteByte('\n')
			case along-o.W > 0.16*size:
				b.WriteByte(' ')
			}
		}
		b.WriteString(g.Text)
	}
	return b.String()
}

func codes(ws []documents.Warning) string {
	var s []string
	for _, w := range ws {
		s = append(s, w.Code)
	}
	return strings.Join(s, " ")
}

// near reports whether two lengths are the same to a hundredth of a point.
func near(a, b float64) bool { return math.Abs(a-b) < 0.01 }
