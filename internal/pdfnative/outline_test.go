package pdfnative

import (
	"fmt"
	"strings"
	"testing"

	"concord/documents/extract"
)

// outlined is a file of two pages, the second turned, whose outline is the
// objects given, the first of them the root.
func outlined(objects ...string) *pdfWriter {
	w := newPDF(hello)
	w.objects[1] = "<</Type/Catalog/Pages 2 0 R/Outlines 20 0 R/Dests<</old[7 0 R/FitH 100]>>/Names<</Dests 40 0 R>>>>"
	w.objects[2] = "<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>"
	w.objects[7] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate 180/Contents 4 0 R/Resources 5 0 R>>"
	w.objects[40] = "<</Kids[41 0 R 40 0 R]>>"
	w.objects[41] = "<</Names[(a)[3 0 R/XYZ null 700 null](b)<</D[3 0 R/Fit]>>]>>"
	for i, o := range objects {
		w.objects[20+i] = o
	}
	return w
}

func TestBookmarks(t *testing.T) {
	for _, c := range []struct {
		name    string
		objects []string
		want    string
	}{
		{"two levels, places of each kind", []string{
			"<</First 21 0 R>>",
			"<</Title(One  of\\nthem)/Dest[3 0 R/XYZ 0 750 0]/First 22 0 R/Next 23 0 R>>",
			"<</Title<FEFF00C9007400E9>/A<</S/GoTo/D[7 0 R/XYZ 0 300 0]>>/Next 24 0 R>>",
			"<</Title(Named)/Dest(a)/Next 25 0 R>>",
			"<</Title(Old name)/Dest/old>>",
			"<</Title(In a dictionary)/A<</S/GoTo/D(b)>>>>",
		}, "1 One of them 750; 1 Named 700; 1 In a dictionary 800 | 2 Été 500; 2 Old name 700"},
		{"a chain in a circle, an entry that is its own child", []string{
			"<</First 21 0 R>>",
			"<</Title(A)/Dest[3 0 R/Fit]/First 21 0 R/Next 22 0 R>>",
			"<</Title(B)/Dest[3 0 R/Fit]/Next 21 0 R>>",
		}, "1 A 800; 1 B 800 | "},
		{"places that do not exist, entries without a title", []string{
			"<</First 21 0 R>>",
			"<</Title(A)/Dest[99 0 R/Fit]/Next 22 0 R>>",
			"<</Title(B)/Dest(nowhere)/Next 23 0 R>>",
			"<</Dest[3 0 R/Fit]/Next 24 0 R>>",
			"<</Title(C)/A<</S/URI/URI(x)>>/Next 25 0 R>>",
			"<</Title(D)/Dest[1/XYZ 0 (x) 0]/Next 26 0 R>>",
			"<</Title 12/Dest[3 0 R/Fit]>>",
		}, " | 1 D 800"},
		{"no outline", []string{"(text)"}, " | "},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, err := readAll(outlined(c.objects...).bytes())
			if err != nil || len(pages) != 2 {
				t.Fatalf("%d pages, %v", len(pages), err)
			}
			var got []string
			for _, p := range pages {
				got = append(got, bookmarkLines(p.Bookmarks))
			}
			if s := strings.Join(got, " | "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

func bookmarkLines(bs []extract.Bookmark) string {
	var s []string
	for _, b := range bs {
		s = append(s, fmt.Sprintf("%d %s %.0f", b.Level, b.Title, b.Y))
	}
	return strings.Join(s, "; ")
}

// An outline deeper and longer than any real one ends within its limits.
func TestBookmarkLimits(t *testing.T) {
	w := outlined("<</First 50 0 R>>")
	for n := range 200 {
		w.objects[50+n] = fmt.Sprintf("<</Title(%d)/Dest[3 0 R/Fit]/First %d 0 R>>", n, 51+n)
	}
	pages, err := readAll(w.bytes())
	if err != nil || len(pages[0].Bookmarks) != maxBookmarkDepth {
		t.Errorf("%d bookmarks, %v", len(pages[0].Bookmarks), err)
	}
}
