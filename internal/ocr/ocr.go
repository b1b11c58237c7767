// Package ocr reads the words of a page's picture with an installed tesseract
// (https://github.com/tesseract-ocr/tesseract), which concord does not bring
// along. Find looks for the program, Reader.Page reads one picture.
//
// The picture comes from a file that may be hostile, so tesseract gets it on
// its standard input, with a limit on its time, and on Linux with the limit on
// memory of the child process that starts it (internal/docread). It gets none
// of the environment but the folder of its language data.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Engine is the name that pages read here carry.
const Engine = "ocr"

// PageTime is the longest that one page may take. A page takes about 1 s at
// 200 dots per inch on one core of 2024; four times that on a busy one.
const PageTime = 30 * time.Second

// A Program is an installed tesseract. The zero value is none.
type Program struct {
	// Path is the executable; Data its folder of languages, empty for its own.
	Path, Data string
}

// Find looks for tesseract among the programs that env's PATH names. env is
// os.Getenv; it gives TESSDATA_PREFIX as well.
func Find(env func(string) string) (Program, bool) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return Program{}, false
	}
	return Program{Path: path, Data: env("TESSDATA_PREFIX")}, true
}

// Installed reports whether there is a program.
func (p Program) Installed() bool { return p.Path != "" }

// Version returns the first line of what the program says of itself, such as
// "tesseract 5.3.0".
func (p Program) Version(ctx context.Context) (string, error) {
	out, err := p.run(ctx, nil, "--version")
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return strings.TrimSpace(line), err
}

// Languages lists the languages that are installed, by tesseract's names:
// "eng", "fra", "osd".
func (p Program) Languages(ctx context.Context) ([]string, error) {
	out, err := p.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, err
	}
	var all []string
	for i, line := range strings.Split(string(out), "\n") {
		// The first line is a title.
		if name := strings.TrimSpace(line); i > 0 && name != "" && !strings.ContainsAny(name, " :") {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all, nil
}

// A Reader reads pictures in the languages it was made for.
type Reader struct {
	program   Program
	languages string
}

// ErrLanguages says that tesseract has neither French nor English.
var ErrLanguages = errors.New("neither fra nor eng is installed")

// NewReader makes a reader for French and English, as far as they are
// installed.
func NewReader(ctx context.Context, p Program) (*Reader, error) {
	have, err := p.Languages(ctx)
	if err != nil {
		return nil, err
	}
	var use []string
	for _, l := range []string{"fra", "eng"} {
		if slices.Contains(have, l) {
			use = append(use, l)
		}
	}
	if len(use) == 0 {
		return nil, ErrLanguages
	}
	return &Reader{program: p, languages: strings.Join(use, "+")}, nil
}

// Page reads the words of a picture with dpi dots per inch.
func (r *Reader) Page(ctx context.Context, img *image.Gray, dpi int) ([]Word, error) {
	var in bytes.Buffer
	fmt.Fprintf(&in, "P5\n%d %d\n255\n", img.Rect.Dx(), img.Rect.Dy())
	for y := range img.Rect.Dy() {
		in.Write(img.Pix[y*img.Stride : y*img.Stride+img.Rect.Dx()])
	}
	out, err := r.program.run(ctx, &in, "stdin", "stdout", "-l", r.languages, "--dpi", fmt.Sprint(dpi), "-c", "tessedit_create_tsv=1")
	if err != nil {
		return nil, err
	}
	return parse(out), nil
}

// maxOutput bounds what the program may say. A dense page has 200 KB.
const maxOutput = 16 << 20

// run runs the program and returns its standard output.
func (p Program) run(ctx context.Context, in *bytes.Buffer, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, PageTime)
	defer cancel()
	// It is killed when the thread that started it ends, so the thread is
	// kept.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := exec.CommandContext(ctx, p.Path, args...)
	cmd.Dir = os.TempDir()
	// One thread: concord reads several documents at a time.
	cmd.Env = []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"}
	if p.Data != "" {
		cmd.Env = append(cmd.Env, "TESSDATA_PREFIX="+p.Data)
	}
	if root := os.Getenv("SystemRoot"); root != "" {
		cmd.Env = append(cmd.Env, "SystemRoot="+root)
	}
	if in != nil {
		cmd.Stdin = in
	}
	out, said := &limited{max: maxOutput}, &limited{max: 4 << 10}
	cmd.Stdout, cmd.Stderr = out, said
	cmd.WaitDelay = 2 * time.Second
	cmd.SysProcAttr = dieWithParent()
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return nil, fmt.Errorf("tesseract: %w: %s", err, line)
	}
	return out.Bytes(), nil
}

// A limited buffer keeps the first bytes and drops the rest.
type limited struct {
	bytes.Buffer
	max int
}

func (l *limited) Write(p []byte) (int, error) {
	l.Buffer.Write(p[:min(len(p), max(0, l.max-l.Len()))])
	return len(p), nil
}
