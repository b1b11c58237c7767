package extract

import (
	"cmp"
	"math"
	"slices"

	"concord/documents"
)

// A tagged PDF says itself what its paragraphs are and in which order they are
// read. A page is laid out by its tags where they cover enough of it and are
// plausible, by geometry elsewhere.

// tagsHold reports whether a page is to be laid out by its tags. They must
// cover all of its text, since nothing says where the rest belongs; a whole page of many lines in one element, or an element for
// each word, is what converters write that do not know the structure; and the
// order must be one that can be seen on the page.
func tagsHold(p *Page, rows [][]word, zs []zone) bool {
	if len(p.Tags) == 0 {
		return false
	}
	in, out, words, lines := 0, 0, 0, 0 // in and out in bytes
	elements := map[int]bool{}
	for _, row := range rows {
		body := false
		for i := range row {
			w := &row[i]
			if w.artifact {
				continue
			}
			body = true
			words++
			if w.elem == 0 {
				out += len(core(w.text))
				continue
			}
			in += len(w.text)
			elements[w.elem] = true
		}
		if body {
			lines++
		}
	}
	if in == 0 || out > 0 {
		return false
	}
	if n := len(elements); n == 1 && lines > 12 || n > 20 && n*10 > words*9 {
		return false
	}
	return ordered(p.Tags, zs)
}

// ordered reports whether the tree's order is that of the columns and lines
// seen on the page, and no element of text lies in two columns: where the two
// tell different stories, geometry is believed. Notes and cells stand where
// they stand. One step in twenty may differ.
func ordered(tags map[int]Tag, zs []zone) bool {
	kinds := map[int]documents.Kind{}
	for _, t := range tags {
		kinds[t.Element] = t.Kind
	}
	type spot struct{ zone, line int }
	first := map[int]spot{}
	n := 0
	good := true
	see := func(z int, ls []line) {
		for i := range ls {
			n++
			for k := range ls[i].words {
				e := ls[i].words[k].elem
				switch s, ok := first[e]; {
				case e == 0 || kinds[e] == documents.Note || kinds[e] == documents.Cell:
				case !ok:
					first[e] = spot{z, n}
				case s.zone != z:
					good = false
				}
			}
		}
	}
	for z := range zs {
		for i := range zs[z].lines {
			l := &zs[z].lines[i]
			if l.table == nil {
				see(z, zs[z].lines[i:i+1])
				continue
			}
			for c := range l.table.cells {
				see(z, l.table.cells[c].zone.lines)
			}
		}
	}
	order := make([]int, 0, len(first))
	for e := range first {
		order = append(order, e)
	}
	slices.Sort(order)
	back := 0
	for i := 1; i < len(order); i++ {
		if first[order[i]].line < first[order[i-1]].line {
			back++
		}
	}
	return good && back*20 <= len(order)
}

// artifacts adds to the heads of a page the rows that the file itself calls
// furniture. Those in the middle of a page are neither head nor foot: lines of
// a drawing, stamps.
func artifacts(p *Page, rows [][]word, heads map[int]documents.Kind) {
	whole := func(row []word) bool {
		return len(row) > 0 && !slices.ContainsFunc(row, func(w word) bool { return !w.artifact })
	}
	if !slices.ContainsFunc(rows, func(row []word) bool { return !whole(row) }) {
		return // nothing but artifacts: a mistake of the program that made it
	}
	for k, row := range rows {
		if heads[k] != "" || !whole(row) {
			continue
		}
		switch y := row[0].y; {
		case y > 0.8*p.Height:
			heads[k] = documents.Header
		case y < 0.2*p.Height:
			heads[k] = documents.Footer
		}
	}
}

// tagged lays out a page by its tags.
func (l *layout) tagged(p *Page, rows [][]word, heads map[int]documents.Kind) {
	parts := map[int][][]word{}
	var order []int
	for k, row := range rows {
		if heads[k] != "" {
			continue
		}
		row = slices.DeleteFunc(slices.Clone(row), func(w word) bool {
			return w.artifact && core(w.text) == "" // leader dots
		})
		own := map[int][]word{}
		for _, w := range row {
			own[w.elem] = append(own[w.elem], w)
		}
		for _, w := range row {
			words := own[w.elem]
			if words == nil {
				continue
			}
			delete(own, w.elem)
			if parts[w.elem] == nil {
				order = append(order, w.elem)
			}
			parts[w.elem] = append(parts[w.elem], words)
		}
	}
	tags := map[int]Tag{}
	for _, t := range p.Tags {
		tags[t.Element] = t
	}
	// The tree may hold all notes before the text; they follow their page.
	note := func(e int) int {
		if tags[e].Kind == documents.Note {
			return 1
		}
		return 0
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(note(a)-note(b), a-b) })
	from := len(l.pars)
	begun := from // where the text of this page begins
	if l.open >= 0 {
		begun = l.open
	}
	for _, e := range order {
		zs := zones(parts[e], nil, p.Number)
		t := tags[e]
		if e == 0 || t.Kind == documents.Paragraph && l.loose(zs) {
			// Text without a tag, and elements that hold several paragraphs.
			for _, z := range zs {
				ps := z.paragraphs(l.m)
				for _, q := range ps {
					q.first, q.last = false, false
					l.pars = append(l.pars, q)
				}
			}
			continue
		}
		q := par{x0: math.Inf(1), x1: math.Inf(-1), tagged: true, level: t.Level, row: t.Row, col: t.Col}
		for _, z := range zs {
			q.lines = append(q.lines, z.lines...)
			q.x0, q.x1 = min(q.x0, z.x0), max(q.x1, z.x1)
		}
		q.lines = slices.DeleteFunc(q.lines, func(n line) bool { return len(n.words) == 0 })
		if len(q.lines) == 0 {
			continue
		}
		if t.Kind != documents.Paragraph {
			q.kind = t.Kind
		}
		if i, ok := l.elements[e]; ok && i < len(l.pars) {
			l.pars[i].lines = append(l.pars[i].lines, q.lines...)
			continue
		}
		first := &q.lines[0]
		q.size, q.style, q.font = first.size, first.style, first.font
		q.above, q.below = math.Inf(1), math.Inf(1)
		if n := len(l.pars); n > from {
			prev := &l.pars[n-1]
			if d := prev.lines[len(prev.lines)-1].y - first.y; d > 0 {
				q.above, prev.below = d, d
			}
		}
		if q.kind == documents.Note {
			if mark, ok := first.gluedMark(); ok && !first.words[0].raised && raiseCall(l.pars[begun:], mark) {
				first.words = raiseDigits(first.words, 0, len(mark))
			}
			l.takeMark(&q, references(l.pars[from:]))
		}
		if q.kind == "" && len(l.pars) == from && l.open >= 0 {
			// The page before may have no tags, or an element ends with it.
			q.first = true
			l.place(q)
			l.elements[e] = l.open
			continue
		}
		l.elements[e] = len(l.pars)
		l.pars = append(l.pars, q)
	}
	l.open = -1
	for i := len(l.pars) - 1; i >= from; i-- {
		if p := &l.pars[i]; p.kind == "" {
			p.last = true
			l.open = i
		} else if p.kind == documents.Note {
			continue
		}
		break
	}
}

// loose reports text that geometry sees several paragraphs in: a step between
// lines of more than 1.8 times the usual one.
func (l *layout) loose(zs []zone) bool {
	for _, z := range zs {
		for i := 1; i < len(z.lines); i++ {
			a, b := &z.lines[i-1], &z.lines[i]
			if a.y-b.y > 1.8*l.m.lead(max(a.size, b.size)) {
				return true
			}
		}
	}
	return false
}
