package pdfnative

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// packed writes the file with the objects given in an object stream, and a
// cross-reference stream.
func (w *pdfWriter) packed(inside ...int) []byte {
	var head, body bytes.Buffer
	for _, n := range inside {
		fmt.Fprintf(&head, "%d %d ", n, body.Len())
		body.WriteString(w.objects[n] + " ")
	}
	const stream, xref = 90, 91
	objects := map[int]string{}
	for n, o := range w.objects {
		if !slices.Contains(inside, n) {
			objects[n] = o
		}
	}
	plain := &pdfWriter{objects: objects}
	plain.stream(stream, fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(inside), head.Len()), deflate(head.String()+body.String()))
	var b, table bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for n := range xref {
		entry := [3]int{0, 0, 0}
		if i := slices.Index(inside, n); i >= 0 {
			entry = [3]int{2, stream, i}
		} else if o, ok := objects[n]; ok {
			entry = [3]int{1, b.Len(), 0}
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
		}
		table.Write([]byte{byte(entry[0]), byte(entry[1] >> 8), byte(entry[1]), byte(entry[2])})
	}
	at := b.Len()
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", xref, xref, table.Len(), table.String(), at)
	return b.Bytes()
}

// An outline in object streams is read as one that stands in the file, from
// the plain file.
func TestPackedOutline(t *testing.T) {
	w := outlined("<</First 21 0 R>>",
		"<</Title(One)/Dest[3 0 R/XYZ 0 750 0]/First 22 0 R/Next 23 0 R>>",
		"<</Title(\\311t\\351)/A<</S/GoTo/D[7 0 R/XYZ 0 300 0]>>/Next 24 0 R>>",
		"<</Title(Named)/Dest(a)/Next 25 0 R>>",
		"<</Title(Old name)/Dest/old>>",
		"<</Title(In a dictionary)/A<</S/GoTo/D(b)>>>>")
	want, err := readAll(w.bytes())
	if err != nil || len(want[0].Bookmarks) != 3 {
		t.Fatalf("%d bookmarks, %v", len(want[0].Bookmarks), err)
	}
	data := w.packed(1, 2, 20, 21, 22, 23, 24, 25, 40, 41)
	got, err := readAll(data)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if a, b := bookmarkLines(got[i].Bookmarks), bookmarkLines(want[i].Bookmarks); a != b {
			t.Errorf("page %d: got %s, want %s", i+1, a, b)
		}
	}
	// Where the stream says otherwise than a later copy in the plain file, the
	// later one shows which was read.
	f, err := open(data, Limits{}.orDefault())
	if err != nil {
		t.Fatal(err)
	}
	p := f.plain()
	if p == nil || len(p.data) == len(f.data) {
		t.Fatal("the objects were not written out")
	}
	p.data = bytes.Replace(p.data, []byte("(Named)"), []byte("(Plain)"), 1)
	pages := f.bookmarks()
	if s := bookmarkLines(pages[0]); s != "1 One 750; 1 Plain 700; 1 In a dictionary 800" {
		t.Errorf("read from the file's own streams: %s", s)
	}
}
