package pdfnative

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// decode gives the decoded bytes of a stream.
//
// The parser's own reader knows Flate with one predictor and ASCII85 and stops
// at the first fault. The file's bytes are at hand, so the filters are run here
// from the place that the parser prints for a stream; only in an encrypted
// file, whose key the parser keeps, is its reader used.
func (f *file) decode(v pdf.Value) (r io.Reader, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, errors.New(name(p))
		}
	}()
	if v.Kind() != pdf.Stream {
		return nil, errors.New("no stream")
	}
	if f.encrypted {
		return v.Reader(), nil
	}
	raw, err := f.raw(v)
	if err != nil {
		return nil, err
	}
	if f.key != nil {
		if raw, err = decrypt(f.key, raw, v); err != nil {
			return nil, err
		}
	}
	return f.filters(bytes.NewReader(raw), v)
}

// raw gives the bytes of a stream as they stand in the file.
func (f *file) raw(v pdf.Value) ([]byte, error) {
	text := v.String()
	at, err := strconv.Atoi(text[strings.LastIndexByte(text, '@')+1:])
	if err != nil || at < 0 || at > len(f.data) {
		return nil, errors.New("stream without a place in the file")
	}
	rest := f.data[at:]
	n := v.Key("Length").Int64()
	if n >= 0 && n <= int64(len(rest)) && endsStream(rest[n:]) {
		return rest[:n], nil
	}
	// A wrong Length is common in files edited by hand or cut by mail.
	if i := bytes.Index(rest, []byte("endstream")); i >= 0 {
		return rest[:i], nil
	}
	return rest, nil
}

func endsStream(b []byte) bool {
	b = bytes.TrimLeft(b[:min(len(b), 32)], "\r\n \t\x00")
	return bytes.HasPrefix(b, []byte("endstream")) || bytes.HasPrefix(b, []byte("endobj"))
}

// maxFilters bounds the chain of one stream: nested compression multiplies.
const maxFilters = 8

func (f *file) filters(r io.Reader, v pdf.Value) (io.Reader, error) {
	filter, parms := v.Key("Filter"), v.Key("DecodeParms")
	if parms.Kind() == pdf.Null {
		parms = v.Key("DP")
	}
	switch filter.Kind() {
	case pdf.Null:
		return r, nil
	case pdf.Name:
		if parms.Kind() == pdf.Array {
			parms = parms.Index(0)
		}
		return f.applyFilter(r, filter.Name(), parms)
	case pdf.Array:
		if filter.Len() > maxFilters {
			return nil, fmt.Errorf("%d filters on one stream", filter.Len())
		}
		for i := range filter.Len() {
			p := parms
			if parms.Kind() == pdf.Array {
				p = parms.Index(i)
			}
			var err error
			if r, err = f.applyFilter(r, filter.Index(i).Name(), p); err != nil {
				return nil, err
			}
		}
		return r, nil
	}
	return nil, errors.New("filter is not a name")
}

func (f *file) applyFilter(r io.Reader, filter string, parms pdf.Value) (io.Reader, error) {
	switch filter {
	case "FlateDecode", "Fl":
		// The two bytes of the zlib head and the checksum at the end are not
		// looked at: files with a wrong checksum read well in viewers.
		head := make([]byte, 2)
		if _, err := io.ReadFull(r, head); err != nil {
			return eof{}, nil
		}
		if head[0]&0x0f != 8 {
			r = io.MultiReader(bytes.NewReader(head), r)
		}
		return predict(f.inflate(r), parms)
	case "LZWDecode", "LZW":
		early := true
		if e := parms.Key("EarlyChange"); e.Kind() == pdf.Integer {
			early = e.Int64() != 0
		}
		return predict(newLZW(r, early), parms)
	case "ASCII85Decode", "A85":
		return ascii85.NewDecoder(&ascii85Text{r: r}), nil
	case "ASCIIHexDecode", "AHx":
		return &hexReader{r: newLexer(r)}, nil
	case "RunLengthDecode", "RL":
		return &runLength{r: newLexer(r)}, nil
	case "Crypt":
		return r, nil
	}
	return nil, fmt.Errorf("filter %s is not supported", validText(filter))
}

// inflate decompresses with a reader that is used again after it has come to
// its end: making one takes 40 kB, more than most streams hold.
func (f *file) inflate(r io.Reader) io.Reader {
	in := &inflater{file: f}
	if n := len(f.inflaters); n > 0 {
		in.r = f.inflaters[n-1]
		f.inflaters = f.inflaters[:n-1]
		if in.r.(flate.Resetter).Reset(r, nil) == nil {
			return in
		}
	}
	in.r = flate.NewReader(r)
	return in
}

type inflater struct {
	file *file
	r    io.ReadCloser
	err  error
}

