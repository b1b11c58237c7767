package cli

import (
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/bitext"
	"concord/internal/config"
	"concord/pipeline"
	"concord/pipeline/links"

	"github.com/urfave/cli/v2"
)

func (p *program) alignmentFlag() cli.Flag {
	return &cli.StringFlag{Name: "alignment", Usage: p.of(
		"`FICHIER` d’alignement corrigé à la main (.tsv, .json, .tmx ou .xlf), qui l’emporte sur le programme",
		"alignment `FILE` that a person corrected (.tsv, .json, .tmx or .xlf), which wins over the program")}
}

// readLinks reads a corrected alignment.
func readLinks(name string) ([]links.Link, []byte, error) {
	data, err := readInput(name)
	if err != nil {
		return nil, nil, err
	}
	list, err := parseLinks(name, data)
	return list, data, err
}

func parseLinks(name string, data []byte) ([]links.Link, error) {
	rows, err := bitext.Links(name, data)
	if err != nil {
		return nil, err
	}
	list := make([]links.Link, len(rows))
	for i, r := range rows {
		list[i] = links.Link{Line: r.Line, Moved: r.Moved, Pair: documents.Pair[links.Side]{
			FR: links.Side{Text: r.FR, Numbers: r.Numbers.FR}, EN: links.Side{Text: r.EN, Numbers: r.Numbers.EN}}}
	}
	return list, nil
}

// takeLinks gives jobs their corrected alignments: that of --alignment, which
// is for one pair, else that of the job in the configuration.
func takeLinks(c *cli.Context, cfg *config.Config, jobs []pipeline.Job) error {
	given := c.String("alignment")
	if given != "" && len(jobs) > 1 {
		return documents.Problemf(documents.Misuse, "alignment-jobs",
			"--alignment vaut pour une seule paire ; pour plusieurs, donnez la clé alignment à chaque tâche (jobs) de concord.yaml",
			"--alignment is for one pair; for several, give each job of concord.yaml its key alignment")
	}
	for i := range jobs {
		file := given
		if job := cfg.Job(jobs[i].Name); file == "" && jobs[i].Name != "" && job != nil {
			file = job.Alignment
		}
		if file == "" {
			continue
		}
		var err error
		if jobs[i].Links, _, err = readLinks(file); err != nil {
			return err
		}
		jobs[i].LinksFrom = file
	}
	return nil
}

// alignmentFolder is where a version keeps the corrected alignment.
const alignmentFolder = "alignment/"

// A keptAlignment is a corrected alignment as a version keeps it.
type keptAlignment struct {
	path string // within the version; empty without one
	data []byte
	list []links.Link
}

// alignmentToKeep is the corrected alignment for a new version of a record:
// that of --alignment, else the one that the newest version keeps, unless
// --no-alignment leaves it.
func alignmentToKeep(c *cli.Context, place string, b archive.Blobs, record string) (keptAlignment, error) {
	var kept keptAlignment
	if file := c.String("alignment"); file != "" {
		if c.Bool("no-alignment") {
			return kept, documents.Problemf(documents.Misuse, "alignment-both",
				"--alignment et --no-alignment se contredisent ; gardez l’un des deux", "--alignment and --no-alignment contradict each other; keep one of them")
		}
		var err error
		kept.list, kept.data, err = readLinks(file)
		kept.path = alignmentFolder + filepath.Base(file)
		return kept, err
	}
	if c.Bool("no-alignment") {
		return kept, nil
	}
	store, err := archive.Open(c.Context, b)
	if err != nil {
		return kept, named(place, unlessAbsent(err))
	}
	v, err := store.Find(c.Context, record, archive.Selector{})
	if err != nil {
		return kept, named(place, unlessAbsent(err))
	}
	i := slices.IndexFunc(v.Files, func(f archive.Entry) bool {
		return strings.HasPrefix(f.Path, alignmentFolder) && path.Dir(f.Path)+"/" == alignmentFolder
	})
	if i < 0 {
		return kept, nil
	}
	kept.path = v.Files[i].Path
	r, err := store.Get(c.Context, record, archive.Selector{Number: v.Number}, kept.path)
	if err != nil {
		return kept, named(place, err)
	}
	defer r.Close()
	if kept.data, err = io.ReadAll(io.LimitReader(r, maxInput+1)); err != nil {
		return kept, named(place, err)
	}
	if len(kept.data) > maxInput {
		return kept, named(place, inputTooLarge(kept.path))
	}
	kept.list, err = parseLinks(kept.path, kept.data)
	return kept, named(place, err)
}

// unlessAbsent drops the error that says that there is no archive or record
// yet; what else it may be is told.
func unlessAbsent(err error) error {
	var p *documents.Problem
	if errors.As(err, &p) && (p.Code == "archive-none" || p.Code == "archive-no-record") {
		return nil
	}
	return err
}
