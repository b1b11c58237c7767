package extract

import (
	"bytes"
	"strings"

	"concord/documents"
)

// readODT reads an OpenDocument text (ISO/IEC 26300), packed or flat. Blocks
// are in the order of the text; notes, boxes, running heads and tracked changes
// are as in readDocx. It returns the language that the file claims to be in.
func readODT(d *documents.Document, data []byte) (hint documents.Lang, err error) {
	defer recovered(&err)
	w := &odtWalker{office: office{d: d}, styles: newODTStyles()}
	if bytes.HasPrefix(data, []byte("PK")) {
		z, err := openZip(d.Path, data)
		if err != nil {
			return "", err
		}
		if bytes.Contains(z.start("META-INF/manifest.xml", freely), []byte("encryption-data")) {
			return "", locked(d.Path)
		}
		// Styles first: content.xml builds on them, and its own come last.
		for _, name := range []string{"meta.xml", "styles.xml", "content.xml"} {
			if name != "content.xml" && !z.has(name) {
				continue
			}
			r, err := z.open(name)
			if err != nil {
				return "", err
			}
			w.file(newXMLPart(d.Path, name, r, odtSpaces))
		}
	} else {
		w.file(newXMLPart(d.Path, "", bytes.NewReader(data), odtSpaces))
	}
	w.put(documents.Block{Kind: documents.Paragraph})
	if w.deleting > 0 {
		d.Warnings = append(d.Warnings, documents.Warning{Code: "part-missing", Message: documents.Pair[string]{
			FR: "une suppression suivie n’a pas de fin : le texte qui la suit n’est pas lu ; acceptez ou refusez les modifications, puis enregistrez de nouveau le document",
			EN: "a tracked deletion has no end: the text after it is not read; accept or reject the changes, then save the document again",
		}})
	}
	for _, b := range w.closing {
		w.add(b)
	}
	d.Blocks = append(append(w.headers, w.out...), w.footers...)
	w.told()
	if w.styles.lang != "" {
		return w.styles.lang, nil
	}
	return w.claimed, nil
}

// odtSpaces are the namespaces of OpenDocument.
var odtSpaces = map[string]string{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":            "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":              "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":             "table",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":           "draw",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":             "style",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":    "svg",
	"urn:oasis:names:tc:opendocument:xmlns:form:1.0":              "form",
	"http://www.w3.org/1999/xlink":                                "xlink",
	"http://www.w3.org/XML/1998/namespace":                        "xml",
	"http://purl.org/dc/elements/1.1/":                            "dc",
}

// An odtWalker reads the files of an OpenDocument text.
type odtWalker struct {
	office
	styles           *odtStyles
	claimed          documents.Lang
	headers, footers []documents.Block
	heads            map[string]bool // texts of running heads that are there
	toc              int             // depth within indexes
	list             odtPlace
	outline          counters
	font             string // the symbol font that text is in, empty for others
	// deleted are the ids of tracked changes that took text out, and deleting
	// counts those that the text being read is within: some writers leave what
	// was deleted where it stood.
	deleted  map[string]bool
	deleting int
	// byID and byStyle are the counters that a list may go on with.
	byID, byStyle map[string]*counters
}

// file reads one file, or the one file of a flat document.
func (w *odtWalker) file(x *xmlPart) {
	x.root()
	x.each(func(e element) {
		switch e.name {
		case "office:meta":
			x.each(func(e element) {
				if e.name == "dc:language" {
					w.claimed = claimed(x.text())
				}
			}, nil)
		case "office:styles", "office:automatic-styles":
			w.styles.read(x)
		case "office:master-styles":
			w.masters(x)
		case "office:body":
			x.each(func(element) { w.body(x) }, nil)
		}
	}, nil)
}

// masters reads the headers and footers of the page styles, each text once.
func (w *odtWalker) masters(x *xmlPart) {
	if w.heads == nil {
		w.heads = map[string]bool{}
	}
	x.each(func(e element) {
		if e.name != "style:master-page" {
			return
		}
		x.each(func(e element) {
			kind := documents.Header
			switch e.name {
			case "style:header", "style:header-left", "style:header-first":
			case "style:footer", "style:footer-left", "style:footer-first":
				kind = documents.Footer
			default:
				return
			}
			if e.attr("style:display") == "false" {
				return
			}
			before := w.force
			w.force = kind
			made := w.aside(func() { w.body(x) })
			w.force = before
			for _, b := range made {
				key := string(kind) + " " + b.Text
				switch {
				case w.heads[key]:
				case kind == documents.Header:
					w.headers = append(w.headers, b)
				default:
					w.footers = append(w.footers, b)
				}
				w.heads[key] = true
			}
		}, nil)
	}, nil)
}

