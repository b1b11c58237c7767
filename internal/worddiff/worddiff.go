// Package worddiff tells what changed between two texts, in words and in
// sentences, not in characters. It is the only home of go-diff.
//
// Words compares two texts. Segments compares two lists of sentences and looks
// into those that were reworded. Both are deterministic: no clock limits them.
// Texts too long for an exact comparison are compared in coarser units (see
// Limit), which gives larger but still correct differences.
package worddiff

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// A Kind says what happened to a piece of text.
type Kind string

// The kinds. What was replaced is a Delete followed by an Insert.
const (
	Equal  Kind = "equal"
	Delete Kind = "delete"
	Insert Kind = "insert"
)

// An Op is a run of text that both texts have, or only the old one, or only
// the new one.
type Op struct {
	Kind Kind
	// Text is never empty. Where both texts have it, it is written as in the
	// new one.
	Text string
	// Was is an Equal text as the old text writes it, when the white space in
	// it differs; empty otherwise.
	Was string
}

// Limit bounds the work of one exact comparison: the product of the numbers of
// units that differ on the two sides, after what both begin and end with is set
// aside. It stands for two texts of 2,000 words without one word in common
// (for the time see BenchmarkWordsNothingInCommon). Above it Words compares
// clauses, and if these are too many as well, gives the differing middle as
// one replacement.
const Limit = 4_000_000

// maxUnits is how many units one comparison may have, since each may need a
// rune of its own and there are 1.1 million.
const maxUnits = 1_000_000

// Words compares two texts word by word. White space between words does not
// count, neither how much nor of what kind. Adjacent ops have different kinds,
// and a Delete stands before its Insert. Old and New give the texts back.
func Words(old, new string) []Op {
	return compare(words(old), words(new), func(a, b []string) []Op {
		return compare(clauses(a), clauses(b), replace)
	})
}

// Old gives back the old text.
func Old(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		switch {
		case op.Kind == Equal && op.Was != "":
			b.WriteString(op.Was)
		case op.Kind != Insert:
			b.WriteString(op.Text)
		}
	}
	return b.String()
}

// New gives back the new text.
func New(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		if op.Kind != Delete {
			b.WriteString(op.Text)
		}
	}
	return b.String()
}

// replace is what is left when the units are too many: one replacement.
func replace(a, b []string) []Op {
	var out ops
	out.delete(a)
	out.insert(b)
	return out
}

// compare finds the differences between two lists of units. If the part that
// differs is too large, it is left to the function coarser.
func compare(a, b []string, coarser func(a, b []string) []Op) []Op {
	head := 0
	for head < min(len(a), len(b)) && sameWords(a[head], b[head]) {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && sameWords(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
	}
	var out ops
	out.equal(a[:head], b[:head])
	midA, midB := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(midA)*len(midB) > Limit || len(midA)+len(midB) > maxUnits {
		for _, op := range coarser(midA, midB) {
			out.push(op)
		}
	} else {
		out.exact(midA, midB)
	}
	out.equal(a[len(a)-tail:], b[len(b)-tail:])
	return out
}

func sameWords(a, b string) bool { return a == b || normal(a) == normal(b) }

// normal is a unit without the differences that do not count.
func normal(s string) string { return strings.Join(strings.Fields(s), " ") }

// exact compares units that are few enough.
func (o *ops) exact(a, b []string) {
	for _, r := range exactRuns(a, b) {
		o.equal(a[:r.same], b[:r.same])
		o.delete(a[r.same : r.same+r.gone])
		o.insert(b[r.same : r.same+r.come])
		a, b = a[r.same+r.gone:], b[r.same+r.come:]
	}
}

// exactRuns compares runes that stand for units.
func exactRuns(a, b []string) []run {
	ra, rb := runes(a, b)
	// A zero timeout is no timeout: the result does not depend on the machine.
	dmp := diffmatchpatch.DiffMatchPatch{}
	var out []run
	for _, d := range dmp.DiffMainRunes(ra, rb, false) {
		n := utf8.RuneCountInString(d.Text)
		if d.Type == diffmatchpatch.DiffEqual {
			out = append(out, run{same: n})
			continue
		}
		if len(out) == 0 || out[len(out)-1].same > 0 {
			out = append(out, run{})
		}
		last := &out[len(out)-1]
		if d.Type == diffmatchpatch.DiffDelete {
			last.gone += n
		} else {
			last.come += n
		}
	}
	return out
}

// runes gives each different unit of both lists a rune of its own, and units
// that differ in white space only the same one. Surrogates are left out, since
// strings cannot hold them.
func runes(a, b []string) (ra, rb []rune) {
	known := map[string]rune{}
	number := func(units []string) []rune {
		out := make([]rune, len(units))
		for i, unit := range units {
			key := normal(unit)
			r, ok := known[key]
			if !ok {
				r = rune(len(known) + 1)
				if r >= 0xD800 {
					r += 0x800
				}
				known[key] = r
			}
			out[i] = r
		}
		return out
	}
	return number(a), number(b)
}

// ops collects runs of text, joining those of one kind.
type ops []Op

func (o *ops) equal(a, b []string) {
	was, text := strings.Join(a, ""), strings.Join(b, "")
	switch {
	case text == was:
		was = ""
	case text == "" || was == "":
		// White space on one side only.
		o.delete(a)
		o.insert(b)
		return
	}
	o.push(Op{Equal, text, was})
}

func (o *ops) delete(units []string) { o.push(Op{Kind: Delete, Text: strings.Join(units, "")}) }
func (o *ops) insert(units []string) { o.push(Op{Kind: Insert, Text: strings.Join(units, "")}) }

func (o *ops) push(op Op) {
	if op.Text == "" {
		return
	}
	list := *o
	n := len(list)
	switch {
	case n > 0 && list[n-1].Kind == op.Kind:
		list[n-1].join(op)
	case op.Kind == Delete && n > 1 && list[n-1].Kind == Insert && list[n-2].Kind == Delete:
		list[n-2].join(op)
	case op.Kind == Delete && n > 0 && list[n-1].Kind == Insert:
		*o = slices.Insert(list, n-1, op)
	default:
		*o = append(list, op)
	}
}

// join puts a text of the same kind behind this one.
func (p *Op) join(op Op) {
	if p.Was != "" || op.Was != "" {
		p.Was = cmp.Or(p.Was, p.Text) + cmp.Or(op.Was, op.Text)
	}
	p.Text += op.Text
}
