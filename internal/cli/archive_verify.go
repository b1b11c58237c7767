package cli

import (
	"fmt"

	"concord/documents/archive"

	"github.com/urfave/cli/v2"
)

func (p *program) archiveVerifyCommand() *cli.Command {
	return &cli.Command{
		Name:  "verify",
		Usage: p.of("contrôle que l’archive est entière et inaltérée", "verify that the archive is whole and unaltered"),
		Description: p.of(
			"Code de sortie : 0 si tout est en ordre, 1 si seul ce qui se déduit du reste est périmé ou manque, 5 si un contenu manque ou est altéré. Les codes sont ceux d’OCFL.",
			"Exit code: 0 when all is well, 1 when only what can be derived from the rest is stale or missing, 5 when content is missing or altered. The codes are OCFL's."),
		Flags: []cli.Flag{p.archiveFlag(), p.jsonFlag(),
			&cli.BoolFlag{Name: "quick", Usage: p.of("sans relire les contenus : inventaires et présence seulement", "do not read the content again: inventories and presence only")}},
		Action: p.archiveVerify,
	}
}

func (p *program) archiveVerify(c *cli.Context) error {
	if _, err := p.arguments(c, 0, 0); err != nil {
		return err
	}
	s, err := p.openArchive(c)
	if err != nil {
		return err
	}
	level := archive.Full
	if c.Bool("quick") {
		level = archive.Quick
	}
	report, err := s.Verify(c.Context, level)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = p.printJSON(reportJSON(report))
	} else {
		p.printVerification(report)
	}
	switch {
	case err != nil:
		return err
	case report.Count(archive.Damage) > 0:
		return exitError(exitDamaged)
	case report.Count(archive.Repairable) > 0:
		return exitError(exitFindings)
	}
	return nil
}

type issueJSON struct {
	Code    string            `json:"code"`
	Impact  archive.Impact    `json:"impact"`
	Record  string            `json:"record"`
	Key     string            `json:"key"`
	Message map[string]string `json:"message"`
}

func reportJSON(r archive.Report) any {
	out := struct {
		Records int         `json:"records"`
		Files   int         `json:"files"`
		Bytes   int64       `json:"bytes"`
		Issues  []issueJSON `json:"issues"`
	}{r.Records, r.Files, r.Bytes, []issueJSON{}}
	for _, i := range r.Issues {
		out.Issues = append(out.Issues, issueJSON{i.Code, i.Impact, i.Record, i.Key,
			map[string]string{"fr": i.Message.FR, "en": i.Message.EN}})
	}
	return out
}

func (p *program) printVerification(r archive.Report) {
	words := map[archive.Impact]string{
		archive.Damage:     p.of("dommage", "damage"),
		archive.Repairable: p.of("réparable", "repairable"),
		archive.Leftover:   p.of("reliquat", "leftover"),
	}
	for _, i := range r.Issues {
		// Notes are advice of OCFL that a sound archive need not follow: every
		// version of a record whose name is no URI has one.
		if i.Impact == archive.Note {
			continue
		}
		fmt.Fprintf(p.stdout, "%s %s %s", words[i.Impact], i.Code, clean(i.Message.Of(p.lang)))
		if i.Record != "" {
			fmt.Fprintf(p.stdout, " [%s]", clean(i.Record))
		}
		fmt.Fprintln(p.stdout)
	}
	fmt.Fprintf(p.stdout, p.of("%s : %s\n", "%s: %s\n"), p.T("cli.records", "Count", r.Records), p.verdictOf(r))
	if n := r.Count(archive.Note); n > 0 {
		fmt.Fprintln(p.stdout, p.T("cli.notes", "Count", n))
	}
}

// verdictOf sums a verification up.
func (p *program) verdictOf(r archive.Report) string {
	switch {
	case r.Count(archive.Damage) > 0:
		return p.T("cli.damage", "Count", r.Count(archive.Damage))
	case r.Count(archive.Repairable) > 0:
		return p.of("aucun contenu perdu ; ce qui est périmé se déduit du reste, et le prochain dépôt du dossier le refait",
			"no content lost; what is stale can be derived from the rest, and the next put of the record does so")
	case r.Level == archive.Quick:
		return p.of("en ordre, sans relecture des contenus", "in order; the content was not read again")
	}
	return p.T("cli.verified", "Count", r.Files)
}
