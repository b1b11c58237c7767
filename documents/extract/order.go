package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// A textBlock is lines between the same gutters with nothing in between, on its
// way into the reading order of a page.
type textBlock struct {
	chunks      []chunk
	left, right int // the gutters at its sides, -1 for none
	box         documents.Box
}

// box is the room that a chunk takes.
func (c *chunk) box() documents.Box {
	if c.table != nil {
		return c.table.box
	}
	return documents.Box{X0: c.x0, Y0: c.y - 0.22*c.size, X1: max(c.x1, c.x0+0.1), Y1: c.y + 0.76*c.size}
}

// maxChunks bounds the work of column finding, which grows with the square of
// the chunks of a page; a page with more is read line by line.
const maxChunks = 3000

// zones puts the rows and tables of a page, or of a part of one, in reading
// order: the white spaces between columns are found first, then the blocks that
// they part are ordered as Breuel does (2003, "High performance document layout
// analysis").
func zones(rows [][]word, tables []*table, page int) []zone {
	rows = attach(rows)
	pieces := split(rows, func(a, b *word) bool { return b.x0-a.x1 > narrowest*max(a.size, b.size) })
	for _, t := range tables {
		pieces = append(pieces, chunk{x0: t.box.X0, x1: t.box.X1, y: t.box.Y1, table: t})
	}
	var gs []gutter
	if len(pieces) <= maxChunks {
		gs = gutters(pieces)
	}
	cs := pieces
	if len(gs) > 0 || len(pieces) > len(rows)+len(tables) { // else each row is one
		cs = split(rows, func(a, b *word) bool {
			if b.x0-a.x1 > wide(a, b) {
				return true
			}
			for i := range gs {
				if g := &gs[i]; a.x1 <= g.x0+0.5 && b.x0 >= g.x1-0.5 && g.beside(a.y) {
					return true
				}
			}
			return false
		})
		cs = append(cs, pieces[len(pieces)-len(tables):]...)
	}
	if len(cs) == 0 {
		return nil
	}
	region := newZone(cs, page)
	if len(gs) == 0 {
		return []zone{region}
	}
	return inOrder(cs, gs, &region, 0)
}

// inOrder makes zones of chunks that gutters part, in reading order.
func inOrder(cs []chunk, gs []gutter, region *zone, depth int) []zone {
	bs := textBlocks(cs, gs)
	if f := floating(bs, gs); f >= 0 && depth < 4 {
		rest := make([]chunk, 0, len(cs))
		for i := range bs {
			if i != f {
				rest = append(rest, bs[i].chunks...)
			}
		}
		out := inOrder(rest, gutters(rest), region, depth+1)
		// It comes after what it stands beside.
		at := 0
		for i := range out {
			for _, l := range out[i].lines {
				if l.y > bs[f].box.Y0 {
					at = i + 1
				}
			}
		}
		return slices.Insert(out, at, bs[f].zone(gs, region))
	}
	out := make([]zone, 0, len(bs))
	for _, band := range bands(bs, gs) {
		for _, b := range band {
			out = append(out, b.zone(gs, region))
		}
	}
	return out
}

// zone makes a zone of a block. A zone of few lines has its margins from the
// gutters or the region around it.
func (b *textBlock) zone(gs []gutter, region *zone) zone {
	z := newZone(b.chunks, region.page)
	if len(z.lines) < 8 {
		x0, x1 := region.x0, region.x1
		if b.left >= 0 {
			x0 = gs[b.left].x1
		}
		if b.right >= 0 {
			x1 = gs[b.right].x0
		}
		z.x0, z.x1 = min(z.x0, x0), max(z.x1, x1)
	}
	return z
}

// textBlocks groups chunks between the same gutters, from the top, as far as
// nothing else stands between them.
func textBlocks(cs []chunk, gs []gutter) []textBlock {
	cs = slices.Clone(cs)
	slices.SortStableFunc(cs, func(a, b chunk) int {
		return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x0, b.x0))
	})
	var out []textBlock
	var open []int // the blocks that may go on
	for _, c := range cs {
		left, right := -1, -1
		box := c.box()
		for k := range gs {
			g := &gs[k]
			if !g.beside(c.y) {
				continue
			}
			switch {
			case g.x1 <= c.x0+1 && (left < 0 || g.x1 > gs[left].x1):
				left = k
			case g.x0 >= c.x1-1 && (right < 0 || g.x0 < gs[right].x0):
				right = k
			}
		}
		to := -1
		kept := open[:0]
		for _, k := range open {
			b := &out[k]
			if b.left == left && b.right == right {
				to = k
			} else if b.box.X0 < box.X1 && box.X0 < b.box.X1 {
				continue // c closes it
			}
			kept = append(kept, k)
		}
		open = kept
		if to < 0 {
			to = len(out)
			out = append(out, textBlock{left: left, right: right})
			open = append(open, to)
		}
		out[to].chunks = append(out[to].chunks, c)
		out[to].box = out[to].box.Union(box)
	}
	return out
}

