package extract

import (
	"strings"

	"concord/documents"
)

// An odtPlace is the innermost list that is read; the zero place is in none.
type odtPlace struct {
	style string
	level int // from 1
	count *counters
	// label is for the item's first paragraph, as the file spells it; pending
	// says that it was not read yet.
	label   string
	pending bool
	start   int // first number of the item, 0 when not said
}

func (w *odtWalker) body(x *xmlPart) { x.each(w.block, nil) }

// block reads what stands between paragraphs.
func (w *odtWalker) block(e element) {
	x := e.x
	switch e.name {
	case "text:p", "text:h":
		w.paragraph(e)
	case "text:list":
		w.readList(e)
	case "table:table":
		w.table(x)
	case "text:section":
		if e.attr("text:display") == "none" {
			w.count.hidden++
			return
		}
		x.each(w.block, nil)
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index", "text:alphabetical-index":
		w.toc++
		x.each(func(e element) {
			if e.name == "text:index-body" {
				x.each(w.block, nil)
			}
		}, nil)
		w.toc--
	case "text:bibliography":
		x.each(func(e element) {
			if e.name == "text:index-body" {
				x.each(w.block, nil)
			}
		}, nil)
	case "text:tracked-changes":
		x.each(func(e element) {
			if e.name == "text:changed-region" {
				w.count.changes++
				w.changedRegion(e)
			}
		}, nil)
	case "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:dde-connection-decls", "office:forms",
		"text:alphabetical-index-auto-mark-file", "text:section-source":
	case "office:annotation":
		w.count.comments++
	default:
		if strings.HasPrefix(e.name, "draw:") {
			w.graphic(e)
			w.put(documents.Block{Kind: documents.Paragraph})
			return
		}
		x.each(w.block, nil)
	}
}

func (w *odtWalker) paragraph(e element) {
	kind, level := w.styles.role(e.attr("text:style-name"))
	if e.name == "text:h" {
		kind, level = documents.Heading, min(max(e.number("text:outline-level", 1), 1), 6)
	}
	list := w.list
	w.list = odtPlace{} // a box or a note in the paragraph is not in the list
	e.x.each(w.inline, w.text)
	w.list = list
	if w.deleting > 0 {
		return // its end was deleted, too: what follows goes on with it
	}
	b := documents.Block{Kind: kind}
	if kind == documents.Heading {
		b.Level = level
	}
	switch {
	case w.toc > 0:
		b = documents.Block{Kind: documents.TOC}
	case w.line.empty() || w.force != "":
	case w.list.pending:
		label := w.nextLabel()
		w.list.pending = false
		if b.Kind == documents.Paragraph {
			b.Kind, b.Level = documents.ListItem, w.list.level
		}
		b = w.numbered(b, label)
		if b.Kind == documents.ListItem && b.Label == "" && label != "" {
			b.Kind, b.Level = documents.Paragraph, 0 // the label has become text
		}
	case e.name == "text:h" && w.styles.outline != nil && e.attr("text:is-list-header") != "true":
		at := min(max(e.number("text:outline-level", 1), 1), maxLevels) - 1
		if v := w.styles.outline[at]; v != nil && v.style != noNumber {
			start := v.start
			if n := e.number("text:start-value", 0); n > 0 {
				start, w.outline.seen[at] = n, false
			}
			w.outline.step(at, start)
			b = w.numbered(b, w.styles.outline.label(&w.outline, at))
		}
	}
	w.put(b)
}

// changedRegion notes what a tracked change took out.
func (w *odtWalker) changedRegion(e element) {
	id := e.attr("xml:id")
	if id == "" {
		id = e.attr("text:id")
	}
	e.x.each(func(e element) {
		if e.name == "text:deletion" && len(w.deleted) < maxBlocks {
			if w.deleted == nil {
				w.deleted = map[string]bool{}
			}
			w.deleted[id] = true
		}
	}, nil)
}

// text adds characters that show.
func (w *odtWalker) text(s string) {
	if w.deleting > 0 {
		return
	}
	if strings.ContainsFunc(s, inSymbolArea) {
		s = strings.Map(func(r rune) rune {
			if inSymbolArea(r) {
				return symbol(r, w.font)
			}
			return r
		}, s)
	}
	w.line.add(s)
}

// nextLabel counts the item that begins and gives its label.
func (w *odtWalker) nextLabel() string {
	p := &w.list
	at := min(p.level, maxLevels) - 1
	l := w.styles.lists[p.style]
	start := 1
	if l != nil && l[at] != nil {
		start = l[at].start
	}
	if p.start > 0 {
		start, p.count.seen[at] = p.start, false
	}
	p.count.step(at, start)
	if p.label != "" {
		return p.label
	}
	if l == nil {
		return "•"
	}
	return l.label(p.count, at)
}

// readList reads the items of a list. A list goes on counting where the file
// says so, and a list in a list counts its own level.
func (w *odtWalker) readList(e element) {
	x, before := e.x, w.list
	if w.byID == nil {
		w.byID, w.byStyle = map[string]*counters{}, map[string]*counters{}
	}
	place := odtPlace{style: e.attr("text:style-name"), level: before.level + 1, count: before.count}
	if place.style == "" {
		place.style = before.style
	}
	if place.count == nil {
		switch {
		case w.byID[e.attr("text:continue-list")] != nil:
			place.count = w.byID[e.attr("text:continue-list")]
		case e.attr("text:continue-numbering") == "true" && w.byStyle[place.style] != nil:
			place.count = w.byStyle[place.style]
		default:
			place.count = &counters{}
		}
	}
	w.byStyle[place.style] = place.count
	if id := e.attr("xml:id"); id != "" {
		w.byID[id] = place.count
	}
	x.each(func(e element) {
		w.list = place
		w.list.pending = e.name == "text:list-item"
		w.list.start = e.number("text:start-value", 0)
		x.each(func(e element) {
			if e.name == "text:number" {
				w.list.label = strings.TrimSpace(x.text())
				return
			}
			w.block(e)
		}, nil)
	}, nil)
	w.list = before
}

