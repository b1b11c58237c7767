package extract

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/transform"

	"concord/documents"
)

// readHTML reads a page from its tags in their order, without building a tree:
// so every character keeps its place in the file, in code points of the decoded
// text, and nesting costs nothing. What closes what follows the parsing rules
// of HTML (WHATWG, section 13.2.6) as far as blocks are concerned. It returns
// the language that the page claims to be in.
//
// Site furniture (nav, and header, footer and aside outside of main and
// article) becomes headers and footers, save a heading of the first level. Scripts, styles,
// templates, forms' choices and what the page hides are not text.
func readHTML(d *documents.Document, data []byte) (documents.Lang, error) {
	w := newHTMLWalker(d, true)
	if err := w.read(decodeHTML(d, data)); err != nil {
		return "", err
	}
	w.told()
	return w.lang, nil
}

// htmlCharset finds the encoding that a page declares in its first kilobyte
// (WHATWG, section 13.2.3.2).
var htmlCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([a-z0-9_.:-]+)|<\?xml[^>]{0,80}encoding\s*=\s*["']([a-z0-9_.-]+)`)

// decodeHTML decodes a page: by its byte order mark, as UTF-8 if it is that,
// else as it declares.
func decodeHTML(d *documents.Document, data []byte) string {
	if !utf16BOM(data) && !bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) && !utf8.Valid(data) {
		if m := htmlCharset.FindSubmatch(data[:min(len(data), 1024)]); m != nil {
			label := string(m[1]) + string(m[2])
			// A page that says UTF-16 in single bytes is not, and one that
			// says UTF-8 was found not to be.
			if e := charset(label); e != nil && !strings.HasPrefix(strings.ToLower(label), "u") {
				if out, _, err := transform.Bytes(e.NewDecoder(), data); err == nil {
					return string(out)
				}
			}
		}
	}
	return decode(d, data)
}

// maxOpen is the most elements that are followed as open at once; browsers stop
// at 512. Deeper ones are read as if they were not there.
const maxOpen = maxXMLDepth

// An htmlElement is an element that is open and matters for what is in it.
type htmlElement struct {
	name string
	// drop: nothing in it is text. hidden: because the page hides it.
	drop, hidden bool
	furniture    documents.Kind // Header or Footer for site furniture
	body         bool           // main or article: not furniture
	list         *htmlList
	table        *htmlTable
	label        string // of a list item or note, until it is used
	note         bool
	// notePart: the element holds one note, when a mark leads to a place in it.
	notePart bool
	// role is the kind of paragraphs, and level theirs, where a word processor
	// says it by other means than tags.
	role  documents.Kind
	level int
}

type htmlList struct {
	ordered  bool
	at, step int
	style    numberStyle
}

// An htmlTable counts rows and columns: row and col are the place of the cell
// being read, next is the column after it, and taken says up to which row a
// column is taken by a cell from above.
type htmlTable struct {
	row, col, next int
	taken          map[int]int
}

// An htmlWalker reads the tags of one page.
type htmlWalker struct {
	d      *documents.Document
	placed bool // characters have places in the file
	off    int  // code point at which the current token begins
	line   inline
	open   []htmlElement
	over   int // elements open beyond maxOpen
	lang   documents.Lang
	words  int // bytes of text so far
	// dropped is the number of elements that are open up to one whose content
	// is not text, 0 outside of such.
	dropped int
	// hiddenWords, objects, changes and comments count what was not read;
	// hiddenTold says that the element being hidden is counted.
	hiddenWords, objects int
	changes, comments    int
	hiddenTold           bool
	// notes are the ids that note marks lead to, with the mark; calls are the
	// ids of the marks themselves.
	notes map[string]string
	calls map[string]bool
	mark  noteMark
	title bool
	// isNote: the current block is a note, with the mark noteHere.
	isNote   bool
	noteHere string
	err      error
}

// newHTMLWalker reads into d; placed says that the text is that of the file.
func newHTMLWalker(d *documents.Document, placed bool) *htmlWalker {
	return &htmlWalker{d: d, placed: placed, notes: map[string]string{}, calls: map[string]bool{}}
}

// read reads the page's tokens.
func (w *htmlWalker) read(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(MaxText)
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken:
			// What is left is an unfinished tag.
			w.flush()
			return w.err
		case html.TextToken:
			w.text(raw)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attrs := htmlTag(z)
			w.start(name, attrs, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(string(name))
		}
		w.off += length(raw)
		if w.err != nil {
			return w.err
		}
	}
}

// htmlTag returns the current tag's name and attributes; of two with the same
// name the first counts.
func htmlTag(z *html.Tokenizer) (string, map[string]string) {
	name, more := z.TagName()
	tag := string(name)
	var attrs map[string]string
	for more && len(attrs) < 256 {
		var key, value []byte
		key, value, more = z.TagAttr()
		if attrs == nil {
			attrs = map[string]string{}
		}
		if _, twice := attrs[string(key)]; !twice {
			attrs[string(key)] = string(value)
		}
	}
	return tag, attrs
}

