package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
)

// A word is glyphs that stand together on one baseline.
type word struct {
	text   string // NFC, ligatures expanded
	font   string // family, without the tag of a subset and the weight
	x0, x1 float64
	y      float64 // baseline
	size   float64
	page   int
	// turned is the angle in degrees of text that is not upright; x0, x1 and y
	// are in a frame turned by it about the middle of the page, cx and cy.
	turned int
	cx, cy float64
	// elem is the number of the word's element in the structure tree, 0
	// without; artifact marks page furniture by the file's own word.
	elem     int
	artifact bool
	style    style
	// raised marks small characters above the baseline of their line, lowered
	// those below it.
	raised, lowered bool
	// glued means that no space stands before the word on its line.
	glued bool
	// encoding says how far the text can be trusted.
	encoding documents.Encoding
}

// A style says how a font looks.
type style struct{ bold, italic, mono bool }

func (w word) box() documents.Box {
	b := documents.Box{X0: w.x0, Y0: w.y - 0.22*w.size, X1: max(w.x1, w.x0+0.1), Y1: w.y + 0.76*w.size}
	if w.turned == 0 {
		return b
	}
	x0, y0 := rotate(b.X0, b.Y0, w.cx, w.cy, w.turned)
	x1, y1 := rotate(b.X1, b.Y1, w.cx, w.cy, w.turned)
	x2, y2 := rotate(b.X0, b.Y1, w.cx, w.cy, w.turned)
	x3, y3 := rotate(b.X1, b.Y0, w.cx, w.cy, w.turned)
	return documents.Box{X0: min(x0, x1, x2, x3), Y0: min(y0, y1, y2, y3), X1: max(x0, x1, x2, x3), Y1: max(y0, y1, y2, y3)}
}

// rotate turns a point by degrees about a centre.
func rotate(x, y, cx, cy float64, degrees int) (float64, float64) {
	sin, cos := math.Sincos(float64(degrees) * math.Pi / 180)
	x, y = x-cx, y-cy
	return cx + x*cos - y*sin, cy + x*sin + y*cos
}

// A wordMaker makes words of glyphs. It holds what one page leaves for the
// next to use again: a report has some hundred thousand glyphs, and room for
// them is most of what reading one costs.
type wordMaker struct {
	glyphs   []Glyph
	moved    []Glyph    // of sort
	runs     []glyphRun // of sort
	words    []word     // of one row
	chars    []byte     // of one word
	gaps     []float64
	families []string // of the page's fonts
}

// page turns a page's glyphs into words, grouped by baseline and sorted by
// place: from the top, and from the left on each baseline. Text at another
// angle than most of the page comes second, laid out as if it were upright in
// a frame of its own.
func (m *wordMaker) page(p *Page) (upright, turned [][]word) {
	m.families = m.families[:0]
	for _, f := range p.Fonts {
		m.families = append(m.families, fontFamily(f.Name))
	}
	hidden := 0
	for i := range p.Glyphs {
		if p.Glyphs[i].Hidden {
			hidden++
		}
	}
	// A scan with a text layer has nothing but hidden text; elsewhere hidden
	// text is not what a reader sees.
	useHidden := hidden*10 > len(p.Glyphs)*9
	counts := map[int]int{}
	angle, run := 0, 0
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if g.Hidden && !useHidden || !finite(g) {
			continue
		}
		if a := evenAngle(g); a != angle {
			counts[angle] += run
			angle, run = a, 0
		}
		run++
	}
	counts[angle] += run
	angles := make([]int, 0, len(counts))
	for a, n := range counts {
		if n > 0 {
			angles = append(angles, a)
		}
	}
	slices.SortFunc(angles, func(a, b int) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, a := range angles {
		m.glyphs = m.glyphs[:0]
		for k := range p.Glyphs {
			g := &p.Glyphs[k]
			if (!g.Hidden || useHidden) && finite(g) && evenAngle(g) == a {
				m.glyphs = append(m.glyphs, *g)
			}
		}
		turn(m.glyphs, p, -a)
		rows := m.baselines(p)
		for _, row := range rows {
			for k := range row {
				row[k].turned, row[k].cx, row[k].cy = a, p.Width/2, p.Height/2
			}
		}
		// A page of a turned table is read turned; a stamp is not the page.
		if i == 0 {
			upright = rows
		} else {
			turned = append(turned, rows...)
		}
	}
	return upright, turned
}

