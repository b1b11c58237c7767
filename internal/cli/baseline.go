package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/user"
	"slices"
	"strings"
	"time"

	"concord/documents"
	"concord/internal/config"
	"concord/pipeline"
	"concord/pipeline/baseline"

	"github.com/urfave/cli/v2"
)

// defaultBaseline is looked for beside concord.yaml, else in the working
// folder.
const defaultBaseline = "concord.baseline.yaml"

func (p *program) baselineCommand() *cli.Command {
	file := &cli.StringFlag{Name: "baseline", Usage: p.of("`FICHIER` des constats acceptés (concord.baseline.yaml par défaut)", "`FILE` of accepted findings (default concord.baseline.yaml)")}
	return &cli.Command{
		Name:  "baseline",
		Usage: p.of("accepte des constats, avec une raison, et en tient la liste", "accept findings, with a reason, and keep their list"),
		Subcommands: []*cli.Command{
			{
				Name:      "accept",
				ArgsUsage: p.of("[FR EN | TÂCHE...]", "[FR EN | JOB...]"),
				Usage:     p.of("accepte des constats", "accept findings"),
				Flags: append(p.pairFlags(), file,
					&cli.StringSliceFlag{Name: "finding", Usage: p.of("`EMPREINTE` du constat, ou son début (répétable)", "`FINGERPRINT` of the finding, or its start (repeatable)")},
					&cli.StringFlag{Name: "rule", Usage: p.of("tous les constats de cette vérification, par son `ID`", "all findings of this check, by its `ID`")},
					&cli.BoolFlag{Name: "all", Usage: p.of("tous les constats", "all findings")},
					&cli.StringFlag{Name: "reason", Usage: p.of("`RAISON`, obligatoire", "`REASON`, required")},
					&cli.StringFlag{Name: "by", Usage: p.of("`NOM` de qui accepte (l’utilisateur par défaut)", "`NAME` of who accepts (default the user)")},
					&cli.StringFlag{Name: "expires", Usage: p.of("dernier `JOUR` où l’acceptation tient : 2027-03-31", "last `DAY` on which it holds: 2027-03-31")},
				),
				Action: p.baselineAccept,
			},
			{
				Name:   "list",
				Usage:  p.of("énumère les constats acceptés", "list the accepted findings"),
				Flags:  []cli.Flag{file},
				Action: p.baselineList,
			},
			{
				Name:      "prune",
				ArgsUsage: p.of("[FR EN | TÂCHE...]", "[FR EN | JOB...]"),
				Usage:     p.of("retire de la liste ce qui ne correspond plus à aucun constat", "remove what matches no finding any more"),
				Flags: append(p.pairFlags(), file,
					&cli.BoolFlag{Name: "expired", Usage: p.of("retirer aussi ce qui a expiré", "remove what has expired as well")}),
				Action: p.baselinePrune,
			},
		},
	}
}

// baselinePath is --baseline, else the configuration's, else the default.
func baselinePath(c *cli.Context, cfg *config.Config) string {
	if c.IsSet("baseline") {
		return c.String("baseline")
	}
	if cfg.Baseline != "" {
		return cfg.Baseline
	}
	return defaultBaseline
}

// loadBaseline reads the list; one that was not asked for may be absent.
func (p *program) loadBaseline(c *cli.Context, cfg *config.Config) (*baseline.File, error) {
	path := baselinePath(c, cfg)
	if _, err := os.Stat(path); os.IsNotExist(err) && !c.IsSet("baseline") {
		return &baseline.File{}, nil
	}
	data, err := readInput(path)
	if err != nil {
		return nil, err
	}
	return baseline.Load(bytes.NewReader(data), path)
}

func today() baseline.Date { return baseline.Day(time.Now()) }

// checkForBaseline runs the checks with the list as it is.
func (p *program) checkForBaseline(c *cli.Context) (*pipeline.Result, *baseline.File, string, error) {
	cfg, err := p.settings(c)
	if err != nil {
		return nil, nil, "", err
	}
	file := &baseline.File{}
	path := baselinePath(c, cfg)
	if _, err := os.Stat(path); err == nil {
		if file, err = p.loadBaseline(c, cfg); err != nil {
			return nil, nil, "", err
		}
	}
	run, err := p.prepare(c, cfg)
	if err != nil {
		return nil, nil, "", err
	}
	run.opts.Baseline, run.opts.Today = file.Entries, today()
	result, err := p.checkPairs(c, cfg, run)
	if err != nil {
		return nil, nil, "", err
	}
	if c.Context.Err() != nil {
		return nil, nil, "", context.Canceled
	}
	for i := range result.Pairs {
		if err := result.Pairs[i].Err; err != nil {
			return nil, nil, "", err
		}
	}
	return result, file, path, nil
}

