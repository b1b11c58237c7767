package pdfnative

import (
	"fmt"

	"concord/documents"
)

// needsPassword: the file opens for a reader only with a password.
func needsPassword() *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-encrypted",
		"ce PDF est protégé par un mot de passe\u00a0; enregistrez-en une copie sans protection et donnez cette copie à concord",
		"this PDF is protected by a password; save a copy without protection and give that copy to concord")
}

// otherEncryption: opened by viewers perhaps, but not by the parser.
func otherEncryption(what string) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-encrypted",
		"ce PDF est chiffré d’une façon que concord ne lit pas (%[1]s)\u00a0; ouvrez-le dans un lecteur de PDF et enregistrez-en une copie sans protection",
		"this PDF is encrypted in a way that concord does not read (%[1]s); open it in a PDF viewer and save a copy without protection", what)
}

// damaged: fr and en say what is wrong.
func damaged(fr, en string) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-damaged",
		"ce PDF est endommagé\u00a0: %[1]s\u00a0; téléchargez-le de nouveau ou réenregistrez-le depuis un lecteur de PDF",
		"this PDF is damaged: %[2]s; download it again or save it anew from a PDF viewer", fr, en)
}

func notPDF() *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-damaged",
		"ce fichier n’est pas un PDF\u00a0: il n’en a pas l’en-tête (%%PDF-)",
		"this file is not a PDF: it lacks the header (%%PDF-)")
}

func withoutPages() *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-empty",
		"ce PDF ne contient aucune page", "this PDF has no pages")
}

func withoutText(pages int) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-without-text",
		"ce PDF (pages\u00a0: %[1]d) ne contient aucun texte\u00a0; c’est sans doute une numérisation\u00a0: passez-le d’abord à la reconnaissance de caractères (OCR)",
		"this PDF (pages: %[1]d) holds no text; it is probably a scan: run character recognition (OCR) on it first", pages)
}

func pageWarning(page int, code, fr, en string, args ...any) documents.Warning {
	return documents.Warning{Code: code, Page: page, Message: documents.Pair[string]{
		FR: fmt.Sprintf(fr, args...),
		EN: fmt.Sprintf(en, args...),
	}}
}

// name gives a recovered panic as a short text.
func name(r any) string {
	s := validText(fmt.Sprint(r))
	if rs := []rune(s); len(rs) > 120 {
		s = string(rs[:120]) + "…"
	}
	return s
}
