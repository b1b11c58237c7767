package pdfnative

import (
	"fmt"
	"strings"
	"testing"
)

// The text operators, seen through the words and places that they make.
func TestText(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"a string", "BT /F1 12 Tf 72 700 Td (Bonjour) Tj ET", "Bonjour"},
		{"a space in the string stays a glyph", "BT /F1 12 Tf (a b) Tj ET", "a b"},
		{"TJ: a wide gap is a space, a kern is none", "BT /F1 12 Tf 72 700 Td [(A)120(V)-300(ec)] TJ ET", "AV ec"},
		{"escapes and octal", `BT /F1 12 Tf (\(\351t\351\)\
 \\) Tj ET`, `(été) \`},
		{"a string in hex, odd digit count", "BT /F1 12 Tf <4F7> Tj ET", "Op"},
		{"T* needs TL", "BT /F1 12 Tf 72 700 Td 14 TL (a) Tj T* (b) Tj ET", "a\nb"},
		{"TD sets the leading", "BT /F1 12 Tf 72 700 Td 0 -14 TD (a) Tj T* (b) Tj ET", "a\nb"},
		{"quote moves down and shows", "BT /F1 12 Tf 72 700 Td 14 TL (a) Tj (b) ' ET", "a\nb"},
		{"double quote sets the spacings: a gap after the space", "BT /F1 12 Tf 72 700 Td 14 TL 5 0 (a b) \" ET", "a  b"},
		{"character spacing opens words up", "BT /F1 12 Tf 6 Tc (ab) Tj ET", "a b"},
		{"the windows quotes and dashes", "BT /F1 12 Tf (\\223a\\224 \\226 \\234) Tj ET", "“a” – œ"},
		{"a font that is not there", "BT /F9 12 Tf (abc) Tj ET", "abc"},
		{"no font at all", "BT (abc) Tj ET", "abc"},
		{"text after an inline image", "q 10 0 0 10 0 0 cm BI /W 2 /H 1 /CS /G /BPC 8 ID \x00EI EI Q BT /F1 12 Tf (after) Tj ET", "after"},
		{"an inline image whose data hold EI", "BI /W 4 ID \xff EI \x01\x02\xff\x80\nEI\nBT /F1 12 Tf (after) Tj ET", "after"},
		{"unknown operators are passed over", "BX 1 2 foo EX BT /F1 12 Tf (a) Tj ET", "a"},
		{"a name with # and a comment", "BT /F#31 12 Tf % (no)\n(a) Tj ET", "a"},
		{"signs as some producers write them", "BT /F1 12 Tf --5 +3 Td (a) Tj 20-3 0 Td (b) Tj ET", "a b"},
		{"restored text state", "BT /F1 12 Tf q 20 Tc Q (ab) Tj ET", "ab"},
		{"Q without q", "Q Q BT /F1 12 Tf (a) Tj ET", "a"},
		{"a string that never ends", "BT /F1 12 Tf (a) Tj (b", "a"},
		{"an array that never ends", "BT /F1 12 Tf (a) Tj [(b) 1 2", "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text(onePage(t, newPDF(c.content).bytes())); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	p := onePage(t, newPDF("q 2 0 0 2 10 20 cm BT /F1 10 Tf 50 Tz 3 Ts 100 300 Td (A) Tj 3 Tr (B) Tj ET Q").bytes())
	a, b := p.Glyphs[0], p.Glyphs[1]
	if !near(a.X, 210) || !near(a.Y, 626) || !near(a.Size, 20) || !near(a.W, 0.667*10) || a.Angle != 0 {
		t.Errorf("A stands at %+v", a)
	}
	if !near(b.X, a.X+a.W) || !b.Hidden || a.Hidden || a.MCID != -1 {
		t.Errorf("A %+v, B %+v", a, b)
	}
	if f := p.Fonts[a.Font]; f.Name != "Helvetica" || f.Bold || f.Mono {
		t.Errorf("font %+v", f)
	}
	if p.Engine != "native" || p.Number != 1 || p.Width != 600 || p.Height != 800 {
		t.Errorf("page %+v", p)
	}
}

func TestAngle(t *testing.T) {
	for _, c := range []struct {
		tm   string
		want float64
	}{
		{"1 0 0 1", 0}, {"0 1 -1 0", 90}, {"0 -1 1 0", -90}, {"-1 0 0 -1", 180}, {"0.7071 0.7071 -0.7071 0.7071", 45},
	} {
		p := onePage(t, newPDF(fmt.Sprintf("BT /F1 10 Tf %s 300 300 Tm (ab) Tj ET", c.tm)).bytes())
		if g := p.Glyphs[0]; g.Angle != c.want || !near(g.Size, 10) {
			t.Errorf("%s: %+v, want angle %v", c.tm, g, c.want)
		}
	}
	// A negative size turns the letters round without turning the page.
	p := onePage(t, newPDF("BT /F1 -10 Tf 1 0 0 -1 300 300 Tm (ab) Tj ET").bytes())
	if g := p.Glyphs[0]; g.Size != 10 || g.Angle != 180 || p.Glyphs[1].X >= g.X {
		t.Errorf("negative size: %+v", p.Glyphs)
	}
}

// A turned page reads as if it were upright.
func TestPageRotation(t *testing.T) {
	for _, c := range []struct {
		rotate  int
		content string
	}{
		{0, "BT /F1 10 Tf 72 500 Td (up) Tj ET"},
		{90, "BT /F1 10 Tf 0 1 -1 0 100 72 Tm (up) Tj ET"},
		{180, "BT /F1 10 Tf -1 0 0 -1 528 300 Tm (up) Tj ET"},
		{270, "BT /F1 10 Tf 0 -1 1 0 500 728 Tm (up) Tj ET"},
		{-90, "BT /F1 10 Tf 0 -1 1 0 500 728 Tm (up) Tj ET"},
		{450, "BT /F1 10 Tf 0 1 -1 0 100 72 Tm (up) Tj ET"},
	} {
		w := newPDF(c.content)
		w.set(3, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d/Contents 4 0 R/Resources 5 0 R>>", c.rotate))
		p := onePage(t, w.bytes())
		g := p.Glyphs[0]
		if !near(g.X, 72) || !near(g.Y, 500) || g.Angle != 0 {
			t.Errorf("rotated by %d: %+v on %v × %v", c.rotate, g, p.Width, p.Height)
		}
	}
}

func TestCropBoxAndOutside(t *testing.T) {
	w := newPDF("BT /F1 10 Tf 110 210 Td (in) Tj 2000 0 Td (out) Tj ET")
	w.set(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/CropBox[500 700 100 200]/Contents 4 0 R/Resources 5 0 R>>")
	p := onePage(t, w.bytes())
	if p.Width != 400 || p.Height != 500 || text(p) != "in" || !near(p.Glyphs[0].X, 10) || !near(p.Glyphs[0].Y, 10) {
		t.Errorf("%v × %v %+v", p.Width, p.Height, p.Glyphs)
	}
	if codes(p.Warnings) != "text-outside-page" {
		t.Errorf("warnings %v", p.Warnings)
	}
}

func TestMarkedContent(t *testing.T) {
	p := onePage(t, newPDF("BT /F1 10 Tf /P <</MCID 7>> BDC (a) Tj /Span <</ActualText (e\\364t\\351) /X [1 [2] <</MCID 9>>]>> BDC (zzz) Tj EMC (b) Tj EMC (c) Tj EMC EMC ET").bytes())
	got := ""
	for _, g := range p.Glyphs {
		got += fmt.Sprintf("%s%d ", g.Text, g.MCID)
	}
	if got != "a7 e7 ô7 t7 é7 b7 c-1 " {
		t.Errorf("got %q", got)
	}
	z := 3 * 0.5 * 10.0 // three z of Helvetica
	if w := p.Glyphs[1].W; !near(w, z/4) {
		t.Errorf("a letter of the actual text is %v wide, want %v", w, z/4)
	}
}

func TestActualTextInUTF16AndEmpty(t *testing.T) {
	p := onePage(t, newPDF("BT /F1 10 Tf (a) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC /Span <</ActualText ()>> BDC (gone) Tj EMC (b) Tj ET").bytes())
	if got := text(p); !strings.HasPrefix(got, "a\u00ad") || strings.Contains(got, "gone") {
		t.Errorf("got %q", got)
	}
}

func TestHiddenLayer(t *testing.T) {
	w := newPDF("BT /F1 10 Tf /OC /L BDC (off) Tj EMC (on) Tj ET")
	w.set(1, "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R 8 0 R]/D<</OFF[7 0 R]>>>>>>")
	w.set(5, "<</Font<</F1 6 0 R>>/Properties<</L 7 0 R>>>>")
	w.set(7, "<</Type/OCG/Name(Draft)>>").set(8, "<</Type/OCG/Name(Text)>>")
	p := onePage(t, w.bytes())
	got := ""
	for _, g := range p.Glyphs {
		if g.Hidden {
			got += g.Text
		}
	}
	if got != "off" {
		t.Errorf("%q is hidden, want \"off\"", got)
	}
}
