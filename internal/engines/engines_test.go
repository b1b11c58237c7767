package engines

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/ocr"
	"concord/internal/pdfium"
)

// cache is where the program keeps PDFium's machine code, so that a run of all
// tests compiles it once.
func cache(t *testing.T) string {
	t.Helper()
	if testing.Short() || raceEnabled {
		t.Skip("SKIPPED: PDFium is not compiled with -short or under the race detector, where it takes a minute")
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "concord", "pdfium")
}

// file writes a PDF of objects; the first is the catalogue.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// printed is a page with these lines in Helvetica.
func printed(lines ...string) []byte {
	var c strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&c, "BT /F1 12 Tf 72 %d Td (%s) Tj ET\n", 720-18*i, l)
	}
	return file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		stream("", c.String()), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
}

// scanned is the picture of a page, drawn by PDFium, as the only thing on a
// page.
func scanned(t *testing.T, page []byte) []byte {
	t.Helper()
	l, err := pdfium.Load(t.Context(), cache(t))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	f, err := l.Open(page)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := f.Image(1, 150)
	if err != nil {
		t.Fatal(err)
	}
	return file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>>>",
		stream("", "q 612 0 0 792 0 0 cm /Im Do Q"),
		stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8", img.Rect.Dx(), img.Rect.Dy()), string(img.Pix)))
}

// A result is what a reading gave.
type result struct {
	pages  []*extract.Page
	stages string
	err    error
}

func readWith(t *testing.T, data []byte, opts Options) (r result) {
	t.Helper()
	opts.Progress = func(s Stage, _, _ int) { r.stages += string(rune(s)) }
	r.err = Read(t.Context(), data, opts, func(p *extract.Page) error {
		r.pages = append(r.pages, p)
		return nil
	})
	return r
}

