package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// readText reads plain text. A blank line ends a paragraph; within one, lines
// that were wrapped at a margin are joined and lines that were not (addresses,
// signatures, lists) stay apart; see margin.
func readText(d *documents.Document, text string) {
	lines := textLines(text)
	m := measure(lines)
	lang := d.Lang
	if lang == "" {
		lang, _ = DetectLang(text)
	}
	v := newVocabulary(lang)
	for _, l := range lines {
		fields := strings.Fields(l.text)
		for i := 1; i < len(fields)-1; i++ {
			v.add(fields[i])
		}
	}
	r := textReader{d: d, m: m, v: v, notes: findNotes(lines)}
	for i := 0; i < len(lines); {
		if lines[i].text == "" {
			i++
			continue
		}
		j := i
		for j < len(lines) && lines[j].text != "" {
			j++
		}
		r.paragraph(lines[i:j])
		i = j
	}
}

// A textReader makes blocks of runs of lines.
type textReader struct {
	d     *documents.Document
	m     margin
	v     *vocabulary
	depth nesting
	notes textNotes
}

// nesting holds the columns at which the open items of nested lists begin,
// outermost first.
type nesting []int

// item returns the level of an item at a column, from 1, and opens it.
func (in *nesting) item(column int) int {
	for n := len(*in); n > 0 && column < (*in)[n-1]; n-- {
		*in = (*in)[:n-1]
	}
	if n := len(*in); n == 0 || column > (*in)[n-1] {
		*in = append(*in, column)
	}
	return len(*in)
}

// text ends the lists that a paragraph at a column does not stand in.
func (in *nesting) text(column int) {
	for n := len(*in); n > 0 && column <= (*in)[n-1]; n-- {
		*in = (*in)[:n-1]
	}
}

// readLines takes each line that is not blank as one block.
func readLines(d *documents.Document, text string) {
	for _, l := range textLines(text) {
		if l.text == "" {
			continue
		}
		t, origins := compose(spell(l.text, l.off))
		if t != "" {
			d.Blocks = append(d.Blocks, documents.Block{Kind: documents.Paragraph, Text: t, Origins: origins})
		}
	}
}

// A textLine is one line of a file without the white space at its ends.
type textLine struct {
	text   string
	off    int // code point of its first character in the file
	indent int // columns before it, tabs to the next multiple of eight
}

func (l textLine) width() int { return l.indent + utf8.RuneCountInString(l.text) }

func textLines(text string) []textLine {
	var out []textLine
	off := 0
	for line := range strings.Lines(text) {
		body := strings.TrimLeftFunc(line, blank)
		lead := line[:len(line)-len(body)]
		l := textLine{text: strings.TrimRightFunc(body, blank), off: off + utf8.RuneCountInString(lead)}
		for _, r := range lead {
			if r == '\t' {
				l.indent += 8 - l.indent%8
			} else {
				l.indent++
			}
		}
		if strings.TrimFunc(l.text, func(r rune) bool { return unicode.IsSpace(r) || invisible(r) }) == "" {
			l.text = ""
		}
		out = append(out, l)
		off += utf8.RuneCountInString(line)
	}
	return out
}

// paragraph adds the blocks of a run of lines without a blank line.
func (w *textReader) paragraph(lines []textLine) {
	if len(lines) == 2 && underline(lines[1].text) && len([]rune(lines[0].text)) <= 100 {
		level := 1
		if lines[1].text[0] == '-' {
			level = 2
		}
		w.add(documents.Block{Kind: documents.Heading, Level: level}, lines[:1])
		return
	}
	if len(lines) == 1 && headline(lines[0].text) {
		w.add(documents.Block{Kind: documents.Heading, Level: 1}, lines)
		return
	}
	var labels []string
	for _, l := range lines {
		if label, _ := marker(l.text); label != "" {
			labels = append(labels, label)
		}
	}
	for i := 0; i < len(lines); {
		if underline(lines[i].text) {
			i++
			continue
		}
		b := documents.Block{Kind: documents.Paragraph}
		if w.notes.begins(lines[i].text) {
			i = w.note(lines, i)
			continue
		}
		label, rest := marker(lines[i].text)
		if initial(label) && !beside(label, labels...) {
			label = ""
		}
		if label != "" && (rest != "" || bullet(label)) && w.m.item(lines, i) {
			b.Kind, b.Level, b.Label = documents.ListItem, w.depth.item(lines[i].indent), label
			lines[i] = lines[i].after(rest)
		} else {
			w.depth.text(lines[i].indent)
		}
		j := i + 1
		for j < len(lines) && !underline(lines[j].text) && !w.notes.begins(lines[j].text) && w.m.joins(lines[j-1], lines[j], b.Kind == documents.ListItem) {
			j++
		}
		w.add(b, lines[i:j])
		i = j
	}
}

// note adds the note that begins at lines[i] and returns where it ends. Its
// other lines may be set in.
func (w *textReader) note(lines []textLine, i int) int {
	label, rest := noteLine(lines[i].text)
	lines[i] = lines[i].after(rest)
	j := i + 1
	for j < len(lines) && !underline(lines[j].text) && !w.notes.begins(lines[j].text) && w.m.joins(lines[j-1], lines[j], true) {
		j++
	}
	w.add(documents.Block{Kind: documents.Note, Label: label}, lines[i:j])
	return j
}

// after is the line without what stands before rest, which it ends with.
func (l textLine) after(rest string) textLine {
	skip := utf8.RuneCountInString(l.text) - utf8.RuneCountInString(rest)
	return textLine{text: rest, off: l.off + skip, indent: l.indent + skip}
}

// add adds one block with the text of some lines; words hyphenated at a line's
// end are joined.
func (w *textReader) add(b documents.Block, lines []textLine) {
	var chars []char
	for i, l := range lines {
		if i > 0 {
			switch w.v.decide(lastField(lines[i-1].text), firstField(l.text)) {
			case keep:
			case remove:
				chars = chars[:len(chars)-1]
			default:
				chars = append(chars, char{r: '\n', off: l.off})
			}
		}
		chars = append(chars, spell(l.text, l.off)...)
	}
	chars, b.Marks = w.notes.unmark(chars)
	b.Text, b.Origins = composeNotes(chars, nil, b.Marks)
	if b.Text != "" {
		w.d.Blocks = append(w.d.Blocks, b)
	}
}

func firstField(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

func lastField(s string) string {
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

// underline reports a line of ===, --- or ***, drawn under a heading or
// between parts.
func underline(s string) bool {
	return len(s) >= 3 && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "_") == "")
}

// headline reports a line that is a heading by its look alone: in capitals,
// or with a chapter number, and without a final stop. The line stands alone
// between blank lines.
func headline(s string) bool {
	if n := utf8.RuneCountInString(s); n < 3 || n > 100 || strings.ContainsAny(s[len(s)-1:], ".,;:!?") {
		return false
	}
	letters, capitals := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	if letters >= 3 && capitals == letters {
		return true
	}
	_, ok := numbering(s)
	return ok
}
