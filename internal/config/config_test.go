package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"concord/documents"
	"concord/pipeline/check"
)

const whole = `lang: fr
glossary:
  - terms/common.csv
  - /abs/other.csv
lexicon: terms/house.lexicon
false-friends: terms/friends.csv
references: [terms/titles.csv, /abs/defs.csv]
built-in: [references]
source: en
fail-on: minor
baseline: accepted.yaml
checks:
  enable: [term/admitted]
  disable: num/phone
  severity:
    num/date: critical
links:
  - {fr: "https://exemple.org/a", en: "https://example.org/b"}
archive: s3://bucket/prefix
engine: pdfium
limits:
  time: 90s
  memory: 512 MiB
  file-size: 100 Mo
  pages: 2000
jobs:
  - name: report
    fr: docs/report.fr.pdf
    en: docs/report.en.pdf
    glossary: special.csv
    record: annual-report
    alignment: docs/report.tsv
  - name: letter
    fr: a.md
    en: b.md
`

func save(t *testing.T, dir, text string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, Name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadWhole(t *testing.T) {
	dir := t.TempDir()
	path := save(t, dir, whole)
	c, err := Load(Where{File: path})
	if err != nil {
		t.Fatal(err)
	}
	in := func(p string) string { return filepath.Join(dir, p) }
	c.origins = nil
	want := &Config{
		File: path, Lang: documents.FR, Glossary: []string{in("terms/common.csv"), "/abs/other.csv"}, Lexicon: in("terms/house.lexicon"),
		FalseFriends: []string{in("terms/friends.csv")}, References: []string{in("terms/titles.csv"), "/abs/defs.csv"}, BuiltIn: []string{"references"}, Source: documents.EN,
		FailOn: check.Minor, Baseline: in("accepted.yaml"),
		Checks: Checks{Enable: []string{"term/admitted"}, Disable: []string{"num/phone"}, Severity: map[string]check.Severity{"num/date": check.Critical}},
		Links:  []documents.Pair[string]{{FR: "https://exemple.org/a", EN: "https://example.org/b"}}, Archive: "s3://bucket/prefix",
		Engine: "pdfium", Limits: Limits{Time: 90 * time.Second, Memory: 512 << 20, FileSize: 100e6, Pages: 2000},
		Jobs: []Job{
			{Name: "report", FR: in("docs/report.fr.pdf"), EN: in("docs/report.en.pdf"), Glossary: []string{in("special.csv")}, Record: "annual-report", Alignment: in("docs/report.tsv"), Line: 27},
			{Name: "letter", FR: in("a.md"), EN: in("b.md"), Line: 33},
		},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got\n%+v\nwant\n%+v", c, want)
	}
	if c.Job("letter") == nil || c.Job("none") != nil {
		t.Error("Job does not find by name")
	}
}

func TestDefaultsAndOrigins(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	c, err := Load(Where{Dir: dir})
	if err != nil || c.FailOn != check.Major || c.Source != documents.FR || c.File != "" {
		t.Fatalf("got %+v, %v", c, err)
	}
	path := save(t, dir, "# ours\n\nfail-on: minor\narchive:\nlimits: {memory: 1 GiB, pages: 10}\n")
	env := map[string]string{"CONCORD_ARCHIVE": "s3://b/p"}
	c, err = Load(Where{Dir: dir, Env: func(k string) string { return env[k] }})
	if err != nil {
		t.Fatal(err)
	}
	c.SetByFlag("source", "source")
	got := map[string]Setting{}
	for _, s := range c.Origins() {
		got[s.Key] = s
	}
	for _, want := range []Setting{
		{"fail-on", "minor", path + ":3"},
		{"archive", "s3://b/p", "env CONCORD_ARCHIVE"},
		{"source", "fr", "flag --source"},
		{"limits", "memory=1 GiB, pages=10", path + ":5"},
		{"glossary", "", "default"},
		{"domains", "", "default"},
	} {
		if got[want.Key] != want {
			t.Errorf("got %+v, want %+v", got[want.Key], want)
		}
	}
	if len(got) != len(keys) {
		t.Errorf("%d settings for %d keys", len(got), len(keys))
	}
}

// The file is looked for upwards as far as the repository's root, and not
// above it.
func TestFind(t *testing.T) {
	top := t.TempDir()
	save(t, top, "fail-on: minor\n")
	repo := filepath.Join(top, "repo")
	deep := filepath.Join(repo, "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	load := func() *Config {
		t.Helper()
		c, err := Load(Where{Dir: deep})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := load(); c.FailOn != check.Minor {
		t.Errorf("the file above was not found: %+v", c)
	}
	if err := os.Mkdir(filepath.Join(repo, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if c := load(); c.File != "" {
		t.Errorf("found %s, above the repository", c.File)
	}
	save(t, repo, "fail-on: critical\nglossary: g.csv\n")
	c := load()
	if c.FailOn != check.Critical {
		t.Errorf("the repository's file was not found: %+v", c)
	}
	if a, b := abs(t, c.Glossary[0]), filepath.Join(repo, "g.csv"); a != b {
		t.Errorf("glossary at %s, want %s", a, b)
	}
}

func abs(t *testing.T, path string) string {
	t.Helper()
	a, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, data, code, en, fr string }{
		{"near key", "fial-on: major\n", "config-unknown-key", `line 1: unknown key "fial-on"; did you mean "fail-on"?`, "ligne 1 : clé inconnue « fial-on » ; vouliez-vous dire « fail-on » ?"},
		{"near list", "built-in: false-friend\n", "config-value", `line 1: built-in: "false-friend" is not allowed; did you mean "false-friends"?`, "vouliez-vous dire « false-friends »"},
		{"near severity", "fail-on: majr\n", "config-value", `line 1: fail-on: "majr" is not allowed; did you mean "major"?`, "vouliez-vous dire « major » ?"},
		{"near engine", "engine: pdfuim\n", "config-value", `line 1: engine: "pdfuim" is not allowed; did you mean "pdfium"?`, "vouliez-vous dire « pdfium » ?"},
		{"no language", "\nlang: de\n", "config-value", `line 2: lang: "de" is not allowed; choose one of: fr, en`, "choisissez parmi : fr, en"},
		{"job without files", "jobs:\n  - name: a\n    fr: x\n", "config-missing-key", `line 2: jobs[1]: "en" is missing`, "il manque « en »"},
		{"job twice", "jobs:\n  - {name: a, fr: x, en: y}\n  - {name: a, fr: x, en: y}\n", "config-repeated-job", "line 3: jobs[2]: the name \"a\" is taken on line 2", "déjà pris à la ligne 2"},
		{"job key", "jobs:\n  - {nmae: a}\n", "config-unknown-key", `did you mean "name"?`, "vouliez-vous dire « name » ?"},
		{"time", "limits: {time: 30}\n", "config-value", "limits.time: \"30\" is not a length of time", "n’est pas une durée"},
		{"size", "limits: {memory: lots}\n", "config-value", "is not a size", "n’est pas une taille"},
		{"size too large", "limits: {memory: 99999999999999 GiB}\n", "config-value", "is not a size", "n’est pas une taille"},
		{"pages", "limits: {pages: -1}\n", "config-value", "is not a number of pages", "n’est pas un nombre"},
		{"severity of a check", "checks: {severity: {num/date: bad}}\n", "config-value", `checks.severity.num/date: "bad"`, "choisissez parmi"},
		{"link", "links: [{fr: a}]\n", "config-missing-key", `links[1]: "en" is missing`, "il manque « en »"},
		{"path", "glossary: ['']\n", "config-path", "the path is empty", "le chemin est vide"},
		{"list for text", "archive: [a]\n", "config-type", "archive: this must be a text, not a list", "il faut ici un texte, et non une liste"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(Where{File: save(t, t.TempDir(), c.data)})
			var p *documents.Problem
			if !errors.As(err, &p) {
				t.Fatalf("got %v", err)
			}
			fr := strings.ReplaceAll(p.In(documents.FR), "\u00a0", " ")
			if p.Code != c.code || p.Class != documents.Misuse || !strings.Contains(p.In(documents.EN), c.en) || !strings.Contains(fr, c.fr) {
				t.Errorf("%s\n%s\n%s", p.Code, p.In(documents.EN), fr)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	for _, path := range []string{filepath.Join(t.TempDir(), "none.yaml"), t.TempDir()} {
		_, err := Load(Where{File: path})
		var p *documents.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Error(), path) {
			t.Errorf("got %v", err)
		}
	}
	_, err := Load(Where{Dir: t.TempDir(), Env: func(k string) string { return map[string]string{"CONCORD_FAIL_ON": "x"}[k] }})
	if err == nil {
		t.Error("a wrong CONCORD_FAIL_ON passes")
	}
}

// The template loads as it is and, with every line that shows a setting made
// live, still loads: the examples in it are right. Both languages set the same.
func TestTemplate(t *testing.T) {
	var loaded documents.Pair[[]Setting]
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		text := Template(l)
		plain, err := Load(Where{File: save(t, t.TempDir(), text)})
		if err != nil {
			t.Fatal(err)
		}
		if plain.FailOn != check.Major || plain.Source != documents.FR || len(plain.Jobs) > 0 {
			t.Errorf("%s: got %+v", l, plain)
		}
		var lines []string
		for _, line := range strings.Split(text, "\n") {
			if strings.HasPrefix(line, "#") && (!strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "#  ")) { // "# " begins prose
				line = line[1:]
			}
			lines = append(lines, line)
		}
		live, err := Load(Where{File: save(t, t.TempDir(), strings.Join(lines, "\n"))})
		if err != nil {
			t.Fatalf("%s: an example in the template is wrong: %v", l, err)
		}
		if len(live.Jobs) != 1 || live.Limits.Pages == 0 || len(live.Checks.Enable) == 0 || len(live.Links) != 1 {
			t.Errorf("%s: examples missing: %+v", l, live)
		}
		for _, s := range live.Origins() {
			if s.Origin == "default" {
				t.Errorf("%s: the template does not show %s", l, s.Key)
			}
		}
		*loaded.Side(l) = live.Origins()
	}
	for i, s := range loaded.FR {
		if loaded.EN[i].Key != s.Key || lineOf(s.Origin) != lineOf(loaded.EN[i].Origin) {
			t.Errorf("%+v and %+v", s, loaded.EN[i])
		}
	}
}

func lineOf(origin string) string { return origin[strings.LastIndex(origin, ":")+1:] }

func TestParseSize(t *testing.T) {
	for in, want := range map[string]int64{
		"4096": 4096, "512 MiB": 512 << 20, "2g": 2 << 30, "100 Mo": 100e6, "1\u00a0Gio": 1 << 30,
		"": 0, "0": 0, "-1": 0, "1.5 GiB": 0, "1 XB": 0, "9223372036854775807 k": 0,
	} {
		got, ok := ParseSize(in)
		if got != want || ok != (want > 0) {
			t.Errorf("%q: %d, %v", in, got, ok)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(whole)
	f.Add(templateFR)
	f.Add("limits: {memory: 1}\njobs: [{}]\n")
	f.Fuzz(func(t *testing.T, data string) {
		c := &Config{origins: map[string]string{}}
		err := c.parse("f.yaml", []byte(data))
		var p *documents.Problem
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("%v is not a Problem", err)
		}
		if err == nil {
			c.relocate("dir")
			c.Origins()
		}
	})
}
