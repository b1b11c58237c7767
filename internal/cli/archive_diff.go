package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/worddiff"

	"github.com/urfave/cli/v2"
)

func (p *program) archiveDiffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		ArgsUsage: p.of("DOSSIER [ANCIENNE NOUVELLE]", "RECORD [OLD NEW]"),
		Usage:     p.of("montre ce qui a changé entre deux versions : fichiers, texte, constats", "show what changed between two versions: files, text, findings"),
		Description: p.of(
			"ANCIENNE et NOUVELLE sont des numéros ; sans eux, les deux dernières versions.",
			"OLD and NEW are numbers; without them, the two newest versions."),
		Flags:  []cli.Flag{p.archiveFlag(), p.jsonFlag()},
		Action: p.archiveDiff,
	}
}

// A versionDiff is what differs between two versions of a record.
type versionDiff struct {
	Record  string      `json:"record"`
	Old     int         `json:"old"`
	New     int         `json:"new"`
	Added   []string    `json:"added"`
	Removed []string    `json:"removed"`
	Renamed [][2]string `json:"renamed"`
	Changed []string    `json:"changed"`
	// Text has the sentences that changed, by language.
	Text map[documents.Lang][]sentenceDiff `json:"text"`
	// Came and Gone are the findings of one version only.
	Came []storedFinding `json:"findings_came"`
	Gone []storedFinding `json:"findings_gone"`
}

// A sentenceDiff is a sentence that was deleted, inserted or changed.
type sentenceDiff struct {
	Kind worddiff.Kind `json:"kind"`
	Page int           `json:"page"`
	Old  string        `json:"old,omitempty"`
	New  string        `json:"new,omitempty"`
	Ops  []wordOp      `json:"words,omitempty"`
}

type wordOp struct {
	Kind worddiff.Kind `json:"kind"`
	Text string        `json:"text"`
}

// storedFinding is the part of a finding in findings.json that people read.
type storedFinding struct {
	Rule        string            `json:"rule"`
	Severity    string            `json:"severity"`
	Message     map[string]string `json:"message"`
	Fingerprint string            `json:"fingerprint"`
}

func (p *program) archiveDiff(c *cli.Context) error {
	args, err := p.arguments(c, 1, 3)
	if err != nil {
		return err
	}
	s, err := p.openArchive(c)
	if err != nil {
		return err
	}
	old, new, err := p.twoVersions(c, s, args)
	if err != nil {
		return err
	}
	d, err := p.compareVersions(c, s, args[0], old, new)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return p.printJSON(d)
	}
	p.printDiff(d)
	return nil
}

// twoVersions reads OLD and NEW, or takes the two newest.
func (p *program) twoVersions(c *cli.Context, s *archive.Store, args []string) (old, new int, err error) {
	if len(args) == 1 {
		record, err := s.Show(c.Context, args[0])
		if err != nil {
			return 0, 0, err
		}
		head := len(record.Versions)
		if head < 2 {
			return 0, 0, documents.Problemf(documents.Misuse, "one-version",
				"%s n’a qu’une version ; il n’y a rien à comparer", "%s has one version; there is nothing to compare", args[0])
		}
		return head - 1, head, nil
	}
	if len(args) == 2 {
		_, err := p.arguments(c, 3, 3)
		return 0, 0, err
	}
	var n [2]int
	for i, a := range args[1:] {
		n[i], err = strconv.Atoi(strings.TrimPrefix(a, "v"))
		if err != nil || n[i] < 1 {
			return 0, 0, documents.Problemf(documents.Misuse, "version",
				"« %s » n’est pas un numéro de version ; concord archive show les énumère",
				"%q is not a version number; concord archive show lists them", a)
		}
	}
	return n[0], n[1], nil
}

