package eval

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// slack is how far a figure may lie on the wrong side of its floor: half of
// the last digit that the file keeps.
const slack = 0.0005

// A Floor is a figure that must not get worse.
type Floor struct {
	Area, Name, Group string
	Value             float64
}

// ReadFloors reads a floors file: one floor a line, area, name, group and
// value separated by tabs; empty lines and lines that start with # are
// skipped.
func ReadFloors(r io.Reader) ([]Floor, error) {
	var floors []Floor
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d: %d fields, want area, name, group and value", n, len(f))
		}
		v, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return nil, fmt.Errorf("line %d: %q is not a number", n, f[3])
		}
		floors = append(floors, Floor{f[0], f[1], f[2], v})
	}
	return floors, sc.Err()
}

// Below returns a line for each floor that the rows do not reach, or that no
// row answers although its area was measured.
func Below(rows []Row, floors []Floor) []string {
	var bad []string
	measured := map[string]bool{}
	for _, r := range rows {
		measured[r.Area] = true
	}
	for _, f := range floors {
		if !measured[f.Area] {
			continue
		}
		i := slices.IndexFunc(rows, func(r Row) bool {
			return r.Outside == "" && r.Area == f.Area && r.Name == f.Name && r.Group == f.Group
		})
		switch {
		case i < 0:
			bad = append(bad, fmt.Sprintf("%s, %s, %s: no longer measured", f.Area, f.Name, f.Group))
		case math.IsNaN(rows[i].Value),
			rows[i].Less && rows[i].Value > f.Value+slack,
			!rows[i].Less && rows[i].Value < f.Value-slack:
			bad = append(bad, fmt.Sprintf("%s, %s, %s: %.3f, the floor is %.3f", f.Area, f.Name, f.Group, rows[i].Value, f.Value))
		}
	}
	return bad
}
