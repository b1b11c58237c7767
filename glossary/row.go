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
	columns  []column // of the header; the zero column for an empty cell
	names    []string // the header as it was written
	paired   bool     // a column of terms for each language, one concept a row
	// foreign marks the table of another program or of a person who wrote the
	// header in words: what has no column is counted, not a fault.
	foreign bool
	// bank marks the export of a term bank, which nobody mends by hand: rows
	// that are no use are counted, not faults.
	bank bool
	// synonyms marks a table whose rows repeat a concept's terms, one row for
	// each pair of them.
	synonyms bool
	byID     map[string]int
	seen     map[seenTerm]int // of concepts with many terms, to the line
	cells    cells
	tokens   tokeniser
	terms    termRoom
	pos      func(field int) (line, col int)
	faults   []fault

	senses                    map[string]int // rows of a bank with the same two terms
	left, languages, narrowed map[string]int
	skipped                   int
	firstSkip                 string
}

func newRowReader(g *Glossary) *rowReader {
	return &rowReader{glossary: g, byID: map[string]int{}, seen: map[seenTerm]int{},
		senses: map[string]int{}, left: map[string]int{}, languages: map[string]int{}, narrowed: map[string]int{}}
}

// A position is a 1-based line and a 1-based column in bytes.
type position struct{ line, col int }

type fault struct {
	at      position
	message documents.Pair[string]
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
	rd.columns, rd.names = make([]column, len(rec)), make([]string, len(rec))
	unknown := map[int]bool{}
	for i, f := range rec {
		rd.names[i] = strings.TrimSpace(f)
		if rd.names[i] == "" {
			continue
		}
		c, plain, ok := columnFor(f)
		if ok {
			rd.columns[i] = c
			rd.foreign = rd.foreign || !plain
			switch folded := foldHeader(f); {
			case c.name == "parameter", c.name == "support", strings.HasPrefix(folded, "t term"), folded == "e id", folded == "entry id":
				rd.bank = true
			}
			continue
		}
		unknown[i] = true
	}
	before := len(rd.faults)
	sides := map[documents.Lang]bool{}
	pairs := slices.Contains(rd.columns, column{"term", documents.FR}) && slices.Contains(rd.columns, column{"term", documents.EN})
	known := append(slices.Concat(termColumns, extraColumns), "fr", "en")
	for i, c := range rd.columns {
		n := strings.ToLower(rd.names[i])
		switch {
		case unknown[i] && (rd.foreign || pairs && !slip(n, known)):
			rd.columns[i] = column{name: unread}
		case unknown[i]:
			rd.fault(i, "colonne inconnue «\u00a0%[1]s\u00a0»\u00a0; vouliez-vous dire «\u00a0%[2]s\u00a0»\u00a0? Colonnes connues\u00a0: %[3]s",
				"unknown column %[1]q; did you mean %[2]q? Known columns: %[3]s", short(n), nearest(n, known), strings.Join(known, ", "))
		case c.name != "" && c.name != evidence && c.name != unread && c.name != another && c.name != "support" && c.name != "synonyms" && slices.Contains(rd.columns[:i], c):
			if rd.bank && c.name == "term" {
				// memoQ repeats the column for each synonym.
				rd.columns[i] = column{"synonyms", c.lang}
				continue
			}
			if rd.bank {
				rd.columns[i] = column{name: unread}
				continue
			}
			rd.fault(i, "la colonne «\u00a0%[1]s\u00a0» figure deux fois\u00a0; gardez-en une", "column %[1]q stands twice; keep one", short(strings.ToLower(rd.names[i])))
		case c.name == "term" && c.lang != "":
			sides[c.lang] = true
		}
	}
	rd.paired = len(sides) == 2
	if rd.notAHeader(rec, before) || len(rd.faults) > before {
		return false
	}
	if len(sides) == 1 {
		rd.fault(0, "l’en-tête n’a de termes que dans une langue\u00a0; ajoutez la colonne de l’autre («\u00a0français\u00a0» ou «\u00a0anglais\u00a0»)",
			"the header has terms in one language only; add the column of the other (\"French\" or \"English\")")
	} else if !rd.paired {
		for _, need := range []string{"concept_id", "lang", "term"} {
			if !slices.Contains(rd.columns, column{name: need}) {
				rd.fault(0, "il manque la colonne «\u00a0%[1]s\u00a0» dans l’en-tête (ou bien les deux colonnes «\u00a0fr\u00a0» et «\u00a0en\u00a0»)",
					"the header lacks the column %[1]q (or else the two columns \"fr\" and \"en\")", need)
			}
		}
	}
	return len(rd.faults) == before
}

