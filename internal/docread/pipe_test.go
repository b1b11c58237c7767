//go:build unix

package docread_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"concord/internal/docread"
)

// A pipe is read like a file, and waiting for its writer ends with the context.
func TestPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "letter.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("NO PIPES HERE:", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := docread.File(ctx, pipe, docread.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("without a writer: %v, want the context's error", err)
	}
	// The wait above still holds the pipe's other end, so it may take the
	// first text; a second pipe shows the reading.
	pipe = filepath.Join(t.TempDir(), "letter.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	go func() { _ = os.WriteFile(pipe, []byte("The committee adopted its report on Monday.\n"), 0o600) }()
	doc, err := docread.File(t.Context(), pipe, docread.Options{})
	if err != nil || len(doc.Segments) != 1 || doc.Segments[0].Text != "The committee adopted its report on Monday." {
		t.Errorf("got %+v, %v", doc, err)
	}
}
