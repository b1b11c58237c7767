package pdfnative

import (
	"math"
	"unicode/utf8"

	"concord/documents/extract"

	"github.com/ledongthuc/pdf"
)

// A mark is one open marked-content sequence (BMC or BDC up to its EMC).
type mark struct {
	mcid     int // -1 without
	hidden   bool
	artifact bool
	// actual is the text that stands for the glyphs from index first on.
	actual    string
	hasActual bool
	first     int
}

// maxMarks bounds the nesting of marks; deeper ones change nothing but the
// count.
const maxMarks = 1 << 12

// begin opens a marked-content sequence; props tells whether it has
// properties (BDC).
func (in *interp) begin(props bool) {
	m := mark{mcid: in.mcid(), hidden: in.hiddenMark(), artifact: in.artifact(), first: len(in.page.Glyphs)}
	if !props && string(in.arg(1, 0).bytes) == "Artifact" {
		m.artifact = true
	}
	if props && len(in.marks) < maxMarks {
		tag := string(in.arg(2, 0).bytes)
		m.artifact = m.artifact || tag == "Artifact"
		switch o := in.arg(2, 1); o.kind {
		case kDict:
			for i := o.lo; i+1 < o.hi; i += 2 {
				v := in.elems[i+1]
				switch string(in.elems[i].bytes) {
				case "MCID":
					if v.kind == kNumber {
						m.mcid = int(v.num)
					}
				case "ActualText":
					if v.kind == kString {
						m.actual, m.hasActual = textString(v.bytes), true
					}
				}
			}
		case kName:
			p := in.res.value("Properties", string(o.bytes))
			if v := p.Key("MCID"); v.Kind() == pdf.Integer {
				m.mcid = int(v.Int64())
			}
			if v := p.Key("ActualText"); v.Kind() == pdf.String && in.file.key == nil {
				m.actual, m.hasActual = textString([]byte(v.RawString())), true
			}
			if tag == "OC" && in.hiddenLayer(p) {
				m.hidden = true
			}
		}
	}
	in.marks = append(in.marks, m)
	if len(in.marks) > 1<<20 {
		in.marks = in.marks[:maxMarks]
	}
}

// end closes the innermost sequence; its glyphs become its actual text.
func (in *interp) end() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.hasActual && m.first < len(in.page.Glyphs) {
		in.page.Glyphs = replaceText(in.page.Glyphs, m.first, m.actual)
	}
}

func (in *interp) mcid() int {
	// In a form with a key of its own the ids are the form's, not the page's.
	if n := len(in.marks); n > 0 && !in.ownMarks {
		return in.marks[n-1].mcid
	}
	return -1
}

// artifact reports whether the content at hand is none of the document's, but
// the page's: a running head, a page number, a line.
func (in *interp) artifact() bool {
	n := len(in.marks)
	return n > 0 && in.marks[n-1].artifact
}

func (in *interp) hiddenMark() bool {
	n := len(in.marks)
	return n > 0 && in.marks[n-1].hidden
}

// replaceText puts text in place of the glyphs from index first on: one glyph
// per code point, spread evenly over the width of those on the first line.
func replaceText(glyphs []extract.Glyph, first int, text string) []extract.Glyph {
	g := glyphs[first]
	sin, cos := math.Sincos(g.Angle * math.Pi / 180)
	width := 0.0
	for _, o := range glyphs[first:] {
		dx, dy := o.X-g.X, o.Y-g.Y
		if o.Angle != g.Angle || math.Abs(dy*cos-dx*sin) > g.Size {
			break
		}
		width = max(width, dx*cos+dy*sin+o.W)
	}
	glyphs = glyphs[:first]
	// An actual text that is far longer than what it stands for is an attack
	// or a description, not the words on the page.
	const longest = 4096
	n := utf8.RuneCountInString(text)
	if n == 0 || n > longest {
		return glyphs
	}
	step := width / float64(n)
	i := 0
	for _, r := range text {
		c := g
		c.Text = cleanRune(r)
		c.X, c.Y = g.X+float64(i)*step*cos, g.Y+float64(i)*step*sin
		c.W = step
		glyphs = append(glyphs, c)
		i++
	}
	return glyphs
}
