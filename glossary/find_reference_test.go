package glossary

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"concord/documents"
)

// sameAsReference holds a matcher against the reference on some texts.
func sameAsReference(t *testing.T, m *Matcher, ref *refTrie, texts ...string) {
	t.Helper()
	for _, text := range texts {
		got, want := m.FindAll(text, ref.lang), ref.findAll(text)
		if !slices.Equal(got, want) {
			t.Fatalf("%q\n got  %+v\n want %+v", text, got, want)
		}
		want = slices.DeleteFunc(want, func(h Hit) bool { return h.Hidden })
		if got := m.Find(text, ref.lang); !slices.Equal(got, want) {
			t.Fatalf("Find %q\n got  %+v\n want %+v", text, got, want)
		}
	}
}

// randomGlossary draws terms from the words of texts: of one to four words, of
// every kind of status, match and part of speech, with cues, forms and gaps,
// several of them with the same words.
func randomGlossary(r *rand.Rand, texts documents.Pair[[]string], n int) *Glossary {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	g := &Glossary{Path: "random.csv"}
	for i := range n {
		c := Concept{ID: fmt.Sprint(i)}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for range 1 + r.IntN(3) {
				all := texts.Of(l)
				some := func() string {
					words := strings.Fields(all[r.IntN(len(all))])
					if len(words) == 0 {
						return "zéro"
					}
					at := r.IntN(len(words))
					words = slices.Clone(words[at:min(len(words), at+1+r.IntN(4))])
					if len(words) > 1 && r.IntN(5) == 0 {
						words = slices.Insert(words, 1, pick("…", "...", "[…]"))
					}
					return strings.Join(words, " ")
				}
				term := Term{Text: some(), Lang: l, Status: Status(pick("preferred", "preferred", "admitted", "forbidden")),
					POS: pick("noun", "noun", "verb", "adjective", "properNoun", "phrase"), Match: Match(pick("lemma", "lemma", "lemma", "exact", "exact-case")),
					Acronym: r.IntN(10) == 0}
				for range r.IntN(8) - 5 {
					term.Cues = append(term.Cues, some())
				}
				for range r.IntN(8) - 5 {
					term.Forms = append(term.Forms, some())
				}
				*c.Terms.Side(l) = append(*c.Terms.Side(l), term)
			}
		}
		g.Concepts = append(g.Concepts, c)
	}
	return g
}

// The matcher finds what the reference finds, in prose and in prose whose words
// were shuffled, put in capitals, joined and broken.
func TestFindAsReference(t *testing.T) {
	texts := runningText(t)
	r := rand.New(rand.NewPCG(5, 7))
	for l, side := range map[documents.Lang]*[]string{documents.FR: &texts.FR, documents.EN: &texts.EN} {
		_ = l
		r.Shuffle(len(*side), func(i, j int) { (*side)[i], (*side)[j] = (*side)[j], (*side)[i] })
		*side = (*side)[:min(len(*side), 150)]
	}
	for _, g := range []*Glossary{starter(t), ofWords(runningText(t), 3_000), randomGlossary(r, texts, 60), randomGlossary(r, texts, 400), randomGlossary(r, texts, 400)} {
		m := NewMatcher(g)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			ref := newReference(g, l)
			for _, s := range texts.Of(l) {
				words := strings.Fields(s)
				r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
				sameAsReference(t, m, ref, s, strings.ToUpper(s), strings.ToLower(s), strings.Join(words, " "),
					strings.Join(words, "-"), strings.ReplaceAll(s, "'", "’"), strings.ReplaceAll(s, "e", "e\u00ad"))
			}
		}
	}
}

// Tokens are those of the reference, whatever the text.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"L’œuvre d'Æon, QU’ELLE-même", "aujourd’hui d\u00ad'or", "the child’s ʼx ʼ d'ʼ", "É\u0301\xc3", "\xe2\x80’S x'S", "ſ'ſ K×÷À", "a\u00a0b\u202fc\u2011d", "l'"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, french bool) {
		l := documents.EN
		if french {
			l = documents.FR
		}
		if got, want := tokenise(text, l), refTokenise(text, l); !slices.Equal(got, want) {
			t.Fatalf("%q\n got  %+v\n want %+v", text, got, want)
		}
		if got, want := fold(text), refFold(text); got != want {
			t.Fatalf("fold %q: %q, want %q", text, got, want)
		}
		if got, want := foldSigns(text), refFoldSigns(text); got != want {
			t.Fatalf("foldSigns %q: %q, want %q", text, got, want)
		}
	})
}

// A glossary of the words of a text finds in it, and in another, what the
// reference does.
func FuzzFindAsReference(f *testing.F) {
	own := ownSentences
	f.Add(uint64(1), own.FR[0]+" "+own.FR[3], own.FR[4], true)
	f.Add(uint64(2), own.EN[1]+" "+own.EN[2], own.EN[4], false)
	f.Add(uint64(3), "ʼ d'A b' c’ é\u0301 …", "A-b c", true)
	f.Fuzz(func(t *testing.T, seed uint64, text, other string, french bool) {
		l := documents.EN
		if french {
			l = documents.FR
		}
		if len(text)+len(other) > 2_000 {
			return
		}
		g := randomGlossary(rand.New(rand.NewPCG(seed, 1)), documents.Pair[[]string]{FR: []string{text, other}, EN: []string{text, other}}, 20)
		sameAsReference(t, NewMatcher(g), newReference(g, l), text, other)
	})
}
