package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"concord/documents"
)

// decode returns a text file's characters as UTF-8 without byte order mark.
// The encoding is told by the byte order mark, else UTF-8 when the bytes are
// valid, else Windows-1252, of which ISO 8859-1 is a part; a warning says so,
// because that is a guess. Offsets of origins count code points of the result.
func decode(d *documents.Document, data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD")
	case utf16BOM(data):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err == nil {
			return strings.ToValidUTF8(string(out), "\uFFFD")
		}
	case utf8.Valid(data):
		return string(data)
	}
	d.Warnings = append(d.Warnings, documents.Warning{
		Code: "encoding-guessed",
		Message: documents.Pair[string]{
			FR: "le fichier n’est pas en UTF-8 : lu comme Windows-1252 ; enregistrez-le en UTF-8 si des accents sont faux",
			EN: "the file is not UTF-8: read as Windows-1252; save it as UTF-8 if accents are wrong",
		},
	})
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return b.String()
}

// utf16BOM reports whether data begins with a UTF-16 byte order mark.
func utf16BOM(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
}

// SourceText returns the decoded text of a file in which origins have offsets:
// plain text, Markdown and HTML. Offsets count its code points. It reports
// false for any other file.
func SourceText(name string, data []byte) (string, bool) {
	f, err := format(name, data)
	switch {
	case err != nil:
		return "", false
	case f == Text || f == Markdown:
		return Decode(data), true
	case f == HTML:
		return decodeHTML(new(documents.Document), data), true
	}
	return "", false
}

// Decode returns the text of a plain text or Markdown file as Read sees it: the
// offsets of origins count its code points.
func Decode(data []byte) string { return decode(new(documents.Document), data) }
