package eval

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
	"concord/internal/docread"
	"concord/internal/engines"
)

// Extraction scores the reading of PDF files against the blocks of their
// sources: for each DATA/pdf/truth/NAME.LANG.tsv, with lines of kind, tab and
// text, the file DATA/pdf/NAME.LANG.pdf is read. The figures:
//
//   - "word F1": words of the text, running heads and contents left out,
//     against the words of all true blocks, as multisets;
//   - "paragraphs exact": true blocks of four words or more, no cells and no
//     code, that are a block as read, after removing case, spaces and
//     punctuation;
//   - "words in order": those of them whose words are there in order at all,
//     in one block or over several;
//   - "exact of those in order": the share of the second among which the first
//     are found, which parts the making of paragraphs from the reading order;
//   - "order": F1 of pairs of words that follow each other, over the whole
//     document, as a multiset, so that a jump costs a pair and not the rest;
//   - "headings F1": heading blocks as read against true headings;
//   - "running heads left": pages with a block of the text that also stands,
//     digits apart, at the same height as the first or last on four pages or
//     more and on 15 % of them, as a share of all pages.
//
// The figures of pdftotext and mutool, where they are installed, are given
// beside: pdftotext's blocks are what blank lines part, mutool's those of its
// structured text. Neither tells running heads, so they have a second row of
// those figures that the heads spoil, without the blocks that repeat at the
// edges of pages. "documents below" counts the documents on which concord's
// figure is less than that of the other tool, without running heads where it
// has both.
//
// Group "all" sums over all documents, "mean" is the mean of the documents.
func Extraction(ctx context.Context, data string) ([]Row, error) {
	truths, err := filepath.Glob(filepath.Join(data, "pdf", "truth", "*.tsv"))
	if err != nil || len(truths) == 0 {
		return nil, err
	}
	slices.Sort(truths)
	tools := []reader{{name: "", read: readOwn}}
	tools = append(tools, outsideReaders()...)
	var rows []Row
	var own []map[string]float64 // concord's figures by document
	for _, tool := range tools {
		all := &extractionCounts{}
		groups := map[string]*extractionCounts{}
		var names []string
		var each []map[string]float64
		for _, path := range truths {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			name := strings.TrimSuffix(filepath.Base(path), ".tsv")
			truth, err := readTruth(path)
			if err != nil {
				return nil, err
			}
			read, err := tool.read(ctx, filepath.Join(data, "pdf", name+".pdf"))
			if err != nil {
				return nil, fmt.Errorf("extraction %s: %w", name, err)
			}
			c := &extractionCounts{}
			c.score(truth, read)
			each = append(each, figures(c.rows("", "")))
			all.add(c)
			group, _, _ := strings.Cut(name, ".")
			if groups[group] == nil {
				groups[group] = &extractionCounts{}
				names = append(names, group)
			}
			groups[group].add(c)
		}
		total := all.rows("all", tool.name)
		rows = append(rows, total...)
		for _, r := range total {
			if ofParagraphs(r.Name) {
				rows = append(rows, meanRow(r, each))
			}
		}
		if tool.name == "" {
			own = each
		} else {
			rows = append(rows, below(tool.name, own, each)...)
		}
		for _, g := range names {
			rows = append(rows, groups[g].rows(g, tool.name)...)
		}
	}
	return rows, nil
}

// A reader gives the blocks of a PDF, by concord or by another tool.
type reader struct {
	name string // empty for concord
	read func(ctx context.Context, path string) (*readBlocks, error)
}

// readBlocks is what one tool makes of one file.
type readBlocks struct {
	text     []string // blocks of the text, in order
	headings []string // nil where the tool does not tell them
	pages    int
	left     int // pages with a running head left in the text
	heads    bool
	// repeated are the indexes of text that repeats at the edges of pages; nil
	// where the tool tells running heads itself.
	repeated map[int]bool
}

func readOwn(ctx context.Context, path string) (*readBlocks, error) {
	// The native engine alone: whether others help depends on what is
	// installed, and the figures must be the same on every machine.
	d, err := docread.File(ctx, path, docread.Options{Engine: engines.Native})
	if err != nil {
		return nil, err
	}
	r := &readBlocks{pages: d.Pages, heads: true}
	for _, b := range d.Blocks {
		switch b.Kind {
		case documents.Header, documents.Footer, documents.TOC:
		case documents.Heading:
			r.headings = append(r.headings, b.Text)
			fallthrough
		default:
			r.text = append(r.text, b.Text)
		}
	}
	r.left = headsLeft(d)
	return r, nil
}

// headsLeft counts the pages with a running head in the text.
func headsLeft(d *documents.Document) int {
	type place struct {
		mask string
		y    int
	}
	var tops, lows = map[int]float64{}, map[int]float64{}
	for _, b := range d.Blocks {
		if b.Box.IsZero() || b.Kind == documents.Header || b.Kind == documents.Footer {
			continue
		}
		if v, ok := tops[b.Page]; !ok || b.Box.Y1 > v {
			tops[b.Page] = b.Box.Y1
		}
		if v, ok := lows[b.Page]; !ok || b.Box.Y0 < v {
			lows[b.Page] = b.Box.Y0
		}
	}
	pages := map[place]map[int]bool{}
	for _, b := range d.Blocks {
		if !b.Kind.Segmented() || b.Box.IsZero() || b.Kind == documents.Cell {
			continue
		}
		if b.Box.Y1 < tops[b.Page]-2 && b.Box.Y0 > lows[b.Page]+2 {
			continue
		}
		mask := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return -1
			}
			return r
		}, b.Text)
		k := place{mask, int(b.Box.Y0 / 4)}
		if pages[k] == nil {
			pages[k] = map[int]bool{}
		}
		pages[k][b.Page] = true
	}
	left := map[int]bool{}
	for _, on := range pages {
		if len(on) < max(4, d.Pages*15/100) {
			continue
		}
		for p := range on {
			left[p] = true
		}
	}
	return len(left)
}

