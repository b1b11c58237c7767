package learn

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// invented makes pairs of two made-up vocabularies in which word i of one side
// stands for word i of the other, in nearly the same order, among words that
// stand for nothing.
func invented(n int) []documents.Pair[string] {
	r := rand.New(rand.NewPCG(7, 7))
	out := make([]documents.Pair[string], n)
	for k := range out {
		var fr, en []string
		for range 3 + r.IntN(8) {
			w := r.IntN(60)
			fr = append(fr, frWord(w))
			en = append(en, enWord(w))
			if r.IntN(3) == 0 {
				fr = append(fr, "de")
			}
			if r.IntN(3) == 0 {
				en = append(en, "the")
			}
		}
		if i := r.IntN(len(en)); i > 0 {
			en[i-1], en[i] = en[i], en[i-1]
		}
		out[k] = documents.Pair[string]{FR: strings.Join(fr, " "), EN: strings.Join(en, " ")}
	}
	return out
}

func frWord(i int) string { return fmt.Sprintf("f%c%ck", 'a'+i/8, 'a'+i%8) }
func enWord(i int) string { return fmt.Sprintf("e%c%ck", 'a'+i/8, 'a'+i%8) }

func TestLearn(t *testing.T) {
	table, err := Learn(context.Background(), invented(2000), Tuned)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		f, ok := table.ID(documents.FR, frWord(i))
		e, found := table.ID(documents.EN, enWord(i))
		if !ok || !found {
			t.Fatalf("word %d is not known", i)
		}
		if p := table.Prob(f, e); p.GivenEN < 0.8 || p.GivenFR < 0.8 {
			t.Errorf("word %d: %v", i, p)
		}
		if m := table.Met(documents.FR, f); m < 0.95 {
			t.Errorf("word %d met its partner in %v of its pairs", i, m)
		}
		if o, ok := table.ID(documents.EN, enWord((i+1)%60)); !ok || table.Prob(f, o).GivenFR > 0.2 {
			t.Errorf("word %d also stands for its neighbour", i)
		}
	}
	de, _ := table.ID(documents.FR, "de")
	word, _ := table.ID(documents.FR, frWord(3))
	if a, b := table.Null(documents.FR, de), table.Null(documents.FR, word); a < 10*b {
		t.Errorf("of words that stand for nothing, de is %v and a word with a counterpart %v", a, b)
	}
}

// The same pairs give the same table with one worker and with five.
func TestLearnWorkers(t *testing.T) {
	var files [2][]byte
	for k, workers := range []int{1, 5} {
		opts := Tuned
		opts.Workers = workers
		table, err := Learn(context.Background(), invented(500), opts)
		if err != nil {
			t.Fatal(err)
		}
		files[k] = table.Encode()
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the tables differ")
	}
}

// A few pairs of a user are enough to learn from, and odd ones do no harm.
func TestLearnOdd(t *testing.T) {
	for name, pairs := range map[string][]documents.Pair[string]{
		"none":       nil,
		"empty":      {{}, {FR: "mot"}, {EN: "word"}},
		"rare words": {{FR: "un mot", EN: "a word"}},
		"figures":    {{FR: "1 2 3", EN: "1 2 3"}},
		"long":       {{FR: strings.Repeat("mot ", 5000), EN: strings.Repeat("word ", 5000)}},
		"noise":      {{FR: "\xff\xfe\x00", EN: "\u0301\u0301"}, {FR: "a a", EN: "b b"}},
	} {
		table, err := Learn(context.Background(), pairs, Tuned)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := lexicon.Read(table.Encode()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		Measure(table, pairs)
	}
	opts := Tuned
	opts.Rarest, opts.Count = 1, 0.1
	table, err := Learn(context.Background(), []documents.Pair[string]{
		{FR: "Le hibou dort", EN: "The owl sleeps"}, {FR: "Un hibou", EN: "An owl"}, {FR: "Le chat dort", EN: "The cat sleeps"},
	}, opts)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := table.ID(documents.FR, "hibou")
	e, _ := table.ID(documents.EN, "owl")
	if p := table.Prob(f, e); p.GivenEN < 0.5 || p.GivenFR < 0.5 {
		t.Errorf("hibou and owl: %v", p)
	}
}

func TestLearnEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Learn(ctx, invented(10), Tuned); err == nil {
		t.Error("no error after the context ended")
	}
}

// Measure tells a table that was learned from one of nothing.
func TestMeasure(t *testing.T) {
	pairs := invented(1200)
	good, err := Learn(context.Background(), pairs[:1000], Tuned)
	if err != nil {
		t.Fatal(err)
	}
	opts := Tuned
	opts.Count = 1e9
	empty, err := Learn(context.Background(), pairs[:1000], opts)
	if err != nil {
		t.Fatal(err)
	}
	q, none := Measure(good, pairs[1000:]), Measure(empty, pairs[1000:])
	if q.Retrieved < 0.98 || none.Retrieved > 0.2 {
		t.Errorf("retrieved %v, without links %v", q.Retrieved, none.Retrieved)
	}
	if q.Covered < 0.9 || q.Ratio < 0.8 || q.Bits >= none.Bits || q.Unknown != 0 || q.Pairs != 200 {
		t.Errorf("%+v", q)
	}
	if again := Measure(good, pairs[1000:]); again != q {
		t.Errorf("measured again: %+v, before %+v", again, q)
	}
}

func TestAUC(t *testing.T) {
	for _, c := range []struct {
		hi, lo []float64
		want   float64
	}{
		{[]float64{2, 3}, []float64{0, 1}, 1},
		{[]float64{0, 1}, []float64{2, 3}, 0},
		{[]float64{1, 1}, []float64{1}, 0.5},
		{[]float64{1}, nil, 0},
	} {
		if got := auc(c.hi, c.lo); got != c.want {
			t.Errorf("%v, %v: %v, want %v", c.hi, c.lo, got, c.want)
		}
	}
}
