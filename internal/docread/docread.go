// Package docread reads a document from a file, safely: the file is parsed in
// a child process with limits on time, memory and bytes, so a hostile one can
// fail itself and nothing else. Call File.
//
// A program that uses it starts with
//
//	if docread.IsChild() {
//		os.Exit(docread.ChildMain())
//	}
//
// in main, and in TestMain of its tests, which re-execute their own binary.
//
// When the child dies on a page, the file is read again without that page, and
// the page gets a warning that tells how it died.
package docread

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"concord/documents"
	"concord/internal/engines"
	"concord/internal/ocr"
	"concord/internal/sandbox"
)

// Options say how to read. The zero value is ready for use.
type Options struct {
	// Lang and Lines are as in extract.Options.
	Lang  documents.Lang
	Lines bool
	// Engine says who reads the pages of a PDF; empty for engines.Auto.
	Engine engines.Choice
	// Limits bound the work; zero fields take their defaults.
	Limits Limits
	// Progress is called before each page is read, with its number and the
	// number of pages, from one goroutine. It may be nil. After the loss of a
	// page it starts again from page 1.
	Progress func(page, pages int)
}

// Limits bound what one document may cost.
type Limits struct {
	// FileSize is the most bytes of the file.
	FileSize int64
	// Time is the longest reading of the whole document. One page may take a
	// quarter of it, so that the rest can still be read without that page.
	// Starting PDFium and recognising characters have limits of their own
	// (engines.LoadTime, ocr.PageTime, engines.RecogniseTime).
	Time time.Duration
	// Memory is the most memory of the child in bytes.
	Memory int64
	// Pages is the most pages read; the rest is named in a warning.
	Pages int
	// Lost is the most pages that may be given up.
	Lost int
}

// DefaultLimits are the limits used where Options give none.
var DefaultLimits = Limits{
	// The largest of the development reports has 2.6 MB; scans of several
	// hundred pages reach 100 MB.
	FileSize: 200 << 20,
	// 115 pages take 0.3 s without layout; a report of 5,000 pages some 20 s,
	// and a busy machine may be three times slower. The slowest page of the
	// development files takes 0.1 s.
	Time: 60 * time.Second,
	// A report of 115 pages takes 60 MB, the file itself comes on top.
	Memory: 512 << 20,
	// What can be read in the time above; reports have some hundred pages.
	Pages: 5_000,
	// Each lost page costs a new reading from the start.
	Lost: 3,
}

// OrDefault puts the default in the place of each zero field.
func (l Limits) OrDefault() Limits {
	d := DefaultLimits
	if l.FileSize > 0 {
		d.FileSize = l.FileSize
	}
	if l.Time > 0 {
		d.Time = l.Time
	}
	if l.Memory > 0 {
		d.Memory = l.Memory
	}
	if l.Pages > 0 {
		d.Pages = l.Pages
	}
	if l.Lost > 0 {
		d.Lost = l.Lost
	}
	return d
}

func (l Limits) pageTime() time.Duration { return l.Time / 4 }

// maxStack bounds the stack of a goroutine in the child. Objects and blocks
// nest to a depth of a thousand or so, a few hundred bytes each.
const maxStack = 64 << 20

// File reads the document at path. All errors are *documents.Problem, save that
// of a ctx that is done.
func File(ctx context.Context, path string, opts Options) (*documents.Document, error) {
	limits := opts.Limits.OrDefault()
	input, err := openInput(ctx, path, limits.FileSize)
	if err != nil {
		return nil, err
	}
	defer input.close()

	return newCourse(path, opts, limits).read(ctx, input)
}

// An attempt is one run of a child over the file.
type attempt struct {
	path   string
	opts   Options
	limits Limits
	// pageTime is the longest wait for one page.
	pageTime time.Duration
	lost     map[int]documents.Warning
	spare    map[int]bool
	// recognise are pages whose text is of no use.
	recognise map[int]bool
	tool      tool
	// page is the page that the child was at, 0 before the first and after
	// the last, and stage what it did there; 0 before all.
	page  int
	stage engines.Stage
	// untimed is how long the child did what does not count to limits.Time.
	untimed time.Duration
}

// ended is the stage of an attempt when the pages have been read.
const ended engines.Stage = 'e'

// second reports whether the child was at work with another engine than the
// first.
func (a *attempt) second() bool {
	return a.stage == engines.Loading || a.stage == engines.Rereading || a.stage == engines.Recognising
}

// Kinds of messages that the child sends.
const (
	msgPage     = 'p' // page and number of pages, 4 bytes each, and the stage
	msgPagesEnd = 'e'
	msgDocument = 'd' // as encode writes it
	msgProblem  = 'x' // wireProblem as JSON
)

