package align

import (
	"context"
	"fmt"
	"testing"

	"concord/documents"
)

func TestFixedPoints(t *testing.T) {
	for _, c := range []struct {
		name   string
		fr, en [][]string
		want   string
	}{
		{
			"one number and like titles",
			[][]string{{"# 1. Protection du public"}, {"Texte."}, {"# 2. Transport régional"}},
			[][]string{{"# 1. Public protection"}, {"# 2. Regional transport"}},
			"[{0 0} {2 1}]",
		},
		{
			"a number that stands twice is not sure",
			[][]string{{"# 1. Protection du public"}, {"# 1. Transport régional"}},
			[][]string{{"# 1. Public protection"}, {"# 1. Regional transport"}},
			"[]",
		},
		{
			"titles without anything in common",
			[][]string{{"# 1. Foyers"}, {"# 2. Transport régional"}},
			[][]string{{"# 1. Wells"}, {"# 2. Regional transport"}},
			"[{1 1}]",
		},
		{
			"headings that cross",
			[][]string{{"# 1. Protection du public"}, {"# 2. Transport régional"}},
			[][]string{{"# 2. Regional transport"}, {"# 1. Public protection"}},
			"[]",
		},
		{
			"paragraphs with a number",
			[][]string{{"1. Protection du public"}},
			[][]string{{"1. Public protection"}},
			"[]",
		},
	} {
		cmp, err := Compare(context.Background(), pair(document(documents.FR, c.fr), document(documents.EN, c.en)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		main, _ := cmp.split()
		if got := fmt.Sprint(cmp.grid(main).fixedPoints()); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestABlockMayGoOnInTheNext(t *testing.T) {
	for _, c := range []struct {
		before, after string
		goesOn        bool
	}{
		{"Les familles reçoivent une aide et des", "conseils de la municipalité.", true},
		{"Les familles reçoivent une aide.", "conseils de la municipalité.", false},
		{"Les familles reçoivent une aide", "Conseils de la municipalité", false},
		{"Les familles reçoivent\u00a0:", "une aide", false},
		{"# Les familles", "et leurs enfants", false},
	} {
		looks := looksOf(document(documents.FR, [][]string{{c.before}, {c.after}}))
		if got := !looks[1].starts && !looks[0].ends; got != c.goesOn {
			t.Errorf("%q, %q: goes on is %v", c.before, c.after, got)
		}
	}
}