// odtStyles are the styles of an OpenDocument text by their names.
type odtStyles struct {
	paragraph map[string]*odtStyle
	hidden    map[string]bool   // styles of spans that do not show
	fonts     map[string]string // symbol fonts of spans by their styles
	lists     map[string]*odtList
	outline   *odtList
	lang      documents.Lang
}

type odtStyle struct {
	display, parent string
	outline         int // 1 to 10 for headings, 0 for none, -1 when not said
	list            string
}

// An odtList is how the levels of a list are counted and written.
type odtList [maxLevels]*odtLevel

type odtLevel struct {
	style          numberStyle
	bullet         string
	prefix, suffix string
	shown, start   int // levels shown, first number
}

func newODTStyles() *odtStyles {
	return &odtStyles{paragraph: map[string]*odtStyle{}, hidden: map[string]bool{}, fonts: map[string]string{}, lists: map[string]*odtList{}}
}

// read reads office:styles or office:automatic-styles.
func (s *odtStyles) read(x *xmlPart) {
	x.each(func(e element) {
		switch e.name {
		case "style:default-style":
			if e.attr("style:family") == "paragraph" {
				x.each(func(e element) {
					if lang := claimed(e.attr("fo:language")); e.name == "style:text-properties" && lang != "" {
						s.lang = lang
					}
				}, nil)
			}
		case "style:style":
			name := e.attr("style:name")
			switch e.attr("style:family") {
			case "paragraph":
				s.paragraph[name] = &odtStyle{
					display: e.attr("style:display-name"), parent: e.attr("style:parent-style-name"),
					outline: e.number("style:default-outline-level", -1), list: e.attr("style:list-style-name"),
				}
			case "text":
				delete(s.hidden, name)
				delete(s.fonts, name)
				x.each(func(e element) {
					if e.attr("text:display") == "none" {
						s.hidden[name] = true
					}
					for _, font := range []string{e.attr("style:font-name"), e.attr("fo:font-family")} {
						if symbolFont(strings.Trim(font, `'"`)) {
							s.fonts[name] = font
						}
					}
				}, nil)
			}
		case "text:list-style":
			s.lists[e.attr("style:name")] = readODTList(x)
		case "text:outline-style":
			s.outline = readODTList(x)
		}
	}, nil)
}

func readODTList(x *xmlPart) *odtList {
	var l odtList
	x.each(func(e element) {
		n := e.number("text:level", 0) - 1
		if n < 0 || n >= maxLevels {
			return
		}
		v := &odtLevel{
			prefix: e.attr("style:num-prefix"), suffix: e.attr("style:num-suffix"),
			shown: e.number("text:display-levels", 1), start: e.number("text:start-value", 1),
		}
		switch e.name {
		case "text:list-level-style-bullet":
			v.style, v.bullet = noNumber, odtBullet(e.attr("text:bullet-char"))
		case "text:list-level-style-image":
			v.style, v.bullet = noNumber, "•"
		default:
			v.style = map[string]numberStyle{"1": decimalNumber, "a": lowerLetter, "A": upperLetter, "i": lowerRoman, "I": upperRoman, "": noNumber}[e.attr("style:num-format")]
		}
		l[n] = v
	}, nil)
	return &l
}

// odtBullet gives a bullet as a character that every font has.
func odtBullet(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xE000 && r <= 0xEFFF { // of OpenSymbol
			return '•'
		}
		return symbol(r, "")
	}, s)
}

// label gives the number of the item that c has reached, at a level from 0.
func (l *odtList) label(c *counters, level int) string {
	v := l[level]
	if v == nil {
		return ""
	}
	if v.bullet != "" {
		// Writers also give a bullet a suffix, "." or the bullet once more;
		// word processors show the bullet alone.
		return v.bullet
	}
	if v.style == noNumber {
		return strings.TrimSpace(v.prefix + v.suffix)
	}
	var numbers []string
	for i := max(0, level-max(v.shown, 1)+1); i <= level; i++ {
		u := l[i]
		if u == nil || u.style == noNumber {
			continue
		}
		if !c.seen[i] {
			c.at[i] = u.start
		}
		numbers = append(numbers, u.style.write(c.at[i]))
	}
	return v.prefix + strings.Join(numbers, ".") + v.suffix
}

// role tells what a paragraph's style makes of it: the outline level decides,
// names are asked last.
func (s *odtStyles) role(name string) (documents.Kind, int) {
	kind, level := documents.Kind(""), 0
	for range maxLevels * 2 { // a style may be its own parent
		st := s.paragraph[name]
		if st == nil {
			break
		}
		if kind == "" {
			if kind, level = styleRole(name); kind == "" {
				kind, level = styleRole(st.display)
			}
		}
		if st.outline > 0 && kind != documents.TOC && kind != documents.Caption {
			return documents.Heading, min(st.outline, 6)
		}
		name = st.parent
	}
	if kind == "" {
		kind, level = styleRole(name)
	}
	if kind == "" {
		return documents.Paragraph, 0
	}
	return kind, min(level, 6)
}
