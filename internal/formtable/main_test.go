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
`

const smallWords = `3
écluse/S.() po:nom is:fem
parler/a0() po:v1_it____a
cœur/S.() po:nom is:mas
aux/D' po:mg po:det
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
