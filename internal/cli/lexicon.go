package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"strings"

	"concord/documents"
	"concord/internal/config"
	"concord/pipeline/lexicon"
	"concord/pipeline/wordlink"

	"github.com/urfave/cli/v2"
)

// lexiconFolder is where a version keeps the user's own translation table.
const lexiconFolder = "lexicon/"

// maxLexicon bounds a translation table's file, in bytes. The one in the binary
// has 400 kB, and the largest that learn can make some ten megabytes.
const maxLexicon = 32 << 20

func (p *program) lexiconFlag() cli.Flag {
	return &cli.StringFlag{Name: "lexicon", Usage: p.of(
		"`FICHIER` de traductions apprises par « concord learn », jointes à celles que concord connaît",
		"`FILE` of translations that concord learn has made, added to those that concord knows")}
}

// An ownLexicon is the user's own translation table.
type ownLexicon struct {
	path   string // empty without one
	data   []byte
	sha256 string
	// linker links words by the table and the shipped one together; nil
	// without a table.
	linker *wordlink.Linker
}

// loadLexicon reads the table of --lexicon, else that of the configuration.
func loadLexicon(c *cli.Context, cfg *config.Config) (ownLexicon, error) {
	own := ownLexicon{path: cfg.Lexicon}
	if c.IsSet("lexicon") {
		own.path = c.String("lexicon")
	}
	if own.path == "" {
		return own, nil
	}
	t, data, err := readLexicon(own.path)
	if err != nil {
		return own, err
	}
	sum := sha256.Sum256(data)
	own.data, own.sha256 = data, hex.EncodeToString(sum[:])
	own.linker = wordlink.New(lexicon.Mix(lexicon.Shipped(), t, lexicon.OwnWeight))
	return own, nil
}

// readLexicon reads a table's file.
func readLexicon(name string) (*lexicon.Table, []byte, error) {
	data, err := readInput(name)
	if err != nil {
		return nil, nil, err
	}
	if len(data) > maxLexicon {
		return nil, nil, documents.Problemf(documents.Misuse, "lexicon-too-large",
			"%[1]s dépasse %[2]d Mio : ce n’est pas un fichier de « concord learn »", "%[1]s is larger than %[2]d MiB: concord learn did not make it", name, maxLexicon>>20)
	}
	t, err := lexicon.Read(data)
	switch {
	case err == nil && t.Links() == 0:
		return nil, nil, documents.Problemf(documents.Misuse, "lexicon-empty",
			"%[1]s ne contient aucune traduction ; refaites-le de plus de paires avec « concord learn »", "%[1]s holds no translation; make it again from more pairs with concord learn", name)
	case err == nil:
		return t, data, nil
	case errors.Is(err, lexicon.ErrOther):
		return nil, nil, documents.Problemf(documents.Misuse, "lexicon-format",
			"%[1]s n’est pas un fichier de traductions de concord ; faites-en un de vos paires : concord learn FICHIER -o %[2]s",
			"%[1]s is no translation table of concord; make one of your pairs: concord learn FILE -o %[2]s", name, strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))+".lexicon")
	case errors.Is(err, lexicon.ErrVersion):
		return nil, nil, documents.Problemf(documents.Misuse, "lexicon-version",
			"%[1]s vient d’une autre version de concord ; refaites-le avec « concord learn »",
			"%[1]s is of another version of concord; make it again with concord learn", name)
	}
	return nil, nil, documents.Problemf(documents.Misuse, "lexicon-damaged",
		"%[1]s est abîmé ; reprenez-en une copie, ou refaites-le avec « concord learn »",
		"%[1]s is damaged; take another copy of it, or make it again with concord learn", name).Because(err)
}