func (r result) text() string {
	var b strings.Builder
	for _, p := range r.pages {
		for _, g := range p.Glyphs {
			b.WriteString(g.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (r result) codes() (codes []string) {
	for _, p := range r.pages {
		for _, w := range p.Warnings {
			codes = append(codes, w.Code)
		}
	}
	return codes
}

// A good page costs nothing but the first engine.
func TestGoodPageStays(t *testing.T) {
	r := readWith(t, printed("The committee met on Monday.", "It will meet again."), Options{Cache: "unused"})
	if r.err != nil || r.stages != "n" || len(r.pages) != 1 || r.pages[0].Engine != "native" || len(r.codes()) != 0 {
		t.Errorf("%v: stages %q, warnings %v", r.err, r.stages, r.codes())
	}
}

// A page that the first engine lost is read by PDFium, unless that failed
// before too.
func TestLostPage(t *testing.T) {
	data := printed("The committee met on Monday.", "It will meet again.")
	lost := map[int]documents.Warning{1: pageWarning(1, "page-unreadable", "perdue", "lost")}
	r := readWith(t, data, Options{Cache: cache(t), Skip: lost})
	if r.err != nil || len(r.pages) != 1 || r.pages[0].Engine != "pdfium" || !strings.Contains(r.text(), "The committee met") || !slices.Equal(r.codes(), []string{"page-engine"}) {
		t.Errorf("%v: %q, warnings %v", r.err, r.text(), r.codes())
	}
	if r.stages != "nlpp" {
		t.Errorf("stages %q", r.stages)
	}
	for _, spare := range []int{0, 1} {
		r = readWith(t, data, Options{Cache: cache(t), Skip: lost, Spare: map[int]bool{spare: true}})
		var p *documents.Problem
		if !errors.As(r.err, &p) || strings.ContainsAny(r.stages, "l") {
			t.Errorf("spared %d: %v, stages %q", spare, r.err, r.stages)
		}
	}
}

func TestChoices(t *testing.T) {
	data := printed("The committee met on Monday.")
	for _, c := range []struct {
		choice Choice
		engine string
	}{{"", "native"}, {Auto, "native"}, {Native, "native"}, {PDFium, "pdfium"}} {
		opts := Options{Choice: c.choice}
		if c.choice == PDFium {
			opts.Cache = cache(t)
		}
		r := readWith(t, data, opts)
		if r.err != nil || len(r.pages) != 1 || r.pages[0].Engine != c.engine || !strings.Contains(r.text(), "The committee met on Monday.") {
			t.Errorf("%q: %v, %q", c.choice, r.err, r.text())
		}
	}
	var p *documents.Problem
	if r := readWith(t, data, Options{Choice: OCR}); !errors.As(r.err, &p) || p.Code != "no-tesseract" || p.Class != documents.Unreadable || !strings.Contains(p.Message.FR, "apt-get install") {
		t.Errorf("recognition without tesseract: %v", r.err)
	}
}

// Bookmarks come with every engine, so headings get their levels from them.
func TestBookmarks(t *testing.T) {
	data := file("<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		stream("", "BT /F1 12 Tf 72 720 Td (The committee met on Monday.) Tj ET"),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</First 7 0 R/Last 7 0 R>>", "<</Title(Meeting)/Parent 6 0 R/Dest[3 0 R/XYZ 0 730 0]>>")
	want := []extract.Bookmark{{Title: "Meeting", Level: 1, Y: 730}}
	for _, choice := range []Choice{Native, PDFium, OCR} {
		t.Run(string(choice), func(t *testing.T) {
			opts := Options{Choice: choice}
			if choice != Native {
				opts.Cache = cache(t)
			}
			if choice == OCR {
				opts.Tesseract = installed(t)
			}
			r := readWith(t, data, opts)
			if r.err != nil || len(r.pages) != 1 || !slices.Equal(r.pages[0].Bookmarks, want) || r.pages[0].Engine != string(choice) {
				t.Errorf("%v: %+v", r.err, r.pages)
			}
		})
	}
}

// A scan is read by tesseract where there is one, and says so; elsewhere the
// problem says what to install.
func TestScan(t *testing.T) {
	data := scanned(t, printed("The committee met on Monday.", "Its budget is 1250 dollars.", "It will meet again in June."))
	var p *documents.Problem
	if r := readWith(t, data, Options{}); !errors.As(r.err, &p) || p.Code != "pdf-without-text" || !strings.Contains(p.Message.EN, "apt-get install tesseract-ocr") {
		t.Errorf("without tesseract: %v", r.err)
	}
	program := installed(t)
	for _, choice := range []Choice{Auto, OCR} {
		r := readWith(t, data, Options{Choice: choice, Cache: cache(t), Tesseract: program})
		if r.err != nil || len(r.pages) != 1 {
			t.Fatalf("%s: %v", choice, r.err)
		}
		page := r.pages[0]
		for _, want := range []string{"The committee met on Monday.", "1250 dollars", "again in June"} {
			if !strings.Contains(r.text(), want) {
				t.Errorf("%s: %q is not in %q", choice, want, r.text())
			}
		}
		if page.Engine != "ocr" || len(page.Confidence) != len(page.Glyphs) || page.Width != 612 || page.Height != 792 {
			t.Errorf("%s: engine %s, %d glyphs, %d confidences, %g × %g", choice, page.Engine, len(page.Glyphs), len(page.Confidence), page.Width, page.Height)
		}
		// The words stand where they were printed: the first line at 72, 720
		// in 12 points.
		if g := page.Glyphs[0]; g.X < 70 || g.X > 75 || g.Y < 717 || g.Y > 723 || g.Size < 10.5 || g.Size > 13.5 {
			t.Errorf("%s: first word %+v", choice, g)
		}
		if slices.Contains(r.codes(), "page-without-text") || choice == Auto && !slices.Contains(r.codes(), "page-engine") {
			t.Errorf("%s: warnings %v", choice, r.codes())
		}
	}
}

// installed finds tesseract with both languages, or skips the test.
func installed(t *testing.T) ocr.Program {
	t.Helper()
	p, ok := ocr.Find(os.Getenv)
	if !ok {
		t.Skip("SKIPPED: tesseract is not installed; character recognition was not tested")
	}
	if l, err := p.Languages(context.Background()); err != nil || !slices.Contains(l, "fra") || !slices.Contains(l, "eng") {
		t.Skipf("SKIPPED: tesseract has languages %v (%v); character recognition was not tested", l, err)
	}
	return p
}

// A picture without words is no fault once tesseract has looked.
func TestPictureWithoutWords(t *testing.T) {
	data := scanned(t, printed(" "))
	r := readWith(t, data, Options{Cache: cache(t), Tesseract: installed(t)})
	var p *documents.Problem
	if !errors.As(r.err, &p) || p.Code != "pdf-without-text" {
		t.Errorf("a document without a word: %v", r.err)
	}
	if slices.Contains(r.codes(), "page-without-text") || !slices.Contains(r.codes(), "page-engine") {
		t.Errorf("warnings %v", r.codes())
	}
}

// What emit says ends the reading and is what Read returns.
func TestEmit(t *testing.T) {
	stop := errors.New("enough")
	for _, choice := range []Choice{Auto, Native} {
		if err := Read(t.Context(), printed("One page."), Options{Choice: choice}, func(*extract.Page) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("%s: %v", choice, err)
		}
	}
}
