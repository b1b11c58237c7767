package lexicon

import "math"

// Numbers are kept as codes of one byte on scales of logarithms, which keep the
// same relative error for rare and common stems.

// chances are the chances of the codes: 0, and from 1 on 2^(-(code-1)/16), so
// 1 down to 2^-15.875.
var chances = func() (p [256]float64) {
	for c := 1; c < 256; c++ {
		p[c] = math.Exp2(-float64(c-1) / 16)
	}
	return p
}()

func chanceCode(p float64) uint8 {
	if !(p > 0) {
		return 0
	}
	c := 1 + math.Round(-16*math.Log2(min(p, 1)))
	if c > 255 {
		return 0
	}
	return uint8(c)
}

// counts are the counts of the codes: 0, and from 1 on 2^((code-1)/8), so 1 up
// to 2^31.75.
var counts = func() (n [256]float64) {
	for c := 1; c < 256; c++ {
		n[c] = math.Exp2(float64(c-1) / 8)
	}
	return n
}()

func countCode(n float64) uint8 {
	if !(n > 0) {
		return 0
	}
	return uint8(min(255, 1+math.Round(8*math.Log2(max(n, 1)))))
}

// shareCode keeps a share in [0,1] in 255 steps.
func shareCode(p float64) uint8 {
	if !(p > 0) {
		return 0
	}
	return uint8(math.Round(255 * min(p, 1)))
}

func shareOf(c uint8) float64 { return float64(c) / 255 }
