package pdfium

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/pdfnative"
)

// onePage writes a PDF of one page with two fonts.
func onePage(page, content string) []byte {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>" + page + ">>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Times-BoldItalic/Encoding/WinAnsiEncoding>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := []int{}
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

// library loads PDFium once for all tests; its machine code is kept where the
// program keeps it, so that a run of all tests compiles it once.
var library = func() func(t *testing.T) *Library {
	var l *Library
	return func(t *testing.T) *Library {
		t.Helper()
		if testing.Short() || raceEnabled {
			t.Skip("SKIPPED: PDFium is not compiled with -short or under the race detector, where it takes a minute")
		}
		if l == nil {
			cache, err := os.UserCacheDir()
			if err != nil {
				cache = os.TempDir()
			}
			if l, err = Load(t.Context(), filepath.Join(cache, "concord", "pdfium")); err != nil {
				t.Fatal(err)
			}
		}
		return l
	}
}()

func read(t *testing.T, data []byte) *extract.Page {
	t.Helper()
	f, err := library(t).Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := f.Page(1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const content = `BT /F1 12 Tf 72 700 Td (Le taux, 3,2 %) Tj 0 -20 Td [(W) 80 (ide) -600 (gap)] TJ ET
BT /F2 9 Tf 0 1 -1 0 300 300 Tm (turned) Tj ET
BT /F1 10 Tf 0.866 0.5 -0.5 0.866 400 300 Tm (slanted) Tj ET
BT 3 Tr /F1 10 Tf 72 100 Td (hidden) Tj ET
72 650 m 372 650 l S  72 500 200 1.5 re f  100 200 80 60 re S`

// Both engines give the same glyphs at the same places.
func TestSameAsNative(t *testing.T) {
	for _, page := range []string{"", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox[50 40 560 780]", "/Rotate 90/CropBox[50 40 560 780]"} {
		t.Run(page, func(t *testing.T) {
			data := onePage(page, content)
			got := read(t, data)
			var want *extract.Page
			if err := pdfnative.Read(t.Context(), data, pdfnative.Options{}, func(p *extract.Page) error { want = p; return nil }); err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.Width-want.Width) > 0.01 || math.Abs(got.Height-want.Height) > 0.01 {
				t.Errorf("page of %g × %g, want %g × %g", got.Width, got.Height, want.Width, want.Height)
			}
			if len(got.Glyphs) != len(want.Glyphs) {
				t.Fatalf("%d glyphs, want %d: %q, %q", len(got.Glyphs), len(want.Glyphs), spell(got), spell(want))
			}
			// The library reads turned lines in another order.
			for _, p := range []*extract.Page{got, want} {
				slices.SortFunc(p.Glyphs, func(a, b extract.Glyph) int {
					return cmp.Or(cmp.Compare(a.Angle, b.Angle), cmp.Compare(math.Round(a.Y), math.Round(b.Y)), cmp.Compare(math.Round(a.X), math.Round(b.X)))
				})
			}
			for i, g := range got.Glyphs {
				w := want.Glyphs[i]
				near := math.Abs(g.X-w.X) < 0.1 && math.Abs(g.Y-w.Y) < 0.1 && math.Abs(g.W-w.W) < 0.05*w.Size && math.Abs(g.Size-w.Size) < 0.01 && math.Abs(g.Angle-w.Angle) < 0.1
				gf, wf := got.Fonts[g.Font], want.Fonts[w.Font]
				if g.Text != w.Text || !near || g.Hidden != w.Hidden || gf.Bold != wf.Bold || gf.Italic != wf.Italic {
					t.Errorf("glyph %d: %+v %+v, want %+v %+v", i, g, gf, w, wf)
				}
			}
			if len(got.Rules) != len(want.Rules) {
				t.Errorf("rules %v, want %v", got.Rules, want.Rules)
			}
		})
	}
}

func spell(p *extract.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}

// On the sample documents both engines lead to the same words.
func TestSamples(t *testing.T) {
	library(t)
	cache, _ := os.UserCacheDir()
	paths, _ := filepath.Glob("../../documents/samples/*.pdf")
	if len(paths) == 0 {
		t.Fatal("no samples")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		blocks := func(engine extract.PDFEngine) (texts []string) {
			d, err := extract.Read(t.Context(), path, data, extract.Options{PDF: engine})
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range d.Blocks {
				// The dots of a contents page are marked as artifacts in the
				// file, which the native engine leaves out and this one cannot.
				text := b.Text
				if b.Kind == documents.TOC {
					text = strings.Join(strings.Fields(strings.ReplaceAll(text, ".", " ")), " ")
				}
				texts = append(texts, fmt.Sprint(b.Kind, b.Page, " ", text))
			}
			return texts
		}
		want := blocks(func(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
			return pdfnative.Read(ctx, data, pdfnative.Options{}, emit)
		})
		got := blocks(func(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
			return Read(ctx, data, Options{Cache: filepath.Join(cache, "concord", "pdfium")}, emit)
		})
		if a, b := strings.Join(want, "\n"), strings.Join(got, "\n"); a != b {
			for i := range min(len(want), len(got)) {
				if want[i] != got[i] {
					t.Errorf("%s, block %d: %q, want %q", filepath.Base(path), i+1, got[i], want[i])
					break
				}
			}
			t.Errorf("%s: %d blocks, want %d", filepath.Base(path), len(got), len(want))
		}
	}
}

// A page is drawn where its text stands, and a huge one at fewer dots.
func TestImage(t *testing.T) {
	f, err := library(t).Open(onePage("", "BT /F1 48 Tf 72 700 Td (Noir) Tj ET"))
	if err != nil {
		t.Fatal(err)
	}
	img, dpi, err := f.Image(1, 100)
	if err != nil || dpi != 100 || img.Rect.Dx() != 834 || img.Rect.Dy() != 1112 {
		t.Fatalf("%v dots at %d dpi, %v", img.Rect, dpi, err)
	}
	inked := func(r image.Rectangle) int {
		n := 0
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if img.GrayAt(x, y).Y < 100 {
					n++
				}
			}
		}
		return n
	}
	if inked(image.Rect(95, 80, 260, 145)) < 500 || inked(image.Rect(0, 200, 834, 1112)) != 0 {
		t.Errorf("%d dots of ink at the words, %d elsewhere", inked(image.Rect(95, 80, 260, 145)), inked(image.Rect(0, 200, 834, 1112)))
	}
	f.Close()
	big, err := library(t).Open(onePage("/CropBox[0 0 14000 14000]/MediaBox[0 0 14000 14000]", "BT /F1 48 Tf 72 700 Td (Noir) Tj ET"))
	if err != nil {
		t.Fatal(err)
	}
	defer big.Close()
	img, dpi, err = big.Image(1, 300)
	if err == nil && (dpi >= 300 || img.Rect.Dx()*img.Rect.Dy() > maxPixels+10_000) {
		t.Errorf("%v dots at %d dpi", img.Rect, dpi)
	}
}