// row reads one row into its concept.
func (rd *rowReader) row(rec []string) {
	before := len(rd.faults)
	cells := &rd.cells
	cells.row++
	for i, f := range rec {
		f = unguarded(lineEnds(strings.TrimSpace(f)))
		switch {
		case i >= len(rd.columns) || rd.columns[i].name == "":
			if f != "" && !rd.bank {
				rd.fault(i, "la ligne a plus de cellules que l’en-tête (%[1]d au lieu de %[2]d)\u00a0; mettez entre guillemets une cellule qui contient le séparateur",
					"the row has more cells than the header (%[1]d instead of %[2]d); put a cell that holds the separator in quotes",
					len(rec), len(rd.columns))
				return
			}
		case rd.columns[i].name == evidence:
		case f == "":
			if c := rd.columns[i]; !cells.has(c.name, c.lang) {
				cells.set(c.name, c.lang, cell{"", i})
			}
		case rd.columns[i].name == unread || rd.columns[i].name == another || len(f) > maxCell && rd.bank:
			rd.left[rd.names[i]]++
		case len(f) > maxCell:
			rd.fault(i, "cellule de plus de %[1]d octets\u00a0; raccourcissez-la", "cell of more than %[1]d bytes; shorten it", maxCell)
		case rd.columns[i].name == "support":
			rd.support(cells, i, f)
		case rd.columns[i].name == "synonyms" && cells.get("synonyms", rd.columns[i].lang).text != "":
			c := rd.columns[i]
			cells.set(c.name, c.lang, cell{cells.get(c.name, c.lang).text + "\n" + f, i})
		default:
			cells.set(rd.columns[i].name, rd.columns[i].lang, cell{f, i})
		}
	}
	if rd.paired {
		rd.pair(cells, before)
		return
	}
	if l := cells.get("lang", ""); rd.bank && l.text != "" && languageOf(l.text) == "" {
		rd.languages[l.text]++
		return
	}
	term := rd.term(cells, "")
	id := cells.get("concept_id", "")
	if id.text == "" {
		rd.fault(id.field, "l’identifiant du concept est vide\u00a0; donnez le même à tous les termes d’un concept",
			"the concept_id is empty; give all terms of a concept the same one")
	}
	t := cells.get("term", "")
	term.Text = oneLine(t.text)
	rd.add(id.text, cells.get("subject", "").text, term, t.field, before)
}

// lineEnds makes every line end an LF: formats differ in which they keep.
func lineEnds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// term makes a term, without its text, of the cells of a row: those of its
// language before those that name none.
func (rd *rowReader) term(cells *cells, l documents.Lang) Term {
	of := func(name string) cell {
		if c := cells.get(name, l); c.text != "" {
			return c
		}
		return cells.get(name, "")
	}
	value := func(name string) string { return rd.value(name, of(name)) }
	t := Term{Lang: l, Status: Status(value("status")), POS: value("pos"), Acronym: value("term_type") == "acronym",
		Match: Match(value("match")), Geo: of("geo").text, Source: of("source").text, Note: of("note").text,
		Definition: of("definition").text, File: rd.glossary.Path}
	if l == "" {
		t.Lang = documents.Lang(value("lang"))
	}
	if rd.paired && l == documents.EN {
		// One column for both languages: cues, forms and gender are the French term's.
		t.Gender = rd.value("gender", cells.get("gender", l))
		t.Cues, t.Forms = splitCues(cells.get("cues", l).text), splitCues(cells.get("forms", l).text)
		return t
	}
	t.Gender = value("gender")
	t.Cues, t.Forms = splitCues(of("cues").text), splitCues(of("forms").text)
	return t
}

