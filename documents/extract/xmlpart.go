package extract

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"concord/documents"
)

// Limits of the formats that are made of XML.
const (
	// maxXMLDepth is the deepest nesting of elements. Word stops at 20 tables
	// within tables, which is about 100 elements.
	maxXMLDepth = 256
	// maxToken is the most bytes of one tag or one piece of text. Pictures
	// stand as one piece of text in a flat OpenDocument file.
	maxToken = 64 << 20
	// maxBlocks is the most blocks of a document; a report of 5,000 pages has
	// about a tenth of that.
	maxBlocks = 500_000
)

// An xmlPart reads one XML file of a document, element by element. A fault in
// it is a panic with a partFault, which recovered turns into a problem: the
// readers call each other to any depth, and a fault always ends the document.
type xmlPart struct {
	name   string // of the part, for messages; empty if the file has only one
	path   string // of the document
	dec    *xml.Decoder
	src    *tokenReader
	depth  int
	spaces map[string]string   // namespace to the prefix that names have here
	names  map[xml.Name]string // what was looked up before
}

// A partFault is the panic of an xmlPart.
type partFault struct{ err error }

// recovered turns the panic of an xmlPart into an error.
func recovered(err *error) {
	switch r := recover().(type) {
	case nil:
	case partFault:
		*err = r.err
	default:
		panic(r)
	}
}

// newXMLPart begins to read r. The names of elements and attributes are given
// as "prefix:local" with the prefixes of spaces, whatever the file calls them.
func newXMLPart(path, name string, r io.Reader, spaces map[string]string) *xmlPart {
	src := &tokenReader{r: transform.NewReader(r, unicode.BOMOverride(encoding.Nop.NewDecoder()))}
	x := &xmlPart{name: name, path: path, src: src, spaces: spaces, names: map[xml.Name]string{}}
	x.dec = xml.NewDecoder(src)
	x.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // told by the byte order mark, and UTF-8 by now
		}
		if e := charset(label); e != nil {
			return transform.NewReader(in, e.NewDecoder()), nil
		}
		return nil, errors.New("not known")
	}
	return x
}

// A tokenReader bounds the bytes of one token.
type tokenReader struct {
	r     io.Reader
	since int
}

var errToken = errors.New("a tag or text is too long")

func (t *tokenReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if t.since += n; t.since > maxToken {
		return 0, errToken
	}
	return n, err
}

// An element is a start tag.
type element struct {
	name  string // "w:p"
	attrs []xml.Attr
	x     *xmlPart
}

// attr returns an attribute's value, empty without.
func (e element) attr(name string) string {
	for i := range e.attrs {
		if e.x.short(e.attrs[i].Name) == name {
			return e.attrs[i].Value
		}
	}
	return ""
}

// number returns an attribute's value as a number, or the default.
func (e element) number(name string, def int) int {
	n, err := strconv.Atoi(strings.TrimSpace(e.attr(name)))
	if err != nil {
		return def
	}
	return n
}

// short gives a name its prefix. Names without a namespace have none, names
// of a namespace that is not known have "?".
func (x *xmlPart) short(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	s, ok := x.names[n]
	if !ok {
		prefix, known := x.spaces[n.Space]
		if !known {
			prefix = "?"
		}
		s = prefix + ":" + n.Local
		if len(x.names) < 10_000 {
			x.names[n] = s
		}
	}
	return s
}

// next returns the next start tag, end tag or text, and nil at the end of the
// file.
func (x *xmlPart) next() xml.Token {
	for {
		x.src.since = 0
		t, err := x.dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			x.fail(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if x.depth++; x.depth > maxXMLDepth {
				panic(partFault{documents.Problemf(documents.Unreadable, "document-nesting",
					"%s : plus de %d niveaux imbriqués%s ; le fichier est abîmé ou fabriqué pour nuire",
					"%s: more than %d levels of nesting%s; the file is damaged or made to do harm", x.path, maxXMLDepth, x.where())})
			}
			return t
		case xml.EndElement:
			x.depth--
			return t
		case xml.CharData:
			return t
		case xml.Directive:
			// Entities and outside files are declared here and nowhere else;
			// no word processor writes one.
			panic(partFault{documents.Problemf(documents.Unreadable, "document-dtd",
				"%s : le fichier XML déclare un type de document (DTD)%s, ce qui n’est pas lu ; enregistrez-le de nouveau avec un traitement de texte",
				"%s: the XML file declares a document type (DTD)%s, which is not read; save it again in a word processor", x.path, x.where())})
		}
	}
}

// where names the part in brackets, if it has a name.
func (x *xmlPart) where() string {
	if x.name == "" {
		return ""
	}
	return " (" + x.name + ")"
}

func (x *xmlPart) fail(err error) {
	var p *documents.Problem
	if errors.As(err, &p) { // what the zip file says of the part
		panic(partFault{p})
	}
	if errors.Is(err, errToken) {
		panic(partFault{tooMuch(x.path)})
	}
	panic(partFault{damaged(x.path, x.name, err)})
}

// damaged says that a part of a document cannot be read.
func damaged(path, part string, err error) error {
	if part == "" {
		return documents.Problemf(documents.Unreadable, "document-damaged",
			"%s : le fichier est abîmé ; demandez-en une nouvelle copie, ou ouvrez-le et enregistrez-le de nouveau",
			"%s: the file is damaged; ask for a new copy, or open it and save it again", path).Because(err)
	}
	return documents.Problemf(documents.Unreadable, "document-damaged",
		"%s : le fichier est abîmé (partie %s) ; demandez-en une nouvelle copie, ou ouvrez-le et enregistrez-le de nouveau",
		"%s: the file is damaged (part %s); ask for a new copy, or open it and save it again", path, part).Because(err)
}

// cause is what was found wrong in a damaged document.
func cause(fr, en string) error {
	return &documents.Problem{Class: documents.Unreadable, Code: "document-damaged", Message: documents.Pair[string]{FR: fr, EN: en}}
}

// tooMuch says that a document holds more than any real one.
func tooMuch(path string) error {
	return documents.Problemf(documents.Unreadable, "document-too-large",
		"%s : le contenu décompressé dépasse les limites ; coupez le document en plusieurs parties",
		"%s: the unpacked content is over the limits; split the document into parts", path)
}

// each calls open for every child of the current element and text for the
// characters between them; either may be nil. A child that open does not read
// to its end is skipped.
func (x *xmlPart) each(open func(element), text func(string)) {
	level := x.depth
	for {
		switch t := x.next().(type) {
		case nil:
			return
		case xml.EndElement:
			if x.depth < level {
				return
			}
		case xml.CharData:
			if text != nil && x.depth == level {
				text(string(t))
			}
		case xml.StartElement:
			if open == nil {
				continue
			}
			open(element{name: x.short(t.Name), attrs: t.Attr, x: x})
			for x.depth > level && x.next() != nil {
			}
		}
	}
}

// text returns all characters inside the current element.
func (x *xmlPart) text() string {
	var b strings.Builder
	x.each(func(element) { b.WriteString(x.text()) }, func(s string) { b.WriteString(s) })
	return b.String()
}

// root reads up to the first element and returns it.
func (x *xmlPart) root() element {
	for {
		switch t := x.next().(type) {
		case nil:
			panic(partFault{damaged(x.path, x.name, cause("elle est vide", "it is empty"))})
		case xml.StartElement:
			return element{name: x.short(t.Name), attrs: t.Attr, x: x}
		}
	}
}
