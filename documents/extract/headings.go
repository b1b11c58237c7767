package extract

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"concord/documents"
)

// An entry is a heading as the outline of the file or a contents page tells of
// it.
type entry struct {
	title string // without leader dots and page number
	level int    // from 1
	page  int    // on which it should stand, 1-based; 0 when not known
}

// headings validates what looks like a heading against the outline, else
// against the contents pages: an entry whose heading was taken for text makes
// it a heading, and text that looks like the headings listed, and is not
// listed, is none. The level is that of the entry, else that of other headings
// of the same look; without a list it comes from the numbers, and without
// numbers from the rank of the look alone.
func (l *layout) headings() {
	found := 0
	var listed []entry
	for _, list := range append([][]entry{l.outline}, l.contentsEntries()...) {
		l.depths = map[int]int{}
		n, apply := l.match(list)
		// A list of which less than this is found is another document's, one
		// of figures, or made by hand.
		if len(list) >= 3 && n*10 >= len(list)*6 {
			found, listed = n, list
			apply()
			break
		}
	}
	if listed == nil {
		l.depths = l.numberDepths()
	}
	if found*10 >= len(listed)*8 && listed != nil {
		l.unlisted(listed)
	}
	l.levels()
}

// match finds for each entry its heading, or the paragraph that says the same,
// and notes the entry's level in depths. It returns how many entries were
// found, and apply, which makes headings of them.
func (l *layout) match(list []entry) (found int, apply func()) {
	type key struct {
		page int
		text string
	}
	places := map[key][]int{}
	put := func(k key, i int) {
		if k.text != "" {
			places[k] = append(places[k], i)
		}
	}
	longest := longestTitle(list)
	for i := range l.pars {
		p := &l.pars[i]
		if !mayHead(p) {
			continue
		}
		text, short := "", !p.longer(longest)
		if short {
			text = p.text()
			full := titleKey(text)
			put(key{p.lines[0].page, full}, i)
			if bare := titleKey(unnumbered(text)); bare != full {
				put(key{p.lines[0].page, bare}, i)
			}
		}
		// A heading that was cut between its lines, and the first lines of a
		// paragraph that are one.
		if short && i+1 < len(l.pars) && mayHead(&l.pars[i+1]) && l.pars[i+1].lines[0].page == p.lines[0].page && math.Abs(l.pars[i+1].size-p.size) < 0.3 && !l.pars[i+1].longer(longest) {
			put(key{p.lines[0].page, "+" + titleKey(text+" "+l.pars[i+1].text())}, i)
		}
		for n := 1; n < min(len(p.lines), 4); n++ {
			head := par{lines: p.lines[:n]}
			if head.longer(longest) {
				break
			}
			put(key{p.lines[0].page, strconv.Itoa(n) + "/" + titleKey(head.text())}, i)
		}
	}
	var plain []int
	joins, cut := map[int]bool{}, map[int]int{}
	for _, e := range list {
		full, bare := titleKey(e.title), titleKey(unnumbered(e.title))
		// The single letters of an index head nothing.
		if utf8.RuneCountInString(full) < 2 {
			continue
		}
		best := -1
		look := func(prefix string, heading bool) {
			if best >= 0 {
				return
			}
			// A place at the very foot of a page means the top of the next.
			for _, page := range [...]int{e.page, e.page + 1} {
				for _, text := range [...]string{full, bare} {
					for _, i := range places[key{page, prefix + text}] {
						if text != "" && l.depths[i] == 0 && (l.pars[i].kind == documents.Heading) == heading {
							best = i
							return
						}
					}
				}
			}
		}
		look("", true)
		look("", false)
		if best >= 0 {
			plain = append(plain, best)
			l.depths[best] = e.level
			found++
			continue
		}
		look("+", true)
		if best >= 0 && l.depths[best+1] == 0 {
			joins[best] = true
			l.depths[best] = e.level
			found++
			continue
		}
		for lines := 1; lines < 4 && best < 0; lines++ {
			if look(strconv.Itoa(lines)+"/", false); best >= 0 {
				cut[best] = lines
				l.depths[best] = e.level
				found++
			}
		}
	}
	return found, func() {
		for _, i := range plain {
			l.pars[i].kind = documents.Heading
		}
		l.regroup(joins, cut)
	}
}

