package pdfnative

import (
	"context"
	"io"

	"concord/documents"
	"concord/documents/extract"

	"github.com/ledongthuc/pdf"
)

// readPage interprets one page. whole is false when it could not be read at
// all.
func (f *file) readPage(ctx context.Context, number int, p pageNode) (page *extract.Page, whole bool) {
	page = newPage(number, p)
	page.Glyphs, f.spare = f.spare, nil
	f.fontTrouble = ""
	in := &interp{ctx: ctx, file: f, page: page, fontIndex: map[*font]int{}, warned: map[string]bool{}}
	in.area = documents.Box{X1: page.Width, Y1: page.Height}
	in.gs = state{ctm: p.base(), tm: identity, tlm: identity, scale: 1, lineWidth: 1}
	whole = true
	func() {
		defer func() {
			if r := recover(); r != nil {
				in.warn("page-unreadable", "la page est endommagée (%s)\u00a0; elle n’a pas été lue en entier", "the page is damaged (%s); it was not read in full", name(r))
				whole = hasText(page)
			}
		}()
		in.res = newResources(f, p.resources)
		in.run(in.contents(p.dict.Key("Contents")), 0)
		for len(in.marks) > 0 {
			in.end()
		}
	}()
	if f.fontTrouble != "" {
		in.warn("font-unreadable", "une police est endommagée (%s)\u00a0; son texte peut être faux", "a font is damaged (%s); its text may be wrong", f.fontTrouble)
	}
	if in.outside > 0 {
		in.warn("text-outside-page", "%d caractères se trouvent hors des limites de la page et ont été laissés de côté", "%d characters stand outside of the page and were left out", in.outside)
	}
	if a := page.Width * page.Height; a > 0 {
		page.Images = min(1, in.images/a)
	}
	if whole && !hasText(page) && (page.Images > seenImage || in.paths > seenPaths || in.outside > 0) {
		in.warn("page-without-text", "la page ne contient aucun texte, seulement des images ou des dessins\u00a0; s’il s’agit d’une numérisation, passez-la à la reconnaissance de caractères (OCR)",
			"the page holds no text, only images or drawings; if it is a scan, run character recognition (OCR) on it")
	}
	return page, whole
}

// A page without text is worth a warning when something on it may be text: an
// image of more than a logo's size, or so many paths that they may be letters
// turned into outlines. A blank page with a rule or a coloured band says
// nothing.
const (
	seenImage = 0.05 // of the page's area
	seenPaths = 50
)

func newPage(number int, p pageNode) *extract.Page {
	w, h := p.box.X1-p.box.X0, p.box.Y1-p.box.Y0
	if p.rotate == 90 || p.rotate == 270 {
		w, h = h, w
	}
	if p.unit > 0 {
		w, h = w*p.unit, h*p.unit
	}
	return &extract.Page{Number: number, Width: w, Height: h, Engine: Engine}
}

// base maps default user space to the page as a reader sees it: rotation
// undone, origin at the bottom left of the visible box.
func (p pageNode) base() matrix {
	w, h := p.box.X1-p.box.X0, p.box.Y1-p.box.Y0
	m := matrix{1, 0, 0, 1, -p.box.X0, -p.box.Y0}
	switch p.rotate {
	case 90: // clockwise when shown
		m = m.mul(matrix{0, -1, 1, 0, 0, w})
	case 180:
		m = m.mul(matrix{-1, 0, 0, -1, w, h})
	case 270:
		m = m.mul(matrix{0, 1, -1, 0, h, 0})
	}
	if p.unit > 0 && p.unit != 1 {
		m = m.mul(matrix{p.unit, 0, 0, p.unit, 0, 0})
	}
	return m
}

// contents joins the content streams of a page; a token never spans two of
// them.
func (in *interp) contents(v pdf.Value) io.Reader {
	if v.Kind() != pdf.Array {
		if v.Kind() == pdf.Null {
			return eof{}
		}
		return in.reader(v)
	}
	const most = 10_000
	i := 0
	return &joined{next: func() io.Reader {
		if i >= min(v.Len(), most) || in.stopped {
			return nil
		}
		i++
		return in.reader(v.Index(i - 1))
	}}
}

// joined reads streams one after the other with a line feed between them.
type joined struct {
	next func() io.Reader
	cur  io.Reader
}

func (j *joined) Read(p []byte) (int, error) {
	if j.cur == nil {
		if j.cur = j.next(); j.cur == nil {
			return 0, io.EOF
		}
	}
	n, err := j.cur.Read(p)
	if err == nil {
		return n, nil
	}
	j.cur = nil
	if n < len(p) {
		p[n] = '\n'
		n++
	}
	return n, nil
}
