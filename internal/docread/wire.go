package docread

import (
	"encoding/binary"
	"errors"
	"math"

	"concord/documents"
)

// A document goes from the child to its parent in a form of its own: fields in
// the order of their declaration, whole numbers as varints, floats as their
// bits, and all texts one after the other at the end. Both sides are the same
// program, so the form needs no version. With encoding/gob this took 7 % of the
// CPU time of reading a report, most of it for the place of each word; this
// takes a tenth of that, and the parent keeps all texts in one string.
//
// Empty slices arrive as nil.

// encode gives the bytes of a document.
func encode(d *documents.Document) []byte {
	origins, links, marks, texts := 0, 0, 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		origins, links, marks, texts = origins+len(b.Origins), links+len(b.Links), marks+len(b.Marks), texts+len(b.Text)
	}
	// Room for what a report needs: a varint has two bytes or so.
	w := &wireWriter{
		b:     make([]byte, lengthLen, 1<<10+origins*(boxLen+12)+len(d.Blocks)*(boxLen+64)+len(d.Segments)*16+texts+texts/8),
		texts: make([]byte, 0, 1<<10+texts+texts/8),
	}
	w.text(d.Path)
	w.text(string(d.Lang))
	w.text(d.SHA256)
	w.text(d.Format)
	w.int(d.Pages)
	w.int(len(d.Engines))
	for _, e := range d.Engines {
		w.text(e)
	}
	w.int(len(d.Sizes))
	for _, s := range d.Sizes {
		w.box(s)
	}
	w.int(origins)
	w.int(links)
	w.int(marks)
	w.int(len(d.Blocks))
	for i := range d.Blocks {
		w.block(&d.Blocks[i])
	}
	w.int(len(d.Segments))
	for i := range d.Segments {
		w.segment(d, &d.Segments[i])
	}
	w.int(len(d.Warnings))
	for i := range d.Warnings {
		g := &d.Warnings[i]
		w.text(g.Code)
		w.int(g.Page)
		w.text(g.Message.FR)
		w.text(g.Message.EN)
	}
	binary.LittleEndian.PutUint64(w.b, uint64(len(w.b)))
	return append(w.b, w.texts...)
}

// lengthLen is the length of what stands first: where the texts begin.
const lengthLen = 8

type wireWriter struct{ b, texts []byte }

func (w *wireWriter) int(n int) { w.b = binary.AppendVarint(w.b, int64(n)) }

func (w *wireWriter) float(f float64) {
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(f))
}

func (w *wireWriter) text(s string) {
	w.int(len(s))
	w.texts = append(w.texts, s...)
}

func (w *wireWriter) box(b documents.Box) {
	w.float(b.X0)
	w.float(b.Y0)
	w.float(b.X1)
	w.float(b.Y1)
}

func (w *wireWriter) block(b *documents.Block) {
	w.int(b.ID)
	w.text(string(b.Kind))
	w.int(b.Level)
	w.int(b.Page)
	w.box(b.Box)
	w.int(b.Row)
	w.int(b.Col)
	w.text(b.Label)
	w.float(b.Confidence)
	w.text(string(b.Encoding))
	w.int(len(b.Links))
	for _, l := range b.Links {
		w.int(l.Start)
		w.int(l.End)
		w.text(l.URL)
	}
	w.text(string(b.Lang))
	w.int(len(b.Marks))
	for _, m := range b.Marks {
		w.int(m.At)
		w.text(m.Label)
		w.int(m.Note)
	}
	w.int(b.CalledBy.Block)
	w.int(b.CalledBy.At)
	w.text(b.Text)
	w.int(len(b.Origins))
	for i := range b.Origins {
		o := &b.Origins[i]
		w.int(o.Start)
		w.int(o.End)
		w.int(o.Page)
		w.box(o.Box)
		w.int(o.Offset)
		w.int(o.Length)
	}
}

// segment leaves the text out where it is the piece of its block's text that
// it should be.
func (w *wireWriter) segment(d *documents.Document, s *documents.Segment) {
	w.int(s.ID)
	w.int(s.Block)
	w.int(s.Start)
	w.int(s.End)
	w.int(s.Page)
	if text, ok := piece(d, s); ok && text == s.Text {
		w.int(1)
		return
	}
	w.int(0)
	w.text(s.Text)
}

// piece gives the bytes of its block's text that a segment names.
func piece(d *documents.Document, s *documents.Segment) (string, bool) {
	if s.Block < 1 || s.Block > len(d.Blocks) {
		return "", false
	}
	text := d.Blocks[s.Block-1].Text
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return "", false
	}
	return text[s.Start:s.End], true
}

// errWire says that the bytes are not those of a document.
var errWire = errors.New("the document came damaged")

