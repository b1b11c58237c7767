package pdfium

import (
	"math"
	"unicode"
	"unicode/utf8"

	"concord/documents/extract"
	"concord/internal/pdfnative"

	"github.com/klippa-app/go-pdfium/requests"
)

// A fontKey tells fonts apart.
type fontKey struct {
	name   string
	flags  int
	weight int
}

// A style is what the characters of a word have in common.
type style struct {
	font   int
	size   float64 // effective, in points
	angle  float64 // on the page as a reader sees it
	slant  float64 // in the library's coordinates
	hidden bool
}

// noText stands for a character whose text is not known, as in pdfnative.
const noText = "\uFFFD"

// glyphs reads the characters. The library's calls are dear, so font, matrix
// and render mode are asked for once a word: they change within a word only
// when its size or place jumps, which is looked at.
func (r *reading) glyphs() error {
	inst := r.file.inst
	n, err := inst.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: r.text})
	if err != nil {
		return err
	}
	var st style
	var size, lastX, lastY float64
	fresh, spaced := true, false
	for i := range n.Count {
		c, err := inst.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: i})
		if err != nil {
			return err
		}
		u := rune(int32(c.Unicode))
		if u <= ' ' && u != hyphen {
			// Spaces and line ends that the library puts between words are
			// its guess; the layout makes its own from the gaps.
			g, err := inst.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: r.text, Index: i})
			if err != nil {
				return err
			}
			if fresh = true; g.IsGenerated {
				spaced = u == ' '
				continue
			}
		}
		at, err := inst.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: i})
		if err != nil {
			continue // a character without a place is not on the page
		}
		s, err := inst.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: i})
		if err != nil {
			return err
		}
		text, code, err := r.text1(i, u)
		if err != nil {
			return err
		}
		// A ligature gives several characters at one place.
		if last := len(r.page.Glyphs) - 1; i > 0 && !fresh && last >= 0 && at.X == lastX && at.Y == lastY {
			r.page.Glyphs[last].Text += text
			continue
		}
		if fresh || s.FontSize != size || math.Abs(at.Y-lastY) > 0.01 {
			if st, err = r.style(i, s.FontSize); err != nil {
				return err
			}
		}
		fresh = u <= ' ' && u != hyphen
		size, lastX, lastY = s.FontSize, at.X, at.Y
		box, err := inst.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: i})
		w := 0.0
		if err == nil {
			w = advance(math.Abs(float64(box.Rect.Right)-float64(box.Rect.Left)), math.Abs(float64(box.Rect.Top)-float64(box.Rect.Bottom)), st)
		}
		x, y := r.base.apply(at.X, at.Y)
		if spaced {
			r.part(x, y)
			spaced = false
		}
		if r.add(extract.Glyph{Text: text, X: x, Y: y, W: w, Size: st.size, Font: st.font, Angle: st.angle, Hidden: st.hidden, Code: code, MCID: -1}) {
			break
		}
	}
	return nil
}

// advance finds the advance in the width and height of a loose box, which is
// as wide as the advance and as high as the font, and upright: for turned text
// it is the box of the turned box.
func advance(width, height float64, st style) float64 {
	sin, cos := math.Sincos(st.slant * math.Pi / 180)
	sin, cos = math.Abs(sin), math.Abs(cos)
	switch d := cos*cos - sin*sin; {
	case sin < 0.01:
		return width
	case cos < 0.01:
		return height
	case math.Abs(d) > 0.2:
		return max(0, (width*cos-height*sin)/d)
	}
	// Near 45 degrees the two equations are one; 1.1 is the usual height of a
	// font in ems.
	return max(0, (width-1.1*st.size*sin)/cos)
}

// part shortens the last glyph where the library puts a space after it and the
// layout would see none: the loose box of a font that does not tell its height
// is as wide as what is drawn, and an italic f leans over the space.
func (r *reading) part(x, y float64) {
	if len(r.page.Glyphs) == 0 {
		return
	}
	// The space among leader dots is no space.
	last, _ := utf8.DecodeLastRuneInString(r.page.Glyphs[len(r.page.Glyphs)-1].Text)
	if !unicode.IsLetter(last) {
		return
	}
	g := &r.page.Glyphs[len(r.page.Glyphs)-1]
	sin, cos := math.Sincos(g.Angle * math.Pi / 180)
	along, across := (x-g.X)*cos+(y-g.Y)*sin, (y-g.Y)*cos-(x-g.X)*sin
	const gap = 0.17 // of the size: just over what parts words in the layout
	if math.Abs(across) < 0.1*g.Size && along > gap*g.Size && along-g.W < gap*g.Size {
		g.W = along - gap*g.Size
	}
}

