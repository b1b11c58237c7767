package glossary

import (
	"strings"

	"concord/documents"
)

// pair reads a row that holds a whole concept: a term in each language and,
// in the exports of a term bank, its abbreviations and synonyms.
func (rd *rowReader) pair(cells *cells, before int) {
	term := documents.Pair[cell]{FR: cells.get("term", documents.FR), EN: cells.get("term", documents.EN)}
	id := cells.get("concept_id", "").text
	if id == "" {
		id = oneLine(term.FR.text) + "|" + oneLine(term.EN.text)
		if rd.bank {
			// A bank has one record for each sense.
			if rd.senses[id]++; rd.senses[id] > 1 {
				id += "-" + itoa(rd.senses[id])
			}
		}
	}
	subject := cells.get("subject", "").text
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if s := cells.get("subject", l).text; subject == "" {
			subject = s
		}
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		main := term.Of(l)
		base := rd.term(cells, l)
		if main.text != "" || !rd.bank {
			t := base
			t.Text = oneLine(main.text)
			rd.parameters(&t, cells.get("parameter", l).text)
			rd.add(id, subject, t, main.field, before)
		}
		for _, name := range []string{"abbreviation", "synonyms"} {
			list := cells.get(name, l)
			marks := splitList(cells.get(name+"_parameter", l).text)
			texts := splitList(list.text)
			for i, text := range texts {
				t := base
				t.Text, t.Gender = text, ""
				if base.Status == Preferred {
					t.Status = Admitted
				}
				t.Acronym = name == "abbreviation" && text == strings.ToUpper(text)
				// One list of parameters for each synonym, in their order; where
				// the numbers differ nobody can tell whose they are.
				if len(marks) == len(texts) {
					rd.parameters(&t, marks[i])
				} else if len(texts) == 1 {
					rd.parameters(&t, strings.Join(marks, ", "))
				} else if i == 0 && len(marks) > 0 {
					rd.left[name+"_parameter"]++
				}
				rd.add(id, subject, t, list.field, before)
			}
		}
	}
}

// splitList parts a cell that holds several terms.
func splitList(cell string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		if s = oneLine(strings.TrimSpace(s)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// parameters reads TERMIUM's remarks on a term: "correct, noun, feminine". What
// means nothing here is counted.
func (rd *rowReader) parameters(t *Term, list string) {
	for _, p := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' }) {
		p = strings.TrimSpace(p)
		if status, exact, ok := statusOf(p); ok && !exact && status != Preferred {
			rd.narrowed[p+" → "+string(status)]++
		}
		for _, word := range parameterWords[foldHeader(p)] {
			switch word {
			case "preferred": // the main entry is so already, a synonym stays admitted
			case "forbidden":
				t.Status = Forbidden
			case "masculine", "feminine":
				t.Gender = word
			default:
				t.POS = word
			}
		}
		if _, ok := parameterWords[foldHeader(p)]; !ok && p != "" {
			rd.left["parameter="+p]++
		}
	}
}

var parameterWords = map[string][]string{
	"correct": {"preferred"}, "official": {"preferred"}, "officiel": {"preferred"}, "standardized": {"preferred"}, "normalise": {"preferred"},
	"avoid": {"forbidden"}, "a eviter": {"forbidden"}, "obsolete": {"forbidden"}, "desuet": {"forbidden"}, "vieilli": {"forbidden"}, "deprecated": {"forbidden"},
	"noun": {"noun"}, "nom": {"noun"}, "verb": {"verb"}, "verbe": {"verb"}, "adj": {"adjective"}, "adjective": {"adjective"}, "adjectif": {"adjective"},
	"masculine": {"masculine"}, "masculin": {"masculine"}, "masc": {"masculine"}, "feminine": {"feminine"}, "feminin": {"feminine"}, "fem": {"feminine"},
	"nom masculin": {"noun", "masculine"}, "masculine noun": {"noun", "masculine"}, "nom feminin": {"noun", "feminine"}, "feminine noun": {"noun", "feminine"},
	"proper noun": {"properNoun"}, "nom propre": {"properNoun"},
}

// support reads TERMIUM's textual supports: definitions (DEF), observations
// (OBS) and contexts (CONT), for which there is no column.
func (rd *rowReader) support(cells *cells, field int, text string) {
	kind, rest, ok := strings.Cut(text, ":")
	name := ""
	if ok {
		switch strings.ToUpper(strings.TrimSpace(kind)) {
		case "DEF", "DÉF":
			name = "definition"
		case "OBS":
			name = "note"
		}
	}
	if name == "" {
		rd.left[rd.names[field]]++
		return
	}
	l := rd.columns[field].lang
	cells.set(name, l, cell{joined(cells.get(name, l).text, strings.TrimSpace(rest), " "), field})
}
