package align

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// tableOf makes a table that links the stems of pairs of words, French and
// English, and knows a common word on each side.
func tableOf(t *testing.T, words ...[2]string) *lexicon.Table {
	t.Helper()
	var c lexicon.Content
	stem := func(w string, l documents.Lang) string { return lexicon.Stem(lexicon.Fold(w), l) }
	side := func(k int, l documents.Lang) (out []lexicon.Entry, id map[string]lexicon.ID) {
		for _, w := range words {
			out = append(out, lexicon.Entry{Stem: stem(w[k], l), Count: 5, Met: 1})
		}
		slices.SortFunc(out, func(a, b lexicon.Entry) int { return strings.Compare(a.Stem, b.Stem) })
		id = map[string]lexicon.ID{}
		for i, e := range out {
			id[e.Stem] = lexicon.ID(i)
		}
		return out, id
	}
	var fr, en map[string]lexicon.ID
	c.FR, fr = side(0, documents.FR)
	c.EN, en = side(1, documents.EN)
	for _, w := range words {
		c.Links = append(c.Links, lexicon.Link{FR: fr[stem(w[0], documents.FR)], EN: en[stem(w[1], documents.EN)],
			Chance: lexicon.Chance{GivenEN: 1, GivenFR: 1}})
	}
	c.FR = append(c.FR, lexicon.Entry{Stem: "zz", Count: 1e4})
	c.EN = append(c.EN, lexicon.Entry{Stem: "zz", Count: 1e4})
	table, err := lexicon.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestATableIsEvidence(t *testing.T) {
	// Two of three French lines have a counterpart, and nothing but the table
	// can tell which.
	var fr, en []string
	around := func() {
		for range 8 {
			n := len(fr)
			fr, en = append(fr, fmt.Sprintf("Voir le point %d.", 100+n)), append(en, fmt.Sprintf("See item %d.", 100+n))
		}
	}
	around()
	fr = append(fr, "Abri craquant pont casse.", "Manteau gris drape mur.", "Oisillon niche tonneau rond.")
	en = append(en, "Fleece gray hung brickwork.", "Nestling sleeps keg circular.")
	around()
	docs := pair(lines(documents.FR, fr...), lines(documents.EN, en...))
	table := func(first, second string) *lexicon.Table {
		var words [][2]string
		for i, w := range strings.Fields(first + " " + second) {
			words = append(words, [2]string{w, strings.Fields("fleece gray hung brickwork nestling sleeps keg circular")[i]})
		}
		return tableOf(t, words...)
	}
	if got := show(mustAlign(t, docs, Options{})[8:11]); got == "8- 9-8 10-9" {
		t.Errorf("without a table: got %s too", got)
	}
	right := table("manteau gris drape mur", "oisillon niche tonneau rond")
	if got := show(mustAlign(t, docs, Options{Lexicon: right})[8:11]); got != "8- 9-8 10-9" {
		t.Errorf("got %s", got)
	}
	other := table("abri craquant pont casse", "manteau gris drape mur")
	if got := show(mustAlign(t, docs, Options{Lexicon: other})[8:11]); !strings.HasPrefix(got, "8-8 9") {
		t.Errorf("with another table: got %s", got)
	}
}

// With the table in the binary a document aligned with itself is the diagonal,
// and swapped languages mirror the result.
func TestTheShippedTableKeepsTheProperties(t *testing.T) {
	fr := lines(documents.FR, "Le ministre signe la loi.", "Les enfants ont droit à la santé.", "L’eau manque.", "La demande est rejetée sans motif.")
	en := lines(documents.EN, "The minister signs the act.", "Water is lacking.", "The application is refused without reason.")
	opts := Options{Lexicon: lexicon.Shipped()}
	if got := show(mustAlign(t, pair(fr, fr), opts)); got != "0-0 1-1 2-2 3-3" {
		t.Errorf("with itself: %s", got)
	}
	there, back := mustAlign(t, pair(fr, en), opts), mustAlign(t, pair(en, fr), opts)
	for k := range back {
		back[k].FR, back[k].EN = back[k].EN, back[k].FR
	}
	if show(there) != "0-0 1- 2-1 3-2" || show(back) != show(there) {
		t.Errorf("%s, swapped %s", show(there), show(back))
	}
}
