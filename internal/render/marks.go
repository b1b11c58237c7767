package render

import (
	"strings"

	"concord/documents"
	"concord/internal/printable"
)

// A row is one line of a side: the text, and the line under it with a tilde
// under every column of the marked words. Width is the text's in columns.
type row struct {
	text, marks string
	width       int
}

// cell is a character as a reader sees it, marked or not.
type cell struct {
	printable.Cell
	marked bool
}

// The most that is shown of one side, in lines of its column, before the text
// is cut around the marks; and the columns kept on both sides of marked words.
const (
	linesWhole  = 4
	keptColumns = 40
)

// rows lays out segments of a document in a column: words wrapped at spaces,
// long text cut around the marked words. Width must be 10 or more. paint is
// put on marked words.
func rows(doc *documents.Document, segs []int, spans []documents.Span, width int, paint func(...any) string) []row {
	var cells []cell
	for i, seg := range segs {
		next := markCells(doc.Segments[seg].Text, seg, spans)
		if i > 0 {
			// A passage that is marked across segments is marked throughout.
			space := blank
			space.marked = len(cells) > 0 && len(next) > 0 && cells[len(cells)-1].marked && next[0].marked
			cells = append(cells, space)
		}
		cells = append(cells, next...)
	}
	var out []row
	for _, line := range wrap(cut(cells, width), width) {
		out = append(out, newRow(line, paint))
	}
	return out
}

var blank = cell{Cell: printable.Cell{Text: " ", Width: 1}}

// markCells cuts one segment's text into cells and marks those that a span
// touches. An empty span marks the character after it, or a space put at the
// end: there is where something is missing.
func markCells(text string, seg int, spans []documents.Span) []cell {
	var cells []cell
	for _, c := range printable.Cells(text) {
		out := cell{Cell: c}
		for _, s := range spans {
			if s.Seg == seg && (c.Start < s.End && c.End > s.Start || s.Start == s.End && c.Start <= s.Start && s.Start < c.End) {
				out.marked = true
			}
		}
		cells = append(cells, out)
	}
	for _, s := range spans {
		if s.Seg == seg && s.Start == s.End && s.Start >= len(text) {
			end := blank
			end.marked = true
			return append(cells, end)
		}
	}
	return cells
}

// cut keeps what stands near marked words when the text would take more than
// linesWhole lines, and puts an ellipsis for the rest. A long marked passage
// loses its middle.
func cut(cells []cell, width int) []cell {
	total := 0
	for _, c := range cells {
		total += c.Width
	}
	if total <= linesWhole*width {
		return cells
	}
	keep := make([]bool, len(cells))
	any := false
	for i := 0; i < len(cells); {
		if !cells[i].marked {
			i++
			continue
		}
		any = true
		end := i
		for end < len(cells) && cells[end].marked {
			end++
		}
		from, to := max(0, i-keptColumns), min(len(cells), end+keptColumns)
		for n := from; n < to; n++ {
			// Of a marked passage longer than its share, the first two lines
			// and the last half line.
			if n < i+2*width || n >= end-width/2 {
				keep[n] = true
			}
		}
		i = end
	}
	if !any {
		for n := range min(len(keep), (linesWhole-1)*width) {
			keep[n] = true
		}
	}
	return elide(cells, keep)
}

// elide puts an ellipsis in the place of what is not kept, at word ends where
// that is near. A gap of fewer than four characters is not worth one.
func elide(cells []cell, keep []bool) []cell {
	var out []cell
	for i := 0; i < len(cells); {
		if keep[i] {
			out = append(out, cells[i])
			i++
			continue
		}
		start := i
		for i < len(cells) && !keep[i] {
			i++
		}
		if i-start < 4 {
			out = append(out, cells[start:i]...)
			continue
		}
		marked := start > 0 && i < len(cells) && cells[start-1].marked && cells[i].marked
		out = trimWord(out, marked)
		for n := 0; n < wordColumns && i < len(cells) && cells[i].marked == marked && cells[i].Text != " "; n++ {
			i++
		}
		out = append(out, cell{Cell: printable.Cell{Text: "…", Width: 1}, marked: marked})
	}
	return out
}

// wordColumns is how far to look for a word's end: longer ones are cut.
const wordColumns = 15

// trimWord drops the part of a word at the end, if it is short, down to the
// space before it. Cells that are marked otherwise stay.
func trimWord(cells []cell, marked bool) []cell {
	for n := 1; n <= wordColumns && n < len(cells); n++ {
		switch c := cells[len(cells)-n]; {
		case c.marked != marked:
			return cells
		case c.Text == " ":
			return cells[:len(cells)-n+1]
		}
	}
	return cells
}

// wrap breaks cells into lines of at most width columns: after a space where
// there is one, else inside a word. The space at a break is left out.
func wrap(cells []cell, width int) [][]cell {
	var lines [][]cell
	start, columns, space := 0, 0, -1
	for i := 0; i < len(cells); i++ {
		if columns+cells[i].Width > width {
			end, next := i, i
			switch {
			case breaks(cells, i):
				next = i + 1
			case space >= start:
				end, next = space, space+1
			}
			lines = append(lines, cells[start:end])
			start, columns, space = next, 0, -1
			i = next - 1
			continue
		}
		if i > start && breaks(cells, i) {
			space = i
		}
		columns += cells[i].Width
	}
	if start < len(cells) {
		lines = append(lines, cells[start:])
	}
	return lines
}

// breaks reports whether a line may end at cell i and leave it out: a space,
// but not one that stands alone as the mark of a gap.
func breaks(cells []cell, i int) bool {
	return cells[i].Text == " " && (!cells[i].marked || i > 0 && cells[i-1].marked)
}

func newRow(line []cell, paint func(...any) string) row {
	var text, marks, run strings.Builder
	r := row{}
	flush := func() {
		if run.Len() > 0 {
			text.WriteString(paint(run.String()))
			run.Reset()
		}
	}
	for _, c := range line {
		if c.marked {
			run.WriteString(c.Text)
			marks.WriteString(strings.Repeat("~", c.Width))
		} else {
			flush()
			text.WriteString(c.Text)
			marks.WriteString(strings.Repeat(" ", c.Width))
		}
		r.width += c.Width
	}
	flush()
	r.text, r.marks = text.String(), strings.TrimRight(marks.String(), " ")
	return r
}
