package dirblob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"concord/documents"
	"concord/documents/archive"
)

// absent reports whether a file is not there, also because one of the folders
// above it is a file.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func (d *Dir) readError(key string, err error) error {
	switch {
	case absent(err):
		return fmt.Errorf("get %s: %w", key, archive.ErrNotFound)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return problem(d.path(key), err)
}

func (d *Dir) matchError(key string, err error) error {
	if err == nil {
		return fmt.Errorf("put %s: %w", key, archive.ErrChanged)
	}
	return d.readError(key, err)
}

// problem names the file and says what to do, by the kind of error.
func problem(name string, err error) error {
	var p *documents.Problem
	if errors.As(err, &p) {
		return err
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isFull(err):
		p = documents.Problemf(documents.Unreachable, "archive-disk-full",
			"plus de place sur le disque pour écrire « %s » ; rien n’est perdu : libérez de la place, puis recommencez",
			"no space left on the disk to write %q; nothing is lost: free some space, then try again", name)
	case isReadOnly(err):
		p = documents.Problemf(documents.Unreachable, "archive-read-only",
			"« %s » est sur un disque en lecture seule : rendez-le modifiable ou choisissez un autre répertoire",
			"%q is on a read-only disk: make it writable or choose another folder", name)
	case errors.Is(err, fs.ErrPermission):
		p = documents.Problemf(documents.Unreachable, "archive-no-permission",
			"vous n’avez pas le droit de lire ou d’écrire « %s » : demandez-le à la personne qui gère ce répertoire, ou choisissez-en un autre",
			"you may not read or write %q: ask whoever looks after that folder, or choose another one", name)
	case errors.Is(err, syscall.ENOTDIR):
		return notAFolder(documents.Damaged, name)
	default:
		p = documents.Problemf(documents.Unreachable, "archive-folder",
			"le répertoire de l’archive ne répond pas comme il faut pour « %s » : vérifiez le disque, puis recommencez",
			"the archive's folder does not answer as it should for %q: check the disk, then try again", name)
	}
	return p.Because(cause(err))
}

// cause leaves out the path, which the message has already.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func notAFolder(class documents.Class, name string) error {
	return documents.Problemf(class, "archive-not-a-folder",
		"« %s » est un fichier, ou passe par un fichier, alors qu’une archive est un répertoire : donnez le nom d’un répertoire",
		"%q is a file, or leads through one, but an archive is a folder: give the name of a folder", name)
}

func notAFile(name string) error {
	return documents.Problemf(documents.Damaged, "archive-not-a-file",
		"« %s » n’est ni un fichier ni un répertoire (un lien, peut-être), ce qu’une archive ne contient jamais : retirez-le de l’archive",
		"%q is neither a file nor a folder (a link, perhaps), which an archive never holds: take it out of the archive", name)
}
