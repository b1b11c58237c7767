package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"concord/documents"
)

// plain reads a text/plain body.
func (w *mailWalker) plain(data []byte, params map[string]string) {
	text := w.decode(data, params["charset"])
	flowed := strings.EqualFold(params["format"], "flowed")
	for _, part := range quotes(text, flowed, strings.EqualFold(params["delsp"], "yes")) {
		sub := &documents.Document{Path: w.d.Path, Lang: w.d.Lang}
		readText(sub, part)
		for _, b := range sub.Blocks {
			w.add(unplaced(b))
		}
	}
}

// unplaced takes the places out of a block's origins: those in a decoded body
// are not in the file.
func unplaced(b documents.Block) documents.Block {
	b.Origins = []documents.Origin{{End: len(b.Text)}}
	return b
}

// quotes cuts a body where the depth of quotation changes, and takes the
// quotation marks off the lines. In flowed text (RFC 3676) a line that ends in
// a space goes on in the next.
func quotes(text string, flowed, delSpace bool) []string {
	var out []string
	var b strings.Builder
	last := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		depth := 0
		for rest := line; ; {
			if !flowed {
				rest = strings.TrimPrefix(rest, " ")
			}
			after, ok := strings.CutPrefix(rest, ">")
			if !ok {
				break
			}
			rest, line = after, after
			depth++
		}
		if depth > 0 || flowed {
			line = strings.TrimPrefix(line, " ")
		}
		if depth != last {
			out = append(out, b.String())
			b.Reset()
			last = depth
		}
		if line == "-- " || line == "--" { // a signature follows
			b.WriteString("\n\n")
			continue
		}
		soft := flowed && strings.HasSuffix(line, " ")
		if soft && delSpace {
			line = strings.TrimSuffix(line, " ")
		}
		b.WriteString(line)
		switch {
		case soft:
		case flowed:
			b.WriteString("\n\n") // what was not to flow was ended by hand
		default:
			b.WriteByte('\n')
		}
	}
	return append(out, b.String())
}

// html reads a text/html body.
func (w *mailWalker) html(data []byte, label string) error {
	sub := &documents.Document{Path: w.d.Path, Lang: w.d.Lang}
	text := ""
	if e := charset(label); e != nil && label != "" {
		text = w.decode(data, label)
	} else {
		text = decodeHTML(sub, data)
	}
	h := newHTMLWalker(sub, false)
	if err := h.read(text); err != nil {
		return err
	}
	h.told()
	w.d.Warnings = append(w.d.Warnings, sub.Warnings...)
	for _, b := range sub.Blocks {
		w.add(b)
	}
	return nil
}

// decode decodes a body by the character set that its header names; without
// one that is known it is told as for a file.
func (w *mailWalker) decode(data []byte, label string) string {
	w.size += len(data)
	e := charset(label)
	if e == nil || utf8.Valid(data) {
		return decode(w.d, data)
	}
	if len(data)%2 == 1 && utf16Label(label) {
		data = data[:len(data)-1] // half a character, which some programs leave
	}
	out, _, err := transform.Bytes(e.NewDecoder(), data)
	if err != nil {
		return decode(w.d, data)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

func utf16Label(label string) bool { return strings.HasPrefix(strings.ToLower(label), "utf-16") }
