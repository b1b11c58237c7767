package checks

import (
	"context"
	"fmt"
	"slices"

	"concord/documents"
	"concord/pipeline/check"
)

// TermMissing reports a glossary term with none of its concept's terms
// opposite.
var TermMissing = &check.Check{
	ID: "term/missing",
	Title: documents.Pair[string]{
		FR: "un terme du glossaire n’a pas son équivalent en regard",
		EN: "a glossary term lacks its equivalent opposite",
	},
	MQM: "terminology/inconsistent-with-resource", Severity: check.Major,
	Requires: []check.AnyFact{termUses},
	Run:      missingTerms,
}

// A missingTerm is a term without a counterpart.
type missingTerm struct {
	bead int
	lang documents.Lang // of the term that is there
	hit  termHit
	// instead is what seems to stand in its place: a term of another concept
	// that lacks a counterpart too. Nil when nothing does.
	instead *termHit
	// broader is a term opposite that says a part of it: "child" for
	// "separated child". Nil when there is none.
	broader *termHit
	// senses are the other concepts that the term may stand for, and odds the
	// log odds, in nats, that it is wanting; both are set for plain lists only.
	senses []int
	odds   float64
}

// findMissing gives the triggers of one side without counterpart, one for each
// concept, leaving out those whose words a forbidden term has told of.
func (u *termUse) findMissing(bead int, l documents.Lang, told documents.Pair[map[documents.Span]bool]) []missingTerm {
	var out []missingTerm
	done := map[int]bool{}
	for _, h := range u.triggers(bead, l) {
		if done[h.Concept] || told.Of(l)[h.span()] {
			continue
		}
		done[h.Concept] = true
		if !u.counted(h, l) {
			continue
		}
		use := &u.habits.Of(l)[h.Concept]
		served := u.served(bead, l, h)
		use.count(served)
		if len(u.term(h, l).ContentForms()) <= 1 {
			u.single.Side(l).count(served)
		}
		if !served {
			out = append(out, missingTerm{bead: bead, lang: l, hit: h, broader: u.broader(bead, l, h)})
		}
	}
	return out
}

// settle pairs what lacks a counterpart on both sides of a bead, and keeps it
// in the outcome.
func (u *termUse) settle(bead int, open documents.Pair[[]missingTerm]) {
	source := u.source()
	other := source.Other()
	taken := make([]bool, len(open.Of(other)))
	for _, m := range open.Of(source) {
		best, least := -1, maxDrift
		for j, n := range open.Of(other) {
			d := u.drift(bead, m.hit, n.hit)
			switch {
			case taken[j]:
				continue
			case u.kin(m, n):
				d -= maxDrift // before all others, wherever it stands
			case !u.swappable(m, n):
				continue
			}
			if d < least {
				best, least = j, d
			}
		}
		if best >= 0 {
			taken[best] = true
			m.instead = &open.Of(other)[best].hit
		}
		u.missing = append(u.missing, m)
	}
	for j, n := range open.Of(other) {
		if !taken[j] {
			u.missing = append(u.missing, n)
		}
	}
}

// maxDrift is how far apart, as a share of the sentence, two terms may stand
// and still be taken for each other: French and English order their clauses
// much alike, and a clause is about a seventh of a long sentence.
const maxDrift = 0.15

// kin reports whether two missing terms share a word by way of the glossary:
// "protection of the rights" stands for "respect des droits", which would be
// "respect for the rights".
func (u *termUse) kin(m, n missingTerm) bool {
	words := u.term(n.hit, n.lang).ContentForms()
	for _, t := range u.terms.Glossary.Concepts[m.hit.Concept].Terms.Of(n.lang) {
		for _, w := range t.ContentForms() {
			for _, v := range words {
				if slices.Contains(v, w[0]) {
					return true
				}
			}
		}
	}
	return false
}

// swappable reports whether one missing term may stand in the place of the
// other: a thing for a thing or an action for an action, and no common word,
// which says nothing by standing there.
func (u *termUse) swappable(m, n missingTerm) bool {
	words := u.term(n.hit, n.lang).ContentForms()
	return u.action(m.hit.Concept) == u.action(n.hit.Concept) && !(len(words) <= 1 && allCommon(words, n.lang))
}

