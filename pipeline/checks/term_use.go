package checks

import (
	"context"
	"slices"

	"concord/documents"
	"concord/documents/language"
	"concord/glossary"
	"concord/pipeline/check"
)

// termUses is what the term checks share: the glossary's terms in both
// documents and, for each that should have a counterpart, whether it has one.
var termUses = &check.Fact[*termUse]{Name: "term uses", Compute: findTermUses}

// A termUse is the outcome for one pair of documents.
type termUse struct {
	pass *check.Pass
	// terms is nil without a glossary, and then nothing else is set.
	terms *glossary.Matcher
	// bare marks a plain list of pairs.
	bare bool
	// hits has every hit of each segment, hidden ones too.
	hits documents.Pair[[][]glossary.Hit]
	// sides has the hits of each bead in reading order.
	sides []documents.Pair[[]termHit]
	// first is the bead in which each concept is first named with a permitted
	// term.
	first documents.Pair[map[int]int]
	// wrong are the forbidden terms that stand for a concept, in bead order.
	wrong []wrongTerm
	// habits count, for each concept and language, the beads that call for a
	// counterpart and those that have it.
	habits documents.Pair[[]habit]
	// single is the sum of the habits of single words.
	single documents.Pair[habit]
	// missing are the terms without a counterpart, in bead order.
	missing []missingTerm
}

// A habit is how often this pair of documents renders a concept as the
// glossary does.
type habit struct{ called, served int }

func (h *habit) count(served bool) {
	h.called++
	if served {
		h.served++
	}
}

// A termHit is a hit with its segment.
type termHit struct {
	glossary.Hit
	seg int
	// title marks a hit within a quoted title, which nobody may change.
	title bool
}

func (h termHit) span() documents.Span {
	return documents.Span{Seg: h.seg, Start: h.Start, End: h.End}
}

func (u *termUse) term(h termHit, l documents.Lang) *glossary.Term {
	return u.terms.Glossary.Term(h.Hit, l)
}

func (u *termUse) forbids(h termHit, l documents.Lang) bool {
	return u.term(h, l).Status == glossary.Forbidden
}

// rows reports that the beads are rows of bitext, which need not follow each
// other: neighbours are then no evidence, and findings stay with their row.
func (u *termUse) rows() bool { return u.pass.Docs.FR.Format == "bitext" }

var bothLangs = [2]documents.Lang{documents.FR, documents.EN}

func findTermUses(ctx context.Context, p *check.Pass) (*termUse, error) {
	u := &termUse{pass: p, terms: p.Terms}
	if u.terms == nil {
		return u, nil
	}
	u.bare = isBare(u.terms.Glossary)
	for _, l := range bothLangs {
		doc := p.Docs.Of(l)
		hits := make([][]glossary.Hit, len(doc.Segments))
		for i, s := range doc.Segments {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			hits[i] = u.terms.FindAll(s.Text, l)
		}
		*u.hits.Side(l) = hits
	}
	u.first.FR, u.first.EN = map[int]int{}, map[int]int{}
	u.sides = make([]documents.Pair[[]termHit], len(p.Alignment.Beads))
	for i, b := range p.Alignment.Beads {
		for _, l := range bothLangs {
			var all []termHit
			for _, seg := range b.Side(l) {
				text := p.Docs.Of(l).Segments[seg].Text
				quotes := quoteRanges(text)
				var official [][2]int
				if len(u.hits.Of(l)[seg]) > 0 {
					official = officialRanges(p, text, l)
				}
				for _, h := range u.hits.Of(l)[seg] {
					t := termHit{Hit: h, seg: seg, title: inTitle(text, h, quotes, l) || withinOne(official, h.Start, h.End)}
					all = append(all, t)
					if _, said := u.first.Of(l)[h.Concept]; !said && !u.forbids(t, l) {
						u.first.Of(l)[h.Concept] = i
					}
				}
			}
			*u.sides[i].Side(l) = all
		}
	}
	for _, l := range bothLangs {
		*u.habits.Side(l) = make([]habit, len(u.terms.Glossary.Concepts))
	}
	for i := range p.Alignment.Beads {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if u.judged(i) {
			u.judge(i)
		}
	}
	return u, nil
}

func (u *termUse) judged(bead int) bool { return judgeable(u.pass, bead) }

// judgeable reports whether a bead can be judged at all: both sides have text,
// each in its own language, and the link is no guess. What is left out or left
// untranslated is for other checks to tell, once.
func judgeable(p *check.Pass, bead int) bool {
	b := p.Bead(bead)
	if b.Null() || b.Score < doubtfulLink {
		return false
	}
	for _, l := range bothLangs {
		// 0.5: under it the detector guesses (documents/language).
		if got, conf := language.Detect(p.Text(bead, l)); got == l.Other() && conf >= 0.5 {
			return false
		}
	}
	return true
}

// judge looks for what a bead's terms have opposite: first forbidden terms,
// then nothing.
func (u *termUse) judge(bead int) {
	first := len(u.wrong)
	source := u.source()
	for _, l := range [2]documents.Lang{source, source.Other()} {
		u.findWrong(bead, l)
	}
	consumed := documents.Pair[map[documents.Span]bool]{FR: map[documents.Span]bool{}, EN: map[documents.Span]bool{}}
	for _, w := range u.wrong[first:] {
		consumed.FR[w.spans.FR], consumed.EN[w.spans.EN] = true, true
	}
	var open documents.Pair[[]missingTerm]
	for _, l := range bothLangs {
		if u.bare {
			*open.Side(l) = u.findUnsaid(bead, l, consumed)
		} else {
			*open.Side(l) = u.findMissing(bead, l, consumed)
		}
	}
	if u.bare {
		u.settleUnsaid(bead, open)
	} else {
		u.settle(bead, open)
	}
}

func (u *termUse) source() documents.Lang {
	if u.pass.Settings.Source == "" {
		return documents.FR
	}
	return u.pass.Settings.Source
}

// triggers are the hits of one side that call for a counterpart: permitted
// terms in plain sight with one sense, not in a title.
func (u *termUse) triggers(bead int, l documents.Lang) []termHit {
	return slices.DeleteFunc(slices.Clone(u.sides[bead].Of(l)), func(h termHit) bool {
		return h.Hidden || h.Ambiguous || h.title || u.forbids(h, l) || u.onlyCued(h, l)
	})
}

// onlyCued reports whether the concept of a hit holds only in a context that
// the other language's cues describe and this one's term cannot tell: a receipt
// is accueil in the definition of trafficking, and réception elsewhere.
func (u *termUse) onlyCued(h termHit, l documents.Lang) bool {
	t := u.term(h, l)
	if len(t.Cues) > 0 || len(t.ContentForms()) > 1 {
		return false
	}
	cued := false
	for _, o := range u.terms.Glossary.Concepts[h.Concept].Terms.Of(l.Other()) {
		if o.Status != glossary.Forbidden && len(o.Cues) == 0 {
			return false
		}
		cued = cued || len(o.Cues) > 0
	}
	return cued
}

// permitted counts the permitted hits of a concept on one side of a bead,
// hidden and ambiguous ones too.
func (u *termUse) permitted(bead int, l documents.Lang, concept int) int {
	n := 0
	for _, h := range u.sides[bead].Of(l) {
		if h.Concept == concept && !u.forbids(h, l) {
			n++
		}
	}
	return n
}
