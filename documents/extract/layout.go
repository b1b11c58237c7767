package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
)

// A layout gathers the paragraphs of a document page by page and turns them
// into blocks.
type layout struct {
	d     *documents.Document
	m     *usage
	words *vocabulary
	pars  []par
	// open is the index of the last paragraph of the body, which may go on in
	// the next column or on the next page; -1 for none.
	open    int
	started bool
	notes   map[string]bool // labels of the notes seen
	series  map[place]bool  // raised numbers that count up through the text
	outline []entry         // the file's bookmarks
	depths  map[int]int     // levels that are told of headings, by index
	pieces  []piece         // room for the words of one paragraph
	// elements are the paragraphs of the elements of a structure tree.
	elements map[int]int
}

// A place is where a word begins.
type place struct {
	page int
	x, y float64
}

// count finds the raised numbers that count up through the text, one by one or
// from one again on a new page: marks of notes, wherever these stand.
func (l *layout) count() {
	l.series = map[place]bool{}
	var run []place
	last, page := 0, 0
	end := func() {
		if len(run) >= 3 {
			for _, p := range run {
				l.series[p] = true
			}
		}
		run = run[:0]
	}
	for i := range l.pars {
		p := &l.pars[i]
		if p.kind == documents.Note || p.kind == documents.Code {
			continue
		}
		for _, n := range p.lines {
			for k, w := range n.words {
				if !w.raised || k == 0 {
					continue
				}
				v, err := strconv.Atoi(strings.Trim(unpower(w.text), "()[],."))
				if err != nil {
					continue
				}
				switch {
				case v == last+1, v == 1 && w.page > page && last > 0:
				case v == 1:
					end()
				default:
					continue
				}
				run = append(run, place{w.page, w.x0, w.y})
				last, page = v, w.page
			}
		}
	}
	end()
}

// learn counts the words inside the lines: not the first and not the last of
// a line, which may be halves.
func (l *layout) learn(zs []zone) {
	for _, z := range zs {
		for _, n := range z.lines {
			for i, w := range n.words {
				if i > 0 && i < len(n.words)-1 {
					l.words.add(w.text)
				}
			}
		}
	}
}

// page adds a page's paragraphs.
func (l *layout) page(p *Page, rows [][]word, heads map[int]documents.Kind, zs []zone, aside [][]zone) {
	if !l.started {
		l.open, l.started, l.notes, l.elements = -1, true, map[string]bool{}, map[int]int{}
	}
	furniture := func(kind documents.Kind) {
		for k, row := range rows {
			if heads[k] == kind {
				l.pars = append(l.pars, rowPar(row, kind))
			}
		}
	}
	furniture(documents.Header)
	byTags := tagsHold(p, rows, zs)
	if byTags {
		l.tagged(p, rows, heads)
		zs = nil
	}
	l.flow(zs)
	open := l.open
	for _, zs := range aside {
		l.open = -1
		l.flow(zs)
	}
	l.open = open
	furniture(documents.Footer)
}

// rowPar makes a paragraph of one row of words.
func rowPar(row []word, kind documents.Kind) par {
	row = slices.Clone(row)
	row[0].glued = false
	n := line{words: row}
	n.finish()
	return par{lines: []line{n}, kind: kind, x0: n.x0, x1: n.x1, size: n.size, style: n.style}
}

// findNotes marks the paragraphs at the foot of a column as notes: smaller
// than the body, or begun by a raised mark that the text above has too, from the
// first one on that begins with a note's mark.
func (l *layout) findNotes(ps []par) {
	from := len(ps)
	above := references(ps)
	for i := len(ps) - 1; i >= 0 && ps[i].kind == ""; i-- {
		n := &ps[i].lines[0]
		mark, ok := n.noteMark(above)
		small := ps[i].size < 0.94*l.m.body
		if !small && !(ok && n.words[0].raised && above[mark] > 1) {
			break
		}
		if ok {
			from = i
		}
	}
	for i := from; i < len(ps); i++ {
		p := &ps[i]
		p.kind = documents.Note
		l.takeMark(p, above)
	}
	// Notes stand outside the flow of the text.
	if from > 0 && from < len(ps) {
		ps[from-1].last = true
	}
}

