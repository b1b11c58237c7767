package checks

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/check"
	"concord/pipeline/lexicon"
)

// The counts from which a way of rendering a term is a habit, and what part of
// the places it must have, so that the few others are strays rather than
// another habit. On the 14 development pairs of reports and the statutes, papers
// and news of the alignment data there are 16 strays, of which 14 were found
// right when read against both texts.
const (
	leastHabit = 3
	habitShare = 0.75
)

// A unitBead has the units and words of one bead.
type unitBead struct {
	bead  int
	units documents.Pair[[]termUnit]
	words documents.Pair[[]unitWord]
}

// A repeatedUnit is a unit of one language with the beads that have it once.
type repeatedUnit struct {
	words string
	at    []unitPlace
}

type unitPlace struct {
	bead *unitBead
	unit *termUnit
}

// strayRenderings reports the terms of language l that the other language
// renders one way nearly always and another way now and then. The habit is the
// unit that stands opposite nearly every time; a stray is a unit in its place
// that has a word of it and another that nothing else in the sentence calls
// for, or that says the term word by word.
func strayRenderings(ctx context.Context, p *check.Pass, u *termUse, beads []unitBead, l documents.Lang, table *lexicon.Table, told documents.Pair[map[documents.Span]bool]) error {
	o := l.Other()
	index := map[string]int{}
	var all []repeatedUnit
	opposite := map[string]int{} // the beads that have each unit of o
	for i := range beads {
		b := &beads[i]
		seen := map[string]bool{}
		for k := range b.units.Of(o) {
			if key := b.units.Of(o)[k].key; !seen[key] {
				seen[key] = true
				opposite[key]++
			}
		}
		for k := range b.units.Of(l) {
			unit := &b.units.Of(l)[k]
			if unit.cut || unit.name || u.named(unit.Span, l) || countUnits(b.units.Of(l), unit.key) != 1 {
				continue
			}
			n, ok := index[unit.key]
			if !ok {
				n = len(all)
				index[unit.key] = n
				all = append(all, repeatedUnit{words: p.Docs.Of(l).Text(unit.Span)})
			}
			all[n].at = append(all[n].at, unitPlace{b, unit})
		}
	}
	// Short units first: what is said of one is not said again of a longer one.
	slices.SortStableFunc(all, func(a, b repeatedUnit) int { return cmp.Compare(len(a.at[0].unit.words), len(b.at[0].unit.words)) })
	for i := range all {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(all[i].at) > leastHabit {
			all[i].report(p, l, opposite, table, told)
		}
	}
	return nil
}

// habit finds the unit that stands opposite nearly every time, and how often.
func (r *repeatedUnit) habit(l documents.Lang, opposite map[string]int, table *lexicon.Table) (best *termUnit, times int) {
	o := l.Other()
	together := map[string]int{}
	var order []*termUnit
	for _, at := range r.at {
		seen := map[string]bool{}
		for k := range at.bead.units.Of(o) {
			v := &at.bead.units.Of(o)[k]
			if seen[v.key] {
				continue
			}
			seen[v.key] = true
			if together[v.key]++; together[v.key] == 1 {
				order = append(order, v)
			}
		}
	}
	for _, v := range order {
		n := together[v.key]
		if n < leastHabit || float64(n) < habitShare*float64(len(r.at)) || 2*n < opposite[v.key] {
			continue
		}
		if n > times && covers(r.at[0].unit, v, l, table) {
			best, times = v, n
		}
	}
	return best, times
}

// stray finds what stands for a unit in a bead without its habit.
func (at unitPlace) stray(p *check.Pass, habit *termUnit, l documents.Lang, table *lexicon.Table) *termUnit {
	o := l.Other()
	// The habit may be there in the same words, apart.
	if !slices.ContainsFunc(habit.words, func(h unitWord) bool {
		return !slices.ContainsFunc(at.bead.words.Of(o), func(w unitWord) bool { return w.stem == h.stem })
	}) {
		return nil
	}
	for k := range at.bead.units.Of(o) {
		w := &at.bead.units.Of(o)[k]
		// The term's own words are a title or a quotation, or text that was left
		// in the other language; a part of a compound is no term.
		if len(w.words) != len(habit.words) || !otherWords(habit, w) || !otherWords(at.unit, w) || w.cut || w.hyphened && !habit.hyphened || at.far(p, w, l) {
			continue
		}
		shared, moved, called := 0, false, false
		for i, x := range w.words {
			if j := slices.IndexFunc(habit.words, func(h unitWord) bool { return h.stem == x.stem }); j >= 0 {
				shared++
				moved = moved || i != j
				continue
			}
			called = called || x.foreign
			// An article that lost its apostrophe: larchitecture.
			called = called || slices.ContainsFunc(habit.words, func(h unitWord) bool { return strings.HasSuffix(x.folded, h.folded) })
			for _, y := range at.bead.words.Of(l) {
				inside := y.seg == at.unit.Seg && y.start >= at.unit.Start && y.end <= at.unit.End
				if !inside && y.plain && answered(&x, []unitWord{y}, o, table) {
					called = true
				}
			}
		}
		if !called && (shared > 0 && !moved || covers(at.unit, w, l, table)) {
			return w
		}
	}
	return nil
}

