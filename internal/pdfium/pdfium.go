// Package pdfium reads PDF pages with PDFium, the reader in Chromium, which
// runs here as WebAssembly (github.com/klippa-app/go-pdfium over wazero). It is
// the second opinion beside internal/pdfnative, and it alone can draw a page.
// It is the only package that knows those two modules.
//
// Load starts the library, which costs 0.1 to 0.25 s, or 4 to 6 s when the
// machine code is not in the cache folder yet; Library.Open opens a file and
// File.Page reads a page as the same glyphs that pdfnative gives. Read does all
// that for a whole file.
//
// The library has no file system, no network and at most 256 MiB of memory.
// Nothing limits its time: run it in a child process (internal/docread does).
// The switch of wazero that would watch the time makes each call 3 to 8 times
// slower (115 pages: 13.8 s instead of 2.1 s), so it stays off.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"concord/documents"
	"concord/documents/extract"

	pdfium "github.com/klippa-app/go-pdfium"
	liberrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Engine is the name that pages read here carry.
const Engine = "pdfium"

// maxMemory is the most memory of the library in WebAssembly pages of 64 KiB:
// 256 MiB. Reports need 55 to 85 MiB; a page that unfolds to a gigabyte is
// refused within half a second, where 512 MiB let it take 1.7 GB of the
// process.
const maxMemory = 4096

// maxGlyphs bounds one page, as in pdfnative.
const maxGlyphs = 200_000

// A Library is PDFium, ready to open files. It serves one goroutine, and has one
// file open at a time.
type Library struct {
	pool  pdfium.Pool
	cache wazero.CompilationCache
}

// Load starts the library. cache is the folder that keeps its machine code, 21
// MB; it is made if need be, and the library does without it when it is empty,
// cannot be written to or is open to other users.
func Load(ctx context.Context, cache string) (*Library, error) {
	l := &Library{}
	config := wazero.NewRuntimeConfig().
		// The library turns C's longjmp into exceptions.
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory)
	if Private(cache) == nil {
		if c, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			l.cache = c
			config = config.WithCompilationCache(c)
		}
	}
	var err error
	l.pool, err = webassembly.Init(webassembly.Config{
		Context:  ctx,
		MaxTotal: 1,
		// Without this the library would see the whole disk.
		FSConfig:      wazero.NewFSConfig(),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		l.Close()
		return nil, fmt.Errorf("load pdfium: %w", err)
	}
	return l, nil
}

// Close ends the library and the files it has open.
func (l *Library) Close() {
	if l.pool != nil {
		_ = l.pool.Close()
		l.pool = nil
	}
	if l.cache != nil {
		_ = l.cache.Close(context.Background())
		l.cache = nil
	}
}

// Private makes the folder at path and reports why it cannot keep machine code
// that this user will run: the error of making it, or that others may write
// there.
func Private(path string) error {
	if path == "" {
		return os.ErrNotExist
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s: not a folder", path)
	case !ownedHere(info):
		return fmt.Errorf("%s: open to other users", path)
	}
	probe, err := os.CreateTemp(path, ".probe-*")
	if err != nil {
		return err
	}
	probe.Close()
	return os.Remove(probe.Name())
}

// A File is an open PDF.
type File struct {
	lib   *Library
	data  []byte
	inst  pdfium.Pdfium
	doc   references.FPDF_DOCUMENT
	pages int
	// broken counts how often the library had to be started anew for this
	// file.
	broken int
	// dead is set when the instance must not be used any more.
	dead bool
	// marks is the outline, by page index; nil before it was read.
	marks map[int][]mark
}

// Open opens a PDF. data must not change while the file is open. Errors are
// *documents.Problem.
func (l *Library) Open(data []byte) (*File, error) {
	f := &File{lib: l, data: data}
	if err := f.start(); err != nil {
		return nil, err
	}
	return f, nil
}

