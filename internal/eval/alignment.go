package eval

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// Alignment scores the aligner on documents with a known alignment: for each
// DATA/bitext/align/NAME.gold.tsv.gz the lines of NAME.fr.txt.gz and
// NAME.en.txt.gz are linked, a line being a segment. A gold line is a link: the
// 1-based EN line numbers, a tab, the FR line numbers, either side empty for a
// null link.
//
// A link is right when both its sets of lines are exactly those of a gold
// link. "strict F1" is over the links with two sides, "m-n F1" over those of
// them with more than one line on a side, "null F1" over null links. Counts
// are summed over documents before the share is taken, for all documents and
// for each family, the part of NAME before the first hyphen.
//
// The scorer agrees with the one behind the figures known for other tools:
// Gale and Church (1993) by length alone gets 0.774, 0.467 and 0.021 with it on
// the development documents, where 0.768, 0.455 and 0.021 were measured before
// with another build of the same method (see TestAlignmentScorer).
func Alignment(ctx context.Context, data string) ([]Row, error) {
	docs, err := goldDocuments(filepath.Join(data, "bitext", "align"))
	if err != nil || len(docs) == 0 {
		return nil, err
	}
	return scoreLinks(docs, func(d goldDocument) ([]align.Bead, error) {
		a, err := align.Align(ctx, d.docs, align.Options{Lexicon: lexicon.Shipped()})
		if err != nil {
			return nil, err
		}
		return a.Beads, nil
	})
}

// A goldDocument is a pair of documents, a line a segment, with its links.
type goldDocument struct {
	name  string
	docs  documents.Pair[*documents.Document]
	links []align.Bead
}

// scoreLinks aligns each document with link and scores the result.
func scoreLinks(docs []goldDocument, link func(goldDocument) ([]align.Bead, error)) ([]Row, error) {
	families := []string{"all"}
	counts := map[string]*linkCounts{"all": {}}
	for _, d := range docs {
		beads, err := link(d)
		if err != nil {
			return nil, err
		}
		family, _, _ := strings.Cut(d.name, "-")
		if counts[family] == nil {
			families = append(families, family)
			counts[family] = &linkCounts{}
		}
		counts["all"].add(d.links, beads)
		counts[family].add(d.links, beads)
	}
	slices.Sort(families[1:])
	var rows []Row
	for _, f := range families {
		c := counts[f]
		linked := c[oneToOne].plus(c[manyToMany])
		row := func(name string, value float64, count int) {
			if count > 0 {
				rows = append(rows, Row{Area: "alignment", Name: name, Group: f, Value: value, Count: count})
			}
		}
		row("strict precision", linked.precision(), linked.gold)
		row("strict recall", linked.recall(), linked.gold)
		row("strict F1", linked.f1(), linked.gold)
		row("m-n F1", c[manyToMany].f1(), c[manyToMany].gold)
		row("null F1", c[null].f1(), c[null].gold)
	}
	return rows, nil
}

// The classes that links are counted in.
const (
	oneToOne = iota
	manyToMany
	null
)

func linkClass(b align.Bead) int {
	switch {
	case b.Null():
		return null
	case len(b.FR) == 1 && len(b.EN) == 1:
		return oneToOne
	}
	return manyToMany
}

// linkCounts counts links by class.
type linkCounts [3]hits

func (c *linkCounts) add(gold, found []align.Bead) {
	known := map[string]bool{}
	for _, b := range gold {
		known[linkName(b)] = true
		c[linkClass(b)].gold++
	}
	for _, b := range found {
		c[linkClass(b)].found++
		if known[linkName(b)] {
			c[linkClass(b)].right++
		}
	}
}

func linkName(b align.Bead) string { return fmt.Sprint(b.FR, b.EN) }

// hits counts what is known, what was found and what of it is right.
type hits struct{ gold, found, right int }

func (h hits) plus(o hits) hits {
	return hits{h.gold + o.gold, h.found + o.found, h.right + o.right}
}

func (h hits) precision() float64 { return share(h.right, h.found) }
func (h hits) recall() float64    { return share(h.right, h.gold) }
func (h hits) f1() float64        { return share(2*h.right, h.gold+h.found) }

// share is part over whole, 0 of nothing.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// goldDocuments reads a folder of documents with their links.
func goldDocuments(dir string) ([]goldDocument, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.gold.tsv.gz"))
	if err != nil {
		return nil, err
	}
	var out []goldDocument
	for _, file := range files {
		base := strings.TrimSuffix(file, ".gold.tsv.gz")
		d := goldDocument{name: filepath.Base(base)}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			lines, err := readLines(base + "." + string(l) + ".txt.gz")
			if err != nil {
				return nil, err
			}
			*d.docs.Side(l) = lineDocument(lines, l)
		}
		lines, err := readLines(file)
		if err != nil {
			return nil, err
		}
		for n, line := range lines {
			en, fr, _ := strings.Cut(line, "\t")
			var b align.Bead
			if b.FR, err = lineNumbers(fr, len(d.docs.FR.Segments)); err == nil {
				b.EN, err = lineNumbers(en, len(d.docs.EN.Segments))
			}
			if err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", file, n+1, err)
			}
			d.links = append(d.links, b)
		}
		out = append(out, d)
	}
	return out, nil
}

// lineNumbers reads 1-based line numbers as indexes from 0; most is the number
// of lines.
func lineNumbers(field string, most int) ([]int, error) {
	var out []int
	for _, f := range strings.Fields(field) {
		n, err := strconv.Atoi(f)
		if err != nil || n < 1 || n > most {
			return nil, fmt.Errorf("%q is not a line number from 1 to %d", f, most)
		}
		out = append(out, n-1)
	}
	return out, nil
}

// lineDocument makes a document whose every line is a paragraph of one
// segment.
func lineDocument(lines []string, l documents.Lang) *documents.Document {
	d := &documents.Document{Lang: l, Format: "text"}
	for i, text := range lines {
		d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: text})
		d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(text), Text: text})
	}
	return d
}

// readLines reads the lines of a gzip file, without their ends.
func readLines(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	var out []string
	for lines.Scan() {
		out = append(out, strings.TrimSuffix(lines.Text(), "\r"))
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}
