package eval

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/divergence"
	"concord/pipeline/wordlink"
)

// Divergence scores the divergence of sentence pairs against the judgement of
// people, over DATA/bitext/refresd*.jsonl.gz (Briakou and Carpuat, EMNLP 2020):
// one pair a line with "fr", "en", "label" ("divergent" or not) and "label3"
// ("some_meaning_difference", "unrelated" or "no_meaning_difference").
//
// "AUC" is the chance that a divergent pair scores above an equivalent one,
// ties counting half; in group "some" and "unrelated" only those divergent
// pairs count. "accuracy" cuts at 0.5. The pairs of one file are scored as one
// pair of documents, each pair a bead.
func Divergence(ctx context.Context, data string) ([]Row, error) {
	files, err := filepath.Glob(filepath.Join(data, "bitext", "refresd*.jsonl.gz"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var all []judged
	for _, file := range files {
		pairs, err := scorePairs(ctx, file)
		if err != nil {
			return nil, err
		}
		all = append(all, pairs...)
	}
	var rows []Row
	for _, g := range []struct{ group, label string }{
		{"all", ""}, {"some", "some_meaning_difference"}, {"unrelated", "unrelated"},
	} {
		var kept []judged
		for _, p := range all {
			if !p.divergent || g.label == "" || p.label3 == g.label {
				kept = append(kept, p)
			}
		}
		if auc, ok := areaUnderCurve(kept); ok {
			rows = append(rows, Row{Area: "divergence", Name: "AUC", Group: g.group, Value: auc, Count: len(kept)})
		}
	}
	right := 0
	for _, p := range all {
		if p.divergent == (p.score >= 0.5) {
			right++
		}
	}
	rows = append(rows, Row{Area: "divergence", Name: "accuracy", Group: "all", Value: share(right, len(all)), Count: len(all)})
	marks, err := Marks(ctx, data)
	return append(rows, marks...), err
}

// A judged pair has a score and what people said.
type judged struct {
	divergent bool
	label3    string
	score     float64
}

// scorePairs scores the pairs of one file.
func scorePairs(ctx context.Context, file string) ([]judged, error) {
	lines, err := readLines(file)
	if err != nil {
		return nil, err
	}
	var out []judged
	var texts documents.Pair[[]string]
	var a align.Alignment
	for n, line := range lines {
		var p struct{ Label, Label3, FR, EN string }
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", file, n+1, err)
		}
		out = append(out, judged{divergent: strings.HasPrefix(p.Label, "div"), label3: p.Label3})
		texts.FR = append(texts.FR, p.FR)
		texts.EN = append(texts.EN, p.EN)
		a.Beads = append(a.Beads, align.Bead{FR: []int{n}, EN: []int{n}, Score: 1})
	}
	docs := documents.Pair[*documents.Document]{
		FR: lineDocument(texts.FR, documents.FR),
		EN: lineDocument(texts.EN, documents.EN),
	}
	scores, err := divergence.Scores(ctx, docs, &a, wordlink.Shipped())
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].score = scores[i]
	}
	return out, nil
}

// areaUnderCurve is the Mann-Whitney statistic over the ranks of the scores;
// ok is false when all pairs are of one class.
func areaUnderCurve(pairs []judged) (area float64, ok bool) {
	pairs = slices.Clone(pairs)
	slices.SortFunc(pairs, func(a, b judged) int { return cmp.Compare(a.score, b.score) })
	ranks, divergent := 0.0, 0
	for i := 0; i < len(pairs); {
		j := i
		for j < len(pairs) && pairs[j].score == pairs[i].score {
			j++
		}
		for _, p := range pairs[i:j] {
			if p.divergent {
				ranks += float64(i+j+1) / 2
				divergent++
			}
		}
		i = j
	}
	equal := len(pairs) - divergent
	if divergent == 0 || equal == 0 {
		return 0, false
	}
	d := float64(divergent)
	return (ranks - d*(d+1)/2) / (d * float64(equal)), true
}
