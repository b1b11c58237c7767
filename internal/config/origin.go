package config

import (
	"fmt"
	"slices"
	"strings"

	"concord/documents"
	"concord/internal/printable"
	"concord/pipeline/check"
)

// A Setting is one value with where it came from.
type Setting struct {
	// Key is the file's key: "fail-on".
	Key string
	// Value is the value as the file would have it on one line; empty when
	// nothing is set.
	Value string
	// Origin is "default", "FILE:LINE", "env NAME" or "flag --NAME". It is
	// never translated.
	Origin string
}

// Origins lists all settings in the order of the template.
func (c *Config) Origins() []Setting {
	var all []Setting
	for _, k := range keys {
		origin := c.origins[k]
		if origin == "" {
			origin = "default"
		}
		all = append(all, Setting{Key: k, Value: c.value(k), Origin: origin})
	}
	return all
}

// Line is the FILE:LINE that set a key, "" for one that no file set.
func (c *Config) Line(key string) string {
	if o := c.origins[key]; !strings.HasPrefix(o, "env ") && !strings.HasPrefix(o, "flag ") {
		return o
	}
	return ""
}

// SetByFlag notes that the command line gave a key's value by a flag.
func (c *Config) SetByFlag(key, flag string) { c.origins[key] = "flag --" + flag }

func (c *Config) value(key string) string {
	switch key {
	case "lang":
		return string(c.Lang)
	case "source":
		return string(c.Source)
	case "glossary":
		return list(c.Glossary)
	case "domains":
		return list(c.Domains)
	case "lexicon":
		return printable.Line(c.Lexicon)
	case "false-friends":
		return list(c.FalseFriends)
	case "references":
		return list(c.References)
	case "built-in":
		return list(c.BuiltIn)
	case "fail-on":
		return c.FailOn.String()
	case "baseline":
		return printable.Line(c.Baseline)
	case "archive":
		return printable.Line(c.Archive)
	case "checks":
		return c.Checks.String()
	case "links":
		parts := make([]string, len(c.Links))
		for i, l := range c.Links {
			parts[i] = l.FR + " = " + l.EN
		}
		return list(parts)
	case "engine":
		return c.Engine
	case "limits":
		return c.Limits.String()
	case "jobs":
		return list(c.JobNames())
	}
	return ""
}

func list(items []string) string { return printable.Line(strings.Join(items, ", ")) }

// String gives the choices on one line, empty when there are none.
func (k Checks) String() string {
	var parts []string
	for _, id := range k.Enable {
		parts = append(parts, "+"+id)
	}
	for _, id := range k.Disable {
		parts = append(parts, "-"+id)
	}
	ids := make([]string, 0, len(k.Severity))
	for id := range k.Severity {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		parts = append(parts, id+"="+k.Severity[id].String())
	}
	return list(parts)
}

// String gives the limits that are set on one line.
func (l Limits) String() string {
	var parts []string
	if l.Time > 0 {
		parts = append(parts, "time="+l.Time.String())
	}
	if l.Memory > 0 {
		parts = append(parts, "memory="+size(l.Memory))
	}
	if l.FileSize > 0 {
		parts = append(parts, "file-size="+size(l.FileSize))
	}
	if l.Pages > 0 {
		parts = append(parts, fmt.Sprintf("pages=%d", l.Pages))
	}
	return strings.Join(parts, ", ")
}

func size(n int64) string {
	for _, u := range []struct {
		name string
		n    int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n%u.n == 0 {
			return fmt.Sprintf("%d %s", n/u.n, u.name)
		}
	}
	return fmt.Sprintf("%d B", n)
}

// environment lays CONCORD_* over the file. Only what a machine or a CI job
// sets differently from the project is there. CONCORD_LANG is read by
// internal/msg as well, before there is a Config.
func (c *Config) environment(env func(string) string) error {
	if v := env("CONCORD_LANG"); v != "" {
		if l := documents.Lang(strings.ToLower(v[:min(2, len(v))])); l == documents.FR || l == documents.EN {
			c.Lang = l
			c.origins["lang"] = "env CONCORD_LANG"
		}
	}
	if v := env("CONCORD_ARCHIVE"); v != "" {
		c.Archive = v
		c.origins["archive"] = "env CONCORD_ARCHIVE"
	}
	if v := env("CONCORD_FAIL_ON"); v != "" {
		s, ok := check.ParseSeverity(v)
		if !ok {
			return documents.Problemf(documents.Misuse, "config-value",
				"CONCORD_FAIL_ON\u00a0: «\u00a0%[1]s\u00a0» n’est pas une gravité\u00a0; choisissez neutral, minor, major ou critical",
				"CONCORD_FAIL_ON: %[2]q is not a severity; choose neutral, minor, major or critical", printable.Line(v), v)
		}
		c.FailOn = s
		c.origins["fail-on"] = "env CONCORD_FAIL_ON"
	}
	return nil
}
