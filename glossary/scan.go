package glossary

import (
	"cmp"
	"slices"
	"strings"

	"concord/documents"
)

// A scan finds the terms of one text.
type scan struct {
	trie   *trie
	text   string
	tokens []token
	ids    [][]int32 // classes of each token
	found  []match
}

// A match is an entry of the trie at the tokens from (inclusive) to to.
type match struct {
	entry     int32
	from, to  int
	words     int // without those in a gap
	dropped   bool
	hidden    bool
	ambiguous bool
}

func (s *scan) run() {
	s.ids = make([][]int32, len(s.tokens))
	for i, t := range s.tokens {
		s.ids[i] = s.trie.classes[t.text]
	}
	for i := range s.tokens {
		if len(s.ids[i]) > 0 {
			s.walk(0, i, i, 0)
		}
	}
}

// walk follows the trie from a node with token i; the match began at from and
// has words words so far.
func (s *scan) walk(node int32, from, i, words int) {
	if i < len(s.tokens) {
		for _, id := range s.ids[i] {
			next, ok := s.trie.edges[uint64(node)<<32|uint64(uint32(id))]
			if !ok {
				continue
			}
			for _, e := range s.trie.ends[next] {
				if s.caseFits(e, from, i+1) {
					s.found = append(s.found, match{entry: e, from: from, to: i + 1, words: words + 1})
				}
			}
			s.walk(next, from, i+1, words+1)
			if s.trie.gaps[next] {
				for skip := 1; skip <= maxGap && i+1+skip < len(s.tokens) && !s.ender(s.tokens[i+skip]); skip++ {
					s.walk(next, from, i+1+skip, words+1)
				}
			}
		}
	}
}

// ender reports a sign or word that no gap may cross: it ends the clause, or
// begins a complement in which the rest of the term would have another part
// ("issued on the recommendation of").
func (s *scan) ender(t token) bool {
	if t.sign {
		return t.text == "." || t.text == ";" || t.text == ":" || t.text == "!" || t.text == "?"
	}
	return gapEnders[s.trie.lang][t.text]
}

var gapEnders = map[documents.Lang]map[string]bool{
	documents.FR: wordSet("sur selon suivant que qu' qui dont pour avec contre"),
	documents.EN: wordSet("on upon by under for with from to that which who against"),
}

// caseFits holds the terms whose case matters to it: as written, with an
// English plural s after an acronym, or all in capitals as in a title.
func (s *scan) caseFits(e int32, from, to int) bool {
	entry := &s.trie.terms[e]
	if !entry.exactCase {
		return true
	}
	cased := casedJoin(s.text, s.tokens[from:to])
	if cased == entry.cased || entry.acronym && cased == entry.cased+"s" {
		return true
	}
	return len(cased) > 3 && !entry.acronym && cased == strings.ToUpper(entry.cased)
}

// choose marks which matches are hidden by others, keeps one term of each
// concept at a place, and settles the senses of homographs.
func (s *scan) choose() {
	slices.SortStableFunc(s.found, func(a, b match) int {
		if c := cmp.Or(cmp.Compare(b.words, a.words), cmp.Compare(a.to-a.from, b.to-b.from), cmp.Compare(a.from, b.from),
			cmp.Compare(s.trie.terms[a.entry].concept, s.trie.terms[b.entry].concept)); c != 0 || a.entry == b.entry {
			return c
		}
		return cmp.Or(cmp.Compare(s.closeness(b), s.closeness(a)), cmp.Compare(a.entry, b.entry))
	})
	taken := make([]bool, len(s.tokens))
	for i := 0; i < len(s.found); {
		j := i + 1
		for j < len(s.found) && s.found[j].from == s.found[i].from && s.found[j].to == s.found[i].to && s.found[j].words == s.found[i].words {
			j++
		}
		place := s.found[i:j]
		for k := 1; k < len(place); k++ {
			// Sorted by concept, the closest form first.
			a, b := s.trie.terms[place[k-1].entry], s.trie.terms[place[k].entry]
			place[k].dropped = a.concept == b.concept
		}
		hidden := slices.Contains(taken[place[0].from:place[0].to], true)
		for k := range place {
			place[k].hidden = hidden
		}
		if !hidden {
			s.senses(place)
		}
		// A match that only overlaps a longer one still owns its words:
		// "enfants" alone is not said in "lutter contre la traite d'enfants".
		if !hidden || place[0].words == place[0].to-place[0].from {
			for k := place[0].from; k < place[0].to; k++ {
				taken[k] = true
			}
		}
		i = j
	}
}

