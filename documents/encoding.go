package documents

// An Encoding says how far the characters of a block are those that its page
// shows. Some PDF files do not tell which characters the codes of a font stand
// for, or tell it wrongly.
type Encoding string

// The encodings, from the surest to the least sure.
const (
	// Stated is what the file says, and reads as text.
	Stated Encoding = ""
	// Repaired text was put right by the order of the font's glyphs, which
	// holds for figures as well as for letters.
	Repaired Encoding = "repaired"
	// Solved text was worked out letter by letter from the statistics of the
	// language. Its figures and rare signs stand as U+FFFD.
	Solved Encoding = "solved"
	// Garbled text is garbage that could not be repaired.
	Garbled Encoding = "garbled"
)

// rank orders encodings by how little they can be trusted.
func (e Encoding) rank() int {
	switch e {
	case Repaired:
		return 1
	case Solved:
		return 2
	case Garbled:
		return 3
	}
	return 0
}

// Worse returns the less trustworthy of two encodings.
func (e Encoding) Worse(o Encoding) Encoding {
	if o.rank() > e.rank() {
		return o
	}
	return e
}

// FiguresUnsure reports whether figures in text of this encoding may be wrong
// or missing, so that no finding about a figure weighs more than a hint.
func (e Encoding) FiguresUnsure() bool { return e == Solved || e == Garbled }
