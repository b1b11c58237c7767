package pdfnative

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/ledongthuc/pdf"
)

// rebuild reads a file whose cross-reference cannot be used. All objects are
// looked for in the bytes, objects in object streams are written out at the
// end, and a new table is made over them. The latest of two objects with the
// same number counts, as after an incremental save.
// key is as in file.
func rebuild(data []byte, limits Limits, key []byte) (*file, error) {
	objects := scanObjects(data)
	if len(objects) == 0 {
		return nil, errors.New("no objects")
	}
	t := table{data: data, objects: objects, extra: trailerExtras(data), key: key}
	if err := t.expandObjectStreams(limits); err != nil && encryption(err, data) != nil {
		return nil, err
	}
	t.root = t.findRoot()
	f, err := parse(t.file(nil), limits, key)
	if err != nil || len(f.pages) > 0 {
		return f, err
	}
	// A catalogue or a tree that leads nowhere: take the pages as they come.
	pages := t.named("Page")
	if len(pages) == 0 {
		return f, nil
	}
	g, err := parse(t.file(pages), limits, key)
	if err != nil {
		return f, nil
	}
	for i := range pages {
		v, ok := try(func() pdf.Value { return g.loose.Index(i) })
		if ok && v.Kind() == pdf.Dict && len(g.pages) < limits.Pages {
			if p, ok := try(func() pageNode { return loosePage(v) }); ok {
				g.pages = append(g.pages, p)
			}
		}
	}
	return g, nil
}

// loosePage makes a page of an object found outside of any tree, with what its
// Parent gives.
func loosePage(v pdf.Value) pageNode {
	var up inherited
	for node, depth := v, 0; node.Kind() == pdf.Dict && depth < 32; node, depth = node.Key("Parent"), depth+1 {
		for _, a := range up.attributes() {
			if k := node.Key(a.key); a.value.Kind() == pdf.Null && k.Kind() != pdf.Null {
				*a.value = k
			}
		}
	}
	return newPageNode(v, up)
}

// An objectID is number and generation.
type objectID struct{ number, generation int }

// A table is a cross-reference in the making.
type table struct {
	data    []byte
	objects map[objectID]int // offset of "N G obj"
	root    objectID
	extra   []byte // Encrypt and ID entries of the old trailer
	key     []byte
}

// maxObjects bounds the objects of a rebuilt file.
const maxObjects = 1 << 20

// scanObjects finds every "N G obj" and its offset.
func scanObjects(data []byte) map[objectID]int {
	found := map[objectID]int{}
	for at := 0; len(found) < maxObjects; {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + 3
		j := backSpace(data, i)
		gen, g := backNumber(data, j)
		k := backSpace(data, g)
		num, n := backNumber(data, k)
		if g == j || n == k || k == g || num <= 0 || num > 10_000_000 || gen > 65535 {
			continue
		}
		found[objectID{num, gen}] = n
	}
	return found
}

func backSpace(b []byte, i int) int {
	for i > 0 && isSpace(b[i-1]) {
		i--
	}
	return i
}

func backNumber(b []byte, i int) (n, start int) {
	scale := 1
	for start = i; start > 0 && b[start-1] >= '0' && b[start-1] <= '9' && i-start < 9; start-- {
		n += int(b[start-1]-'0') * scale
		scale *= 10
	}
	return n, start
}

// head returns the start of an object, up to its stream or end: enough to see
// what it is.
func (t *table) head(id objectID) []byte {
	const longest = 4096
	at := t.objects[id]
	b := t.data[at:min(len(t.data), at+longest)]
	for _, end := range []string{"endobj", "stream"} {
		if i := bytes.Index(b, []byte(end)); i >= 0 {
			b = b[:i]
		}
	}
	return b
}

// named lists the objects of a Type, in the order of their places.
func (t *table) named(typ string) []objectID {
	var out []objectID
	for id := range t.objects {
		if hasType(t.head(id), typ) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b objectID) int { return t.objects[a] - t.objects[b] })
	return out
}

// hasType reports whether a dictionary's text holds /Type /typ.
func hasType(b []byte, typ string) bool {
	for {
		i := bytes.Index(b, []byte("/Type"))
		if i < 0 {
			return false
		}
		b = b[i+len("/Type"):]
		s := bytes.TrimLeft(b, " \r\n\t\x00")
		if rest, ok := bytes.CutPrefix(s, []byte("/"+typ)); ok && (len(rest) == 0 || isSpace(rest[0]) || isDelimiter(rest[0])) {
			return true
		}
	}
}

// findRoot gives the catalogue: the one that a trailer names, if it is there,
// else the last object that says it is one.
func (t *table) findRoot() objectID {
	b := t.data
	for {
		i := bytes.LastIndex(b, []byte("/Root"))
		if i < 0 {
			break
		}
		if id, ok := reference(b[i+len("/Root"):]); ok {
			if _, ok := t.objects[id]; ok && hasType(t.head(id), "Catalog") {
				return id
			}
		}
		b = b[:i]
	}
	if all := t.named("Catalog"); len(all) > 0 {
		return all[len(all)-1]
	}
	return objectID{}
}

