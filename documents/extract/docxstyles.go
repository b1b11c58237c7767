package extract

import (
	"strings"

	"concord/documents"
)

var errNotWord = cause("ce n’est pas un texte Word", "it is not a Word text")

// docxStyles are the paragraph styles of a Word document by their ids.
type docxStyles struct {
	byID map[string]*docxStyle
	def  string // the id of the style of paragraphs without one
	lang documents.Lang
}

// A docxStyle is one style as the file gives it; what it does not say, the
// style that it is based on says.
type docxStyle struct {
	name, based string
	outline     int // 0 to 8 for headings, 9 for none, -1 when not said
	list        docxItem
	hidden      bool
	// depth is that of a list by the style's name, 0 when it does not say one.
	depth        int
	resolved     bool
	kind         documents.Kind
	headingLevel int
}

// A docxItem ties a paragraph to a level of a list.
type docxItem struct {
	num   string // empty when not said, "0" for none
	level int    // -1 when not said
}

func readDocxStyles(x *xmlPart) *docxStyles {
	s := &docxStyles{byID: map[string]*docxStyle{}}
	x.each(func(e element) {
		switch e.name {
		case "w:docDefaults":
			x.each(func(element) {
				x.each(func(element) { // w:rPrDefault / w:rPr
					x.each(func(e element) {
						if e.name == "w:lang" {
							s.lang = claimed(e.attr("w:val"))
						}
					}, nil)
				}, nil)
			}, nil)
		case "w:style":
			id, kind := e.attr("w:styleId"), e.attr("w:type")
			isDefault := on(e.attr("w:default"), false)
			st := &docxStyle{outline: -1, list: docxItem{level: -1}}
			x.each(func(e element) {
				switch e.name {
				case "w:name":
					st.name = e.attr("w:val")
				case "w:basedOn":
					st.based = e.attr("w:val")
				case "w:pPr":
					p := readDocxProperties(x)
					st.outline, st.list = p.outline, p.list
				case "w:rPr":
					st.hidden = readDocxRun(x).hidden
				}
			}, nil)
			if kind == "paragraph" || kind == "" || kind == "numbering" || kind == "character" {
				if kind == "paragraph" && isDefault {
					s.def = id
				}
				s.byID[id] = st
			}
		}
	}, nil)
	return s
}

// docxProperties are what a paragraph or its style says of itself.
type docxProperties struct {
	style   string
	outline int
	list    docxItem
	// joined: the end of the paragraph was deleted, so the next goes on.
	joined bool
	// frame heads of sections are ids of relations.
	heads []string
}

// readDocxProperties reads w:pPr.
func readDocxProperties(x *xmlPart) docxProperties {
	p := docxProperties{outline: -1, list: docxItem{level: -1}}
	x.each(func(e element) {
		switch e.name {
		case "w:pStyle":
			p.style = e.attr("w:val")
		case "w:outlineLvl":
			p.outline = e.number("w:val", -1)
		case "w:numPr":
			x.each(func(e element) {
				switch e.name {
				case "w:ilvl":
					p.list.level = e.number("w:val", -1)
				case "w:numId":
					p.list.num = e.attr("w:val")
				}
			}, nil)
		case "w:rPr":
			x.each(func(e element) {
				if e.name == "w:del" || e.name == "w:moveFrom" {
					p.joined = true
				}
			}, nil)
		case "w:sectPr":
			p.heads = readDocxSection(x)
		}
	}, nil)
	return p
}

// readDocxSection returns the relations of a section's headers and footers.
func readDocxSection(x *xmlPart) (heads []string) {
	x.each(func(e element) {
		if e.name == "w:headerReference" || e.name == "w:footerReference" {
			heads = append(heads, e.attr("r:id"))
		}
	}, nil)
	return heads
}

// docxRun is what a run's w:rPr says.
type docxRun struct {
	hidden bool
	font   string
}

