package glossary

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"concord/documents"
)

// Forms that a person gave take the place of those that are made.
func TestGivenForms(t *testing.T) {
	m := NewMatcher(read(t, "concept_id,lang,term,pos,match,forms\n"+
		"a,fr,fonds,noun,,\n"+
		"b,fr,traite,noun,,traites\n"+
		"c,fr,grand-messe,noun,,grand-messes;messe\n"+
		"d,fr,prendre en charge,verb,,prend en charge;pris en charge;prise en charge\n"+
		"e,fr,CNESST,properNoun,exact-case,Commission des normes\n"+
		"a,en,funds,,,\nb,en,trafficking,,,\nc,en,mass,,,\nd,en,take charge,,,\ne,en,board,,,boards ; « the Board »\n"))
	testHits(t, m, documents.FR, []hitCase{
		{"les traites, la traitée", []string{"traites=b"}},
		// The base form and each form given, as written and in any case; no other.
		{"une Grand-Messe, des grand-messes, des grands-messes", []string{"Grand-Messe=c", "grand-messes=c", "messes=c"}[:2]},
		{"la messe", []string{"messe=c"}},
		// Forms of a verb term stand as they are: no gap, no other tense.
		{"il prend en charge, il prendra en charge, il prend le cas en charge, prendre en charge", []string{"prend en charge=d", "prendre en charge=d"}},
		{"elle est prise en charge", []string{"prise en charge=d"}},
		{"la CNESST, la cnesst, la Commission des normes, la commission des normes", []string{"CNESST=e", "Commission des normes=e"}},
	})
	testHits(t, m, documents.EN, []hitCase{
		{"the boards; the board; boarding", []string{"boards=e", "the board=e"}},
	})
	term := m.Glossary.Concepts[1].Terms.FR[0]
	if got := term.ContentForms(); len(got) != 1 || !slices.Equal(got[0], []string{"traite", "traites"}) {
		t.Errorf("content forms of %q: %q", term.Text, got)
	}
}

// An ellipsis in a term, or in a form, lets up to four words stand there; a
// term without one has none but for a verb and its object.
func TestDeclaredGaps(t *testing.T) {
	m := NewMatcher(read(t, "concept_id,lang,term,pos,match,forms\n"+
		"a,fr,prendre … en charge,verb,,\n"+
		"b,fr,mesures ... de protection,noun,,\n"+
		"c,fr,comité consultatif,noun,,comité […] consultatif\n"+
		"d,fr,plan d'action,noun,,\n"+
		"a,en,take … into account,verb,,\nb,en,(…) measures …,noun,,\nc,en,committee,,,\nd,en,plan,,,\n"))
	testHits(t, m, documents.FR, []hitCase{
		{"ils ont pris en charge les frais", []string{"pris en charge=a"}},
		{"ils prennent les nouveaux arrivants en charge", []string{"prennent les nouveaux arrivants en charge=a"}},
		{"ils prennent tous les très nouveaux arrivants en charge", nil},
		{"ils prennent. Il est en charge", nil},
		{"des mesures provisoires de protection, une mesure de protection", []string{"mesures provisoires de protection=b", "mesure de protection=b"}},
		{"le comité ministériel consultatif", []string{"comité ministériel consultatif=c"}},
		{"un plan triennal d'action", nil},
	})
	testHits(t, m, documents.EN, []hitCase{
		{"they took the children's views into account", []string{"took the children's views into account=a"}},
		{"measures", []string{"measures=b"}},
	})
}

