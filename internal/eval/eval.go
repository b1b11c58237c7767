// Package eval scores concord against gold data: what `make eval` prints. Each
// area (extraction, alignment, seeded divergences, divergence scores) is one
// file with one function over a data folder, which returns Rows. Quality is
// deterministic, so the rows can be held against floors; times are not.
//
// A data folder has the shape that docs/eval.md describes; nothing depends on
// a file's name or order, and an area whose data is absent is skipped and said
// so.
package eval

import "context"

// A Row is one measured figure.
type Row struct {
	// Area, Name and Group place the figure: "alignment", "strict F1", "law".
	// Group is "all" for the figure over everything. Together they are the
	// key in the floors file.
	Area, Name, Group string
	// Value is the figure; Count is the number of items behind it.
	Value float64
	Count int
	// Less marks a figure of which less is better (false alarms).
	Less bool
	// Outside names another tool whose figure this is, empty for concord's.
	Outside string
}

// An Area measures one part. It returns no rows, and no error, when the data
// folder has nothing for it.
type Area struct {
	Name string
	Run  func(ctx context.Context, data string) ([]Row, error)
	// Alone is Run without other tools beside concord, for the floors, which
	// hold concord's figures only. It is nil where Run costs little more.
	Alone func(ctx context.Context, data string) ([]Row, error)
}
