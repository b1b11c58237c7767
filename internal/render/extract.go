package render

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/printable"
)

// Extract writes what was read of a document in one of ExtractFormats:
//
//   - text: the blocks as paragraphs, the cells of a row with tabs between;
//   - md: the blocks as Markdown, with headings, lists and tables;
//   - json: one object on one line (DESIGN section 4.1), so that several
//     documents make JSON Lines;
//   - svg: a picture of each page with the blocks, their kinds and their order,
//     so that a wrong layout is seen at a glance (svg.go).
//
// Running heads are left out of text and md. Warnings are in json; for the
// other formats the caller tells them.
func Extract(w io.Writer, format string, d *documents.Document) error {
	p := newPage(Options{})
	switch format {
	case "text":
		plain(p, d)
	case "md":
		markdown(p, d)
	case "json":
		return writeJSON(w, newJSONDocument(d), false)
	case "svg":
		return drawPages(w, d)
	default:
		return UnknownFormat(format, ExtractFormats)
	}
	return p.writeTo(w)
}

// plain writes the blocks that say something, one paragraph each; the cells of
// a table's row are on one line with tabs between them.
func plain(p *page, d *documents.Document) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == documents.Header || b.Kind == documents.Footer {
			continue
		}
		if b.Kind == documents.Cell {
			switch {
			case sameCell(d, i-1, i):
				p.WriteByte(' ')
			case sameRow(d, i-1, i):
				p.WriteByte('\t')
			}
			p.WriteString(printable.Line(b.Text))
			if !sameRow(d, i, i+1) {
				p.line()
				if i+1 >= len(d.Blocks) || d.Blocks[i+1].Kind != documents.Cell || d.Blocks[i+1].Row <= b.Row {
					p.line()
				}
			}
			continue
		}
		text := printable.Line(b.Text)
		if b.Kind == documents.Code {
			text = codeLines(b.Text)
		}
		p.line(text, "\n")
	}
}

func sameRow(d *documents.Document, i, j int) bool {
	if i < 0 || j >= len(d.Blocks) {
		return false
	}
	a, b := &d.Blocks[i], &d.Blocks[j]
	return a.Kind == documents.Cell && b.Kind == documents.Cell && a.Row == b.Row && a.Col <= b.Col
}

// sameCell reports whether blocks i and j are paragraphs of one cell.
func sameCell(d *documents.Document, i, j int) bool {
	return sameRow(d, i, j) && d.Blocks[i].Col == d.Blocks[j].Col
}

// codeLines makes code safe line by line.
func codeLines(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = printable.Line(lines[i])
	}
	return strings.Join(lines, "\n")
}

// markdown writes the blocks with their kinds. Text is escaped only where it
// would begin something else.
func markdown(p *page, d *documents.Document) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		text := escapeMarkdown(printable.Line(b.Text))
		switch b.Kind {
		case documents.Header, documents.Footer:
			continue
		case documents.Heading:
			p.line(strings.Repeat("#", min(max(b.Level, 1), 6)), " ", text, "\n")
		case documents.ListItem:
			p.WriteString(strings.Repeat("  ", min(max(b.Level, 1), 9)-1) + "- " + text + "\n")
			if i+1 >= len(d.Blocks) || d.Blocks[i+1].Kind != documents.ListItem {
				p.line()
			}
		case documents.Cell:
			cellMarkdown(p, d, i, text)
		case documents.Code:
			fence := "```"
			for strings.Contains(b.Text, fence) {
				fence += "`"
			}
			p.line(fence, "\n", codeLines(b.Text), "\n", fence, "\n")
		case documents.Note:
			p.line("> ", text, "\n")
		default:
			p.line(text, "\n")
		}
	}
}

// cellMarkdown writes one cell of a table, and the rule after the first row.
func cellMarkdown(p *page, d *documents.Document, i int, text string) {
	b := &d.Blocks[i]
	if sameCell(d, i-1, i) {
		p.WriteString("<br>" + strings.ReplaceAll(text, "|", `\|`))
	} else {
		p.WriteString("| " + strings.ReplaceAll(text, "|", `\|`))
	}
	if sameCell(d, i, i+1) {
		return
	}
	p.WriteByte(' ')
	if sameRow(d, i, i+1) {
		return
	}
	p.line("|")
	start, cells := i, 1
	for ; sameRow(d, start-1, start); start-- {
		if !sameCell(d, start-1, start) {
			cells++
		}
	}
	next := i+1 < len(d.Blocks) && d.Blocks[i+1].Kind == documents.Cell && d.Blocks[i+1].Row > b.Row
	if start == 0 || d.Blocks[start-1].Kind != documents.Cell || d.Blocks[start-1].Row > b.Row {
		p.line(strings.Repeat("| --- ", cells), "|")
	}
	if !next {
		p.line()
	}
}

