package main

import (
	"context"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/divergence"
	"concord/pipeline/wordlink"
)

// documentSize is the number of pairs that stand in one document: what a word
// could meet elsewhere is a feature, and depends on it.
const documentSize = 400

// measure returns the features of all examples.
func measure(ctx context.Context, examples []example) ([]divergence.Features, error) {
	var out []divergence.Features
	for at := 0; at < len(examples); at += documentSize {
		part := examples[at:min(at+documentSize, len(examples))]
		docs := documents.Pair[*documents.Document]{FR: document(part, documents.FR), EN: document(part, documents.EN)}
		c, err := align.Compare(ctx, docs, align.Options{})
		if err != nil {
			return nil, err
		}
		for i := range part {
			b := align.Bead{FR: []int{i}, EN: []int{i}}
			out = append(out, divergence.Measure(c.Evidence(b), wordlink.Shipped().Bead(docs, b)))
		}
	}
	return out, nil
}

// document makes a document whose every pair is a paragraph of one segment.
func document(part []example, l documents.Lang) *documents.Document {
	d := &documents.Document{Lang: l}
	for i := range part {
		text := part[i].Of(l)
		d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: text})
		d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(text), Text: text})
	}
	return d
}
