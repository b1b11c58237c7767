package checks

import (
	"context"
	"fmt"
	"strings"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

// TextMoved reports a passage that stands elsewhere in the other language.
var TextMoved = &check.Check{
	ID: "text/moved",
	Title: documents.Pair[string]{
		FR: "un passage n’est pas à la même place dans l’autre langue",
		EN: "a passage stands in another place in the other language",
	},
	MQM: "accuracy/mistranslation", Severity: check.Minor,
	Run: func(ctx context.Context, p *check.Pass) error {
		beads := p.Alignment.Beads
		for i := 0; i < len(beads); i++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			if !tellsMove(p, i) {
				continue
			}
			last := i
			for last+1 < len(beads) && follows(beads[last], beads[last+1]) {
				last++
			}
			p.Report(movedFinding(p, i, last))
			i = last
		}
		return nil
	},
}

// leastMoved is the number of words from which a passage has a place: shorter
// ones (an address, a figure's number, a label) float around figures and
// tables.
const leastMoved = 6

// tellsMove reports whether a moved bead is worth telling: running text whose
// place says something. Captions, cells and notes float, and what stands in the
// order of the alphabet has another place in another language.
func tellsMove(p *check.Pass, bead int) bool {
	b := p.Bead(bead)
	if !b.Moved || b.Null() {
		return false
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		doc := p.Docs.Of(l)
		if floats(doc, b.Side(l)) || alphabetical(doc, b.Side(l)[0]) {
			return false
		}
	}
	return crossesText(p, b)
}

// floats reports whether segments stand where their page has room for them:
// captions, cells, notes and whatever is shorter than leastMoved.
func floats(doc *documents.Document, segs []int) bool {
	words := 0
	for _, s := range segs {
		switch doc.BlockOf(s).Kind {
		case documents.Caption, documents.Cell, documents.Note:
			return true
		}
		words += wordCount(doc.Segments[s].Text)
	}
	return words < leastMoved
}

// crossesText reports whether a moved bead crosses one of running text: where
// all that it crosses floats, it is that which moved.
func crossesText(p *check.Pass, b align.Bead) bool {
	for i := range p.Alignment.Beads {
		o := p.Bead(i)
		if o.Null() || o.Moved || (o.FR[0] < b.FR[0]) == (o.EN[0] < b.EN[0]) {
			continue
		}
		if !floats(p.Docs.FR, o.FR) && !floats(p.Docs.EN, o.EN) {
			return true
		}
	}
	return false
}

// blocksAround is the number of blocks on each side of a passage that are looked
// at for the order of the alphabet.
const blocksAround = 3

// alphabetical reports whether a segment's block and those around it, five or
// more, stand in the order of their first words, give or take one: seven blocks
// in any order do so in 2 % of cases.
func alphabetical(doc *documents.Document, seg int) bool {
	at := doc.Segments[seg].Block - 1
	var starts []string
	for i := max(at-blocksAround, 0); i <= min(at+blocksAround, len(doc.Blocks)-1); i++ {
		if !doc.Blocks[i].Kind.Segmented() {
			continue
		}
		starts = append(starts, firstWord(doc.Blocks[i].Text))
	}
	ups, downs := 0, 0
	for i := 1; i < len(starts); i++ {
		switch c := strings.Compare(starts[i-1], starts[i]); {
		case c < 0:
			ups++
		case c > 0:
			downs++
		}
	}
	return ups+downs > blocksAround && downs <= 1
}

func firstWord(text string) string {
	words := strings.Fields(check.Normalise(text))
	if len(words) == 0 {
		return ""
	}
	return strings.Trim(words[0], "«»“”\"'()[]")
}

// follows reports whether two moved beads are one passage in both languages.
func follows(a, b align.Bead) bool {
	return b.Moved && !a.Null() && !b.Null() && b.FR[0] == a.FR[len(a.FR)-1]+1 && b.EN[0] == a.EN[len(a.EN)-1]+1
}

func movedFinding(p *check.Pass, first, last int) check.Finding {
	f := check.Finding{Bead: first}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		for i := first; i <= last; i++ {
			for _, s := range p.Bead(i).Side(l) {
				*f.Spans.Side(l) = append(f.Spans.Of(l), p.Docs.Of(l).Whole(s))
			}
		}
	}
	for _, in := range []documents.Lang{documents.FR, documents.EN} {
		*f.Message.Side(in) = fmt.Sprintf(movedWords.Of(in),
			placeOf(p, documents.FR, p.Bead(first), in), placeOf(p, documents.EN, p.Bead(first), in))
	}
	return f
}

var movedWords = documents.Pair[string]{
	FR: "ce passage se trouve %s en français et %s en anglais",
	EN: "this passage stands %s in French and %s in English",
}

// placeOf says after what a passage stands in one language.
func placeOf(p *check.Pass, l documents.Lang, b align.Bead, in documents.Lang) string {
	first := b.Side(l)[0]
	if first == 0 {
		return movedFirst.Of(in)
	}
	words := strings.Fields(p.Docs.Of(l).Segments[first-1].Text)
	quoted := strings.Join(words[:min(len(words), quotedWords)], " ")
	if len(words) > quotedWords {
		quoted += " …"
	}
	return fmt.Sprintf(movedAfter.Of(in), quoted)
}

// quotedWords is the number of words that name the passage before.
const quotedWords = 6

var (
	movedFirst = documents.Pair[string]{FR: "au début", EN: "at the start"}
	movedAfter = documents.Pair[string]{FR: "après «\u00a0%s\u00a0»", EN: "after “%s”"}
)
