package pdfnative

import (
	"bytes"
	"io"
	"strconv"

	"github.com/ledongthuc/pdf"
)

// maxFontProgram bounds the bytes of a font program that are looked at.
const maxFontProgram = 16 << 20

// builtIn gives the encoding inside an embedded font program, for fonts that
// say nothing else: the clear text of a Type 1 font, the encoding table of a
// CFF font.
func (f *file) builtIn(descriptor pdf.Value) (encoding, bool) {
	if v := descriptor.Key("FontFile"); v.Kind() == pdf.Stream {
		if b := f.program(v, 256<<10); b != nil {
			return type1Encoding(b)
		}
	}
	if v := descriptor.Key("FontFile3"); v.Kind() == pdf.Stream && v.Key("Subtype").Name() == "Type1C" {
		if b := f.program(v, maxFontProgram); b != nil {
			return cffEncoding(b)
		}
	}
	return encoding{}, false
}

func (f *file) program(v pdf.Value, limit int64) []byte {
	r, err := f.decode(v)
	if err != nil {
		return nil
	}
	b, _ := io.ReadAll(io.LimitReader(r, limit))
	return b
}

// type1Encoding reads "dup 65 /A put" lines from the clear part of a Type 1
// font program.
func type1Encoding(b []byte) (encoding, bool) {
	if i := bytes.Index(b, []byte("eexec")); i >= 0 {
		b = b[:i]
	}
	i := bytes.Index(b, []byte("/Encoding"))
	if i < 0 {
		return encoding{}, false
	}
	b = b[i+len("/Encoding"):]
	if s := bytes.TrimLeft(b, " \r\n\t"); bytes.HasPrefix(s, []byte("StandardEncoding")) {
		return fromRunes(standardEncoding()), true
	}
	var enc encoding
	found := false
	lex := newLexer(bytes.NewReader(b))
	code := -1
	for {
		t := lex.next()
		switch t.kind {
		case kEOF:
			return enc, found
		case kNumber:
			code = int(t.num)
		case kName:
			if code >= 0 && code < 256 {
				text := namedGlyph(string(t.bytes), false)
				enc[code] = text
				found = found || text != ""
			}
			code = -1
		case kKeyword:
			switch string(t.bytes) {
			case "def", "readonly":
				if found {
					return enc, true
				}
			default:
				// 8#101 is a number in base 8; its base came as a number.
				if digits, ok := bytes.CutPrefix(t.bytes, []byte("#")); ok && code >= 2 && code <= 36 {
					if c, err := strconv.ParseInt(string(digits), code, 32); err == nil {
						code = int(c)
					}
				}
			}
		}
	}
}
