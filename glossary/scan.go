package glossary

import (
	"cmp"
	"slices"
	"strings"

	"concord/documents"
)

// A scan finds the terms of one text. Its memory serves the next text.
type scan struct {
	matcher *Matcher
	trie    *trie
	text    string
	tokens  []token
	words   []int32 // number of each token in trie.words, -1 for none
	found   []match
	taken   []bool // by token
	near    []int
	order   []placed
	read    tokeniser
	term    tokeniser // of a term that is compared with the text
}

// A match is an entry of the trie at a run of tokens.
type match struct {
	// rank orders matches as they are chosen: more words before fewer, then
	// those without words in a gap, then the first in the text. It holds
	// maxRank less the words, the tokens, and the first token, in 12, 14 and 38
	// bits.
	rank      uint64
	entry     uint32
	dropped   bool
	hidden    bool
	ambiguous bool
}

// maxRank is above the words of any match, and matches are not longer than 14
// bits hold: maxPathWords and the words in maxGaps gaps.
const maxRank = 1<<12 - 1

func rank(from, to, words int) uint64 {
	return uint64(maxRank-words)<<52 | uint64(to-from)<<38 | uint64(from)
}

// from and to are the tokens of a match, from (inclusive) to to.
func (m *match) from() int { return int(m.rank & (1<<38 - 1)) }
func (m *match) to() int   { return m.from() + int(m.rank>>38&(1<<14-1)) }

// words are the tokens of a match without those in a gap.
func (m *match) words() int { return maxRank - int(m.rank>>52) }

// keptTokens bounds the memory that a scan keeps, in tokens of a text.
const keptTokens = 1 << 16

// forget lets go of what belongs to the text and, after a very long one, of the
// memory.
func (s *scan) forget() {
	if cap(s.tokens) > keptTokens || cap(s.found) > keptTokens {
		*s = scan{}
		return
	}
	clear(s.read.tokens)
	s.matcher, s.trie, s.text, s.tokens = nil, nil, "", nil
}

func (s *scan) hits(hidden bool) []Hit {
	s.tokens = s.read.read(s.text, s.trie.lang)
	s.found = s.found[:0]
	s.run()
	s.sift()
	if len(s.found) == 0 {
		return nil
	}
	s.choose()
	// The order of the text, and of equals the order of the glossary, in which
	// entries are.
	s.order = s.order[:0]
	for i := range s.found {
		if f := &s.found[i]; !f.dropped && (hidden || !f.hidden) {
			from := f.from()
			s.order = append(s.order, placed{uint64(from)<<32 | uint64(^uint32(f.to())), uint64(f.entry)<<32 | uint64(i)})
		}
	}
	if len(s.order) == 0 {
		return nil
	}
	slices.SortFunc(s.order, func(a, b placed) int {
		if a.place != b.place {
			return cmp.Compare(a.place, b.place)
		}
		return cmp.Compare(a.match, b.match)
	})
	hits := make([]Hit, len(s.order))
	for i, o := range s.order {
		f := &s.found[uint32(o.match)]
		e := &s.trie.terms[f.entry]
		from := f.from()
		hits[i] = Hit{Concept: int(e.concept), Term: int(e.term), Start: s.tokens[from].start,
			End: s.tokens[f.to()-1].end, Ambiguous: f.ambiguous, Hidden: f.hidden}
	}
	return hits
}

// A placed match is where it stands, earlier and longer before later and
// shorter, and its entry with its number among those found.
type placed struct{ place, match uint64 }

func byRank(a, b match) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	return cmp.Compare(a.entry, b.entry)
}

func (s *scan) run() {
	t := s.trie
	s.words = s.words[:0]
	for i := range s.tokens {
		s.words = append(s.words, t.words.find(s.tokens[i].text))
	}
	for i, w := range s.words {
		if w >= 0 {
			for _, n := range t.starts[t.startAt[w]:t.startAt[w+1]] {
				s.walk(n, i, i+1, 1)
			}
		}
	}
}

