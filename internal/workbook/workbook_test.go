package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/documents"

	"github.com/xuri/excelize/v2"
)

func write(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, "terms", slices.Values(rows), []float64{20}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteRead(t *testing.T) {
	rows := [][]string{{"fr", "en", "note"}, {"=SOMME(A1)", "0012", "deux\nlignes"}, {"œuvre «\u00a0x\u00a0»", "", "1e5"}, {"a & <b>", "TRUE", "+33"}}
	got, err := parse("g.xlsx", write(t, rows))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Rows, rows) || got.Sheet != "terms" || got.Others != nil {
		t.Errorf("got %q in %q (%q), want %q", got.Rows, got.Sheet, got.Others, rows)
	}
}

// Blank rows keep their number, cells show what a person sees, hidden sheets
// are not read and other sheets are named.
func TestReadWhatAPersonSees(t *testing.T) {
	f := excelize.NewFile()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", "caché"))
	must(f.SetCellValue("caché", "A1", "hidden"))
	for _, name := range []string{"vide", "termes", "autre"} {
		_, err := f.NewSheet(name)
		must(err)
	}
	f.SetActiveSheet(2)
	must(f.SetSheetVisible("caché", false))
	must(f.SetCellValue("termes", "A2", "français"))
	must(f.SetCellValue("termes", "B2", 12.5))
	must(f.SetCellRichText("termes", "C2", []excelize.RichTextRun{{Text: "mise "}, {Text: "en œuvre", Font: &excelize.Font{Bold: true}}}))
	must(f.SetCellValue("autre", "A1", "x"))
	var b bytes.Buffer
	must(f.Write(&b))
	got, err := parse("g.xlsx", b.Bytes())
	must(err)
	want := &Table{Sheet: "termes", Rows: [][]string{nil, {"français", "12.5", "mise en œuvre"}}, Others: []string{"autre"}}
	if len(got.Rows) == 2 && len(got.Rows[0]) == 0 {
		got.Rows[0] = nil
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// sheet makes a workbook around the XML of one sheet.
func sheet(t testing.TB, xml string) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(write(t, [][]string{{"x"}})), int64(len(write(t, [][]string{{"x"}}))))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range old.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			w, err := out.Create(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(xml)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := out.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a workbook with a part that says that it is huge.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	w, err := out.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, UncompressedSize64: 1 << 40, CompressedSize64: 2})
	if err == nil {
		_, err = w.Write([]byte{3, 0})
	}
	if err = errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadHostile(t *testing.T) {
	head := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	var wide strings.Builder
	wide.WriteString(head)
	for i := 1; i <= 2_000; i++ {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d" t="inlineStr"><is><t>x</t></is></c></row>`, i, i)
	}
	wide.WriteString(`</sheetData></worksheet>`)
	for name, data := range map[string][]byte{
		"garbage":     []byte("PK\x03\x04garbage"),
		"old format":  []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
		"empty sheet": sheet(t, head+`</sheetData></worksheet>`),
		"wide rows":   sheet(t, wide.String()),
		"bomb":        bomb(t),
	} {
		got, err := parse("g.xlsx", data)
		var p *documents.Problem
		if got != nil || !errors.As(err, &p) || p.Class != documents.Misuse || !strings.Contains(p.In(documents.FR), "g.xlsx") {
			t.Errorf("%s: %v, %v; want a problem", name, got, err)
		}
	}
	// A row number far down gives no million of rows.
	far := sheet(t, head+`<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`)
	if got, err := parse("g.xlsx", far); err == nil && len(got.Rows) > 1<<20 {
		t.Errorf("%d rows", len(got.Rows))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, [][]string{{"fr", "en"}, {"clé", "key"}}))
	f.Add(sheet(f, `<worksheet><sheetData><row r="3"><c r="B3"><v>1</v></c></row></sheetData></worksheet>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := parse("g.xlsx", data)
		if (got == nil) == (err == nil) {
			t.Fatalf("%v and %v", got, err)
		}
		if err != nil {
			return
		}
		again, err := parse("g.xlsx", write(t, got.Rows))
		if err != nil || len(again.Rows) != len(got.Rows) {
			t.Fatalf("written and read again: %v", err)
		}
	})
}
