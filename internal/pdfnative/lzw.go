package pdfnative

import (
	"bufio"
	"io"
)

// An lzw decodes the LZW of PDF and TIFF: codes of 9 to 12 bits, most
// significant bit first, 256 clears the table and 257 ends. With early change
// the code length grows one code sooner, which compress/lzw cannot do.
type lzw struct {
	r     *bufio.Reader
	early int
	bits  uint32
	have  uint
	width uint
	next  int
	prev  int
	// Each entry is the text of entry prefix followed by the byte last.
	prefix [4096]uint16
	last   [4096]byte
	length [4096]uint16
	out    []byte
	pend   []byte
	err    error
}

func newLZW(r io.Reader, early bool) *lzw {
	l := &lzw{r: bufio.NewReader(r)}
	if early {
		l.early = 1
	}
	for i := range 256 {
		l.last[i], l.length[i] = byte(i), 1
	}
	l.clear()
	return l
}

func (l *lzw) clear() { l.width, l.next, l.prev = 9, 258, -1 }

func (l *lzw) Read(p []byte) (int, error) {
	for len(l.pend) == 0 {
		if l.err != nil {
			return 0, l.err
		}
		l.step()
	}
	n := copy(p, l.pend)
	l.pend = l.pend[n:]
	return n, nil
}

// step reads one code and puts its text in pend.
func (l *lzw) step() {
	for l.have < l.width {
		b, err := l.r.ReadByte()
		if err != nil {
			l.err = io.EOF
			return
		}
		l.bits = l.bits<<8 | uint32(b)
		l.have += 8
	}
	code := int(l.bits >> (l.have - l.width) & (1<<l.width - 1))
	l.have -= l.width
	switch {
	case code == 256:
		l.clear()
		return
	case code == 257:
		l.err = io.EOF
		return
	case code > l.next || code == l.next && l.prev < 0:
		l.err = io.ErrUnexpectedEOF
		return
	}
	text := code
	if code == l.next {
		text = l.prev // the code being defined: the text before with its first byte again
	}
	n := int(l.length[text])
	l.out = append(l.out[:0], make([]byte, n)...)
	for i, c := n-1, text; i >= 0; i-- {
		l.out[i] = l.last[c]
		c = int(l.prefix[c])
	}
	if code == l.next {
		l.out = append(l.out, l.out[0])
	}
	if l.prev >= 0 && l.next < 4096 {
		l.prefix[l.next], l.last[l.next] = uint16(l.prev), l.out[0]
		l.length[l.next] = l.length[l.prev] + 1
		l.next++
	}
	for l.width < 12 && l.next+l.early >= 1<<l.width {
		l.width++
	}
	l.prev = code
	l.pend = l.out
}
