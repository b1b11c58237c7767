// Package documents holds the types that every stage of concord shares: a
// Document is what was read from one file in one language, its Blocks are the
// paragraphs, headings, cells and notes in reading order, and its Segments are
// the sentences in them. Positions travel with the text from the first stage,
// so that a finding can always say where it stands on the page or in the file.
//
// A newcomer reads this file first, then documents/extract (bytes to blocks)
// and documents/segment (blocks to segments). The package imports nothing else
// of concord and does no input or output.
package documents

import "fmt"

// A Lang is one of the two languages that concord compares.
type Lang string

// The languages. The zero Lang means "not known".
const (
	FR Lang = "fr"
	EN Lang = "en"
)

// Other returns the opposite language; the unknown language has none.
func (l Lang) Other() Lang {
	switch l {
	case FR:
		return EN
	case EN:
		return FR
	}
	return ""
}

// A Pair holds the French and the English of one thing.
type Pair[T any] struct{ FR, EN T }

// Of returns the side in the given language. It panics on any other language,
// since that is a mistake in the program.
func (p Pair[T]) Of(l Lang) T {
	switch l {
	case FR:
		return p.FR
	case EN:
		return p.EN
	}
	panic(fmt.Sprintf("documents: no side %q in a pair", l))
}

// Side returns a pointer to the side in the given language.
func (p *Pair[T]) Side(l Lang) *T {
	switch l {
	case FR:
		return &p.FR
	case EN:
		return &p.EN
	}
	panic(fmt.Sprintf("documents: no side %q in a pair", l))
}

// A Document is what was read from one file. It is built once, by
// extract.Read, and not changed afterwards, so stages share it without locks.
type Document struct {
	// Path is the file's name as the user gave it, for messages.
	Path string
	// Lang is the document's language; zero when it could not be told.
	Lang Lang
	// SHA256 is the lower-case hexadecimal digest of the file's bytes.
	SHA256 string
	// Format is "pdf", "docx", "odt", "html", "email", "markdown" or "text".
	Format string
	// Pages is the number of pages, 0 for formats that have none.
	Pages int
	// Engines names the engine that read each page ("native", "pdfium" or
	// "ocr"); index 0 is page 1. Empty for formats without pages.
	Engines []string
	// Sizes are the pages' boxes in points with the origin at zero; index 0 is
	// page 1. Empty for formats without pages.
	Sizes []Box
	// Blocks are in reading order; Block.ID is its index here plus one.
	Blocks []Block
	// Segments are in reading order; Segment.ID is its index here plus one.
	Segments []Segment
	// Warnings say what was not or not fully read, in page order.
	Warnings []Warning
}

// A Kind says what part a Block plays on its page.
type Kind string

// The kinds of blocks. Headers and footers (running heads, page numbers) are
// kept as blocks but never split into segments; neither is code or the table
// of contents, which say nothing that the text does not say again.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	ListItem  Kind = "list-item"
	Cell      Kind = "cell"
	Caption   Kind = "caption"
	Note      Kind = "note"
	Code      Kind = "code"
	TOC       Kind = "toc"
	Header    Kind = "header"
	Footer    Kind = "footer"
)

// Segmented reports whether blocks of this kind are split into segments:
// all but headers, footers, code and contents pages.
func (k Kind) Segmented() bool {
	switch k {
	case Header, Footer, Code, TOC:
		return false
	}
	return true
}

// A Block is one paragraph, heading, list item, table cell, note or running
// head.
type Block struct {
	// ID is the block's 1-based place in Document.Blocks.
	ID   int
	Kind Kind
	// Level is 1 to 6 for headings, the nesting depth from 1 for list items,
	// and 0 for all else.
	Level int
	// Page is the 1-based page on which the block starts; 0 without pages.
	Page int
	// Box encloses the block on its first page; zero without geometry.
	Box Box
	// Row and Col are the 1-based place of a table cell; 0 for all else.
	Row, Col int
	// Label is the bullet, number or letter of a list item and the mark of a
	// note, as it stands in the file ("•", "2.", "a)", "3"). It is not part of
	// Text. Empty for all else.
	Label string
	// Confidence is how sure character recognition is of the block's words on
	// average, above 0 to 1. It is 0 for text that the file itself holds.
	Confidence float64
	// Encoding says how far the characters of Text can be trusted.
	Encoding Encoding
	// Links are the addresses behind words of Text, in order. Addresses that
	// stand in Text themselves are not repeated here.
	Links []Link
	// Lang is the language that the block's own words tell; zero when they are
	// too few or tell neither.
	Lang Lang
	// Marks are the marks of notes that were taken out of Text, in order.
	Marks []Mark
	// CalledBy is the first place that calls a note; zero for all else, and for
	// a note without a mark.
	CalledBy Anchor
	// Text is valid UTF-8 in NFC, with line ends and runs of white space as
	// one space each, words hyphenated at a line's end joined, and footnote
	// marks taken out. No-break spaces and apostrophes stay as they were.
	Text string
	// Origins ties pieces of Text to the file, in order, without overlap.
	// White space between words need not be covered.
	Origins []Origin
}

