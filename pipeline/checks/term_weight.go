package checks

import (
	"slices"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// weight is how sure a missing term is to be a fault; 0 keeps silent. A
// technical term of several words has few renderings. A single word has many,
// and a common one (project, child, report) is said in passing by pronouns and
// synonyms: it counts only where a term of another concept stands in its place.
// Terms made of common words alone (first stage) are turned in many ways too,
// and actions in any number of them.
//
// Plain lists of pairs are judged by other evidence (term_plain.go).
func (u *termUse) weight(m missingTerm) check.Severity {
	if u.bare {
		return u.plainWeight(m)
	}
	t := u.term(m.hit, m.lang)
	words := t.ContentForms()
	common := allCommon(words, m.lang)
	if u.rows() && u.habits.Of(m.lang)[m.hit.Concept].bad() {
		return 0
	}
	if len(words) <= 1 || oneWord(t) {
		common = common || u.action(m.hit.Concept)
		swapped := m.instead != nil && len(u.term(*m.instead, m.lang.Other()).ContentForms()) > 1
		switch {
		case swapped && !common:
			return check.Major
		case swapped:
			return check.Minor
		case !u.fits(m.lang), common && m.instead == nil:
			return 0
		}
		return check.Minor
	}
	if common && u.action(m.hit.Concept) && m.instead == nil {
		return 0 // mettre en œuvre: carry out, give effect to, apply
	}
	part := u.partSaid(m)
	if m.broader != nil || common || part || u.action(m.hit.Concept) {
		return check.Minor
	}
	return check.Major
}

// isBare reports whether a glossary is a plain list of pairs: of 500 concepts
// or more, in which fewer than one in twenty has a second term in a language.
// Such a list gives one rendering where there are several; a shorter one was
// made by hand, and is meant.
func isBare(g *glossary.Glossary) bool {
	rich := 0
	for _, c := range g.Concepts {
		if len(c.Terms.FR) > 1 || len(c.Terms.EN) > 1 {
			rich++
		}
	}
	return len(g.Concepts) >= 500 && 20*rich < len(g.Concepts)
}

// partSaid reports whether a word of the only term that the glossary allows
// opposite stands where the term is due: "adverse effects" for "adverse
// reaction" may well be right. Where the glossary lists several terms, someone
// has thought of the variants, and one more is a fault.
func (u *termUse) partSaid(m missingTerm) bool {
	o := m.lang.Other()
	var only *glossary.Term
	terms := u.terms.Glossary.Concepts[m.hit.Concept].Terms.Of(o)
	for i := range terms {
		switch t := &terms[i]; {
		case t.Status == glossary.Forbidden || t.Acronym:
		case only != nil:
			return false
		default:
			only = t
		}
	}
	if only == nil {
		return false
	}
	at := placesOf(u.pass, m.bead, o)
	total := 0
	for _, places := range at {
		total += len(places)
	}
	due := u.place(m.bead, m.hit, m.lang)
	for _, w := range only.ContentForms() {
		for _, f := range w {
			for _, p := range at[f] {
				if d := due - (float64(p)+0.5)/float64(total); max(d, -d) <= maxDrift {
					return true
				}
			}
		}
	}
	return false
}

// action reports whether a concept is something done: one of its terms is a
// verb or a phrase.
func (u *termUse) action(concept int) bool {
	for _, l := range bothLangs {
		for _, t := range u.terms.Glossary.Concepts[concept].Terms.Of(l) {
			if t.POS == "verb" || t.POS == "phrase" {
				return true
			}
		}
	}
	return false
}

// bad reports a habit of saying it otherwise: called for three times or more
// and served in less than half.
func (h habit) bad() bool { return h.called >= 3 && 2*h.served < h.called }

// fits reports whether the glossary's single words can be trusted in these
// documents: at least four in five of those called for are served, once
// fitCalls have been. A list of everyday words that it is wrong about as often
// as not says nothing by any one of them.
func (u *termUse) fits(l documents.Lang) bool {
	f := u.single.Of(l)
	return f.called < fitCalls || 5*f.served >= 4*f.called
}

const fitCalls = 20

// counted reports whether a term may call for its counterpart. A concept must
// have a permitted term in the other language; and an admitted term that is a
// single word (step, review, count) or made of common ones (service provider)
// is often a looser one, good as a rendering but no sign of the concept, unless
// it is the preferred term in another form or spelling.
func (u *termUse) counted(h termHit, l documents.Lang) bool {
	c := &u.terms.Glossary.Concepts[h.Concept]
	usable := slices.ContainsFunc(c.Terms.Of(l.Other()), func(t glossary.Term) bool { return t.Status != glossary.Forbidden })
	if !usable {
		return false
	}
	t := u.term(h, l)
	if len(t.ContentForms()) == 0 {
		return false // "and" is defined in statutes, too
	}
	if t.Status == glossary.Preferred || t.Acronym {
		return true
	}
	if !oneWord(t) {
		return !allCommon(t.ContentForms(), l)
	}
	for i := range c.Terms.Of(l) {
		p := &c.Terms.Of(l)[i]
		if p.Status == glossary.Preferred && oneWord(p) && akin(t.Text, p.Text) {
			return true
		}
	}
	return false
}

// oneWord reports whether a term is written as one word, hyphens included.
func oneWord(t *glossary.Term) bool {
	return len(strings.Fields(t.Text)) <= 1 && len(t.ContentForms()) <= 2
}

// akin reports whether two words share their first two thirds: procureur and
// procureure, harbouring and harboring.
func akin(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return 3*n >= 2*max(len(x), len(y))
}