// references counts the raised numbers of a column.
func references(ps []par) map[string]int {
	marks := map[string]int{}
	for i := range ps {
		for _, n := range ps[i].lines {
			for _, w := range n.words {
				if mark := strings.Trim(unpower(w.text), "()[],."); w.raised && mark != "" && len(mark) <= 3 && strings.Trim(mark, "0123456789") == "" {
					marks[mark]++
				}
			}
		}
	}
	return marks
}

// takeMark moves the mark that a note begins with from its text to its label,
// if there is one.
func (l *layout) takeMark(p *par, above map[string]int) bool {
	mark, ok := p.lines[0].noteMark(above)
	if !ok {
		return false
	}
	p.label = mark
	l.notes[mark] = true
	n := &p.lines[0]
	n.words = slices.Clone(n.words)
	w := &n.words[0]
	if strings.Trim(unpower(w.text), "()[].") == mark {
		n.words = n.words[1:]
		n.words[0].glued = false
	} else {
		w.text = strings.TrimSpace(strings.TrimPrefix(w.text, mark))
	}
	return true
}

// noteMark returns the mark that a line begins with if it may be the start of
// a note: a raised number or sign, or a number before more text. French sets a
// point after the number, as lists do: then the text above must refer to it.
func (n *line) noteMark(above map[string]int) (string, bool) {
	if len(n.words) < 2 {
		return "", false
	}
	w := n.words[0]
	mark := strings.Trim(unpower(w.text), "()[].")
	switch {
	case mark == "" || len(mark) > 3:
		return "", false
	case strings.Trim(mark, "0123456789") == "":
		return mark, w.raised || w.size < n.size*0.85 || n.words[1].x0-w.x1 < 2*n.size && (w.text == mark || w.text == mark+"." && above[mark] > 0)
	case strings.Trim(mark, "*†‡§") == "":
		return mark, true
	case len(mark) == 1 && mark >= "a" && mark <= "z":
		return mark, w.raised
	}
	return "", false
}

// unpower spells raised digits as plain ones.
func unpower(s string) string {
	if !strings.ContainsAny(s, "⁰¹²³⁴⁵⁶⁷⁸⁹") {
		return s
	}
	return norm.NFKC.String(s)
}

// finish classifies the paragraphs and adds their blocks to the document.
func (l *layout) finish() {
	l.classify()
	l.count()
	l.endnotes()
	for i := range l.pars {
		if b := l.block(&l.pars[i]); b.Text != "" {
			l.d.Blocks = append(l.d.Blocks, b)
		}
	}
}

// A piece is a word on its way into a block's text.
type piece struct {
	text string
	sep  string // before it
	page int
	box  documents.Box
}

// firstWord is the text of a line up to its first space: a word may stand in
// several parts, as ".org" in a point and a word.
func firstWord(words []word) string {
	n := 1
	for n < len(words) && words[n].glued {
		n++
	}
	if n == 1 {
		return words[0].text
	}
	var b strings.Builder
	for _, w := range words[:n] {
		b.WriteString(w.text)
	}
	return b.String()
}

// block spells a paragraph, without the marks of notes unless there is nothing
// else in it.
func (l *layout) block(p *par) documents.Block {
	b := l.spell(p, true)
	if b.Text == "" {
		b = l.spell(p, false)
	}
	return b
}

