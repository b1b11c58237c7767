package pdfium

import (
	"math"

	"concord/documents"
	"concord/documents/extract"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Page reads a page (from 1). Errors are about this page alone; the file can be
// read on.
func (f *File) Page(number int) (page *extract.Page, err error) {
	f.bookmarks()
	err = f.do(func() error {
		page, err = f.readPage(number)
		return err
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

// A reading is one page being read.
type reading struct {
	file *File
	page *extract.Page
	ref  requests.Page
	text references.FPDF_TEXTPAGE
	// base maps the library's coordinates, which know neither the page's
	// rotation nor its visible box, to the page as a reader sees it.
	base    matrix
	left    float64 // of the visible box, in the library's coordinates
	fonts   map[fontKey]int
	outside int
	images  float64
}

func (f *File) readPage(number int) (*extract.Page, error) {
	loaded, err := f.inst.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: number - 1})
	if err != nil {
		return nil, err
	}
	defer f.inst.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	r := &reading{
		file:  f,
		page:  &extract.Page{Number: number, Engine: Engine},
		ref:   requests.Page{ByReference: &loaded.Page},
		fonts: map[fontKey]int{},
	}
	if err := r.geometry(); err != nil {
		return nil, err
	}
	r.outline()
	text, err := f.inst.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.ref})
	if err != nil {
		return nil, err
	}
	defer f.inst.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	r.text = text.TextPage
	if err := r.glyphs(); err != nil {
		return nil, err
	}
	if err := r.objects(); err != nil {
		return nil, err
	}
	if a := r.page.Width * r.page.Height; a > 0 {
		r.page.Images = min(1, r.images/a)
	}
	if r.outside > 0 {
		r.page.Warnings = append(r.page.Warnings, pageWarning(number, "text-outside-page",
			"%d caractères se trouvent hors des limites de la page et ont été laissés de côté",
			"%d characters stand outside of the page and were left out", r.outside))
	}
	return r.page, nil
}

// geometry reads the page's visible box and rotation.
func (r *reading) geometry() error {
	inst := r.file.inst
	box, err := inst.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: r.ref})
	if err != nil {
		return err
	}
	x0, x1 := float64(min(box.Rect.Left, box.Rect.Right)), float64(max(box.Rect.Left, box.Rect.Right))
	y0, y1 := float64(min(box.Rect.Bottom, box.Rect.Top)), float64(max(box.Rect.Bottom, box.Rect.Top))
	w, h := x1-x0, y1-y0
	if !(w > 0 && h > 0) || math.IsInf(w, 0) || math.IsInf(h, 0) {
		return errRefused
	}
	r.page.Width, r.page.Height, r.left = w, h, x0
	r.base = matrix{1, 0, 0, 1, -x0, -y0}
	turn, err := inst.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: r.ref})
	if err != nil {
		return err
	}
	switch int(turn.PageRotation) {
	case 1: // a quarter turn clockwise when shown
		r.base = r.base.mul(matrix{0, -1, 1, 0, 0, w})
	case 2:
		r.base = r.base.mul(matrix{-1, 0, 0, -1, w, h})
	case 3:
		r.base = r.base.mul(matrix{0, 1, -1, 0, h, 0})
	}
	if int(turn.PageRotation)%2 == 1 {
		r.page.Width, r.page.Height = h, w
	}
	return nil
}

// A matrix is [a b c d e f] as in PDF: x' = ax+cy+e, y' = bx+dy+f.
type matrix [6]float64

// mul returns the matrix that applies m first and n second.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// box maps a rectangle to the smallest one that holds it.
func (m matrix) box(x0, y0, x1, y1 float64) documents.Box {
	ax, ay := m.apply(x0, y0)
	bx, by := m.apply(x1, y1)
	cx, cy := m.apply(x0, y1)
	dx, dy := m.apply(x1, y0)
	return documents.Box{X0: min(ax, bx, cx, dx), Y0: min(ay, by, cy, dy), X1: max(ax, bx, cx, dx), Y1: max(ay, by, cy, dy)}
}
