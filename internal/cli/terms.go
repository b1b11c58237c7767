package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/internal/config"
	"concord/internal/nearest"
	"concord/internal/workbook"
	"concord/pipeline"
)

// terms loads glossaries, each file once.
type terms struct {
	// common serves the pairs that name no glossary of their own.
	common   *glossary.Matcher
	refs     []pipeline.GlossaryRef
	warnings []documents.Warning
	files    map[string]*glossary.Glossary
	matchers map[string]*glossary.Matcher
	// data keeps the bytes of each file, for the archive.
	data map[string][]byte
	// columns names those of tables without a header; nil where they have one.
	columns []string
	// cache is the folder of indexes, empty for none; digests are those of data.
	cache   string
	digests map[string]string
	// ctx ends the child that reads a workbook.
	ctx context.Context
}

func newTerms(ctx context.Context) *terms {
	return &terms{ctx: ctx, cache: indexFolder(), digests: map[string]string{}, files: map[string]*glossary.Glossary{}, matchers: map[string]*glossary.Matcher{}, data: map[string][]byte{}}
}

// load returns the matcher of several glossaries joined, nil for none, with the
// concepts of some domains, or of all when none is named.
func (t *terms) load(names, domains []string) (*glossary.Matcher, error) {
	if len(names) == 0 {
		return nil, nil
	}
	key := strings.Join(names, "\x00") + "\x00\x00" + strings.Join(domains, "\x00")
	if m := t.matchers[key]; m != nil {
		return m, nil
	}
	for _, name := range names {
		if _, err := t.input(name); err != nil {
			return nil, err
		}
	}
	file := t.indexFile(names, domains)
	if file != "" {
		if m := t.open(file, names); m != nil {
			t.matchers[key] = m
			return m, nil
		}
	}
	var parts []*glossary.Glossary
	for _, name := range names {
		g, err := t.read(name)
		if err != nil {
			return nil, err
		}
		parts = append(parts, g)
	}
	g, err := glossary.Merge(parts...).Within(domains)
	if err != nil {
		return nil, err
	}
	m := glossary.NewMatcher(g.Ranked())
	t.matchers[key] = m
	if file != "" {
		t.save(file, parts, m)
	}
	return m, nil
}

// loadCommon loads the glossaries of all pairs, with the domains of the
// configuration. A domain that they do not have is told with the line that asks
// for it, which may be in a folder above, written for another glossary.
func (t *terms) loadCommon(names []string, cfg *config.Config) (*glossary.Matcher, error) {
	m, err := t.load(names, cfg.Domains)
	var p *documents.Problem
	if at := cfg.Line("domains"); at != "" && errors.As(err, &p) && p.Code == "glossary-domain" {
		told := *p
		told.Message = documents.Pair[string]{FR: at + "\u00a0: " + p.Message.FR, EN: at + ": " + p.Message.EN}
		return nil, &told
	}
	return m, err
}

// input gives the bytes of a glossary, read once.
func (t *terms) input(name string) ([]byte, error) {
	if data, ok := t.data[name]; ok {
		return data, nil
	}
	data, err := readInput(name)
	if err == nil {
		t.data[name] = data
	}
	return data, err
}

func (t *terms) read(name string) (*glossary.Glossary, error) {
	if g := t.files[name]; g != nil {
		return g, nil
	}
	data, err := t.input(name)
	if err != nil {
		return nil, err
	}
	var g *glossary.Glossary
	switch {
	case t.columns == nil:
		g, err = readGlossary(t.ctx, name, data)
	case workbook.Is(data):
		err = documents.Problemf(documents.Misuse, "glossary-columns",
			"%s : --columns est pour les fichiers de texte ; nommez les colonnes dans la première ligne de la feuille",
			"%s: --columns is for files of text; name the columns in the first row of the sheet", name)
	default:
		g, err = glossary.ReadColumns(bytes.NewBuffer(data), name, t.columns)
	}
	if err != nil {
		return nil, err
	}
	t.files[name] = g
	t.opened(name, g.SHA256, len(g.Concepts), g.Warnings)
	return g, nil
}

