package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"concord/documents"
	"concord/documents/language"
	"concord/documents/segment"
)

// MaxText is the most bytes that a text, Markdown or HTML file may have, and
// the most bytes of text in a document of another format without pages.
const MaxText = 32 << 20

// The formats that Read reads, as they stand in Document.Format.
const (
	PDF      = "pdf"
	Docx     = "docx"
	ODT      = "odt"
	HTML     = "html"
	Email    = "email"
	Markdown = "markdown"
	Text     = "text"
)

// Read turns a file's bytes into a document with blocks and segments. The
// format is told from the content first and from the end of the name second.
// Errors are *documents.Problem: "format-unknown" for a format that is not
// read here, "no-text" for a document without a word in it, "file-empty",
// "file-too-large", "document-damaged", "document-encrypted",
// "document-too-large", "document-nesting" and "document-dtd" for Word,
// OpenDocument and mail, and what the PDF engine says about a file as a whole.
func Read(ctx context.Context, name string, data []byte, opts Options) (*documents.Document, error) {
	sum := sha256.Sum256(data)
	d := &documents.Document{Path: name, Lang: opts.Lang, SHA256: hex.EncodeToString(sum[:])}
	if len(data) == 0 {
		return nil, documents.Problemf(documents.Unreadable, "file-empty",
			"%s : le fichier est vide ; vérifiez qu’il a été enregistré ou copié en entier",
			"%s: the file is empty; check that it was saved or copied in full", name)
	}
	var err error
	if d.Format, err = format(name, data); err != nil {
		return nil, err
	}
	if plain := d.Format == Text || d.Format == Markdown || d.Format == HTML; plain && len(data) > MaxText {
		return nil, documents.Problemf(documents.Unreadable, "file-too-large",
			"%s : le fichier texte dépasse %d Mio ; coupez-le en plusieurs parties",
			"%s: the text file is over %d MiB; split it into parts", name, MaxText>>20)
	}
	var hint documents.Lang // what the file claims; its words decide
	switch {
	case opts.Lines && d.Format != Text && d.Format != Markdown:
		return nil, documents.Problemf(documents.Misuse, "lines-need-text",
			"%s : une ligne par segment n’a de sens que pour un fichier texte",
			"%s: one segment per line works for text files only", name)
	case d.Format == PDF:
		err = readPDF(ctx, d, data, opts)
	case d.Format == Docx:
		hint, err = readDocx(d, data)
	case d.Format == ODT:
		hint, err = readODT(d, data)
	case d.Format == HTML:
		hint, err = readHTML(d, data)
	case d.Format == Email:
		hint, err = readEmail(d, data)
	case opts.Lines:
		d.Format = Text
		readLines(d, decode(d, data))
	case d.Format == Markdown:
		err = readMarkdown(d, decode(d, data))
	default:
		readText(d, decode(d, data))
	}
	if err != nil {
		return nil, err
	}
	for i := range d.Blocks {
		d.Blocks[i].ID = i + 1
	}
	preformatted(d)
	linkNotes(d)
	tellLanguages(d)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if d.Lang == "" {
		if d.Lang, _ = DetectLang(body(d)); d.Lang == "" {
			d.Lang = hint
		}
	}
	if opts.Lines {
		for i := range d.Blocks {
			segment.Add(d, &d.Blocks[i], 0, len(d.Blocks[i].Text))
		}
	} else {
		segment.Document(d)
	}
	if len(d.Segments) == 0 {
		return nil, noText(d)
	}
	warnCode(d)
	return d, nil
}

// DetectLang tells the language of a text and how sure that is, in [0, 1); see
// language.Detect.
func DetectLang(text string) (documents.Lang, float64) { return language.Detect(text) }

// sureLang is the confidence from which a block's own words tell its language:
// two function words of one language and none of the other give 0.58.
const sureLang = 0.8

// tellLanguages sets the language of each block whose words tell it.
func tellLanguages(d *documents.Document) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == documents.Code {
			continue
		}
		if lang, sure := DetectLang(b.Text); sure >= sureLang {
			b.Lang = lang
		}
	}
}

// body returns the start of the text that the language is told from.
func body(d *documents.Document) string {
	var b strings.Builder
	for i := range d.Blocks {
		if d.Blocks[i].Kind.Segmented() {
			b.WriteString(d.Blocks[i].Text)
			b.WriteByte('\n')
		}
		if b.Len() > 1<<16 {
			break
		}
	}
	return b.String()
}

func noText(d *documents.Document) error {
	if d.Format == PDF {
		return documents.Problemf(documents.Unreadable, "no-text",
			"%s : aucun texte dans ce PDF (%d pages) ; c’est sans doute un document numérisé : passez-le dans un logiciel de reconnaissance de caractères, ou demandez le fichier d’origine",
			"%s: no text in this PDF (%d pages); it is probably a scan: run it through character recognition, or ask for the original file", d.Path, d.Pages)
	}
	return documents.Problemf(documents.Unreadable, "no-text",
		"%s : le fichier ne contient aucun texte",
		"%s: the file holds no text", d.Path)
}