func (p *program) baselineAccept(c *cli.Context) error {
	if !baseline.ValidReason(c.String("reason")) {
		return documents.Problemf(documents.Misuse, "baseline-reason",
			"il faut une raison d’au moins trois lettres pour accepter un constat ; ajoutez --reason « … »",
			"a finding is accepted with a reason of at least three letters; add --reason \"...\"")
	}
	if !c.Bool("all") && !c.IsSet("finding") && !c.IsSet("rule") {
		return documents.Problemf(documents.Misuse, "baseline-which",
			"quels constats ? ajoutez --finding EMPREINTE, --rule ID ou --all",
			"which findings? add --finding FINGERPRINT, --rule ID or --all")
	}
	if rule := c.String("rule"); rule != "" {
		if _, err := findCheck(rule); err != nil {
			return err
		}
	}
	var expires baseline.Date
	if s := c.String("expires"); s != "" {
		var ok bool
		if expires, ok = baseline.ParseDate(s); !ok {
			return documents.Problemf(documents.Misuse, "date",
				"--expires : « %s » n’est pas un jour ; écrivez 2027-03-31", "--expires: %q is not a day; write 2027-03-31", s)
		}
	}
	result, file, path, err := p.checkForBaseline(c)
	if err != nil {
		return err
	}
	matched := map[string]bool{}
	var added []baseline.Entry
	for i := range result.Pairs {
		pair := &result.Pairs[i]
		for _, f := range pair.Findings {
			if f.Accepted != nil || !p.selected(c, f, matched) {
				continue
			}
			e, err := baseline.NewEntry(f.Finding, pair.Docs, c.String("reason"), p.by(c), today(), expires)
			if err != nil {
				return err
			}
			added = append(added, e)
		}
	}
	for _, want := range c.StringSlice("finding") {
		if !matched[want] {
			return documents.Problemf(documents.Misuse, "baseline-finding",
				"aucun constat non accepté n’a l’empreinte « %s » ; concord check les montre",
				"no finding that is not accepted yet has the fingerprint %q; concord check shows them", want)
		}
	}
	if len(added) == 0 {
		fmt.Fprintln(p.stdout, p.of("rien à accepter", "nothing to accept"))
		return nil
	}
	file.Accept(added...)
	if err := writeWhole(path, func(w io.Writer) error { return file.Write(w) }); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, p.T("cli.accepted", "Count", len(added), "Path", path))
	return nil
}

// selected reports whether the flags ask for a finding, and notes which
// fingerprints were met.
func (p *program) selected(c *cli.Context, f pipeline.Found, matched map[string]bool) bool {
	hit := c.Bool("all") || (c.IsSet("rule") && f.Rule == c.String("rule"))
	for _, want := range c.StringSlice("finding") {
		// Eight characters of a hash are enough to name one of a few hundred
		// findings and short enough to type.
		if f.Fingerprint == want || (len(want) >= 8 && strings.HasPrefix(f.Fingerprint, want)) {
			matched[want] = true
			hit = true
		}
	}
	return hit
}

func (p *program) by(c *cli.Context) string {
	if c.String("by") != "" {
		return c.String("by")
	}
	if name := p.env("CONCORD_USER"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "?"
}

func (p *program) baselineList(c *cli.Context) error {
	if _, err := p.arguments(c, 0, 0); err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	file, err := p.loadBaseline(c, cfg)
	if err != nil {
		return err
	}
	tw := p.table()
	for _, e := range file.Entries {
		until := ""
		if e.Expires != "" {
			until = p.of(" → ", " to ") + string(e.Expires)
			if e.Expired(today()) {
				until += p.of(" (expiré)", " (expired)")
			}
		}
		words := slices.DeleteFunc([]string{e.FR, e.EN}, func(s string) bool { return s == "" })
		fmt.Fprintf(tw, "%s\t%s\t%s%s\t%s\t%s\n    %s\n", clean(e.Fingerprint), clean(e.Rule), e.Date, until,
			clean(e.By), clean(strings.Join(words, " | ")), clean(e.Reason))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if !c.Bool("quiet") {
		fmt.Fprintln(p.stderr, p.T("cli.entries", "Count", len(file.Entries)))
	}
	return nil
}

func (p *program) baselinePrune(c *cli.Context) error {
	result, file, path, err := p.checkForBaseline(c)
	if err != nil {
		return err
	}
	gone := result.Stale
	if c.Bool("expired") {
		gone = slices.Concat(gone, result.Expired)
	}
	n := file.Prune(gone...)
	if n > 0 {
		if err := writeWhole(path, func(w io.Writer) error { return file.Write(w) }); err != nil {
			return err
		}
	}
	if !c.Bool("quiet") {
		// With these lines an entry that should have stayed can be made again.
		for _, e := range gone {
			fmt.Fprintf(p.stdout, "- %s  %s  %s\n", clean(e.Fingerprint), clean(e.Rule), clean(e.Reason))
		}
	}
	fmt.Fprintln(p.stdout, p.T("cli.pruned", "Count", n, "Path", path, "Left", len(file.Entries)))
	return nil
}
