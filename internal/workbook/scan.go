package workbook

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A scanner goes over the tags and texts of an XML part. The sheets of a large
// glossary have a hundred megabytes of them, for which encoding/xml takes
// seconds. It knows what such parts hold: tags, texts, comments, CDATA,
// instructions. It does not hold elements to their order, and entities other
// than those of XML itself stay as they are written.
type scanner struct {
	b   []byte
	i   int
	err error

	// name is the local name of a tag, attrs its attributes as written, closed
	// marks <a/>; text is the text of a piece with entities resolved.
	name   string
	attrs  []byte
	closed bool
	text   string
}

// A token is what next found.
type token int

const (
	endOfFile token = iota
	startTag
	endTag
	textPiece
)

var errXML = errors.New("the XML stops inside a tag")

// next goes to the next tag or piece of text.
func (s *scanner) next() token {
	for s.i < len(s.b) {
		rest := s.b[s.i:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			s.i += n
			s.text = resolved(rest[:n])
			return textPiece
		}
		if len(rest) > 1 && rest[1] != '!' && rest[1] != '?' {
			return s.tag()
		}
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			if !s.skip("-->") {
				return endOfFile
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			from := s.i + len("<![CDATA[")
			if !s.skip("]]>") {
				return endOfFile
			}
			s.text = string(s.b[from : s.i-len("]]>")])
			return textPiece
		case bytes.HasPrefix(rest, []byte("<?")):
			if !s.skip("?>") {
				return endOfFile
			}
		case bytes.HasPrefix(rest, []byte("<!")):
			if !s.skip(">") {
				return endOfFile
			}
		default:
			return s.tag()
		}
	}
	return endOfFile
}

// skip goes behind the next end mark.
func (s *scanner) skip(end string) bool {
	n := bytes.Index(s.b[s.i:], []byte(end))
	if n < 0 {
		s.i, s.err = len(s.b), errXML
		return false
	}
	s.i += n + len(end)
	return true
}

// tag reads the tag that begins here.
func (s *scanner) tag() token {
	b := s.b[s.i+1:]
	end := tagEnd(b)
	if end < 0 {
		s.i, s.err = len(s.b), errXML
		return endOfFile
	}
	s.i += end + 2
	b = b[:end]
	kind := startTag
	if len(b) > 0 && b[0] == '/' {
		kind, b = endTag, b[1:]
	}
	s.closed = len(b) > 0 && b[len(b)-1] == '/'
	if s.closed {
		b = b[:len(b)-1]
	}
	n, prefix := 0, 0
	for ; n < len(b) && !space(b[n]); n++ {
		if b[n] == ':' {
			prefix = n + 1
		}
	}
	s.name, s.attrs = known(b[prefix:n]), b[n:]
	return kind
}

// tagEnd is where the first > stands that is in no attribute, -1 for nowhere.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// known spares the memory of the names that come by the million.
func known(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "t":
		return "t"
	case "is":
		return "is"
	case "r":
		return "r"
	case "si":
		return "si"
	case "row":
		return "row"
	}
	return string(name)
}

// attr is the value of an attribute without a prefix, "" when it is not there.
func (s *scanner) attr(name string) string {
	rest := s.attrs
	for {
		for len(rest) > 0 && space(rest[0]) {
			rest = rest[1:]
		}
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return ""
		}
		key := rest[:eq]
		for len(key) > 0 && space(key[len(key)-1]) {
			key = key[:len(key)-1]
		}
		rest = rest[eq+1:]
		for len(rest) > 0 && space(rest[0]) {
			rest = rest[1:]
		}
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return ""
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return ""
		}
		if string(key) == name {
			return resolved(rest[1 : 1+end])
		}
		rest = rest[end+2:]
	}
}

// resolved is a text with the entities of XML and characters by number resolved,
// and its line ends as XML has them.
func resolved(b []byte) string {
	if bytes.IndexByte(b, '\r') >= 0 {
		b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var out strings.Builder
	s := string(b)
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), 12)], ';')
		r, ok := rune(0), false
		if end > 0 {
			r, ok = entity(s[1:end])
		}
		if !ok {
			out.WriteByte('&')
			s = s[1:]
			continue
		}
		out.WriteRune(r)
		s = s[end+1:]
	}
}

// entity is the character of an entity's name, such as amp or #xE9.
func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// utf8Text gives a part as UTF-8: the format allows UTF-16 with a byte order
// mark as well.
func utf8Text(b []byte) ([]byte, error) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), nil
	}
	if len(b) > maxXML/4 {
		return nil, errTooLarge
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		units = append(units, order.Uint16(b[i:]))
	}
	return []byte(string(utf16.Decode(units))), nil
}