// Recognised reports whether the block was read by character recognition, and
// so may hold its errors.
func (b *Block) Recognised() bool { return b.Confidence > 0 }

// A Mark is the mark of a note that stood before byte At of a block's Text.
// Readers of a format set At and Label; extract.Read finds the note.
type Mark struct {
	At int
	// Label is the mark without brackets ("3", "*").
	Label string
	// Note is the ID of the note's first block; 0 when there is none.
	Note int
}

// An Anchor is a place before byte At of the Text of the block with ID Block.
type Anchor struct{ Block, At int }

// An Origin ties the bytes Start to End of a block's Text to the place they
// were read from.
type Origin struct {
	Start, End int
	// Page is 1-based and Box the place on it; 0 and zero without pages.
	Page int
	Box  Box
	// Offset and Length are the place in the file's decoded text in code
	// points; Length is 0 for formats without such offsets (PDF).
	Offset, Length int
}

// A Link is an address behind the bytes Start to End of a block's Text, as in
// [words](address). Start equals End when no word of the text carries it, as
// for a picture without a description.
type Link struct {
	Start, End int
	URL        string
}

// A Segment is a sentence or a part of a block that stands for one: the bytes
// Start to End of its block's Text. The segments of a block are in order, do
// not overlap and together cover all of it but white space.
type Segment struct {
	// ID is the segment's 1-based place in Document.Segments.
	ID int
	// Block is the ID of its block.
	Block int
	// Start and End are byte offsets into the block's Text, on rune
	// boundaries.
	Start, End int
	// Page is the 1-based page on which the segment starts; 0 without pages.
	Page int
	// Text is the block's Text from Start to End.
	Text string
}

// A Box is a rectangle on a page in PDF points (1/72 inch), origin bottom
// left, Y up, X0 < X1 and Y0 < Y1. The zero Box means "no place known".
type Box struct{ X0, Y0, X1, Y1 float64 }

// IsZero reports whether no place is known.
func (b Box) IsZero() bool { return b == Box{} }

// Union returns the smallest box that holds both; a zero box adds nothing.
func (b Box) Union(o Box) Box {
	switch {
	case b.IsZero():
		return o
	case o.IsZero():
		return b
	}
	return Box{min(b.X0, o.X0), min(b.Y0, o.Y0), max(b.X1, o.X1), max(b.Y1, o.Y1)}
}

// A Span is a half-open byte range of one segment's Text. Seg is the index
// (from 0) into Document.Segments; Start and End fall on rune boundaries.
type Span struct{ Seg, Start, End int }

// A Place says where a Span stands: its page and box for documents with
// pages, its code point range in the file for text formats.
type Place struct {
	// Page is 1-based, 0 without pages; Box covers the part of the span that
	// is on that page.
	Page int
	Box  Box
	// Offset and Length are in code points of the decoded file; Length is 0
	// when the format has no such offsets.
	Offset, Length int
}

// BlockOf returns the block that segment index seg (from 0) belongs to.
func (d *Document) BlockOf(seg int) *Block {
	return &d.Blocks[d.Segments[seg].Block-1]
}

// Text returns the words of a span.
func (d *Document) Text(s Span) string {
	return d.Segments[s.Seg].Text[s.Start:s.End]
}

// Whole returns the span of all of segment index seg.
func (d *Document) Whole(seg int) Span {
	return Span{Seg: seg, Start: 0, End: len(d.Segments[seg].Text)}
}
