package extract

import "concord/documents"

// table reads the cells row by row. A merged cell is one at its first place.
func (w *docxWalker) table(x *xmlPart) {
	if w.cell.row > 0 || w.force != "" {
		w.flatTable(x)
		return
	}
	w.put(documents.Block{Kind: documents.Paragraph})
	start, row, cells := len(w.out), 0, 0
	var tr func(element)
	tr = func(e element) {
		switch e.name {
		case "w:tr":
			row++
			col, dropped := 1, false
			var tc func(element)
			tc = func(e element) {
				switch e.name {
				case "w:trPr":
					x.each(func(e element) {
						switch e.name {
						case "w:gridBefore":
							col += min(max(e.number("w:val", 0), 0), maxColumns)
						case "w:del":
							dropped = true
							w.count.changes++
						}
					}, nil)
				case "w:tc":
					if !dropped {
						cells++
						col += w.tableCell(x, row, col)
					}
				case "w:tblPrEx", "w:sdtPr":
				default:
					x.each(tc, nil)
				}
			}
			x.each(tc, nil)
			if dropped {
				row--
			}
		case "w:tblPr", "w:tblGrid", "w:sdtPr":
		default:
			x.each(tr, nil)
		}
	}
	x.each(tr, nil)
	if cells == 1 {
		boxed(w.out[start:])
	}
}

// maxColumns is the most columns that a cell may span; Word has 63.
const maxColumns = 1024

// tableCell reads one cell and returns the columns that it spans.
func (w *docxWalker) tableCell(x *xmlPart, row, col int) int {
	span, merged := 1, false
	before := len(w.out)
	w.cell = cellPlace{row, col}
	x.each(func(e element) {
		if e.name != "w:tcPr" {
			w.block(e)
			return
		}
		x.each(func(e element) {
			switch e.name {
			case "w:gridSpan":
				span = min(max(e.number("w:val", 1), 1), maxColumns)
			case "w:vMerge":
				merged = e.attr("w:val") != "restart"
			}
		}, nil)
	}, nil)
	w.put(documents.Block{Kind: documents.Paragraph})
	if len(w.out) == before && !merged {
		w.add(documents.Block{Kind: documents.Cell, Row: row, Col: col})
	}
	w.cell = cellPlace{}
	return span
}

// flatTable reads a table within a cell, a note or a running head as the
// paragraphs in it.
func (w *docxWalker) flatTable(x *xmlPart) {
	w.put(documents.Block{Kind: documents.Paragraph})
	var read func(element)
	read = func(e element) {
		switch e.name {
		case "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:tblPrEx":
		case "w:tr", "w:tc":
			x.each(read, nil)
		default:
			w.block(e)
		}
	}
	x.each(read, nil)
}
