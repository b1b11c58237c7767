package glossary

import (
	"slices"
	"testing"
)

// TestSpellings: a noun or verb has the forms of all three spellings, and no
// word of another meaning for it.
func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		word string
		p    paradigm
		has  []string
		not  []string
	}{
		{"colour", nounEN, []string{"color", "colors"}, nil},
		{"organize", verbEN, []string{"organise", "organised", "organising"}, []string{"organ"}},
		{"centre", nounEN, []string{"center", "centers"}, nil},
		{"judgment", nounEN, []string{"judgement", "judgements"}, nil},
		{"acknowledgement", nounEN, []string{"acknowledgment"}, nil},
		{"enrol", verbEN, []string{"enroll", "enrolls", "enrolled"}, nil},
		{"enrolment", nounEN, []string{"enrollment"}, nil},
		{"instalment", nounEN, []string{"installment", "installments"}, nil},
		{"fulfil", verbEN, []string{"fulfill"}, nil},
		{"catalogue", nounEN, []string{"catalog", "catalogs"}, nil},
		{"analyse", verbEN, []string{"analyze", "analyzes", "analyzing"}, nil},
		{"defence", nounEN, []string{"defense"}, nil},
		{"licence", nounEN, []string{"license"}, nil},
		{"fibre", nounEN, []string{"fiber", "fibers"}, nil},
		{"paediatrician", nounEN, []string{"pediatrician", "pediatricians"}, nil},
		{"hemoglobin", nounEN, []string{"haemoglobin"}, nil},
		{"pedal", nounEN, nil, []string{"paedal"}},
		{"practise", verbEN, []string{"practice", "practiced"}, nil},
		{"cost", nounEN, []string{"costs"}, []string{"coust"}},
		{"agent", nounEN, []string{"agents"}, []string{"agement"}},
	} {
		got := formsOf(c.word, c.p)
		for _, w := range c.has {
			if !slices.Contains(got, w) {
				t.Errorf("%s: forms %v, want %s among them", c.word, got, w)
			}
		}
		for _, w := range c.not {
			if slices.Contains(got, w) {
				t.Errorf("%s: forms %v, which must not hold %s", c.word, got, w)
			}
		}
	}
}
