// Package engines chooses who reads each page of a PDF. Read has the shape of
// an extract.PDFEngine once its Options are bound.
//
// By default (Auto) every page is read by internal/pdfnative, which is fast and
// starts at once. A page whose text looks wrong (Score), that could not be
// read, or that lies in a file whose fonts do not say what their codes mean, is
// read by internal/pdfium as well, and the better text stays. A page without
// text is given to an installed tesseract (internal/ocr), and so is one whose
// text the layout found to be garbage that cannot be repaired. Each page says
// who read it, and a warning says why it was not the first engine.
//
// PDFium and tesseract are not touched before a page needs them. All of this
// runs in the child process of internal/docread.
package engines

import (
	"context"
	"errors"
	"time"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/ocr"
	"concord/internal/pdfium"
	"concord/internal/pdfnative"
)

// A Choice says which engine reads.
type Choice string

// The choices. The zero Choice is Auto.
const (
	Auto   Choice = "auto"
	Native Choice = pdfnative.Engine
	PDFium Choice = pdfium.Engine
	OCR    Choice = ocr.Engine
)

// A Stage is what is being done to a page.
type Stage byte

// The stages. Loading PDFium and recognising characters take longer than the
// reading of a page and have limits of their own.
const (
	Reading     Stage = 'n'
	Loading     Stage = 'l'
	Rereading   Stage = 'p'
	Recognising Stage = 'o'
)

// LoadTime is the longest that starting PDFium may take. Its machine code is
// made once, in 4 to 6 s on one free core.
const LoadTime = 90 * time.Second

// RecogniseTime is the longest that character recognition of one document may
// take, about 500 pages on one free core.
const RecogniseTime = 10 * time.Minute

// Options say how to read. The zero value reads with the native engine and
// with PDFium where it must.
type Options struct {
	Choice Choice
	// Cache is PDFium's folder for its machine code; empty for none.
	Cache string
	// Tesseract recognises characters; the zero Program means not.
	Tesseract ocr.Program
	// Pages is the most pages read; 0 for the engines' default.
	Pages int
	// Skip holds pages on which the native engine failed, with the warning
	// that stands for each.
	Skip map[int]documents.Warning
	// Spare holds pages that are not to be given to PDFium or tesseract, which
	// failed on them before; page 0 stands for all.
	Spare map[int]bool
	// Recognise holds pages whose text cannot be used as the file has it.
	Recognise map[int]bool
	// Progress is called before each piece of work on a page. It may be nil.
	Progress func(stage Stage, page, pages int)
}

// Read reads a PDF and calls emit for each page in order, from page 1. The
// error is about the whole file and then a *documents.Problem, or it is what
// emit or ctx gave.
func Read(ctx context.Context, data []byte, opts Options, emit func(*extract.Page) error) error {
	r := &reader{ctx: ctx, data: data, opts: opts, checked: map[string]bool{}}
	r.emit = func(p *extract.Page) error {
		r.text = r.text || hasText(p)
		r.count++
		return emit(p)
	}
	defer r.close()
	switch opts.Choice {
	case Native:
		return r.native(r.emit)
	case PDFium:
		return r.onlyPDFium()
	case OCR:
		return r.onlyOCR()
	}
	return r.auto()
}

// A reader reads one file.
type reader struct {
	ctx  context.Context
	data []byte
	opts Options
	emit func(*extract.Page) error
	// count is the number of pages handed on, of total; text says that one of
	// them has some.
	count, total int
	text         bool
	// wordless counts pages with something to recognise that were not.
	wordless int
	// checked are the guessed fonts that were compared, on so many samples;
	// mistrust says that the engines differed on one.
	checked  map[string]bool
	samples  int
	mistrust bool

	lib    *pdfium.Library
	file   *pdfium.File
	noFile error // why PDFium cannot be used on this file

	tess    *ocr.Reader
	noTess  error
	ocrTime time.Duration
}

func (r *reader) progress(stage Stage, page, pages int) {
	if r.opts.Progress != nil {
		r.opts.Progress(stage, page, pages)
	}
}

func (r *reader) close() {
	if r.file != nil {
		r.file.Close()
	}
	if r.lib != nil {
		r.lib.Close()
	}
}

// errSpared says that an engine is not used because it failed before.
var errSpared = errors.New("failed before")

