package cli

import (
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode"

	"concord/documents"
	"concord/glossary"
	"concord/internal/workbook"
	"concord/pipeline/candidates"
	"concord/pipeline/lexicon"
)

// The JSON of terms extract.
type (
	proposedTerms struct {
		Version    int            `json:"version"`
		Known      int            `json:"known"`
		More       int            `json:"more"`
		Candidates []proposedPair `json:"candidates"`
	}
	proposedPair struct {
		Concept   string          `json:"concept_id"`
		FR        proposedTerm    `json:"fr"`
		EN        proposedTerm    `json:"en"`
		Count     int             `json:"count"`
		Beads     int             `json:"beads"`
		Documents int             `json:"documents"`
		Defined   int             `json:"defined"`
		Acronym   bool            `json:"acronym"`
		Score     float64         `json:"score"`
		Example   proposedExample `json:"example"`
	}
	proposedTerm struct {
		Term        string `json:"term"`
		Occurrences int    `json:"occurrences"`
	}
	proposedExample struct {
		Job    string       `json:"job,omitempty"`
		Record string       `json:"record,omitempty"`
		ID     string       `json:"id,omitempty"`
		FR     proposedSide `json:"fr"`
		EN     proposedSide `json:"en"`
	}
	proposedSide struct {
		Path    string `json:"path,omitempty"`
		Segment int    `json:"segment"`
		Block   int    `json:"block"`
		Page    int    `json:"page"`
		Text    string `json:"text"`
	}
)

// write writes the proposal in a format of glossaries, with columns of evidence
// where the format has columns, or as JSON.
func (r *proposal) write(w io.Writer, format string) error {
	g := r.glossary()
	switch format {
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(r.json(g))
	case "csv":
		return glossary.WriteRows(w, r.rows(g), ',')
	case "tsv":
		return glossary.WriteRows(w, r.rows(g), '\t')
	case "xlsx":
		return workbook.Write(w, "glossary", r.rows(g), []float64{24, 10, 6, 32, 11, 10, 10, 10, 10, 8, 8, 32, 8, 8, 12, 8, 11, 8, 8, 80})
	}
	return writeTerms(w, g, format)
}

// glossary makes a concept of each candidate.
func (r *proposal) glossary() *glossary.Glossary {
	g := &glossary.Glossary{}
	used := map[string]bool{}
	for _, x := range r.list {
		c := glossary.Concept{ID: conceptID(x.Terms.EN, used)}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			t := glossary.Term{Text: x.Terms.Of(l), Lang: l, Status: glossary.Preferred, POS: "noun", Match: glossary.Lemma, Acronym: x.Acronym, Source: r.place(x, l)}
			if x.Name {
				t.POS = "properNoun"
			}
			if x.Acronym {
				t.Match = glossary.ExactCase
			}
			*c.Terms.Side(l) = []glossary.Term{t}
		}
		g.Concepts = append(g.Concepts, c)
	}
	return g
}

// place says where the example of a candidate stands.
func (r *proposal) place(x candidates.Candidate, l documents.Lang) string {
	pair := &r.pairs[x.Example.Doc]
	return pair.place(pair.Docs.Of(l), x.Example.Bead, x.Example.Segments.Of(l))
}

// conceptID makes an identifier of the English term: its letters and figures in
// lower case without accents, hyphens between words, and a number where two
// would be the same.
func conceptID(term string, used map[string]bool) string {
	words := strings.FieldsFunc(lexicon.Fold(term), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	id := strings.Join(words, "-")
	if id == "" {
		id = "concept"
	}
	name := id
	for n := 2; used[name]; n++ {
		name = id + "-" + strconv.Itoa(n)
	}
	used[name] = true
	return name
}

// rows are those of the glossary with the columns of evidence after them: how
// often the terms stand for each other, this term's own occurrences, beads,
// pairs of documents, definitions, score, and the segment of the example.
func (r *proposal) rows(g *glossary.Glossary) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		n := -1
		for row := range glossary.Rows(g) {
			if n++; n == 0 {
				if !yield(append(row[:len(row):len(row)], glossary.EvidenceColumns...)) {
					return
				}
				continue
			}
			x := r.list[(n-1)/2]
			l := documents.FR
			if n%2 == 0 {
				l = documents.EN
			}
			text := r.pairs[x.Example.Doc].Docs.Of(l).Segments[x.Example.Segments.Of(l)].Text
			full := append(row[:len(row):len(row)], strconv.Itoa(x.Count), strconv.Itoa(x.Counts.Of(l)), strconv.Itoa(x.Beads),
				strconv.Itoa(x.Documents), strconv.Itoa(x.Defined), strconv.FormatFloat(x.Score, 'f', 1, 64), cell(text))
			if !yield(full) {
				return
			}
		}
	}
}

// exampleLength bounds the text of an example in a cell, in code points.
const exampleLength = 300

func cell(text string) string {
	return head(strings.Join(strings.Fields(text), " "), exampleLength)
}

func (r *proposal) json(g *glossary.Glossary) proposedTerms {
	out := proposedTerms{Version: 1, Known: r.known, More: r.more, Candidates: []proposedPair{}}
	for i, x := range r.list {
		pair := &r.pairs[x.Example.Doc]
		ex := proposedExample{Job: pair.Name, Record: pair.record, FR: r.side(x, documents.FR), EN: r.side(x, documents.EN)}
		if pair.record != "" {
			ex.Job, ex.ID = "", pair.IDs[x.Example.Bead]
		}
		out.Candidates = append(out.Candidates, proposedPair{
			Concept: g.Concepts[i].ID,
			FR:      proposedTerm{x.Terms.FR, x.Counts.FR}, EN: proposedTerm{x.Terms.EN, x.Counts.EN},
			Count: x.Count, Beads: x.Beads, Documents: x.Documents, Defined: x.Defined, Acronym: x.Acronym,
			Score: float64(int64(x.Score*1000+0.5)) / 1000, Example: ex,
		})
	}
	return out
}

func (r *proposal) side(x candidates.Candidate, l documents.Lang) proposedSide {
	pair := &r.pairs[x.Example.Doc]
	doc := pair.Docs.Of(l)
	seg := &doc.Segments[x.Example.Segments.Of(l)]
	out := proposedSide{Segment: seg.ID, Block: seg.Block, Page: seg.Page, Text: seg.Text}
	if pair.record == "" {
		out.Path = doc.Path
	}
	return out
}
