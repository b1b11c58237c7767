// Package divergence says how likely it is that the two sides of a bead do not
// mean the same. Scores returns a number in [0,1] for each bead of an
// alignment: 0.5 is even odds.
//
// Two judges look at a bead, and the score is between them. One needs no
// dictionary: it looks at the lengths, at figures without counterpart, at names,
// and at words that have a cognate or a common translation somewhere in the
// other document but not in the bead. The other goes by the translation table
// and weighs the words that have no counterpart opposite (pipeline/wordlink).
package divergence

import (
	"context"
	"math"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/wordlink"
)

// Scores returns the divergence of every bead of an alignment, in order. A
// null link has 1. It fails only when ctx ends.
func Scores(ctx context.Context, docs documents.Pair[*documents.Document], a *align.Alignment, w *wordlink.Linker) ([]float64, error) {
	c, err := align.Compare(ctx, docs, align.Options{})
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(a.Beads))
	for i, b := range a.Beads {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i] = 1
		if !b.Null() {
			out[i] = Measure(c.Evidence(b), w.Bead(docs, b)).Score()
		}
	}
	return out, nil
}

// Features are what a score is made of, each small where nothing speaks for a
// divergence.
type Features struct {
	// Length is the distance of the lengths from what is expected, in
	// standard deviations, at most 6.
	Length float64
	// Figures is the number of figures of both sides without counterpart, at
	// most 3.
	Figures float64
	// Names is the share of names without counterpart, over both sides, and
	// Words that of words which have one in the other document.
	Names, Words float64
	// Lacking is the share of its words that the side with more to lack has
	// no counterpart for, weighed by what they tell, in (0,1).
	Lacking float64
}

// Measure turns evidence into features. links are the bead's words.
func Measure(e align.Evidence, links wordlink.Links) Features {
	unmet := func(c align.Coverage) int { return c.Figures - c.FiguresMet }
	return Features{
		Length:  min(math.Abs(e.Length), 6),
		Figures: min(float64(unmet(e.FR)+unmet(e.EN)), 3),
		Names:   lack(e.FR.NamesMet+e.EN.NamesMet, e.FR.Names+e.EN.Names),
		Words:   lack(e.FR.WordsMet+e.EN.WordsMet, e.FR.Words+e.EN.Words),
		Lacking: max(wordlink.Lacking(links.FR), wordlink.Lacking(links.EN)),
	}
}

// lack is the share of all that was not met, drawn towards a third while there
// is little to go by.
func lack(met, all int) float64 {
	return (float64(all-met) + 1) / (float64(all) + 3)
}

// A Judge is a logistic regression over some of the features; the others have
// the coefficient 0.
type Judge struct {
	Bias         float64
	Coefficients Features
}

// The two judges, as internal/scorefit fits them on divergences made from the
// training pairs in the manner of Briakou and Carpuat (EMNLP 2020); its
// comments say how they are made. A score of 0.5 therefore means even odds
// where five pairs in eight diverge; among finished translations far fewer do,
// so that a reader sorts by the score rather than cuts at 0.5.
//
// One regression over all features believes the table alone, for the table was
// learned from the very pairs that the divergences are made of. The mean of the
// two judges' log odds, a logarithmic opinion pool with equal weights, keeps
// both. On the development half of REFreSD, of which nothing was used, the area
// under the curve is 0.919 (0.870 for some meaning difference against none) and
// the accuracy at 0.5 is 0.85; the first judge alone has 0.892, 0.832 and 0.83,
// the second 0.908, 0.853 and 0.82, the length ratio 0.699. Tried and left out:
// the longest run of words without counterpart (0.889 alone), the mean
// likelihood ratio (0.84), and whether one side alone denies, obliges or allows
// (0.51: the pairs of REFreSD do not differ so).
var (
	plain = Judge{-2.63, Features{Length: 0.39, Figures: 0.40, Names: 1.77, Words: 3.30}}
	table = Judge{-2.25, Features{Length: 0.28, Figures: 0.13, Lacking: 7.56}}
)

// Score is the mean of both judges, in (0,1).
func (f Features) Score() float64 {
	return 1 / (1 + math.Exp(-(plain.logOdds(f)+table.logOdds(f))/2))
}

func (j Judge) logOdds(f Features) float64 {
	c := j.Coefficients
	return j.Bias + c.Length*f.Length + c.Figures*f.Figures + c.Names*f.Names + c.Words*f.Words + c.Lacking*f.Lacking
}
