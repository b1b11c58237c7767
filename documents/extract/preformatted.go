package extract

import (
	"fmt"
	"strings"

	"concord/documents"
)

// codeShare is how many times longer than all paragraphs, list items and cells
// the preformatted text of a document is from which it is the text, and not
// examples within one.
const codeShare = 9

// preformatted reads the preformatted text of a Word, OpenDocument or HTML
// document as paragraphs where it is the text: LibreOffice gives every line of a
// plain text file that style. It is code where it stands among other text, and
// where its words tell no language beside a little of it.
func preformatted(d *documents.Document) {
	switch d.Format {
	case Docx, ODT, HTML, Email:
	default:
		return
	}
	code, other, headings := 0, 0, 0
	var text strings.Builder
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Kind == documents.Code:
			code += len(b.Text)
			if text.Len() < 1<<16 {
				text.WriteString(b.Text + "\n")
			}
		case b.Kind == documents.Heading:
			headings += len(b.Text)
		case b.Kind.Segmented():
			other += len(b.Text)
		}
	}
	if code == 0 || code < codeShare*other {
		return
	}
	if _, sure := DetectLang(text.String()); other+headings > 0 && sure < sureLang {
		return
	}
	for i := range d.Blocks {
		if d.Blocks[i].Kind == documents.Code {
			d.Blocks[i].Kind = documents.Paragraph
		}
	}
}

// warnCode says how many blocks of code a document has, which are not split
// into segments and so are never compared.
func warnCode(d *documents.Document) {
	n := 0
	for i := range d.Blocks {
		if d.Blocks[i].Kind == documents.Code && strings.TrimSpace(d.Blocks[i].Text) != "" {
			n++
		}
	}
	if n == 0 {
		return
	}
	w := documents.Warning{Code: "code-unchecked", Message: documents.Pair[string]{
		FR: "un bloc de code ou de texte préformaté n’est pas vérifié",
		EN: "one block of code or preformatted text is not checked",
	}}
	if n > 1 {
		w.Message.FR = fmt.Sprintf("%d blocs de code ou de texte préformaté ne sont pas vérifiés", n)
		w.Message.EN = fmt.Sprintf("%d blocks of code or preformatted text are not checked", n)
	}
	d.Warnings = append(d.Warnings, w)
}
