package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// A par is lines that make one block.
type par struct {
	lines    []line
	kind     documents.Kind
	level    int
	label    string
	row, col int
	x0, x1   float64 // edges of its column
	// first is set on the first paragraph of a column or page, last on the
	// last one: text may go on from one to the other.
	first, last bool
	// tagged: the file's structure tree says what it is. endnote: a note whose
	// number stands in its text like a list's.
	tagged, endnote bool
	size            float64
	style           style
	font            string
	// above and below are the distances to the neighbours in points.
	above, below float64
}

// A usage holds what is usual in a document.
type usage struct {
	body  float64 // size of most characters
	style style   // look of most characters
	font  string  // family of most characters
	leads map[int]float64
	// indent is how far in the first lines of paragraphs begin, in points; 0
	// where paragraphs are told apart by white.
	indent float64
}

// lead is the usual distance of baselines for text of a size.
func (m *usage) lead(size float64) float64 {
	if v, ok := m.leads[int(math.Round(size*2))]; ok {
		return v
	}
	if v, ok := m.leads[int(math.Round(m.body*2))]; ok && m.body > 0 {
		return v / m.body * size
	}
	return 1.2 * size
}

// usual measures a document's zones.
func usual(zs []zone) *usage {
	sizes := map[int]int{}
	styles := map[style]int{}
	fonts := map[string]int{}
	pitches := map[int]map[int]int{}
	indents := map[int]int{}
	for _, z := range zs {
		z.countIndents(indents)
		for i, l := range z.lines {
			if l.table != nil {
				continue
			}
			n := len(l.text())
			sizes[int(math.Round(l.size*10))] += n
			styles[l.style] += n
			if l.font != "" {
				fonts[l.font] += n
			}
			if i > 0 && z.lines[i-1].table == nil && math.Abs(z.lines[i-1].size-l.size) < 0.3 {
				d := z.lines[i-1].y - l.y
				if d > 0.85*l.size && d < 2.2*l.size {
					k := int(math.Round(l.size * 2))
					if pitches[k] == nil {
						pitches[k] = map[int]int{}
					}
					pitches[k][int(math.Round(d*4))]++
				}
			}
		}
	}
	m := &usage{leads: map[int]float64{}}
	m.body = float64(mode(sizes)) / 10
	// Fewer may be lines that are set in for another reason.
	if step := mode(indents); indents[step] >= 8 {
		m.indent = float64(step) / 2
	}
	best := 0
	for _, st := range []style{{}, {bold: true}, {italic: true}, {mono: true}} {
		if styles[st] > best {
			best, m.style = styles[st], st
		}
	}
	names := make([]string, 0, len(fonts))
	for f := range fonts {
		names = append(names, f)
	}
	slices.Sort(names)
	best = 0
	for _, f := range names {
		if fonts[f] > best {
			best, m.font = fonts[f], f
		}
	}
	for k, p := range pitches {
		// The distance of two headings is not that of the lines of one.
		if usual := mode(p); p[usual] >= 8 || k == int(math.Round(m.body*2)) {
			m.leads[k] = float64(usual) / 4
		}
	}
	return m
}

// countIndents counts, in half points, how far in the first lines of
// paragraphs begin: after the end of a sentence, or at the top, and before a
// line at the left edge.
func (z *zone) countIndents(counts map[int]int) {
	for i := 0; i+1 < len(z.lines); i++ {
		a, b := &z.lines[i], &z.lines[i+1]
		if a.table != nil || b.table != nil || math.Abs(a.size-b.size) > 0.3 || b.x0-z.x0 > 0.3*b.size || a.y-b.y > 2*b.size {
			continue
		}
		step := a.x0 - b.x0
		if step < 0.8*a.size || step > 3.5*a.size || i > 0 && (z.lines[i-1].table != nil || !ends(z.lines[i-1].text())) {
			continue
		}
		if label, _ := marker(a.text()); label != "" {
			continue
		}
		counts[int(math.Round(step*2))]++
	}
}

