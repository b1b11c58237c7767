package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"concord/documents"
	"concord/internal/nearest"
	"concord/internal/printable"
	"concord/internal/strictyaml"
	"concord/pipeline/check"
)

// keys are the file's top-level keys, in the order of the template.
var keys = []string{"lang", "glossary", "domains", "lexicon", "false-friends", "references", "built-in", "source", "fail-on", "baseline", "checks", "links", "archive", "engine", "limits", "jobs"}

// parse reads the file's bytes over the defaults.
func (c *Config) parse(path string, data []byte) error {
	root, err := strictyaml.Parse(path, "config", data)
	if err != nil {
		return err
	}
	members, err := root.Members(keys...)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.Value.Null() {
			continue // "archive:" with nothing after it leaves the default
		}
		if err := c.member(m); err != nil {
			return err
		}
		c.from(m, path)
	}
	return nil
}

// from notes where a value was read.
func (c *Config) from(m strictyaml.Member, path string) {
	c.origins[m.Value.Key()] = fmt.Sprintf("%s:%d", path, m.Line)
}

func (c *Config) member(m strictyaml.Member) (err error) {
	v := m.Value
	switch m.Key {
	case "lang":
		c.Lang, err = language(v)
	case "source":
		c.Source, err = language(v)
	case "glossary":
		c.Glossary, err = paths(v)
	case "domains":
		c.Domains, err = v.Texts()
	case "lexicon":
		c.Lexicon, err = path(v)
	case "false-friends":
		c.FalseFriends, err = paths(v)
	case "references":
		c.References, err = paths(v)
	case "built-in":
		c.BuiltIn, err = builtIns(v)
	case "fail-on":
		c.FailOn, err = severity(v)
	case "baseline":
		c.Baseline, err = path(v)
	case "archive":
		c.Archive, err = path(v)
	case "engine":
		c.Engine, err = engine(v)
	case "checks":
		err = c.checks(v)
	case "links":
		err = c.links(v)
	case "limits":
		err = c.limits(v)
	case "jobs":
		err = c.jobs(v)
	}
	return err
}

func language(v strictyaml.Value) (documents.Lang, error) {
	text, err := v.Text()
	if err != nil {
		return "", err
	}
	switch l := documents.Lang(text); l {
	case documents.FR, documents.EN:
		return l, nil
	}
	return "", notAmong(v, text, []string{"fr", "en"})
}

func severity(v strictyaml.Value) (check.Severity, error) {
	text, err := v.Text()
	if err != nil {
		return 0, err
	}
	s, ok := check.ParseSeverity(text)
	if !ok {
		return 0, notAmong(v, text, []string{"neutral", "minor", "major", "critical"})
	}
	return s, nil
}

func engine(v strictyaml.Value) (string, error) {
	text, err := v.Text()
	if err != nil {
		return "", err
	}
	if !slices.Contains(Engines, text) {
		return "", notAmong(v, text, Engines)
	}
	return text, nil
}

func builtIns(v strictyaml.Value) ([]string, error) {
	texts, err := v.Texts()
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		if !slices.Contains(BuiltIns, t) {
			return nil, notAmong(v, t, BuiltIns)
		}
	}
	return texts, nil
}

// notAmong is the problem of a word that is not one of a few.
func notAmong(v strictyaml.Value, got string, known []string) error {
	if near, ok := nearest.Word(got, known); ok {
		return v.Problemf("value", "«\u00a0%[1]s\u00a0» n’est pas admis\u00a0; vouliez-vous dire «\u00a0%[3]s\u00a0»\u00a0?",
			"%[2]q is not allowed; did you mean %[3]q?", printable.Line(got), got, near)
	}
	return v.Problemf("value", "«\u00a0%[1]s\u00a0» n’est pas admis\u00a0; choisissez parmi\u00a0: %[3]s",
		"%[2]q is not allowed; choose one of: %[3]s", printable.Line(got), got, strings.Join(known, ", "))
}

// path reads a path, which must not be empty or hold what no path can.
func path(v strictyaml.Value) (string, error) {
	text, err := v.Text()
	if err != nil {
		return "", err
	}
	return text, validPath(v, text)
}

