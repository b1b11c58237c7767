package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	checkdocs "concord/docs/checks"
	"concord/documents"
	"concord/internal/config"
	"concord/internal/render"
	"concord/pipeline"
	"concord/pipeline/check"
	"concord/pipeline/checks"

	"github.com/urfave/cli/v2"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		ArgsUsage: p.of("[FR EN | TÂCHE...]", "[FR EN | JOB...]"),
		Usage:     p.of("cherche les divergences entre deux documents", "find divergences between two documents"),
		Description: p.of(
			"Sans argument, vérifie toutes les tâches de concord.yaml. Le code de sortie est 1 si un constat atteint --fail-on.",
			"Without arguments, checks all jobs of concord.yaml. The exit code is 1 when a finding reaches --fail-on."),
		Flags: append(p.pairFlags(),
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: p.of("`FORMAT` : full, concise, json, sarif ou github", "`FORMAT`: full, concise, json, sarif or github")},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: p.of("écrire dans ce `FICHIER`", "write to this `FILE`")},
			&cli.StringFlag{Name: "fail-on", Usage: p.of("`GRAVITÉ` à partir de laquelle le code de sortie est 1 : neutral, minor, major, critical", "`SEVERITY` from which the exit code is 1: neutral, minor, major, critical")},
			&cli.StringFlag{Name: "baseline", Usage: p.of("`FICHIER` des constats acceptés", "`FILE` of accepted findings")},
			&cli.BoolFlag{Name: "accepted", Usage: p.of("montrer aussi les constats acceptés", "show accepted findings as well")},
			&cli.BoolFlag{Name: "scores", Usage: p.of("donner la divergence de chaque appariement (format json)", "give the divergence of every bead (format json)")},
			&cli.StringFlag{Name: "bitext", Usage: p.of("vérifier un `FICHIER` déjà aligné : .tsv, .json, .tmx ou .xlf", "check a `FILE` that is aligned already: .tsv, .json, .tmx or .xlf")},
			&cli.BoolFlag{Name: "no-color", Usage: p.of("sans couleur (comme NO_COLOR)", "no colour (as NO_COLOR)")},
		),
		Action: p.check,
	}
}

// pairFlags are those of every command that checks pairs.
func (p *program) pairFlags() []cli.Flag {
	return append(p.listFlags(),
		&cli.StringSliceFlag{Name: "glossary", Aliases: []string{"g"}, Usage: p.of("`FICHIER` de glossaire (répétable, le premier l’emporte)", "glossary `FILE` (repeatable, the first one wins)")},
		&cli.StringSliceFlag{Name: "domain", Usage: p.of("`DOMAINE` (colonne subject) auquel se limiter ; les concepts sans domaine restent (répétable)", "`DOMAIN` (column subject) to keep to; concepts without one stay (repeatable)")},
		&cli.StringFlag{Name: "source", Usage: p.of("langue de rédaction : `fr|en`", "language the text was written in: `fr|en`")},
		&cli.StringSliceFlag{Name: "only", Usage: p.of("n’exécuter que cette vérification, par son `ID` (répétable)", "run only this check, by its `ID` (repeatable)")},
		&cli.StringSliceFlag{Name: "enable", Usage: p.of("exécuter aussi cette vérification, par son `ID`", "run this check as well, by its `ID`")},
		&cli.StringSliceFlag{Name: "disable", Usage: p.of("ne pas exécuter cette vérification, par son `ID`", "do not run this check, by its `ID`")},
		p.alignmentFlag(),
		p.lexiconFlag(),
		p.engineFlag(),
		&cli.BoolFlag{Name: "as-given", Usage: p.of("le premier fichier est français, le second anglais : ne pas chercher leur langue", "the first file is French and the second English: do not detect languages")},
	)
}

