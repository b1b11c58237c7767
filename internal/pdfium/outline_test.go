package pdfium

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"concord/documents/extract"
	"concord/internal/pdfnative"
)

// outlined writes a PDF of two pages, the second turned, with these objects
// from number 7 up; the outline is object 7.
func outlined(objects ...string) []byte {
	objects = append([]string{
		"<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R/Names<</Dests<</Names[(ch2)[4 0 R/XYZ 0 500 0]]>>>>>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[10 20 610 820]/Resources<</Font<</F1 5 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Contents 6 0 R>>",
		"<</Type/Page/Parent 2 0 R/Contents 6 0 R/Rotate 90>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Length 39>>\nstream\nBT /F1 12 Tf 72 700 Td (Some text) Tj ET\nendstream",
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// entry writes an outline entry; rest holds its links to others.
func entry(title, target, rest string) string {
	return fmt.Sprintf("<</Title%s/Parent 7 0 R%s%s>>", title, target, rest)
}

func bookmarksOf(t *testing.T, data []byte) (ours, native [][]extract.Bookmark) {
	t.Helper()
	f, err := library(t).Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for n := 1; n <= f.Pages(); n++ {
		p, err := f.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		ours = append(ours, p.Bookmarks)
	}
	err = pdfnative.Read(t.Context(), data, pdfnative.Options{}, func(p *extract.Page) error {
		native = append(native, p.Bookmarks)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ours, native
}

// sameBookmarks compares what two engines found, heights to a point.
func sameBookmarks(t *testing.T, ours, native [][]extract.Bookmark) (count int) {
	t.Helper()
	if len(ours) != len(native) {
		t.Fatalf("%d pages, want %d", len(ours), len(native))
	}
	for n := range ours {
		if len(ours[n]) != len(native[n]) {
			t.Errorf("page %d: %+v, want %+v", n+1, ours[n], native[n])
			continue
		}
		for i, got := range ours[n] {
			want := native[n][i]
			if got.Title != want.Title || got.Level != want.Level || math.Abs(got.Y-want.Y) > 1 {
				t.Errorf("page %d: %+v, want %+v", n+1, got, want)
			}
			count++
		}
	}
	return count
}

// Both engines give the same bookmarks: of all kinds of targets, on a page that
// is turned and whose box does not start at 0.
func TestBookmarks(t *testing.T) {
	ours, native := bookmarksOf(t, outlined(
		"<</Type/Outlines/First 8 0 R/Last 14 0 R>>",
		entry("(Chapter  1)", "/Dest[3 0 R/XYZ 0 700 0]", "/Next 9 0 R/First 12 0 R/Last 13 0 R"),
		entry("<FEFF00C900740065030031>", "/Dest(ch2)", "/Next 10 0 R"),
		entry("(Nowhere)", "", "/Next 11 0 R"),
		entry("(By action)", "/A<</S/GoTo/D[4 0 R/FitH 300]>>", "/Next 14 0 R"),
		entry("(Section 1.1)", "/Dest[3 0 R/XYZ null null null]", "/Next 13 0 R"),
		entry("(Section 1.2)", "/Dest[3 0 R/FitR 10 20 300 400]", ""),
		entry("(Whole page)", "/Dest[4 0 R/Fit]", ""),
	))
	if n := sameBookmarks(t, ours, native); n != 6 {
		t.Errorf("%d bookmarks, want 6: %+v", n, ours)
	}
	if want := (extract.Bookmark{Title: "Chapter 1", Level: 1, Y: 680}); len(ours[0]) == 0 || ours[0][0] != want {
		t.Errorf("%+v, want %+v first", ours, want)
	}
}

// Outlines that go in circles end, and give each entry once.
func TestBookmarksInCircles(t *testing.T) {
	for name, objects := range map[string][]string{
		"itself": {"<</First 8 0 R>>", entry("(One)", "/Dest[3 0 R/Fit]", "/Next 8 0 R/First 8 0 R")},
		"back to the first": {"<</First 8 0 R>>", entry("(One)", "/Dest[3 0 R/Fit]", "/Next 9 0 R"),
			entry("(Two)", "/Dest[3 0 R/Fit]", "/Next 8 0 R")},
		"down and up again": {"<</First 8 0 R>>", entry("(One)", "/Dest[3 0 R/Fit]", "/First 9 0 R/Next 9 0 R"),
			entry("(Two)", "/Dest[3 0 R/Fit]", "/First 8 0 R/Next 8 0 R")},
	} {
		ours, _ := bookmarksOf(t, outlined(objects...))
		seen := map[extract.Bookmark]bool{}
		for _, b := range ours[0] {
			if name != "down and up again" && b.Level == 1 && seen[b] {
				t.Errorf("%s: %+v twice", name, b)
			}
			seen[b] = true
		}
		if len(ours[0]) == 0 || len(ours[0]) > maxBookmarks {
			t.Errorf("%s: %d bookmarks", name, len(ours[0]))
		}
	}
}

// The outlines of real reports are the same with both engines.
func TestBookmarksOfReports(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/data/pdf/*.pdf")
	if len(paths) == 0 {
		t.Skip("SKIPPED: ../shared/data/pdf is not here; the outlines of real reports were not read")
	}
	library(t)
	all := 0
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			ours, native := bookmarksOf(t, data)
			n := sameBookmarks(t, ours, native)
			t.Logf("%d bookmarks", n)
			all += n
		})
	}
	if all == 0 {
		t.Error("no report has an outline")
	}
}