func TestProblems(t *testing.T) {
	l := library(t)
	for _, data := range []string{"", "no pdf at all", "%PDF-1.7\n", "%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"} {
		f, err := l.Open([]byte(data))
		var p *documents.Problem
		if !errors.As(err, &p) || p.Message.FR == "" || p.Message.EN == "" {
			t.Errorf("%q: %v, %v", data, f, err)
		}
	}
	// The library is still good after all that.
	if p := read(t, onePage("", content)); !strings.Contains(spell(p), "Le taux") {
		t.Errorf("read %q", spell(p))
	}
}

// Machine code is not kept where others could put theirs.
func TestPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := Private(dir); err != nil {
		t.Errorf("a new folder: %v", err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
		t.Errorf("%v, %v", info, err)
	}
	if filepath.Separator == '/' {
		if err := os.Chmod(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		if Private(dir) == nil {
			t.Error("a folder that all may write to was taken")
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if Private(file) == nil || Private("") == nil {
		t.Error("no folder, and it was taken")
	}
}

func BenchmarkPage(b *testing.B) {
	l, err := Load(b.Context(), filepath.Join(os.TempDir(), "concord-bench-pdfium"))
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	data, err := os.ReadFile("../../documents/samples/report.fr.pdf")
	if err != nil {
		b.Fatal(err)
	}
	f, err := l.Open(data)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for b.Loop() {
		if _, err := f.Page(3); err != nil {
			b.Fatal(err)
		}
	}
}
