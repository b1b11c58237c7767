// Package glossary knows what terms mean in both languages. A Glossary holds
// Concepts; a Concept has French and English Terms, each preferred, admitted or
// forbidden. ReadCSV loads one; NewMatcher finds terms in running text with
// their inflected forms.
package glossary

import "concord/documents"

// A Status says whether a term may be used for its concept.
type Status string

// The statuses, as in ISO 30042 administrativeStatus.
const (
	Preferred Status = "preferred"
	Admitted  Status = "admitted"
	Forbidden Status = "forbidden"
)

// A Match says how freely a term's forms match.
type Match string

// The ways to match.
const (
	Lemma     Match = "lemma"      // inflected forms, any case
	Exact     Match = "exact"      // this form, any case
	ExactCase Match = "exact-case" // this form, this case
)

// A Concept is one meaning with its terms in both languages.
type Concept struct {
	// ID is unique in a glossary.
	ID, Subject string
	Terms       documents.Pair[[]Term]
}

// A Term is one way to name a concept in one language.
type Term struct {
	// Text is the base form, as in running text.
	Text   string
	Lang   documents.Lang
	Status Status
	// POS is noun, verb, adjective, properNoun or phrase.
	POS string
	// Gender is masculine, feminine or empty.
	Gender string
	// Acronym marks an acronym of the concept's full form.
	Acronym bool
	Match   Match
	// Geo is where the term is used, empty for anywhere.
	Geo string
	// Cues are words one of which must stand near the term for this sense.
	Cues []string
	// Forms are the forms of the whole term, as a person gave them. They take
	// the place of those that NewMatcher would make; Text is always one more.
	Forms []string
	// Source is where the pair comes from; Note is advice to the translator;
	// Definition says what the concept is, in the term's language.
	Source, Note, Definition string
	// File and Line say where the glossary holds the term.
	File string
	Line int
}

// A Glossary is a set of concepts, in the order of the file.
type Glossary struct {
	// Path names the file for messages; SHA256 is its digest.
	Path, SHA256 string
	Concepts     []Concept
	// Warnings say what the file leaves open, in the order of its rows: a
	// concept without one of the languages, text that was not UTF-8.
	Warnings []documents.Warning
}

// A Hit is a term found in a text.
type Hit struct {
	// Concept and Term index into the glossary: Concepts[Concept] and its
	// terms in the text's language.
	Concept, Term int
	// Start and End are byte offsets into the text.
	Start, End int
	// Ambiguous marks a hit that may have another sense (a homograph for
	// which no cue was near): good enough to confirm a link, never enough
	// for a finding of its own.
	Ambiguous bool
	// Hidden marks a hit that lies in, or overlaps, a longer or earlier one;
	// only FindAll returns such hits. It, too, can only confirm.
	Hidden bool
}

// Term returns the term that a hit in a text of the given language stands for.
func (g *Glossary) Term(h Hit, lang documents.Lang) *Term {
	return &(*g.Concepts[h.Concept].Terms.Side(lang))[h.Term]
}
