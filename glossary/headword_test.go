package glossary

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/glossary/forms"
)

//go:embed testdata/tokens/tokens.tsv
var sampleTokens string

// A sampled word was drawn from running text and read by hand
// (testdata/tokens/README.md).
type sampled struct {
	lang             documents.Lang
	text, pos, group string
	headwords        []string // any of them is right, folded
}

func sample(t testing.TB) []sampled {
	var out []sampled
	for i, line := range strings.Split(strings.TrimSpace(sampleTokens), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("line %d of the sample has %d columns, want 5", i+1, len(f))
		}
		if i == 0 {
			continue
		}
		s := sampled{lang: documents.Lang(f[0]), text: f[1], pos: f[3], group: f[4]}
		for _, l := range strings.Split(f[2], "|") {
			s.headwords = append(s.headwords, fold(l))
		}
		out = append(out, s)
	}
	return out
}

// content reports whether a word is one that a glossary may hold.
func (s *sampled) content() bool { return s.glossaryPOS() != "" }

func (s *sampled) glossaryPOS() string {
	return map[string]string{"noun": "noun", "verb": "verb", "adjective": "adjective", "name": "properNoun"}[s.pos]
}

// TestHeadwordsOfSample holds what is found of 2,000 words that were read by
// hand. Measured at the time of writing, French and English: right among those
// given 0.999 and 0.997; the only one given 0.75 and 0.88 (homographs have
// several); given on average 1.29 and 1.12.
func TestHeadwordsOfSample(t *testing.T) {
	type count struct{ all, found, only, given int }
	counts := map[string]*count{}
	for _, s := range sample(t) {
		got := Headwords(s.text, s.lang)
		found := slices.ContainsFunc(got, func(h Headword) bool { return slices.Contains(s.headwords, h.Text) })
		keys := []string{string(s.lang), string(s.lang) + " " + s.group}
		if s.content() && s.pos != "name" {
			keys = append(keys, string(s.lang)+" content")
		}
		for _, k := range keys {
			c := counts[k]
			if c == nil {
				c = &count{}
				counts[k] = c
			}
			c.all++
			c.given += len(got)
			if found {
				c.found++
			}
			if found && len(got) == 1 {
				c.only++
			}
		}
		if !found {
			t.Logf("%s %q: headwords %v, want %v", s.lang, s.text, got, s.headwords)
		}
	}
	for _, l := range []string{"fr", "en"} {
		if counts[l].all != 1000 {
			t.Errorf("%s: the sample has %d words, want 1000", l, counts[l].all)
		}
		for _, g := range []string{"", " content", " report", " law", " health", " news", " novel", " letter"} {
			c := counts[l+g]
			if c == nil {
				t.Errorf("%s%s: no word", l, g)
				continue
			}
			share := func(n int) float64 { return float64(n) / float64(c.all) }
			t.Logf("%s%s: of %d words %.3f found, %.3f alone, %.2f given", l, g, c.all, share(c.found), share(c.only), share(c.given))
			floor := 0.985
			if g == "" {
				floor = 0.995
			}
			if share(c.found) < floor {
				t.Errorf("%s%s: the headword of %.4f of the words is found, want %.3f", l, g, share(c.found), floor)
			}
			if g == "" && share(c.given) > 1.35 {
				t.Errorf("%s: %.2f headwords a word, want at most 1.35", l, share(c.given))
			}
		}
	}
}

// TestTermsOfSample asks of the same words what a user sees: a glossary with
// every headword as a term of its part of speech finds the term in the word as
// it stands, and hardly any other. Measured: 0.998 of 515 French words and
// 0.996 of 545 English ones; in 13 and 4 words a term with another headword,
// which are homographs (permis, permettre) and parts of compounds.
func TestTermsOfSample(t *testing.T) {
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		g := &Glossary{}
		made := map[string]bool{}
		var words []sampled
		for _, s := range sample(t) {
			if s.lang != l || !s.content() {
				continue
			}
			words = append(words, s)
			for _, h := range s.headwords {
				id := h + "/" + s.glossaryPOS()
				if made[id] {
					continue
				}
				made[id] = true
				c := Concept{ID: id}
				*c.Terms.Side(l) = []Term{{Text: h, Lang: l, POS: s.glossaryPOS(), Status: Preferred, Match: Lemma}}
				g.Concepts = append(g.Concepts, c)
			}
		}
		m := NewMatcher(g)
		found, others := 0, 0
		for _, s := range words {
			right, other := false, false
			for _, hit := range m.FindAll(s.text, l) {
				headword, pos, _ := strings.Cut(g.Concepts[hit.Concept].ID, "/")
				switch {
				case !slices.Contains(s.headwords, headword):
					other = true
				case pos == s.glossaryPOS():
					right = true
				}
			}
			if right {
				found++
			} else {
				t.Logf("%s %q: the term %v is not found", l, s.text, s.headwords)
			}
			if other {
				others++
			}
		}
		n := float64(len(words))
		t.Logf("%s: %d terms, %d words: %.4f found, %.4f with another", l, len(g.Concepts), len(words), float64(found)/n, float64(others)/n)
		if float64(found) < 0.99*n {
			t.Errorf("%s: the term is found in %d of %d words, want 0.99 of them", l, found, len(words))
		}
		if float64(others) > 0.03*n {
			t.Errorf("%s: another term is found in %d of %d words, want at most 0.03 of them", l, others, len(words))
		}
	}
}

