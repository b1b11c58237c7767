package glossary

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

// The reference matcher: the plainest code that does what Matcher promises,
// with maps of strings and no care for speed. FuzzFindAsReference holds the two
// against each other.

type refTrie struct {
	glossary *Glossary
	lang     documents.Lang
	classes  map[string][]int32
	ids      map[classKey]int32
	edges    map[uint64]int32
	ends     [][]int32
	terms    []refEntry
}

type classKey struct {
	word string
	p    paradigm
}

type refEntry struct {
	concept, term int
	status        Status
	words         int
	base, cased   string
	written       []string // cased, and the forms that were given
	exactCase     bool
	acronym       bool
	noun, verb    bool
	cues          []*cue
}

func newReference(g *Glossary, l documents.Lang) *refTrie {
	t := &refTrie{glossary: g, lang: l, classes: map[string][]int32{}, ids: map[classKey]int32{},
		edges: map[uint64]int32{}, ends: [][]int32{nil}}
	for c := range g.Concepts {
		for i := range g.Concepts[c].Terms.Of(l) {
			t.insert(c, i, &g.Concepts[c].Terms.Of(l)[i])
		}
	}
	return t
}

// class returns the class of a word's forms, making it when new.
func (t *refTrie) class(word string, p paradigm) int32 {
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

func (t *refTrie) insert(concept, index int, term *Term) {
	tokens := trimSigns(refTokenise(term.Text, t.lang))
	if len(tokens) == 0 {
		return
	}
	e := refEntry{concept: concept, term: index, status: term.Status, words: len(tokens),
		base: join(tokens), cased: refCasedJoin(term.Text, tokens),
		exactCase: term.Match == ExactCase, acronym: term.Acronym,
		noun: term.POS == "noun", verb: term.verbal()}
	for _, c := range term.Cues {
		if ct := refTokenise(c, t.lang); hasWord(ct) {
			e.cues = append(e.cues, newCue(ct, t.lang))
		}
	}
	e.written = []string{e.cased}
	for _, form := range term.Forms {
		e.written = append(e.written, refCasedJoin(form, trimSigns(refTokenise(form, t.lang))))
	}
	at := len(t.terms)
	t.terms = append(t.terms, e)
	exact := *term
	exact.Match = Exact
	given := false
	for _, form := range term.Forms {
		if ts := trimSigns(refTokenise(form, t.lang)); len(ts) > 0 {
			t.path(at, &exact, ts)
			given = true
		}
	}
	switch {
	case given:
		t.path(at, &exact, tokens)
	case term.verbal():
		tokens = withGaps(slices.Clone(tokens[verbAt(tokens, t.lang):]))
		for len(tokens) > 2 && (determiners[t.lang][tokens[1].text] || tokens[1].text == gapSign) {
			tokens = slices.Delete(tokens, 1, 2)
		}
		t.path(at, term, tokens)
	default:
		t.path(at, term, tokens)
	}
}

func (t *refTrie) path(at int, term *Term, tokens []token) {
	tokens = withGaps(tokens)
	node, gaps := int32(0), 0
	for i, tok := range tokens {
		gap := tok.text == gapSign && gaps < maxGaps && i+1 < len(tokens)
		if !gap {
			p := asIs
			if len(term.Forms) == 0 || term.Match == Lemma {
				p = term.paradigm(t.lang, tokens, i, 0)
			}
			node = t.step(node, t.class(tok.text, p))
		}
		if gap || term.verbal() && i == 0 && len(tokens) > 1 {
			node = t.step(node, -1)
			gaps++
		}
	}
	t.ends[node] = append(t.ends[node], int32(at))
}

func (t *refTrie) step(node, class int32) int32 {
	key := uint64(node)<<32 | uint64(uint32(class))
	next, ok := t.edges[key]
	if !ok {
		next = int32(len(t.ends))
		t.ends = append(t.ends, nil)
		t.edges[key] = next
	}
	return next
}

func refCasedJoin(text string, ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(refFoldSigns(text[t.start:t.end]))
	}
	return b.String()
}

