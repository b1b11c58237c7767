package extract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"concord/documents"
	"concord/documents/language"
	"concord/documents/segment"
)

// MaxText is the most bytes that a text or Markdown file may have.
const MaxText = 32 << 20

// The formats that Read reads, as they stand in Document.Format.
const (
	PDF      = "pdf"
	Markdown = "markdown"
	Text     = "text"
)

// Read turns a file's bytes into a document with blocks and segments. The
// format is told from the content first and from the end of the name second.
// Errors are *documents.Problem: "format-unknown" for a format that is not
// read here, "no-text" for a document without a word in it, "file-empty",
// "file-too-large", and what the PDF engine says about a file as a whole.
func Read(ctx context.Context, name string, data []byte, opts Options) (*documents.Document, error) {
	sum := sha256.Sum256(data)
	d := &documents.Document{Path: name, Lang: opts.Lang, SHA256: hex.EncodeToString(sum[:])}
	if len(data) == 0 {
		return nil, documents.Problemf(documents.Unreadable, "file-empty",
			"%s : le fichier est vide ; vérifiez qu’il a été enregistré ou copié en entier",
			"%s: the file is empty; check that it was saved or copied in full", name)
	}
	var err error
	if d.Format, err = format(name, data); err != nil {
		return nil, err
	}
	if d.Format != PDF && len(data) > MaxText {
		return nil, documents.Problemf(documents.Unreadable, "file-too-large",
			"%s : le fichier texte dépasse %d Mio ; coupez-le en plusieurs parties",
			"%s: the text file is over %d MiB; split it into parts", name, MaxText>>20)
	}
	switch {
	case d.Format == PDF && opts.Lines:
		return nil, documents.Problemf(documents.Misuse, "lines-need-text",
			"%s : une ligne par segment n’a de sens que pour un fichier texte, pas pour un PDF",
			"%s: one segment per line works for text files only, not for a PDF", name)
	case d.Format == PDF:
		err = readPDF(ctx, d, data, opts)
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
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if d.Lang == "" {
		d.Lang, _ = DetectLang(body(d))
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
	return d, nil
}

// DetectLang tells the language of a text and how sure that is, in [0, 1); see
// language.Detect.
func DetectLang(text string) (documents.Lang, float64) { return language.Detect(text) }

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
			"%s : aucun texte dans ce PDF (%d pages) ; c’est sans doute un document numérisé : passez-le dans un logiciel de reconnaissance de caractères, ou demandez le fichier d’origine",
			"%s: no text in this PDF (%d pages); it is probably a scan: run it through character recognition, or ask for the original file", d.Path, d.Pages)
	}
	return documents.Problemf(documents.Unreadable, "no-text",
		"%s : le fichier ne contient aucun texte",
		"%s: the file holds no text", d.Path)
}

// format tells what a file is.
func format(name string, data []byte) (string, error) {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	head := data[:min(len(data), 1024)]
	// Readers accept a PDF header anywhere in the first kilobyte (ISO 32000-1,
	// annex H.3.4.1); a broken one is still best explained by the engine.
	if bytes.Contains(head, []byte("%PDF-")) || ext == ".pdf" {
		return PDF, nil
	}
	for _, k := range known {
		if bytes.HasPrefix(data, []byte(k.magic)) && k.magic != "" {
			return "", unknown(name, k)
		}
	}
	for _, k := range known {
		if strings.Contains(k.exts, ext+" ") && ext != "" {
			return "", unknown(name, k)
		}
	}
	if !utf16BOM(data) && bytes.IndexByte(data[:min(len(data), 1<<16)], 0) >= 0 {
		return "", unknown(name, foreign{"fichier binaire", "a binary file", "", ""})
	}
	if lead := bytes.ToLower(bytes.TrimSpace(head)); bytes.HasPrefix(lead, []byte("<!doctype html")) || bytes.HasPrefix(lead, []byte("<html")) {
		return "", unknown(name, foreign{"page HTML", "an HTML page", "", ""})
	}
	switch ext {
	case ".md", ".markdown", ".mkd", ".mdown":
		return Markdown, nil
	}
	return Text, nil
}

// A foreign is a format that is recognised, so that the refusal can name it,
// and not read.
type foreign struct{ fr, en, magic, exts string }

var known = []foreign{
	{"document Word", "a Word document", "", ".docx .docm .dotx "},
	{"ancien document Word ou Office", "an old Word or Office document", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".doc .dot .xls .ppt "},
	{"texte OpenDocument", "an OpenDocument text", "", ".odt .ott .fodt "},
	{"document RTF", "an RTF document", `{\rtf`, ".rtf "},
	{"page HTML", "an HTML page", "", ".html .htm .xhtml .mhtml "},
	{"classeur", "a spreadsheet", "", ".xlsx .xlsm .ods "},
	{"présentation", "a presentation", "", ".pptx .odp "},
	{"livre EPUB", "an EPUB book", "", ".epub "},
	{"fichier Pages", "a Pages document", "", ".pages "},
	{"fichier PostScript", "a PostScript file", "%!PS", ".ps .eps "},
	{"image", "a picture", "\x89PNG", ".png .gif .bmp .webp .svg "},
	{"image", "a picture", "\xFF\xD8\xFF", ".jpg .jpeg "},
	{"image", "a picture", "II*\x00", ".tif .tiff "},
	{"image", "a picture", "MM\x00*", ""},
	{"archive", "an archive", "PK\x03\x04", ".zip "},
	{"archive", "an archive", "\x1F\x8B", ".gz .tgz "},
	{"archive", "an archive", "7z\xBC\xAF\x27\x1C", ".7z "},
	{"fichier XML", "an XML file", "<?xml", ".xml .xlf .xliff .tmx .tbx "},
}

func unknown(name string, k foreign) error {
	// A zip file's own name says more than its first bytes: Word and
	// OpenDocument files are zip files.
	ext := strings.ToLower(path.Ext(name))
	for _, o := range known {
		if ext != "" && strings.Contains(o.exts, ext+" ") {
			k = o
		}
	}
	return documents.Problemf(documents.Unreadable, "format-unknown",
		"%[1]s : ce format n’est pas lu (%[2]s) ; concord lit les fichiers PDF, Markdown (.md) et texte (.txt) : enregistrez ou exportez le document en PDF ou en texte",
		"%[1]s: this format is not read (%[3]s); concord reads PDF, Markdown (.md) and text (.txt) files: save or export the document as PDF or text", name, k.fr, k.en)
}
