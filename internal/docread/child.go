package docread

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/engines"
	"concord/internal/ocr"
	"concord/internal/sandbox"
)

// task names docread's work among a program's children.
const task = "docread"

// A request is what the parent asks of a child; the file is its standard
// input.
type request struct {
	Path  string
	Lang  documents.Lang
	Lines bool
	Size  int64
	Pages int
	Lost  map[int]documents.Warning
	// The rest is as in engines.Options.
	Engine           engines.Choice
	Cache            string
	Tesseract        ocr.Program
	Spare, Recognise map[int]bool
}

// IsChild reports whether this process was started by File to parse a file.
func IsChild() bool { return sandbox.Child(task) }

// ChildMain does the child's work and returns its exit code.
func ChildMain() int { return sandbox.Serve(serve) }

func serve(req string, in io.Reader, out *sandbox.Sender) error {
	var r request
	if err := json.Unmarshal([]byte(req), &r); err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(in, r.Size+1))
	if err != nil {
		return sendProblem(out, unopened(r.Path, err))
	}
	if int64(len(data)) > r.Size { // it grew since it was looked at
		return sendProblem(out, tooLarge(r.Path, int64(len(data)), r.Size))
	}
	engine := func(ctx context.Context, data []byte, emit func(*extract.Page) error) error {
		err := engines.Read(ctx, data, engines.Options{
			Choice: r.Engine, Cache: r.Cache, Tesseract: r.Tesseract, Pages: r.Pages, Skip: r.Lost, Spare: r.Spare, Recognise: r.Recognise,
			Progress: func(stage engines.Stage, page, pages int) {
				var b [9]byte
				binary.BigEndian.PutUint32(b[:], uint32(page))
				binary.BigEndian.PutUint32(b[4:], uint32(pages))
				b[8] = byte(stage)
				_ = out.Send(msgPage, b[:]) // a parent that is gone ends this process
			},
		}, emit)
		_ = out.Send(msgPagesEnd, nil)
		return named(r.Path, err)
	}
	doc, err := extract.Read(context.Background(), r.Path, data, extract.Options{Lang: r.Lang, Lines: r.Lines, PDF: engine})
	if err != nil {
		return sendProblem(out, err)
	}
	return out.Send(msgDocument, encode(doc))
}

// A wireProblem is a documents.Problem on its way to the parent. A cause keeps
// its words and, if it is a problem too, its languages.
type wireProblem struct {
	Class   documents.Class
	Code    string
	Message documents.Pair[string]
	Cause   *wireProblem
	Text    string // of a cause that is no problem
}

func toWire(err error) *wireProblem {
	var p *documents.Problem
	if !errors.As(err, &p) {
		return &wireProblem{Text: err.Error()}
	}
	w := &wireProblem{Class: p.Class, Code: p.Code, Message: p.Message}
	if p.Err != nil {
		w.Cause = toWire(p.Err)
	}
	return w
}

func (w *wireProblem) err() error {
	if w.Code == "" {
		return errors.New(w.Text)
	}
	p := &documents.Problem{Class: w.Class, Code: w.Code, Message: w.Message}
	if w.Cause != nil {
		p.Err = w.Cause.err()
	}
	return p
}

func sendProblem(out *sandbox.Sender, err error) error {
	b, merr := json.Marshal(toWire(err))
	if merr != nil {
		return merr
	}
	return out.Send(msgProblem, b)
}

func problemFrom(b []byte) error {
	var w wireProblem
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	return w.err()
}
