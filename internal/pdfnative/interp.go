package pdfnative

import (
	"context"
	"io"

	"concord/documents"
	"concord/documents/extract"

	"github.com/ledongthuc/pdf"
)

// An interp runs the content streams of one page and collects what a reader
// sees: glyphs, rules and the area of images.
type interp struct {
	ctx  context.Context
	file *file
	page *extract.Page
	// area is the visible part of the page, in page space.
	area documents.Box

	gs    state
	stack []state
	// unsaved counts q operators beyond the depth limit.
	unsaved int
	res     *resources

	path  path
	marks []mark
	// ownMarks is set in a form whose marked-content ids are its own.
	ownMarks bool
	// fontIndex finds the page's entry for a font.
	fontIndex map[*font]int

	// What has been used up of the page's budget.
	decoded          int64
	operators, forms int
	outside          int // glyphs beyond the edges of the page
	images           float64
	stopped          bool
	warned           map[string]bool
	paths            int // paths painted

	ops   []operand
	elems []operand
	arena []byte
}

// An operand is a token whose bytes stay valid until the operator has run. A
// container's elements are interp.elems[lo:hi].
type operand struct {
	kind   kind
	num    float64
	bytes  []byte
	lo, hi int
}

// A state is the graphics and text state that q and Q save and restore.
type state struct {
	ctm       matrix
	font      *font
	fontIndex int
	size      float64
	charSpace float64
	wordSpace float64
	scale     float64 // Tz / 100
	leading   float64
	rise      float64
	mode      int
	lineWidth float64
	// The text matrices belong to the text object, not to the graphics state,
	// but a q inside BT ... ET is seen in real files and works in viewers
	// when they are saved with it.
	tm, tlm matrix
}

// maxSaved is the depth of q that is kept. Annex C of PDF 32000-1 gives 28;
// the deepest of the development files uses 12.
const maxSaved = 512

// maxOperands bounds the operands before one operator; the longest standard
// list has 33.
const maxOperands = 64

// maxElements bounds the elements kept of one array or dictionary.
const maxElements = 1 << 16

// run interprets one content stream in the current state.
func (in *interp) run(r io.Reader, depth int) {
	lex := in.file.lexer(r)
	defer in.file.done(lex)
	in.ops = in.ops[:0]
	for !in.stopped {
		t := lex.next()
		switch t.kind {
		case kEOF:
			return
		case kKeyword:
			in.operators++
			if in.operators > in.file.limits.Operators {
				in.stop("page-too-large", "elle contient plus de %d instructions de dessin", "it has more than %d drawing operators", in.file.limits.Operators)
				return
			}
			if in.operators%4096 == 0 && in.ctx.Err() != nil {
				in.stopped = true
				return
			}
			if string(t.bytes) == "BI" {
				in.inlineImage(lex)
			} else {
				in.operator(t.bytes, depth)
			}
			in.ops, in.elems, in.arena = in.ops[:0], in.elems[:0], in.arena[:0]
		case kArrayOpen, kDictOpen:
			o := in.container(lex, t.kind)
			in.push(o)
		case kArrayClose, kDictClose:
		default:
			in.push(in.keep(t))
		}
	}
}

func (in *interp) push(o operand) {
	if len(in.ops) < maxOperands {
		in.ops = append(in.ops, o)
	}
}

// keep copies a token's bytes so that they outlive the next token.
func (in *interp) keep(t token) operand {
	o := operand{kind: t.kind, num: t.num}
	if len(t.bytes) > 0 && len(in.arena) < 4*maxToken {
		n := len(in.arena)
		in.arena = append(in.arena, t.bytes...)
		o.bytes = in.arena[n:len(in.arena):len(in.arena)]
	}
	return o
}

// container reads an array or dictionary to its end. Only its own elements are
// kept: what is nested deeper says nothing that an operator here needs.
func (in *interp) container(lex *lexer, open kind) operand {
	o := operand{kind: kArray, lo: len(in.elems)}
	if open == kDictOpen {
		o.kind = kDict
	}
	for depth := 1; depth > 0; {
		t := lex.next()
		switch t.kind {
		case kEOF:
			depth = 0
		case kArrayOpen, kDictOpen:
			if depth == 1 && len(in.elems)-o.lo < maxElements {
				in.elems = append(in.elems, operand{kind: kArray})
			}
			depth++
		case kArrayClose, kDictClose:
			depth--
		default:
			if depth == 1 && len(in.elems)-o.lo < maxElements {
				in.elems = append(in.elems, in.keep(t))
			}
		}
	}
	o.hi = len(in.elems)
	return o
}

// arg returns operand i of the n last ones; a missing one is null.
func (in *interp) arg(n, i int) operand {
	if k := len(in.ops) - n + i; k >= 0 && k < len(in.ops) {
		return in.ops[k]
	}
	return operand{}
}

// num returns operand i of the n last ones as a number, 0 if it is none.
func (in *interp) num(n, i int) float64 { return in.arg(n, i).num }

func (in *interp) matrix() (matrix, bool) {
	var m matrix
	if len(in.ops) < 6 {
		return m, false
	}
	for i := range m {
		m[i] = in.num(6, i)
	}
	return m, true
}

