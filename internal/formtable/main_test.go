package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"concord/glossary/forms"
)

const smallAffixes = `FLAG long
SFX S. Y 2
SFX S. 0 0/L' [^sxz] is:sg
SFX S. 0 s/D' [^sxz] is:pl
SFX a0 Y 3
SFX a0 er er/n' [^g]er po:infi
SFX a0 er e/n' [^g]er po:ipre
SFX a0 er é/L' [^g]er po:ppas po:adj
PFX L' Y 1
PFX L' 0 l' [aeé]
PFX Um Y 3
PFX Um 0 0/S. .
PFX Um 0 kilo/S.() .
PFX Um 0 l' [aé]
`

const smallWords = `3
écluse/S.() po:nom is:fem
parler/a0() po:v1_it____a
cœur/S.() po:nom is:mas
aux/D' po:mg po:det
gramme/Um() po:nom is:mas
final/S.() po:adj
finaux/D' po:adj is:mas is:pl
clownesse/S.() po:nom st:clown
`

func smallTable(t *testing.T) (*forms.Table, []byte) {
	t.Helper()
	f, err := readAffixes(strings.NewReader(smallAffixes))
	if err != nil {
		t.Fatal(err)
	}
	words, err := f.readWords(strings.NewReader(smallWords))
	if err != nil {
		t.Fatal(err)
	}
	x := lexicon{}
	x.french(f, words)
	packed, err := x.pack()
	if err != nil {
		t.Fatal(err)
	}
	table, err := forms.Open(string(packed))
	if err != nil {
		t.Fatal(err)
	}
	return table, packed
}

func TestExpandAndPack(t *testing.T) {
	table, packed := smallTable(t)
	for form, want := range map[string]string{
		"écluses": "écluse", "écluse": "écluse", "parle": "parler", "parlé": "parler", "coeurs": "coeur",
		"grammes": "gramme", "kilogrammes": "kilogramme", "l'gramme": "", "finaux": "final", "clownesse": "clown",
		"l'écluse": "", "parlent": "", "parl": "", "": "",
	} {
		var got []string
		for _, a := range table.Lookup(nil, form) {
			got = append(got, a.Lemma(form))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: lemmas %q, want %q", form, got, want)
		}
	}
	if a := table.Lookup(nil, "parlé"); len(a) != 1 || a[0].POS != forms.Verb|forms.Participle {
		t.Errorf("parlé is %v, want a participle", a)
	}
	var all []string
	for _, f := range table.Inflect(nil, "parler") {
		all = append(all, f.Text)
	}
	slices.Sort(all)
	if got := strings.Join(all, " "); got != "parle parler parlé" {
		t.Errorf("parler has the forms %q", got)
	}
	if _, again := smallTable(t); !bytes.Equal(packed, again) {
		t.Error("the same dictionary gave other bytes")
	}
}

const englishAffixes = `PFX A Y 1
PFX A 0 re .
PFX C Y 1
PFX C 0 de .
SFX S Y 3
SFX S y ies [^aeiou]y
SFX S 0 s [^sxzhy]
SFX S 0 es [sxzh]
SFX D Y 1
SFX D 0 d e
SFX G Y 1
SFX G e ing e
SFX M Y 1
SFX M 0 's .
SFX T Y 1
SFX T 0 est .
SFX Y Y 1
SFX Y 0 ly .
`

const englishWords = `20
regulation/CM
regulations
month/MY
months
weigh/ADG
weighs
judge/ADSG
judge's
long/T
longer
position/ACS
positioned
positioning
new/MY
news/M
mean/MSG
`

// TestEnglishListed: forms that the dictionaries list as words of their own
// lead to their lemma, and words that look like such forms do not.
func TestEnglishListed(t *testing.T) {
	f, err := readAffixes(strings.NewReader(englishAffixes))
	if err != nil {
		t.Fatal(err)
	}
	words, err := f.readWords(strings.NewReader(englishWords))
	if err != nil {
		t.Fatal(err)
	}
	x := lexicon{}
	x.english(f, words)
	x.listed(words)
	x.irregular()
	for _, c := range []struct {
		form, lemma string
		pos         forms.POS
	}{
		{"regulations", "regulation", forms.Noun},
		{"regulations", "regulations", 0},
		{"months", "month", forms.Noun},
		{"months", "months", 0},
		{"weighs", "weigh", forms.Verb},
		{"judge", "judge", forms.Noun | forms.Verb},
		{"judges", "judge", forms.Noun | forms.Verb},
		{"judged", "judge", forms.Verb | forms.Participle},
		{"longer", "long", forms.Adjective},
		{"positioned", "position", forms.Verb | forms.Participle},
		{"positioning", "position", forms.Verb},
		{"news", "news", forms.Noun | forms.Other},
		{"news", "new", 0},
		{"means", "means", forms.Noun},
		{"means", "mean", forms.Noun | forms.Verb},
	} {
		if got := x[formLemma{c.form, c.lemma}]; got != c.pos {
			t.Errorf("%s as a form of %s: parts of speech %b, want %b", c.form, c.lemma, got, c.pos)
		}
	}
}
