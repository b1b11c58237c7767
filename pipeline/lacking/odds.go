package lacking

import (
	"math"

	"concord/documents"
	"concord/pipeline/wordlink"
)

// Features are what a term's odds are made of. Each is bounded, so that no one
// of them decides alone.
type Features struct {
	// Best is log(c + 0.001), where c is the chance of the best partner
	// opposite of the term's word that has the least; 0 without a known word.
	Best float64
	// Most is the same of the word that has the best.
	Most float64
	// Lack is the likelihood ratio, in nats, that the term's words were not
	// translated (pipeline/wordlink), in [-4,8].
	Lack float64
	// Alone is 1 when none of the words has a counterpart.
	Alone float64
	// Single is 1 for a term of one word; Length is the number of its words,
	// at most 4.
	Single, Length float64
	// PartSaid is 1 when a word of the listed rendering stands opposite.
	PartSaid float64
	// Common is 1 for a term of everyday words, French for a French one:
	// French says things in more words, and more of them in passing.
	Common, French float64
	// Count is log(1 + n), where n is how often the most frequent word of the
	// term occurs in the text that the table was learned from; Null is
	// log(p + 0.00001), where p is the greatest chance of its words to have no
	// counterpart.
	Count, Null float64
	// Around is the share of the weight of the four words on either side that
	// has no counterpart, Aside that of all words of the side but the term's,
	// both in [0,1).
	Around, Aside float64
	// Gap is the greatest weight of a word without counterpart within three
	// words of where the term's is due, at most 5; Gaps is the sum of those
	// weights, at most 8; AllGaps is log(1 + the sum over the side).
	Gap, Gaps, AllGaps float64
}

// Vector lists the features in a fixed order.
func (f Features) Vector() []float64 {
	return []float64{f.Best, f.Most, f.Lack, f.Alone, f.Single, f.Length, f.PartSaid, f.Common, f.French, f.Count, f.Null, f.Around, f.Aside, f.Gap, f.Gaps, f.AllGaps}
}

// Measure returns the features of a term.
func (s *Sides) Measure(t Term) Features {
	from, to := s.within(t)
	l, o := t.Lang, t.Lang.Other()
	f := Features{Length: float64(min(to-from, 4)), Null: math.Log(1e-5)}
	if t.Words <= 1 {
		f.Single = 1
	}
	if l == documents.FR {
		f.French = 1
	}
	if t.Common {
		f.Common = 1
	}
	if t.PartSaid {
		f.PartSaid = 1
	}
	least, most, count, null := 1.0, 0.0, 0.0, 0.0
	unmet := 0
	own := s.links.Of(l)
	for i := from; i < to; i++ {
		f.Lack += own[i].Lack
		if !own[i].Met {
			unmet++
		}
		w := s.words.Of(l)[i]
		if !w.known {
			continue
		}
		best := 0.0
		for j := range s.words.Of(o) {
			best = max(best, s.between(l, i, j))
		}
		least, most = min(least, best), max(most, best)
		count = max(count, s.table.Count(l, w.id))
		null = max(null, s.table.Null(l, w.id))
	}
	f.Best, f.Most = math.Log(least+1e-3), math.Log(most+1e-3)
	f.Count, f.Null = math.Log1p(count), math.Log(null+1e-5)
	f.Lack = min(max(f.Lack, -4), 8)
	if to > from && unmet == to-from {
		f.Alone = 1
	}
	f.Around = lackingBut(own, max(0, from-4), min(len(own), to+4), from, to)
	f.Aside = lackingBut(own, 0, len(own), from, to)
	due := s.slot(l, from, to)
	for j, w := range s.links.Of(o) {
		if w.Met {
			continue
		}
		f.AllGaps += w.Weight
		if math.Abs(float64(j)+0.5-due) <= 3 {
			f.Gaps += w.Weight
			f.Gap = max(f.Gap, w.Weight)
		}
	}
	f.Gap, f.Gaps, f.AllGaps = min(f.Gap, 5), min(f.Gaps, 8), math.Log1p(f.AllGaps)
	return f
}

// lackingBut is the share of the weight of the words first..last, but for
// from..to, that has no counterpart: drawn to 0 while there is little to go by.
func lackingBut(words []wordlink.Word, first, last, from, to int) float64 {
	lacking, all := 0.0, 0.5
	for i := first; i < last; i++ {
		if i >= from && i < to {
			continue
		}
		all += words[i].Weight
		if !words[i].Met {
			lacking += words[i].Weight
		}
	}
	return lacking / all
}

// SwapFeatures are what the odds of two terms are made of.
type SwapFeatures struct {
	// High and Low are the two terms' own log odds.
	High, Low float64
	// Direct is log(c + 0.001), where c is the greatest chance of a word of
	// the one and a word of the other.
	Direct float64
	// Off is log(1 + d), where d is how far, in words, the one stands from
	// where the other's counterpart is due, the nearer of the two ways.
	Off float64
	// Before and After are 1 when the words before, or after, the two terms
	// are linked.
	Before, After float64
}

// Vector lists the features in a fixed order.
func (f SwapFeatures) Vector() []float64 {
	return []float64{f.High, f.Low, f.Direct, f.Off, f.Before, f.After}
}

// MeasureSwap returns the features of a French and an English term that may
// stand for each other, given the log odds of each.
func (s *Sides) MeasureSwap(fr, en Term, frOdds, enOdds float64) SwapFeatures {
	ff, ft := s.within(fr)
	ef, et := s.within(en)
	direct := 0.0
	for i := ff; i < ft; i++ {
		for j := ef; j < et; j++ {
			if s.words.FR[i].content && s.words.EN[j].content {
				direct = max(direct, s.chance[i][j])
			}
		}
	}
	off := min(math.Abs(s.slot(documents.FR, ff, ft)-float64(ef+et)/2), math.Abs(s.slot(documents.EN, ef, et)-float64(ff+ft)/2))
	return SwapFeatures{High: max(frOdds, enOdds), Low: min(frOdds, enOdds), Direct: math.Log(direct + 1e-3), Off: math.Log1p(off),
		Before: s.linked(s.near(documents.FR, ff-1, -1), s.near(documents.EN, ef-1, -1)),
		After:  s.linked(s.near(documents.FR, ft, 1), s.near(documents.EN, et, 1))}
}

// near returns the two content words next to a place, going by step.
func (s *Sides) near(l documents.Lang, at, step int) []int {
	var out []int
	words := s.words.Of(l)
	for ; at >= 0 && at < len(words) && len(out) < 2; at += step {
		if words[at].content {
			out = append(out, at)
		}
	}
	return out
}

// linked is 1 when a word of the one list is linked to one of the other, or
// both are empty: the terms stand at the same end of their sides.
func (s *Sides) linked(fr, en []int) float64 {
	if len(fr) == 0 && len(en) == 0 {
		return 1
	}
	for _, i := range fr {
		for _, j := range en {
			if s.chance[i][j] >= leastAnchor {
				return 1
			}
		}
	}
	return 0
}
