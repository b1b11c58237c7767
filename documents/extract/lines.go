package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A chunk is words on one baseline without a gap that could be a gutter: a
// line of a column, a cell's line, or a list mark. A chunk may also stand for
// a whole table.
type chunk struct {
	words  []word
	x0, x1 float64
	y      float64
	size   float64
	table  *table
}

// A line is what a reader sees as one line within a column.
type line struct {
	words  []word
	x0, x1 float64
	y      float64
	size   float64 // of most of its characters
	page   int
	style  style  // set when all its words have it
	font   string // the family of all its words, empty when they differ
	// gaps are the indexes of words after a gap that could be a gutter.
	gaps  []int
	table *table
	// right is the margin of text that is set in, 0 where the zone's holds.
	right float64
}

func (l *line) text() string { return joined(l.words) }

// joined spells words with single spaces.
func joined(words []word) string {
	var b strings.Builder
	b.Grow(joinedLen(words))
	join(&b, words)
	return b.String()
}

// joinedLen is the length of joined in bytes or more.
func joinedLen(words []word) int {
	n := len(words)
	for i := range words {
		n += len(words[i].text)
	}
	return n
}

func join(b *strings.Builder, words []word) {
	for i := range words {
		w := &words[i]
		if i > 0 && !w.glued {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
}

// chunks attaches small raised and lowered words to their lines and splits
// each baseline at its wide gaps.
func chunks(rows [][]word) []chunk {
	return split(attach(rows), func(a, b *word) bool { return b.x0-a.x1 > wide(a, b) })
}

// split makes chunks of rows, each up to a word b that parts from the one
// before it.
func split(rows [][]word, parts func(a, b *word) bool) []chunk {
	out := make([]chunk, 0, len(rows))
	for _, row := range rows {
		start := 0
		for i := 1; i <= len(row); i++ {
			if i < len(row) && !parts(&row[i-1], &row[i]) {
				continue
			}
			out = append(out, newChunk(row[start:i:i]))
			start = i
		}
	}
	return out
}

// wide is the least gap between two words that is more than a stretched space
// wherever it stands: 1.3 times the font size. Spaces in narrow justified
// columns of the development PDFs stay under 1.2.
func wide(a, b *word) float64 { return 1.3 * max(a.size, b.size) }

func newChunk(words []word) chunk {
	c := chunk{words: words, x0: words[0].x0, x1: words[0].x1}
	c.size, c.y = dominant(words)
	for i := range words {
		c.x0, c.x1 = min(c.x0, words[i].x0), max(c.x1, words[i].x1)
	}
	return c
}

// dominant returns the size and baseline of most characters.
func dominant(words []word) (size, y float64) {
	best := 0
	for i := range words[:min(len(words), 66)] {
		w := &words[i]
		if i > 0 && w.size == words[i-1].size && i+63 >= len(words) {
			continue // the one before saw the same words and this one's like
		}
		n := 0
		for k := i; k < min(len(words), i+64); k++ {
			if words[k].size == w.size {
				n += len(words[k].text)
			}
		}
		if n > best {
			best, size, y = n, w.size, w.y
		}
	}
	return size, y
}

// attach moves words that are small and stand a little above or below a line
// of larger ones into that line: footnote marks, "1er", "CO2".
func attach(rows [][]word) [][]word {
	spans := make([]rowSpan, len(rows))
	for i, row := range rows {
		spans[i] = spanOf(row)
	}
	var moved map[int][]word // by the row that they are moved to
	out := rows[:0:0]
	kept := make([][]word, len(rows))
	for i, row := range rows {
		var left []word // what stays, where not all of it does
		for k := range row {
			to := host(rows, spans, i, &row[k])
			switch {
			case to >= 0:
				if left == nil {
					left = append(make([]word, 0, len(row)), row[:k]...)
				}
				w := row[k]
				w.raised, w.lowered = w.y > rows[to][0].y, w.y < rows[to][0].y
				if moved == nil {
					moved = map[int][]word{}
				}
				moved[to] = append(moved[to], w)
			case left != nil:
				left = append(left, row[k])
			}
		}
		kept[i] = row
		if left != nil {
			kept[i] = left
		}
	}
	for i, row := range kept {
		if added := moved[i]; len(added) > 0 {
			row = append(slices.Clone(added), row...)
			slices.SortStableFunc(row, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
		}
		if len(row) == 0 {
			continue
		}
		small(row)
		out = append(out, row)
	}
	return out
}

// A rowSpan holds how large the words of a row are, and where.
type rowSpan struct{ size, x0, x1 float64 }

func spanOf(row []word) rowSpan {
	var s rowSpan
	for i := range row {
		w := &row[i]
		if i == 0 {
			s.x0, s.x1 = w.x0, w.x1
		}
		s.size, s.x0, s.x1 = max(s.size, w.size), min(s.x0, w.x0), max(s.x1, w.x1)
	}
	return s
}

// host finds the row within a few baselines that a small word belongs to: one
// with a word more than a fifth larger that it touches, or that follows it as
// the text of a note follows its mark.
func host(rows [][]word, spans []rowSpan, i int, w *word) int {
	for _, k := range [...]int{i + 1, i - 1, i + 2, i - 2} {
		// A row of more words than any page has is an attack on the time that
		// this takes.
		if k < 0 || k >= len(rows) || len(rows[k]) > 2000 {
			continue
		}
		// No word of the row can be the one, whichever it is.
		if s := &spans[k]; s.size < 1.2*w.size || w.x0 > s.x1+0.35*s.size || w.x1 < s.x0-0.8*s.size {
			continue
		}
		for j := range rows[k] {
			o := &rows[k][j]
			if o.size < 1.2*w.size || w.x0 > o.x1+0.35*o.size || w.x1 < o.x0-0.8*o.size {
				continue
			}
			if dy := w.y - o.y; dy > 0 && dy < 0.6*o.size || dy < 0 && dy > -0.35*o.size {
				return k
			}
		}
	}
	return -1
}

// small says for words of one line which are raised, and which stand against
// the one before without a space.
func small(row []word) {
	for i := range row {
		w := &row[i]
		if i == 0 {
			w.glued = false
			continue
		}
		prev := row[i-1]
		if (w.raised || w.lowered || prev.raised || prev.lowered) && w.y != prev.y {
			w.glued = w.x0-prev.x1 <= 0.12*max(w.size, prev.size)
		}
	}
}

// lines joins the chunks of one column that share a baseline and sorts them
// from the top.
func lines(cs []chunk) []line {
	cs = slices.Clone(cs)
	slices.SortStableFunc(cs, func(a, b chunk) int { return cmp.Compare(b.y, a.y) })
	var out []line
	for i := 0; i < len(cs); {
		j := i + 1
		for j < len(cs) && cs[i].table == nil && cs[j].table == nil && cs[i].y-cs[j].y < 0.35*min(cs[i].size, cs[j].size) {
			j++
		}
		group := cs[i:j]
		if group[0].table != nil {
			t := group[0].table
			out = append(out, line{x0: t.box.X0, x1: t.box.X1, y: t.box.Y1, table: t, page: t.page})
			i = j
			continue
		}
		slices.SortStableFunc(group, func(a, b chunk) int { return cmp.Compare(a.x0, b.x0) })
		l := line{words: group[0].words}
		if len(group) > 1 {
			l.join(group)
		}
		l.finish()
		out = append(out, l)
		i = j
	}
	return out
}

// join makes one line of several chunks. A line of one chunk, as most are,
// shares its words.
func (l *line) join(group []chunk) {
	n := 0
	for _, c := range group {
		n += len(c.words)
	}
	l.words = make([]word, 0, n)
	for k, c := range group {
		at := len(l.words)
		l.words = append(l.words, c.words...)
		if k > 0 {
			l.gaps = append(l.gaps, at)
			l.words[at].glued = false
		}
	}
}

// finish derives a line's place and look from its words.
func (l *line) finish() {
	l.x0, l.x1 = l.words[0].x0, l.words[0].x1
	l.page = l.words[0].page
	l.size, l.y = dominant(l.words)
	l.style = style{true, true, true}
	letters := false
	for i := range l.words {
		w := &l.words[i]
		l.x0, l.x1 = min(l.x0, w.x0), max(l.x1, w.x1)
		if !strings.ContainsFunc(w.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) || w.raised {
			continue
		}
		if !letters {
			l.font = w.font
		} else if l.font != w.font {
			l.font = ""
		}
		letters = true
		l.style.bold = l.style.bold && w.style.bold
		l.style.italic = l.style.italic && w.style.italic
		l.style.mono = l.style.mono && w.style.mono
	}
	if !letters {
		l.style = l.words[0].style
	}
}
