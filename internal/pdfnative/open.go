package pdfnative

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"concord/documents/extract"

	"github.com/ledongthuc/pdf"
)

// A file is an open PDF.
type file struct {
	data      []byte
	limits    Limits
	root      pdf.Value // the catalogue
	rootRef   string    // its reference; empty when the trailer holds it itself
	pages     []pageNode
	encrypted bool
	// key decrypts streams that the parser does not (AES-256); nil without.
	key []byte
	// loose is the array of objects listed in a rebuilt file's trailer.
	loose pdf.Value

	fonts       map[string]*font // by object reference
	missing     *font
	fontTrouble string
	numbered    int             // fonts that were given an ID
	off         map[string]bool // layers switched off
	// written is the table of plain, made when it is first asked for, and
	// unwritten means that it cannot be made.
	written   *table
	unwritten bool
	// spare is room for the glyphs of the next page, and inflaters are readers
	// that have come to their end: both cost more to make than to fill.
	spare     []extract.Glyph
	inflaters []io.ReadCloser
	lexers    []*lexer
}

// open finds the pages of a PDF. A file whose cross-reference is broken, goes
// in circles or leads to no page is rebuilt from the objects found in it.
func open(data []byte, limits Limits) (*file, error) {
	data, ok := trimHead(data)
	if !ok {
		return nil, notPDF()
	}
	var firstErr error
	if xrefSane(data) {
		f, err := parse(withTail(data), limits, nil)
		if err == nil && len(f.pages) > 0 {
			return f, nil
		}
		if e := encryption(err, data); e != nil {
			return openEncrypted(data, limits, e)
		}
		firstErr = err
	}
	f, err := rebuild(data, limits, nil)
	if e := encryption(err, data); e != nil {
		return openEncrypted(data, limits, e)
	}
	switch {
	case err == nil && len(f.pages) > 0:
		return f, nil
	case firstErr == nil && err == nil || f != nil && f.root.Key("Pages").Kind() == pdf.Dict && len(f.root.Key("Pages").Key("Kids").String()) <= 2:
		return nil, withoutPages()
	}
	return nil, damaged("ses pages sont introuvables", "its pages cannot be found")
}

// openEncrypted tries what the parser cannot decrypt; problem is what stands
// if that fails.
func openEncrypted(data []byte, limits Limits, problem error) (*file, error) {
	f, ok, err := openAES256(data, limits)
	switch {
	case !ok:
		return nil, problem
	case err != nil:
		return nil, err
	case len(f.pages) == 0:
		return nil, damaged("ses pages sont introuvables", "its pages cannot be found")
	}
	return f, nil
}

// parse opens data, which must be in the narrow form that the parser takes.
func parse(data []byte, limits Limits, key []byte) (f *file, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("parser: %s", name(r))
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	f = &file{data: data, limits: limits, key: key, fonts: map[string]*font{}}
	f.root = r.Trailer().Key("Root")
	byKey, _ := refs(r.Trailer())
	f.rootRef = byKey["Root"]
	f.loose = r.Trailer().Key(looseKey)
	f.encrypted = r.Trailer().Key("Encrypt").Kind() != pdf.Null
	f.pages, _ = walkPages(f.root.Key("Pages"), limits.Pages+1)
	return f, nil
}

// encryption turns the parser's complaint about an encrypted file into a
// problem that says what to do; nil for all other errors.
func encryption(err error, data []byte) error {
	if err == nil {
		return nil
	}
	s := err.Error()
	switch {
	case strings.Contains(s, "invalid password"):
		return needsPassword()
	case strings.Contains(s, "encryption") || strings.Contains(s, "Encrypt") || strings.Contains(s, "unsupported PDF"):
		what := "?"
		if d, ok := encryptDict(data); ok && d.v == 5 {
			what = "AES-256"
		} else if ok {
			what = fmt.Sprintf("V %d, R %d", d.v, d.r)
		}
		return otherEncryption(what)
	}
	return nil
}

