package extract

import (
	"strings"
	"unicode"

	"concord/documents"
)

// A docxWalker reads the text of one part of a Word document.
type docxWalker struct {
	office
	p                   *docxPackage
	styles              *docxStyles
	lists               *docxLists
	footnotes, endnotes map[string][]documents.Block
	footCalls, endCalls int
	fields              []*docxField
	heads               []string // relations of the headers and footers met
	toc                 int      // depth within a contents list
	// ownMark: the text that follows is the mark that an author gave a note,
	// and marked takes it.
	ownMark bool
	marked  func(mark string)
}

// A docxField is a field that was begun and not ended: first its instruction,
// which is not text, then its result, which is.
type docxField struct {
	instruction strings.Builder
	result      bool
	before      int // the link before the field
}

// story returns a walker for a note or a running head.
func (w *docxWalker) story(kind documents.Kind) *docxWalker {
	return &docxWalker{p: w.p, styles: w.styles, lists: w.lists, office: office{d: w.d, force: kind}}
}

// finish returns the blocks read.
func (w *docxWalker) finish() []documents.Block {
	w.put(documents.Block{Kind: documents.Paragraph})
	return w.out
}

// body reads paragraphs and tables, in whatever they are wrapped.
func (w *docxWalker) body(x *xmlPart) {
	x.each(func(e element) { w.block(e) }, nil)
}

func (w *docxWalker) block(e element) {
	x := e.x
	switch e.name {
	case "w:p":
		w.paragraph(x)
	case "w:tbl":
		w.table(x)
	case "w:sectPr":
		w.heads = append(w.heads, readDocxSection(x)...)
	case "w:sdt":
		w.control(x, w.block)
	case "w:del", "w:moveFrom":
		w.count.changes++
	case "w:ins", "w:moveTo":
		w.count.changes++
		x.each(w.block, nil)
	case "w:altChunk":
		w.chunk(e.attr("r:id"))
	case "w:subDoc":
		w.count.objects++
	case "mc:AlternateContent":
		w.alternate(x, w.block)
	case "w:tblPr", "w:tblGrid", "w:sdtPr", "w:tcPr", "w:trPr":
	case "w:r", "w:hyperlink", "w:fldSimple":
		w.inline(e)
	default:
		x.each(w.block, nil)
	}
}

// control reads a content control; one that holds the contents list makes its
// paragraphs TOC.
func (w *docxWalker) control(x *xmlPart, read func(element)) {
	before := w.toc
	x.each(func(e element) {
		switch e.name {
		case "w:sdtPr":
			x.each(func(e element) {
				if e.name != "w:docPartObj" {
					return
				}
				x.each(func(e element) {
					if e.name == "w:docPartGallery" && e.attr("w:val") == "Table of Contents" {
						w.toc++
					}
				}, nil)
			}, nil)
		case "w:sdtContent":
			x.each(read, nil)
		}
	}, nil)
	w.toc = before
}

// alternate reads the first choice that holds text, or else the fallback:
// both say the same for programs of different ages.
func (w *docxWalker) alternate(x *xmlPart, read func(element)) {
	made := func() int { return len(w.line.chars) + len(w.after) + len(w.out) + w.count.objects }
	done := false
	x.each(func(e element) {
		if done || e.name != "mc:Choice" && e.name != "mc:Fallback" {
			return
		}
		before := made()
		x.each(read, nil)
		done = made() != before
	}, nil)
}

func (w *docxWalker) paragraph(x *xmlPart) {
	p := docxProperties{outline: -1, list: docxItem{level: -1}}
	hidden := false
	x.each(func(e element) {
		if e.name == "w:pPr" {
			p = readDocxProperties(x)
			w.heads = append(w.heads, p.heads...)
			hidden = w.styles.resolve(p.style).hidden
			return
		}
		if !hidden {
			w.inline(e)
		}
	}, nil)
	if hidden {
		w.count.hidden++
	}
	// An instruction that is not over by now belongs to a broken field; the
	// text that follows is not dropped for it.
	for n := len(w.fields); n > 0 && !w.fields[n-1].result; n-- {
		w.fields = w.fields[:n-1]
	}
	w.ownMark, w.marked = false, nil
	if p.joined {
		w.count.changes++
		return
	}
	w.put(w.made(p))
}

