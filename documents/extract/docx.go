package extract

import (
	"path"
	"strings"

	"concord/documents"
)

// readDocx reads a Word document (ECMA-376, ISO/IEC 29500, both the strict and
// the transitional form). Blocks are in the order of the text; a footnote
// follows the paragraph that calls it, the text of a box the paragraph that it
// is anchored in, endnotes come last, and running heads stand at the two ends.
// What tracked changes inserted is text and what they deleted is not. It
// returns the language that the file claims to be in.
func readDocx(d *documents.Document, data []byte) (hint documents.Lang, err error) {
	return readDocxParts(d, data, nil)
}

// readDocxParts is readDocx for a document that may stand within another one,
// whose limits it shares.
func readDocxParts(d *documents.Document, data []byte, outer *zipFile) (hint documents.Lang, err error) {
	defer recovered(&err)
	z, err := openZip(d.Path, data)
	if err != nil {
		return "", err
	}
	if outer != nil {
		z.left = outer.left
		defer func() { outer.left = z.left }()
	}
	p := &docxPackage{z: z, d: d, chunk: outer != nil}
	p.main = p.target("", "officeDocument", "word/document.xml")
	p.rels = p.relations(p.main)
	w := &docxWalker{p: p, styles: &docxStyles{byID: map[string]*docxStyle{}}, office: office{d: d}}
	if part := p.part("styles"); part != nil {
		w.styles = readDocxStyles(part)
	}
	if part := p.part("numbering"); part != nil {
		w.lists = readDocxLists(part, w.styles)
	}
	w.footnotes = w.notes("footnotes")
	w.endnotes = w.notes("endnotes")

	x := p.open(p.main)
	if root := x.root(); root.name != "w:document" {
		return "", damaged(d.Path, p.main, errNotWord)
	}
	x.each(func(e element) {
		if e.name == "w:body" {
			w.body(x)
		}
	}, nil)
	body := w.finish()
	body = append(body, w.closing...)
	heads, feet := w.runningHeads()
	d.Blocks = append(append(heads, body...), feet...)

	w.count.comments = p.comments()
	w.told()
	hint = w.styles.lang
	if hint == "" {
		hint = p.claimedLang()
	}
	return hint, nil
}

// A docxPackage is the zip file of a Word document and the relations of its
// main part.
type docxPackage struct {
	z    *zipFile
	d    *documents.Document
	main string
	rels map[string]relation
	// chunk: the document stands within another one.
	chunk bool
}

// A relation ties an id in a part to another part or to an address.
type relation struct {
	kind, target string // kind is the last word of the relation's type
	outside      bool
}

// relations reads those of a part; of the package for "". Relations that are
// not there or are broken are none, and what they would lead to is missed
// where it is asked for.
func (p *docxPackage) relations(part string) map[string]relation {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	if !p.z.has(name) {
		return nil
	}
	out := map[string]relation{}
	x := p.open(name)
	x.root()
	x.each(func(e element) {
		if e.name != "rel:Relationship" {
			return
		}
		r := relation{kind: path.Base(e.attr("Type")), target: e.attr("Target"), outside: e.attr("TargetMode") == "External"}
		if !r.outside {
			if strings.HasPrefix(r.target, "/") {
				r.target = partName(path.Clean(r.target))
			} else {
				r.target = partName(path.Join("/", path.Dir(part), r.target))
			}
		}
		if len(out) < maxEntries {
			out[e.attr("Id")] = r
		}
	}, nil)
	return out
}

// target returns the part that a relation of a kind leads to, or the default
// if that does not exist.
func (p *docxPackage) target(from, kind, def string) string {
	best := ""
	for _, r := range p.relations(from) {
		if r.kind == kind && p.z.has(r.target) && (best == "" || r.target < best) {
			best = r.target
		}
	}
	if best == "" {
		return def
	}
	return best
}

// part opens the part that the main part has by a relation of a kind, nil
// without. A part that is named and not there gives a warning.
func (p *docxPackage) part(kind string) *xmlPart {
	best := ""
	for _, r := range p.rels {
		if r.kind == kind && !r.outside && (best == "" || r.target < best) {
			best = r.target
		}
	}
	if best == "" || p.missing(best) {
		return nil
	}
	x := p.open(best)
	x.root()
	return x
}

// missing warns of a part that is named and not there.
func (p *docxPackage) missing(part string) bool {
	if p.z.has(part) {
		return false
	}
	p.d.Warnings = append(p.d.Warnings, documents.Warning{Code: "part-missing", Message: documents.Pair[string]{
		FR: "la partie " + part + " manque dans le fichier : elle n’est pas lue ; ouvrez le document et enregistrez-le de nouveau",
		EN: "part " + part + " is missing from the file: it is not read; open the document and save it again",
	}})
	return true
}

