package glossary

import (
	"fmt"
	"slices"
	"strings"

	"concord/documents"
)

// A rowReader turns rows into concepts. Faults are collected, so that a person
// who mends the file sees them together.
type rowReader struct {
	glossary *Glossary
	columns  []string // of the header, "" for an empty one
	paired   bool     // columns fr and en, one concept a row
	byID     map[string]int
	seen     map[string]int // concept, language and term, to its line
	pos      func(field int) (line, col int)
	faults   []fault
}

// A position is a 1-based line and a 1-based column in bytes.
type position struct{ line, col int }

type fault struct {
	at      position
	message documents.Pair[string]
}

// The columns of the one-row-per-term form, and those that the two-column form
// may have besides fr and en.
var (
	termColumns = []string{"concept_id", "subject", "lang", "term", "status", "pos", "gender",
		"term_type", "match", "geo", "cues", "source", "note"}
	extraColumns = []string{"definition"}
	pairColumns  = []string{"fr", "en", "concept_id", "subject", "cues", "source", "note", "definition"}
)

// The values that a column may hold; the first is the one for an empty cell.
var columnValues = map[string][]string{
	"lang":      {"fr", "en"},
	"status":    {string(Preferred), string(Admitted), string(Forbidden)},
	"pos":       {"noun", "verb", "adjective", "properNoun", "phrase"},
	"gender":    {"", "masculine", "feminine"},
	"term_type": {"fullForm", "acronym"},
	"match":     {string(Lemma), string(Exact), string(ExactCase)},
}

func (rd *rowReader) faultAt(at position, fr, en string, args ...any) {
	rd.faults = append(rd.faults, fault{at, documents.Pair[string]{
		FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}})
}

func (rd *rowReader) fault(field int, fr, en string, args ...any) {
	at := position{1, 1}
	if rd.pos != nil {
		at.line, at.col = rd.pos(field)
	}
	rd.faultAt(at, fr, en, args...)
}

// header reads the column names, and reports whether rows can be read by them.
func (rd *rowReader) header(rec []string) bool {
	names := make([]string, len(rec))
	for i, f := range rec {
		names[i] = strings.ToLower(strings.TrimSpace(f))
	}
	known := slices.Concat(termColumns, extraColumns)
	if slices.Contains(names, "fr") && slices.Contains(names, "en") {
		known, rd.paired = pairColumns, true
	}
	before := len(rd.faults)
	for i, n := range names {
		switch {
		case n == "":
		case !slices.Contains(known, n):
			rd.fault(i, "colonne inconnue «\u00a0%[1]s\u00a0»\u00a0; vouliez-vous dire «\u00a0%[2]s\u00a0»\u00a0? Colonnes connues\u00a0: %[3]s",
				"unknown column %[1]q; did you mean %[2]q? Known columns: %[3]s",
				n, nearest(n, known), strings.Join(known, ", "))
		case slices.Contains(names[:i], n):
			rd.fault(i, "la colonne «\u00a0%[1]s\u00a0» figure deux fois\u00a0; gardez-en une", "column %[1]q stands twice; keep one", n)
		}
	}
	if len(rd.faults) == before && !rd.paired {
		for _, need := range []string{"concept_id", "lang", "term"} {
			if !slices.Contains(names, need) {
				rd.fault(0, "il manque la colonne «\u00a0%[1]s\u00a0» dans l’en-tête (ou bien les deux colonnes «\u00a0fr\u00a0» et «\u00a0en\u00a0»)",
					"the header lacks the column %[1]q (or else the two columns \"fr\" and \"en\")", need)
			}
		}
	}
	rd.columns = names
	return len(rd.faults) == before
}

