// Package checktest runs a check over cases that a translator can write. Call
// Run from a test with a folder of txtar files. A case looks like this:
//
//	A decimal comma equals a decimal point; a changed digit does not.
//
//	-- fr --
//	Le taux est passé à 3,2 %.
//	-- en --
//	The rate rose to 3.4%.
//	-- want --
//	num/percent fr:1:"3,2 %" en:1:"3.4%" 3.2% in French, 3.4% in English
//
// The opening sentence says why the case exists. Each line of fr and en is one
// block, a heading when it starts with "# " and a paragraph otherwise, split
// into sentences as always; line 1 of fr is linked with line 1 of en, and so
// on. An empty or absent line means that the other side's line has no
// counterpart.
//
// Each line of want is one finding: the rule, the marked words on each side
// (fr:1:"3,2" is line 1; fr:1:"3,2",2:"x" marks two places; en:- marks none),
// the severity in square brackets where it is not the check's own, and the
// English message, which may be left out and is compared exactly when given.
// Words that stand several times in their line are told apart by their place:
// "3"#2 is the second 3. All kinds of spaces are equal in words and messages.
// An empty want means that the check must stay silent.
//
// Three files are optional: glossary.csv, in the format of glossary.ReadCSV,
// settings, with lines "source: en" or "link: FR-START EN-START", and moved,
// with lines "2 5": line 2 of fr is linked with line 5 of en and crosses others.
package checktest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/segment"
	"concord/glossary"
	"concord/pipeline/align"
	"concord/pipeline/check"

	"golang.org/x/tools/txtar"
)

// Run runs c over every *.txtar file in dir, each as a subtest named after the
// file. A folder without cases is a failure, so that a moved folder is noticed.
func Run(t *testing.T, dir string, c *check.Check) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s (%v)", dir, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			k, err := Parse(data)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if diff, err := k.Check(t.Context(), c); err != nil {
				t.Fatalf("%s: %v", file, err)
			} else if diff != "" {
				t.Errorf("%s: %s\n%s", file, k.Why, diff)
			}
		})
	}
}

// A Case is one parsed file.
type Case struct {
	// Why is the opening sentence.
	Why string
	// Lines are the texts of each side; an empty line has no counterpart.
	Lines documents.Pair[[]string]
	// Want are the expected findings, in the order of the file.
	Want []Want
	// Glossary is the content of glossary.csv, nil without one.
	Glossary []byte
	Settings check.Settings
	// Moved links a line of fr with another line of en, counted from 1.
	Moved []documents.Pair[int]
}

