// Package extract turns the bytes of one file into a documents.Document:
// blocks in reading order, each with its kind and with the place of every word
// in it. Call Read. For PDF it is handed an engine that yields positioned
// glyphs (internal/pdfnative); layout is the same for every engine. Text
// formats are read here directly.
//
// The way of a PDF page: glyphs.go makes words of glyphs, furniture.go finds
// running heads, tables.go and aligned.go tables, columns.go the reading order,
// paragraphs.go paragraphs, terms.go description lists, tagged.go pages whose
// structure the file itself tells, layout.go notes and
// what goes on over a page's end, classify.go the kinds of blocks, and hyphen.go
// joins words. Text files go through text.go and wrap.go, Markdown through
// markdown.go, HTML through html.go, Word through docx.go, OpenDocument through
// odt.go and mail through email.go; inline.go makes blocks for those that mark
// up text, and formats.go tells what a file is.
//
// The package does no input or output and keeps no state. It trusts nothing in
// the bytes, but a hostile PDF can still bring the process down by way of the
// engine, so programs call it in a child process (internal/docread).
package extract

import (
	"context"

	"concord/documents"
)

// A Page is one page as an engine saw it: glyphs in the order of the content
// stream, and the straight rules drawn on it.
type Page struct {
	// Number is 1-based.
	Number int
	// Width and Height are in points, after the page's rotation was undone:
	// the origin is bottom left of the page as a reader sees it.
	Width, Height float64
	Fonts         []Font
	Glyphs        []Glyph
	Rules         []Rule
	// Bookmarks are the entries of the file's outline that lead to this page,
	// in the outline's order.
	Bookmarks []Bookmark
	// Tags is what the file's structure tree says of the marked content on the
	// page, by id; nil without a tree.
	Tags map[int]Tag
	// Images is the share of the page's area that images cover, 0 to 1.
	Images float64
	// Engine names who read the page: "native", "pdfium" or "ocr".
	Engine string
	// Confidence is how sure character recognition is of each glyph, 0 to 1,
	// in the order of Glyphs; nil for text that the file itself holds.
	Confidence []float64
	Warnings   []documents.Warning
}

// A Font is a font as used on a page.
type Font struct {
	Name               string
	Bold, Italic, Mono bool
	// ID tells fonts of one document that share a name apart; 0 when the
	// engine does not.
	ID int
	// Encoding says how far the texts of the font's glyphs can be trusted; it
	// is set by the layout.
	Encoding documents.Encoding
	// Guessed means that the file does not say which characters the font's
	// codes stand for, so that the engine took them from the font program.
	Guessed bool
}

// A Glyph is one shown character code with its place. Text may hold several
// runes (ligatures) or none that is known (U+FFFD).
type Glyph struct {
	Text string
	// X, Y is the start of the baseline, W the advance along it, Size the
	// effective font size; all in points.
	X, Y, W, Size float64
	// Font is an index into Page.Fonts.
	Font int
	// Angle is the direction of the baseline in degrees, 0 for upright text,
	// counter-clockwise, in (-180, 180].
	Angle float64
	// Hidden marks text that does not show (render mode 3 or 7).
	Hidden bool
	// Code is one more than the code that the file shows the glyph by; 0 when
	// the engine does not tell it.
	Code uint32
	// Artifact marks what the file says is the page's and not the document's:
	// a running head, a page number.
	Artifact bool
	// MCID is the marked-content id, -1 without.
	MCID int
}

// A Tag says which block a piece of marked content is a part of, by the
// structure tree of a tagged PDF.
type Tag struct {
	// Element is the block's number, from 1 up in the order of the tree. It is
	// the same on all pages that the block is on.
	Element int
	// Kind is the block's kind by its type; Paragraph also for what has no
	// kind of its own.
	Kind documents.Kind
	// Level is that of a heading, or the depth of a list item.
	Level int
	// Row and Col are the place of a cell, from 1.
	Row, Col int
}

// A Rule is a thin straight line or a filled bar, as drawn for tables and
// note separators.
type Rule struct{ Box documents.Box }

// A Bookmark is an entry of a PDF's outline.
type Bookmark struct {
	// Title has single spaces.
	Title string
	// Level is 1 for the outermost entries.
	Level int
	// Y is the height in points that the entry leads to, within its page.
	Y float64
}

// A PDFEngine reads a PDF and calls emit for each page in order. The engine
// must not use the page after that, but for Glyphs if emit cut them to none:
// then their room is free to be used again. An error
// about one page is a warning on that page, and the rest goes on; the error
// returned is about the file as a whole, and is a *documents.Problem.
type PDFEngine func(ctx context.Context, data []byte, emit func(*Page) error) error

// Options say how to read.
type Options struct {
	// Lang is the language if the caller knows it, else zero: then it is told
	// from the text.
	Lang documents.Lang
	// PDF is the engine for PDF files.
	PDF PDFEngine
	// Lines takes each non-empty line of a text file as one block and one
	// segment, for text that is segmented already.
	Lines bool
}
