package render

import (
	"os"
	"path/filepath"
	"testing"
)

// A plain file is no terminal and has no colour; COLUMNS still sets its width.
func TestLookAtFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for columns, want := range map[string]int{"": 80, "120": 120, "-3": 80, "wide": 80, "99999": 80} {
		got := Look(f, func(k string) string { return map[string]string{"COLUMNS": columns}[k] })
		if got != (Terminal{Width: want}) {
			t.Errorf("COLUMNS=%q: got %+v", columns, got)
		}
	}
}
