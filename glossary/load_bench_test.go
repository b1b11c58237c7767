package glossary

import (
	"bytes"
	"fmt"
	"testing"
)

// large is a glossary of n concepts with a French and an English term each,
// as long as those of a term bank.
func large(n int) *Glossary {
	g := &Glossary{Path: "large.csv"}
	for i := range n {
		c := Concept{ID: fmt.Sprintf("concept-%d", i), Subject: "law"}
		t := Term{Status: Preferred, POS: "noun", Match: Lemma, Source: "Act, s. 12", Note: "see the regulation"}
		t.Lang, t.Text = "fr", fmt.Sprintf("autorisation préalable numéro x%d", i)
		c.Terms.FR = []Term{t}
		t.Lang, t.Text = "en", fmt.Sprintf("prior authorization number x%d", i)
		c.Terms.EN = []Term{t}
		g.Concepts = append(g.Concepts, c)
	}
	return g
}

// BenchmarkLoad reads 100,000 concepts from each format.
func BenchmarkLoad(b *testing.B) {
	g := large(100_000)
	write := map[string]func(*bytes.Buffer) error{
		"csv":      func(w *bytes.Buffer) error { return WriteCSV(w, g, ',') },
		"tbx":      func(w *bytes.Buffer) error { return WriteTBX(w, g, TBX2019) },
		"tbx-2008": func(w *bytes.Buffer) error { return WriteTBX(w, g, TBX2008) },
	}
	for _, name := range []string{"csv", "tbx", "tbx-2008"} {
		var data bytes.Buffer
		if err := write[name](&data); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(data.Len()))
			for b.Loop() {
				if _, err := Read(bytes.NewReader(data.Bytes()), name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
