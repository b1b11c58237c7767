package pdfnative

import (
	"math"

	"concord/documents/extract"
)

// textOperator runs one text operator; it reports whether op is one.
func (in *interp) textOperator(op string) bool {
	gs := &in.gs
	switch op {
	case "BT":
		gs.tm, gs.tlm = identity, identity
	case "ET":
	case "Tf":
		gs.font = in.res.font(string(in.arg(2, 0).bytes))
		gs.fontIndex = in.indexOf(gs.font)
		gs.size = in.num(2, 1)
	case "Tm":
		if m, ok := in.matrix(); ok {
			gs.tm, gs.tlm = m, m
		}
	case "Td":
		in.newLine(in.num(2, 0), in.num(2, 1))
	case "TD":
		gs.leading = -in.num(2, 1)
		in.newLine(in.num(2, 0), in.num(2, 1))
	case "T*":
		in.newLine(0, -gs.leading)
	case "Tc":
		gs.charSpace = in.num(1, 0)
	case "Tw":
		gs.wordSpace = in.num(1, 0)
	case "Tz":
		gs.scale = in.num(1, 0) / 100
	case "TL":
		gs.leading = in.num(1, 0)
	case "Ts":
		gs.rise = in.num(1, 0)
	case "Tr":
		gs.mode = int(in.num(1, 0))
	case "Tj":
		in.show(in.arg(1, 0).bytes)
	case "'":
		in.newLine(0, -gs.leading)
		in.show(in.arg(1, 0).bytes)
	case "\"":
		gs.wordSpace, gs.charSpace = in.num(3, 0), in.num(3, 1)
		in.newLine(0, -gs.leading)
		in.show(in.arg(3, 2).bytes)
	case "TJ":
		in.showArray()
	default:
		return false
	}
	return true
}

func (in *interp) newLine(tx, ty float64) {
	in.gs.tlm = in.gs.tlm.shift(tx, ty)
	in.gs.tm = in.gs.tlm
}

func (in *interp) showArray() {
	a := in.arg(1, 0)
	for i := a.lo; i < a.hi && !in.stopped; i++ {
		switch e := in.elems[i]; e.kind {
		case kString:
			in.show(e.bytes)
		case kNumber:
			d := -e.num / 1000 * in.gs.size
			if in.gs.font != nil && in.gs.font.vertical {
				in.gs.tm = in.gs.tm.shift(0, d)
			} else {
				in.gs.tm = in.gs.tm.shift(d*in.gs.scale, 0)
			}
		}
	}
}

// show adds one glyph for each code of a string and moves the text position.
func (in *interp) show(s []byte) {
	gs := &in.gs
	if gs.font == nil {
		gs.font = in.file.missingFont()
		gs.fontIndex = in.indexOf(gs.font)
	}
	f := gs.font
	// The part of the text rendering matrix that does not change in a string:
	// text space to page space without the text position.
	tm := gs.tm.mul(gs.ctm)
	if !tm.finite() {
		in.outside += len(s)
		return
	}
	along := math.Hypot(tm[0], tm[1])
	size := math.Abs(gs.size) * math.Hypot(tm[2], tm[3]) * f.em
	angle := degrees(tm)
	if gs.size < 0 {
		angle = opposite(angle)
	}
	hidden := gs.mode == 3 || gs.mode == 7 || in.hiddenMark()
	mcid, artifact := in.mcid(), in.artifact()
	x, y := 0.0, gs.rise
	for len(s) > 0 && !in.stopped {
		code, n := f.code(s)
		g := f.glyph(code, n)
		space := gs.charSpace
		if n == 1 && s[0] == ' ' {
			space += gs.wordSpace
		}
		s = s[n:]
		glyph := extract.Glyph{Text: g.text, Size: size, Font: gs.fontIndex, Code: code + 1, Angle: angle, Hidden: hidden, MCID: mcid, Artifact: artifact}
		if f.vertical {
			glyph.X, glyph.Y = tm.apply(x-g.width/2*gs.size*gs.scale, y-0.88*gs.size)
			glyph.W = math.Abs(g.width*gs.size*gs.scale) * along
			y += -gs.size + space
		} else {
			w := g.width * gs.size
			glyph.X, glyph.Y = tm.apply(x, y)
			glyph.W = math.Abs(w*gs.scale) * along
			x += (w + space) * gs.scale
		}
		in.add(glyph)
	}
	gs.tm = gs.tm.shift(x, y-gs.rise)
}

// add appends a glyph unless it lies outside of the page, where no reader
// sees it.
func (in *interp) add(g extract.Glyph) {
	if g.Text == "" {
		return
	}
	if len(in.page.Glyphs) >= in.file.limits.Glyphs {
		in.stop("page-too-large", "elle contient plus de %d caractères", "it has more than %d characters", in.file.limits.Glyphs)
		return
	}
	if math.IsNaN(g.X+g.Y+g.W+g.Size) || math.IsInf(g.X+g.Y+g.W+g.Size, 0) {
		return
	}
	// Half an em of tolerance: drop capitals and accents touch the edge.
	slack := g.Size / 2
	if g.X+g.W < in.area.X0-slack || g.X > in.area.X1+slack || g.Y < in.area.Y0-slack || g.Y > in.area.Y1+slack {
		if g.Text != " " && !g.Hidden {
			in.outside++
		}
		return
	}
	in.page.Glyphs = append(in.page.Glyphs, g)
}

// indexOf returns the font's place in Page.Fonts, adding it at first use.
func (in *interp) indexOf(f *font) int {
	if f == nil {
		return 0
	}
	if i, ok := in.fontIndex[f]; ok {
		return i
	}
	if f.style.ID == 0 {
		in.file.numbered++
		f.style.ID = in.file.numbered
	}
	i := len(in.page.Fonts)
	in.page.Fonts = append(in.page.Fonts, f.style)
	in.fontIndex[f] = i
	return i
}

// degrees returns the direction of the x axis under m, in (-180, 180], with
// rounding noise removed so that upright text is exactly 0.
func degrees(m matrix) float64 {
	a := math.Atan2(m[1], m[0]) * 180 / math.Pi
	if r := math.Round(a); math.Abs(a-r) < 0.01 {
		a = r
	}
	if a <= -180 {
		a = 180
	}
	return a + 0 // no negative zero
}

func opposite(a float64) float64 {
	if a > 0 {
		return a - 180
	}
	return a + 180
}
