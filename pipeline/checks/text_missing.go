package checks

import (
	"context"
	"fmt"

	"concord/documents"
	"concord/pipeline/check"
)

// TextMissing reports text of the source language that the translation lacks.
var TextMissing = &check.Check{
	ID: "text/missing",
	Title: documents.Pair[string]{
		FR: "un passage n’est pas traduit dans l’autre langue",
		EN: "a passage is missing in the other language",
	},
	MQM: "accuracy/omission", Severity: check.Major,
	Requires: []check.AnyFact{parity},
	Run: func(ctx context.Context, p *check.Pass) error {
		return reportGaps(ctx, p, sourceOf(p), missingWords)
	},
}

// sourceOf returns the language that a pair was written in first.
func sourceOf(p *check.Pass) documents.Lang {
	if p.Settings.Source == documents.EN {
		return documents.EN
	}
	return documents.FR
}

// gapWords are the sentences that tell of a gap; verbs differ between a
// passage that is missing and one that was added.
type gapWords struct {
	// one, run and inside take the names of the languages and the counts.
	one, run, inside, edition documents.Pair[string]
}

var missingWords = gapWords{
	one: documents.Pair[string]{
		FR: "%s n’a pas d’équivalent en %s",
		EN: "%s has no counterpart in %s",
	},
	run: documents.Pair[string]{
		FR: "%s (%d mots) n’ont pas d’équivalent en %s",
		EN: "%s (%d words) have no counterpart in %s",
	},
	inside: documents.Pair[string]{
		FR: "il semble manquer en %[3]s l’équivalent de %[1]s (%[2]s)",
		EN: "the %[3]s seems to lack %[1]s (%[2]s)",
	},
	edition: documents.Pair[string]{
		FR: "%s\u00a0%% du texte %s (%d mots sur %d, en %d passages) n’a pas d’équivalent sûr en %s\u00a0: la traduction est incomplète ou les deux fichiers sont des éditions différentes",
		EN: "%s%% of the %s text (%d words of %d, in %d passages) has no sure counterpart in %s: the translation is incomplete or the two files are different editions",
	},
}

// reportGaps reports what one document has and the other lacks: each gap, the
// document as a whole, or both, as textParity.state has it.
func reportGaps(ctx context.Context, p *check.Pass, l documents.Lang, w gapWords) error {
	par := check.Get(p, parity)
	state := par.state(l)
	if state != gapsListed {
		p.Report(editionFinding(p.Docs.Of(l), par, l, w))
	}
	if state == gapsFlood {
		return ctx.Err()
	}
	for _, g := range par.gaps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if g.lang == l {
			p.Report(gapFinding(p, g, w))
		}
	}
	return nil
}

// gapFinding tells of one gap.
func gapFinding(p *check.Pass, g textGap, w gapWords) check.Finding {
	f := check.Finding{Bead: g.bead}
	if g.fragment {
		f.Severity = check.Minor
	}
	doc := p.Docs.Of(g.lang)
	for _, s := range g.segs {
		*f.Spans.Side(g.lang) = append(f.Spans.Of(g.lang), doc.Whole(s))
	}
	kind := doc.BlockOf(g.segs[0]).Kind
	for _, s := range g.segs {
		if doc.BlockOf(s).Kind != kind {
			kind = ""
		}
	}
	for _, in := range []documents.Lang{documents.FR, documents.EN} {
		what, other := gapNoun(in, kind, g.lang, len(g.segs)), langName[in].Of(g.lang.Other())
		msg := f.Message.Side(in)
		switch {
		case g.against != documents.Pair[int]{}:
			counts := fmt.Sprintf(gapAgainst.Of(in), g.against.FR, g.against.EN)
			*msg = fmt.Sprintf(w.inside.Of(in), what, counts, other)
		case len(g.segs) == 1:
			*msg = fmt.Sprintf(w.one.Of(in), what, other)
		default:
			*msg = fmt.Sprintf(w.run.Of(in), what, g.words, other)
		}
	}
	return f
}

var gapAgainst = documents.Pair[string]{
	FR: "phrases\u00a0: %d en français, %d en anglais",
	EN: "sentences: %d in French, %d in English",
}

// langName gives the names of both languages in each.
var langName = map[documents.Lang]documents.Pair[string]{
	documents.FR: {FR: "français", EN: "anglais"},
	documents.EN: {FR: "French", EN: "English"},
}

// gapNoun names n segments of one kind; kind is empty for mixed ones.
func gapNoun(in documents.Lang, kind documents.Kind, l documents.Lang, n int) string {
	names, ok := gapNouns[kind]
	if !ok {
		names = gapNouns[documents.Paragraph]
	}
	if in == documents.EN {
		if n == 1 {
			return fmt.Sprintf("the %s %s", langName[in].Of(l), names.EN[0])
		}
		return fmt.Sprintf("%d %s %s in a row", n, langName[in].Of(l), names.EN[1])
	}
	if n == 1 {
		return fmt.Sprintf("%s en %s", names.FR[0], langName[in].Of(l))
	}
	return fmt.Sprintf("%d %s de suite en %s", n, names.FR[1], langName[in].Of(l))
}

// gapNouns name one and several segments of each kind.
var gapNouns = map[documents.Kind]documents.Pair[[2]string]{
	"":                  {FR: [2]string{"le passage", "passages"}, EN: [2]string{"passage", "passages"}},
	documents.Paragraph: {FR: [2]string{"la phrase", "phrases"}, EN: [2]string{"sentence", "sentences"}},
	documents.Heading:   {FR: [2]string{"le titre", "titres"}, EN: [2]string{"heading", "headings"}},
	documents.ListItem:  {FR: [2]string{"l’élément de liste", "éléments de liste"}, EN: [2]string{"list item", "list items"}},
	documents.Cell:      {FR: [2]string{"la cellule", "cellules"}, EN: [2]string{"table cell", "table cells"}},
	documents.Caption:   {FR: [2]string{"la légende", "légendes"}, EN: [2]string{"caption", "captions"}},
	documents.Note:      {FR: [2]string{"la note", "notes"}, EN: [2]string{"note", "notes"}},
}

// mostMarked is the number of passages that a finding about a whole document
// marks.
const mostMarked = 10

// editionFinding tells what share of a document has no counterpart, and marks
// the start of its longest gaps.
func editionFinding(doc *documents.Document, par *textParity, l documents.Lang, w gapWords) check.Finding {
	f := check.Finding{Bead: -1}
	runs := par.runsOf(l)
	for _, g := range longest(runs, mostMarked) {
		*f.Spans.Side(l) = append(f.Spans.Of(l), doc.Whole(g.segs[0]))
	}
	lost := par.lost.Of(l) + par.doubtful.Of(l)
	for _, in := range []documents.Lang{documents.FR, documents.EN} {
		*f.Message.Side(in) = fmt.Sprintf(w.edition.Of(in), percentOf(lost, par.words.Of(l)),
			langName[in].Of(l), lost, par.words.Of(l), len(runs), langName[in].Of(l.Other()))
		if par.state(l) == gapsFlood {
			*f.Message.Side(in) += gapsMarked.Of(in)
		}
	}
	return f
}

// gapsMarked ends a finding that stands for all gaps of a document.
var gapsMarked = documents.Pair[string]{
	FR: "\u00a0; seuls les passages les plus longs sont marqués",
	EN: "; only the longest passages are marked",
}
