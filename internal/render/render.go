// Package render writes results for people and for programs: the findings of a
// check as full (terminal), concise (one line each), json, sarif and github;
// the reading of a file as text, md or json; an alignment as tsv or json. Call
// Check, Extract or Align with a format's name.
//
// The machine formats are contracts (DESIGN section 4.1): keys never change
// with the language of messages, arrays are never null, and the same Result
// gives the same bytes. Text from documents is hostile; whatever goes to a
// terminal or a log passes through internal/printable.
//
// It is the only home of fatih/color.
package render

import (
	"io"
	"strings"
	"time"

	"concord/documents"
	"concord/internal/msg"
	"concord/internal/nearest"
	"concord/internal/printable"
	"concord/pipeline"
	"concord/pipeline/check"
)

// The formats of each command, for messages and completion.
var (
	CheckFormats   = []string{"full", "concise", "json", "sarif", "github"}
	ExtractFormats = []string{"text", "md", "json", "svg"}
	AlignFormats   = []string{"tsv", "json", "tmx", "xliff"}
)

// Options say how to write. The zero Options give plain English at 80 columns.
type Options struct {
	// Lang is the language of messages.
	Lang documents.Lang
	// Width is the number of columns of the terminal; 80 if zero.
	Width int
	// Color allows colours in the full format.
	Color bool
	// Accepted shows accepted findings in the full format as well; they are
	// counted always.
	Accepted bool
	// Elapsed is the time the run took, shown by the full format and the
	// notes; not shown if zero.
	Elapsed time.Duration
	// Version is concord's own, for SARIF.
	Version string
	// Checks are those that ran, for the rules of SARIF.
	Checks []*check.Check
	// Explain gives a check's documentation in Markdown, for SARIF; it may be
	// nil, and false means that there is none.
	Explain func(id string, l documents.Lang) (string, bool)
	// Source gives the decoded text of a text file, so that places have lines
	// and columns; it may be nil, and false means not known.
	Source func(path string) (string, bool)
}

// Check writes the result of a run to out in one of CheckFormats. The full
// format ends with an account of what was done; the others leave out to the
// machine and write that account, with warnings and stale exceptions, to notes
// unless it is nil.
func Check(out, notes io.Writer, format string, r *pipeline.Result, o Options) error {
	var write func(*page, *pipeline.Result)
	switch format {
	case "full":
		write = full
	case "concise":
		write = concise
	case "github":
		write = github
	case "json":
		if err := checkJSON(out, r); err != nil {
			return err
		}
	case "sarif":
		if err := sarif(out, r, o); err != nil {
			return err
		}
	default:
		return UnknownFormat(format, CheckFormats)
	}
	if write != nil {
		p := newPage(o)
		write(p, r)
		if err := p.writeTo(out); err != nil {
			return err
		}
	}
	if format == "full" || notes == nil {
		return nil
	}
	o.Color = false
	p := newPage(o)
	warnings(p, r)
	account(p, r)
	return p.writeTo(notes)
}

// UnknownFormat is the Problem for a format that is not among the known ones.
func UnknownFormat(format string, known []string) error {
	fr, en := "format inconnu «\u00a0%[1]s\u00a0»", "unknown format %[2]q"
	near, ok := nearest.Word(format, known)
	if ok {
		fr, en = fr+"\u00a0; vouliez-vous dire «\u00a0%[3]s\u00a0»\u00a0?", en+"; did you mean %[3]q?"
	} else {
		near = strings.Join(known, ", ")
		fr, en = fr+"\u00a0; formats connus\u00a0: %[3]s", en+"; known formats: %[3]s"
	}
	return documents.Problemf(documents.Misuse, "format-unknown", fr, en, printable.Line(format), format, near)
}

// A page gathers the lines of a text format.
type page struct {
	strings.Builder
	Options
	msg.Printer
	lines *lineIndex
	ink   ink
}

func newPage(o Options) *page {
	if o.Width <= 0 {
		o.Width = 80
	}
	return &page{Options: o, Printer: msg.Printer{Lang: o.Lang}, lines: &lineIndex{source: o.Source}, ink: newInk(o.Color)}
}

func (p *page) line(parts ...string) {
	for _, s := range parts {
		p.WriteString(s)
	}
	p.WriteByte('\n')
}

func (p *page) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, p.String())
	return err
}
