package glossary

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"concord/documents"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Limits of a glossary file. The largest public term banks (IATE, Termium
// exports) have some hundred thousand concepts a language pair; a term of more
// than maxTermTokens words is a sentence in the wrong cell.
const (
	maxBytes      = 256 << 20
	maxRows       = 1_000_000
	maxCell       = 8_192 // bytes
	maxTermTokens = 40    // words and signs
	maxFaults     = 10    // told at once
)

// ReadCSV reads a glossary: one row per term with the columns that
// docs/glossary.md describes, or a column of terms for each language with one
// concept a row. The header names the columns, in any order and in French or
// English words; those of the CSV exports of IATE and TERMIUM Plus are known.
// Commas, semicolons (as French spreadsheets write), tabs and bars are told
// apart by the header; a byte order mark, CRLF line ends, empty rows, UTF-16
// and Windows-1252 are understood.
//
// Path is used for messages and Term.File only. A file with faults gives a
// *documents.Problem (Misuse, glossary-row or glossary-file) that tells up to
// ten of them with line and column. What is merely doubtful is in
// Glossary.Warnings.
func ReadCSV(r io.Reader, path string) (*Glossary, error) {
	raw, g, err := begin(r, path)
	if err != nil {
		return nil, err
	}
	return readCSV(raw, g)
}

func readCSV(raw []byte, g *Glossary) (*Glossary, error) {
	text, err := decode(raw, g)
	if err != nil {
		return nil, err
	}
	if err := notATable(text, g.Path); err != nil {
		return nil, err
	}
	if strings.HasPrefix(text, "#UTX") {
		return readUTX(text, g)
	}
	rd := newRowReader(g)
	c := csv.NewReader(strings.NewReader(text))
	c.Comma = separator(text)
	c.FieldsPerRecord = -1
	c.ReuseRecord = true
	rd.rows(c)
	return rd.done()
}

// done is what the rows came to.
func (rd *rowReader) done() (*Glossary, error) {
	g := rd.glossary
	if len(rd.faults) > 0 {
		return nil, rd.problem()
	}
	if len(g.Concepts) == 0 {
		return nil, documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: aucun terme\u00a0; mettez un terme par ligne sous l’en-tête",
			"glossary %s: holds no term; put one term a row under the header", g.Path)
	}
	g.leftOut(rd.left, rd.languages, rd.skipped, rd.firstSkip)
	g.narrowed(rd.narrowed)
	g.oneSided()
	return g, nil
}

// FromRows reads the rows of a table that another package took from its file,
// such as a workbook, with what ReadCSV knows of headers and columns. Rows are
// numbered from 1 as they come, blank ones too; path and sha256 are those of
// the file.
func FromRows(rows iter.Seq[[]string], path, sha256 string) (*Glossary, error) {
	rd := newRowReader(&Glossary{Path: path, SHA256: sha256})
	line := 0
	rd.pos = func(field int) (int, int) { return line, field + 1 }
	for rec := range rows {
		if line++; blank(rec) {
			continue
		}
		for i := range rec {
			rec[i] = norm.NFC.String(withoutControls(strings.ToValidUTF8(rec[i], "\ufffd")))
		}
		if !rd.take(rec, line) {
			break
		}
	}
	return rd.done()
}

// take reads the header or a row, and reports whether to go on.
func (rd *rowReader) take(rec []string, line int) bool {
	switch {
	case line > maxRows:
		rd.fault(0, "plus de %d lignes\u00a0; scindez le glossaire", "more than %d rows; split the glossary", maxRows)
		return false
	case rd.columns == nil:
		return rd.header(rec)
	}
	rd.row(rec)
	return len(rd.faults) <= maxFaults
}

