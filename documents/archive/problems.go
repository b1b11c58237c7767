package archive

import (
	"encoding/json"
	"errors"

	"concord/documents"
)

func noArchive() error {
	return documents.Problemf(documents.Misuse, "archive-none",
		"il n’y a pas encore d’archive à cet endroit : vérifiez le nom, ou déposez une première version avec « concord archive put »",
		"there is no archive here yet: check the name, or put a first version with \"concord archive put\"")
}

func foreign(key string) error {
	return documents.Problemf(documents.Damaged, "archive-foreign",
		"cet endroit contient autre chose qu’une archive de concord (%[1]s) ; rien n’y a été écrit : donnez un répertoire ou un préfixe vide",
		"this place holds something other than a concord archive (%[1]s); nothing was written: give an empty folder or prefix", shorten(key))
}

func unknownLayout() error {
	return documents.Problemf(documents.Damaged, "archive-layout",
		"l’archive n’a pas la disposition %[1]s que concord utilise (voir %[2]s) : rétablissez ce fichier d’après une sauvegarde",
		"the archive does not have the layout %[1]s that concord uses (see %[2]s): restore that file from a backup", layoutName, layoutConfigKey)
}

// sameLayout reads the configuration of extension 0004; keys that are absent
// have the extension's defaults, which are ours.
func sameLayout(config []byte) bool {
	c := struct {
		Name   string `json:"extensionName"`
		Digest string `json:"digestAlgorithm"`
		Size   int    `json:"tupleSize"`
		Number int    `json:"numberOfTuples"`
		Short  bool   `json:"shortObjectRoot"`
	}{Name: layoutName, Digest: "sha256", Size: 3, Number: 3}
	if json.Unmarshal(config, &c) != nil {
		return false
	}
	return c.Name == layoutName && c.Digest == "sha256" && c.Size == 3 && c.Number == 3 && !c.Short
}

func noConditions(header string) error {
	return documents.Problemf(documents.Misuse, "archive-no-conditions",
		"ce serveur ne tient pas compte de l’en-tête %s : deux personnes pourraient écraser le travail l’une de l’autre, et rien n’a été archivé ; choisissez un serveur S3 qui accepte les écritures conditionnelles, ou un répertoire",
		"this server ignores the header %s: two people could overwrite each other's work, so nothing was archived; choose an S3 server with conditional writes, or a folder", header)
}

func tooLarge(key string, limit int64) error {
	return documents.Problemf(documents.Damaged, "archive-too-large",
		"%s dépasse %d octets, ce qui n’est pas d’une archive de concord : lancez « concord archive verify »",
		"%s is larger than %d bytes, which no concord archive has: run \"concord archive verify\"", key, limit)
}

func damaged(key string, err error) error {
	return documents.Problemf(documents.Damaged, "archive-damaged",
		"%s est abîmé : lancez « concord archive verify » et rétablissez ce fichier d’après une sauvegarde",
		"%s is damaged: run \"concord archive verify\" and restore that file from a backup", key).Because(err)
}

func inventoryLost(key string) error {
	return documents.Problemf(documents.Damaged, "archive-inventory-lost",
		"%s manque, alors que des versions ont été publiées : rien n’a été écrit ; rétablissez ce fichier d’après une sauvegarde, ou d’après l’inventaire de la dernière version, qui a les mêmes octets",
		"%s is missing although versions were published: nothing was written; restore that file from a backup, or from the newest version's inventory, which has the same bytes", key)
}

func misplaced(key, id string) error {
	return documents.Problemf(documents.Damaged, "archive-misplaced",
		"%s appartient au dossier « %s », dont ce n’est pas l’emplacement : rétablissez-le d’après une sauvegarde",
		"%s belongs to the record %q, whose place this is not: restore it from a backup", key, shorten(id))
}

func contentMissing(key, path string) error {
	return documents.Problemf(documents.Damaged, "archive-content-missing",
		"le contenu de « %[2]s » manque dans l’archive (%[1]s) : rétablissez-le d’après une sauvegarde",
		"the content of %[2]q is missing from the archive (%[1]s): restore it from a backup", key, path)
}

func contentWrong(key, path string) error {
	return documents.Problemf(documents.Damaged, "archive-content-wrong",
		"le contenu de « %[2]s » n’est plus celui qui a été archivé (%[1]s) : rétablissez-le d’après une sauvegarde",
		"the content of %[2]q is no longer what was archived (%[1]s): restore it from a backup", key, path)
}

func noRecord(id string) error {
	return documents.Problemf(documents.Misuse, "archive-no-record",
		"l’archive n’a pas de dossier « %s » : « concord archive list » donne les noms",
		"the archive has no record %q: \"concord archive list\" gives the names", shorten(id))
}

