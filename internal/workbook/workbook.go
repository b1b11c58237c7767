// Package workbook reads and writes tables of text in XLSX, the format of
// spreadsheet programs. It is the only home of excelize. Read gives the rows of
// the first visible sheet that has any; what they mean is for others to say.
//
// Workbooks come from anywhere, so Read unpacks and parses them in a child
// process with limits on time, memory and bytes; a hostile one can fail itself
// and nothing else. A program that uses it starts with
//
//	if workbook.IsChild() {
//		os.Exit(workbook.ChildMain())
//	}
//
// in main, and in TestMain of its tests. In the child, too, the size unpacked
// and the number of cells are limited, nothing is written to disk, and what
// excelize cannot make sense of is an error, never a panic.
package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"concord/documents"

	"github.com/xuri/excelize/v2"
)

// Limits. 100,000 concepts of two terms with all columns fill 2.8 million
// cells and 120 MB of XML.
const (
	MaxSize  = 64 << 20  // bytes of the file
	maxXML   = 256 << 20 // bytes unpacked
	maxCells = 20_000_000
	maxRow   = 1_024 // cells
)

// Is reports whether a file is a workbook, or another archive that no text
// reader can make sense of.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}

// A Table is the text of one sheet: each cell as it is shown, rows that end
// early shorter than others, blank ones empty.
type Table struct {
	Sheet string
	Rows  [][]string
	// Others are the sheets with text that were not read.
	Others []string
}

// parse reads the first visible sheet that has text. Every error is a
// *documents.Problem that names the file.
func parse(name string, data []byte) (t *Table, err error) {
	defer func() {
		if r := recover(); r != nil {
			t, err = nil, broken(name, fmt.Errorf("%v", r))
		}
	}()
	if len(data) > MaxSize {
		return nil, tooLarge(name)
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return nil, documents.Problemf(documents.Misuse, "workbook",
			"%s\u00a0: classeur chiffré ou d’un ancien format (.xls)\u00a0; enregistrez-le sans mot de passe au format .xlsx",
			"%s: a workbook that is encrypted or in the old format (.xls); save it without a password as .xlsx", name)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxXML, UnzipXMLSizeLimit: maxXML})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size") {
			return nil, tooLarge(name)
		}
		return nil, broken(name, err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		if t != nil {
			if row, err := firstRow(f, sheet); err == nil && row {
				t.Others = append(t.Others, sheet)
			}
			continue
		}
		rows, err := sheetRows(name, f, sheet)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			t = &Table{Sheet: sheet, Rows: rows}
		}
	}
	if t == nil {
		return nil, documents.Problemf(documents.Misuse, "workbook",
			"%s\u00a0: aucune feuille visible ne contient de texte", "%s: no visible sheet holds text", name)
	}
	return t, nil
}

func sheetRows(name string, f *excelize.File, sheet string) ([][]string, error) {
	it, err := f.Rows(sheet)
	if err != nil {
		return nil, broken(name, err)
	}
	defer it.Close()
	var rows [][]string
	cells, text := 0, 0
	for it.Next() {
		row, err := it.Columns()
		if err != nil {
			return nil, broken(name, err)
		}
		if cells += 1 + len(row); cells > maxCells {
			return nil, tooLarge(name)
		}
		if len(row) > maxRow {
			row = row[:maxRow]
		}
		rows = append(rows, row)
		if len(row) > 0 {
			text = len(rows)
		}
	}
	if err := it.Error(); err != nil {
		return nil, broken(name, err)
	}
	return rows[:text], nil
}

func firstRow(f *excelize.File, sheet string) (bool, error) {
	it, err := f.Rows(sheet)
	if err != nil {
		return false, err
	}
	defer it.Close()
	if !it.Next() {
		return false, it.Error()
	}
	row, err := it.Columns()
	return len(row) > 0, err
}

// Write writes rows as a workbook of one sheet whose first row, the header,
// stays in view. Every cell is text, whatever it looks like. widths are those
// of the columns in characters; a column without one has the usual width.
func Write(w io.Writer, sheet string, rows iter.Seq[[]string], widths []float64) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, width := range widths {
		if width > 0 {
			if err := out.SetColWidth(i+1, i+1, width); err != nil {
				return err
			}
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	n := 0
	for row := range rows {
		n++
		values := make([]any, len(row))
		for i, text := range row {
			switch {
			case n == 1:
				values[i] = excelize.Cell{StyleID: bold, Value: text}
			case text != "":
				values[i] = text
			}
		}
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, values); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

func broken(name string, err error) error {
	return documents.Problemf(documents.Misuse, "workbook",
		"%s\u00a0: ce n’est pas un classeur .xlsx lisible\u00a0; ouvrez-le dans un tableur et enregistrez-le de nouveau",
		"%s: not a workbook (.xlsx) that can be read; open it in a spreadsheet program and save it again", name).Because(err)
}

func tooLarge(name string) error {
	return documents.Problemf(documents.Misuse, "workbook-too-large",
		"%[1]s\u00a0: plus de %[2]d Mio, de %[3]d Mio une fois décompressé ou de %[4]d millions de cellules\u00a0; scindez le classeur ou enregistrez la feuille en CSV",
		"%[1]s: more than %[2]d MiB, %[3]d MiB unpacked or %[4]d million cells; split the workbook, or save the sheet as CSV",
		name, MaxSize>>20, maxXML>>20, maxCells/1_000_000)
}