// pdfium opens the file with PDFium, once.
func (r *reader) pdfium() (*pdfium.File, error) {
	if r.file != nil || r.noFile != nil {
		return r.file, r.noFile
	}
	if r.opts.Spare[0] {
		r.noFile = errSpared
		return nil, r.noFile
	}
	r.progress(Loading, 0, 0)
	if r.lib, r.noFile = pdfium.Load(r.ctx, r.opts.Cache); r.noFile != nil {
		return nil, r.noFile
	}
	r.progress(Rereading, 0, 0)
	r.file, r.noFile = r.lib.Open(r.data)
	return r.file, r.noFile
}

// native reads the whole file with the native engine.
func (r *reader) native(emit func(*extract.Page) error) error {
	return pdfnative.Read(r.ctx, r.data, pdfnative.Options{
		Limits: pdfnative.Limits{Pages: r.opts.Pages}, Skip: r.opts.Skip,
		Progress: func(page, pages int) {
			r.total = pages
			r.progress(Reading, page, pages)
		},
	}, emit)
}

// onlyPDFium reads the whole file with PDFium.
func (r *reader) onlyPDFium() error {
	r.progress(Loading, 0, 0)
	return pdfium.Read(r.ctx, r.data, pdfium.Options{
		Cache: r.opts.Cache, Pages: r.opts.Pages, Skip: r.opts.Skip,
		Loaded:   func() { r.progress(Rereading, 0, 0) },
		Progress: func(page, pages int) { r.progress(Rereading, page, pages) },
	}, r.emit)
}

// auto reads each page with the native engine first and looks at what came of
// it.
func (r *reader) auto() error {
	var emitted error
	failure := r.native(func(p *extract.Page) error {
		r.reread(p)
		r.recognise(p)
		emitted = r.emit(p)
		return emitted
	})
	var p *documents.Problem
	switch {
	case failure == nil || emitted != nil || r.ctx.Err() != nil:
		return failure
	case r.text:
		// The native engine found none, another did.
		return nil
	case r.count == 0:
		return r.rescue(failure)
	case r.wordless > 0 && !r.opts.Tesseract.Installed() && errors.As(failure, &p) && p.Code == "pdf-without-text":
		return scan(r.count)
	}
	return failure
}

// rescue reads with PDFium a file that the native engine cannot open, for the
// reason given; that stays the reason if PDFium cannot either.
func (r *reader) rescue(failure error) error {
	var p *documents.Problem
	if !header(r.data) || r.opts.Spare[0] || !errors.As(failure, &p) {
		return failure
	}
	hand := r.emit
	r.emit = func(page *extract.Page) error {
		if r.count == 0 {
			page.Warnings = append(page.Warnings, rescued(p))
		}
		return hand(page)
	}
	if err := r.onlyPDFium(); err != nil && r.count == 0 {
		return failure
	} else if err != nil {
		return err
	}
	return nil
}

// onlyOCR draws every page and recognises it.
func (r *reader) onlyOCR() error {
	if !r.opts.Tesseract.Installed() {
		return NoTesseract()
	}
	f, err := r.pdfium()
	if err != nil {
		return err
	}
	if _, err := r.tesseract(); err != nil {
		return err
	}
	limit := r.opts.Pages
	if limit <= 0 {
		limit = 5_000
	}
	pages := min(f.Pages(), limit)
	for n := 1; n <= pages; n++ {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		p := r.picture(f, n, pages)
		if n == pages && f.Pages() > pages {
			p.Warnings = append(p.Warnings, leftOut(f.Pages(), pages))
		}
		if err := r.emit(p); err != nil {
			return err
		}
	}
	if !r.text {
		return withoutText(pages)
	}
	return nil
}

// picture recognises one page.
func (r *reader) picture(f *pdfium.File, n, pages int) *extract.Page {
	r.progress(Rereading, n, pages)
	lost := func(w documents.Warning) *extract.Page {
		return &extract.Page{Number: n, Engine: ocr.Engine, Warnings: []documents.Warning{w}}
	}
	if w, skip := r.opts.Skip[n]; skip {
		return lost(w)
	}
	p, err := f.Page(n) // for its size and rules
	if err != nil {
		return lost(unread(n, err))
	}
	p.Glyphs, p.Engine, p.Warnings = nil, ocr.Engine, nil
	if err := r.recognisePage(p, pages); err != nil {
		p.Warnings = append(p.Warnings, unread(n, err))
	}
	return p
}

func hasText(p *extract.Page) bool {
	for i := range p.Glyphs {
		if p.Glyphs[i].Text != " " {
			return true
		}
	}
	return false
}
