package repair

import (
	"math"
	"sync"
	"unicode"

	"concord/documents"
)

// A plain is a character that a code may stand for in a solution: the letters
// of both cases and the signs of the table, a digit and another sign without
// saying which.
type plain uint8

// plainText holds the characters of the plains; those for a digit and for
// another sign come last.
var plainText = []rune(" abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùûœ’-.,;:()ABCDEFGHIJKLMNOPQRSTUVWXYZÀÇÈÉÊÎŒ0#")

var (
	plains     = len(plainText)
	anyDigit   = plain(plains - 2)
	anySign    = plain(plains - 1)
	plainClass = func() []class {
		c := make([]class, plains)
		for i, r := range plainText {
			c[i] = classify(r)
		}
		return c
	}()
	plainUpper = func() []bool {
		u := make([]bool, plains)
		for i, r := range plainText {
			u[i] = unicode.IsUpper(r)
		}
		return u
	}()
)

// text gives the characters of a solved code; a digit that is one of ten is
// unknown.
func (p plain) text() string {
	if p == anyDigit || p == anySign {
		return Unknown
	}
	return string(plainText[p])
}

// shared reports whether several codes may stand for p.
func (p plain) shared() bool { return p == anyDigit || p == anySign }

// A scale gives the logarithm of the probability of a plain after two others.
type scale []float32

func (s scale) at(a, b, c plain) float64 {
	return float64(s[(int(a)*plains+int(b))*plains+int(c)])
}

// scales are worked out at the first repair: 500,000 entries a language.
var scales = sync.OnceValue(func() documents.Pair[scale] {
	m := models()
	return documents.Pair[scale]{FR: newScale(m.FR), EN: newScale(m.EN)}
})

// Probabilities of a capital, as logarithms: round values of the pairs of law
// provisions that the letter table was made from. The mean over both languages
// is used, since the solution has to stand on the letters.
var (
	capitalFirst, smallFirst = math.Log(0.10), math.Log(0.90)     // at a word's start
	capitalIn, smallIn       = math.Log(0.0005), math.Log(0.9995) // after a small letter
	capitalOn, smallOn       = math.Log(0.35), math.Log(0.65)     // after a capital
	capitalMark, smallMark   = math.Log(0.05), math.Log(0.95)     // after an apostrophe or a sign
	oneOfTen                 = math.Log(0.1)
)

func newScale(m *model) scale {
	s := make(scale, plains*plains*plains)
	for a := range plains {
		for b := range plains {
			first := plainClass[a]
			if first == space && plainClass[b] == space {
				first = 5 // what stands before two spaces is not known; "e" is the likeliest
			}
			for c := range plains {
				p := 0.0
				switch {
				case plainClass[b] == space && plainClass[c] == space:
					// A space beside a gap or a line's end is no evidence.
					p = -1.5
				default:
					p = m.at(first, plainClass[b], plainClass[c]) + capital(plain(b), plain(c))
				}
				if plain(c).shared() {
					p += oneOfTen
				}
				s[(a*plains+b)*plains+c] = float32(p)
			}
		}
	}
	return s
}

// capital is the logarithm of the probability of c's case after b.
func capital(b, c plain) float64 {
	if !plainClass[c].letter() {
		return 0
	}
	upper := plainUpper[c]
	pick := func(large, small float64) float64 {
		if upper {
			return large
		}
		return small
	}
	switch {
	case plainClass[b] == space:
		return pick(capitalFirst, smallFirst)
	case plainUpper[b]:
		return pick(capitalOn, smallOn)
	case plainClass[b].letter():
		return pick(capitalIn, smallIn)
	}
	return pick(capitalMark, smallMark)
}
