package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/internal/config"
	"concord/pipeline/check"
	"concord/pipeline/check/cases"
	"concord/pipeline/checks"

	"github.com/urfave/cli/v2"
)

func (p *program) termsTestCommand() *cli.Command {
	return &cli.Command{
		Name:      "test",
		ArgsUsage: p.of("RÉPERTOIRE|CAS...", "FOLDER|CASE..."),
		Usage:     p.of("essaie des cas écrits : deux textes et ce qu’il faut y trouver", "try written cases: two texts and what is to be found in them"),
		Description: p.of(
			"Un cas est un fichier .txtar qu’un terminologue écrit ; docs/terms.fr.md en montre un. Sans réglage « check » dans le cas, les vérifications des groupes term et ref et sem/false-friend sont exécutées. Un cas sans glossaire prend celui de --glossary ou de concord.yaml. Le code de sortie est 1 si un cas échoue, 2 si un cas est illisible.",
			"A case is a .txtar file that a terminologist writes; docs/terms.md shows one. Without the setting \"check\" in the case, the checks of the groups term and ref and sem/false-friend run. A case without a glossary takes that of --glossary or concord.yaml. The exit code is 1 when a case fails, 2 when one cannot be read."),
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: "glossary", Aliases: []string{"g"}, Usage: p.of("`FICHIER` de glossaire (répétable, le premier l’emporte)", "glossary `FILE` (repeatable, the first one wins)")},
			&cli.StringSliceFlag{Name: "only", Usage: p.of("n’exécuter que cette vérification, par son `ID` (répétable)", "run only this check, by its `ID` (repeatable)")},
			p.lexiconFlag(),
			p.jsonFlag(),
		}, p.listFlags()...),
		Action: p.termsTest,
	}
}

// A caseResult is the outcome of one case, in JSON too.
type caseResult struct {
	File string `json:"file"`
	// Outcome is passed, failed or unreadable.
	Outcome string `json:"outcome"`
	Why     string `json:"why,omitempty"`
	// Diff has what was wanted and what was found, in the form of the file.
	Diff  string `json:"diff,omitempty"`
	Error string `json:"error,omitempty"`
}

func (p *program) termsTest(c *cli.Context) error {
	args, err := p.arguments(c, 1, -1)
	if err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	usual, err := p.usualPass(c, cfg)
	if err != nil {
		return err
	}
	for _, id := range c.StringSlice("only") {
		if _, err := findCheck(id); err != nil {
			return err
		}
	}
	files, err := caseFiles(args)
	if err != nil {
		return err
	}
	results := []caseResult{}
	failed, unread := 0, 0
	for _, file := range files {
		if c.Context.Err() != nil {
			return c.Context.Err()
		}
		r, err := p.tryCase(c, file, usual)
		if err != nil {
			return err
		}
		switch r.Outcome {
		case "failed":
			failed++
		case "unreadable":
			unread++
		}
		results = append(results, r)
	}
	if c.Bool("json") {
		if err := p.printJSON(struct {
			Version int          `json:"version"`
			Cases   []caseResult `json:"cases"`
		}{1, results}); err != nil {
			return err
		}
	} else {
		p.printCases(c, results, failed+unread)
	}
	switch {
	case unread > 0:
		return exitError(exitMisuse)
	case failed > 0:
		return exitError(exitFindings)
	}
	return nil
}

// usualPass holds what a case leaves open.
func (p *program) usualPass(c *cli.Context, cfg *config.Config) (check.Pass, error) {
	pass := check.Pass{Settings: check.Settings{Source: cfg.Source, Links: cfg.Links}}
	names := cfg.Glossary
	if c.IsSet("glossary") {
		names = c.StringSlice("glossary")
	}
	t := newTerms(c.Context)
	var err error
	if pass.Terms, err = t.loadCommon(names, cfg); err != nil {
		return pass, err
	}
	p.warnTerms(c, t)
	own, err := loadLexicon(c, cfg)
	if err != nil {
		return pass, err
	}
	pass.Linker = own.linker
	return pass, p.loadLists(c, cfg, &pass.Settings)
}

// maxCases bounds how many files of a folder are tried.
const maxCases = 100_000

// caseFiles lists the files of the arguments: themselves, or the *.txtar of a
// folder and those below it, in order.
func caseFiles(args []string) ([]string, error) {
	var files []string
	for _, name := range args {
		st, err := os.Stat(name)
		if err != nil || !st.IsDir() {
			files = append(files, name)
			continue
		}
		before := len(files)
		err = filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(path), ".txtar") && len(files) < maxCases {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, documents.Problemf(documents.Misuse, "file-folder", "%s : lecture impossible", "%s: cannot be read", name).Because(err)
		}
		if len(files) == before {
			return nil, documents.Problemf(documents.Misuse, "cases-none",
				"%s ne contient aucun cas (*.txtar) ; docs/terms.fr.md dit comment en écrire un",
				"%s holds no case (*.txtar); docs/terms.md says how to write one", name)
		}
	}
	return files, nil
}

// tryCase runs one case. What is wrong with the file is an outcome; an error
// ends the run.
func (p *program) tryCase(c *cli.Context, file string, usual check.Pass) (caseResult, error) {
	r := caseResult{File: file, Outcome: "passed"}
	data, err := readInput(file)
	var k *cases.Case
	if err == nil {
		k, err = cases.Parse(data)
	}
	var chosen []*check.Check
	if err == nil {
		r.Why = k.Why
		chosen, err = caseChecks(c, k)
	}
	if err == nil {
		r.Diff, err = k.Check(c.Context, chosen, usual)
	}
	var problem *documents.Problem
	switch {
	case errors.As(err, &problem):
		r.Outcome, r.Error = "unreadable", problem.In(p.lang)
	case err != nil:
		return r, err
	case r.Diff != "":
		r.Outcome = "failed"
	}
	return r, nil
}

// caseChecks are those that --only names, else those of the case, else the ones
// about words; what the case wants found is looked for in any case.
func caseChecks(c *cli.Context, k *cases.Case) ([]*check.Check, error) {
	names := k.Checks
	if c.IsSet("only") {
		names = c.StringSlice("only")
	}
	wanted := slices.Clone(names)
	for _, w := range k.Want {
		wanted = append(wanted, w.Rule)
	}
	for _, id := range wanted {
		if _, err := findCheck(id); err != nil {
			return nil, err
		}
	}
	var out []*check.Check
	for _, x := range checks.All() {
		group, _, _ := strings.Cut(x.ID, "/")
		usual := len(names) == 0 && !x.Off && (group == "term" || group == "ref" || x == checks.SemFalseFriend)
		if usual || slices.Contains(wanted, x.ID) {
			out = append(out, x)
		}
	}
	return out, nil
}

func (p *program) printCases(c *cli.Context, results []caseResult, failed int) {
	for _, r := range results {
		switch r.Outcome {
		case "failed":
			fmt.Fprintf(p.stdout, "%s: %s\n%s", clean(r.File), clean(r.Why), cleanLines(r.Diff))
		case "unreadable":
			fmt.Fprintf(p.stdout, "%s: %s\n", clean(r.File), clean(r.Error))
		}
	}
	if !c.Bool("quiet") {
		fmt.Fprintln(p.stderr, p.T("cli.cases", "Count", len(results), "Failed", failed))
	}
}

// cleanLines cleans each line of a text for the terminal.
func cleanLines(text string) string {
	var b strings.Builder
	for _, line := range strings.SplitAfter(text, "\n") {
		end := strings.HasSuffix(line, "\n")
		b.WriteString(clean(strings.TrimSuffix(line, "\n")))
		if end {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
