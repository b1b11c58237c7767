package extract

import (
	"strconv"
	"strings"

	"concord/documents"
)

// An office gathers the blocks of a Word or OpenDocument text: the parts of
// reading that both have in common. Neither format has places in a file that a
// person could look up, so origins have no offsets.
type office struct {
	d    *documents.Document
	out  []documents.Block
	line inline
	// after holds what follows the paragraph that is being read: the notes it
	// calls and the boxes anchored in it. closing is what follows the text.
	after, closing []documents.Block
	// force is the kind of all blocks, in notes and running heads.
	force documents.Kind
	// cell is the place of the innermost cell that is read, zero outside
	// tables. A table in a cell is read as the cell's text.
	cell  cellPlace
	count officeCount
	bytes int
}

type cellPlace struct{ row, col int }

// An officeCount says what was met and not read.
type officeCount struct{ changes, objects, hidden, comments int }

func (c *officeCount) add(o officeCount) {
	c.changes += o.changes
	c.objects += o.objects
	c.hidden += o.hidden
	c.comments += o.comments
}

// put ends the paragraph: its characters become blocks like b, and what hangs
// on it follows.
func (w *office) put(b documents.Block) {
	switch {
	case w.force != "":
		b = documents.Block{Kind: w.force}
	case b.Kind == documents.Paragraph && w.cell.row > 0:
		b.Kind, b.Row, b.Col = documents.Cell, w.cell.row, w.cell.col
	}
	for _, made := range w.line.take(b, false) {
		w.add(made)
	}
	after := w.after
	w.after = nil
	for _, made := range after {
		w.add(made)
	}
}

// add adds a block and holds the document to its limits.
func (w *office) add(b documents.Block) {
	if w.bytes += len(b.Text); w.bytes > MaxText || len(w.out) >= maxBlocks {
		panic(partFault{tooMuch(w.d.Path)})
	}
	w.out = append(w.out, b)
}

// aside reads something that stands apart from the paragraph being read and
// returns its blocks.
func (w *office) aside(read func()) []documents.Block {
	out, line, after, cell := w.out, w.line, w.after, w.cell
	w.out, w.line, w.after, w.cell = nil, inline{}, nil, cellPlace{}
	read()
	w.put(documents.Block{Kind: documents.Paragraph})
	made := w.out
	w.out, w.line, w.after, w.cell = out, line, after, cell
	return made
}

// numbered puts a heading's number or a worded label before its text, which is
// where a reader sees it, and gives a list item its label.
func (w *office) numbered(b documents.Block, label string) documents.Block {
	label = strings.Join(strings.Fields(label), " ")
	if label == "" || w.force != "" || w.line.empty() {
		return b
	}
	if b.Kind == documents.Heading || wordy(label) {
		rest := w.line.chars
		w.line.chars = nil
		link := w.line.link
		w.line.link = 0
		w.line.add(label + " ")
		for _, c := range rest {
			c.off = len(w.line.chars)
			w.line.chars = append(w.line.chars, c)
		}
		w.line.link = link
		return b
	}
	if b.Kind == documents.ListItem {
		b.Label, _ = compose(spell(label, 0))
	}
	return b
}

// boxed makes paragraphs of a table's only cell: it is a box drawn around them,
// not a table.
func boxed(blocks []documents.Block) {
	for i := range blocks {
		if b := &blocks[i]; b.Kind == documents.Cell {
			b.Kind, b.Row, b.Col = documents.Paragraph, 0, 0
		}
	}
}

// told warns of what was met and not read.
func (w *office) told() {
	warn := func(n int, code string, one, many documents.Pair[string]) {
		if n == 0 {
			return
		}
		m := many
		if n == 1 {
			m = one
		}
		m.FR = strings.ReplaceAll(m.FR, "%d", strconv.Itoa(n))
		m.EN = strings.ReplaceAll(m.EN, "%d", strconv.Itoa(n))
		w.d.Warnings = append(w.d.Warnings, documents.Warning{Code: code, Message: m})
	}
	c := w.count
	warn(c.changes, "tracked-changes", documents.Pair[string]{
		FR: "le document contient une modification suivie : elle est lue comme si elle était acceptée",
		EN: "the document has one tracked change: it is read as if it were accepted",
	}, documents.Pair[string]{
		FR: "le document contient %d modifications suivies : elles sont lues comme si elles étaient acceptées",
		EN: "the document has %d tracked changes: they are read as if they were accepted",
	})
	warn(c.comments, "comments-left-out", documents.Pair[string]{
		FR: "un commentaire en marge n’est pas lu",
		EN: "one comment in the margin is not read",
	}, documents.Pair[string]{
		FR: "%d commentaires en marge ne sont pas lus",
		EN: "%d comments in the margin are not read",
	})
	warn(c.hidden, "hidden-text", documents.Pair[string]{
		FR: "un passage masqué n’est pas lu",
		EN: "one hidden passage is not read",
	}, documents.Pair[string]{
		FR: "%d passages masqués ne sont pas lus",
		EN: "%d hidden passages are not read",
	})
	warn(c.objects, "objects-left-out", documents.Pair[string]{
		FR: "un objet incorporé (graphique, diagramme, tableur) n’est pas lu",
		EN: "one embedded object (chart, diagram, spreadsheet) is not read",
	}, documents.Pair[string]{
		FR: "%d objets incorporés (graphiques, diagrammes, tableurs) ne sont pas lus",
		EN: "%d embedded objects (charts, diagrams, spreadsheets) are not read",
	})
}
