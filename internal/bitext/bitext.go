// Package bitext reads text that is aligned already: a table with tabs, the JSON
// of an alignment, a translation memory (TMX 1.1 to 1.4) or a translation file
// (XLIFF 1.2 and 2.x). Call Read; each Row is one bead. Inline codes are left
// out of the words, and alternative translations are not read. Links reads the
// same files as links between two documents.
//
// Files come from anywhere: they are limited in size and depth, and an XML file
// that defines entities is refused.
package bitext

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/nearest"
	"concord/internal/printable"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// A Row is one bead: what stands in French beside what stands in English.
// Either may be empty.
type Row struct {
	// ID is the file's own name for the row, or its number from 1.
	ID     string
	FR, EN string
	// Line is where the row starts in the file, from 1.
	Line int
	// Numbers are those that the file gives the row's segments in each
	// document, from 1; empty where it gives none. Only Links sets them.
	Numbers documents.Pair[[]int]
	// Moved says that the file marks the row as out of order.
	Moved bool
}

// MaxSize is the largest file read, in bytes. The translation memories that
// agencies exchange reach some tens of megabytes.
const MaxSize = 256 << 20

// formats are the file name extensions, with what reads them.
var formats = []struct {
	ext  string
	read func(*file) ([]Row, error)
}{{".tsv", readTSV}, {".json", readJSON}, {".tmx", readTMX}, {".xlf", readXLIFF}, {".xliff", readXLIFF}}

// Read reads the rows of a file; the format is that of the name's extension.
// Every error is a *documents.Problem that names the line where it can.
func Read(name string, data []byte) ([]Row, error) {
	return (&file{name: printable.Line(name)}).read(name, data)
}

func (f *file) read(name string, data []byte) ([]Row, error) {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, "\\", "/")))
	for _, known := range formats {
		if known.ext != ext {
			continue
		}
		if len(data) > MaxSize {
			return nil, f.problem(0, "too-large", "le fichier dépasse %[1]d Mio", "the file is larger than %[1]d MiB", MaxSize>>20)
		}
		var err error
		if f.data, err = f.decode(data); err != nil {
			return nil, err
		}
		rows, err := known.read(f)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			return nil, f.problem(0, "empty", "le fichier ne contient aucune paire de textes", "the file holds no pair of texts")
		}
		return rows, nil
	}
	return nil, f.unknown(ext)
}

// A file is what is being read.
type file struct {
	name string
	data []byte // UTF-8
	// links asks for the numbers of segments, and for rows without text that
	// have them.
	links bool
}

func (f *file) unknown(ext string) error {
	known := make([]string, len(formats))
	for i, k := range formats {
		known[i] = k.ext
	}
	if near, ok := nearest.Word(ext, known); ok {
		return f.problem(0, "format", "l’extension «\u00a0%[1]s\u00a0» n’est pas celle d’un bitexte\u00a0; vouliez-vous dire «\u00a0%[3]s\u00a0»\u00a0?",
			"the extension %[2]q is not that of a bitext; did you mean %[3]q?", printable.Line(ext), ext, near)
	}
	return f.problem(0, "format", "l’extension «\u00a0%[1]s\u00a0» n’est pas celle d’un bitexte\u00a0; il faut %[3]s",
		"the extension %[2]q is not that of a bitext; it must be one of %[3]s", printable.Line(ext), ext, strings.Join(known, ", "))
}

// problem puts the file, and the line unless it is 0, before a message.
func (f *file) problem(line int, code, fr, en string, args ...any) *documents.Problem {
	name := strings.ReplaceAll(f.name, "%", "%%")
	if line == 0 {
		return documents.Problemf(documents.Misuse, "bitext-"+code, name+"\u00a0: "+fr, name+": "+en, args...)
	}
	p := documents.Problemf(documents.Misuse, "bitext-"+code, fr, en, args...)
	at := documents.Problemf(documents.Misuse, p.Code, "%[1]s, ligne %[2]d\u00a0: ", "%[1]s, line %[2]d: ", f.name, line)
	p.Message.FR, p.Message.EN = at.Message.FR+p.Message.FR, at.Message.EN+p.Message.EN
	return p
}

// decode gives the file's text as UTF-8: from UTF-16 if it begins with that
// byte order mark, as translation memories often do, or with a sign of it.
func (f *file) decode(data []byte) ([]byte, error) {
	var wide encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		wide = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(data, []byte{'<', 0}): // XML without the mark
		wide = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(data, []byte{0, '<'}):
		wide = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	if wide != nil {
		out, err := wide.NewDecoder().Bytes(data)
		if err != nil {
			return nil, f.problem(0, "encoding", "le texte UTF-16 est abîmé\u00a0; enregistrez le fichier en UTF-8",
				"the UTF-16 text is damaged; save the file as UTF-8").Because(err)
		}
		return out, nil
	}
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
}

// tidy makes a text such as the rest of concord expects: NFC, and runs of
// ordinary white space as one space. No-break spaces stay.
func tidy(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	var b strings.Builder
	space := false
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
