package extract_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/pdfnative"
)

// A testPDF is a report whose headings are set in a sound font and whose body
// is set in one whose codes the file does not explain.
type testPDF struct {
	body    string // the font dictionary
	code    func(r rune) string
	spaces  bool // the font has a space; else words stand apart
	objects []string
}

// bytes writes each paragraph under a heading, 40 lines a page.
func (p *testPDF) bytes(paragraphs []string) []byte {
	p.objects = []string{"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Font<</H 4 0 R/B 5 0 R>>>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
		p.body,
		"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Brody/DW 500/FontDescriptor 7 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
		"<</Type/FontDescriptor/FontName/ABCDEF+Brody/Flags 4/MissingWidth 500>>"}
	var pages, kids []string
	var content strings.Builder
	y := 0
	flush := func() {
		if content.Len() > 0 {
			pages = append(pages, content.String())
		}
		content.Reset()
		y = 780
	}
	flush()
	for i, text := range paragraphs {
		if y < 120 {
			flush()
		}
		fmt.Fprintf(&content, "BT /H 14 Tf 60 %d Td (%d  Section heading) Tj ET\n", y, i+1)
		y -= 22
		for _, line := range wrapped(text, 80) {
			if y < 60 {
				flush()
			}
			p.line(&content, line, y)
			y -= 14
		}
		y -= 16
	}
	flush()
	for _, c := range pages {
		p.objects = append(p.objects, fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(c), c))
		n := len(p.objects)
		p.objects = append(p.objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 3 0 R/Contents %d 0 R>>", n))
		kids = append(kids, fmt.Sprintf("%d 0 R", n+1))
	}
	p.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " "))
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range p.objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// line shows one line of the body; letters are half an em wide.
func (p *testPDF) line(w *strings.Builder, line string, y int) {
	if p.spaces {
		fmt.Fprintf(w, "BT /B 10 Tf 60 %d Td <%s> Tj ET\n", y, p.codes(line))
		return
	}
	x := 60
	for word := range strings.FieldsSeq(line) {
		fmt.Fprintf(w, "BT /B 10 Tf %d %d Td <%s> Tj ET\n", x, y, p.codes(word))
		x += 5*len([]rune(word)) + 4
	}
}

func (p *testPDF) codes(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(p.code(r))
	}
	return b.String()
}

func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for w := range strings.FieldsSeq(text) {
		if line != "" && len(line)+len(w) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	return append(lines, line)
}

var (
	type0  = "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Brody/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
	simple = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Brody/Encoding/WinAnsiEncoding/FontDescriptor 7 0 R" +
		"/FirstChar 0/LastChar 255/Widths[" + strings.Repeat("500 ", 256) + "]>>"
)

// macNumbers gives the glyph numbers of a Microsoft font for ASCII and for
// what else French prose has.
func macNumbers(r rune) string {
	n := int(r) - 29
	for _, part := range []struct {
		first int
		runes string
	}{{98, "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"}, {169, "«»…\u00A0ÀÃÕŒœ–—“”‘’"}} {
		if i := strings.IndexRune(part.runes, r); i >= 0 {
			n = part.first + len([]rune(part.runes[:i]))
		}
	}
	return fmt.Sprintf("%04X", n)
}

// byLot gives each character one of the codes that show as a letter or sign.
func byLot(seed int64) func(r rune) string {
	var codes []int
	for c := 0x21; c < 0x100; c++ {
		if c != 0x5c && (c < 0x7f || c > 0xa1) {
			codes = append(codes, c)
		}
	}
	rand.New(rand.NewSource(seed)).Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	index := map[rune]int{}
	return func(r rune) string {
		if _, ok := index[r]; !ok {
			index[r] = codes[len(index)%len(codes)]
		}
		return fmt.Sprintf("%02X", index[r])
	}
}

// paragraphs gives those of a sample.
func samplePars(t *testing.T, lang documents.Lang) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "samples", "report."+string(lang)+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	d := readMended(t, data)
	var ps []string
	for _, b := range d.Blocks {
		if b.Kind == documents.Paragraph && len(b.Text) > 120 {
			ps = append(ps, b.Text)
		}
	}
	return ps
}

