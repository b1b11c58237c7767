package glossary

import (
	"encoding/csv"
	"io"
	"strings"

	"concord/documents"
)

// readUTX reads a glossary in UTX (Asia-Pacific Association for Machine
// Translation), a table with tabs. Its first lines begin with "#": the first
// names the languages, the last the columns, which are src, tgt and src:pos up
// to version 1.11 and may be term:en and pos:en from 1.20 on. "-" is an empty
// cell. The status is that of the term of the second language.
func readUTX(text string, g *Glossary) (*Glossary, error) {
	rd := newRowReader(g)
	rd.paired, rd.foreign, rd.bank, rd.synonyms = true, true, true, true
	var tags [2]string
	var names []string
	for line := range strings.Lines(text) {
		line, isHead := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "#")
		if !isHead {
			break
		}
		if tags[0] == "" {
			tags = utxLanguages(line)
		}
		if strings.Contains(line, "\t") {
			names = strings.Split(line, "\t")
		}
	}
	sides := map[documents.Lang]bool{}
	for _, name := range names {
		c := utxColumn(name, tags)
		if c.name == "term" {
			sides[c.lang] = true
		}
		rd.columns, rd.names = append(rd.columns, c), append(rd.names, strings.TrimSpace(name))
	}
	if !sides[documents.FR] || !sides[documents.EN] {
		return nil, documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %[1]s\u00a0: ce fichier UTX n’a pas à la fois le français et l’anglais (langues\u00a0: %[2]s)\u00a0; exportez ces deux langues",
			"glossary %[1]s: this UTX file does not have both French and English (languages: %[2]s); export these two languages",
			g.Path, short(strings.Trim(strings.Join(tags[:], "/"), "/")))
	}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.Comment, c.LazyQuotes, c.FieldsPerRecord = '\t', '#', true, -1
	rd.pos = func(i int) (int, int) { return c.FieldPos(i) }
	for n := 1; ; n++ {
		rec, err := c.Read()
		if err == io.EOF {
			return rd.done()
		}
		if err != nil {
			rd.broken(err)
			return rd.done()
		}
		for i := range rec {
			rec[i] = rd.utxCell(i, rec[i])
		}
		if !blank(rec) && !rd.take(rec, n) {
			return rd.done()
		}
	}
}

// utxLanguages finds the two language tags in the first line: "UTX 1.11;
// en/fr-CA; 2020-01-01; …".
func utxLanguages(line string) [2]string {
	for _, field := range strings.Split(line, ";") {
		from, to, ok := strings.Cut(strings.TrimSpace(field), "/")
		if ok && languageTag(from) && languageTag(to) {
			return [2]string{from, to}
		}
	}
	return [2]string{}
}

// languageTag reports whether a word looks like a language tag.
func languageTag(s string) bool {
	return len(s) >= 2 && len(s) <= 12 && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// utxColumn is the column for a name such as src, tgt:pos, term:fr or "concept
// ID".
func utxColumn(name string, tags [2]string) column {
	field := ""
	c := column{}
	for _, part := range strings.Split(strings.ToLower(strings.TrimSpace(name)), ":") {
		switch {
		case part == "src":
			c.lang = utxSide(tags[0])
		case part == "tgt":
			c.lang = utxSide(tags[1])
		case len(part) == 2 || len(part) > 2 && part[2] == '-':
			c.lang = utxSide(part)
		default:
			field = part
		}
	}
	switch field {
	case "", "term":
		c.name = "term"
	case "pos":
		c.name = "pos"
	case "status", "term status":
		c.name = "status"
		if c.lang == "" {
			c.lang = utxSide(tags[1])
		}
	case "comment", "note":
		c.name = "note"
	case "definition":
		c.name = "definition"
	case "domain", "subject":
		return column{name: "subject"}
	case "concept id":
		return column{name: "concept_id"}
	default:
		return column{name: unread}
	}
	if c.lang == another {
		return column{name: another}
	}
	if c.name == "term" && c.lang == "" {
		return column{name: unread}
	}
	return c
}

func utxSide(tag string) documents.Lang {
	if l := languageOf(tag); l != "" {
		return l
	}
	return another
}

// utxCell reads a cell as the columns here have it.
func (rd *rowReader) utxCell(field int, text string) string {
	text = strings.TrimSpace(text)
	if text == "-" {
		return ""
	}
	if field >= len(rd.columns) || text == "" {
		return text
	}
	switch rd.columns[field].name {
	case "status":
		if s, exact, ok := statusOf(text); ok {
			if !exact {
				rd.narrowed[text+" → "+string(s)]++
			}
			return string(s)
		}
	case "pos":
		if _, ok := valueOf("pos", text); !ok {
			rd.narrowed[text+" → phrase"]++
			return "phrase"
		}
	}
	return text
}