// decode gives the text as UTF-8 in NFC with LF line ends, without byte order
// mark.
func decode(raw []byte, g *Glossary) (string, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if wide := utf16Of(raw); wide != nil {
		// What spreadsheets call "Unicode text".
		b, err := wide.NewDecoder().Bytes(raw)
		if err != nil {
			return "", damagedUTF16(g.Path).Because(err)
		}
		raw = b
	}
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return "", documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: c’est un classeur\u00a0; enregistrez la feuille au format «\u00a0CSV UTF-8\u00a0»",
			"glossary %s: this is a workbook; save the sheet as \"CSV UTF-8\"", g.Path)
	case bytes.HasPrefix(raw, []byte("\x00\x01\x00\x00Standard ")):
		return "", documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: c’est une base de données (.sdltb de MultiTerm, .mdb)\u00a0; exportez les termes en XML de MultiTerm, en TBX ou en CSV",
			"glossary %s: this is a database (MultiTerm's .sdltb, .mdb); export the terms as MultiTerm XML, TBX or CSV", g.Path)
	case bytes.IndexByte(raw, 0) >= 0:
		return "", documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: ce n’est pas du texte\u00a0; attendu\u00a0: un fichier CSV",
			"glossary %s: not a text file; a CSV file is expected", g.Path)
	}
	text := string(raw)
	if !utf8.ValidString(text) {
		// French spreadsheets save plain "CSV" in Windows-1252.
		b, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		if err != nil {
			return "", documents.Problemf(documents.Misuse, "glossary-file",
				"glossaire %s\u00a0: encodage inconnu\u00a0; enregistrez-le au format «\u00a0CSV UTF-8\u00a0»",
				"glossary %s: unknown encoding; save it as \"CSV UTF-8\"", g.Path)
		}
		text = string(b)
		g.warn("glossary-encoding",
			"glossaire %s\u00a0: lu comme du Windows-1252\u00a0; enregistrez-le de préférence au format «\u00a0CSV UTF-8\u00a0»",
			"glossary %s: read as Windows-1252; better saved as \"CSV UTF-8\"", g.Path)
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return norm.NFC.String(withoutControls(text)), nil
}

// withoutControls puts the replacement sign for characters that no file of text should
// hold and XML cannot.
func withoutControls(text string) string {
	odd := func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
	}
	if strings.IndexFunc(text, odd) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if odd(r) {
			return '\ufffd'
		}
		return r
	}, text)
}

// separator is the one of comma, semicolon, tab and bar (IATE) that the header line has
// most of; a comma when it has none.
func separator(text string) rune {
	head, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best, most := ',', 0
	for _, r := range ",;\t|" {
		if n := strings.Count(head, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

// rows reads the header and every row, and collects faults as it goes.
func (rd *rowReader) rows(c *csv.Reader) {
	line := 0
	for {
		rec, err := c.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			rd.broken(err)
			return
		}
		if blank(rec) {
			continue
		}
		rd.pos = func(i int) (int, int) { return c.FieldPos(i) }
		if line++; !rd.take(rec, line) {
			return
		}
	}
}

func blank(rec []string) bool {
	for _, f := range rec {
		if strings.TrimSpace(f) != "" {
			return false
		}
	}
	return true
}

// broken tells a fault of the CSV syntax itself. The reader cannot know where
// the next row starts, so nothing after it is read.
func (rd *rowReader) broken(err error) {
	var pe *csv.ParseError
	if !errors.As(err, &pe) {
		rd.pos = nil
		rd.fault(0, "lecture impossible (%[1]v)", "cannot be read (%[1]v)", err)
		return
	}
	at := position{pe.Line, pe.Column}
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		rd.faultAt(at, "un guillemet (\") se trouve au milieu d’une cellule\u00a0; doublez-le et mettez toute la cellule entre guillemets",
			"a quote (\") stands inside a cell; double it and put the whole cell in quotes")
	case errors.Is(err, csv.ErrQuote):
		at.line = pe.StartLine
		if pe.StartLine != pe.Line {
			at.col = 1
		}
		rd.faultAt(at, "une cellule entre guillemets n’est pas refermée comme il faut\u00a0; terminez-la par un guillemet (\") et doublez ceux qu’elle contient",
			"a quoted cell is not closed properly; end it with a quote (\") and double those inside it")
	default:
		rd.faultAt(at, "ligne illisible (%[1]v)", "row cannot be read (%[1]v)", pe.Err)
	}
}
