package render

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/printable"
	"concord/pipeline"
)

// sides is the order in which the two languages are written.
var sides = [...]documents.Lang{documents.FR, documents.EN}

// place says in words where the marked words of one side stand:
// "report.fr.pdf p. 3, § 12", "letter.fr.md:14, § 6". A finding about the whole
// document has the path alone, and a side without counterpart gives "".
func (p *page) place(pair *pipeline.PairResult, f *pipeline.Found, l documents.Lang) string {
	path := printable.Line(pair.Path(l))
	spans, doc := f.Spans.Of(l), pair.Docs.Of(l)
	if noCounterpart(pair, f, l) {
		return ""
	}
	if f.Bead >= 0 && f.Bead < len(pair.IDs) {
		return path + ", " + p.T("render.row", "Row", printable.Line(pair.IDs[f.Bead]))
	}
	seg := -1
	switch {
	case doc == nil:
		return path
	case len(spans) > 0:
		seg = spans[0].Seg
	case f.Bead >= 0 && f.Bead < pair.Beads():
		seg = pair.Alignment.Beads[f.Bead].Side(l)[0]
		spans = []documents.Span{doc.Whole(seg)}
	default:
		return path
	}
	at := doc.Locate(spans[0])
	if line, _, ok := p.lines.at(pair.Path(l), at); ok {
		path = fmt.Sprintf("%s:%d", path, line)
	}
	if at.Page > 0 {
		path += " " + p.T("render.page", "Page", at.Page)
	}
	return path + ", " + p.T("render.block", "Block", doc.Segments[seg].Block) + p.furtherPlaces(doc, spans)
}

// furtherPlaces names the blocks of the marked words after the first one's:
// ", 152 · p. 8, § 174". Words of one passage that a page or block parts, and
// what one finding has gathered from all over a document, are found by them.
func (p *page) furtherPlaces(doc *documents.Document, spans []documents.Span) string {
	const most = 4 // blocks; more would hide the path on a line of 80 columns
	seen := doc.Segments[spans[0].Seg]
	var b strings.Builder
	n := 0
	for _, s := range spans[1:] {
		seg := doc.Segments[s.Seg]
		if seg.Block == seen.Block {
			continue
		}
		if n++; n > most {
			b.WriteString(" …")
			break
		}
		if seg.Page != seen.Page {
			b.WriteString(" · " + p.T("render.page", "Page", seg.Page) + ", " + p.T("render.block", "Block", seg.Block))
		} else {
			fmt.Fprintf(&b, ", %d", seg.Block)
		}
		seen = seg
	}
	return b.String()
}

// noCounterpart reports whether a finding is in a bead that has nothing on that
// side, and marks nothing elsewhere on it.
func noCounterpart(pair *pipeline.PairResult, f *pipeline.Found, l documents.Lang) bool {
	return f.Bead >= 0 && f.Bead < pair.Beads() && len(f.Spans.Of(l)) == 0 && len(pair.Alignment.Beads[f.Bead].Side(l)) == 0
}

// gap says that there is no counterpart, and after which passage a reader
// would look for it: the one that answers what stands before the finding.
func (p *page) gap(pair *pipeline.PairResult, f *pipeline.Found, l documents.Lang) string {
	doc := pair.Docs.Of(l)
	if len(pair.IDs) == 0 && doc != nil {
		for i := f.Bead - 1; i >= 0; i-- {
			b := pair.Alignment.Beads[i]
			segs := b.Side(l)
			if b.Null() || b.Moved {
				continue
			}
			seg := &doc.Segments[segs[len(segs)-1]]
			after := p.T("render.block", "Block", seg.Block)
			if seg.Page > 0 {
				after = p.T("render.page", "Page", seg.Page) + ", " + after
			}
			return p.T("render.no-counterpart-after", "Place", after)
		}
	}
	return p.T("render.no-counterpart")
}

// handle is the place in the form that editors and grep like, without spaces
// of its own: "report.fr.pdf:p3:s12", "letter.fr.md:14:8" when the line is
// known, "-" for no counterpart.
func (p *page) handle(pair *pipeline.PairResult, f *pipeline.Found, l documents.Lang) string {
	path := printable.Line(pair.Path(l))
	spans, doc := f.Spans.Of(l), pair.Docs.Of(l)
	if noCounterpart(pair, f, l) {
		return "-"
	}
	if f.Bead >= 0 && f.Bead < len(pair.IDs) {
		return path + ":" + printable.Line(pair.IDs[f.Bead])
	}
	if doc == nil || f.Bead < 0 && len(spans) == 0 {
		return path
	}
	if len(spans) == 0 {
		if f.Bead >= pair.Beads() {
			return path
		}
		spans = []documents.Span{doc.Whole(pair.Alignment.Beads[f.Bead].Side(l)[0])}
	}
	at := doc.Locate(spans[0])
	if line, col, ok := p.lines.at(pair.Path(l), at); ok {
		return fmt.Sprintf("%s:%d:%d", path, line, col)
	}
	if at.Page > 0 {
		path += fmt.Sprintf(":p%d", at.Page)
	}
	return path + fmt.Sprintf(":s%d", doc.Segments[spans[0].Seg].ID)
}

// first returns the side that a finding is about in the first place: French,
// unless only the English has marked words.
func first(f *pipeline.Found) documents.Lang {
	if len(f.Spans.FR) == 0 && len(f.Spans.EN) > 0 {
		return documents.EN
	}
	return documents.FR
}

// A lineIndex finds lines and columns from code point offsets, reading each
// file's text once.
type lineIndex struct {
	source func(path string) (string, bool)
	starts map[string][]int // code point at which each line starts; nil if not known
}

// at returns the 1-based line and column, in code points, at which a place
// starts.
func (x *lineIndex) at(path string, place documents.Place) (line, col int, ok bool) {
	if x.source == nil || place.Length == 0 {
		return 0, 0, false
	}
	starts, known := x.starts[path]
	if !known {
		if text, ok := x.source(path); ok {
			starts = lineStarts(text)
		}
		if x.starts == nil {
			x.starts = map[string][]int{}
		}
		x.starts[path] = starts
	}
	if len(starts) == 0 {
		return 0, 0, false
	}
	line = sort.SearchInts(starts, place.Offset+1)
	return line, place.Offset - starts[line-1] + 1, true
}

func lineStarts(text string) []int {
	starts := []int{0}
	at := 0
	for line := range strings.Lines(text) {
		at += utf8.RuneCountInString(line)
		starts = append(starts, at)
	}
	return starts
}

// leastShort is the least number of characters of a short fingerprint: enough
// to name one of a few hundred findings, few enough to type.
const leastShort = 8

// shortener returns a function that shortens fingerprints for people: to the
// start that no other fingerprint of the run has. Findings that differ in their
// ordinal alone keep it.
func shortener(r *pipeline.Result) func(string) string {
	var all []string
	for i := range r.Pairs {
		for _, f := range r.Pairs[i].Findings {
			all = append(all, f.Fingerprint)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	common := func(a, b string) int {
		n := 0
		for n < min(len(a), len(b)) && a[n] == b[n] {
			n++
		}
		return n
	}
	return func(fingerprint string) string {
		i, _ := slices.BinarySearch(all, fingerprint)
		n := leastShort
		if i > 0 {
			n = max(n, common(all[i-1], fingerprint)+1)
		}
		if i+1 < len(all) {
			n = max(n, common(all[i+1], fingerprint)+1)
		}
		return printable.Line(fingerprint[:min(n, len(fingerprint))])
	}
}
