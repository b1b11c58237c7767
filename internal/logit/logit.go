// Package logit fits logistic regressions, for the commands and tests that
// make the constants of the program. Nothing of it is in the program.
package logit

import "math"

// steps, rate and decay are those of plain gradient descent on standardised
// features; more steps change nothing in the third place.
const (
	steps = 4000
	rate  = 2.0
	decay = 1e-4
)

// Fit finds the bias and coefficients under which rows are most likely to be
// yes where they are. floor bounds the coefficients from below: 0 where every
// feature speaks for yes or not at all, else math.Inf(-1). It is
// deterministic.
func Fit(rows [][]float64, yes []bool, floor float64) (bias float64, coefficients []float64) {
	n, m := len(rows[0]), float64(len(rows))
	mean, spread := make([]float64, n), make([]float64, n)
	for _, row := range rows {
		for k, v := range row {
			mean[k] += v / m
		}
	}
	for _, row := range rows {
		for k, v := range row {
			spread[k] += (v - mean[k]) * (v - mean[k]) / m
		}
	}
	standard := make([][]float64, len(rows))
	for k := range spread {
		spread[k] = math.Sqrt(spread[k]) + 1e-9
	}
	for i, row := range rows {
		standard[i] = make([]float64, n)
		for k, v := range row {
			standard[i][k] = (v - mean[k]) / spread[k]
		}
	}
	coefficients = make([]float64, n)
	slope := make([]float64, n)
	for range steps {
		clear(slope)
		lean := 0.0
		for i, row := range standard {
			x := bias
			for k, v := range row {
				x += coefficients[k] * v
			}
			wrong := 1 / (1 + math.Exp(-x))
			if yes[i] {
				wrong--
			}
			lean += wrong
			for k, v := range row {
				slope[k] += wrong * v
			}
		}
		bias -= rate * lean / m
		for k := range coefficients {
			coefficients[k] = max(floor, coefficients[k]-rate*(slope[k]/m+decay*coefficients[k]))
		}
	}
	for k := range coefficients {
		coefficients[k] /= spread[k]
		bias -= coefficients[k] * mean[k]
	}
	return bias, coefficients
}