// mode returns the key with the greatest count, the least of equals.
func mode(counts map[int]int) int {
	keys := make([]int, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	best, most := 0, 0
	for _, k := range keys {
		if counts[k] > most {
			best, most = k, counts[k]
		}
	}
	return best
}

// paragraphs splits a zone's lines into blocks.
func (z *zone) paragraphs(m *usage) []par {
	var out []par
	z.insets()
	for i := range z.lines {
		l := z.lines[i]
		if l.table != nil {
			out = append(out, l.table.paragraphs(m)...)
			continue
		}
		n := len(out)
		if n > 0 && i > 0 && z.lines[i-1].table == nil && !z.breaks(&out[n-1], &z.lines[i-1], &l, m) {
			out[n-1].lines = append(out[n-1].lines, l)
			continue
		}
		p := par{lines: []line{l}, x0: z.x0, x1: z.x1, size: l.size, style: l.style, font: l.font}
		p.above = math.Inf(1)
		if i > 0 && z.lines[i-1].table == nil {
			p.above = z.lines[i-1].y - l.y
			out[n-1].below = p.above
		}
		p.below = math.Inf(1)
		out = append(out, p)
	}
	if len(out) > 0 {
		out[0].first, out[len(out)-1].last = true, true
	}
	return out
}

// paragraphs returns the blocks of a table's cells, row by row.
func (t *table) paragraphs(m *usage) []par {
	var out []par
	for _, c := range t.cells {
		for _, p := range c.zone.paragraphs(m) {
			p.kind, p.row, p.col = documents.Cell, c.row, c.col
			p.first, p.last = false, false
			out = append(out, p)
		}
	}
	return out
}

// breaks reports whether line b begins a new block after line a, the last of
// p.
func (z *zone) breaks(p *par, a, b *line, m *usage) bool {
	pitch, lead := a.y-b.y, m.lead(max(a.size, b.size))
	em := b.size
	if _, ok := b.noteMark(nil); ok && p.size < 0.94*m.body {
		return true
	}
	if _, ok := b.gluedMark(); ok && p.size < 0.94*m.body && (z.ended(a, b) || ends(a.text())) {
		return true
	}
	if _, ok := b.raisedMark(); ok && (z.ended(a, b) || ends(a.text())) {
		return true
	}
	if pitch < 0.3*em {
		return true
	}
	if pitch > 1.22*lead+0.5 {
		// The lines of a large heading stand further apart than the 1.2 sizes
		// that are taken for text without a usual distance.
		large := b.size > 1.12*m.body && math.Abs(a.size-b.size) < 0.2 && a.style == b.style
		if !large || pitch > 1.6*b.size || z.ended(a, b) {
			return true
		}
	}
	// A local leading that is tighter than the usual one.
	if n := len(p.lines); n >= 2 && pitch > 1.3*(p.lines[n-2].y-p.lines[n-1].y) && pitch > 1.1*lead {
		return true
	}
	if math.Abs(a.size-b.size) > 0.08*max(a.size, b.size)+0.2 {
		return true
	}
	if contentsLine(a) || contentsLine(b) && len(a.words) > 0 && z.ended(a, b) {
		return true
	}
	if a.pageNumbered() && b.pageNumbered() {
		return true
	}
	ta, tb := a.text(), b.text()
	if goesOn(lastField(ta), firstField(tb)) {
		return false
	}
	stop := ends(ta)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(tb, "«“\"'([ "))
	lower := unicode.IsLower(first)
	full := !z.ended(a, b)
	if a.style.bold != b.style.bold && !(full && !stop && lower) {
		// A bold word at the line's start is a heading run in; a whole bold
		// line is a heading or a lead.
		if len(p.lines) == 1 || b.style.bold || len(a.words) > 2 {
			return true
		}
	}
	// The first line of a paragraph below one that has no other.
	if stop && len(p.lines) == 1 && m.indent > 0 && math.Abs(a.x0-b.x0) < 0.3*em && math.Abs(a.x0-z.x0-m.indent) < 0.3*em && p.size > 0.94*m.body {
		return true
	}
	// The second line of a paragraph whose first is set in.
	second := len(p.lines) == 1 && full && !stop && a.x0-b.x0 < 3*em && b.x0-z.x0 < 0.3*em
	if a.style.mono != b.style.mono && (math.Abs(a.x0-b.x0) > 0.5*em && !second && !p.hangs(a, b) || !full) {
		return true
	}
	if a.style.mono && b.style.mono && len(a.words)+len(b.words) > 0 {
		return false
	}
	if label, rest := marker(tb); label != "" && (rest != "" || bullet(label)) {
		switch {
		case bullet(label) && !dash(label):
			return true
		case stop || !full || p.label != "" || math.Abs(a.x0-b.x0) > 0.3*em && !(second && dash(label)) && !(p.hangs(a, b) && !bullet(label)):
			return true
		}
	}
	switch step := b.x0 - a.x0; {
	case step > 0.6*em: // further in
		if len(p.lines) == 1 {
			if x, ok := a.afterMark(); ok && math.Abs(x-b.x0) < 1.2*em {
				return false
			}
			if centred(a, b, z) {
				return !full && stop
			}
			// A question asked in two sentences is one heading still.
			if p.hangs(a, b) && a.style == b.style && m.heading(p.size, p.style) {
				return !full
			}
			return stop || !full
		}
		return !lower || stop || !full
	case step < -0.6*em: // further out
		if len(p.lines) == 1 {
			if _, ok := a.afterMark(); ok {
				// A note's second line stands at the margin.
				return (stop || !full) && !(full && p.size < 0.94*m.body)
			}
			return stop && !full
		}
		if centred(a, b, z) {
			return stop && !full
		}
		return stop || !lower || !full
	}
	if full {
		return false
	}
	// The first word of b had room on a.
	if stop {
		return true
	}
	if lower {
		return false
	}
	if m.heading(p.size, p.style) {
		return false
	}
	return z.x1-a.x1 > 0.2*(z.x1-z.x0)
}