// A truthBlock is one line of a truth file.
type truthBlock struct{ kind, text string }

func readTruth(path string) ([]truthBlock, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []truthBlock
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		kind, text, ok := strings.Cut(s.Text(), "\t")
		if ok {
			out = append(out, truthBlock{kind, text})
		}
	}
	return out, s.Err()
}

// extractionCounts sums what the figures are shares of.
type extractionCounts struct {
	wordHit, wordMade, wordTrue int
	exact, inOrder, blocks      int
	headHit, headMade, headTrue int
	left, pages                 int
	heads                       bool
	pairHit, pairMade, pairTrue int
	// The same without running heads, for tools that do not tell them.
	bare               bool
	bareHit, bareMade  int
	bareHits, bareMake int // of pairs
}

func (c *extractionCounts) add(o *extractionCounts) {
	c.wordHit, c.wordMade, c.wordTrue = c.wordHit+o.wordHit, c.wordMade+o.wordMade, c.wordTrue+o.wordTrue
	c.exact, c.inOrder, c.blocks = c.exact+o.exact, c.inOrder+o.inOrder, c.blocks+o.blocks
	c.headHit, c.headMade, c.headTrue = c.headHit+o.headHit, c.headMade+o.headMade, c.headTrue+o.headTrue
	c.left, c.pages = c.left+o.left, c.pages+o.pages
	c.heads = c.heads || o.heads
	c.pairHit, c.pairMade, c.pairTrue = c.pairHit+o.pairHit, c.pairMade+o.pairMade, c.pairTrue+o.pairTrue
	c.bare = c.bare || o.bare
	c.bareHit, c.bareMade = c.bareHit+o.bareHit, c.bareMade+o.bareMade
	c.bareHits, c.bareMake = c.bareHits+o.bareHits, c.bareMake+o.bareMake
}

// score compares one document's blocks with the true ones.
func (c *extractionCounts) score(truth []truthBlock, r *readBlocks) {
	c.pages, c.left, c.heads = r.pages, r.left, r.heads
	made := map[string]int{}
	keys := map[string]int{}
	var run strings.Builder
	for _, t := range r.text {
		for _, w := range scoreWords(t) {
			made[w]++
			c.wordMade++
		}
		k := scoreKey(t)
		keys[k]++
		run.WriteString(k)
	}
	running := run.String()
	trueHeads := map[string]int{}
	for _, t := range truth {
		words := scoreWords(t.text)
		for _, w := range words {
			c.wordTrue++
			if made[w] > 0 {
				made[w]--
				c.wordHit++
			}
		}
		if isHeading(t.kind) {
			c.headTrue++
			trueHeads[scoreKey(t.text)]++
		}
		if len(words) < 4 || t.kind == "TD" || t.kind == "PRE" {
			continue
		}
		c.blocks++
		k := scoreKey(t.text)
		if strings.HasPrefix(t.kind, "FN") {
			// The note's number stands in the text of the truth only.
			k = strings.TrimLeft(k, "0123456789")
		}
		if keys[k] > 0 {
			keys[k]--
			c.exact++
		}
		if strings.Contains(running, k) {
			c.inOrder++
		}
	}
	c.flow(truth, r)
	c.headMade = len(r.headings)
	for _, h := range r.headings {
		if k := scoreKey(h); trueHeads[k] > 0 {
			trueHeads[k]--
			c.headHit++
		}
	}
}

func isHeading(kind string) bool {
	return len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '6'
}

// scoreWords returns runs of letters and digits, in lower case and compatible
// form.
func scoreWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFKC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// scoreKey is a text without case, spaces and punctuation.
func scoreKey(s string) string { return strings.Join(scoreWords(s), "") }

func (c *extractionCounts) rows(group, outside string) []Row {
	share := func(n, d int) float64 {
		if d == 0 {
			return 0
		}
		return float64(n) / float64(d)
	}
	row := func(name string, v float64, n int) Row {
		return Row{Area: "extraction", Name: name, Group: group, Value: v, Count: n, Outside: outside}
	}
	out := []Row{
		row("word F1", share(2*c.wordHit, c.wordMade+c.wordTrue), c.wordTrue),
		row("order", share(2*c.pairHit, c.pairMade+c.pairTrue), c.pairTrue),
		row("paragraphs exact", share(c.exact, c.blocks), c.blocks),
		row("words in order", share(c.inOrder, c.blocks), c.blocks),
		row("exact of those in order", share(c.exact, c.inOrder), c.inOrder),
	}
	if c.bare {
		out = append(out,
			row("word F1"+bare, share(2*c.bareHit, c.bareMade+c.wordTrue), c.wordTrue),
			row("order"+bare, share(2*c.bareHits, c.bareMake+c.pairTrue), c.pairTrue))
	}
	if c.heads {
		left := row("running heads left", share(c.left, c.pages), c.pages)
		left.Less = true
		out = append(out, row("headings F1", share(2*c.headHit, c.headMade+c.headTrue), c.headTrue), left)
	}
	return out
}
