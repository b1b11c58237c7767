package checks

import (
	"strings"
	"testing"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

// Evidence next door counts within a paragraph, where a sentence has a pronoun,
// and beyond it only where the link is not sure.
func TestTermEvidenceNearby(t *testing.T) {
	g, err := glossary.ReadCSV(strings.NewReader("fr,en\ntrousse d'information,information kit\n"), "g.csv")
	if err != nil {
		t.Fatal(err)
	}
	const full, pronoun = "An information kit will be published.", "It will be free of charge."
	fr := []string{"Une trousse d'information sera publiée.", "La trousse d'information sera gratuite."}
	for _, c := range []struct {
		name   string
		fr, en []string // paragraphs
		score  float64  // of the second bead
		want   int
	}{
		{"same paragraph", []string{strings.Join(fr, " ")}, []string{full + " " + pronoun}, 1, 0},
		{"same paragraph in one language", fr, []string{full + " " + pronoun}, 1, 0},
		{"another paragraph, sure link", fr, []string{full, pronoun}, 0.95, 1},
		{"another paragraph, unsure link", fr, []string{full, pronoun}, 0.7, 0},
		{"a guess is not judged", fr, []string{"Nothing of the kind.", pronoun}, 0.3, 1},
	} {
		docs := documents.Pair[*documents.Document]{FR: termDocument(documents.FR, c.fr), EN: termDocument(documents.EN, c.en)}
		a := &align.Alignment{Beads: []align.Bead{{FR: []int{0}, EN: []int{0}, Score: 1}, {FR: []int{1}, EN: []int{1}, Score: c.score}}}
		found, err := check.Run(t.Context(), check.Pass{Docs: docs, Alignment: a, Terms: glossary.NewMatcher(g)}, []*check.Check{TermMissing}, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != c.want {
			t.Errorf("%s: %d findings, want %d: %+v", c.name, len(found), c.want, found)
		}
	}
}