func escapeMarkdown(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_<[", r):
			b.WriteByte('\\')
		case i == 0 && strings.ContainsRune("#>-+|", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	out := b.String()
	// "1. " and "1) " at the start would begin a numbered list.
	digits := 0
	for digits < len(out) && out[digits] >= '0' && out[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(out) && (out[digits] == '.' || out[digits] == ')') {
		out = out[:digits] + `\` + out[digits:]
	}
	return out
}

// jsonDocument is extract --format json.
type jsonDocument struct {
	Path     string        `json:"path"`
	Lang     string        `json:"lang"`
	SHA256   string        `json:"sha256"`
	Pages    int           `json:"pages"`
	Engines  jsonEngines   `json:"engines"`
	Blocks   []jsonBlock   `json:"blocks"`
	Segments []jsonSegment `json:"segments"`
	Warnings []jsonWarning `json:"warnings"`
}

type jsonBlock struct {
	ID    int      `json:"id"`
	Kind  string   `json:"kind"`
	Level int      `json:"level"`
	Page  int      `json:"page"`
	Box   *jsonBox `json:"box"`
	Row   int      `json:"row,omitempty"`
	Col   int      `json:"col,omitempty"`
	Text  string   `json:"text"`
	// Confidence is there for blocks that character recognition read.
	Confidence float64 `json:"confidence,omitempty"`
	// Encoding is there for blocks whose characters are in doubt.
	Encoding string `json:"encoding,omitempty"`
	// Lang, Label, Marks and CalledBy are left out when they are empty.
	Lang     string      `json:"lang,omitempty"`
	Label    string      `json:"label,omitempty"`
	Marks    []jsonMark  `json:"marks,omitempty"`
	CalledBy *jsonAnchor `json:"called_by,omitempty"`
}

// jsonMark is the mark of a note before character At of a block's text.
type jsonMark struct {
	At    int    `json:"at"`
	Label string `json:"label"`
	Note  int    `json:"note"`
}

type jsonAnchor struct {
	Block int `json:"block"`
	At    int `json:"at"`
}

type jsonSegment struct {
	ID    int    `json:"id"`
	Block int    `json:"block"`
	Page  int    `json:"page"`
	Text  string `json:"text"`
}

// jsonEngines is {"1":"native","2":...} with the pages in order.
type jsonEngines []string

// MarshalJSON writes the pages as keys, from 1.
func (e jsonEngines) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range e {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", fmt.Sprint(i+1))
		var value bytes.Buffer
		if err := writeJSON(&value, name, false); err != nil {
			return nil, err
		}
		b.Write(bytes.TrimSpace(value.Bytes()))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func newJSONDocument(d *documents.Document) jsonDocument {
	out := jsonDocument{
		Path: d.Path, Lang: string(d.Lang), SHA256: d.SHA256, Pages: d.Pages, Engines: d.Engines,
		Blocks: []jsonBlock{}, Segments: []jsonSegment{}, Warnings: []jsonWarning{},
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		block := jsonBlock{
			ID: b.ID, Kind: string(b.Kind), Level: b.Level, Page: b.Page, Box: newJSONBox(b.Box), Row: b.Row, Col: b.Col, Text: b.Text,
			Lang: string(b.Lang), Label: b.Label, Encoding: string(b.Encoding),
			Confidence: math.Round(b.Confidence*1000) / 1000,
		}
		for _, m := range b.Marks {
			block.Marks = append(block.Marks, jsonMark{utf8.RuneCountInString(b.Text[:m.At]), m.Label, m.Note})
		}
		if c := b.CalledBy; c.Block > 0 {
			block.CalledBy = &jsonAnchor{c.Block, utf8.RuneCountInString(d.Blocks[c.Block-1].Text[:c.At])}
		}
		out.Blocks = append(out.Blocks, block)
	}
	for _, s := range d.Segments {
		out.Segments = append(out.Segments, jsonSegment{s.ID, s.Block, s.Page, s.Text})
	}
	for _, w := range d.Warnings {
		out.Warnings = append(out.Warnings, jsonWarning{Code: w.Code, Page: w.Page, Message: bilingual(w.Message)})
	}
	return out
}
