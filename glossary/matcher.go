package glossary

import (
	"strings"
	"sync"
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
	// cues keeps what the cues of homographs match, by language and text, from
	// when they are first needed.
	cues documents.Pair[*sync.Map]
}

// maxGap is the number of words that may stand in a gap: between the verb of a
// verb term and the rest ("émet par la suite des recommandations" has four) or
// where a term has an ellipsis.
const maxGap = 4

// Limits of a term in the trie. Each gap multiplies the ways to read a text by
// maxGap at most, and a file cannot hold a term of so many words (maxCell).
const (
	maxGaps      = 3
	maxPathWords = 4_000
)

// NewMatcher builds the matcher of a glossary, which must not change after.
func NewMatcher(g *Glossary) *Matcher {
	m := newMatcher(g)
	var both sync.WaitGroup
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		both.Go(func() { *m.sides.Side(l) = newTrie(g, l) })
	}
	both.Wait()
	return m
}

func newTrie(g *Glossary, l documents.Lang) *trie {
	n := 0
	for c := range g.Concepts {
		n += len(*g.Concepts[c].Terms.Side(l))
	}
	b := newTrieBuilder(l, n)
	for c := range g.Concepts {
		terms := *g.Concepts[c].Terms.Side(l)
		for i := range terms {
			b.insert(&g.Concepts[c], c, i, &terms[i])
		}
	}
	return b.done()
}

func newMatcher(g *Glossary) *Matcher {
	return &Matcher{Glossary: g, cues: documents.Pair[*sync.Map]{FR: &sync.Map{}, EN: &sync.Map{}}}
}

// insert makes the paths of a term: one of its own words with their forms, or
// one for it and for each form that the glossary gives, word by word as they
// are written.
func (b *trieBuilder) insert(of *Concept, concept, index int, term *Term) {
	tokens := trimSigns(b.read.read(term.Text, b.lang))
	if len(tokens) == 0 || len(tokens) > maxPathWords {
		return
	}
	e := entry{concept: int32(concept), term: int32(index), words: int32(len(tokens))}
	if term.Status == Forbidden {
		e.flags |= entryForbidden
	}
	if term.Match == ExactCase {
		e.flags |= entryExactCase
	}
	if term.Acronym {
		e.flags |= entryAcronym
	}
	switch {
	case term.verbal():
		e.flags |= entryVerb
	case term.POS == "noun":
		e.flags |= entryNoun
	}
	if of.twofold(term, tokens) {
		e.flags |= entryTwofold
	}
	if of.nominalised(term, tokens) {
		e.flags |= entryNominal
	}
	at := len(b.terms)
	var other tokeniser
	for _, c := range term.Cues {
		if hasWord(other.read(c, b.lang)) {
			e.flags |= entryCues
		}
	}
	b.terms = append(b.terms, e)
	given := false
	for _, form := range term.Forms {
		if ts := trimSigns(other.read(form, b.lang)); len(ts) > 0 && len(ts) <= maxPathWords {
			b.path(ts, at, false, func(int, []token) paradigm { return asIs })
			given = true
		}
	}
	if given {
		b.path(tokens, at, false, func(int, []token) paradigm { return asIs })
		return
	}
	if !term.verbal() {
		b.path(tokens, at, false, func(i int, ts []token) paradigm { return term.paradigm(b.lang, ts, i, 0) })
		return
	}
	tokens = withGaps(tokens[verbAt(tokens, b.lang):])
	for len(tokens) > 2 && (determiners[b.lang][tokens[1].text] || tokens[1].text == gapSign) {
		tokens = append(tokens[:1], tokens[2:]...)
	}
	b.path(tokens, at, true, func(i int, ts []token) paradigm { return term.paradigm(b.lang, ts, i, 0) })
}

// path makes one path of a term. open says that words may stand after its
// first.
func (b *trieBuilder) path(tokens []token, term int, open bool, of func(int, []token) paradigm) {
	tokens = withGaps(tokens)
	n, gaps := uint32(0), 0
	for i, tok := range tokens {
		gap := tok.text == gapSign && gaps < maxGaps && i+1 < len(tokens)
		if !gap {
			n = b.step(n, b.class(tok.text, of(i, tokens)))
		}
		if gap || open && i == 0 && len(tokens) > 1 {
			n = b.step(n, gapClass)
			gaps++
		}
	}
	b.end(n, term)
}

// gapSign is what an ellipsis within a term or form becomes: other words may
// stand there.
const gapSign = "…"

// withGaps makes one token of each ellipsis, with the brackets around it:
// "prendre … en charge", "prendre ... en charge", "prendre [...] en charge".
func withGaps(ts []token) []token {
	is := func(i int, text string) bool { return i < len(ts) && ts[i].text == text }
	ellipsis := func(i int) int { // how many tokens it has
		switch {
		case is(i, gapSign):
			return 1
		case is(i, ".") && is(i+1, ".") && is(i+2, ".") && ts[i].end == ts[i+1].start && ts[i+1].end == ts[i+2].start:
			return 3
		}
		return 0
	}
	var out []token
	for i := 0; i < len(ts); i++ {
		n := ellipsis(i)
		if is(i, "[") || is(i, "(") {
			if n = ellipsis(i + 1); n > 0 && (is(i+1+n, "]") || is(i+1+n, ")")) {
				n += 2
			} else {
				n = 0
			}
		}
		if n == 0 {
			if out != nil {
				out = append(out, ts[i])
			}
			continue
		}
		if out == nil {
			out = append(make([]token, 0, len(ts)), ts[:i]...)
		}
		out = append(out, token{text: gapSign, start: ts[i].start, end: ts[i+n-1].end, sign: true})
		i += n - 1
	}
	if out == nil {
		return ts
	}
	return out
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
	case !strings.ContainsFunc(tok.text, unicode.IsLetter), utf8.RuneCountInString(tok.text) < 3 && !(t.verbal() && i == verb):
		return asIs
	case t.verbal() && i == verb:
		if french {
			return verbFR
		}
		return verbEN
	case t.POS == "adjective" && len(tokens) == 1 && french:
		return adjFR
	case t.POS == "adjective" && len(tokens) == 1:
		return adjEN
	case len(tokens) > 1 && french && t.POS == "noun" && i == 0:
		return headFR
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

// Find returns the terms of a text, in order. Of hits that overlap the one
// with the most words is kept, then the first. Hits with the same place are
// senses of a homograph: one is returned when a cue decides, else all that may
// be meant, marked Ambiguous.
func (m *Matcher) Find(text string, lang documents.Lang) []Hit { return m.find(text, lang, false) }

// FindAll returns what Find does and, marked Hidden, the hits that lie within
// or overlap others.
func (m *Matcher) FindAll(text string, lang documents.Lang) []Hit { return m.find(text, lang, true) }

// scans keeps the memory of scans between texts.
var scans = sync.Pool{New: func() any { return &scan{} }}

func (m *Matcher) find(text string, lang documents.Lang, hidden bool) []Hit {
	t := m.sides.Of(lang)
	if len(t.terms) == 0 {
		return nil
	}
	s := scans.Get().(*scan)
	defer scans.Put(s)
	s.matcher, s.trie, s.text = m, t, text
	hits := s.hits(hidden)
	s.forget()
	return hits
}
