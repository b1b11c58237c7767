package glossary

import (
	"slices"
	"strings"

	"concord/documents"
)

// choose marks which matches are hidden by others, keeps one term of each
// concept at a place, and settles the senses of homographs.
func (s *scan) choose() {
	slices.SortFunc(s.found, byRank)
	s.taken = append(s.taken[:0], make([]bool, len(s.tokens))...)
	for i := 0; i < len(s.found); {
		j := i + 1
		for j < len(s.found) && s.found[j].rank == s.found[i].rank {
			j++
		}
		place := s.found[i:j]
		i = j
		s.closest(place)
		from, to := place[0].from(), place[0].to()
		hidden := slices.Contains(s.taken[from:to], true)
		for k := range place {
			place[k].hidden = hidden
		}
		if !hidden {
			s.senses(place)
		}
		// A match that only overlaps a longer one still owns its words:
		// "enfants" alone is not said in "lutter contre la traite d'enfants".
		if !hidden || place[0].words() == to-from {
			for k := from; k < to; k++ {
				s.taken[k] = true
			}
		}
	}
}

// closest drops all terms of a concept at a place but the one said most
// literally, the first of equals. Those of a concept stand together.
func (s *scan) closest(place []match) {
	for i := 0; i < len(place); {
		concept := s.trie.terms[place[i].entry].concept
		j := i + 1
		for j < len(place) && s.trie.terms[place[j].entry].concept == concept {
			j++
		}
		if j > i+1 {
			best, most := i, -1
			for k := i; k < j; k++ {
				place[k].dropped = true
				if c := s.closeness(&place[k]); c > most {
					best, most = k, c
				}
			}
			place[best].dropped = false
		}
		i = j
	}
}

// senses settles the matches at one place, which differ in concept. A term
// with cues has its sense only where one stands near; the nearest cue wins. A
// form that some concept permits is not ambiguous because another forbids it:
// the forbidden reading holds only against the concept seen opposite.
func (s *scan) senses(place []match) {
	joined := s.glued(&place[0])
	permitted := 0
	best := -1
	s.near = s.near[:0]
	for k := range place {
		m := &place[k]
		near := -1
		if !m.dropped {
			flags := s.trie.terms[m.entry].flags
			if flags&entryCues != 0 {
				near = s.nearestCue(m)
				if near >= 0 && (best < 0 || near < best) {
					best = near
				}
			}
			if flags&entryForbidden == 0 {
				permitted++
			}
		}
		s.near = append(s.near, near)
	}
	winners := 0
	for k := range place {
		m := &place[k]
		if !m.dropped && s.near[k] >= 0 && s.near[k] == best && s.trie.terms[m.entry].flags&entryForbidden == 0 {
			winners++
		}
	}
	said := openReading
	if winners != 1 && permitted > 1 {
		said, permitted = s.reading(place, permitted)
	}
	for k := range place {
		m := &place[k]
		if m.dropped {
			continue
		}
		flags := s.trie.terms[m.entry].flags
		unsaid := flags&entryCues != 0 && s.near[k] < 0
		switch {
		case flags&entryForbidden != 0:
			m.ambiguous = permitted > 0 || unsaid
		case winners == 1 && permitted > 1:
			m.dropped = s.near[k] != best
		case permitted > 1, unsaid, said != openReading && !flags.reads(said):
			m.ambiguous = true
		}
		// "A été mise en œuvre" is no noun, but it can confirm one.
		m.ambiguous = m.ambiguous || joined || flags&entryNominal != 0 && afterAuxiliary(s.tokens, m.from())
	}
}

// reading settles whether a French form that is a noun for one concept and a
// participle for another ("mise en œuvre") is the one or the other here, and how
// many of the permitted readings that leaves. The others can still confirm.
func (s *scan) reading(place []match, permitted int) (reading, int) {
	if s.trie.lang != documents.FR {
		return openReading, permitted
	}
	var count [verbReading + 1]int
	for k := range place {
		flags := s.trie.terms[place[k].entry].flags
		for r := range count {
			if !place[k].dropped && flags&entryForbidden == 0 && flags.reads(reading(r)) {
				count[r]++
			}
		}
	}
	if count[nounReading] == 0 || count[verbReading] == 0 || count[nounReading]+count[verbReading] < permitted {
		return openReading, permitted
	}
	said := participleReading(s.tokens, place[0].from())
	if said == openReading {
		return said, permitted
	}
	return said, count[said]
}

// reads reports whether a term is a noun, or a verb.
func (f entryFlags) reads(r reading) bool {
	return r == nounReading && f&entryNoun != 0 || r == verbReading && f&entryVerb != 0
}

// glued reports whether a hyphen ties the match to a word outside it, as in
// "child-friendly": such a word may mean something else. French enclitics
// (cet enfant-là) do not count.
func (s *scan) glued(m *match) bool {
	if s.tokens[m.from()].joined {
		return true
	}
	to := m.to()
	if to >= len(s.tokens) || !s.tokens[to].joined {
		return false
	}
	return s.trie.lang != documents.FR || !enclitics[s.tokens[to].text]
}

var enclitics = wordSet("là ci t il elle on ils elles nous vous je tu le la les lui leur y en moi toi même mêmes")

// cueWindow is how many words away a cue may stand: about a clause of legal
// French on either side.
const cueWindow = 20

// nearestCue gives the distance in words to the nearest cue outside the match,
// -1 when none is near.
func (s *scan) nearestCue(m *match) int {
	var room [8]*cue
	cues := room[:0]
	for _, text := range s.of(m.entry).Cues {
		if c := s.matcher.cue(text, s.trie.lang); c != nil {
			cues = append(cues, c)
		}
	}
	from, to := m.from(), m.to()
	for d := 1; d <= cueWindow; d++ {
		for _, i := range [2]int{from - d, to - 1 + d} {
			if i < 0 || i >= len(s.tokens) {
				continue
			}
			for _, c := range cues {
				if c.at(s.tokens, i) && (i < from || i-len(c.before) >= to) {
					return d
				}
			}
		}
	}
	return -1
}

// A cue is a word or two that tell a sense: the last matches as a beginning or
// as an inflected form, those before it as they are.
type cue struct {
	before []string
	last   string
	forms  map[string]bool
}

// cue gives what a cue of the glossary matches, nil for one without a word.
func (m *Matcher) cue(text string, l documents.Lang) *cue {
	known := m.cues.Of(l)
	if c, ok := known.Load(text); ok {
		return c.(*cue)
	}
	var c *cue
	if ts := tokenise(text, l); hasWord(ts) {
		c = newCue(ts, l)
	}
	known.Store(text, c)
	return c
}

func newCue(ts []token, l documents.Lang) *cue {
	c := &cue{forms: map[string]bool{}}
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
func (c *cue) at(ts []token, i int) bool {
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
