package glossary

import (
	"slices"
	"strings"

	"concord/documents"
	"concord/glossary/forms"
)

// A paradigm says which forms a word of a term may take.
type paradigm uint8

const (
	asIs    paradigm = iota // this form only: articles, prepositions, exact terms
	nounFR                  // plural; feminine of words for persons
	partFR                  // a word of a longer term: noun or adjective, any number and gender
	headFR                  // the first word of a longer term that is a noun: as partFR, but no participle where it is a noun
	adjFR                   // number and gender
	verbFR                  // all simple tenses and participles
	nounEN                  // plural, spelling variants
	partEN                  // a word of a longer term: plural, singular of a plural
	adjEN                   // degrees, spelling variants
	verbEN                  // -s, -ed, -ing and irregular forms
	acronym                 // English acronyms take a lower-case s
)

// formsOf returns every form of a folded word, the word itself first. Words of
// the tables (glossary/forms) have the forms found there; endings make those of
// other words, and add to a known noun or adjective forms that the tables
// lack, such as the feminine of a new profession. Of those made, a few do not
// exist: a form that nobody writes costs nothing, a missing one hides a term.
// The number is bounded by the endings of one verb, about sixty.
func formsOf(word string, p paradigm) []string {
	set := formSet{}
	set.add(word)
	known := set.known(word, p)
	made := formSet{}
	switch p {
	case nounFR:
		made.nounFR(word)
	case partFR, headFR:
		made.nounFR(word)
		for _, base := range singularFR(word) {
			made.add(base)
			made.adjFR(base)
		}
		made.adjFR(word)
	case adjFR:
		made.adjFR(word)
	case verbFR:
		if !known {
			made.verbFR(word)
		}
	case nounEN:
		made.pluralEN(word)
	case partEN:
		made.pluralEN(word)
		made.add(singularEN(word)...)
	case verbEN:
		if !known {
			made.verbEN(word)
		}
	case adjEN:
		// Degrees are those of the table: "more general" is two words.
	case acronym:
		made.add(word + "s")
	}
	for _, w := range made.list {
		if !known || p.mayBe(w) {
			set.add(w)
		}
	}
	if p == nounEN || p == partEN || p == verbEN || p == adjEN {
		set.withSpellings()
	}
	return set.list
}

// known adds the forms that the tables have for a word and reports whether
// they know it as the paradigm takes it. A noun by itself and a verb are taken
// as lemmas: "fonds" has no singular "fond".
func (s *formSet) known(word string, p paradigm) bool {
	table := forms.Of(p.lang())
	want := p.takes()
	known := false
	found := table.Lookup(nil, word)
	if p == headFR && !slices.ContainsFunc(found, func(a forms.Analysis) bool { return a.POS&forms.Noun != 0 }) {
		p = partFR
	}
	for _, a := range found {
		lemma, take := a.Lemma(word), want
		switch {
		case p == partFR && a.POS&forms.Participle != 0:
			// "enfants séparés": the participles of a verb, not its tenses.
			take |= forms.Participle
		case a.POS&want == 0, a.Cut+len(a.Add) > 0 && (p == nounFR || p == nounEN || p == verbFR || p == verbEN || p == adjEN):
			continue
		}
		known = true
		for _, f := range table.Inflect(nil, lemma) {
			if f.POS&take != 0 {
				s.add(f.Text)
			}
		}
	}
	return known
}

// takes gives the parts of speech whose forms a paradigm has.
func (p paradigm) takes() forms.POS {
	switch p {
	case nounFR, nounEN, partEN:
		return forms.Noun
	case partFR, headFR:
		return forms.Noun | forms.Adjective
	case adjFR:
		return forms.Adjective | forms.Participle
	case adjEN:
		return forms.Adjective
	case verbFR, verbEN:
		return forms.Verb
	}
	return 0
}

func (p paradigm) lang() documents.Lang {
	switch p {
	case nounFR, partFR, headFR, adjFR, verbFR:
		return documents.FR
	}
	return documents.EN
}

// mayBe reports whether a form made by endings may be one of a known word: the
// tables do not have it, or have it as such a part of speech. They know
// "traitée" as a participle alone, so that it is no feminine of a noun.
func (p paradigm) mayBe(form string) bool {
	found := forms.Of(p.lang()).Lookup(nil, form)
	return len(found) == 0 || slices.ContainsFunc(found, func(a forms.Analysis) bool { return a.POS&p.takes() != 0 })
}

// A formSet gathers forms in order without repeats.
type formSet struct {
	list []string
	seen map[string]bool // of a long list
}

// shortList is how many forms are compared one by one, which costs less than a
// map does: most words have fewer.
const shortList = 16

func (s *formSet) add(words ...string) {
	for _, w := range words {
		if w == "" {
			continue
		}
		if len(s.list) < shortList {
			if slices.Contains(s.list, w) {
				continue
			}
		} else {
			if s.seen == nil {
				s.seen = make(map[string]bool, 4*shortList)
				for _, f := range s.list {
					s.seen[f] = true
				}
			}
			if s.seen[w] {
				continue
			}
			s.seen[w] = true
		}
		s.list = append(s.list, w)
	}
}

// endings adds stem plus each of the space-separated endings; "-" is none.
func (s *formSet) endings(stem, endings string) {
	for _, e := range strings.Fields(endings) {
		if e == "-" {
			e = ""
		}
		s.add(stem + e)
	}
}

// cut takes an ending off a word that is longer than it by at least two
// letters, so that "eau" does not become "" plus "eau".
func cut(word, ending string) (string, bool) {
	stem, ok := strings.CutSuffix(word, ending)
	return stem, ok && len(stem) >= 2
}

// Function words never inflect within a term: "traite des enfants" and
// "traite d'enfants" are two terms, listed apart.
var functionWords = map[documents.Lang]map[string]bool{
	documents.FR: wordSet(`à a au aux avec c' ce ces cet cette chez contre d' dans de depuis des dont du
		elle en entre est et eux hors il ils j' jusqu' l' la le les leur leurs lors lorsqu' m' mais
		malgré n' ne ni non nos notre nous on ou où par parmi pas pendant plus pour puisqu' qu' que
		qui s' sa sans sauf se selon ses si son sous sur t' un une vers vos votre vous être d'être`),
	documents.EN: wordSet(`a about after against all an and any are as at be been before between but by
		for from had has have her his if in into is it its not of off on or our out over per so such than
		that the their them these they this those to under up upon us was we were when which while who
		whom whose will with within without your 's`),
}

// determiners may stand, change or be absent before the object of a verb term:
// "émettre des recommandations" is also "émet ses recommandations".
var determiners = map[documents.Lang]map[string]bool{
	documents.FR: wordSet("le la l' les un une des de d' du ce cet cette ces son sa ses leur leurs notre nos votre vos"),
	documents.EN: wordSet("the a an its his her their our your this that these those some any"),
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
