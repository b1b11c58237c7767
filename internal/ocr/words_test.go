package ocr

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

// row is one word as tesseract tells it.
func row(block, par, line, x, y, w, h int, conf, text string) string {
	return fmt.Sprintf("5\t1\t%d\t%d\t%d\t1\t%d\t%d\t%d\t%d\t%s\t%s\n", block, par, line, x, y, w, h, conf, text)
}

func TestParse(t *testing.T) {
	words := parse([]byte(head +
		"4\t1\t1\t1\t1\t0\t0\t0\t100\t30\t-1\t\n" +
		row(1, 1, 1, 100, 50, 60, 28, "96.5", "Le") +
		row(1, 1, 1, 170, 50, 90, 28, "-1", "taux") +
		row(1, 1, 2, 100, 90, 90, 28, "101", "monte") +
		row(2, 1, 1, 100, 300, 90, 28, "50", "fin") +
		row(2, 1, 1, 200, 300, 90, 28, "50", " ") +
		row(2, 1, 1, 200, 300, 0, 28, "50", "flat") +
		row(2, 1, 1, 200, 300, 10, 28, "much", "x") +
		"5\t1\t1\n" +
		row(2, 1, 2, 100, 350, 90, 28, "77", "bad\xff")))
	var got []string
	for _, w := range words {
		got = append(got, fmt.Sprintf("%s %g %d %d", w.Text, w.Confidence, w.paragraph, w.line))
	}
	want := "Le 0.965 1 1|taux 0 1 1|monte 1 1 2|fin 0.5 2 3|bad\uFFFD 0.77 2 4"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}

// Words of one line stand on one baseline and in one size, whatever letters
// they have: at 200 dots per inch 10 point text has an x-height of 13 dots,
// capitals of 19 and descenders of 6.
func TestGlyphs(t *testing.T) {
	words := parse([]byte(head +
		row(1, 1, 1, 200, 281, 60, 19, "90", "Le") +
		row(1, 1, 1, 270, 287, 60, 13, "80", "menu") +
		row(1, 1, 1, 340, 287, 60, 19, "70", "page") +
		row(1, 1, 1, 410, 281, 60, 25, "60", "Bilingue")))
	glyphs, sure := Glyphs(words, 792, 200)
	if len(glyphs) != 7 || len(sure) != 7 || glyphs[1].Text != " " || glyphs[2].Text != "menu" || sure[2] != 0.8 {
		t.Fatalf("%+v, %v", glyphs, sure)
	}
	for i, g := range glyphs {
		if g.Y != glyphs[0].Y || g.Size != glyphs[0].Size {
			t.Errorf("glyph %d: at %g in %g, the first at %g in %g", i, g.Y, g.Size, glyphs[0].Y, glyphs[0].Size)
		}
		if i > 0 && math.Abs(glyphs[i-1].X+glyphs[i-1].W-g.X) > 1e-9 {
			t.Errorf("glyph %d begins at %g, the last ended at %g", i, g.X, glyphs[i-1].X+glyphs[i-1].W)
		}
	}
	if g := glyphs[0]; math.Abs(g.Size-10) > 0.6 || math.Abs(g.Y-(792-300*72/200.0)) > 0.5 || g.X != 72 || math.Abs(g.W-21.6) > 1e-9 {
		t.Errorf("%+v", g)
	}
}

// A line whose only word hangs below it has its baseline above the word's foot.
func TestHangingWord(t *testing.T) {
	glyphs, _ := Glyphs(parse([]byte(head+row(1, 1, 1, 200, 287, 60, 19, "90", "page"))), 792, 200)
	if len(glyphs) != 1 || math.Abs(glyphs[0].Y-(792-300*72/200.0)) > 0.5 {
		t.Errorf("%+v", glyphs)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(head+row(1, 1, 1, 1, 2, 3, 4, "5", "six"), 792.0)
	f.Add("5\t\t\t\t\t\tNaN\tInf\t1e9\t-1\tx\ty\n", 1.0)
	f.Fuzz(func(t *testing.T, tsv string, height float64) {
		words := parse([]byte(tsv))
		glyphs, sure := Glyphs(words, height, 200)
		if len(glyphs) != len(sure) {
			t.Fatalf("%d glyphs, %d confidences", len(glyphs), len(sure))
		}
		for i, g := range glyphs {
			if g.Text == "" || !(g.Size >= 1) || g.W < 0 || sure[i] < 0 || sure[i] > 1 {
				t.Fatalf("%+v %g", g, sure[i])
			}
		}
	})
}
