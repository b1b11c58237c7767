package glossary

import (
	"strings"
	"testing"

	"concord/documents"
)

func TestRanked(t *testing.T) {
	parse := func(name, text string) *Glossary {
		g, err := ReadCSV(strings.NewReader("concept_id,lang,term,status,cues\n"+text), name)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	project := parse("project.csv", "p1,fr,stagiaire,,\np1,en,intern,,\np2,fr,poursuite,,\np2,en,prosecution,,\np3,fr,chemin,,\n")
	house := parse("house.csv", "h1,fr,Stagiaire,,\nh1,en,trainee,,\nh2,fr,poursuite,,suite\nh2,en,continuation,,\nh3,fr,chemin,,\nh3,en,path,,\nh4,fr,apprenti,,\nh4,en,intern,forbidden,\n")
	terms := func(g *Glossary) string {
		var out []string
		for _, c := range g.Concepts {
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				for _, x := range c.Terms.Of(l) {
					out = append(out, c.ID+" "+x.Text)
				}
			}
		}
		return strings.Join(out, ", ")
	}
	merged := Merge(project, house)
	before := terms(merged)
	const want = "p1 stagiaire, p1 intern, p2 poursuite, p2 prosecution, p3 chemin, h1 trainee, h2 poursuite, h2 continuation, h3 chemin, h3 path, h4 apprenti, h4 intern"
	if got := terms(merged.Ranked()); got != want {
		t.Errorf("ranked: %s\nwant:   %s", got, want)
	}
	if terms(merged) != before {
		t.Error("Ranked changed its glossary")
	}
	if project.Ranked() != project {
		t.Error("a glossary of one file is not itself")
	}
	hits := NewMatcher(merged.Ranked()).Find("une stagiaire", documents.FR)
	if len(hits) != 1 || hits[0].Ambiguous || merged.Concepts[hits[0].Concept].ID != "p1" {
		t.Errorf("hits %+v, want the project's concept alone", hits)
	}
}
