package docread

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/documents"
	"concord/internal/engines"
)

// crossReferenced writes objects with a cross-reference stream in which some
// stand in object streams: streams maps an object's number to that of its
// stream.
func crossReferenced(objects map[int]string, streams map[int]int, size int) string {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := map[int]int{}
	for n := 1; n < size; n++ {
		if o, ok := objects[n]; ok {
			offsets[n] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
		}
	}
	var table bytes.Buffer
	for n := range size {
		kind, place := 0, 0
		if s, ok := streams[n]; ok {
			kind, place = 2, s
		} else if at, ok := offsets[n]; ok {
			kind, place = 1, at
		}
		table.Write([]byte{byte(kind), byte(place >> 8), byte(place), 0})
	}
	xref := b.Len()
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XRef/Size %d/Root 1 0 R/W[1 2 1]/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", size, size, table.Len(), table.String(), xref)
	return b.String()
}

// selfStream names an object stream that stands in itself.
var selfStream = crossReferenced(map[int]string{}, map[int]int{1: 2, 2: 2}, 3)

// extendsLoop has two object streams that extend each other, and a catalogue
// that is in neither.
var extendsLoop = crossReferenced(map[int]string{
	2: "<</Type/ObjStm/N 1/First 4/Length 6/Extends 3 0 R>>\nstream\n9 0 12\nendstream",
	3: "<</Type/ObjStm/N 1/First 4/Length 6/Extends 2 0 R>>\nstream\n9 0 12\nendstream",
}, map[int]int{1: 2}, 4)

// pageKiller is a file of three pages; reading the resources of the second
// never ends.
var pageKiller = crossReferenced(map[int]string{
	1:  "<</Type/Catalog/Pages 4 0 R>>",
	2:  "<</Type/ObjStm/N 1/First 4/Length 6/Extends 3 0 R>>\nstream\n9 0 12\nendstream",
	3:  "<</Type/ObjStm/N 1/First 4/Length 6/Extends 2 0 R>>\nstream\n9 0 12\nendstream",
	4:  "<</Type/Pages/Kids[5 0 R 6 0 R 7 0 R]/MediaBox[0 0 600 800]>>",
	5:  "<</Type/Page/Parent 4 0 R/Contents 8 0 R/Resources 10 0 R>>",
	6:  "<</Type/Page/Parent 4 0 R/Contents 8 0 R/Resources<</Font 11 0 R>>>>",
	7:  "<</Type/Page/Parent 4 0 R/Contents 9 0 R/Resources 10 0 R>>",
	8:  stream("BT /F1 12 Tf 72 700 Td (The first page is here.) Tj ET"),
	9:  stream("BT /F1 12 Tf 72 700 Td (The third page is here.) Tj ET"),
	10: "<</Font<</F1 12 0 R>>>>",
	12: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
}, map[int]int{11: 2}, 13)

func stream(s string) string { return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(s), s) }

// killerLimits give a page 3 s, so that a busy machine reads the others in time.
var killerLimits = Limits{Time: 12 * time.Second}

// A page on which the child hangs costs that page only.
func TestLostPage(t *testing.T) {
	t.Parallel()
	path := write(t, "killer.pdf", pageKiller)
	d, err := File(t.Context(), path, Options{Engine: engines.Native, Limits: killerLimits})
	if err != nil {
		t.Fatal(err)
	}
	if d.Pages != 3 || len(d.Segments) != 2 {
		t.Errorf("%d pages, segments %+v", d.Pages, d.Segments)
	}
	found := false
	for _, w := range d.Warnings {
		if w.Code == "page-unreadable" && w.Page == 2 {
			found = true
			if !strings.Contains(w.Message.EN, "limits.time") || !strings.Contains(w.Message.FR, "limits.time") {
				t.Errorf("message %q, %q", w.Message.EN, w.Message.FR)
			}
		}
	}
	if !found {
		t.Errorf("warnings %v", d.Warnings)
	}
}

