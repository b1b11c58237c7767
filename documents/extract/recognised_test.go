package extract_test

import (
	"context"
	"math"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// Blocks on a page that was read from its picture carry the confidence of
// their own words; those of other pages none.
func TestConfidence(t *testing.T) {
	line := func(y float64, words []string, sure []float64) (glyphs []extract.Glyph, all []float64) {
		x := 72.0
		for i, w := range words {
			width := 6 * float64(len(w))
			glyphs = append(glyphs, extract.Glyph{Text: w, X: x, Y: y, W: width, Size: 11, MCID: -1})
			glyphs = append(glyphs, extract.Glyph{Text: " ", X: x + width, Y: y, W: 4, Size: 11, MCID: -1})
			all = append(all, sure[i], 1)
			x += width + 4
		}
		return glyphs, all
	}
	page := func(n int) *extract.Page {
		return &extract.Page{Number: n, Width: 595, Height: 842, Engine: "ocr", Fonts: []extract.Font{{Name: "?"}}}
	}
	first, second := page(1), page(2)
	g1, s1 := line(700, []string{"Le", "comité", "adopte", "le", "budget."}, []float64{0.9, 0.9, 0.9, 0.9, 0.9})
	g2, s2 := line(500, []string{"Les", "autres", "points", "sont", "remis."}, []float64{0.3, 0.3, 0.3, 0.3, 0.3})
	first.Glyphs, first.Confidence = append(g1, g2...), append(s1, s2...)
	second.Engine = "native"
	second.Glyphs, _ = line(700, []string{"La", "séance", "est", "levée."}, make([]float64, 4))
	d, err := extract.Read(context.Background(), "a.pdf", []byte("%PDF-1.7"), extract.Options{
		PDF: func(_ context.Context, _ []byte, emit func(*extract.Page) error) error {
			for _, p := range []*extract.Page{first, second} {
				if err := emit(p); err != nil {
					return err
				}
			}
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{"Le comité adopte le budget.": 0.9, "Les autres points sont remis.": 0.3, "La séance est levée.": 0}
	for _, b := range d.Blocks {
		w, ok := want[b.Text]
		if !ok || math.Abs(b.Confidence-w) > 1e-9 || b.Recognised() != (w > 0) {
			t.Errorf("block %q has confidence %g, want %g", b.Text, b.Confidence, w)
		}
		delete(want, b.Text)
	}
	if len(want) > 0 {
		t.Errorf("missing %v", want)
	}
	if len(d.Sizes) != 2 || d.Sizes[0] != (documents.Box{X1: 595, Y1: 842}) {
		t.Errorf("sizes %v", d.Sizes)
	}
}
