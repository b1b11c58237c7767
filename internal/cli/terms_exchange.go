package cli

import (
	"fmt"
	"io"
	"os"
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
			p.termsTestCommand(),
			p.termsCheckCommand(),
			p.termsFindCommand(),
			p.termsExtractCommand(),
		},
	}
}

func (p *program) termsOutputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: p.of(
			"écrire dans ce `FICHIER` ; sans lui ou avec -, sur la sortie standard", "write to this `FILE`; without it or with -, to standard output")},
		&cli.BoolFlag{Name: "force", Usage: p.of("remplacer le fichier s’il existe", "replace the file if it exists")},
	}
}

func (p *program) termsImportCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		ArgsUsage: p.of("FICHIER...", "FILE..."),
		Usage:     p.of("fait d’un fichier terminologique un glossaire CSV", "make a CSV glossary of a terminology file"),
		Description: p.of(
			"Lit TBX (2008 et 2019), le XML de MultiTerm, UTX, XLSX, CSV et TSV, avec des en-têtes français ou anglais, et les exportations d’IATE et de TERMIUM Plus ; - est l’entrée standard. De plusieurs fichiers, le premier l’emporte.",
			"Reads TBX (2008 and 2019), MultiTerm XML, UTX, XLSX, CSV and TSV, with French or English headers, and the exports of IATE and TERMIUM Plus; - is standard input. Of several files the first one wins."),
		Flags: append([]cli.Flag{&cli.StringFlag{Name: "columns", Usage: p.of(
			"nomme les `COLONNES` d’un tableau sans en-tête (OmegaT, Wordfast), par exemple en,fr,note", "name the `COLUMNS` of a table without a header (OmegaT, Wordfast), such as en,fr,note")}},
			p.termsOutputFlags()...),
		Action: func(c *cli.Context) error { return p.termsConvert(c, -1, "csv") },
	}
}

func (p *program) termsExportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		ArgsUsage: p.of("FICHIER", "FILE"),
		Usage:     p.of("écrit un glossaire dans un autre format", "write a glossary in another format"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: p.of(
				"`FORMAT` : "+strings.Join(termsFormats, ", ")+" ; sans lui, l’extension de --output dit le format",
				"`FORMAT`: "+strings.Join(termsFormats, ", ")+"; without it the extension of --output says the format")},
		}, p.termsOutputFlags()...),
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
	output := c.String("output")
	if output == "-" {
		output = ""
	}
	if err := p.mayWrite(output, format, c.Bool("force")); err != nil {
		return err
	}
	t := newTerms(c.Context)
	if c.String("columns") != "" {
		t.columns = strings.Split(c.String("columns"), ",")
	}
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
	if output == "" {
		return writeTerms(p.stdout, g, format)
	}
	if err := writeWhole(output, func(w io.Writer) error { return writeTerms(w, g, format) }); err != nil {
		return err
	}
	if !c.Bool("quiet") {
		n := 0
		for i := range g.Concepts {
			n += len(g.Concepts[i].Terms.FR) + len(g.Concepts[i].Terms.EN)
		}
		fmt.Fprintf(p.stderr, p.of("%s : %s, %s\n", "%s: %s, %s\n"), output,
			p.T("cli.concepts", "Count", len(g.Concepts)), p.T("cli.terms", "Count", n))
	}
	return nil
}

// mayWrite refuses to replace a glossary that somebody may have worked on, and
// to send a workbook to a terminal.
func (p *program) mayWrite(output, format string, force bool) error {
	if output == "" {
		if st, err := p.stdout.Stat(); err == nil && format == "xlsx" && st.Mode()&os.ModeCharDevice != 0 {
			return documents.Problemf(documents.Misuse, "terms-output",
				"un classeur ne s’affiche pas dans un terminal ; donnez un fichier avec --output", "a workbook cannot be shown in a terminal; name a file with --output")
		}
		return nil
	}
	if st, err := os.Stat(output); err == nil && st.Mode().IsRegular() && !force {
		return documents.Problemf(documents.Misuse, "terms-exists",
			"%s existe déjà ; choisissez un autre nom, ou --force pour remplacer", "%s exists already; choose another name, or --force to replace it", output)
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
