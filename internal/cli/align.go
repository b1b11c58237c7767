package cli

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/internal/render"
	"concord/pipeline"

	"github.com/urfave/cli/v2"
)

func (p *program) alignCommand() *cli.Command {
	return &cli.Command{
		Name:      "align",
		ArgsUsage: "FR EN",
		Usage:     p.of("montre ou exporte l’alignement de deux documents", "show or export the alignment of two documents"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "tsv", Usage: p.of("`FORMAT` : tsv, json, tmx ou xliff", "`FORMAT`: tsv, json, tmx or xliff")},
			&cli.StringFlag{Name: "segments", Value: "sentences", Usage: p.of("`UNITÉ` : sentences (phrases) ou lines (chaque ligne d’un texte est un segment)", "`UNIT`: sentences, or lines (each line of a text is a segment)")},
			&cli.StringSliceFlag{Name: "glossary", Aliases: []string{"g"}, Usage: p.of("`FICHIER` de glossaire, dont les termes servent d’indices (répétable)", "glossary `FILE`, whose terms serve as evidence (repeatable)")},
			p.alignmentFlag(),
			p.lexiconFlag(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: p.of("écrire dans ce `FICHIER` ; sans --format, son extension dit le format", "write to this `FILE`; without --format its extension says the format")},
			p.engineFlag(),
			&cli.BoolFlag{Name: "as-given", Usage: p.of("le premier fichier est français, le second anglais : ne pas chercher leur langue", "the first file is French and the second English: do not detect languages")},
		},
		Action: p.align,
	}
}

func (p *program) align(c *cli.Context) error {
	args, err := p.arguments(c, 2, 2)
	if err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	format := alignFormat(c)
	if !slices.Contains(render.AlignFormats, format) {
		return render.UnknownFormat(format, render.AlignFormats)
	}
	lines, err := p.lines(c)
	if err != nil {
		return err
	}
	t := newTerms(c.Context)
	names := cfg.Glossary
	if c.IsSet("glossary") {
		names = c.StringSlice("glossary")
	}
	matcher, err := t.loadCommon(names, cfg)
	if err != nil {
		return err
	}
	own, err := loadLexicon(c, cfg)
	if err != nil {
		return err
	}
	jobs := []pipeline.Job{{Paths: documents.Pair[string]{FR: args[0], EN: args[1]}, Terms: matcher}}
	if err := takeLinks(c, cfg, jobs); err != nil {
		return err
	}
	result := pipeline.Run(c.Context, jobs,
		pipeline.Options{Read: p.readerOf(c, cfg, lines), AsGiven: c.Bool("as-given") || lines, Linker: own.linker})
	pair := &result.Pairs[0]
	if pair.Err != nil {
		return pair.Err
	}
	p.warnPair(c, pair)
	if c.String("output") == "" {
		return render.Align(p.stdout, format, pair.Docs, pair.Alignment)
	}
	return writeWhole(c.String("output"), func(w io.Writer) error {
		return render.Align(w, format, pair.Docs, pair.Alignment)
	})
}

// alignFormat is --format, else what the extension of --output says, else tsv.
func alignFormat(c *cli.Context) string {
	if !c.IsSet("format") {
		switch strings.ToLower(filepath.Ext(c.String("output"))) {
		case ".json":
			return "json"
		case ".tmx":
			return "tmx"
		case ".xlf", ".xliff":
			return "xliff"
		}
	}
	return c.String("format")
}

// lines reads --segments.
func (p *program) lines(c *cli.Context) (bool, error) {
	switch s := c.String("segments"); s {
	case "lines":
		return true, nil
	case "sentences", "":
		return false, nil
	default:
		return false, unknownName(s, []string{"sentences", "lines"},
			"--segments : « %[1]s » n’est pas une unité", "--segments: %[1]q is not a unit")
	}
}
