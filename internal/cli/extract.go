package cli

import (
	"context"
	"fmt"
	"slices"

	"concord/documents"
	"concord/internal/config"
	"concord/internal/docread"
	"concord/internal/engines"
	"concord/internal/render"
	"concord/pipeline"

	"github.com/urfave/cli/v2"
)

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		ArgsUsage: p.of("FICHIER...", "FILE..."),
		Usage:     p.of("montre ce que concord lit dans un fichier", "show what concord reads in a file"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "text", Usage: p.of("`FORMAT` : text, md, json ou svg (les pages, avec les blocs et leur ordre)", "`FORMAT`: text, md, json or svg (the pages, with the blocks and their order)")},
			&cli.StringFlag{Name: "segments", Value: "sentences", Usage: p.of("`UNITÉ` : sentences (phrases) ou lines (chaque ligne d’un texte est un segment)", "`UNIT`: sentences, or lines (each line of a text is a segment)")},
			p.engineFlag(),
			&cli.StringFlag{Name: "language", Usage: p.of("langue du document, si elle est mal reconnue : `fr|en`", "language of the document, if told wrongly: `fr|en`")},
		},
		Action: p.extract,
	}
}

func (p *program) extract(c *cli.Context) error {
	args, err := p.arguments(c, 1, -1)
	if err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	format := c.String("format")
	if !slices.Contains(render.ExtractFormats, format) {
		return render.UnknownFormat(format, render.ExtractFormats)
	}
	if format == "svg" && len(args) > 1 {
		return documents.Problemf(documents.Misuse, "svg-one-file",
			"--format svg dessine un seul fichier à la fois", "--format svg draws one file at a time")
	}
	lines, err := p.lines(c)
	if err != nil {
		return err
	}
	lang := documents.Lang(c.String("language"))
	if lang != "" && lang != documents.FR && lang != documents.EN {
		return documents.Problemf(documents.Misuse, "language", "--language : « %s » n’est ni fr ni en", "--language: %q is neither fr nor en", lang)
	}
	read := p.readerOf(c, cfg, lines)
	var failed []error
	short := false
	for _, path := range args {
		doc, err := read(c.Context, path, lang)
		if c.Context.Err() != nil {
			return context.Canceled
		}
		if err != nil {
			// A document that fails never stops the others.
			failed = append(failed, err)
			if len(args) > 1 {
				fmt.Fprintln(p.stderr, "concord:", documents.Explain(err, p.lang))
			}
			continue
		}
		for _, w := range doc.Warnings {
			short = short || incomplete(w)
		}
		if !c.Bool("quiet") {
			p.warnDocument(doc)
		}
		if err := render.Extract(p.stdout, format, doc); err != nil {
			return err
		}
	}
	switch {
	case len(args) == 1 && len(failed) == 1:
		return failed[0]
	case len(failed) > 0 || short:
		return exitError(exitIncomplete)
	}
	return nil
}

// reader is how the pipeline reads a file.
func (p *program) reader(c *cli.Context, cfg *config.Config) func(context.Context, string, documents.Lang) (*documents.Document, error) {
	return p.readerOf(c, cfg, false)
}

func (p *program) readerOf(c *cli.Context, cfg *config.Config, lines bool) func(context.Context, string, documents.Lang) (*documents.Document, error) {
	progress := p.progress(c)
	return func(ctx context.Context, path string, lang documents.Lang) (*documents.Document, error) {
		opts := docread.Options{Lang: lang, Lines: lines, Engine: engines.Choice(cfg.Engine), Limits: limits(cfg), Progress: progress.file(path)}
		defer progress.done(path)
		return docread.File(ctx, path, opts)
	}
}

// engineFlag chooses who reads PDF pages; settings puts it in the
// configuration.
func (p *program) engineFlag() cli.Flag {
	return &cli.StringFlag{Name: "engine", Usage: p.of("qui lit les pages des PDF : `MOTEUR` auto, native, pdfium ou ocr", "who reads the pages of PDFs: `ENGINE` auto, native, pdfium or ocr")}
}

// warnDocument tells a document's warnings on standard error.
func (p *program) warnDocument(doc *documents.Document) {
	for _, w := range doc.Warnings {
		place := clean(doc.Path)
		if w.Page > 0 {
			place = fmt.Sprintf("%s, p. %d", place, w.Page)
		}
		fmt.Fprintf(p.stderr, "concord: %s%s%s\n", place, p.of(" : ", ": "), clean(w.Message.Of(p.lang)))
	}
}

// warnPair tells the warnings of a pair and of its documents.
func (p *program) warnPair(c *cli.Context, pair *pipeline.PairResult) {
	if c.Bool("quiet") {
		return
	}
	for _, w := range pair.Warnings {
		p.warn(w.Message)
	}
	for _, doc := range []*documents.Document{pair.Docs.FR, pair.Docs.EN} {
		if doc != nil {
			p.warnDocument(doc)
		}
	}
}

// limits are those of the configuration; zero leaves a default as it is.
func limits(cfg *config.Config) docread.Limits {
	return docread.Limits{Time: cfg.Limits.Time, Memory: cfg.Limits.Memory, FileSize: cfg.Limits.FileSize, Pages: cfg.Limits.Pages}
}
