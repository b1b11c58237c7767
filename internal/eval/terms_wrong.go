package eval

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"concord/documents"
	"concord/documents/segment"
	"concord/glossary"
	"concord/pipeline/align"
	"concord/pipeline/check"
	"concord/pipeline/checks"
)

// Terms scores terminology: the terms that terms extract proposes
// (ExtractedTerms) and wrong terms (WrongTerms).
func Terms(ctx context.Context, data string) ([]Row, error) {
	proposed, err := ExtractedTerms(ctx, data)
	if err != nil {
		return nil, err
	}
	wrong, err := WrongTerms(ctx, data)
	return append(proposed, wrong...), err
}

// WrongTerms scores term/missing and term/forbidden with the list of
// DATA/terms/legal*.tsv.gz (en, fr) as the glossary, whole and its terms of
// several words alone. The pairs of DATA/bitext/seeded*.jsonl.gz and of
// DATA/bitext/dev.pairs.tsv.gz are rows of bitext, as check --bitext takes
// them.
//
// "wrong term found" is the share of the pairs of kind term with a finding,
// "wrong term, false alarms" that of the untouched ones, and "wrong term, clean
// pairs" that of the development pairs.
func WrongTerms(ctx context.Context, data string) ([]Row, error) {
	lists, err := filepath.Glob(filepath.Join(data, "terms", "legal*.tsv.gz"))
	if err != nil || len(lists) == 0 {
		return nil, err
	}
	var list []string
	for _, file := range lists {
		lines, err := readLines(file)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 && len(lines) > 0 {
			lines = lines[1:] // one header
		}
		list = append(list, lines...)
	}
	seeded, err := filepath.Glob(filepath.Join(data, "bitext", "seeded*.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	var kinds []string
	var pairs []documents.Pair[string]
	for _, file := range seeded {
		items, err := readSeeded(file)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if item.Kind == "term" || item.Kind == controlKind {
				kinds = append(kinds, item.Kind)
				pairs = append(pairs, documents.Pair[string]{FR: item.FR, EN: item.EN})
			}
		}
	}
	if clean, err := filepath.Glob(filepath.Join(data, "bitext", "dev.pairs.tsv.gz")); err == nil && len(clean) > 0 {
		lines, err := readLines(clean[0])
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			if cells := strings.Split(line, "\t"); len(cells) >= 2 {
				kinds = append(kinds, "clean")
				pairs = append(pairs, documents.Pair[string]{FR: cells[1], EN: cells[0]})
			}
		}
	}
	var rows []Row
	for _, group := range []string{"whole list", "several words"} {
		terms, err := listMatcher(list, group == "whole list")
		if err != nil {
			return nil, err
		}
		flagged, err := flaggedRows(ctx, terms, pairs)
		if err != nil {
			return nil, err
		}
		found, count := map[string]int{}, map[string]int{}
		for i, kind := range kinds {
			count[kind]++
			if flagged[i] {
				found[kind]++
			}
		}
		for _, k := range []struct{ kind, name string }{{"term", "wrong term found"}, {controlKind, "wrong term, false alarms"}, {"clean", "wrong term, clean pairs"}} {
			if n := count[k.kind]; n > 0 {
				rows = append(rows, Row{Area: "terms", Name: k.name, Group: group, Value: share(found[k.kind], n), Count: n, Less: k.kind != "term"})
			}
		}
	}
	return rows, nil
}

// listMatcher reads a list whose first line is its header; without the whole,
// the pairs that are one word in either language are left out.
func listMatcher(list []string, whole bool) (*glossary.Matcher, error) {
	var b strings.Builder
	for i, line := range list {
		cells := strings.Split(line, "\t")
		if i == 0 || whole || len(cells) >= 2 && strings.Contains(cells[0], " ") && strings.Contains(cells[1], " ") {
			b.WriteString(line + "\n")
		}
	}
	g, err := glossary.Read(strings.NewReader(b.String()), "list")
	if err != nil {
		return nil, fmt.Errorf("list of terms: %w", err)
	}
	return glossary.NewMatcher(g), nil
}

// flaggedRows checks pairs as rows of bitext and says which have a finding.
func flaggedRows(ctx context.Context, terms *glossary.Matcher, pairs []documents.Pair[string]) ([]bool, error) {
	docs := documents.Pair[*documents.Document]{
		FR: &documents.Document{Lang: documents.FR, Format: "bitext"},
		EN: &documents.Document{Lang: documents.EN, Format: "bitext"},
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		d := docs.Of(l)
		for i, p := range pairs {
			d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: p.Of(l)})
		}
		segment.Document(d)
	}
	beads := make([]align.Bead, len(pairs))
	for i := range beads {
		beads[i].Score = 1
	}
	for i, s := range docs.FR.Segments {
		beads[s.Block-1].FR = append(beads[s.Block-1].FR, i)
	}
	for i, s := range docs.EN.Segments {
		beads[s.Block-1].EN = append(beads[s.Block-1].EN, i)
	}
	found, err := check.Run(ctx, check.Pass{Docs: docs, Alignment: &align.Alignment{Beads: beads}, Terms: terms},
		[]*check.Check{checks.TermMissing, checks.TermForbidden}, 1)
	if err != nil {
		return nil, err
	}
	out := make([]bool, len(pairs))
	for _, f := range found {
		out[f.Bead] = true
	}
	return out, nil
}
