package extract_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// A flow is text that is read in one go. Each of its words is its name and its
// number in letters, so that the order in which words come out can be read off
// them.
type flow struct {
	name string
	n    int
	stop bool // the next word begins a sentence
}

func newFlow(name string) *flow { return &flow{name: name, stop: true} }

// line returns words of the flow that fill a line of so many characters, and
// ends a sentence now and then.
func (f *flow) line(chars int, last bool) string {
	var b strings.Builder
	for {
		w := f.name + string(rune('a'+f.n/26%26)) + string(rune('a'+f.n%26))
		if f.stop {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		if b.Len() > 0 && b.Len()+1+len(w) >= chars {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		f.n++
		f.stop = f.n%17 == 0
		if f.stop {
			b.WriteByte('.')
		}
		if last && b.Len() > chars/2 {
			break
		}
	}
	if last {
		f.stop = true
		return strings.TrimSuffix(b.String(), ".") + "."
	}
	return b.String()
}

// text writes n lines of a flow between two margins and returns the baseline
// that comes next. The last line of a column that ends with a paragraph is
// short.
func (s *sheet) text(f *flow, x0, x1, y, size float64, n int, ends bool) float64 {
	chars := int((x1 - x0) / (size / 2))
	for i := range n {
		s.write(x0, y, size, body, f.line(chars, ends && i == n-1))
		y -= 1.2 * size
	}
	return y
}

// frame draws the four sides of a box.
func (s *sheet) frame(x0, y0, x1, y1 float64) {
	for _, b := range []documents.Box{
		{X0: x0, Y0: y0, X1: x1, Y1: y0 + 0.5}, {X0: x0, Y0: y1, X1: x1, Y1: y1 + 0.5},
		{X0: x0, Y0: y0, X1: x0 + 0.5, Y1: y1}, {X0: x1, Y0: y0, X1: x1 + 0.5, Y1: y1},
	} {
		s.page.Rules = append(s.page.Rules, extract.Rule{Box: b})
	}
}

// grid draws the rules of a table with rows of one height and columns between
// the places given.
func (s *sheet) grid(top, height float64, rows int, xs ...float64) {
	low := top - height*float64(rows)
	for i := 0; i <= rows; i++ {
		y := top - height*float64(i)
		s.page.Rules = append(s.page.Rules, extract.Rule{Box: documents.Box{X0: xs[0], Y0: y, X1: xs[len(xs)-1], Y1: y + 0.5}})
	}
	for _, x := range xs {
		s.page.Rules = append(s.page.Rules, extract.Rule{Box: documents.Box{X0: x, Y0: low, X1: x + 0.5, Y1: top}})
	}
}

// readOrder spells the words of a document as runs of one flow: "left 0-41,
// right 0-30", with a bar where a block ends inside a flow's sentence and a
// plus where one block holds words of two flows.
func readOrder(d *documents.Document) string {
	var out []string
	name, first, last, block := "", 0, -1, 0
	flush := func() {
		if name != "" {
			out = append(out, fmt.Sprintf("%s %d-%d", name, first, last))
		}
		name = ""
	}
	for _, b := range d.Blocks {
		for _, w := range strings.Fields(b.Text) {
			w = strings.ToLower(strings.Trim(w, ".,"))
			if len(w) < 4 {
				continue
			}
			n := int(w[len(w)-2]-'a')*26 + int(w[len(w)-1]-'a')
			w = w[:len(w)-2]
			if w != name || n != last+1 {
				if w != name && name != "" && block == b.ID {
					w = "+" + w
				}
				flush()
				name, first = strings.TrimPrefix(w, "+"), n
				if strings.HasPrefix(w, "+") {
					out = append(out, "MIXED")
				}
			}
			last, block = n, b.ID
		}
	}
	flush()
	return strings.Join(out, ", ")
}

// inTurn is how readOrder spells flows that come one after the other.
func inTurn(flows ...*flow) string {
	var out []string
	for _, f := range flows {
		out = append(out, fmt.Sprintf("%s 0-%d", f.name, f.n-1))
	}
	return strings.Join(out, ", ")
}

// What a person reads first on pages of many kinds comes first.
func TestReadingOrder(t *testing.T) {
	fl := newFlow
	for _, c := range []struct {
		name  string
		write func(s *sheet) []*flow
	}{
		{"three columns", func(s *sheet) []*flow {
			a := fl("text")
			s.text(a, 50, 205, 780, 10, 50, false)
			s.text(a, 220, 375, 780, 10, 50, false)
			s.text(a, 390, 545, 780, 10, 31, true)
			return []*flow{a}
		}},
		{"three columns, the baselines of each its own", func(s *sheet) []*flow {
			a := fl("text")
			s.text(a, 50, 205, 780, 10, 50, false)
			s.text(a, 220, 375, 776.5, 9.5, 40, false)
			s.text(a, 390, 545, 783, 10.5, 31, true)
			return []*flow{a}
		}},
		{"columns below a heading, and others below the next", func(s *sheet) []*flow {
			h, a, k, b := fl("head"), fl("text"), fl("next"), fl("more")
			s.text(h, 50, 545, 790, 18, 1, false)
			s.text(a, 50, 290, 760, 10, 20, false)
			s.text(a, 305, 545, 760, 10, 20, true)
			s.text(k, 50, 545, 490, 18, 1, false)
			s.text(b, 50, 290, 460, 10, 20, false)
			s.text(b, 305, 545, 460, 10, 14, true)
			return []*flow{h, a, k, b}
		}},
		{"two columns above, three below", func(s *sheet) []*flow {
			a, b, c := fl("left"), fl("right"), fl("text")
			s.text(a, 50, 290, 760, 10, 20, true)
			s.text(b, 305, 545, 760, 10, 20, true)
			s.text(c, 50, 205, 490, 10, 20, false)
			s.text(c, 220, 375, 490, 10, 20, false)
			s.text(c, 390, 545, 490, 10, 20, true)
			return []*flow{a, b, c}
		}},
		{"the right column is the longer", func(s *sheet) []*flow {
			a, b := fl("left"), fl("right")
			s.text(a, 50, 290, 760, 10, 9, true)
			s.text(b, 305, 545, 760, 10, 50, true)
			return []*flow{a, b}
		}},
		{"a box at the lower right, text across the page above it", func(s *sheet) []*flow {
			a, b := fl("text"), fl("box")
			y := s.text(a, 50, 545, 760, 10, 12, false)
			s.text(a, 50, 330, y, 10, 14, true)
			s.text(b, 350, 545, y-3, 9, 15, true)
			return []*flow{a, b}
		}},
		{"text goes around a box at the upper right", func(s *sheet) []*flow {
			a, b := fl("text"), fl("box")
			y := s.text(a, 50, 545, 760, 10, 4, false)
			s.text(b, 350, 545, y-2, 9, 13, true)
			y = s.text(a, 50, 330, y, 10, 14, false)
			s.text(a, 50, 545, y, 10, 12, true)
			return []*flow{a, b}
		}},
		{"text goes around a box at the left", func(s *sheet) []*flow {
			a, b := fl("text"), fl("box")
			y := s.text(a, 50, 545, 760, 10, 4, false)
			s.text(b, 50, 245, y-2, 9, 13, true)
			y = s.text(a, 265, 545, y, 10, 14, false)
			s.text(a, 50, 545, y, 10, 12, true)
			return []*flow{a, b}
		}},
		{"a paragraph ends beside the box, the next goes on below", func(s *sheet) []*flow {
			a, b, c := fl("text"), fl("box"), fl("more")
			y := s.text(a, 50, 545, 760, 10, 4, false)
			s.frame(340, y-14*12, 550, y+8)
			s.text(b, 350, 540, y-2, 9, 13, true)
			y = s.text(a, 50, 330, y, 10, 14, true)
			s.text(c, 50, 545, y-6, 10, 12, true)
			return []*flow{a, b, c}
		}},
		{"a narrow column of boxes beside the text", func(s *sheet) []*flow {
			a, b, c := fl("text"), fl("box"), fl("note")
			s.text(a, 50, 400, 780, 10, 55, true)
			s.text(b, 425, 545, 770, 8, 9, true)
			s.text(c, 425, 545, 500, 8, 12, true)
			return []*flow{a, b, c}
		}},
		{"a narrow column at the left, short", func(s *sheet) []*flow {
			a, b := fl("side"), fl("text")
			s.text(a, 50, 150, 780, 8, 14, true)
			s.text(b, 175, 545, 780, 10, 55, true)
			return []*flow{a, b}
		}},
		{"a quote stands over the gutter, the columns go around it", func(s *sheet) []*flow {
			a, q := fl("text"), fl("quote")
			y := s.text(a, 50, 290, 780, 10, 18, false)
			s.text(q, 210, 385, y-12, 14, 5, true)
			y2 := s.text(a, 50, 195, y, 10, 9, false)
			s.text(a, 50, 290, y2, 10, 18, false)
			s.text(a, 305, 545, 780, 10, 18, false)
			s.text(a, 400, 545, y, 10, 9, false)
			s.text(a, 305, 545, y2, 10, 14, true)
			return []*flow{a, q}
		}},
		{"a quote across both columns, which go on below it", func(s *sheet) []*flow {
			a, q := fl("text"), fl("quote")
			y := s.text(a, 50, 290, 780, 10, 18, false)
			y2 := s.text(q, 80, 515, y-14, 16, 2, true) - 10
			s.text(a, 50, 290, y2, 10, 18, false)
			s.text(a, 305, 545, 780, 10, 18, false)
			s.text(a, 305, 545, y2, 10, 14, true)
			return []*flow{a, q}
		}},
		{"a ruled table across both columns parts two sets", func(s *sheet) []*flow {
			a, b, r, c, d := fl("left"), fl("right"), fl("cells"), fl("low"), fl("last")
			y := s.text(a, 50, 290, 780, 10, 15, true)
			s.text(b, 305, 545, 780, 10, 15, true)
			s.grid(y, 18, 4, 50, 250, 400, 545)
			for i := range 4 {
				for _, x := range []float64{55, 255, 405} {
					s.write(x, y-13-18*float64(i), 10, body, r.line(15, false))
				}
			}
			y -= 18*4 + 20
			s.text(c, 50, 290, y, 10, 15, true)
			s.text(d, 305, 545, y, 10, 12, true)
			return []*flow{a, b, r, c, d}
		}},
		{"a ruled table inside one column", func(s *sheet) []*flow {
			a, b, r, c := fl("left"), fl("right"), fl("cells"), fl("low")
			s.text(a, 50, 290, 780, 10, 45, true)
			y := s.text(b, 305, 545, 780, 10, 15, true)
			s.grid(y, 18, 4, 305, 425, 545)
			for i := range 4 {
				for _, x := range []float64{310, 430} {
					s.write(x, y-13-18*float64(i), 10, body, r.line(15, false))
				}
			}
			s.text(c, 305, 545, y-18*4-20, 10, 15, true)
			return []*flow{a, b, r, c}
		}},
		{"a figure across the columns, its caption below", func(s *sheet) []*flow {
			a, b, k, c := fl("left"), fl("right"), fl("caption"), fl("more")
			y := s.text(a, 50, 290, 780, 10, 15, true)
			s.text(b, 305, 545, 780, 10, 15, true)
			y -= 150
			s.text(k, 100, 500, y, 9, 2, true)
			y -= 40
			s.text(c, 50, 290, y, 10, 15, false)
			s.text(c, 305, 545, y, 10, 12, true)
			return []*flow{a, b, k, c}
		}},
		{"a box over the gutter at the foot, from the middle of a column", func(s *sheet) []*flow {
			a, b, q := fl("left"), fl("right"), fl("box")
			s.frame(200, 180, 545, 350)
			y := s.text(a, 50, 290, 780, 10, 35, false)
			s.text(a, 50, 190, y, 10, 12, false)
			s.text(b, 305, 545, 780, 10, 35, true)
			s.text(q, 210, 535, 335, 9, 13, true)
			return []*flow{a, b, q}
		}},
		{"three columns, a heading over two of them", func(s *sheet) []*flow {
			a, h, b := fl("one"), fl("head"), fl("more")
			s.text(a, 50, 205, 780, 10, 50, true)
			s.text(h, 220, 545, 780, 18, 1, false)
			s.text(b, 220, 375, 750, 10, 47, false)
			s.text(b, 390, 545, 750, 10, 40, true)
			return []*flow{a, h, b}
		}},
		{"three columns, a box under the second and third", func(s *sheet) []*flow {
			a, q := fl("text"), fl("box")
			s.text(a, 50, 205, 780, 10, 55, false)
			s.text(a, 220, 375, 780, 10, 30, false)
			s.text(a, 390, 545, 780, 10, 30, true)
			s.frame(218, 120, 550, 400)
			s.text(q, 225, 540, 380, 10, 18, true)
			return []*flow{a, q}
		}},
		{"a wide and a narrow column, a box across the foot of both", func(s *sheet) []*flow {
			a, b, q := fl("wide"), fl("narrow"), fl("box")
			s.text(a, 50, 370, 780, 10, 40, true)
			s.text(b, 400, 545, 780, 9, 30, true)
			s.text(q, 50, 545, 250, 11, 8, true)
			return []*flow{a, b, q}
		}},
		{"columns as near to each other as LaTeX sets them, on the same baselines", func(s *sheet) []*flow {
			a := fl("text")
			y := s.text(a, 50, 540, 780, 10, 6, false)
			s.text(a, 50, 290, y, 10, 30, false)
			s.text(a, 299, 540, y, 10, 30, true)
			return []*flow{a}
		}},
		{"a short heading between two sets of columns", func(s *sheet) []*flow {
			a, h, b := fl("text"), fl("head"), fl("more")
			s.text(a, 50, 290, 780, 10, 20, false)
			y := s.text(a, 305, 545, 780, 10, 19, true)
			s.text(h, 50, 150, y-24, 14, 1, false)
			s.text(b, 50, 290, y-48, 10, 20, false)
			s.text(b, 305, 545, y-48, 10, 20, true)
			return []*flow{a, h, b}
		}},
		{"a heading in the left column", func(s *sheet) []*flow {
			a, h, b := fl("text"), fl("head"), fl("more")
			y := s.text(a, 50, 290, 780, 10, 20, true)
			s.text(h, 50, 150, y-12, 14, 1, false)
			s.text(b, 50, 290, y-36, 10, 25, false)
			s.text(b, 305, 545, 780, 10, 48, true)
			return []*flow{a, h, b}
		}},
		{"terms beside their texts are read in pairs", func(s *sheet) []*flow {
			var all []*flow
			y := 780.0
			for _, name := range []string{"one", "two", "three", "four", "five"} {
				a, b := fl("term"+name), fl("text"+name)
				s.text(a, 50, 110, y, 10, 1, false)
				y = s.text(b, 170, 545, y, 10, 3, true) - 8
				all = append(all, a, b)
			}
			return all
		}},
		{"rows of a table without rules are read one by one", func(s *sheet) []*flow {
			var all []*flow
			for i, name := range []string{"one", "two", "three", "four", "five", "six", "seven"} {
				a, b := fl("name"+name), fl("what"+name)
				y := 780 - 15*float64(i)
				s.text(a, 50, 60+25*float64(i%3+2), y, 10, 1, false)
				s.text(b, 305, 350+40*float64(i%4+1), y, 10, 1, false)
				all = append(all, a, b)
			}
			return all
		}},
		{"words wide apart in a narrow column are one line", func(s *sheet) []*flow {
			a := fl("text")
			for i := range 30 {
				x := 50.0
				for _, w := range strings.Fields(a.line(40, false)) {
					x = s.write(x, 780-12*float64(i), 10, body, w) + 7 + float64((i*7+len(w))%5)
				}
			}
			return []*flow{a}
		}},
		{"panels of a sheet that is folded", func(s *sheet) []*flow {
			s.page.Width, s.page.Height = 842, 595
			var all []*flow
			for i, name := range []string{"panela", "panelb", "panelc"} {
				x := 30 + 275*float64(i)
				h, p, q := fl(name+"head"), fl(name+"first"), fl(name+"second")
				s.text(h, x, x+230, 550, 16, 1, false)
				y := s.text(p, x, x+230, 520, 10, 8+3*i, true)
				s.text(q, x, x+230, y-12, 10, 14, true)
				all = append(all, h, p, q)
			}
			return all
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s sheet
			s.next()
			want := inTurn(c.write(&s)...)
			d := s.document(t, documents.EN)
			if got := readOrder(d); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// The text of a panel that is turned is laid out in the frame of the panel: its
// columns one after the other, and paragraphs of their own.
func TestTurnedPanel(t *testing.T) {
	for _, angle := range []float64{90, -90, 180} {
		var s sheet
		s.next()
		s.page.Width, s.page.Height = 800, 800
		a, b, c := newFlow("page"), newFlow("left"), newFlow("right")
		s.text(a, 50, 300, 760, 10, 40, true)
		upright := len(s.page.Glyphs)
		s.text(b, 430, 560, 300, 10, 12, true)
		s.text(c, 590, 750, 300, 10, 12, true)
		for i := range s.page.Glyphs[upright:] {
			g := &s.page.Glyphs[upright+i]
			sin, cos := math.Sincos(angle * math.Pi / 180)
			x, y := g.X-400, g.Y-400
			g.X, g.Y, g.Angle = 400+x*cos-y*sin, 400+x*sin+y*cos, angle
		}
		d := s.document(t, documents.EN)
		if got, want := readOrder(d), inTurn(a, b, c); got != want || len(d.Blocks) != 3 {
			t.Errorf("turned by %v: %d blocks, got %s, want %s", angle, len(d.Blocks), got, want)
		}
	}
}
