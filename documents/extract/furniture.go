package extract

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"concord/documents"
)

// Running heads, page numbers and stamps are found before anything else is
// laid out: a line near the top or the bottom that comes back at the same
// height with the same text, digits apart, is not part of the text.

// edgeRows is how many rows from the top and from the bottom may be running
// heads.
const edgeRows = 4

// An edge is a row near the top or the bottom of a page.
type edge struct {
	page, row int
	top       bool
	y         int // baseline in steps of 3 points
	mask      string
	numbers   []int
	alone     bool // more white between it and the text than between lines
	words     int
	large     bool // larger than most of the page
}

// furniture returns for each page the kinds of the rows that are running heads
// or feet, by row index.
func furniture(pages []*Page, rows [][][]word) []map[int]documents.Kind {
	out := make([]map[int]documents.Kind, len(pages))
	var edges []edge
	hints := tableHeads(pages, rows)
	for i, p := range pages {
		out[i] = map[int]documents.Kind{}
		edges = append(edges, pageEdges(i, p, rows[i], hints[i])...)
	}
	need := max(3, len(pages)*15/100)
	same := map[string][]int{}   // text and height
	series := map[string][]int{} // height and number minus page
	for k, e := range edges {
		// Neighbouring steps, so that a baseline on the edge between two
		// steps is not split.
		for d := -1; d <= 1; d++ {
			same[at(e, d)+e.mask] = append(same[at(e, d)+e.mask], k)
			for _, n := range e.numbers {
				key := at(e, d) + strconv.Itoa(n-e.page)
				series[key] = append(series[key], k)
			}
		}
	}
	chosen := make([]bool, len(edges))
	take := func(groups map[string][]int, fits func(edge) bool) {
		for _, ks := range groups {
			if distinctPages(edges, ks) < need {
				continue
			}
			for _, k := range ks {
				if fits(edges[k]) {
					chosen[k] = true
				}
			}
		}
	}
	take(same, func(e edge) bool { return e.mask != "" })
	take(series, func(e edge) bool { return e.words <= 14 && !e.large })
	for k, e := range edges {
		chosen[k] = chosen[k] || pageNumber(e, len(pages))
	}
	// A head whose text changes with the chapter stands where others stand
	// that do not: the same height, apart from the text.
	heights := map[string]int{}
	for k, e := range edges {
		if chosen[k] {
			for d := -1; d <= 1; d++ {
				heights[at(e, d)]++
			}
		}
	}
	for k, e := range edges {
		if !chosen[k] && e.words <= 30 && heights[at(e, 0)] >= need && e.alone && !e.large {
			chosen[k] = true
		}
	}
	titles(edges, chosen, need)
	outermost(edges, chosen)
	for k, e := range edges {
		if chosen[k] {
			kind := documents.Footer
			if e.top {
				kind = documents.Header
			}
			out[e.page][e.row] = kind
		}
	}
	return out
}

// titles chooses heads that never come back with the same text and hold no
// number: rows that stand apart at the same height at the top (or the bottom)
// of most pages, whatever they say.
func titles(edges []edge, chosen []bool, need int) {
	type tally struct{ pages, alone int }
	sums := map[string]*tally{}
	for _, e := range edges {
		first := e.row == 0 || !e.top
		if !first {
			continue
		}
		s := sums[at(e, 0)]
		if s == nil {
			s = &tally{}
			sums[at(e, 0)] = s
		}
		s.pages++
		if e.alone && e.words <= 30 {
			s.alone++
		}
	}
	pages := 0
	for _, e := range edges {
		pages = max(pages, e.page+1)
	}
	for k, e := range edges {
		s := sums[at(e, 0)]
		if s == nil || chosen[k] || !e.alone || e.words > 30 || e.row != 0 || !e.top || e.large {
			continue
		}
		if s.alone >= max(4, need) && s.alone*10 >= s.pages*9 && s.alone*2 >= pages {
			chosen[k] = true
		}
	}
}

// outermost takes back what stands further in than a row that stays: a heading
// that comes back below each chapter's title is no running head.
func outermost(edges []edge, chosen []bool) {
	page, open := -1, false
	for k, e := range edges { // the heads of a page from the top
		if e.page != page {
			page, open = e.page, true
		}
		if e.top {
			open = open && chosen[k]
			chosen[k] = open
		}
	}
	page = -1
	for k := len(edges) - 1; k >= 0; k-- { // its feet from the bottom
		e := edges[k]
		if e.page != page {
			page, open = e.page, true
		}
		if !e.top {
			open = open && chosen[k]
			chosen[k] = open
		}
	}
}

func at(e edge, d int) string {
	side := "b"
	if e.top {
		side = "t"
	}
	return side + strconv.Itoa(e.y+d) + " "
}

func distinctPages(edges []edge, ks []int) int {
	n, last := 0, -1
	for _, k := range ks { // edges are in page order
		if edges[k].page != last {
			n, last = n+1, edges[k].page
		}
	}
	return n
}

