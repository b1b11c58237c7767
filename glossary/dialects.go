package glossary

import (
	"slices"
	"strings"

	"concord/documents"
)

// A level is what an element of an entry opens.
type level int

const (
	leafLevel     level = iota // a text
	entryLevel                 // a concept
	languageLevel              // its terms in one language
	termLevel                  // one term with what is said of it
	groupLevel                 // a data category with what is said of it
	wrapLevel                  // nothing of its own
)

// level knows the element names of ISO 30042 of 2019 and 2008, of TBX-Min as
// it was before 2019 (entry, langGroup, termGroup) and of MultiTerm's XML
// (conceptGrp, languageGrp, termGrp). A termGrp of 2008 is only the inner part of
// an ntig.
func (t *tbxReader) level(name string) level {
	switch name {
	case "termSec", "tig", "ntig", "termGroup":
		return termLevel
	case "langSec", "langSet", "languageSection", "langGroup", "languageGrp":
		return languageLevel
	case "descripGrp", "adminGrp", "transacGrp", "termNoteGrp", "termCompGrp":
		return groupLevel
	case "termGrp":
		if t.multiterm {
			return termLevel
		}
		return wrapLevel
	case "termCompList", "noteGrp":
		return wrapLevel
	case "conceptEntry", "termEntry", "conceptGrp":
		return entryLevel
	case "entry":
		if t.min {
			return entryLevel
		}
	}
	return leafLevel
}

// root looks at the first element of a file.
func (t *tbxReader) root(start *xmlToken) error {
	switch name := start.name; strings.ToLower(name) {
	case "tbx":
		t.min = attr(start.attrs, "dialect") != ""
		return nil
	case "martif":
		return nil
	case "mtf":
		t.multiterm = true
		return nil
	default:
		return t.notTerms(name)
	}
}

// otherXML are formats that people take for a glossary, or that hold one in a
// form of their own, by their first element.
var otherXML = map[string]documents.Pair[string]{
	"tmx":             {FR: "une mémoire de traduction (TMX)", EN: "a translation memory (TMX)"},
	"xliff":           {FR: "une traduction (XLIFF)", EN: "a translation (XLIFF)"},
	"rdf":             {FR: "un fichier RDF, comme ceux de SKOS", EN: "an RDF file, such as those of SKOS"},
	"olif":            {FR: "un fichier OLIF", EN: "an OLIF file"},
	"lexicalresource": {FR: "un lexique LMF", EN: "a lexicon in LMF"},
	"tei":             {FR: "un fichier TEI", EN: "a TEI file"},
	"tbxxcs":          {FR: "la définition d’un dialecte TBX (XCS), sans terme", EN: "the definition of a TBX dialect (XCS), without terms"},
	"workbook":        {FR: "un classeur XML de 2003", EN: "an XML workbook of 2003"},
	"html":            {FR: "une page web", EN: "a web page"},
	"termbase":        {FR: "la définition d’une base terminologique, sans terme", EN: "the definition of a termbase, without terms"},
	"ts":              {FR: "une traduction de Qt (TS)", EN: "a translation of Qt (TS)"},
	"resources":       {FR: "une traduction d’Android", EN: "a translation of Android"},
}

// notTerms says what an XML file is, when that is known, and what to export in
// its place.
func (t *tbxReader) notTerms(name string) error {
	what, ok := otherXML[strings.ToLower(name)]
	if !ok {
		return t.problem("glossary-file", "ce n’est pas un fichier TBX\u00a0: le premier élément est «\u00a0%[1]s\u00a0», attendu\u00a0: tbx, martif ou mtf (MultiTerm)",
			"this is not a TBX file: the first element is %[1]q, expected tbx, martif or mtf (MultiTerm)", short(name))
	}
	return t.problem("glossary-file", "c’est %[1]s\u00a0; exportez les termes en TBX, en XML de MultiTerm, en CSV ou en XLSX",
		"this is %[2]s; export the terms as TBX, MultiTerm XML, CSV or XLSX", what.FR, what.EN)
}

// languageElement reads the language of a MultiTerm section: lang or locale is
// a tag (FR, FR-CA), type or name a word ("French", "English (US)").
func (t *tbxReader) languageElement(e *tbxEntry, attrs []attribute) {
	for _, name := range []string{"lang", "locale"} {
		if tag := attr(attrs, name); tag != "" {
			e.langTag, e.lang = strings.ReplaceAll(tag, "_", "-"), languageOf(tag)
			return
		}
	}
	for _, name := range []string{"type", "name"} {
		if word := attr(attrs, name); word != "" {
			e.langTag = word
			for _, w := range strings.Fields(foldHeader(word)) {
				if l := languageWords[w]; l == documents.FR || l == documents.EN {
					e.lang = l
					return
				}
			}
		}
	}
}

// field is the data category for the type of an element, which may be a field
// with the name that the owner of a termbase gave it (MultiTerm, memoQ, Weblate):
// "Usage note", "Statut".
func (t *tbxReader) field(typ string) string {
	category, known := t.fields[typ]
	if !known {
		category = fieldCategory(typ)
		if len(t.fields) < maxFields {
			t.fields[typ] = category
		}
	}
	return category
}

// maxFields bounds the names of fields that are remembered.
const maxFields = 1_000

// fieldCategory is the data category of a field with a name in French or
// English, the name itself for another.
func fieldCategory(name string) string {
	switch headerWords[foldHeader(name)] {
	case "subject":
		return "subjectField"
	case "status":
		return "administrativeStatus"
	case "pos":
		return "partOfSpeech"
	case "gender":
		return "grammaticalGender"
	case "term_type":
		return "termType"
	case "geo":
		return "geographicalUsage"
	case "source":
		return "source"
	case "note":
		return "note"
	case "definition":
		return "definition"
	}
	return name
}

