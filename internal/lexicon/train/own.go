package main

import (
	"context"
	"fmt"

	"concord/documents"
	"concord/internal/lexicon/learn"
	"concord/pipeline/lexicon"
)

// own measures what a table of a user's own pairs adds to one of the laws
// alone: it is learned from more and more of the first half of the prose, mixed
// in with some weights, and measured on the second half.
func own(ctx context.Context, base *lexicon.Table, prose []documents.Pair[string], workers int) error {
	half := len(prose) / 2
	held := prose[half:]
	show := func(n int, weight float64, t *lexicon.Table) {
		q := learn.Measure(t, held)
		fmt.Printf("%4d pairs, weight %3g: unknown %.4f, retrieved %.4f, ratio %.4f, covered %.4f\n",
			n, weight, q.Unknown, q.Retrieved, q.Ratio, q.Covered)
	}
	show(0, 0, base)
	opts := learn.Own
	opts.Workers = workers
	for _, n := range []int{10, 30, 100, 200, 400, half} {
		if n > half {
			break
		}
		// Lines from all of the half, so that few of them are not one document.
		var some []documents.Pair[string]
		for i := range n {
			some = append(some, prose[i*half/n])
		}
		t, err := learn.Learn(ctx, some, opts)
		if err != nil {
			return err
		}
		for _, weight := range []float64{1, 3, 10, 30, 100} {
			show(n, weight, lexicon.Mix(base, t, weight))
		}
	}
	return nil
}