// operator runs one operator. An unknown one is ignored with its operands, as
// viewers do.
func (in *interp) operator(op []byte, depth int) {
	if in.textOperator(string(op)) || in.pathOperator(string(op)) {
		return
	}
	switch string(op) {
	case "q":
		if len(in.stack) < maxSaved {
			in.stack = append(in.stack, in.gs)
		} else {
			in.unsaved++
		}
	case "Q":
		switch n := len(in.stack); {
		case in.unsaved > 0:
			in.unsaved--
		case n > 0:
			in.gs = in.stack[n-1]
			in.stack = in.stack[:n-1]
		}
	case "cm":
		if m, ok := in.matrix(); ok {
			if m = m.mul(in.gs.ctm); m.finite() {
				in.gs.ctm = m
			}
		}
	case "gs":
		in.extGState(string(in.arg(1, 0).bytes))
	case "Do":
		in.object(string(in.arg(1, 0).bytes), depth)
	case "BDC", "BMC":
		in.begin(string(op) == "BDC")
	case "EMC":
		in.end()
	}
}

// extGState applies the font and line width of a graphics state dictionary.
func (in *interp) extGState(name string) {
	gs := in.res.value("ExtGState", name)
	if f := gs.Key("Font"); f.Kind() == pdf.Array && f.Len() == 2 {
		in.gs.font, in.gs.size = in.file.font(f.Index(0), ""), f.Index(1).Float64()
		in.gs.fontIndex = in.indexOf(in.gs.font)
	}
	if lw := gs.Key("LW"); lw.Kind() != pdf.Null {
		in.gs.lineWidth = lw.Float64()
	}
}

// object runs Do: a form is interpreted in its own resources, an image counts
// with its area.
func (in *interp) object(name string, depth int) {
	x := in.res.value("XObject", name)
	switch x.Key("Subtype").Name() {
	case "Image":
		in.image()
	case "Form":
		in.form(x, depth)
	}
}

func (in *interp) form(x pdf.Value, depth int) {
	lim := in.file.limits
	in.forms++
	if depth >= lim.FormDepth || in.forms > lim.Forms {
		in.warn("page-too-large", "ses objets graphiques s’appellent les uns les autres trop souvent\u00a0; le reste de ces objets est laissé de côté",
			"its form objects call each other too often; the rest of them is left out")
		return
	}
	if in.hiddenLayer(x.Key("OC")) {
		return
	}
	saved, savedStack, savedUnsaved, savedRes := in.gs, in.stack, in.unsaved, in.res
	marks, ownMarks := len(in.marks), in.ownMarks
	in.ownMarks = ownMarks || x.Key("StructParents").Kind() != pdf.Null
	in.stack = nil
	in.unsaved = 0
	if m := x.Key("Matrix"); m.Kind() == pdf.Array && m.Len() == 6 {
		var fm matrix
		for i := range fm {
			fm[i] = m.Index(i).Float64()
		}
		if fm = fm.mul(in.gs.ctm); fm.finite() {
			in.gs.ctm = fm
		}
	}
	if r := x.Key("Resources"); r.Kind() == pdf.Dict {
		in.res = newResources(in.file, r)
	}
	func() {
		defer func() {
			if r := recover(); r != nil {
				in.warn("page-partly-read", "un objet graphique (%[1]s) est endommagé et n’a pas été lu", "a form object (%[1]s) is damaged and was not read", name(r))
			}
		}()
		in.run(in.reader(x), depth+1)
	}()
	for len(in.marks) > marks {
		in.end()
	}
	in.ownMarks = ownMarks
	in.gs, in.stack, in.unsaved, in.res = saved, savedStack, savedUnsaved, savedRes
	in.ops, in.elems, in.arena = in.ops[:0], in.elems[:0], in.arena[:0]
}

// image adds the area of the unit square under the current matrix.
func (in *interp) image() {
	b := in.gs.ctm.box(0, 0, 1, 1)
	w := min(b.X1, in.area.X1) - max(b.X0, in.area.X0)
	h := min(b.Y1, in.area.Y1) - max(b.Y0, in.area.Y0)
	if w > 0 && h > 0 {
		in.images += w * h
	}
}

// inlineImage skips BI ... ID data EI.
func (in *interp) inlineImage(lex *lexer) {
	for {
		t := lex.next()
		if t.kind == kEOF {
			return
		}
		if t.kind == kKeyword && string(t.bytes) == "ID" {
			break
		}
		if t.kind == kKeyword && string(t.bytes) == "EI" {
			return
		}
	}
	in.image()
	lex.skipInlineImage()
}

// reader gives the decoded bytes of a stream, within the page's budget.
func (in *interp) reader(v pdf.Value) io.Reader {
	r, err := in.file.decode(v)
	if err != nil {
		in.warn("page-partly-read", "un flux de données n’a pas pu être lu (%s)", "a data stream could not be read (%s)", err)
		return eof{}
	}
	return &budgeted{in: in, r: r}
}

type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// budgeted counts what a page decodes and ends the stream when it is too much.
type budgeted struct {
	in *interp
	r  io.Reader
}

func (b *budgeted) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.in.decoded += int64(n)
	if limit := b.in.file.limits.Decoded; b.in.decoded > limit {
		b.in.stop("page-too-large", "ses données dépassent %d Mo une fois décompressées", "its data exceed %d MB once decompressed", limit>>20)
		return 0, io.EOF
	}
	if err != nil && err != io.EOF {
		b.in.warn("page-partly-read", "un flux de données est endommagé (%s)\u00a0; ce qui précède a été lu", "a data stream is damaged (%s); what comes before was read", err)
		err = io.EOF
	}
	return n, err
}

// stop ends the page; what was read so far is kept.
func (in *interp) stop(code, fr, en string, args ...any) {
	in.warn(code, fr+"\u00a0; la suite de la page n’a pas été lue", en+"; the rest of the page was not read", args...)
	in.stopped = true
}

// warn adds a warning about the page, once per code.
func (in *interp) warn(code, fr, en string, args ...any) {
	if in.warned[code] {
		return
	}
	in.warned[code] = true
	in.page.Warnings = append(in.page.Warnings, pageWarning(in.page.Number, code, fr, en, args...))
}
