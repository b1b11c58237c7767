// Command train learns the translation table of pipeline/lexicon from aligned
// text. The same data, options and version of Go give the same bytes, whatever
// the number of workers.
//
//	go run ./internal/lexicon/train -data DIR
//
// DIR holds bitext/train.en-fr.tsv.gz, one pair a line, English, tab, French.
// With -measure it learns from nearly all laws, measures the table on the rest
// and on the prose behind them, and writes nothing; with -own as well it
// measures what a table of a few of that prose's own pairs adds.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"concord/documents"
	"concord/internal/lexicon/learn"
)

func main() {
	opts := learn.Tuned
	data := flag.String("data", "../shared/data", "folder with the training pairs")
	out := flag.String("out", "pipeline/lexicon/fr-en.lexicon", "the table to write")
	measure := flag.Bool("measure", false, "measure on pairs held out, write nothing")
	few := flag.Bool("own", false, "with -measure: measure what a few pairs of the user's kind add")
	flag.IntVar(&opts.Workers, "workers", opts.Workers, "goroutines")
	flag.IntVar(&opts.Rarest, "rarest", opts.Rarest, "how often a stem must occur")
	flag.Float64Var(&opts.Tension, "tension", opts.Tension, "how strongly links keep to the diagonal")
	flag.Float64Var(&opts.Null, "null", opts.Null, "chance that a word has no counterpart")
	flag.IntVar(&opts.Alone, "alone", opts.Alone, "iterations of each direction by itself")
	flag.IntVar(&opts.Agreeing, "agreeing", opts.Agreeing, "iterations in which both agree")
	flag.Float64Var(&opts.Share, "share", opts.Share, "least chance of a link that is kept")
	flag.Float64Var(&opts.Count, "count", opts.Count, "least expected count of a link that is kept")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *data, *out, *measure, *few, opts); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, data, out string, measure, few bool, opts learn.Options) error {
	pairs, err := load(filepath.Join(data, "bitext", "train.en-fr.tsv.gz"))
	if err != nil {
		return err
	}
	var law, prose []documents.Pair[string]
	if measure {
		pairs, law, prose = hold(pairs)
	}
	t, err := learn.Learn(ctx, pairs, opts)
	if err != nil {
		return err
	}
	file := t.Encode()
	fmt.Printf("%d pairs: %d French stems, %d English, %d links, %d bytes\n",
		len(pairs), t.Len(documents.FR), t.Len(documents.EN), t.Links(), len(file))
	if !measure {
		return os.WriteFile(out, file, 0o644)
	}
	if few {
		return own(ctx, t, prose, opts.Workers)
	}
	for _, h := range []struct {
		name  string
		pairs []documents.Pair[string]
	}{{"law", law}, {"prose", prose}} {
		q := learn.Measure(t, h.pairs)
		fmt.Printf("%-5s  %d pairs, %d words: unknown %.4f, bits %.3f, retrieved %.4f, ratio %.4f, covered %.4f\n",
			h.name, q.Pairs, q.Words, q.Unknown, q.Bits, q.Retrieved, q.Ratio, q.Covered)
	}
	return nil
}

// load reads the pairs of a tsv.gz file.
func load(file string) ([]documents.Pair[string], error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []documents.Pair[string]
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		en, fr, ok := strings.Cut(lines.Text(), "\t")
		if !ok {
			return nil, fmt.Errorf("%s: line %d has no tab", file, len(out)+1)
		}
		out = append(out, documents.Pair[string]{FR: fr, EN: en})
	}
	return out, lines.Err()
}

// prosePairs is the number of pairs of prose at the end of the file.
const prosePairs = 1470

// hold takes the prose out, all of it, and one hundred in each ten thousand
// lines of the laws: the first is text of a kind that the table has not
// learned, the second of the kind that it has.
func hold(pairs []documents.Pair[string]) (rest, law, prose []documents.Pair[string]) {
	end := max(len(pairs)-prosePairs, 0)
	for i, p := range pairs[:end] {
		if i/100%100 == 7 {
			law = append(law, p)
		} else {
			rest = append(rest, p)
		}
	}
	return rest, law, pairs[end:]
}
