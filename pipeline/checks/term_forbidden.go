package checks

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// TermForbidden reports a term that the glossary forbids for the concept that
// stands opposite.
var TermForbidden = &check.Check{
	ID: "term/forbidden",
	Title: documents.Pair[string]{
		FR: "un terme proscrit rend un concept du glossaire",
		EN: "a forbidden term stands for a glossary concept",
	},
	MQM: "terminology/wrong-term", Severity: check.Major,
	Requires: []check.AnyFact{termUses},
	Run:      forbiddenTerms,
}

// A wrongTerm is a forbidden term on one side that stands for the concept of a
// term on the other.
type wrongTerm struct {
	bead  int
	lang  documents.Lang // of the forbidden term
	right termHit        // the term opposite
	wrong termHit
	spans documents.Pair[documents.Span]
}

// findWrong looks for forbidden terms that stand for the concepts named in
// language l of a bead.
func (u *termUse) findWrong(bead int, l documents.Lang) {
	o := l.Other()
	triggers := u.triggers(bead, l)
	done := map[int]bool{}
	for _, t := range triggers {
		if done[t.Concept] {
			continue
		}
		done[t.Concept] = true
		for _, w := range u.unexplained(bead, l, t.Concept) {
			if u.consumedWrong(bead, o, w) {
				continue
			}
			right := u.counterpart(bead, l, t.Concept, w)
			wt := wrongTerm{bead: bead, lang: o, right: right, wrong: w}
			*wt.spans.Side(l), *wt.spans.Side(o) = right.span(), w.span()
			u.wrong = append(u.wrong, wt)
		}
	}
}

// consumedWrong reports whether the words of a hit are told already, in the
// one direction or the other.
func (u *termUse) consumedWrong(bead int, l documents.Lang, h termHit) bool {
	return slices.ContainsFunc(u.wrong, func(w wrongTerm) bool {
		return w.bead == bead && w.spans.Of(l) == h.span()
	})
}

// unexplained gives the forbidden terms of a concept opposite l that nothing
// else explains. A form that another concept permits is explained as long as
// that concept is named as often in l, or while this one has its own terms
// opposite: "professional" is right for professionnel and wrong for
// intervenant.
func (u *termUse) unexplained(bead int, l documents.Lang, concept int) []termHit {
	o := l.Other()
	var out []termHit
	side := u.sides[bead].Of(o)
	for _, h := range side {
		if h.Concept != concept || h.Hidden || h.title || !u.forbids(h, o) {
			continue
		}
		if !h.Ambiguous {
			out = append(out, h)
			continue
		}
		other := slices.IndexFunc(side, func(x termHit) bool {
			return x.span() == h.span() && x.Concept != concept && !u.forbids(x, o)
		})
		if other < 0 {
			continue // its own sense is open: no cue stood near
		}
		rival := side[other].Concept
		if u.permitted(bead, o, concept) >= u.visible(bead, l, concept) {
			continue
		}
		if u.wrongReading(bead, l, concept, rival, h) {
			out = append(out, h)
		}
	}
	return out
}

// visible counts the triggers of a concept.
func (u *termUse) visible(bead int, l documents.Lang, concept int) int {
	n := 0
	for _, h := range u.triggers(bead, l) {
		if h.Concept == concept {
			n++
		}
	}
	return n
}

// wrongReading decides for a form opposite l that is right for the concept
// rival and wrong for concept: it stands for concept when rival is named less
// often in l than opposite, and the hits in reading order say which one is too
// many.
func (u *termUse) wrongReading(bead int, l documents.Lang, concept, rival int, h termHit) bool {
	o := l.Other()
	named := u.permitted(bead, l, rival)
	var places []termHit // of rival's terms opposite, in order
	for _, x := range u.sides[bead].Of(o) {
		if x.Concept == rival && !x.Hidden && !u.forbids(x, o) {
			places = append(places, x)
		}
	}
	if named >= len(places) {
		return false
	}
	if named == 0 {
		return true
	}
	at := slices.IndexFunc(places, func(x termHit) bool { return x.span() == h.span() })
	var order []int // concepts in l, in order
	for _, x := range u.sides[bead].Of(l) {
		if (x.Concept == concept || x.Concept == rival) && !x.Hidden && !u.forbids(x, l) {
			order = append(order, x.Concept)
		}
	}
	return at >= 0 && at < len(order) && order[at] == concept
}

// counterpart picks the term in l that a wrong term stands for: the one in the
// same order among the concept's hits.
func (u *termUse) counterpart(bead int, l documents.Lang, concept int, w termHit) termHit {
	o := l.Other()
	n := 0
	for _, h := range u.sides[bead].Of(o) {
		if h.Concept == concept && !h.Hidden && (h.seg < w.seg || h.seg == w.seg && h.Start < w.Start) {
			n++
		}
	}
	var own []termHit
	for _, h := range u.triggers(bead, l) {
		if h.Concept == concept {
			own = append(own, h)
		}
	}
	return own[min(n, len(own)-1)]
}

func forbiddenTerms(_ context.Context, p *check.Pass) error {
	u := check.Get(p, termUses)
	for _, w := range u.wrong {
		l := w.lang.Other()
		term := u.term(w.wrong, w.lang)
		concept := u.terms.Glossary.Concepts[w.wrong.Concept]
		found, opposite := p.Docs.Of(w.lang).Text(w.spans.Of(w.lang)), p.Docs.Of(l).Text(w.spans.Of(l))
		expected := expectedTerms(concept, w.lang)
		f := check.Finding{Bead: w.bead, Source: termSource(term)}
		if strings.EqualFold(found, opposite) {
			// Spelled alike in both languages (formation), the word may well be
			// meant in the sense that they share.
			f.Severity = check.Minor
		}
		f.Spans.FR, f.Spans.EN = []documents.Span{w.spans.FR}, []documents.Span{w.spans.EN}
		fr, en := langNames(w.lang)
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("«\u00a0%s\u00a0» est proscrit en %s pour «\u00a0%s\u00a0»\u00a0; écrire %s%s", found, fr, opposite, orList(expected, documents.FR), noteIn(term, documents.FR)),
			EN: fmt.Sprintf("“%s” is forbidden in %s for “%s”; write %s%s", found, en, opposite, orList(expected, documents.EN), noteIn(term, documents.EN)),
		}
		p.Report(f)
	}
	return nil
}

// expectedTerms are the terms to use: the preferred ones, full forms before
// acronyms, else the admitted ones; at most three.
func expectedTerms(c glossary.Concept, l documents.Lang) []string {
	var out []string
	for _, status := range []glossary.Status{glossary.Preferred, glossary.Admitted} {
		for _, short := range []bool{false, true} {
			for _, t := range c.Terms.Of(l) {
				if t.Status == status && t.Acronym == short && len(out) < 3 {
					out = append(out, t.Text)
				}
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}
