package pdfnative

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// A cmap is a ToUnicode CMap, or an embedded encoding CMap: code spaces, and
// what codes stand for.
type cmap struct {
	space    codeSpace
	vertical bool
	// identity: the CID is the code itself.
	identity bool
	// unicode: the code itself is UTF-16.
	unicode bool

	chars  map[uint32]string
	ranges []bfRange  // sorted by lo after parsing
	cids   []cidRange // sorted by lo after parsing
}

// A bfRange maps codes lo to hi to text: the base with its last UTF-16 unit
// counted up.
type bfRange struct {
	lo, hi uint32
	base   string // UTF-16BE
}

type cidRange struct{ lo, hi, cid uint32 }

// A codeSpace tells how long a code is from its first bytes.
type codeSpace struct {
	// fixed is the length when all codes have the same, else 0.
	fixed  int
	ranges []spaceRange
}

type spaceRange struct {
	n      int
	lo, hi [4]byte
}

// next splits one code off s, which is not empty. Bytes in no range give a
// code of the shortest length.
func (c *codeSpace) next(s []byte) (code uint32, n int) {
	n = c.fixed
	if n == 0 {
		n = c.length(s)
	}
	n = min(n, len(s))
	for _, b := range s[:n] {
		code = code<<8 | uint32(b)
	}
	return code, n
}

func (c *codeSpace) length(s []byte) int {
	shortest := 4
	for _, r := range c.ranges {
		shortest = min(shortest, r.n)
		if len(s) < r.n {
			continue
		}
		in := true
		for i := range r.n {
			in = in && s[i] >= r.lo[i] && s[i] <= r.hi[i]
		}
		if in {
			return r.n
		}
	}
	if len(c.ranges) == 0 {
		return 1
	}
	return shortest
}

// text returns what a code stands for, empty if the map does not say. A nil
// map says nothing.
func (m *cmap) text(code uint32) string {
	if m == nil {
		return ""
	}
	if t, ok := m.chars[code]; ok {
		return t
	}
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].lo > code })
	if i == 0 || code > m.ranges[i-1].hi {
		return ""
	}
	r := m.ranges[i-1]
	b := []byte(r.base)
	if n := len(b); n >= 2 {
		last := uint32(b[n-2])<<8 | uint32(b[n-1])
		last += code - r.lo
		b[n-2], b[n-1] = byte(last>>8), byte(last)
	} else if n == 1 {
		b[0] += byte(code - r.lo)
	}
	return utf16Text(b)
}

// cid returns the character identifier of a code under an encoding CMap.
func (m *cmap) cid(code uint32) uint32 {
	if m.identity || len(m.cids) == 0 {
		return code
	}
	i := sort.Search(len(m.cids), func(i int) bool { return m.cids[i].lo > code })
	if i == 0 || code > m.cids[i-1].hi {
		return 0
	}
	return m.cids[i-1].cid + code - m.cids[i-1].lo
}

// readCMap reads a ToUnicode stream; nil if there is none or it is broken from
// the start.
func (f *file) readCMap(v pdf.Value) *cmap {
	switch v.Kind() {
	case pdf.Stream:
		r, err := f.decode(v)
		if err != nil {
			return nil
		}
		return parseCMap(r, f.limits.CMapEntries)
	case pdf.Name:
		// Some producers give Identity-H as ToUnicode: the codes are Unicode.
		if strings.HasPrefix(v.Name(), "Identity") {
			return &cmap{ranges: []bfRange{{0, 0xFFFF, "\x00\x00"}}}
		}
	}
	return nil
}

// encodingCMap gives the Encoding of a Type 0 font.
func (f *file) encodingCMap(v pdf.Value) *cmap {
	two := codeSpace{fixed: 2}
	if v.Kind() == pdf.Stream {
		if r, err := f.decode(v); err == nil {
			m := parseCMap(r, f.limits.CMapEntries)
			if len(m.space.ranges) == 0 {
				m.space = two
				if use := v.Key("UseCMap").Name(); strings.HasPrefix(use, "OneByte") {
					m.space = codeSpace{fixed: 1}
				}
			}
			m.vertical = m.vertical || v.Key("WMode").Int64() == 1
			return m
		}
	}
	n := v.Name()
	m := &cmap{space: two, identity: true, vertical: strings.HasSuffix(n, "-V")}
	switch {
	case strings.HasPrefix(n, "Identity"):
	case strings.HasPrefix(n, "OneByteIdentity"):
		m.space = codeSpace{fixed: 1}
	case strings.Contains(n, "UCS2"), strings.Contains(n, "UTF16"):
		m.unicode = true
	case containsAny(n, "RKSJ", "EUC", "B5", "GBK", "UHC", "HKscs", "-H", "-V"):
		// The double-byte sets of East Asia: one byte below 0x81, else two.
		m.space = codeSpace{ranges: []spaceRange{
			{n: 1, hi: [4]byte{0x80}},
			{n: 2, lo: [4]byte{0x81}, hi: [4]byte{0xff, 0xff}},
		}}
	}
	return m
}

