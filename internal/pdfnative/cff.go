package pdfnative

// cffEncoding reads the encoding of a bare CFF font (Adobe Technical Note
// 5176): codes to glyphs by the Encoding table, glyphs to names by the charset.
// It gives ok false for anything it does not understand.
func cffEncoding(b []byte) (enc encoding, ok bool) {
	c := cff{b: b}
	defer func() {
		// All reads are checked in byte and word; this guards against a slip.
		if recover() != nil {
			enc, ok = encoding{}, false
		}
	}()
	at := c.byte(2)
	at = c.skipIndex(at) // names
	top := c.index(at)
	at = c.skipIndex(at)
	c.strings = c.index(at)
	if len(top) == 0 {
		return enc, false
	}
	charset, encAt, charStrings := 0, 0, 0
	cid := false
	c.dict(top[0], func(op int, args []int) {
		if len(args) == 0 {
			return
		}
		switch op {
		case 15:
			charset = args[0]
		case 16:
			encAt = args[0]
		case 17:
			charStrings = args[0]
		case 12<<8 | 30:
			cid = true
		}
	})
	if cid || charStrings == 0 || c.bad {
		return enc, false
	}
	glyphs := c.word(charStrings)
	sids := c.charset(charset, glyphs)
	switch encAt {
	case 0:
		return fromRunes(standardEncoding()), true
	case 1:
		return enc, false // the expert set: no text concord reads
	}
	c.encoding(encAt, sids, &enc)
	return enc, !c.bad
}

type cff struct {
	b       []byte
	strings [][]byte
	bad     bool
}

func (c *cff) byte(i int) int {
	if i < 0 || i >= len(c.b) {
		c.bad = true
		return 0
	}
	return int(c.b[i])
}

func (c *cff) word(i int) int { return c.byte(i)<<8 | c.byte(i+1) }

// indexAt gives count, offset size and the place of the data of an INDEX.
func (c *cff) indexAt(at int) (count, size, data int) {
	count = c.word(at)
	if count == 0 {
		return 0, 0, at + 2
	}
	size = c.byte(at + 2)
	if size < 1 || size > 4 {
		c.bad = true
		return 0, 0, at + 2
	}
	return count, size, at + 3 + (count+1)*size - 1
}

func (c *cff) offset(at, size int) int {
	n := 0
	for i := range size {
		n = n<<8 | c.byte(at+i)
	}
	return n
}

func (c *cff) index(at int) [][]byte {
	count, size, data := c.indexAt(at)
	var out [][]byte
	for i := range count {
		lo := data + c.offset(at+3+i*size, size)
		hi := data + c.offset(at+3+(i+1)*size, size)
		if lo < 0 || lo > hi || hi > len(c.b) {
			c.bad = true
			return out
		}
		out = append(out, c.b[lo:hi])
	}
	return out
}

func (c *cff) skipIndex(at int) int {
	count, size, data := c.indexAt(at)
	if count == 0 {
		return data
	}
	return data + c.offset(at+3+count*size, size)
}

// dict calls f for each operator with its integer operands; reals count as 0.
func (c *cff) dict(b []byte, f func(op int, args []int)) {
	var args []int
	for i := 0; i < len(b); {
		v := int(b[i])
		i++
		at := func(k int) int {
			if i+k < len(b) {
				return int(b[i+k])
			}
			return 0
		}
		switch {
		case v == 12:
			f(12<<8|at(0), args)
			args = args[:0]
			i++
		case v <= 21:
			f(v, args)
			args = args[:0]
		case v == 28:
			args = append(args, int(int16(at(0)<<8|at(1))))
			i += 2
		case v == 29:
			args = append(args, int(int32(at(0)<<24|at(1)<<16|at(2)<<8|at(3))))
			i += 4
		case v == 30:
			for i < len(b) && b[i]&0x0f != 0x0f && b[i]>>4 != 0x0f {
				i++
			}
			i++
			args = append(args, 0)
		case v >= 32 && v <= 246:
			args = append(args, v-139)
		case v >= 247 && v <= 250:
			args = append(args, (v-247)*256+at(0)+108)
			i++
		case v >= 251 && v <= 254:
			args = append(args, -(v-251)*256-at(0)-108)
			i++
		}
		if len(args) > 64 {
			args = args[:0]
		}
	}
}

// charset gives the string number of each glyph.
func (c *cff) charset(at, glyphs int) []int {
	sids := make([]int, 1, glyphs+1)
	if at <= 2 {
		for i := 1; i < glyphs; i++ {
			sids = append(sids, i) // ISOAdobe; the expert sets are not text
		}
		return sids
	}
	format := c.byte(at)
	at++
	for len(sids) < glyphs && !c.bad {
		sid := c.word(at)
		at += 2
		left := 0
		switch format {
		case 1:
			left = c.byte(at)
			at++
		case 2:
			left = c.word(at)
			at += 2
		}
		for i := 0; i <= left && len(sids) < glyphs; i++ {
			sids = append(sids, sid+i)
		}
	}
	return sids
}

func (c *cff) encoding(at int, sids []int, enc *encoding) {
	set := func(code, glyph int) {
		if code < 256 && glyph < len(sids) {
			enc[code] = c.text(sids[glyph])
		}
	}
	format := c.byte(at)
	n := c.byte(at + 1)
	at += 2
	glyph := 1
	switch format & 0x7f {
	case 0:
		for i := range n {
			set(c.byte(at+i), glyph)
			glyph++
		}
		at += n
	case 1:
		for range n {
			first, left := c.byte(at), c.byte(at+1)
			at += 2
			for i := 0; i <= left; i++ {
				set(first+i, glyph)
				glyph++
			}
		}
	}
	if format&0x80 != 0 {
		for i := range c.byte(at) {
			if code := c.byte(at + 1 + 3*i); code < 256 {
				enc[code] = c.text(c.word(at + 2 + 3*i))
			}
		}
	}
}

// text gives the characters of a glyph by the number of its name.
func (c *cff) text(sid int) string {
	if std := standardStrings(); sid < len(std) {
		return std[sid]
	}
	const ownStrings = 391
	if i := sid - ownStrings; i >= 0 && i < len(c.strings) {
		return namedGlyph(string(c.strings[i]), false)
	}
	return noText
}
