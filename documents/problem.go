package documents

import (
	"errors"
	"fmt"
)

// A Warning says what was not, or not fully, read in a document. Code is
// stable and never translated.
type Warning struct {
	// Code is lower case with hyphens: "page-without-text".
	Code string
	// Page is 1-based; 0 for the whole document.
	Page    int
	Message Pair[string]
}

// A Class sorts problems by what the user can do about them; it decides the
// exit code.
type Class int

// The classes, with the exit code each leads to (DESIGN section 4).
const (
	// Misuse: wrong flags, config, glossary, or a missing file (2).
	Misuse Class = iota + 1
	// Unreadable: something could not be read or run in full (3).
	Unreadable
	// Unreachable: the archive or the network does not answer (4).
	Unreachable
	// Damaged: archive content is missing or not what it should be (5).
	Damaged
)

// A Problem is an error that is told to a person, in French and in English.
// The message names the file, page or key and says what to do. It is plain
// data: no colour, no final period, lower case at the start.
type Problem struct {
	Class Class
	// Code is stable and never translated: "pdf-encrypted".
	Code    string
	Message Pair[string]
	// Err is the cause, if there is more to tell; it is appended to the
	// message.
	Err error
}

// Problemf makes a Problem from one format per language with the same
// arguments in the same order; use indexed verbs (%[2]s) when a language needs
// another order. An argument that is an error to be kept as cause goes to Err
// with Because.
func Problemf(class Class, code, fr, en string, args ...any) *Problem {
	return &Problem{Class: class, Code: code, Message: Pair[string]{
		FR: fmt.Sprintf(fr, args...),
		EN: fmt.Sprintf(en, args...),
	}}
}

// Because returns the problem with err as its cause.
func (p *Problem) Because(err error) *Problem {
	q := *p
	q.Err = err
	return &q
}

// Error gives the English message and its cause.
func (p *Problem) Error() string { return p.In(EN) }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// In gives the message and its cause in one language. A cause that is not a
// Problem is given as it is.
func (p *Problem) In(l Lang) string {
	msg := p.Message.Of(l)
	if p.Err == nil {
		return msg
	}
	if l == FR {
		return msg + "\u00a0: " + Explain(p.Err, l)
	}
	return msg + ": " + Explain(p.Err, l)
}

// Explain gives an error's message in one language: the Problem within it if
// there is one, else its own text.
func Explain(err error, l Lang) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.In(l)
	}
	return err.Error()
}