// findAll returns what Find does and, marked Hidden, the hits that lie within
// or overlap others.
func (t *refTrie) findAll(text string) []Hit {
	if len(t.terms) == 0 {
		return nil
	}
	s := refScan{trie: t, text: text, tokens: refTokenise(text, t.lang)}
	s.run()
	s.found = slices.DeleteFunc(s.found, func(f refMatch) bool {
		e := &t.terms[f.entry]
		concept := &t.glossary.Concepts[e.concept]
		term := &concept.Terms.Of(t.lang)[e.term]
		return concept.twofold(term, trimSigns(refTokenise(term.Text, t.lang))) && standsAsVerb(s.tokens, f.from, t.lang)
	})
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

// A refScan finds the terms of one text.
type refScan struct {
	trie   *refTrie
	text   string
	tokens []token
	ids    [][]int32 // classes of each token
	found  []refMatch
}

// A refMatch is an entry of the trie at the tokens from (inclusive) to to.
type refMatch struct {
	entry     int32
	from, to  int
	words     int // without those in a gap
	dropped   bool
	hidden    bool
	ambiguous bool
}

func (s *refScan) run() {
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

func (s *refScan) walk(node int32, from, i, words int) {
	if i >= len(s.tokens) {
		return
	}
	for _, id := range s.ids[i] {
		next, ok := s.trie.edges[uint64(node)<<32|uint64(uint32(id))]
		if !ok {
			continue
		}
		for _, e := range s.trie.ends[next] {
			if s.caseFits(e, from, i+1) {
				s.found = append(s.found, refMatch{entry: e, from: from, to: i + 1, words: words + 1})
			}
		}
		s.walk(next, from, i+1, words+1)
		gap, ok := s.trie.edges[uint64(next)<<32|uint64(^uint32(0))]
		if !ok {
			continue
		}
		s.walk(gap, from, i+1, words+1)
		for skip := 1; skip <= maxGap && i+1+skip < len(s.tokens) && !s.ender(s.tokens[i+skip]); skip++ {
			s.walk(gap, from, i+1+skip, words+1)
		}
	}
}

// ender reports a sign or word that no gap may cross: it ends the clause, or
// begins a complement in which the rest of the term would have another part
// ("issued on the recommendation of").
func (s *refScan) ender(t token) bool {
	if t.sign {
		return t.text == "." || t.text == ";" || t.text == ":" || t.text == "!" || t.text == "?"
	}
	return gapEnders[s.trie.lang][t.text]
}

func (s *refScan) caseFits(e int32, from, to int) bool {
	entry := &s.trie.terms[e]
	if !entry.exactCase {
		return true
	}
	cased := refCasedJoin(s.text, s.tokens[from:to])
	for _, want := range entry.written {
		if cased == want || entry.acronym && cased == want+"s" || len(cased) > 3 && !entry.acronym && cased == strings.ToUpper(want) {
			return true
		}
	}
	return false
}

// choose marks which matches are hidden by others, keeps one term of each
// concept at a place, and settles the senses of homographs.
func (s *refScan) choose() {
	slices.SortStableFunc(s.found, func(a, b refMatch) int {
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
		// A refMatch that only overlaps a longer one still owns its words:
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
func (s *refScan) closeness(m refMatch) int {
	e := &s.trie.terms[m.entry]
	switch ts := s.tokens[m.from:m.to]; {
	case e.words != m.to-m.from || join(ts) != e.base:
		return 0
	case refCasedJoin(s.text, ts) != e.cased:
		return 1
	}
	return 2
}

// senses settles the matches at one place, which differ in concept. A term
// with cues has its sense only where one stands near; the nearest cue wins. A
// form that some concept permits is not ambiguous because another forbids it:
// the forbidden reading holds only against the concept seen opposite.
func (s *refScan) senses(place []refMatch) {
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
	var nouns, verbs int
	for _, m := range place {
		if e := s.trie.terms[m.entry]; !m.dropped && e.status != Forbidden {
			nouns += count(e.noun)
			verbs += count(e.verb)
		}
	}
	said := openReading
	if winners != 1 && permitted > 1 && s.trie.lang == documents.FR && nouns > 0 && verbs > 0 && nouns+verbs == permitted {
		switch said = participleReading(s.tokens, place[0].from); said {
		case nounReading:
			permitted = nouns
		case verbReading:
			permitted = verbs
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
		case permitted > 1, len(e.cues) > 0 && near[k] < 0, said == nounReading && !e.noun, said == verbReading && !e.verb:
			m.ambiguous = true
		}
		concept := &s.trie.glossary.Concepts[e.concept]
		term := &concept.Terms.Of(s.trie.lang)[e.term]
		m.ambiguous = m.ambiguous || joined ||
			concept.nominalised(term, trimSigns(refTokenise(term.Text, s.trie.lang))) && afterAuxiliary(s.tokens, m.from)
	}
}

// glued reports whether a hyphen ties the match to a word outside it, as in
// "child-friendly": such a word may mean something else. French enclitics
// (cet enfant-là) do not count.
func (s *refScan) glued(m refMatch) bool {
	if s.tokens[m.from].joined {
		return true
	}
	if m.to >= len(s.tokens) || !s.tokens[m.to].joined {
		return false
	}
	return s.trie.lang != documents.FR || !enclitics[s.tokens[m.to].text]
}

// nearestCue gives the distance in words to the nearest cue outside the match,
// -1 when none is near.
func (s *refScan) nearestCue(m refMatch, cues []*cue) int {
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

// refTokenise splits a text. Hyphens and spaces of every kind part words, so that
// "working-group" and "working group" are the same two tokens.
func refTokenise(text string, lang documents.Lang) []token {
	out := make([]token, 0, len(text)/5+1)
	hyphen := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			hyphen = false
		case isHyphen(r):
			hyphen = true
		case isWordRune(r) && r != 'ʼ':
			end := refWordEnd(text, i)
			first := len(out)
			out = refSplitWord(out, text, i, end, lang)
			out[first].joined = hyphen && first > 0 && !out[first-1].sign
			hyphen = false
			i = end
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
			// invisible: neither parts nor joins
		default:
			sign := text[i : i+size]
			switch r {
			case '’', '‘', 'ʼ':
				sign = "'"
			case '«', '»', '“', '”', '„':
				sign = "\""
			}
			out = append(out, token{text: sign, start: i, end: i + size, sign: true})
			hyphen = false
		}
		i += size
	}
	return out
}

// refWordEnd returns where the word that starts at i ends, taking in apostrophes
// and soft hyphens that stand between two letters.
func refWordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) && r != 'ʼ' {
			i += size
			continue
		}
		if isApostrophe(r) || r == '\u00ad' {
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); isWordRune(next) && next != 'ʼ' {
				i += size
				continue
			}
		}
		break
	}
	return i
}

