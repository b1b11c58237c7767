package glossary

import (
	"strings"
	"testing"
)

func TestWithin(t *testing.T) {
	g := read(t, "concept_id,subject,lang,term\na,Traite; droit,fr,clé\na,,en,key\nb,Santé,fr,porte\nb,,en,door\nc,,fr,mur\nc,,en,wall\n")
	for _, c := range []struct{ domains, want string }{
		{"", "a b c"},
		{"droit", "a c"},
		{"sante", "b c"},
		{"TRAITE|Santé", "a b c"},
	} {
		var domains []string
		if c.domains != "" {
			domains = strings.Split(c.domains, "|")
		}
		got, err := g.Within(domains)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, k := range got.Concepts {
			ids = append(ids, k.ID)
		}
		if strings.Join(ids, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.domains, ids, c.want)
		}
		if same := got.SHA256 == g.SHA256; same != (domains == nil) {
			t.Errorf("%q: digest is the same: %v", c.domains, same)
		}
	}
	// A slip would leave nothing to find: it is an error that names the others.
	if _, err := g.Within([]string{"droit", "drot"}); err == nil || !strings.Contains(err.Error(), `"drot"`) || !strings.Contains(err.Error(), "Santé") {
		t.Errorf("an unknown domain: %v", err)
	}
}