// closeness ranks how literally a match has its term: 2 to the letter, 1 but
// for case, 0 inflected. "Best interests" is not the plural of a forbidden
// "best interest" where it is a term itself.
func (s *scan) closeness(m match) int {
	e := &s.trie.terms[m.entry]
	switch ts := s.tokens[m.from:m.to]; {
	case e.words != m.to-m.from || join(ts) != e.base:
		return 0
	case casedJoin(s.text, ts) != e.cased:
		return 1
	}
	return 2
}

// senses settles the matches at one place, which differ in concept. A term
// with cues has its sense only where one stands near; the nearest cue wins. A
// form that some concept permits is not ambiguous because another forbids it:
// the forbidden reading holds only against the concept seen opposite.
func (s *scan) senses(place []match) {
	joined := s.glued(place[0])
	permitted := 0
	best := -1
	near := make([]int, len(place))
	for k, m := range place {
		if m.dropped {
			continue
		}
		e := &s.trie.terms[m.entry]
		near[k] = -1
		if len(e.cues) > 0 {
			near[k] = s.nearestCue(m, e.cues)
			if near[k] >= 0 && (best < 0 || near[k] < best) {
				best = near[k]
			}
		}
		if e.status != Forbidden {
			permitted++
		}
	}
	winners := 0
	for k, m := range place {
		if !m.dropped && near[k] >= 0 && near[k] == best && s.trie.terms[m.entry].status != Forbidden {
			winners++
		}
	}
	for k := range place {
		m := &place[k]
		if m.dropped {
			continue
		}
		e := &s.trie.terms[m.entry]
		switch {
		case e.status == Forbidden:
			m.ambiguous = permitted > 0 || len(e.cues) > 0 && near[k] < 0
		case winners == 1 && permitted > 1:
			m.dropped = near[k] != best
		case permitted > 1, len(e.cues) > 0 && near[k] < 0:
			m.ambiguous = true
		}
		m.ambiguous = m.ambiguous || joined
	}
}

// glued reports whether a hyphen ties the match to a word outside it, as in
// "child-friendly": such a word may mean something else. French enclitics
// (cet enfant-là) do not count.
func (s *scan) glued(m match) bool {
	if s.tokens[m.from].joined {
		return true
	}
	if m.to >= len(s.tokens) || !s.tokens[m.to].joined {
		return false
	}
	return s.trie.lang != documents.FR || !enclitics[s.tokens[m.to].text]
}

var enclitics = wordSet("là ci t il elle on ils elles nous vous je tu le la les lui leur y en moi toi même mêmes")

// cueWindow is how many words away a cue may stand: about a clause of legal
// French on either side.
const cueWindow = 20

// nearestCue gives the distance in words to the nearest cue outside the match,
// -1 when none is near.
func (s *scan) nearestCue(m match, cues []cue) int {
	for d := 1; d <= cueWindow; d++ {
		for _, i := range [2]int{m.from - d, m.to - 1 + d} {
			if i < 0 || i >= len(s.tokens) {
				continue
			}
			for _, c := range cues {
				if c.at(s.tokens, i) && (i < m.from || i-len(c.before) >= m.to) {
					return d
				}
			}
		}
	}
	return -1
}

func newCue(ts []token, l documents.Lang) cue {
	c := cue{forms: map[string]bool{}}
	for _, t := range ts[:len(ts)-1] {
		c.before = append(c.before, t.text)
	}
	c.last = ts[len(ts)-1].text
	p := partFR
	if l == documents.EN {
		p = partEN
	}
	if len(c.last) > 2 {
		for _, f := range formsOf(c.last, p) {
			c.forms[f] = true
		}
	}
	return c
}

// at reports whether the cue's last word is token i.
func (c cue) at(ts []token, i int) bool {
	if !strings.HasPrefix(ts[i].text, c.last) && !c.forms[ts[i].text] || i < len(c.before) {
		return false
	}
	for k, w := range c.before {
		if ts[i-len(c.before)+k].text != w {
			return false
		}
	}
	return true
}
