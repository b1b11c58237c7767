package checks

import (
	"context"
	"strings"
	"unicode"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

// A textGap is a run of segments of one document without counterpart, or a
// sentence that a bead's other side lacks.
type textGap struct {
	lang documents.Lang
	// bead is where the gap is told: the surest null link of a run.
	bead int
	segs []int
	// words is the number of words in segs.
	words int
	// fragment marks a gap without a full sentence, heading or list item:
	// cells, captions and crumbs.
	fragment bool
	// against is the number of sentences on each side of the bead, for a gap
	// inside one; zero for a run of null links.
	against documents.Pair[int]
}

// A textParity says what of both documents has a counterpart.
type textParity struct {
	gaps []textGap
	// words counts the words of each document, lost those without
	// counterpart and doubtful those in beads that are hardly better than
	// chance.
	words, lost, doubtful documents.Pair[int]
}

// doubtfulScore is the confidence under which a bead does not count as a
// counterpart when it is asked whether two documents belong together. On the
// development documents 22 % of such beads are right.
const doubtfulScore = 0.4

// A document is said as a whole to be another edition, instead of line by
// line, from half of its words without counterpart, in documents of 200 words
// or more. The 21 development documents, with seeded omissions in up to a
// quarter of their lines, stay under 0.3.
const (
	editionShare = 0.5
	editionWords = 200
)

// edition reports whether so much of a side lacks a counterpart that a list of
// its gaps would help nobody.
func (p *textParity) edition(l documents.Lang) bool {
	return p.words.Of(l) >= editionWords && p.share(l) >= editionShare
}

// share is the part of a document's words without counterpart.
func (p *textParity) share(l documents.Lang) float64 {
	if p.words.Of(l) == 0 {
		return 0
	}
	return float64(p.lost.Of(l)+p.doubtful.Of(l)) / float64(p.words.Of(l))
}

// comparison is the two documents as the aligner sees them.
var comparison = &check.Fact[*align.Comparison]{
	Name: "comparison",
	Compute: func(ctx context.Context, p *check.Pass) (*align.Comparison, error) {
		return align.Compare(ctx, p.Docs, align.Options{})
	},
}

// parity is what has a counterpart and what has none.
var parity = &check.Fact[*textParity]{
	Name:     "parity",
	Requires: []check.AnyFact{comparison, foreign},
	Compute: func(ctx context.Context, p *check.Pass) (*textParity, error) {
		out := &textParity{}
		c := check.Get(p, comparison)
		for i := range p.Alignment.Beads {
			b := p.Bead(i)
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				n := 0
				for _, s := range b.Side(l) {
					n += wordCount(p.Docs.Of(l).Segments[s].Text)
				}
				*out.words.Side(l) += n
				switch {
				case b.Null():
					*out.lost.Side(l) += n
				case b.Score < doubtfulScore:
					*out.doubtful.Side(l) += n
				}
			}
			if !b.Null() {
				if err := out.inside(ctx, p, c, i); err != nil {
					return nil, err
				}
			}
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			out.runs(p, l, check.Get(p, foreign).in.Of(l))
		}
		return out, nil
	},
}

// runs finds the runs of null links of one side. Null links of the other side
// do not end a run: both stand in the same place. Text in the wrong language
// is left to text/untranslated.
func (out *textParity) runs(p *check.Pass, l documents.Lang, strange map[int]bool) {
	var g *textGap
	score := 0.0
	end := func() {
		if g != nil {
			out.gaps = append(out.gaps, *g)
			g = nil
		}
	}
	for i := range p.Alignment.Beads {
		b := p.Bead(i)
		if !b.Null() {
			end()
			continue
		}
		for _, s := range b.Side(l) {
			text := p.Docs.Of(l).Segments[s].Text
			if !says(text) || strange[s] {
				continue
			}
			if g == nil {
				g = &textGap{lang: l, bead: i, fragment: true}
				score = b.Score
			}
			if b.Score > score {
				g.bead, score = i, b.Score
			}
			g.segs = append(g.segs, s)
			g.words += wordCount(text)
			g.fragment = g.fragment && isFragment(p.Docs.Of(l).BlockOf(s).Kind, wordCount(text))
		}
	}
	end()
}

// isFragment reports whether a segment on its own is less than a sentence.
func isFragment(k documents.Kind, words int) bool {
	switch k {
	case documents.Heading:
		return words == 0
	case documents.ListItem:
		return words < 2
	case documents.Cell, documents.Caption:
		return words < 6
	}
	return words < 3
}

// says reports whether a text has anything to translate: a bullet, a rule or a
// lone page number has not.
func says(text string) bool {
	letters, digits := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return letters > 1 || letters+digits > 4
}

// wordCount counts the words of a text: fields with a letter in them.
func wordCount(text string) int {
	n := 0
	for _, f := range strings.Fields(text) {
		if strings.ContainsFunc(f, unicode.IsLetter) {
			n++
		}
	}
	return n
}

// inside looks for sentences in a bead that its other side lacks: it aligns
// the bead's sentences among themselves and takes the null links.
func (out *textParity) inside(ctx context.Context, p *check.Pass, c *align.Comparison, bead int) error {
	b := p.Bead(bead)
	if len(b.FR) == 1 && len(b.EN) == 1 {
		return nil
	}
	found, err := c.Inside(ctx, b)
	if err != nil {
		return err
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		g := textGap{lang: l, bead: bead, against: documents.Pair[int]{FR: len(b.FR), EN: len(b.EN)}}
		least := insideScore
		if len(b.Side(l)) <= len(b.Side(l.Other())) {
			least = unevenScore
		}
		for _, f := range found {
			if !f.Null() || f.Score < least {
				continue
			}
			for _, s := range f.Side(l) {
				if n := wordCount(p.Docs.Of(l).Segments[s].Text); n >= 3 {
					g.segs = append(g.segs, s)
					g.words += n
				}
			}
		}
		if len(g.segs) > 0 {
			out.gaps = append(out.gaps, g)
		}
	}
	return nil
}

// insideScore is the confidence from which a sentence inside a bead counts as
// without counterpart on the side that has more sentences, unevenScore where
// it has no more than the other. On the seeded development rows they find
// 0.92 of the omitted and 0.92 of the added sentences, and flag 1 of 1,000
// clean rows; where the numbers of sentences alone decide, 43 of 1,000 are
// flagged.
const (
	insideScore = 0.3
	unevenScore = 0.7
)
