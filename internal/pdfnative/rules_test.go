package pdfnative

import (
	"testing"

	"concord/documents"
)

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []documents.Box
	}{
		{"a stroked line", "2 w 100 500 m 300 500 l S", []documents.Box{{X0: 99, Y0: 499, X1: 301, Y1: 501}}},
		{"a thin fill", "100 500 200 1 re f", []documents.Box{{X0: 100, Y0: 500, X1: 300, Y1: 501}}},
		{"a thin fill drawn backwards", "300 501 -200 -1 re f", []documents.Box{{X0: 100, Y0: 500, X1: 300, Y1: 501}}},
		{"a thin fill drawn as lines", "100 500 m 300 500 l 300 501 l 100 501 l h f", []documents.Box{{X0: 100, Y0: 500, X1: 300, Y1: 501}}},
		{"a stroked box has four", "2 w 100 500 200 100 re s", []documents.Box{
			{X0: 99, Y0: 499, X1: 301, Y1: 501}, {X0: 99, Y0: 599, X1: 301, Y1: 601},
			{X0: 99, Y0: 499, X1: 101, Y1: 601}, {X0: 299, Y0: 499, X1: 301, Y1: 601}}},
		{"a broad fill is none", "100 500 200 100 re f", nil},
		{"a slanting line is none", "100 500 m 300 600 l S", nil},
		{"a clip path is none", "100 500 200 1 re W n", nil},
		{"a curve is none", "100 500 m 100 600 200 600 300 500 c S", nil},
		{"a dot is none", "100 500 1 1 re f", nil},
		{"scaled and cut at the edge of the page", "q 2 0 0 2 0 0 cm 1 w 250 100 m 400 100 l S Q", []documents.Box{{X0: 499, Y0: 199, X1: 600, Y1: 201}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := onePage(t, newPDF(hello+" "+c.content).bytes())
			if len(p.Rules) != len(c.want) {
				t.Fatalf("got %v, want %v", p.Rules, c.want)
			}
			for i, r := range p.Rules {
				if w := c.want[i]; !near(r.Box.X0, w.X0) || !near(r.Box.Y0, w.Y0) || !near(r.Box.X1, w.X1) || !near(r.Box.Y1, w.Y1) {
					t.Errorf("rule %d is %v, want %v", i, r.Box, w)
				}
			}
		})
	}
}

func TestImagesAndForms(t *testing.T) {
	w := newPDF(hello+" q 300 0 0 400 0 0 cm /Im Do Q q 1 0 0 1 100 0 cm /Fm Do Q BT /F1 12 Tf 72 600 Td (b) Tj ET").
		set(5, "<</Font<</F1 6 0 R>>/XObject<</Im 8 0 R/Fm 9 0 R>>>>").
		stream(8, "/Subtype/Image/Width 1/Height 1", "x").
		// The form has no resources: those of the page are used.
		stream(9, "/Subtype/Form/Matrix[1 0 0 1 0 50]", "q q BT /F1 24 Tf 10 20 Td (form) Tj ET")
	p := onePage(t, w.bytes())
	if !near(p.Images, 0.25) {
		t.Errorf("images %v, want a quarter", p.Images)
	}
	g := p.Glyphs[5]
	if g.Text != "f" || !near(g.X, 110) || !near(g.Y, 70) || g.Size != 24 {
		t.Errorf("form text at %+v", g)
	}
	if last := p.Glyphs[len(p.Glyphs)-1]; last.Text != "b" || !near(last.X, 72) || last.Size != 12 {
		t.Errorf("after the form: %+v", last)
	}
}

func TestPageWithoutText(t *testing.T) {
	w := newPDF(hello).
		set(2, "<</Type/Pages/Kids[3 0 R 7 0 R 11 0 R]>>").
		set(7, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 8 0 R/Resources 9 0 R>>").
		stream(8, "", "600 0 0 800 0 0 cm /Im Do").
		set(9, "<</XObject<</Im 10 0 R>>>>").
		stream(10, "/Subtype/Image", "x").
		set(11, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>")
	pages, err := readAll(w.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(pages[1].Warnings); got != "page-without-text" {
		t.Errorf("a scanned page: %q", got)
	}
	if got := codes(pages[2].Warnings); got != "" {
		t.Errorf("a blank page: %q", got)
	}
}