// refSplitWord appends the tokens of one word with its inner apostrophes: in
// French the elided words apart, in English the final 's.
func refSplitWord(out []token, text string, start, end int, lang documents.Lang) []token {
	at := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isApostrophe(r) {
			switch {
			case lang == documents.FR && elided[refFold(text[at:i])] != "":
				out = append(out, token{text: refFold(text[at:i]) + "'", start: at, end: i + size})
				at = i + size
			case lang == documents.EN && i > at && strings.EqualFold(text[i+size:end], "s"):
				out = append(out, token{text: refFold(text[at:i]), start: at, end: i})
				return append(out, token{text: "'s", start: i, end: end})
			}
		}
		i += size
	}
	return append(out, token{text: refFold(text[at:end]), start: at, end: end})
}

// refFold brings a word to the form in which words are compared.
func refFold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.ToLower(refFoldSigns(s))
}

// refFoldSigns folds all that refFold does but case.
func refFoldSigns(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	marks := false
	for _, r := range s {
		switch r {
		case 'œ':
			b.WriteString("oe")
		case 'Œ':
			b.WriteString("OE")
		case 'æ':
			b.WriteString("ae")
		case 'Æ':
			b.WriteString("AE")
		case '’', 'ʼ':
			b.WriteByte('\'')
		case '\u00ad':
		default:
			marks = marks || unicode.Is(unicode.Mn, r)
			b.WriteRune(r)
		}
	}
	if marks {
		return norm.NFC.String(b.String())
	}
	return b.String()
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
