package pdfnative

import (
	"bytes"
	"io"
	"testing"
	"unicode/utf8"
)

// FuzzFont: any bytes as a font program give an encoding whose texts are valid
// UTF-8, and the same one each time. kind is 0 for CFF, 1 for TrueType and 2
// for Type 1.
func FuzzFont(f *testing.F) {
	f.Add([]byte("\x01\x00\x04\x01\x00\x01\x01\x01\x02A"), byte(0))
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x40"+
		"\x00\x00\x00\x01\x00\x03\x00\x01\x00\x00\x00\x0c\x00\x04\x00\x20\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x45\xff\xff\x00\x00\x00\x41\xff\xff\x00\x00\x00\x00"), byte(1))
	f.Add([]byte("%!PS\n/Encoding 256 array\ndup 65 /A put\ndup 8#102 /eacute put\nreadonly def\neexec"), byte(2))
	f.Fuzz(func(t *testing.T, data []byte, kind byte) {
		switch kind % 3 {
		case 1:
			glyphs, again := sfntGlyphs(data), sfntGlyphs(data)
			if len(glyphs) != len(again) || len(glyphs) > 1<<16 {
				t.Fatalf("%d glyphs, then %d", len(glyphs), len(again))
			}
			for g, r := range glyphs {
				if again[g] != r || g == 0 || g > 0xffff || !utf8.ValidString(runeText(r)) {
					t.Fatalf("glyph %d is %U, then %U: %q", g, r, again[g], runeText(r))
				}
			}
			return
		}
		read := cffEncoding
		if kind%3 == 2 {
			read = type1Encoding
		}
		enc, ok := read(data)
		again, ok2 := read(data)
		if ok != ok2 || enc != again {
			t.Fatal("the same bytes gave another encoding")
		}
		for code, s := range enc {
			if !utf8.ValidString(s) {
				t.Fatalf("code %d is %q", code, s)
			}
		}
	})
}

// FuzzLexer: tokens come to an end, have no more bytes than there are, and do
// not depend on how the stream is cut into reads.
func FuzzLexer(f *testing.F) {
	f.Add([]byte("<</A[1 -.5 (a\\(b\\)\\101) <4 1>]/B#20C true>> % end\nBI /W 1 ID \x00\x01 EI Q"))
	f.Add([]byte("((((\\\r\n)) <<<>>> --1 +.e /#zz /#4"))
	f.Fuzz(func(t *testing.T, data []byte) {
		one, two := newLexer(bytes.NewReader(data)), newLexer(oneByte{bytes.NewReader(data)})
		for n := 0; ; n++ {
			a := one.next()
			kind, num, text := a.kind, a.num, string(a.bytes)
			b := two.next()
			if kind != b.kind || num != b.num || text != string(b.bytes) {
				t.Fatalf("token %d is %d %q in one piece and %d %q byte by byte", n, kind, text, b.kind, b.bytes)
			}
			if kind == kEOF {
				return
			}
			if len(text) > 2*len(data) || n > len(data) {
				t.Fatalf("token %d of %d bytes: %d %.40q", n, len(data), kind, text)
			}
		}
	})
}

// oneByte reads a byte at a time.
type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:min(1, len(p))]) }

// FuzzFilters: a stream in any filter ends within the page's budget, and the
// same bytes give the same page.
func FuzzFilters(f *testing.F) {
	f.Add([]byte(deflate(hello)), byte(0), byte(1), byte(1))
	f.Add([]byte("87cURD]i,\"Ebo80~>"), byte(2), byte(0), byte(0))
	f.Add([]byte("\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"), byte(1), byte(12), byte(9))
	f.Add([]byte("42 54 2>"), byte(3), byte(0), byte(0))
	f.Add([]byte("\x04hello\xfea\x80"), byte(4), byte(2), byte(3))
	names := []string{"FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode"}
	f.Fuzz(func(t *testing.T, data []byte, filter, predictor, columns byte) {
		dict := "/Filter[/" + names[int(filter)%5] + "/" + names[int(filter/5)%5] + "]/DecodeParms[null<</Predictor " +
			string('0'+predictor%16/10) + string('0'+predictor%16%10) + "/Columns " + string('0'+columns%10) + "/Colors " + string('1'+columns/10%4) + ">>]"
		file := newPDF("").stream(4, dict, string(data)).bytes()
		opts := Options{Limits: Limits{Glyphs: 1000, Operators: 10_000, Decoded: 1 << 20}}
		pages, _ := readWith(file, opts)
		again, _ := readWith(file, opts)
		if len(pages) != 1 || len(again) != 1 || text(pages[0]) != text(again[0]) || codes(pages[0].Warnings) != codes(again[0].Warnings) {
			t.Fatalf("%d pages, then %d", len(pages), len(again))
		}
	})
}

// FuzzRebuild: bytes without a cross-reference give pages that can be read, or
// none, and the same ones each time.
func FuzzRebuild(f *testing.F) {
	whole := newPDF(hello).bytes()
	f.Add(whole[:bytes.Index(whole, []byte("xref"))])
	f.Add([]byte("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R 2 0 R]>>endobj 3 0 obj<</Type/Page/Contents 4 0 R>>endobj"))
	f.Add([]byte("9 0 obj <</Type/Page/Parent 9 0 R/MediaBox[0 0 9 9]>> 9 0 obj 9 1 obj 99999999999999999999 0 obj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// As in FuzzFile.
		if bytes.Contains(data, []byte("ObjStm")) || bytes.Contains(data, []byte("XRef")) || bytes.Contains(data, []byte("startxref")) {
			t.Skip()
		}
		data = append([]byte("%PDF-1.7\n"), data...)
		opts := Options{Limits: Limits{Glyphs: 1000, Operators: 10_000, Pages: 20, Decoded: 1 << 20}}
		pages, err := readWith(data, opts)
		again, err2 := readWith(data, opts)
		if len(pages) == 0 && err == nil {
			t.Error("neither pages nor a problem")
		}
		if len(pages) != len(again) || (err == nil) != (err2 == nil) || len(pages) > 20 {
			t.Fatalf("%d pages, then %d; %v, then %v", len(pages), len(again), err, err2)
		}
		for i := range pages {
			if text(pages[i]) != text(again[i]) || !utf8.ValidString(text(pages[i])) {
				t.Fatalf("page %d: %q, then %q", i+1, text(pages[i]), text(again[i]))
			}
		}
	})
}
