package glossary

import (
	"strings"

	"concord/documents"
	"concord/glossary/forms"
)

// Many words are a noun and a verb: "a permis", "shall lead", "il porte" against
// "le permis", "the lead", "la porte". The word before often tells which, and a
// noun of the glossary is not said by a verb. Only sure signs count: where there
// is none, the word may be either.
//
// In the pairs of the development data, with the list of defined terms as
// glossary, 0.8 % of the matches of one word in French and 0.7 % in English are
// verbs by these signs. Of 100 that were read 98 were verbs, and the others
// "être partie", which is excepted since.

// sift drops the matches of nouns by verbs.
func (s *scan) sift() {
	kept := s.found[:0]
	for _, m := range s.found {
		if s.trie.terms[m.entry].flags&entryTwofold == 0 || !standsAsVerb(s.tokens, m.from(), s.trie.lang) {
			kept = append(kept, m)
		}
	}
	s.found = kept
}

// twofold reports whether a term is a noun of one word that is a verb too, and
// whose forms are not given by the glossary.
func (c *Concept) twofold(t *Term, words []token) bool {
	if len(words) != 1 || t.Match != Lemma || len(t.Forms) > 0 || t.Acronym || t.POS != "" && t.POS != "noun" {
		return false
	}
	const both = forms.Noun | forms.Verb
	pos, _ := tableReadings(words[0].text, t.Lang)
	return pos&both == both && c.nominal(t.Lang)
}

// nominalised reports whether a term is a French noun of several words of which
// the first is a feminine participle too, as in "mise en œuvre" and "prise en
// charge", and whose forms are not given by the glossary. The masculine names a
// person as a rule ("délégué à la jeunesse").
func (c *Concept) nominalised(t *Term, words []token) bool {
	if len(words) < 2 || t.Lang != documents.FR || t.Match != Lemma || len(t.Forms) > 0 || t.Acronym || t.POS != "" && t.POS != "noun" {
		return false
	}
	first := words[0].text
	return (strings.HasSuffix(first, "e") || strings.HasSuffix(first, "es")) && beforeNoun[words[1].text] &&
		isParticiple(first) && !person(first) && c.nominal(documents.FR)
}

// afterAuxiliary reports whether the French participle at word i stands after
// "a", "a été", "sont" or the like, past adverbs.
func afterAuxiliary(ts []token, i int) bool {
	s, _ := preceding(ts, i, documents.FR)
	return s&(participleNext|passiveNext) != 0 && isParticiple(ts[i].text)
}

// nominal reports whether a concept is one of nouns: no term of the other
// language is another part of speech, by the glossary or, of its only or first
// word, by the table. A list without parts of speech calls everything a noun,
// "used" as well.
func (c *Concept) nominal(l documents.Lang) bool {
	other := l.Other()
	for _, t := range c.Terms.Of(other) {
		if t.POS != "" && t.POS != "noun" {
			return false
		}
		words := tokenise(t.Text, other)
		if len(words) == 0 {
			continue
		}
		pos, infinitive := tableReadings(words[verbAt(words, other)].text, other)
		if pos != 0 && pos&forms.Noun == 0 && (len(words) == 1 || infinitive) {
			return false
		}
	}
	return true
}

// standsAsVerb reports whether word i, which a noun of the glossary matches,
// is a verb by its neighbours.
func standsAsVerb(ts []token, i int, l documents.Lang) bool {
	if l == documents.FR {
		return verbHereFR(ts, i)
	}
	return verbHereEN(ts, i)
}

// tableReadings gives all that the table says a form may be, and whether it is
// the headword of a verb.
func tableReadings(word string, l documents.Lang) (pos forms.POS, infinitive bool) {
	var room [8]forms.Analysis
	for _, a := range forms.Of(l).Lookup(room[:0], word) {
		pos |= a.POS
		infinitive = infinitive || a.POS&forms.Verb != 0 && a.Cut+len(a.Add) == 0
	}
	return pos, infinitive
}

// A signal is what a word says of the one after it.
type signal uint8

