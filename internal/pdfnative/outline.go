package pdfnative

import (
	"math"
	"strings"

	"concord/documents/extract"

	"github.com/ledongthuc/pdf"
)

// Limits of the outline and of the named places that it leads to. The largest
// outline of the development files has 259 entries in 5 levels.
const (
	maxBookmarks     = 10_000
	maxBookmarkDepth = 32
	maxBookmarkTitle = 1_000 // bytes
	maxPlaces        = 50_000
)

// bookmarks returns the file's outline (ISO 32000-1, section 12.3.3) by page
// index, in the order of the outline. An entry that leads to no page is left
// out; one that is met twice ends its chain, so a loop ends.
func (f *file) bookmarks() map[int][]extract.Bookmark {
	// The parser does not decrypt strings of files with AES-256.
	if f.key != nil {
		return nil
	}
	if v, _ := try(func() pdf.Value { return f.root.Key("Outlines") }); v.Kind() != pdf.Dict {
		return nil
	}
	o := &outline{file: f, root: f.plainRoot(), seen: map[string]bool{}, out: map[int][]extract.Bookmark{}, byRef: map[string]int{}}
	for i, p := range f.pages {
		if _, ok := o.byRef[p.ref]; p.ref != "" && !ok {
			o.byRef[p.ref] = i
		}
	}
	// What was found before the damage stays.
	_, _ = try(func() bool { o.chain(o.root.Key("Outlines"), 1); return true })
	return o.out
}

// An outline is a walk over bookmarks.
type outline struct {
	file  *file
	root  pdf.Value      // the catalogue of the plain file
	byRef map[string]int // page index by object reference
	seen  map[string]bool
	count int
	out   map[int][]extract.Bookmark
	named map[string]named // nil before the first named place
}

// A named place is the value at an index of an array of the name tree. It is
// resolved when it is asked for: a name tree has a place for each anchor of a
// document, of which the outline uses one in fifty, and the parser inflates a
// whole object stream for each object that it resolves there.
type named struct {
	names pdf.Value
	at    int
}

// chain reads the children of a node and what follows each of them.
func (o *outline) chain(parent pdf.Value, depth int) {
	if parent.Kind() != pdf.Dict || depth > maxBookmarkDepth {
		return
	}
	key, node := "First", parent
	for {
		byKey, _ := refs(node)
		ref := byKey[key]
		next := node.Key(key)
		if ref == "" || o.seen[ref] || next.Kind() != pdf.Dict || o.count >= maxBookmarks {
			return
		}
		o.seen[ref] = true
		o.count++
		o.add(next, depth)
		if _, ok := try(func() bool { o.chain(next, depth+1); return true }); !ok {
			return
		}
		key, node = "Next", next
	}
}

// add keeps an entry that has a title and leads to a page.
func (o *outline) add(node pdf.Value, depth int) {
	raw := node.Key("Title").RawString()
	if !strings.HasPrefix(raw, "\xFE\xFF") {
		raw = lineEnds.Replace(raw)
	}
	title := strings.Join(strings.Fields(validText(textString([]byte(raw[:min(len(raw), maxBookmarkTitle)])))), " ")
	dest := node.Key("Dest")
	if dest.Kind() == pdf.Null {
		if a := node.Key("A"); a.Key("S").Name() == "GoTo" {
			dest = a.Key("D")
		}
	}
	page, y, ok := o.place(dest)
	if title == "" || !ok {
		return
	}
	o.out[page] = append(o.out[page], extract.Bookmark{Title: title, Level: depth, Y: y})
}

// lineEnds stand in titles, though PDFDocEncoding has no such characters.
var lineEnds = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")

// place returns the index of the page that a destination leads to, and the
// height on it: the page's top where none is told.
func (o *outline) place(dest pdf.Value) (page int, y float64, ok bool) {
	switch dest.Kind() {
	case pdf.Name:
		dest = o.lookup(dest.Name())
	case pdf.String:
		dest = o.lookup(dest.RawString())
	}
	if dest.Kind() == pdf.Dict {
		dest = dest.Key("D")
	}
	if dest.Kind() != pdf.Array || dest.Len() == 0 || dest.Len() > 16 {
		return 0, 0, false
	}
	_, byIndex := refs(dest)
	page, ok = o.byRef[byIndex[0]]
	if first := dest.Index(0); byIndex[0] == "" && first.Kind() == pdf.Integer {
		// A page's number from 0, meant for other files but found in own ones.
		page, ok = int(first.Int64()), first.Int64() >= 0 && first.Int64() < int64(len(o.file.pages))
	}
	if !ok {
		return 0, 0, false
	}
	p := o.file.pages[page]
	height := newPage(page+1, p).Height
	at := -1
	switch dest.Index(1).Name() {
	case "XYZ":
		at = 3
	case "FitH", "FitBH":
		at = 2
	case "FitR":
		at = 5
	}
	if at < 0 || at >= dest.Len() {
		return page, height, true
	}
	v := dest.Index(at)
	if v.Kind() != pdf.Integer && v.Kind() != pdf.Real {
		return page, height, true
	}
	_, y = p.base().apply(p.box.X0, v.Float64())
	if math.IsNaN(y) {
		return page, height, true
	}
	return page, max(0, min(y, height)), true
}

// lookup finds a named place: in the catalogue's old dictionary or in the name
// tree, which is read once.
func (o *outline) lookup(name string) pdf.Value {
	if o.named == nil {
		o.named = map[string]named{}
		o.tree(o.root.Key("Names").Key("Dests"), map[string]bool{}, 0)
	}
	if n, ok := o.named[name]; ok {
		return n.names.Index(n.at)
	}
	return o.root.Key("Dests").Key(name)
}

// tree reads a name tree (ISO 32000-1, section 7.9.6).
func (o *outline) tree(node pdf.Value, seen map[string]bool, depth int) {
	if node.Kind() != pdf.Dict || depth > maxBookmarkDepth {
		return
	}
	names := node.Key("Names")
	for i := 0; i+1 < names.Len() && len(o.named) < maxPlaces; i += 2 {
		o.named[names.Index(i).RawString()] = named{names, i + 1}
	}
	kids := node.Key("Kids")
	if kids.Kind() != pdf.Array {
		return
	}
	_, byIndex := refs(kids)
	for i, ref := range byIndex {
		if ref == "" || seen[ref] || len(o.named) >= maxPlaces {
			continue
		}
		seen[ref] = true
		_, _ = try(func() bool { o.tree(kids.Index(i), seen, depth+1); return true })
	}
}
