package logit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFit draws examples by known odds and wants the coefficients back.
func TestFit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	want := []float64{1.5, -0.8}
	var rows [][]float64
	var yes []bool
	for range 20000 {
		row := []float64{r.NormFloat64() + 3, 2 * r.NormFloat64()}
		x := -4 + want[0]*row[0] + want[1]*row[1]
		rows = append(rows, row)
		yes = append(yes, r.Float64() < 1/(1+math.Exp(-x)))
	}
	bias, got := Fit(rows, yes, math.Inf(-1))
	for k := range want {
		if math.Abs(got[k]-want[k]) > 0.1 {
			t.Errorf("coefficient %d is %.3f, want %.3f", k, got[k], want[k])
		}
	}
	if math.Abs(bias+4) > 0.2 {
		t.Errorf("bias %.3f, want -4", bias)
	}
	if _, got := Fit(rows, yes, 0); got[1] != 0 {
		t.Errorf("a coefficient of %.3f under a floor of 0", got[1])
	}
}
