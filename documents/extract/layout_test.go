package extract_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"concord/documents"
	"concord/documents/extract"
)

// A sheet writes glyphs on pages as a simple PDF would: half a size wide each,
// a space a glyph too.
type sheet struct {
	pages []*extract.Page
	page  *extract.Page
}

var sheetFonts = []extract.Font{{Name: "ABCDEF+Body"}, {Name: "ABCDEF+Body-Bold", Bold: true}, {Name: "Code", Mono: true}}

const (
	body = iota
	bold
	mono
)

func (s *sheet) next() {
	s.page = &extract.Page{Number: len(s.pages) + 1, Width: 595, Height: 842, Fonts: sheetFonts, Engine: "test"}
	s.pages = append(s.pages, s.page)
}

func (s *sheet) write(x, y, size float64, font int, text string) float64 {
	for _, r := range text {
		s.page.Glyphs = append(s.page.Glyphs, extract.Glyph{Text: string(r), X: x, Y: y, W: size / 2, Size: size, Font: font, MCID: -1})
		x += size / 2
	}
	return x
}

// lines writes lines 12 points apart and returns the next baseline.
func (s *sheet) lines(x, y, size float64, font int, lines ...string) float64 {
	for _, l := range lines {
		s.write(x, y, size, font, l)
		y -= 1.2 * size
	}
	return y
}

func (s *sheet) document(t *testing.T, lang documents.Lang) *documents.Document {
	t.Helper()
	d := &documents.Document{Lang: lang}
	if err := extract.Layout(context.Background(), d, s.pages); err != nil {
		t.Fatal(err)
	}
	for i := range d.Blocks {
		d.Blocks[i].ID = i + 1
	}
	return d
}

// Running heads, a heading, a paragraph over two pages with a word cut at a
// line's end and one that keeps its hyphen, a list, a note and its mark.
func TestLayoutPages(t *testing.T) {
	var s sheet
	for n := 1; n <= 4; n++ {
		s.next()
		s.write(60, 800, 9, body, "Annual report of the sample office")
		s.write(290, 30, 9, body, fmt.Sprint(n))
		y := 740.0
		switch n {
		case 1:
			s.write(60, y, 16, bold, "1. A heading in larger type")
			y = s.lines(60, y-30, 10, body,
				"This is the first paragraph of the text, and its lines go as far as the margin does",
				"so that the next word finds no room. It speaks of information and of self-",
				"evident things, and then of infor-",
			)
			y = s.lines(60, y, 10, body, "mation that is cut. The paragraph ends with a short line.")
			y = s.lines(60, y-8, 10, body, "• The first item of a list, which has enough words in it to go on to a second line of")
			y = s.lines(70, y, 10, body, "the same item.")
			y = s.lines(60, y, 10, body, "• The second item is self-evident.")
			x := s.write(60, y-8, 10, body, "A sentence with a mark")
			s.write(x, y-8+4, 6, body, "1")
			s.write(x+3, y-8, 10, body, " after a word, and it goes on to the end of the page, where it is cut")
			s.write(60, 60, 6, body, "1")
			s.write(66, 56, 8, body, "The note at the foot of the page, smaller than the text above it.")
		case 2:
			s.lines(60, y, 10, body, "in the middle of the sentence and ends here on the next page.")
		default:
			s.lines(60, y, 10, body, fmt.Sprintf("Page %d has text of its own, with a few more words on the line to make it long enough.", n))
		}
	}
	d := s.document(t, documents.EN)
	want(t, d, `
header: Annual report of the sample office
heading 1: 1. A heading in larger type
paragraph: This is the first paragraph of the text, and its lines go as far as the margin does so that the next word finds no room. It speaks of information and of self-evident things, and then of information that is cut. The paragraph ends with a short line.
list-item 1 [•]: The first item of a list, which has enough words in it to go on to a second line of the same item.
list-item 1 [•]: The second item is self-evident.
paragraph: A sentence with a mark after a word, and it goes on to the end of the page, where it is cut in the middle of the sentence and ends here on the next page.
note [1]: The note at the foot of the page, smaller than the text above it.
footer: 1
header: Annual report of the sample office
footer: 2
header: Annual report of the sample office
paragraph: Page 3 has text of its own, with a few more words on the line to make it long enough.
footer: 3
header: Annual report of the sample office
paragraph: Page 4 has text of its own, with a few more words on the line to make it long enough.
footer: 4
`)
	origins(t, d, "")
	for _, b := range d.Blocks {
		if b.Page == 0 || b.Box.IsZero() || len(b.Origins) == 0 || b.Origins[0].Box.IsZero() {
			t.Errorf("block %d has no place: %+v", b.ID, b)
		}
	}
}