// evenAngle is the angle of a glyph to 2 degrees.
func evenAngle(g *Glyph) int {
	if g.Angle == 0 {
		return 0
	}
	return int(math.Round(g.Angle/2)) * 2
}

func finite(g *Glyph) bool {
	const most = 1e6 // what is not a number is not within it
	return math.Abs(g.X) <= most && math.Abs(g.Y) <= most && math.Abs(g.W) <= most && math.Abs(g.Size) <= most && math.Abs(g.Angle) <= most
}

// turn rotates glyphs in place by the angle in degrees about the middle of the
// page.
func turn(glyphs []Glyph, p *Page, angle int) {
	if angle == 0 {
		return
	}
	for i := range glyphs {
		g := &glyphs[i]
		g.X, g.Y = rotate(g.X, g.Y, p.Width/2, p.Height/2, angle)
	}
}

// baselines groups the glyphs at hand into rows of words.
func (m *wordMaker) baselines(p *Page) [][]word {
	glyphs := m.glyphs
	for i := range glyphs {
		g := &glyphs[i]
		g.Size = math.Abs(g.Size)
		if g.Size < 0.1 {
			g.Size = 0.1
		}
		if g.W < 0 { // right to left advance: keep the place, not the sign
			g.X, g.W = g.X+g.W, -g.W
		}
		g.Text = plain(g.Text)
	}
	m.sort(glyphs, func(g *Glyph) float64 { return -g.Y })
	var rows [][]word
	for i := 0; i < len(glyphs); {
		j := i + 1
		// Glyphs of one line share a baseline; half a point covers rounding,
		// and no line lies closer than that to the next.
		for j < len(glyphs) && glyphs[i].Y-glyphs[j].Y <= max(0.5, 0.1*min(glyphs[i].Size, glyphs[j].Size)) {
			j++
		}
		if row := m.row(glyphs[i:j], p); len(row) > 0 {
			rows = append(rows, row)
		}
		i = j
	}
	return rows
}

