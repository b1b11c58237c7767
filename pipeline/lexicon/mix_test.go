package lexicon

import (
	"math"
	"reflect"
	"testing"

	"concord/documents"
)

func TestMix(t *testing.T) {
	base := small(t)
	extra, err := New(Content{
		FR:    []Entry{{"chien", 10, 0.5, 1}, {"toutou", 10, 0.5, 1}},
		EN:    []Entry{{"dog", 21, 1, 1}},
		Links: []Link{{0, 0, Chance{0.5, 1}}, {1, 0, Chance{0.5, 1}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := Mix(base, extra, 1)
	chance := func(fr, en string) Chance {
		f, ok := m.ID(documents.FR, fr)
		e, found := m.ID(documents.EN, en)
		if !ok || !found {
			t.Fatalf("%s or %s is not there", fr, en)
		}
		return m.Prob(f, e)
	}
	for _, c := range []struct {
		fr, en   string
		from, to Chance
	}{
		// dog was seen as often in both: the mean of 0.9 and 0.5, and
		// chien twice as often in base: (2*0.8+1)/3.
		{"chien", "dog", Chance{0.66, 0.83}, Chance{0.74, 0.90}},
		// Only extra knows it, and half of all it saw of dog.
		{"toutou", "dog", Chance{0.23, 0.97}, Chance{0.27, 1}},
		// extra says nothing of it.
		{"chat", "cat", Chance{0.48, 0.58}, Chance{0.52, 0.62}},
	} {
		got := chance(c.fr, c.en)
		if got.GivenEN < c.from.GivenEN || got.GivenEN > c.to.GivenEN ||
			got.GivenFR < c.from.GivenFR || got.GivenFR > c.to.GivenFR {
			t.Errorf("%s, %s: %v", c.fr, c.en, got)
		}
	}
	if Mix(base, extra, 0) != base {
		t.Error("a weight of nothing changes the table")
	}
}

// Any two tables mix, what either links is linked (if it is not too unlikely),
// and chances stay chances. A table mixed with itself stays as it is.
func TestMixAny(t *testing.T) {
	for seed := range uint64(30) {
		a, b := random(t, seed, 30), random(t, seed+100, 30)
		m := Mix(a, b, 3)
		for _, l := range m.Content().Links {
			if l.GivenEN > 1 || l.GivenFR > 1 {
				t.Fatalf("seed %d: %+v", seed, l)
			}
		}
		if m.Links() < max(a.Links(), b.Links()) {
			t.Fatalf("seed %d: %d links of %d and %d", seed, m.Links(), a.Links(), b.Links())
		}
		same := Mix(a, a, 1).Content()
		was := a.Content()
		for i := range was.FR {
			if math.Abs(same.FR[i].Count-2*was.FR[i].Count) > 0.1*was.FR[i].Count {
				t.Fatalf("seed %d: counts of %q: %v and %v", seed, was.FR[i].Stem, same.FR[i].Count, was.FR[i].Count)
			}
		}
		if !reflect.DeepEqual(same.Links, was.Links) {
			t.Fatalf("seed %d: mixed with itself the links differ", seed)
		}
	}
}