// hyphen is what the library gives for a hyphen at the end of a line.
const hyphen = 2

// text1 gives the text of one character, and one more than its code where its
// font does not say what the code means: then the library gives the code itself,
// and repair may tell the text from it.
func (r *reading) text1(i int, u rune) (text string, code uint32, err error) {
	if u < 0 || u > utf8.MaxRune {
		return noText, 0, nil
	}
	e, err := r.file.inst.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: r.text, Index: i})
	switch {
	case err != nil:
		return "", 0, err
	case e.HasUnicodeMapError:
		return noText, uint32(u) + 1, nil
	case u == hyphen:
		return "-", 0, nil
	case u == 0 || !utf8.ValidRune(u):
		return noText, 0, nil
	case u < ' ':
		u = ' '
	}
	return string(u), 0, nil
}

// style asks for what the word at character i looks like.
func (r *reading) style(i int, size float64) (style, error) {
	inst := r.file.inst
	st := style{size: size}
	m := matrix{1, 0, 0, 1, 0, 0}
	if got, err := inst.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: i}); err == nil {
		g := got.Matrix
		m = matrix{float64(g.A), float64(g.B), float64(g.C), float64(g.D), 0, 0}
	}
	st.size = math.Abs(size) * math.Hypot(m[2], m[3])
	st.slant = degrees(m)
	m = m.mul(r.base)
	st.angle = degrees(m)
	if size < 0 {
		if st.angle > 0 {
			st.angle -= 180
		} else {
			st.angle += 180
		}
	}
	key := fontKey{}
	if f, err := inst.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: r.text, Index: i}); err == nil {
		key.name, key.flags = f.FontName, f.Flags
	}
	if w, err := inst.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: r.text, Index: i}); err == nil {
		key.weight = w.FontWeight
	}
	index, ok := r.fonts[key]
	if !ok {
		index = len(r.page.Fonts)
		r.fonts[key] = index
		r.page.Fonts = append(r.page.Fonts, pdfnative.Style(key.name, int64(key.flags), float64(key.weight), false))
	}
	st.font = index
	if o, err := inst.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: r.text, Index: i}); err == nil {
		if mode, err := inst.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o.TextObject}); err == nil {
			st.hidden = mode.TextRenderMode == 3 || mode.TextRenderMode == 7
		}
	}
	return st, nil
}

// add appends a glyph unless it lies outside of the page; full is true when
// the page has as many as are read.
func (r *reading) add(g extract.Glyph) (full bool) {
	if len(r.page.Glyphs) >= maxGlyphs {
		r.page.Warnings = append(r.page.Warnings, pageWarning(r.page.Number, "page-too-large",
			"la page n’a pas été lue en entier\u00a0: elle contient plus de %d caractères",
			"the page was not read in full: it has more than %d characters", maxGlyphs))
		return true
	}
	if v := g.X + g.Y + g.W + g.Size; math.IsNaN(v) || math.IsInf(v, 0) {
		return false
	}
	slack := g.Size / 2
	if g.X+g.W < -slack || g.X > r.page.Width+slack || g.Y < -slack || g.Y > r.page.Height+slack {
		if g.Text != " " && !g.Hidden {
			r.outside++
		}
		return false
	}
	r.page.Glyphs = append(r.page.Glyphs, g)
	return false
}

// degrees returns the direction of the x axis under m, in (-180, 180], with
// rounding noise removed so that upright text is exactly 0.
func degrees(m matrix) float64 {
	a := math.Atan2(m[1], m[0]) * 180 / math.Pi
	if n := math.Round(a); math.Abs(a-n) < 0.01 {
		a = n
	}
	if a <= -180 {
		a = 180
	}
	return a + 0 // no negative zero
}
