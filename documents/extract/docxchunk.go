package extract

import (
	"bytes"
	"io"
	"net/mail"

	"concord/documents"
)

// chunk reads a piece of text that stands in the document in another format
// (w:altChunk; ECMA-376, section 17.17.2.1). Programs that make Word documents
// from web pages leave all of their text to Word in this way, and Word itself
// writes none. Pages, web archives, plain text and Word documents are read
// where they stand; of others a warning says that the reading is not complete.
func (w *docxWalker) chunk(id string) {
	r, ok := w.p.rels[id]
	if !ok || r.outside || w.p.missing(r.target) {
		return
	}
	in, err := w.p.z.open(r.target)
	if err != nil {
		panic(partFault{err})
	}
	data, err := io.ReadAll(io.LimitReader(in, MaxText+1))
	if err != nil {
		panic(partFault{err})
	}
	if len(data) > MaxText {
		panic(partFault{tooMuch(w.d.Path)})
	}
	w.put(documents.Block{Kind: documents.Paragraph})
	sub := &documents.Document{Path: w.d.Path, Lang: w.d.Lang}
	if err := w.chunkBlocks(sub, r.target, data); err != nil {
		panic(partFault{err})
	}
	w.d.Warnings = append(w.d.Warnings, sub.Warnings...)
	for _, b := range sub.Blocks {
		switch {
		case b.Kind == documents.Header || b.Kind == documents.Footer:
			continue // of a page, which this is not
		case w.force != "":
			b = documents.Block{Kind: w.force, Text: b.Text}
		case b.Kind == documents.Paragraph && w.cell.row > 0:
			b.Kind, b.Row, b.Col = documents.Cell, w.cell.row, w.cell.col
		}
		w.add(unplaced(b))
	}
}

// chunkBlocks reads a chunk into sub.
func (w *docxWalker) chunkBlocks(sub *documents.Document, part string, data []byte) error {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(text) == 0 {
		return nil
	}
	if mailStart(text) { // a web archive is spelled as mail is (RFC 2557)
		m, err := mail.ReadMessage(bytes.NewReader(text))
		if err == nil {
			mw := &mailWalker{d: sub}
			if err := mw.part(mailPart{header: m.Header, body: m.Body}, 0); err != nil {
				return err
			}
			mw.attachments = nil // pictures and styles
			mw.told()
			return nil
		}
	}
	kind, err := format(part, data)
	switch {
	case err != nil:
	case kind == HTML:
		h := newHTMLWalker(sub, false)
		if err := h.read(decodeHTML(sub, data)); err != nil {
			return err
		}
		h.told()
		return nil
	case kind == Text:
		readText(sub, decode(sub, data))
		return nil
	case kind == Docx && !w.p.chunk:
		_, err := readDocxParts(sub, data, w.p.z)
		return err
	}
	sub.Warnings = append(sub.Warnings, documents.Warning{Code: "part-missing", Message: documents.Pair[string]{
		FR: "une partie du texte (" + part + ") est dans un format qui n’est pas lu ; ouvrez le document dans Word et enregistrez-le de nouveau : Word l’y met au propre",
		EN: "a part of the text (" + part + ") is in a format that is not read; open the document in Word and save it again: Word then writes it in its own",
	}})
	return nil
}
