package pdfnative

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Contents that are meant to exhaust the reader end within its budgets.
func TestBudgets(t *testing.T) {
	after := "BT /F1 12 Tf 72 700 Td (after) Tj ET"
	form := func(w *pdfWriter) *pdfWriter {
		return w.set(5, "<</Font<</F1 6 0 R>>/XObject<</X1 8 0 R>>>>")
	}
	for _, c := range []struct {
		name string
		pdf  *pdfWriter
		opts Options
		want string // the text, or its start when it ends in …
		code string // the warning
	}{
		{"a million q", newPDF(strings.Repeat("q ", 1_000_000) + strings.Repeat("Q ", 1_000_000) + after), Options{}, "after", ""},
		{"a million [", newPDF(strings.Repeat("[", 1_000_000) + "] TJ " + after), Options{}, "", ""},
		{"a million <<", newPDF(after + strings.Repeat("<<", 1_000_000)), Options{}, "after", ""},
		{"a million BMC", newPDF(strings.Repeat("/A BMC ", 1_000_000) + after), Options{}, "after", ""},
		{"a million operands", newPDF(strings.Repeat("1 ", 1_000_000) + after), Options{}, "after", ""},
		{"a form that calls itself", form(newPDF("/X1 Do "+after)).stream(8, "/Subtype/Form", "/X1 Do /X1 Do /X1 Do"), Options{}, "after", "page-too-large"},
		{"a form that calls itself twice, unbounded in depth", form(newPDF("/X1 Do "+after)).stream(8, "/Subtype/Form", "/X1 Do /X1 Do"), Options{Limits: Limits{FormDepth: 100}}, "after", "page-too-large"},
		{"operators", newPDF(after + strings.Repeat("0 g ", 2000)), Options{Limits: Limits{Operators: 1000}}, "after", "page-too-large"},
		{"glyphs", newPDF("BT /F1 1 Tf 72 700 Td (" + strings.Repeat("x", 400) + ") Tj ET"), Options{Limits: Limits{Glyphs: 100}}, strings.Repeat("x", 100), "page-too-large"},
		{"decoded bytes", newPDF("").stream(4, "/Filter/FlateDecode", deflate(after+strings.Repeat(" ", 1<<22))), Options{Limits: Limits{Decoded: 1 << 20}}, "after", "page-too-large"},
		{"nested bombs", newPDF("").stream(4, "/Filter[/FlateDecode/FlateDecode]", deflate(deflate(after+strings.Repeat(" ", 1<<26)))), Options{Limits: Limits{Decoded: 1 << 24}}, "after", "page-too-large"},
		{"numbers beyond all bounds", newPDF("1e99 99999999999999999999 -.5.5 re f BT /F1 99999999999999999 Tf 1 0 0 1 9999999999999999 0 Tm (far) Tj ET " + after), Options{}, "after", "text-outside-page"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			pages, err := readWith(c.pdf.bytes(), c.opts)
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %v", d)
			}
			if len(pages) != 1 {
				t.Fatalf("%d pages, %v", len(pages), err)
			}
			if got := text(pages[0]); got != c.want {
				t.Errorf("got %.100q, want %q (%v)", got, c.want, err)
			}
			if got := codes(pages[0].Warnings); got != c.code {
				t.Errorf("warnings %q, want %q", got, c.code)
			}
		})
	}
}

// A font or map that is an attack costs no more than its own limit.
func TestHostileFonts(t *testing.T) {
	for name, set := range map[string]func(w *pdfWriter){
		"W with huge ranges": func(w *pdfWriter) {
			w.set(6, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]>>")
			w.set(8, "<</Type/Font/Subtype/CIDFontType2/W["+strings.Repeat("0 4294967295 500 ", 10_000)+"]>>")
		},
		"ToUnicode with huge ranges": func(w *pdfWriter) {
			w.set(6, "<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 8 0 R>>")
			w.stream(8, "", "100000 beginbfrange "+strings.Repeat("<00000000> <FFFFFFFF> <0041> ", 200_000)+" endbfrange")
		},
		"a font that is its own descendant": func(w *pdfWriter) {
			w.set(6, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 6 0 R/DescendantFonts[6 0 R]/ToUnicode 6 0 R>>")
		},
		"a CFF program of noise": func(w *pdfWriter) {
			w.set(6, "<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor 8 0 R>>").set(8, "<</FontFile3 9 0 R>>")
			w.stream(9, "/Subtype/Type1C", "\x01\x00\x04\x04"+strings.Repeat("\xff\x00\x01\x04", 5000))
		},
		"a sfnt with overlapping segments": func(w *pdfWriter) {
			w.set(6, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]>>").set(8, "<</FontDescriptor 9 0 R>>").set(9, "<</FontFile2 10 0 R>>")
			head := "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00" + "cmap\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\xff\xff"
			w.stream(10, "", head+"\x00\x00\x00\x01\x00\x03\x00\x01\x00\x00\x00\x0c"+"\x00\x04\xff\xff\x00\x00\xff\xfe"+strings.Repeat("\xff\xfe", 40000)+strings.Repeat("\x00\x00", 100_000))
		},
		"endless Differences": func(w *pdfWriter) {
			w.set(6, "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[0"+strings.Repeat("/qqqq", 100_000)+"]>>>>")
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPDF("BT /F1 10 Tf 72 700 Td (A\\001B\\002) Tj ET")
			set(w)
			start := time.Now()
			pages, err := readAll(w.bytes())
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
			if len(pages) != 1 || len(pages[0].Glyphs) == 0 {
				t.Errorf("%d pages, %v", len(pages), err)
			}
		})
	}
}

// Ten thousand pages in one flat list: the walk is linear.
func TestManyPages(t *testing.T) {
	w := newPDF(hello)
	var kids strings.Builder
	const n = 4000
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
		w.set(10+i, w.objects[3])
	}
	w.set(2, "<</Type/Pages/Kids["+kids.String()+"]/Count 1>>")
	start := time.Now()
	pages, err := readAll(w.bytes())
	if err != nil || len(pages) != n {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}