// Parse reads a case. Errors name the section and line.
func Parse(data []byte) (*Case, error) {
	ar := txtar.Parse(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
	k := &Case{Why: strings.TrimSpace(string(ar.Comment))}
	if k.Why == "" {
		return nil, fmt.Errorf("no opening sentence: say why the case exists")
	}
	seen := map[string]bool{}
	for _, f := range ar.Files {
		if seen[f.Name] {
			return nil, fmt.Errorf("section %q stands twice", f.Name)
		}
		seen[f.Name] = true
		var err error
		switch f.Name {
		case "fr":
			k.Lines.FR = lines(f.Data)
		case "en":
			k.Lines.EN = lines(f.Data)
		case "want":
			k.Want, err = parseWants(f.Data)
		case "glossary.csv":
			k.Glossary = f.Data
		case "settings":
			k.Settings, err = parseSettings(f.Data)
		case "moved":
			k.Moved, err = parseMoved(f.Data)
		default:
			err = fmt.Errorf("unknown section; the sections are fr, en, want, glossary.csv, settings and moved")
		}
		if err != nil {
			return nil, fmt.Errorf("section %q: %w", f.Name, err)
		}
	}
	for _, name := range []string{"fr", "en", "want"} {
		if !seen[name] {
			return nil, fmt.Errorf("section %q is missing", name)
		}
	}
	for _, m := range k.Moved {
		if m.FR > len(k.Lines.FR) || m.EN > len(k.Lines.EN) {
			return nil, fmt.Errorf("section \"moved\": there is no line %d of fr or no line %d of en", m.FR, m.EN)
		}
	}
	return k, nil
}

func parseMoved(data []byte) ([]documents.Pair[int], error) {
	var out []documents.Pair[int]
	for i, l := range lines(data) {
		var m documents.Pair[int]
		if _, err := fmt.Sscanf(l, "%d %d", &m.FR, &m.EN); err != nil || m.FR < 1 || m.EN < 1 {
			return nil, fmt.Errorf("line %d: %q is not a line of fr and one of en, as in \"2 5\"", i+1, l)
		}
		out = append(out, m)
	}
	return out, nil
}

// lines splits a section into lines without spaces around them.
func lines(data []byte) []string {
	all := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	for i, l := range all {
		all[i] = strings.Trim(l, " \t")
	}
	return all
}

func parseSettings(data []byte) (check.Settings, error) {
	var s check.Settings
	for i, l := range lines(data) {
		key, value, _ := strings.Cut(l, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "":
		case "source":
			s.Source = documents.Lang(value)
			if s.Source.Other() == "" {
				return s, fmt.Errorf("line %d: source is fr or en, not %q", i+1, value)
			}
		case "link":
			both := strings.Fields(value)
			if len(both) != 2 {
				return s, fmt.Errorf("line %d: link takes the French and the English start", i+1)
			}
			s.Links = append(s.Links, documents.Pair[string]{FR: both[0], EN: both[1]})
		default:
			return s, fmt.Errorf("line %d: unknown setting %q; there are source and link", i+1, key)
		}
	}
	return s, nil
}

// Check runs c over the case and returns what differs from Want, in the form
// of the file; empty when nothing does.
func (k *Case) Check(ctx context.Context, c *check.Check) (diff string, err error) {
	for _, w := range k.Want {
		if w.Rule != c.ID {
			return "", fmt.Errorf("section \"want\": rule %q, but the check is %s", w.Rule, c.ID)
		}
	}
	docs, alignment, places := k.build()
	pass := check.Pass{Docs: docs, Alignment: alignment, Settings: k.Settings}
	if pass.Terms, err = k.terms(); err != nil {
		return "", err
	}
	found, err := check.Run(ctx, pass, []*check.Check{c}, 1)
	if err != nil {
		return "", err
	}
	got := make([]Want, len(found))
	for i, f := range found {
		got[i] = places.want(c, f)
	}
	slices.SortStableFunc(got, func(a, b Want) int { return cmp.Compare(a.String(), b.String()) })
	want := slices.Clone(k.Want)
	slices.SortStableFunc(want, func(a, b Want) int { return cmp.Compare(a.String(), b.String()) })
	if slices.EqualFunc(got, want, func(g, w Want) bool { return w.matches(g) }) {
		return "", nil
	}
	var b strings.Builder
	for _, part := range []struct {
		name  string
		wants []Want
	}{{"want", want}, {"got", got}} {
		fmt.Fprintf(&b, "-- %s --\n", part.name)
		for _, w := range part.wants {
			fmt.Fprintln(&b, w)
		}
	}
	return b.String(), nil
}

// build makes the two documents, one block a line, and a bead for each line.
func (k *Case) build() (documents.Pair[*documents.Document], *align.Alignment, *places) {
	at := &places{}
	var docs documents.Pair[*documents.Document]
	n := max(len(k.Lines.FR), len(k.Lines.EN))
	beads := make([]align.Bead, n)
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		d := &documents.Document{Path: "case." + string(l), Lang: l, Format: "text"}
		var blockLine []int
		for i, line := range k.Lines.Of(l) {
			if line == "" {
				continue
			}
			b := documents.Block{ID: len(d.Blocks) + 1, Kind: documents.Paragraph, Text: line}
			if head, ok := strings.CutPrefix(line, "# "); ok {
				b.Kind, b.Level, b.Text = documents.Heading, 1, head
			}
			d.Blocks = append(d.Blocks, b)
			blockLine = append(blockLine, i)
		}
		segment.Document(d)
		for s := range d.Segments {
			line := blockLine[d.Segments[s].Block-1]
			side := &beads[line].FR
			if l == documents.EN {
				side = &beads[line].EN
			}
			*side = append(*side, s)
			*at.line.Side(l) = append(at.line.Of(l), line+1)
		}
		*docs.Side(l) = d
	}
	at.docs = docs
	alignment := &align.Alignment{}
	for _, b := range k.crossed(beads) {
		if len(b.FR)+len(b.EN) > 0 {
			b.Score = 1
			alignment.Beads = append(alignment.Beads, b)
		}
	}
	return docs, alignment, at
}

// crossed links the moved lines: each takes its counterpart from the bead of
// that line, and what its own bead had opposite is left alone.
func (k *Case) crossed(beads []align.Bead) []align.Bead {
	to := map[int][]int{} // FR line from 0 to EN segments
	for _, m := range k.Moved {
		to[m.FR-1] = beads[m.EN-1].EN
		beads[m.EN-1].EN = nil
	}
	var out []align.Bead
	for i, b := range beads {
		if en, ok := to[i]; ok {
			out = append(out, align.Bead{FR: b.FR, EN: en, Moved: true})
			b.FR = nil
		}
		out = append(out, b)
	}
	return out
}

// terms loads the case's glossary; nil without one.
func (k *Case) terms() (*glossary.Matcher, error) {
	if k.Glossary == nil {
		return nil, nil
	}
	g, err := glossary.ReadCSV(bytes.NewReader(k.Glossary), "glossary.csv")
	if err != nil {
		return nil, fmt.Errorf("section \"glossary.csv\": %w", err)
	}
	return glossary.NewMatcher(g), nil
}
