package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	mdtext "github.com/yuin/goldmark/text"

	"concord/documents"
)

const (
	// maxMarkers is the most quote and list markers that one line may begin
	// with; the parser's time grows with the square of it.
	maxMarkers = 64
	// maxDepth is the deepest nesting that is walked.
	maxDepth = 100
)

// readMarkdown reads CommonMark with tables and footnotes. Emphasis and links
// leave their words in the text and addresses in Block.Links; front matter,
// comments and pictures' addresses are not text.
func readMarkdown(d *documents.Document, text string) error {
	if line := overdone(text); line > 0 {
		return documents.Problemf(documents.Unreadable, "markdown-nesting",
			"%s : ligne %d : plus de %d niveaux de listes ou de citations ; simplifiez cette ligne",
			"%s: line %d: more than %d levels of lists or quotations; simplify this line", d.Path, line, maxMarkers)
	}
	w := &mdWalker{d: d, src: []byte(text), m: measure(textLines(text))}
	w.skip = frontMatter(text)
	body := w.src[w.skip:]
	w.points = codePoints(body, utf8.RuneCountInString(text[:w.skip]))
	w.src = body
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote, extension.Strikethrough, extension.Linkify, extension.TaskList))
	root := md.Parser().Parse(mdtext.NewReader(body))
	w.refs = footnoteLabels(root)
	w.children(root, mdPlace{})
	if n := definitions(string(body)); n > w.notes {
		d.Warnings = append(d.Warnings, documents.Warning{
			Code: "note-without-mark",
			Message: documents.Pair[string]{
				FR: strconv.Itoa(n-w.notes) + " note(s) de bas de page sans appel dans le texte : non lues",
				EN: strconv.Itoa(n-w.notes) + " footnote(s) without a mark in the text: not read",
			},
		})
	}
	return nil
}

// overdone returns the 1-based number of the first line that begins with more
// than maxMarkers container markers, 0 without.
func overdone(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n++
		count := 0
		for i := 0; i < len(line) && strings.IndexByte("> \t-*+.)0123456789", line[i]) >= 0; i++ {
			spaced := i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t')
			if line[i] == '>' || spaced && strings.IndexByte("-*+.)", line[i]) >= 0 {
				count++
			}
		}
		if count > maxMarkers {
			return n
		}
	}
	return 0
}

// frontMatter returns the length of the YAML or TOML header of a text.
func frontMatter(text string) int {
	at, fence := 0, ""
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, " \t\r\n")
		at += len(line)
		switch {
		case fence == "" && (bare == "---" || bare == "+++"):
			fence = bare
		case fence == "":
			return 0
		case bare == fence, fence == "---" && bare == "...":
			return at
		case bare == "" && fence == "---" && at < 8:
			return 0 // a rule on the first line, not a header
		}
	}
	return 0
}

// definitions counts the lines that define a footnote.
func definitions(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, "[^"); ok {
			if i := strings.Index(rest, "]:"); i > 0 && !strings.ContainsAny(rest[:i], " ]") {
				n++
			}
		}
	}
	return n
}

// codePoints returns for each byte of src the number of code points before it,
// counted from base; an offset on no rune boundary never occurs.
func codePoints(src []byte, base int) []int32 {
	out := make([]int32, len(src)+1)
	n := int32(base)
	for i := 0; i < len(src); {
		_, size := utf8.DecodeRune(src[i:])
		for k := range size {
			out[i+k] = n
		}
		n++
		i += size
	}
	out[len(src)] = n
	return out
}

// An mdPlace says where in the nesting of blocks the walker is.
type mdPlace struct {
	depth, list int
	label       string         // of the item whose first paragraph comes next
	kind        documents.Kind // zero for a plain paragraph
}

type mdWalker struct {
	d      *documents.Document
	src    []byte
	skip   int
	points []int32
	m      margin
	notes  int
	refs   map[int]string // labels of footnotes by their number
}

// footnoteLabels gives the labels of footnotes as they stand in the file; the
// parser gathers the notes at the document's end.
func footnoteLabels(root ast.Node) map[int]string {
	out := map[int]string{}
	for n := root.LastChild(); n != nil; n = n.PreviousSibling() {
		list, ok := n.(*east.FootnoteList)
		if !ok {
			continue
		}
		for c := list.FirstChild(); c != nil; c = c.NextSibling() {
			if f, ok := c.(*east.Footnote); ok {
				out[f.Index] = string(f.Ref)
			}
		}
	}
	return out
}

func (w *mdWalker) children(n ast.Node, p mdPlace) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c, p)
		// Only the first paragraph carries the label.
		if p.label = ""; p.kind == documents.ListItem {
			p.kind = ""
		}
	}
}

func (w *mdWalker) block(n ast.Node, p mdPlace) {
	p.depth++
	if p.depth > maxDepth {
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		w.inline(n, documents.Block{Kind: documents.Heading, Level: n.Level})
	case *ast.Paragraph, *ast.TextBlock:
		b := documents.Block{Kind: documents.Paragraph}
		switch p.kind {
		case documents.ListItem:
			b.Kind, b.Level, b.Label = p.kind, p.list, p.label
		case documents.Note:
			b.Kind, b.Label = p.kind, p.label
		}
		w.inline(n, b)
	case *ast.List:
		number := n.Start
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			q := p
			q.list++
			q.kind, q.label = documents.ListItem, string(n.Marker)
			if n.IsOrdered() {
				q.label = strconv.Itoa(number) + string(n.Marker)
				number++
			}
			w.children(c, q)
		}
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		w.raw(n, documents.Code)
	case *ast.HTMLBlock:
		w.html(n)
	case *east.Table:
		w.table(n)
	case *east.FootnoteList:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if f, ok := c.(*east.Footnote); ok {
				w.notes++
				q := p
				q.kind, q.label = documents.Note, string(f.Ref)
				w.children(c, q)
			}
		}
	default:
		w.children(n, p)
	}
}