func paths(v strictyaml.Value) ([]string, error) {
	texts, err := v.Texts()
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		if err := validPath(v, t); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

func validPath(v strictyaml.Value, text string) error {
	if strings.TrimSpace(text) == "" || strings.ContainsRune(text, 0) {
		return v.Problemf("path", "le chemin est vide\u00a0; donnez un fichier", "the path is empty; give a file")
	}
	return nil
}

func remote(archive string) bool { return strings.Contains(archive, "://") }

func (c *Config) checks(v strictyaml.Value) error {
	members, err := v.Members("enable", "disable", "severity")
	if err != nil {
		return err
	}
	for _, m := range members {
		switch m.Key {
		case "enable":
			c.Checks.Enable, err = m.Value.Texts()
		case "disable":
			c.Checks.Disable, err = m.Value.Texts()
		case "severity":
			var ids []strictyaml.Member
			if ids, err = m.Value.Members(); err != nil {
				return err
			}
			c.Checks.Severity = map[string]check.Severity{}
			for _, id := range ids {
				if c.Checks.Severity[id.Key], err = severity(id.Value); err != nil {
					return err
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *Config) links(v strictyaml.Value) error {
	items, err := v.List()
	if err != nil {
		return err
	}
	for _, it := range items {
		sides, err := required(it, []string{"fr", "en"}, []string{"fr", "en"})
		if err != nil {
			return err
		}
		c.Links = append(c.Links, documents.Pair[string]{FR: sides["fr"], EN: sides["en"]})
	}
	return nil
}

// required reads a map of texts and says which of the needed keys are missing
// or empty. Keys that are known and not texts are left to the caller.
func required(v strictyaml.Value, known, needed []string, lists ...string) (map[string]string, error) {
	members, err := v.Members(slices.Concat(known, lists)...)
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	for _, m := range members {
		if slices.Contains(lists, m.Key) || m.Value.Null() {
			continue
		}
		if values[m.Key], err = m.Value.Text(); err != nil {
			return nil, err
		}
	}
	for _, k := range needed {
		if strings.TrimSpace(values[k]) == "" {
			return nil, v.Problemf("missing-key", "il manque «\u00a0%[1]s\u00a0»", "%[1]q is missing", k)
		}
	}
	return values, nil
}

func (c *Config) jobs(v strictyaml.Value) error {
	items, err := v.List()
	if err != nil {
		return err
	}
	lines := map[string]int{}
	for _, it := range items {
		texts, err := required(it, []string{"name", "fr", "en", "record", "alignment"}, []string{"name", "fr", "en"}, "glossary", "domains")
		if err != nil {
			return err
		}
		j := Job{Name: texts["name"], FR: texts["fr"], EN: texts["en"], Record: texts["record"], Alignment: texts["alignment"], Line: it.Line()}
		members, err := it.Members()
		if err != nil {
			return err
		}
		for _, m := range members {
			switch m.Key {
			case "glossary":
				j.Glossary, err = paths(m.Value)
			case "domains":
				j.Domains, err = m.Value.Texts()
			}
			if err != nil {
				return err
			}
		}
		if first, ok := lines[j.Name]; ok {
			return it.Problemf("repeated-job", "le nom «\u00a0%[1]s\u00a0» est déjà pris à la ligne %[2]d\u00a0; donnez un autre nom",
				"the name %[3]q is taken on line %[2]d; give another name", printable.Line(j.Name), first, j.Name)
		}
		lines[j.Name] = it.Line()
		c.Jobs = append(c.Jobs, j)
	}
	return nil
}

func (c *Config) limits(v strictyaml.Value) error {
	members, err := v.Members("time", "memory", "file-size", "pages")
	if err != nil {
		return err
	}
	for _, m := range members {
		text, err := m.Value.Text()
		if err != nil {
			return err
		}
		switch m.Key {
		case "time":
			d, err := time.ParseDuration(strings.ReplaceAll(text, " ", ""))
			if err != nil || d <= 0 {
				return m.Value.Problemf("value", "«\u00a0%[1]s\u00a0» n’est pas une durée\u00a0; écrivez 30s ou 2m",
					"%[2]q is not a length of time; write 30s or 2m", printable.Line(text), text)
			}
			c.Limits.Time = d
		case "memory", "file-size":
			n, ok := ParseSize(text)
			if !ok {
				return m.Value.Problemf("value", "«\u00a0%[1]s\u00a0» n’est pas une taille\u00a0; écrivez 512 MiB ou 2 GiB",
					"%[2]q is not a size; write 512 MiB or 2 GiB", printable.Line(text), text)
			}
			if m.Key == "memory" {
				c.Limits.Memory = n
			} else {
				c.Limits.FileSize = n
			}
		case "pages":
			n, err := strconv.Atoi(text)
			if err != nil || n <= 0 {
				return m.Value.Problemf("value", "«\u00a0%[1]s\u00a0» n’est pas un nombre de pages",
					"%[2]q is not a number of pages", printable.Line(text), text)
			}
			c.Limits.Pages = n
		}
	}
	return nil
}

// units are the sizes' units in bytes, in English and French (octets).
var units = map[string]int64{
	"": 1, "b": 1, "o": 1,
	"kb": 1e3, "ko": 1e3, "mb": 1e6, "mo": 1e6, "gb": 1e9, "go": 1e9,
	"k": 1 << 10, "m": 1 << 20, "g": 1 << 30,
	"kib": 1 << 10, "kio": 1 << 10, "mib": 1 << 20, "mio": 1 << 20, "gib": 1 << 30, "gio": 1 << 30,
}

// ParseSize reads a size in bytes: "512 MiB", "2g", "100 Mo", "4096". It must be
// above zero.
func ParseSize(s string) (int64, bool) {
	s = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " ")))
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz ")
	unit, ok := units[strings.TrimSpace(s[len(digits):])]
	n, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || n <= 0 || n > math.MaxInt64/unit {
		return 0, false
	}
	return n * unit, true
}
