package check

import (
	"context"
	"sync/atomic"
	"testing"

	"concord/documents"
)

// A figure whose characters are not known is a hint at most, and so is any
// finding in garbage; words that were worked out weigh in full.
func TestDoubtfulCharactersWeighLess(t *testing.T) {
	for _, c := range []struct {
		rule     string
		encoding documents.Encoding
		want     Severity
	}{
		{"num/mismatch", documents.Stated, Major},
		{"num/mismatch", documents.Repaired, Major},
		{"num/mismatch", documents.Solved, Minor},
		{"link/mail", documents.Solved, Minor},
		{"text/missing", documents.Solved, Major},
		{"num/mismatch", documents.Garbled, Minor},
		{"text/missing", documents.Garbled, Minor},
	} {
		p := pair([]string{"Un."}, []string{"One."})
		p.Docs.EN.Blocks[0].Encoding = c.encoding
		var n atomic.Int32
		checks := wordChecks(1, &n)
		checks[0].ID = c.rule
		found, err := Run(context.Background(), p, checks, 1)
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		if found[0].Severity != c.want {
			t.Errorf("%s in %q text weighs %v, want %v", c.rule, c.encoding, found[0].Severity, c.want)
		}
	}
}
