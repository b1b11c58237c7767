package s3

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// The program's archive commands work on a bucket as they do on a folder.
func TestProgram(t *testing.T) {
	location := newBucket(t)
	dir := t.TempDir()
	fr, en := filepath.Join(dir, "note.fr.md"), filepath.Join(dir, "note.en.md")
	write(t, fr, "Le comité a retenu 12 projets mardi après une longue réunion.\n")
	write(t, en, "The committee kept 14 projects on Tuesday after a long meeting.\n")
	run := func(want int, words string, args ...string) {
		t.Helper()
		stdout, stderr, code := concord(t, append(append([]string{"archive"}, args...), "--archive", location, "--lang", "en")...)
		if code != want || !strings.Contains(stdout+stderr, words) {
			t.Errorf("archive %v: exit %d, want %d with %q\n%s%s", args, code, want, words, stdout, stderr)
		}
	}
	run(2, "no archive here", "list")
	put := []string{"put", "notes/2026", fr, en, "--user", "Archivist", "-m", "first"}
	run(0, "v1", put...)
	run(0, "unchanged", put...)
	write(t, en, "The committee kept 12 projects on Tuesday after a long meeting.\n")
	run(0, "v2", put...)
	run(0, "notes/2026", "list")
	run(0, "first", "show", "notes/2026")
	run(0, "14 projects", "get", "notes/2026", "en/note.en.md", "--version", "1", "--output", "-")
	run(0, "12", "diff", "notes/2026")
	run(0, "", "verify")
	run(2, "notes/2027", "show", "notes/2027")
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// concord runs the real program, built once, with the server's key in its
// environment, and gives what it printed and its exit code.
func concord(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	_, access, secret := startServer(t)
	bin, err := build()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), bin, args...)
	cmd.Dir = t.TempDir()
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+access, "AWS_SECRET_ACCESS_KEY="+secret)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// build makes the program from the repository that this module is in.
var build = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(binDir, "concord")
	cmd := exec.Command("go", "build", "-o", bin, "./cmd/concord")
	cmd.Dir = filepath.Join(packageDir, "..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build concord: %w: %s", err, out)
	}
	return bin, nil
})
