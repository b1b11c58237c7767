package checks

import (
	"bytes"
	"os"
	"slices"
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

// TestLetters runs the term checks over the pair that the project was asked
// for. Each finding was read against the texts and the glossary; a new one is
// either a fault found or a false alarm, and has to be read as well.
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
	want := []string{
		"term/forbidden major rapport de recherche = research paper",
		"term/missing minor première étape =",
		"term/forbidden major Stratégie d'action = Strategic Action Plan",
		"term/missing minor protection des droits = Protection",
		"term/missing minor assurer le respect des droits = protection of the rights",
		"term/missing major causes profondes =",
		"term/forbidden major transport = transfer",
		"term/missing major étude d'envergure =",
		"term/forbidden major rapport de recherche = research project",
		"term/missing major bilan synthèse =",
		"term/forbidden major émet par la suite des recommandations = emitted its recommendations",
		"term/missing minor recherche = research project",
		"term/forbidden major intervenants = professionals",
		"term/missing minor formation = training program",
		"term/forbidden major IBCR = the Bureau",
	}
	var got []string
	for _, f := range found {
		line := f.Rule + " " + f.Severity.String() + " "
		for _, s := range f.Spans.FR {
			line += docs.FR.Text(s) + " "
		}
		line += "="
		for _, s := range f.Spans.EN {
			line += " " + docs.EN.Text(s)
		}
		got = append(got, line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
