package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// Areas lists all areas in the order of the table. Speed, the last one, has no
// floors.
func Areas() []Area {
	return []Area{
		{Name: "extraction", Run: Extraction},
		{Name: "alignment", Run: Alignment},
		{Name: "flow", Run: Flow},
		{Name: "seeded", Run: Seeded},
		{Name: "divergence", Run: Divergence},
		{Name: "terms", Run: Terms},
		{Name: "hostile", Run: Hostile, Alone: HostileAlone},
		{Name: "speed", Run: Speed},
	}
}

// A Report is what one run measured.
type Report struct {
	Rows []Row `json:"rows"`
	// Seconds is the wall time of each area, for the reader; it is never
	// compared.
	Seconds map[string]float64 `json:"seconds"`
	// Absent are the areas for which the folder has no data.
	Absent []string `json:"absent"`
}

// Add appends an area's rows.
func (r *Report) Add(a Area, rows []Row, took time.Duration) {
	if r.Seconds == nil {
		r.Seconds = map[string]float64{}
	}
	if len(rows) == 0 {
		r.Absent = append(r.Absent, a.Name)
		return
	}
	r.Rows = append(r.Rows, rows...)
	r.Seconds[a.Name] = took.Round(10 * time.Millisecond).Seconds()
}

// WriteTable prints the rows for people.
func (r *Report) WriteTable(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	area := ""
	for _, row := range r.Rows {
		if row.Area != area {
			area = row.Area
			fmt.Fprintf(tw, "\n%s\t(%.1f s)\t\t\t\n", area, r.Seconds[area])
		}
		better := ""
		if row.Less {
			better = "less is better"
		}
		who := row.Outside
		if who == "" {
			who = "concord"
		}
		fmt.Fprintf(tw, "  %s\t%s\t%s\t%.3f\tn=%d\t%s\n", row.Name, row.Group, who, row.Value, row.Count, better)
	}
	for _, a := range r.Absent {
		fmt.Fprintf(tw, "\n%s\tno data in this folder\n", a)
	}
	return tw.Flush()
}

// WriteJSON prints the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}
