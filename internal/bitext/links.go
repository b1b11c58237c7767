package bitext

import (
	"strconv"
	"strings"

	"concord/documents"
	"concord/internal/printable"
)

// Links reads the rows of a file as links between the segments of two
// documents: with the numbers of segments that concord writes, and with rows
// that have numbers alone. Numbers follow one another within a row and occur
// once in the file for each language.
func Links(name string, data []byte) ([]Row, error) {
	f := &file{name: printable.Line(name), links: true}
	rows, err := f.read(name, data)
	if err != nil {
		return nil, err
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		taken := map[int]int{} // line by number
		for _, r := range rows {
			numbers := r.Numbers.Of(l)
			for i, n := range numbers {
				if i > 0 && n != numbers[i-1]+1 {
					return nil, f.problem(r.Line, "numbers-apart",
						"les segments %[1]d et %[2]d (%[3]s) ne se suivent pas\u00a0; une ligne ne lie que des segments voisins, dans l’ordre\u00a0: faites-en deux lignes",
						"segments %[1]d and %[2]d (%[3]s) do not follow one another; a row links neighbours only, in order: make two rows of it",
						numbers[i-1], n, l)
				}
				if first, ok := taken[n]; ok {
					return nil, f.problem(r.Line, "numbers-twice",
						"le segment %[1]d (%[2]s) est déjà lié à la ligne %[3]d\u00a0; gardez-le dans une seule des deux",
						"segment %[1]d (%[2]s) is linked on line %[3]d already; keep it in one of the two", n, l, first)
				}
				taken[n] = r.Line
			}
		}
	}
	return rows, nil
}

// The bounds of what a row may name: no document has so many segments.
const (
	maxNumber  = 10_000_000
	maxNumbers = 10_000
)

// numbers reads "3,4": segment numbers from 1. A spreadsheet may have put
// quotes round them.
func (f *file) numbers(line int, column, s string) ([]int, error) {
	s = strings.Trim(tidy(s), "\" ")
	if s == "" || !f.links {
		return nil, nil
	}
	var out []int
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 || n > maxNumber || len(out) >= maxNumbers {
			return nil, f.badNumbers(line, column, s)
		}
		out = append(out, n)
	}
	return out, nil
}

func (f *file) badNumbers(line int, column, got string) error {
	return f.problem(line, "numbers",
		"%[1]s\u00a0: «\u00a0%[2]s\u00a0» n’est pas une liste de numéros de segments\u00a0; écrivez 3 ou 3,4",
		"%[1]s: %[3]q is no list of segment numbers; write 3 or 3,4", column, printable.Line(shorten(got)), shorten(got))
}

// empty reports whether a row says nothing.
func (r *Row) empty() bool {
	return r.FR == "" && r.EN == "" && len(r.Numbers.FR)+len(r.Numbers.EN) == 0
}
