package extract

import (
	"slices"
	"strings"

	"concord/documents"
)

// blockTags end the block before them and the one that they hold; those that
// are true also end an open p.
var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "center": true, "details": true, "dialog": true,
	"dir": true, "div": true, "dl": true, "dt": true, "dd": true, "fieldset": true, "figcaption": true, "figure": true,
	"footer": true, "form": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"header": true, "hgroup": true, "hr": true, "li": true, "listing": true, "main": true, "menu": true, "nav": true,
	"ol": true, "p": true, "pre": true, "search": true, "section": true, "summary": true, "table": true, "ul": true, "xmp": true,
	"body": false, "html": false, "head": false, "caption": false, "legend": false, "tbody": false, "thead": false,
	"tfoot": false, "tr": false, "td": false, "th": false, "title": false, "optgroup": false, "option": false,
}

// dropTags hold no text of the page.
var dropTags = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "noframes": true, "select": true, "datalist": true,
	"svg": true, "iframe": true, "object": true, "applet": true, "audio": true, "video": true, "canvas": true,
	"textarea": true, "noembed": true, "annotation": true, "annotation-xml": true, "rp": true, "rt": true,
}

// embedTags are counted as embedded objects.
var embedTags = map[string]bool{"iframe": true, "object": true, "applet": true, "embed": true}

// voidTags have no end.
var voidTags = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true, "basefont": true, "bgsound": true, "frame": true,
}

// closes lists, for a start tag, the open elements that it ends, and the
// elements beyond which it does not look.
var closes = map[string]struct{ ended, scope []string }{
	"li":    {[]string{"li"}, []string{"ul", "ol", "dir", "menu", "table", "td", "th"}},
	"dt":    {[]string{"dt", "dd"}, []string{"dl", "table", "td", "th"}},
	"dd":    {[]string{"dt", "dd"}, []string{"dl", "table", "td", "th"}},
	"tr":    {[]string{"tr", "td", "th", "caption"}, []string{"table"}},
	"td":    {[]string{"td", "th", "caption"}, []string{"table", "tr"}},
	"th":    {[]string{"td", "th", "caption"}, []string{"table", "tr"}},
	"tbody": {tableGroups, []string{"table"}},
	"thead": {tableGroups, []string{"table"}},
	"tfoot": {tableGroups, []string{"table"}},
}

var (
	tableGroups = []string{"tbody", "thead", "tfoot", "tr", "td", "th", "caption"}
	paragraph   = []string{"p"}
	// paragraphScope: a p outside of these is not ended by a block in them.
	paragraphScope = []string{"table", "td", "th", "button", "caption"}
)

// start reads a start tag.
func (w *htmlWalker) start(name string, attrs map[string]string, selfClosing bool) {
	if w.dropped > 0 {
		if !voidTags[name] && !selfClosing {
			w.push(htmlElement{name: name})
		}
		return
	}
	if (name == "html" || name == "body") && w.lang == "" {
		if w.lang = claimed(attrs["lang"]); w.lang == "" {
			w.lang = claimed(attrs["xml:lang"])
		}
	}
	endsP, block := blockTags[name]
	if block {
		w.flush()
		if endsP {
			w.endOpen(paragraph, paragraphScope)
		}
		if headingTag(name) > 0 && len(w.open) > 0 && headingTag(w.open[len(w.open)-1].name) > 0 {
			w.pop(len(w.open) - 1)
		}
		if c, ok := closes[name]; ok {
			w.endOpen(c.ended, c.scope)
		}
	}
	e := htmlElement{name: name, drop: dropTags[name]}
	if hides(name, attrs) {
		e.drop, e.hidden = true, true
		w.hiddenTold = false
	}
	if embedTags[name] {
		w.objects++
	}
	switch {
	case name == "ins":
		w.changes++
	case name == "del":
		w.changes++
		e.drop = true
	case comment(name, attrs):
		if name == "a" {
			w.comments++
		}
		e.drop = true
	}
	if voidTags[name] {
		if !e.hidden {
			w.void(name, attrs)
		}
		return
	}
	keep := block || e.drop
	if !e.drop {
		keep = w.enter(&e, attrs) || keep
	}
	if name == "title" {
		w.title = true
	}
	if keep && (!selfClosing || !e.drop) {
		w.push(e)
	}
}

