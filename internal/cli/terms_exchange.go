package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/internal/workbook"

	"github.com/urfave/cli/v2"
)

// termsFormats are the formats that a glossary is written in.
var termsFormats = []string{"csv", "tsv", "xlsx", "tbx", "tbx-dct", "tbx-2008"}

func (p *program) termsCommand() *cli.Command {
	return &cli.Command{
		Name:  "terms",
		Usage: p.of("lit, écrit et contrôle les glossaires", "read, write and examine glossaries"),
		Subcommands: []*cli.Command{
			p.termsImportCommand(),
			p.termsExportCommand(),
			p.termsLintCommand(),
			p.termsCheckCommand(),
			p.termsFindCommand(),
		},
	}
}

func (p *program) termsOutputFlag() cli.Flag {
	return &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: p.of("écrire dans ce `FICHIER`", "write to this `FILE`")}
}

func (p *program) termsImportCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		ArgsUsage: p.of("FICHIER...", "FILE..."),
		Usage:     p.of("fait d’un fichier terminologique un glossaire CSV", "make a CSV glossary of a terminology file"),
		Description: p.of(
			"Lit TBX (2008 et 2019), XLSX, CSV et TSV, avec des en-têtes français ou anglais, et les exportations d’IATE et de TERMIUM Plus. De plusieurs fichiers, le premier l’emporte.",
			"Reads TBX (2008 and 2019), XLSX, CSV and TSV, with French or English headers, and the exports of IATE and TERMIUM Plus. Of several files the first one wins."),
		Flags:  []cli.Flag{p.termsOutputFlag()},
		Action: func(c *cli.Context) error { return p.termsConvert(c, -1, "csv") },
	}
}

func (p *program) termsExportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		ArgsUsage: p.of("FICHIER", "FILE"),
		Usage:     p.of("écrit un glossaire dans un autre format", "write a glossary in another format"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: p.of(
				"`FORMAT` : "+strings.Join(termsFormats, ", ")+" ; sans lui, l’extension de --output dit le format",
				"`FORMAT`: "+strings.Join(termsFormats, ", ")+"; without it the extension of --output says the format")},
			p.termsOutputFlag(),
		},
		Action: func(c *cli.Context) error {
			format, err := termsFormat(c)
			if err != nil {
				return err
			}
			return p.termsConvert(c, 1, format)
		},
	}
}

// termsFormat is --format, else what the extension of --output says.
func termsFormat(c *cli.Context) (string, error) {
	format := c.String("format")
	if !c.IsSet("format") {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(c.String("output"))), ".")
	}
	for _, f := range termsFormats {
		if f == format {
			return format, nil
		}
	}
	if !c.IsSet("format") {
		return "", documents.Problemf(documents.Misuse, "terms-format",
			"--format dit comment écrire le glossaire : %[1]s", "--format says how to write the glossary: %[1]s", strings.Join(termsFormats, ", "))
	}
	return "", unknownName(format, termsFormats,
		"--format : « %[1]s » n’est pas un format de glossaire", "--format: %[1]q is not a format of glossaries")
}

// termsConvert reads glossaries, joins them and writes the result.
func (p *program) termsConvert(c *cli.Context, most int, format string) error {
	args, err := p.arguments(c, 1, most)
	if err != nil {
		return err
	}
	t := newTerms(c.Context)
	var parts []*glossary.Glossary
	for _, name := range args {
		g, err := t.read(name)
		if err != nil {
			return err
		}
		parts = append(parts, g)
	}
	g := glossary.Merge(parts...)
	if strings.HasPrefix(format, "tbx") {
		t.warnings = append(t.warnings, glossary.PrivateNotes(g, glossary.TBX(format))...)
	}
	p.warnTerms(c, t)
	if c.String("output") == "" {
		return writeTerms(p.stdout, g, format)
	}
	if err := writeWhole(c.String("output"), func(w io.Writer) error { return writeTerms(w, g, format) }); err != nil {
		return err
	}
	if !c.Bool("quiet") {
		n := 0
		for i := range g.Concepts {
			n += len(g.Concepts[i].Terms.FR) + len(g.Concepts[i].Terms.EN)
		}
		fmt.Fprintf(p.stderr, p.of("%s : %s, %s\n", "%s: %s, %s\n"), c.String("output"),
			p.T("cli.concepts", "Count", len(g.Concepts)), p.T("cli.terms", "Count", n))
	}
	return nil
}

func writeTerms(w io.Writer, g *glossary.Glossary, format string) error {
	switch format {
	case "csv":
		return glossary.WriteCSV(w, g, ',')
	case "tsv":
		return glossary.WriteCSV(w, g, '\t')
	case "xlsx":
		return workbook.Write(w, "glossary", glossary.Rows(g), []float64{24, 14, 6, 32, 11, 10, 10, 10, 10, 12, 20, 32, 48})
	}
	return glossary.WriteTBX(w, g, glossary.TBX(format))
}
