// Package cases runs checks over cases that a translator can write: a text file
// that shows both languages and what is to be found in them. Parse reads one,
// Check tells what differs. checktest runs a folder of them in a test, and
// "concord terms test" one of the user's own. A case looks like this:
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
// The other sections are optional: glossary.csv, in the format of
// glossary.ReadCSV; false-friends.csv, in that of glossary.FriendsOf, in the
// place of the list in the program; references.csv, in that of reference.Read,
// likewise; settings, with lines "source: en" or
// "link: FR-START EN-START", or "check: ID" to run that check; and moved, with lines "2 5": line 2 of fr is linked
// with line 5 of en and crosses others.
package cases

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/segment"
	"concord/glossary"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

// A Case is one parsed file.
type Case struct {
	// Why is the opening sentence.
	Why string
	// Lines are the texts of each side; an empty line has no counterpart.
	Lines documents.Pair[[]string]
	// Want are the expected findings, in the order of the file.
	Want []Want
	// Terms finds the terms of glossary.csv; nil without one.
	Terms    *glossary.Matcher
	Settings check.Settings
	// Checks are the IDs that the settings name; none for those of the runner.
	Checks []string
	// Moved links a line of fr with another line of en, counted from 1.
	Moved []documents.Pair[int]
}

// Check runs checks over the case and returns what differs from Want, in the
// form of the file; empty when nothing does. What Want names and no check runs
// is missing. Terms and settings that the case leaves open are those of usual.
func (k *Case) Check(ctx context.Context, checks []*check.Check, usual check.Pass) (diff string, err error) {
	docs, alignment, places := k.build()
	pass := check.Pass{Docs: docs, Alignment: alignment, Settings: k.Settings, Terms: k.Terms, Linker: usual.Linker}
	if pass.Terms == nil {
		pass.Terms = usual.Terms
	}
	if pass.Settings.Source == "" {
		pass.Settings.Source = usual.Settings.Source
	}
	if pass.Settings.Links == nil {
		pass.Settings.Links = usual.Settings.Links
	}
	if pass.Settings.Friends == nil {
		pass.Settings.Friends = usual.Settings.Friends
	}
	if pass.Settings.References == nil {
		pass.Settings.References = usual.Settings.References
	}
	found, err := check.Run(ctx, pass, checks, 1)
	if err != nil {
		return "", err
	}
	severity := map[string]check.Severity{}
	for _, c := range checks {
		severity[c.ID] = c.Severity
	}
	got := make([]Want, len(found))
	for i, f := range found {
		got[i] = places.want(severity[f.Rule], f)
	}
	inOrder := func(ws []Want) {
		slices.SortStableFunc(ws, func(a, b Want) int { return cmp.Compare(a.String(), b.String()) })
	}
	want := slices.Clone(k.Want)
	inOrder(got)
	inOrder(want)
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
