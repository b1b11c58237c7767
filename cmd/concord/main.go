// Command concord keeps French and English documents saying the same thing.
// What it does is in internal/cli; this file knows signals and the exit code.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"concord/internal/cli"
	"concord/internal/docread"
	"concord/internal/workbook"
)

func main() {
	// The child that parses a document or a workbook is this same binary: it
	// must start before anything else costs time.
	if docread.IsChild() {
		os.Exit(docread.ChildMain())
	}
	if workbook.IsChild() {
		os.Exit(workbook.ChildMain())
	}
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second Ctrl-C ends the program at once, whatever it is waiting for.
	context.AfterFunc(ctx, stop)
	return cli.Main(ctx)
}