// dash reports a list mark that also is a dash in running text.
func dash(label string) bool { return strings.Contains("-–—*+·", label) }

// heading reports whether text of this look stands out from the body.
func (m *usage) heading(size float64, st style) bool {
	return size > 1.08*m.body || st.bold && !m.style.bold && size > 0.9*m.body
}

// ended reports whether line a was ended by hand: the first word of the next
// line had room on it.
func (z *zone) ended(a, b *line) bool {
	first := b.words[0].x1 - b.words[0].x0
	for _, w := range b.words[1:] {
		if !w.glued {
			break
		}
		first = w.x1 - b.words[0].x0
	}
	right := z.x1
	if a.right > 0 {
		right = a.right
	}
	return a.x1+0.25*a.size+first < right-0.5*a.size
}

// afterMark returns where the text after a line's list mark begins.
func (l *line) afterMark() (float64, bool) {
	if len(l.words) < 2 {
		return 0, false
	}
	label, rest := marker(l.words[0].text + " x")
	if label == "" || rest == "" {
		return 0, false
	}
	return l.words[1].x0, true
}

// hangs reports whether b, the line after a, the first of p, stands where the
// text after a's list mark or heading number begins.
func (p *par) hangs(a, b *line) bool {
	if len(p.lines) != 1 || len(a.words) < 2 {
		return false
	}
	if x, ok := a.afterMark(); ok {
		return math.Abs(x-b.x0) < 0.5*b.size
	}
	_, ok := numbering(a.text())
	return ok && math.Abs(a.words[1].x0-b.x0) < 0.5*b.size
}

// centred reports two lines with the same middle.
func centred(a, b *line, z *zone) bool {
	return math.Abs((a.x0+a.x1)-(b.x0+b.x1)) < 0.8*a.size && math.Abs(a.x0-b.x0) > 0.3*a.size &&
		math.Abs((a.x0+a.x1)-(z.x0+z.x1)) < 3*a.size
}

// contentsLine reports a line of a table of contents: leader dots, then a page
// number.
func contentsLine(l *line) bool {
	text := l.text()
	digits := strings.TrimRight(text, "0123456789-–ivxlIVXL")
	last := text[len(digits):]
	body := strings.TrimRight(digits, " ")
	if last == "" || len(last) > 6 || strings.Trim(last, "0123456789-–") != "" && romanValue(strings.ToLower(last)) == 0 {
		return false
	}
	leader := strings.TrimRight(body, ". …·_")
	dots := len(strings.ReplaceAll(strings.ReplaceAll(body[len(leader):], " ", ""), "…", "..."))
	return leader != "" && dots >= 3
}
