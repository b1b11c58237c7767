package strictyaml

import (
	"errors"
	"strings"
	"testing"

	"concord/documents"
)

// read walks a small fixed shape, as the packages that use this one do.
func read(data string) error {
	v, err := Parse("f.yaml", "test", []byte(data))
	if err != nil {
		return err
	}
	members, err := v.Members("glossary", "limits", "jobs")
	if err != nil {
		return err
	}
	for _, m := range members {
		switch m.Key {
		case "glossary":
			_, err = m.Value.Texts()
		case "limits":
			_, err = m.Value.Members("time", "memory")
		case "jobs":
			var items []Value
			if items, err = m.Value.List(); err == nil {
				for _, it := range items {
					if _, err = it.Members("name"); err != nil {
						break
					}
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, data, en, fr string }{
		{"clean", "glossary: a.csv\nlimits:\n  time: 10s\njobs:\n  - name: x\n", "", ""},
		{"empty", "", "", ""},
		{"only a comment", "# nothing\n", "", ""},
		{"unknown key", "a: 1\n", `f.yaml, line 1: unknown key "a"; known keys: glossary, limits, jobs`, "f.yaml, ligne 1 : clé inconnue « a » ; clés connues"},
		{"near key", "\nglosary: 1\n", `line 2: unknown key "glosary"; did you mean "glossary"?`, "ligne 2 : clé inconnue « glosary » ; vouliez-vous dire « glossary » ?"},
		{"nested", "limits:\n  tmie: 1\n", `line 2: unknown key "tmie" in "limits"; did you mean "time"?`, "dans « limits »"},
		{"in a list", "jobs:\n - name: x\n - nam: y\n", `line 3: unknown key "nam" in "jobs[2]"`, "jobs[2]"},
		{"twice", "glossary: a\nglossary: b\n", `line 2: key "glossary" is already on line 1`, "est déjà à la ligne 1"},
		{"type", "glossary: {a: b}\n", "glossary: this must be a list", "il faut ici une liste"},
		{"type in list", "jobs: 3\n", "jobs: this must be a list", "et non une valeur seule"},
		{"alias", "glossary: &a x\nlimits: *a\n", "anchors and aliases", "ancres et alias"},
		{"two documents", "glossary: a\n---\nglossary: b\n", "second YAML document", "second document YAML"},
		{"tab", "limits:\n\ttime: 1\n", "cannot start a value", "tabulation"},
		{"colon", "glossary: a: b\n", "line 1: a colon too many", "un « : » de trop"},
		{"latin1", "glossary: \xe9t\xe9\n", "line 1: the text is not UTF-8", "pas en UTF-8"},
		{"escape in a key", "\"\\e[2J\": 1\n", `\x1b[2J`, "␛[2J"},
		{"percent", "'%d': 1\n", `"%d"`, "« %d »"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := read(c.data)
			if c.en == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var p *documents.Problem
			if !errors.As(err, &p) {
				t.Fatalf("got %v, want a Problem", err)
			}
			if !strings.Contains(p.In(documents.EN), c.en) || !strings.Contains(spaces(p.In(documents.FR)), c.fr) {
				t.Errorf("got\n%s\n%s", p.In(documents.EN), p.In(documents.FR))
			}
			if !strings.HasPrefix(p.Code, "test-") || p.Class != documents.Misuse {
				t.Errorf("code %q class %d", p.Code, p.Class)
			}
		})
	}
}

// spaces makes no-break spaces plain, so that the table is easy to type.
func spaces(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func FuzzParse(f *testing.F) {
	f.Add("glossary: [a, b]\n")
	f.Add("jobs:\n - {name: x}\n")
	f.Add("a: &x [*x]\n")
	f.Fuzz(func(t *testing.T, data string) {
		err := read(data)
		var p *documents.Problem
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("%v is not a Problem", err)
		}
	})
}
