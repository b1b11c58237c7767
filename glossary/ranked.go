package glossary

import (
	"slices"

	"concord/documents"
)

// Ranked returns a glossary in which a term that several of its files define,
// each for a concept of its own, stands for the concept of the first file
// alone: the project's "stagiaire" is an intern, whatever the house calls one.
// The other concepts keep their other terms. A term with cues stays, since
// these tell its sense, and so does one for which the first file's concept has
// nothing in the other language. Files rank in the order of their first
// concepts; within one file the same term twice is a homograph. A glossary of
// one file is returned as it is.
func (g *Glossary) Ranked() *Glossary {
	rank := map[string]int{}
	for i := range g.Concepts {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, t := range g.Concepts[i].Terms.Of(l) {
				if _, ok := rank[t.File]; !ok {
					rank[t.File] = len(rank)
				}
			}
		}
	}
	if len(rank) < 2 {
		return g
	}
	out := *g
	out.Concepts = slices.Clone(g.Concepts)
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		type owner struct{ rank, concept int }
		owners := map[string]owner{}
		each := func(visit func(concept int, t *Term, key string)) {
			for c := range g.Concepts {
				terms := g.Concepts[c].Terms.Of(l)
				for i := range terms {
					visit(c, &terms[i], join(trimSigns(tokenise(terms[i].Text, l))))
				}
			}
		}
		each(func(c int, t *Term, key string) {
			if t.Status == Forbidden || !permits(g.Concepts[c].Terms.Of(l.Other())) {
				return
			}
			if o, ok := owners[key]; !ok || rank[t.File] < o.rank {
				owners[key] = owner{rank[t.File], c}
			}
		})
		gone := map[*Term]bool{}
		each(func(c int, t *Term, key string) {
			o, ok := owners[key]
			if ok && o.concept != c && o.rank < rank[t.File] && t.Status != Forbidden && len(t.Cues) == 0 {
				gone[t] = true
			}
		})
		for c := range out.Concepts {
			var kept []Term
			terms := g.Concepts[c].Terms.Of(l)
			for i := range terms {
				if !gone[&terms[i]] {
					kept = append(kept, terms[i])
				}
			}
			if len(kept) < len(terms) {
				*out.Concepts[c].Terms.Side(l) = kept
			}
		}
	}
	return &out
}

// permits reports whether any of the terms may be used.
func permits(terms []Term) bool {
	return slices.ContainsFunc(terms, func(t Term) bool { return t.Status != Forbidden })
}
