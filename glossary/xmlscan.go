package glossary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An xmlScanner reads the XML that programs write, in a fifth of the time of
// encoding/xml: UTF-8, elements and attributes with plain names, text with the
// five entities and character references, comments, processing instructions and
// a DOCTYPE without declarations. Whatever else it meets, sound or not, it does
// not judge: unusual is set, and the file is left to encoding/xml. What it does
// read is what that reads (FuzzScanXML).
type xmlScanner struct {
	data    []byte
	at      int
	line    int // of the byte counted
	counted int
	unusual bool
	end     string // the name of an empty element that was begun
	// attrs is room for attributes, taken for many elements at once; values
	// are those that came before, of which most files have a few dozen.
	attrs  []xml.Attr
	values map[string]string
}

// Limits of what is kept of attribute values: identifiers are each their own.
const (
	keptValues  = 256
	keptValue   = 40 // bytes
	attrsAtOnce = 512
)

// value gives an attribute's value as a string.
func (s *xmlScanner) value(text []byte) string {
	if v, ok := s.values[string(text)]; ok {
		return v
	}
	v := string(text)
	if len(v) <= keptValue && len(s.values) < keptValues {
		s.values[v] = v
	}
	return v
}

// A rawTokens gives the tokens of an XML file without checking that elements
// close: xml.Decoder, or an xmlScanner.
type rawTokens interface {
	RawToken() (xml.Token, error)
	InputPos() (line, column int)
}

var errUnusual = errors.New("unusual XML")

// newXMLScanner starts reading, nil for bytes that need encoding/xml.
func newXMLScanner(data []byte) *xmlScanner {
	if !utf8.Valid(data) || bytes.Contains(data, []byte("\xef\xbf\xbe")) || bytes.Contains(data, []byte("\xef\xbf\xbf")) {
		return nil
	}
	for _, c := range data {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return nil
		}
	}
	return &xmlScanner{data: data, line: 1, values: map[string]string{}}
}

// InputPos gives the line of the next byte, from 1.
func (s *xmlScanner) InputPos() (line, column int) {
	s.line += bytes.Count(s.data[s.counted:s.at], []byte{'\n'})
	s.counted = s.at
	return s.line, 0
}

// RawToken gives the next start or end of an element or text.
func (s *xmlScanner) RawToken() (xml.Token, error) {
	if s.end != "" {
		name := s.end
		s.end = ""
		return xml.EndElement{Name: xml.Name{Local: name}}, nil
	}
	for s.at < len(s.data) {
		rest := s.data[s.at:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			s.at += n
			text, ok := s.text(rest[:n])
			if !ok || bytes.Contains(rest[:n], []byte("]]>")) {
				return s.strange()
			}
			return xml.CharData(text), nil
		}
		if len(rest) < 2 {
			return s.strange()
		}
		switch rest[1] {
		case '/':
			name, n := plainName(rest[2:])
			i := 2 + n + spaces(rest[2+n:])
			if name == "" || i >= len(rest) || rest[i] != '>' {
				return s.strange()
			}
			s.at += i + 1
			return xml.EndElement{Name: xml.Name{Local: name}}, nil
		case '?', '!':
			if !s.skip(rest) {
				return s.strange()
			}
		default:
			return s.start(rest)
		}
	}
	return nil, io.EOF
}

func (s *xmlScanner) strange() (xml.Token, error) {
	s.unusual = true
	return nil, errUnusual
}

// start reads the start of an element.
func (s *xmlScanner) start(rest []byte) (xml.Token, error) {
	name, n := plainName(rest[1:])
	if name == "" {
		return s.strange()
	}
	i := 1 + n
	if cap(s.attrs)-len(s.attrs) < attrsAtOnce/16 {
		s.attrs = make([]xml.Attr, 0, attrsAtOnce)
	}
	attrs := s.attrs[len(s.attrs):]
	for {
		gap := spaces(rest[i:])
		i += gap
		if i >= len(rest) {
			return s.strange()
		}
		switch {
		case rest[i] == '>':
			s.at += i + 1
			return xml.StartElement{Name: xml.Name{Local: name}, Attr: s.own(attrs)}, nil
		case rest[i] == '/' && i+1 < len(rest) && rest[i+1] == '>':
			s.at += i + 2
			s.end = name
			return xml.StartElement{Name: xml.Name{Local: name}, Attr: s.own(attrs)}, nil
		case gap == 0:
			return s.strange()
		}
		key, n := plainName(rest[i:])
		i += n
		i += spaces(rest[i:])
		if key == "" || i >= len(rest) || rest[i] != '=' {
			return s.strange()
		}
		i++
		i += spaces(rest[i:])
		if i >= len(rest) || rest[i] != '"' && rest[i] != '\'' {
			return s.strange()
		}
		n = bytes.IndexByte(rest[i+1:], rest[i])
		if n < 0 || bytes.IndexByte(rest[i+1:i+1+n], '<') >= 0 {
			return s.strange()
		}
		value, ok := s.text(rest[i+1 : i+1+n])
		if !ok {
			return s.strange()
		}
		attrs = append(attrs, xml.Attr{Name: xml.Name{Local: key}, Value: s.value(value)})
		i += n + 2
	}
}