// parseCMap reads what concord needs of a CMap program. At most limit entries
// are kept. It never fails: what cannot be understood is skipped.
func parseCMap(r io.Reader, limit int) *cmap {
	const longest = 16 << 20 // bytes; the largest real ones are about 1 MB
	m := &cmap{chars: map[uint32]string{}}
	lex := newLexer(io.LimitReader(r, longest))
	var last []token // the tokens since the last keyword
	var array [][]byte
	inArray := false
	entries := func() int { return len(m.chars) + len(m.ranges) + len(m.cids) }
	section := ""
	for {
		t := lex.next()
		switch t.kind {
		case kEOF:
			m.finish()
			return m
		case kKeyword:
			word := string(t.bytes)
			switch {
			case strings.HasPrefix(word, "begin"):
				section = word[len("begin"):]
			case strings.HasPrefix(word, "end"):
				section = ""
			case word == "def" && len(last) >= 2 && string(last[len(last)-2].bytes) == "WMode":
				m.vertical = last[len(last)-1].num == 1
			}
			last, array, inArray = last[:0], array[:0], false
			continue
		case kArrayOpen:
			inArray = true
			continue
		case kArrayClose:
			inArray = false
			t = token{kind: kArray}
		case kString, kNumber, kName:
			t.bytes = bytes.Clone(t.bytes)
			if inArray {
				if len(array) < maxElements {
					array = append(array, t.bytes)
				}
				continue
			}
		default:
			continue
		}
		if last = append(last, t); len(last) > 8 {
			last = last[1:]
		}
		if entries() >= limit {
			continue
		}
		if m.entry(section, last, array) {
			last, array = last[:0], array[:0]
		}
	}
}

// entry adds one entry of a section when its operands are complete.
func (m *cmap) entry(section string, args []token, array [][]byte) bool {
	switch section {
	case "codespacerange":
		if len(args) < 2 {
			return false
		}
		lo, hi := args[0].bytes, args[1].bytes
		if n := len(lo); n >= 1 && n <= 4 && n == len(hi) && len(m.space.ranges) < 64 {
			r := spaceRange{n: n}
			copy(r.lo[:], lo)
			copy(r.hi[:], hi)
			m.space.ranges = append(m.space.ranges, r)
		}
	case "bfchar":
		if len(args) < 2 {
			return false
		}
		m.chars[codeOf(args[0].bytes)] = target(args[1])
	case "bfrange":
		if len(args) < 3 {
			return false
		}
		lo, hi := codeOf(args[0].bytes), codeOf(args[1].bytes)
		switch {
		case args[2].kind == kArray:
			for i, b := range array {
				if c := lo + uint32(i); c <= hi {
					m.chars[c] = utf16Text(b)
				}
			}
		case lo == hi:
			m.chars[lo] = target(args[2])
		case lo < hi:
			m.ranges = append(m.ranges, bfRange{lo, hi, string(args[2].bytes)})
		}
	case "cidrange":
		if len(args) < 3 {
			return false
		}
		m.cids = append(m.cids, cidRange{codeOf(args[0].bytes), codeOf(args[1].bytes), uint32(args[2].num)})
	case "cidchar":
		if len(args) < 2 {
			return false
		}
		c := codeOf(args[0].bytes)
		m.cids = append(m.cids, cidRange{c, c, uint32(args[1].num)})
	default:
		return false
	}
	return true
}

func (m *cmap) finish() {
	slices.SortStableFunc(m.ranges, func(a, b bfRange) int { return cmp.Compare(a.lo, b.lo) })
	slices.SortStableFunc(m.cids, func(a, b cidRange) int { return cmp.Compare(a.lo, b.lo) })
	same := true
	for _, r := range m.space.ranges {
		same = same && r.n == m.space.ranges[0].n
	}
	if same && len(m.space.ranges) > 0 {
		m.space.fixed = m.space.ranges[0].n
	}
}

// target is the text of a bfchar destination: UTF-16, or a glyph name.
func target(t token) string {
	if t.kind == kName {
		return glyphText(string(t.bytes))
	}
	return utf16Text(t.bytes)
}

func codeOf(b []byte) uint32 {
	var c uint32
	for _, x := range b[max(0, len(b)-4):] {
		c = c<<8 | uint32(x)
	}
	return c
}

// utf16Text decodes UTF-16BE. A single byte is taken as a code point, which
// some producers write. Codes that stand for nothing give an empty string, so
// that another source is asked.
func utf16Text(b []byte) string {
	if len(b) == 1 {
		return cleanText(string(rune(b[0])))
	}
	const longest = 64 // bytes; a ligature has few letters
	b = b[:min(len(b), longest)]
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return cleanText(string(utf16.Decode(u)))
}

// textString decodes a PDF text string: UTF-16 or UTF-8 with its mark, else
// PDFDocEncoding.
func textString(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		u := make([]uint16, (len(b)-2)/2)
		for i := range u {
			u[i] = uint16(b[2+2*i])<<8 | uint16(b[3+2*i])
		}
		return string(utf16.Decode(u))
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return validText(string(b[3:]))
	}
	enc := pdfDoc()
	var s strings.Builder
	for _, c := range b {
		if r := enc[c]; r != 0 {
			s.WriteRune(r)
		}
	}
	return s.String()
}