// bands cuts blocks where white space goes across all of them and no gutter
// does, and orders those of each band.
func bands(bs []textBlock, gs []gutter) [][]textBlock {
	bs = slices.Clone(bs)
	slices.SortStableFunc(bs, func(a, b textBlock) int {
		return cmp.Or(cmp.Compare(b.box.Y1, a.box.Y1), cmp.Compare(a.box.X0, b.box.X0))
	})
	var out [][]textBlock
	start, low := 0, math.Inf(1)
	for i := range bs {
		if i > start && low-bs[i].box.Y1 > 0.4*bs[i].chunks[0].size && !slices.ContainsFunc(gs, func(g gutter) bool {
			return g.top > low && g.low < bs[i].box.Y1-0.5*bs[i].chunks[0].size
		}) {
			out = append(out, sorted(bs[start:i]))
			start = i
		}
		low = min(low, bs[i].box.Y0)
	}
	return append(out, sorted(bs[start:]))
}

// sorted orders blocks: one above another that shares some of its width comes
// first, and so does one that is left of another, unless something that shares
// some of the width of both stands between their heights.
func sorted(bs []textBlock) []textBlock {
	if len(bs) == 1 {
		return bs
	}
	n := len(bs)
	before := make([]bool, n*n) // before[i*n+k]: i comes before k
	over := func(a, b *documents.Box) bool { return a.X0 < b.X1-1 && b.X0 < a.X1-1 }
	for i := range bs {
		for k := range bs {
			a, b := &bs[i].box, &bs[k].box
			switch {
			case i == k:
			case over(a, b):
				before[i*n+k] = a.Y0+a.Y1 > b.Y0+b.Y1 || a.Y0+a.Y1 == b.Y0+b.Y1 && i < k
			case a.X1 <= b.X0+1:
				before[i*n+k] = !slices.ContainsFunc(bs, func(o textBlock) bool {
					c := &o.box
					between := c.Y1 <= a.Y0+1 && c.Y0 >= b.Y1-1 || c.Y1 <= b.Y0+1 && c.Y0 >= a.Y1-1
					return between && over(c, a) && over(c, b)
				})
			}
		}
	}
	out := make([]textBlock, 0, n)
	done := make([]bool, n)
	for len(out) < n {
		next := -1
		for k := 0; k < n && next < 0; k++ {
			if done[k] {
				continue
			}
			free := true
			for i := range n {
				if !done[i] && before[i*n+k] {
					free = false
					break
				}
			}
			if free {
				next = k
			}
		}
		if next < 0 { // a ring: the highest one first
			next = slices.Index(done, false)
		}
		done[next] = true
		out = append(out, bs[next])
	}
	return out
}

// floating returns a block that the columns of a text go past, -1 for none: a
// quote or a table across the gutter of two columns or more, each of which is
// cut in the middle of a sentence above it and goes on in the middle of one
// below it. Where a heading or a section ends the columns above, the last of them
// ends with its sentence.
func floating(bs []textBlock, gs []gutter) int {
	for f := range bs {
		b := &bs[f]
		cut, on := 0, 0
		whole := true
		for k := range bs {
			o := &bs[k]
			if k == f || o.box.X0 >= b.box.X1-1 || b.box.X0 >= o.box.X1-1 || o.left < 0 && o.right < 0 {
				continue
			}
			if o.box.Y0 >= b.box.Y1-1 && nearest(bs, k, f) {
				if !o.unfinished() {
					whole = false
					break
				}
				cut++
			} else if o.box.Y1 <= b.box.Y0+1 && nearest(bs, f, k) {
				if o.goesOn() {
					on++
				}
			}
		}
		if whole && cut >= 2 && on >= 2 {
			return f
		}
	}
	return -1
}

// nearest reports whether nothing stands between block a and block b below it.
func nearest(bs []textBlock, a, b int) bool {
	x0, x1 := max(bs[a].box.X0, bs[b].box.X0), min(bs[a].box.X1, bs[b].box.X1)
	for k := range bs {
		c := &bs[k].box
		if k != a && k != b && c.X0 < x1 && x0 < c.X1 && c.Y1 <= bs[a].box.Y0+1 && c.Y0 >= bs[b].box.Y1-1 {
			return false
		}
	}
	return true
}

// unfinished reports a block that ends in the middle of a sentence, in a line
// as long as the others.
func (b *textBlock) unfinished() bool {
	c := &b.chunks[len(b.chunks)-1]
	return c.table == nil && !ends(joined(c.words)) && c.x1-c.x0 > 0.75*(b.box.X1-b.box.X0) && len(c.words) > 1
}

// goesOn reports a block that begins in the middle of a sentence.
func (b *textBlock) goesOn() bool {
	c := &b.chunks[0]
	if c.table != nil {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(c.words[0].text, "«“\"'([ "))
	return unicode.IsLower(first)
}
