package render

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"

	"concord/documents"
)

// drawPages draws the pages of a document one below the other. Each block is a
// box in the colour of its kind, labelled with its number in reading order, its
// kind and its level; arrows lead from each block of the text to the next one.
// Words stand where they were read, in faint boxes. All is in points, so a
// viewer's zoom shows the true size.
//
// Text is data: it is escaped, and nothing in the picture refers to anything
// outside of it.
func drawPages(w io.Writer, d *documents.Document) error {
	if len(d.Sizes) == 0 {
		return documents.Problemf(documents.Misuse, "svg-needs-pages",
			"%s\u00a0: le format svg dessine des pages, et ce fichier n’en a pas\u00a0; choisissez text, md ou json",
			"%s: the svg format draws pages, and this file has none; choose text, md or json", d.Path)
	}
	out := bufio.NewWriter(w)
	s := &sheet{out: out, d: d}
	s.place()
	s.open()
	for n := range d.Sizes {
		s.page(n + 1)
	}
	fmt.Fprintln(out, "</svg>")
	return out.Flush()
}

// A sheet is the picture of all pages.
type sheet struct {
	out *bufio.Writer
	d   *documents.Document
	// tops is where each page begins, from the top; width and height are
	// those of the whole.
	tops          []float64
	width, height float64
	// parts are the pieces of blocks by page.
	parts map[int][]part
}

// A part is what of a block is on one page.
type part struct {
	block *documents.Block
	box   documents.Box
	// on is true when the block began on a page before.
	on    bool
	words []documents.Origin
}

// Room around the pages, in points.
const (
	margin  = 20.0
	caption = 16.0 // above each page
)

// place lays out the pages and sorts the blocks' pieces to them.
func (s *sheet) place() {
	y := margin
	for _, b := range s.d.Sizes {
		y += caption
		s.tops = append(s.tops, y)
		y += finite(b.Y1) + margin
		s.width = max(s.width, finite(b.X1)+2*margin)
	}
	s.height = y
	s.parts = map[int][]part{}
	for i := range s.d.Blocks {
		b := &s.d.Blocks[i]
		byPage := map[int]int{} // index of the part on a page
		for _, o := range b.Origins {
			k, ok := byPage[o.Page]
			if !ok {
				k = len(s.parts[o.Page])
				byPage[o.Page] = k
				s.parts[o.Page] = append(s.parts[o.Page], part{block: b, on: o.Page != b.Page})
			}
			p := &s.parts[o.Page][k]
			p.box = p.box.Union(o.Box)
			p.words = append(p.words, o)
		}
		if len(b.Origins) == 0 && !b.Box.IsZero() {
			s.parts[b.Page] = append(s.parts[b.Page], part{block: b, box: b.Box})
		}
	}
}

func finite(v float64) float64 {
	if math.IsNaN(v) || v < 0 || v > 20_000 { // 14,400 is the largest page there is
		return 0
	}
	return v
}

