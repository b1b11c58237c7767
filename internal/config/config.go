// Package config reads concord.yaml, the one file of settings. Load finds it,
// refuses what it does not know with the line and the nearest known key, lays
// the environment over it, and remembers where each value came from. Flags are
// laid over by the command line with Set, so that `concord config` can show
// the origin of every value.
//
// Paths in the file are relative to the file's folder; Load makes them
// relative to the working folder, or absolute if that cannot be.
package config

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"concord/documents"
	"concord/pipeline/check"
)

// Name is the file's name.
const Name = "concord.yaml"

// A Config is all settings, defaults included.
type Config struct {
	// File is the file that was read; empty without one.
	File string

	// Lang is the language of messages; empty leaves it to the environment.
	Lang documents.Lang
	// Glossary are the glossaries, in order of precedence.
	Glossary []string
	// Domains are the subjects of the concepts to keep to; empty for all.
	Domains []string
	// Lexicon is a translation table of the user's own; empty for none.
	Lexicon string
	// FalseFriends and References are lists of the user's own, in order of
	// precedence. BuiltIn names those of the program's that are used, among
	// BuiltIns; nil for all, and "none" alone for none.
	FalseFriends, References, BuiltIn []string
	// Source is the language the text was written in first.
	Source documents.Lang
	// FailOn is the severity from which findings make the run fail.
	FailOn check.Severity
	// Baseline is the file of accepted findings; empty for the usual name in
	// the working folder.
	Baseline string
	Checks   Checks
	// Links maps a link's start in French to its start in English.
	Links []documents.Pair[string]
	// Archive is a folder or an s3:// address; empty for none.
	Archive string
	// Engine says who reads the pages of a PDF, one of Engines; "auto" where
	// nothing is set.
	Engine string
	Limits Limits
	Jobs   []Job

	origins map[string]string // by key; absent for defaults
}

// BuiltIns are the values of BuiltIn.
var BuiltIns = []string{"false-friends", "references", "none"}

// Engines are the values of Engine.
var Engines = []string{"auto", "native", "pdfium", "ocr"}

// Checks say which checks run and how much they weigh.
type Checks struct {
	// Enable and Disable are IDs; Disable wins.
	Enable, Disable []string
	// Severity sets another severity by ID.
	Severity map[string]check.Severity
}

// Limits bound what reading one document may take. Zero means the default,
// which is shown by `concord config` as such.
type Limits struct {
	Time     time.Duration
	Memory   int64 // bytes
	FileSize int64 // bytes
	Pages    int
}

// A Job is a pair of documents with a name.
type Job struct {
	Name, FR, EN string
	// Glossary takes the place of Config.Glossary if it is not empty.
	Glossary []string
	// Domains takes the place of Config.Domains if it is not empty.
	Domains []string
	// Alignment is a corrected alignment of the pair; empty for none.
	Alignment string
	// Record is the archive's name for the pair; empty for the job's own.
	Record string
	// Line is where the job stands in the file.
	Line int
}

// Where says where to look for settings.
type Where struct {
	// File is the file to read, which must be there. If it is empty Name is
	// looked for in Dir and the folders above it, up to the first that holds
	// .git, or the root of the file system.
	File string
	// Dir is the working folder; "." if empty.
	Dir string
	// Env is os.Getenv; nil for no environment.
	Env func(string) string
}

// Load reads the settings. Without a file they are the defaults and the
// environment. Every error is a *documents.Problem.
func Load(w Where) (*Config, error) {
	c := &Config{Source: documents.FR, FailOn: check.Major, Engine: Engines[0], origins: map[string]string{}}
	path := w.File
	if path == "" {
		path = find(w.Dir)
	}
	if path != "" {
		data, err := read(path)
		if err != nil {
			return nil, err
		}
		if err := c.parse(path, data); err != nil {
			return nil, err
		}
		c.File = path
		c.relocate(filepath.Dir(path))
	}
	if w.Env != nil {
		if err := c.environment(w.Env); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Job returns the job with a name, nil if there is none.
func (c *Config) Job(name string) *Job {
	if i := slices.IndexFunc(c.Jobs, func(j Job) bool { return j.Name == name }); i >= 0 {
		return &c.Jobs[i]
	}
	return nil
}

// Terms gives a job's glossaries and domains; own is false when they are those
// of all jobs.
func (j *Job) Terms(c *Config) (glossaries, domains []string, own bool) {
	glossaries, domains = c.Glossary, c.Domains
	if len(j.Glossary) > 0 {
		glossaries = j.Glossary
	}
	if len(j.Domains) > 0 {
		domains = j.Domains
	}
	return glossaries, domains, len(j.Glossary)+len(j.Domains) > 0
}

// JobNames lists the jobs in the order of the file.
func (c *Config) JobNames() []string {
	names := make([]string, len(c.Jobs))
	for i, j := range c.Jobs {
		names[i] = j.Name
	}
	return names
}

// find looks for the file from dir upwards and returns its path, relative to
// the working folder where dir is; "" if there is none.
func find(dir string) string {
	if dir == "" {
		dir = "."
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for rel := dir; ; rel = filepath.Join(rel, "..") {
		path := filepath.Join(rel, Name)
		if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
			return path
		}
		if _, err := os.Stat(filepath.Join(rel, ".git")); err == nil {
			return ""
		}
		parent := filepath.Dir(abs)
		if parent == abs {
			return ""
		}
		abs = parent
	}
}

// maxSize bounds the file, in bytes; the largest real ones list some hundred
// jobs in a few hundred kilobytes.
const maxSize = 4 << 20

func read(path string) ([]byte, error) {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, documents.Problemf(documents.Misuse, "config-missing",
			"%[1]s\u00a0: fichier de configuration introuvable\u00a0; vérifiez le chemin, ou créez-le avec «\u00a0concord init\u00a0»",
			"%[1]s: no such configuration file; check the path, or make one with \"concord init\"", path)
	case st.IsDir():
		return nil, documents.Problemf(documents.Misuse, "config-folder",
			"%[1]s est un répertoire\u00a0; donnez le fichier", "%[1]s is a folder; give the file", path)
	case !st.Mode().IsRegular() || st.Size() > maxSize:
		return nil, documents.Problemf(documents.Misuse, "config-too-large",
			"%[1]s n’est pas un fichier de configuration\u00a0: il dépasse %[2]d Mio ou n’est pas un fichier ordinaire",
			"%[1]s is not a configuration file: it is larger than %[2]d MiB or not a regular file", path, maxSize>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, documents.Problemf(documents.Misuse, "config-unreadable",
			"%[1]s\u00a0: lecture impossible", "%[1]s: cannot be read", path).Because(err)
	}
	return data, nil
}

// relocate makes the paths of the file relative to the working folder.
func (c *Config) relocate(dir string) {
	move := func(path *string) {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(dir, filepath.FromSlash(*path))
		}
	}
	for i := range c.Glossary {
		move(&c.Glossary[i])
	}
	for i := range c.FalseFriends {
		move(&c.FalseFriends[i])
	}
	for i := range c.References {
		move(&c.References[i])
	}
	move(&c.Lexicon)
	move(&c.Baseline)
	if !remote(c.Archive) {
		move(&c.Archive)
	}
	for i := range c.Jobs {
		j := &c.Jobs[i]
		move(&j.FR)
		move(&j.EN)
		move(&j.Alignment)
		for n := range j.Glossary {
			move(&j.Glossary[n])
		}
	}
}
