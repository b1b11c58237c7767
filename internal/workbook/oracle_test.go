package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// texts makes a table of awkward texts that excelize can hold as well: it gives
// line ends and signs such as _x0041_ back otherwise.
func texts(r *rand.Rand) [][]string {
	var rows [][]string
	for range 1 + r.IntN(12) {
		var row []string
		for range r.IntN(6) {
			text := nasty(r, 4)
			text = strings.Map(func(r rune) rune {
				if r == '\r' || r == '_' || odd(r) || r == '\ufeff' {
					return 'x'
				}
				return r
			}, text)
			row = append(row, text)
		}
		rows = append(rows, trimmed(row))
	}
	for len(rows) > 0 && rows[len(rows)-1] == nil {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// trimmed is a row without the empty cells at its end, nil for a blank one.
func trimmed(row []string) []string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	if len(row) == 0 {
		return nil
	}
	return row
}

// What is written here excelize reads as it is, and the other way round: cell
// by cell (shared texts) and as a stream (texts in the cells).
func TestAgainstExcelize(t *testing.T) {
	for seed := range 60 {
		rows := texts(rand.New(rand.NewPCG(uint64(seed), 3)))
		if rows == nil {
			continue
		}
		f, err := excelize.OpenReader(bytes.NewReader(write(t, rows)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.GetRows("terms")
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			got[i] = trimmed(got[i])
		}
		if !reflect.DeepEqual(got, rows) {
			t.Fatalf("seed %d: excelize reads %q, want %q", seed, got, rows)
		}

		f = excelize.NewFile()
		stream, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet("cells"); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			values := make([]any, len(row))
			for n, text := range row {
				values[n] = text
				at, _ := excelize.CoordinatesToCellName(n+1, i+1)
				if err := f.SetCellStr("cells", at, text); err != nil {
					t.Fatal(err)
				}
			}
			if err := stream.SetRow(fmt.Sprintf("A%d", i+1), values); err != nil {
				t.Fatal(err)
			}
		}
		if err := stream.Flush(); err != nil {
			t.Fatal(err)
		}
		for _, sheet := range []string{"Sheet1", "cells"} {
			f.SetActiveSheet(1)
			_ = f.SetSheetVisible("Sheet1", sheet == "Sheet1")
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			table, err := parse("g", b.Bytes())
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, sheet, err)
			}
			if table.Sheet != sheet || !reflect.DeepEqual(table.Rows, rows) {
				t.Fatalf("seed %d, %s: got %q, want %q", seed, sheet, table.Rows, rows)
			}
		}
	}
}

// Numbers, truth values, formulas and merged cells as excelize writes them.
func TestValuesOfExcelize(t *testing.T) {
	f := excelize.NewFile()
	for at, v := range map[string]any{"A1": 12, "B1": 0.1, "C1": 1.0 / 3, "D1": true, "E1": -2.5e-7, "F1": 1e15, "G1": "007", "A2": "merged"} {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell("Sheet1", "A2", "C3"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := parse("g", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"12", "0.1", "0.333333333333333", "TRUE", "-0.00000025", "1000000000000000", "007"}, {"merged"}}
	if !reflect.DeepEqual(got.Rows, want) {
		t.Errorf("got %q, want %q", got.Rows, want)
	}
}

// packed packs parts into a workbook.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := out.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const plainBook = `<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="x"/></sheets></workbook>`

// The shapes of part that programs write.
func TestReadShapes(t *testing.T) {
	rels := `<Relationships><Relationship Id="x" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="sheets/a.xml"/>` +
		`<Relationship Id="y" Type="x/sharedStrings" Target="/xl/texts.xml"/></Relationships>`
	shared := `<sst><si><t>zéro</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">un </t></r><r><t>deux</t></r></si>` +
		`<si><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></si><si/><si><t/></si><si><t>a&amp;b&#233;&#x1F600;&eacute;</t></si></sst>`
	for _, c := range []struct {
		name, sheet string
		want        [][]string
	}{
		{"shared texts", `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>5</v></c></row></sheetData></worksheet>`,
			[][]string{{"zéro", "un deux", "漢", "", "a&bé😀&eacute;"}}},
		{"a prefix", `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
			[][]string{nil, {"", "zéro"}}},
		{"no references", `<worksheet><sheetData><row><c t="s"><v>0</v></c><c><v>2</v></c></row><row/><row><c/><c t="s"><v>1</v></c></row></sheetData></worksheet>`,
			[][]string{{"zéro", "2"}, nil, {"", "un deux"}}},
		{"kinds", `<worksheet><sheetData><row r="1"><c r="A1" t="b"><v>0</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="d"><v>2020-01-02</v></c><c r="D1" t="str"><f>A1&amp;"x"</f><v>fx_x000D_</v></c><c r="E1" t="n"><v>1.5E3</v></c><c r="F1" t="s"><v>99</v></c></row></sheetData></worksheet>`,
			[][]string{{"FALSE", "#N/A", "2020-01-02", "fx\r", "1500"}}},
		{"inline", `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t> b_x005F_x0041_</t></r></is></c></row></sheetData></worksheet>`,
			[][]string{{"a b_x0041_"}}},
		{"comments and CDATA", "<!-- <row> --><worksheet><?x <c?><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t><![CDATA[<b>]]>&lt;</t></is></c></row></sheetData></worksheet>",
			[][]string{{"<b><"}}},
		{"a > in an attribute", `<worksheet><sheetData><row r="1" x="a>b"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`, [][]string{{"1"}}},
		{"UTF-16", utf16Of(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>été</t></is></c></row></sheetData></worksheet>`), [][]string{{"été"}}},
	} {
		data := packed(t, "xl\\workbook.xml", plainBook, "xl/_rels/workbook.xml.rels", rels, "xl/Texts.xml", shared, "xl/sheets/a.xml", c.sheet)
		got, err := parse("g", data)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !reflect.DeepEqual(got.Rows, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got.Rows, c.want)
		}
	}
	for name, data := range map[string][]byte{
		"cut inside a tag": packed(t, "xl/workbook.xml", plainBook, "xl/_rels/workbook.xml.rels", rels, "xl/sheets/a.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="`),
		"no sheets":        packed(t, "xl/other.xml", "<x/>"),
		"OpenDocument":     packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"),
		"a row too far":    packed(t, "xl/workbook.xml", plainBook, "xl/_rels/workbook.xml.rels", rels, "xl/sheets/a.xml", `<worksheet><row r="999999999"><c r="A1"><v>1</v></c></row></worksheet>`),
	} {
		if got, err := parse("g", data); err == nil {
			t.Errorf("%s: %q", name, got.Rows)
		}
	}
}

func utf16Of(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// Sheets of any content end in rows or an error, and rows are written and read
// again as they are.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>_x0041_ &amp; _x</t></is></c></row></sheetData></worksheet>`))
	f.Add([]byte(`<row><c t="str"><v>&#10;&#x110000;</v><rPh></c>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := sheetReader{shared: []string{"a"}}
		if err := s.read(data); err != nil || s.rows == nil {
			return
		}
		got, err := parse("g", write(t, s.rows))
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.rows {
			for n := range s.rows[i] {
				s.rows[i][n] = strings.ToValidUTF8(s.rows[i][n], "\ufffd")
			}
		}
		if len(got.Rows) != len(s.rows) || !slices.EqualFunc(got.Rows, s.rows, func(a, b []string) bool { return len(a) == len(b) }) {
			t.Fatalf("%q, then %q", s.rows, got.Rows)
		}
	})
}
