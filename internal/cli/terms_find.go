package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/archive"
	"concord/glossary"
	"concord/internal/bitext"
	"concord/internal/config"
	"concord/pipeline"
	"concord/pipeline/concordance"
	"concord/pipeline/wordlink"

	"github.com/urfave/cli/v2"
)

func (p *program) termsFindCommand() *cli.Command {
	return &cli.Command{
		Name:      "find",
		ArgsUsage: p.of("TERME [FR EN... | TÂCHE... | DOSSIER...]", "TERM [FR EN... | JOB... | RECORD...]"),
		Usage:     p.of("montre où un terme se trouve et comment l’autre langue le dit", "show where a term stands and how the other language says it"),
		Description: p.of(
			"Cherche dans des paires de fichiers, dans les tâches de concord.yaml ou, avec --archive, dans la dernière version des dossiers archivés. Un terme du glossaire se trouve sous toutes ses formes ; pour un autre mot, l’équivalent est celui que la table de traduction donne pour probable.",
			"Looks in pairs of files, in the jobs of concord.yaml or, with --archive, in the newest version of archived records. A term of the glossary is found in all its forms; for another word the rendering is the one that the translation table holds likely."),
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "glossary", Aliases: []string{"g"}, Usage: p.of("`FICHIER` de glossaire (répétable, le premier l’emporte)", "glossary `FILE` (repeatable, the first one wins)")},
			&cli.StringFlag{Name: "in", Usage: p.of("langue du terme : `fr|en` (les deux par défaut)", "language of the term: `fr|en` (default both)")},
			&cli.IntFlag{Name: "limit", Value: 5, Usage: p.of("`NOMBRE` de passages montrés par équivalent ; 0 pour tous", "`NUMBER` of passages shown for each rendering; 0 for all")},
			p.jsonFlag(), p.archiveFlag(), p.engineFlag(), p.alignmentFlag(),
			&cli.BoolFlag{Name: "as-given", Usage: p.of("le premier fichier est français, le second anglais : ne pas chercher leur langue", "the first file is French and the second English: do not detect languages")},
		},
		Action: p.termsFind,
	}
}

// A searched is a pair of documents that a term is looked for in.
type searched struct {
	pipeline.PairResult
	terms  *glossary.Matcher
	record string // of the archive, with its version; empty for files
}

func (p *program) termsFind(c *cli.Context) error {
	args, err := p.arguments(c, 1, -1)
	if err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	lang := documents.Lang(c.String("in"))
	if lang != "" && lang != documents.FR && lang != documents.EN {
		return documents.Problemf(documents.Misuse, "in", "--in : « %s » n’est ni fr ni en", "--in: %q is neither fr nor en", lang)
	}
	if concordance.New(nil, args[0], lang) == nil {
		return documents.Problemf(documents.Misuse, "terms-find",
			"« %s » ne contient aucun mot à chercher", "%q holds no word to look for", args[0])
	}
	t := newTerms(c.Context)
	names := cfg.Glossary
	if c.IsSet("glossary") {
		names = c.StringSlice("glossary")
	}
	if t.common, err = t.loadCommon(names, cfg); err != nil {
		return err
	}
	var pairs []searched
	if c.IsSet("archive") {
		pairs, err = p.archivedPairs(c, t, args[1:])
	} else {
		pairs, err = p.pairsToSearch(c, cfg, t, args[1:], nil)
	}
	if err != nil {
		return err
	}
	p.warnTerms(c, t)
	var found []concordance.Occurrence
	failed := false
	for i := range pairs {
		if pairs[i].Err != nil {
			p.report(pairs[i].Err)
			failed = true
			continue
		}
		p.warnPair(c, &pairs[i].PairResult)
		for _, w := range pairs[i].AllWarnings() {
			failed = failed || incomplete(w.Warning)
		}
		found = append(found, concordance.New(pairs[i].terms, args[0], lang).Search(i, pairs[i].Docs, pairs[i].Alignment)...)
	}
	if c.Context.Err() != nil {
		return c.Context.Err()
	}
	groups := concordance.Grouped(found)
	if c.Bool("json") {
		err = p.printJSON(p.findJSON(args[0], pairs, groups))
	} else {
		p.printGroups(c, args[0], pairs, groups)
	}
	if err == nil && failed {
		return exitError(exitIncomplete)
	}
	return err
}