// readGlossary reads a glossary in any format, by how the file begins.
func readGlossary(ctx context.Context, name string, data []byte) (*glossary.Glossary, error) {
	if !workbook.Is(data) && !strings.EqualFold(filepath.Ext(name), ".xlsx") {
		return glossary.Read(bytes.NewBuffer(data), name)
	}
	table, err := workbook.Read(ctx, name, data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	g, err := glossary.FromRows(slices.Values(table.Rows), name, hex.EncodeToString(sum[:]))
	if err == nil && len(table.Others) > 0 {
		g.Warnings = append(g.Warnings, documents.Warning{Code: "glossary-sheets", Message: documents.Problemf(0, "",
			"glossaire %[1]s : seule la feuille « %[2]s » est lue, et non : %[3]s",
			"glossary %[1]s: only the sheet %[2]q is read, not: %[3]s", name, table.Sheet, strings.Join(table.Others, ", ")).Message})
	}
	return g, err
}

// maxInput bounds the files that are read whole into this process: glossaries,
// baselines and bitexts.
const maxInput = 256 << 20

// readInput reads a file that is not a document; "-" is standard input.
func readInput(name string) ([]byte, error) {
	if name == "-" {
		return readOpen(os.Stdin, name)
	}
	st, err := os.Stat(name)
	switch {
	case os.IsNotExist(err):
		return nil, documents.Problemf(documents.Misuse, "file-missing",
			"%s n’existe pas ; vérifiez le nom et le répertoire", "%s does not exist; check the name and the folder", name)
	case err != nil:
		return nil, documents.Problemf(documents.Misuse, "file", "%s", "%s", name).Because(err)
	case st.IsDir():
		return nil, documents.Problemf(documents.Misuse, "file-folder",
			"%s est un répertoire ; donnez un fichier", "%s is a folder; give a file", name)
	case st.Size() > maxInput:
		return nil, inputTooLarge(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, documents.Problemf(documents.Misuse, "file", "%s", "%s", name).Because(err)
	}
	defer f.Close()
	return readOpen(f, name)
}

// readOpen reads a file to its end. What is no plain file has no size to ask
// for beforehand.
func readOpen(f *os.File, name string) ([]byte, error) {
	var all bytes.Buffer
	if st, err := f.Stat(); err == nil && st.Mode().IsRegular() {
		// Reading a large file into a slice that grows takes as long as finding
		// it in the cache of glossaries.
		all.Grow(int(min(st.Size(), maxInput)) + bytes.MinRead)
	}
	_, err := all.ReadFrom(io.LimitReader(f, maxInput+1))
	data := all.Bytes()
	switch {
	case err != nil:
		return nil, documents.Problemf(documents.Misuse, "file", "%s", "%s", name).Because(err)
	case len(data) > maxInput:
		return nil, inputTooLarge(name)
	}
	return data, nil
}

func inputTooLarge(name string) error {
	return documents.Problemf(documents.Misuse, "file-too-large",
		"%[1]s dépasse %[2]d Mio ; découpez-le", "%[1]s is over %[2]d MiB; split it", name, maxInput>>20)
}

// unknownName is the Problem for a word that is none of the known ones; the
// formats take the word as %[1].
func unknownName(name string, known []string, fr, en string) error {
	if near, ok := nearest.Word(name, known); ok {
		return documents.Problemf(documents.Misuse, "unknown-name", fr+" ; vouliez-vous dire « %[2]s » ?", en+"; did you mean %[2]q?", name, near)
	}
	return documents.Problemf(documents.Misuse, "unknown-name", fr+" (%[2]s)", en+" (%[2]s)", name, strings.Join(known, ", "))
}
