// Package align links the segments of a French and an English document that
// say the same. Align is the one entry; it returns an Alignment, a list of
// Beads in which every segment of both documents occurs exactly once.
package align

import (
	"context"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// A Bead links FR segments to the EN segments that say the same. Either side
// may be empty (a null link), not both. Every segment of both documents is in
// exactly one bead; beads do not cross, save those marked Moved.
type Bead struct {
	// FR and EN are indexes (from 0) into Document.Segments, ascending and
	// contiguous.
	FR, EN []int
	// Score is the confidence in the link, in [0,1].
	Score float64
	// Moved marks a bead that crosses others.
	Moved bool
}

// Side returns the bead's segment indexes in one language.
func (b Bead) Side(l documents.Lang) []int {
	if l == documents.FR {
		return b.FR
	}
	return b.EN
}

// Null reports whether one side is empty.
func (b Bead) Null() bool { return len(b.FR) == 0 || len(b.EN) == 0 }

// An Alignment is the list of beads in document order: by FR, and null EN
// links where they stand between their neighbours.
type Alignment struct{ Beads []Bead }

// Options guide the alignment.
type Options struct {
	// Hints gives, for each segment of each side, opaque keys (glossary
	// concept IDs) that are evidence for a link where they are equal on both
	// sides. Nil or one slice per segment.
	Hints documents.Pair[[][]string]
	// Fixed are beads that a person has set, null links among them. They stand
	// as they are, with the score 1, and the rest is linked around them. A bead
	// that cannot be (a segment twice, or one that is not there) is passed over.
	Fixed []Bead
	// Lexicon tells which words translate each other, besides those that look
	// alike and the commonest; nil for none. lexicon.Shipped is the table in
	// the binary. Thresholds on Evidence and on what Inside finds were measured
	// without a table.
	Lexicon *lexicon.Table
}

// Align links two documents. It fails only when ctx ends.
//
// The path of greatest likelihood is searched in full for pairs of up to about
// 1,000 segments a side, and in a band along surely linked segments beyond
// that. Two documents of 20,000 segments take 10 s and 175 MB with a table
// (BenchmarkAlignWithTable, invented text that shares most of its words). What stands in
// another order is looked for afterwards among the segments left alone, one to
// one, and marked Moved.
func Align(ctx context.Context, docs documents.Pair[*documents.Document], opts Options) (*Alignment, error) {
	c, err := Compare(ctx, docs, opts)
	if err != nil {
		return nil, err
	}
	return c.Align(ctx)
}

// A Comparison is two documents made ready to be linked: the clues of every
// segment, which of them may meet, and the lengths. It is not changed once
// made and may be used by many at once.
type Comparison struct {
	fr, en *side
	w      *weights
	fixed  []Bead
}

// Compare makes two documents ready. It fails only when ctx ends.
func Compare(ctx context.Context, docs documents.Pair[*documents.Document], opts Options) (*Comparison, error) {
	w := &tuned
	if opts.Lexicon != nil {
		w = &tabled
	}
	return compare(ctx, docs, opts, w, measured)
}

// Align links the two documents.
func (c *Comparison) Align(ctx context.Context) (*Alignment, error) {
	main, notes := c.split()
	var beads []Bead
	for _, part := range [...]documents.Pair[[]int]{main, notes} {
		if len(part.FR)+len(part.EN) == 0 {
			continue
		}
		for _, rest := range c.without(part) {
			found, err := c.grid(rest).run(ctx)
			if err != nil {
				return nil, err
			}
			beads = append(beads, found...)
		}
	}
	beads, err := c.moved(ctx, beads)
	if err != nil {
		return nil, err
	}
	return &Alignment{Beads: inOrder(append(beads, c.fixed...))}, nil
}

// Inside links the segments of one bead among themselves, as if they were two
// documents: it tells what in a bead of several sentences has no counterpart.
func (c *Comparison) Inside(ctx context.Context, b Bead) ([]Bead, error) {
	if len(b.FR)+len(b.EN) == 0 {
		return nil, nil
	}
	g := c.grid(documents.Pair[[]int]{FR: b.FR, EN: b.EN})
	w := c.w.inside()
	g.w = &w
	found, err := g.run(ctx)
	return inOrder(found), err
}

// grid makes the grid of a run of segments on each side.
func (c *Comparison) grid(part documents.Pair[[]int]) *grid {
	return newGrid(c.fr.stream(part.FR), c.en.stream(part.EN), c.w)
}

// run aligns the two runs of segments of a grid.
func (g *grid) run(ctx context.Context) ([]Bead, error) {
	fixed := g.fixedPoints()
	for _, p := range fixed {
		for i := p.i; i < len(g.fr.part); i++ {
			g.fr.part[i]++
		}
		for j := p.j; j < len(g.en.part); j++ {
			g.en.part[j]++
		}
	}
	path, err := g.best(ctx, g.windows(fixed))
	if err != nil {
		return nil, err
	}
	sure, err := g.confidence(ctx, path)
	if err != nil {
		return nil, err
	}
	parts := make([]stretch, len(path))
	i, j := 0, 0
	for k, op := range path {
		parts[k] = stretch{i: i, j: j, fr: shapes[op].fr, en: shapes[op].en, sure: sure[k]}
		i, j = i+shapes[op].fr, j+shapes[op].en
	}
	var beads []Bead
	for _, p := range g.repair(parts) {
		b := Bead{Score: p.sure}
		for k := range p.fr {
			b.FR = append(b.FR, g.fr.looks[p.i+k].index)
		}
		for k := range p.en {
			b.EN = append(b.EN, g.en.looks[p.j+k].index)
		}
		beads = append(beads, b)
	}
	return beads, nil
}
