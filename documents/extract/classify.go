package extract

import (
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
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind != "" {
			continue
		}
		p.kind = l.kind(p)
	}
	l.contents()
	l.initials()
	l.chapterTitles()
	l.headings()
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
	case dotted*2 >= len(p.lines), l.index(p):
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
	n := len(p.lines)
	for i := range p.lines {
		n += joinedLen(p.lines[i].words)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range p.lines {
		if i > 0 {
			b.WriteByte(' ')
		}
		join(&b, p.lines[i].words)
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
	if !strings.ContainsFunc(text, unicode.IsLetter) || command(text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune(";,", last) {
		return false
	}
	stop := last == '.' && !strings.HasSuffix(text, "..")
	large := p.size > 1.12*l.m.body
	bold := p.style.bold && !l.m.style.bold && p.size > 0.93*l.m.body
	if len(words) == 1 && admonitions[strings.ToLower(strings.Trim(text, " .:!"))] {
		return false
	}
	_, numbered := numbering(text)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "«“\"'([ "))
	switch {
	case large:
		return !(stop && len(words) > 12) && !unicode.IsLower(first)
	case bold:
		return !stop && (last != ':' || len(words) <= 8 && numbered) && len(words) <= 20 && !unicode.IsLower(first)
	case numbered && p.style.italic && !l.m.style.italic:
		return !stop && len(words) <= 15
	case (p.size > 1.04*l.m.body || p.size > 0.98*l.m.body && p.font != "" && p.font != l.m.font && !p.style.mono) && len(p.lines) == 1 && len(words) <= 15 && !stop && last != ':' && !unicode.IsLower(first) && n > 3:
		return p.above > 1.3*l.m.lead(p.size)
	case capitals(text) && len(words) <= 12 && !stop && n > 6 && !math.IsInf(p.above, 1):
		return p.above > 1.4*l.m.lead(p.size) && p.below > 1.1*l.m.lead(p.size)
	}
	return false
}

// command reports text that begins with the prompt of a shell and the name of a
// program: "# mount /dev/sdb", "$ ./configure". Many fixed-pitch fonts say
// nowhere that they are, and such a line in another font than the text's was
// taken for a heading. It is a paragraph then, not code, which is not compared:
// "# of employees" heads a column.
func command(text string) bool {
	prompt, rest, ok := strings.Cut(text, " ")
	if !ok || prompt != "#" && prompt != "$" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " ./~"))
	return unicode.IsLower(first)
}

// admonitions stand in bold above a remark; they head no part of the text.
var admonitions = wordSet(`note remark warning caution important tip hint danger example
	remarque avertissement attention astuce conseil exemple`)

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

// initials takes "A. Author" for text unless a "B." stands near.
func (l *layout) initials() {
	labels := make([]string, len(l.pars))
	for i := range l.pars {
		if l.pars[i].kind == documents.ListItem {
			labels[i], _ = marker(l.pars[i].text())
		}
	}
	for i, label := range labels {
		if initial(label) && !beside(label, labels[max(0, i-6):min(len(labels), i+7)]...) {
			l.pars[i].kind = documents.Paragraph
		}
	}
}

// chapterTitles joins "Chapter 3", on a line or two of its own, with the title
// below: "CHAPTER" and "THREE" stand apart in the manuals that Sphinx makes.
func (l *layout) chapterTitles() {
	for i := 0; i+1 < len(l.pars); i++ {
		p, q := &l.pars[i], &l.pars[i+1]
		if p.kind != documents.Heading || q.kind != documents.Heading || len(p.lines) > 2 || p.lines[0].page != q.lines[0].page {
			continue
		}
		fields := strings.Fields(strings.TrimRight(p.text(), ".:–— "))
		switch {
		case len(fields) == 0 || !headWords[strings.ToLower(fields[0])]:
			continue
		case len(fields) == 1 && len(q.lines) == 1 && spelledNumbers[strings.ToLower(q.text())]:
		case len(fields) == 2 && (len(p.lines) == 1 || spelledNumbers[strings.ToLower(fields[1])]) &&
			(strings.Trim(fields[1], "0123456789") == "" || enumerator(fields[1]) || spelledNumbers[strings.ToLower(fields[1])]):
		default:
			continue
		}
		q.lines = append(slices.Clone(p.lines), q.lines...)
		q.size = max(p.size, q.size)
		p.lines = nil
	}
	l.pars = slices.DeleteFunc(l.pars, func(p par) bool { return len(p.lines) == 0 })
}

var spelledNumbers = wordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
	un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt`)

// contents marks the entries between contents lines as such too: those
// without leader dots, and the second lines of long titles; and those before
// the first and after the last of them, or below the title of a contents page,
// as long as they end in a page number set apart.
func (l *layout) contents() {
	var between []int // since the last contents line, heads and feet left out
	seen, titled := false, false
	take := func(is []int) {
		for _, k := range is {
			if !numbered(&l.pars[k]) {
				return
			}
			l.pars[k].kind = documents.TOC
		}
	}
	for i := range l.pars {
		p := &l.pars[i]
		switch {
		case p.kind == documents.Header, p.kind == documents.Footer:
			continue
		case titled && p.kind != documents.Cell && numbered(p):
			p.kind = documents.TOC
		}
		titled = p.kind == documents.TOC || len(p.lines) == 1 && contentsTitle(p.text())
		if p.kind != documents.TOC {
			between = append(between, i)
			continue
		}
		if seen && len(between) <= 4 {
			for _, k := range between {
				if len(l.pars[k].lines) <= 2 {
					l.pars[k].kind = documents.TOC
				}
			}
		} else {
			if seen {
				take(between)
			}
			slices.Reverse(between)
			take(between)
		}
		seen, between = true, between[:0]
	}
	if seen {
		take(between)
	}
}

// contentsTitle reports the title of a contents page.
func contentsTitle(text string) bool {
	return contentsTitles[strings.ToLower(strings.Trim(text, " .:"))]
}

var contentsTitles = map[string]bool{
	"contents": true, "table of contents": true, "content": true, "summary of contents": true,
	"table des matières": true, "table des matieres": true, "sommaire": true, "table": true,
	"list of figures": true, "list of tables": true, "liste des figures": true, "liste des tableaux": true,
	"table des figures": true, "table des illustrations": true,
}

// numbered reports an entry that ends in a number set apart.
func numbered(p *par) bool { return p.lines[len(p.lines)-1].pageNumbered() }