// Two columns are read one after the other, the heading across them first.
func TestLayoutColumns(t *testing.T) {
	var s sheet
	s.next()
	s.write(60, 780, 16, bold, "A heading across both columns of the page")
	left := []string{"Left one has several words in", "it, and left two goes on with", "more of the same, until it is", "time for the left to end here."}
	right := []string{"Right one has several words in", "it, and right two goes on with", "more of the same, until it is", "time for the right to end now."}
	s.lines(60, 740, 10, body, left...)
	s.lines(310, 738, 10, body, right...)
	s.lines(60, 660, 10, body, "Below both of them stands a line that goes all the way across the page to the right margin.")
	want(t, s.document(t, documents.EN), `
heading 1: A heading across both columns of the page
paragraph: `+strings.Join(left, " ")+`
paragraph: `+strings.Join(right, " ")+`
paragraph: Below both of them stands a line that goes all the way across the page to the right margin.
`)
}

// A ruled table, and one that only lines up.
func TestLayoutTables(t *testing.T) {
	var s sheet
	s.next()
	s.lines(60, 780, 10, body, "The text before the table has words enough to be the body of this small document.")
	for _, y := range []float64{760, 740, 700} {
		s.page.Rules = append(s.page.Rules, extract.Rule{Box: documents.Box{X0: 60, Y0: y, X1: 360, Y1: y + 0.5}})
	}
	for _, x := range []float64{60, 160, 360} {
		s.page.Rules = append(s.page.Rules, extract.Rule{Box: documents.Box{X0: x, Y0: 700, X1: x + 0.5, Y1: 760}})
	}
	s.write(64, 746, 10, body, "Year")
	s.write(164, 746, 10, body, "What was done")
	s.write(64, 728, 10, body, "2006")
	s.lines(164, 728, 10, body, "A study of many places and of", "many things")
	for i, row := range [][]string{{"Place", "Count", "Share"}, {"North", "12", "3.5"}, {"South side", "7", "2.1"}} {
		for k, c := range row {
			s.write(60+120*float64(k), 650-14*float64(i), 10, body, c)
		}
	}
	d := s.document(t, documents.EN)
	want(t, d, `
paragraph: The text before the table has words enough to be the body of this small document.
cell 1,1: Year
cell 1,2: What was done
cell 2,1: 2006
cell 2,2: A study of many places and of many things
cell 1,1: Place
cell 1,2: Count
cell 1,3: Share
cell 2,1: North
cell 2,2: 12
cell 2,3: 3.5
cell 3,1: South side
cell 3,2: 7
cell 3,3: 2.1
`)
}

// What is drawn twice is read once; ligatures and separate accents become
// letters; leader dots make contents.
func TestLayoutGlyphs(t *testing.T) {
	var s sheet
	s.next()
	s.write(60, 780, 10, body, "A ﬁrst word")
	s.write(60.3, 780, 10, body, "A ﬁrst word")
	s.write(60, 700, 10, body, "e")
	s.write(60.1, 700, 10, body, "´")
	s.write(65, 700, 10, body, "te\u0301 1984")
	s.write(60, 600, 10, body, "Chapter one ............... 12")
	want(t, s.document(t, documents.EN), `
paragraph: A first word
paragraph: été 1984
toc: Chapter one ............... 12
`)
}