// start takes an instance of the library and opens the file in it.
func (f *File) start() error {
	inst, err := f.lib.pool.GetInstance(time.Minute)
	if err != nil {
		return broken(err)
	}
	f.inst, f.dead = inst, false
	doc, err := inst.OpenDocument(&requests.OpenDocument{File: &f.data})
	if err != nil {
		f.stop()
		return opening(err)
	}
	f.doc = doc.Document
	n, err := inst.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.doc})
	if err != nil || n.PageCount <= 0 {
		f.stop()
		return withoutPages()
	}
	f.pages = n.PageCount
	return nil
}

// stop gives the instance back.
func (f *File) stop() {
	if f.inst == nil {
		return
	}
	if f.dead {
		_ = f.inst.Kill() // closing would call into what just broke
	} else if f.inst.Close() != nil {
		_ = f.inst.Kill()
	}
	f.inst = nil
}

// Close ends work on the file.
func (f *File) Close() { f.stop() }

// Pages returns the number of pages that the file says it has, above 0.
func (f *File) Pages() int { return f.pages }

// maxBroken is how often a file may break the library before it is given up.
const maxBroken = 3

// do runs work with the instance, started anew if the last work broke it.
func (f *File) do(work func() error) (err error) {
	if f.inst == nil {
		if f.broken >= maxBroken {
			return broken(errors.New("too many faults"))
		}
		if err := f.start(); err != nil {
			return err
		}
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pdfium: %v", r)
		}
		// A trap leaves the library's memory in no known state.
		if err != nil && trapped(err) {
			f.broken++
			f.dead = true
			f.stop()
		}
	}()
	return work()
}

// trapped reports errors after which the instance cannot go on: all but those
// that the library itself reports.
func trapped(err error) bool {
	for _, e := range []error{liberrors.ErrPage, liberrors.ErrFormat, liberrors.ErrUnknown, errRefused} {
		if errors.Is(err, e) {
			return false
		}
	}
	s := err.Error()
	return strings.Contains(s, "wasm") || strings.Contains(s, "panic") || strings.Contains(s, "memory") || strings.Contains(s, "module closed") || strings.Contains(s, "pdfium: ")
}

// errRefused says that the library gave no page, or no text of it.
var errRefused = errors.New("page refused")

// Options say how Read reads. The zero value is ready for use.
type Options struct {
	// Cache is as for Load.
	Cache string
	// Pages is the most pages read, 5,000 if 0; the rest is named in a
	// warning.
	Pages int
	// Skip and Progress are as in pdfnative.Options.
	Skip     map[int]documents.Warning
	Progress func(page, pages int)
	// Loaded is called once the library runs. It may be nil.
	Loaded func()
}

// Read reads a PDF and calls emit for each page in order, from page 1, as
// pdfnative.Read does.
func Read(ctx context.Context, data []byte, opts Options, emit func(*extract.Page) error) error {
	l, err := Load(ctx, opts.Cache)
	if err != nil {
		return broken(err)
	}
	defer l.Close()
	if opts.Loaded != nil {
		opts.Loaded()
	}
	f, err := l.Open(data)
	if err != nil {
		return err
	}
	defer f.Close()
	limit := opts.Pages
	if limit <= 0 {
		limit = 5_000
	}
	pages := min(f.pages, limit)
	text, lost := false, 0
	for n := 1; n <= pages; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if opts.Progress != nil {
			opts.Progress(n, pages)
		}
		w, skip := opts.Skip[n]
		var page *extract.Page
		if !skip {
			if page, err = f.Page(n); err != nil {
				w, skip = unreadPage(n, err), true
			}
		}
		if skip {
			page = &extract.Page{Number: n, Engine: Engine, Warnings: []documents.Warning{w}}
			lost++
		}
		if n == pages && f.pages > pages {
			page.Warnings = append(page.Warnings, leftOut(f.pages, pages))
		}
		text = text || len(page.Glyphs) > 0
		if err := emit(page); err != nil {
			return err
		}
	}
	switch {
	case text:
		return nil
	case lost > 0:
		return damaged("aucune page n’a pu être lue", "no page of it could be read")
	}
	return withoutText(pages)
}