// The noun and the verb of one expression are two terms, each in its forms.
func TestNounAndVerbPhrase(t *testing.T) {
	m := NewMatcher(read(t, "concept_id,lang,term,pos\n"+
		"noun,fr,mise en œuvre,noun\nverb,fr,mettre en œuvre,verb\n"+
		"noun,en,implementation,noun\nverb,en,implement,verb\n"))
	for _, c := range []struct{ text, want string }{
		{"la mise en œuvre du plan, les mises en oeuvre", "noun noun"},
		{"ils mettent en œuvre le plan, il a mis en œuvre le plan, mettant en œuvre", "verb verb verb"},
		{"il met pleinement en œuvre la loi", "verb"},
		// A feminine participle may be either: after être or a noun the verb,
		// after a determiner the noun.
		{"la mesure a été mise en œuvre", "verb"},
		{"les mesures sont déjà pleinement mises en œuvre", "verb"},
		{"les mesures mises en œuvre par l’agence", "verb"},
		{"la politique que le gouvernement a mise en œuvre", "verb"},
		{"la politique du gouvernement, récemment mise en œuvre", ""},
		{"sa mise en œuvre, leurs mises en œuvre, une bonne mise en œuvre", "noun noun noun"},
		{"la pleine mise en œuvre, sans mise en œuvre, lors de mises en œuvre", "noun noun noun"},
		{"Mise en œuvre", "noun"},
		{"conception et mise en œuvre", ""},
	} {
		var firm []string
		for _, h := range m.Find(c.text, documents.FR) {
			if !h.Ambiguous {
				firm = append(firm, m.Glossary.Concepts[h.Concept].ID)
			}
		}
		if got := strings.Join(firm, " "); got != c.want {
			t.Errorf("%q: %q, want %q (%q)", c.text, got, c.want, visible(m, c.text, documents.FR))
		}
	}
	// The other reading can still confirm what the other side says.
	if got := visible(m, "la mise en œuvre", documents.FR); !slices.Equal(got, []string{"mise en œuvre=noun", "mise en œuvre=verb?"}) {
		t.Errorf("readings %q", got)
	}
}

// Where the glossary has the noun alone, the verb is not the noun: it can only
// confirm it.
func TestNounWithoutItsVerb(t *testing.T) {
	m := NewMatcher(read(t, "concept_id,lang,term,pos\n"+
		"a,fr,mise en œuvre,noun\nb,fr,prise en charge,\nc,fr,délégué à la jeunesse,noun\nd,fr,partie à l’instance,noun\n"+
		"a,en,implementation,noun\nb,en,care,\nc,en,youth delegate,noun\nd,en,party,noun\n"))
	for _, c := range []struct {
		text string
		want []string
	}{
		{"La loi a été mise en œuvre par les provinces.", []string{"mise en œuvre=a?"}},
		{"les mesures ont été mises en œuvre, elles sont mises en œuvre", []string{"mises en œuvre=a?", "mises en œuvre=a?"}},
		{"elle n’est pas encore pleinement mise en oeuvre", []string{"mise en oeuvre=a?"}},
		{"la politique qu’il a mise en œuvre", []string{"mise en œuvre=a?"}},
		{"une personne est prise en charge", []string{"prise en charge=b?"}},
		{"la mise en œuvre, une mise en œuvre, de mise en œuvre", []string{"mise en œuvre=a", "mise en œuvre=a", "mise en œuvre=a"}},
		{"l’objectif est la mise en œuvre, sa prise en charge", []string{"mise en œuvre=a", "prise en charge=b"}},
		{"Mise en œuvre : conception et mise en œuvre", []string{"Mise en œuvre=a", "mise en œuvre=a"}},
		{"il est délégué à la jeunesse et elle est partie à l’instance", []string{"délégué à la jeunesse=c", "partie à l’instance=d"}},
	} {
		if got := visible(m, c.text, documents.FR); !slices.Equal(got, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// Forms are kept by every format.
func TestFormsRoundTrip(t *testing.T) {
	g := read(t, "concept_id,lang,term,Forms\na,fr,clé,clés; clefs \na,en,key,\n")
	if got := g.Concepts[0].Terms.FR[0].Forms; !slices.Equal(got, []string{"clés", "clefs"}) {
		t.Errorf("forms %q", got)
	}
	roundTrips(t, g)
	g = read(t, "Français,Anglais,Formes (fr),Formes EN\nclé,key,clés;clefs,keys\n")
	c := g.Concepts[0]
	if !slices.Equal(c.Terms.FR[0].Forms, []string{"clés", "clefs"}) || !slices.Equal(c.Terms.EN[0].Forms, []string{"keys"}) {
		t.Errorf("forms %q and %q", c.Terms.FR[0].Forms, c.Terms.EN[0].Forms)
	}
	var b bytes.Buffer
	if err := WriteCSV(&b, g, ','); err != nil || !strings.Contains(b.String(), ",forms\n") {
		t.Errorf("%v: %s", err, b.String())
	}
	var plain bytes.Buffer
	if err := WriteCSV(&plain, starter(t), ','); err != nil || strings.Contains(plain.String()[:200], "forms") {
		t.Error("a glossary without forms gains a column")
	}
}
