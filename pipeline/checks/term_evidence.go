package checks

import (
	"concord/documents"
	"concord/pipeline/lexicon"
)

// A wordTrace is what the translation table knows of one word in a bead.
type wordTrace struct {
	// met is how often, in [0,1], the word has a known partner opposite in the
	// text that the table was learned from; 0 for a word that it does not know.
	met float64
	// best is the chance of the likeliest partner that stands opposite, the
	// greater of the two directions, in [0,1].
	best float64
}

// A word opposite is a rendering from a chance of likelyPartner for a term of
// minor weight and of surePartner for one of major weight, and no partner at all
// under noPartner: the table keeps chances of 0.001, which are chance.
const (
	surePartner   = 0.6
	likelyPartner = 0.03
	noPartner     = 0.003
)

// untranslated reports what the translation table says of a term's words in
// their bead: the chance of the best partner of the word that has the least,
// 0 when the table knows none of them; and the greatest met of the words
// without any partner, 0 when there is none.
func (u *termUse) untranslated(bead int, l documents.Lang, h termHit) (least, met float64) {
	known := false
	least = 1
	for _, w := range u.traces(bead, l, u.pass.Docs.Of(l).Text(h.span())) {
		if w.met == 0 {
			continue
		}
		known = true
		least = min(least, w.best)
		if w.best < noPartner {
			met = max(met, w.met)
		}
	}
	if !known {
		return 0, 0
	}
	return least, met
}

// traces follows the words of a text, which stands on side l of a bead, to the
// other side.
func (u *termUse) traces(bead int, l documents.Lang, text string) []wordTrace {
	t, o := lexicon.Shipped(), l.Other()
	opposite := u.opposite[o]
	if opposite.bead != bead || opposite.said == nil {
		opposite = oppositeWords{bead: bead, said: map[string]bool{}}
		for _, w := range lexicon.Words(u.pass.Text(bead, o), o) {
			if id, ok := t.ID(o, w.Stem); ok && !opposite.said[w.Stem] {
				opposite.ids = append(opposite.ids, id)
			}
			opposite.said[w.Stem] = true
		}
		u.opposite[o] = opposite
	}
	var out []wordTrace
	for _, w := range lexicon.Words(text, l) {
		var tr wordTrace
		if id, ok := t.ID(l, w.Stem); ok {
			tr.met = t.Met(l, id)
			for _, other := range opposite.ids {
				fr, en := id, other
				if l == documents.EN {
					fr, en = other, id
				}
				c := t.Prob(fr, en)
				tr.best = max(tr.best, c.GivenEN, c.GivenFR)
			}
		}
		if len(w.Stem) > 3 && opposite.said[w.Stem] {
			tr.best = 1 // the same word in both languages
		}
		out = append(out, tr)
	}
	return out
}

// oppositeWords are the stems of one side of a bead, kept while it is judged.
type oppositeWords struct {
	bead int
	ids  []lexicon.ID
	said map[string]bool
}

// Two terms stand for each other when each has a word that nearly always has a
// partner and has none here, at the same place but for maxSwapDrift of the
// sentence.
const (
	surelyMet    = 0.95
	mostlyMet    = 0.93
	maxSwapDrift = 0.10
)

// pairSwapped pairs missing terms of the two sides that the translation table
// says stand for each other, from place first of u.missing on, which holds
// those of one bead. Only plain lists of pairs are judged so: their single
// words say nothing by being absent, and much by standing where another lacks
// its counterpart.
func (u *termUse) pairSwapped(first int) {
	source := u.source()
	open := u.missing[first:]
	for i := range open {
		m := &open[i]
		if m.lang != source || m.instead != nil {
			continue
		}
		_, own := u.untranslated(m.bead, m.lang, m.hit)
		if own < mostlyMet {
			continue
		}
		for j := range open {
			n := &open[j]
			if n.lang == source || n.told {
				continue
			}
			_, other := u.untranslated(n.bead, n.lang, n.hit)
			if min(own, other) >= mostlyMet && max(own, other) >= surelyMet && u.drift(m.bead, m.hit, n.hit) <= maxSwapDrift {
				hit := n.hit
				m.instead, m.swapped, n.told = &hit, true, true
				break
			}
		}
	}
}
