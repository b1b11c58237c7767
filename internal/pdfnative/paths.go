package pdfnative

import (
	"math"

	"concord/documents"
	"concord/documents/extract"
)

// A path is the current path, kept only as far as it can become rules: upright
// line segments and rectangles, in page space.
type path struct {
	segments       []segment
	rects          []documents.Box
	x, y           float64 // current point, page space
	startX, startY float64
	has            bool
}

type segment struct{ x0, y0, x1, y1 float64 }

// maxPath bounds the parts of one path that are kept.
const maxPath = 4096

// maxRules bounds the rules of one page; a chart can draw far more lines than
// any table.
const maxRules = 20_000

// thin is the greatest thickness of a rule, in points. Table and note rules in
// the development files are 0.1 to 2 points; bars drawn as fills reach 3.
const thin = 3.5

// pathOperator runs one path operator; it reports whether op is one.
func (in *interp) pathOperator(op string) bool {
	p := &in.path
	switch op {
	case "m":
		p.x, p.y = in.gs.ctm.apply(in.num(2, 0), in.num(2, 1))
		p.startX, p.startY, p.has = p.x, p.y, true
	case "l":
		in.lineTo(in.gs.ctm.apply(in.num(2, 0), in.num(2, 1)))
	case "c":
		p.x, p.y = in.gs.ctm.apply(in.num(6, 4), in.num(6, 5))
	case "v", "y":
		p.x, p.y = in.gs.ctm.apply(in.num(4, 2), in.num(4, 3))
	case "h":
		in.lineTo(p.startX, p.startY)
	case "re":
		x, y, w, h := in.num(4, 0), in.num(4, 1), in.num(4, 2), in.num(4, 3)
		if len(p.rects) < maxPath {
			p.rects = append(p.rects, in.gs.ctm.box(x, y, x+w, y+h))
		}
		p.x, p.y = in.gs.ctm.apply(x, y)
		p.startX, p.startY, p.has = p.x, p.y, true
	case "S", "s":
		in.paint(op == "s", true, false)
	case "f", "F", "f*":
		in.paint(false, false, true)
	case "B", "B*", "b", "b*":
		in.paint(op[0] == 'b', true, true)
	case "n":
		in.clearPath()
	case "w":
		in.gs.lineWidth = in.num(1, 0)
	default:
		return false
	}
	return true
}

func (in *interp) lineTo(x, y float64) {
	p := &in.path
	if p.has && len(p.segments) < maxPath {
		p.segments = append(p.segments, segment{p.x, p.y, x, y})
	}
	p.x, p.y = x, y
}

func (in *interp) clearPath() {
	in.path.segments, in.path.rects, in.path.has = in.path.segments[:0], in.path.rects[:0], false
}

// paint turns the current path into rules and clears it.
func (in *interp) paint(closed, stroke, fill bool) {
	p := &in.path
	if closed {
		in.lineTo(p.startX, p.startY)
	}
	in.paths++
	if stroke {
		half := in.gs.lineWidth / 2 * math.Sqrt(math.Abs(in.gs.ctm[0]*in.gs.ctm[3]-in.gs.ctm[1]*in.gs.ctm[2]))
		half = max(half, 0.1) // a width of 0 is the thinnest line of the device
		if half*2 <= thin {
			for _, s := range p.segments {
				in.stroke(s, half)
			}
			for _, b := range p.rects {
				in.stroke(segment{b.X0, b.Y0, b.X1, b.Y0}, half)
				in.stroke(segment{b.X0, b.Y1, b.X1, b.Y1}, half)
				in.stroke(segment{b.X0, b.Y0, b.X0, b.Y1}, half)
				in.stroke(segment{b.X1, b.Y0, b.X1, b.Y1}, half)
			}
		}
	}
	if fill {
		for _, b := range p.rects {
			in.bar(b)
		}
		if len(p.segments) >= 3 {
			in.fillSegments()
		}
	}
	in.clearPath()
}

// stroke adds the rule of an upright line.
func (in *interp) stroke(s segment, half float64) {
	const upright = 0.5 // points a line may lean
	if math.Abs(s.x1-s.x0) > upright && math.Abs(s.y1-s.y0) > upright {
		return
	}
	in.rule(documents.Box{
		X0: min(s.x0, s.x1) - half, Y0: min(s.y0, s.y1) - half,
		X1: max(s.x0, s.x1) + half, Y1: max(s.y0, s.y1) + half,
	})
}

// fillSegments adds a bar for a filled path that is one thin rectangle drawn
// as lines.
func (in *interp) fillSegments() {
	p := &in.path
	if len(p.segments) > 5 {
		return
	}
	b := documents.Box{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, s := range p.segments {
		b.X0, b.X1 = min(b.X0, s.x0, s.x1), max(b.X1, s.x0, s.x1)
		b.Y0, b.Y1 = min(b.Y0, s.y0, s.y1), max(b.Y1, s.y0, s.y1)
	}
	in.bar(b)
}

// bar adds the rule of a filled rectangle that is thin in one direction.
func (in *interp) bar(b documents.Box) {
	if min(b.X1-b.X0, b.Y1-b.Y0) <= thin {
		in.rule(b)
	}
}

func (in *interp) rule(b documents.Box) {
	b.X0, b.X1 = max(b.X0, in.area.X0), min(b.X1, in.area.X1)
	b.Y0, b.Y1 = max(b.Y0, in.area.Y0), min(b.Y1, in.area.Y1)
	// Dots are no rules: 3 points is less than any table cell.
	if !(b.X0 < b.X1 && b.Y0 < b.Y1) || max(b.X1-b.X0, b.Y1-b.Y0) < 3 || len(in.page.Rules) >= maxRules {
		return
	}
	in.page.Rules = append(in.page.Rules, extract.Rule{Box: b})
}
