package candidates

import (
	"cmp"
	"math"
	"slices"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// A link joins word fr of the French side to word en of the English one.
type link struct {
	fr, en int32
	// chance is how likely the two words stand for each other, in (0,1].
	chance float64
}

// The constants of this file are estimates. Of the first 500 pairs of the
// development documents, from 0.850 to 0.856 are in the lists (docs/eval.md) for
// half and for about twice any of them but alike and cognate, which were not
// varied.

// The chances of words that the table does not link: those that are written
// alike, but for accents, and cognates.
const (
	alike   = 0.6
	cognate = 0.25
)

const (
	// leastLink is the chance from which two words may be linked: below it are
	// words that merely stood in the same sentences.
	leastLink = 0.02
	// leastJoin is the same for a word whose partner is linked already to a
	// word near it ("télévirement", electronic funds transfer).
	leastJoin = 0.06
	near      = 3
	// drift is how fast the chance falls with the distance of the two words
	// as shares of their sides.
	drift = 1.5
	// company is the weight of the links that the words beside have.
	company = 0.7
)

// mostLinks bounds the pairs of words of a bead that may stand for each other. A
// sentence of a hundred words has some hundreds; what has more repeats one word
// over and over, and tells nothing.
const mostLinks = 10_000

// shortest is the number of letters from which unlike spellings may be cognates.
const shortest = 4

// chance is how likely two words stand for each other, 0 when nothing says so.
func (r *reader) chance(f, e *entry) float64 {
	p := 0.0
	if f.id >= 0 && e.id >= 0 {
		c := r.table.Prob(f.id, e.id)
		p = math.Sqrt(max(c.GivenEN, 0.001) * max(c.GivenFR, 0.001))
		if c == (lexicon.Chance{}) {
			p = 0
		}
	}
	switch {
	case p >= alike || len(f.folded) < shortest || len(e.folded) < shortest:
		return p
	case f.folded == e.folded:
		return alike
	case p < cognate && f.folded[0] == e.folded[0] && align.Cognates(f.folded, e.folded):
		return cognate
	}
	return p
}

// links tells which words of a bead stand for each other: the likeliest pairs
// first, each word once (competitive linking: Melamed, CL 26(2) 2000), a pair
// being the likelier for having such pairs beside it. A word that is left then
// joins the link of a word near it.
func (r *reader) links(fr, en []word) []link {
	var all []link
	at := make(map[[2]int32]float64)
	for i := range fr {
		if fr[i].function {
			continue
		}
		for j := range en {
			if en[j].function {
				continue
			}
			if p := r.chance(fr[i].entry, en[j].entry); p >= leastLink {
				all = append(all, link{int32(i), int32(j), p})
				at[[2]int32{int32(i), int32(j)}] = p
			}
			if len(all) > mostLinks {
				return nil
			}
		}
	}
	score := make([]float64, len(all))
	order := make([]int, len(all))
	for k, l := range all {
		beside := 0.0
		for di := int32(-near); di <= near; di++ {
			best := 0.0
			for dj := int32(-near); di != 0 && dj <= near; dj++ {
				if dj != 0 {
					best = max(best, at[[2]int32{l.fr + di, l.en + dj}])
				}
			}
			beside += best
		}
		apart := math.Abs(float64(l.fr)/float64(len(fr)) - float64(l.en)/float64(len(en)))
		score[k] = l.chance * (1 + company*min(beside, 2)) * math.Exp(-drift*apart)
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(all[a].fr, all[b].fr), cmp.Compare(all[a].en, all[b].en))
	})
	var out []link
	usedFR, usedEN := map[int32]int32{}, map[int32]int32{}
	for _, k := range order {
		l := all[k]
		_, f := usedFR[l.fr]
		_, e := usedEN[l.en]
		if !f && !e {
			usedFR[l.fr], usedEN[l.en] = l.en, l.fr
			out = append(out, l)
		}
	}
	joinedFR, joinedEN := map[int32]bool{}, map[int32]bool{}
	for _, k := range order {
		l := all[k]
		if l.chance < leastJoin {
			continue
		}
		enOf, f := usedFR[l.fr]
		frOf, e := usedEN[l.en]
		switch {
		case !f && e && !joinedFR[l.fr] && abs(frOf-l.fr) <= near:
			joinedFR[l.fr] = true
			out = append(out, l)
		case f && !e && !joinedEN[l.en] && abs(enOf-l.en) <= near:
			joinedEN[l.en] = true
			out = append(out, l)
		}
	}
	return out
}

func abs(n int32) int32 { return max(n, -n) }

// A reach is what the links of a phrase's words say: the first and last word
// opposite, and how many of the phrase's own words are linked.
type reach struct {
	first, last   int32
	linked, words int
}

// reaches gives the reach of each phrase of a side.
func reaches(words []word, found []occurrence, links []link, lang documents.Lang) []reach {
	type hold struct{ first, last int32 }
	held := make([]hold, len(words))
	for i := range held {
		held[i].first = -1
	}
	for _, l := range links {
		own, other := l.fr, l.en
		if lang == documents.EN {
			own, other = other, own
		}
		h := &held[own]
		if h.first < 0 || other < h.first {
			h.first = other
		}
		h.last = max(h.last, other)
	}
	out := make([]reach, len(found))
	for k, p := range found {
		x := reach{first: -1}
		for i := p.from; i < p.to; i++ {
			if words[i].function {
				continue
			}
			x.words++
			h := held[i]
			if h.first < 0 {
				continue
			}
			x.linked++
			if x.first < 0 || h.first < x.first {
				x.first = h.first
			}
			x.last = max(x.last, h.last)
		}
		out[k] = x
	}
	return out
}

// within reports whether all words that a phrase is linked to lie in another.
func (x *reach) within(p phrase) bool {
	return x.first >= int32(p.from) && x.last < int32(p.to)
}