// made returns the kind of block that a paragraph's properties make.
func (w *docxWalker) made(p docxProperties) documents.Block {
	style := w.styles.resolve(p.style)
	b := documents.Block{Kind: style.kind, Level: style.headingLevel}
	if b.Kind != documents.Heading {
		b.Level = 0
	}
	switch {
	case w.toc > 0 || b.Kind == documents.TOC:
		return documents.Block{Kind: documents.TOC}
	case p.outline >= 0 && p.outline < 9:
		b.Kind, b.Level = documents.Heading, min(p.outline+1, 6)
	case p.outline == 9 && b.Kind == documents.Heading:
		b.Kind, b.Level = documents.Paragraph, 0
	}
	if w.line.empty() || w.force != "" {
		return b // an empty paragraph takes no number that shows
	}
	item := p.list
	if item.num == "" {
		item.num = style.list.num
	}
	if item.level < 0 {
		item.level = style.list.level
	}
	label, level, listed := w.lists.label(item, p.style)
	if !listed {
		return b
	}
	if b.Kind == documents.Paragraph && (label != "" || p.list.num != "") {
		b.Kind, b.Level = documents.ListItem, level+1
		if level == 0 && p.list.num == "" && style.depth > 0 {
			b.Level = style.depth
		}
	}
	b = w.numbered(b, label)
	if b.Kind == documents.ListItem && b.Label == "" && label != "" {
		b.Kind, b.Level = documents.Paragraph, 0 // the label has become text
	}
	return b
}

// inline reads what stands in a paragraph.
func (w *docxWalker) inline(e element) {
	x := e.x
	switch e.name {
	case "w:r":
		w.run(x)
	case "w:hyperlink":
		before := w.line.link
		if r := w.p.rels[e.attr("r:id")]; r.outside && r.target != "" {
			w.line.open(r.target)
		}
		x.each(w.inline, nil)
		w.line.close(before)
	case "w:fldSimple":
		before := w.line.link
		if url := hyperlink(e.attr("w:instr")); url != "" {
			w.line.open(url)
		}
		x.each(w.inline, nil)
		w.line.close(before)
	case "w:del", "w:moveFrom":
		w.count.changes++
	case "w:ins", "w:moveTo":
		w.count.changes++
		x.each(w.inline, nil)
	case "w:sdt":
		w.control(x, w.inline)
	case "mc:AlternateContent":
		w.alternate(x, w.inline)
	case "m:t":
		w.text(x.text())
	case "w:p":
		w.paragraph(x) // out of place, and read all the same
	case "w:pPr", "w:rPr", "m:ctrlPr", "w:sdtPr":
	default:
		x.each(w.inline, nil)
	}
}

// run reads a run: text of one look.
func (w *docxWalker) run(x *xmlPart) {
	var look docxRun
	told := false
	x.each(func(e element) {
		if e.name == "w:rPr" {
			look = readDocxRun(x)
			return
		}
		if !look.hidden {
			w.piece(e, look)
			return
		}
		if !told && e.name == "w:t" && strings.TrimSpace(x.text()) != "" {
			told = true
			w.count.hidden++
		}
		if e.name == "w:fldChar" {
			w.field(e)
		}
	}, nil)
}

