package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/render"
	"concord/pipeline"

	"github.com/urfave/cli/v2"
)

func (p *program) archivePutCommand() *cli.Command {
	return &cli.Command{
		Name:      "put",
		ArgsUsage: p.of("DOSSIER FR EN", "RECORD FR EN"),
		Usage:     p.of("archive une version d’une paire de documents", "put away a version of a pair of documents"),
		Description: p.of(
			"La version contient les deux fichiers, ce que concord y a lu, l’alignement, les constats et les glossaires. Une paire inchangée ne fait pas de nouvelle version.",
			"The version holds the two files, what concord read in them, the alignment, the findings and the glossaries. An unchanged pair makes no new version."),
		Flags: append(p.pairFlags(), p.archiveFlag(), p.jsonFlag(),
			&cli.StringFlag{Name: "message", Aliases: []string{"m"}, Usage: p.of("`RAISON` de cette version", "`REASON` for this version")},
			&cli.StringFlag{Name: "user", Usage: p.of("`NOM` de qui archive", "`NAME` of who puts it away")},
			&cli.StringFlag{Name: "address", Usage: p.of("`ADRESSE` de qui archive : courriel ou URI", "`ADDRESS` of who puts it away: e-mail or URI")},
			&cli.StringFlag{Name: "tx", Usage: p.of("`IDENTITÉ` de ce dépôt : le même dépôt refait ne publie qu’une fois", "`IDENTITY` of this put: the same put again publishes once")},
			&cli.BoolFlag{Name: "no-alignment", Usage: p.of("ne pas reprendre l’alignement corrigé de la version précédente", "do not take over the corrected alignment of the version before")},
			&cli.StringFlag{Name: "baseline", Usage: p.of("`FICHIER` des constats acceptés", "`FILE` of accepted findings")},
		),
		Action: p.archivePut,
	}
}

func (p *program) archivePut(c *cli.Context) error {
	args, err := p.arguments(c, 3, 3)
	if err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	place, err := p.archivePlace(c, cfg)
	if err != nil {
		return err
	}
	b, err := blobs(place)
	if err != nil {
		return err
	}
	paths := documents.Pair[string]{FR: args[1], EN: args[2]}
	if paths.FR == paths.EN {
		return documents.Problemf(documents.Misuse, "same-file",
			"%[1]s est donné deux fois ; donnez le document français et le document anglais",
			"%[1]s is given twice; give the French document and the English one", paths.FR)
	}
	run, err := p.prepare(c, cfg)
	if err != nil {
		return err
	}
	base, err := p.loadBaseline(c, cfg)
	if err != nil {
		return err
	}
	kept, err := alignmentToKeep(c, place, b, args[0])
	if err != nil {
		return err
	}
	run.opts.Baseline, run.opts.Today, run.opts.Part = base.Entries, today(), true
	result := pipeline.Run(c.Context, []pipeline.Job{{Paths: paths, Terms: run.terms.common, Links: kept.list, LinksFrom: kept.path}}, run.opts)
	pair := &result.Pairs[0]
	if c.Context.Err() != nil {
		return context.Canceled
	}
	// A document that concord cannot read is archived all the same: what
	// cannot be replaced is the original. Wrong use is not.
	if pair.Err != nil && exitCode(pair.Err) != exitIncomplete {
		return pair.Err
	}
	p.warnPair(c, pair)
	// Which file was named first is not part of the version: the same documents
	// make the same one.
	pair.Warnings = slices.DeleteFunc(pair.Warnings, func(w documents.Warning) bool { return w.Code == "languages-swapped" })
	files, err := p.versionFiles(run, result, args[0], kept)
	if err != nil {
		return err
	}
	store, err := archive.OpenOrCreate(c.Context, b)
	if err != nil {
		return named(place, err)
	}
	receipt, err := store.Put(c.Context, archive.Submission{
		Record: args[0], Files: files, Message: c.String("message"), Tx: c.String("tx"),
		User: author(c, p.env),
	})
	if err != nil {
		return named(place, err)
	}
	for _, w := range receipt.Warnings {
		p.warn(w.Message)
	}
	if err := p.printReceipt(c, args[0], place, receipt, result); err != nil {
		return err
	}
	if pair.Err != nil {
		fmt.Fprintln(p.stderr, "concord:", documents.Explain(pair.Err, p.lang))
		return exitError(exitIncomplete)
	}
	if unread(result) {
		return exitError(exitIncomplete)
	}
	return nil
}