// regroup joins paragraphs with the ones after them, and splits others after
// some lines; depths follow.
func (l *layout) regroup(joins map[int]bool, cut map[int]int) {
	if len(joins)+len(cut) == 0 {
		return
	}
	out := make([]par, 0, len(l.pars)+len(cut))
	depths := map[int]int{}
	for i := 0; i < len(l.pars); i++ {
		p := l.pars[i]
		if d := l.depths[i]; d > 0 {
			depths[len(out)] = d
		}
		switch {
		case joins[i]:
			p.lines = append(slices.Clone(p.lines), l.pars[i+1].lines...)
			p.below, p.last = l.pars[i+1].below, l.pars[i+1].last
			i++
		case cut[i] > 0:
			rest := p
			p.lines, rest.lines = p.lines[:cut[i]:cut[i]], p.lines[cut[i]:]
			p.kind, p.last, rest.first = documents.Heading, false, false
			p.size, p.style, p.font = p.lines[0].size, p.lines[0].style, p.lines[0].font
			rest.kind = documents.Paragraph
			out = append(out, p, rest)
			continue
		}
		out = append(out, p)
	}
	l.pars, l.depths = out, depths
}

// mayHead reports a paragraph that may be a heading if a list says so.
func mayHead(p *par) bool {
	switch p.kind {
	case documents.Heading, documents.Paragraph, documents.ListItem:
		return len(p.lines) > 0
	}
	return false
}

// A look is what headings of one level have in common.
type look struct {
	size     int // in half points
	bold     bool
	font     string
	numbered bool
}

func (l *layout) look(p *par) look {
	_, numbered := numbering(p.text())
	return look{int(math.Round(p.size * 2)), p.style.bold, p.font, numbered}
}

// unlisted makes text of what looks like a heading when no heading of its look
// is in the list. It must be no larger than the text, since a title may be
// missing in a list, and the list must reach as deep: it holds headings of
// this size, or four levels. Reports of LaTeX list three, though their
// headings of the fourth level are bold lines as well.
func (l *layout) unlisted(list []entry) {
	first, deepest := math.MaxInt, 0
	for _, e := range list {
		deepest = max(deepest, e.level)
		if e.page > 0 {
			first = min(first, e.page)
		}
	}
	joins, spaced := map[int]bool{}, l.spaced()
	known := map[look]bool{}
	smallest := math.MaxInt
	for i := range l.pars {
		if p := &l.pars[i]; p.kind == documents.Heading && l.depths[i] > 0 {
			k := l.look(p)
			known[k] = true
			smallest = min(smallest, k.size)
		}
	}
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind != documents.Heading || p.tagged || l.depths[i] > 0 || p.lines[0].page < first || p.size > 1.12*l.m.body {
			continue
		}
		k := l.look(p)
		if known[k] || k.numbered || contentsTitle(p.text()) || deepest < 4 && k.size < smallest {
			continue
		}
		p.kind = documents.Paragraph
		if i+1 < len(l.pars) && spaced && l.leads(p, &l.pars[i+1]) {
			joins[i] = true
		}
	}
	l.regroup(joins, nil)
}

// leads reports a bold line that is the first of the paragraph below: no
// further from it than its lines from each other, and at the same margin.
func (l *layout) leads(p, q *par) bool {
	return q.kind == documents.Paragraph && len(p.lines) == 1 && len(q.lines) > 1 && p.lines[0].page == q.lines[0].page &&
		math.Abs(p.size-q.size) < 0.3 && math.Abs(p.lines[0].x0-q.lines[0].x0) < p.size/2 && p.below < 1.1*l.m.lead(p.size)
}

// spaced reports a document that sets its paragraphs apart by space. Where it
// indents them instead, a line of its own has none below it either.
func (l *layout) spaced() bool {
	wide, all := 0, 0
	for i := range l.pars[:max(0, len(l.pars)-1)] {
		p, q := &l.pars[i], &l.pars[i+1]
		if p.kind != documents.Paragraph || q.kind != documents.Paragraph || len(p.lines) < 2 || len(q.lines) < 2 || p.lines[0].page != q.lines[0].page {
			continue
		}
		all++
		if p.below > 1.25*l.m.lead(p.size) {
			wide++
		}
	}
	return wide*2 > all
}

