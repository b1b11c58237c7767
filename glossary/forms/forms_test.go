package forms

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"testing"

	"concord/documents"
)

// lemmas gives the lemmas of a form that have one of the parts of speech,
// sorted.
func lemmas(l documents.Lang, form string, pos POS) string {
	var out []string
	for _, a := range Of(l).Lookup(nil, form) {
		if a.POS&pos != 0 {
			out = append(out, a.Lemma(form))
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

const any = Noun | Adjective | Verb | Other

func TestLemmas(t *testing.T) {
	for _, c := range []struct {
		lang documents.Lang
		form string
		pos  POS
		want string
	}{
		{documents.FR, "traité", any, "traiter traité"},
		{documents.FR, "traité", Noun, "traité"},
		{documents.FR, "traités", Noun, "traité"},
		{documents.FR, "traite", any, "traire traite traiter"},
		{documents.FR, "traite", Noun, "traite"},
		{documents.FR, "yeux", any, "oeil"},
		{documents.FR, "chevaux", any, "cheval"},
		{documents.FR, "travaux", Noun, "travail"},
		{documents.FR, "nouvelles", Adjective, "nouveau"},
		{documents.FR, "vieille", Adjective, "vieux"},
		{documents.FR, "intervenantes", Noun, "intervenant"},
		{documents.FR, "directrices", Noun, "directeur"},
		{documents.FR, "émis", Verb, "émettre"},
		{documents.FR, "mise", any, "mettre mise miser"},
		{documents.FR, "mise", Noun, "mise"},
		{documents.FR, "acquièrent", Verb, "acquérir"},
		{documents.FR, "appelle", Verb, "appeler"},
		{documents.FR, "cède", Verb, "céder"},
		{documents.FR, "fut", Verb, "être"},
		{documents.FR, "oeuvres", Noun, "oeuvre"},
		{documents.FR, "zzyx", any, ""},
		{documents.EN, "children", any, "child"},
		{documents.EN, "women", any, "woman"},
		{documents.EN, "criteria", any, "criterion"},
		{documents.EN, "analyses", Noun, "analysis"},
		{documents.EN, "undertook", any, "undertake"},
		{documents.EN, "planned", Verb, "plan"},
		{documents.EN, "travelled", Verb, "travel"},
		{documents.EN, "traveled", Verb, "travel"},
		{documents.EN, "organises", Verb, "organise"},
		{documents.EN, "organizes", Verb, "organize"},
		{documents.EN, "organization", any, "organization"},
		{documents.EN, "organ", any, "organ"},
		{documents.EN, "labour", any, "labour"},
		{documents.EN, "labor", any, "labor"},
		{documents.EN, "buildings", any, "building"},
		{documents.EN, "professionals", any, "professional"},
		{documents.EN, "profession", any, "profession"},
		{documents.EN, "lives", Noun, "life"},
		{documents.EN, "regulations", any, "regulation"},
		{documents.EN, "months", any, "month"},
		{documents.EN, "capacities", any, "capacity"},
		{documents.EN, "claim", Noun, "claim"},
		{documents.EN, "claims", Noun, "claim"},
		{documents.EN, "outweighs", Verb, "outweigh"},
		{documents.EN, "longer", Adjective, "long longer"},
		{documents.EN, "news", any, "new news"},
		{documents.FR, "kilogrammes", any, "kilogramme"},
		{documents.FR, "finaux", any, "final"},
		{documents.FR, "desdites", any, "dudit ledit"},
		{documents.EN, "", any, ""},
		{documents.EN, "qwrt", any, ""},
	} {
		if got := lemmas(c.lang, c.form, c.pos); got != c.want {
			t.Errorf("%s %q: lemmas %q, want %q", c.lang, c.form, got, c.want)
		}
	}
}

func TestInflect(t *testing.T) {
	for _, c := range []struct {
		lang  documents.Lang
		lemma string
		pos   POS
		want  string // some of them
		not   string
	}{
		{documents.FR, "traité", Noun, "traité traités", "traitée traite traiter"},
		{documents.FR, "cheval", Noun, "cheval chevaux", "chevals"},
		{documents.FR, "mettre", Verb, "mettre mis mise mises met mettent mettra mît", "mission"},
		{documents.EN, "child", Noun, "child children", "childs"},
		{documents.EN, "undertake", Verb, "undertakes undertaking undertook undertaken", "undertaked"},
	} {
		have := map[string]bool{}
		for _, f := range Of(c.lang).Inflect(nil, c.lemma) {
			if f.POS&c.pos != 0 {
				have[f.Text] = true
			}
		}
		for _, w := range strings.Fields(c.want) {
			if !have[w] {
				t.Errorf("%q lacks the form %q", c.lemma, w)
			}
		}
		for _, w := range strings.Fields(c.not) {
			if have[w] {
				t.Errorf("%q must not have the form %q", c.lemma, w)
			}
		}
	}
}

// TestRoundTrip walks both tables through a sample of lemmas: every form of a
// lemma leads back to it.
func TestRoundTrip(t *testing.T) {
	for l, words := range map[documents.Lang]string{
		documents.FR: "accord acheter animal beau céder commencer cours directeur droit enfant être loi oeil prévoir public réfugié traiter vieux",
		documents.EN: "agree analysis be better child city criterion go leaf organize plan policy stop tie travel woman write",
	} {
		for _, lemma := range strings.Fields(words) {
			all := Of(l).Inflect(nil, lemma)
			if len(all) == 0 {
				t.Errorf("%s: no form of %q", l, lemma)
			}
			for _, f := range all {
				if !slices.Contains(strings.Fields(lemmas(l, f.Text, f.POS)), lemma) {
					t.Errorf("%s: %q is a form of %q, which is not among its lemmas", l, f.Text, lemma)
				}
			}
		}
	}
}

// TestSize holds what the tables may weigh in all: 3 MB compressed.
func TestSize(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(frenchBytes + englishBytes))
	z.Close()
	if b.Len() > 3<<20 {
		t.Errorf("the tables have %d bytes compressed, want at most 3 MiB", b.Len())
	}
}

func TestDamaged(t *testing.T) {
	good := englishBytes
	for _, bad := range []string{"", "CFORMS1", good[:len(good)-1], good + "x", good[:40], "CFORMS2\n" + good[8:], good[:8] + "\xff\xff\xff\xff\xff\xff\xff\xff" + good[16:]} {
		if _, err := Open(bad); err == nil {
			t.Errorf("opened a table of %d bytes that is damaged", len(bad))
		}
	}
}

// FuzzLookup asks for any word, in the shipped table and in one with bytes
// changed: neither may panic.
func FuzzLookup(f *testing.F) {
	f.Add("enfants", 100, byte(7))
	f.Add("", 0, byte(0))
	f.Add("mis\x00e", 5000, byte(255))
	f.Fuzz(func(t *testing.T, word string, at int, b byte) {
		Of(documents.FR).Lookup(nil, word)
		raw := []byte(englishBytes)
		raw[max(0, at)%len(raw)] ^= b
		if x, err := Open(string(raw)); err == nil {
			for _, f := range x.Lookup(nil, word) {
				_ = f.Lemma(word)
			}
			x.Inflect(nil, word)
		}
	})
}

var words = strings.Fields("les enfants victimes de la traite ont droit à une protection particulière et les autorités prendront des mesures")

func BenchmarkLookup(b *testing.B) {
	t := Of(documents.FR)
	var dst []Analysis
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		dst = t.Lookup(dst[:0], words[i%len(words)])
	}
}
