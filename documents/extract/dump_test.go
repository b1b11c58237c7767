package extract_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"concord/documents/extract"
	"concord/internal/pdfnative"
)

func native(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
	return pdfnative.Read(ctx, data, pdfnative.Options{}, emit)
}

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(p)
	d, err := extract.Read(context.Background(), p, data, extract.Options{PDF: native})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Blocks {
		fmt.Printf("%d %s/%d p%d r%dc%d %q %s  %v\n", b.ID, b.Kind, b.Level, b.Page, b.Row, b.Col, b.Label, b.Text, b.Links)
	}
	for _, s := range d.Segments[:0] {
		fmt.Printf("   %d[%d] %s\n", s.ID, s.Block, s.Text)
	}
	fmt.Println(d.Lang, d.Format, d.Warnings)
}