// trimHead drops what stands before the header and puts the header in the form
// that the parser takes: many files have "%PDF-2.0", or a comment on the same
// line.
func trimHead(data []byte) ([]byte, bool) {
	i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if i < 0 || len(data)-i < 16 {
		return nil, false
	}
	data = data[i:]
	head := []byte("%PDF-1.7\n")
	if bytes.HasPrefix(data, []byte("%PDF-1.")) && data[7] >= '0' && data[7] <= '7' && (data[8] == '\n' || data[8] == '\r') {
		return data, true
	}
	// The first object cannot start within these nine bytes.
	data = bytes.Clone(data)
	copy(data, head)
	return data, true
}

// startXref gives the offset that the last startxref tells, -1 without.
func startXref(data []byte) int {
	i := bytes.LastIndex(data, []byte("startxref"))
	if i < 0 {
		return -1
	}
	n, digits := 0, 0
	for _, c := range data[i+len("startxref"):] {
		if c >= '0' && c <= '9' && digits < 12 {
			n = n*10 + int(c-'0')
			digits++
			continue
		}
		if digits > 0 || !isSpace(c) {
			break
		}
	}
	if digits == 0 {
		return -1
	}
	return n
}

// withTail makes sure that the file ends as the parser wants it: startxref and
// %%EOF within the last 100 bytes.
func withTail(data []byte) []byte {
	end := bytes.TrimRight(data[max(0, len(data)-100):], "\r\n\t ")
	if len(data) >= 100 && bytes.HasSuffix(end, []byte("%%EOF")) {
		if i := bytes.LastIndex(end, []byte("startxref")); i > 0 && (end[i-1] == '\n' || end[i-1] == '\r') {
			return data
		}
	}
	return closeFile(bytes.Clone(data), startXref(data))
}

// closeFile appends the end of a PDF whose cross-reference stands at xref.
func closeFile(data []byte, xref int) []byte {
	data = append(data, '\n')
	for len(data) < 100 {
		data = append(data, '\n')
	}
	return fmt.Appendf(data, "startxref\n%d\n%%%%EOF\n", xref)
}

// maxSections bounds the chain of cross-reference sections, one per saved
// change.
const maxSections = 2000

// xrefSane walks the chain of cross-reference sections as far as it can be
// seen from outside. The parser follows Prev for ever when it goes in circles,
// and reserves memory for any Size it is told.
func xrefSane(data []byte) bool {
	at := startXref(data)
	seen := map[int]bool{}
	for range maxSections {
		if at < 0 || at >= len(data) || seen[at] {
			return false
		}
		seen[at] = true
		head, ok := sectionDict(data[at:])
		if !ok {
			return false
		}
		// Each object takes at least one byte in the file, save those in
		// object streams, whose entries may be compressed a thousandfold at
		// most.
		if size, ok := dictNumber(head, "/Size"); ok && (size < 0 || size > 10_000_000 || size > 1000*len(data)) {
			return false
		}
		prev, ok := dictNumber(head, "/Prev")
		if !ok {
			return true
		}
		at = prev
	}
	return false
}

// sectionDict returns the text of the trailer dictionary, or of the dictionary
// of a cross-reference stream, of the section that b starts with.
func sectionDict(b []byte) ([]byte, bool) {
	const longest = 1 << 16
	table := bytes.TrimLeft(b[:min(len(b), 64)], "\r\n\t \x00")
	if bytes.HasPrefix(table, []byte("xref")) {
		i := bytes.Index(b, []byte("trailer"))
		if i < 0 {
			return nil, false
		}
		b = b[i+len("trailer"):]
		if j := bytes.Index(b, []byte("startxref")); j >= 0 {
			b = b[:j]
		}
		return b[:min(len(b), longest)], true
	}
	if len(table) == 0 || table[0] < '0' || table[0] > '9' {
		return nil, false
	}
	i := bytes.Index(b[:min(len(b), longest)], []byte("stream"))
	if i < 0 {
		return nil, false
	}
	return b[:i], true
}

// dictNumber finds "/Key 123" in the text of a dictionary.
func dictNumber(b []byte, key string) (int, bool) {
	i := bytes.Index(b, []byte(key))
	if i < 0 {
		return 0, false
	}
	t := newLexer(bytes.NewReader(b[i+len(key) : min(len(b), i+len(key)+32)])).next()
	if t.kind != kNumber {
		return 0, false
	}
	return int(t.num), true
}
