// Package lacking tells how likely it is that a term was not rendered in the
// sentence opposite, by the words that stand there: Read takes the two sides of
// a bead, Odds says of one term, SwapOdds of two terms, one on each side, that
// stand in each other's place.
//
// It is meant for long lists that give one rendering for each term, where a
// translator has several: that the listed one is absent says little, and what
// the translation table makes of the words opposite says much. The evidence is
// combined by two logistic regressions, which TestFitTerms of pipeline/checks
// fits on pairs of statutes into which it puts wrong terms.
package lacking

import (
	"math"

	"concord/documents"
	"concord/pipeline/lexicon"
	"concord/pipeline/wordlink"
)

// A Term is a stretch of one side that should be rendered opposite.
type Term struct {
	Lang documents.Lang
	// Start and End are the half-open byte range in the side's text.
	Start, End int
	// Words is the number of the term's words that are no function words.
	Words int
	// PartSaid marks a term of whose listed rendering a word stands opposite.
	PartSaid bool
	// Common marks a term of everyday words.
	Common bool
}

// Sides are the words of a bead, read once for all its terms. It is not safe
// for concurrent use.
type Sides struct {
	links wordlink.Links
	words documents.Pair[[]word]
	// chance[i][j] is that of French word i and English word j.
	chance [][]float64
	// anchors of a side are its words whose place opposite is clear.
	anchors documents.Pair[[]anchor]
	table   *lexicon.Table
}

// A word is one word of a side as the table knows it.
type word struct {
	lexicon.Word
	id    lexicon.ID
	known bool
	// content marks a word that is neither a function word nor as common.
	content bool
}

// An anchor is a word with its one likely counterpart, both by number, and how
// likely that is.
type anchor struct {
	own, other int
	chance     float64
}

// Words above commonWord, as a share of running text, link anything: de, of,
// act, ministre. A word is an anchor from leastAnchor, if its second best
// partner opposite has less than clearAnchor of the chance of the best.
const (
	commonWord  = 0.003
	leastAnchor = 0.05
	clearAnchor = 0.7
)

// Read reads the two sides of a bead.
func Read(l *wordlink.Linker, fr, en string) *Sides {
	s := &Sides{links: l.Link(fr, en), table: l.Table()}
	s.words = documents.Pair[[]word]{FR: s.read(fr, documents.FR), EN: s.read(en, documents.EN)}
	s.chance = make([][]float64, len(s.words.FR))
	flat := make([]float64, len(s.words.FR)*len(s.words.EN))
	for i, f := range s.words.FR {
		s.chance[i] = flat[i*len(s.words.EN) : (i+1)*len(s.words.EN)]
		for j, e := range s.words.EN {
			s.chance[i][j] = s.chanceOf(f, e)
		}
	}
	for _, lang := range []documents.Lang{documents.FR, documents.EN} {
		*s.anchors.Side(lang) = s.anchorsOf(lang)
	}
	return s
}

func (s *Sides) read(text string, l documents.Lang) []word {
	var out []word
	for _, w := range lexicon.Words(text, l) {
		id, known := s.table.ID(l, w.Stem)
		out = append(out, word{Word: w, id: id, known: known, content: !known || s.table.Frequency(l, id) < commonWord})
	}
	return out
}

// likeLetters is the length of a stem, in bytes, from which the same stem in
// both languages is the same word.
const likeLetters = 4

// chanceOf is the greater chance of the two directions, in [0,1].
func (s *Sides) chanceOf(fr, en word) float64 {
	if len(fr.Stem) >= likeLetters && fr.Stem == en.Stem {
		return 1
	}
	if !fr.known || !en.known {
		return 0
	}
	c := s.table.Prob(fr.id, en.id)
	return max(c.GivenEN, c.GivenFR)
}

// between is the chance of word i of side l and word j of the other.
func (s *Sides) between(l documents.Lang, i, j int) float64 {
	if l == documents.FR {
		return s.chance[i][j]
	}
	return s.chance[j][i]
}

func (s *Sides) anchorsOf(l documents.Lang) []anchor {
	var out []anchor
	for i, w := range s.words.Of(l) {
		if !w.content {
			continue
		}
		a, second := anchor{own: i}, 0.0
		for j := range s.words.Of(l.Other()) {
			switch c := s.between(l, i, j); {
			case c > a.chance:
				a.other, a.chance, second = j, c, a.chance
			case c > second:
				second = c
			}
		}
		if a.chance >= leastAnchor && second <= clearAnchor*a.chance {
			out = append(out, a)
		}
	}
	return out
}

// within returns the words of a term by number, half-open.
func (s *Sides) within(t Term) (from, to int) {
	words := s.words.Of(t.Lang)
	for from < len(words) && words[from].End <= t.Start {
		from++
	}
	for to = from; to < len(words) && words[to].Start < t.End; to++ {
	}
	return from, to
}

// reach is how far an anchor tells a place, in words: its weight falls to a
// third over as many. farAnchor is the weight of the mere share of the side.
const (
	reach     = 3
	farAnchor = 0.02
)

// slot is where the counterpart of the words from..to of side l should stand
// opposite, in words from 0: the mean of what the anchors say, the near ones
// before the far.
func (s *Sides) slot(l documents.Lang, from, to int) float64 {
	mid := float64(from+to) / 2
	ratio := float64(len(s.words.Of(l.Other()))) / float64(max(len(s.words.Of(l)), 1))
	sum, all := farAnchor*mid*ratio, farAnchor
	for _, a := range s.anchors.Of(l) {
		if a.own >= from && a.own < to {
			continue
		}
		off := mid - (float64(a.own) + 0.5)
		w := a.chance * math.Exp(-math.Abs(off)/reach)
		sum += w * (float64(a.other) + 0.5 + off*ratio)
		all += w
	}
	return sum / all
}
