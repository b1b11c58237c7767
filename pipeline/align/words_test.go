package align

import (
	"slices"
	"strings"
	"testing"

	"concord/pipeline/lexicon"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"L’enfant d'aujourd’hui":        "l enfant d aujourd'hui",
		"Qu'est-ce que l'État ?":        "qu est ce que l etat",
		"The child's œuvre":             "the child s oeuvre",
		"ÉCOLE no 12, COVID-19":         "ecole no 12 covid 19",
		"":                              "",
		"…«»":                           "",
		"cœur\u00a0: naïve, Noe\u0308l": "coeur naive noel",
	} {
		var got []string
		for _, w := range words(text) {
			got = append(got, w.text)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: got %q, want %q", text, s, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string][]string{
		"1 234,5 et 12":              {"1234", "5", "12"},
		"1,234.5 and 12":             {"1234", "5", "12"},
		"12\u202f500\u00a0habitants": {"12500"},
		"2021":                       {"2021"},
		"2021 123":                   {"2021123"},
		"none":                       nil,
	} {
		if got := numbers(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want likeness
	}{
		{"minister", "ministre", twin},
		{"nation", "nation", same},
		{"national", "nation", twin},
		{"gouverneur", "governor", cousin},
		{"protection", "protections", twin},
		{"maison", "house", unlike},
		{"or", "or", same},
		{"port", "sport", unlike},
		{"mars", "marketplace", unlike},
	} {
		s, o := shapeOf(c.a), shapeOf(c.b)
		if got := alike(&s, c.b); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.a, c.b, got, c.want)
		}
		if got := alike(&o, c.a); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestLabel(t *testing.T) {
	for text, want := range map[string]string{
		"3.1 Portée":               "3.1",
		"Article 5 — Définitions":  "5",
		"Section 5: Definitions":   "5",
		"PARTIE II":                "ii",
		"(a) the child":            "a",
		"a) l’enfant":              "a",
		"2007 fut une bonne année": "2007",
		"A new day":                "",
		"I think so":               "",
		"30 000 personnes":         "30",
		"Bonjour":                  "",
		"":                         "",
	} {
		if got := label(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestMeaningsHaveBothSides(t *testing.T) {
	if len(meanings.FR) < 300 || len(meanings.EN) < 300 {
		t.Errorf("%d French and %d English forms", len(meanings.FR), len(meanings.EN))
	}
	for _, line := range strings.Split(strings.TrimSpace(commonWords), "\n") {
		fr, en, ok := strings.Cut(line, "|")
		if !ok || strings.TrimSpace(fr) == "" || strings.TrimSpace(en) == "" || lexicon.Fold(line) != line {
			t.Errorf("line %q", line)
		}
	}
}