// text adds the characters of a piece of text, references resolved.
func (w *htmlWalker) text(raw string) {
	if w.dropped > 0 {
		if w.open[w.dropped-1].hidden && !w.hiddenTold && strings.TrimSpace(raw) != "" {
			w.hiddenTold = true
			w.hiddenWords++
		}
		return
	}
	off := w.off
	for i := 0; i < len(raw); {
		if raw[i] == '&' {
			if text, n := reference(raw[i:]); n > 0 {
				for k, r := range []rune(text) {
					c := char{r: r, off: off, n: n, link: w.line.link}
					if k > 0 {
						// The second character of the few references that
						// stand for two shares the place of the first.
						c.off, c.n = off+n, 0
					}
					w.line.chars = append(w.line.chars, c)
				}
				i += n
				off += n
				continue
			}
		}
		next := i + 1
		for next < len(raw) && raw[next] != '&' {
			next++
		}
		for _, r := range raw[i:next] {
			w.line.chars = append(w.line.chars, char{r: r, off: off, n: 1, link: w.line.link})
			off++
		}
		i = next
	}
}

// reference returns the characters of the character reference that s begins
// with, and its length; 0 if there is none. The old ones need no semicolon.
func reference(s string) (text string, n int) {
	end := 1
	for end < len(s) && end < 34 && (s[end] == '#' || s[end] >= '0' && s[end] <= '9' || s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z') {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	ref := s[:end]
	text = html.UnescapeString(ref)
	switch {
	case text == ref:
		return "", 0
	case strings.HasSuffix(ref, ";") && !strings.HasSuffix(text, ";"):
		return text, end
	}
	// The reference ended before the letters that follow it.
	first := []rune(text)[0]
	return string(first), end - (len(text) - len(string(first)))
}

// flush ends the block that is being read.
func (w *htmlWalker) flush() {
	if w.mark.target != "" {
		w.endAnchor()
	}
	if w.line.empty() {
		return
	}
	w.line.chars = padded(w.line.chars)
	b, label := w.place()
	if b.Kind == documents.ListItem && b.Label == "" {
		// A list item without a tag for it has its label in the text.
		if b.Label, w.line.chars = typedLabel(w.line.chars); b.Label == "" {
			b.Kind, b.Level = documents.Paragraph, 0
		}
	}
	for i, made := range w.line.take(b, w.placed) {
		if i == 0 {
			*label = ""
			w.noteHere, w.isNote = "", false
		}
		w.add(made)
	}
}

func (w *htmlWalker) add(b documents.Block) {
	if w.words += len(b.Text); w.words > MaxText || len(w.d.Blocks) >= maxBlocks {
		if w.err == nil {
			w.err = tooMuch(w.d.Path)
		}
		return
	}
	w.d.Blocks = append(w.d.Blocks, b)
}

// told warns of what was met and not read.
func (w *htmlWalker) told() {
	o := office{d: w.d, count: officeCount{hidden: w.hiddenWords, objects: w.objects, changes: w.changes, comments: w.comments}}
	o.told()
}

// place tells from the open elements what the block being read is, and where
// its label is kept.
func (w *htmlWalker) place() (documents.Block, *string) {
	none := ""
	if w.title {
		return documents.Block{Kind: documents.Header}, &none
	}
	furniture := w.furniture()
	depth := 0
	for i := range w.open {
		if w.open[i].list != nil {
			depth++
		}
	}
	if w.isNote {
		return documents.Block{Kind: documents.Note, Label: w.noteHere}, &none
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		e := &w.open[i]
		if level := headingTag(e.name); level == 1 && furniture != documents.TOC || level > 0 && furniture == "" {
			return documents.Block{Kind: documents.Heading, Level: level}, &none
		}
		if furniture != "" {
			continue
		}
		switch {
		case e.role != "":
			return documents.Block{Kind: e.role, Level: e.level}, &none
		case e.name == "pre" || e.name == "listing" || e.name == "xmp":
			return documents.Block{Kind: documents.Code}, &none
		case e.note:
			return documents.Block{Kind: documents.Note, Label: e.label}, &e.label
		case e.name == "li" && e.label != "":
			return documents.Block{Kind: documents.ListItem, Level: max(depth, 1), Label: e.label}, &e.label
		case e.name == "li":
			// Only the first paragraph carries the label.
			return documents.Block{Kind: documents.Paragraph}, &none
		case e.name == "caption" || e.name == "figcaption":
			return documents.Block{Kind: documents.Caption}, &none
		case e.table != nil:
			return documents.Block{Kind: documents.Paragraph}, &none
		case e.name == "td" || e.name == "th":
			for k := i; k >= 0; k-- {
				if t := w.open[k].table; t != nil {
					return documents.Block{Kind: documents.Cell, Row: max(t.row, 1), Col: max(t.col, 1)}, &none
				}
			}
		}
	}
	if furniture != "" {
		return documents.Block{Kind: furniture}, &none
	}
	return documents.Block{Kind: documents.Paragraph}, &none
}

// furniture returns the kind of the innermost site furniture, none inside main
// and article.
func (w *htmlWalker) furniture() documents.Kind {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].body {
			return ""
		}
		if w.open[i].furniture != "" {
			return w.open[i].furniture
		}
	}
	return ""
}

func headingTag(name string) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int(name[1] - '0')
	}
	return 0
}

// atoiIn reads a number between two bounds, the default if it is none.
func atoiIn(s string, def, low, high int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return def
	}
	return min(max(n, low), high)
}
