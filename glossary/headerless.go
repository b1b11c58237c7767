package glossary

import (
	"encoding/csv"
	"io"
	"strings"

	"concord/documents"
)

// ReadColumns reads a table without a header, as OmegaT, Wordfast and machine
// translation have them: its columns are named here, by any name that ReadCSV
// knows. In a table with tabs quotes are letters; lines that begin with "#" are
// comments. It is not mended by hand, so rows that are no use are counted, not
// faults.
func ReadColumns(r io.Reader, path string, columns []string) (*Glossary, error) {
	raw, g, err := begin(r, path)
	if err != nil {
		return nil, err
	}
	if looksXML(raw) {
		return nil, documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: ce fichier XML n’a pas de colonnes à nommer\u00a0; lisez-le sans --columns",
			"glossary %s: this XML file has no columns to name; read it without --columns", path)
	}
	text, err := decode(raw, g)
	if err != nil {
		return nil, err
	}
	if err := notATable(text, path); err != nil {
		return nil, err
	}
	rd := newRowReader(g)
	if !rd.header(columns) {
		return nil, documents.Problemf(documents.Misuse, "glossary-columns",
			"--columns %[1]s\u00a0: %[2]s", "--columns %[1]s: %[3]s", strings.Join(columns, ","), rd.faults[0].message.FR, rd.faults[0].message.EN)
	}
	rd.bank = true
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.Comment, c.FieldsPerRecord, c.ReuseRecord = separator(withoutComments(text)), '#', -1, true
	c.LazyQuotes = c.Comma == '\t'
	rd.rows(c)
	return rd.done()
}

// withoutComments is a text from its first line that is no comment.
func withoutComments(text string) string {
	for strings.HasPrefix(text, "#") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}
