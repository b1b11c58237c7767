package pdfnative

import (
	"bytes"
	"io"
)

// A lexer splits PDF syntax (content streams, CMaps) into tokens. It reads
// ahead by one buffer, never fails on bad syntax (a stray delimiter is skipped,
// a number with two points ends at the second) and never recurses, so nesting
// cannot overflow the stack.
type lexer struct {
	r        io.Reader
	buf      []byte
	pos, end int
	done     bool
	// tmp holds the bytes of the latest string, name or keyword.
	tmp []byte
}

// A kind is the kind of a token.
type kind uint8

const (
	kEOF kind = iota
	kNumber
	kString
	kName
	kKeyword
	kArrayOpen
	kArrayClose
	kDictOpen
	kDictClose
	// kArray and kDict are whole containers; only operands have them.
	kArray
	kDict
)

// A token is one lexical element. bytes is valid until the next call of next.
type token struct {
	kind  kind
	num   float64
	bytes []byte
}

// maxToken bounds a string, name or keyword in bytes; the rest of a longer one
// is read and dropped. PDF 32000-1 annex C gives 32,767 for strings.
const maxToken = 1 << 20

func newLexer(r io.Reader) *lexer {
	return &lexer{r: r, buf: make([]byte, 32<<10)}
}

// lexer is newLexer with the buffers of one that is done with.
func (f *file) lexer(r io.Reader) *lexer {
	n := len(f.lexers)
	if n == 0 {
		return newLexer(r)
	}
	l := f.lexers[n-1]
	f.lexers = f.lexers[:n-1]
	*l = lexer{r: r, buf: l.buf, tmp: l.tmp[:0]}
	return l
}

func (f *file) done(l *lexer) {
	if len(f.lexers) < 16 && cap(l.tmp) <= 64<<10 {
		l.r = nil
		f.lexers = append(f.lexers, l)
	}
}

// fill makes at least n unread bytes available if the stream has them.
func (l *lexer) fill(n int) bool {
	if l.end-l.pos >= n {
		return true
	}
	if l.pos > 0 {
		copy(l.buf, l.buf[l.pos:l.end])
		l.end -= l.pos
		l.pos = 0
	}
	for empty := 0; l.end < n && !l.done; {
		m, err := l.r.Read(l.buf[l.end:])
		l.end += m
		if m == 0 {
			empty++
		}
		if err != nil || empty > 100 {
			l.done = true
		}
	}
	return l.end-l.pos >= n
}

// peek returns the next byte without taking it; ok is false at the end.
func (l *lexer) peek() (c byte, ok bool) {
	if l.pos == l.end && !l.fill(1) {
		return 0, false
	}
	return l.buf[l.pos], true
}

// next returns the next token; at the end of the stream, and ever after, one
// of kind kEOF.
func (l *lexer) next() token {
	for {
		c, ok := l.peek()
		if !ok {
			return token{kind: kEOF}
		}
		switch {
		case isSpace(c):
			for l.pos++; l.pos < l.end && isSpace(l.buf[l.pos]); l.pos++ {
			}
		case c == '%':
			l.skipComment()
		case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
			return l.number()
		case c == '/':
			l.pos++
			return l.name()
		case c == '(':
			l.pos++
			return l.literal()
		case c == '<':
			l.pos++
			if c, ok := l.peek(); ok && c == '<' {
				l.pos++
				return token{kind: kDictOpen}
			}
			return l.hex()
		case c == '>':
			l.pos++
			if c, ok := l.peek(); ok && c == '>' {
				l.pos++
				return token{kind: kDictClose}
			}
		case c == '[':
			l.pos++
			return token{kind: kArrayOpen}
		case c == ']':
			l.pos++
			return token{kind: kArrayClose}
		case isDelimiter(c):
			l.pos++ // ) { }
		default:
			return l.keyword()
		}
	}
}

func (l *lexer) skipComment() {
	for {
		c, ok := l.peek()
		if !ok || c == '\n' || c == '\r' {
			return
		}
		l.pos++
	}
}

// number reads an integer or real. Signs inside and after are dropped, as
// viewers do ("--5" is -5, "12-3" is 12).
func (l *lexer) number() token {
	if t, ok := l.plainNumber(); ok {
		return t
	}
	var whole, frac, scale float64 = 0, 0, 1
	neg, point, digits, bad := false, false, 0, false
	for {
		c, ok := l.peek()
		if !ok {
			break
		}
		switch {
		case c >= '0' && c <= '9':
			digits++
			switch {
			case bad:
			case point && scale < 1e15:
				scale *= 10
				frac = frac*10 + float64(c-'0')
			case !point:
				whole = whole*10 + float64(c-'0')
			}
		case c == '.':
			bad = bad || point
			point = true
		case c == '-':
			if digits == 0 && !point {
				neg = true
			} else {
				bad = true
			}
		case c == '+':
		case isSpace(c) || isDelimiter(c):
			return number(whole+frac/scale, neg)
		default:
			if digits == 0 {
				return l.keyword()
			}
			return number(whole+frac/scale, neg)
		}
		l.pos++
	}
	return number(whole+frac/scale, neg)
}

