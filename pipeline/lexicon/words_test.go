package lexicon

import (
	"strings"
	"testing"
	"unicode/utf8"

	"concord/documents"
)

func stems(text string, l documents.Lang) string {
	var out []string
	for _, w := range Words(text, l) {
		out = append(out, w.Stem)
	}
	return strings.Join(out, " ")
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		lang       documents.Lang
		text, want string
	}{
		{documents.FR, "L'enfant", "le enf"},
		{documents.FR, "L’ENFANT", "le enf"},
		{documents.FR, "l'É\u0301tat", "le etat"},
		{documents.FR, "aujourd’hui, d'accord", "aujourd de accord"},
		{documents.FR, "Y a-t-il 3,2 % de 4e ?", "y a il de"},
		{documents.FR, "mise en œuvre", "mis en oeuvr"},
		{documents.FR, "au cours des travaux aux chevaux", "a cour de traval a cheval"},
		{documents.EN, "The child's toys don't last.", "the child toy do not last"},
		{documents.EN, "can’t", "ca not"},
		{documents.EN, "say n't", "say not"},
		{documents.EN, "T-shirts in Canada's s. 3", "t shirt in canada s"},
		{documents.EN, "children's well-being", "childre well being"},
		{documents.EN, "x " + strings.Repeat("a", 41), "x"},
		{documents.FR, "\xff\xfea\xc3", "a"},
		{documents.EN, "", ""},
	} {
		if got := stems(c.text, c.lang); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// The forms of a word come together, and words that differ stay apart.
func TestStem(t *testing.T) {
	for _, c := range []struct {
		lang  documents.Lang
		forms string
	}{
		{documents.FR, "donner donne donnes donnent donnait donnaient donnera donneront donnant donné donnée données"},
		{documents.FR, "national nationale nationaux nationales"},
		{documents.FR, "heureux heureuse heureuses"},
		{documents.FR, "actif active actifs actives"},
		{documents.FR, "finir finissent finissait finissant"},
		{documents.FR, "directeur directrice directrices"},
		{documents.EN, "stop stops stopped stopping"},
		{documents.EN, "vary varies varied"},
		{documents.EN, "require requires required requiring"},
		{documents.EN, "box boxes"},
		{documents.EN, "process processes processed processing"},
	} {
		forms := strings.Fields(c.forms)
		for _, f := range forms {
			if got, want := Stem(Fold(f), c.lang), Stem(Fold(forms[0]), c.lang); got != want {
				t.Errorf("%s: %s, but %s: %s", f, got, forms[0], want)
			}
		}
	}
	for _, c := range []struct {
		lang documents.Lang
		a, b string
	}{
		{documents.FR, "document", "docu"},
		{documents.FR, "pas", "par"},
		{documents.FR, "loi", "lois d'"},
		{documents.EN, "use", "us"},
		{documents.EN, "thing", "th"},
		{documents.EN, "class", "clas"},
	} {
		if Stem(Fold(c.a), c.lang) == Stem(Fold(c.b), c.lang) {
			t.Errorf("%s and %s have one stem", c.a, c.b)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("L’ENFANT n'a-t-il pas 3 % d’œufs ?", true)
	f.Add("don't the child's \xff\u0301", false)
	f.Fuzz(func(t *testing.T, text string, fr bool) {
		l := documents.EN
		if fr {
			l = documents.FR
		}
		last := 0
		for _, w := range Words(text, l) {
			if w.Stem == "" || w.Start < last || w.End <= w.Start || w.End > len(text) {
				t.Fatalf("%q: %+v after %d", text, w, last)
			}
			last = w.End
			if utf8.ValidString(text) && (!utf8.ValidString(w.Stem) || !utf8.ValidString(text[w.Start:w.End])) {
				t.Fatalf("%q: %+v cuts a character", text, w)
			}
		}
	})
}
