package glossary

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// A Matcher finds the terms of a glossary in running text, in any of their
// inflected forms. It is built once and safe for concurrent use.
//
// Each word of a term stands for a class of forms (droit: droit, droits), and
// terms are paths of classes in one trie for each language. A text is read
// once, whatever the number of concepts: its words are looked up in the forms,
// and the trie is followed from each word for as long as it goes.
type Matcher struct {
	Glossary *Glossary
	sides    documents.Pair[*trie]
}

// maxGap is the number of words that may stand between the verb of a verb term
// and the rest: "émet par la suite des recommandations" has four.
const maxGap = 4

// A trie holds the terms of one language.
type trie struct {
	lang    documents.Lang
	classes map[string][]int32 // form to the classes it belongs to
	ids     map[classKey]int32
	edges   map[uint64]int32 // node<<32 | class to node
	gaps    []bool           // by node: words may stand after it
	ends    [][]int32        // by node: indexes into terms
	terms   []entry
}

type classKey struct {
	word string
	p    paradigm
}

// An entry is a term in the trie.
type entry struct {
	concept, term int
	status        Status
	words         int
	// base is the folded term, words joined by spaces; cased is the same
	// before folding case.
	base, cased string
	exactCase   bool
	acronym     bool
	cues        []cue
}

// A cue is a word or two that tell a sense: the last matches as a beginning or
// as an inflected form, those before it as they are.
type cue struct {
	before []string
	last   string
	forms  map[string]bool
}

// NewMatcher builds the matcher of a glossary, which must not change after.
func NewMatcher(g *Glossary) *Matcher {
	m := &Matcher{Glossary: g}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		t := &trie{lang: l, classes: map[string][]int32{}, ids: map[classKey]int32{},
			edges: map[uint64]int32{}, gaps: []bool{false}, ends: [][]int32{nil}}
		for c := range g.Concepts {
			for i := range g.Concepts[c].Terms.Of(l) {
				t.insert(c, i, &g.Concepts[c].Terms.Of(l)[i])
			}
		}
		t.ids = nil
		*m.sides.Side(l) = t
	}
	return m
}

// class returns the class of a word's forms, making it when new.
func (t *trie) class(word string, p paradigm) int32 {
	key := classKey{word, p}
	if id, ok := t.ids[key]; ok {
		return id
	}
	id := int32(len(t.ids))
	t.ids[key] = id
	for _, f := range formsOf(word, p) {
		t.classes[f] = append(t.classes[f], id)
	}
	return id
}

func (t *trie) insert(concept, index int, term *Term) {
	tokens := trimSigns(tokenise(term.Text, t.lang))
	if len(tokens) == 0 {
		return
	}
	e := entry{concept: concept, term: index, status: term.Status, words: len(tokens),
		base: join(tokens), cased: casedJoin(term.Text, tokens),
		exactCase: term.Match == ExactCase, acronym: term.Acronym}
	for _, c := range term.Cues {
		if ct := tokenise(c, t.lang); hasWord(ct) {
			e.cues = append(e.cues, newCue(ct, t.lang))
		}
	}
	word := 0
	if term.verbal() {
		word = verbAt(tokens, t.lang)
		tokens = slices.Clone(tokens[word:])
		word = 0
		for len(tokens) > 2 && determiners[t.lang][tokens[1].text] {
			tokens = slices.Delete(tokens, 1, 2)
		}
	}
	node := int32(0)
	for i, tok := range tokens {
		id := t.class(tok.text, term.paradigm(t.lang, tokens, i, word))
		node = t.step(node, id)
		if term.verbal() && i == word && i+1 < len(tokens) {
			t.gaps[node] = true
		}
	}
	t.ends[node] = append(t.ends[node], int32(len(t.terms)))
	t.terms = append(t.terms, e)
}

func (t *trie) step(node, class int32) int32 {
	key := uint64(node)<<32 | uint64(uint32(class))
	next, ok := t.edges[key]
	if !ok {
		next = int32(len(t.ends))
		t.ends, t.gaps = append(t.ends, nil), append(t.gaps, false)
		t.edges[key] = next
	}
	return next
}

func (t *Term) verbal() bool { return t.POS == "verb" && t.Match == Lemma }

// verbAt is the index of the verb among a verb term's words: after "to", "se"
// and "s'".
func verbAt(tokens []token, l documents.Lang) int {
	if len(tokens) > 1 {
		switch w := tokens[0].text; {
		case l == documents.EN && w == "to", l == documents.FR && (w == "se" || w == "s'"):
			return 1
		}
	}
	return 0
}

// paradigm chooses the forms of word i of a term.
func (t *Term) paradigm(l documents.Lang, tokens []token, i, verb int) paradigm {
	french := l == documents.FR
	tok := tokens[i]
	switch {
	case t.Acronym && !french && len(tokens) == 1:
		return acronym
	case t.Match != Lemma, t.Acronym, tok.sign, len(tokens) > 1 && functionWords[l][tok.text] && !(t.verbal() && i == verb):
		return asIs
	case !strings.ContainsFunc(tok.text, unicode.IsLetter), utf8.RuneCountInString(tok.text) < 3:
		return asIs
	case t.verbal() && i == verb:
		if french {
			return verbFR
		}
		return verbEN
	case t.POS == "adjective" && len(tokens) == 1 && french:
		return adjFR
	case len(tokens) > 1 && french:
		return partFR
	case len(tokens) > 1:
		return partEN
	case french:
		return nounFR
	}
	return nounEN
}

// trimSigns takes signs off both ends: a term in quotes is the term.
func trimSigns(ts []token) []token {
	for len(ts) > 0 && ts[0].sign {
		ts = ts[1:]
	}
	for len(ts) > 0 && ts[len(ts)-1].sign {
		ts = ts[:len(ts)-1]
	}
	return ts
}

func join(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

func casedJoin(text string, ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(foldSigns(text[t.start:t.end]))
	}
	return b.String()
}

// Find returns the terms of a text, in order. Of hits that overlap the one
// with the most words is kept, then the first. Hits with the same place are
// senses of a homograph: one is returned when a cue decides, else all that may
// be meant, marked Ambiguous.
func (m *Matcher) Find(text string, lang documents.Lang) []Hit {
	return slices.DeleteFunc(m.FindAll(text, lang), func(h Hit) bool { return h.Hidden })
}

// FindAll returns what Find does and, marked Hidden, the hits that lie within
// or overlap others.
func (m *Matcher) FindAll(text string, lang documents.Lang) []Hit {
	t := m.sides.Of(lang)
	if len(t.terms) == 0 {
		return nil
	}
	s := scan{trie: t, text: text, tokens: tokenise(text, lang)}
	s.run()
	if len(s.found) == 0 {
		return nil
	}
	s.choose()
	hits := make([]Hit, 0, len(s.found))
	for _, f := range s.found {
		if f.dropped {
			continue
		}
		e := &t.terms[f.entry]
		hits = append(hits, Hit{Concept: e.concept, Term: e.term, Start: s.tokens[f.from].start,
			End: s.tokens[f.to-1].end, Ambiguous: f.ambiguous, Hidden: f.hidden})
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.Term, b.Term))
	})
	return hits
}