func readDocxRun(x *xmlPart) (r docxRun) {
	x.each(func(e element) {
		switch e.name {
		case "w:vanish":
			r.hidden = on(e.attr("w:val"), true)
		case "w:rFonts":
			r.font = e.attr("w:ascii")
		}
	}, nil)
	return r
}

// chain calls f with the style of an id and those that it is based on, until
// f returns true.
func (s *docxStyles) chain(id string, f func(*docxStyle) bool) {
	for range maxLevels * 2 { // a style may be based on itself
		st := s.byID[id]
		if st == nil || f(st) {
			return
		}
		id = st.based
	}
}

// resolve works out what a style makes of a paragraph. The outline level
// decides, since names are in the language of the program that wrote the file;
// names are asked last.
func (s *docxStyles) resolve(id string) *docxStyle {
	if id == "" || s.byID[id] == nil {
		id = s.def
	}
	st := s.byID[id]
	if st == nil {
		return &docxStyle{kind: documents.Paragraph, outline: -1, list: docxItem{level: -1}}
	}
	if st.resolved {
		return st
	}
	outline, list := st.outline, st.list
	hidden := st.hidden
	s.chain(id, func(a *docxStyle) bool {
		if st.kind == "" {
			st.kind, st.headingLevel = styleRole(a.name)
		}
		if st.depth == 0 {
			st.depth = listDepth(a.name)
		}
		if outline < 0 {
			outline = a.outline
		}
		if list.num == "" {
			list.num = a.list.num
		}
		if list.level < 0 {
			list.level = a.list.level
		}
		hidden = hidden || a.hidden
		return false
	})
	st.outline, st.list, st.hidden, st.resolved = outline, list, hidden, true
	switch {
	case st.kind == documents.TOC || st.kind == documents.Caption || st.kind == documents.Code:
	case outline >= 0 && outline < 9:
		st.kind, st.headingLevel = documents.Heading, outline+1
	case outline == 9 && st.kind == documents.Heading:
		st.kind, st.headingLevel = documents.Paragraph, 0
	case st.kind == "":
		st.kind = documents.Paragraph
	}
	st.headingLevel = min(st.headingLevel, 6)
	return st
}

// styleRole tells a style's part from its name, in English as Word writes the
// names of its own styles whatever its language, and in French.
func styleRole(name string) (documents.Kind, int) {
	name = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(name, "_20_", " ")))
	switch name {
	case "title", "titre", "titre principal", "document title", "titre du document":
		return documents.Heading, 1
	case "subtitle", "sous-titre":
		return documents.Heading, 2
	case "caption", "légende", "legend", "tablecaption", "table caption", "figurecaption", "figure caption", "image caption", "imagecaption", "illustration", "figure", "table", "tableau", "drawing", "dessin":
		return documents.Caption, 0
	case "html preformatted", "html préformaté", "préformaté html", "preformatted text", "texte préformaté", "source code", "code source":
		return documents.Code, 0
	case "toc heading", "en-tête de table des matières", "contents heading", "titre tr", "table of figures", "table des illustrations":
		return documents.TOC, 0
	}
	for _, prefix := range []string{"toc ", "tm ", "contents ", "table des matières "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && isDigit(rest) {
			return documents.TOC, 0
		}
	}
	for _, prefix := range []string{"heading", "titre"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if rest = strings.TrimSpace(rest); isDigit(rest) && rest != "0" {
				return documents.Heading, int(rest[0] - '0')
			}
		}
	}
	return "", 0
}

// listDepth is the depth that Word's own list styles say in their names: each
// of "List Bullet 2" and "List Number 3" has a list of its own, whose first
// level it is.
func listDepth(name string) int {
	name = strings.ToLower(name)
	for _, prefix := range []string{"list bullet ", "list number ", "list continue ", "liste à puces ", "liste à numéros ", "liste numérotée "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && isDigit(rest) && rest >= "2" && rest <= "5" {
			return int(rest[0] - '0')
		}
	}
	return 0
}

func isDigit(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }
