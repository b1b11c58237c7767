package glossary

import (
	"encoding/xml"
	"strings"
)

// An xmlToken is the start or the end of an element, or text. Names are local,
// without the prefix of a name space. Attributes and text are valid until the
// next token is read: a large file has millions of them.
type xmlToken struct {
	kind  tokenKind
	name  string
	attrs []attribute
	text  []byte // of a directive too
}

type attribute struct{ name, value string }

type tokenKind int

const (
	noToken tokenKind = iota // the file is at its end
	startToken
	endToken
	textToken
	directiveToken
)

// attr returns an attribute by its local name.
func attr(attrs []attribute, name string) string {
	for _, a := range attrs {
		if a.name == name && len(a.value) <= maxTBXTag {
			return strings.TrimSpace(a.value)
		}
	}
	return ""
}

// An xmlTokens gives the tokens of an XML file without checking that elements
// close.
type xmlTokens interface {
	read(*xmlToken) error // io.EOF at the end
	inputLine() int       // the line of the next byte, from 1
}

// A decodedXML reads by encoding/xml.
type decodedXML struct {
	dec   *xml.Decoder
	attrs []attribute
}

func (d *decodedXML) inputLine() int {
	line, _ := d.dec.InputPos()
	return line
}

// read passes over comments and instructions. RawToken is used since its checks
// are a third of Token's cost.
func (d *decodedXML) read(tok *xmlToken) error {
	for {
		raw, err := d.dec.RawToken()
		if err != nil {
			return err
		}
		switch raw := raw.(type) {
		case xml.StartElement:
			d.attrs = d.attrs[:0]
			for _, a := range raw.Attr {
				d.attrs = append(d.attrs, attribute{a.Name.Local, a.Value})
			}
			tok.kind, tok.name, tok.attrs = startToken, raw.Name.Local, d.attrs
		case xml.EndElement:
			tok.kind, tok.name = endToken, raw.Name.Local
		case xml.CharData:
			tok.kind, tok.text = textToken, raw
		case xml.Directive:
			tok.kind, tok.text = directiveToken, raw
		default:
			continue
		}
		return nil
	}
}

// A keptTexts gives the same string for the same bytes when they are short and
// came by a moment ago: names, data categories and values such as noun come again
// with each entry, while identifiers and definitions are each their own. Each
// text has one place that it may be kept in, and takes it from another.
type keptTexts [256]string

const keptText = 40 // bytes

func (k *keptTexts) of(text []byte) string {
	n := len(text)
	if n == 0 || n > keptText {
		return string(text)
	}
	kept := &k[uint8(31*n+7*int(text[0])+13*int(text[n/2])+int(text[n-1]))]
	if *kept != string(text) {
		*kept = string(text)
	}
	return *kept
}
