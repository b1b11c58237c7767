package pdfnative

import (
	"bytes"
	"testing"
	"testing/iotest"
)

// The same tokens come whether the stream is read at once or byte by byte.
func FuzzLexerReads(f *testing.F) {
	for _, s := range []string{"1 -2.5 .5 5. --5 12-3 1.2.3 +7 1e5 99999999999999999999 0.00000000000000001 -", "/Na#20me /a#2 /b# /", "(a(b)\\(\\n\\12\\\r\nc)d\r\ne) (open", "<48 65 6C6c6F7> <4", "BT /F1 10 Tf [(w)20(ord)-333] TJ T* ET % note\nq", "<</A[1 2]/B<<>>>>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, b := newLexer(bytes.NewReader(data)), newLexer(iotest.OneByteReader(bytes.NewReader(data)))
		for n := 0; ; n++ {
			x, y := a.next(), b.next()
			if x.kind != y.kind || x.num != y.num || !bytes.Equal(x.bytes, y.bytes) {
				t.Fatalf("token %d of %q: %+v and %+v", n, data, x, y)
			}
			if x.kind == kEOF {
				return
			}
		}
	})
}
