package learn

import (
	"sort"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// A corpus is aligned text as numbers: the stems of each side, and each pair's
// sequence of them.
type corpus struct {
	fr, en sides
	pairs  int
}

// sides is one language of a corpus.
type sides struct {
	// stems are sorted; ids of tokens are indexes into it.
	stems []string
	// count is the number of occurrences of each stem.
	count []float64
	// tokens are the stems of all pairs, those of pair s from start[s] up to
	// start[s+1].
	tokens []int32
	start  []int32
}

func (s *sides) of(pair int) []int32 { return s.tokens[s.start[pair]:s.start[pair+1]] }

// read numbers the stems of the pairs. Stems that occur fewer than least times
// are left out, and so are pairs longer than longest words on a side or with
// nothing on one.
func read(pairs []documents.Pair[string], least, longest int) *corpus {
	c := &corpus{}
	c.fr = number(pairs, documents.FR, least)
	c.en = number(pairs, documents.EN, least)
	return c.drop(longest)
}

func number(pairs []documents.Pair[string], lang documents.Lang, least int) sides {
	ids := map[string]int32{}
	var names []string
	var count []float64
	s := sides{start: make([]int32, 1, len(pairs)+1)}
	for _, p := range pairs {
		text := p.EN
		if lang == documents.FR {
			text = p.FR
		}
		for _, w := range lexicon.Words(text, lang) {
			id, ok := ids[w.Stem]
			if !ok {
				id = int32(len(names))
				ids[w.Stem] = id
				names = append(names, w.Stem)
				count = append(count, 0)
			}
			count[id]++
			s.tokens = append(s.tokens, id)
		}
		s.start = append(s.start, int32(len(s.tokens)))
	}
	var order []int32
	for id := range names {
		if count[id] >= float64(least) {
			order = append(order, int32(id))
		}
	}
	sort.Slice(order, func(a, b int) bool { return names[order[a]] < names[order[b]] })
	now := make([]int32, len(names))
	for i := range now {
		now[i] = -1
	}
	for rank, id := range order {
		now[id] = int32(rank)
		s.stems = append(s.stems, names[id])
		s.count = append(s.count, count[id])
	}
	kept := s.tokens[:0]
	from := int32(0)
	for p := range pairs {
		to := s.start[p+1]
		for _, id := range s.tokens[from:to] {
			if now[id] >= 0 {
				kept = append(kept, now[id])
			}
		}
		from = to
		s.start[p+1] = int32(len(kept))
	}
	s.tokens = kept
	return s
}

// drop takes out the pairs that teach nothing or cost too much, and counts the
// stems again.
func (c *corpus) drop(longest int) *corpus {
	out := &corpus{}
	for _, s := range []struct{ from, to *sides }{{&c.fr, &out.fr}, {&c.en, &out.en}} {
		s.to.stems = s.from.stems
		s.to.count = make([]float64, len(s.from.stems))
		s.to.start = []int32{0}
	}
	for p := range len(c.fr.start) - 1 {
		f, e := c.fr.of(p), c.en.of(p)
		if len(f) == 0 || len(e) == 0 || len(f) > longest || len(e) > longest {
			continue
		}
		out.fr.add(f)
		out.en.add(e)
		out.pairs++
	}
	return out
}

func (s *sides) add(tokens []int32) {
	s.tokens = append(s.tokens, tokens...)
	s.start = append(s.start, int32(len(s.tokens)))
	for _, id := range tokens {
		s.count[id]++
	}
}

// occurrences lists, for each stem, the places in tokens where it stands,
// ascending: those of stem v are at[from[v]:from[v+1]], as pair and place in
// the pair.
type occurrences struct {
	from []int32
	pair []int32
	at   []int16
}

func (s *sides) occurrences() *occurrences {
	o := &occurrences{from: make([]int32, len(s.stems)+1), pair: make([]int32, len(s.tokens)), at: make([]int16, len(s.tokens))}
	for _, id := range s.tokens {
		o.from[id+1]++
	}
	for v := range s.stems {
		o.from[v+1] += o.from[v]
	}
	next := append([]int32(nil), o.from...)
	for p := range len(s.start) - 1 {
		for i, id := range s.of(p) {
			o.pair[next[id]], o.at[next[id]] = int32(p), int16(i)
			next[id]++
		}
	}
	return o
}
