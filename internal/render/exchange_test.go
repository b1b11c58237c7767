package render

import (
	"bytes"
	"math/rand/v2"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/bitext"
	"concord/pipeline/align"

	"golang.org/x/text/unicode/norm"
)

// exchanged is an alignment with everything that the formats have to carry.
func exchanged() (documents.Pair[*documents.Document], *align.Alignment) {
	docs := documents.Pair[*documents.Document]{
		FR: textDocument("a b&.fr.md", documents.FR, "L’été <b>&amp; « ]]> »\u00a0!", "Deux.", "Trois.", "Seule.", "Zèbre\tet\nâne."),
		EN: textDocument("a b.en.md", documents.EN, "Summer <b> & \"]]>\"!", "Donkey and zebra.", "Two and three.", "Alone.", "Odd \x01 sign."),
	}
	return docs, &align.Alignment{Beads: []align.Bead{
		{FR: []int{0}, EN: []int{0}, Score: 0.98765}, {FR: []int{1, 2}, EN: []int{2}, Score: 0.5},
		{FR: []int{3}, Score: 1}, {FR: []int{4}, EN: []int{1}, Score: 1, Moved: true}, {EN: []int{3}, Score: 1}, {EN: []int{4}, Score: 1},
	}}
}

// exchangeFormats has a file name for each of AlignFormats.
var exchangeFormats = map[string]string{"tsv": "x.tsv", "json": "x.json", "tmx": "x.tmx", "xliff": "x.xlf"}

func written(t *testing.T, format string, docs documents.Pair[*documents.Document], a *align.Alignment) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Align(&out, format, docs, a); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is written in any format is read back as the same rows, with the same
// segments, and no less than what it was told.
func TestExchangeRoundTrip(t *testing.T) {
	docs, a := exchanged()
	type ids = documents.Pair[[]int]
	want := []bitext.Row{
		{FR: "L’été <b>&amp; « ]]> »\u00a0!", EN: "Summer <b> & \"]]>\"!", Numbers: ids{FR: []int{1}, EN: []int{1}}},
		{FR: "Deux. Trois.", EN: "Two and three.", Numbers: ids{FR: []int{2, 3}, EN: []int{3}}},
		{FR: "Seule.", Numbers: ids{FR: []int{4}}},
		{FR: "Zèbre et âne.", EN: "Donkey and zebra.", Numbers: ids{FR: []int{5}, EN: []int{2}}, Moved: true},
		{EN: "Alone.", Numbers: ids{EN: []int{4}}},
		{EN: "Odd sign.", Numbers: ids{EN: []int{5}}},
	}
	for _, format := range AlignFormats {
		data := written(t, format, docs, a)
		if !bytes.Contains(data, []byte("0.9877")) {
			t.Errorf("%s: the score is not there", format)
		}
		rows, err := bitext.Links(exchangeFormats[format], data)
		if err != nil {
			t.Fatalf("%s: %v\n%s", format, err, data)
		}
		if len(rows) != len(want) {
			t.Fatalf("%s: %d rows, want %d", format, len(rows), len(want))
		}
		for i, got := range rows {
			w := want[i]
			w.ID, w.Line = got.ID, got.Line
			w.Moved = w.Moved && format != "tsv" // where the numbers tell it
			if format == "json" && i == 5 {
				w.EN = "Odd \x01 sign." // JSON can hold it
			}
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				if n := got.Numbers.Side(l); len(*n) == 0 {
					*n = nil
				}
			}
			if !reflect.DeepEqual(got, w) || got.ID == "" || got.Line == 0 {
				t.Errorf("%s row %d: %+v, want %+v", format, i, got, w)
			}
		}
	}
}

// Whatever characters a text has, its words come back: what a format cannot
// hold is a space or U+FFFD, and nothing else changes but white space.
func TestExchangeKeepsEveryCharacter(t *testing.T) {
	legal := func(r rune) bool { // XML 1.0, production 2
		return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000
	}
	r := rand.New(rand.NewPCG(7, 7))
	texts := make([]string, 0, 600)
	for lo := rune(0); lo <= 0x30ff; lo += 32 { // every character of the scripts near ours
		var b strings.Builder
		b.WriteString("x")
		for c := lo; c < lo+32; c++ {
			b.WriteRune(c)
		}
		texts = append(texts, b.String()+"x")
	}
	for range 200 {
		var b strings.Builder
		b.WriteString("x")
		for range 20 {
			if c := rune(r.IntN(unicode.MaxRune + 1)); utf8.ValidRune(c) {
				b.WriteRune(c)
			}
		}
		texts = append(texts, b.String()+"x")
	}
	docs := documents.Pair[*documents.Document]{FR: textDocument("a", documents.FR, texts...), EN: textDocument("b", documents.EN, texts...)}
	a := &align.Alignment{}
	for i := range texts {
		a.Beads = append(a.Beads, align.Bead{FR: []int{i}, EN: []int{i}, Score: 1})
	}
	for _, format := range AlignFormats {
		rows, err := bitext.Read(exchangeFormats[format], written(t, format, docs, a))
		if err != nil || len(rows) != len(texts) {
			t.Fatalf("%s: %d rows of %d, %v", format, len(rows), len(texts), err)
		}
		for i, text := range texts {
			want := strings.Join(strings.FieldsFunc(text, func(r rune) bool {
				return r == ' ' || unicode.IsControl(r) && (format != "json" || unicode.IsSpace(r)) || r == '\u2028' || r == '\u2029'
			}), " ")
			if format == "tmx" || format == "xliff" {
				want = strings.Map(func(r rune) rune {
					if !legal(r) {
						return '\ufffd'
					}
					return r
				}, want)
			}
			want = norm.NFC.String(want)
			if rows[i].FR != want || rows[i].EN != want {
				t.Fatalf("%s: %q came back as %q, want %q", format, text, rows[i].FR, want)
			}
		}
	}
}

// The schemas of XLIFF 2.1, core and metadata, through libxml2's tool. The
// rules of exchange_rules_test.go hold everywhere; this one needs the tool.
func TestXLIFFIsValidAgainstItsSchemas(t *testing.T) {
	tool, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed: XLIFF was not validated against its schemas")
	}
	validate := func(data []byte) error {
		cmd := exec.Command(tool, "--nonet", "--noout", "--schema", "testdata/schema/xliff-2.1/both.xsd", "-")
		cmd.Stdin = bytes.NewReader(data)
		return cmd.Run()
	}
	docs, a := exchanged()
	for _, alignment := range []*align.Alignment{a, {}} {
		if data := written(t, "xliff", docs, alignment); validate(data) != nil {
			t.Errorf("not valid:\n%s", data)
		}
	}
	for _, fault := range [][2]string{{`state="translated"`, `state="done"`}, {`<mda:meta type="fr-ids">`, `<mda:meta>`}, {"<source>", "<target></target><source>"}} {
		broken := strings.Replace(string(written(t, "xliff", docs, a)), fault[0], fault[1], 1)
		if validate([]byte(broken)) == nil {
			t.Errorf("the schemas accept %s: the test proves nothing", fault[1])
		}
	}
}
