package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/samples"
	"concord/glossary"
	"concord/internal/docread"
	"concord/pipeline"
	"concord/pipeline/checks"
)

// TestSamples holds the whole program against the list of what was planted in
// the sample pairs: every planted divergence is found by the check it was
// planted for, and nothing else is found at all, so no trap is either.
func TestSamples(t *testing.T) {
	dir := filepath.Join("..", "..", "documents", "samples")
	f, err := os.Open(filepath.Join(dir, "expected.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	expected, err := samples.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	terms := starterTerms(t)
	for _, name := range samples.Names {
		t.Run(name, func(t *testing.T) {
			files := samples.Files(name)
			result := pipeline.Run(context.Background(),
				[]pipeline.Job{{Paths: documents.Pair[string]{
					FR: filepath.Join(dir, files.FR), EN: filepath.Join(dir, files.EN),
				}, Terms: terms}},
				pipeline.Options{Checks: checks.ByDefault(), Read: func(ctx context.Context, path string, lang documents.Lang) (*documents.Document, error) {
					return docread.File(ctx, path, docread.Options{Lang: lang})
				}})
			pair := &result.Pairs[0]
			if pair.Err != nil {
				t.Fatal(pair.Err)
			}
			answered := make([]bool, len(pair.Findings))
			for _, p := range expected.Planted {
				if p.Pair == name && !answer(pair, p, answered) {
					t.Errorf("%s: no %s finding marks %q | %q", p.ID, p.Rule, p.FR, p.EN)
				}
			}
			for i, f := range pair.Findings {
				if answered[i] {
					continue
				}
				trap := ""
				for _, tr := range expected.Traps {
					if tr.Pair == name && (meets(pair, documents.FR, f, tr.FR) || meets(pair, documents.EN, f, tr.EN)) {
						trap = ", in the trap " + tr.ID
					}
				}
				t.Errorf("false finding%s: %s %s\n\tfr %q\n\ten %q", trap, f.Rule, f.Message.EN,
					marked(pair, documents.FR, f), marked(pair, documents.EN, f))
			}
		})
	}
}

// answer looks for the findings that answer a planted divergence.
func answer(pair *pipeline.PairResult, p samples.Planted, answered []bool) bool {
	ok := false
	for i, f := range pair.Findings {
		if f.Rule != p.Rule {
			continue
		}
		if meets(pair, documents.FR, f, p.FR) || meets(pair, documents.EN, f, p.EN) {
			answered[i] = true
			ok = true
		}
	}
	return ok
}

// meets reports whether a finding marks some of the words on one side: both
// the marked words and the listed ones are looked for in the text around.
func meets(pair *pipeline.PairResult, l documents.Lang, f pipeline.Found, words string) bool {
	if words == "" {
		return false
	}
	doc := pair.Docs.Of(l)
	for _, s := range f.Spans.Of(l) {
		block := doc.BlockOf(s.Seg)
		seg := doc.Segments[s.Seg]
		// Places in the folded block: fold what stands before each.
		text := samples.Fold(block.Text)
		start := len(samples.Fold(block.Text[:seg.Start+s.Start]+"|")) - 1
		end := start + len(samples.Fold(doc.Text(s)))
		for at := 0; ; {
			i := strings.Index(text[at:], words)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(words)
			if start < to && from < end {
				return true
			}
			at = to
		}
	}
	return false
}

func marked(pair *pipeline.PairResult, l documents.Lang, f pipeline.Found) []string {
	var words []string
	for _, s := range f.Spans.Of(l) {
		words = append(words, pair.Docs.Of(l).Text(s))
	}
	return words
}

// starterTerms loads the starter glossary.
func starterTerms(t *testing.T) *glossary.Matcher {
	t.Helper()
	path := filepath.Join("..", "..", "glossary", "child-rights.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, err := glossary.ReadCSV(bytes.NewReader(data), path)
	if err != nil {
		t.Fatal(err)
	}
	return glossary.NewMatcher(g)
}
