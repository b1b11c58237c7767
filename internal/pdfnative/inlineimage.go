package pdfnative

// skipInlineImage goes past the data of an inline image, after its ID keyword.
// The data end at EI between white space when what follows reads like text:
// binary data may hold the same three bytes by chance.
func (l *lexer) skipInlineImage() {
	const look = 16
	prev := byte('\n')
	for {
		if !l.fill(2) {
			l.pos = l.end
			return
		}
		if l.buf[l.pos] == 'E' && l.buf[l.pos+1] == 'I' && isSpace(prev) {
			l.fill(2 + look)
			if looksLikeContent(l.buf[l.pos+2 : min(l.end, l.pos+2+look)]) {
				l.pos += 2
				return
			}
		}
		prev = l.buf[l.pos]
		l.pos++
	}
}

func looksLikeContent(b []byte) bool {
	if len(b) > 0 && !isSpace(b[0]) {
		return false
	}
	for _, c := range b {
		if c >= 0x7f || c < 0x20 && !isSpace(c) || c == 0 {
			return false
		}
	}
	return true
}