// plain spells a glyph's text: ligatures as letters, no controls.
func plain(s string) string {
	clean := true
	for _, r := range s {
		if r < ' ' || r > '~' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r >= 0xFB00 && r <= 0xFB06:
			b.WriteString(ligatures[r-0xFB00])
		case r == softHyphen || r == '\u2010' || r == '\u0002':
			b.WriteByte('-')
		case blank(r), r == '\u00A0', r == '\u202F', r == '\u2007':
			b.WriteByte(' ')
		case invisible(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

// row splits the glyphs of one baseline into words: at spaces, and at
// gaps wider than 0.16 of the font size (a space is 0.2 to 0.35, kerning under
// 0.1), or than 2.2 times the usual gap where letters are set wide apart.
func (m *wordMaker) row(glyphs []Glyph, p *Page) []word {
	m.sort(glyphs, func(g *Glyph) float64 { return g.X })
	glyphs = accents(single(glyphs))
	spread := m.spacing(glyphs)
	words := m.words[:0]
	var cur word
	chars := m.chars[:0]
	open := false
	mcid, elem := -1, 0
	flush := func() {
		if open && len(chars) > 0 {
			cur.text = norm.NFC.String(string(chars))
			words = append(words, cur)
		}
		chars = chars[:0]
		open = false
	}
	for i := range glyphs {
		g := &glyphs[i]
		text, lead := g.Text, g.Text
		if strings.IndexByte(text, ' ') >= 0 {
			text = strings.TrimRight(text, " ")
			lead = strings.TrimLeft(text, " ")
		}
		if lead == "" {
			if g.Text != "" {
				flush()
			}
			continue
		}
		st, family, enc := style{}, "", documents.Stated
		if g.Font >= 0 && g.Font < len(p.Fonts) {
			f := &p.Fonts[g.Font]
			st, family = style{f.Bold, f.Italic, f.Mono}, m.families[g.Font]
			enc = f.Encoding
		}
		if g.MCID != mcid {
			mcid, elem = g.MCID, p.Tags[g.MCID].Element
		}
		gap := g.X - cur.x1
		size := max(g.Size, cur.size)
		switch {
		case !open, elem != cur.elem, g.Artifact != cur.artifact, len(lead) < len(text), gap > max(0.16*size, spread),
			cur.size > 1.3*g.Size || g.Size > 1.3*cur.size, power(lead) != cur.raised:
			glued := open && len(lead) == len(text) && gap <= max(0.16*size, spread)
			flush()
			cur = word{x0: g.X, x1: g.X + g.W, y: g.Y, size: g.Size, page: p.Number, style: st, font: family, glued: glued, raised: power(lead), elem: elem, artifact: g.Artifact}
			open = true
		}
		if enc != documents.Stated {
			cur.encoding = cur.encoding.Worse(enc)
		}
		if strings.IndexByte(lead, ' ') < 0 {
			chars = append(chars, lead...)
			lead = ""
		}
		for k, part := range strings.Fields(lead) {
			if k > 0 { // a space within one glyph's text
				flush()
				cur.glued = false
				open = true
			}
			chars = append(chars, part...)
		}
		cur.x1 = max(cur.x1, g.X+g.W)
		if len(text) < len(g.Text) {
			flush()
		}
	}
	flush()
	m.words, m.chars = words, chars
	return slices.Clone(words)
}

// fontFamily takes the subset's tag and the style off a font's name:
// "ABCDEF+Calibri-Bold" is "Calibri". Light and condensed cuts stay apart, as
// they are used like another family.
func fontFamily(name string) string {
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[7:]
	}
	for _, s := range [...]string{"Bold", "Italic", "Oblique", "Regular", "Roman", "MT", "PS"} {
		name = strings.ReplaceAll(name, s, "")
	}
	return strings.TrimRight(name, "-, ")
}

// power reports raised digits that are characters of their own: "²".
func power(s string) bool {
	if s == "" || s[0] != 0xC2 && s[0] != 0xE2 { // the first byte of each of them
		return false
	}
	return strings.Trim(s, "⁰¹²³⁴⁵⁶⁷⁸⁹") == ""
}

// single drops glyphs drawn twice at one place, as for false bold. The glyphs
// are sorted by X.
func single(glyphs []Glyph) []Glyph {
	n := 0
	for i := range glyphs {
		if again(glyphs[:n], &glyphs[i]) {
			continue
		}
		if n < i {
			glyphs[n] = glyphs[i]
		}
		n++
	}
	return glyphs[:n]
}

// again reports a glyph that is one of the last of those before, drawn once
// more.
func again(before []Glyph, g *Glyph) bool {
	near := 0.1 * g.Size
	for k := len(before) - 1; k >= 0 && k >= len(before)-8; k-- {
		o := &before[k]
		if g.X-o.X < near && o.X-g.X < near && math.Abs(o.Y-g.Y) < near && o.Size == g.Size && g.W > 0.15*g.Size && o.Text == g.Text && strings.TrimSpace(g.Text) != "" {
			return true
		}
	}
	return false
}

// spacing returns the gap that parts words where letters are set wide apart,
// 0 on an ordinary line. The glyphs are sorted by X.
func (m *wordMaker) spacing(glyphs []Glyph) float64 {
	gaps := m.gaps[:0]
	for i := 1; i < len(glyphs); i++ {
		a, b := &glyphs[i-1], &glyphs[i]
		if spaceOnly(a.Text) || spaceOnly(b.Text) || a.Text == b.Text && strings.ContainsAny(a.Text, "._·-…") {
			continue // leader dots are set apart by themselves
		}
		gaps = append(gaps, (b.X-a.X-a.W)/b.Size)
	}
	m.gaps = gaps
	if len(gaps) < 4 {
		return 0
	}
	close := 0
	for _, gap := range gaps {
		if gap < 0.1 {
			close++
		}
	}
	if close > len(gaps)/2 {
		return 0 // the median is one of them, as on most lines
	}
	slices.Sort(gaps)
	median := gaps[len(gaps)/2]
	if median < 0.1 || median > 0.8 {
		return 0
	}
	return 2.2 * median * glyphs[0].Size
}

// spaceOnly reports text without a visible character; one byte, as most glyphs
// have, is told at once.
func spaceOnly(s string) bool {
	if len(s) == 1 {
		return s[0] <= ' ' && unicode.IsSpace(rune(s[0]))
	}
	return strings.TrimSpace(s) == ""
}