// piece reads one child of a run.
func (w *docxWalker) piece(e element, look docxRun) {
	x := e.x
	switch e.name {
	case "w:t":
		text := x.text()
		if e.attr("xml:space") != "preserve" {
			text = strings.TrimFunc(text, blank)
		}
		font := ""
		if symbolFont(look.font) {
			font = look.font
		}
		w.text(strings.Map(func(r rune) rune {
			if inSymbolArea(r) {
				return symbol(r, font)
			}
			return r
		}, text))
	case "w:tab", "w:ptab":
		w.text("\t")
	case "w:br":
		if kind := e.attr("w:type"); kind == "page" || kind == "column" {
			w.text(string(lineBreak))
		}
		w.text(string(lineBreak))
	case "w:cr":
		w.text(string(lineBreak))
	case "w:noBreakHyphen":
		w.text("\u2011")
	case "w:sym":
		w.text(docxSymbol(e))
	case "w:fldChar":
		w.field(e)
	case "w:instrText":
		if n := len(w.fields); n > 0 && !w.fields[n-1].result {
			w.fields[n-1].instruction.WriteString(x.text())
		}
	case "w:footnoteReference", "w:endnoteReference":
		w.noteMark(e)
	case "w:softHyphen", "w:delText", "w:delInstrText", "w:annotationRef", "w:footnoteRef", "w:endnoteRef", "w:commentReference":
	case "w:ruby":
		x.each(func(e element) {
			if e.name == "w:rubyBase" {
				x.each(w.inline, nil)
			}
		}, nil)
	default:
		w.graphic(e)
	}
}

// text adds characters, unless they are a field's instruction or the mark that
// an author gave a note.
func (w *docxWalker) text(s string) {
	for i := range w.fields {
		if !w.fields[i].result {
			return
		}
	}
	if w.ownMark {
		w.ownMark = false
		if mark := strings.TrimSpace(s); length(mark) <= 8 && !strings.ContainsFunc(mark, unicode.IsSpace) {
			if w.marked != nil {
				w.marked(mark)
			}
			return
		}
	}
	w.line.add(s)
}

// graphic looks for text boxes and embedded objects in a drawing.
func (w *docxWalker) graphic(e element) {
	x := e.x
	switch e.name {
	case "w:txbxContent":
		w.after = append(w.after, w.aside(func() { w.body(x) })...)
	case "c:chart", "cx:chart", "dgm:relIds", "o:OLEObject", "w:control":
		w.count.objects++
	case "mc:AlternateContent":
		w.alternate(x, w.graphic)
	default:
		x.each(w.graphic, nil)
	}
}

// field follows a field from its instruction to its result and its end.
func (w *docxWalker) field(e element) {
	n := len(w.fields)
	switch e.attr("w:fldCharType") {
	case "begin":
		if n < maxXMLDepth {
			w.fields = append(w.fields, &docxField{before: w.line.link})
		}
	case "separate":
		if n > 0 && !w.fields[n-1].result {
			f := w.fields[n-1]
			f.result = true
			if url := hyperlink(f.instruction.String()); url != "" {
				w.line.open(url)
			}
		}
	case "end":
		if n > 0 {
			w.line.close(w.fields[n-1].before)
			w.fields = w.fields[:n-1]
		}
	}
}

// hyperlink returns the address in the instruction of a HYPERLINK field, empty
// for other fields and for places in the document (\l).
func hyperlink(instruction string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(instruction), "HYPERLINK")
	if !ok {
		return ""
	}
	rest = strings.TrimSpace(rest)
	if after, ok := strings.CutPrefix(rest, `"`); ok {
		url, _, _ := strings.Cut(after, `"`)
		return url
	}
	url, _, _ := strings.Cut(rest, " ")
	if strings.HasPrefix(url, `\`) {
		return ""
	}
	return url
}

// docxSymbol gives the character of a w:sym.
func docxSymbol(e element) string {
	n := 0
	for _, c := range e.attr("w:char") {
		digit := strings.IndexRune("0123456789abcdef", unicode.ToLower(c))
		if digit < 0 || n > 0xFFFF {
			return ""
		}
		n = n*16 + digit
	}
	if n < 0x20 || n >= 0xD800 && n < 0xE000 || n > 0xFFFF {
		return ""
	}
	font := e.attr("w:font")
	if !symbolFont(font) && n < 0xF000 {
		font = ""
	}
	return string(symbol(rune(n), font))
}
