package checks

import (
	"context"
	"fmt"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// TermCollision reports two concepts that one language tells apart and the
// other names by one term, although the glossary has a term of its own for one
// of them. What the glossary does not permit is for term/missing and
// term/forbidden to tell.
var TermCollision = &check.Check{
	ID: "term/collision",
	Title: documents.Pair[string]{
		FR: "deux concepts sont rendus par un seul terme",
		EN: "two concepts are rendered by one term",
	},
	MQM: "terminology/wrong-term", Severity: check.Minor,
	Requires: []check.AnyFact{termUses},
	Run:      termCollisions,
}

// A sharedTerm is one term of a language that the glossary permits for two
// concepts, named by their numbers, the smaller first.
type sharedTerm struct {
	lang documents.Lang
	a, b int
}

// A collision has the places of each of the two concepts.
type collision struct {
	key    sharedTerm
	places [2][]collisionPlace
}

// A collisionPlace is where a concept is named by own in one language and by
// shared in the other.
type collisionPlace struct{ own, shared termHit }

func termCollisions(ctx context.Context, p *check.Pass) error {
	u := check.Get(p, termUses)
	var found []*collision
	known := map[sharedTerm]*collision{}
	for i := range u.sides {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, l := range bothLangs {
			u.sharedIn(i, l, func(key sharedTerm, which int, at collisionPlace) {
				c := known[key]
				if c == nil {
					c = &collision{key: key}
					known[key] = c
					found = append(found, c)
				}
				c.places[which] = append(c.places[which], at)
			})
		}
	}
	for _, c := range found {
		if f, ok := u.collisionFinding(c); ok {
			p.Report(f)
		}
	}
	return nil
}

// sharedIn calls add for each term in language l of a bead that two concepts
// share, where exactly one of them is named opposite and has no other term
// here.
func (u *termUse) sharedIn(bead int, l documents.Lang, add func(key sharedTerm, which int, at collisionPlace)) {
	side := u.sides[bead].Of(l)
	var opposite []termHit
	for n, h := range side {
		if h.Hidden || h.title || u.forbids(h, l) {
			continue
		}
		for _, r := range side[n+1:] {
			if r.span() != h.span() || r.Concept == h.Concept || r.Hidden || u.forbids(r, l) {
				continue
			}
			if opposite == nil {
				opposite = u.triggers(bead, l.Other())
			}
			pair := [2]termHit{h, r}
			if r.Concept < h.Concept {
				pair = [2]termHit{r, h}
			}
			named := [2]*termHit{inConcept(opposite, pair[0].Concept), inConcept(opposite, pair[1].Concept)}
			if (named[0] == nil) == (named[1] == nil) {
				continue
			}
			which := 0
			if named[0] == nil {
				which = 1
			}
			if u.otherwise(side, pair[which], l) || !u.judged(bead) {
				continue
			}
			add(sharedTerm{l, pair[0].Concept, pair[1].Concept}, which, collisionPlace{*named[which], pair[which]})
		}
	}
}

// otherwise reports whether the concept of a hit has another of its terms on
// the same side, which may be what stands for it.
func (u *termUse) otherwise(side []termHit, h termHit, l documents.Lang) bool {
	for _, x := range side {
		if x.Concept == h.Concept && x.Term != h.Term && !u.forbids(x, l) {
			return true
		}
	}
	return false
}

// collisionFinding tells of two concepts that share a term over the document,
// if each is so named somewhere and the glossary has another term for one.
func (u *termUse) collisionFinding(c *collision) (f check.Finding, ok bool) {
	if len(c.places[0]) == 0 || len(c.places[1]) == 0 {
		return f, false
	}
	l, o := c.key.lang, c.key.lang.Other()
	own := [2]*glossary.Term{u.term(c.places[0][0].own, o), u.term(c.places[1][0].own, o)}
	if glossary.SameWords(own[0], own[1]) {
		return f, false
	}
	// A term that is only admitted gives way before a preferred one.
	var better [2][]string
	which := -1
	for i := range c.places {
		shared := c.places[i][0].shared
		if better[i] = u.insteadOf(shared, l); len(better[i]) == 0 {
			continue
		}
		if which < 0 || u.term(shared, l).Status == glossary.Admitted && u.term(c.places[which][0].shared, l).Status != glossary.Admitted {
			which = i
		}
	}
	if which < 0 {
		return f, false
	}
	shared := u.term(c.places[which][0].shared, l)
	if other := 1 - which; u.term(c.places[other][0].shared, l).Status != shared.Status {
		better[other] = nil
	}
	var hasFR, hasEN []string
	for i := range better {
		if len(better[i]) > 0 {
			hasFR = append(hasFR, fmt.Sprintf("%s pour %s", orList(better[i], documents.FR), inQuotes(own[i].Text, documents.FR)))
			hasEN = append(hasEN, fmt.Sprintf("%s for %s", orList(better[i], documents.EN), inQuotes(own[i].Text, documents.EN)))
		}
	}
	f = check.Finding{Bead: -1, Source: termSource(shared)}
	for _, places := range c.places {
		for _, at := range places {
			*f.Spans.Side(o) = append(f.Spans.Of(o), at.own.span())
			*f.Spans.Side(l) = append(f.Spans.Of(l), at.shared.span())
		}
	}
	sortSpans(f.Spans.FR)
	sortSpans(f.Spans.EN)
	n, m := len(c.places[0]), len(c.places[1])
	fr, en := langNames(l)
	f.Message = documents.Pair[string]{
		FR: fmt.Sprintf("%s (%d\u00a0fois) et %s (%d\u00a0fois) sont rendus en %s par le même terme, %s\u00a0; le glossaire a %s%s",
			inQuotes(own[0].Text, documents.FR), n, inQuotes(own[1].Text, documents.FR), m, fr, inQuotes(shared.Text, documents.FR),
			strings.Join(hasFR, " et "), noteIn(shared, documents.FR)),
		EN: fmt.Sprintf("%s (%s) and %s (%s) are rendered in %s by the same term, %s; the glossary has %s%s",
			inQuotes(own[0].Text, documents.EN), countOf(n, "time", "times"), inQuotes(own[1].Text, documents.EN), countOf(m, "time", "times"), en, inQuotes(shared.Text, documents.EN),
			strings.Join(hasEN, " and "), noteIn(shared, documents.EN)),
	}
	return f, true
}

// insteadOf gives the terms of a hit's concept that could stand in its place
// and that are other words: the preferred ones, else the admitted ones.
func (u *termUse) insteadOf(h termHit, l documents.Lang) []string {
	t := u.term(h, l)
	terms := u.terms.Glossary.Concepts[h.Concept].Terms.Of(l)
	for _, status := range []glossary.Status{glossary.Preferred, glossary.Admitted} {
		var out []string
		for i := range terms {
			o := &terms[i]
			if o.Status == status && !o.Acronym && (o.POS == "verb") == (t.POS == "verb") && !glossary.SameWords(o, t) && len(out) < 3 {
				out = append(out, o.Text)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}
