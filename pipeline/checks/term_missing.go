package checks

import (
	"context"
	"fmt"
	"slices"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// TermMissing reports a glossary term with none of its concept's terms
// opposite.
var TermMissing = &check.Check{
	ID: "term/missing",
	Title: documents.Pair[string]{
		FR: "un terme du glossaire n'a pas son équivalent en regard",
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
		if u.counted(h, l) && !u.served(bead, l, h) {
			out = append(out, missingTerm{bead: bead, lang: l, hit: h, broader: u.broader(bead, l, h)})
		}
	}
	return out
}

// counted reports whether a term may call for its counterpart. A concept must
// have a permitted term in the other language; and a single admitted word is
// often a looser word (step, review, count), good as a rendering but no sign
// of the concept, unless it is the preferred term in another form or spelling.
func (u *termUse) counted(h termHit, l documents.Lang) bool {
	c := &u.terms.Glossary.Concepts[h.Concept]
	usable := slices.ContainsFunc(c.Terms.Of(l.Other()), func(t glossary.Term) bool { return t.Status != glossary.Forbidden })
	if !usable {
		return false
	}
	t := u.term(h, l)
	if t.Status == glossary.Preferred || t.Acronym || len(glossary.Words(t.Text, l)) > 1 {
		return true
	}
	for i := range c.Terms.Of(l) {
		p := &c.Terms.Of(l)[i]
		if p.Status == glossary.Preferred && len(glossary.Words(p.Text, l)) == 1 && akin(t.Text, p.Text) {
			return true
		}
	}
	return false
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
	here := wordsOf(u.pass, bead, o)
	before := false
	if !u.rows() {
		for i := range bead {
			if u.permitted(i, o, h.Concept) > 0 {
				before = true
				break
			}
		}
	}
	terms := u.terms.Glossary.Concepts[h.Concept].Terms.Of(o)
	for i := range terms {
		t := &terms[i]
		if t.Status == glossary.Forbidden || t.Acronym {
			continue
		}
		content := t.ContentForms()
		if len(content) == 0 {
			continue
		}
		all := true
		for _, w := range content {
			all = all && here.any(w)
		}
		if all || before && len(content) > 1 && here.any(content[t.Head()]) {
			return true
		}
	}
	return false
}

// near lists the beads whose other side counts as evidence for a bead: itself,
// its neighbours, and those of the same paragraphs on either side.
func (u *termUse) near(bead int, l documents.Lang) []int {
	if u.rows() {
		return []int{bead}
	}
	beads := u.pass.Alignment.Beads
	out := []int{bead}
	for _, step := range [2]int{-1, 1} {
		for i := bead + step; i >= 0 && i < len(beads); i += step {
			if i != bead+step && !u.sameBlock(bead, i) {
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

// A wordSet is the folded words of a text.
type wordSet map[string]bool

func wordsOf(p *check.Pass, bead int, l documents.Lang) wordSet {
	set := wordSet{}
	for _, w := range glossary.Words(p.Text(bead, l), l) {
		set[w] = true
	}
	return set
}

func (s wordSet) any(forms []string) bool {
	return slices.ContainsFunc(forms, func(f string) bool { return s[f] })
}

// broader finds a term opposite that stands alone and whose counterpart lies
// hidden within the hit: the other side says a part of the concept.
func (u *termUse) broader(bead int, l documents.Lang, h termHit) *termHit {
	for _, part := range u.sides[bead].Of(l) {
		if !part.Hidden || part.seg != h.seg || part.Start < h.Start || part.End > h.End || part.Concept == h.Concept {
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

// settle pairs what lacks a counterpart on both sides of a bead, and keeps
// what is worth telling.
func (u *termUse) settle(bead int, open documents.Pair[[]missingTerm]) {
	source := u.source()
	other := source.Other()
	taken := make([]bool, len(open.Of(other)))
	for _, m := range open.Of(source) {
		best, least := -1, maxDrift
		for j, n := range open.Of(other) {
			if taken[j] {
				continue
			}
			if d := u.drift(bead, m.hit, n.hit); d < least {
				best, least = j, d
			}
		}
		if best >= 0 {
			taken[best] = true
			m.instead = &open.Of(other)[best].hit
		}
		u.keep(m)
	}
	for j, n := range open.Of(other) {
		if !taken[j] {
			u.keep(n)
		}
	}
}

// maxDrift is how far apart, as a share of the sentence, two terms may stand
// and still be taken for each other. French and English order their clauses
// much alike; within a clause the order turns.
const maxDrift = 0.35

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

// keep adds a missing term to the outcome.
func (u *termUse) keep(m missingTerm) { u.missing = append(u.missing, m) }

// weight is how sure a missing term is to be a fault; 0 keeps silent. A
// technical term of several words has few renderings. A single word has many,
// and a common one (project, child, report) is said in passing by pronouns and
// synonyms: it counts only where a term of another concept stands in its place.
func (u *termUse) weight(m missingTerm) check.Severity {
	t := u.term(m.hit, m.lang)
	words := len(t.ContentForms())
	switch {
	case words <= 1 && commonWord(t) && m.instead == nil:
		return 0
	case words <= 1 && m.instead == nil, m.broader != nil, t.POS == "verb", t.POS == "phrase":
		return check.Minor
	case words <= 1 && commonWord(t):
		return check.Minor
	}
	return check.Major
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
			f.Message.FR += fmt.Sprintf(", ici et à %s", plural(n, "autre endroit", "autres endroits"))
			f.Message.EN += fmt.Sprintf(", here and in %s", plural(n, "other place", "other places"))
		}
		p.Report(f)
	}
	return nil
}

func plural(n int, one, many string) string {
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
			FR: fmt.Sprintf("«\u00a0%s\u00a0» n'a pas d'équivalent en %s\u00a0; attendu\u00a0: %s%s", words, fr, orList(expected, documents.FR), note.FR),
			EN: fmt.Sprintf("“%s” has no equivalent in %s; expected %s%s", words, en, orList(expected, documents.EN), note.EN),
		}
		return f
	}
	*f.Spans.Side(o) = []documents.Span{at.span()}
	opposite := u.pass.Docs.Of(o).Text(at.span())
	if m.instead != nil {
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("«\u00a0%s\u00a0» a en regard «\u00a0%s\u00a0», qui dit autre chose\u00a0; attendu\u00a0: %s%s", words, opposite, orList(expected, documents.FR), note.FR),
			EN: fmt.Sprintf("“%s” stands opposite “%s”, which means something else; expected %s%s", words, opposite, orList(expected, documents.EN), note.EN),
		}
		return f
	}
	f.Message = documents.Pair[string]{
		FR: fmt.Sprintf("«\u00a0%s\u00a0» n'est rendu que par «\u00a0%s\u00a0»\u00a0; attendu\u00a0: %s%s", words, opposite, orList(expected, documents.FR), note.FR),
		EN: fmt.Sprintf("“%s” is rendered only as “%s”; expected %s%s", words, opposite, orList(expected, documents.EN), note.EN),
	}
	return f
}
