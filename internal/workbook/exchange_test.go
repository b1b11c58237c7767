package workbook

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/glossary"
)

// A format writes a glossary and reads it back.
type format struct {
	name  string
	write func(*bytes.Buffer, *glossary.Glossary) error
}

var formats = []format{
	{"csv", func(b *bytes.Buffer, g *glossary.Glossary) error { return glossary.WriteCSV(b, g, ',') }},
	{"tsv", func(b *bytes.Buffer, g *glossary.Glossary) error { return glossary.WriteCSV(b, g, '\t') }},
	{"xlsx", func(b *bytes.Buffer, g *glossary.Glossary) error { return Write(b, "g", glossary.Rows(g), nil) }},
	{"tbx", func(b *bytes.Buffer, g *glossary.Glossary) error { return glossary.WriteTBX(b, g, glossary.TBX2019) }},
	{"tbx-dct", func(b *bytes.Buffer, g *glossary.Glossary) error { return glossary.WriteTBX(b, g, glossary.TBX2019DCT) }},
	{"tbx-2008", func(b *bytes.Buffer, g *glossary.Glossary) error { return glossary.WriteTBX(b, g, glossary.TBX2008) }},
}

func (f format) through(g *glossary.Glossary) (*glossary.Glossary, error) {
	var b bytes.Buffer
	if err := f.write(&b, g); err != nil {
		return nil, err
	}
	if !Is(b.Bytes()) {
		return glossary.Read(&b, "g")
	}
	table, err := parse("g", b.Bytes())
	if err != nil {
		return nil, err
	}
	return glossary.FromRows(slices.Values(table.Rows), "g", "")
}

// concepts are those of a glossary without the places of their terms.
func concepts(g *glossary.Glossary) []glossary.Concept {
	var out []glossary.Concept
	for _, c := range g.Concepts {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			side := slices.Clone(c.Terms.Of(l))
			for i := range side {
				side[i].File, side[i].Line = "", 0
			}
			if len(side) == 0 {
				side = nil
			}
			*c.Terms.Side(l) = side
		}
		out = append(out, c)
	}
	return out
}

// differ tells the first concept that is not as it was.
func differ(g *glossary.Glossary, want []glossary.Concept) string {
	got := concepts(g)
	for i := range want {
		if i >= len(got) || !reflect.DeepEqual(got[i], want[i]) {
			return fmt.Sprintf("concept %d:\n got %#v\nwant %#v", i, got[min(i, len(got)-1)], want[i])
		}
	}
	if len(got) > len(want) {
		return fmt.Sprintf("one more concept: %#v", got[len(want)])
	}
	return ""
}

// pieces are what formats stumble on.
var pieces = []string{
	`"`, `'`, "''", "=", "+", "-", "@", "＝", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "\u00a0", "\u202f", "<", ">", "&", "&amp;", "]]>", "<!--", "<b>",
	"שלום", "مرحبا", "\u202e", "\u200f", "😀", "𝒳", "\x01", "\x1b", "\u0085", "\u2028", "\ufeff", "\ufffd", "e\u0301", "œ", "É", "ﬁ", "漢字",
	"concord:", "match=exact", "id=x", "note=", "definition=", "cues=a;b", "_x0041_", "_x000D_", "#", "#UTX", "%", "1e5", "007", "TRUE", "=1+1", "-ique", "\\", "\x00",
}

// nasty is a text of such pieces.
func nasty(r *rand.Rand, most int) string {
	var b strings.Builder
	for range r.IntN(most + 1) {
		if r.IntN(3) == 0 {
			b.WriteString("mot")
			continue
		}
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	if r.IntN(40) == 0 {
		b.WriteString(strings.Repeat("très long ", 700))
	}
	return b.String()
}

// random is a glossary as a table of such texts gives it, nil when the table has
// no row that is one.
func random(t *testing.T, r *rand.Rand) *glossary.Glossary {
	t.Helper()
	header := []string{"concept_id", "subject", "lang", "term", "status", "pos", "gender", "term_type", "match", "geo", "cues", "source", "note", "definition", "forms"}
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	var good [][]string
	for i := range 1 + r.IntN(6) {
		id := one("c", "c1", "a b", "é", nasty(r, 3)) + fmt.Sprint(i/2)
		row := []string{id, nasty(r, 2), one("fr", "en"), nasty(r, 3) + one("mot", "Word", "été") + nasty(r, 2),
			one("preferred", "admitted", "forbidden"), one("noun", "verb", "adjective", "properNoun", "phrase"), one("", "masculine", "feminine"),
			one("fullForm", "acronym"), one("lemma", "exact", "exact-case"), nasty(r, 2), nasty(r, 3), nasty(r, 3), nasty(r, 6), nasty(r, 4), one("", "", nasty(r, 2), "mots; motte")}
		for n := range row {
			row[n] = strings.ReplaceAll(row[n], "\x00", "") // no text has one
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(append([][]string{header}, append(slices.Clone(good), row)...)); err != nil {
			t.Fatal(err)
		}
		if _, err := glossary.ReadCSV(&b, "g"); err == nil {
			good = append(good, row)
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{header}, good...)); err != nil {
		t.Fatal(err)
	}
	g, err := glossary.ReadCSV(&b, "g")
	if err != nil {
		return nil
	}
	return g
}

// From every format into every other nothing is lost.
func TestEveryPairOfFormats(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	tried := 0
	for seed := range rounds {
		g := random(t, rand.New(rand.NewPCG(uint64(seed), 7)))
		if g == nil {
			continue
		}
		tried++
		want := concepts(g)
		for _, first := range formats {
			middle, err := first.through(g)
			if err != nil {
				t.Fatalf("seed %d through %s: %v\n%+v", seed, first.name, err, want)
			}
			if d := differ(middle, want); d != "" {
				t.Fatalf("seed %d through %s: %s", seed, first.name, d)
			}
			for _, second := range formats {
				last, err := second.through(middle)
				if err != nil {
					t.Fatalf("seed %d through %s and %s: %v", seed, first.name, second.name, err)
				}
				if d := differ(last, want); d != "" {
					t.Fatalf("seed %d through %s and %s: %s", seed, first.name, second.name, d)
				}
			}
		}
	}
	if tried < rounds/2 {
		t.Errorf("only %d of %d tables are glossaries", tried, rounds)
	}
}

// No cell of a written table is a formula to a spreadsheet, whatever it holds.
func TestNoFormulaIsWritten(t *testing.T) {
	for _, text := range []string{`=HYPERLINK("http://x","y")`, "+33", "-ique", "@SUM(A1)", "＝1", "'=1", "''=1", "=", "-"} {
		g, err := glossary.FromRows(slices.Values([][]string{{"fr", "en", "note"}, {"clé", "key", "'" + text}}), "g", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, comma := range ",\t" {
			var b bytes.Buffer
			if err := glossary.WriteCSV(&b, g, comma); err != nil {
				t.Fatal(err)
			}
			c := csv.NewReader(bytes.NewReader(b.Bytes()))
			c.Comma = comma
			rows, err := c.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, cell := range slices.Concat(rows...) {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@") || strings.HasPrefix(cell, "＝") {
					t.Errorf("%q is written as %q", text, cell)
				}
			}
			back, err := glossary.ReadCSV(&b, "g")
			if err != nil || back.Concepts[0].Terms.FR[0].Note != text {
				t.Errorf("%q: %v, %v", text, back, err)
			}
		}
	}
}
