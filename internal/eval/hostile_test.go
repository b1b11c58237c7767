package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concord/internal/docread"
	"concord/internal/engines"
)

// TestHostileTally holds what counts as which fault, with the clean case beside
// it.
func TestHostileTally(t *testing.T) {
	for _, c := range []struct {
		name  string
		run   ran
		fault string
	}{
		{"text", ran{out: []byte("Some text\n")}, ""},
		{"a problem", ran{code: 3, errs: []byte("concord: a.pdf: this PDF holds no text")}, ""},
		{"a death that was told", ran{code: 3, errs: []byte("concord: a.pdf: reading took longer than 60 s (limits.time in concord.yaml)")}, ""},
		{"a warning and no text", ran{errs: []byte("concord: a.pdf, p. 1: a picture and no text")}, ""},
		{"silence", ran{}, "silence"},
		{"white space alone", ran{out: []byte("\f\n")}, "silence"},
		{"an error without a word", ran{code: 3}, ""},
		{"a signal", ran{code: -1}, "crash, exit code -1"},
		{"a panic", ran{code: 2, errs: []byte("panic: index out of range\n\ngoroutine 1 [running]:\n")}, "crash, exit code 2"},
		{"misuse", ran{code: 2, errs: []byte("concord: a.pdf does not exist")}, ""},
		{"late", ran{code: -1, late: true, wall: 25 * time.Second}, "25.0 s"},
		{"slow", ran{out: []byte("x"), wall: 21 * time.Second}, "21.0 s"},
		{"large", ran{out: []byte("x"), peak: 600 << 20}, "600 MB"},
		{"not so large", ran{out: []byte("x"), peak: 500 << 20}, ""},
	} {
		var tally hostileTally
		if got := strings.Join(tally.add("a.pdf", c.run), "; "); got != c.fault {
			t.Errorf("%s: %q, want %q", c.name, got, c.fault)
		}
		if n := tally.crashes + tally.hangs + tally.silent + tally.fat; (n > 0) != (c.fault != "") {
			t.Errorf("%s: %d faults counted", c.name, n)
		}
	}
}

// TestRunProgram measures this test's own program, which lists no tests.
func TestRunProgram(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r, err := runProgram(t.Context(), time.Minute, true, exe, "-test.list", "^$")
	if err != nil || r.code != 0 || r.late || r.wall <= 0 || r.cpu <= 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := os.Stat("/proc/self/status"); err == nil {
		if own := treePeak(os.Getpid()); own < 1<<20 {
			t.Errorf("this program holds %d bytes", own)
		}
		if r.peak == 0 {
			t.Error("the memory of a child was not seen")
		}
	}
	if _, err := runProgram(t.Context(), time.Minute, false, filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a program that is not there runs")
	}
}

// The letter of the start-up figures is one page that reads in full.
func TestLetter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, letter(), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := docread.File(t.Context(), path, docread.Options{Engine: engines.Native})
	if err != nil {
		t.Fatal(err)
	}
	if d.Pages != 1 || len(d.Warnings) != 0 || len(d.Blocks) == 0 || !strings.Contains(d.Blocks[len(d.Blocks)-1].Text, letterEnd) {
		t.Errorf("%d pages, warnings %v, %d blocks", d.Pages, d.Warnings, len(d.Blocks))
	}
}
