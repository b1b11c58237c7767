package glossary

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
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

// BenchmarkLoad reads 100,000 concepts from each format. Of these (CSV of 23 MB, TBX
// of 61 and 64 MB) and of 100,000 concepts of terms of statutes (13, 43 and 45 MB), on a quiet
// machine of two cores, the least of six, CSV is read in 0.32 to 0.37 s of processor
// time and TBX of either shape in 0.36 to 0.48 s (0.74 to 1.2 s while each token was
// an interface). From file to matcher takes 0.55 to 0.60 s and 0.59 to 0.87 s by the
// clock, 0.73 to 0.83 s and 0.76 to 1.13 s of processor time.
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
				if _, err := Read(bytes.NewBuffer(data.Bytes()), name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A buffer is read in place: to its end, with its bytes as they were, and what
// is read does not depend on them later.
func TestReadBuffer(t *testing.T) {
	for _, shape := range shapes {
		var b bytes.Buffer
		if err := WriteTBX(&b, starter(t), shape); err != nil {
			t.Fatal(err)
		}
		want, err := Read(strings.NewReader(b.String()), "a.tbx")
		if err != nil {
			t.Fatal(err)
		}
		data := b.Bytes()
		before := bytes.Clone(data)
		got, err := Read(&b, "a.tbx")
		if err != nil || b.Len() != 0 || !bytes.Equal(data, before) {
			t.Fatalf("%s: %v, %d bytes unread", shape, err, b.Len())
		}
		clear(data)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another glossary from a buffer", shape)
		}
	}
}