// own takes attributes out of the room for them. More than it had are elsewhere
// already.
func (s *xmlScanner) own(attrs []xml.Attr) []xml.Attr {
	if n := len(s.attrs); n+len(attrs) <= cap(s.attrs) {
		s.attrs = s.attrs[:n+len(attrs)]
	}
	return attrs[:len(attrs):len(attrs)]
}

// text decodes line ends and references; ok is false for one that is not known.
func (s *xmlScanner) text(raw []byte) (text []byte, ok bool) {
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, true
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\r':
			out = append(out, '\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
		case '&':
			n := bytes.IndexByte(raw[i:min(len(raw), i+12)], ';')
			if n < 0 {
				return nil, false
			}
			r, known := reference(string(raw[i+1 : i+n]))
			if !known {
				return nil, false
			}
			out = utf8.AppendRune(out, r)
			i += n
		default:
			out = append(out, raw[i])
		}
	}
	return out, true
}

// reference gives the character that a reference without & and ; stands for.
func reference(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	if !ok || digits == "" || strings.ContainsAny(digits, "+-_") {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, base, 32)
	// Only characters that XML admits for certain.
	if err != nil || n < ' ' && n != '\t' && n != '\n' || n >= 0xd800 {
		return 0, false
	}
	return rune(n), true
}

// skip passes over a comment, an instruction or a plain DOCTYPE.
func (s *xmlScanner) skip(rest []byte) bool {
	open, end := "<?", "?>"
	comment := bytes.HasPrefix(rest, []byte("<!--"))
	switch {
	case comment:
		open, end = "<!--", "-->"
	case rest[1] == '!':
		open, end = "<!DOCTYPE ", ">"
	}
	if !bytes.HasPrefix(rest, []byte(open)) {
		return false
	}
	n := bytes.Index(rest[len(open):], []byte(end))
	if n < 0 {
		return false
	}
	body := rest[len(open) : len(open)+n]
	switch {
	case comment:
		if bytes.Contains(body, []byte("--")) || bytes.HasSuffix(body, []byte("-")) {
			return false
		}
	case rest[1] == '?':
		name, after := plainName(body)
		if name == "" || after < len(body) && spaces(body[after:]) == 0 {
			return false
		}
		if strings.EqualFold(name, "xml") && (s.at > 0 || !plainDeclaration(string(body))) {
			return false
		}
	default:
		if bytes.ContainsAny(body, "<['-") && !plainDoctype(body) || bytes.Count(body, []byte{'"'})%2 != 0 {
			return false
		}
	}
	s.at += len(open) + n + len(end)
	return true
}

// plainDoctype admits hyphens, as public identifiers have them, if they are no
// comment.
func plainDoctype(body []byte) bool {
	return !bytes.ContainsAny(body, "<['") && !bytes.Contains(body, []byte("--"))
}

// plainDeclaration reports a declaration of XML 1.0 in UTF-8.
func plainDeclaration(body string) bool {
	body = strings.TrimSpace(strings.ReplaceAll(body, "'", "\""))
	for _, alone := range []string{"", ` standalone="yes"`, ` standalone="no"`} {
		for _, encoding := range []string{"", ` encoding="UTF-8"`, ` encoding="utf-8"`} {
			if body == `xml version="1.0"`+encoding+alone {
				return true
			}
		}
	}
	return false
}

// plainName reads a name of ASCII letters, digits, hyphens, dots and
// underscores, and gives it without its prefix; "" for any other.
func plainName(b []byte) (local string, n int) {
	from := 0
	for n < len(b) {
		c := b[n]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
		switch {
		case letter, n > from && (c >= '0' && c <= '9' || c == '-' || c == '.'):
		case c == ':' && from == 0 && n > 0:
			from = n + 1
		case c == ':' || c >= utf8.RuneSelf, c >= '0' && c <= '9', c == '-', c == '.':
			return "", 0
		default:
			return known(b[from:n]), n
		}
		n++
	}
	return known(b[from:n]), n
}

// known gives a name as a string; those of TBX without an allocation.
func known(name []byte) string {
	switch string(name) {
	case "conceptEntry":
		return "conceptEntry"
	case "termEntry":
		return "termEntry"
	case "langSec":
		return "langSec"
	case "langSet":
		return "langSet"
	case "termSec":
		return "termSec"
	case "tig":
		return "tig"
	case "ntig":
		return "ntig"
	case "termGrp":
		return "termGrp"
	case "term":
		return "term"
	case "termNote":
		return "termNote"
	case "descrip":
		return "descrip"
	case "descripGrp":
		return "descripGrp"
	case "admin":
		return "admin"
	case "note":
		return "note"
	case "type":
		return "type"
	case "lang":
		return "lang"
	case "id":
		return "id"
	}
	return string(name)
}

func spaces(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t' || b[n] == '\n' || b[n] == '\r') {
		n++
	}
	return n
}
