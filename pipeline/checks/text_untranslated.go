package checks

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"concord/documents"
	"concord/pipeline/check"
)

// TextUntranslated reports text that is in the wrong language for its
// document, or the same on both sides.
var TextUntranslated = &check.Check{
	ID: "text/untranslated",
	Title: documents.Pair[string]{
		FR: "un passage est resté dans l’autre langue",
		EN: "a passage was left in the other language",
	},
	MQM: "accuracy/untranslated", Severity: check.Major,
	Requires: []check.AnyFact{foreign},
	Run:      reportForeign,
}

// A foreignRun is a run of segments of one document in the other language.
type foreignRun struct {
	lang documents.Lang // of the document
	segs []int
	// words is the number of words in segs.
	words int
}

// A foreignText is all of both documents that is in the other language.
type foreignText struct {
	runs []foreignRun
	// in marks the segments in the other language.
	in documents.Pair[map[int]bool]
	// words counts all words of each document, strange those in runs.
	words, strange documents.Pair[int]
}

// From these shares and counts on, one finding tells of all passages of a
// document together: a list of a dozen says no more than that the translation
// is not finished.
const (
	scatteredShare = 0.1
	scatteredRuns  = 12
)

// foreign is the text in the wrong language.
var foreign = &check.Fact[*foreignText]{
	Name: "foreign",
	Compute: func(ctx context.Context, p *check.Pass) (*foreignText, error) {
		out := &foreignText{}
		opposite := oppositeOf(p)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			*out.in.Side(l) = map[int]bool{}
			if err := out.find(ctx, p, l, opposite.Of(l)); err != nil {
				return nil, err
			}
		}
		return out, nil
	},
}

// oppositeOf gives, for each segment of each side, the text of the segments
// that its bead has on the other.
func oppositeOf(p *check.Pass) documents.Pair[map[int]string] {
	out := documents.Pair[map[int]string]{FR: map[int]string{}, EN: map[int]string{}}
	for i := range p.Alignment.Beads {
		b := p.Bead(i)
		if b.Null() {
			continue
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			text := p.Text(i, l.Other())
			for _, s := range b.Side(l) {
				out.Of(l)[s] = text
			}
		}
	}
	return out
}

// find looks for the runs of one side.
func (out *foreignText) find(ctx context.Context, p *check.Pass, l documents.Lang, opposite map[int]string) error {
	doc := p.Docs.Of(l)
	var run foreignRun
	var open []int // segments after the run that may belong to it
	end := func() {
		if len(run.segs) > 0 {
			out.runs = append(out.runs, run)
			*out.strange.Side(l) += run.words
		}
		run, open = foreignRun{lang: l}, nil
	}
	end()
	for i := range doc.Segments {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		text := doc.Segments[i].Text
		*out.words.Side(l) += wordCount(text)
		switch judgeTongue(text, opposite[i], l, len(run.segs) > 0) {
		case otherTongue:
			for _, s := range append(open, i) {
				run.segs = append(run.segs, s)
				run.words += wordCount(doc.Segments[s].Text)
				out.in.Of(l)[s] = true
			}
			open = nil
		case unclearTongue:
			if len(run.segs) > 0 {
				open = append(open, i)
			}
			if len(open) > mostUnclear {
				end()
			}
		case ownTongue:
			end()
		}
	}
	end()
	return nil
}

// mostUnclear is the number of segments in a row, too short to tell, that a run
// in the other language may hold: names, dates and figures between sentences.
const mostUnclear = 3

// reportForeign tells of each run, or of all of a document's at once.
func reportForeign(ctx context.Context, p *check.Pass) error {
	f := check.Get(p, foreign)
	beadOf := documents.Pair[map[int]int]{FR: map[int]int{}, EN: map[int]int{}}
	for i := range p.Alignment.Beads {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, s := range p.Bead(i).Side(l) {
				beadOf.Of(l)[s] = i
			}
		}
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		var runs []foreignRun
		for _, r := range f.runs {
			if r.lang == l {
				runs = append(runs, r)
			}
		}
		share := 0.0
		if f.words.Of(l) > 0 {
			share = float64(f.strange.Of(l)) / float64(f.words.Of(l))
		}
		if len(runs) > scatteredRuns && share >= scatteredShare {
			p.Report(scattered(p, l, runs, f))
			continue
		}
		for _, r := range runs {
			finding := check.Finding{Bead: beadOf.Of(l)[r.segs[0]]}
			for _, s := range r.segs {
				*finding.Spans.Side(l) = append(finding.Spans.Of(l), p.Docs.Of(l).Whole(s))
			}
			finding.Message = foreignMessage(r, f.words.Of(l))
			p.Report(finding)
		}
	}
	return ctx.Err()
}

// foreignMessage tells of one run; all is the number of words of its document.
func foreignMessage(r foreignRun, all int) documents.Pair[string] {
	doc, is := r.lang, r.lang.Other()
	if len(r.segs) == 1 {
		return documents.Pair[string]{
			FR: fmt.Sprintf("cette phrase du texte %s est en %s", langName[documents.FR].Of(doc), langName[documents.FR].Of(is)),
			EN: fmt.Sprintf("this sentence of the %s text is in %s", langName[documents.EN].Of(doc), langName[documents.EN].Of(is)),
		}
	}
	percent := percentOf(r.words, all)
	return documents.Pair[string]{
		FR: fmt.Sprintf("%d phrases de suite (%d mots, %s\u00a0%% du texte %s) sont en %s",
			len(r.segs), r.words, percent, langName[documents.FR].Of(doc), langName[documents.FR].Of(is)),
		EN: fmt.Sprintf("%d sentences in a row (%d words, %s%% of the %s text) are in %s",
			len(r.segs), r.words, percent, langName[documents.EN].Of(doc), langName[documents.EN].Of(is)),
	}
}

// percentOf gives a share in whole per cent, "<1" for less than one.
func percentOf(part, whole int) string {
	if whole == 0 || 100*part < whole {
		return "<1"
	}
	return fmt.Sprint((100*part + whole/2) / whole)
}

// scattered tells of all runs of a document at once and marks the longest.
func scattered(p *check.Pass, l documents.Lang, runs []foreignRun, f *foreignText) check.Finding {
	out := check.Finding{Bead: -1}
	marked := slices.Clone(runs)
	slices.SortStableFunc(marked, func(a, b foreignRun) int { return cmp.Compare(b.words, a.words) })
	marked = marked[:min(mostMarked, len(marked))]
	slices.SortStableFunc(marked, func(a, b foreignRun) int { return cmp.Compare(a.segs[0], b.segs[0]) })
	for _, r := range marked {
		*out.Spans.Side(l) = append(out.Spans.Of(l), p.Docs.Of(l).Whole(r.segs[0]))
	}
	percent := percentOf(f.strange.Of(l), f.words.Of(l))
	fr, en := langName[documents.FR], langName[documents.EN]
	out.Message = documents.Pair[string]{
		FR: fmt.Sprintf("%s\u00a0%% du texte %s (%d passages, %d mots sur %d) est en %s\u00a0: la traduction n’est pas terminée\u00a0; les passages les plus longs sont marqués",
			percent, fr.Of(l), len(runs), f.strange.Of(l), f.words.Of(l), fr.Of(l.Other())),
		EN: fmt.Sprintf("%s%% of the %s text (%d passages, %d words of %d) is in %s: the translation is not finished; the longest passages are marked",
			percent, en.Of(l), len(runs), f.strange.Of(l), f.words.Of(l), en.Of(l.Other())),
	}
	return out
}