func readMended(t *testing.T, data []byte) *documents.Document {
	t.Helper()
	d, err := extract.Read(context.Background(), "test.pdf", data, extract.Options{
		PDF: func(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
			return pdfnative.Read(ctx, data, pdfnative.Options{}, emit)
		}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// bodyOf gives the texts of all blocks but the headings, and counts the blocks
// by encoding.
func bodyOf(d *documents.Document) (texts []string, encodings map[documents.Encoding]int) {
	encodings = map[documents.Encoding]int{}
	for _, b := range d.Blocks {
		switch {
		case !strings.HasSuffix(b.Text, "Section heading"):
			texts = append(texts, b.Text)
			encodings[b.Encoding]++
		case b.Encoding != documents.Stated:
			encodings["heading "+b.Encoding]++
		}
	}
	return texts, encodings
}

// A body that shows the glyph numbers of its font comes out as it was written,
// figures included, and says so; the headings are left alone.
func TestReadReordersAFont(t *testing.T) {
	for _, lang := range []documents.Lang{documents.FR, documents.EN} {
		ps := samplePars(t, lang)
		d := readMended(t, (&testPDF{body: type0, code: macNumbers, spaces: true}).bytes(ps))
		got, enc := bodyOf(d)
		if want := strings.Join(ps, "\n"); words(strings.Join(got, "\n")) != words(want) {
			t.Errorf("%s:\n got %.300s\nwant %.300s", lang, strings.Join(got, "\n"), want)
		}
		if len(enc) != 1 || enc[documents.Repaired] == 0 {
			t.Errorf("%s: encodings %v", lang, enc)
		}
		if d.Lang != lang || len(d.Warnings) != 1 || d.Warnings[0].Code != "font-repaired" || !strings.Contains(d.Warnings[0].Message.EN, "font Brody, pages 1–") {
			t.Errorf("%s: language %q, warnings %+v", lang, d.Lang, d.Warnings)
		}
	}
}

// words gives a text with plain spaces and without line ends.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// A body whose codes were drawn by lot comes out in words; no figure is
// claimed.
func TestReadSolvesAFont(t *testing.T) {
	for i, lang := range []documents.Lang{documents.FR, documents.EN} {
		ps := samplePars(t, lang)
		d := readMended(t, (&testPDF{body: simple, code: byLot(int64(i)), spaces: i == 0}).bytes(ps))
		got, enc := bodyOf(d)
		if len(enc) != 1 || enc[documents.Solved] == 0 {
			t.Fatalf("%s: encodings %v, warnings %+v", lang, enc, d.Warnings)
		}
		if strings.ContainsAny(strings.Join(got, ""), "0123456789") {
			t.Errorf("%s: figures in %.300s", lang, got)
		}
		right, all := 0, 0
		have := map[string]int{}
		for w := range strings.FieldsSeq(strings.Join(got, " ")) {
			have[w]++
		}
		for w := range strings.FieldsSeq(strings.Join(ps, " ")) {
			if all++; have[w] > 0 {
				have[w]--
				right++
			}
		}
		if right*100 < all*85 {
			t.Errorf("%s: %d of %d words:\n%.600s", lang, right, all, strings.Join(got, "\n"))
		}
		if d.Lang != lang || len(d.Warnings) != 1 || d.Warnings[0].Code != "font-repaired" {
			t.Errorf("%s: language %q, warnings %+v", lang, d.Lang, d.Warnings)
		}
	}
}

// Too little garbage to solve is left as it is, and the reader is warned.
func TestReadWarnsOfAFont(t *testing.T) {
	ps := samplePars(t, documents.FR)[:1]
	ps[0] = string([]rune(ps[0])[:110])
	d := readMended(t, (&testPDF{body: simple, code: byLot(5)}).bytes(ps))
	_, enc := bodyOf(d)
	if len(enc) != 1 || enc[documents.Garbled] == 0 || len(d.Warnings) != 1 || d.Warnings[0].Code != "font-garbled" {
		t.Errorf("encodings %v, warnings %+v", enc, d.Warnings)
	}
}

// The same report in a font that is what it says stays as it is.
func TestReadLeavesAFont(t *testing.T) {
	ps := samplePars(t, documents.EN)
	d := readMended(t, (&testPDF{body: simple, code: func(r rune) string {
		if r > 0xff {
			r = '-'
		}
		return fmt.Sprintf("%02X", r)
	}, spaces: true}).bytes(ps))
	if _, enc := bodyOf(d); len(enc) != 1 || enc[documents.Stated] == 0 || len(d.Warnings) != 0 {
		t.Errorf("encodings %v, warnings %+v", enc, d.Warnings)
	}
}

// No font of the development reports is repaired or called garbage: all of
// their text is sound.
func TestReadLeavesDevelopmentReports(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/pdf/*.pdf")
	if len(files) == 0 {
		t.Skip("no development data")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range readMended(t, data).Warnings {
			if strings.HasPrefix(w.Code, "font-") {
				t.Errorf("%s: %s", filepath.Base(name), w.Message.EN)
			}
		}
	}
}
