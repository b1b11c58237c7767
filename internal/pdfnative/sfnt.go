package pdfnative

import (
	"encoding/binary"

	"github.com/ledongthuc/pdf"
)

// cidText returns what a code of a Type 0 font stands for when there is no
// ToUnicode: the code itself under a Unicode CMap, or the character that the
// embedded TrueType font maps to the same glyph.
func (f *file) cidText(descendant pdf.Value, enc *cmap) func(code, cid uint32) string {
	if enc.unicode {
		return func(code, _ uint32) string { return utf16Text([]byte{byte(code >> 8), byte(code)}) }
	}
	var glyphs map[uint32]rune
	var toGlyph []byte // two bytes for each CID; empty when they are the same
	loaded := false
	return func(_, cid uint32) string {
		if !loaded {
			loaded = true
			if program := descendant.Key("FontDescriptor").Key("FontFile2"); program.Kind() == pdf.Stream {
				glyphs = sfntGlyphs(f.program(program, maxFontProgram))
			}
			if m := descendant.Key("CIDToGIDMap"); m.Kind() == pdf.Stream {
				toGlyph = f.program(m, 1<<17)
			}
		}
		if i := 2 * int(cid); i+1 < len(toGlyph) {
			cid = uint32(toGlyph[i])<<8 | uint32(toGlyph[i+1])
		}
		return runeText(glyphs[cid])
	}
}

// sfntGlyphs reads the Unicode cmap (format 4) of a TrueType font the other way
// round: glyph to character. It gives nil when there is none.
func sfntGlyphs(b []byte) map[uint32]rune {
	u16 := func(i int) int {
		if i < 0 || i+2 > len(b) {
			return 0
		}
		return int(binary.BigEndian.Uint16(b[i:]))
	}
	u32 := func(i int) int { return u16(i)<<16 | u16(i+2) }
	table := 0
	for i := range min(u16(4), 64) {
		if at := 12 + 16*i; at+16 <= len(b) && string(b[at:at+4]) == "cmap" {
			table = u32(at + 8)
		}
	}
	if table == 0 {
		return nil
	}
	for i := range min(u16(table+2), 64) {
		at := table + 4 + 8*i
		platform, kind := u16(at), u16(at+2)
		sub := table + u32(at+4)
		if u16(sub) != 4 || platform != 0 && (platform != 3 || kind != 1) {
			continue
		}
		out := map[uint32]rune{}
		n := u16(sub+6) / 2
		ends, starts := sub+14, sub+16+2*n
		work := 0 // overlapping segments must not multiply
		for s := range n {
			lo, hi := u16(starts+2*s), u16(ends+2*s)
			delta, off := u16(starts+2*n+2*s), u16(starts+4*n+2*s)
			for c := lo; c <= hi && c < 0xFFFF && work < 1<<17; c++ {
				work++
				g := c + delta
				if off != 0 {
					if g = u16(starts + 4*n + 2*s + off + 2*(c-lo)); g != 0 {
						g += delta
					}
				}
				if g &= 0xFFFF; g != 0 {
					if _, ok := out[uint32(g)]; !ok {
						out[uint32(g)] = rune(c)
					}
				}
			}
		}
		return out
	}
	return nil
}
