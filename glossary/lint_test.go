package glossary

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestLint(t *testing.T) {
	head := "concept_id,lang,term,status,pos,cues,source,match\n"
	clean := "a,fr,enfant,,,,s,\na,en,child,,,,s,\n"
	for _, c := range []struct{ name, rows, want string }{
		{"clean", clean, ""},
		{"same term twice", clean + "a,fr,Enfant,admitted,properNoun,,s,\n", "duplicate-term:4"},
		{"same term twice, once forbidden", clean + "a,fr,Enfant,forbidden,properNoun,,s,\n", "duplicate-term:4!"},
		{"a capital for good", "a,fr,procureur de la Couronne,,,,s,\na,en,Crown prosecutor,,,,s,\n", ""},
		{"capitals by habit", "a,fr,Projet de loi,,,,s,\na,en,Private bill,,,,s,\n", "term-case:2 term-case:3"},
		{"case is the point", clean + "b,fr,sida,,,,s,exact-case\nb,fr,SIDA,admitted,,,s,exact-case\nb,en,AIDS,,properNoun,,s,\n", ""},
		{"same concept twice", clean + "b,fr,enfant,,,,s,\nb,en,child,,,,s,\n", "duplicate-concept:4!"},
		{"homograph", clean + "b,fr,enfant,,,,s,\nb,en,offspring,,,,s,\n", "homograph-without-cue:4"},
		{"homograph with cues", clean + "b,fr,enfant,,,parent,s,\nb,en,offspring,,,,s,\n", ""},
		{"forbidden elsewhere, the other side tells", clean + "b,fr,mineur,,,,s,\nb,en,minor,,,,s,\nb,en,child,forbidden,,,s,\n", "forbidden-elsewhere:6"},
		{"forbidden elsewhere, nothing tells", clean + "b,fr,enfant,,,trib,s,\nb,en,minor,,,,s,\nb,en,child,forbidden,,,s,\n", "forbidden-elsewhere:6!"},
		{"forbidden in both", clean + "a,en,kid,forbidden,,,s,\nb,fr,chevreau,,,,s,\nb,en,kid goat,,,,s,\nb,en,kid,forbidden,,,s,\n", ""},
		{"one language", clean + "b,fr,mineur,,,,s,\nb,en,minor,forbidden,,,s,\n", "missing-language:4!"},
		{"no source here", clean + "b,fr,mineur,,,,,\nb,en,minor,,,,,\n", "no-source:4"},
		{"no source at all", "b,fr,mineur,,,,,\nb,en,minor,,,,,\n", "no-source:2"},
		{"two preferred", clean + "a,en,infant,preferred,,,s,\n", "several-preferred:4"},
		{"capital", "a,fr,Enfant,,,,s,\na,en,Child,,properNoun,,s,\n", "term-case:2"},
		{"a name", "a,fr,Protocole de Palerme,,,,s,\na,en,Palermo Protocol,,,,s,\n", ""},
		{"spaces and marks", "a,fr,les  enfants,,,,s,\na,en,child;,,,,s,\n", "term-spacing:2 term-spacing:2 term-spacing:3"},
	} {
		var got []string
		for _, r := range Lint(read(t, head+c.rows)) {
			mark := ""
			if r.Major {
				mark = "!"
			}
			got = append(got, fmt.Sprintf("%s:%d%s", r.Rule, r.Line, mark))
			if !slices.Contains(LintRules, r.Rule) || r.File != "g.csv" || r.Message.FR == "" || r.Message.EN == "" {
				t.Errorf("%s: %+v", c.name, r)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}
