package glossary

import (
	"strings"

	"concord/documents"
)

// A paradigm says which forms a word of a term may take.
type paradigm uint8

const (
	asIs    paradigm = iota // this form only: articles, prepositions, exact terms
	nounFR                  // plural; feminine of words for persons
	partFR                  // a word of a longer term: noun or adjective, any number and gender
	adjFR                   // number and gender
	verbFR                  // all simple tenses and participles
	nounEN                  // plural, spelling variants
	partEN                  // a word of a longer term: plural, singular of a plural
	verbEN                  // -s, -ed, -ing and irregular forms
	acronym                 // English acronyms take a lower-case s
)

// forms returns every form of a folded word, the word itself first. The forms
// are generated, not looked up, so a few do not exist ("journals" for journal):
// a form that nobody writes costs nothing, a missing one hides a term. The
// number is bounded by the endings of one verb, about sixty.
func forms(word string, p paradigm) []string {
	set := formSet{}
	set.add(word)
	switch p {
	case nounFR:
		set.nounFR(word)
	case partFR:
		set.nounFR(word)
		for _, base := range singularFR(word) {
			set.add(base)
			set.adjFR(base)
		}
		set.adjFR(word)
	case adjFR:
		set.adjFR(word)
	case verbFR:
		set.verbFR(word)
	case nounEN:
		set.nounEN(word)
	case partEN:
		set.nounEN(word)
		for _, base := range singularEN(word) {
			set.add(base)
		}
	case verbEN:
		set.verbEN(word)
	case acronym:
		set.add(word + "s")
	}
	return set.list
}

// A formSet gathers forms in order without repeats.
type formSet struct {
	list []string
	seen map[string]bool
}

func (s *formSet) add(words ...string) {
	for _, w := range words {
		if w == "" || s.seen[w] {
			continue
		}
		if s.seen == nil {
			s.seen = map[string]bool{}
		}
		s.seen[w] = true
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
