package align

// weights says how much each kind of evidence counts, in natural logarithms of
// likelihood ratios.
type weights struct {
	shape         [len(shapes)]float64
	clues, length float64
	structure     float64
	crossing      float64
	sameStart     float64
	otherStart    float64
	sameKind      float64
	otherKind     float64
	sameLabel     float64
	otherLabel    float64
	temperature   float64
}

var tuned = weights{
	shape:       [...]float64{-0.1, -3.5, -3.5, -3.1, -3.1, -4.8, -5.5, -5.5},
	clues:       1,
	length:      1,
	structure:   1,
	crossing:    -3,
	sameStart:   0.3,
	otherStart:  -1,
	sameKind:    1,
	otherKind:   -1.5,
	sameLabel:   2.5,
	otherLabel:  -2.5,
	temperature: 1,
}
