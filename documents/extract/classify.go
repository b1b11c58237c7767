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

// classify gives each paragraph its kind, and headings and list items their
// level.
func (l *layout) classify() {
	type look struct {
		size int // in half points
		bold bool
	}
	looks := map[look]bool{}
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind != "" {
			continue
		}
		p.kind = l.kind(p)
		if p.kind == documents.Heading {
			looks[look{int(math.Round(p.size * 2)), p.style.bold}] = true
		}
	}
	l.contents()
	var ranks []look
	for k := range looks {
		ranks = append(ranks, k)
	}
	slices.SortFunc(ranks, func(a, b look) int {
		if c := cmp.Compare(b.size, a.size); c != 0 {
			return c
		}
		if a.bold != b.bold {
			if a.bold {
				return -1
			}
			return 1
		}
		return 0
	})
	for i := range l.pars {
		p := &l.pars[i]
		switch p.kind {
		case documents.Heading:
			rank := slices.Index(ranks, look{int(math.Round(p.size * 2)), p.style.bold})
			p.level = min(rank+1, 6)
		case documents.ListItem:
			p.level = 1
		}
	}
	l.nest()
}

// kind tells what one paragraph is by its own look and words.
func (l *layout) kind(p *par) documents.Kind {
	text := p.text()
	dotted := 0
	mono := true
	for i := range p.lines {
		if contentsLine(&p.lines[i]) {
			dotted++
		}
		mono = mono && p.lines[i].style.mono
	}
	label, rest := marker(text)
	switch {
	case dotted*2 >= len(p.lines):
		return documents.TOC
	case mono && !l.m.style.mono && len(text) > 1:
		return documents.Code
	case caption(text, p):
		return documents.Caption
	case label != "" && rest != "" && (bullet(label) || !l.looksHeading(p, text)):
		return documents.ListItem
	case l.looksHeading(p, text):
		return documents.Heading
	}
	return documents.Paragraph
}

func (p *par) text() string {
	var b strings.Builder
	for i := range p.lines {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.lines[i].text())
	}
	return b.String()
}

// looksHeading reports a short paragraph without a final stop that is larger
// or bolder than the body.
func (l *layout) looksHeading(p *par, text string) bool {
	n := utf8.RuneCountInString(text)
	words := strings.Fields(text)
	if n < 2 || n > 240 || len(words) > 30 || len(p.lines) > 4 {
		return false
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune(";,", last) {
		return false
	}
	stop := last == '.' && !strings.HasSuffix(text, "..")
	large := p.size > 1.12*l.m.body
	bold := p.style.bold && !l.m.style.bold && p.size > 0.93*l.m.body
	_, numbered := numbering(text)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "«“\"'([ "))
	switch {
	case large:
		return !(stop && len(words) > 12) && !unicode.IsLower(first)
	case bold:
		return !stop && (last != ':' || len(words) <= 8 && numbered) && len(words) <= 20 && !unicode.IsLower(first)
	case numbered && p.style.italic && !l.m.style.italic:
		return !stop && len(words) <= 15
	case capitals(text) && len(words) <= 12 && !stop && n > 6 && !math.IsInf(p.above, 1):
		return p.above > 1.4*l.m.lead(p.size) && p.below > 1.1*l.m.lead(p.size)
	}
	return false
}

// capitals reports text whose letters are all capitals.
func capitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 4
}

// caption reports a paragraph that begins with the name and number of a
// figure or table.
func caption(text string, p *par) bool {
	word, rest, ok := strings.Cut(text, " ")
	if !ok || !captionWords[strings.ToLower(strings.TrimSuffix(word, "."))] || len(text) > 400 || len(p.lines) > 4 {
		return false
	}
	number, rest, _ := strings.Cut(strings.TrimSpace(rest), " ")
	bare := strings.TrimRight(number, ".:–—-")
	if bare == "" || strings.Trim(bare, "0123456789.-") != "" && !enumerator(bare) {
		return false
	}
	rest = strings.TrimSpace(rest)
	if rest == "" || bare != number {
		return true
	}
	// "Table 3 shows": a sentence. "Table 3 – Title", "Table 3: Title".
	first, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(":–—-.|", first) || !ends(text) && unicode.IsUpper(first)
}

var captionWords = wordSet(`figure fig table tableau tab graphique chart graph carte map encadré box photo image illustration exhibit schéma diagramme diagram`)

// contents marks the entries between contents lines as such too: those
// without leader dots, and the second lines of long titles.
func (l *layout) contents() {
	last := -1
	for i := range l.pars {
		if l.pars[i].kind != documents.TOC {
			continue
		}
		if last >= 0 && i-last <= 3 {
			for k := last + 1; k < i; k++ {
				switch l.pars[k].kind {
				case documents.Header, documents.Footer:
				default:
					if len(l.pars[k].lines) <= 2 {
						l.pars[k].kind = documents.TOC
					}
				}
			}
		}
		last = i
	}
}

// nest sets the level of list items from how far in their marks stand, within
// one list.
func (l *layout) nest() {
	var stack []float64
	for i := range l.pars {
		p := &l.pars[i]
		switch p.kind {
		case documents.ListItem:
			x := p.lines[0].x0
			for len(stack) > 0 && x < stack[len(stack)-1]-3 {
				stack = stack[:len(stack)-1]
			}
			if len(stack) == 0 || x > stack[len(stack)-1]+3 {
				stack = append(stack, x)
			}
			p.level = len(stack)
		case documents.Header, documents.Footer, documents.Note:
		case documents.Heading:
			stack = stack[:0]
		}
	}
}