func (s *sheet) open() {
	fmt.Fprintf(s.out, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" font-family="Arial, Liberation Sans, Helvetica, sans-serif">`+"\n", num(s.width), num(s.height))
	fmt.Fprintf(s.out, "<title>%s</title>\n", escape(s.d.Path))
	fmt.Fprint(s.out, `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#c2185b"/></marker></defs>`+"\n")
	fmt.Fprint(s.out, "<style>.w{fill:none;stroke:#000;stroke-opacity:.12;stroke-width:.3}.t{fill:#222}.l{font-size:6px;font-weight:bold;paint-order:stroke;stroke:#fff;stroke-width:1.5px}.a{fill:none;stroke:#c2185b;stroke-width:.8;stroke-opacity:.7;marker-end:url(#tip)}</style>\n")
	fmt.Fprintf(s.out, `<rect width="%s" height="%s" fill="#e8e8e8"/>`+"\n", num(s.width), num(s.height))
}

// page draws one page: paper, blocks, words, and the way through them.
func (s *sheet) page(n int) {
	size := s.d.Sizes[n-1]
	engine := ""
	if n <= len(s.d.Engines) {
		engine = s.d.Engines[n-1]
	}
	h := finite(size.Y1)
	fmt.Fprintf(s.out, `<g transform="translate(%s %s)">`+"\n", num(margin), num(s.tops[n-1]))
	fmt.Fprintf(s.out, `<text y="-5" font-size="10">%s</text>`+"\n", escape(fmt.Sprintf("p. %d · %s · %s × %s pt", n, engine, num(size.X1), num(size.Y1))))
	fmt.Fprintf(s.out, `<rect width="%s" height="%s" fill="#fff" stroke="#999"/>`+"\n", num(finite(size.X1)), num(h))
	for _, p := range s.parts[n] {
		s.block(p, h)
	}
	s.arrows(s.parts[n], h)
	fmt.Fprintln(s.out, "</g>")
}

// hues gives each kind a colour. Text stays black and each box has its kind in
// words, so nothing rests on the colours alone.
var hues = map[documents.Kind]string{
	documents.Heading:   "#1565c0",
	documents.Paragraph: "#2e7d32",
	documents.ListItem:  "#6a1b9a",
	documents.Cell:      "#ef6c00",
	documents.Caption:   "#00838f",
	documents.Note:      "#795548",
	documents.Code:      "#455a64",
	documents.TOC:       "#9e9d24",
	documents.Header:    "#9e9e9e",
	documents.Footer:    "#9e9e9e",
}

func (s *sheet) block(p part, h float64) {
	hue := hues[p.block.Kind]
	if hue == "" {
		hue = "#000"
	}
	dash := ""
	if p.on {
		dash = ` stroke-dasharray="3 2"`
	}
	b := p.box
	fmt.Fprintf(s.out, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s" fill-opacity=".08" stroke="%s" stroke-width=".8"%s><title>%s</title></rect>`+"\n",
		num(b.X0), num(h-b.Y1), num(b.X1-b.X0), num(b.Y1-b.Y0), hue, hue, dash, escape(p.label()))
	for _, o := range p.words {
		s.word(p.block, o, h)
	}
	// The label stands above the left corner, in the margin where there is
	// one.
	fmt.Fprintf(s.out, `<text class="l" x="%s" y="%s" fill="%s">%s</text>`+"\n", num(b.X0), num(h-b.Y1-1), hue, escape(p.label()))
}

// label is "12 heading 2", "13 cell 2,3", with a mark for the end of a block
// that began on a page before.
func (p part) label() string {
	b := p.block
	l := fmt.Sprintf("%d %s", b.ID, b.Kind)
	switch {
	case b.Kind == documents.Cell:
		l += fmt.Sprintf(" %d,%d", b.Row, b.Col)
	case b.Level > 0:
		l += fmt.Sprintf(" %d", b.Level)
	}
	if b.Label != "" {
		l += " [" + b.Label + "]"
	}
	if b.Recognised() {
		l += fmt.Sprintf(" ocr %.0f%%", 100*b.Confidence)
	}
	if p.on {
		l += " …"
	}
	return l
}

// word draws the words of one origin in their box.
func (s *sheet) word(b *documents.Block, o documents.Origin, h float64) {
	w, tall := o.Box.X1-o.Box.X0, o.Box.Y1-o.Box.Y0
	if o.Start < 0 || o.End > len(b.Text) || o.Start >= o.End || !(w > 0 && tall > 0) {
		return
	}
	fmt.Fprintf(s.out, `<rect class="w" x="%s" y="%s" width="%s" height="%s"/>`, num(o.Box.X0), num(h-o.Box.Y1), num(w), num(tall))
	// A box is 0.98 em high with the baseline 0.22 em above its foot
	// (documents/extract); a word set upright in a narrow, high box is turned.
	text := escape(strings.TrimSpace(b.Text[o.Start:o.End]))
	n := o.End - o.Start
	if n > 2 && tall > 2*w {
		size := w / 0.98
		x, y := o.Box.X1-0.22*size, h-o.Box.Y0
		fmt.Fprintf(s.out, `<text class="t" transform="translate(%s %s) rotate(-90)" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n", num(x), num(y), num(size), num(tall), text)
		return
	}
	size := tall / 0.98
	fmt.Fprintf(s.out, `<text class="t" x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
		num(o.Box.X0), num(h-o.Box.Y0-0.22*size), num(size), num(w), text)
}

// arrows lead from each block to the next one on the page. Running heads are
// not part of the way.
func (s *sheet) arrows(parts []part, h float64) {
	var last *part
	for i := range parts {
		p := &parts[i]
		if p.block.Kind == documents.Header || p.block.Kind == documents.Footer {
			continue
		}
		if last != nil {
			// From the foot of one to the top of the next, near the left edge
			// where lines of a column begin.
			x0, y0 := last.box.X0+2, h-last.box.Y0
			x1, y1 := p.box.X0+2, h-p.box.Y1
			fmt.Fprintf(s.out, `<path class="a" d="M%s %sL%s %s"/>`+"\n", num(x0), num(y0), num(x1), num(y1))
		}
		last = p
	}
}

// num writes a coordinate with two digits at most.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	s := fmt.Sprintf("%.2f", v)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// escape makes text safe in XML, in content and attributes; what XML cannot
// hold becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // writing to a Builder does not fail
	return b.String()
}
