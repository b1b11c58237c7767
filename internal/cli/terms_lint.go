package cli

import (
	"fmt"
	"slices"

	"concord/documents"
	"concord/glossary"
	"concord/internal/config"
	"concord/internal/nearest"
	"concord/pipeline/check"
	"concord/pipeline/checks"

	"github.com/urfave/cli/v2"
)

func (p *program) failOnFlag() cli.Flag {
	return &cli.StringFlag{Name: "fail-on", Usage: p.of("`GRAVITÉ` à partir de laquelle le code de sortie est 1 : neutral, minor, major, critical", "`SEVERITY` from which the exit code is 1: neutral, minor, major, critical")}
}

func (p *program) termsLintCommand() *cli.Command {
	return &cli.Command{
		Name:      "lint",
		ArgsUsage: p.of("FICHIER...", "FILE..."),
		Usage:     p.of("relit des glossaires : doublons, contradictions, lacunes", "proofread glossaries: duplicates, contradictions, gaps"),
		Description: p.of(
			"Plusieurs fichiers sont relus comme un seul glossaire, dont le premier l’emporte. Les listes de faux amis et les textes de référence se reconnaissent à leur en-tête ; les faux amis sont comparés aux glossaires donnés avec eux. Le code de sortie est 1 si une remarque atteint --fail-on (major par défaut).",
			"Several files are read as one glossary, of which the first one wins. Lists of false friends and reference texts are told by their header; false friends are held against the glossaries given with them. The exit code is 1 when a remark reaches --fail-on (major by default)."),
		Flags:  []cli.Flag{p.jsonFlag(), p.failOnFlag()},
		Action: p.termsLint,
	}
}

// A lintRemark is a remark in JSON.
type lintRemark struct {
	Rule     string    `json:"rule"`
	Severity string    `json:"severity"`
	File     string    `json:"file"`
	Line     int       `json:"line"`
	Concept  string    `json:"concept"`
	Message  bothWords `json:"message"`
}

// bothWords is a message in JSON.
type bothWords struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

func (p *program) termsLint(c *cli.Context) error {
	args, err := p.arguments(c, 1, -1)
	if err != nil {
		return err
	}
	failOn, err := p.failOn(c, &config.Config{FailOn: check.Major})
	if err != nil {
		return err
	}
	glossaries, friends, others, err := p.lintLists(c, args)
	if err != nil {
		return err
	}
	t := newTerms(c.Context)
	var parts []*glossary.Glossary
	for _, name := range glossaries {
		g, err := t.read(name)
		if err != nil {
			return err
		}
		parts = append(parts, g)
	}
	// Concepts with one language are a remark of their own here.
	t.warnings = slices.DeleteFunc(t.warnings, func(w documents.Warning) bool { return w.Code == "glossary-one-sided" })
	p.warnTerms(c, t)
	remarks := []lintRemark{}
	reached := false
	merged := glossary.Merge(parts...)
	for _, r := range slices.Concat(glossary.Lint(merged), glossary.LintFriends(friends, merged), others) {
		severity := check.Minor
		if r.Major {
			severity = check.Major
		}
		reached = reached || severity >= failOn
		remarks = append(remarks, lintRemark{Rule: r.Rule, Severity: severity.String(), File: r.File, Line: r.Line,
			Concept: r.Concept, Message: bothWords(r.Message)})
	}
	if c.Bool("json") {
		err = p.printJSON(struct {
			Version int          `json:"version"`
			Remarks []lintRemark `json:"remarks"`
		}{1, remarks})
	} else {
		for _, r := range remarks {
			fmt.Fprintf(p.stdout, "%s:%d: %s %s %s\n", clean(r.File), r.Line, r.Severity, r.Rule, clean(documents.Pair[string](r.Message).Of(p.lang)))
		}
		if !c.Bool("quiet") {
			fmt.Fprintln(p.stderr, p.T("cli.remarks", "Count", len(remarks)))
		}
	}
	if err == nil && reached {
		return exitError(exitFindings)
	}
	return err
}

// termsCheckCommand is check with the checks of terminology alone.
func (p *program) termsCheckCommand() *cli.Command {
	whole := p.checkCommand()
	whole.Usage = p.of("vérifie la terminologie de deux documents, et elle seule", "check the terminology of two documents, and nothing else")
	whole.Description = p.of(
		"Comme concord check, avec les seules vérifications du groupe term ; il faut un glossaire.",
		"As concord check, with the checks of the group term alone; a glossary is needed.")
	whole.Action = p.termsCheck
	return whole
}

func (p *program) termsCheck(c *cli.Context) error {
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	jobs := slices.ContainsFunc(cfg.Jobs, func(j config.Job) bool { return len(j.Glossary) > 0 })
	if len(cfg.Glossary) == 0 && !c.IsSet("glossary") && !jobs {
		return documents.Problemf(documents.Misuse, "terms-glossary",
			"aucun glossaire n’est indiqué ; ajoutez --glossary FICHIER ou la clé glossary dans concord.yaml",
			"no glossary is named; add --glossary FILE, or the key glossary in concord.yaml")
	}
	var known, run []string
	for _, k := range checks.All() {
		if len(k.ID) < 5 || k.ID[:5] != "term/" {
			continue
		}
		known = append(known, k.ID)
		on := !k.Off || slices.Contains(cfg.Checks.Enable, k.ID) || slices.Contains(c.StringSlice("enable"), k.ID)
		off := slices.Contains(cfg.Checks.Disable, k.ID) || slices.Contains(c.StringSlice("disable"), k.ID)
		if on && !off {
			run = append(run, k.ID)
		}
	}
	for _, id := range c.StringSlice("only") {
		if !slices.Contains(known, id) {
			near, _ := nearest.Word(id, known)
			if near == "" {
				near = known[0]
			}
			return documents.Problemf(documents.Misuse, "unknown-check",
				"« %[1]s » n’est pas une vérification de terminologie ; vouliez-vous dire « %[2]s » ?",
				"%[1]q is not a check of terminology; did you mean %[2]q?", id, near)
		}
	}
	if !c.IsSet("only") {
		if len(run) == 0 {
			return onlyDisabled() // without --only, checks of other kinds would run
		}
		for _, id := range run {
			if err := c.Set("only", id); err != nil {
				return err
			}
		}
	}
	return p.check(c)
}
