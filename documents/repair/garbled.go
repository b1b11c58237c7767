package repair

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Garbled tells how sure it is that a text is not what its page shows, because
// codes were taken for the wrong characters: 0 for text that reads as words,
// names, figures or program code, 1 for garbage. It is meant for the text of a
// page or of one font: under 20 letters it gives 0 unless characters are
// unknown. Text in another script than Latin is not judged.
//
// Measured on the 12,800 sentences of the development pairs with 40 letters
// and more: the fit (mean logarithm of a letter's probability) is -2.0 in the
// median and -4.2 at the worst, with signs inside words -4.5; the same
// sentences shifted by 29 have -9.7 in the median, and prose whose codes
// were drawn by lot -6.5 at the best. Fonts of the 28 development reports go
// down to -4.2 and -5.2 (command names and paths), an invoice in Polish to -4.9
// and -5.2.
func Garbled(text string) float64 { return measure(text).garbled() }

// Suspect reports whether a text may be garbage. It needs fewer letters than
// Garbled to speak up, so names and abbreviations are suspect at times.
func Suspect(text string) bool { return measure(text).suspect() }

// Look tells both at the price of one.
func Look(text string) (garbled float64, suspect bool) {
	m := measure(text)
	return m.garbled(), m.suspect()
}

func (m measured) suspect() bool {
	return m.letters >= 3 && m.fit < soundFit || m.inTokens >= 3 && m.rough < soundFit || m.garbled() > 0
}

// A measured is what the statistics say of a text.
type measured struct {
	// letters counts the letters in words of three letters and more, fit is
	// the mean logarithm of their probability under the better language.
	letters int
	fit     float64
	// visible counts the characters but spaces, unknown those that stand for
	// nothing, inside the signs between two letters that no word has there.
	visible, unknown, inside int
	// inTokens counts the characters but digits in what white space parts,
	// without the signs at either end; rough is the mean logarithm of their
	// probability, signs among them.
	inTokens int
	rough    float64
	// kinds counts the different characters among them.
	kinds int
}

func measure(text string) measured {
	var m measured
	ms := models()
	var fr, en float64
	var word []class
	flush := func() {
		if len(word) >= 3 {
			a, b := space, space
			for _, c := range word {
				fr += ms.FR.at(a, b, c)
				en += ms.EN.at(a, b, c)
				a, b = b, c
			}
			m.letters += len(word)
		}
		word = word[:0]
	}
	var a, b class // the two before
	odd := false   // the one before was unknown
	for _, r := range text {
		c := classify(r)
		switch {
		case c.letter():
			word = append(word, c)
			if a.letter() && (b == other && !odd || b == digit) {
				m.inside++
			}
		case c != other:
			// A sign of prose, a digit or a space.
		case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r), unicode.IsControl(r):
			m.unknown++
		}
		if !c.letter() {
			flush()
		}
		if c != space {
			m.visible++
		}
		a, b, odd = b, c, r == unicode.ReplacementChar
	}
	flush()
	m.texture(text)
	if m.letters > 0 {
		m.fit = math.Max(fr, en) / float64(m.letters)
	}
	return m
}

// The fits between which text goes from sound to garbage, and the share of
// unknown characters.
const (
	soundFit, garbageFit     = -5.2, -6.8
	soundShare, garbageShare = 0.1, 0.4
)

// proseKinds is the least number of different characters in garbled prose of 60
// letters and more; part numbers, which fit as badly, have fewer.
const proseKinds = 22

func (m measured) garbled() float64 {
	g := 0.0
	if m.visible >= 4 {
		g = (float64(m.unknown)/float64(m.visible) - soundShare) / (garbageShare - soundShare)
	}
	if m.letters >= 20 {
		g = max(g, (soundFit-m.fit)/(soundFit-garbageFit))
	}
	if m.inTokens >= 60 && m.kinds >= proseKinds {
		g = max(g, (soundFit-m.rough)/(soundFit-garbageFit))
	}
	return max(0, min(1, g))
}

// texture scores what stands between white space, with the signs in it.
func (m *measured) texture(text string) {
	ms := models()
	var fr, en float64
	var latin [0x250]bool
	seen := map[rune]bool{} // beyond latin
	foreign := func(r rune) bool {
		return r <= ' ' && unicode.IsSpace(r) || r >= 0x80 && (unicode.IsSpace(r) || r >= 0x250 && unicode.IsLetter(r))
	}
	ends := func(r rune) bool {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return false
		}
		return strings.ContainsRune(outer, r)
	}
	for token := range strings.FieldsFuncSeq(text, foreign) {
		token = strings.TrimFunc(token, ends)
		if utf8.RuneCountInString(token) < 3 {
			continue
		}
		a, b := space, space
		for _, r := range token {
			c := classify(r)
			if c != digit {
				fr += ms.FR.at(a, b, c)
				en += ms.EN.at(a, b, c)
				m.inTokens++
				if r < rune(len(latin)) {
					latin[r] = true
				} else {
					seen[r] = true
				}
			}
			a, b = b, c
		}
	}
	m.kinds = len(seen)
	for _, met := range latin {
		if met {
			m.kinds++
		}
	}
	m.rough = max(fr, en) / float64(max(m.inTokens, 1))
}

// outer are the signs that stand at the ends of words.
const outer = ".,;:!?()[]«»“”„\"'’‘-–—…•/"