func headwords(word string, l documents.Lang) string {
	var out []string
	for _, h := range Headwords(word, l) {
		out = append(out, h.Text)
	}
	return strings.Join(out, " ")
}

func TestHeadwords(t *testing.T) {
	for _, c := range []struct {
		lang       documents.Lang
		word, want string // those it must have
		not        string // and those it must not
	}{
		// elision and enclitics
		{"fr", "l’enfant", "enfant", "le"},
		{"fr", "D'ENFANTS", "enfant", ""},
		{"fr", "qu'il", "il", ""},
		{"fr", "lorsqu’un", "lorsque un", ""},
		{"fr", "jusqu'à", "jusque à", ""},
		{"fr", "aujourd'hui", "aujourd'hui", "hui"},
		{"fr", "prud'hommes", "prud'homme", "homme"},
		{"fr", "donne-t-il", "donner", ""},
		{"fr", "l’a-t-on", "avoir", ""},
		{"fr", "fera-t-elle", "faire", ""},
		{"fr", "adressez-vous", "adresser", ""},
		{"fr", "dis-le-moi", "dire", ""},
		{"fr", "celui-ci", "celui", ""},
		// ligatures, case, no-break hyphen
		{"fr", "ŒUVRES", "oeuvre", ""},
		{"fr", "Cœur", "coeur", ""},
		{"fr", "sous‑ministres", "sous-ministre", ""},
		// feminines and plurals
		{"fr", "directrices", "directeur", ""},
		{"fr", "demandeuses", "demandeur", ""},
		{"fr", "travailleuse", "travailleur", ""},
		{"fr", "baux", "bail", ""},
		{"fr", "finaux", "final", ""},
		{"fr", "desdites", "ledit", ""},
		{"fr", "kilogrammes", "kilogramme", ""},
		{"fr", "en-têtes", "en-tête", ""},
		{"fr", "procès-verbaux", "procès-verbal", ""},
		{"fr", "plates-formes", "plate-forme", "plat-forme"},
		{"fr", "médiateurs-arbitres", "médiateur-arbitre", ""},
		{"fr", "nord-américaines", "nord-américain", ""},
		{"fr", "ci-jointe", "ci-joint", ""},
		{"fr", "pipe-lines", "pipeline", ""},
		// writing for both genders
		{"fr", "employé·e·s", "employé", ""},
		{"fr", "employé(e)s", "employé", ""},
		{"fr", "étudiant-e-s", "étudiant", ""},
		{"fr", "directeur.trice.s", "directeur", ""},
		{"fr", "professionnel(le)s", "professionnel", ""},
		{"fr", "enfant(s)", "enfant", ""},
		// apart though a stemmer merges them
		{"fr", "traités", "traité traiter", "traite"},
		{"fr", "traite", "traite traiter", "traité"},
		{"fr", "profession", "profession", "professionnel"},
		{"en", "organ", "organ", "organize"},
		{"en", "organizations", "organization", "organ organize"},
		{"en", "professionals", "professional", "profession"},
		// words that the table lacks
		{"fr", "cybersécurité", "cybersécurité", ""},
		{"fr", "géolocalisations", "géolocalisation", ""},
		{"fr", "télétravailleuses", "télétravailleur", ""},
		{"fr", "téléversent", "téléverser", ""},
		{"fr", "désidentifiées", "désidentifier", ""},
		{"en", "telehealth", "telehealth", ""},
		{"en", "subparagraphs", "subparagraph", ""},
		{"en", "preclearances", "preclearance", ""},
		{"en", "onboarding", "onboard onboarding", ""},
		{"en", "geofenced", "geofence", ""},
		{"en", "mandataries", "mandatary", ""},
		{"en", "triaging", "triage", ""},
		// possessives and contractions
		{"en", "child’s", "child", "be"},
		{"en", "children's", "child", ""},
		{"en", "parents'", "parent", ""},
		{"en", "don't", "do", ""},
		{"en", "Doesn’t", "do", ""},
		{"en", "won't", "will", ""},
		{"en", "cannot", "can", ""},
		{"en", "it's", "it be", ""},
		{"en", "they've", "they have", ""},
		{"en", "who'd", "who", ""},
		// plurals and tenses that the dictionaries list as words
		{"en", "Regulations", "regulation", "regulations"},
		{"en", "months", "month", "months"},
		{"en", "capacities", "capacity", ""},
		{"en", "paragraphs", "paragraph", ""},
		{"en", "outweighs", "outweigh", ""},
		{"en", "positioned", "position", ""},
		{"en", "longer", "long", ""},
		{"en", "news", "news", ""},
		{"en", "means", "means mean", ""},
		{"en", "goods", "goods", ""},
		{"en", "series", "series", "sery"},
		{"en", "leaves", "leaf leave", ""},
		// hyphens
		{"en", "co-operation", "cooperation co-operation", ""},
		{"en", "decision-makers", "decision-maker", ""},
		{"en", "well-being", "well-being", ""},
		// names, numerals, signs
		{"fr", "XVIIe", "xviie", ""},
		{"fr", "1er", "1er", ""},
		{"en", "15th", "15th", ""},
		{"en", "U.S", "u.s", ""},
		{"en", "—", "", "—"},
		{"en", "(a)", "a", ""},
	} {
		got := strings.Fields(headwords(c.word, c.lang))
		for _, w := range strings.Fields(c.want) {
			if !slices.Contains(got, w) {
				t.Errorf("%s %q: headwords %q, want %q among them", c.lang, c.word, got, w)
			}
		}
		for _, w := range strings.Fields(c.not) {
			if slices.Contains(got, w) {
				t.Errorf("%s %q: headwords %q, which must not hold %q", c.lang, c.word, got, w)
			}
		}
	}
}

