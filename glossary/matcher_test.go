package glossary

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"concord/documents"
)

// found lists the hits of a text as "words=concept", with ? for an ambiguous
// one, ~ for a hidden one and ! for a forbidden term.
func found(m *Matcher, text string, l documents.Lang) []string {
	return named(m, m.FindAll(text, l), text, l)
}

// named writes hits as "words=concept" with their marks.
func named(m *Matcher, hits []Hit, text string, l documents.Lang) []string {
	var out []string
	for _, h := range hits {
		s := text[h.Start:h.End] + "=" + m.Glossary.Concepts[h.Concept].ID
		if m.Glossary.Term(h, l).Status == Forbidden {
			s += "!"
		}
		if h.Ambiguous {
			s += "?"
		}
		if h.Hidden {
			s = "~" + s
		}
		out = append(out, s)
	}
	return out
}

// visible are the hits of Find, which are those that are not hidden.
func visible(m *Matcher, text string, l documents.Lang) []string {
	return named(m, m.Find(text, l), text, l)
}

type hitCase struct {
	text string
	want []string
}

func testHits(t *testing.T, m *Matcher, l documents.Lang, cases []hitCase) {
	t.Helper()
	for _, c := range cases {
		if got := visible(m, c.text, l); !slices.Equal(got, c.want) {
			t.Errorf("%q\n got  %q\n want %q", c.text, got, c.want)
		}
	}
}

func TestFindFrench(t *testing.T) {
	testHits(t, NewMatcher(starter(t)), documents.FR, []hitCase{
		// Elision, both apostrophes, no-break spaces, case.
		{"L'enfant, d’enfants et qu'enfants", []string{"enfant=child", "enfants=child", "enfants=child"}},
		{"LA TRAITE D’ENFANTS", []string{"TRAITE D’ENFANTS=child-trafficking"}},
		{"traite\u00a0d'enfants", []string{"traite\u00a0d'enfants=child-trafficking"}},
		// Accents tell words apart.
		{"le traité et la question traitée, il traite le sujet", nil},
		// Ligature or not, plural of the head.
		{"la mise en oeuvre et les mises en œuvre", []string{"mise en oeuvre=implementation", "mises en œuvre=implementation"}},
		// Hyphen or space.
		{"une organisation non-gouvernementale", []string{"organisation non-gouvernementale=ngo"}},
		// Agreement in terms of several words; feminine of a masculine term.
		{"des causes profondes et des groupes criminels organisés", []string{"causes profondes=root-cause", "groupes criminels organisés=organized-criminal-group"}},
		{"une mineure non accompagnée, la trafiquante, des tutrices", []string{"mineure non accompagnée=unaccompanied-minor", "trafiquante=trafficker", "tutrices=guardian"}},
		// The preposition is part of the term.
		{"les droits de l'enfant et les droits des enfants", []string{"droits de l'enfant=children-rights", "droits des enfants=children-rights"}},
		{"les droits à l'enfant", []string{"enfant=child"}},
		// Verbs: tense, participle, irregular stem, words in between, another article.
		{"nous sensibiliserons, ils émettent des recommandations", []string{"sensibiliserons=raise-awareness", "émettent des recommandations=issue-recommendations"}},
		{"elle a émis par la suite ses recommandations", []string{"émis par la suite ses recommandations=issue-recommendations"}},
		{"elle émet un avis. Les recommandations suivent", []string{"recommandations=recommendation"}},
		// A comma parts words that make no term together.
		{"la traite, d'enfants surtout", []string{"enfants=child"}},
		// Longest match wins, and a word of an overlapping term is not alone.
		{"les enfants victimes de la traite", []string{"enfants victimes de la traite=child-victim"}},
		{"lutter contre la traite d'enfants", []string{"lutter contre la traite=anti-trafficking"}},
		// Proper nouns and acronyms keep their case; a title may be in capitals.
		{"Code criminel, code criminel, CODE CRIMINEL", []string{"Code criminel=criminal-code", "CODE CRIMINEL=criminal-code"}},
		{"L’ONG et l’ong", []string{"ONG=ngo"}},
		{"Montréal et Montreal", []string{"Montréal=montreal", "Montreal=montreal!"}},
		// A hyphen ties a word into another; an enclitic does not.
		{"un enfant-roi, cet enfant-là", []string{"enfant=child?", "enfant=child"}},
		{"aujourd'hui l'enfant", []string{"enfant=child"}},
	})
}