// hides reports an element that the page does not show.
func hides(name string, attrs map[string]string) bool {
	if _, ok := attrs["hidden"]; ok && attrs["hidden"] != "until-found" {
		return true
	}
	if name == "dialog" {
		if _, open := attrs["open"]; !open {
			return true
		}
	}
	style := strings.ToLower(strings.ReplaceAll(attrs["style"], " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "mso-hide:all") || strings.Contains(style, "visibility:hidden")
}

// void reads an element without content.
func (w *htmlWalker) void(name string, attrs map[string]string) {
	switch name {
	case "br":
		w.line.chars = append(w.line.chars, char{r: lineBreak, off: w.off})
	case "img":
		// A picture's description is text that some readers hear; it has no
		// place of its own that could be marked.
		if alt := strings.TrimSpace(attrs["alt"]); alt != "" {
			w.described(alt)
		}
	}
}

// described adds a picture's description: in the midst of words as a word,
// alone as a caption.
func (w *htmlWalker) described(alt string) {
	if w.furniture() != "" {
		return
	}
	alone := true
	for _, c := range w.line.chars {
		alone = alone && (blank(c.r) || invisible(c.r))
	}
	if !alone {
		return
	}
	saved := w.line
	w.line = inline{}
	w.line.add(strings.ToValidUTF8(alt, "\uFFFD"))
	for i := range w.line.chars {
		w.line.chars[i].r = unbroken(w.line.chars[i].r)
	}
	for _, b := range w.line.take(documents.Block{Kind: documents.Caption}, false) {
		w.add(b)
	}
	w.line = saved
}

func unbroken(r rune) rune {
	if r == lineBreak {
		return ' '
	}
	return r
}

// enter sets what an element makes of what is in it, and reports whether that
// is anything.
func (w *htmlWalker) enter(e *htmlElement, attrs map[string]string) bool {
	if id := attrs["id"]; id != "" {
		w.reached(e, id)
	}
	switch e.name {
	case "p":
		e.role, e.level = officeRole(attrs)
	case "div":
		e.notePart = notePart(attrs["id"])
	}
	if contentsPart(attrs) && blockTags[e.name] {
		e.furniture = documents.TOC
	}
	switch e.name {
	case "ul", "menu", "dir":
		e.list = &htmlList{}
	case "ol":
		l := &htmlList{ordered: true, at: atoiIn(attrs["start"], 1, -1e6, 1e6), step: 1}
		l.style = map[string]numberStyle{"a": lowerLetter, "A": upperLetter, "i": lowerRoman, "I": upperRoman}[attrs["type"]]
		if _, ok := attrs["reversed"]; ok {
			l.step = -1
		}
		e.list = l
	case "li":
		if !e.note {
			e.label = w.itemLabel(attrs)
		}
	case "table":
		e.table = &htmlTable{taken: map[int]int{}}
	case "tr":
		if t := w.inTable(); t != nil {
			t.nextRow()
		}
	case "td", "th":
		if t := w.inTable(); t != nil {
			t.nextCell(atoiIn(attrs["colspan"], 1, 1, maxColumns), atoiIn(attrs["rowspan"], 1, 0, 65534))
		}
	case "nav", "header", "footer", "aside":
		e.furniture = w.furnitureOf(e.name)
	case "main", "article":
		e.body = true
	case "a":
		w.anchor(attrs)
	case "sup":
		w.superscript(attrs)
	}
	switch attrs["role"] {
	case "navigation", "doc-toc":
		e.furniture = w.furnitureOf("nav")
	case "banner", "search":
		e.furniture = documents.Header
	case "contentinfo":
		e.furniture = documents.Footer
	case "complementary":
		e.furniture = w.furnitureOf("aside")
	case "main", "article":
		e.body = true
	}
	return e.furniture != "" || e.body || e.note
}

// furnitureOf tells what the text of an element is that may be site furniture:
// the head and foot of the site, or of a part of the text.
func (w *htmlWalker) furnitureOf(name string) documents.Kind {
	within := func(names string) bool {
		for _, e := range w.open {
			if (e.body || e.name == "section") && strings.Contains(names, e.name) {
				return true
			}
		}
		return false
	}
	switch {
	case name == "nav" && within("main article div"):
		return documents.TOC
	case name == "nav", name == "header" && !within("main article section div"):
		return documents.Header
	case name == "footer" && !within("main article section div"), name == "aside" && !within("main article div"):
		return documents.Footer
	}
	return ""
}

// inTable returns the innermost open table.
func (w *htmlWalker) inTable() *htmlTable {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].table != nil {
			return w.open[i].table
		}
	}
	return nil
}

