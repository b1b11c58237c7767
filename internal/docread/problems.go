package docread

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"concord/documents"
	"concord/internal/sandbox"
)

func missing(path string) *documents.Problem {
	return documents.Problemf(documents.Misuse, "file-missing",
		"%s n’existe pas\u00a0; vérifiez le nom et le répertoire", "%s does not exist; check the name and the folder", path)
}

func folder(path string) *documents.Problem {
	return documents.Problemf(documents.Misuse, "file-folder",
		"%s est un répertoire\u00a0; donnez un fichier", "%s is a folder; give a file", path)
}

func empty(path string) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "file-empty",
		"%s\u00a0: le fichier est vide\u00a0; vérifiez qu’il a été enregistré ou copié en entier",
		"%s: the file is empty; check that it was saved or copied in full", path)
}

func tooLarge(path string, size, limit int64) *documents.Problem {
	return documents.Problemf(documents.Unreadable, "file-too-large",
		"%[1]s\u00a0: le fichier fait plus de %[2]d Mio, la limite est de %[3]d Mio\u00a0; découpez-le ou relevez limits.file-size dans concord.yaml",
		"%[1]s: the file is over %[2]d MiB, the limit is %[3]d MiB; split it or raise limits.file-size in concord.yaml",
		path, mebibytes(size), mebibytes(limit))
}

func mebibytes(n int64) int64 { return n >> 20 }

// unopened: the system does not let the file be read.
func unopened(path string, err error) *documents.Problem {
	if errors.Is(err, fs.ErrPermission) {
		return documents.Problemf(documents.Unreadable, "file-forbidden",
			"%s\u00a0: vous n’avez pas le droit de lire ce fichier\u00a0; demandez-en l’accès ou copiez-le ailleurs",
			"%s: you may not read this file; ask for access or copy it elsewhere", path)
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return documents.Problemf(documents.Unreadable, "file-unreadable",
		"%s\u00a0: le fichier n’a pas pu être lu", "%s: the file could not be read", path).Because(err)
}

// named puts the file's name before a problem that the PDF reader, which has
// only bytes, told.
func named(path string, err error) error {
	var p *documents.Problem
	if !errors.As(err, &p) {
		return err
	}
	return &documents.Problem{Class: p.Class, Code: p.Code, Err: p.Err, Message: documents.Pair[string]{
		FR: path + "\u00a0: " + p.Message.FR,
		EN: path + ": " + p.Message.EN,
	}}
}

// how tells in words how a child died, and which limit may be raised.
func how(l Limits, d *sandbox.Death) documents.Pair[string] {
	say := func(fr, en string, args ...any) documents.Pair[string] {
		return documents.Pair[string]{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}
	}
	switch d.Cause {
	case sandbox.TooLong:
		return say("la lecture a dépassé %s (limits.time dans concord.yaml)", "reading took longer than %s (limits.time in concord.yaml)", seconds(l.Time))
	case sandbox.Silent:
		return say("la lecture de la page a dépassé %s (un quart de limits.time dans concord.yaml)", "reading the page took longer than %s (a quarter of limits.time in concord.yaml)", seconds(l.pageTime()))
	case sandbox.OutOfMemory:
		return say("la lecture a demandé plus de %d Mio de mémoire (limits.memory dans concord.yaml)", "reading took more than %d MiB of memory (limits.memory in concord.yaml)", mebibytes(l.Memory))
	case sandbox.StackOverflow:
		return say("ses objets s’emboîtent sans fin (pile épuisée), ce qui n’arrive que dans un fichier endommagé ou piégé", "its objects nest without end (stack overflow), which happens only in a damaged or hostile file")
	case sandbox.TooMuch:
		return say("son contenu dépasse %d Mio une fois lu (limits.memory dans concord.yaml)", "its contents exceed %d MiB once read (limits.memory in concord.yaml)", mebibytes(l.Memory))
	case sandbox.Killed:
		signal := strings.TrimPrefix(d.Detail, "signal: ")
		return say("le système ou un autre programme a mis fin à la lecture (signal «\u00a0%s\u00a0»), peut-être faute de mémoire", "the system or another program ended the reading (signal %q), perhaps for lack of memory", signal)
	}
	if code, ok := strings.CutPrefix(d.Detail, "exit status "); ok {
		return say("le lecteur s’est arrêté sur une erreur interne (code de sortie %s)", "the reader stopped on an internal error (exit code %s)", code)
	}
	return say("le lecteur s’est arrêté sur une erreur interne (%s)", "the reader stopped on an internal error (%s)", d.Detail)
}

func seconds(d time.Duration) string {
	return fmt.Sprintf("%.3g s", d.Seconds())
}

// lostPage is the warning that stands for a page on which the child died.
func lostPage(page int, l Limits, d *sandbox.Death) documents.Warning {
	h := how(l, d)
	return documents.Warning{Code: "page-unreadable", Page: page, Message: documents.Pair[string]{
		FR: "la page n’a pas été lue\u00a0: " + h.FR,
		EN: "the page was not read: " + h.EN,
	}}
}

// rescued is the warning of a file on which the first engine died, and which
// PDFium read.
func rescued(l Limits, d *sandbox.Death) documents.Warning {
	h := how(l, d)
	return documents.Warning{Code: "page-engine", Page: 1, Message: documents.Pair[string]{
		FR: "tout le fichier est lu par PDFium, car le premier moteur s’y est arrêté : " + h.FR,
		EN: "the whole file is read by PDFium, since the first engine died on it: " + h.EN,
	}}
}

// unreadable: the document as a whole was given up.
func unreadable(path string, l Limits, page, lost int, d *sandbox.Death) *documents.Problem {
	h := how(l, d)
	fr, en := "", ""
	if page > 0 {
		fr, en = fmt.Sprintf(", page %d", page), fmt.Sprintf(", page %d", page)
	}
	if lost > 0 {
		fr += fmt.Sprintf(" (après %d pages perdues)", lost)
		en += fmt.Sprintf(" (after %d lost pages)", lost)
	}
	return documents.Problemf(documents.Unreadable, "reader-died",
		"%[1]s%[2]s\u00a0: %[3]s", "%[1]s%[4]s: %[5]s", path, fr, h.FR, en, h.EN)
}
