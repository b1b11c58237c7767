package candidates

import (
	"context"
	"strings"
	"unicode"

	"concord/documents"
)

// A term is what is known of a phrase of one language, in all its forms.
type term struct {
	key   string
	words int // but for articles and prepositions
	// count is the number of its occurrences, beads that of beads it stands in,
	// last the last of these.
	count, beads, last int
}

// terms are those of one language, by key.
type terms struct {
	list  []term
	index map[string]int32
}

func (t *terms) of(key string, words int) int32 {
	id, ok := t.index[key]
	if !ok {
		id = int32(len(t.list))
		t.index[key] = id
		t.list = append(t.list, term{key: key, words: words, last: -1})
	}
	return id
}

// A couple is a French and an English term.
type couple struct{ fr, en int32 }

// A tally is what was counted of a couple.
type tally struct {
	count, alone, beads, documents int
	lastBead, lastDoc              int
	quality                        float64 // sum over the count
	defined                        int
	spellings                      []spelling
	example                        Example
	exampleText                    string
	off                            int // of the example's length from goodExample
	absorbed                       bool
}

// A spelling is one way in which both terms are written.
type spelling struct {
	documents.Pair[string]
	plural  bool // one of the two
	count   int
	defined bool
}

// counts are those of all beads.
type counts struct {
	terms  documents.Pair[*terms]
	pairs  map[couple]*tally
	reader *reader
}

// An occurrence is a phrase of a bead's side with the number of its term.
type occurrence struct {
	phrase
	id int32
}

// count goes through all beads twice: to count the phrases of each language,
// and to pair those that occur often enough. It gives up when ctx ends.
func (c *Collector) count(ctx context.Context, least int) (*counts, error) {
	n := &counts{pairs: map[couple]*tally{}, reader: c.reader}
	found := make([]documents.Pair[[]occurrence], len(c.beads))
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		t := &terms{index: map[string]int32{}}
		*n.terms.Side(l) = t
		for i := range c.beads {
			s := c.beads[i].sides.Side(l)
			for _, p := range s.phrases(l) {
				words := s.words[p.from:p.to]
				id := t.of(key(words), contentWords(words))
				x := &t.list[id]
				x.count++
				if x.last != i {
					x.last = i
					x.beads++
				}
				*found[i].Side(l) = append(*found[i].Side(l), occurrence{p, id})
			}
		}
	}
	for i := range c.beads {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n.pair(i, &c.beads[i], found[i], least)
		if d := c.beads[i].defined; d != nil {
			n.define(i, &c.beads[i], d)
		}
	}
	return n, nil
}

func contentWords(words []word) int {
	n := 0
	for i := range words {
		if !words[i].function {
			n++
		}
	}
	return n
}

// pair counts the couples of a bead whose words are linked to each other and to
// none outside.
func (n *counts) pair(i int, b *bead, found documents.Pair[[]occurrence], least int) {
	var often documents.Pair[[]occurrence]
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		list := n.terms.Of(l).list
		for _, o := range found.Of(l) {
			if list[o.id].count >= least {
				*often.Side(l) = append(*often.Side(l), o)
			}
		}
	}
	if len(often.FR) == 0 || len(often.EN) == 0 {
		return
	}
	links := n.reader.links(b.sides.FR.words, b.sides.EN.words)
	fr := reaches(b.sides.FR.words, often.FR, links, documents.FR)
	en := reaches(b.sides.EN.words, often.EN, links, documents.EN)
	for x, f := range often.FR {
		if fr[x].linked == 0 {
			continue
		}
		for y, e := range often.EN {
			if en[y].linked == 0 || !fr[x].within(e.phrase) || !en[y].within(f.phrase) {
				continue
			}
			t := n.tally(couple{f.id, e.id})
			t.see(i, b)
			t.count++
			if b.sides.FR.whole(f.phrase) && b.sides.EN.whole(e.phrase) {
				t.alone++
			}
			t.quality += float64(fr[x].linked+en[y].linked) / float64(fr[x].words+en[y].words)
			formF, pluralF := b.sides.FR.form(f.phrase, documents.FR)
			formE, pluralE := b.sides.EN.form(e.phrase, documents.EN)
			t.spell(documents.Pair[string]{FR: formF, EN: formE}, pluralF || pluralE, false)
			t.show(b, b.sides.FR.seg(f.from), b.sides.EN.seg(e.from))
		}
	}
}

// define counts a definition.
func (n *counts) define(i int, b *bead, d *definition) {
	ids := couple{n.defined(d.FR, documents.FR), n.defined(d.EN, documents.EN)}
	t := n.tally(ids)
	t.see(i, b)
	t.defined++
	t.spell(d.Pair, false, true)
	t.show(b, 0, 0)
}

// defined is the number of a term that a definition names. Terms with figures,
// which are no words, keep them.
func (n *counts) defined(text string, l documents.Lang) int32 {
	words := n.reader.read(text, l)
	k := key(words)
	if strings.ContainsFunc(text, unicode.IsDigit) {
		k = foldForm(text)
	}
	return n.terms.Of(l).of(k, max(contentWords(words), 1))
}

func (n *counts) tally(c couple) *tally {
	t := n.pairs[c]
	if t == nil {
		t = &tally{lastBead: -1, lastDoc: -1}
		n.pairs[c] = t
	}
	return t
}

// see counts a bead and its documents once. The beads of a pair of documents
// follow each other.
func (t *tally) see(i int, b *bead) {
	if t.lastBead != i {
		t.lastBead = i
		t.beads++
	}
	if t.lastDoc != b.doc {
		t.lastDoc = b.doc
		t.documents++
	}
}

// goodExample is the number of bytes, in both languages, of a bead that shows a
// term in a sentence and still fits a cell.
const goodExample = 200

// show takes a bead as the example when its length is the nearest to a good one
// so far, or comes first in the alphabet, so that the order of beads does not
// matter.
func (t *tally) show(b *bead, fr, en int) {
	f, e := b.sides.FR.segs[fr], b.sides.EN.segs[en]
	text := b.sides.FR.doc.Segments[f].Text + "\n" + b.sides.EN.doc.Segments[e].Text
	off := max(len(text)-goodExample, goodExample-len(text))
	if t.exampleText != "" && (off > t.off || off == t.off && text >= t.exampleText) {
		return
	}
	t.exampleText, t.off = text, off
	t.example = Example{Doc: b.doc, Bead: b.at, Segments: documents.Pair[int]{FR: f, EN: e}}
}