func (t *htmlTable) nextRow() { t.row, t.next = t.row+1, 1 }

// nextCell moves to the place of a cell that spans columns and rows.
func (t *htmlTable) nextCell(cols, rows int) {
	t.row = max(t.row, 1)
	t.col = max(t.next, 1)
	for t.taken[t.col] >= t.row && t.col < maxColumns {
		t.col++
	}
	if rows == 0 {
		rows = maxColumns // to the end of the table
	}
	for i := 0; rows > 1 && i < cols && t.col+i <= maxColumns; i++ {
		t.taken[t.col+i] = t.row + rows - 1
	}
	t.next = min(t.col+cols, maxColumns)
}

// itemLabel gives the bullet or number of the next item of the innermost list.
func (w *htmlWalker) itemLabel(attrs map[string]string) string {
	for i := len(w.open) - 1; i >= 0; i-- {
		l := w.open[i].list
		if l == nil {
			continue
		}
		if !l.ordered {
			break
		}
		l.at = atoiIn(attrs["value"], l.at, -1e6, 1e6)
		label := l.style.write(l.at) + "."
		l.at += l.step
		return label
	}
	return "•"
}

// push opens an element.
func (w *htmlWalker) push(e htmlElement) {
	if len(w.open) >= maxOpen {
		w.over++
		return
	}
	w.open = append(w.open, e)
	if e.drop && w.dropped == 0 {
		w.dropped = len(w.open)
	}
}

// endOpen ends the open elements with one of the names, and all in them, up to
// one of scope.
func (w *htmlWalker) endOpen(names, scope []string) {
	for i := len(w.open) - 1; i >= 0; i-- {
		switch name := w.open[i].name; {
		case slices.Contains(names, name):
			w.pop(i)
		case slices.Contains(scope, name):
			return
		}
	}
}

// pop ends the open elements from i on.
func (w *htmlWalker) pop(i int) {
	if w.dropped == 0 {
		w.flush()
	}
	w.open = w.open[:i]
	if w.dropped > i {
		w.dropped = 0
	}
}

// end reads an end tag.
func (w *htmlWalker) end(name string) {
	if name == "body" || name == "html" {
		return // what follows is in the body all the same
	}
	if w.dropped == 0 {
		switch name {
		case "br":
			w.line.chars = append(w.line.chars, char{r: lineBreak, off: w.off})
			return
		case "a":
			w.endAnchor()
		case "sup":
			w.mark.sup = false
		case "title":
			w.flush()
			w.title = false
		}
	}
	if w.over > 0 {
		w.over--
		return
	}
	_, block := blockTags[name]
	for i := len(w.open) - 1; i >= 0; i-- {
		e := &w.open[i]
		if e.name == name || headingTag(name) > 0 && headingTag(e.name) > 0 {
			if w.dropped > 0 || block || e.furniture != "" || e.body || e.note {
				w.pop(i)
			}
			return
		}
		// A cell or table keeps in what was opened in it.
		if (e.name == "td" || e.name == "th" || e.name == "table") && !tablePart(name) {
			return
		}
	}
	if block {
		w.flush()
	}
}

func tablePart(name string) bool {
	switch name {
	case "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption":
		return true
	}
	return false
}
