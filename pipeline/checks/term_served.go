package checks

import (
	"slices"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// served reports whether the other side says the concept of a hit. Evidence,
// from strong to weak: one of its terms in the bead, in a neighbouring bead
// (sentences are cut in other places) or in the same paragraph (the bead then
// has a pronoun); all words of one of its terms, apart or in another order
// ("sexual and economic exploitation"); the head word alone once the term has
// been said in full before ("the agreement").
func (u *termUse) served(bead int, l documents.Lang, h termHit) bool {
	o := l.Other()
	for _, i := range u.near(bead, l) {
		if u.permitted(i, o, h.Concept) > 0 {
			return true
		}
	}
	if u.titled(bead, o, h.Concept) {
		return true
	}
	here := placesOf(u.pass, bead, o)
	first, said := u.first.Of(o)[h.Concept]
	before := said && first < bead && !u.rows()
	terms := u.terms.Glossary.Concepts[h.Concept].Terms.Of(o)
	for i := range terms {
		t := &terms[i]
		if t.Status == glossary.Forbidden || t.Acronym {
			continue
		}
		content := u.withSynonyms(bead, o, t.ContentForms())
		if len(content) == 0 {
			continue
		}
		if here.together(content) || before && len(content) > 1 && here.together(content[t.Head():t.Head()+1]) {
			return true
		}
	}
	return false
}

// titled reports whether a quoted title on one side of a bead says a concept, by
// whatever term: nobody may change it.
func (u *termUse) titled(bead int, l documents.Lang, concept int) bool {
	return slices.ContainsFunc(u.sides[bead].Of(l), func(h termHit) bool { return h.title && h.Concept == concept })
}

// withSynonyms adds to each word of a term, given with its forms, what stands
// in the bead for the concept of that word alone: where stage may be "step",
// "first step" says "first stage".
func (u *termUse) withSynonyms(bead int, l documents.Lang, words [][]string) [][]string {
	if len(words) < 2 {
		return words
	}
	out := make([][]string, len(words))
	for i, w := range words {
		out[i] = w
		for _, part := range u.terms.FindAll(w[0], l) {
			for _, h := range u.sides[bead].Of(l) {
				if h.Concept != part.Concept || u.forbids(h, l) {
					continue
				}
				if said := glossary.Words(u.pass.Docs.Of(l).Text(h.span()), l); len(said) == 1 {
					out[i] = append(slices.Clone(out[i]), said[0])
				}
			}
		}
	}
	return out
}

// sureLink is the confidence from which a bead needs no slack for a sentence
// that was linked next door: of the beads at 0.9 and over, 98.6 % are right on
// the 21 development documents (pipeline/align, confidence). Of those under
// doubtfulLink hardly one in four is, so their terms say nothing.
const (
	sureLink     = 0.9
	doubtfulLink = 0.4
	// maxReach bounds a paragraph, in beads on either side: what stands more
	// than a page away explains no pronoun.
	maxReach = 20
)

// near lists the beads whose other side counts as evidence for a bead: itself,
// those of the same paragraphs in either language, and its neighbours in other
// paragraphs where one of the two links is not sure.
func (u *termUse) near(bead int, l documents.Lang) []int {
	if u.rows() {
		return []int{bead}
	}
	beads := u.pass.Alignment.Beads
	out := []int{bead}
	for _, step := range [2]int{-1, 1} {
		for i := bead + step; i >= max(0, bead-maxReach) && i < min(len(beads), bead+maxReach+1); i += step {
			unsure := i == bead+step && min(beads[bead].Score, beads[i].Score) < sureLink
			if !unsure && !u.sameBlock(bead, i) {
				break
			}
			out = append(out, i)
		}
	}
	return out
}

// sameBlock reports whether two beads share a block in either language.
func (u *termUse) sameBlock(a, b int) bool {
	for _, l := range bothLangs {
		doc := u.pass.Docs.Of(l)
		for _, x := range u.pass.Bead(a).Side(l) {
			for _, y := range u.pass.Bead(b).Side(l) {
				if doc.Segments[x].Block == doc.Segments[y].Block {
					return true
				}
			}
		}
	}
	return false
}

// A wordPlaces says where each folded word stands in a text, in words from 0.
type wordPlaces map[string][]int

func placesOf(p *check.Pass, bead int, l documents.Lang) wordPlaces {
	at := wordPlaces{}
	for i, w := range glossary.Words(p.Text(bead, l), l) {
		at[w] = append(at[w], i)
	}
	return at
}

// scatter is how many words apart the words of a term may stand and still say
// it: "rights of children ... and their violations" names rights violations, a
// "protection" thirty words after "rights" does not name their protection.
const scatter = 20

// together reports whether the text has a form of each word, all of them near
// the first.
func (at wordPlaces) together(words [][]string) bool {
	if len(words) == 0 {
		return false
	}
	for _, first := range words[0] {
		for _, p := range at[first] {
			all := true
			for _, w := range words[1:] {
				all = all && at.within(w, p)
			}
			if all {
				return true
			}
		}
	}
	return false
}

func (at wordPlaces) within(forms []string, p int) bool {
	for _, f := range forms {
		for _, q := range at[f] {
			if max(p-q, q-p) <= scatter {
				return true
			}
		}
	}
	return false
}

// broader finds a term opposite that stands alone and whose counterpart is
// hidden among the first words of the hit, before any preposition: the other
// side names the thing and leaves out a part of it. A word after a preposition
// names another thing: "child" is no part of "best interests".
func (u *termUse) broader(bead int, l documents.Lang, h termHit) *termHit {
	for _, part := range u.sides[bead].Of(l) {
		if !part.Hidden || part.seg != h.seg || part.Start < h.Start || part.End > h.End || part.Concept == h.Concept {
			continue
		}
		text := u.pass.Docs.Of(l).Segments[h.seg].Text[h.Start:part.Start]
		if slices.ContainsFunc(glossary.Words(text, l), func(w string) bool { return glossary.FunctionWord(w, l) }) {
			continue
		}
		for _, x := range u.sides[bead].Of(l.Other()) {
			if x.Concept == part.Concept && !x.Hidden && !u.forbids(x, l.Other()) {
				return &x
			}
		}
	}
	return nil
}
