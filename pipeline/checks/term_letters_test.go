package checks

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/segment"
	"concord/glossary"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

var termChecks = []*check.Check{TermMissing, TermForbidden, TermInconsistent}

// starterTerms is the matcher of the shared starter glossary.
func starterTerms(t testing.TB) *glossary.Matcher {
	t.Helper()
	data, err := os.ReadFile("../../glossary/child-rights.csv")
	if err != nil {
		t.Fatal(err)
	}
	g, err := glossary.ReadCSV(bytes.NewReader(data), "glossary/child-rights.csv")
	if err != nil {
		t.Fatal(err)
	}
	return glossary.NewMatcher(g)
}

// termDocument makes a document of lines, a block each, split into sentences.
func termDocument(lang documents.Lang, lines []string) *documents.Document {
	d := &documents.Document{Path: "test." + string(lang), Lang: lang, Format: "text"}
	for _, l := range lines {
		b := documents.Block{ID: len(d.Blocks) + 1, Kind: documents.Paragraph, Text: l}
		d.Blocks = append(d.Blocks, b)
		for _, r := range segment.Split(l, lang) {
			d.Segments = append(d.Segments, documents.Segment{ID: len(d.Segments) + 1, Block: b.ID, Start: r[0], End: r[1], Text: l[r[0]:r[1]]})
		}
	}
	return d
}

func TestLetters(t *testing.T) {
	var docs documents.Pair[*documents.Document]
	for _, l := range bothLangs {
		data, err := os.ReadFile("../../../shared/data/letters/ibcr-2007." + string(l) + ".md")
		if err != nil {
			t.Skip("NOT RUN: the letters are not here:", err)
		}
		text := strings.NewReplacer("*", "", "<", "", ">", "").Replace(string(data))
		var lines []string
		for _, line := range strings.Split(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		*docs.Side(l) = termDocument(l, lines)
	}
	a, err := align.Align(t.Context(), docs, align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := check.Run(t.Context(), check.Pass{Docs: docs, Alignment: a, Terms: starterTerms(t)}, termChecks, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Logf("%s %s [%s] %s\n   %s", f.Rule, f.Severity, f.Source, f.Message.FR, f.Message.EN)
	}
}