// decode is the inverse of encode. It takes no more memory than a small
// multiple of b, whatever b says.
func decode(b []byte) (*documents.Document, error) {
	if len(b) < lengthLen {
		return nil, errWire
	}
	n := binary.LittleEndian.Uint64(b)
	if n < lengthLen || n > uint64(len(b)) {
		return nil, errWire
	}
	r := &wireReader{b: b[lengthLen:n], texts: string(b[n:])}
	d := &documents.Document{
		Path: r.text(), Lang: documents.Lang(r.text()), SHA256: r.text(), Format: r.text(), Pages: r.int(),
	}
	d.Engines = list[string](r, r.count(1))
	for i := range d.Engines {
		d.Engines[i] = r.text()
	}
	d.Sizes = list[documents.Box](r, r.count(boxLen))
	for i := range d.Sizes {
		d.Sizes[i] = r.box()
	}
	r.origins = list[documents.Origin](r, r.count(5+boxLen))
	r.links = list[documents.Link](r, r.count(3))
	r.marks = list[documents.Mark](r, r.count(3))
	d.Blocks = list[documents.Block](r, r.count(16+boxLen+8))
	for i := range d.Blocks {
		r.block(&d.Blocks[i])
	}
	d.Segments = list[documents.Segment](r, r.count(6))
	for i := range d.Segments {
		s := &d.Segments[i]
		*s = documents.Segment{ID: r.int(), Block: r.int(), Start: r.int(), End: r.int(), Page: r.int()}
		if r.int() == 0 {
			s.Text = r.text()
		} else if text, ok := piece(d, s); ok {
			s.Text = text
		} else {
			r.bad = true
		}
	}
	d.Warnings = list[documents.Warning](r, r.count(4))
	for i := range d.Warnings {
		g := &d.Warnings[i]
		g.Code, g.Page = r.text(), r.int()
		g.Message.FR, g.Message.EN = r.text(), r.text()
	}
	if r.bad || len(r.b) > 0 || len(r.texts) > 0 {
		return nil, errWire
	}
	return d, nil
}

// boxLen is the length of a box in bytes.
const boxLen = 4 * 8

// A wireReader reads what a wireWriter wrote. After the first fault it gives
// zero values and bad is set. Origins, links and marks of all blocks share one
// piece of memory each.
type wireReader struct {
	b       []byte
	texts   string
	bad     bool
	origins []documents.Origin
	links   []documents.Link
	marks   []documents.Mark
}

func (r *wireReader) int() int {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *wireReader) float() float64 {
	if len(r.b) < 8 {
		r.bad, r.b = true, nil
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	return f
}

func (r *wireReader) text() string {
	n := r.int()
	if n < 0 || n > len(r.texts) {
		r.bad = true
		return ""
	}
	s := r.texts[:n]
	r.texts = r.texts[n:]
	return s
}

func (r *wireReader) box() documents.Box {
	return documents.Box{X0: r.float(), Y0: r.float(), X1: r.float(), Y1: r.float()}
}

// count reads the length of a list of things that take least bytes or more.
func (r *wireReader) count(least int) int {
	n := r.int()
	if n < 0 || n > len(r.b)/least {
		r.bad = true
		return 0
	}
	return n
}

// list makes a list of n things, nil for none.
func list[T any](r *wireReader, n int) []T {
	if r.bad || n == 0 {
		return nil
	}
	return make([]T, n)
}

// take cuts n things off the memory that all blocks share, nil for none.
func take[T any](r *wireReader, all *[]T) []T {
	n := r.int()
	if n < 0 || n > len(*all) {
		r.bad = true
		return nil
	}
	if n == 0 {
		return nil
	}
	some := (*all)[:n:n]
	*all = (*all)[n:]
	return some
}

func (r *wireReader) block(b *documents.Block) {
	b.ID, b.Kind, b.Level, b.Page, b.Box = r.int(), documents.Kind(r.text()), r.int(), r.int(), r.box()
	b.Row, b.Col, b.Label, b.Confidence = r.int(), r.int(), r.text(), r.float()
	b.Encoding = documents.Encoding(r.text())
	b.Links = take(r, &r.links)
	for i := range b.Links {
		b.Links[i] = documents.Link{Start: r.int(), End: r.int(), URL: r.text()}
	}
	b.Lang = documents.Lang(r.text())
	b.Marks = take(r, &r.marks)
	for i := range b.Marks {
		b.Marks[i] = documents.Mark{At: r.int(), Label: r.text(), Note: r.int()}
	}
	b.CalledBy = documents.Anchor{Block: r.int(), At: r.int()}
	b.Text = r.text()
	b.Origins = take(r, &r.origins)
	for i := range b.Origins {
		o := &b.Origins[i]
		o.Start, o.End, o.Page, o.Box = r.int(), r.int(), r.int(), r.box()
		o.Offset, o.Length = r.int(), r.int()
	}
}
