package bitext

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"

	"concord/documents"
	"concord/internal/printable"

	"golang.org/x/text/encoding/charmap"
)

// maxDepth bounds the nesting of elements: inline codes nest a few levels in
// real files.
const maxDepth = 100

// A walker goes through the elements of an XML file.
type walker struct {
	*file
	dec  *xml.Decoder
	path []string // names of the open elements
}

func (f *file) walk() *walker {
	dec := xml.NewDecoder(bytes.NewReader(f.data))
	dec.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "utf-8", "us-ascii", "utf-16", "utf-16le", "utf-16be": // decoded already
			return r, nil
		case "iso-8859-1", "windows-1252", "latin1":
			return charmap.Windows1252.NewDecoder().Reader(r), nil
		}
		return nil, errors.New("encoding " + label)
	}
	return &walker{file: f, dec: dec}
}

// next returns the next start or end element, or text; nil at the end of the
// file. Elements are matched by their local name.
func (w *walker) next() (xml.Token, error) {
	for {
		t, err := w.dec.Token()
		if errors.Is(err, io.EOF) && len(w.path) == 0 {
			return nil, nil
		}
		if err != nil {
			return nil, w.broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if w.path = append(w.path, t.Name.Local); len(w.path) > maxDepth {
				return nil, w.problem(w.line(), "depth", "trop d’éléments imbriqués", "elements are nested too deep")
			}
			return t, nil
		case xml.EndElement:
			w.path = w.path[:len(w.path)-1]
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("<!ENTITY")) || bytes.Contains(bytes.ToUpper(t), []byte("<!ATTLIST")) {
				return nil, w.problem(w.line(), "entities",
					"le fichier définit des entités XML, qui ne sont pas admises\u00a0; retirez-les",
					"the file defines XML entities, which are not allowed; remove them")
			}
		}
	}
}

func (w *walker) line() int {
	line, _ := w.dec.InputPos()
	return line
}

func (w *walker) broken(err error) error {
	cause := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		cause = syntax.Msg
	}
	return w.problem(w.line(), "xml", "le XML n’est pas bien formé", "the XML is not well formed").Because(errors.New(printable.Line(cause)))
}

// inside reports whether an element of that name is open.
func (w *walker) inside(name string) bool {
	for _, n := range w.path {
		if n == name {
			return true
		}
	}
	return false
}

// text returns the words of the element that was just opened, up to its end.
// Elements in code hold codes, not words: what is in them is left out.
func (w *walker) text(code map[string]bool) (string, error) {
	depth, skip := len(w.path), 0
	var b strings.Builder
	for {
		t, err := w.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case nil:
			return "", w.broken(io.ErrUnexpectedEOF)
		case xml.StartElement:
			if skip == 0 && spaces(t) {
				b.WriteByte(' ')
			}
			if skip > 0 || code[t.Name.Local] {
				skip++
			} else if t.Name.Local == "cp" {
				b.WriteString(codePoint(attribute(t, "hex")))
			}
		case xml.EndElement:
			if len(w.path) < depth {
				return tidy(b.String()), nil
			}
			if skip > 0 {
				skip--
			}
		case xml.CharData:
			if skip == 0 {
				b.Write(t)
			}
		}
	}
}

// spaces reports whether an inline code stands for a line break, which parts
// words: type "lb" in TMX, ctype "lb" in XLIFF 1.2, subType "xlf:lb" in 2.x.
func spaces(e xml.StartElement) bool {
	return attribute(e, "type") == "lb" || attribute(e, "ctype") == "lb" || attribute(e, "subType") == "xlf:lb"
}

// codePoint is the character that XLIFF 2 writes by its number, since XML
// cannot hold it; a space, since what XML cannot hold is no part of a word.
func codePoint(hex string) string {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || n > unicode.MaxRune || !unicode.IsGraphic(rune(n)) {
		return " "
	}
	return string(rune(n))
}

// attribute returns an attribute by its local name, "" without. One without a
// namespace goes before others.
func attribute(e xml.StartElement, name string) string {
	value := ""
	for _, a := range e.Attr {
		if a.Name.Local == name {
			if a.Name.Space == "" {
				return a.Value
			}
			value = a.Value
		}
	}
	return value
}

// language reads a language tag: fr-CA is French.
func language(tag string) documents.Lang {
	main, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	switch main {
	case "fr", "fra", "fre":
		return documents.FR
	case "en", "eng":
		return documents.EN
	}
	return ""
}
