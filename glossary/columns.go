package glossary

import (
	"slices"
	"strings"
	"unicode"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

// The columns of the one-row-per-term form, and those written only when they
// hold something.
var (
	termColumns = []string{"concept_id", "subject", "lang", "term", "status", "pos", "gender",
		"term_type", "match", "geo", "cues", "source", "note"}
	extraColumns = []string{"definition", "forms"}
)

// EvidenceColumns are those that concord terms extract adds to a glossary that
// it proposes: what speaks for each row. Readers pass over them, so that the
// rows that a terminologist leaves are a glossary at once.
var EvidenceColumns = []string{"count", "occurrences", "beads", "documents", "defined", "score", "example"}

// A column is what a header cell stands for: a name among the columns above,
// or one of those that only term banks have (foreignColumns), with its language
// when the header names one: term and French for "Terme (fr)".
type column struct {
	name string
	lang documents.Lang
}

// unread are columns that are known and not kept.
const (
	unread  = "-"
	another = "?" // a column of another language
	// evidence is passed over without a word.
	evidence = "+"
)

// headerWords are what people and programs write for a column, folded. The
// names that a French spreadsheet has stand beside the English ones; E_, L_ and
// T_ are those of IATE's CSV export.
var headerWords = wordTable(map[string]string{
	"concept_id": "concept id|concept|id|identifiant|identifiant du concept|concept identifier|entry id|entry|fiche|no de fiche|numero de fiche|e id|concept number",
	"subject":    "subject|subjects|subject field|domain|domains|field|domaine|domaines|sujet|matiere|theme|e domains|e domain|dom subj|entry domain|concept subject",
	"lang":       "lang|language|language code|langue|code de langue|l code",
	"term":       "term|terms|terme|termes|mot|word|vedette|t term|terme term",
	"status":     "status|statut|usage status|term status|administrative status|statut administratif|evaluation|t evaluation",
	"pos":        "pos|part of speech|word class|categorie grammaticale|partie du discours|nature|classe",
	"gender":     "gender|genre|grammatical gender|genre grammatical",
	"term_type":  "term type|type|type de terme|t type",
	"match":      "match|matching|correspondance",
	"geo":        "geo|region|geographical usage|usage geographique|country|pays|marque geographique",
	"cues":       "cues|cue|context words|indices|mots indices|mots voisins",
	"source":     "source|sources|reference|references|provenance",
	"note":       "note|notes|comment|comments|commentaire|commentaires|remark|remarks|remarque|remarques|observation|observations|usage note|conseil|entry note|description|descriptions|usage",
	"definition": "definition|definitions|def|concept definition",
	"forms":      "forms|form|inflected forms|inflections|formes|forme|formes flechies|flexions",

	"parameter":              "term parameter|term parameters|terme parametre|terme parametres|parametre|parameter|terme term param",
	"abbreviation":           "abbreviation|abbreviations|sigle|sigles|acronym|acronyms|acronyme|acronymes|abreviation|abreviations|abbr",
	"abbreviation_parameter": "abbreviation parameter|abbreviation parameters|abbreviation parametre|abbreviation parametres|abbr param",
	"synonyms":               "synonyms|synonym|synonymes|synonyme|variantes|variants|variante|variant|syno",
	"synonyms_parameter":     "synonyms parameter|synonyms parameters|synonymes parametre|synonymes parametres|syno param",
	"support":                "textual support 1|textual support 2|textual support 3|justification 1|justification 2|justification 3|just textsupp 1|just textsupp 2|just textsupp 3",
	unread:                   "universal entries|t reliability|t institution|e primarity|e origin",
})

func wordTable(m map[string]string) map[string]string {
	out := map[string]string{}
	for name, words := range m {
		for _, w := range strings.Split(words, "|") {
			out[w] = name
		}
	}
	return out
}

// languageWords are words of a header that name its language.
var languageWords = map[string]documents.Lang{
	"fr": documents.FR, "fra": documents.FR, "fre": documents.FR, "francais": documents.FR, "french": documents.FR, "francaise": documents.FR,
	"en": documents.EN, "eng": documents.EN, "anglais": documents.EN, "english": documents.EN, "anglaise": documents.EN,
	"es": another, "spa": another, "espagnol": another, "spanish": another,
	"pt": another, "por": another, "portugais": another, "portuguese": another,
	"de": another, "deu": another, "german": another, "allemand": another, "it": another, "italian": another, "italien": another,
}

// regionWords may follow a language: fr-CA, English (UK).
var regionWords = map[string]bool{"ca": true, "us": true, "gb": true, "uk": true, "be": true, "ch": true, "canada": true,
	"united": true, "states": true, "kingdom": true, "etats": true, "unis": true, "royaume": true, "uni": true, "france": true,
	"belgium": true, "belgique": true, "switzerland": true, "suisse": true}

// columnFor reads a header cell. plain is true when the cell is the column's
// own name; ok is false for a header that means nothing here.
func columnFor(header string) (c column, plain, ok bool) {
	folded := foldHeader(header)
	name := strings.ReplaceAll(folded, " ", "_")
	for _, known := range [][]string{termColumns, extraColumns} {
		for _, k := range known {
			if name == k {
				return column{name: k}, true, true
			}
		}
	}
	if slices.Contains(EvidenceColumns, name) {
		return column{name: evidence}, true, true
	}
	if l := languageWords[folded]; l == documents.FR || l == documents.EN {
		return column{"term", l}, len(folded) == 2, true
	}
	if name, ok := headerWords[folded]; ok {
		return column{name: name}, false, true
	}
	var rest []string
	for _, w := range strings.Fields(folded) {
		l, named := languageWords[w]
		switch {
		case w == "de" && len(rest) > 0: // "code de langue", not German
			rest = append(rest, w)
		case named && c.lang == "":
			c.lang = l
		case c.lang != "" && regionWords[w] || w == "fr" && c.lang == documents.FR:
		default:
			rest = append(rest, w)
		}
	}
	if c.lang == "" {
		return column{}, false, false
	}
	c.name = headerWords[strings.Join(rest, " ")]
	if len(rest) == 0 {
		c.name = "term"
	}
	if c.name == "note" && strings.HasPrefix(rest[0], "description") {
		// "Description [en]" beside a term is its definition (Crowdin); one
		// description for both languages is a remark (GlotPress).
		c.name = "definition"
	}
	if c.lang == another {
		return column{name: another}, false, true
	}
	return c, false, c.name != ""
}

// foldHeader brings a header to lower-case letters without accents and digits,
// with one space between words.
func foldHeader(s string) string {
	if len(s) > maxCell {
		return ""
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// The values that a column may hold; the first is the one for an empty cell.
var columnValues = map[string][]string{
	"lang":      {"fr", "en"},
	"status":    {string(Preferred), string(Admitted), string(Forbidden)},
	"pos":       {"noun", "verb", "adjective", "properNoun", "phrase"},
	"gender":    {"", "masculine", "feminine"},
	"term_type": {"fullForm", "acronym"},
	"match":     {string(Lemma), string(Exact), string(ExactCase)},
}

// valueWords are what people write for those values, folded as headers are.
var valueWords = map[string]map[string]string{
	"lang": wordTable(map[string]string{"fr": "francais|french|fra|fre|fr ca|fr fr", "en": "anglais|english|eng|en ca|en us|en gb"}),
	"status": wordTable(map[string]string{
		string(Preferred): "prefere|privilegie|retenu|recommande|approuve|officiel|approved|recommended|official|correct|normalise|standardized",
		string(Admitted):  "admis|tolere|accepte|permis|synonyme|allowed|accepted|synonym|proposed|propose",
		string(Forbidden): "interdit|a eviter|deconseille|proscrit|rejete|deprecated|avoid|rejected|obsolete|superseded|banned|do not use|ne pas utiliser"}),
	"pos": wordTable(map[string]string{
		"noun": "nom|n|subst|substantif|nom commun", "verb": "verbe|v", "adjective": "adjectif|adj",
		"properNoun": "nom propre|proper noun|name|propernoun", "phrase": "locution|expression|other|autre|adverb|adverbe|adv"}),
	"gender":    wordTable(map[string]string{"masculine": "masculin|masc|m", "feminine": "feminin|fem|f"}),
	"term_type": wordTable(map[string]string{"fullForm": "terme|term|full form|forme longue|entry term|short form|phrase|lookup form", "acronym": "sigle|acronyme|abbrev|initialism"}),
	"match":     wordTable(map[string]string{string(Lemma): "lemme|formes", string(ExactCase): "exact casse|casse exacte|case"}),
}

// valueOf reads a cell of a column with a fixed set of values.
func valueOf(name, cell string) (string, bool) {
	for _, v := range columnValues[name] {
		if strings.EqualFold(v, cell) {
			return v, true
		}
	}
	v, ok := valueWords[name][foldHeader(cell)]
	return v, ok
}
