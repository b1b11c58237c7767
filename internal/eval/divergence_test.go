package eval

import (
	"context"
	"testing"
)

func TestAreaUnderCurve(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs []judged
		want  float64
		ok    bool
	}{
		{"apart", []judged{{true, "", 0.9}, {false, "", 0.1}, {true, "", 0.8}}, 1, true},
		{"turned round", []judged{{true, "", 0.1}, {false, "", 0.9}}, 0, true},
		{"ties are half", []judged{{true, "", 0.5}, {false, "", 0.5}}, 0.5, true},
		{"three of four", []judged{{true, "", 0.4}, {true, "", 0.9}, {false, "", 0.3}, {false, "", 0.5}}, 0.75, true},
		{"one class", []judged{{true, "", 0.5}}, 0, false},
		{"nothing", nil, 0, false},
	} {
		if got, ok := areaUnderCurve(c.pairs); got != c.want || ok != c.ok {
			t.Errorf("%s: got %v, %v", c.name, got, ok)
		}
	}
}

func TestDivergence(t *testing.T) {
	rows, err := Divergence(context.Background(), bitextData(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		t.Logf("%-9s %-10s %.3f %d", r.Name, r.Group, r.Value, r.Count)
	}
	if auc := value(t, rows, "AUC", "all"); auc < 0.85 {
		t.Errorf("AUC is %.3f; length alone has 0.71", auc)
	}
}

func TestDivergenceWithoutData(t *testing.T) {
	rows, err := Divergence(context.Background(), t.TempDir())
	if err != nil || rows != nil {
		t.Errorf("got %v, %v", rows, err)
	}
}
