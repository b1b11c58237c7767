package glossary

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"

	"golang.org/x/tools/txtar"
)

// dialects are the files of testdata/dialects.
func dialects(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "dialects", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialects: %v", err)
	}
	var out []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(txtar.Parse(data).Files[0].Data))
	}
	return out
}

// The shapes of glossary that programs write, each with content of our own: the
// file, the glossary that it is here, and what is said of the rest; or the
// problem that it is.
func TestDialects(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "dialects", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialects: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range txtar.Parse(data).Files {
				parts[f.Name] = string(f.Data)
			}
			in := parts["in"]
			if strings.Contains(in, `encoding="UTF-16"`) {
				in = utf16LE(in)
			}
			g, err := Read(strings.NewReader(in), "g")
			if want, ok := parts["problem"]; ok {
				var p *documents.Problem
				if g != nil || !errors.As(err, &p) || !strings.HasSuffix(p.In(documents.EN), strings.TrimSpace(want)) {
					t.Fatalf("%v, want the problem %q", err, want)
				}
				if p.In(documents.FR) == p.In(documents.EN) {
					t.Errorf("one language: %q", p.In(documents.FR))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := WriteCSV(&got, g, ','); err != nil {
				t.Fatal(err)
			}
			if got.String() != parts["want"] {
				t.Errorf("got\n%swant\n%s", got.String(), parts["want"])
			}
			said := ""
			for _, w := range g.Warnings {
				m := w.Message.EN
				m = strings.TrimPrefix(m, "glossary g: ")
				if i := strings.Index(m, "the concept"); i > 0 {
					m = m[i:]
				}
				said += m + "\n"
			}
			if said != parts["warnings"] {
				t.Errorf("said\n%swant\n%s", said, parts["warnings"])
			}
			roundTrips(t, g)
		})
	}
}

// utf16LE is a text as Windows programs save it, with a byte order mark.
func utf16LE(s string) string {
	var b strings.Builder
	for _, r := range "\ufeff" + s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}