// levels gives every heading its level, 1 to 6.
func (l *layout) levels() {
	counts := map[look]map[int]int{}
	var looks []look
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind != documents.Heading {
			continue
		}
		k := l.look(p)
		if counts[k] == nil {
			counts[k] = map[int]int{}
			looks = append(looks, k)
		}
		if d := l.depths[i]; d > 0 {
			counts[k][d]++
		}
	}
	// From the one that stands out most.
	slices.SortFunc(looks, func(a, b look) int {
		if c := cmp.Compare(b.size, a.size); c != 0 || a.bold == b.bold {
			return c
		}
		if a.bold {
			return -1
		}
		return 1
	})
	level := map[look]int{}
	deepest, rank := 0, 0
	for i, k := range looks {
		if i == 0 || looks[i-1].size != k.size || looks[i-1].bold != k.bold {
			rank++
		}
		level[k] = rank
		if len(counts[k]) > 0 {
			deepest = max(deepest, mode(counts[k]))
		}
	}
	if deepest > 0 {
		// A look without evidence is of the level of the next that has some, and
		// what stands out more than all these is a title.
		next, top := deepest+1, 0
		for top < len(looks) && len(counts[looks[top]]) == 0 {
			top++
		}
		for i := len(looks) - 1; i >= 0; {
			j := i
			for j > 0 && looks[j-1].size == looks[i].size && looks[j-1].bold == looks[i].bold {
				j--
			}
			for _, k := range looks[j : i+1] {
				if len(counts[k]) > 0 {
					next = mode(counts[k])
				}
			}
			if i < top && looks[i].size > looks[top].size {
				next = 1
			}
			for _, k := range looks[j : i+1] {
				level[k] = next
			}
			i = j - 1
		}
	}
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind != documents.Heading {
			continue
		}
		if l.depths[i] == 0 && p.tagged && p.level > 0 {
			continue // the file's structure tree says it
		}
		p.level = l.depths[i]
		if p.level == 0 {
			p.level = level[l.look(p)]
		}
		p.level = max(1, min(p.level, 6))
	}
}

// numberDepths takes levels from the numbers of headings: "2" is above "2.1",
// chapters and annexes stand with "2", or above it where sections begin anew
// in them, and parts stand above chapters. It returns none where fewer than
// three headings have numbers, or where deeper ones stand out more.
func (l *layout) numberDepths() map[int]int {
	depths := map[int]int{}
	parts, chapters, singles := 0, 0, 0
	level := func(text string) (depth int, word string) {
		depth, ok := numbering(text)
		if !ok {
			return 0, ""
		}
		word, _, _ = strings.Cut(text, " ")
		if word = strings.ToLower(word); !headWords[word] {
			word = ""
		}
		return depth, word
	}
	for i := range l.pars {
		if p := &l.pars[i]; p.kind == documents.Heading {
			switch depth, word := level(p.text()); {
			case topWords[word]:
				parts++
			case chapterWords[word]:
				chapters++
			case depth == 1 && word == "":
				singles++
			}
		}
	}
	type tally struct{ size, n float64 }
	sizes := map[int]tally{}
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind != documents.Heading {
			continue
		}
		depth, word := level(p.text())
		switch {
		case depth == 0, word != "" && !topWords[word] && !chapterWords[word]:
			continue
		case word == "" && chapters >= 2 && singles >= 2:
			depth++
		}
		if parts > 0 && !topWords[word] {
			depth++
		}
		depths[i] = depth
		s := sizes[depth]
		sizes[depth] = tally{s.size + p.size, s.n + 1}
	}
	last := math.Inf(1)
	for d := 1; d <= 8; d++ {
		s := sizes[d]
		if s.n == 0 {
			continue
		}
		if s.size/s.n > 1.05*last {
			return map[int]int{}
		}
		last = s.size / s.n
	}
	if len(depths) < 3 {
		return map[int]int{}
	}
	return depths
}

var (
	topWords     = wordSet(`part partie title titre volume tome`)
	chapterWords = wordSet(`chapter chapitre annex annexe appendix appendice schedule`)
)
