package pdfnative

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"concord/documents/extract"

	"github.com/ledongthuc/pdf"
)

// A font turns the codes of a string into text and widths. Each code is worked
// out once and kept.
type font struct {
	style extract.Font
	// em scales the font size: 1 but for Type 3 fonts, whose glyph space is
	// their own.
	em       float64
	vertical bool
	// space tells the length of a code; nil means one byte.
	space *codeSpace

	simple [256]*glyph
	wide   map[uint32]*glyph
	make   func(code uint32) glyph
}

// A glyph is what one code shows: its text, and its advance in ems.
type glyph struct {
	text  string
	width float64
}

// noText stands for a code whose text is not known.
const noText = "\uFFFD"

// code splits the next code off a string; n is its length in bytes, 1 or more.
func (f *font) code(s []byte) (code uint32, n int) {
	if f.space == nil {
		return uint32(s[0]), 1
	}
	return f.space.next(s)
}

func (f *font) glyph(code uint32, n int) *glyph {
	if n == 1 && f.space == nil {
		if g := f.simple[code&0xff]; g != nil {
			return g
		}
		g := f.make(code & 0xff)
		f.simple[code&0xff] = &g
		return &g
	}
	key := code | uint32(n)<<28
	if g, ok := f.wide[key]; ok {
		return g
	}
	g := f.make(code)
	if len(f.wide) < 1<<17 {
		f.wide[key] = &g
	}
	return &g
}

// missingFont is used where a font is not there or cannot be read: codes are
// taken as Windows Latin text.
func (f *file) missingFont() *font {
	if f.missing == nil {
		enc := winAnsi()
		f.missing = &font{em: 1, style: extract.Font{Name: "?"}, make: func(code uint32) glyph {
			return glyph{runeText(enc[code&0xff]), 0.5}
		}}
	}
	return f.missing
}

// fontNamed loads a font by its name in a resource dictionary. ref is its
// object reference, by which it is shared between pages, or empty.
func (f *file) fontNamed(r *resources, name, ref string) *font {
	if ref != "" {
		if ft, ok := f.fonts[ref]; ok {
			return ft
		}
	}
	ft := f.font(r.value("Font", name), ref)
	return ft
}

// font loads a font, kept under ref if that is not empty. A font that makes
// the parser fail becomes the missing font.
func (f *file) font(v pdf.Value, ref string) (ft *font) {
	if v.Kind() != pdf.Dict {
		return f.missingFont()
	}
	defer func() {
		if r := recover(); r != nil {
			f.fontTrouble = name(r)
			ft = f.missingFont()
		}
		if ref != "" {
			f.fonts[ref] = ft
		}
	}()
	return f.loadFont(v)
}

func (f *file) loadFont(v pdf.Value) *font {
	ft := &font{em: 1, wide: map[uint32]*glyph{}}
	base := v.Key("BaseFont").Name()
	subtype := v.Key("Subtype").Name()
	descriptor := v.Key("FontDescriptor")
	toUnicode := f.readCMap(v.Key("ToUnicode"))
	if subtype == "Type0" {
		descendant := v.Key("DescendantFonts").Index(0)
		descriptor = descendant.Key("FontDescriptor")
		ft.style = style(base, descriptor)
		f.loadComposite(ft, v, descendant, toUnicode)
		return ft
	}
	ft.style = style(base, descriptor)
	widths := f.simpleWidths(v, descriptor, base)
	enc := f.simpleEncoding(v, descriptor, base)
	ft.style.Guessed = toUnicode == nil && !encoded(v) && embedded(descriptor)
	if subtype == "Type3" {
		ft.em = type3Em(v)
		m := v.Key("FontMatrix").Index(0).Float64()
		raw := widths
		widths = func(code int, text string) float64 { return raw(code, text) * 1000 * m }
	}
	ft.make = func(code uint32) glyph {
		text := toUnicode.text(code)
		if text == "" {
			text = enc[code&0xff]
		}
		if text == "" {
			text = noText
		}
		text = f.symbolText(base, text)
		return glyph{text, widths(int(code), text)}
	}
	return ft
}

// encoded reports whether a one-byte font says what its codes stand for, by a
// named encoding or by a list of glyph names.
func encoded(v pdf.Value) bool {
	e := v.Key("Encoding")
	if e.Kind() == pdf.Dict {
		return e.Key("BaseEncoding").Name() != "" || e.Key("Differences").Len() > 0
	}
	return e.Kind() == pdf.Name
}

// embedded reports whether the font program is in the file.
func embedded(descriptor pdf.Value) bool {
	for _, key := range [...]string{"FontFile", "FontFile2", "FontFile3"} {
		if descriptor.Key(key).Kind() == pdf.Stream {
			return true
		}
	}
	return false
}

