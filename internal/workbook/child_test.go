package workbook

import (
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"concord/documents"
)

func TestMain(m *testing.M) {
	if IsChild() {
		os.Exit(ChildMain())
	}
	os.Exit(m.Run())
}

func TestReadInAChild(t *testing.T) {
	rows := [][]string{{"fr", "en", "note"}, nil, {"=SOMME(A1)", "0012", "deux\nlignes"}, {"œuvre «\u00a0x\u00a0»", "", "😀"}}
	got, err := Read(t.Context(), "g.xlsx", write(t, rows))
	if err != nil {
		t.Fatal(err)
	}
	if want := (&Table{Sheet: "terms", Rows: rows}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var p *documents.Problem
	if _, err := Read(t.Context(), "g.xlsx", []byte("PK\x03\x04garbage")); !errors.As(err, &p) || p.Code != "workbook" || !strings.Contains(p.In(documents.FR), "g.xlsx") {
		t.Errorf("garbage: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, "g.xlsx", write(t, rows)); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
}

// A workbook of a few kilobytes that unpacks to a hundred megabytes of shared
// text costs the child its memory, and the parent nothing.
func TestReadBeyondItsMemory(t *testing.T) {
	defer func(old int64) { limits.Memory = old }(limits.Memory)
	limits.Memory = 96 << 20
	var xml bytes.Buffer
	xml.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for range 1_500_000 {
		xml.WriteString(`<row><c t="inlineStr"><is><t>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</t></is></c></row>`)
	}
	xml.WriteString(`</sheetData></worksheet>`)
	data := sheet(t, xml.String())
	got, err := Read(t.Context(), "g.xlsx", data)
	var p *documents.Problem
	if got != nil || !errors.As(err, &p) || p.Code != "workbook-too-large" || !strings.Contains(p.In(documents.EN), "96 MiB of memory") {
		t.Errorf("%d bytes packed: %v", len(data), err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encode(&Table{Sheet: "s", Others: []string{"o"}, Rows: [][]string{{"a", ""}, nil}}))
	f.Add([]byte("\x00\x00\xff\xff\xff\xff\x0f"))
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := decode(b)
		if (table == nil) == (err == nil) {
			t.Fatalf("%v and %v", table, err)
		}
		if err != nil {
			return
		}
		again, err := decode(encode(table))
		if err != nil || !reflect.DeepEqual(again, table) {
			t.Fatalf("%v, then %v (%v)", table, again, err)
		}
	})
}
