package concordance_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline"
	"concord/pipeline/concordance"
)

const terms = `concept_id,lang,term,status,cues
trafficking,fr,traite des personnes,preferred,
trafficking,fr,trafic,forbidden,
trafficking,en,trafficking in persons,preferred,
trafficking,en,human trafficking,admitted,
child,fr,enfant,preferred,
child,en,child,preferred,
prosecution,fr,poursuite,preferred,accusé
prosecution,en,prosecution,preferred,
continuation,fr,poursuite,preferred,travaux
continuation,en,continuation,preferred,
`

var rows = []pipeline.Row{
	{ID: "1", FR: "La traite des personnes est un crime.", EN: "Human trafficking is a crime."},
	{ID: "2", FR: "Les enfants et la traite des personnes.", EN: "Children and trafficking in persons."},
	{ID: "3", FR: "La traite des personnes continue.", EN: "This continues."},
	{ID: "4", FR: "La traite des personnes.", EN: ""},
	{ID: "5", FR: "La poursuite de l’accusé est abandonnée, et la poursuite des travaux aussi.", EN: "The prosecution is over, and so is the continuation of the work."},
	{ID: "6", FR: "Les juges de la cour ont rendu leur décision.", EN: "The judges of the court gave their decision."},
	{ID: "7", FR: "Le juge est absent.", EN: "The judge is absent."},
}

func TestSearch(t *testing.T) {
	g, err := glossary.ReadCSV(strings.NewReader(terms), "g.csv")
	if err != nil {
		t.Fatal(err)
	}
	m := glossary.NewMatcher(g)
	pair := pipeline.RunBitext(context.Background(), "rows", rows, m, pipeline.Options{}).Pairs[0]
	for _, c := range []struct {
		term string
		lang documents.Lang
		none bool // without a glossary
		want string
	}{
		{"traite des personnes", "", false, "term human trafficking 1: 1; term trafficking in persons 1: 2; other  1: 3; none  1: 4"},
		{"enfants", "", false, "term child 1: 2"},
		{"trafficking in persons", "", false, "term traite des personnes 1: 2"},
		{"poursuite", "", false, "term prosecution + continuation 2: 5"},
		{"juge", "", false, "table judges 2: 6 7"},
		{"juge", "en", false, ""},
		{"judge", "en", true, "table juges 2: 6 7"},
		{"judges", "en", true, "table juges 2: 6 7"},
		{"juges", "fr", true, "table judges 2: 6 7"},
		{"rendent", "fr", true, "other  1: 6"},
		{"rendre", "fr", true, "other  1: 6"},
		{"zèbre", "", false, ""},
	} {
		terms := m
		if c.none {
			terms = nil
		}
		q := concordance.New(terms, c.term, c.lang)
		var got []string
		for _, group := range concordance.Grouped(q.Search(0, pair.Docs, pair.Alignment)) {
			var ids []string
			for _, o := range group.Occurrences {
				ids = append(ids, pair.IDs[o.Bead])
				for _, s := range o.Spans.Of(o.Lang) {
					if pair.Docs.Of(o.Lang).Text(s) == "" {
						t.Errorf("%s: empty span %v", c.term, s)
					}
				}
			}
			got = append(got, fmt.Sprintf("%s %s %d: %s", group.Kind, group.Rendering, group.Count, strings.Join(ids, " ")))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s (%s): %q, want %q", c.term, c.lang, s, c.want)
		}
	}
	for _, nothing := range []string{"", " ", "—"} {
		if concordance.New(m, nothing, "") != nil {
			t.Errorf("%q is a query", nothing)
		}
	}
}
