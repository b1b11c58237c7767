package extract

import (
	"encoding/binary"
	"math"
)

// A packedPage is the glyphs of a page that waits for others. In a report they
// take 20 bytes each instead of 88: most stand on the same baseline and in the
// same font as the one before.
type packedPage struct {
	bytes  []byte
	glyphs int
}

// What of a glyph is not as in the one before, or is true of it.
const (
	newY = 1 << iota
	newSize
	newFont
	newAngle
	newMCID
	isHidden
	isArtifact
)

// A packer packs pages. Texts are kept once for all of them.
type packer struct {
	texts []string
	index map[string]uint64
	room  []byte
}

// pack gives the glyphs in their packed form, without loss.
func (k *packer) pack(glyphs []Glyph) packedPage {
	b := k.room[:0]
	var last Glyph
	for i := range glyphs {
		g := &glyphs[i]
		at := len(b)
		b = append(b, 0)
		b = binary.AppendUvarint(b, k.text(g.Text))
		b = binary.AppendUvarint(b, uint64(g.Code))
		b = appendFloat(b, g.X)
		b = appendFloat(b, g.W)
		var is byte
		if !same(g.Y, last.Y) {
			is |= newY
			b = appendFloat(b, g.Y)
		}
		if !same(g.Size, last.Size) {
			is |= newSize
			b = appendFloat(b, g.Size)
		}
		if g.Font != last.Font {
			is |= newFont
			b = binary.AppendVarint(b, int64(g.Font))
		}
		if !same(g.Angle, last.Angle) {
			is |= newAngle
			b = appendFloat(b, g.Angle)
		}
		if g.MCID != last.MCID {
			is |= newMCID
			b = binary.AppendVarint(b, int64(g.MCID))
		}
		if g.Hidden {
			is |= isHidden
		}
		if g.Artifact {
			is |= isArtifact
		}
		b[at] = is
		last = *g
	}
	k.room = b
	return packedPage{bytes: append([]byte(nil), b...), glyphs: len(glyphs)}
}

// unpack appends the glyphs of a page that this packer packed.
func (k *packer) unpack(glyphs []Glyph, p packedPage) []Glyph {
	b := p.bytes
	float := func() float64 {
		f := math.Float64frombits(binary.LittleEndian.Uint64(b))
		b = b[8:]
		return f
	}
	natural := func() uint64 {
		v, n := binary.Uvarint(b)
		b = b[n:]
		return v
	}
	whole := func() int {
		v, n := binary.Varint(b)
		b = b[n:]
		return int(v)
	}
	var g Glyph
	for range p.glyphs {
		is := b[0]
		b = b[1:]
		g.Text, g.Code = k.texts[natural()], uint32(natural())
		g.X, g.W = float(), float()
		if is&newY != 0 {
			g.Y = float()
		}
		if is&newSize != 0 {
			g.Size = float()
		}
		if is&newFont != 0 {
			g.Font = whole()
		}
		if is&newAngle != 0 {
			g.Angle = float()
		}
		if is&newMCID != 0 {
			g.MCID = whole()
		}
		g.Hidden, g.Artifact = is&isHidden != 0, is&isArtifact != 0
		glyphs = append(glyphs, g)
	}
	return glyphs
}

// text gives the number of a text.
func (k *packer) text(s string) uint64 {
	if i, ok := k.index[s]; ok {
		return i
	}
	if k.index == nil {
		k.index = map[string]uint64{}
	}
	i := uint64(len(k.texts))
	k.index[s] = i
	k.texts = append(k.texts, s)
	return i
}

func appendFloat(b []byte, f float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
}

// same compares to the last bit, so that -0 and what is not a number are kept.
func same(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