func (p *program) check(c *cli.Context) error {
	start := time.Now()
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	run, err := p.prepare(c, cfg)
	if err != nil {
		return err
	}
	failOn, err := p.failOn(c, cfg)
	if err != nil {
		return err
	}
	format, err := p.checkFormat(c)
	if err != nil {
		return err
	}
	base, err := p.loadBaseline(c, cfg)
	if err != nil {
		return err
	}
	run.opts.Baseline, run.opts.Today = base.Entries, today()
	run.opts.Scores = c.Bool("scores")

	var result *pipeline.Result
	if file := c.String("bitext"); file != "" {
		result, err = p.checkBitext(c, run, file)
	} else {
		result, err = p.checkPairs(c, cfg, run)
	}
	if err != nil {
		return err
	}
	result.Glossaries = run.glossaries
	total := len(result.Pairs)
	result.Pairs = slices.DeleteFunc(result.Pairs, unfinished)
	if len(result.Pairs) == 0 && c.Context.Err() != nil && !machine(format) {
		fmt.Fprintln(p.stderr, "concord:", p.T("cli.interrupted", "Count", 0, "Total", total))
		return context.Canceled
	}
	if total == 1 && len(result.Pairs) == 1 && result.Pairs[0].Err != nil && !machine(format) {
		// Nothing was checked: an account of it would only hide the reason.
		return result.Pairs[0].Err
	}
	screen := render.Look(p.stdout, p.env)
	ropts := render.Options{
		Lang: p.lang, Width: screen.Width, Color: screen.Color && !c.Bool("no-color"), Accepted: c.Bool("accepted"),
		Elapsed: time.Since(start), Version: version, Checks: run.opts.Checks,
		Explain: checkdocs.Page, Source: sourceText,
	}
	if err := p.writeResult(c, format, result, ropts); err != nil {
		return err
	}
	if c.Context.Err() != nil {
		fmt.Fprintln(p.stderr, "concord:", p.T("cli.interrupted", "Count", len(result.Pairs), "Total", total))
		return context.Canceled
	}
	return p.verdict(c, result, failOn)
}

// unfinished reports whether a pair was cut short by Ctrl-C.
func unfinished(pair pipeline.PairResult) bool { return errors.Is(pair.Err, context.Canceled) }

// machine reports whether a format is read by programs, which want an answer
// of the same shape whatever happened.
func machine(format string) bool { return format == "json" || format == "sarif" }

// writeResult writes to standard output or to the file of --output.
func (p *program) writeResult(c *cli.Context, format string, result *pipeline.Result, ropts render.Options) error {
	var notes io.Writer
	if !c.Bool("quiet") {
		notes = p.stderr
	}
	if c.String("output") == "" {
		return render.Check(p.stdout, notes, format, result, ropts)
	}
	ropts.Color = false
	return writeWhole(c.String("output"), func(w io.Writer) error {
		return render.Check(w, notes, format, result, ropts)
	})
}

// verdict turns a result into the command's error: the exit code follows from
// adr/0006. The account that was written has told each pair's error already,
// unless --quiet left it out.
func (p *program) verdict(c *cli.Context, result *pipeline.Result, failOn check.Severity) error {
	var failed []error
	for i := range result.Pairs {
		if err := result.Pairs[i].Err; err != nil {
			failed = append(failed, err)
			if c.Bool("quiet") {
				p.report(err)
			}
		}
	}
	switch {
	case len(failed) == 1 && len(result.Pairs) == 1:
		return exitError(exitCode(failed[0]))
	case len(failed) > 0, unread(result):
		return exitError(exitIncomplete)
	case result.Summary().AtLeast(failOn) > 0:
		return exitError(exitFindings)
	}
	return nil
}

// unread reports whether part of a document was not read.
func unread(result *pipeline.Result) bool {
	for i := range result.Pairs {
		for _, w := range result.Pairs[i].AllWarnings() {
			if incomplete(w.Warning) {
				return true
			}
		}
	}
	return false
}

// incomplete reports whether a warning says that something was not read.
func incomplete(w documents.Warning) bool {
	return slices.Contains([]string{"page-unreadable", "page-without-text", "page-partly-read", "page-too-large", "pages-left-out", "part-missing", "mail-partly-read"}, w.Code)
}

// A prepared holds what all pairs of a run share.
type prepared struct {
	opts       pipeline.Options
	glossaries []pipeline.GlossaryRef
	terms      *terms
	own        ownLexicon
}

