package eval

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
	"concord/documents/extract"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// Flow scores segmentation and alignment together: the gold documents of
// Alignment as running text, NAME.fr.flow.txt.gz and NAME.en.flow.txt.gz, are
// read as concord reads any text, cut into sentences by concord and linked.
//
// Nothing says that concord's sentences are the gold lines, so links are
// compared by the characters that they hold, white space left out. "link F1"
// counts a link as right when on each side the characters that it shares with
// one gold link are more than half of those that either holds (Jaccard over
// 0.5, so that no link can be right twice). "characters F1" is the measure
// of ARCADE (Langlais, Simard and Véronis, 1998) at the grain of characters:
// precision and recall of the pairs of one French and one English character
// that stand in one link. "characters placed" is the share of the characters of
// both languages whose counterpart overlaps the gold one, or that rightly have
// none: it does not mind a finer or coarser cut. Null links are in neither F1; "null F1" counts them
// as the first does, over the side that is not empty.
func Flow(ctx context.Context, data string) ([]Row, error) {
	dir := filepath.Join(data, "bitext", "align")
	docs, err := goldDocuments(dir)
	if err != nil {
		return nil, err
	}
	sums := map[string]*flowCounts{}
	for _, d := range docs {
		var runs documents.Pair[*documents.Document]
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			run, err := flowDocument(ctx, filepath.Join(dir, d.name+"."+string(l)+".flow.txt.gz"), l)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			*runs.Side(l) = run
		}
		if runs.FR == nil || runs.EN == nil {
			continue
		}
		a, err := align.Align(ctx, runs, align.Options{Lexicon: lexicon.Shipped()})
		if err != nil {
			return nil, err
		}
		found, gold := characterLinks(d.docs, runs, a.Beads), characterLinks(d.docs, d.docs, d.links)
		family, _, _ := strings.Cut(d.name, "-")
		for _, f := range []string{"all", family} {
			if sums[f] == nil {
				sums[f] = &flowCounts{}
			}
			sums[f].add(gold, found)
		}
	}
	var rows []Row
	for _, f := range sortedKeys(sums) {
		c := sums[f]
		row := func(name string, value float64, count int) {
			rows = append(rows, Row{Area: "flow", Name: name, Group: f, Value: value, Count: count})
		}
		row("link F1", c.links.f1(), c.links.gold)
		row("characters F1", c.pairs.f1(), c.links.gold)
		row("characters placed", c.placed.recall(), c.links.gold)
		if c.null.gold > 0 {
			row("null F1", c.null.f1(), c.null.gold)
		}
	}
	return rows, nil
}

// flowDocument reads a gzip text file as concord does.
func flowDocument(ctx context.Context, file string, l documents.Lang) (*documents.Document, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	text, err := io.ReadAll(io.LimitReader(z, extract.MaxText))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return extract.Read(ctx, strings.TrimSuffix(filepath.Base(file), ".gz"), text, extract.Options{Lang: l})
}

// A stretch is a range of bytes in a document's text without white space.
type stretch struct{ start, end int }

func (s stretch) size() int { return s.end - s.start }

func (s stretch) shared(o stretch) int {
	return max(0, min(s.end, o.end)-max(s.start, o.start))
}

// alike reports a Jaccard index over one half; two empty stretches are alike.
func (s stretch) alike(o stretch) bool {
	if s.size() == 0 || o.size() == 0 {
		return s.size() == o.size()
	}
	both := s.shared(o)
	return 2*both > s.size()+o.size()-both
}

// characterLinks gives the stretches of each link in the texts of the gold
// document. A segment stands where its characters next occur there: reading
// takes the marks of list items off.
func characterLinks(gold, docs documents.Pair[*documents.Document], beads []align.Bead) []documents.Pair[stretch] {
	var places documents.Pair[[]stretch]
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		var text strings.Builder
		for _, s := range (*gold.Side(l)).Segments {
			text.WriteString(squeeze(s.Text))
		}
		*places.Side(l) = placesIn(text.String(), (*docs.Side(l)).Segments)
	}
	of := func(segments []int, places []stretch) stretch {
		if len(segments) == 0 {
			return stretch{}
		}
		return stretch{places[segments[0]].start, places[segments[len(segments)-1]].end}
	}
	out := make([]documents.Pair[stretch], len(beads))
	for i, b := range beads {
		out[i] = documents.Pair[stretch]{FR: of(b.FR, places.FR), EN: of(b.EN, places.EN)}
	}
	return out
}

// placesIn finds segments one after the other in a squeezed text; one that is
// not there is empty.
func placesIn(text string, segments []documents.Segment) []stretch {
	out := make([]stretch, len(segments))
	at := 0 // bytes
	for i, s := range segments {
		words := squeeze(s.Text)
		skip := strings.Index(text[at:], words)
		if words == "" || skip < 0 {
			out[i] = stretch{at, at}
			continue
		}
		out[i] = stretch{at + skip, at + skip + len(words)}
		at += skip + len(words)
	}
	return out
}

// squeeze takes white space out of a text in composed form.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// flowCounts sums up documents.
type flowCounts struct {
	links, null, pairs, placed hits
}

func (c *flowCounts) add(gold, found []documents.Pair[stretch]) {
	isNull := func(p documents.Pair[stretch]) bool { return p.FR.size() == 0 || p.EN.size() == 0 }
	area := func(p documents.Pair[stretch]) int { return p.FR.size() * p.EN.size() }
	class := func(p documents.Pair[stretch]) *hits {
		if isNull(p) {
			return &c.null
		}
		return &c.links
	}
	for _, g := range gold {
		class(g).gold++
		c.pairs.gold += area(g)
	}
	for _, g := range gold {
		c.placed.gold += g.FR.size() + g.EN.size()
		for _, f := range found {
			fr, en := f.FR.shared(g.FR), f.EN.shared(g.EN)
			// The characters of one side are placed where the other sides meet,
			// or where there is none.
			if en > 0 || f.EN.size()+g.EN.size() == 0 {
				c.placed.right += fr
			}
			if fr > 0 || f.FR.size()+g.FR.size() == 0 {
				c.placed.right += en
			}
		}
	}
	for _, f := range found {
		class(f).found++
		c.pairs.found += area(f)
		for _, g := range gold {
			c.pairs.right += f.FR.shared(g.FR) * f.EN.shared(g.EN)
			if isNull(f) == isNull(g) && f.FR.alike(g.FR) && f.EN.alike(g.EN) {
				class(f).right++
			}
		}
	}
}
