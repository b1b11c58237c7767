package workbook

import (
	"strconv"
	"strings"
)

// sharedStrings reads the texts that cells refer to by number.
func (p *pack) sharedStrings(name string) ([]string, error) {
	data, err := p.part(name)
	if err != nil {
		return nil, err
	}
	var out []string
	var text strings.Builder
	s := scanner{b: data}
	for {
		switch s.next() {
		case endOfFile:
			return out, s.err
		case startTag:
			if s.name == "si" {
				s.runs(&text)
				if len(out) == maxCells {
					return nil, errTooLarge
				}
				out = append(out, text.String())
				text.Reset()
			}
		}
	}
}

// runs collects the text of the element that was just opened (si, is): that of
// all its runs, without the readings of East Asian words (rPh).
func (s *scanner) runs(text *strings.Builder) {
	if s.closed {
		return
	}
	depth, inText, reading := 1, false, 0
	for depth > 0 {
		switch s.next() {
		case endOfFile:
			return
		case startTag:
			if !s.closed {
				depth++
			}
			switch {
			case s.name == "rPh" && !s.closed && reading == 0:
				reading = depth
			case s.name == "t":
				inText = !s.closed && reading == 0
			}
		case endTag:
			if depth == reading {
				reading = 0
			}
			depth--
			inText = false
		case textPiece:
			if inText {
				text.WriteString(unescaped(s.text))
			}
		}
	}
}

// A sheetReader reads the rows of one sheet.
type sheetReader struct {
	shared []string
	// first ends the reading at the first text.
	first bool
	rows  [][]string

	row   []string
	cells int // with those that pad rows
	text  int // rows up to the last that has text
}

// read reads a sheet; rows is nil when it has no text.
func (r *sheetReader) read(data []byte) error {
	s := scanner{b: data}
	at, column := 0, 0
	for {
		switch s.next() {
		case endOfFile:
			r.rows = r.rows[:r.text]
			if r.text == 0 {
				r.rows = nil
			}
			return s.err
		case startTag:
			switch s.name {
			case "row":
				n, err := strconv.Atoi(s.attr("r"))
				if err != nil || n <= at {
					n = at + 1
				}
				if n > maxRows {
					return errTooLarge
				}
				at, column = n, 0
				r.row = nil
			case "c":
				if n := columnOf(s.attr("r")); n > 0 {
					column = n
				} else {
					column++
				}
				text := r.cell(&s)
				if text == "" || column > maxRow || at == 0 {
					continue
				}
				if err := r.put(at, column, text); err != nil {
					return err
				}
				if r.first {
					r.rows = r.rows[:r.text]
					return nil
				}
			}
		}
	}
}

// put puts a text into its row and column, both from 1.
func (r *sheetReader) put(at, column int, text string) error {
	for len(r.rows) < at {
		r.rows = append(r.rows, nil)
	}
	row := r.rows[at-1]
	before := len(row)
	if row == nil {
		width := column
		if at > 1 {
			width = max(width, len(r.rows[at-2])) // rows are alike
		}
		row = make([]string, 0, width)
	}
	for len(row) < column {
		row = append(row, "")
	}
	row[column-1] = text
	r.rows[at-1], r.text = row, max(r.text, at)
	if r.cells += len(row) - before; r.cells > maxCells {
		return errTooLarge
	}
	return nil
}

// cell reads the cell that was just opened, to its end.
func (r *sheetReader) cell(s *scanner) string {
	if s.closed {
		return ""
	}
	kind := s.attr("t")
	value, inValue := "", false
	var inline strings.Builder
	for {
		switch s.next() {
		case endOfFile:
			return ""
		case startTag:
			switch s.name {
			case "v":
				inValue = !s.closed
			case "is":
				s.runs(&inline)
			}
		case textPiece:
			if inValue {
				value += s.text
			}
		case endTag:
			inValue = false
			if s.name != "c" {
				continue
			}
			switch kind {
			case "s":
				n, err := strconv.Atoi(strings.TrimSpace(value))
				if err != nil || n < 0 || n >= len(r.shared) {
					return ""
				}
				return r.shared[n]
			case "inlineStr":
				return inline.String()
			case "str":
				return unescaped(value)
			case "b":
				if strings.TrimSpace(value) == "1" {
					return "TRUE"
				}
				return "FALSE"
			case "", "n":
				return number(strings.TrimSpace(value))
			}
			return value // an error or a date, as it is written
		}
	}
}

// number writes a stored number as a person would: binary fractions have up to
// 17 digits in the file, of which a spreadsheet shows 15.
func number(v string) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || len(v) > 64 {
		return v
	}
	if f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err != nil {
		return v
	}
	if f != 0 && (f >= 1e21 || f <= -1e21 || f < 1e-9 && f > -1e-9) {
		return strconv.FormatFloat(f, 'G', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// columnOf is the column of a reference such as C5, from 1; 0 for none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}

// unescaped reads what the format writes for characters that XML cannot hold:
// _x000D_ for a carriage return, _x005F_ for a _ that would begin such a sign.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		if n, ok := escape(s); ok {
			b.WriteRune(rune(n))
			s = s[7:]
			continue
		}
		b.WriteString(s[:2])
		s = s[2:]
	}
}

// escape reads a sign such as _x000D_ at the start of a text.
func escape(s string) (uint64, bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return n, err == nil && (n < 0xd800 || n > 0xdfff)
}