// prepare loads glossaries and chooses checks, from flags and configuration.
func (p *program) prepare(c *cli.Context, cfg *config.Config) (*prepared, error) {
	chosen, err := chooseChecks(c, cfg)
	if err != nil {
		return nil, err
	}
	source := cfg.Source
	if c.IsSet("source") {
		source = documents.Lang(c.String("source"))
		if source != documents.FR && source != documents.EN {
			return nil, documents.Problemf(documents.Misuse, "source",
				"--source : « %s » n’est ni fr ni en", "--source: %q is neither fr nor en", source)
		}
	}
	names := cfg.Glossary
	if c.IsSet("glossary") {
		names = c.StringSlice("glossary")
	}
	t := newTerms(c.Context)
	if c.IsSet("domain") {
		cfg.Domains = c.StringSlice("domain")
		cfg.SetByFlag("domains", "domain")
	}
	matcher, err := t.loadCommon(names, cfg)
	if err != nil {
		return nil, err
	}
	own, err := loadLexicon(c, cfg)
	if err != nil {
		return nil, err
	}
	run := &prepared{terms: t, own: own, opts: pipeline.Options{
		Linker:   own.linker,
		Read:     p.reader(c, cfg),
		Checks:   chosen,
		Severity: cfg.Checks.Severity,
		Settings: check.Settings{Source: source, Links: cfg.Links},
		AsGiven:  c.Bool("as-given"),
	}}
	if err := p.loadLists(c, cfg, &run.opts.Settings); err != nil {
		return nil, err
	}
	t.common = matcher
	p.warnTerms(c, t)
	run.glossaries = t.refs
	return run, nil
}

// warnTerms tells the warnings of the glossaries that were loaded since it was
// called last.
func (p *program) warnTerms(c *cli.Context, t *terms) {
	if !c.Bool("quiet") {
		for _, w := range t.warnings {
			p.warn(w.Message)
		}
	}
	t.warnings = nil
}

// checkPairs runs the pair on the command line, or jobs of the configuration.
func (p *program) checkPairs(c *cli.Context, cfg *config.Config, run *prepared) (*pipeline.Result, error) {
	jobs, part, err := p.jobs(c, cfg, run.terms)
	if err != nil {
		return nil, err
	}
	if err := takeLinks(c, cfg, jobs); err != nil {
		return nil, err
	}
	run.opts.Part = part
	run.glossaries = run.terms.refs
	p.warnTerms(c, run.terms)
	return pipeline.Run(c.Context, jobs, run.opts), nil
}

// jobs makes the jobs of the command line: two files, names of jobs in the
// configuration, or nothing for all of those. part is true when the
// configuration has jobs that are not among them.
func (p *program) jobs(c *cli.Context, cfg *config.Config, t *terms) (jobs []pipeline.Job, part bool, err error) {
	args := c.Args().Slice()
	if len(args) == 2 && cfg.Job(args[0]) == nil {
		if args[0] == args[1] {
			return nil, false, documents.Problemf(documents.Misuse, "same-file",
				"%[1]s est donné deux fois ; donnez le document français et le document anglais",
				"%[1]s is given twice; give the French document and the English one", args[0])
		}
		return []pipeline.Job{{Paths: documents.Pair[string]{FR: args[0], EN: args[1]}, Terms: t.common}}, len(cfg.Jobs) > 0, nil
	}
	if len(args) > 2 && cfg.Job(args[0]) == nil {
		if _, err := os.Stat(args[0]); err == nil {
			return nil, false, documents.Problemf(documents.Misuse, "arguments",
				"%[1]d fichiers sont donnés ; donnez un document français et un document anglais, ou des tâches (jobs) dans concord.yaml",
				"%[1]d files are given; give a French document and an English one, or jobs in concord.yaml", len(args))
		}
	}
	wanted := cfg.Jobs
	if len(args) > 0 {
		wanted = nil
		for _, name := range args {
			job := cfg.Job(name)
			if job == nil {
				return nil, false, noSuchJob(c, cfg, name)
			}
			wanted = append(wanted, *job)
		}
	}
	if len(wanted) == 0 {
		return nil, false, documents.Problemf(documents.Misuse, "nothing-to-do",
			"rien à faire : donnez un fichier français et un fichier anglais, ou des tâches (jobs) dans concord.yaml",
			"nothing to do: give a French and an English file, or jobs in concord.yaml")
	}
	for _, j := range wanted {
		job := pipeline.Job{Name: j.Name, Paths: documents.Pair[string]{FR: j.FR, EN: j.EN}, Terms: t.common}
		if names, domains, own := j.Terms(cfg); own {
			if job.Terms, err = t.load(names, domains); err != nil {
				return nil, false, err
			}
		}
		jobs = append(jobs, job)
	}
	return jobs, len(wanted) < len(cfg.Jobs), nil
}

