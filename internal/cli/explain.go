package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	checkdocs "concord/docs/checks"
	"concord/documents"
	"concord/internal/nearest"
	"concord/pipeline/check"
	"concord/pipeline/checks"

	"github.com/urfave/cli/v2"
)

func (p *program) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		ArgsUsage: "[ID]",
		Usage:     p.of("dit ce qu’une vérification cherche, avec des exemples", "say what a check looks for, with examples"),
		Action:    p.explain,
	}
}

func (p *program) explain(c *cli.Context) error {
	args, err := p.arguments(c, 0, 1)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return p.listChecks()
	}
	k, err := findCheck(args[0])
	if err != nil {
		return err
	}
	page, ok := checkdocs.Page(k.ID, p.lang)
	if !ok {
		page = k.Title.Of(p.lang) + "\n"
	}
	fmt.Fprintln(p.stdout, strings.TrimRight(page, "\n"))
	fmt.Fprintf(p.stdout, "\nMQM %s · %s%s\n", k.MQM, k.Severity, p.offNote(k))
	return nil
}

func (p *program) offNote(k *check.Check) string {
	if !k.Off {
		return ""
	}
	return p.of(" · ne s’exécute que sur demande (--enable)", " · runs only when asked for (--enable)")
}

func (p *program) listChecks() error {
	tw := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, k := range checks.All() {
		fmt.Fprintf(tw, "%s\t%s\t%s%s\n", k.ID, k.Severity, k.Title.Of(p.lang), p.offNote(k))
	}
	return tw.Flush()
}

// findCheck returns the check with an ID, else a Problem that names the
// nearest.
func findCheck(id string) (*check.Check, error) {
	var ids []string
	for _, k := range checks.All() {
		if k.ID == id {
			return k, nil
		}
		ids = append(ids, k.ID)
	}
	if near, ok := nearest.Word(id, ids); ok {
		return nil, documents.Problemf(documents.Misuse, "unknown-check",
			"aucune vérification ne s’appelle « %[1]s » ; vouliez-vous dire « %[2]s » ?",
			"no check is called %[1]q; did you mean %[2]q?", id, near)
	}
	return nil, documents.Problemf(documents.Misuse, "unknown-check",
		"aucune vérification ne s’appelle « %s » ; concord explain les énumère",
		"no check is called %q; concord explain lists them", id)
}
