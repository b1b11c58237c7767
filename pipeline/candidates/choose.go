package candidates

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/documents"
)

// Of the first 500 pairs of the development documents, from 0.850 to 0.856 are in
// the lists (docs/eval.md) with absorbs from 0.7 to 0.9, leastLinked from 0.5 to
// 0.75 and leastShare from 0 to 0.2. They keep out pieces and chance meetings,
// which are rare among the first.
const (
	// absorbs is the share of a couple's occurrences that must lie in a longer
	// couple for the longer one to take its place.
	absorbs = 0.8
	// leastLinked is the mean share of the words of a couple that are linked.
	leastLinked = 0.6
	// leastShare is how much of the occurrences of both terms, at least, must
	// stand for each other (Dice's coefficient).
	leastShare = 0.1
	// leastAlone is the share of the occurrences of a couple of single words in
	// which neither stands beside another noun or adjective: what never does is
	// an adjective (« canadienne ») or a piece of names.
	// It is asked of those that stand enough times to tell.
	leastAlone = 0.05
	enough     = 5
)

// sorted lists the couples by key, so that nothing depends on the order of a
// map.
func (n *counts) sorted() []couple {
	out := make([]couple, 0, len(n.pairs))
	for c := range n.pairs {
		out = append(out, c)
	}
	slices.SortFunc(out, n.compare)
	return out
}

func (n *counts) compare(a, b couple) int {
	return cmp.Or(cmp.Compare(n.terms.FR.list[a.fr].key, n.terms.FR.list[b.fr].key),
		cmp.Compare(n.terms.EN.list[a.en].key, n.terms.EN.list[b.en].key))
}

// inner lists the couples that lie in a couple: a part of the one term with a
// part of the other, or one of them whole.
func (n *counts) inner(c couple, parts documents.Pair[map[int32][]int32]) []couple {
	var out []couple
	for _, f := range append(n.parts(c.fr, documents.FR, parts.FR), c.fr) {
		for _, e := range append(n.parts(c.en, documents.EN, parts.EN), c.en) {
			if in := (couple{f, e}); in != c && n.pairs[in] != nil {
				out = append(out, in)
			}
		}
	}
	return out
}

// parts lists the shorter terms that a term contains.
func (n *counts) parts(id int32, l documents.Lang, known map[int32][]int32) []int32 {
	out, ok := known[id]
	if ok {
		return slices.Clip(out)
	}
	t := n.terms.Of(l)
	words := strings.Split(t.list[id].key, " ")
	for i := range words {
		for j := i + 1; j <= len(words) && j-i <= longest; j++ {
			if part, ok := t.index[strings.Join(words[i:j], " ")]; ok && part != id && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	known[id] = out
	return slices.Clip(out)
}

// absorb marks the couples that nearly always lie in a longer one: "dispositif
// de mise" is a piece of « dispositif de mise à l'eau ».
func (n *counts) absorb() {
	parts := documents.Pair[map[int32][]int32]{FR: map[int32][]int32{}, EN: map[int32][]int32{}}
	for c, t := range n.pairs {
		if t.count == 0 || t.quality < leastLinked*float64(t.count) {
			continue
		}
		for _, in := range n.inner(c, parts) {
			if s := n.pairs[in]; float64(t.count) >= absorbs*float64(s.count) && s.defined == 0 {
				s.absorbed = true
			}
		}
	}
}

// chosen are the couples in which each term is the other's best, and those that
// a text defines.
func (n *counts) chosen(least int) []couple {
	all := slices.DeleteFunc(n.sorted(), func(c couple) bool {
		t := n.pairs[c]
		return t.defined == 0 && (t.absorbed || t.count < least || n.unfit(c))
	})
	weight := func(c couple) float64 {
		t := n.pairs[c]
		w := 1e6 * float64(t.defined)
		if t.count > 0 {
			w += exact(t.quality * t.quality / float64(t.count))
		}
		return w
	}
	slices.SortStableFunc(all, func(a, b couple) int { return -cmp.Compare(weight(a), weight(b)) })
	var taken documents.Pair[map[int32]bool]
	taken.FR, taken.EN = map[int32]bool{}, map[int32]bool{}
	var out []couple
	for _, c := range all {
		if t := n.pairs[c]; t.defined > 0 || !taken.FR[c.fr] && !taken.EN[c.en] {
			out = append(out, c)
		}
		taken.FR[c.fr], taken.EN[c.en] = true, true
	}
	return out
}

// unfit reports whether a couple cannot be a candidate by itself: too few of
// its words are linked, the terms are seldom opposite each other, or it is a
// letter or a name that both languages write alike.
func (n *counts) unfit(c couple) bool {
	t := n.pairs[c]
	fr, en := &n.terms.FR.list[c.fr], &n.terms.EN.list[c.en]
	if t.quality < leastLinked*float64(t.count) || 2*float64(t.count) < leastShare*float64(fr.count+en.count) {
		return true
	}
	if fr.words == 1 && en.words == 1 && t.count >= enough && float64(t.alone) < leastAlone*float64(t.count) {
		return true
	}
	shown := t.best()
	if acronym(shown.FR) && acronym(shown.EN) {
		return false
	}
	return utf8.RuneCountInString(shown.FR) < 3 || utf8.RuneCountInString(shown.EN) < 2 ||
		strings.EqualFold(shown.FR, shown.EN) && (capital(shown.FR) || capital(shown.EN))
}

// candidates makes the rows of the couples.
func (n *counts) candidates(kept []couple) []Candidate {
	type nest struct{ sum, over int }
	nested := map[couple]nest{}
	parts := documents.Pair[map[int32][]int32]{FR: map[int32][]int32{}, EN: map[int32][]int32{}}
	is := map[couple]bool{}
	for _, c := range kept {
		is[c] = true
	}
	for _, c := range kept {
		for _, in := range n.inner(c, parts) {
			if is[in] {
				x := nested[in]
				nested[in] = nest{x.sum + n.pairs[c].count, x.over + 1}
			}
		}
	}
	out := make([]Candidate, 0, len(kept))
	for _, c := range kept {
		t := n.pairs[c]
		fr, en := &n.terms.FR.list[c.fr], &n.terms.EN.list[c.en]
		count := max(t.count, t.defined)
		x := Candidate{
			Terms:  t.best(),
			Counts: documents.Pair[int]{FR: max(fr.count, count), EN: max(en.count, count)},
			Count:  count, Beads: t.beads, Documents: t.documents, Defined: t.defined,
			Example: t.example,
		}
		x.Acronym = acronym(x.Terms.FR) && acronym(x.Terms.EN)
		x.Name = !x.Acronym && capital(x.Terms.FR) && capital(x.Terms.EN)
		free, linked, alone := float64(count), 1.0, 1.0
		if s := nested[c]; s.over > 0 {
			free -= float64(s.sum) / float64(s.over)
		}
		if t.count > 0 {
			linked = t.quality / float64(t.count)
			alone = float64(t.alone) / float64(t.count)
		}
		// What is never free, or never alone, still ranks by the rest.
		words := float64(fr.words+en.words) / 2
		x.Score = max(exact(math.Log2(1+words)*max(free, 0.1)*linked*math.Sqrt(max(alone, 0.01))), 1e-9)
		out = append(out, x)
	}
	return out
}

// exact leaves out the digits of a sum that the order of its parts may change.
func exact(x float64) float64 { return math.Round(x*1e9) / 1e9 }
