// Command scorefit fits the divergence score: go run ./internal/scorefit -data
// DIR. It makes divergent pairs of the training pairs, in the manner of Briakou
// and Carpuat (EMNLP 2020), fits the two judges of pipeline/divergence and
// prints their constants, which are then written there by hand. It is
// deterministic. Nothing of REFreSD or of the seeded pairs is used.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"concord/documents"
	"concord/internal/logit"
)

func main() {
	data := flag.String("data", "../shared/data", "folder with the training pairs")
	flag.Parse()
	if err := run(context.Background(), *data); err != nil {
		fmt.Fprintln(os.Stderr, "scorefit:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, data string) error {
	pairs, err := readPairs(filepath.Join(data, "bitext", "train.en-fr.tsv.gz"))
	if err != nil {
		return err
	}
	examples := diverge(sample(pairs))
	features, err := measure(ctx, examples)
	if err != nil {
		return err
	}
	divergent := make([]bool, len(examples))
	plain, table := make([][]float64, len(examples)), make([][]float64, len(examples))
	for i, f := range features {
		divergent[i] = examples[i].divergent
		plain[i] = []float64{f.Length, f.Figures, f.Names, f.Words}
		table[i] = []float64{f.Length, f.Figures, f.Lacking}
	}
	fmt.Printf("%d pairs, %d examples\n", len(pairs), len(examples))
	bias, c := logit.Fit(plain, divergent, 0)
	fmt.Printf("plain = Judge{%.2f, Features{Length: %.2f, Figures: %.2f, Names: %.2f, Words: %.2f}}\n", bias, c[0], c[1], c[2], c[3])
	bias, c = logit.Fit(table, divergent, 0)
	fmt.Printf("table = Judge{%.2f, Features{Length: %.2f, Figures: %.2f, Lacking: %.2f}}\n", bias, c[0], c[1], c[2])
	return nil
}

// readPairs reads lines "en<TAB>fr".
func readPairs(file string) ([]documents.Pair[string], error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	var out []documents.Pair[string]
	for lines.Scan() {
		if en, fr, ok := strings.Cut(lines.Text(), "\t"); ok {
			out = append(out, documents.Pair[string]{FR: fr, EN: en})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return out, nil
}