// type3Em gives the height of a Type 3 font's box in text space, by which its
// size is comparable with that of other fonts; 1 if it says nothing usable.
func type3Em(v pdf.Value) float64 {
	box, m := v.Key("FontBBox"), v.Key("FontMatrix")
	h := math.Abs(box.Index(3).Float64()-box.Index(1).Float64()) * math.Abs(m.Index(3).Float64())
	if h > 0.01 && h < 1000 {
		return h
	}
	return 1
}

// style reads name, weight and slant from the font's name and descriptor.
func style(base string, descriptor pdf.Value) extract.Font {
	return Style(base, descriptor.Key("Flags").Int64(), descriptor.Key("FontWeight").Float64(), descriptor.Key("ItalicAngle").Float64() != 0)
}

// Style tells how a font looks from its name, which may carry the tag of a
// subset, and from its descriptor's flags (ISO 32000-1, table 123), weight and
// slant; zero values say nothing. The other engine uses it too, so that the
// layout sees the same fonts whichever engine read the page.
func Style(base string, flags int64, weight float64, slanted bool) extract.Font {
	if i := strings.IndexByte(base, '+'); i == 6 {
		base = base[i+1:]
	}
	s := extract.Font{Name: validText(base)}
	low := strings.ToLower(base)
	s.Mono = flags&1 != 0 || containsAny(low, "mono", "courier", "consolas", "typewriter", "menlo", "cmtt", "sftt", "ectt", "lmtt")
	s.Italic = flags&(1<<6) != 0 || slanted ||
		containsAny(low, "italic", "oblique", "slanted", "cmti", "cmsl", "cmbxti", "sfti", "sfsl", "ecti")
	s.Bold = flags&(1<<18) != 0 || weight >= 600 ||
		containsAny(low, "bold", "black", "heavy", "demi", "cmbx", "cmssbx", "sfbx", "sfsx", "ecbx", "-medi") && !strings.Contains(low, "semilight")
	return s
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// simpleWidths returns the width in ems of a one-byte code: from Widths, from
// the descriptor's MissingWidth, or from the standard font the name stands
// for.
func (f *file) simpleWidths(v, descriptor pdf.Value, base string) func(code int, text string) float64 {
	first := int(v.Key("FirstChar").Int64())
	list := v.Key("Widths")
	var widths [256]float64
	var known [256]bool
	for i := range min(list.Len(), 256) {
		if c := first + i; c >= 0 && c < 256 {
			widths[c], known[c] = list.Index(i).Float64()/1000, true
		}
	}
	missing := descriptor.Key("MissingWidth").Float64() / 1000
	standard := standardFont(base)
	return func(code int, text string) float64 {
		switch {
		case known[code&0xff]:
			return widths[code&0xff]
		case list.Len() == 0 || missing == 0:
			if w, ok := standard.width(text); ok {
				return w
			}
		}
		return missing
	}
}

// loadComposite fills in a Type 0 font, whose codes have one to four bytes.
func (f *file) loadComposite(ft *font, v, descendant pdf.Value, toUnicode *cmap) {
	enc := f.encodingCMap(v.Key("Encoding"))
	ft.space = &enc.space
	ft.vertical = enc.vertical
	widths := cidWidths(descendant)
	reverse := f.cidText(descendant, enc)
	ft.style.Guessed = toUnicode == nil && !enc.unicode
	base := v.Key("BaseFont").Name()
	ft.make = func(code uint32) glyph {
		cid := enc.cid(code)
		text := toUnicode.text(code)
		if text == "" {
			text = reverse(code, cid)
		}
		if text == "" {
			text = noText
		}
		return glyph{f.symbolText(base, text), widths(cid)}
	}
}

// A widthSpan gives the width of the CIDs lo to hi in ems.
type widthSpan struct {
	lo, hi uint32
	w      float64
}

// cidWidths reads DW and W: "c [w1 w2 …]" gives single widths, "c1 c2 w" a
// range.
func cidWidths(d pdf.Value) func(cid uint32) float64 {
	byDefault := 1.0
	if dw := d.Key("DW"); dw.Kind() == pdf.Integer || dw.Kind() == pdf.Real {
		byDefault = dw.Float64() / 1000
	}
	single := map[uint32]float64{}
	var spans []widthSpan
	const most = 1 << 17
	w := d.Key("W")
	for i := 0; i+1 < w.Len() && len(single) < most && len(spans) < most; {
		lo := w.Index(i).Int64()
		second := w.Index(i + 1)
		if second.Kind() == pdf.Array {
			for j := range min(second.Len(), most) {
				single[uint32(lo)+uint32(j)] = second.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		spans = append(spans, widthSpan{uint32(lo), uint32(second.Int64()), w.Index(i+2).Float64() / 1000})
		i += 3
	}
	slices.SortStableFunc(spans, func(a, b widthSpan) int { return cmp.Compare(a.lo, b.lo) })
	return func(cid uint32) float64 {
		if w, ok := single[cid]; ok {
			return w
		}
		i := sort.Search(len(spans), func(i int) bool { return spans[i].lo > cid })
		if i > 0 && cid <= spans[i-1].hi {
			return spans[i-1].w
		}
		return byDefault
	}
}
