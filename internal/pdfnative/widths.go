package pdfnative

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A standard is one of the fonts every viewer has and a PDF need not embed,
// with the widths of Adobe's metrics in thousandths of an em.
type standard struct {
	// ascii holds the widths of U+0020 to U+007E.
	ascii [95]uint16
	// other holds the widths of the signs in otherRunes.
	other [18]uint16
	fixed uint16
}

const otherRunes = "’‘“”–—•…«»‹›œŒæÆﬁﬂ"

// standardFont returns the standard font that a font name stands for, by
// family, weight and slant. The width of any unknown font is best guessed as
// that of Helvetica.
func standardFont(base string) *standard {
	n := strings.ToLower(base)
	bold := containsAny(n, "bold", "black", "heavy", "demi")
	italic := containsAny(n, "italic", "oblique")
	switch {
	case containsAny(n, "courier", "mono", "consol", "typewriter"):
		return &standard{fixed: 600}
	case containsAny(n, "times", "roman", "serif", "georgia", "garamond", "cambria", "minion", "palatino") && !containsAny(n, "sans", "helvetica", "arial"):
		switch {
		case bold && italic:
			return &timesBoldItalic
		case bold:
			return &timesBold
		case italic:
			return &timesItalic
		}
		return &timesRoman
	case bold:
		return &helveticaBold
	}
	return &helvetica
}

// width returns the width in ems of a text; an accented letter has that of its
// base.
func (s *standard) width(text string) (float64, bool) {
	if s.fixed != 0 {
		return float64(s.fixed) / 1000, true
	}
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 || r == utf8.RuneError {
		return 0, false
	}
	if r == 0xA0 {
		r = ' '
	}
	if r == 0xAD {
		r = '-'
	}
	if r >= utf8.RuneSelf {
		i := 0
		for _, o := range otherRunes {
			if o == r {
				return float64(s.other[i]) / 1000, true
			}
			i++
		}
		r, _ = utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	}
	if r < ' ' || r > '~' {
		return 0.556, true
	}
	return float64(s.ascii[r-' ']) / 1000, true
}

var helvetica = standard{ascii: [95]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}, other: [18]uint16{222, 222, 333, 333, 556, 1000, 350, 1000, 556, 556, 333, 333, 944, 1000, 889, 1000, 500, 500}}

var helveticaBold = standard{ascii: [95]uint16{
	278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
	975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
	333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
	611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
}, other: [18]uint16{278, 278, 500, 500, 556, 1000, 350, 1000, 556, 556, 333, 333, 944, 1000, 889, 1000, 611, 611}}

var timesRoman = standard{ascii: [95]uint16{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
}, other: [18]uint16{333, 333, 444, 444, 500, 1000, 350, 1000, 500, 500, 333, 333, 722, 889, 667, 889, 556, 556}}

var timesBold = standard{ascii: [95]uint16{
	250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
	930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
	611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
	333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
	556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
}, other: [18]uint16{333, 333, 500, 500, 500, 1000, 350, 1000, 500, 500, 333, 333, 722, 1000, 722, 1000, 556, 556}}

var timesItalic = standard{ascii: [95]uint16{
	250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500,
	920, 611, 611, 667, 722, 611, 611, 722, 722, 333, 444, 667, 556, 833, 667, 722,
	611, 722, 611, 500, 556, 722, 611, 833, 611, 556, 556, 389, 278, 389, 422, 500,
	333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444, 278, 722, 500, 500,
	500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
}, other: [18]uint16{333, 333, 556, 556, 500, 889, 350, 889, 500, 500, 333, 333, 667, 944, 667, 889, 500, 500}}

var timesBoldItalic = standard{ascii: [95]uint16{
	250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
	832, 667, 667, 667, 722, 667, 667, 722, 778, 389, 500, 667, 611, 889, 722, 722,
	611, 722, 667, 556, 611, 722, 667, 889, 667, 611, 611, 333, 278, 333, 570, 500,
	333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500, 278, 778, 556, 500,
	500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
}, other: [18]uint16{333, 333, 500, 500, 500, 1000, 350, 1000, 500, 500, 333, 333, 722, 944, 722, 944, 556, 556}}