func reference(b []byte) (objectID, bool) {
	lex := newLexer(bytes.NewReader(b[:min(len(b), 40)]))
	n, g := lex.next(), lex.next()
	if n.kind != kNumber || g.kind != kNumber {
		return objectID{}, false
	}
	r := lex.next()
	return objectID{int(n.num), int(g.num)}, r.kind == kKeyword && len(r.bytes) > 0 && r.bytes[0] == 'R'
}

// trailerExtras gives the Encrypt and ID entries of the last trailer that has
// them, as they stand.
func trailerExtras(data []byte) []byte {
	i := encryptEntry(data)
	if i < 0 {
		return nil
	}
	id, ok := reference(data[i:])
	if !ok {
		return nil
	}
	out := fmt.Appendf(nil, "/Encrypt %d %d R", id.number, id.generation)
	if j := bytes.LastIndex(data, []byte("/ID")); j >= 0 {
		const longest = 256
		s := data[j:min(len(data), j+longest)]
		if k := bytes.IndexByte(s, ']'); k > 0 {
			out = append(append(out, ' '), s[:k+1]...)
		}
	}
	return out
}

// file gives the data with a new cross-reference table and trailer. loose, if
// any, is put in the trailer so that the objects can be reached.
func (t *table) file(loose []objectID) []byte {
	out := make([]byte, 0, len(t.data)+40*len(t.objects)+1000)
	out = append(append(out, t.data...), '\n')
	xref := len(out)
	ids := slices.SortedFunc(maps.Keys(t.objects), func(a, b objectID) int {
		if a.number != b.number {
			return a.number - b.number
		}
		return t.objects[a] - t.objects[b]
	})
	out = append(out, "xref\n0 1\n0000000000 65535 f \n"...)
	size := 1
	for i, id := range ids {
		if i+1 < len(ids) && ids[i+1].number == id.number {
			continue // of several generations the latest in the file counts
		}
		out = append(strconv.AppendInt(out, int64(id.number), 10), " 1\n"...)
		out = append(appendPadded(out, t.objects[id], 10), ' ')
		out = append(appendPadded(out, id.generation, 5), " n \n"...)
		size = id.number + 1
	}
	out = fmt.Appendf(out, "trailer\n<</Size %d/Root %d %d R %s", size, t.root.number, t.root.generation, t.extra)
	if len(loose) > 0 {
		out = append(out, "/"+looseKey+" ["...)
		for _, id := range loose {
			out = fmt.Appendf(out, "%d %d R ", id.number, id.generation)
		}
		out = append(out, ']')
	}
	out = append(out, ">>"...)
	return closeFile(out, xref)
}

// appendPadded appends a number from 0 with that many digits or more.
func appendPadded(b []byte, n, digits int) []byte {
	for least := 10; digits > 1; digits, least = digits-1, least*10 {
		if n < least {
			b = append(b, "0000000000"[:digits-1]...)
			break
		}
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// looseKey is the trailer entry under which a rebuilt file lists objects that
// concord wants to reach by number.
const looseKey = "ConcordLoose"

// expandObjectStreams writes the objects of all object streams out as plain
// ones, since the table that is made can only point at those.
func (t *table) expandObjectStreams(limits Limits) error {
	streams := t.named("ObjStm")
	if len(streams) == 0 {
		return nil
	}
	f, err := parse(t.file(streams), Limits{Pages: 0}, t.key)
	if err != nil {
		return err
	}
	t.data = bytes.Clone(t.data)
	plain := maps.Clone(t.objects)
	total := int64(0)
	for i, at := range streams {
		v, ok := try(func() pdf.Value { return f.loose.Index(i) })
		if !ok {
			continue
		}
		r, err := f.decode(v)
		if err != nil {
			continue
		}
		b, _ := io.ReadAll(io.LimitReader(r, limits.Decoded-total))
		total += int64(len(b))
		t.addObjects(b, v, plain[at], plain)
	}
	return nil
}

// addObjects appends the objects of one decoded object stream that stood at
// offset place. An object that stands by itself further on in the file is
// newer.
func (t *table) addObjects(b []byte, v pdf.Value, place int, plain map[objectID]int) {
	n, first := int(v.Key("N").Int64()), int(v.Key("First").Int64())
	if first < 0 || first > len(b) || n < 0 {
		return
	}
	type entry struct{ number, at int }
	var entries []entry
	lex := newLexer(bytes.NewReader(b[:first]))
	for range min(n, maxObjects) {
		num, off := lex.next(), lex.next()
		if num.kind != kNumber || off.kind != kNumber {
			break
		}
		entries = append(entries, entry{int(num.num), first + int(off.num)})
	}
	for i, e := range entries {
		end := len(b)
		if i+1 < len(entries) {
			end = entries[i+1].at
		}
		id := objectID{e.number, 0}
		if e.at < 0 || e.at > end || end > len(b) || e.number <= 0 || len(t.objects) >= maxObjects {
			continue
		}
		if at, ok := plain[id]; ok && at > place {
			continue
		}
		t.data = append(t.data, '\n')
		t.objects[id] = len(t.data)
		t.data = append(strconv.AppendInt(t.data, int64(e.number), 10), " 0 obj\n"...)
		t.data = append(append(t.data, b[e.at:end]...), "\nendobj\n"...)
	}
}