func noVersion(id string, n, head int) error {
	return documents.Problemf(documents.Misuse, "archive-no-version",
		"le dossier « %[1]s » n’a pas de version %[2]d ; il en a %[3]d",
		"record %[1]q has no version %[2]d; it has %[3]d", shorten(id), n, head)
}

func noVersionAt(id, at, first string) error {
	return documents.Problemf(documents.Misuse, "archive-no-version-at",
		"le dossier « %[1]s » n’avait pas encore de version le %[2]s ; la première est du %[3]s",
		"record %[1]q had no version yet at %[2]s; the first is of %[3]s", shorten(id), at, first)
}

func noFile(id, path string, n int) error {
	return documents.Problemf(documents.Misuse, "archive-no-file",
		"la version %[3]d du dossier « %[1]s » n’a pas de fichier « %[2]s » : « concord archive show » donne les noms",
		"version %[3]d of record %[1]q has no file %[2]q: \"concord archive show\" gives the names", shorten(id), shorten(path), n)
}

func badPath(path string, err error) error {
	return documents.Problemf(documents.Misuse, "archive-bad-path",
		"« %s » ne peut pas être un nom de fichier dans l’archive : ni barre oblique au début ou à la fin, ni partie vide, « . » ou « .. », ni caractère de contrôle",
		"%q cannot be a file name in the archive: no slash at either end, no part that is empty, . or .., no control character", shorten(path)).Because(err)
}

func pathClash(a, b string) error {
	return documents.Problemf(documents.Misuse, "archive-path-clash",
		"« %s » et « %s » ne peuvent pas être ensemble dans une version : donnez-leur deux noms, dont aucun n’est le répertoire de l’autre",
		"%q and %q cannot be in one version: give them two names, neither of which is the folder of the other", shorten(a), shorten(b))
}

func badSubmission(fr, en string) error {
	return &documents.Problem{Class: documents.Misuse, Code: "archive-bad-submission",
		Message: documents.Pair[string]{FR: fr, EN: en}}
}

func fileChanged(path string) error {
	return documents.Problemf(documents.Unreadable, "archive-file-changed",
		"« %s » a changé pendant l’archivage : attendez que le fichier soit complet, puis recommencez",
		"%q changed while it was being archived: wait until the file is complete, then try again", shorten(path))
}

func fileUnreadable(path string, err error) error {
	return documents.Problemf(documents.Unreadable, "archive-file-unreadable",
		"« %s » ne peut pas être lu", "%q cannot be read", shorten(path)).Because(err)
}

func tooBusy(id string, attempts int) error {
	return documents.Problemf(documents.Unreachable, "archive-busy",
		"d’autres ont publié dans le dossier « %s » à chacun des %d essais ; rien n’a été publié : recommencez",
		"others published to record %q during each of %d attempts; nothing was published: try again", shorten(id), attempts)
}

func tooSlow(id string) error {
	return documents.Problemf(documents.Unreachable, "archive-too-slow",
		"le dépôt dans le dossier « %s » a duré plus de %d heures ; rien n’a été publié : recommencez avec une liaison plus rapide",
		"the put to record %q took more than %d hours; nothing was published: try again over a faster connection", shorten(id), int(maxTransaction.Hours()))
}

func derivedPending(id string, n int, err error) documents.Warning {
	p := documents.Problemf(documents.Unreachable, "archive-derived-pending",
		"la version %[2]d du dossier « %[1]s » est publiée, mais ses fichiers dérivés ne sont pas tous écrits : le même « concord archive put » les complète",
		"version %[2]d of record %[1]q is published, but not all derived files are written: the same \"concord archive put\" completes them", shorten(id), n).Because(err)
	return documents.Warning{Code: p.Code, Message: documents.Pair[string]{FR: p.In(documents.FR), EN: p.In(documents.EN)}}
}

// isUnreachable reports whether the store did not answer, so that going on is
// of no use.
func isUnreachable(err error) bool {
	var p *documents.Problem
	return errors.As(err, &p) && p.Class == documents.Unreachable
}

// joinDamage makes one problem of many, nil of none. Each error has its line.
func joinDamage(errs []error) error {
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	return documents.Problemf(documents.Damaged, "archive-damaged-records",
		"%d dossiers de l’archive ne peuvent pas être lus ; le premier",
		"%d records of the archive cannot be read; the first", len(errs)).Because(errors.Join(errs...))
}

func isTooLarge(err error) bool {
	var p *documents.Problem
	return errors.As(err, &p) && p.Code == "archive-too-large"
}