// inline reads what stands in a paragraph.
func (w *odtWalker) inline(e element) {
	x := e.x
	switch e.name {
	case "text:s":
		w.text(" ") // several are one in a block's text
	case "text:tab":
		w.text("\t")
	case "text:line-break":
		w.text(string(lineBreak))
	case "text:a":
		before := w.line.link
		if url := e.attr("xlink:href"); url != "" && !strings.HasPrefix(url, "#") {
			w.line.open(url)
		}
		x.each(w.inline, w.text)
		w.line.close(before)
	case "text:span":
		if w.styles.hidden[e.attr("text:style-name")] {
			if strings.TrimSpace(x.text()) != "" {
				w.count.hidden++
			}
			return
		}
		font := w.font
		if f := w.styles.fonts[e.attr("text:style-name")]; f != "" {
			w.font = f
		}
		x.each(w.inline, w.text)
		w.font = font
	case "text:change-start":
		if w.deleted[e.attr("text:change-id")] {
			w.deleting++
		}
	case "text:change-end":
		if w.deleted[e.attr("text:change-id")] && w.deleting > 0 {
			w.deleting--
		}
	case "text:note":
		if w.deleting == 0 {
			w.note(e)
		}
	case "office:annotation":
		w.count.comments++
	case "text:hidden-text", "text:hidden-paragraph":
		w.count.hidden++
	case "text:ruby":
		x.each(func(e element) {
			if e.name == "text:ruby-base" {
				x.each(w.inline, w.text)
			}
		}, nil)
	case "text:number", "text:script", "office:annotation-end", "office:event-listeners", "text:tracked-changes":
	case "text:p", "text:h", "text:list", "table:table":
		w.after = append(w.after, w.aside(func() { w.block(e) })...)
	default:
		if strings.HasPrefix(e.name, "draw:") {
			w.graphic(e)
			return
		}
		x.each(w.inline, w.text)
	}
}

// note reads a footnote or endnote: its mark is not text, its blocks follow.
func (w *odtWalker) note(e element) {
	x, label := e.x, ""
	var blocks []documents.Block
	x.each(func(e element) {
		switch e.name {
		case "text:note-citation":
			label = strings.Join(strings.Fields(x.text()), " ")
		case "text:note-body":
			force := w.force
			if w.force == "" {
				w.force = documents.Note
			}
			blocks = w.aside(func() { w.body(x) })
			w.force = force
		}
	}, nil)
	if len(blocks) == 0 {
		return
	}
	if length(label) <= 8 && blocks[0].Kind == documents.Note {
		blocks[0].Label, _ = compose(spell(label, 0))
		w.line.note(blocks[0].Label)
	}
	if e.attr("text:note-class") == "endnote" {
		w.closing = append(w.closing, blocks...)
	} else {
		w.after = append(w.after, blocks...)
	}
}

// graphic reads the text in frames and shapes and counts embedded objects.
func (w *odtWalker) graphic(e element) {
	x := e.x
	switch e.name {
	case "draw:object", "draw:object-ole", "draw:floating-frame", "draw:plugin", "draw:applet":
		w.count.objects++
		return
	case "draw:image":
		return // text in it is a fallback's
	}
	w.after = append(w.after, w.aside(func() {
		x.each(func(e element) {
			switch {
			case strings.HasPrefix(e.name, "text:"), strings.HasPrefix(e.name, "table:"):
				w.block(e)
			case strings.HasPrefix(e.name, "draw:"):
				w.graphic(e)
			}
		}, nil)
	})...)
}

// table reads the cells row by row. Cells that another one covers and repeated
// empty columns move the place only.
func (w *odtWalker) table(x *xmlPart) {
	if w.cell.row > 0 || w.force != "" {
		w.flatTable(x)
		return
	}
	list := w.list
	w.list = odtPlace{}
	w.put(documents.Block{Kind: documents.Paragraph})
	start, row, cells := len(w.out), 0, 0
	var tr func(element)
	tr = func(e element) {
		switch e.name {
		case "table:table-row":
			row++
			col := 1
			x.each(func(e element) {
				repeat := min(max(e.number("table:number-columns-repeated", 1), 1), maxColumns)
				switch e.name {
				case "table:table-cell":
					before := len(w.out)
					w.cell = cellPlace{row, col}
					x.each(w.block, nil)
					w.put(documents.Block{Kind: documents.Paragraph})
					w.cell = cellPlace{}
					if len(w.out) == before && repeat == 1 {
						w.add(documents.Block{Kind: documents.Cell, Row: row, Col: col})
					}
					cells++
				case "table:covered-table-cell":
				default:
					return
				}
				if col += repeat; col > maxColumns {
					col = maxColumns
				}
			}, nil)
			row += min(max(e.number("table:number-rows-repeated", 1), 1), maxColumns) - 1
		case "table:table-header-rows", "table:table-rows", "table:table-row-group", "text:soft-page-break":
			x.each(tr, nil)
		}
	}
	x.each(tr, nil)
	if cells == 1 {
		boxed(w.out[start:])
	}
	w.list = list
}

// flatTable reads a table within a cell, a note or a running head as the
// paragraphs in it.
func (w *odtWalker) flatTable(x *xmlPart) {
	w.put(documents.Block{Kind: documents.Paragraph})
	var read func(element)
	read = func(e element) {
		if strings.HasPrefix(e.name, "table:") {
			x.each(read, nil)
			return
		}
		w.block(e)
	}
	x.each(read, nil)
}
