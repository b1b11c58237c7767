package extract

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"concord/documents"
)

// outlineEntries are the bookmarks of all pages.
func outlineEntries(pages []*Page) []entry {
	var out []entry
	for _, p := range pages {
		for _, b := range p.Bookmarks {
			out = append(out, entry{title: b.Title, level: b.Level, page: p.Number})
		}
	}
	return out
}

// contentsEntries reads the contents pages, one list for each run of entries
// below a title. Levels come from the numbers of the entries where most have
// one, else from how far in they stand.
func (l *layout) contentsEntries() [][]entry {
	var lists [][]entry
	var list []entry
	var xs []float64
	var head string // an entry's lines before the one with its page
	var headX float64
	end := func() {
		if len(list) >= 5 {
			indents(list, xs)
			l.turnPages(list)
			lists = append(lists, list)
		}
		list, xs, head = nil, nil, ""
	}
	for i := range l.pars {
		p := &l.pars[i]
		switch p.kind {
		case documents.Header, documents.Footer:
			continue
		case documents.TOC:
		default:
			if p.kind == documents.Heading {
				end()
			}
			continue
		}
		for k := range p.lines {
			n := &p.lines[k]
			title, page, ok := splitEntry(n)
			if head == "" {
				headX = n.x0
			}
			head = strings.TrimSpace(head + " " + title)
			if !ok {
				if len(head) > 400 {
					head = ""
				}
				continue
			}
			if head != "" && !ofFigure(head) {
				list, xs = append(list, entry{title: head, page: page}), append(xs, headX)
			}
			head = ""
		}
	}
	end()
	return lists
}

// ofFigure reports an entry of a list of figures or tables, whose first may
// stand behind the title of the list.
func ofFigure(title string) bool {
	fields := strings.Fields(title)
	for i := 0; i+1 < min(len(fields), 5); i++ {
		if captionWords[strings.ToLower(strings.TrimSuffix(fields[i], "."))] && strings.Trim(fields[i+1], "0123456789.:–—-") == "" {
			return true
		}
	}
	return false
}

// splitEntry parts a line of a contents page from its leader dots and number.
// A roman number counts as unknown.
func splitEntry(n *line) (title string, page int, ok bool) {
	text := n.text()
	if !contentsLine(n) && !n.pageNumbered() {
		return text, 0, false
	}
	title = strings.TrimRight(text, "0123456789-–ivxlIVXL")
	page, _ = strconv.Atoi(text[len(title):])
	return strings.TrimRight(title, ". …·_"), page, true
}

// indents sets the levels of a contents page's entries.
func indents(list []entry, xs []float64) {
	numbers := 0
	for i := range list {
		depth, ok := numbering(list[i].title)
		if ok {
			numbers++
		}
		list[i].level = max(depth, 1)
	}
	if numbers*10 >= len(list)*7 {
		return
	}
	steps := slices.Clone(xs)
	sortFloats(steps)
	rank := 0
	last := math.Inf(-1)
	level := map[float64]int{}
	for _, x := range steps {
		if x > last+3 {
			rank++
			last = x
		}
		level[x] = rank
	}
	for i := range list {
		list[i].level = min(level[xs[i]], 6)
	}
}

// turnPages makes the printed page numbers of entries those of the file: their
// difference is the one that most entries agree on whose title stands only
// once. Entries without a number get the page of their title's first heading.
func (l *layout) turnPages(list []entry) {
	at := map[string][]int{}
	longest := longestTitle(list)
	for i := range l.pars {
		if p := &l.pars[i]; mayHead(p) && !p.longer(longest) {
			text := p.text()
			for _, k := range distinct(titleKey(text), titleKey(unnumbered(text))) {
				at[k] = append(at[k], p.lines[0].page)
			}
		}
	}
	pages := func(e entry) []int {
		if v := at[titleKey(e.title)]; len(v) > 0 {
			return v
		}
		return at[titleKey(unnumbered(e.title))]
	}
	shifts := map[int]int{}
	for _, e := range list {
		if v := pages(e); e.page > 0 && len(v) == 1 {
			shifts[v[0]-e.page]++
		}
	}
	shift := mode(shifts)
	for i := range list {
		e := &list[i]
		if e.page > 0 {
			e.page += shift
		} else if v := pages(*e); len(v) > 0 {
			e.page = v[0]
		}
	}
}

func distinct(a, b string) []string {
	if a == b {
		return []string{a}
	}
	return []string{a, b}
}