func (p *docxPackage) open(name string) *xmlPart {
	r, err := p.z.open(name)
	if err != nil {
		panic(partFault{err})
	}
	return newXMLPart(p.d.Path, name, r, docxSpaces)
}

// comments counts the comments in the margin.
func (p *docxPackage) comments() int {
	n := 0
	if x := p.part("comments"); x != nil {
		x.each(func(e element) {
			if e.name == "w:comment" {
				n++
			}
		}, nil)
	}
	return n
}

// claimedLang is the language in the document's properties.
func (p *docxPackage) claimedLang() (lang documents.Lang) {
	name := p.target("", "core-properties", "docProps/core.xml")
	if !p.z.has(name) {
		return ""
	}
	x := p.open(name)
	x.root()
	x.each(func(e element) {
		if e.name == "dc:language" {
			lang = claimed(x.text())
		}
	}, nil)
	return lang
}

// claimed turns a language tag, "fr-CA", into one of the two languages.
func claimed(tag string) documents.Lang {
	primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	primary, _, _ = strings.Cut(primary, "_")
	switch primary {
	case "fr", "fra", "fre":
		return documents.FR
	case "en", "eng":
		return documents.EN
	}
	return ""
}

// docxSpaces are the namespaces of a Word document, transitional and strict.
var docxSpaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                          "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                   "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":              "rel",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               "mc",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":                "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                            "m",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                    "c",
	"http://purl.oclc.org/ooxml/drawingml/chart":                                "c",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":                  "dgm",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                              "dgm",
	"urn:schemas-microsoft-com:office:office":                                   "o",
	"http://purl.org/dc/elements/1.1/":                                          "dc",
	"http://www.w3.org/XML/1998/namespace":                                      "xml",
	"http://schemas.microsoft.com/office/drawing/2014/chartex":                  "cx",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
}

// notes reads the footnotes or endnotes into blocks, by their ids.
func (w *docxWalker) notes(kind string) map[string][]documents.Block {
	x := w.p.part(kind)
	if x == nil {
		return nil
	}
	out := map[string][]documents.Block{}
	rels := w.p.rels
	w.p.rels = w.p.relations(w.p.target(w.p.main, kind, ""))
	x.each(func(e element) {
		if (e.name != "w:footnote" && e.name != "w:endnote") || e.attr("w:type") != "" && e.attr("w:type") != "normal" {
			return
		}
		note := w.story(documents.Note)
		note.body(x)
		out[e.attr("w:id")] = note.finish()
		w.count.add(note.count)
	}, nil)
	w.p.rels = rels
	return out
}

// runningHeads reads the headers and footers of all sections, each text once.
func (w *docxWalker) runningHeads() (heads, feet []documents.Block) {
	seen := map[string]bool{}
	rels := w.p.rels
	for _, id := range w.heads {
		r, ok := rels[id]
		if !ok || seen["part "+r.target] || w.p.missing(r.target) {
			continue
		}
		seen["part "+r.target] = true
		kind := documents.Header
		if r.kind == "footer" {
			kind = documents.Footer
		}
		x := w.p.open(r.target)
		x.root()
		w.p.rels = w.p.relations(r.target)
		s := w.story(kind)
		s.body(x)
		for _, b := range s.finish() {
			key := string(kind) + " " + b.Text
			if seen[key] {
				continue
			}
			seen[key] = true
			if kind == documents.Header {
				heads = append(heads, b)
			} else {
				feet = append(feet, b)
			}
		}
		w.p.rels = rels
	}
	return heads, feet
}

// noteMark numbers the notes in the order in which they are called, and puts a
// note's blocks after the paragraph, an endnote's after the text.
func (w *docxWalker) noteMark(e element) {
	notes, calls, style, list := w.footnotes, &w.footCalls, decimalNumber, &w.after
	if e.name == "w:endnoteReference" {
		notes, calls, style, list = w.endnotes, &w.endCalls, lowerRoman, &w.closing
	}
	id := e.attr("w:id")
	blocks := notes[id]
	delete(notes, id) // a second call of the same note does not repeat it
	own := on(e.attr("w:customMarkFollows"), false)
	if !own {
		*calls++
	}
	w.ownMark, w.marked = own, nil
	if len(blocks) == 0 {
		return
	}
	first := len(*list)
	*list = append(*list, blocks...)
	if !own {
		(*list)[first].Label = style.write(*calls)
		w.line.note(style.write(*calls))
		return
	}
	w.marked = func(mark string) {
		w.line.note(mark)
		if first < len(*list) {
			(*list)[first].Label = mark
		}
	}
}

// on reads a switch of Word's: on when it is there without a value.
func on(value string, there bool) bool {
	switch strings.ToLower(value) {
	case "":
		return there
	case "0", "false", "off":
		return false
	}
	return true
}