func noSuchJob(c *cli.Context, cfg *config.Config, name string) error {
	if _, err := os.Stat(name); err == nil {
		return documents.Problemf(documents.Misuse, "one-file",
			"%s est un fichier seul ; donnez le document français et le document anglais",
			"%s is one file alone; give the French document and the English one", name)
	}
	if len(cfg.Jobs) == 0 {
		return documents.Problemf(documents.Misuse, "file-missing",
			"« %s » n’est pas un fichier, et aucune tâche (jobs) n’est définie dans concord.yaml", "%q is no file, and concord.yaml has no jobs", name)
	}
	return unknownName(name, cfg.JobNames(),
		"« %[1]s » n’est ni un fichier ni une tâche de concord.yaml", "%[1]q is neither a file nor a job of concord.yaml")
}

// chooseChecks applies --only, --enable and --disable, and the configuration.
func chooseChecks(c *cli.Context, cfg *config.Config) ([]*check.Check, error) {
	sets := map[string][]string{"only": c.StringSlice("only"),
		"enable":  slices.Concat(cfg.Checks.Enable, c.StringSlice("enable")),
		"disable": slices.Concat(cfg.Checks.Disable, c.StringSlice("disable"))}
	for _, name := range []string{"only", "enable", "disable"} {
		for _, id := range sets[name] {
			if _, err := findCheck(id); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(cfg.Checks.Severity)) {
		if _, err := findCheck(id); err != nil {
			return nil, err
		}
	}
	var chosen []*check.Check
	for _, k := range checks.All() {
		on := !k.Off || slices.Contains(sets["enable"], k.ID)
		on = on && !slices.Contains(sets["disable"], k.ID)
		// What the command line asks for wins over the configuration, and
		// --disable over --only and --enable.
		if slices.Contains(c.StringSlice("enable"), k.ID) {
			on = true
		}
		if len(sets["only"]) > 0 {
			on = slices.Contains(sets["only"], k.ID)
		}
		if on && !slices.Contains(c.StringSlice("disable"), k.ID) {
			chosen = append(chosen, k)
		}
	}
	if len(chosen) == 0 && c.IsSet("only") {
		return nil, onlyDisabled()
	}
	return chosen, nil
}

func onlyDisabled() error {
	return documents.Problemf(documents.Misuse, "no-check",
		"aucune vérification à exécuter : --disable écarte toutes celles qui sont choisies ; retirez-en une",
		"no check to run: --disable leaves out all that are chosen; take one off it")
}

func (p *program) failOn(c *cli.Context, cfg *config.Config) (check.Severity, error) {
	if !c.IsSet("fail-on") {
		return cfg.FailOn, nil
	}
	s, ok := check.ParseSeverity(c.String("fail-on"))
	if !ok {
		return 0, unknownName(c.String("fail-on"), []string{"neutral", "minor", "major", "critical"},
			"--fail-on : « %[1]s » n’est pas une gravité", "--fail-on: %[1]q is not a severity")
	}
	return s, nil
}

// checkFormat is --format, else full on a terminal and concise elsewhere.
func (p *program) checkFormat(c *cli.Context) (string, error) {
	format := c.String("format")
	switch {
	case format == "" && c.String("output") == "" && render.Look(p.stdout, p.env).Is:
		return "full", nil
	case format == "":
		return "concise", nil
	case !slices.Contains(render.CheckFormats, format):
		return "", render.UnknownFormat(format, render.CheckFormats)
	}
	return format, nil
}