func (l *layout) spell(p *par, unmarked bool) documents.Block {
	b := documents.Block{Kind: p.kind, Level: p.level, Label: p.label, Row: p.row, Col: p.col}
	pieces := l.pieces[:0]
	var after []int // for each mark the number of pieces before it
	defer func() { l.pieces = pieces[:0] }()
	for i := range p.lines {
		n := &p.lines[i]
		for k := range n.words {
			w := &n.words[k]
			if unmarked && l.isMark(n.words, k, p.kind) {
				for label := range strings.SplitSeq(strings.Trim(unpower(w.text), "()[],."), ",") {
					b.Marks, after = append(b.Marks, documents.Mark{Label: label}), append(after, len(pieces))
				}
				continue
			}
			b.Encoding = b.Encoding.Worse(w.encoding)
			pc := piece{text: w.text, sep: " ", page: w.page, box: w.box()}
			if k > 0 && w.glued {
				pc.sep = ""
			}
			if last := len(pieces) - 1; k == 0 && i > 0 && last >= 0 && p.kind != documents.Code {
				switch l.words.decide(lastWord(pieces), firstWord(n.words)) {
				case keep:
					pc.sep = ""
				case remove:
					pc.sep = ""
					pieces[last].text = strings.TrimSuffix(pieces[last].text, "-")
				}
			}
			pieces = append(pieces, pc)
		}
	}
	var text strings.Builder
	if len(pieces) > 0 {
		size := 0
		for i := range pieces {
			size += len(pieces[i].text) + 1
		}
		text.Grow(size)
		b.Origins = make([]documents.Origin, 0, len(pieces))
	}
	marks := 0
	place := func(i int) {
		for ; marks < len(after) && after[marks] <= i; marks++ {
			b.Marks[marks].At = text.Len()
		}
	}
	for i := range pieces {
		pc := &pieces[i]
		place(i)
		if pc.text == "" {
			continue
		}
		if len(b.Origins) > 0 && (pc.sep == "" || i > 0 && pieces[i-1].text == "") {
			// Characters that compose with the ones before share a piece.
			if last := &b.Origins[len(b.Origins)-1]; pc.sep == "" && !norm.NFC.PropertiesString(pc.text).BoundaryBefore() {
				whole := norm.NFC.String(text.String()[last.Start:] + pc.text)
				head := text.String()[:last.Start]
				text.Reset()
				text.WriteString(head)
				text.WriteString(whole)
				last.End = text.Len()
				continue
			}
		}
		if len(b.Origins) > 0 {
			text.WriteString(pc.sep)
		}
		start := text.Len()
		text.WriteString(pc.text)
		b.Origins = append(b.Origins, documents.Origin{Start: start, End: text.Len(), Page: pc.page, Box: pc.box})
	}
	place(len(pieces))
	b.Text = text.String()
	if len(b.Origins) > 0 {
		b.Page = b.Origins[0].Page
	}
	for _, o := range b.Origins {
		if o.Page == b.Page {
			b.Box = b.Box.Union(o.Box)
		}
	}
	if p.kind == documents.ListItem || p.endnote {
		unlabel(&b)
	}
	if p.endnote {
		b.Label = noteLabel(b.Label)
	}
	return b
}

// lastWord is the text of the last pieces that stand together.
func lastWord(pieces []piece) string {
	i := len(pieces) - 1
	for i > 0 && pieces[i].sep == "" {
		i--
	}
	var s strings.Builder
	for _, pc := range pieces[i:] {
		s.WriteString(pc.text)
	}
	return s.String()
}

// unlabel moves a list item's mark from the text to the label.
func unlabel(b *documents.Block) {
	label, rest := marker(b.Text)
	if label == "" || rest == "" {
		return
	}
	cut := len(b.Text) - len(rest)
	b.Label, b.Text = label, rest
	kept := b.Origins[:0]
	for _, o := range b.Origins {
		if o.End <= cut {
			continue
		}
		o.Start, o.End = max(0, o.Start-cut), o.End-cut
		kept = append(kept, o)
	}
	b.Origins = kept
	for i := range b.Marks {
		b.Marks[i].At = max(0, b.Marks[i].At-cut)
	}
}

// isMark reports whether a word of a line is a mark that refers to a note: a
// raised number or sign that is not the power of a unit or a number.
func (l *layout) isMark(ws []word, k int, kind documents.Kind) bool {
	w := ws[k]
	if !w.raised || kind == documents.Code || k == 0 {
		return false
	}
	text := strings.Trim(unpower(w.text), "()[],.")
	if len(text) == 1 && text[0] >= 'a' && text[0] <= 'z' && l.notes[text] {
		// Not the e of an ordinal number.
		last, _ := utf8.DecodeLastRuneInString(ws[k-1].text)
		return kind == documents.Cell || !unicode.IsDigit(last)
	}
	if text == "" || strings.Trim(text, "0123456789,*†‡§") != "" || len(text) > 7 {
		return false
	}
	if l.notes[text] || strings.Trim(text, "*†‡§") == "" {
		return true
	}
	if l.series[place{w.page, w.x0, w.y}] {
		return true
	}
	before := ws[k-1].text
	last, _ := utf8.DecodeLastRuneInString(before)
	if !unicode.IsLetter(last) {
		return !unicode.IsDigit(last) && !strings.ContainsRune("=+-×*^", last) && (last != ')' || running(ws[:k]) > 0)
	}
	// A power stands on a unit or a variable, one to three letters.
	return utf8.RuneCountInString(core(before)) > 3
}
