package engines

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/pdfnative"

	"golang.org/x/text/unicode/norm"
)

// FuzzDocument: a whole PDF, from its bytes to blocks and segments, is read or
// refused with a problem in both languages; the text is UTF-8 in NFC, origins
// and segments lie in their blocks in order, and the same bytes give the same
// document.
func FuzzDocument(f *testing.F) {
	f.Add(printed("The committee met on Monday.", "1. It will meet again in June,", "as the rules say."))
	f.Add(file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		stream("", "BT /F1 20 Tf 72 720 Td (Head) Tj /F1 9 Tf 0 -40 Td [(A w) -900 (ord) 20 (\\351)] TJ 90 -20 Td (\\267 item) Tj ET 72 600 300 1 re f"),
		"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+X/FirstChar 32/Widths[300 900]>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// Object streams can lead the parser into endless loops, which are
		// left to the child process.
		if len(data) > 1<<20 || bytes.Contains(data, []byte("ObjStm")) || bytes.Contains(data, []byte("XRef")) {
			t.Skip()
		}
		read := func() (*documents.Document, error) {
			return extract.Read(t.Context(), "a.pdf", data, extract.Options{PDF: func(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
				limits := pdfnative.Limits{Pages: 20, Glyphs: 5000, Operators: 50_000, Decoded: 1 << 20}
				return pdfnative.Read(ctx, data, pdfnative.Options{Limits: limits}, emit)
			}})
		}
		d, err := read()
		again, err2 := read()
		if fmt.Sprint(err) != fmt.Sprint(err2) || fmt.Sprintf("%+v", d) != fmt.Sprintf("%+v", again) {
			t.Fatal("the same bytes gave another document")
		}
		if err != nil {
			var p *documents.Problem
			if !errors.As(err, &p) || p.Message.FR == "" || p.Message.EN == "" {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, w := range d.Warnings {
			if w.Message.FR == "" || w.Message.EN == "" || !utf8.ValidString(w.Message.FR+w.Message.EN) {
				t.Errorf("warning %+v", w)
			}
		}
		blocks := map[int]*documents.Block{}
		for i := range d.Blocks {
			b := &d.Blocks[i]
			blocks[b.ID] = b
			if !utf8.ValidString(b.Text) || !norm.NFC.IsNormalString(b.Text) || strings.TrimSpace(b.Text) != b.Text {
				t.Errorf("block %d: %q", b.ID, b.Text)
			}
			at := 0
			for _, o := range b.Origins {
				if o.Start < at || o.End <= o.Start || o.End > len(b.Text) || o.Page < 1 || o.Page > d.Pages ||
					!(o.Box.X0 <= o.Box.X1 && o.Box.Y0 <= o.Box.Y1) {
					t.Fatalf("block %d of %d bytes: origin %+v after %d", b.ID, len(b.Text), o, at)
				}
				at = o.End
			}
		}
		for _, s := range d.Segments {
			b := blocks[s.Block]
			if b == nil || s.Start < 0 || s.End <= s.Start || s.End > len(b.Text) {
				t.Fatalf("segment %+v", s)
			}
		}
	})
}
