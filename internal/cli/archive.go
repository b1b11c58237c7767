package cli

import (
	"fmt"
	"strings"
	"time"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/config"
	"concord/internal/dirblob"
	"concord/internal/s3blob"

	"github.com/urfave/cli/v2"
)

func (p *program) archiveCommand() *cli.Command {
	return &cli.Command{
		Name:  "archive",
		Usage: p.of("met des versions à l’abri, les retrouve, les compare et les contrôle", "put versions away, find them, compare them and verify them"),
		Description: p.of(
			"L’archive est un répertoire, ou s3://COMPARTIMENT/PRÉFIXE?endpoint=https://HÔTE ; les identifiants S3 se lisent dans AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY.",
			"The archive is a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST; S3 credentials are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."),
		Subcommands: []*cli.Command{
			p.archivePutCommand(),
			p.archiveListCommand(),
			p.archiveShowCommand(),
			p.archiveGetCommand(),
			p.archiveDiffCommand(),
			p.archiveVerifyCommand(),
		},
	}
}

func (p *program) archiveFlag() cli.Flag {
	return &cli.StringFlag{Name: "archive", Usage: p.of("`LIEU` de l’archive : répertoire ou s3://…", "`PLACE` of the archive: a folder or s3://...")}
}

// archivePlace tells where the archive is: flag, environment or configuration.
func (p *program) archivePlace(c *cli.Context, cfg *config.Config) (string, error) {
	// An empty name, as of a variable that is not set, is none: it must not
	// make an archive of the working folder.
	if c.String("archive") != "" {
		return c.String("archive"), nil
	}
	if !c.IsSet("archive") && cfg.Archive != "" {
		return cfg.Archive, nil
	}
	return "", documents.Problemf(documents.Misuse, "archive-where",
		"aucune archive n’est indiquée ; ajoutez --archive RÉPERTOIRE ou la clé archive dans concord.yaml",
		"no archive is named; add --archive FOLDER, or the key archive in concord.yaml")
}

// blobs opens the place without reading or writing anything there.
func blobs(place string) (archive.Blobs, error) {
	if s3blob.IsLocation(place) {
		return s3blob.Open(place)
	}
	if scheme, _, ok := strings.Cut(place, ":/"); ok && len(scheme) > 1 && !strings.ContainsAny(scheme, `/\.`) {
		return nil, documents.Problemf(documents.Misuse, "archive-scheme",
			"« %s » n’est ni un répertoire ni une adresse s3:// ; écrivez s3://COMPARTIMENT/PRÉFIXE?endpoint=https://HÔTE",
			"%q is neither a folder nor an s3:// address; write s3://BUCKET/PREFIX?endpoint=https://HOST", place)
	}
	return dirblob.New(place)
}

// openArchive opens an archive that exists, for reading.
func (p *program) openArchive(c *cli.Context) (*archive.Store, error) {
	cfg, err := p.settings(c)
	if err != nil {
		return nil, err
	}
	place, err := p.archivePlace(c, cfg)
	if err != nil {
		return nil, err
	}
	b, err := blobs(place)
	if err != nil {
		return nil, err
	}
	s, err := archive.Open(c.Context, b)
	return s, named(place, err)
}

// named says which archive an error is about.
func named(place string, err error) error {
	var p *documents.Problem
	if err == nil || !asProblem(err, &p) {
		return err
	}
	return (&documents.Problem{Class: p.Class, Code: p.Code, Message: documents.Pair[string]{
		FR: "archive " + place, EN: "archive " + place,
	}}).Because(err)
}

// selector reads --version and --at.
func (p *program) selector(c *cli.Context) (archive.Selector, error) {
	var sel archive.Selector
	if c.IsSet("version") && c.IsSet("at") {
		return sel, documents.Problemf(documents.Misuse, "selector",
			"--version et --at désignent chacun une version ; gardez l’un des deux",
			"--version and --at each name a version; keep one of them")
	}
	if c.IsSet("version") {
		n := c.Int("version")
		if n < 1 {
			return sel, documents.Problemf(documents.Misuse, "selector",
				"--version attend un numéro à partir de 1", "--version takes a number from 1 up")
		}
		sel.Number = n
	}
	if c.IsSet("at") {
		at, err := parseInstant(c.String("at"))
		if err != nil {
			return sel, err
		}
		sel.At = at
	}
	return sel, nil
}

func (p *program) selectorFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "version", Usage: p.of("`NUMÉRO` de la version (la dernière par défaut)", "`NUMBER` of the version (default the newest)")},
		&cli.StringFlag{Name: "at", Usage: p.of("la version en vigueur à cette `DATE` (2026-11-23 ou 2026-11-23T15:30:00Z)", "the version in force on this `DATE` (2026-11-23 or 2026-11-23T15:30:00Z)")},
	}
}