func (p *program) compareVersions(c *cli.Context, s *archive.Store, record string, old, new int) (*versionDiff, error) {
	changes, err := s.Diff(c.Context, record, old, new)
	if err != nil {
		return nil, err
	}
	d := &versionDiff{Record: record, Old: old, New: new, Added: []string{}, Removed: []string{}, Renamed: [][2]string{}, Changed: []string{},
		Text: map[documents.Lang][]sentenceDiff{}, Came: []storedFinding{}, Gone: []storedFinding{}}
	for _, e := range changes.Added {
		d.Added = append(d.Added, e.Path)
	}
	for _, e := range changes.Removed {
		d.Removed = append(d.Removed, e.Path)
	}
	for _, r := range changes.Renamed {
		d.Renamed = append(d.Renamed, [2]string{r.Old, r.New})
	}
	for _, ch := range changes.Changed {
		d.Changed = append(d.Changed, ch.Path)
	}
	v := versionReader{c: c, s: s, record: record}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		a, errA := v.segments(old, l)
		b, errB := v.segments(new, l)
		if err := errors.Join(errA, errB); err != nil {
			return nil, err
		}
		if diff := diffSegments(a, b); len(diff) > 0 {
			d.Text[l] = diff
		}
	}
	before, errA := v.findings(old)
	after, errB := v.findings(new)
	if err := errors.Join(errA, errB); err != nil {
		return nil, err
	}
	d.Came, d.Gone = except(after, before), except(before, after)
	return d, nil
}

// A versionReader reads the derived files of a record's versions.
type versionReader struct {
	c      *cli.Context
	s      *archive.Store
	record string
}

// maxDerived bounds a derived file that is read into memory: the extraction of
// the longest report of the development data has under 2 MB.
const maxDerived = 256 << 20

// read decodes a JSON file of a version. A version that lacks the file, since
// the document could not be read or another program made it, leaves v as it is.
func (r versionReader) read(n int, path string, v any) error {
	rc, err := r.s.Get(r.c.Context, r.record, archive.Selector{Number: n}, path)
	var prob *documents.Problem
	if asProblem(err, &prob) && prob.Code == "archive-no-file" {
		return nil
	}
	if err != nil {
		return err
	}
	defer rc.Close()
	if err := json.NewDecoder(io.LimitReader(rc, maxDerived)).Decode(v); err != nil {
		return documents.Problemf(documents.Damaged, "archive-derived",
			"%[1]s v%[2]d : %[3]s n’est pas le JSON attendu ; contrôlez l’archive avec « concord archive verify »",
			"%[1]s v%[2]d: %[3]s is not the JSON it should be; check the archive with concord archive verify", r.record, n, path).Because(err)
	}
	return nil
}

type storedSegment struct {
	Page int    `json:"page"`
	Text string `json:"text"`
}

func (r versionReader) segments(n int, l documents.Lang) ([]storedSegment, error) {
	var doc struct {
		Segments []storedSegment `json:"segments"`
	}
	err := r.read(n, "extract/"+string(l)+".json", &doc)
	return doc.Segments, err
}

func (r versionReader) findings(n int) ([]storedFinding, error) {
	var report struct {
		Pairs []struct {
			Findings []storedFinding `json:"findings"`
		} `json:"pairs"`
	}
	err := r.read(n, "findings.json", &report)
	var all []storedFinding
	for _, p := range report.Pairs {
		all = append(all, p.Findings...)
	}
	return all, err
}

func diffSegments(a, b []storedSegment) []sentenceDiff {
	texts := func(segs []storedSegment) []string {
		out := make([]string, len(segs))
		for i, s := range segs {
			out[i] = s.Text
		}
		return out
	}
	var diff []sentenceDiff
	for _, op := range worddiff.Segments(texts(a), texts(b)) {
		if op.Kind == worddiff.Equal {
			continue
		}
		s := sentenceDiff{Kind: op.Kind}
		if op.Old >= 0 {
			s.Old, s.Page = a[op.Old].Text, a[op.Old].Page
		}
		if op.New >= 0 {
			s.New, s.Page = b[op.New].Text, b[op.New].Page
		}
		for _, w := range op.Words {
			s.Ops = append(s.Ops, wordOp{w.Kind, w.Text})
		}
		diff = append(diff, s)
	}
	return diff
}