// value reads a cell of a column with a fixed set of values; the first is the
// one for an empty cell.
func (rd *rowReader) value(name string, c cell) string {
	if c.text == "" && name != "lang" { // also for a column that is not there
		return columnValues[name][0]
	}
	if v, ok := valueOf(name, c.text); ok {
		if name == "status" && v != c.text && inexact[foldHeader(c.text)] {
			rd.narrowed[c.text+" → "+v]++
		}
		return v
	}
	if rd.bank && name != "lang" {
		rd.left[name+"="+c.text]++
		return columnValues[name][0]
	}
	list := strings.Join(slices.DeleteFunc(slices.Clone(columnValues[name]), func(s string) bool { return s == "" }), ", ")
	if c.text == "" {
		rd.fault(c.field, "la colonne «\u00a0%[1]s\u00a0» est vide\u00a0; valeurs possibles\u00a0: %[2]s",
			"column %[1]q is empty; possible values: %[2]s", name, list)
		return ""
	}
	rd.fault(c.field, "valeur inconnue «\u00a0%[1]s\u00a0» dans la colonne «\u00a0%[2]s\u00a0»\u00a0; valeurs possibles\u00a0: %[3]s",
		"unknown value %[1]q in column %[2]q; possible values: %[3]s", short(c.text), name, list)
	return ""
}

// add puts a term into its concept unless the row has a fault (there are more
// than before).
func (rd *rowReader) add(id, subject string, t Term, field, before int) {
	tokens := rd.tokens.read(t.Text, t.Lang)
	t.Line, _ = rd.pos(field)
	n, known := rd.byID[id]
	first, repeated := 0, false
	if known && t.Lang != "" { // a language that is none is a fault already
		first, repeated = rd.repeats(n, &t)
	}
	if repeated && rd.synonyms {
		return
	}
	if rd.bank && (repeated || !hasWord(tokens) || len(tokens) > maxTermTokens) {
		if rd.skipped++; rd.skipped == 1 {
			rd.firstSkip = rd.glossary.Path + ":" + itoa(t.Line) + " " + short(t.Text)
		}
		return
	}
	switch {
	case t.Text == "":
		rd.fault(field, "le terme est vide\u00a0; écrivez-le ou supprimez la ligne", "the term is empty; write it or delete the row")
	case !hasWord(tokens):
		rd.fault(field, "le terme «\u00a0%[1]s\u00a0» ne contient aucun mot", "the term %[1]q holds no word", t.Text)
	case len(tokens) > maxTermTokens:
		rd.fault(field, "le terme a plus de %[1]d mots\u00a0; une phrase n’est pas un terme", "the term has more than %[1]d words; a sentence is not a term", maxTermTokens)
	}
	if repeated && len(rd.faults) == before {
		rd.fault(field, "«\u00a0%[1]s\u00a0» figure déjà à la ligne %[2]d pour le concept «\u00a0%[3]s\u00a0»\u00a0; supprimez l’une des deux lignes",
			"%[1]q already stands on line %[2]d for the concept %[3]q; delete one of the two rows", t.Text, first, id)
	}
	if len(rd.faults) > before {
		return
	}
	if !known {
		n = len(rd.glossary.Concepts)
		rd.byID[id] = n
		rd.glossary.Concepts = append(rd.glossary.Concepts, Concept{ID: id, Subject: subject})
	}
	side := rd.glossary.Concepts[n].Terms.Side(t.Lang)
	if len(*side) >= fewTerms {
		if len(*side) == fewTerms {
			for _, o := range *side {
				rd.seen[seenTerm{n, t.Lang, o.Text}] = o.Line
			}
		}
		rd.seen[seenTerm{n, t.Lang, t.Text}] = t.Line
	}
	*side = rd.terms.add(*side, &t)
}

// fewTerms is how many terms of a concept are compared one by one.
const fewTerms = 16

type seenTerm struct {
	concept int
	lang    documents.Lang
	text    string
}

// repeats reports whether a concept has a term already, and on which line.
func (rd *rowReader) repeats(concept int, t *Term) (line int, ok bool) {
	side := *rd.glossary.Concepts[concept].Terms.Side(t.Lang)
	if len(side) > fewTerms {
		line, ok = rd.seen[seenTerm{concept, t.Lang, t.Text}]
		return line, ok
	}
	for i := range side {
		if side[i].Text == t.Text {
			return side[i].Line, true
		}
	}
	return 0, false
}

// oneSided warns of concepts that can never be checked: those without a term
// that may be used in one of the languages.
func (g *Glossary) oneSided() {
	for i := range g.Concepts {
		c := &g.Concepts[i]
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if usable(*c.Terms.Side(l)) {
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

// usable reports whether one of the terms may be used.
func usable(terms []Term) bool {
	for i := range terms {
		if terms[i].Status != Forbidden {
			return true
		}
	}
	return false
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

// slip reports whether a name seems to be another one misspelt: by one letter,
// or by two in a name of five letters or more.
func slip(s string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		d := distance([]rune(s), []rune(n))
		return d <= 1 || d == 2 && len(n) >= 5
	})
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