// parseInstant reads a day, which means its last moment in UTC, or an instant.
func parseInstant(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
	}
	return time.Time{}, documents.Problemf(documents.Misuse, "date",
		"« %s » n’est pas une date ; écrivez 2026-11-23 ou 2026-11-23T15:30:00Z",
		"%q is not a date; write 2026-11-23 or 2026-11-23T15:30:00Z", s)
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05Z") }

func (p *program) archiveListCommand() *cli.Command {
	return &cli.Command{
		Name:   "list",
		Usage:  p.of("énumère les dossiers archivés", "list the records"),
		Flags:  []cli.Flag{p.archiveFlag(), p.jsonFlag()},
		Action: p.archiveList,
	}
}

func (p *program) archiveList(c *cli.Context) error {
	if _, err := p.arguments(c, 0, 0); err != nil {
		return err
	}
	s, err := p.openArchive(c)
	if err != nil {
		return err
	}
	records, err := s.List(c.Context)
	if c.Bool("json") {
		type line struct {
			Record string `json:"record"`
			Head   int    `json:"head"`
			Files  int    `json:"files"`
			First  string `json:"first"`
			Last   string `json:"last"`
		}
		lines := []line{}
		for _, r := range records {
			lines = append(lines, line{r.ID, r.Head, r.Files, r.First.UTC().Format(time.RFC3339), r.Last.UTC().Format(time.RFC3339)})
		}
		if jerr := p.printJSON(lines); jerr != nil {
			return jerr
		}
		return err
	}
	tw := p.table()
	fmt.Fprintln(tw, p.of("DOSSIER\tVERSIONS\tFICHIERS\tDERNIÈRE", "RECORD\tVERSIONS\tFILES\tNEWEST"))
	for _, r := range records {
		fmt.Fprintf(tw, "%s\tv%d\t%d\t%s\n", clean(r.ID), r.Head, r.Files, stamp(r.Last))
	}
	if ferr := tw.Flush(); ferr != nil {
		return ferr
	}
	return err
}

func (p *program) archiveShowCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		ArgsUsage: p.of("DOSSIER", "RECORD"),
		Usage:     p.of("montre les versions d’un dossier et leurs fichiers", "show a record's versions and their files"),
		Flags:     append([]cli.Flag{p.archiveFlag(), p.jsonFlag()}, p.selectorFlags()...),
		Action:    p.archiveShow,
	}
}

func (p *program) archiveShow(c *cli.Context) error {
	args, err := p.arguments(c, 1, 1)
	if err != nil {
		return err
	}
	sel, err := p.selector(c)
	if err != nil {
		return err
	}
	s, err := p.openArchive(c)
	if err != nil {
		return err
	}
	record, err := s.Show(c.Context, args[0])
	if err != nil {
		return err
	}
	versions := record.Versions
	if sel != (archive.Selector{}) {
		v, err := s.Find(c.Context, args[0], sel)
		if err != nil {
			return err
		}
		versions = []archive.Version{v}
	}
	if c.Bool("json") {
		return p.printJSON(showJSON(record.ID, versions))
	}
	fmt.Fprintln(p.stdout, clean(record.ID))
	for _, v := range versions {
		fmt.Fprintf(p.stdout, "\nv%d  %s  %s", v.Number, stamp(v.Created), clean(v.User.Name))
		if v.Message != "" {
			fmt.Fprintf(p.stdout, "\n    %s", clean(v.Message))
		}
		fmt.Fprintln(p.stdout)
		for _, f := range v.Files {
			fmt.Fprintf(p.stdout, "    %.12s  %s\n", f.SHA512, clean(f.Path))
		}
	}
	return nil
}

type versionJSON struct {
	Version int               `json:"version"`
	Created string            `json:"created"`
	User    string            `json:"user"`
	Message string            `json:"message"`
	Files   map[string]string `json:"files"`
}

func showJSON(id string, versions []archive.Version) any {
	out := struct {
		Record   string        `json:"record"`
		Versions []versionJSON `json:"versions"`
	}{Record: id, Versions: []versionJSON{}}
	for _, v := range versions {
		files := map[string]string{}
		for _, f := range v.Files {
			files[f.Path] = f.SHA512
		}
		out.Versions = append(out.Versions, versionJSON{v.Number, v.Created.UTC().Format(time.RFC3339), v.User.Name, v.Message, files})
	}
	return out
}

// author names who puts a version away: --user, else the environment's.
func author(c *cli.Context, env func(string) string) archive.User {
	name := c.String("user")
	for _, key := range []string{"CONCORD_USER", "USER", "USERNAME", "LOGNAME"} {
		if name == "" {
			name = env(key)
		}
	}
	return archive.User{Name: name, Address: c.String("address")}
}
