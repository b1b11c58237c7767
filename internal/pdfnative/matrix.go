package pdfnative

import (
	"math"

	"concord/documents"
)

// A matrix is the PDF transformation [a b c d e f]: x' = ax + cy + e and
// y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul returns the matrix that applies m first and then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// shift returns the matrix that moves by (x, y) first and then applies m.
func (m matrix) shift(x, y float64) matrix {
	m[4], m[5] = m.apply(x, y)
	return m
}

// box returns the upright box around the image of a rectangle.
func (m matrix) box(x0, y0, x1, y1 float64) documents.Box {
	ax, ay := m.apply(x0, y0)
	b := documents.Box{X0: ax, Y0: ay, X1: ax, Y1: ay}
	for _, p := range [3][2]float64{{x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := m.apply(p[0], p[1])
		b.X0, b.X1 = min(b.X0, x), max(b.X1, x)
		b.Y0, b.Y1 = min(b.Y0, y), max(b.Y1, y)
	}
	return b
}

// finite reports whether all numbers of m can be used.
func (m matrix) finite() bool {
	for _, x := range m {
		if math.IsNaN(x) || math.Abs(x) > 1e12 {
			return false
		}
	}
	return true
}
