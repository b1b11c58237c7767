package engines

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents/extract"
	"concord/documents/language"
)

// A text is what a page says, as far as its quality is concerned.
type text struct {
	// shown counts glyphs that are no spaces, garbled those among them that
	// cannot be text: unknown, control, private use, not assigned.
	shown, garbled int
	// words are runs of letters in lower case, in the order of the page.
	words []string
}

// textOf reads the words off a page's glyphs in the order they were shown. It
// is a rough reading, for judging: the layout makes its own words.
func textOf(p *extract.Page) text {
	var t text
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			t.words = append(t.words, word.String())
			word.Reset()
		}
	}
	var x, y, size float64 // where the last glyph ended
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		sin, cos := math.Sincos(g.Angle * math.Pi / 180)
		dx, dy := g.X-x, g.Y-y
		along, across := dx*cos+dy*sin, dy*cos-dx*sin
		// The same share of the size parts words in the layout.
		if along > 0.16*max(g.Size, size) || along < -0.5*size || math.Abs(across) > 0.5*size {
			flush()
		}
		x, y, size = g.X+g.W*cos, g.Y+g.W*sin, g.Size
		if g.Text == " " {
			flush()
			continue
		}
		t.shown++
		bad := false
		for _, r := range g.Text {
			switch {
			case unicode.IsLetter(r):
				word.WriteRune(unicode.ToLower(r))
			case r == '\'' || r == '’':
				if word.Len() > 0 {
					word.WriteRune('\'')
					flush()
				}
			case unicode.Is(unicode.Mn, r), r == '\u00AD':
			case r == '-' || r == '\u2010':
				flush()
			default:
				bad = bad || garbage(r)
				flush()
			}
		}
		if bad {
			t.garbled++
		}
	}
	flush()
	return t
}

// garbage reports characters that stand for nothing.
func garbage(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Co, r) ||
		!unicode.IsPrint(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r)
}

// Measured on the 740 pages with 60 words or more of 28 French and English
// reports: lists of keys and names have no common words, but every page has a
// share of usual pairs of letters of 0.31 or more (median 0.55). Pages with
// damaged streams or lost encodings have 0.03 at most.
const (
	fewWords   = 60   // fewer tell nothing
	fewCommon  = 0.04 // share of common words below which a page looks wrong
	usualPairs = 0.20 // share of usual pairs of letters that speaks for a page
	longWord   = 28   // letters; longer words have lost their spaces
	manyLong   = 0.01 // share of words
	manySingle = 0.45 // share of words of one letter: split words
)

// score is how much the text looks like text, 0 to 1. Text that cannot be
// judged, for lack of words, counts as good.
func (t text) score() float64 {
	if t.shown == 0 {
		return 0
	}
	// A tenth of unknown characters makes a page useless.
	s := 1 - min(1, 5*float64(t.garbled)/float64(t.shown))
	// A page in another alphabet cannot be judged by French and English words.
	if len(t.words) < fewWords || t.foreign() {
		return s
	}
	common, long, single := 0, 0, 0
	for _, w := range t.words {
		switch n := utf8.RuneCountInString(w); {
		case language.Common(w):
			common++
		case n == 1:
			single++
		case n > longWord:
			long++
		}
	}
	n := float64(len(t.words))
	if share := float64(common) / n; share < fewCommon && t.pairs() < usualPairs {
		s *= 0.5 + 0.5*share/fewCommon
	}
	if share := float64(long) / n; share > manyLong {
		s *= max(0.3, 1-10*share)
	}
	if share := float64(single) / n; share > manySingle {
		s *= max(0.3, 1-share)
	}
	return s
}

// usual are the most frequent pairs of letters within French and English
// words.
var usual = func() map[string]bool {
	m := map[string]bool{}
	for _, p := range strings.Fields("th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur qu la ai eu ie us ta el sa pa tr po et") {
		m[p] = true
	}
	return m
}()

// pairs is the share of usual pairs among neighbouring letters.
func (t text) pairs() float64 {
	n, known := 0, 0
	for _, w := range t.words {
		for i := 0; i+1 < len(w); i++ {
			n++
			if usual[w[i:i+2]] {
				known++
			}
		}
	}
	if n == 0 {
		return 0
	}
	return float64(known) / float64(n)
}

// foreign reports text that is mostly not in Latin letters.
func (t text) foreign() bool {
	latin, letters := 0, 0
	for _, w := range t.words {
		for _, r := range w {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	return 2*latin < letters
}

// agreement is how far two readings have the same words, as F1 of their
// multisets, 0 to 1.
func agreement(a, b text) float64 {
	if len(a.words)+len(b.words) == 0 {
		return 1
	}
	count := map[string]int{}
	for _, w := range a.words {
		count[w]++
	}
	same := 0
	for _, w := range b.words {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	return 2 * float64(same) / float64(len(a.words)+len(b.words))
}
