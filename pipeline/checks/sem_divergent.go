package checks

import (
	"context"
	"fmt"

	"concord/documents"
	"concord/pipeline/check"
	"concord/pipeline/divergence"
	"concord/pipeline/wordlink"
)

// SemDivergent reports sentences that seem to say something else.
var SemDivergent = &check.Check{
	ID: "sem/divergent",
	Title: documents.Pair[string]{
		FR: "deux phrases appariées semblent dire autre chose",
		EN: "two sentences that are linked seem to say different things",
	},
	MQM: "accuracy/mistranslation", Severity: check.Minor,
	Requires: []check.AnyFact{wordLinks, comparison},
	Run: func(ctx context.Context, p *check.Pass) error {
		links, c := check.Get(p, wordLinks), check.Get(p, comparison)
		for i := range p.Alignment.Beads {
			if err := ctx.Err(); err != nil {
				return err
			}
			b := p.Bead(i)
			if b.Null() || p.Text(i, documents.FR) == p.Text(i, documents.EN) || min(len(links[i].FR), len(links[i].EN)) < divergentWords {
				continue
			}
			score := divergence.Measure(c.Evidence(b), links[i]).Score()
			if score >= divergentScore {
				p.Report(divergentFinding(p, i, links[i], score))
			}
		}
		return nil
	},
}

// divergentScore is the score from which two sentences are told, divergentWords
// the number of words that each needs: a heading may be put in any words. Read
// one by one on seven development pairs, 14 of 16 findings are sentences that
// say different things, six of them because they were linked wrongly in a
// passage that was rewritten. Of ten more between 0.90 and 0.95 six are; the
// others are free, or full of words that the table does not know.
const (
	divergentScore = 0.95
	divergentWords = 6
)

func divergentFinding(p *check.Pass, bead int, links wordlink.Links, score float64) check.Finding {
	f := check.Finding{Bead: bead}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		for _, r := range wordlink.Runs(links.Of(l), wordlink.LeastRun) {
			words := links.Of(l)[r.From:r.To]
			*f.Spans.Side(l) = append(f.Spans.Of(l), spansIn(p, bead, l, words[0].Start, words[len(words)-1].End)...)
		}
	}
	for _, in := range []documents.Lang{documents.FR, documents.EN} {
		*f.Message.Side(in) = fmt.Sprintf(divergentText.Of(in), percentOf(int(100*score), 100))
	}
	return f
}

var divergentText = documents.Pair[string]{
	FR: "les deux phrases semblent dire autre chose (divergence %s\u00a0%%)\u00a0: les mots marqués sont sans équivalent",
	EN: "the two sentences seem to say different things (divergence %s%%): the marked words have no counterpart",
}
