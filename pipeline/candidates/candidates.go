// Package candidates proposes terms for a new glossary from aligned documents:
// pairs of a French and an English term that seem to say the same, with counts
// and a place for each. Make a Collector, Add each pair of documents, and ask
// for the candidates with Find. Nothing is decided here: a terminologist
// accepts or strikes out.
//
// What may be a term of one language is told by how noun phrases are built
// (phrases), with the parts of speech of glossary/forms. What stands for what
// is told by linking the words of each bead through the translation table: two
// phrases are paired when the words of the one are linked to words of the other
// and to none outside (Och and Ney, CL 30(4) 2004, for phrases of any shape). A
// definition that names both terms is taken at its word (definitions).
//
// Candidates that a text defines come first; the others are ordered by C-value
// (Frantzi, Ananiadou and Mima, IJDL 3 2000), weighed by how often the terms
// stand by themselves and how many of their words are linked.
package candidates

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// A Candidate is a French and an English term that seem to say the same.
type Candidate struct {
	// Terms are as a glossary holds them: in the singular and in lower case
	// where the text has them so.
	Terms documents.Pair[string]
	// Counts are the occurrences of each term in all its forms, whatever stands
	// opposite.
	Counts documents.Pair[int]
	// Count is how often the one stands for the other, Beads the number of
	// beads where it does, and Documents that of pairs of documents.
	Count, Beads, Documents int
	// Defined is the number of definitions that name both.
	Defined int
	// Acronym tells that both are acronyms, and Name that both are always
	// written with a capital.
	Acronym, Name bool
	// Score is above 0; see Find.
	Score float64
	// Example is a bead in which the one stands for the other, a short sentence
	// where there is one.
	Example Example
}

// An Example is a bead of a pair of documents.
type Example struct {
	// Doc is the number that the caller gave the documents, Bead the place of
	// the bead in their alignment.
	Doc, Bead int
	// Segments are the indexes of the segments in which the terms stand.
	Segments documents.Pair[int]
}

// Limits on what is read.
const (
	// mostWords is the number of words of the longest side of a bead: what is
	// longer is a list or a table that could not be cut.
	mostWords = 600
	// mostAll bounds the words of all beads together, and so the memory: 20
	// million words of both languages take about 2 GB.
	mostAll = 20_000_000
)

// A Collector gathers the beads of documents. It is not for use by several at
// once.
type Collector struct {
	reader *reader
	beads  []bead
	words  int
	full   bool
}

// New makes a Collector that links words by a table.
func New(t *lexicon.Table) *Collector { return &Collector{reader: newReader(t)} }

// A bead is one bead as it is read.
type bead struct {
	doc, at int
	sides   documents.Pair[side]
	defined *definition // nil in most
}

// A side is the words of all segments of one side of a bead.
type side struct {
	doc   *documents.Document
	words []word
	// segs are the indexes of the segments; from[k] is the first word of the
	// k-th.
	segs, from []int
}

// Add reads a pair of documents, which must have a number of its own. It
// reports whether all of it was taken: beads are left out once the documents
// have 20 million words together.
func (c *Collector) Add(doc int, docs documents.Pair[*documents.Document], a *align.Alignment) bool {
	for i, b := range a.Beads {
		if b.Null() {
			continue
		}
		one := bead{doc: doc, at: i}
		one.sides.FR = c.side(docs.FR, b.FR, documents.FR)
		one.sides.EN = c.side(docs.EN, b.EN, documents.EN)
		n, m := len(one.sides.FR.words), len(one.sides.EN.words)
		if n == 0 || m == 0 || n > mostWords || m > mostWords {
			continue
		}
		if c.words += n + m; c.words > mostAll {
			c.full = true
			break
		}
		one.defined = c.definition(docs, b)
		c.beads = append(c.beads, one)
	}
	return !c.full
}

func (c *Collector) side(d *documents.Document, segs []int, lang documents.Lang) side {
	s := side{doc: d, segs: segs}
	for _, k := range segs {
		s.from = append(s.from, len(s.words))
		s.words = append(s.words, c.reader.read(d.Segments[k].Text, lang)...)
	}
	return s
}

// definition looks for a definition in the blocks that begin with a bead.
func (c *Collector) definition(docs documents.Pair[*documents.Document], b align.Bead) *definition {
	fr, en := docs.FR.Segments[b.FR[0]], docs.EN.Segments[b.EN[0]]
	blockFR, blockEN := docs.FR.Blocks[fr.Block-1].Text, docs.EN.Blocks[en.Block-1].Text
	if strings.TrimSpace(blockFR[:fr.Start]) != "" || strings.TrimSpace(blockEN[:en.Start]) != "" {
		return nil
	}
	return c.reader.definition(blockFR, blockEN)
}

// seg is the place, among the side's segments, of the one that holds a word.
func (s *side) seg(word int) int {
	k := len(s.from) - 1
	for s.from[k] > word {
		k--
	}
	return k
}

// segment is the words of the k-th segment: from, up to but not including to.
func (s *side) segment(k int) (from, to int) {
	if k+1 < len(s.from) {
		return s.from[k], s.from[k+1]
	}
	return s.from[k], len(s.words)
}

// phrases are those of all segments.
func (s *side) phrases(lang documents.Lang) []phrase {
	var out []phrase
	for k := range s.from {
		from, to := s.segment(k)
		for _, p := range phrases(s.words[from:to], lang) {
			out = append(out, phrase{p.from + from, p.to + from})
		}
	}
	return out
}

// whole reports whether a phrase of the side stands by itself.
func (s *side) whole(p phrase) bool {
	from, to := s.segment(s.seg(p.from))
	return whole(s.words[from:to], phrase{p.from - from, p.to - from})
}

// Options say what is wanted.
type Options struct {
	// Least is the number of times that the one term has to stand for the other;
	// 0 is 2. A pair that the text defines needs no more than that.
	Least int
}

// Find gives the candidates of all that was added, the most promising first:
// those that a text defines, then by Score; pairs of equal score by their terms.
// The order in which documents were added and the order of beads within them do
// not matter. The score is
//
//	log2(1+w) · free · q · √(alone/count)
//
// with w the mean number of words of both terms, articles and prepositions left
// out; free the count less the mean count of the longer candidates that the
// pair lies in, as in C-value; q the share of the words that are linked; and
// alone the number of times that no noun or adjective stands before or after
// either term. Of the 177 pairs of the development documents that came first with
// no definition, 0.701 were in the lists (docs/eval.md) with this score and 0.672
// without its last factor. Before names and participles were left out they were
// 0.650 by C-value, 0.638 by count, 0.633 by C-value times Dice's coefficient and
// 0.627 by the log-likelihood ratio (Dunning, CL 19(1) 1993).
//
// The error is that of ctx.
func (c *Collector) Find(ctx context.Context, opts Options) ([]Candidate, error) {
	least := opts.Least
	if least <= 0 {
		least = 2
	}
	n, err := c.count(ctx, least)
	if err != nil {
		return nil, err
	}
	n.absorb()
	out := n.candidates(n.chosen(least))
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(min(a.Defined, 1), min(b.Defined, 1)), -cmp.Compare(a.Score, b.Score),
			cmp.Compare(a.Terms.EN, b.Terms.EN), cmp.Compare(a.Terms.FR, b.Terms.FR))
	})
	return out, nil
}
