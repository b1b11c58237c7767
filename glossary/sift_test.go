package glossary

import (
	"strings"
	"testing"

	"concord/documents"
)

// TestSift: a noun of the glossary is not said by a verb where the word before
// leaves no doubt; elsewhere it is found.
func TestSift(t *testing.T) {
	const list = `concept_id,lang,term,pos
permit,fr,permis,noun
permit,en,permit,noun
treaty,fr,traité,noun
treaty,en,treaty,noun
order,fr,ordonnance,noun
order,en,order,noun
door,fr,porte,noun
door,en,door,noun
refugee,fr,réfugié,noun
refugee,en,refugee,noun
party,fr,partie,noun
party,en,party,noun
will,fr,testament,noun
will,en,will,noun
use,fr,utiliser,
use,en,use,
`
	g, err := ReadCSV(strings.NewReader(list), "g.csv")
	if err != nil {
		t.Fatal(err)
	}
	m := NewMatcher(g)
	for _, c := range []struct {
		lang        documents.Lang
		text, found string // the concepts found
	}{
		// after an auxiliary a participle, else the noun
		{"fr", "Le permis est délivré.", "permit"},
		{"fr", "Il a permis la visite.", ""},
		{"fr", "Elle n’a pas encore permis la visite.", ""},
		{"fr", "Il a été permis d’entrer.", ""},
		{"fr", "Nul permis n’est délivré.", "permit"},
		{"fr", "Les permis, traités et lettres.", "permit treaty"},
		{"fr", "La question est traitée comme telle.", ""},
		{"fr", "Le cas est traité à part, le traité est signé.", "treaty"},
		{"fr", "Il est réfugié depuis un an.", "refugee"},
		{"fr", "Le Canada est partie à la convention.", "party"},
		{"fr", "Elle était partie avant midi.", "party"}, // no sure sign
		// after a subject a tense
		{"fr", "Elle porte plainte devant la porte.", "door"},
		{"fr", "Celui qui porte plainte.", ""},
		{"fr", "La porte s’ouvre.", "door"},
		{"fr", "On la porte devant le juge.", "door"}, // no sure sign
		// English
		{"en", "The permit is issued.", "permit"},
		{"en", "The Minister may permit entry.", ""},
		{"en", "They shall not, however, permit entry.", "permit"}, // a sign in between
		{"en", "They shall not knowingly permit entry.", ""},
		{"en", "He failed to permit the entry.", ""},
		{"en", "Subject to permit conditions.", "permit"},
		{"en", "The court may order that the order be set aside.", "order"},
		{"en", "Any person who orders a permit.", "permit"},
		{"en", "The will takes effect.", "will"},
		{"en", "Under the will order of business is kept.", "order will"},
		// the other term is no noun: neither is this one
		{"fr", "Il doit utiliser la porte.", "use door"},
		{"en", "He shall use the door.", "use door"},
	} {
		var got []string
		for _, h := range m.Find(c.text, c.lang) {
			got = append(got, g.Concepts[h.Concept].ID)
		}
		want := strings.Fields(c.found)
		if !sameSet(got, want) {
			t.Errorf("%s %q: found %v, want %v", c.lang, c.text, got, want)
		}
	}
}

func sameSet(a, b []string) bool {
	count := map[string]int{}
	for _, s := range a {
		count[s]++
	}
	for _, s := range b {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
