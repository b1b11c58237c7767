package eval

import (
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"
)

func writeGzip(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTermList(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a-terms.en-fr.tsv.gz")
	writeGzip(t, file, "docs\tfr\ten\n1\tdroits de port\tharbour fees\n2\tL’État membre\tMember State\n")
	list, err := readTermLists([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		fr, en string
		want   bool
	}{
		{"droit de port", "harbour fee", true},
		{"Droits de port", "harbour fees", true},
		{"l'État membre", "member states", true},
		{"droit de port", "port fee", false},
		{"droit au port", "harbour fee", false},
		{"port", "harbour fee", false},
	} {
		if got := list.has(documents.Pair[string]{FR: c.fr, EN: c.en}); got != c.want {
			t.Errorf("%s = %s: %v, want %v", c.fr, c.en, got, c.want)
		}
	}
	writeGzip(t, file, "a\tb\n")
	if _, err := readTermLists([]string{file}); err == nil {
		t.Error("a list without its columns was read")
	}
}

func TestExtractedTerms(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	if rows, err := ExtractedTerms(ctx, dir); len(rows) != 0 || err != nil {
		t.Errorf("an empty folder gives %d rows, %v", len(rows), err)
	}
	writeGzip(t, filepath.Join(dir, "terms", "a.tsv.gz"), "en\tfr\nharbour fee\tdroit de port\n")
	if rows, err := ExtractedTerms(ctx, dir); len(rows) != 0 || err != nil {
		t.Errorf("a folder without documents gives %d rows, %v", len(rows), err)
	}
	writeGzip(t, filepath.Join(dir, "bitext", "dev.pairs.tsv.gz"), strings.Repeat("The harbour fee is due.\tLe droit de port est dû.\ta\n", 3)+
		"The harbour authority moved.\tL’autorité portuaire a bougé.\tb\nThe harbour authority voted.\tL’autorité portuaire a voté.\tb\n")
	rows, err := ExtractedTerms(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Group == "all" && (r.Value != 0.5 || r.Count != 2) {
			t.Errorf("%s: %.2f of %d, want one of two", r.Name, r.Value, r.Count)
		}
		if r.Group == "align" && r.Count != 0 {
			t.Errorf("align: %d pairs of no document", r.Count)
		}
	}
	writeGzip(t, filepath.Join(dir, "bitext", "dev.pairs.tsv.gz"), "one\tun\n")
	if _, err := ExtractedTerms(ctx, dir); err == nil {
		t.Error("pairs without a document were read")
	}
}
