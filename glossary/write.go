package glossary

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"concord/documents"
)

// WriteCSV writes a glossary as ReadCSV reads it, one row per term with the
// columns of docs/glossary.md, French terms before English ones. comma parts
// the cells: ',' or '\t'. Nothing is lost but Warnings, File and Line.
//
// A cell that a spreadsheet would take for a formula has an apostrophe before
// it, which ReadCSV takes away: a glossary of strangers is opened by people, and
// =HYPERLINK(…) in a remark would be carried out (OWASP, CSV injection), while
// the suffix -ique would become #NAME?.
func WriteCSV(w io.Writer, g *Glossary, comma rune) error { return WriteRows(w, Rows(g), comma) }

// WriteRows writes the rows of Rows, which may have the EvidenceColumns after
// them, as WriteCSV does.
func WriteRows(w io.Writer, rows iter.Seq[[]string], comma rune) error {
	out := csv.NewWriter(w)
	out.Comma = comma
	safe := []string{}
	for row := range rows {
		safe = safe[:0]
		for _, cell := range row {
			if formula(cell) {
				cell = "'" + cell
			}
			safe = append(safe, cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formula reports whether a spreadsheet takes a cell of a CSV file for a
// formula. The wide signs are those of East Asian keyboards.
func formula(cell string) bool {
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, sign) {
			return true
		}
	}
	return false
}

// guarded reports whether a cell is a formula behind apostrophes.
func guarded(cell string) bool {
	return strings.HasPrefix(cell, "'") && formula(strings.TrimLeft(cell, "'"))
}

// unguarded takes away the apostrophe before a formula.
func unguarded(cell string) string {
	if guarded(cell) {
		return cell[1:]
	}
	return cell
}

// Rows gives a glossary as the rows of a table, its header first. The column
// definition is there when a term has one. A row is valid until the next. A
// cell with an apostrophe before a formula has one more, since readers take one
// away.
func Rows(g *Glossary) iter.Seq[[]string] {
	columns := usedColumns(g)
	return func(yield func([]string) bool) {
		if !yield(columns) {
			return
		}
		row := make([]string, len(columns))
		for i := range g.Concepts {
			c := &g.Concepts[i]
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				side := *c.Terms.Side(l)
				for n := range side {
					for k, name := range columns {
						if row[k] = columnOf(c, &side[n], name); guarded(row[k]) {
							row[k] = "'" + row[k]
						}
					}
					if !yield(row) {
						return
					}
				}
			}
		}
	}
}

// usedColumns are all columns but those that are only written when they hold
// something: the master keeps its shape.
func usedColumns(g *Glossary) []string {
	columns := append([]string{}, termColumns...)
	for _, name := range extraColumns {
		if g.anyTerm(func(c *Concept, t *Term) bool { return columnOf(c, t, name) != "" }) {
			columns = append(columns, name)
		}
	}
	return columns
}

// anyTerm reports whether a condition holds for one of the terms.
func (g *Glossary) anyTerm(is func(*Concept, *Term) bool) bool {
	for i := range g.Concepts {
		c := &g.Concepts[i]
		for _, side := range [][]Term{c.Terms.FR, c.Terms.EN} {
			for n := range side {
				if is(c, &side[n]) {
					return true
				}
			}
		}
	}
	return false
}

// columnOf is a term's cell in a column.
func columnOf(c *Concept, t *Term, name string) string {
	switch name {
	case "concept_id":
		return c.ID
	case "subject":
		return c.Subject
	case "lang":
		return string(t.Lang)
	case "term":
		return t.Text
	case "status":
		return string(t.Status)
	case "pos":
		return t.POS
	case "gender":
		return t.Gender
	case "term_type":
		if t.Acronym {
			return "acronym"
		}
		return "fullForm"
	case "match":
		return string(t.Match)
	case "geo":
		return t.Geo
	case "cues":
		return strings.Join(t.Cues, ";")
	case "source":
		return t.Source
	case "note":
		return t.Note
	case "definition":
		return t.Definition
	case "forms":
		return strings.Join(t.Forms, ";")
	}
	panic(fmt.Sprintf("glossary: no column %q", name)) // the columns are ours
}

// splitCues reads the words of the column cues.
func splitCues(cell string) []string {
	var cues []string
	for _, c := range strings.Split(cell, ";") {
		if c = strings.TrimSpace(c); c != "" {
			cues = append(cues, c)
		}
	}
	return cues
}