// tableHeads returns for each page the rules in pieces that may stand below
// the head of a table. Where such a rule comes back at one height on three
// pages or more, and on most of them words of the row below it cross the edges
// of its pieces, it is no table's: DocBook's page headers are tables of three
// columns with a rule below, above text that knows nothing of them.
func tableHeads(pages []*Page, rows [][][]word) [][]headRule {
	out := make([][]headRule, len(pages))
	type tally struct{ pages, crossed int }
	seen := map[int]tally{}
	for i, p := range pages {
		out[i] = headRules(p)
		for _, h := range out[i] {
			k := int(math.Round(h.y))
			t := seen[k]
			t.pages++
			if h.crossed(rows[i]) {
				t.crossed++
			}
			seen[k] = t
		}
	}
	for i := range out {
		out[i] = slices.DeleteFunc(out[i], func(h headRule) bool {
			t := seen[int(math.Round(h.y))]
			return t.pages >= 3 && t.crossed*2 > t.pages
		})
	}
	return out
}

// crossed reports whether a word of the first row below a rule stands across
// one of the edges between its pieces.
func (h headRule) crossed(rows [][]word) bool {
	for _, row := range rows {
		if row[0].y >= h.y {
			continue
		}
		return slices.ContainsFunc(row, func(w word) bool {
			return slices.ContainsFunc(h.edges, func(e float64) bool { return w.x0 < e-1.5 && w.x1 > e+1.5 })
		})
	}
	return false
}

// pageEdges returns the rows of a page that may be running heads. Those right
// above the rules of hints are the heads of tables.
func pageEdges(page int, p *Page, rows [][]word, hints []headRule) []edge {
	var out []edge
	lead := usualLead(rows)
	size := usualSize(rows)
	for i, row := range rows {
		top := i < edgeRows && row[0].y > p.Height*0.8
		bottom := i >= len(rows)-edgeRows && row[0].y < p.Height*0.2
		if !top && !bottom {
			continue
		}
		// The head of a table that goes on is repeated too, above its rule.
		if slices.ContainsFunc(hints, func(h headRule) bool {
			return row[0].y > h.y && row[0].y-h.y < 1.6*row[0].size
		}) {
			continue
		}
		text := joined(row)
		e := edge{page: page, row: i, top: top, mask: masked(text), words: len(row)}
		own, y := dominant(row)
		e.large = own > 1.15*size
		e.y = int(math.Round(y / 3))
		e.numbers = pageNumbers(row)
		gap := math.Inf(1)
		if top && i+1 < len(rows) {
			gap = y - rows[i+1][0].y
		} else if bottom && i > 0 {
			gap = rows[i-1][0].y - y
		}
		e.alone = gap > 1.5*lead
		out = append(out, e)
	}
	return out
}

// usualLead is the median distance of neighbouring rows.
func usualLead(rows [][]word) float64 {
	var gaps []float64
	for i := 1; i < len(rows); i++ {
		if d := rows[i-1][0].y - rows[i][0].y; d > 0.7*rows[i][0].size {
			gaps = append(gaps, d)
		}
	}
	if len(gaps) == 0 {
		return 14
	}
	return median(gaps)
}

// usualSize is the size of most words.
func usualSize(rows [][]word) float64 {
	counts := map[int]int{}
	for _, row := range rows {
		for _, w := range row {
			counts[int(math.Round(w.size*10))] += len(w.text)
		}
	}
	return float64(mode(counts)) / 10
}

// masked replaces digits, and what may be a roman page number, so that the
// heads of two pages are equal.
func masked(s string) string {
	fields := strings.Fields(strings.ToLower(s))
	for i, f := range fields {
		if roman := strings.Trim(f, "ivxl"); roman == "" {
			fields[i] = "#"
			continue
		}
		fields[i] = strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '#'
			}
			return r
		}, f)
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.Join(fields, " "), "##", "#"), "##", "#")
}

// pageNumbers returns the numbers at the start and the end of a row that may
// be its page's.
func pageNumbers(row []word) []int {
	var out []int
	for _, w := range [...]string{row[0].text, row[len(row)-1].text} {
		for f := range strings.FieldsFuncSeq(strings.ToLower(w), func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) }) {
			n, err := strconv.Atoi(f)
			if err != nil || n >= 10000 {
				n = romanValue(f)
			}
			if n > 0 {
				out = append(out, n)
			}
		}
		if len(row) == 1 {
			break
		}
	}
	return out
}

// romanValue returns the value of a lower-case roman numeral up to 50, else 0.
func romanValue(s string) int {
	if s == "" || len(s) > 7 || strings.Trim(s, "ivxl") != "" {
		return 0
	}
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	n := 0
	for i := range len(s) {
		v := values[s[i]]
		if i+1 < len(s) && v < values[s[i+1]] {
			v = -v
		}
		n += v
	}
	return max(n, 0)
}

// pageNumber reports a row that says only the number of its page: "3", "- 3 -",
// "Page 3 of 8", "3/8", "page 3 de 8". It holds for short documents, in which
// nothing comes back often.
func pageNumber(e edge, pages int) bool {
	if !e.alone || len(e.numbers) == 0 || e.words > 6 {
		return false
	}
	rest := strings.Trim(strings.NewReplacer("page", "", "of", "", "de", "", "sur", "", "p.", "", "/", "", "|", "").Replace(e.mask), " -–—.#[]()")
	if rest != "" {
		return false
	}
	switch len(e.numbers) {
	case 1:
		// The first page need not be number 1, but a lone number that is far
		// from the page's own is something else.
		return e.numbers[0] == e.page+1 || strings.Contains(e.mask, "page") || !e.top && e.numbers[0] <= pages+20
	case 2:
		return e.numbers[0] <= e.numbers[1]
	}
	return false
}

func median(v []float64) float64 {
	s := append([]float64(nil), v...)
	sortFloats(s)
	return s[len(s)/2]
}