func (w *mdWalker) table(n *east.Table) {
	row := 0
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		row++
		col := 0
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			col++
			w.inline(c, documents.Block{Kind: documents.Cell, Row: row, Col: col})
		}
	}
}

// inline adds a block with the text inside n. A paragraph whose lines were
// ended by hand, as in an address, gives one block per line.
func (w *mdWalker) inline(n ast.Node, b documents.Block) {
	r := mdRun{w: w}
	r.walk(n, 0, 0)
	lines := [][]char{r.chars}
	if b.Kind == documents.Paragraph {
		if r.pictureOnly {
			b.Kind = documents.Caption
		}
		lines = cut(r.chars, '\n', w.m)
	}
	for _, chars := range lines {
		b.Links = append([]documents.Link(nil), r.links...)
		b.Marks = slices.Clone(r.marks)
		for i := range b.Marks {
			b.Marks[i].At = -1
		}
		b.Text, b.Origins = composeNotes(chars, b.Links, b.Marks)
		b.Marks = here(b.Marks)
		kept := b.Links[:0]
		for i, l := range b.Links {
			if l.End > 0 || r.carried[i] == 0 && len(lines) == 1 {
				kept = append(kept, l)
			}
		}
		b.Links = kept
		if len(kept) == 0 {
			b.Links = nil
		}
		if b.Text != "" || b.Kind == documents.Cell {
			w.d.Blocks = append(w.d.Blocks, b)
		}
	}
}

// cut splits a paragraph at its line ends, the character end, when all of them
// were made by hand: no line reaches the margin, none ends a sentence and none
// goes on in lower case, save addresses of mail and pages.
func cut(chars []char, end rune, m margin) [][]char {
	var lines [][]char
	var flat []textLine
	start := 0
	for i := 0; i <= len(chars); i++ {
		if i == len(chars) || chars[i].r == end {
			text := strings.TrimSpace(string(runes(chars[start:i])))
			if text != "" {
				lines = append(lines, chars[start:i])
				flat = append(flat, textLine{text: text})
			}
			start = i + 1
		}
	}
	whole := [][]char{chars}
	if len(lines) < 2 {
		return whole
	}
	for i, l := range flat {
		if utf8.RuneCountInString(l.text) > 80 || i+1 < len(flat) && (ends(l.text) && !strings.HasSuffix(l.text, ":") || strings.HasSuffix(l.text, ",") || m.joins(l, flat[i+1], false)) {
			return whole
		}
		first, _ := utf8.DecodeRuneInString(l.text)
		word, _, _ := strings.Cut(l.text, " ")
		if unicode.IsLower(first) && !strings.ContainsAny(word, "@/") && !strings.HasPrefix(word, "www.") {
			return whole
		}
	}
	return lines
}

// raw adds a block with a node's lines as they are.
func (w *mdWalker) raw(n ast.Node, kind documents.Kind) {
	var chars []char
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		chars = append(chars, w.spell(s.Start, s.Stop)...)
	}
	b := documents.Block{Kind: kind}
	b.Text, b.Origins = compose(chars)
	if b.Text != "" {
		w.d.Blocks = append(w.d.Blocks, b)
	}
}

// html adds the words of an HTML block as a paragraph; comments, scripts and
// styles have none.
func (w *mdWalker) html(n *ast.HTMLBlock) {
	switch n.HTMLBlockType {
	case ast.HTMLBlockType1, ast.HTMLBlockType2, ast.HTMLBlockType3, ast.HTMLBlockType4, ast.HTMLBlockType5:
		return
	}
	r := mdRun{w: w}
	tag, comment := false, false
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		line := string(w.src[s.Start:s.Stop])
		for j := 0; j < len(line); {
			switch {
			case comment:
				if strings.HasPrefix(line[j:], "-->") {
					comment = false
					j += 2
				}
				j++
			case strings.HasPrefix(line[j:], "<!--"):
				comment = true
				j += 4
			case tag:
				tag = line[j] != '>'
				j++
			case line[j] == '<':
				tag = true
				r.chars = append(r.chars, char{r: '\n', off: int(w.points[s.Start+j])})
				j++
			default:
				k := strings.IndexByte(line[j:], '<')
				if k < 0 {
					k = len(line) - j
				}
				r.resolve(s.Start+j, s.Start+j+k, false, 0)
				j += k
			}
		}
	}
	b := documents.Block{Kind: documents.Paragraph}
	b.Text, b.Origins = compose(r.chars)
	if b.Text != "" {
		w.d.Blocks = append(w.d.Blocks, b)
	}
}

// spell returns the characters of the bytes start to stop of the source.
func (w *mdWalker) spell(start, stop int) []char {
	return spell(string(w.src[start:stop]), int(w.points[start]))
}
