package glossary

import (
	"strings"

	"concord/documents"
	"concord/glossary/forms"
)

// A reading is the part of speech that the words before a form speak for.
type reading uint8

const (
	openReading reading = iota
	nounReading
	verbReading
)

// participleReading tells whether the French past participle at a token is one,
// or a noun of the same form: "la mise en œuvre" is the noun, "les mesures mises
// en œuvre" and "elle a été mise en œuvre" are the verb. The word before it
// decides: a determiner or preposition, or an adjective after one, speaks for
// the noun; an auxiliary, or a noun that it would agree with, for the verb. What
// is neither, and every form that is no participle, stays open.
func participleReading(ts []token, at int) reading {
	if !isParticiple(ts[at].text) {
		return openReading
	}
	i := at - 1
	adverb := false
	for ; i >= 0 && !ts[i].sign && adverbial(ts[i].text); i-- {
		adverb = true
	}
	switch {
	case i < 0, ts[i].sign && strings.ContainsAny(ts[i].text, ".:;!?\"([•–—/"):
		// A heading, an item of a list.
		if adverb {
			return openReading
		}
		return nounReading
	case ts[i].sign:
		return openReading
	}
	pos, auxiliary := looks(ts[i].text)
	switch {
	case auxiliary:
		return verbReading
	case beforeNoun[ts[i].text]:
		if adverb {
			return openReading
		}
		return nounReading
	case functionWords[documents.FR][ts[i].text]:
		return openReading
	case (pos&forms.Noun == 0 && pos&forms.Adjective != 0 || beforeNouns(ts[i].text)) && !adverb:
		if i > 0 && beforeNoun[ts[i-1].text] {
			return nounReading
		}
		return openReading
	case pos&forms.Noun != 0:
		return verbReading
	}
	return openReading
}

func isParticiple(word string) bool {
	for _, a := range forms.Of(documents.FR).Lookup(nil, word) {
		if a.POS&forms.Participle != 0 {
			return true
		}
	}
	return false
}

// looks gives all the parts of speech of a word, and whether it is a form of a
// verb that a participle follows.
func looks(word string) (pos forms.POS, auxiliary bool) {
	for _, a := range forms.Of(documents.FR).Lookup(nil, word) {
		pos |= a.POS
		auxiliary = auxiliary || a.POS&forms.Verb != 0 && takeParticiples[a.Lemma(word)]
	}
	return pos, auxiliary
}

var takeParticiples = wordSet("être avoir rester demeurer sembler paraître devenir")

// adverbial reports a word that may stand between an auxiliary or a noun and its
// participle.
func adverbial(word string) bool {
	return adverbs[word] || len(word) > 6 && strings.HasSuffix(word, "ment") && !nounsInMent(word)
}

var adverbs = wordSet("pas non déjà bien mal aussi ainsi jamais toujours encore peu plus très alors également enfin souvent vite mieux tôt tard")

// nounsInMent reports a noun that only looks like an adverb (règlement).
func nounsInMent(word string) bool {
	pos, _ := looks(word)
	return pos&forms.Noun != 0
}

// beforeNoun are determiners and prepositions after which no participle stands.
var beforeNoun = wordSet(`le la les l' un une des du de d' ce cet cette ces son sa ses leur leurs mon ma mes ton ta tes
	notre nos votre vos chaque toute toutes aucune quelque quelques plusieurs certaines quelle quelles telle telles cette
	à au aux en sans pour par avec lors dès depuis pendant après avant sur sous vers contre selon malgré concernant`)

// beforeNouns reports an adjective that stands before its noun, whatever else
// the word may be ("une bonne mise en œuvre"): their list is short and closed.
func beforeNouns(word string) bool {
	for _, a := range forms.Of(documents.FR).Lookup(nil, word) {
		if a.POS&forms.Adjective != 0 && prenominal[a.Lemma(word)] {
			return true
		}
	}
	return false
}

var prenominal = wordSet(`bon mauvais meilleur pire grand petit gros nouveau vieux ancien premier second deuxième troisième
	dernier prochain seul simple plein entier véritable vrai propre autre même futur double rapide lent brève bref`)
