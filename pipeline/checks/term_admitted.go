package checks

import (
	"context"
	"fmt"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// TermAdmitted reports an admitted term where the glossary prefers another for
// the concept that stands opposite. Both are right, so it runs only when it is
// asked for.
var TermAdmitted = &check.Check{
	ID: "term/admitted",
	Title: documents.Pair[string]{
		FR: "un terme admis est employé au lieu du terme privilégié",
		EN: "an admitted term is used instead of the preferred one",
	},
	MQM: "terminology/inconsistent-with-resource", Severity: check.Neutral, Off: true,
	Requires: []check.AnyFact{termUses},
	Run:      admittedTerms,
}

// An admittedUse is one admitted term with its places; the concept is named
// opposite at each.
type admittedUse struct {
	lang  documents.Lang
	term  *glossary.Term
	first termHit
	bead  int
	spans documents.Pair[[]documents.Span]
}

func admittedTerms(ctx context.Context, p *check.Pass) error {
	u := check.Get(p, termUses)
	var found []*admittedUse
	known := map[*glossary.Term]*admittedUse{}
	for i := range u.sides {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !u.judged(i) {
			continue
		}
		for _, l := range bothLangs {
			opposite := u.triggers(i, l.Other())
			for _, h := range u.triggers(i, l) {
				t := u.term(h, l)
				if t.Status != glossary.Admitted || t.Acronym || len(u.preferredTo(h, l)) == 0 {
					continue
				}
				at := inConcept(opposite, h.Concept)
				if at == nil {
					continue // meant in another sense, or not said: others tell
				}
				use := known[t]
				if use == nil || u.rows() {
					use = &admittedUse{lang: l, term: t, first: h, bead: i}
					known[t] = use
					found = append(found, use)
				}
				*use.spans.Side(l) = append(use.spans.Of(l), h.span())
				if o := use.spans.Side(l.Other()); len(*o) == 0 || (*o)[len(*o)-1] != at.span() {
					*o = append(*o, at.span())
				}
			}
		}
	}
	for _, use := range found {
		p.Report(u.admittedFinding(use))
	}
	return nil
}

// inConcept returns the first hit of a concept, nil without one.
func inConcept(hits []termHit, concept int) *termHit {
	for i := range hits {
		if hits[i].Concept == concept {
			return &hits[i]
		}
	}
	return nil
}

// preferredTo gives the preferred terms that could stand in the place of a hit:
// of its concept, no acronyms, and a verb for a verb.
func (u *termUse) preferredTo(h termHit, l documents.Lang) []string {
	t := u.term(h, l)
	var out []string
	for _, o := range u.terms.Glossary.Concepts[h.Concept].Terms.Of(l) {
		if o.Status == glossary.Preferred && !o.Acronym && (o.POS == "verb") == (t.POS == "verb") && len(out) < 3 {
			out = append(out, o.Text)
		}
	}
	return out
}

func (u *termUse) admittedFinding(use *admittedUse) check.Finding {
	l := use.lang
	f := check.Finding{Bead: use.bead, Source: termSource(use.term), Spans: use.spans}
	words, opposite := u.pass.Docs.Of(l).Text(use.first.span()), u.pass.Docs.Of(l.Other()).Text(use.spans.Of(l.Other())[0])
	preferred := u.preferredTo(use.first, l)
	fr, en := langNames(l)
	f.Message = documents.Pair[string]{
		FR: fmt.Sprintf("%s est admis en %s pour %s\u00a0; terme privilégié\u00a0: %s%s", inQuotes(words, documents.FR), fr, inQuotes(opposite, documents.FR), orList(preferred, documents.FR), noteIn(use.term, documents.FR)),
		EN: fmt.Sprintf("%s is admitted in %s for %s; preferred: %s%s", inQuotes(words, documents.EN), en, inQuotes(opposite, documents.EN), orList(preferred, documents.EN), noteIn(use.term, documents.EN)),
	}
	if n := len(use.spans.Of(l)) - 1; n > 0 {
		f.Message.FR += fmt.Sprintf(", ici et à %s", countOf(n, "autre endroit", "autres endroits"))
		f.Message.EN += fmt.Sprintf(", here and in %s", countOf(n, "other place", "other places"))
	}
	return f
}
