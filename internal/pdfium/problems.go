package pdfium

import (
	"errors"
	"fmt"

	"concord/documents"

	liberrors "github.com/klippa-app/go-pdfium/errors"
)

// opening turns the library's refusal of a file into words.
func opening(err error) *documents.Problem {
	switch {
	case errors.Is(err, liberrors.ErrPassword):
		return documents.Problemf(documents.Unreadable, "pdf-encrypted",
			"ce PDF est protégé par un mot de passe\u00a0; enregistrez-en une copie sans protection et donnez cette copie à concord",
			"this PDF is protected by a password; save a copy without protection and give that copy to concord")
	case errors.Is(err, liberrors.ErrSecurity):
		return documents.Problemf(documents.Unreadable, "pdf-encrypted",
			"ce PDF est chiffré d’une façon que concord ne lit pas\u00a0; ouvrez-le dans un lecteur de PDF et enregistrez-en une copie sans protection",
			"this PDF is encrypted in a way that concord does not read; open it in a PDF viewer and save a copy without protection")
	case errors.Is(err, liberrors.ErrFormat), errors.Is(err, liberrors.ErrFile), errors.Is(err, liberrors.ErrUnknown):
		return damaged("ses pages sont introuvables", "its pages cannot be found")
	}
	return broken(err)
}

// damaged: fr and en say what is wrong.
func damaged(fr, en string) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-damaged",
		"ce PDF est endommagé\u00a0: %[1]s\u00a0; téléchargez-le de nouveau ou réenregistrez-le depuis un lecteur de PDF",
		"this PDF is damaged: %[2]s; download it again or save it anew from a PDF viewer", fr, en)
}

// broken: the library itself did not work.
func broken(err error) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdfium-failed",
		"PDFium n’a pas pu lire ce PDF\u00a0; essayez --engine native", "PDFium could not read this PDF; try --engine native").Because(err)
}

func withoutPages() *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-empty", "ce PDF ne contient aucune page", "this PDF has no pages")
}

func withoutText(pages int) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-without-text",
		"ce PDF (pages\u00a0: %[1]d) ne contient aucun texte\u00a0; c’est sans doute une numérisation\u00a0: passez-le d’abord à la reconnaissance de caractères (OCR)",
		"this PDF (pages: %[1]d) holds no text; it is probably a scan: run character recognition (OCR) on it first", pages)
}

// unreadPage is the warning of a page that the library gave up.
func unreadPage(page int, err error) documents.Warning {
	fr, en := "PDFium ne l’ouvre pas", "PDFium does not open it"
	if !errors.Is(err, errRefused) && !errors.Is(err, liberrors.ErrPage) {
		fr, en = "PDFium s’y est arrêté", "PDFium stopped on it"
	}
	return pageWarning(page, "page-unreadable",
		"la page est endommagée (%[1]s)\u00a0; elle n’a pas été lue", "the page is damaged (%[2]s); it was not read", fr, en)
}

func leftOut(pages, limit int) documents.Warning {
	return pageWarning(limit+1, "pages-left-out",
		"le document compte %[1]d pages\u00a0; seules les %[2]d premières ont été lues",
		"the document has %[1]d pages; only the first %[2]d were read", pages, limit)
}

func pageWarning(page int, code, fr, en string, args ...any) documents.Warning {
	return documents.Warning{Code: code, Page: page, Message: documents.Pair[string]{
		FR: fmt.Sprintf(fr, args...),
		EN: fmt.Sprintf(en, args...),
	}}
}
