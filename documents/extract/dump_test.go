package extract_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"concord/documents/extract"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(p)
	d, err := extract.Read(context.Background(), p, data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Blocks {
		fmt.Printf("%d %s/%d p%d r%dc%d %q %s  %v %v\n", b.ID, b.Kind, b.Level, b.Page, b.Row, b.Col, b.Label, b.Text, b.Links, b.Origins)
	}
	for _, s := range d.Segments {
		fmt.Printf("   %d[%d] %s\n", s.ID, s.Block, s.Text)
	}
	fmt.Println(d.Lang, d.Format, d.Warnings)
}
