package eval

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"concord/pipeline/align"
)

// bitextData returns the development data, or skips the test.
func bitextData(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(filepath.Join(dir, "bitext")); err != nil {
		t.Skip("no development data beside the repository: this quality is not measured here")
	}
	return dir
}

func value(t *testing.T, rows []Row, name, group string) float64 {
	t.Helper()
	for _, r := range rows {
		if r.Name == name && r.Group == group {
			return r.Value
		}
	}
	t.Fatalf("no row %s for %s", name, group)
	return 0
}

// TestAlignmentScorer holds the scorer against the published figures of the
// simplest aligner, made here from the paper.
func TestAlignmentScorer(t *testing.T) {
	docs, err := goldDocuments(filepath.Join(bitextData(t), "bitext", "align"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := scoreLinks(docs, func(d goldDocument) ([]align.Bead, error) { return galeChurch(d), nil })
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]float64{"strict F1": 0.768, "m-n F1": 0.455, "null F1": 0.021} {
		if got := value(t, rows, name, "all"); math.Abs(got-want) > 0.03 {
			t.Errorf("Gale and Church: %s is %.3f, expected about %.3f", name, got, want)
		} else {
			t.Logf("Gale and Church: %s %.3f", name, got)
		}
	}
}

func TestAlignment(t *testing.T) {
	rows, err := Alignment(context.Background(), bitextData(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		t.Logf("%-18s %-8s %.3f %d", r.Name, r.Group, r.Value, r.Count)
	}
	if f := value(t, rows, "strict F1", "all"); f < 0.94 {
		t.Errorf("strict F1 is %.3f", f)
	}
}

func TestAlignmentWithoutData(t *testing.T) {
	rows, err := Alignment(context.Background(), t.TempDir())
	if err != nil || rows != nil {
		t.Errorf("got %v, %v", rows, err)
	}
}

// galeChurch is the aligner of Gale and Church (1993), by lengths in
// characters alone: mean 1, variance 6.8, the priors of their table 5.
func galeChurch(d goldDocument) []align.Bead {
	size := func(texts []string) []float64 {
		out := []float64{0}
		for i, s := range texts {
			out = append(out, out[i]+float64(len([]rune(s))))
		}
		return out
	}
	var frText, enText []string
	for _, s := range d.docs.FR.Segments {
		frText = append(frText, s.Text)
	}
	for _, s := range d.docs.EN.Segments {
		enText = append(enText, s.Text)
	}
	fr, en := size(frText), size(enText)
	moves := []struct {
		fr, en int
		prior  float64
	}{{1, 1, 0.89}, {1, 0, 0.0099 / 2}, {0, 1, 0.0099 / 2}, {2, 1, 0.089 / 2}, {1, 2, 0.089 / 2}, {2, 2, 0.011}}
	n, m := len(fr)-1, len(en)-1
	cost := make([][]float64, n+1)
	from := make([][]int, n+1)
	for i := range cost {
		cost[i], from[i] = make([]float64, m+1), make([]int, m+1)
		for j := range cost[i] {
			if i+j == 0 {
				continue
			}
			cost[i][j] = math.Inf(1)
			for k, mv := range moves {
				if i < mv.fr || j < mv.en {
					continue
				}
				x, y := en[j]-en[j-mv.en], fr[i]-fr[i-mv.fr]
				delta := math.Abs(y-x) / math.Sqrt((x+y)/2*6.8)
				c := cost[i-mv.fr][j-mv.en] - math.Log(mv.prior) - math.Log(max(math.Erfc(delta/math.Sqrt2), 1e-300))
				if c < cost[i][j] {
					cost[i][j], from[i][j] = c, k
				}
			}
		}
	}
	var beads []align.Bead
	for i, j := n, m; i > 0 || j > 0; {
		mv := moves[from[i][j]]
		var b align.Bead
		for k := i - mv.fr; k < i; k++ {
			b.FR = append(b.FR, k)
		}
		for k := j - mv.en; k < j; k++ {
			b.EN = append(b.EN, k)
		}
		beads = append(beads, b)
		i, j = i-mv.fr, j-mv.en
	}
	slices.Reverse(beads)
	return beads
}
