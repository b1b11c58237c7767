package align

import (
	"context"
	"sort"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// A side is one document with the clues, lengths and places of its segments.
type side struct {
	doc   *documents.Document
	vocab *vocabulary
	clues [][]int32
	// lone are each segment's names and figures without a partner in the
	// whole other document.
	lone  [][]int32
	sizes []float64
	looks []look
	base  []float64
	// paragraphs tells whether the blocks of the document group segments.
	paragraphs bool
	// chance is the distribution of the lengths of the document's segments.
	chance background
}

// compare finds the clues of both documents and ties them together.
func compare(ctx context.Context, docs documents.Pair[*documents.Document], opts Options, w *weights, r rates) (*Comparison, error) {
	langs := documents.Pair[documents.Lang]{FR: langOf(docs.FR, documents.FR), EN: langOf(docs.EN, documents.EN)}
	t := opts.Lexicon
	fr, err := readSide(ctx, docs.FR, langs.FR, t, opts.Hints.FR)
	if err != nil {
		return nil, err
	}
	en, err := readSide(ctx, docs.EN, langs.EN, t, opts.Hints.EN)
	if err != nil {
		return nil, err
	}
	counts := documents.Pair[int]{FR: len(docs.FR.Segments), EN: len(docs.EN.Segments)}
	if err := partners(ctx, fr.vocab, en.vocab, langs, counts, t, r); err != nil {
		return nil, err
	}
	fr.settle()
	en.settle()
	return &Comparison{fr: fr, en: en, w: w, fixed: usable(opts.Fixed, docs)}, nil
}

func readSide(ctx context.Context, d *documents.Document, lang documents.Lang, t *lexicon.Table, hints [][]string) (*side, error) {
	vocab, found, err := clues(ctx, d, lang, t, hints)
	if err != nil {
		return nil, err
	}
	s := &side{doc: d, vocab: vocab, clues: found, looks: looksOf(d)}
	s.paragraphs = groups(s.looks)
	for i := range d.Segments {
		n := size(d.Segments[i].Text)
		if lang == documents.FR {
			n /= expansion
		}
		s.sizes = append(s.sizes, n)
	}
	s.chance = backgroundOf(s.sizes)
	return s, nil
}

// settle keeps the clues that can meet something and adds up what they say
// when they do not.
func (s *side) settle() {
	s.base = make([]float64, len(s.clues))
	s.lone = make([][]int32, len(s.clues))
	for i, list := range s.clues {
		for _, c := range list {
			if len(s.vocab.partners[c]) == 0 && (s.vocab.name[c] || s.vocab.form[c] == "") {
				s.lone[i] = append(s.lone[i], c)
			}
		}
		s.clues[i] = s.vocab.rarest(list)
		for _, c := range s.clues[i] {
			s.base[i] += s.vocab.loss[c]
		}
	}
}

// split parts the segments into the running text and the notes, which stand
// wherever a page ends. Where only one reader knew notes from text, or one of
// them found three times as many, all is one run.
func (c *Comparison) split() (main, notes documents.Pair[[]int]) {
	parts := func(s *side) (main, notes []int) {
		for i, l := range s.looks {
			if l.kind == documents.Note {
				notes = append(notes, i)
			} else {
				main = append(main, i)
			}
		}
		return main, notes
	}
	main.FR, notes.FR = parts(c.fr)
	main.EN, notes.EN = parts(c.en)
	few, many := len(notes.FR), len(notes.EN)
	if few > many {
		few, many = many, few
	}
	if few == 0 || many >= 3*few {
		return documents.Pair[[]int]{FR: all(c.fr), EN: all(c.en)}, documents.Pair[[]int]{}
	}
	return main, notes
}

func all(s *side) []int {
	out := make([]int, len(s.looks))
	for i := range out {
		out[i] = i
	}
	return out
}

// stream returns a run of the side's segments.
func (s *side) stream(segs []int) *stream {
	t := &stream{vocab: s.vocab, chance: s.chance, seg: segs, paragraphs: s.paragraphs, part: make([]int, len(segs))}
	sizes := make([]float64, 0, len(segs))
	for _, i := range segs {
		sizes = append(sizes, s.sizes[i])
		t.clues = append(t.clues, s.clues[i])
		t.looks = append(t.looks, s.looks[i])
		t.base = append(t.base, s.base[i])
	}
	t.lengths = lengthsOf(sizes, s.chance)
	return t
}

// inOrder puts beads in document order and marks those that cross others. The
// beads of most weight keep their place: the heaviest chain, by number of
// segments, is the order; the rest is moved. A null link takes the place after
// the segment before it.
func inOrder(beads []Bead) []Bead {
	var linked, nullEN, out []Bead
	for _, b := range beads {
		if len(b.FR) == 0 {
			nullEN = append(nullEN, b)
		} else {
			linked = append(linked, b)
		}
	}
	sort.SliceStable(linked, func(a, b int) bool { return linked[a].FR[0] < linked[b].FR[0] })
	sort.SliceStable(nullEN, func(a, b int) bool { return nullEN[a].EN[0] < nullEN[b].EN[0] })
	markMoved(linked)
	next := 0
	for i, b := range linked {
		if len(b.EN) > 0 && !b.Moved {
			for next < len(nullEN) && nullEN[next].EN[0] < b.EN[0] {
				out = append(out, nullEN[next])
				next++
			}
		}
		out = append(out, linked[i])
	}
	return append(out, nullEN[next:]...)
}

// markMoved marks the beads outside the heaviest chain that rises on both
// sides. Null links do not cross anything.
func markMoved(linked []Bead) {
	var points []point
	weight := map[point]float64{}
	crossing, last := false, -1
	for k, b := range linked {
		if len(b.EN) == 0 {
			continue
		}
		crossing = crossing || b.EN[0] < last
		last = max(last, b.EN[len(b.EN)-1])
		p := point{k, b.EN[0]}
		points = append(points, p)
		weight[p] = float64(len(b.FR) + len(b.EN))
	}
	if !crossing {
		return
	}
	keep := map[int]bool{}
	for _, p := range heaviest(points, weight, last+1) {
		keep[p.i] = true
	}
	for _, p := range points {
		linked[p.i].Moved = !keep[p.i]
	}
}