func (in *inflater) Read(p []byte) (int, error) {
	if in.r == nil {
		return 0, in.err
	}
	n, err := in.r.Read(p)
	if err != nil {
		in.err = err
		if len(in.file.inflaters) < 16 {
			in.file.inflaters = append(in.file.inflaters, in.r)
		}
		in.r = nil
	}
	return n, err
}

// ascii85Text drops what the standard decoder does not take: the start mark,
// and all from the end mark on.
type ascii85Text struct {
	r    io.Reader
	done bool
}

func (a *ascii85Text) Read(p []byte) (int, error) {
	if a.done {
		return 0, io.EOF
	}
	n, err := a.r.Read(p)
	k := 0
	for _, c := range p[:n] {
		if c == '~' {
			a.done = true
			break
		}
		if c >= '!' && c <= 'u' || c == 'z' {
			p[k] = c
			k++
		}
	}
	if a.done && k == 0 {
		err = io.EOF
	}
	return k, err
}

// hexReader decodes ASCIIHex up to its end mark.
type hexReader struct {
	r    *lexer
	done bool
}

func (h *hexReader) Read(p []byte) (int, error) {
	n, half := 0, -1
	for n < len(p) && !h.done {
		c, ok := h.r.peek()
		h.done = !ok || c == '>'
		if h.done {
			break
		}
		h.r.pos++
		x := unhex(c)
		switch {
		case x < 0:
		case half < 0:
			half = x
		default:
			p[n] = byte(half<<4 | x)
			n++
			half = -1
		}
	}
	if half >= 0 { // an odd digit at the end counts as if 0 followed
		p[n] = byte(half << 4)
		n++
	}
	if n == 0 && h.done {
		return 0, io.EOF
	}
	return n, nil
}

// runLength decodes RunLength: a count below 128 copies, above repeats, 128
// ends.
type runLength struct {
	r    *lexer
	pend []byte
	done bool
}

func (l *runLength) Read(p []byte) (int, error) {
	for len(l.pend) == 0 {
		c, ok := l.r.peek()
		if !ok || c == 128 || l.done {
			l.done = true
			return 0, io.EOF
		}
		l.r.pos++
		if c < 128 {
			n := int(c) + 1
			l.r.fill(n)
			n = min(n, l.r.end-l.r.pos)
			l.pend = bytes.Clone(l.r.buf[l.r.pos : l.r.pos+n])
			l.r.pos += n
			continue
		}
		b, ok := l.r.peek()
		if !ok {
			continue
		}
		l.r.pos++
		l.pend = bytes.Repeat([]byte{b}, 257-int(c))
	}
	n := copy(p, l.pend)
	l.pend = l.pend[n:]
	return n, nil
}

// predict undoes the PNG and TIFF predictors.
func predict(r io.Reader, parms pdf.Value) (io.Reader, error) {
	kind := parms.Key("Predictor").Int64()
	if kind <= 1 {
		return r, nil
	}
	value := func(key string, byDefault int64) int64 {
		if v := parms.Key(key); v.Kind() == pdf.Integer {
			return v.Int64()
		}
		return byDefault
	}
	colors, bits, columns := value("Colors", 1), value("BitsPerComponent", 8), value("Columns", 1)
	if colors < 1 || colors > 64 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, errors.New("predictor with impossible dimensions")
	}
	p := &predictor{r: r, tiff: kind == 2, pixel: int(max(1, colors*bits/8)), bits: int(bits)}
	row := int((colors*bits*columns + 7) / 8)
	p.row, p.prev = make([]byte, row), make([]byte, row)
	return p, nil
}

type predictor struct {
	r         io.Reader
	tiff      bool
	pixel     int // bytes per pixel, at least 1
	bits      int
	row, prev []byte
	pend      []byte
}

func (p *predictor) Read(b []byte) (int, error) {
	if len(p.pend) == 0 {
		if err := p.next(); err != nil {
			return 0, err
		}
	}
	n := copy(b, p.pend)
	p.pend = p.pend[n:]
	return n, nil
}

func (p *predictor) next() error {
	kind := [1]byte{1}
	if !p.tiff {
		if _, err := io.ReadFull(p.r, kind[:]); err != nil {
			return err
		}
	}
	p.row, p.prev = p.prev, p.row
	n, err := io.ReadFull(p.r, p.row)
	if n == 0 {
		return err
	}
	clear(p.row[n:])
	for i := range n {
		var left, up, upLeft byte
		up = p.prev[i]
		if i >= p.pixel {
			left, upLeft = p.row[i-p.pixel], p.prev[i-p.pixel]
		}
		switch kind[0] {
		case 1:
			if !p.tiff || p.bits == 8 {
				p.row[i] += left
			}
		case 2:
			p.row[i] += up
		case 3:
			p.row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			p.row[i] += paeth(left, up, upLeft)
		}
	}
	p.pend = p.row[:n]
	return nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
