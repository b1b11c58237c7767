package checks

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"concord/documents"
	"concord/documents/values"
)

// leftOver turns the values of a bead that met no equal into differences:
// those that stand for each other as one, the rest, if lone asks for it, alone.
// Text gives the bead's words on each side.
func leftOver(bead int, side documents.Pair[[]*placed], text documents.Pair[string], lone bool) []difference {
	type candidate struct{ fr, en, score int }
	var cs []candidate
	for i, x := range side.FR {
		for j, y := range side.EN {
			if x.met || y.met {
				continue
			}
			if s := standFor(x, y); s > 0 {
				cs = append(cs, candidate{i, j, s})
			}
		}
	}
	slices.SortStableFunc(cs, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.fr, b.fr), cmp.Compare(a.en, b.en))
	})
	var ds []difference
	paired := map[*placed]bool{}
	for _, c := range cs {
		x, y := side.FR[c.fr], side.EN[c.en]
		if paired[x] || paired[y] {
			continue
		}
		paired[x], paired[y] = true, true
		ds = append(ds, difference{bead: bead, FR: x, EN: y})
	}
	if !lone {
		return ds
	}
	pairs := len(ds)
	// Values of one kind that stand alone on one side are lacking together.
	with := func(x *placed, same func(difference) *placed) bool {
		for i := pairs; i < len(ds); i++ {
			if y := same(ds[i]); y != nil && y.Kind == x.Kind {
				ds[i].more = append(ds[i].more, x)
				return true
			}
		}
		return false
	}
	for _, x := range side.FR {
		if !x.met && !paired[x] && loud(x, side.EN, text.EN) && !with(x, func(d difference) *placed { return d.FR }) {
			ds = append(ds, difference{bead: bead, FR: x})
		}
	}
	for _, y := range side.EN {
		if !y.met && !paired[y] && loud(y, side.FR, text.FR) && !with(y, func(d difference) *placed { return d.EN }) {
			ds = append(ds, difference{bead: bead, EN: y})
		}
	}
	return ds
}

// standFor says how likely x and y were meant to be the same value, 0 for not
// at all.
func standFor(x, y *placed) int {
	if (x.Spelled || y.Spelled) && !(x.Unit != "" && x.Unit == y.Unit) {
		// Words for numbers are too often something else.
		if x.Spelled && y.Spelled || x.Kind != y.Kind || similar(x.Amount, y.Amount) < 2 {
			return 0
		}
	}
	gx, gy := group(x.Kind), group(y.Kind)
	if gx != gy {
		return 0
	}
	if gx != values.Number {
		return 2 + similar(x.Key, y.Key)
	}
	switch {
	case (x.Kind == values.Reference) != (y.Kind == values.Reference):
		if x.Kind != values.Number && y.Kind != values.Number || x.Spelled || y.Spelled {
			return 0
		}
		return 1 + similar(x.Key, y.Key)
	case x.Kind == values.Reference:
		return 2 + similar(strings.Join(x.atoms, " "), strings.Join(y.atoms, " "))
	case x.Amount == y.Amount:
		return 8 // the unit differs
	case x.Kind == y.Kind && x.Unit == y.Unit:
		return 4 + similar(x.Amount, y.Amount)
	}
	return 1 + similar(x.Amount, y.Amount)
}

// group joins the kinds that can be taken for each other.
func group(k values.Kind) values.Kind {
	switch k {
	case values.Percent, values.Money, values.Measure, values.Reference:
		return values.Number
	}
	return k
}

// similar gives 2 when two keys differ by one slip: a sign changed, added or
// lost, or two exchanged; 1 when their lengths are equal; else 0.
func similar(a, b string) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	restA, restB := a[i:len(a)-j], b[i:len(b)-j]
	switch {
	case len(restA) <= 1 && len(restB) <= 1,
		len(restA) == 2 && len(restB) == 2 && restA[0] == restB[1] && restA[1] == restB[0]:
		return 2
	case len(a) == len(b):
		return 1
	}
	return 0
}

// loud reports whether a value that stands alone is worth telling: not when it
// is in words (une vingtaine, a score), a rank (le 1er graphique, the scale plot), a
// reference (law words them in its own way in each language), said again where
// the other side has it once, a number whose digits are part of a name opposite
// (normale 3, par-3, the 68k that stands for 68000), or the 100 % that is
// "fully" opposite.
func loud(x *placed, opposite []*placed, text string) bool {
	if x.Spelled || x.Ordinal || x.Kind == values.Reference || x.Kind == values.Number && holdsDigits(text, x.Key) {
		return false
	}
	if thousands, ok := strings.CutSuffix(x.Key, "000"); ok && x.Kind == values.Number && thousands != "" && (holdsDigits(text, thousands+"k") || holdsDigits(text, thousands+"K")) {
		return false
	}
	if x.Kind == values.Percent && x.Amount == "100" && wholly(text) {
		return false
	}
	for _, y := range opposite {
		for _, equal := range equalities(nil) {
			if equal(x.Value, y.Value) || equal(y.Value, x.Value) {
				return false
			}
		}
		if y.Kind == values.Reference && slices.Contains(parts(y.Value), x.Key) {
			return false
		}
	}
	return true
}

// wholly reports a text that says in words that something is so in all its
// parts.
func wholly(text string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "fully", "entirely", "completely", "totally", "wholly", "entire", "complete", "whole", "full", "all", "every",
			"entièrement", "complètement", "totalement", "intégralement", "pleinement", "entier", "entière", "complet", "complète",
			"tout", "toute", "tous", "toutes":
			return true
		}
	}
	return false
}

// holdsDigits reports whether a text has the digits of a whole number with no
// other digit beside them.
func holdsDigits(text, number string) bool {
	for i := 0; ; {
		n := strings.Index(text[i:], number)
		if n < 0 {
			return false
		}
		i += n
		end := i + len(number)
		if (i == 0 || !isDigit(text[i-1])) && (end == len(text) || !isDigit(text[end])) {
			return true
		}
		i = end
	}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
