package pdfium

import (
	"concord/documents"
	"concord/documents/extract"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Bounds of the work on one page's objects. Each object and each part of a
// path costs several calls into the library, some ten microseconds.
const (
	maxObjects  = 20_000
	maxSegments = 20_000
	maxDepth    = 4 // forms in forms
	maxRules    = 20_000
)

// thin is the greatest thickness of a rule in points, as in pdfnative.
const thin = 3.5

// objects finds the rules of the page and how much of it pictures cover.
func (r *reading) objects() error {
	inst := r.file.inst
	n, err := inst.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: r.ref})
	if err != nil {
		return err
	}
	left := budget{objects: maxObjects, segments: maxSegments}
	for i := 0; i < n.Count && left.objects > 0; i++ {
		o, err := inst.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: r.ref, Index: i})
		if err != nil {
			continue
		}
		if err := r.object(o.PageObject, r.base, 0, &left); err != nil {
			return err
		}
	}
	return nil
}

// A budget is what is left of the bounds.
type budget struct{ objects, segments int }

// object looks at one object; m maps its space to the page.
func (r *reading) object(o references.FPDF_PAGEOBJECT, m matrix, depth int, left *budget) error {
	inst := r.file.inst
	left.objects--
	kind, err := inst.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		if b, ok := r.bounds(o, m); ok {
			b = r.inside(b)
			r.images += max(0, b.X1-b.X0) * max(0, b.Y1-b.Y0)
		}
	case enums.FPDF_PAGEOBJ_PATH:
		return r.path(o, m, left)
	case enums.FPDF_PAGEOBJ_FORM:
		if depth >= maxDepth {
			return nil
		}
		own, err := inst.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
		if err != nil {
			return nil
		}
		n, err := inst.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
		if err != nil {
			return nil
		}
		g := own.Matrix
		m = matrix{float64(g.A), float64(g.B), float64(g.C), float64(g.D), float64(g.E), float64(g.F)}.mul(m)
		for i := 0; i < n.Count && left.objects > 0; i++ {
			part, err := inst.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
			if err != nil {
				continue
			}
			if err := r.object(part.PageObject, m, depth+1, left); err != nil {
				return err
			}
		}
	}
	return nil
}

// bounds gives the place of an object on the page.
func (r *reading) bounds(o references.FPDF_PAGEOBJECT, m matrix) (documents.Box, bool) {
	b, err := r.file.inst.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return documents.Box{}, false
	}
	return m.box(float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top)), true
}

func (r *reading) inside(b documents.Box) documents.Box {
	return documents.Box{X0: max(b.X0, 0), Y0: max(b.Y0, 0), X1: min(b.X1, r.page.Width), Y1: min(b.Y1, r.page.Height)}
}

// path turns a painted path into rules: a thin one is a rule itself, and of a
// stroked one each upright line is.
func (r *reading) path(o references.FPDF_PAGEOBJECT, m matrix, left *budget) error {
	inst := r.file.inst
	mode, err := inst.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil || mode.FillMode == enums.FPDF_FILLMODE_NONE && !mode.Stroke {
		return nil
	}
	b, ok := r.bounds(o, m)
	if !ok {
		return nil
	}
	if min(b.X1-b.X0, b.Y1-b.Y0) <= thin {
		r.rule(b)
		return nil
	}
	n, err := inst.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil || !mode.Stroke || n.Count > left.segments {
		return nil
	}
	left.segments -= n.Count
	half := 0.5
	if w, err := inst.FPDFPageObj_GetStrokeWidth(&requests.FPDFPageObj_GetStrokeWidth{PageObject: o}); err == nil {
		half = max(float64(w.StrokeWidth)/2, 0.1)
	}
	if 2*half > thin {
		return nil
	}
	own, err := inst.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err == nil {
		g := own.Matrix
		m = matrix{float64(g.A), float64(g.B), float64(g.C), float64(g.D), float64(g.E), float64(g.F)}.mul(m)
	}
	var x, y, startX, startY float64
	for i := range n.Count {
		s, err := inst.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return nil
		}
		at, err := inst.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
		if err != nil {
			return nil
		}
		kind, err := inst.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: s.PathSegment})
		if err != nil {
			return nil
		}
		toX, toY := m.apply(float64(at.X), float64(at.Y))
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			startX, startY = toX, toY
		case enums.FPDF_SEGMENT_LINETO:
			r.line(x, y, toX, toY, half)
		}
		x, y = toX, toY
		if end, err := inst.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: s.PathSegment}); err == nil && end.IsClose {
			r.line(x, y, startX, startY, half)
			x, y = startX, startY
		}
	}
	return nil
}

// line adds the rule of an upright line.
func (r *reading) line(x0, y0, x1, y1, half float64) {
	const upright = 0.5 // points a line may lean
	b := documents.Box{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
	if b.X1-b.X0 > upright && b.Y1-b.Y0 > upright {
		return
	}
	r.rule(documents.Box{X0: b.X0 - half, Y0: b.Y0 - half, X1: b.X1 + half, Y1: b.Y1 + half})
}

// rule adds a rule unless it is a dot: 3 points is less than any table cell.
func (r *reading) rule(b documents.Box) {
	b = r.inside(b)
	if !(b.X0 < b.X1 && b.Y0 < b.Y1) || max(b.X1-b.X0, b.Y1-b.Y0) < 3 || len(r.page.Rules) >= maxRules {
		return
	}
	r.page.Rules = append(r.page.Rules, extract.Rule{Box: b})
}
