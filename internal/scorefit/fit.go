package main

import (
	"context"
	"math"

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

// steps, rate and decay are those of plain gradient descent on standardised
// features; more steps change nothing in the third place.
const (
	steps = 4000
	rate  = 2.0
	decay = 1e-4
)

// fit is logistic regression whose coefficients are not below 0: every feature
// speaks for a divergence or not at all.
func fit(rows [][]float64, divergent []bool) (bias float64, coefficients []float64) {
	n, m := len(rows[0]), float64(len(rows))
	mean, spread := make([]float64, n), make([]float64, n)
	for _, row := range rows {
		for k, v := range row {
			mean[k] += v / m
		}
	}
	for _, row := range rows {
		for k, v := range row {
			spread[k] += (v - mean[k]) * (v - mean[k]) / m
		}
	}
	for k := range spread {
		spread[k] = math.Sqrt(spread[k]) + 1e-9
	}
	coefficients = make([]float64, n)
	slope := make([]float64, n)
	for range steps {
		clear(slope)
		lean := 0.0
		for i, row := range rows {
			x := bias
			for k, v := range row {
				x += coefficients[k] * (v - mean[k]) / spread[k]
			}
			wrong := 1 / (1 + math.Exp(-x))
			if divergent[i] {
				wrong--
			}
			lean += wrong
			for k, v := range row {
				slope[k] += wrong * (v - mean[k]) / spread[k]
			}
		}
		bias -= rate * lean / m
		for k := range coefficients {
			coefficients[k] = max(0, coefficients[k]-rate*(slope[k]/m+decay*coefficients[k]))
		}
	}
	for k := range coefficients {
		coefficients[k] /= spread[k]
		bias -= coefficients[k] * mean[k]
	}
	return bias, coefficients
}
