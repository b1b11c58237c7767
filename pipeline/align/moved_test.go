package align

import "testing"

// TestTheNearerOfTwoIsMeant chooses between two texts that say the same, as the
// captions of two figures may, only when one of them stands near.
func TestTheNearerOfTwoIsMeant(t *testing.T) {
	chance := func(gain float64) float64 {
		var m mate
		m.consider(0, 5)
		m.consider(1, 5+gain)
		return m.share(2)
	}
	if far := chance(0); far >= movedScore {
		t.Errorf("two texts equally far: confidence %g", far)
	}
	if near := chance(nearGain); near < movedScore {
		t.Errorf("one of two texts near: confidence %g, want %g", near, movedScore)
	}
}
