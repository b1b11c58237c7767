package checks

import (
	"strings"
	"unicode"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// meetBroken lets links and addresses meet that a page broke over two lines.
// Where a line ends inside an address nothing on the page tells whether the
// break stands for a space, so that in text from pages "example.org/val idation"
// and "example.org/ validation" are the same address. The two go on together,
// spaces aside, at least as far as both were read.
func meetBroken(p *check.Pass, bead documents.Pair[[]*placed]) {
	for _, x := range bead.FR {
		for _, y := range bead.EN {
			if x.met || y.met || x.Kind != values.Link && x.Kind != values.Mail || y.Kind != values.Link && y.Kind != values.Mail {
				continue
			}
			a, b := tail(p, documents.FR, x), tail(p, documents.EN, y)
			n := 0
			for n < len(a.text) && n < len(b.text) && a.text[n] == b.text[n] {
				n++
			}
			if n < max(a.own, b.own, leastBroken) {
				continue
			}
			x.met, y.met = true, true
			a.pieces(bead.FR, x, n)
			b.pieces(bead.EN, y, n)
		}
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		for _, x := range bead.Of(l) {
			if !x.met && x.Kind == values.Mail {
				meetPieces(p, l, x, bead.Of(l.Other()))
			}
		}
	}
}

// meetPieces looks for a whole address among the pieces opposite: name@ and
// host, with a space between them.
func meetPieces(p *check.Pass, l documents.Lang, x *placed, opposite []*placed) {
	for _, y := range opposite {
		doc := p.Docs.Of(l.Other())
		name, host, _ := strings.Cut(x.Key, "@")
		before := strings.TrimRightFunc(doc.Segments[y.seg].Text[:y.Start], unicode.IsSpace)
		if !y.met && y.Kind == values.Link && doc.BlockOf(y.seg).Page > 0 && y.Key == values.LinkKey(host) && strings.HasSuffix(strings.ToLower(before), name+"@") {
			x.met, y.met = true, true
		}
	}
}

// leastBroken is the least length of what two broken links share: the shortest
// hosts, such as un.org, have about as much.
const leastBroken = 6

// A squeezed text is a link and what follows it, in lower case, without scheme,
// www. and white space. Own is the length of the link itself; at holds the
// place of each byte in the segment, past its end for the segment after it.
type squeezed struct {
	text string
	own  int
	at   []int
}

// mostSqueezed bounds the text that is looked at, in bytes.
const mostSqueezed = 300

// tail squeezes the text from a link on; on a page, the segment after it too,
// as a cell's lines may be taken for cells of their own.
func tail(p *check.Pass, l documents.Lang, x *placed) squeezed {
	doc := p.Docs.Of(l)
	text := doc.Segments[x.seg].Text
	var s squeezed
	var b strings.Builder
	put := func(text string, base int) {
		for i, r := range text {
			if b.Len() > mostSqueezed {
				return
			}
			if unicode.IsSpace(r) {
				continue
			}
			b.WriteRune(unicode.ToLower(r))
			for len(s.at) < b.Len() {
				s.at = append(s.at, base+i)
			}
		}
	}
	put(text[x.Start:x.End], x.Start)
	s.own = b.Len()
	if doc.BlockOf(x.seg).Page > 0 {
		put(text[x.End:], x.End)
		if x.seg+1 < len(doc.Segments) {
			put(doc.Segments[x.seg+1].Text, len(text))
		}
	}
	s.text = b.String()
	for _, skip := range []string{"https://", "http://", "ftp://", "www."} {
		if rest, ok := strings.CutPrefix(s.text, skip); ok {
			s.text, s.at, s.own = rest, s.at[len(skip):], s.own-len(skip)
		}
	}
	return s
}

// pieces marks the other links that were read in the first n bytes.
func (s squeezed) pieces(all []*placed, x *placed, n int) {
	if n == 0 {
		return
	}
	last := s.at[n-1]
	for _, y := range all {
		if y.seg == x.seg && y.Start > x.Start && y.Start <= last && (y.Kind == values.Link || y.Kind == values.Mail) {
			y.met = true
		}
	}
}