// The second engine reads the page on which the first one hangs.
func TestSecondEngineReadsLostPage(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("SKIPPED: PDFium is not compiled with -short or under the race detector, where it takes a minute")
	}
	t.Parallel()
	path := write(t, "killer.pdf", pageKiller)
	d, err := File(t.Context(), path, Options{Limits: killerLimits})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Segments) != 3 || !slices.Equal(d.Engines, []string{"native", "pdfium", "native"}) {
		t.Errorf("engines %v, segments %+v", d.Engines, d.Segments)
	}
	if !slices.ContainsFunc(d.Warnings, func(w documents.Warning) bool { return w.Code == "page-engine" && w.Page == 2 }) {
		t.Errorf("warnings %v", d.Warnings)
	}
	for _, w := range d.Warnings {
		if w.Code == "page-unreadable" {
			t.Errorf("the page was read: %v", w)
		}
	}
}

// timed is a reading and how much of it counted to limits.Time.
type timed struct {
	doc  *documents.Document
	err  error
	took time.Duration
}

// readTimed is File with a limit on the time.
func readTimed(ctx context.Context, path string, limit time.Duration) timed {
	limits := Limits{Time: limit}.OrDefault()
	in, err := openInput(ctx, path, limits.FileSize)
	if err != nil {
		return timed{err: err}
	}
	defer in.close()
	c := newCourse(path, Options{}, limits)
	d, err := c.read(ctx, in)
	return timed{d, err, limit - c.left}
}

// Every file of the hard set: no crash, no hang, and never silence. A file may
// take 10 seconds here, half of what it may take at most, so that the known
// hangers do not make the test long. What is held is the time that counts to
// limits.Time: starting PDFium and recognising characters, which run in this
// test too, have limits of their own and take as long as the machine is busy.
func TestHardFiles(t *testing.T) {
	const folder = "../../../shared/data/pdf/hard"
	paths, _ := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if len(paths) == 0 {
		t.Skip("SKIPPED: ../shared/data/pdf/hard is not here; its files were not read")
	}
	if testing.Short() || raceEnabled {
		t.Skip("SKIPPED: the hard files are not read with -short or under the race detector, which is ten times slower")
	}
	results := make([]timed, len(paths))
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range next {
				results[i] = readTimed(t.Context(), paths[i], 10*time.Second)
			}
		})
	}
	for i := range paths {
		next <- i
	}
	close(next)
	wg.Wait()
	read, refused := 0, 0
	for i, r := range results {
		name := filepath.Base(paths[i])
		if r.took > 20*time.Second {
			t.Errorf("%s took %v", name, r.took)
		}
		if r.took > 2*time.Second {
			t.Logf("%s took %v", name, r.took)
		}
		var p *documents.Problem
		switch {
		case r.err == nil && len(r.doc.Segments) > 0:
			read++
		case errors.As(r.err, &p):
			refused++
			if p.Message.FR == "" || p.Message.EN == "" {
				t.Errorf("%s: problem without words: %+v", name, p)
			}
			if p.Code == "reader-died" {
				t.Logf("%s: %s", name, p.Message.EN)
			}
		default:
			t.Errorf("%s: silent: %v, %v", name, r.doc, r.err)
		}
	}
	t.Logf("%d files: %d read, %d refused with a reason", len(paths), read, refused)
}

// The 28 real reports are read in full, and quickly.
func TestRealReports(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/data/pdf/*.pdf")
	if len(paths) == 0 {
		t.Skip("SKIPPED: ../shared/data/pdf is not here; its reports were not read")
	}
	if testing.Short() || raceEnabled {
		t.Skip("SKIPPED: the reports are not read with -short or under the race detector, which is ten times slower")
	}
	for _, path := range paths {
		d, err := File(t.Context(), path, Options{})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		for _, w := range d.Warnings {
			if w.Code == "page-unreadable" || w.Code == "page-partly-read" || w.Code == "page-too-large" || w.Code == "font-unreadable" {
				t.Errorf("%s, page %d: %s", filepath.Base(path), w.Page, w.Message.EN)
			}
		}
	}
}
