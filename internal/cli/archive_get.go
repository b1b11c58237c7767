package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"concord/documents"
	"concord/documents/archive"

	"github.com/urfave/cli/v2"
)

func (p *program) archiveGetCommand() *cli.Command {
	return &cli.Command{
		Name:      "get",
		ArgsUsage: p.of("DOSSIER [FICHIER...]", "RECORD [FILE...]"),
		Usage:     p.of("récupère une version, tout entière ou quelques fichiers", "fetch a version, whole or some of its files"),
		Description: p.of(
			"FICHIER est un nom que montre « archive show » (fr/rapport.pdf). Chaque contenu est contrôlé avant d’être remis.",
			"FILE is a name that archive show gives (fr/report.pdf). Every content is verified before it is handed out."),
		Flags: append([]cli.Flag{p.archiveFlag(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: ".", Usage: p.of("`RÉPERTOIRE` où écrire ; - pour la sortie standard (un seul fichier)", "`FOLDER` to write to; - for standard output (one file)")},
			&cli.BoolFlag{Name: "force", Usage: p.of("remplacer les fichiers qui existent", "replace files that exist")},
		}, p.selectorFlags()...),
		Action: p.archiveGet,
	}
}

func (p *program) archiveGet(c *cli.Context) error {
	args, err := p.arguments(c, 1, -1)
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
	record, paths := args[0], args[1:]
	v, err := s.Find(c.Context, record, sel)
	if err != nil {
		return err
	}
	// Another version may be published while this runs: stay with this one.
	sel = archive.Selector{Number: v.Number}
	for _, path := range paths {
		if !slices.ContainsFunc(v.Files, func(f archive.Entry) bool { return f.Path == path }) {
			_, err := s.Get(c.Context, record, sel, path)
			return err // says that the version has no such file
		}
	}
	if len(paths) == 0 {
		for _, f := range v.Files {
			paths = append(paths, f.Path)
		}
	}
	if c.String("output") == "-" {
		if len(paths) != 1 {
			return documents.Problemf(documents.Misuse, "get-output",
				"--output - ne convient qu’à un seul fichier ; nommez-le après le dossier",
				"--output - fits one file only; name it after the record")
		}
		r, err := s.Get(c.Context, record, sel, paths[0])
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = io.Copy(p.stdout, r)
		return err
	}
	if !c.Bool("force") {
		if err := nothingThere(c.String("output"), paths); err != nil {
			return err
		}
	}
	for _, path := range slices.Compact(slices.Sorted(slices.Values(paths))) {
		if err := fetchFile(c.Context, s, record, sel, path, c.String("output")); err != nil {
			return err
		}
	}
	if !c.Bool("quiet") {
		fmt.Fprintf(p.stderr, p.of("%s, v%d du %s : %s dans %s\n", "%s, v%d of %s: %s in %s\n"),
			clean(record), v.Number, stamp(v.Created), p.T("cli.files", "Count", len(paths)), c.String("output"))
	}
	return nil
}

// target gives the place of a logical path in a folder. Archives that others
// wrote may hold names that lead elsewhere.
func target(dir, path string) (string, error) {
	local := filepath.FromSlash(path)
	if !filepath.IsLocal(local) {
		return "", documents.Problemf(documents.Damaged, "get-path",
			"le nom « %s » dans l’archive sortirait du répertoire ; prenez ce fichier seul, avec --output -",
			"the name %q in the archive would lead out of the folder; fetch that file alone, with --output -", path)
	}
	return filepath.Join(dir, local), nil
}

// nothingThere refuses to replace files before anything is written.
func nothingThere(dir string, paths []string) error {
	for _, path := range paths {
		to, err := target(dir, path)
		if err != nil {
			return err
		}
		if _, err := os.Lstat(to); err == nil {
			return documents.Problemf(documents.Misuse, "get-exists",
				"%s existe déjà ; choisissez un autre répertoire avec --output, ou --force pour remplacer",
				"%s exists already; choose another folder with --output, or --force to replace it", to)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return notWritten(to, err)
		}
	}
	return nil
}

// fetchFile writes one file by way of a temporary one, so that an interrupted
// or damaged fetch leaves nothing half written.
func fetchFile(ctx context.Context, s *archive.Store, record string, sel archive.Selector, path, dir string) error {
	to, err := target(dir, path)
	if err != nil {
		return err
	}
	r, err := s.Get(ctx, record, sel, path)
	if err != nil {
		return err
	}
	defer r.Close()
	return writeWhole(to, func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	})
}

// writeWhole writes a file so that it is there whole or not at all, making its
// folder if need be.
func writeWhole(to string, write func(io.Writer) error) error {
	// Through a link the file behind it is written, and what is no plain file
	// (/dev/null, a pipe) is written to, never replaced.
	if real, err := filepath.EvalSymlinks(to); err == nil {
		to = real
	}
	if st, err := os.Stat(to); err == nil && !st.Mode().IsRegular() && !st.IsDir() {
		f, err := os.OpenFile(to, os.O_WRONLY, 0)
		if err != nil {
			return notWritten(to, err)
		}
		return errors.Join(write(f), f.Close())
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return notWritten(to, err)
	}
	f, err := os.CreateTemp(filepath.Dir(to), ".concord-*")
	if err != nil {
		return notWritten(to, err)
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		f.Close()
		var failed *fs.PathError
		if errors.As(err, &failed) && failed.Path == f.Name() {
			return notWritten(to, failed.Err)
		}
		return err
	}
	if err := f.Close(); err != nil {
		return notWritten(to, err)
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return notWritten(to, err)
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return notWritten(to, err)
	}
	return nil
}

// notWritten tells that a file could not be written.
func notWritten(path string, err error) error {
	return documents.Problemf(documents.Misuse, "write",
		"impossible d’écrire %s ; vérifiez le répertoire, les droits et la place",
		"cannot write %s; check the folder, the permissions and the space", path).Because(err)
}
