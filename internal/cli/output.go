package cli

import (
	"encoding/json"
	"errors"
	"text/tabwriter"

	"concord/documents"
	"concord/internal/printable"

	"github.com/urfave/cli/v2"
)

func (p *program) jsonFlag() cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: p.of("écrire en JSON", "write JSON")}
}

// printJSON writes one indented JSON value, without escaping < > &.
func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// table lays out columns on standard output.
func (p *program) table() *tabwriter.Writer {
	return tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
}

// clean makes text from outside safe to print on a terminal.
func clean(s string) string { return printable.Line(s) }

// asProblem is errors.As for a Problem.
func asProblem(err error, p **documents.Problem) bool { return errors.As(err, p) }
