package pdfnative

import (
	"bytes"

	"github.com/ledongthuc/pdf"
)

// plain gives the table of the file's objects with those in object streams
// written out, as for a file that is rebuilt; nil where that cannot be done,
// as in a file that the parser decrypts.
//
// The parser keeps no object, and inflates an object stream anew for each that
// it reads from it. That does not matter for the few objects that a page needs.
// Bookmarks and structure trees have thousands, so both are read from here.
func (f *file) plain() *table {
	if f.written == nil && !f.unwritten && !f.encrypted {
		t := &table{data: f.data, objects: scanObjects(f.data), key: f.key}
		if err := t.expandObjectStreams(f.limits); err == nil {
			f.written = t
		}
	}
	f.unwritten = f.written == nil
	return f.written
}

// plainRoot gives the catalogue of the plain file, or the file's own where
// there is no object stream to be spared or no plain file.
func (f *file) plainRoot() pdf.Value {
	root, ok := reference([]byte(f.rootRef))
	if !ok {
		return f.root
	}
	t := f.plain()
	if t == nil || len(t.data) == len(f.data) {
		return f.root
	}
	t.root = root
	v, ok := try(func() pdf.Value {
		data := t.file(nil)
		r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return pdf.Value{}
		}
		return r.Trailer().Key("Root")
	})
	if !ok || v.Kind() != pdf.Dict || v.Key("Outlines").Kind() != pdf.Dict {
		return f.root
	}
	return v
}