// TestHomographsKeepTheirPOS: words that are two parts of speech carry both.
func TestHomographsKeepTheirPOS(t *testing.T) {
	for _, c := range []struct {
		lang           documents.Lang
		word, headword string
		pos            forms.POS
	}{
		{"fr", "porte", "porte", forms.Noun},
		{"fr", "porte", "porter", forms.Verb},
		{"fr", "est", "être", forms.Verb},
		{"fr", "est", "est", forms.Noun},
		{"fr", "être", "être", forms.Noun | forms.Verb},
		{"fr", "permis", "permis", forms.Noun},
		{"fr", "permis", "permettre", forms.Verb | forms.Participle},
		{"fr", "avis", "avis", forms.Noun},
		{"en", "leaves", "leaf", forms.Noun},
		{"en", "leaves", "leave", forms.Verb},
		{"en", "lead", "lead", forms.Noun | forms.Verb},
		{"en", "appeals", "appeal", forms.Noun | forms.Verb},
	} {
		var pos forms.POS
		for _, h := range Headwords(c.word, c.lang) {
			if h.Text == c.headword {
				pos = h.POS
			}
		}
		if pos&c.pos != c.pos {
			t.Errorf("%s %q as %q: parts of speech %b, want %b", c.lang, c.word, c.headword, pos, c.pos)
		}
	}
}

// FuzzHeadwords: any text has at most a few headwords, each once, folded and
// not empty, and the same ones in capitals.
func FuzzHeadwords(f *testing.F) {
	for _, w := range []string{"l’enfant", "donne-t-il", "employé·e·s", "co-operation", "it's", "a'b'c-d-e", "((é))", "--", "œ\u00ad"} {
		f.Add(w, true)
		f.Add(w, false)
	}
	f.Fuzz(func(t *testing.T, word string, french bool) {
		l := documents.EN
		if french {
			l = documents.FR
		}
		got := Headwords(word, l)
		if len(got) > 40 {
			t.Errorf("%q has %d headwords", word, len(got))
		}
		seen := map[string]bool{}
		for _, h := range got {
			if h.Text == "" || seen[h.Text] || fold(h.Text) != h.Text {
				t.Errorf("%q: headword %q is empty, not folded or there twice", word, h.Text)
			}
			seen[h.Text] = true
		}
	})
}

func BenchmarkHeadwords(b *testing.B) {
	words := sample(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s := &words[i%len(words)]
		Headwords(s.text, s.lang)
	}
}