// drift is the distance of two hits as shares of their sides.
func (u *termUse) drift(bead int, source, other termHit) float64 {
	a, b := u.place(bead, source, u.source()), u.place(bead, other, u.source().Other())
	return max(a-b, b-a)
}

// place is where the middle of a hit stands in its side, in [0,1].
func (u *termUse) place(bead int, h termHit, l documents.Lang) float64 {
	before, total := 0, 0
	for _, seg := range u.pass.Bead(bead).Side(l) {
		if seg == h.seg {
			before = total + (h.Start+h.End)/2
		}
		total += len(u.pass.Docs.Of(l).Segments[seg].Text) + 1
	}
	return float64(before) / float64(max(total, 1))
}

func missingTerms(_ context.Context, p *check.Pass) error {
	u := check.Get(p, termUses)
	groups := map[string]int{}
	var found []check.Finding
	var more []int
	for _, m := range u.missing {
		severity := u.weight(m)
		if severity == 0 {
			continue
		}
		f := u.missingFinding(m, severity)
		// The same term missing again is the same advice: one finding that
		// lists all places. Rows of bitext stand each for itself.
		key := fmt.Sprint(m.lang, m.hit.Concept, m.instead != nil, severity)
		if i, ok := groups[key]; ok && !u.rows() && m.instead == nil {
			for _, l := range bothLangs {
				side := found[i].Spans.Side(l)
				*side = append(*side, f.Spans.Of(l)...)
			}
			more[i]++
			continue
		}
		groups[key] = len(found)
		found, more = append(found, f), append(more, 0)
	}
	for i, f := range found {
		if n := more[i]; n > 0 {
			f.Message.FR += fmt.Sprintf(", ici et à %s", countOf(n, "autre endroit", "autres endroits"))
			f.Message.EN += fmt.Sprintf(", here and in %s", countOf(n, "other place", "other places"))
		}
		p.Report(f)
	}
	return nil
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

// missingFinding words the finding for one place.
func (u *termUse) missingFinding(m missingTerm, severity check.Severity) check.Finding {
	l, o := m.lang, m.lang.Other()
	concept := u.terms.Glossary.Concepts[m.hit.Concept]
	term := u.term(m.hit, l)
	words := u.pass.Docs.Of(l).Text(m.hit.span())
	expected := expectedTerms(concept, o)
	for _, other := range m.senses {
		for _, t := range expectedTerms(u.terms.Glossary.Concepts[other], o) {
			if !slices.Contains(expected, t) {
				expected = append(expected, t)
			}
		}
	}
	fr, en := langNames(o)
	f := check.Finding{Bead: m.bead, Severity: severity, Source: termSource(term)}
	*f.Spans.Side(l) = []documents.Span{m.hit.span()}
	note := documents.Pair[string]{FR: noteIn(term, documents.FR), EN: noteIn(term, documents.EN)}
	at := m.instead
	if at == nil {
		at = m.broader
	}
	if at == nil {
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("«\u00a0%s\u00a0» n’a pas d’équivalent en %s\u00a0; attendu\u00a0: %s%s", words, fr, orList(expected, documents.FR), note.FR),
			EN: fmt.Sprintf("“%s” has no equivalent in %s; expected %s%s", words, en, orList(expected, documents.EN), note.EN),
		}
		return f
	}
	*f.Spans.Side(o) = []documents.Span{at.span()}
	opposite := u.pass.Docs.Of(o).Text(at.span())
	if m.instead != nil {
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("«\u00a0%s\u00a0» a en regard «\u00a0%s\u00a0», terme d’un autre concept\u00a0; attendu\u00a0: %s%s", words, opposite, orList(expected, documents.FR), note.FR),
			EN: fmt.Sprintf("“%s” stands opposite “%s”, a term of another concept; expected %s%s", words, opposite, orList(expected, documents.EN), note.EN),
		}
		return f
	}
	f.Message = documents.Pair[string]{
		FR: fmt.Sprintf("«\u00a0%s\u00a0» n’est rendu que par «\u00a0%s\u00a0»\u00a0; attendu\u00a0: %s%s", words, opposite, orList(expected, documents.FR), note.FR),
		EN: fmt.Sprintf("“%s” is rendered only as “%s”; expected %s%s", words, opposite, orList(expected, documents.EN), note.EN),
	}
	return f
}