func (a *attempt) run(ctx context.Context, in *input) (*documents.Document, error) {
	r, err := in.reader()
	if err != nil {
		return nil, unopened(a.path, err)
	}
	req, err := json.Marshal(request{Path: a.path, Lang: a.opts.Lang, Lines: a.opts.Lines, Size: a.limits.FileSize, Pages: a.limits.Pages, Lost: a.lost,
		Engine: a.opts.Engine, Cache: a.tool.cache, Tesseract: a.tool.tesseract, Spare: a.spare, Recognise: a.recognise})
	if err != nil {
		return nil, err
	}
	var doc *documents.Document
	var untimed time.Time // since when the time does not count
	err = sandbox.Run(ctx, sandbox.Job{
		Task:    task,
		Request: string(req),
		Input:   r,
		Limits: sandbox.Limits{
			Wall:   a.limits.Time,
			Slack:  engines.LoadTime + engines.RecogniseTime + ocr.PageTime,
			Memory: a.limits.Memory,
			// A document is never larger in this form than what the child
			// can hold in memory.
			Output: a.limits.Memory,
			Stack:  maxStack,
		},
		Receive: func(run *sandbox.Running, kind byte, payload []byte) error {
			if !untimed.IsZero() {
				a.untimed += time.Since(untimed)
				untimed = time.Time{}
			}
			switch kind {
			case msgPage:
				if len(payload) != 9 {
					return fmt.Errorf("progress of %d bytes", len(payload))
				}
				a.page, a.stage = int(binary.BigEndian.Uint32(payload)), engines.Stage(payload[8])
				if a.opts.Progress != nil && a.page > 0 {
					a.opts.Progress(a.page, int(binary.BigEndian.Uint32(payload[4:])))
				}
				switch a.stage {
				case engines.Loading:
					untimed = time.Now()
					run.Untimed(engines.LoadTime)
				case engines.Recognising:
					untimed = time.Now()
					run.Untimed(ocr.PageTime + a.pageTime) // the picture is drawn first
				default:
					run.Expect(a.pageTime)
				}
			case msgPagesEnd:
				a.page, a.stage = 0, ended
			case msgProblem:
				return problemFrom(payload)
			case msgDocument:
				d, err := decode(payload)
				doc = d
				return err
			}
			return nil
		},
	})
	switch {
	case err == nil && doc == nil:
		return nil, &sandbox.Death{Cause: sandbox.Crashed, Detail: "no document came"}
	case err == nil:
		return doc, nil
	}
	var death *sandbox.Death
	var problem *documents.Problem
	if ctx.Err() != nil || errors.As(err, &death) || errors.As(err, &problem) {
		return nil, err
	}
	return nil, documents.Problemf(documents.Unreadable, "file-unreadable",
		"%s\u00a0: la lecture a échoué", "%s: reading failed", a.path).Because(err)
}

// An input is an open file, or the bytes of something that can be read only
// once, such as a pipe.
type input struct {
	file *os.File
	data []byte
}

func (in *input) reader() (io.Reader, error) {
	if in.file == nil {
		return bytes.NewReader(in.data), nil
	}
	_, err := in.file.Seek(0, io.SeekStart)
	return in.file, err
}

func (in *input) close() {
	if in.file != nil {
		in.file.Close()
	}
}

// openInput opens the file and refuses what cannot be a document.
func openInput(ctx context.Context, path string, limit int64) (*input, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing(path)
	case err != nil:
		return nil, unopened(path, err)
	case info.IsDir():
		return nil, folder(path)
	case info.Mode().IsRegular() && info.Size() == 0:
		return nil, empty(path)
	case info.Mode().IsRegular() && info.Size() > limit:
		return nil, tooLarge(path, info.Size(), limit)
	}
	if !info.Mode().IsRegular() {
		return readPipe(ctx, path, limit)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	return &input{file: f}, nil
}

// readPipe reads what is not a regular file: a pipe, as a shell gives for
// <(command), or a device. Opening a pipe waits for its writer, for ever if
// there is none; when ctx ends the wait goes on alone until the process does.
func readPipe(ctx context.Context, path string, limit int64) (*input, error) {
	type read struct {
		data []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		f, err := os.Open(path)
		if err != nil {
			done <- read{err: err}
			return
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, limit+1))
		done <- read{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		switch {
		case r.err != nil:
			return nil, unopened(path, r.err)
		case len(r.data) == 0:
			return nil, empty(path)
		case int64(len(r.data)) > limit:
			return nil, tooLarge(path, int64(len(r.data)), limit)
		}
		return &input{data: r.data}, nil
	}
}
