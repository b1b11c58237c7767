// Command lettertable makes the letter statistics of documents/repair from
// aligned text: for each language, how often each three classes of characters
// stand in a row. The same input gives the same bytes.
//
//	go run ./internal/lettertable -train FILE.tsv.gz
//
// FILE holds one pair a line, English, tab, French.
package main

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"

	"concord/documents/repair"
)

func main() {
	train := flag.String("train", "", "the pairs, English and French, as tsv.gz")
	out := flag.String("out", "documents/repair/letters.bin", "the table to write")
	flag.Parse()
	if err := run(*train, *out); err != nil {
		fmt.Fprintln(os.Stderr, "lettertable:", err)
		os.Exit(1)
	}
}

func run(train, out string) error {
	f, err := os.Open(train)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	fr, en := make(counts, size), make(counts, size)
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		e, f, ok := strings.Cut(lines.Text(), "\t")
		if !ok {
			return fmt.Errorf("a line without a tab")
		}
		en.add(e)
		fr.add(f)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return err
	}
	for _, c := range []counts{fr, en} {
		if _, err := w.Write(c.bytes()); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}

const size = repair.Classes * repair.Classes * repair.Classes

// counts holds how often three classes follow each other.
type counts []int

// add counts one line, with a space before and after it.
func (c counts) add(line string) {
	a, b := 0, 0
	for _, r := range line + " " {
		k := int(repair.Class(r))
		if k == 0 && b == 0 {
			continue
		}
		c[(a*repair.Classes+b)*repair.Classes+k]++
		a, b = b, k
	}
}

// bytes gives the counts on a scale of logarithms.
func (c counts) bytes() []byte {
	b := make([]byte, len(c))
	for i, n := range c {
		if n >= repair.Least {
			b[i] = byte(min(255, 1+math.Round(repair.Steps*math.Log2(float64(n)/repair.Least))))
		}
	}
	return b
}
