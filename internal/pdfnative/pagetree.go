package pdfnative

import (
	"math"

	"concord/documents"

	"github.com/ledongthuc/pdf"
)

// A pageNode is one page with what it inherits.
type pageNode struct {
	dict      pdf.Value
	ref       string // of the page's object; empty when it is not known
	resources pdf.Value
	box       documents.Box // the visible part, in default user space
	rotate    int           // 0, 90, 180 or 270, clockwise
	unit      float64       // UserUnit; 0 means 1
}

// inherited are the attributes that a page takes from the nodes above it.
type inherited struct {
	resources, media, crop, rotate pdf.Value
}

// An attribute is one inheritable entry and where it is kept.
type attribute struct {
	key   string
	value *pdf.Value
}

func (up *inherited) attributes() [4]attribute {
	return [4]attribute{{"Resources", &up.resources}, {"MediaBox", &up.media}, {"CropBox", &up.crop}, {"Rotate", &up.rotate}}
}

// maxTreeDepth bounds the page tree; balanced trees of 5,000 pages have a
// depth of 4 or so, and a tree is never deeper than its pages.
const maxTreeDepth = 256

// walkPages lists the pages in order. Count is ignored: it lies in damaged
// files. A node met twice is left out, so a loop ends; at most limit pages are
// listed. trouble counts nodes that could not be read.
func walkPages(root pdf.Value, limit int) (pages []pageNode, trouble int) {
	seen := map[string]bool{}
	var walk func(node pdf.Value, ref string, up inherited, depth int)
	walk = func(node pdf.Value, ref string, up inherited, depth int) {
		if node.Kind() != pdf.Dict || depth > maxTreeDepth {
			trouble++
			return
		}
		for _, a := range up.attributes() {
			if v := node.Key(a.key); v.Kind() != pdf.Null {
				*a.value = v
			}
		}
		kids := node.Key("Kids")
		if kids.Kind() != pdf.Array || node.Key("Type").Name() == "Page" {
			if t := node.Key("Type").Name(); t == "Page" || t != "Pages" && (node.Key("Contents").Kind() != pdf.Null || t == "") {
				p := newPageNode(node, up)
				p.ref = ref
				pages = append(pages, p)
			}
			return
		}
		_, byIndex := refs(kids)
		for i, ref := range byIndex {
			if len(pages) >= limit {
				return
			}
			if ref != "" {
				if seen[ref] {
					trouble++
					continue
				}
				seen[ref] = true
			}
			if kid, ok := try(func() pdf.Value { return kids.Index(i) }); ok {
				if _, ok := try(func() bool { walk(kid, ref, up, depth+1); return true }); ok {
					continue
				}
			}
			trouble++
		}
	}
	if _, ok := try(func() bool { walk(root, "", inherited{}, 0); return true }); !ok {
		trouble++
	}
	return pages, trouble
}

// try runs f, which may panic on damaged objects.
func try[T any](f func() T) (v T, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return f(), true
}

func newPageNode(dict pdf.Value, up inherited) pageNode {
	p := pageNode{dict: dict, resources: up.resources}
	media, ok := rectangle(up.media)
	if !ok {
		media = documents.Box{X1: 612, Y1: 792} // US Letter, what viewers assume
	}
	p.box = media
	if crop, ok := rectangle(up.crop); ok {
		cut := documents.Box{
			X0: max(crop.X0, media.X0), Y0: max(crop.Y0, media.Y0),
			X1: min(crop.X1, media.X1), Y1: min(crop.Y1, media.Y1),
		}
		if cut.X1-cut.X0 > 1 && cut.Y1-cut.Y0 > 1 {
			p.box = cut
		}
	}
	r := int(math.Round(up.rotate.Float64()/90)) * 90 % 360
	if r < 0 {
		r += 360
	}
	p.rotate = r
	if u := dict.Key("UserUnit").Float64(); u > 0 && u <= 1000 {
		p.unit = u
	}
	return p
}

// rectangle reads an array of four numbers, in any order of corners.
func rectangle(v pdf.Value) (documents.Box, bool) {
	if v.Len() < 4 {
		return documents.Box{}, false
	}
	var n [4]float64
	for i := range n {
		n[i] = v.Index(i).Float64()
		if math.Abs(n[i]) > 1e7 {
			return documents.Box{}, false
		}
	}
	b := documents.Box{X0: min(n[0], n[2]), Y0: min(n[1], n[3]), X1: max(n[0], n[2]), Y1: max(n[1], n[3])}
	return b, b.X1-b.X0 > 1 && b.Y1-b.Y0 > 1
}