func (p *program) printReceipt(c *cli.Context, record, place string, r archive.Receipt, result *pipeline.Result) error {
	if c.Bool("json") {
		return p.printJSON(struct {
			Record  string `json:"record"`
			Version int    `json:"version"`
			Outcome string `json:"outcome"`
			Created string `json:"created"`
		}{record, r.Version.Number, string(r.Outcome), r.Version.Created.UTC().Format("2006-01-02T15:04:05Z07:00")})
	}
	what := map[archive.Outcome]string{
		archive.Published: p.of("archivée", "archived"),
		archive.Unchanged: p.of("inchangée, rien de publié", "unchanged, nothing published"),
		archive.Already:   p.of("déjà archivée par ce dépôt", "archived by this put already"),
	}[r.Outcome]
	sum := result.Summary()
	fmt.Fprintf(p.stdout, p.of("%s v%d %s (%s) : %s, %s\n", "%s v%d %s (%s): %s, %s\n"),
		clean(record), r.Version.Number, what, clean(place),
		p.T("cli.files", "Count", len(r.Version.Files)), p.T("cli.findings", "Count", sum.Total()))
	return nil
}

// versionFiles gathers what a version holds. Paths in it are those within the
// version, so that the same documents make the same version wherever they lay.
func (p *program) versionFiles(run *prepared, result *pipeline.Result, record string, kept keptAlignment) ([]archive.File, error) {
	pair := result.Pairs[0] // a copy: its paths become those in the version
	var files []archive.File
	meta := metadata{Record: record, Concord: version, Source: string(run.opts.Settings.Source)}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		path := pair.Path(l)
		logical := string(l) + "/" + filepath.Base(path)
		if _, err := os.Stat(path); err != nil {
			return nil, documents.Problemf(documents.Misuse, "file-missing",
				"%s n’existe pas ; vérifiez le nom et le répertoire", "%s does not exist; check the name and the folder", path)
		}
		files = append(files, archive.File{Path: logical, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
		*pair.Paths.Side(l) = logical
		if doc := pair.Docs.Of(l); doc != nil {
			moved := *doc
			moved.Path = logical
			*pair.Docs.Side(l) = &moved
			var out bytes.Buffer
			if err := render.Extract(&out, "json", &moved); err != nil {
				return nil, err
			}
			files = append(files, archive.Data("extract/"+string(l)+".json", out.Bytes()))
		}
	}
	if pair.Alignment != nil {
		var out bytes.Buffer
		if err := render.Align(&out, "tsv", pair.Docs, pair.Alignment); err != nil {
			return nil, err
		}
		files = append(files, archive.Data("align.tsv", out.Bytes()))
	}
	if kept.path != "" {
		files = append(files, archive.Data(kept.path, kept.data))
		meta.Alignment = kept.path
	}
	alone := *result
	alone.Pairs = []pipeline.PairResult{pair}
	var out bytes.Buffer
	if err := render.Check(&out, nil, "json", &alone, render.Options{Lang: documents.EN}); err != nil {
		return nil, err
	}
	files = append(files, archive.Data("findings.json", out.Bytes()))
	for i, ref := range run.terms.refs {
		logical := fmt.Sprintf("glossary/%d-%s", i+1, filepath.Base(ref.Path))
		meta.Glossaries = append(meta.Glossaries, glossaryMeta{logical, ref.SHA256})
		files = append(files, archive.Data(logical, run.terms.data[ref.Path]))
	}
	if own := run.own; own.path != "" {
		logical := lexiconFolder + filepath.Base(own.path)
		meta.Lexicon = &lexiconMeta{logical, own.sha256}
		files = append(files, archive.Data(logical, own.data))
	}
	for _, k := range run.opts.Checks {
		meta.Checks = append(meta.Checks, k.ID)
	}
	data, err := json.MarshalIndent(meta, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(files, archive.Data("concord.json", append(data, '\n'))), nil
}

// metadata says how a version was checked, so that the check can be repeated.
// It has no date: the version has one, and the same check must give the same
// bytes.
type metadata struct {
	Record     string         `json:"record"`
	Concord    string         `json:"concord"`
	Source     string         `json:"source"`
	Checks     []string       `json:"checks"`
	Glossaries []glossaryMeta `json:"glossaries"`
	// Alignment is the corrected alignment's path within the version.
	Alignment string `json:"alignment,omitempty"`
	// Lexicon is the user's own translation table; absent without one.
	Lexicon *lexiconMeta `json:"lexicon,omitempty"`
}

type lexiconMeta struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

type glossaryMeta struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}