// except returns the findings of a whose fingerprint is not in b.
func except(a, b []storedFinding) []storedFinding {
	in := map[string]bool{}
	for _, f := range b {
		in[f.Fingerprint] = true
	}
	out := []storedFinding{}
	for _, f := range a {
		if !in[f.Fingerprint] {
			out = append(out, f)
		}
	}
	return out
}

func (p *program) printDiff(d *versionDiff) {
	fmt.Fprintf(p.stdout, "%s  v%d → v%d\n", clean(d.Record), d.Old, d.New)
	p.printList(p.of("fichiers", "files"), d)
	names := documents.Pair[string]{FR: p.of("français", "French"), EN: p.of("anglais", "English")}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if len(d.Text[l]) == 0 {
			continue
		}
		fmt.Fprintf(p.stdout, "\n%s\n", names.Of(l))
		for _, s := range d.Text[l] {
			p.printSentence(s)
		}
	}
	p.printFindings(p.of("constats apparus", "findings that came"), "+", d.Came)
	p.printFindings(p.of("constats disparus", "findings that went"), "-", d.Gone)
	if len(d.Added)+len(d.Removed)+len(d.Renamed)+len(d.Changed) == 0 {
		fmt.Fprintln(p.stdout, p.of("\naucune différence", "\nno difference"))
	}
}

func (p *program) printList(title string, d *versionDiff) {
	if len(d.Added)+len(d.Removed)+len(d.Renamed)+len(d.Changed) == 0 {
		return
	}
	fmt.Fprintf(p.stdout, "\n%s\n", title)
	for _, f := range d.Added {
		fmt.Fprintf(p.stdout, "  + %s\n", clean(f))
	}
	for _, f := range d.Removed {
		fmt.Fprintf(p.stdout, "  - %s\n", clean(f))
	}
	for _, f := range d.Renamed {
		fmt.Fprintf(p.stdout, "  > %s → %s\n", clean(f[0]), clean(f[1]))
	}
	for _, f := range d.Changed {
		fmt.Fprintf(p.stdout, "  ~ %s\n", clean(f))
	}
}

// printSentence writes a sentence with [-what went-] and {+what came+}, the
// marks that git's word difference uses: they do not rely on colour.
func (p *program) printSentence(s sentenceDiff) {
	place := ""
	if s.Page > 0 {
		place = fmt.Sprintf("p. %d  ", s.Page)
	}
	switch s.Kind {
	case worddiff.Insert:
		fmt.Fprintf(p.stdout, "  + %s%s\n", place, clean(s.New))
	case worddiff.Delete:
		fmt.Fprintf(p.stdout, "  - %s%s\n", place, clean(s.Old))
	default:
		var b strings.Builder
		for _, op := range s.Ops {
			switch op.Kind {
			case worddiff.Delete:
				b.WriteString("[-" + clean(strings.TrimSpace(op.Text)) + "-]")
			case worddiff.Insert:
				b.WriteString("{+" + clean(strings.TrimSpace(op.Text)) + "+} ")
			default:
				b.WriteString(clean(op.Text))
			}
		}
		fmt.Fprintf(p.stdout, "  ~ %s%s\n", place, strings.TrimSpace(b.String()))
	}
}

func (p *program) printFindings(title, mark string, fs []storedFinding) {
	if len(fs) == 0 {
		return
	}
	fmt.Fprintf(p.stdout, "\n%s\n", title)
	for _, f := range fs {
		fmt.Fprintf(p.stdout, "  %s %s %s  %s\n", mark, clean(f.Severity), clean(f.Rule), clean(f.Message[string(p.lang)]))
	}
}