const (
	verbNext       signal = 1 << iota // a verb in any tense: subjects, "ne"
	infinitiveNext                    // the verb as the dictionary has it: "shall", "doit"
	participleNext                    // "a"
	passiveNext                       // "est", after which a person may be named
	toNext                            // "to", which is a preposition too
	skipped                           // adverbs that may stand between
)

var signals = map[documents.Lang]map[string]signal{
	documents.EN: signalsOf(map[signal]string{
		infinitiveNext: "shall must will would can could may might should cannot",
		verbNext:       "who he she they we",
		toNext:         "to",
		skipped:        "not also then only never always otherwise thereafter further",
	}),
	documents.FR: signalsOf(map[signal]string{
		verbNext:       "il elle ils elles je j' tu on qui ne n' se s' y",
		infinitiveNext: "doit doivent devait devaient devra devront devrait devraient peut peuvent pouvait pouvaient pourra pourront pourrait pourraient",
		participleNext: "a ont avait avaient aura auront aurait auraient ait aient ayant avoir eut eurent",
		passiveNext:    "est sont était étaient sera seront serait seraient soient étant être été fut furent",
		skipped:        "pas plus jamais également déjà ainsi dûment donc aussi encore toujours bien",
	}),
}

func signalsOf(lists map[signal]string) map[string]signal {
	m := map[string]signal{}
	for s, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] |= s
		}
	}
	return m
}

// longestSignal is the length in bytes of the longest word in signals.
const longestSignal = 12

// maxSkipped is how many adverbs may stand between a sign and its verb: "n'a
// pas encore dûment".
const maxSkipped = 3

// preceding gives the signal of the word before i, past adverbs, and how many were
// passed.
func preceding(ts []token, i int, l documents.Lang) (s signal, passed int) {
	for k := i - 1; k >= 0 && passed <= maxSkipped; k-- {
		if ts[k].sign || ts[k+1].joined {
			return 0, passed
		}
		word := ts[k].text
		var s signal
		if len(word) <= longestSignal {
			s = signals[l][word]
		}
		if s&infinitiveNext != 0 && k > 0 && determiners[l][ts[k-1].text] {
			return 0, passed // "the will"
		}
		adverb := s&skipped != 0 || len(word) > 5 && (l == documents.EN && strings.HasSuffix(word, "ly") ||
			l == documents.FR && (strings.HasSuffix(word, "ement") || strings.HasSuffix(word, "amment")))
		if !adverb {
			return s, passed
		}
		passed++
	}
	return 0, passed
}

func verbHereEN(ts []token, i int) bool {
	s, _ := preceding(ts, i, documents.EN)
	if s == 0 {
		return false
	}
	pos, infinitive := tableReadings(ts[i].text, documents.EN)
	switch {
	case pos&forms.Verb == 0:
		return false
	case s&toNext != 0:
		// "To issue the permit", not "subject to appeal". A noun does not stand
		// before a determiner.
		return infinitive && i+1 < len(ts) && !ts[i+1].sign && determiners[documents.EN][ts[i+1].text]
	case s&infinitiveNext != 0:
		return infinitive
	}
	return s&verbNext != 0
}

func verbHereFR(ts []token, i int) bool {
	s, passed := preceding(ts, i, documents.FR)
	if s == 0 {
		return false
	}
	pos, infinitive := tableReadings(ts[i].text, documents.FR)
	switch {
	case pos&forms.Verb == 0:
		return false
	case s&verbNext != 0:
		// Between a subject and its verb stand no adverbs, and "y compris" has
		// no noun.
		return passed == 0
	case s&infinitiveNext != 0:
		return infinitive
	}
	return pos&forms.Participle != 0 && (s&participleNext != 0 || s&passiveNext != 0 && !person(ts[i].text))
}

// person reports whether a word names a person and is a participle as well: "il
// est réfugié", "est partie au contrat".
func person(word string) bool {
	if word == "partie" || word == "parties" {
		return true
	}
	for _, e := range []string{"", "s", "e", "es"} {
		if one, ok := strings.CutSuffix(word, e); ok && personsFR[one] {
			return true
		}
	}
	return false
}