// A region is where a term's language section says it is used.
type region struct {
	concept, term int
	lang          documents.Lang
	tag           string
}

// mark keeps the language tag of a term: the terms of one language may stand in
// several sections (en-US, en-GB).
func (t *tbxReader) mark(e *tbxEntry, term int) {
	if t.tags[e.lang] == nil {
		t.tags[e.lang] = map[string]bool{}
	}
	tag := strings.ToLower(e.langTag)
	t.tags[e.lang][tag] = true
	if strings.Contains(tag, "-") {
		t.regions = append(t.regions, region{len(t.glossary.Concepts), term, e.lang, tag})
	}
}

// places makes regions the places of use of terms, where a file tells regions of
// a language apart. A file all of whose French is fr-CA says nothing by that.
func (t *tbxReader) places() {
	names := map[*Term][]string{}
	var order []*Term
	for _, r := range t.regions {
		if len(t.tags[r.lang]) < 2 {
			continue
		}
		term := &(*t.glossary.Concepts[r.concept].Terms.Side(r.lang))[r.term]
		if names[term] == nil {
			order = append(order, term)
		}
		if place := placeOf(r.tag); !slices.Contains(names[term], place) {
			names[term] = append(names[term], place)
		}
	}
	for _, term := range order {
		// In all regions of the file is everywhere.
		if term.Geo == "" && len(names[term]) < len(t.tags[term.Lang]) {
			term.Geo = strings.Join(names[term], "; ")
		}
	}
}

// placeOf names the region of a language tag: Canada for fr-ca.
func placeOf(tag string) string {
	parts := strings.Split(tag, "-")
	last := strings.ToUpper(parts[len(parts)-1])
	if name, ok := placeNames[last]; ok {
		return name
	}
	return last
}

var placeNames = map[string]string{
	"CA": "Canada", "US": "United States", "GB": "United Kingdom", "UK": "United Kingdom", "FR": "France",
	"BE": "Belgium", "CH": "Switzerland", "LU": "Luxembourg", "AU": "Australia", "NZ": "New Zealand", "IE": "Ireland", "ZA": "South Africa",
}

// notATable says what a text is that is no table of terms, when that is known.
func notATable(text, path string) error {
	head := text[:min(len(text), 4<<10)]
	what := documents.Pair[string]{}
	switch trimmed := strings.TrimLeft(head, " \n\r\t"); {
	case strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "["):
		what = documents.Pair[string]{FR: "un fichier JSON", EN: "a JSON file"}
	case strings.HasPrefix(trimmed, "msgid ") || strings.Contains(head, "\nmsgid \""):
		what = documents.Pair[string]{FR: "un fichier PO (gettext)", EN: "a PO file (gettext)"}
	case strings.HasPrefix(trimmed, "%PDF-"):
		what = documents.Pair[string]{FR: "un PDF", EN: "a PDF"}
	default:
		return nil
	}
	return documents.Problemf(documents.Misuse, "glossary-file",
		"glossaire %[1]s\u00a0: c’est %[2]s\u00a0; exportez les termes en CSV, en TSV, en TBX ou en XLSX",
		"glossary %[1]s: this is %[3]s; export the terms as CSV, TSV, TBX or XLSX", path, what.FR, what.EN)
}

// notAHeader tells in one fault, in the place of those since before, that the
// first row names no column, as in the glossaries of OmegaT and Wordfast and of
// machine translation, or that its columns are source and target: nobody can
// tell which language is which.
func (rd *rowReader) notAHeader(rec []string, before int) bool {
	known, source, target := 0, "", ""
	for i, name := range rd.names {
		if rd.columns[i].name != "" {
			known++
		}
		switch foldHeader(name) {
		case "source", "source term", "terme source", "source text":
			source = name
		case "target", "cible", "translation", "traduction", "target term", "terme cible", "target text":
			target = name
		}
	}
	switch {
	case source != "" && target != "" && !rd.paired:
		rd.faults = rd.faults[:before]
		rd.fault(0, "les colonnes «\u00a0%[1]s\u00a0» et «\u00a0%[2]s\u00a0» ne disent pas leur langue\u00a0; nommez-les «\u00a0fr\u00a0» et «\u00a0en\u00a0», dans l’ordre qui convient",
			"the columns %[1]q and %[2]q do not say their language; name them \"fr\" and \"en\", whichever is which", short(source), short(target))
		return true
	case known == 0 && len(rec) > 1:
		rd.faults = rd.faults[:before]
		rd.fault(0, "la première ligne ne nomme aucune colonne (elle commence par «\u00a0%[1]s\u00a0»)\u00a0; mettez au-dessus une ligne d’en-tête, par exemple «\u00a0fr\u00a0», «\u00a0en\u00a0», «\u00a0note\u00a0», ou nommez les colonnes à l’importation\u00a0: concord terms import --columns fr,en,note",
			"the first row names no column (it begins with %[1]q); put a header row above it, for example \"fr\", \"en\", \"note\", or name the columns on import: concord terms import --columns fr,en,note", short(firstText(rec)))
		return true
	}
	return false
}

// firstText is the first cell of a row that holds something.
func firstText(rec []string) string {
	for _, f := range rec {
		if f = strings.TrimSpace(f); f != "" {
			return f
		}
	}
	return ""
}
