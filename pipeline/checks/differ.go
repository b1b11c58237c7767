package checks

import (
	"context"
	"strings"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// A difference is a value that has no equal on the other side of its bead. Two
// that stand for each other, as a changed figure does, are one difference.
type difference struct {
	bead int
	// FR and EN are the values; nil where the other stands alone.
	FR, EN *placed
	// more are further values of the kind that stand alone on the same side.
	more []*placed
	// weight is the severity where it is not the check's own.
	weight check.Severity
}

// A placed value knows its segment. Met is set once its equal is found.
type placed struct {
	values.Value
	seg int
	met bool
	// atoms are the parts of a reference that have not met their equals.
	atoms []string
}

// differences is the fact of all differences of value in document order. The
// num and link checks each report those of their kind.
//
// Values meet by multisets within a bead, the strictest kind of equality first
// (differ_equal.go), and then in the beads beside it, since a value that moved
// to the next sentence is no fault. What is left is paired up (differ_pair.go).
// Beads without a counterpart are text that is missing or extra as a whole,
// which text/missing and text/extra tell; their values only serve as slack. The
// same text on both sides is untranslated and has no differences.
var differences = &check.Fact[[]difference]{
	Name:     "differences",
	Requires: []check.AnyFact{segmentValues, parity},
	Compute: func(ctx context.Context, p *check.Pass) ([]difference, error) {
		found := check.Get(p, segmentValues)
		beads := make([]documents.Pair[[]*placed], len(p.Alignment.Beads))
		for i, b := range p.Alignment.Beads {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				for _, seg := range b.Side(l) {
					for _, v := range found.Of(l)[seg] {
						*beads[i].Side(l) = append(beads[i].Of(l), &placed{Value: v, seg: seg})
					}
				}
			}
			meet(beads[i].FR, beads[i].EN, p.Settings.Links)
		}
		for i := range beads {
			for _, j := range []int{i - 1, i + 1} {
				if j >= 0 && j < len(beads) {
					meet(beads[i].FR, beads[j].EN, p.Settings.Links)
				}
			}
		}
		for i := range beads {
			meetBroken(p, beads[i])
		}
		par := check.Get(p, parity)
		edition := par.state(documents.FR) != gapsListed || par.state(documents.EN) != gapsListed
		flood := par.state(documents.FR) == gapsFlood || par.state(documents.EN) == gapsFlood
		var ds []difference
		for i, b := range p.Alignment.Beads {
			text := documents.Pair[string]{FR: p.Text(i, documents.FR), EN: p.Text(i, documents.EN)}
			if !b.Null() && text.FR != text.EN {
				// What stands alone in a link that is as likely wrong as
				// right follows from what text/missing and text/extra tell;
				// so does much of it where the files are two editions.
				lone := !flood && p.Bead(i).Score >= check.Unsure
				for _, d := range leftOver(i, beads[i], text, lone) {
					if edition && (d.FR == nil || d.EN == nil) {
						d.weight = check.Minor
					}
					ds = append(ds, d)
				}
			}
		}
		return ds, nil
	},
}

// meet marks the values that have equals on the other side, each with one.
func meet(fr, en []*placed, links []documents.Pair[string]) {
	for _, equal := range equalities(links) {
		for _, x := range fr {
			if x.met {
				continue
			}
			for _, y := range en {
				if !y.met && equal(x.Value, y.Value) {
					x.met, y.met = true, true
					break
				}
			}
		}
	}
	meetReferences(fr, en)
}

// meetReferences lets references meet part by part: subsection 48(5) and
// "paragraphe (5) de l'article 48" say the same, and so do a reference on one
// side and its bare number on the other. In 1,200 law controls that were
// compared as numbers, 18 % raised a false alarm; nearly all were of this kind
// (notes of the development data, section 2.3).
func meetReferences(fr, en []*placed) {
	atoms := func(all []*placed) {
		for _, x := range all {
			if x.atoms == nil && !x.met && x.hasParts() {
				x.atoms = parts(x.Value)
			}
		}
	}
	atoms(fr)
	atoms(en)
	for _, x := range fr {
		for _, y := range en {
			if x.met || y.met || x.Kind != values.Reference && y.Kind != values.Reference {
				continue
			}
			kept := x.atoms[:0:0]
			for _, a := range x.atoms {
				if !take(&y.atoms, a) {
					kept = append(kept, a)
				}
			}
			x.atoms = kept
			x.met = len(x.atoms) == 0 && x.hasParts()
			y.met = len(y.atoms) == 0 && y.hasParts()
		}
	}
}

// hasParts reports whether the value is a reference or may stand for one. A
// number in words may not: deux fois is no section 2.
func (x *placed) hasParts() bool {
	return x.Kind == values.Reference || x.Kind == values.Number && !x.Spelled
}

// parts splits 12(1)(a) into 12, 1 and a. A heading of a tariff such as 7302.10
// is a reference in one language and a number in the other, so that zeros at
// the end of a decimal do not count.
func parts(v values.Value) []string {
	all := strings.FieldsFunc(v.Key, func(r rune) bool { return r == '(' || r == ')' })
	for i, s := range all {
		if strings.Count(s, ".") == 1 && len(s)-strings.IndexByte(s, '.') > 2 {
			all[i] = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
	}
	return all
}

// take removes one s from the list.
func take(list *[]string, s string) bool {
	for i, t := range *list {
		if s == t {
			*list = append((*list)[:i:i], (*list)[i+1:]...)
			return true
		}
	}
	return false
}
