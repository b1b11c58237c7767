package learn

import "slices"

// A dense holds one row of a model spread over all French stems, and what is
// counted for the next.
type dense struct {
	givenEN, givenFR []float32
	countFR, countEN []float64
	seen             []bool
	list             []int32
}

func newDense(stems int) *dense {
	return &dense{
		givenEN: make([]float32, stems), givenFR: make([]float32, stems),
		countFR: make([]float64, stems), countEN: make([]float64, stems), seen: make([]bool, stems),
	}
}

// open spreads the row of an English stem. A model without rows is open to
// all stems.
func (d *dense) open(m *model, e int) {
	for _, x := range m.row(e) {
		d.givenEN[x.fr], d.givenFR[x.fr] = x.givenEN, x.givenFR
		d.list = append(d.list, x.fr)
	}
}

// note puts a stem on the list of those that are not empty.
func (d *dense) note(f int32) {
	if !d.seen[f] {
		d.seen[f] = true
		d.list = append(d.list, f)
	}
}

// clear makes the dense row empty again.
func (d *dense) clear() {
	for _, f := range d.list {
		d.givenEN[f], d.givenFR[f], d.countFR[f], d.countEN[f], d.seen[f] = 0, 0, 0, 0, false
	}
	d.list = d.list[:0]
}

// row makes a row of what was counted. Entries whose expected count is below
// least in both directions are left out. What was counted for P(en|fr) is added
// to column, and stays in givenFR until it can be divided by the whole
// column.
func (d *dense) row(column []float64, least float64) []entry {
	slices.Sort(d.list)
	total, kept := 0.0, 0
	for _, f := range d.list {
		total += d.countFR[f]
		column[f] += d.countEN[f]
		if d.countFR[f] >= least || d.countEN[f] >= least {
			kept++
		}
	}
	row := make([]entry, 0, kept)
	for _, f := range d.list {
		if d.countFR[f] >= least || d.countEN[f] >= least {
			row = append(row, entry{fr: f, givenEN: ratio(d.countFR[f], total), givenFR: float32(d.countEN[f])})
		}
	}
	return row
}

func ratio(part, all float64) float32 {
	if !(all > 0) {
		return 0
	}
	return float32(part / all)
}
