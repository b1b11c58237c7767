package lacking

// A model is a logistic regression: log odds, in nats.
type model struct {
	bias  float64
	coeff []float64
}

func (m model) odds(v []float64) float64 {
	x := m.bias
	for i, c := range m.coeff {
		x += c * v[i]
	}
	return x
}

// The two regressions, as TestFitTerms of pipeline/checks fits them over 64,007
// missing terms of 14,096 pairs, and 102,230 pairs of them. Beside the features
// that are here, these were tried and changed nothing: the share of a word's
// occurrences that have a partner, the chance of the listed rendering, the
// length of the sentence, the habit of the documents, and for two terms how far
// apart they stand as shares of their sides.
var (
	lacks = model{1.221, []float64{-0.490, -0.159, 0.491, -1.003, -1.350, 1.405, -2.290, -0.494, 1.258, -0.695, 0.291, -1.019, -2.423, 0.659, -0.396, -0.425}}
	swaps = model{0.027, []float64{1.042, 0.100, -0.146, -0.101, 0.350, 0.215}}
)

// Odds returns the log odds, in nats, that a term was not rendered.
func (s *Sides) Odds(t Term) float64 { return s.Measure(t).Odds() }

// Odds returns the log odds, in nats.
func (f Features) Odds() float64 { return lacks.odds(f.Vector()) }

// SwapOdds returns the log odds, in nats, that a French and an English term
// stand wrongly for each other, given the log odds of each.
func (s *Sides) SwapOdds(fr, en Term, frOdds, enOdds float64) float64 {
	return swaps.odds(s.MeasureSwap(fr, en, frOdds, enOdds).Vector())
}