// pairsToSearch aligns the pairs of files on the command line, or the jobs of
// the configuration. linker is nil for the translation table in the binary.
func (p *program) pairsToSearch(c *cli.Context, cfg *config.Config, t *terms, args []string, linker *wordlink.Linker) ([]searched, error) {
	var jobs []pipeline.Job
	switch {
	case len(args) > 0 && cfg.Job(args[0]) == nil:
		if len(args)%2 != 0 {
			return nil, noSuchJob(c, cfg, args[len(args)-1])
		}
		for i := 0; i < len(args); i += 2 {
			jobs = append(jobs, pipeline.Job{Paths: documents.Pair[string]{FR: args[i], EN: args[i+1]}, Terms: t.common})
		}
	default:
		for _, j := range cfg.Jobs {
			if len(args) > 0 && !slices.Contains(args, j.Name) {
				continue
			}
			job := pipeline.Job{Name: j.Name, Paths: documents.Pair[string]{FR: j.FR, EN: j.EN}, Terms: t.common}
			if names, domains, own := j.Terms(cfg); own {
				var err error
				if job.Terms, err = t.load(names, domains); err != nil {
					return nil, err
				}
			}
			jobs = append(jobs, job)
		}
		for _, name := range args {
			if cfg.Job(name) == nil {
				return nil, noSuchJob(c, cfg, name)
			}
		}
	}
	if len(jobs) == 0 {
		return nil, documents.Problemf(documents.Misuse, "nothing-to-do",
			"rien où chercher : donnez un fichier français et un fichier anglais, des tâches (jobs) dans concord.yaml ou --archive",
			"nothing to search: give a French and an English file, jobs in concord.yaml, or --archive")
	}
	if err := takeLinks(c, cfg, jobs); err != nil {
		return nil, err
	}
	result := pipeline.Run(c.Context, jobs, pipeline.Options{Read: p.reader(c, cfg), AsGiven: c.Bool("as-given"), Linker: linker})
	pairs := make([]searched, len(jobs))
	for i := range jobs {
		pairs[i] = searched{PairResult: result.Pairs[i], terms: jobs[i].Terms}
	}
	if len(pairs) == 1 && pairs[0].Err != nil {
		return nil, pairs[0].Err
	}
	return pairs, nil
}

// archivedPairs reads the alignment that the newest version of each record
// keeps. A record without one was not read in full when it was put away.
func (p *program) archivedPairs(c *cli.Context, t *terms, records []string) ([]searched, error) {
	s, err := p.openArchive(c)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		list, err := s.List(c.Context)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			records = append(records, r.ID)
		}
	}
	var pairs []searched
	for _, record := range records {
		v, err := s.Find(c.Context, record, archive.Selector{})
		if err != nil {
			return nil, err
		}
		const kept = "align.tsv"
		pair := searched{terms: t.common, record: record + " v" + strconv.Itoa(v.Number)}
		if !slices.ContainsFunc(v.Files, func(f archive.Entry) bool { return f.Path == kept }) {
			pair.Err = documents.Problemf(documents.Unreadable, "terms-find-record",
				"dossier %s : cette version ne garde pas d’alignement ; il n’y est pas cherché",
				"record %s: this version keeps no alignment; it is not searched", pair.record)
			pairs = append(pairs, pair)
			continue
		}
		data, err := archivedFile(c, s, record, v.Number, kept)
		if err != nil {
			return nil, err
		}
		read, err := bitext.Read(kept, data)
		if err != nil {
			pair.Err = err
			pairs = append(pairs, pair)
			continue
		}
		rows := make([]pipeline.Row, len(read))
		for i, r := range read {
			rows[i] = pipeline.Row{ID: r.ID, FR: r.FR, EN: r.EN}
		}
		pair.PairResult = pipeline.RunBitext(c.Context, pair.record, rows, nil, pipeline.Options{}).Pairs[0]
		pairs = append(pairs, pair)
	}
	return pairs, nil
}

func archivedFile(c *cli.Context, s *archive.Store, record string, n int, path string) ([]byte, error) {
	r, err := s.Get(c.Context, record, archive.Selector{Number: n}, path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err == nil && len(data) > maxInput {
		err = inputTooLarge(path)
	}
	return data, err
}

// printGroups writes a concordance for people: each rendering with its count,
// and under it passages with both sides.
func (p *program) printGroups(c *cli.Context, term string, pairs []searched, groups []concordance.Group) {
	total := 0
	docs := map[int]bool{}
	for _, g := range groups {
		total += g.Count
		for _, o := range g.Occurrences {
			docs[o.Doc] = true
		}
	}
	fmt.Fprintf(p.stdout, "%s%s%s, %s\n", clean(term), p.of(" : ", ": "),
		p.T("cli.occurrences", "Count", total), p.T("cli.in-pairs", "Count", len(docs)))
	for _, g := range groups {
		name := clean(g.Rendering)
		switch g.Kind {
		case concordance.ByTable:
			name += p.of(" (probable)", " (likely)")
		case concordance.Other:
			name = p.of("(autrement)", "(otherwise)")
		case concordance.Nothing:
			name = p.of("(sans contrepartie)", "(no counterpart)")
		case concordance.ByTerm:
			if g.Status != glossary.Preferred {
				name += " (" + string(g.Status) + ")"
			}
		}
		fmt.Fprintf(p.stdout, "\n%s  %s\n", name, p.T("cli.times", "Count", g.Count))
		for i, o := range g.Occurrences {
			if most := c.Int("limit"); most > 0 && i == most {
				fmt.Fprintf(p.stdout, "  … %s\n", p.T("cli.more-passages", "Count", len(g.Occurrences)-i))
				break
			}
			for _, l := range []documents.Lang{o.Lang, o.Lang.Other()} {
				if place, text := pairs[o.Doc].passage(o, l); text != "" {
					fmt.Fprintf(p.stdout, "  %s  %s  %s\n", strings.ToUpper(string(l)), clean(place), clean(text))
				}
			}
		}
	}
}

// passage is the place and the text of one side of an occurrence: what is
// around the first mark, which stands between brackets.
func (s *searched) passage(o concordance.Occurrence, l documents.Lang) (place, text string) {
	segs := s.Alignment.Beads[o.Bead].Side(l)
	if len(segs) == 0 {
		return "", ""
	}
	doc := s.Docs.Of(l)
	seg := segs[0]
	marks := o.Spans.Of(l)
	if len(marks) > 0 {
		seg = marks[0].Seg
	}
	words := doc.Segments[seg].Text
	if len(marks) > 0 {
		m := marks[0]
		words = tail(words[:m.Start], 50) + "[" + words[m.Start:m.End] + "]" + head(words[m.End:], 50)
	} else {
		words = head(words, 110)
	}
	return s.place(doc, o.Bead, seg), words
}

func (s *searched) place(doc *documents.Document, bead, seg int) string {
	switch page := doc.Segments[seg].Page; {
	case s.record != "":
		return s.record + " #" + s.IDs[bead]
	case page > 0:
		return fmt.Sprintf("%s p. %d § %d", doc.Path, page, doc.Segments[seg].Block)
	default:
		return fmt.Sprintf("%s § %d", doc.Path, doc.Segments[seg].Block)
	}
}

func head(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

func tail(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return "…" + string(r[len(r)-most:])
}
