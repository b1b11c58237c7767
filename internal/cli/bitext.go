package cli

import (
	"os"

	"concord/documents"
	"concord/documents/extract"
	"concord/internal/bitext"
	"concord/pipeline"

	"github.com/urfave/cli/v2"
)

// checkBitext checks a file of text that is aligned already.
func (p *program) checkBitext(c *cli.Context, run *prepared, file string) (*pipeline.Result, error) {
	if c.NArg() > 0 {
		return nil, documents.Problemf(documents.Misuse, "bitext-arguments",
			"--bitext remplace les deux documents ; retirez « %s »",
			"--bitext takes the place of the two documents; leave out %q", c.Args().First())
	}
	if c.String("alignment") != "" {
		return nil, documents.Problemf(documents.Misuse, "bitext-alignment",
			"--bitext est aligné déjà ; retirez --alignment", "--bitext is aligned already; leave out --alignment")
	}
	data, err := readInput(file)
	if err != nil {
		return nil, err
	}
	read, err := bitext.Read(file, data)
	if err != nil {
		return nil, err
	}
	rows := make([]pipeline.Row, len(read))
	for i, r := range read {
		rows[i] = pipeline.Row{ID: r.ID, FR: r.FR, EN: r.EN}
	}
	run.opts.Part = true
	return pipeline.RunBitext(c.Context, file, rows, run.terms.common, run.opts), nil
}

// sourceText gives the decoded text of a text, Markdown or HTML file, so that
// places in it can be told as lines and columns.
func sourceText(path string) (string, bool) {
	st, err := os.Stat(path)
	if err != nil || !st.Mode().IsRegular() || st.Size() > extract.MaxText {
		return "", false
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", false
	}
	return extract.SourceText(path, data)
}
