package checks

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
	"concord/pipeline/lexicon"
)

// TermInconsistent reports a concept that one language names by one term and
// the other by several, over the whole document: concepts of the glossary, and
// terms that the documents themselves repeat (term_repeated.go).
var TermInconsistent = &check.Check{
	ID: "term/inconsistent",
	Title: documents.Pair[string]{
		FR: "un terme est rendu de plusieurs façons",
		EN: "a term is rendered in several ways",
	},
	MQM: "terminology/inconsistent-use", Severity: check.Minor,
	Requires: []check.AnyFact{termUses, foreign},
	Run:      inconsistentTerms,
}

// A rendering is one way of naming a concept: terms of the same words.
type rendering struct {
	term  *glossary.Term
	words string // as first found in the text
	spans []documents.Span
}

func inconsistentTerms(ctx context.Context, p *check.Pass) error {
	u := check.Get(p, termUses)
	table := lexicon.Shipped()
	if p.Linker != nil {
		table = p.Linker.Table()
	}
	beads, err := unitBeads(ctx, p, check.Get(p, foreign), table)
	if err != nil {
		return err
	}
	told := documents.Pair[map[documents.Span]bool]{FR: map[documents.Span]bool{}, EN: map[documents.Span]bool{}}
	for _, l := range bothLangs {
		if err := strayRenderings(ctx, p, u, beads, l, table, told); err != nil {
			return err
		}
	}
	if u.terms == nil {
		return nil
	}
	for c, named := range u.beadsOf() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(named) < 2 {
			continue
		}
		for _, verb := range [2]bool{false, true} {
			one, many := u.renderings(c, documents.FR, named, verb), u.renderings(c, documents.EN, named, verb)
			l := documents.EN
			if len(one) > 1 {
				one, many, l = many, one, documents.FR
			}
			if len(one) != 1 || len(many) < 2 {
				continue
			}
			p.Report(u.inconsistency(one[0], many, l))
		}
	}
	return nil
}

// beadsOf lists for each concept the beads in which both sides name it in
// plain sight.
func (u *termUse) beadsOf() [][]int {
	out := make([][]int, len(u.terms.Glossary.Concepts))
	for i, sides := range u.sides {
		if u.pass.Bead(i).Null() {
			continue
		}
		seen := map[int]bool{}
		for _, h := range sides.FR {
			if h.Hidden || h.title || seen[h.Concept] || u.forbids(h, documents.FR) {
				continue
			}
			for _, e := range sides.EN {
				if e.Concept == h.Concept && !e.Hidden && !e.title && !u.forbids(e, documents.EN) {
					seen[h.Concept] = true
					out[h.Concept] = append(out[h.Concept], i)
					break
				}
			}
		}
	}
	return out
}

// renderings gives the ways in which a concept is named in one language in the
// given beads, the first first. Acronyms stand for their full form, and a noun
// is no rival of its verb. Common single words vary with their context and are
// left alone.
func (u *termUse) renderings(concept int, l documents.Lang, beads []int, verb bool) []rendering {
	var out []rendering
	for _, i := range beads {
		for _, h := range u.sides[i].Of(l) {
			if h.Concept != concept || h.Hidden || h.Ambiguous || h.title {
				continue
			}
			t := u.term(h, l)
			if t.Status == glossary.Forbidden || t.Acronym || (t.POS == "verb") != verb || len(t.ContentForms()) <= 1 && allCommon(t.ContentForms(), l) {
				continue
			}
			k := slices.IndexFunc(out, func(r rendering) bool { return r.term == t || glossary.SameWords(r.term, t) })
			if k < 0 {
				k = len(out)
				out = append(out, rendering{term: t, words: t.Text})
			}
			out[k].spans = append(out[k].spans, h.span())
		}
	}
	return out
}

// inconsistency words the one finding about a concept.
func (u *termUse) inconsistency(one rendering, many []rendering, l documents.Lang) check.Finding {
	f := check.Finding{Bead: -1, Source: termSource(one.term)}
	*f.Spans.Side(l.Other()) = one.spans
	var fr, en []string
	for _, r := range many {
		*f.Spans.Side(l) = append(f.Spans.Of(l), r.spans...)
		fr = append(fr, fmt.Sprintf("«\u00a0%s\u00a0» (%d\u00a0fois)", r.words, len(r.spans)))
		times := "times"
		if len(r.spans) == 1 {
			times = "time"
		}
		en = append(en, fmt.Sprintf("“%s” (%d %s)", r.words, len(r.spans), times))
	}
	sortSpans(*f.Spans.Side(l))
	nameFR, nameEN := langNames(l)
	f.Message = documents.Pair[string]{
		FR: fmt.Sprintf("%s est rendu en %s par %s\u00a0; un concept, un terme%s", inQuotes(one.words, documents.FR), nameFR, strings.Join(fr, ", "), noteIn(one.term, documents.FR)),
		EN: fmt.Sprintf("%s is rendered in %s as %s; one concept, one term%s", inQuotes(one.words, documents.EN), nameEN, strings.Join(en, ", "), noteIn(one.term, documents.EN)),
	}
	return f
}

// sortSpans puts places in the order of the text.
func sortSpans(spans []documents.Span) {
	slices.SortFunc(spans, func(a, b documents.Span) int {
		return cmp.Or(cmp.Compare(a.Seg, b.Seg), cmp.Compare(a.Start, b.Start))
	})
}
