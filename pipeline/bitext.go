package pipeline

import (
	"context"

	"concord/documents"
	"concord/documents/segment"
	"concord/glossary"
	"concord/pipeline/align"
)

// A Row is one bead of text that was aligned elsewhere.
type Row struct {
	// ID names the row in findings.
	ID     string
	FR, EN string
}

// RunBitext checks rows that are aligned already: each row is one bead, its
// sentences are its segments.
func RunBitext(ctx context.Context, name string, rows []Row, terms *glossary.Matcher, opts Options) *Result {
	res := PairResult{
		Name:  name,
		Paths: documents.Pair[string]{FR: name, EN: name},
		Docs: documents.Pair[*documents.Document]{
			FR: &documents.Document{Path: name, Lang: documents.FR, Format: "bitext"},
			EN: &documents.Document{Path: name, Lang: documents.EN, Format: "bitext"},
		},
		Alignment: &align.Alignment{},
	}
	for _, r := range rows {
		bead := align.Bead{FR: addRow(res.Docs.FR, r.FR), EN: addRow(res.Docs.EN, r.EN), Score: 1}
		if len(bead.FR)+len(bead.EN) == 0 {
			continue
		}
		res.Alignment.Beads = append(res.Alignment.Beads, bead)
		res.IDs = append(res.IDs, r.ID)
	}
	return finish([]PairResult{examine(ctx, res, terms, opts)}, opts, terms != nil)
}

// addRow adds one side of a row as a block and returns the indexes of its
// segments.
func addRow(doc *documents.Document, text string) []int {
	block := documents.Block{ID: len(doc.Blocks) + 1, Kind: documents.Paragraph, Text: text}
	var indexes []int
	for _, r := range segment.Split(text, doc.Lang) {
		indexes = append(indexes, len(doc.Segments))
		doc.Segments = append(doc.Segments, documents.Segment{
			ID: len(doc.Segments) + 1, Block: block.ID, Start: r[0], End: r[1], Text: text[r[0]:r[1]],
		})
	}
	if indexes != nil {
		doc.Blocks = append(doc.Blocks, block)
	}
	return indexes
}