// plainNumber reads a number that is in the buffer whole and written as it
// should be, with few digits, as nearly all are.
func (l *lexer) plainNumber() (token, bool) {
	b := l.buf[l.pos:l.end]
	i := 0
	neg := b[0] == '-'
	if neg {
		i++
	}
	start := i
	var whole, frac, scale float64 = 0, 0, 1
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		whole = whole*10 + float64(b[i]-'0')
		i++
	}
	if i < len(b) && b[i] == '.' {
		for i++; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
			scale *= 10
			frac = frac*10 + float64(b[i]-'0')
		}
	}
	if i == len(b) || i == start || i-start > 14 || syntax[b[i]] == 0 {
		return token{}, false
	}
	l.pos += i
	return number(whole+frac/scale, neg), true
}

func number(x float64, neg bool) token {
	if x > 1e15 {
		x = 1e15
	}
	if neg {
		x = -x
	}
	return token{kind: kNumber, num: x}
}

// regular counts the regular characters that come next, 0 when the buffer ends
// before they do or there are more than maxToken.
func (l *lexer) regular() int {
	for i := l.pos; i < l.end; i++ {
		if syntax[l.buf[i]] != 0 {
			if i-l.pos > maxToken {
				return 0
			}
			return i - l.pos
		}
	}
	return 0
}

func (l *lexer) keep(c byte) {
	if len(l.tmp) < maxToken {
		l.tmp = append(l.tmp, c)
	}
}

func (l *lexer) name() token {
	if n := l.regular(); n > 0 && bytes.IndexByte(l.buf[l.pos:l.pos+n], '#') < 0 {
		l.tmp = append(l.tmp[:0], l.buf[l.pos:l.pos+n]...)
		l.pos += n
		return token{kind: kName, bytes: l.tmp}
	}
	l.tmp = l.tmp[:0]
	for {
		c, ok := l.peek()
		if !ok || isSpace(c) || isDelimiter(c) {
			return token{kind: kName, bytes: l.tmp}
		}
		l.pos++
		if c == '#' && l.fill(2) {
			hi, lo := unhex(l.buf[l.pos]), unhex(l.buf[l.pos+1])
			if hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				l.pos += 2
			}
		}
		l.keep(c)
	}
}

func (l *lexer) keyword() token {
	if n := l.regular(); n > 0 {
		l.tmp = append(l.tmp[:0], l.buf[l.pos:l.pos+n]...)
		l.pos += n
		return token{kind: kKeyword, bytes: l.tmp}
	}
	l.tmp = l.tmp[:0]
	for {
		c, ok := l.peek()
		if !ok || isSpace(c) || isDelimiter(c) {
			return token{kind: kKeyword, bytes: l.tmp}
		}
		l.pos++
		l.keep(c)
	}
}

func (l *lexer) hex() token {
	l.tmp = l.tmp[:0]
	half := -1
	// Pairs of digits within the buffer.
	for b := l.buf[l.pos:l.end]; len(b) >= 2; b = b[2:] {
		hi, lo := unhex(b[0]), unhex(b[1])
		if hi < 0 || lo < 0 || len(l.tmp) >= maxToken {
			break
		}
		l.tmp = append(l.tmp, byte(hi<<4|lo))
		l.pos += 2
	}
	for {
		c, ok := l.peek()
		if ok {
			l.pos++
		}
		if !ok || c == '>' {
			break
		}
		x := unhex(c)
		switch {
		case x < 0:
		case half < 0:
			half = x
		default:
			l.keep(byte(half<<4 | x))
			half = -1
		}
	}
	if half >= 0 {
		l.keep(byte(half << 4))
	}
	return token{kind: kString, bytes: l.tmp}
}

func (l *lexer) literal() token {
	l.tmp = l.tmp[:0]
	depth := 1
	for {
		// Plain characters within the buffer.
		from := l.pos
		for l.pos < l.end && plainInString[l.buf[l.pos]] {
			l.pos++
		}
		l.tmp = append(l.tmp, l.buf[from:min(l.pos, from+max(0, maxToken-len(l.tmp)))]...)
		c, ok := l.peek()
		if !ok {
			break
		}
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return token{kind: kString, bytes: l.tmp}
			}
		case '\\':
			l.escape()
			continue
		case '\r':
			// A line end in a string counts as one line feed.
			if n, ok := l.peek(); ok && n == '\n' {
				l.pos++
			}
			c = '\n'
		}
		l.keep(c)
	}
	return token{kind: kString, bytes: l.tmp}
}

func (l *lexer) escape() {
	c, ok := l.peek()
	if !ok {
		return
	}
	l.pos++
	switch c {
	case 'n':
		l.keep('\n')
	case 'r':
		l.keep('\r')
	case 't':
		l.keep('\t')
	case 'b':
		l.keep('\b')
	case 'f':
		l.keep('\f')
	case '\r':
		if n, ok := l.peek(); ok && n == '\n' {
			l.pos++
		}
	case '\n':
	case '0', '1', '2', '3', '4', '5', '6', '7':
		x := int(c - '0')
		for range 2 {
			d, ok := l.peek()
			if !ok || d < '0' || d > '7' {
				break
			}
			l.pos++
			x = x*8 + int(d-'0')
		}
		l.keep(byte(x))
	default:
		l.keep(c)
	}
}
