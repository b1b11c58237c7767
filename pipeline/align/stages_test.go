package align

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// BenchmarkStages takes the time of each stage by itself, with the table, on an
// invented pair of about 2,000 segments a side.
func BenchmarkStages(b *testing.B) {
	ctx := context.Background()
	v := invent(rand.New(rand.NewPCG(7, 7)), 1000)
	docs := pair(document(documents.FR, v.fr), document(documents.EN, v.en[40:]))
	opts := Options{Lexicon: lexicon.Shipped()}
	check := func(b *testing.B, err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	b.Run("clues", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, err := readSide(ctx, docs.FR, documents.FR, opts.Lexicon, nil)
			check(b, err)
		}
	})
	b.Run("partners", func(b *testing.B) {
		b.ReportAllocs()
		langs := documents.Pair[documents.Lang]{FR: documents.FR, EN: documents.EN}
		counts := documents.Pair[int]{FR: len(docs.FR.Segments), EN: len(docs.EN.Segments)}
		for b.Loop() {
			b.StopTimer()
			fr, err := readSide(ctx, docs.FR, documents.FR, opts.Lexicon, nil)
			check(b, err)
			en, err := readSide(ctx, docs.EN, documents.EN, opts.Lexicon, nil)
			check(b, err)
			b.StartTimer()
			check(b, partners(ctx, fr.vocab, en.vocab, langs, counts, opts.Lexicon, measured))
		}
	})
	c, err := Compare(ctx, docs, opts)
	check(b, err)
	main, _ := c.split()
	g := c.grid(main)
	var path []uint8
	b.Run("path", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			path, err = g.best(ctx, g.windows(nil))
			check(b, err)
		}
	})
	b.Run("confidence", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, err := g.confidence(ctx, path)
			check(b, err)
		}
	})
	beads, err := g.run(ctx)
	check(b, err)
	b.Run("moved", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, err := c.moved(ctx, beads)
			check(b, err)
		}
	})
}

// BenchmarkAlignWithTable aligns whole invented pairs with the table.
func BenchmarkAlignWithTable(b *testing.B) {
	for _, paragraphs := range []int{100, 1000, 10000} {
		v := invent(rand.New(rand.NewPCG(7, 7)), paragraphs)
		docs := pair(document(documents.FR, v.fr), document(documents.EN, v.en))
		b.Run(fmt.Sprint(len(docs.FR.Segments)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustAlign(b, docs, Options{Lexicon: lexicon.Shipped()})
			}
		})
	}
}
