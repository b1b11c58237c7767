package cli

import (
	"context"
	"errors"

	"concord/documents"
)

// The exit codes, promised in the manual (docs/exit-codes.md).
const (
	exitDone        = 0
	exitFindings    = 1
	exitMisuse      = 2
	exitIncomplete  = 3
	exitUnreachable = 4
	exitDamaged     = 5
	exitInterrupted = 130
)

// An exitError ends a command whose output is printed already.
type exitError int

func (e exitError) Error() string { return "" }

// exitCode decides the exit code of every command, from the type of its error.
func exitCode(err error) int {
	var code exitError
	var p *documents.Problem
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &p):
		switch p.Class {
		case documents.Misuse:
			return exitMisuse
		case documents.Unreachable:
			return exitUnreachable
		case documents.Damaged:
			return exitDamaged
		}
	}
	return exitIncomplete
}
