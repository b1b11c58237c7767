package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"concord/documents"
	"concord/pipeline/wordlink"
)

// Marks scores the words that are marked as having no counterpart against those
// that two annotators or more marked, over the divergent pairs of
// DATA/bitext/refresd*.jsonl.gz ("fr_tok", "fr_rationale": for each token the
// number of annotators who marked it; the same for en). Tokens without a letter
// do not count. "marked words F1" is over both languages.
func Marks(_ context.Context, data string) ([]Row, error) {
	files, err := filepath.Glob(filepath.Join(data, "bitext", "refresd*.jsonl.gz"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	counts := map[string]*hits{"all": {}, "some": {}, "unrelated": {}}
	for _, file := range files {
		lines, err := readLines(file)
		if err != nil {
			return nil, err
		}
		for n, line := range lines {
			var p annotated
			if err := json.Unmarshal([]byte(line), &p); err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", file, n+1, err)
			}
			if !strings.HasPrefix(p.Label, "div") {
				continue
			}
			group := "some"
			if p.Label3 == "unrelated" {
				group = p.Label3
			}
			links := wordlink.Shipped().Link(p.FR, p.EN)
			for _, c := range []*hits{counts["all"], counts[group]} {
				c.mark(p.FR, p.FRTokens, p.FRMarks, links.FR)
				c.mark(p.EN, p.ENTokens, p.ENMarks, links.EN)
			}
		}
	}
	var rows []Row
	for _, g := range []string{"all", "some", "unrelated"} {
		rows = append(rows, Row{Area: "divergence", Name: "marked words F1", Group: g, Value: counts[g].f1(), Count: counts[g].gold})
	}
	return rows, nil
}

// annotated is a pair with the words that annotators marked.
type annotated struct {
	Label, Label3, FR, EN string

	FRTokens []string `json:"fr_tok"`
	ENTokens []string `json:"en_tok"`
	FRMarks  []int    `json:"fr_rationale"`
	ENMarks  []int    `json:"en_rationale"`
}

// agreed is the number of annotators that make a mark.
const agreed = 2

// mark counts the tokens of one side. Tokens are looked for in the text in
// order.
func (h *hits) mark(text string, tokens []string, marks []int, words []wordlink.Word) {
	var marked []documents.Span
	for _, r := range wordlink.Runs(words, wordlink.LeastRun) {
		marked = append(marked, documents.Span{Start: words[r.From].Start, End: words[r.To-1].End})
	}
	at := 0
	for i, token := range tokens {
		place := strings.Index(text[at:], token)
		if place < 0 || i >= len(marks) {
			continue
		}
		start := at + place
		at = start + len(token)
		if !strings.ContainsFunc(token, unicode.IsLetter) {
			continue
		}
		ours := false
		for _, m := range marked {
			ours = ours || start < m.End && m.Start < at
		}
		theirs := marks[i] >= agreed
		if theirs {
			h.gold++
		}
		if ours {
			h.found++
		}
		if theirs && ours {
			h.right++
		}
	}
}
