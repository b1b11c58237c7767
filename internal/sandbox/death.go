package sandbox

import (
	"fmt"
	"os"
	"strings"
)

// A Cause says why a child did not end well.
type Cause int

const (
	// TooLong: the child ran longer than Limits.Wall.
	TooLong Cause = iota + 1
	// Silent: no message came in the time that Running.Expect gave.
	Silent
	// OutOfMemory: the child used more than Limits.Memory.
	OutOfMemory
	// StackOverflow: calls nested deeper than Limits.Stack.
	StackOverflow
	// TooMuch: the child sent more than Limits.Output.
	TooMuch
	// Killed: another process or the system ended the child.
	Killed
	// Crashed: a panic, or any other end with an error.
	Crashed
)

func (c Cause) String() string {
	switch c {
	case TooLong:
		return "too long"
	case Silent:
		return "silent"
	case OutOfMemory:
		return "out of memory"
	case StackOverflow:
		return "stack overflow"
	case TooMuch:
		return "too much output"
	case Killed:
		return "killed"
	case Crashed:
		return "crashed"
	}
	return fmt.Sprintf("cause %d", int(c))
}

// A Death tells how a child ended that did not end well.
type Death struct {
	Cause Cause
	// Detail is the first line of a crash, or the signal; often empty.
	Detail string
	// Stderr is the start of what the child wrote to standard error.
	Stderr string
}

func (d *Death) Error() string {
	if d.Detail == "" {
		return "child process: " + d.Cause.String()
	}
	return "child process: " + d.Cause.String() + ": " + d.Detail
}

// Exit codes with which a child ends itself. The Go runtime uses 2 for panics
// and fatal errors.
const (
	exitMemory = 101 + iota
	exitWall
	exitOrphan
)

// newDeath reads the cause from the child's exit and standard error.
func newDeath(state *os.ProcessState, stderr string) *Death {
	d := &Death{Stderr: stderr, Detail: crashLine(stderr)}
	switch code := state.ExitCode(); {
	case code == exitMemory:
		d.Cause = OutOfMemory
	case code == exitWall:
		d.Cause = TooLong
	case strings.Contains(stderr, "stack exceeds") || strings.Contains(stderr, "fatal error: stack overflow"):
		d.Cause = StackOverflow
	case strings.Contains(stderr, "out of memory") || strings.Contains(stderr, "cannot allocate memory") ||
		strings.Contains(stderr, "failed to allocate"): // the race detector's words
		d.Cause = OutOfMemory
	case code < 0: // ended by a signal
		d.Cause, d.Detail = Killed, state.String()
	default:
		d.Cause = Crashed
		if d.Detail == "" {
			d.Detail = state.String()
		}
	}
	return d
}

// crashLine finds the line of a Go crash that says what happened.
func crashLine(stderr string) string {
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "SIG") {
			const longest = 200
			if r := []rune(line); len(r) > longest {
				line = string(r[:longest]) + "…"
			}
			return line
		}
	}
	return ""
}
