// Package learn makes a translation table out of aligned text. Learn is the
// one entry; Measure tells how good a table is on pairs that it has not seen.
//
// The method is IBM model 1 (Brown et al., CL 19(2) 1993) in both directions,
// with the prior of fast_align that links places near the diagonal (Dyer,
// Chahuneau and Smith, NAACL 2013) and, in the last iterations, the agreement
// of both directions (Liang, Taskar and Klein, NAACL 2006): a link counts by
// the product of what each direction believes of it. The same pairs and
// options give the same table, whatever the number of workers.
package learn

import (
	"context"
	"errors"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// Options say how a table is learned. Tuned has the values in use.
type Options struct {
	// Rarest is how often a stem must occur to be learned.
	Rarest int
	// Longest is the number of words of a side above which a pair is left
	// out: it would cost the square of that and say little. At most 1,000.
	Longest int
	// Tension says how strongly links keep to the diagonal: the prior is
	// exp(-Tension*|i/m - j/n|). 0 is model 1.
	Tension float64
	// Null is the chance, in (0,1), that a word has no counterpart.
	Null float64
	// Alone is the number of iterations in which each direction learns for
	// itself, at least 1; Agreeing of those after, in which both agree.
	Alone, Agreeing int
	// Least is the expected count under which an entry is dropped between
	// iterations, to save memory and time.
	Least float64
	// Share and Count say what is kept in the end: links that have a chance
	// of Share in one direction, and an expected count of Count in both.
	Share, Count float64
	// Workers is the number of goroutines; it does not change the result.
	Workers int
}

// Tuned are the options that the shipped table was learned with.
// docs/lexicon.md has the measurements behind them.
var Tuned = Options{
	Rarest: 2, Longest: 80,
	Tension: 4, Null: 0.08,
	Alone: 4, Agreeing: 3, Least: 0.02,
	Share: 0.001, Count: 0.3,
	Workers: 2,
}

// Own are the options for a user's own pairs, of which there are few: what
// occurs once is learned too, and links are kept from less.
var Own = func() Options {
	o := Tuned
	o.Rarest, o.Count = 1, 0.1
	return o
}()

// mostWords keeps the numbers of words and places within 32 bits.
const mostWords = 1 << 30

// Learn makes a table of pairs that say the same. It fails when ctx ends, or
// when the pairs hold more than 2^30 words.
func Learn(ctx context.Context, pairs []documents.Pair[string], opts Options) (*lexicon.Table, error) {
	bytes := 0
	for _, p := range pairs {
		bytes += len(p.FR) + len(p.EN)
	}
	if bytes > mostWords {
		return nil, errors.New("too much text to learn from at once")
	}
	c := read(pairs, opts.Rarest, min(opts.Longest, 1000))
	t := newTrainer(c, opts)
	m, err := t.learn(ctx)
	if err != nil {
		return nil, err
	}
	return lexicon.New(content(c, m, opts))
}
