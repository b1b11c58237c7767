package glossary

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

// A Sheet is a table whose first row names its columns: what a person keeps in
// a spreadsheet beside the glossary. ReadSheet reads one from text, SheetOf
// takes the rows of a workbook; FriendsOf and the package reference make lists
// of it.
type Sheet struct {
	// Path names the file for messages; SHA256 is its digest.
	Path, SHA256 string
	Rows         []SheetRow // without blank ones; the first is the header
	Warnings     []documents.Warning
}

// A SheetRow is one row with the line, from 1, on which it begins.
type SheetRow struct {
	Line  int
	Cells []string
}

// ReadSheet reads a table of text: commas, semicolons, tabs or bars, told apart
// by the header, in UTF-8, UTF-16 or Windows-1252. A fault of its syntax is a
// *documents.Problem (Misuse) that names the line.
func ReadSheet(r io.Reader, path string) (*Sheet, error) {
	raw, g, err := begin(r, path)
	if err != nil {
		return nil, err
	}
	text, err := decode(raw, g)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Path: path, SHA256: g.SHA256, Warnings: g.Warnings}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma = separator(text)
	c.FieldsPerRecord = -1
	for {
		rec, err := c.Read()
		var broken *csv.ParseError
		switch {
		case err == io.EOF:
			return s, nil
		case errors.As(err, &broken):
			return nil, documents.Problemf(documents.Misuse, "list-row",
				"%[1]s, ligne %[2]d\u00a0: les guillemets (\") ne sont pas fermés ou doublés comme il faut\u00a0; mettez toute la cellule entre guillemets et doublez ceux qu’elle contient",
				"%[1]s, line %[2]d: quotes (\") are not closed or doubled properly; put the whole cell in quotes and double those inside it", path, broken.StartLine)
		case err != nil:
			return nil, documents.Problemf(documents.Misuse, "list-file", "%s\u00a0: lecture impossible", "%s: cannot be read", path).Because(err)
		case len(s.Rows) >= maxRows:
			return nil, documents.Problemf(documents.Misuse, "list-file",
				"%[1]s\u00a0: plus de %[2]d lignes\u00a0; scindez le fichier", "%[1]s: more than %[2]d rows; split the file", path, maxRows)
		}
		line, _ := c.FieldPos(0)
		s.add(line, rec)
	}
}

// SheetOf takes the rows of a table that another package read, blank ones too.
func SheetOf(rows iter.Seq[[]string], path, sha256 string) *Sheet {
	s := &Sheet{Path: path, SHA256: sha256}
	line := 0
	for rec := range rows {
		if line++; line > maxRows {
			break
		}
		cells := make([]string, len(rec))
		for i, f := range rec {
			cells[i] = norm.NFC.String(withoutControls(strings.ToValidUTF8(f, "\ufffd")))
		}
		s.add(line, cells)
	}
	return s
}

func (s *Sheet) add(line int, cells []string) {
	if blank(cells) {
		return
	}
	for i, f := range cells {
		cells[i] = strings.TrimSpace(f)
	}
	s.Rows = append(s.Rows, SheetRow{Line: line, Cells: cells})
}

// Names reports whether the header has a column, by one of the names that
// words gives it.
func (s *Sheet) Names(column string, words map[string]string) bool {
	return len(s.Rows) > 0 && slices.ContainsFunc(s.Rows[0].Cells, func(h string) bool { return words[foldHeader(h)] == column })
}

// SheetColumns makes, of each column with the headers that name it, parted by
// bars and without accents, the table that Names and Read want.
func SheetColumns(m map[string]string) map[string]string { return wordTable(m) }

// A SheetReader goes through the rows of a sheet by the names of its columns
// and gathers what is wrong with them.
type SheetReader struct {
	sheet  *Sheet
	index  map[string]int
	line   int
	cells  []string
	faults []fault
	// what names the kind of file in messages.
	what documents.Pair[string]
}

// Read starts to read a sheet. Known gives the columns, in the order to be told
// to people; needed those without which nothing can be read; what names the
// file's kind ("reference texts"). Err has the faults of the header.
func (s *Sheet) Read(what documents.Pair[string], words map[string]string, known, needed []string) *SheetReader {
	rd := &SheetReader{sheet: s, index: map[string]int{}, what: what, line: 1}
	if len(s.Rows) == 0 {
		rd.Fault("le fichier est vide\u00a0; colonnes\u00a0: %[1]s", "the file is empty; its columns are %[1]s", strings.Join(known, ", "))
		return rd
	}
	rd.line = s.Rows[0].Line
	for i, h := range s.Rows[0].Cells {
		name := words[foldHeader(h)]
		switch _, twice := rd.index[name]; {
		case h == "":
		case name == "":
			rd.Fault("colonne inconnue «\u00a0%[1]s\u00a0»\u00a0; vouliez-vous dire «\u00a0%[2]s\u00a0»\u00a0? Colonnes connues\u00a0: %[3]s",
				"unknown column %[1]q; did you mean %[2]q? Known columns: %[3]s", short(h), nearest(strings.ToLower(h), known), strings.Join(known, ", "))
		case twice:
			rd.Fault("la colonne «\u00a0%[1]s\u00a0» figure deux fois\u00a0; gardez-en une", "column %[1]q stands twice; keep one", short(h))
		default:
			rd.index[name] = i
		}
	}
	for _, n := range needed {
		if _, ok := rd.index[n]; !ok {
			rd.Fault("il manque la colonne «\u00a0%[1]s\u00a0»", "the column %[1]q is missing", n)
		}
	}
	return rd
}

