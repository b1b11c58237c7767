package workbook

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"concord/documents"
	"concord/internal/sandbox"
)

// limits bound the child that reads one workbook.
var limits = sandbox.Limits{
	// 100,000 concepts of two terms with all columns take 1.2 s
	Wall: time.Minute,
	// and 380 MB.
	Memory: 2 << 30,
	// A table has no more text than its XML, and a byte or two for each cell.
	Output: maxXML + 2*maxCells,
	Stack:  64 << 20,
}

// task names the reading of workbooks among a program's children.
const task = "workbook"

// IsChild reports whether this process was started by Read to parse a workbook.
func IsChild() bool { return sandbox.Child(task) }

// ChildMain does the child's work and returns its exit code.
func ChildMain() int { return sandbox.Serve(serve) }

// Kinds of messages that the child sends.
const (
	msgTable   = 't' // as encode writes it
	msgProblem = 'x' // wireProblem as JSON
)

func serve(name string, in io.Reader, out *sandbox.Sender) error {
	data, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil {
		return err
	}
	t, err := parse(name, data)
	if err == nil {
		return out.Send(msgTable, encode(t))
	}
	var p *documents.Problem
	if !errors.As(err, &p) {
		return err
	}
	w := wireProblem{Class: p.Class, Code: p.Code, Message: p.Message}
	if p.Err != nil {
		w.Cause = p.Err.Error()
	}
	b, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return out.Send(msgProblem, b)
}

// A wireProblem is a documents.Problem on its way to the parent.
type wireProblem struct {
	Class   documents.Class
	Code    string
	Message documents.Pair[string]
	Cause   string
}

// Read reads the first visible sheet that has text. Every error is a
// *documents.Problem that names the file, save that of a ctx that is done.
func Read(ctx context.Context, name string, data []byte) (*Table, error) {
	if len(data) > MaxSize { // no need of a child
		return nil, tooLarge(name)
	}
	var table *Table
	err := sandbox.Run(ctx, sandbox.Job{
		Task: task, Request: shown(name), Input: bytes.NewReader(data), Limits: limits,
		Receive: func(_ *sandbox.Running, kind byte, payload []byte) error {
			switch kind {
			case msgTable:
				t, err := decode(payload)
				table = t
				return err
			case msgProblem:
				var w wireProblem
				if err := json.Unmarshal(payload, &w); err != nil {
					return err
				}
				p := &documents.Problem{Class: w.Class, Code: w.Code, Message: w.Message}
				if w.Cause != "" {
					p.Err = errors.New(w.Cause)
				}
				return p
			}
			return fmt.Errorf("message of kind %q", kind)
		},
	})
	var problem *documents.Problem
	var death *sandbox.Death
	switch {
	case err == nil && table != nil:
		return table, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &problem):
		return nil, problem
	case errors.As(err, &death) && (death.Cause == sandbox.TooLong || death.Cause == sandbox.OutOfMemory || death.Cause == sandbox.TooMuch):
		return nil, documents.Problemf(documents.Misuse, "workbook-too-large",
			"%[1]s\u00a0: sa lecture demande plus de %[2]d\u00a0s ou de %[3]d\u00a0Mio de mémoire\u00a0; enregistrez la feuille en CSV",
			"%[1]s: reading it takes more than %[2]d s or %[3]d MiB of memory; save the sheet as CSV",
			name, int(limits.Wall.Seconds()), limits.Memory>>20).Because(err)
	}
	return nil, broken(name, err)
}

// shown cuts a name that is too long for a request.
func shown(name string) string {
	const most = 4 << 10
	return name[max(0, len(name)-most):]
}

// errWire says that the bytes are not those of a table.
var errWire = errors.New("the table came damaged")

// encode gives the bytes of a table: its sheet, the other sheets and the rows,
// each text after its length in bytes, each list after its length.
func encode(t *Table) []byte {
	size := 0
	for _, row := range t.Rows {
		for _, cell := range row {
			size += len(cell) + 2
		}
	}
	b := make([]byte, 0, size+2*len(t.Rows)+1<<10)
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	list := func(texts []string) {
		b = binary.AppendUvarint(b, uint64(len(texts)))
		for _, s := range texts {
			text(s)
		}
	}
	text(t.Sheet)
	list(t.Others)
	b = binary.AppendUvarint(b, uint64(len(t.Rows)))
	for _, row := range t.Rows {
		list(row)
	}
	return b
}

// decode is the inverse of encode. All texts share one string, and it takes no
// more memory than a small multiple of b, whatever b says.
func decode(b []byte) (*Table, error) {
	all := string(b)
	bad := false
	at := 0
	count := func() int {
		n, read := binary.Uvarint(b[at:])
		// What is counted takes a byte or more of what is left.
		if read <= 0 || n > uint64(len(b)-at-read) {
			bad, at = true, len(b)
			return 0
		}
		at += read
		return int(n)
	}
	text := func() string {
		n := count()
		at += n
		return all[at-n : at]
	}
	list := func() []string {
		n := count()
		if n == 0 {
			return nil
		}
		out := make([]string, n)
		for i := range out {
			out[i] = text()
		}
		return out
	}
	t := &Table{Sheet: text(), Others: list()}
	t.Rows = make([][]string, count())
	for i := range t.Rows {
		t.Rows[i] = list()
	}
	if bad || at != len(b) {
		return nil, errWire
	}
	return t, nil
}