// row reads one row into its concept.
func (rd *rowReader) row(rec []string) {
	before := len(rd.faults)
	cell := map[string]string{}
	field := map[string]int{}
	for i, f := range rec {
		f = strings.TrimSpace(f)
		switch {
		case i >= len(rd.columns) || rd.columns[i] == "":
			if f != "" {
				rd.fault(i, "la ligne a plus de cellules que l’en-tête (%[1]d au lieu de %[2]d)\u00a0; mettez entre guillemets une cellule qui contient le séparateur",
					"the row has more cells than the header (%[1]d instead of %[2]d); put a cell that holds the separator in quotes",
					len(rec), len(rd.columns))
				return
			}
		case len(f) > maxCell:
			rd.fault(i, "cellule de plus de %[1]d octets\u00a0; raccourcissez-la", "cell of more than %[1]d bytes; shorten it", maxCell)
		default:
			cell[rd.columns[i]], field[rd.columns[i]] = f, i
		}
	}
	for _, name := range termColumns {
		values, strict := columnValues[name]
		if !strict || rd.paired {
			continue
		}
		v := cell[name]
		if v == "" && name != "lang" { // also for a column that is not there
			cell[name] = values[0]
			continue
		}
		if i := slices.IndexFunc(values, func(w string) bool { return strings.EqualFold(v, w) }); i >= 0 {
			cell[name] = values[i]
			continue
		}
		list := strings.Join(slices.DeleteFunc(slices.Clone(values), func(s string) bool { return s == "" }), ", ")
		if v == "" {
			rd.fault(field[name], "la colonne «\u00a0%[1]s\u00a0» est vide\u00a0; valeurs possibles\u00a0: %[2]s",
				"column %[1]q is empty; possible values: %[2]s", name, list)
			continue
		}
		rd.fault(field[name], "valeur inconnue «\u00a0%[1]s\u00a0» dans la colonne «\u00a0%[2]s\u00a0»\u00a0; valeurs possibles\u00a0: %[3]s",
			"unknown value %[1]q in column %[2]q; possible values: %[3]s", v, name, list)
	}
	base := Term{
		Status: Status(cell["status"]), POS: cell["pos"], Gender: cell["gender"],
		Acronym: cell["term_type"] == "acronym", Match: Match(cell["match"]), Geo: cell["geo"],
		Source: cell["source"], Note: cell["note"], Definition: cell["definition"], File: rd.glossary.Path,
		Cues: splitCues(cell["cues"]),
	}
	id := cell["concept_id"]
	if !rd.paired {
		if id == "" {
			rd.fault(field["concept_id"], "l’identifiant du concept est vide\u00a0; donnez le même à tous les termes d’un concept",
				"the concept_id is empty; give all terms of a concept the same one")
		}
		base.Lang, base.Text = documents.Lang(cell["lang"]), cell["term"]
		rd.add(id, cell["subject"], base, field["term"], before)
		return
	}
	base.Status, base.POS, base.Match = Preferred, "noun", Lemma
	if id == "" {
		id = cell["fr"] + "|" + cell["en"]
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		t := base
		t.Lang, t.Text = l, cell[string(l)]
		if l == documents.EN {
			t.Cues = nil // cues are for the French sense
		}
		rd.add(id, cell["subject"], t, field[string(l)], before)
	}
}

// add puts a term into its concept unless the row has a fault (there are more
// than before).
func (rd *rowReader) add(id, subject string, t Term, field, before int) {
	tokens := tokenise(t.Text, t.Lang)
	switch {
	case t.Text == "":
		rd.fault(field, "le terme est vide\u00a0; écrivez-le ou supprimez la ligne", "the term is empty; write it or delete the row")
	case !hasWord(tokens):
		rd.fault(field, "le terme «\u00a0%[1]s\u00a0» ne contient aucun mot", "the term %[1]q holds no word", t.Text)
	case len(tokens) > maxTermTokens:
		rd.fault(field, "le terme a plus de %[1]d mots\u00a0; une phrase n’est pas un terme", "the term has more than %[1]d words; a sentence is not a term", maxTermTokens)
	}
	at := position{1, 1}
	at.line, at.col = rd.pos(field)
	t.Line = at.line
	key := id + "\x00" + string(t.Lang) + "\x00" + t.Text
	if first, ok := rd.seen[key]; ok && len(rd.faults) == before {
		rd.fault(field, "«\u00a0%[1]s\u00a0» figure déjà à la ligne %[2]d pour le concept «\u00a0%[3]s\u00a0»\u00a0; supprimez l’une des deux lignes",
			"%[1]q already stands on line %[2]d for the concept %[3]q; delete one of the two rows", t.Text, first, id)
	}
	if len(rd.faults) > before {
		return
	}
	rd.seen[key] = t.Line
	n, ok := rd.byID[id]
	if !ok {
		n = len(rd.glossary.Concepts)
		rd.byID[id] = n
		rd.glossary.Concepts = append(rd.glossary.Concepts, Concept{ID: id, Subject: subject})
	}
	side := rd.glossary.Concepts[n].Terms.Side(t.Lang)
	*side = append(*side, t)
}

