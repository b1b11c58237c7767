package lexicon

import (
	"testing"

	"concord/documents"
)

// The table in the binary knows words of law and of daily life, and is no
// larger than what the binary can bear.
func TestShipped(t *testing.T) {
	table := Shipped()
	if n := len(shipped); n > 2<<20 {
		t.Errorf("%d bytes", n)
	}
	for _, c := range [][2]string{
		{"loi", "act"}, {"règlement", "regulation"}, {"enfant", "child"}, {"ministre", "minister"},
		{"année", "year"}, {"demande", "application"}, {"jour", "day"}, {"eau", "water"},
		{"santé", "health"}, {"travail", "work"}, {"nouveau", "new"}, {"sauf", "except"},
	} {
		f, ok := table.ID(documents.FR, Stem(Fold(c[0]), documents.FR))
		e, found := table.ID(documents.EN, Stem(Fold(c[1]), documents.EN))
		if !ok || !found {
			t.Errorf("%v: not known", c)
			continue
		}
		if p := table.Prob(f, e); p.GivenEN < 0.1 || p.GivenFR < 0.1 {
			t.Errorf("%v: %v", c, p)
		}
	}
	// The chances of a stem's partners are a distribution, but for rounding.
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		for id := range table.Len(l) {
			sum := 0.0
			for _, c := range table.Partners(l, ID(id)) {
				if l == documents.FR {
					sum += c.GivenFR
				} else {
					sum += c.GivenEN
				}
			}
			if sum > 1.03 {
				t.Fatalf("%s %s: chances add up to %v", l, table.Stem(l, ID(id)), sum)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(shipped)))
	for b.Loop() {
		if _, err := Read(shipped); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkID(b *testing.B) {
	t := Shipped()
	words := [...]string{"loi", "enfant", "ministr", "nosuch"}
	for i := 0; b.Loop(); i++ {
		t.ID(documents.FR, words[i%len(words)])
	}
}

func BenchmarkProb(b *testing.B) {
	t := Shipped()
	n, m := t.Len(documents.FR), t.Len(documents.EN)
	for i := 0; b.Loop(); i++ {
		t.Prob(ID(i*7919%n), ID(i*104729%m))
	}
}

func BenchmarkWords(b *testing.B) {
	const text = "L’enfant qui est séparé de l’un de ses parents a le droit d’entretenir avec lui des relations personnelles."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Words(text, documents.FR)
	}
}
