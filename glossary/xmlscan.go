package glossary

import (
	"bytes"
	"encoding/binary"
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
	attrs   []attribute
	decoded []byte // room for text with references
	names   keptTexts
	values  keptTexts // of attributes
}

const (
	ones = 0x0101010101010101 // each byte 1
	tops = 0x80 * ones        // the top bit of each byte
)

var errUnusual = errors.New("unusual XML")

// newXMLScanner starts reading, nil for bytes that need encoding/xml.
func newXMLScanner(data []byte) *xmlScanner {
	if !utf8.Valid(data) || bytes.Contains(data, []byte("\xef\xbf\xbe")) || bytes.Contains(data, []byte("\xef\xbf\xbf")) {
		return nil
	}
	for i := 0; i < len(data); i++ {
		// Eight bytes at once: the sum of each byte and 0x60 sets its top bit
		// from 0x20 on.
		for i+8 <= len(data) {
			if w := binary.LittleEndian.Uint64(data[i:]); ((w&^tops+0x60*ones)|w)&tops != tops {
				break
			}
			i += 8
		}
		if i == len(data) {
			break
		}
		if c := data[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return nil
		}
	}
	return &xmlScanner{data: data, line: 1}
}

func (s *xmlScanner) inputLine() int {
	s.line += bytes.Count(s.data[s.counted:s.at], []byte{'\n'})
	s.counted = s.at
	return s.line
}

// read gives the next start or end of an element or text.
func (s *xmlScanner) read(tok *xmlToken) error {
	if s.end != "" {
		tok.kind, tok.name = endToken, s.end
		s.end = ""
		return nil
	}
	for s.at < len(s.data) {
		rest := s.data[s.at:]
		if rest[0] != '<' {
			n := plainText(rest, '<')
			text := rest[:n]
			if n < len(rest) && rest[n] != '<' {
				if n = bytes.IndexByte(rest, '<'); n < 0 {
					n = len(rest)
				}
				var ok bool
				if text, ok = s.text(rest[:n]); !ok || bytes.Contains(rest[:n], []byte("]]>")) {
					return s.strange()
				}
			}
			s.at += n
			tok.kind, tok.text = textToken, text
			return nil
		}
		if len(rest) < 2 {
			return s.strange()
		}
		switch rest[1] {
		case '/':
			name, n := s.plainName(rest[2:])
			i := 2 + n + spaces(rest[2+n:])
			if name == "" || i >= len(rest) || rest[i] != '>' {
				return s.strange()
			}
			s.at += i + 1
			tok.kind, tok.name = endToken, name
			return nil
		case '?', '!':
			if !s.skip(rest) {
				return s.strange()
			}
		default:
			return s.start(rest, tok)
		}
	}
	return io.EOF
}

func (s *xmlScanner) strange() error {
	s.unusual = true
	return errUnusual
}

// start reads the start of an element.
func (s *xmlScanner) start(rest []byte, tok *xmlToken) error {
	name, n := s.plainName(rest[1:])
	if name == "" {
		return s.strange()
	}
	i := 1 + n
	s.attrs = s.attrs[:0]
	for {
		gap := spaces(rest[i:])
		i += gap
		if i >= len(rest) {
			return s.strange()
		}
		switch {
		case rest[i] == '>':
			s.at += i + 1
			tok.kind, tok.name, tok.attrs = startToken, name, s.attrs
			return nil
		case rest[i] == '/' && i+1 < len(rest) && rest[i+1] == '>':
			s.at += i + 2
			s.end = name
			tok.kind, tok.name, tok.attrs = startToken, name, s.attrs
			return nil
		case gap == 0:
			return s.strange()
		}
		key, n := s.plainName(rest[i:])
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
		quote, from := rest[i], i+1
		n = plainText(rest[from:], quote)
		value := rest[from : from+n]
		if from+n < len(rest) && rest[from+n] != quote {
			n = bytes.IndexByte(rest[from:], quote)
			if n < 0 || bytes.IndexByte(rest[from:from+n], '<') >= 0 {
				return s.strange()
			}
			var ok bool
			if value, ok = s.text(rest[from : from+n]); !ok {
				return s.strange()
			}
		}
		if from+n == len(rest) {
			return s.strange()
		}
		s.attrs = append(s.attrs, attribute{key, s.values.of(value)})
		i += n + 2
	}
}

// plainText is the length of the text before an end or a byte that needs a look.
func plainText(b []byte, end byte) int {
	n := 0
	for n < len(b) && b[n] != end && !special[b[n]] {
		n++
	}
	return n
}

// special are the bytes that text may not hold, or not everywhere, or that are
// read as others.
var special = [256]bool{'<': true, '&': true, '\r': true, ']': true}

// text decodes line ends and references; ok is false for one that is not known.
// It is valid until the next.
func (s *xmlScanner) text(raw []byte) (text []byte, ok bool) {
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, true
	}
	out := s.decoded[:0]
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
	s.decoded = out
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
		name, after := s.plainName(body)
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
func (s *xmlScanner) plainName(b []byte) (local string, n int) {
	from := 0
	for n < len(b) {
		switch nameBytes[b[n]] {
		case nameFirst:
		case nameLater:
			if n == from {
				return "", 0
			}
		case nameColon:
			if from > 0 || n == 0 {
				return "", 0
			}
			from = n + 1
		case nameOther:
			return "", 0
		default:
			return s.names.of(b[from:n]), n
		}
		n++
	}
	return s.names.of(b[from:n]), n
}

// What a byte is in a name; 0 ends it.
const (
	nameFirst = iota + 1 // may begin it
	nameLater
	nameColon
	nameOther // beyond ASCII
)

var nameBytes = func() (t [256]uint8) {
	for i := range t {
		switch c := byte(i); {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == '_':
			t[c] = nameFirst
		case c >= '0' && c <= '9', c == '-', c == '.':
			t[c] = nameLater
		case c == ':':
			t[c] = nameColon
		case c >= utf8.RuneSelf:
			t[c] = nameOther
		}
	}
	return t
}()

func spaces(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t' || b[n] == '\n' || b[n] == '\r') {
		n++
	}
	return n
}