// Entries of the first level have no leader dots: they belong to the contents
// all the same, and make no table with the numbers beside them. Figures in
// columns elsewhere do.
func TestLayoutContents(t *testing.T) {
	var s sheet
	s.next()
	entry := func(y float64, title, number string) {
		s.write(60, y, 10, body, title)
		s.write(540, y, 10, body, number)
	}
	dots := func(y float64, title, number string) {
		s.write(80, y, 10, body, title+strings.Repeat(" .", 35))
		s.write(540, y, 10, body, number)
	}
	s.write(60, 800, 14, bold, "Contents")
	entry(770, "1 Introduction", "2")
	entry(750, "2 Menus", "2")
	dots(738, "2.1 Files", "2")
	dots(726, "2.2 Views", "3")
	entry(706, "3 Modules", "4")
	dots(694, "3.1 Notes", "4")
	entry(674, "4 Conclusion", "9")
	s.next()
	s.write(60, 800, 14, bold, "Files received")
	entry(770, "Spring", "3")
	entry(750, "Summer", "29")
	entry(730, "Autumn", "47")
	kinds := func() string {
		var all []string
		for _, b := range s.document(t, documents.EN).Blocks {
			all = append(all, fmt.Sprintf("%d%s", b.Page, b.Kind))
		}
		return strings.Join(all, " ")
	}
	if got, want := kinds(), "1heading"+strings.Repeat(" 1toc", 7)+" 2heading"+strings.Repeat(" 2cell", 6); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s = sheet{}
	s.next()
	s.write(60, 800, 14, bold, "Contents")
	entry(770, "1 Articles", "3")
	entry(750, "2 Knowledge", "29")
	entry(730, "3 Reading", "47")
	if got, want := kinds(), "1heading"+strings.Repeat(" 1toc", 3); got != want {
		t.Errorf("without leader dots: got  %s\nwant %s", got, want)
	}
}

// Notes begin with a raised number, or in French with a number and a point, to
// which the text refers; a numbered list in small type at the foot of a page,
// to which nothing refers, is a list.
func TestLayoutNotes(t *testing.T) {
	for _, c := range []struct {
		name   string
		refers bool
		write  func(s *sheet)
		want   string
	}{
		{"raised, as large as the text", true, func(s *sheet) {
			s.write(63, 84, 6, body, "1")
			s.write(68, 80, 10, body, "Une note sur le rapport.")
		}, "note: Une note sur le rapport."},
		{"a point after the number", true, func(s *sheet) {
			s.write(60, 80, 8, body, "1. Une note sur le rapport.")
		}, "note: Une note sur le rapport."},
		{"a list", false, func(s *sheet) {
			s.write(60, 80, 8, body, "1. Une copie du rapport.")
		}, "list-item: Une copie du rapport."},
	} {
		var s sheet
		s.next()
		x := s.write(60, 740, 10, body, "Le rapport annuel de cette institution")
		if c.refers {
			s.write(x, 744, 6, body, "1")
		}
		s.lines(60, 728, 10, body, "parle longuement des personnes qui y travaillent, et de tout ce qui leur",
			"arrive pendant une année de travail bien remplie.")
		c.write(&s)
		blocks := s.document(t, documents.FR).Blocks
		if b := blocks[len(blocks)-1]; fmt.Sprintf("%s: %s", b.Kind, b.Text) != c.want {
			t.Errorf("%s: got %s: %s, want %s", c.name, b.Kind, b.Text, c.want)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	var s sheet
	for range 20 {
		s.next()
		y := 760.0
		for range 8 {
			y = s.lines(60, y, 10, body, slices.Repeat([]string{"A line of words that is as long as a line of a report commonly is, to the margin."}, 5)...) - 8
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		d := &documents.Document{Lang: documents.EN}
		if err := extract.Layout(b.Context(), d, s.pages); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(20*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// A dense page takes time in proportion: 2,900 cells, 60 to a row, and as many
// marks scattered around.
func TestLayoutDense(t *testing.T) {
	var s sheet
	s.next()
	rng := rand.New(rand.NewPCG(1, 2))
	for row := range 48 {
		for col := range 60 {
			s.write(10+10*float64(col), 800-15*float64(row), 3, body, "ab")
		}
	}
	s.next()
	for range 20000 {
		s.write(rng.Float64()*595, rng.Float64()*842, 1+rng.Float64()*10, body, "a")
	}
	start := time.Now()
	s.document(t, documents.EN)
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("%v for two pages", d)
	}
}
