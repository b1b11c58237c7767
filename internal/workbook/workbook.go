// Package workbook reads and writes tables of text in XLSX (ECMA-376), the
// format of spreadsheet programs. Read gives the rows of the first visible sheet
// that has any, Write writes one sheet; what rows mean is for others to say.
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
// and the number of cells are limited, and nothing is written to disk.
//
// A cell is its text: that of all its runs, the last value of a formula, a
// number as it is stored and not as its format shows it. Merged cells have their
// text in the first; comments, hidden rows and everything that is no cell are
// not read. The tests hold reader and writer to another implementation.
package workbook

import (
	"bytes"

	"concord/documents"
)

// Limits. 100,000 concepts of two terms with all columns fill 2.8 million
// cells and 120 MB of XML.
const (
	MaxSize  = 64 << 20  // bytes of the file
	maxXML   = 256 << 20 // bytes unpacked
	maxCells = 20_000_000
	maxRows  = 1 << 20 // of a sheet, as in spreadsheet programs
	maxRow   = 1_024   // cells
	maxText  = 32_767  // characters of a cell, as in spreadsheet programs
)

// Is reports whether a file is a workbook, or another archive that no text
// reader can make sense of.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte(oleMark))
}

// oleMark begins the files of Office before 2007, and encrypted ones.
const oleMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// A Table is the text of one sheet: rows that end early shorter than others,
// blank ones empty, none after the last that has text.
type Table struct {
	Sheet string
	Rows  [][]string
	// Others are the visible sheets with text that were not read.
	Others []string
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
