package pdfium

import (
	"math"
	"strings"

	"concord/documents/extract"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Limits of the outline, as in pdfnative.
const (
	maxBookmarks     = 10_000
	maxBookmarkDepth = 32
	maxBookmarkTitle = 1_000 // bytes
)

// A mark is a bookmark as the library tells it: top is the height in the
// library's coordinates of what it leads to, not a number for the top of the
// page.
type mark struct {
	title string
	level int
	top   float64
}

// bookmarks returns the file's outline by page index, in the order of the
// outline. What was found before the library failed stays.
func (f *File) bookmarks() map[int][]mark {
	if f.marks == nil {
		f.marks = map[int][]mark{}
		o := &outline{file: f, out: f.marks}
		_ = f.do(func() error { return o.chain(nil, 1) })
	}
	return f.marks
}

// An outline is a walk over bookmarks.
type outline struct {
	file  *File
	count int
	out   map[int][]mark
}

// A target is what a bookmark says; the library has no other name for one.
type target struct {
	mark
	page int
}

// chain reads the children of a bookmark, nil for the outermost ones, and what
// they hold. The library follows links that go in circles: an entry equal to one
// before it in its chain is dropped, and ends the chain when it comes a third
// time. Errors are those of a library that cannot go on.
func (o *outline) chain(parent *references.FPDF_BOOKMARK, depth int) error {
	inst, doc := o.file.inst, o.file.doc
	first, err := inst.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: doc, Bookmark: parent})
	if err != nil {
		return err
	}
	seen := map[target]int{}
	for at := first.Bookmark; at != nil && o.count < maxBookmarks; {
		o.count++
		t, err := o.target(*at, depth)
		if err != nil {
			return err
		}
		if seen[t]++; seen[t] > 2 {
			return nil
		}
		if seen[t] == 1 {
			if t.title != "" && t.page >= 0 && t.page < o.file.pages {
				o.out[t.page] = append(o.out[t.page], t.mark)
			}
			if depth < maxBookmarkDepth {
				if err := o.chain(at, depth+1); err != nil {
					return err
				}
			}
		}
		next, err := inst.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: doc, Bookmark: *at})
		if err != nil {
			return err
		}
		at = next.Bookmark
	}
	return nil
}

// target reads one bookmark; its page is -1 when it leads to none.
func (o *outline) target(b references.FPDF_BOOKMARK, depth int) (target, error) {
	inst, doc := o.file.inst, o.file.doc
	t := target{mark{level: depth}, -1}
	title, err := inst.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: b})
	if err != nil {
		return t, fault(err)
	}
	t.title = plainTitle(title.Title)
	dest, err := inst.FPDFBookmark_GetDest(&requests.FPDFBookmark_GetDest{Document: doc, Bookmark: b})
	if err != nil || dest.Dest == nil {
		return t, fault(err)
	}
	page, err := inst.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: doc, Dest: *dest.Dest})
	if err != nil {
		return t, fault(err)
	}
	t.page, t.top = page.Index, math.Inf(1)
	view, err := inst.FPDFDest_GetView(&requests.FPDFDest_GetView{Dest: *dest.Dest})
	if err != nil {
		return t, fault(err)
	}
	at := -1
	switch view.DestView {
	case enums.FPDF_PDFDEST_VIEW_XYZ:
		// The view gives 0 for a height that is left open.
		place, err := inst.FPDFDest_GetLocationInPage(&requests.FPDFDest_GetLocationInPage{Dest: *dest.Dest})
		if err != nil {
			return t, fault(err)
		}
		if place.Y != nil {
			t.top = float64(*place.Y)
		}
	case enums.FPDF_PDFDEST_VIEW_FITH, enums.FPDF_PDFDEST_VIEW_FITBH:
		at = 0
	case enums.FPDF_PDFDEST_VIEW_FITR:
		at = 3
	}
	if at >= 0 && at < len(view.Params) {
		t.top = float64(view.Params[at])
	}
	if math.IsNaN(t.top) {
		t.top = math.Inf(1) // not a number is not equal to itself
	}
	return t, nil
}

// fault passes on the errors after which the library cannot go on; the others
// are about one bookmark.
func fault(err error) error {
	if err != nil && trapped(err) {
		return err
	}
	return nil
}

// plainTitle puts a title in one line of valid text.
func plainTitle(s string) string {
	s = s[:min(len(s), maxBookmarkTitle)] // a character cut in two goes below
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// outline puts the bookmarks that lead to the page on it.
func (r *reading) outline() {
	p := r.page
	for _, m := range r.file.marks[p.Number-1] {
		y := p.Height
		if !math.IsInf(m.top, 0) {
			_, y = r.base.apply(r.left, m.top)
		}
		p.Bookmarks = append(p.Bookmarks, extract.Bookmark{Title: m.title, Level: m.level, Y: max(0, min(y, p.Height))})
	}
}