// walk notes the terms of a node and follows the trie from it with token i; the
// match began at from and has words words so far.
func (s *scan) walk(n uint32, from, i, words int) {
	t := s.trie
	here, after := t.nodes[n], t.nodes[n+1]
	for _, e := range t.ends[here.end:after.end] {
		if e&checkCase == 0 || s.caseFits(e&^checkCase, from, i) {
			s.found = append(s.found, match{entry: e &^ checkCase, rank: rank(from, i, words)})
		}
	}
	if here.edge == after.edge || i >= len(s.tokens) {
		return
	}
	s.step(n, from, i, words)
	if first := t.edges[here.edge]; first.class == gapClass {
		s.step(first.node, from, i, words)
		for skip := 1; skip <= maxGap && i+skip < len(s.tokens) && !s.ender(&s.tokens[i+skip-1]); skip++ {
			s.step(first.node, from, i+skip, words)
		}
	}
}

// step follows the trie from a node with token i.
func (s *scan) step(n uint32, from, i, words int) {
	w := s.words[i]
	if w < 0 {
		return
	}
	t := s.trie
	for _, class := range t.classes[t.classAt[w]:t.classAt[w+1]] {
		if to, ok := t.next(n, class); ok {
			s.walk(to, from, i+1, words+1)
		}
	}
}

// ender reports a sign or word that no gap may cross: it ends the clause, or
// begins a complement in which the rest of the term would have another part
// ("issued on the recommendation of").
func (s *scan) ender(t *token) bool {
	if t.sign {
		return t.text == "." || t.text == ";" || t.text == ":" || t.text == "!" || t.text == "?"
	}
	return gapEnders[s.trie.lang][t.text]
}

var gapEnders = map[documents.Lang]map[string]bool{
	documents.FR: wordSet("sur selon suivant que qu' qui dont pour avec contre"),
	documents.EN: wordSet("on upon by under for with from to that which who against"),
}

// of gives the term of an entry.
func (s *scan) of(e uint32) *Term {
	at := &s.trie.terms[e]
	return &(*s.matcher.Glossary.Concepts[at.concept].Terms.Side(s.trie.lang))[at.term]
}

// caseFits holds the terms whose case matters to them: as written, or as a
// form is, with an English plural s after an acronym, or all in capitals as in
// a title.
func (s *scan) caseFits(e uint32, from, to int) bool {
	term := s.of(e)
	if s.casedAs(term, term.Text, from, to) {
		return true
	}
	for _, form := range term.Forms {
		if s.casedAs(term, form, from, to) {
			return true
		}
	}
	return false
}

func (s *scan) casedAs(term *Term, text string, from, to int) bool {
	ts := trimSigns(s.term.read(text, s.trie.lang))
	cased, want := casedJoin(s.text, s.tokens[from:to]), casedJoin(text, ts)
	if cased == want || term.Acronym && cased == want+"s" {
		return true
	}
	return len(cased) > 3 && !term.Acronym && cased == strings.ToUpper(want)
}

func casedJoin(text string, ts []token) string {
	if len(ts) == 1 {
		return foldSigns(text[ts[0].start:ts[0].end])
	}
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(foldSigns(text[t.start:t.end]))
	}
	return b.String()
}

// closeness ranks how literally a match has its term: 2 to the letter, 1 but
// for case, 0 inflected. "Best interests" is not the plural of a forbidden
// "best interest" where it is a term itself.
func (s *scan) closeness(m *match) int {
	found := s.tokens[m.from():m.to()]
	if int(s.trie.terms[m.entry].words) != len(found) {
		return 0
	}
	term := s.of(m.entry)
	own := trimSigns(s.term.read(term.Text, s.trie.lang))
	if len(own) != len(found) {
		return 0
	}
	for i := range found {
		if found[i].text != own[i].text {
			return 0
		}
	}
	for i := range found {
		if foldSigns(s.text[found[i].start:found[i].end]) != foldSigns(term.Text[own[i].start:own[i].end]) {
			return 1
		}
	}
	return 2
}
