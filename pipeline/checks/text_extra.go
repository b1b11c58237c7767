package checks

import (
	"cmp"
	"context"
	"slices"

	"concord/documents"
	"concord/pipeline/check"
)

// TextExtra reports text of the translation that the source language lacks.
var TextExtra = &check.Check{
	ID: "text/extra",
	Title: documents.Pair[string]{
		FR: "un passage ne correspond à rien dans la langue de départ",
		EN: "a passage corresponds to nothing in the source language",
	},
	MQM: "accuracy/addition", Severity: check.Major,
	Requires: []check.AnyFact{parity},
	Run: func(ctx context.Context, p *check.Pass) error {
		return reportGaps(ctx, p, sourceOf(p).Other(), extraWords)
	},
}

var extraWords = gapWords{
	one: documents.Pair[string]{
		FR: "%s ne correspond à rien en %s",
		EN: "%s corresponds to nothing in %s",
	},
	run: documents.Pair[string]{
		FR: "%s (%d mots) ne correspondent à rien en %s",
		EN: "%s (%d words) correspond to nothing in %s",
	},
	inside: documents.Pair[string]{
		FR: "%s semble ne correspondre à rien en %[3]s (%[2]s)",
		EN: "%s seems to correspond to nothing in %[3]s (%[2]s)",
	},
	edition: documents.Pair[string]{
		FR: "%s\u00a0%% du texte %s (%d mots sur %d, en %d passages) ne correspond à rien de sûr en %s\u00a0: les deux fichiers semblent être des éditions différentes",
		EN: "%s%% of the %s text (%d words of %d, in %d passages) corresponds to nothing sure in %s: the two files seem to be different editions",
	},
}

// longest returns the n gaps with most words, in document order.
func longest(gaps []textGap, n int) []textGap {
	byWords := slices.Clone(gaps)
	slices.SortStableFunc(byWords, func(a, b textGap) int { return cmp.Compare(b.words, a.words) })
	byWords = byWords[:min(n, len(byWords))]
	slices.SortStableFunc(byWords, func(a, b textGap) int { return cmp.Compare(a.segs[0], b.segs[0]) })
	return byWords
}