// far reports whether a unit opposite stands too far off, as a share of the
// sides, to be in the place of this one. Word order within a clause is free.
func (at unitPlace) far(p *check.Pass, w *termUnit, l documents.Lang) bool {
	b := p.Bead(at.bead.bead)
	place := func(u *termUnit, l documents.Lang) float64 {
		before, all := 0, 0
		for _, seg := range b.Side(l) {
			if seg == u.Seg {
				before = all + (u.Start+u.End)/2
			}
			all += len(p.Docs.Of(l).Segments[seg].Text) + 1
		}
		return float64(before) / float64(all)
	}
	d := place(at.unit, l) - place(w, l.Other())
	return max(d, -d) > strayDrift
}

// strayDrift is the most that a stray may be off its place; maxDrift is too
// narrow for short headings, whose nouns French and English put in opposite
// order.
const strayDrift = 0.25

// report tells of the strays of one unit, if it has a habit.
func (r *repeatedUnit) report(p *check.Pass, l documents.Lang, opposite map[string]int, table *lexicon.Table, told documents.Pair[map[documents.Span]bool]) {
	o := l.Other()
	habit, n := r.habit(l, opposite, table)
	if habit == nil {
		return
	}
	type way struct {
		unit  *termUnit
		bead  int
		spans documents.Pair[[]documents.Span]
	}
	var ways []*way
	for _, at := range r.at {
		if slices.ContainsFunc(at.bead.units.Of(o), func(v termUnit) bool { return v.key == habit.key }) {
			continue
		}
		w := at.stray(p, habit, l, table)
		if w == nil {
			continue
		}
		i := slices.IndexFunc(ways, func(x *way) bool { return x.unit.key == w.key })
		if i < 0 {
			i = len(ways)
			ways = append(ways, &way{unit: w, bead: at.bead.bead})
		}
		*ways[i].spans.Side(l) = append(ways[i].spans.Of(l), at.unit.Span)
		*ways[i].spans.Side(o) = append(ways[i].spans.Of(o), w.Span)
	}
	for _, w := range ways {
		if wasTold(told, w.unit, o) {
			continue
		}
		for _, x := range w.unit.words {
			told.Of(o)[documents.Span{Seg: w.unit.Seg, Start: x.start, End: x.end}] = true
		}
		f := check.Finding{Bead: w.bead, Spans: w.spans}
		fr, en := langNames(o)
		m := len(w.spans.FR)
		stray, usual := p.Docs.Of(o).Text(w.unit.Span), p.Docs.Of(o).Text(habit.Span)
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("%s est rendu en %s par %s %s, et par %s ailleurs (%d\u00a0fois)\u00a0; un concept, un terme",
				inQuotes(r.words, documents.FR), fr, inQuotes(stray, documents.FR), placesHere(m, documents.FR), inQuotes(usual, documents.FR), n),
			EN: fmt.Sprintf("%s is rendered in %s as %s %s, and as %s elsewhere (%s); one concept, one term",
				inQuotes(r.words, documents.EN), en, inQuotes(stray, documents.EN), placesHere(m, documents.EN), inQuotes(usual, documents.EN), countOf(n, "time", "times")),
		}
		p.Report(f)
	}
}

// wasTold reports whether two words of a unit are marked by a finding already.
func wasTold(told documents.Pair[map[documents.Span]bool], u *termUnit, l documents.Lang) bool {
	n := 0
	for _, x := range u.words {
		if told.Of(l)[documents.Span{Seg: u.Seg, Start: x.start, End: x.end}] {
			n++
		}
	}
	return n > 1
}

// unitBeads reads the beads that can be judged.
func unitBeads(ctx context.Context, p *check.Pass, strange *foreignText, table *lexicon.Table) ([]unitBead, error) {
	var out []unitBead
	for i, b := range p.Alignment.Beads {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if b.Null() || b.Score < sureLink || hasForeign(p, i, strange) {
			continue
		}
		u := unitBead{bead: i}
		for _, l := range bothLangs {
			for _, seg := range b.Side(l) {
				units, words := unitsIn(p.Docs.Of(l).Segments[seg].Text, seg, l, table)
				*u.units.Side(l), *u.words.Side(l) = append(u.units.Of(l), units...), append(u.words.Of(l), words...)
			}
		}
		out = append(out, u)
	}
	return out, nil
}

func countUnits(units []termUnit, key string) int {
	n := 0
	for i := range units {
		if units[i].key == key {
			n++
		}
	}
	return n
}

// named reports whether the glossary has a term in a place: then it judges.
func (u *termUse) named(s documents.Span, l documents.Lang) bool {
	if u.terms == nil {
		return false
	}
	for _, h := range u.hits.Of(l)[s.Seg] {
		if h.Start <= s.Start && s.End <= h.End {
			return true
		}
	}
	return false
}

func placesHere(n int, l documents.Lang) string {
	switch {
	case n == 1 && l == documents.FR:
		return "ici"
	case n == 1:
		return "here"
	case l == documents.FR:
		return fmt.Sprintf("ici (%d\u00a0fois)", n)
	}
	return fmt.Sprintf("here (%d times)", n)
}

// otherWords reports whether two units differ in a word, rather than in the
// order or the endings of the same ones.
func otherWords(a, b *termUnit) bool {
	for _, w := range a.words {
		if !slices.ContainsFunc(b.words, func(v unitWord) bool { return v.stem == w.stem || align.Cognates(v.folded, w.folded) }) {
			return true
		}
	}
	return false
}