// oneSided warns of concepts that can never be checked: those without a term
// that may be used in one of the languages.
func (g *Glossary) oneSided() {
	for _, c := range g.Concepts {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			usable := slices.ContainsFunc(c.Terms.Of(l), func(t Term) bool { return t.Status != Forbidden })
			if usable {
				continue
			}
			line := 0
			for _, t := range append(slices.Clone(c.Terms.FR), c.Terms.EN...) {
				if line == 0 || t.Line < line {
					line = t.Line
				}
			}
			name := map[documents.Lang]documents.Pair[string]{
				documents.FR: {FR: "français", EN: "French"}, documents.EN: {FR: "anglais", EN: "English"}}[l]
			g.warnPair("glossary-one-sided", documents.Pair[string]{
				FR: fmt.Sprintf("%s:%d\u00a0: le concept «\u00a0%s\u00a0» n’a pas de terme %s utilisable\u00a0; il ne sera pas vérifié", g.Path, line, c.ID, name.FR),
				EN: fmt.Sprintf("%s:%d: the concept %q has no usable %s term; it will not be checked", g.Path, line, c.ID, name.EN),
			})
		}
	}
}

// problem tells the faults, one a line when there are several.
func (rd *rowReader) problem() *documents.Problem {
	path := rd.glossary.Path
	if len(rd.faults) == 1 {
		f := rd.faults[0]
		return &documents.Problem{Class: documents.Misuse, Code: "glossary-row", Message: documents.Pair[string]{
			FR: fmt.Sprintf("glossaire %s, ligne %d, colonne %d\u00a0: %s", path, f.at.line, f.at.col, f.message.FR),
			EN: fmt.Sprintf("glossary %s, line %d, column %d: %s", path, f.at.line, f.at.col, f.message.EN),
		}}
	}
	shown := rd.faults[:min(len(rd.faults), maxFaults)]
	var fr, en strings.Builder
	if len(rd.faults) > maxFaults {
		fmt.Fprintf(&fr, "glossaire %s\u00a0: plus de %d erreurs, dont voici les premières", path, maxFaults)
		fmt.Fprintf(&en, "glossary %s: more than %d faults, of which the first are", path, maxFaults)
	} else {
		fmt.Fprintf(&fr, "glossaire %s\u00a0: %d erreurs", path, len(shown))
		fmt.Fprintf(&en, "glossary %s: %d faults", path, len(shown))
	}
	for _, f := range shown {
		fmt.Fprintf(&fr, "\n  ligne %d, colonne %d\u00a0: %s", f.at.line, f.at.col, f.message.FR)
		fmt.Fprintf(&en, "\n  line %d, column %d: %s", f.at.line, f.at.col, f.message.EN)
	}
	return &documents.Problem{Class: documents.Misuse, Code: "glossary-row",
		Message: documents.Pair[string]{FR: fr.String(), EN: en.String()}}
}

func (g *Glossary) warn(code, fr, en string, args ...any) {
	g.warnPair(code, documents.Pair[string]{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)})
}

func (g *Glossary) warnPair(code string, message documents.Pair[string]) {
	g.Warnings = append(g.Warnings, documents.Warning{Code: code, Message: message})
}

// nearest returns the name with the smallest edit distance to s; of equal
// ones the first.
func nearest(s string, names []string) string {
	best, least := names[0], 1<<30
	for _, n := range names {
		if d := distance([]rune(s), []rune(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is the Levenshtein distance. Long names are cut: nothing near them
// is known anyway.
func distance(a, b []rune) int {
	a = a[:min(len(a), 64)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diag := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
