package align

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// The ways in which two documents are aligned: the properties hold in each.
func waysOfAligning() map[string]Options {
	return map[string]Options{"plain": {}, "table": {Lexicon: lexicon.Shipped()}}
}

// varied takes an invented pair apart: sentences dropped, joined and moved on
// either side, so that all shapes of beads occur.
func varied(r *rand.Rand, paragraphs int) documents.Pair[*documents.Document] {
	v := invent(r, paragraphs)
	for k := 0; k+1 < len(v.fr); k += 2 { // some longer paragraphs, for the larger beads
		v.fr[k], v.en[k] = slices.Concat(v.fr[k], v.fr[k+1]), slices.Concat(v.en[k], v.en[k+1])
	}
	change := func(p [][]string) [][]string {
		var out [][]string
		for _, sentences := range p {
			if r.IntN(12) == 0 {
				continue
			}
			sentences = slices.Clone(sentences)
			if n := len(sentences); n > 1 && r.IntN(4) == 0 {
				sentences = []string{strings.Join(sentences, " ")}
			} else if n > 1 && r.IntN(8) == 0 {
				sentences = slices.Delete(sentences, 0, 1)
			}
			out = append(out, sentences)
		}
		if n := len(out); n > 8 && r.IntN(2) == 0 {
			out[2], out[n-3] = out[n-3], out[2]
		}
		return out
	}
	return pair(document(documents.FR, change(v.fr)), document(documents.EN, change(v.en)))
}

// someFixed takes every fourth bead of an alignment as a person's, and one more
// that links two segments which the program did not.
func someFixed(beads []Bead) []Bead {
	var out []Bead
	for k := 0; k < len(beads); k += 4 {
		out = append(out, Bead{FR: beads[k].FR, EN: beads[k].EN})
	}
	return out
}

// Every segment is in exactly one bead and beads do not cross unless marked:
// mustAlign looks at both.
func TestEverySegmentOnceInEveryWay(t *testing.T) {
	for name, opts := range waysOfAligning() {
		for seed := range uint64(8) {
			docs := varied(rand.New(rand.NewPCG(seed, 21)), 30)
			found := mustAlign(t, docs, opts)
			opts.Fixed = someFixed(found)
			again := mustAlign(t, docs, opts)
			for _, f := range opts.Fixed {
				if !slices.ContainsFunc(again, func(b Bead) bool {
					return slices.Equal(b.FR, f.FR) && slices.Equal(b.EN, f.EN) && b.Score == 1
				}) {
					t.Errorf("%s, seed %d: the fixed bead %v-%v is gone", name, seed, f.FR, f.EN)
				}
			}
			opts.Fixed = nil
		}
	}
}

func TestTheDiagonalInEveryWay(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(3, 22)), 60)
	for name, opts := range waysOfAligning() {
		for _, d := range []*documents.Document{document(documents.FR, v.fr), document(documents.EN, v.en)} {
			for _, fixed := range [][]Bead{nil, {{FR: []int{4}, EN: []int{4}}, {FR: []int{20, 21}, EN: []int{20, 21}}}} {
				opts.Fixed = fixed
				for _, b := range mustAlign(t, pair(d, d), opts) {
					if !slices.Equal(b.FR, b.EN) || len(b.FR) > 1 && fixed == nil {
						t.Fatalf("%s: bead %v-%v", name, b.FR, b.EN)
					}
				}
			}
		}
	}
}

func TestTheMirrorInEveryWay(t *testing.T) {
	mirror := func(beads []Bead) []Bead {
		out := slices.Clone(beads)
		for k := range out {
			out[k].FR, out[k].EN = out[k].EN, out[k].FR
		}
		return out
	}
	names := func(beads []Bead) []string {
		out := strings.Fields(strings.ReplaceAll(show(beads), "*", ""))
		slices.Sort(out)
		return out
	}
	for name, opts := range waysOfAligning() {
		for seed := range uint64(6) {
			docs := varied(rand.New(rand.NewPCG(seed, 23)), 40)
			straight := mustAlign(t, docs, opts)
			swapped := mirror(mustAlign(t, pair(docs.EN, docs.FR), opts))
			if got, want := names(swapped), names(straight); !slices.Equal(got, want) {
				t.Errorf("%s, seed %d:\n%v\n%v", name, seed, got, want)
			}
			opts.Fixed = someFixed(straight)
			straight = mustAlign(t, docs, opts)
			opts.Fixed = mirror(opts.Fixed)
			swapped = mirror(mustAlign(t, pair(docs.EN, docs.FR), opts))
			if got, want := names(swapped), names(straight); !slices.Equal(got, want) {
				t.Errorf("%s with fixed beads, seed %d:\n%v\n%v", name, seed, got, want)
			}
			opts.Fixed = nil
		}
	}
}

// A paragraph that one side loses changes the beads beside it and no others.
func TestADroppedParagraphInEveryWay(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(9, 24)), 60)
	fr, en := document(documents.FR, v.fr), document(documents.EN, v.en)
	for name, opts := range waysOfAligning() {
		for _, fixed := range [][]Bead{nil, {{FR: []int{2}, EN: []int{2}}}} {
			opts.Fixed = fixed
			before := mustAlign(t, pair(fr, en), opts)
			for _, drop := range []int{7, 30, 59} {
				from := 0
				for _, p := range v.en[:drop] {
					from += len(p)
				}
				count := len(v.en[drop])
				less := document(documents.EN, slices.Delete(slices.Clone(v.en), drop, drop+1))
				after := map[string]bool{}
				for _, b := range mustAlign(t, pair(fr, less), opts) {
					for k, e := range b.EN {
						if e >= from {
							b.EN[k] = e + count
						}
					}
					after[fmt.Sprint(b.FR, b.EN)] = true
				}
				for _, b := range before {
					near := len(b.FR) == 0 || b.FR[0] >= from-2 && b.FR[0] <= from+count+1
					if !near && !after[fmt.Sprint(b.FR, b.EN)] {
						t.Errorf("%s, drop %d at %d: the bead %v-%v has changed", name, drop, from, b.FR, b.EN)
					}
				}
			}
		}
	}
}

// FuzzProperties aligns any two texts with the table, and around beads that
// the input chooses.
func FuzzProperties(f *testing.F) {
	f.Add("Bonjour à tous.\nIl est 14 h.\nLa loi.", "Hello.\nIt is 2 p.m.\nGood-bye.", uint8(1), uint8(2))
	f.Add("# 1. Titre\n^ note\nle juge\nla cour\nle droit\nla peine", "# 1. Title\nthe judge, the court, the right, the penalty", uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, fr, en string, i, j uint8) {
		if len(fr)+len(en) > 1000 {
			t.Skip()
		}
		split := func(s string) [][]string {
			var out [][]string
			for _, line := range strings.Split(strings.ToValidUTF8(s, "?"), "\n") {
				if line != "" {
					out = append(out, strings.Split(line, ". "))
				}
			}
			return out
		}
		docs := pair(document(documents.FR, split(fr)), document(documents.EN, split(en)))
		opts := Options{Lexicon: lexicon.Shipped()}
		mustAlign(t, docs, opts)
		opts.Fixed = []Bead{{FR: []int{int(i)}, EN: []int{int(j)}}}
		mustAlign(t, docs, opts)
	})
}
