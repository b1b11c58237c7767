package glossary

import "concord/documents"

// A cell is the text of a column, with the field that it stands in.
type cell struct {
	text  string
	field int
}

// cells are those of one row by their column. The memory serves all rows of a
// file: what an earlier row left there has another row's number.
type cells struct {
	row  int
	list [3 * (columnCount + 1)]struct {
		cell
		row int
	}
}

// at is the place of a column; 0 for one that has none.
func (c *cells) at(name string, l documents.Lang) int {
	n := columnNumber(name)
	switch l {
	case documents.FR:
		return 3*n + 1
	case documents.EN:
		return 3*n + 2
	}
	return 3 * n
}

// get returns a column's cell, the zero cell for none.
func (c *cells) get(name string, l documents.Lang) cell {
	if e := &c.list[c.at(name, l)]; e.row == c.row {
		return e.cell
	}
	return cell{}
}

func (c *cells) set(name string, l documents.Lang, to cell) {
	if i := c.at(name, l); i > 2 {
		c.list[i].cell, c.list[i].row = to, c.row
	}
}

// has reports whether a column's cell was set.
func (c *cells) has(name string, l documents.Lang) bool {
	return c.list[c.at(name, l)].row == c.row
}

// columnCount is the number of columns that a row may have a cell for.
const columnCount = 21

// columnNumber numbers them from 1. It is a switch since every cell of every
// row asks: a map cost a third of reading a file.
func columnNumber(name string) int {
	switch name {
	case "concept_id":
		return 1
	case "subject":
		return 2
	case "lang":
		return 3
	case "term":
		return 4
	case "status":
		return 5
	case "pos":
		return 6
	case "gender":
		return 7
	case "term_type":
		return 8
	case "match":
		return 9
	case "geo":
		return 10
	case "cues":
		return 11
	case "source":
		return 12
	case "note":
		return 13
	case "definition":
		return 14
	case "forms":
		return 15
	case "parameter":
		return 16
	case "abbreviation":
		return 17
	case "abbreviation_parameter":
		return 18
	case "synonyms":
		return 19
	case "synonyms_parameter":
		return 20
	case "support":
		return 21
	}
	return 0
}
