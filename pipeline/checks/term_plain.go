package checks

import (
	"slices"

	"concord/documents"
	"concord/pipeline/check"
	"concord/pipeline/lacking"
)

// A plain list of pairs gives one rendering where there are several, and has
// "person" and "document" among its terms. That the listed rendering is absent
// says little there, so its missing terms are judged by what the translation
// table makes of the words opposite (pipeline/lacking).

// leastOdds are the log odds, in nats, from which a missing term of a plain
// list is told, sureOdds those from which it has major weight.
//
// Measured with the 11,609 defined terms of federal statutes as list, far from
// a careful glossary, on 170 pairs with a seeded wrong term and 1,000 untouched
// ones of the development bitext, of which the regressions have seen nothing.
// To report every missing term finds all and alarms on 90 % of the untouched
// pairs. As told here: 82.9 % and 2.7 %, of major weight 74.7 % and 1.3 %; with
// the list's terms of several words alone 62.4 % and 0.3 %, of major weight
// 58.2 % and 0.3 %. Of 8,000 clean pairs 2.8 % have a finding. At odds of 0.65
// it is 78.2 % and 1.9 %, at 0.25 84.1 % and 3.3 %. Rules over the glossary's
// words and the chance of the best partner found 63.5 % at 3.0 %; boosted trees
// over the same features find 87 % at 3 %, in a model that nobody can read.
// TestSeededTerms holds them.
const (
	leastOdds = 0.40
	sureOdds  = 1.00
)

// findUnsaid gives the terms of one side of which no sense has a counterpart,
// one for each concept, leaving out those that a forbidden term has told of. The same term listed twice with two renderings is a
// term of two senses; where no cue tells them apart, either rendering will do.
func (u *termUse) findUnsaid(bead int, l documents.Lang, told documents.Pair[map[documents.Span]bool]) []missingTerm {
	all := slices.DeleteFunc(slices.Clone(u.sides[bead].Of(l)), func(h termHit) bool {
		return told.Of(l)[h.span()] || h.Hidden || h.title || u.forbids(h, l) || u.onlyCued(h, l) || h.Ambiguous && len(u.term(h, l).Cues) > 0
	})
	var out []missingTerm
	done := map[int]bool{}
	for i := 0; i < len(all); {
		senses := all[i:]
		for n, h := range senses {
			if h.span() != senses[0].span() {
				senses = senses[:n]
				break
			}
		}
		i += len(senses)
		if m, ok := u.unsaidSense(bead, l, senses, done); ok {
			out = append(out, m)
		}
	}
	return out
}

// unsaidSense looks for a counterpart of any of the senses of one hit. It counts
// each concept once in a bead.
func (u *termUse) unsaidSense(bead int, l documents.Lang, senses []termHit, done map[int]bool) (missingTerm, bool) {
	m := missingTerm{bead: bead, lang: l}
	said, before := false, false
	var counted []int
	for _, h := range senses {
		if !u.counted(h, l) {
			continue
		}
		said = said || u.served(bead, l, h)
		if done[h.Concept] {
			before = true
			continue
		}
		done[h.Concept] = true
		counted = append(counted, h.Concept)
		if m.hit.End == 0 {
			m.hit = h
		} else {
			m.senses = append(m.senses, h.Concept)
		}
	}
	for _, c := range counted {
		u.habits.Of(l)[c].count(said)
	}
	if said || before || m.hit.End == 0 {
		return m, false
	}
	m.broader = u.broader(bead, l, m.hit)
	return m, true
}

// settleUnsaid weighs the terms of a bead without counterpart and keeps those
// that are likely faults: first pairs that seem to stand for each other, the
// surest first, then single terms.
func (u *termUse) settleUnsaid(bead int, open documents.Pair[[]missingTerm]) {
	if len(open.FR)+len(open.EN) == 0 {
		return
	}
	sides := lacking.Read(linkerOf(u.pass), u.pass.Text(bead, documents.FR), u.pass.Text(bead, documents.EN))
	var terms documents.Pair[[]lacking.Term]
	for _, l := range bothLangs {
		for i := range open.Of(l) {
			m := &open.Of(l)[i]
			t := u.rendered(*m)
			m.odds = sides.Odds(t)
			*terms.Side(l) = append(terms.Of(l), t)
		}
	}
	type swap struct {
		fr, en int
		odds   float64
	}
	var swaps []swap
	for i := range open.FR {
		for j := range open.EN {
			odds := sides.SwapOdds(terms.FR[i], terms.EN[j], open.FR[i].odds, open.EN[j].odds)
			if odds >= leastOdds {
				swaps = append(swaps, swap{i, j, odds})
			}
		}
	}
	slices.SortStableFunc(swaps, func(a, b swap) int {
		switch {
		case a.odds > b.odds:
			return -1
		case a.odds < b.odds:
			return 1
		}
		return 0
	})
	told := documents.Pair[[]bool]{FR: make([]bool, len(open.FR)), EN: make([]bool, len(open.EN))}
	source := u.source()
	for _, s := range swaps {
		if told.FR[s.fr] || told.EN[s.en] {
			continue
		}
		told.FR[s.fr], told.EN[s.en] = true, true
		m, n := open.FR[s.fr], open.EN[s.en]
		if source == documents.EN {
			m, n = n, m
		}
		m.instead, m.odds = &n.hit, max(s.odds, m.odds)
		u.missing = append(u.missing, m)
	}
	for _, l := range [2]documents.Lang{source, source.Other()} {
		for i, m := range open.Of(l) {
			if !told.Of(l)[i] && m.odds >= leastOdds {
				u.missing = append(u.missing, m)
			}
		}
	}
}

// rendered is a missing term as the evidence takes it: by its place in the
// bead's text.
func (u *termUse) rendered(m missingTerm) lacking.Term {
	words := u.term(m.hit, m.lang).ContentForms()
	t := lacking.Term{Lang: m.lang, Words: len(words), Common: allCommon(words, m.lang), PartSaid: u.partSaid(m)}
	for _, seg := range u.pass.Bead(m.bead).Side(m.lang) {
		if seg == m.hit.seg {
			break
		}
		t.Start += len(u.pass.Docs.Of(m.lang).Segments[seg].Text) + 1
	}
	t.Start, t.End = t.Start+m.hit.Start, t.Start+m.hit.End
	return t
}

// plainWeight is the weight of a missing term of a plain list. A term that two
// documents mostly render otherwise has none; rows of bitext need not be of one
// document, and there a habit changes nothing (tried as a feature).
func (u *termUse) plainWeight(m missingTerm) check.Severity {
	switch {
	case !u.rows() && u.habits.Of(m.lang)[m.hit.Concept].bad():
		return 0
	case m.odds >= sureOdds:
		return check.Major
	}
	return check.Minor
}
