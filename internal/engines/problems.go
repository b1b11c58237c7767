package engines

import (
	"bytes"
	"errors"
	"fmt"

	"concord/documents"
	"concord/internal/ocr"
)

// NoTesseract says that recognition was asked for and the program is missing.
func NoTesseract() *documents.Problem {
	return documents.Problemf(documents.Unreadable, "no-tesseract",
		"--engine ocr demande tesseract, qui n’est pas installé\u00a0; installez-le (%[1]s)",
		"--engine ocr needs tesseract, which is not installed; install it (%[2]s)", Install.FR, Install.EN)
}

// Install says how tesseract is installed on the usual systems.
var Install = documents.Pair[string]{
	FR: "Debian, Ubuntu\u00a0: apt-get install tesseract-ocr tesseract-ocr-fra tesseract-ocr-eng\u00a0; macOS\u00a0: brew install tesseract tesseract-lang\u00a0; Windows\u00a0: winget install UB-Mannheim.TesseractOCR",
	EN: "Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-fra tesseract-ocr-eng; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR",
}

// brokenTesseract: the program is there and does not work.
func brokenTesseract(err error) *documents.Problem {
	if errors.Is(err, ocr.ErrLanguages) {
		return documents.Problemf(documents.Unreadable, "no-tesseract",
			"tesseract n’a ni le français ni l’anglais\u00a0; installez ces langues (%[1]s)",
			"tesseract has neither French nor English; install these languages (%[2]s)", Install.FR, Install.EN)
	}
	return documents.Problemf(documents.Unreadable, "no-tesseract",
		"tesseract ne fonctionne pas\u00a0; «\u00a0concord doctor\u00a0» en dit plus", "tesseract does not work; \"concord doctor\" says more").Because(err)
}

// scan: a file of pictures, and nothing here that reads them.
func scan(pages int) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-without-text",
		"ce PDF (pages\u00a0: %[1]d) ne contient aucun texte\u00a0; c’est sans doute une numérisation\u00a0: installez tesseract (%[2]s), ou passez le fichier à la reconnaissance de caractères (OCR)",
		"this PDF (pages: %[1]d) holds no text; it is probably a scan: install tesseract (%[3]s), or run character recognition (OCR) on it", pages, Install.FR, Install.EN)
}

func withoutText(pages int) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "pdf-without-text",
		"la reconnaissance de caractères n’a trouvé aucun mot dans ce PDF (pages\u00a0: %[1]d)",
		"character recognition found no word in this PDF (pages: %[1]d)", pages)
}

// rescued is the warning of a file that only PDFium could open.
func rescued(p *documents.Problem) documents.Warning {
	return documents.Warning{Code: "page-engine", Page: 1, Message: documents.Pair[string]{
		FR: "tout le fichier est lu par PDFium, car le premier moteur a renoncé\u00a0: " + p.Message.FR,
		EN: "the whole file is read by PDFium, since the first engine gave up: " + p.Message.EN,
	}}
}

// changed says why a page was read by PDFium.
func changed(page int, why reason) documents.Warning {
	var fr, en string
	switch why {
	case notRead:
		fr, en = "le premier moteur ne l’a pas lue en entier", "the first engine did not read it in full"
	case garbled:
		fr, en = "le texte donné par le premier moteur n’est pas lisible", "the first engine's text is not readable"
	case guess:
		fr, en = "ses polices ne disent pas ce que valent leurs codes, et les moteurs diffèrent", "its fonts do not say what their codes mean, and the engines differ"
	}
	return pageWarning(page, "page-engine", "page lue par PDFium\u00a0: %[1]s", "page read by PDFium: %[2]s", fr, en)
}

// stayed says that a page looks wrong and could not be read again.
func stayed(page int) documents.Warning {
	return pageWarning(page, "page-engine",
		"le texte de cette page est douteux, et PDFium n’a pas pu la relire", "the text of this page is doubtful, and PDFium could not read it again")
}

// recognised says that a page's words come from its picture.
func recognised(page int, had, has bool) documents.Warning {
	switch {
	case !has:
		return pageWarning(page, "page-engine",
			"une image sans texte\u00a0: la reconnaissance de caractères n’y trouve aucun mot", "a picture without text: character recognition finds no word on it")
	case had:
		return pageWarning(page, "page-engine",
			"le texte de la page n’est pas lisible\u00a0; il vient de la reconnaissance de caractères et peut contenir des fautes",
			"the text of the page is not readable; it comes from character recognition and may hold errors")
	}
	return pageWarning(page, "page-engine",
		"page sans texte\u00a0: il vient de la reconnaissance de caractères et peut contenir des fautes",
		"a page without text: it comes from character recognition and may hold errors")
}

// unread is the warning of a page whose picture could not be read.
func unread(page int, err error) documents.Warning {
	fr, en := "son image n’a pas pu être lue", "its picture could not be read"
	if errors.Is(err, errOutOfTime) {
		fr = fmt.Sprintf("la reconnaissance de caractères a dépassé %d minutes", int(RecogniseTime.Minutes()))
		en = fmt.Sprintf("character recognition took more than %d minutes", int(RecogniseTime.Minutes()))
	}
	return pageWarning(page, "page-unreadable", "la page n’a pas été lue\u00a0: %[1]s", "the page was not read: %[2]s", fr, en)
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

// header reports whether the bytes claim to be a PDF.
func header(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}