func TestFindEnglish(t *testing.T) {
	testHits(t, NewMatcher(starter(t)), documents.EN, []hitCase{
		{"The child's case, two children, the victims' rights", []string{"child=child", "children=child", "victims=victim"}},
		{"children’s rights", []string{"children’s rights=children-rights"}},
		{"plans of action and working-groups", []string{"plans of action=action-plan", "working-groups=working-group"}},
		{"trafficking  in\u00a0persons", []string{"trafficking  in\u00a0persons=trafficking-in-persons"}},
		{"emitted its first recommendations", []string{"emitted its first recommendations=issue-recommendations!"}},
		{"issued on the recommendation of the board", []string{"recommendation=recommendation"}},
		{"NGOs and UNICEF", []string{"NGOs=ngo", "UNICEF=unicef"}},
		// Spelling is not another term, and a listed form is itself.
		{"non-governmental organisations; forced labor", []string{"non-governmental organisations=ngo", "forced labor=forced-labour"}},
		{"best interests of the child", []string{"best interests of the child=best-interests"}},
		{"best interest of the child", []string{"best interest of the child=best-interests!"}},
		// Permitted for one concept, forbidden for another: only the forbidden
		// reading is uncertain.
		{"research projects", []string{"research projects=research-report!?", "research projects=research-project"}},
		{"child-friendly", []string{"child=child?"}},
	})
}

// Homographs: the nearest cue decides, and without one no sense is taken.
func TestFindSenses(t *testing.T) {
	testHits(t, NewMatcher(starter(t)), documents.FR, []hitCase{
		{"la poursuite de ce projet", []string{"poursuite=continuation", "projet=project"}},
		{"la poursuite des trafiquants", []string{"poursuite=prosecution", "trafiquants=trafficker"}},
		{"la poursuite", []string{"poursuite=prosecution?", "poursuite=continuation?"}},
		{"la prévention du crime et la poursuite des activités", []string{"prévention=prevention", "poursuite=continuation"}},
		{"un hébergement d'urgence", []string{"hébergement=accommodation"}},
		{"le recrutement et l'hébergement", []string{"recrutement=recruitment", "hébergement=harbouring"}},
		{"l'accueil des visiteurs", []string{"accueil=receipt?"}},
		{"une famille d'accueil", []string{"famille d'accueil=foster-family"}},
	})
}

func TestFindAllHidden(t *testing.T) {
	got := found(NewMatcher(starter(t)), "victims of child trafficking", documents.EN)
	want := []string{"victims of child trafficking=child-victim", "~victims=victim", "~child trafficking=child-trafficking", "~child=child"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFindExact(t *testing.T) {
	m := NewMatcher(read(t, "concept_id,lang,term,match,pos\na,fr,Agence,exact-case,\nb,fr,plan vert,exact,\nc,fr,se prévaloir de la loi,,verb\nd,fr,prompt,,adjective\n"+
		"a,en,Agency,,\nb,en,Green Plan,,\nc,en,to rely on the act,,verb\nd,en,prompt,,\n"))
	testHits(t, m, documents.FR, []hitCase{
		{"l'Agence et une agence", []string{"Agence=a"}},
		{"le Plan vert, les plans verts", []string{"Plan vert=b"}},
		{"une réponse prompte", []string{"prompte=d"}},
	})
	testHits(t, m, documents.EN, []hitCase{{"he relied upon it; she relies on the act", []string{"relies on the act=c"}}})
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		word string
		p    paradigm
		want string // some of the forms
		not  string // none of these
	}{
		{"cheval", nounFR, "chevaux", ""},
		{"réseau", nounFR, "réseaux", ""},
		{"travail", nounFR, "travaux", ""},
		{"bijou", nounFR, "bijoux", ""},
		{"permis", nounFR, "permis", "permiss permise"},
		{"prix", nounFR, "prix", "prixs"},
		{"intervenant", nounFR, "intervenante intervenants intervenantes", ""},
		{"professionnel", nounFR, "professionnelle professionnelles", ""},
		{"directeur", nounFR, "directrice directrices", ""},
		{"chercheur", nounFR, "chercheuse chercheuses", ""},
		{"policier", nounFR, "policière policières", ""},
		{"citoyen", nounFR, "citoyenne", ""},
		{"réfugié", nounFR, "réfugiée réfugiées", ""},
		{"traité", nounFR, "traités", "traitée traitées"},
		{"événement", nounFR, "événements", "événemente"},
		{"légal", adjFR, "légale légales légaux", ""},
		{"public", adjFR, "publique publiques publics", ""},
		{"dangereux", adjFR, "dangereuse dangereuses", ""},
		{"abusif", adjFR, "abusive abusives", ""},
		{"complet", adjFR, "complète complets", ""},
		{"travaux", partFR, "travail", ""},
		{"protéger", verbFR, "protège protégeons protégée protégera protégerait", ""},
		{"commencer", verbFR, "commençons commençait commence", ""},
		{"appeler", verbFR, "appelle appelons appellera", ""},
		{"lever", verbFR, "lève lèvera levons", ""},
		{"appuyer", verbFR, "appuie appuiera appuyons", ""},
		{"soumettre", verbFR, "soumis soumettent soumettra soumise", ""},
		{"établir", verbFR, "établit établissent établie établirait", ""},
		{"rendre", verbFR, "rend rendu rendues rendra", ""},
		{"convenir", verbFR, "convient convenu conviendra", ""},
		{"recevoir", verbFR, "reçoit reçu recevra", ""},
		{"child", nounEN, "children", "childs"},
		{"woman", nounEN, "women", ""},
		{"person", nounEN, "people persons", ""},
		{"criterion", nounEN, "criteria", ""},
		{"agency", nounEN, "agencies", "agencys"},
		{"day", nounEN, "days", "daies"},
		{"process", nounEN, "processes", ""},
		{"wife", nounEN, "wives", ""},
		{"analysis", nounEN, "analyses", ""},
		{"human", nounEN, "humans", "humen"},
		{"organization", nounEN, "organisations organizations", ""},
		{"offence", nounEN, "offense offenses", ""},
		{"plan", verbEN, "plans planned planning", "plannes"},
		{"refer", verbEN, "referred referring", ""},
		{"implement", verbEN, "implements implemented implementing", ""},
		{"raise", verbEN, "raises raised raising", "raiseing"},
		{"carry", verbEN, "carries carried carrying", "carryed"},
		{"seek", verbEN, "sought seeks seeking", ""},
		{"traffic", verbEN, "trafficked trafficking", ""},
		{"put", verbEN, "puts putting", ""},
	} {
		got := formsOf(c.word, c.p)
		if got[0] != c.word {
			t.Errorf("%s: the first form is %q", c.word, got[0])
		}
		for _, w := range strings.Fields(c.want) {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %q in %q", c.word, w, got)
			}
		}
		for _, w := range strings.Fields(c.not) {
			if slices.Contains(got, w) {
				t.Errorf("%s: has %q", c.word, w)
			}
		}
		if len(got) > 120 {
			t.Errorf("%s has %d forms", c.word, len(got))
		}
	}
}

func TestSameWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"rights of the child", "children's rights", true},
		{"website", "web site", true},
		{"working group", "working-group", true},
		{"prosecutor", "Crown prosecutor", true},
		{"forced labour", "forced labor", true},
		{"human trafficking", "trafficking in persons", false},
		{"root cause", "underlying cause", false},
	} {
		a, b := Term{Text: c.a, Lang: documents.EN, Match: Lemma}, Term{Text: c.b, Lang: documents.EN, Match: Lemma}
		if got := SameWords(&a, &b); got != c.want || SameWords(&b, &a) != c.want {
			t.Errorf("SameWords(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestHead(t *testing.T) {
	for _, c := range []struct {
		text string
		l    documents.Lang
		want string
	}{
		{"permis de séjour temporaire", documents.FR, "permis"},
		{"temporary resident permit", documents.EN, "permit"},
		{"best interests of the child", documents.EN, "interests"},
		{"children's rights", documents.EN, "rights"},
	} {
		term := Term{Text: c.text, Lang: c.l, Match: Lemma, POS: "noun"}
		if got := term.ContentForms()[term.Head()][0]; got != c.want {
			t.Errorf("head of %q is %q, want %q", c.text, got, c.want)
		}
	}
}

// FuzzFind holds what every hit must be: words of the text, on rune
// boundaries, in order, none visible over another, the same each time.
func FuzzFind(f *testing.F) {
	m := NewMatcher(starter(f))
	f.Add("L’hébergement d'enfants, mise en œuvre — «\u00a0traite\u00a0»", true)
	f.Add("the Bureau's child-friendly NGOs' \u00adre\u0301sume\u0301", false)
	f.Add("\xff\xfe'’'d'’l'", true)
	f.Add("l'enfant ʼ d'enfants ʼ", true) // once read without end
	f.Fuzz(func(t *testing.T, text string, french bool) {
		l := documents.EN
		if french {
			l = documents.FR
		}
		hits := m.FindAll(text, l)
		end, place := 0, [2]int{}
		for i, h := range hits {
			if h.Start < 0 || h.Start >= h.End || h.End > len(text) {
				t.Fatalf("hit %+v in %d bytes", h, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[h.Start:h.End]) {
				t.Fatalf("hit %+v cuts a rune of %q", h, text)
			}
			if i > 0 && h.Start < hits[i-1].Start {
				t.Fatalf("hits out of order: %+v", hits)
			}
			if h.Hidden {
				continue
			}
			if h.Start < end && place != [2]int{h.Start, h.End} {
				t.Fatalf("visible hits overlap: %+v", hits)
			}
			end, place = h.End, [2]int{h.Start, h.End}
			if h.Concept >= len(m.Glossary.Concepts) || h.Term >= len(m.Glossary.Concepts[h.Concept].Terms.Of(l)) {
				t.Fatalf("hit %+v names no term", h)
			}
		}
		if again := m.FindAll(text, l); !slices.Equal(hits, again) {
			t.Fatalf("%+v, then %+v", hits, again)
		}
	})
}

// No text may cost more than its length: each of these repeats what makes the
// search branch or look around.
func TestFindIsLinear(t *testing.T) {
	m := NewMatcher(starter(t))
	for _, unit := range []string{"émettre ", "mettre en ", "l'accueil ", "poursuite ", "d'", "l’", "enfants victimes de ", "-", "œ", "\u00ad", "e\u0301"} {
		start := time.Now()
		m.FindAll(strings.Repeat(unit, 20_000), documents.FR)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("20,000 times %q took %v", unit, d)
		}
	}
}
