package segment_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/segment"
)

// Each case is one text with "‖" where a sentence ends: the places that must
// break stand beside those that must not.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		lang documents.Lang
		text string
	}{
		{documents.FR, "Le comité s’est réuni.‖ Il a adopté son rapport."},
		{documents.FR, "M. Untel et Mme Unetelle sont venus.‖ Me Tremblay aussi."},
		{documents.FR, "MM. A. B. Martin et J.-P. Durand ont signé.‖ Mlle Roy non."},
		{documents.FR, "Voir l’art. 3, p. 12 et pp. 14 à 16.‖ Voir aussi le par. 2."},
		{documents.FR, "C’est dans le par.‖ Suite au prochain numéro."},
		{documents.FR, "Il habite à St. Jean, env. 40 km d’ici, cf. Annexe 2.‖ Fin."},
		{documents.FR, "Le taux est de 3.5 pour cent.‖ Le 1er juin, il change."},
		{documents.FR, "Elle a dit : « Je viens. »‖ Puis elle est partie."},
		{documents.FR, "« Venez ! » dit-il.‖ On vint."},
		{documents.FR, "Est-ce vrai ?‖ Oui ; c’est vrai : tout est là."},
		{documents.FR, "Il hésite…‖ Puis il part… sans un mot."},
		{documents.FR, "1. Introduction"},
		{documents.FR, "Chapitre IV. Les enfants"},
		{documents.FR, "Figure 3. Évolution du taux"},
		{documents.FR, "Pommes, poires, etc.‖ Les autres fruits manquent."},
		{documents.FR, "Voir https://exemple.org/page.php?Id=3&lang=fr.‖ C’est le bon lien."},
		{documents.FR, "Écrire à a.b@exemple.org.‖ Merci."},
		{documents.EN, "The board met.‖ It adopted its report."},
		{documents.EN, "Mr. Smith, Dr. J. K. Jones and Mrs. Roy came.‖ Ms. Day did not."},
		{documents.EN, "See No. 5, p. 12 and s. 7 of the Act.‖ He said no.‖ Then he left."},
		{documents.EN, "Acme Inc. Montreal branch was sold.‖ It was bought by Acme Ltd.‖ The price is not known."},
		{documents.EN, "It happened in the U.S. in Jan. 2020.‖ The U.S. Senate voted at 3 p.m.‖ It passed."},
		{documents.EN, "Some fruit, e.g. apples, i.e. Malus, grows here.‖ Smith et al. Agree."},
		{documents.EN, "She said: \"I am coming.\"‖ Then she left."},
		{documents.EN, "\"Come in,\" he said.‖ \"Why?\" she asked.‖ (He did not answer.)‖ So she left."},
		{documents.EN, "The rate is .08% or 3.4%.‖ See c. Q-2 and www.example.org/a.b."},
		{documents.EN, "It ended in 2019.[4]‖ Then it began again."},
		{documents.EN, "2.1. Scope"},
		{documents.EN, "Wait...‖ What?!‖ No."},
		{documents.EN, "One line\nends here.‖ Another\n\nbegins."},
	} {
		want := strings.Split(c.text, "‖")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		text := strings.ReplaceAll(c.text, "‖", "")
		var got []string
		for _, r := range segment.Split(text, c.lang) {
			got = append(got, text[r[0]:r[1]])
		}
		if strings.Join(got, "‖") != strings.Join(want, "‖") {
			t.Errorf("%s:\n got %s\nwant %s", c.lang, strings.Join(got, "‖"), strings.Join(want, "‖"))
		}
	}
}

// check holds the contract of Split.
func check(t *testing.T, text string, ranges [][2]int) {
	t.Helper()
	at := 0
	blank := func(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }
	for _, r := range ranges {
		if r[0] < at || r[1] <= r[0] || r[1] > len(text) {
			t.Fatalf("%q: range %v after %d", text, r, at)
		}
		if !blank(text[at:r[0]]) {
			t.Fatalf("%q: %q is in no sentence", text, text[at:r[0]])
		}
		s := text[r[0]:r[1]]
		if strings.TrimFunc(s, unicode.IsSpace) != s {
			t.Fatalf("%q: white space at the end of %q", text, s)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s) {
			t.Fatalf("%q: %q is cut inside a character", text, s)
		}
		at = r[1]
	}
	if !blank(text[at:]) {
		t.Fatalf("%q: %q is in no sentence", text, text[at:])
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("M. Roy dit : « Non. » Puis... \"Oui.\" [3] a.b. C. (D.) 1. É", "fr")
	f.Add("…»…» \" . \" ' . '.[1] A", "en")
	f.Add("\xff. A\u2029B.\u00a0»", "")
	f.Fuzz(func(t *testing.T, text, lang string) {
		l := documents.Lang(lang)
		if l != documents.FR && l != documents.EN {
			l = ""
		}
		check(t, text, segment.Split(text, l))
	})
}

func TestDocument(t *testing.T) {
	d := &documents.Document{Lang: documents.EN, Blocks: []documents.Block{
		{ID: 1, Kind: documents.Header, Text: "Head. Not split."},
		{ID: 2, Kind: documents.Paragraph, Page: 1, Text: "One here. Two there.", Origins: []documents.Origin{
			{Start: 0, End: 9, Page: 1}, {Start: 10, End: 20, Page: 2},
		}},
		{ID: 3, Kind: documents.Code, Text: "a. B. C."},
		{ID: 4, Kind: documents.Cell, Page: 2, Text: "Cell"},
	}}
	segment.Document(d)
	want := []documents.Segment{
		{ID: 1, Block: 2, Start: 0, End: 9, Page: 1, Text: "One here."},
		{ID: 2, Block: 2, Start: 10, End: 20, Page: 2, Text: "Two there."},
		{ID: 3, Block: 4, Start: 0, End: 4, Page: 2, Text: "Cell"},
	}
	if len(d.Segments) != len(want) {
		t.Fatalf("%d segments, want %d: %+v", len(d.Segments), len(want), d.Segments)
	}
	for i, s := range d.Segments {
		if s != want[i] {
			t.Errorf("segment %d: %+v, want %+v", i, s, want[i])
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("M. Roy a lu l’art. 3 de la loi. Il l’a compris, dit-il. « Bien ! » ", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		segment.Split(text, documents.FR)
	}
}