// Each calls row for each row under the header, until there are too many
// faults; not at all when the header has some.
func (rd *SheetReader) Each(row func()) {
	if len(rd.faults) > 0 {
		return
	}
	for _, r := range rd.sheet.Rows[1:] {
		if len(rd.faults) > maxFaults {
			return
		}
		rd.line, rd.cells = r.Line, r.Cells
		before := len(rd.faults)
		for i, f := range r.Cells {
			switch {
			case i >= len(rd.sheet.Rows[0].Cells) && f != "":
				rd.Fault("la ligne a plus de cellules que l’en-tête\u00a0; mettez entre guillemets une cellule qui contient le séparateur",
					"the row has more cells than the header; put a cell that holds the separator in quotes")
			case len(f) > maxCell:
				rd.Fault("cellule de plus de %[1]d octets\u00a0; raccourcissez-la", "cell of more than %[1]d bytes; shorten it", maxCell)
			}
		}
		if len(rd.faults) == before {
			row()
		}
	}
}

// Line is the line of the row that is read, from 1.
func (rd *SheetReader) Line() int { return rd.line }

// Cell is the text of a column in the row that is read; empty where it is
// absent.
func (rd *SheetReader) Cell(column string) string {
	if i, ok := rd.index[column]; ok && i < len(rd.cells) {
		return rd.cells[i]
	}
	return ""
}

// Lang reads a cell that names a language, as glossaries write it.
func (rd *SheetReader) Lang(column string) documents.Lang {
	text := rd.Cell(column)
	v, ok := valueOf("lang", text)
	if !ok {
		rd.Fault("colonne «\u00a0%[1]s\u00a0»\u00a0: langue inconnue «\u00a0%[2]s\u00a0»\u00a0; écrivez fr ou en", "column %[1]q: unknown language %[2]q; write fr or en", column, short(text))
	}
	return documents.Lang(v)
}

// Needed reads a cell that must hold a word.
func (rd *SheetReader) Needed(column string) string {
	text := rd.Cell(column)
	switch {
	case text == "":
		rd.Fault("la colonne «\u00a0%[1]s\u00a0» est vide", "column %[1]q is empty", column)
	case !hasWord(tokenise(text, documents.EN)):
		rd.Fault("la colonne «\u00a0%[1]s\u00a0» ne contient aucun mot\u00a0: «\u00a0%[2]s\u00a0»", "column %[1]q holds no word: %[2]q", column, short(text))
	}
	return text
}

// Fault notes what is wrong with the row that is read.
func (rd *SheetReader) Fault(fr, en string, args ...any) {
	rd.faults = append(rd.faults, fault{position{line: rd.line}, documents.Pair[string]{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}})
}

// Err is nil, or a *documents.Problem (Misuse, list-row) with the faults, up to
// ten of them, each with file and line.
func (rd *SheetReader) Err() error {
	if len(rd.faults) == 0 {
		return nil
	}
	path := rd.sheet.Path
	if len(rd.faults) == 1 {
		f := rd.faults[0]
		return documents.Problemf(documents.Misuse, "list-row", "%[3]s %[1]s, ligne %[2]d\u00a0: %[4]s", "%[5]s %[1]s, line %[2]d: %[6]s",
			path, f.at.line, rd.what.FR, f.message.FR, rd.what.EN, f.message.EN)
	}
	shown := rd.faults[:min(len(rd.faults), maxFaults)]
	var fr, en strings.Builder
	if len(rd.faults) > maxFaults {
		fmt.Fprintf(&fr, "%s %s\u00a0: plus de %d erreurs, dont voici les premières", rd.what.FR, path, maxFaults)
		fmt.Fprintf(&en, "%s %s: more than %d faults, of which the first are", rd.what.EN, path, maxFaults)
	} else {
		fmt.Fprintf(&fr, "%s %s\u00a0: %d erreurs", rd.what.FR, path, len(shown))
		fmt.Fprintf(&en, "%s %s: %d faults", rd.what.EN, path, len(shown))
	}
	for _, f := range shown {
		fmt.Fprintf(&fr, "\n  ligne %d\u00a0: %s", f.at.line, f.message.FR)
		fmt.Fprintf(&en, "\n  line %d: %s", f.at.line, f.message.EN)
	}
	return &documents.Problem{Class: documents.Misuse, Code: "list-row", Message: documents.Pair[string]{FR: fr.String(), EN: en.String()}}
}
