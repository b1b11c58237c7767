package repair

import (
	"math"
	"unicode"
)

// Garbled tells how sure it is that a text is not what its page shows, because
// codes were taken for the wrong characters: 0 for text that reads as words,
// names, figures or program code, 1 for garbage. It is meant for the text of a
// page or of one font: under 20 letters it gives 0 unless characters are
// unknown.
//
// Measured on the 16,000 sentences of the development pairs with 40 letters
// and more: the fit (mean logarithm of a letter's probability) is -2.0 in the
// median and -4.2 at the worst, and -9.7 and -7.2 for the same sentences
// shifted by 29. Fonts of the 28 development reports go down to -4.3 (command
// names, a title in small capitals), a Polish invoice to -4.9.
func Garbled(text string) float64 { return measure(text).garbled() }

// Suspect reports whether a text may be garbage. It needs fewer letters than
// Garbled to speak up, so names and abbreviations are suspect at times.
func Suspect(text string) bool {
	m := measure(text)
	return m.letters >= 3 && m.fit < soundFit || m.garbled() > 0
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
	for _, r := range text {
		c := classify(r)
		switch {
		case c.letter():
			word = append(word, c)
			if a.letter() && (b == other || b == digit) {
				m.inside++
			}
		case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r), unicode.IsControl(r) && c != space:
			m.unknown++
		}
		if !c.letter() {
			flush()
		}
		if c != space {
			m.visible++
		}
		a, b = b, c
	}
	flush()
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

func (m measured) garbled() float64 {
	g := 0.0
	if m.visible >= 4 {
		g = (float64(m.unknown)/float64(m.visible) - soundShare) / (garbageShare - soundShare)
	}
	if m.letters >= 20 {
		g = max(g, (soundFit-m.fit)/(soundFit-garbageFit))
	}
	return max(0, min(1, g))
}
