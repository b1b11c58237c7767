package bitext

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"concord/internal/printable"
)

// readTSV reads a table: a header line that names the columns fr and en, and id
// if there is one, in any order, and for Links fr_ids and en_ids; other columns
// are passed over. A tab always separates; quotes that a spreadsheet put round
// a field with quotes in it are taken off. Empty lines are passed over as well.
func readTSV(f *file) ([]Row, error) {
	var rows []Row
	var columns tsvColumns
	line := 0
	for text := range bytes.Lines(f.data) {
		line++
		s := strings.TrimRight(string(text), "\r\n")
		if !utf8.ValidString(s) {
			return nil, f.problem(line, "encoding", "le texte n’est pas en UTF-8\u00a0; enregistrez le fichier en UTF-8",
				"the text is not UTF-8; save the file as UTF-8")
		}
		if strings.TrimSpace(s) == "" {
			continue
		}
		fields := strings.Split(s, "\t")
		if columns.count == 0 {
			var err error
			if columns, err = f.tsvHeader(line, fields); err != nil {
				return nil, err
			}
			continue
		}
		if len(fields) != columns.count {
			return nil, f.problem(line, "columns",
				"nombre de colonnes\u00a0: %[1]d, alors que l’en-tête en nomme %[2]d\u00a0; vérifiez les tabulations",
				"number of columns: %[1]d, where the header names %[2]d; check the tabs", len(fields), columns.count)
		}
		row := Row{ID: strconv.Itoa(len(rows) + 1), Line: line, FR: tidy(unquote(fields[columns.fr])), EN: tidy(unquote(fields[columns.en]))}
		if columns.id >= 0 {
			row.ID = tidy(unquote(fields[columns.id]))
		}
		for _, side := range []struct {
			at   int
			name string
			to   *[]int
		}{{columns.frIDs, "fr_ids", &row.Numbers.FR}, {columns.enIDs, "en_ids", &row.Numbers.EN}} {
			if side.at >= 0 {
				var err error
				if *side.to, err = f.numbers(line, side.name, fields[side.at]); err != nil {
					return nil, err
				}
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// unquote takes off the quotes that spreadsheets put round a field with quotes
// in it, which they double. A field in quotes without any inside stands as it
// is: it may well be a quotation.
func unquote(s string) string {
	if len(s) < 4 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	inner := s[1 : len(s)-1]
	single := strings.ReplaceAll(inner, `""`, "\x00")
	if single == inner || strings.Contains(single, `"`) {
		return s
	}
	return strings.ReplaceAll(inner, `""`, `"`)
}

// tsvColumns has the places of the columns from 0; -1 for one that may be
// missing and is.
type tsvColumns struct{ id, fr, en, frIDs, enIDs, count int }

func (f *file) tsvHeader(line int, fields []string) (tsvColumns, error) {
	names := make([]string, len(fields))
	for i, n := range fields {
		names[i] = strings.ToLower(strings.Trim(n, "\" "))
	}
	c := tsvColumns{count: len(fields)}
	for _, want := range []struct {
		name string
		at   *int
	}{{"id", &c.id}, {"fr", &c.fr}, {"en", &c.en}, {"fr_ids", &c.frIDs}, {"en_ids", &c.enIDs}} {
		*want.at = slices.Index(names, want.name)
		switch {
		case *want.at >= 0 && slices.Index(names[*want.at+1:], want.name) >= 0:
			return c, f.problem(line, "header", "la colonne «\u00a0%[1]s\u00a0» est là deux fois\u00a0; gardez-en une seule",
				"column %[2]q is there twice; keep one of them", want.name, want.name)
		case *want.at < 0 && (want.name == "fr" || want.name == "en"):
			got := printable.Line(strings.Join(fields[:min(len(fields), 8)], ", "))
			return c, f.problem(line, "header",
				"l’en-tête n’a pas de colonne «\u00a0%[1]s\u00a0» (on y lit\u00a0: %[2]s)\u00a0; la première ligne doit nommer les colonnes id, fr et en, séparées par des tabulations",
				"the header has no column %[3]q (it has: %[2]s); the first line must name the columns id, fr and en, with tabs between them",
				want.name, shorten(got), want.name)
		}
	}
	return c, nil
}

// shorten keeps the start of a long text for a message.
func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
