package checks

import (
	"fmt"
	"slices"
	"sync"

	"concord/documents"
	"concord/glossary/reference"
	"concord/pipeline/check"
)

// RefTitle reports an official title that is not quoted as it is.
var RefTitle = &check.Check{
	ID: "ref/title",
	Title: documents.Pair[string]{
		FR: "un titre officiel n’est pas cité tel quel",
		EN: "an official title is not quoted as it is",
	},
	MQM: "terminology/inconsistent-with-resource", Severity: check.Major,
	Run: check.EachBead(officialTitles),
}

var shippedReferences = sync.OnceValue(func() *reference.Library { return reference.New(reference.Shipped()) })

// references are the reference texts of a pass.
func references(p *check.Pass) *reference.Library {
	if p.Settings.References != nil {
		return p.Settings.References
	}
	return shippedReferences()
}

// officialRanges gives the byte ranges of the official titles that a text quotes
// to the letter, without quotation marks.
func officialRanges(p *check.Pass, text string, l documents.Lang) [][2]int {
	var out [][2]int
	for _, h := range references(p).Titles(text, l) {
		if h.Edits == 0 {
			out = append(out, [2]int{h.Start, h.End})
		}
	}
	return out
}

// withinOne reports whether a range lies in one of several.
func withinOne(ranges [][2]int, start, end int) bool {
	return slices.ContainsFunc(ranges, func(r [2]int) bool { return r[0] <= start && end <= r[1] })
}

// A titlePlace is a title with its segment.
type titlePlace struct {
	reference.TitleHit
	seg int
}

func (t titlePlace) span() documents.Span {
	return documents.Span{Seg: t.seg, Start: t.Start, End: t.End}
}

// officialTitles looks for passages of a bead that come close to a title: close
// enough by themselves, or with the title itself on the other side.
func officialTitles(p *check.Pass, bead int) {
	lib := references(p)
	var places documents.Pair[map[int]titlePlace]
	for _, l := range bothLangs {
		best := map[int]titlePlace{}
		for _, seg := range p.Bead(bead).Side(l) {
			for _, h := range lib.Titles(p.Docs.Of(l).Segments[seg].Text, l) {
				if have, ok := best[h.Ref]; !ok || h.Edits < have.Edits {
					best[h.Ref] = titlePlace{h, seg}
				}
			}
		}
		*places.Side(l) = best
	}
	if len(places.FR)+len(places.EN) == 0 {
		return
	}
	for ref := range lib.List {
		for _, l := range bothLangs {
			here, ok := places.Of(l)[ref]
			if !ok || here.Edits == 0 {
				continue
			}
			other, there := places.Of(l.Other())[ref]
			exact := there && other.Edits == 0
			if exact || here.Slight && !otherTitle(places.Of(l), here) {
				titleFinding(p, bead, &lib.List[ref], l, here, other, exact)
			}
		}
	}
}

// otherTitle reports whether a passage is another title of the library to the
// letter.
func otherTitle(all map[int]titlePlace, here titlePlace) bool {
	for ref, t := range all {
		if ref != here.Ref && t.Edits == 0 && t.seg == here.seg && t.Start < here.End && here.Start < t.End {
			return true
		}
	}
	return false
}

func titleFinding(p *check.Pass, bead int, r *reference.Reference, l documents.Lang, here, other titlePlace, exact bool) {
	want := r.Texts.Of(l)
	f := check.Finding{Bead: bead, Source: placeInFile(want.File, want.Line)}
	if !exact {
		// Nothing but the likeness tells that this title is meant.
		f.Severity = check.Minor
	}
	*f.Spans.Side(l) = []documents.Span{here.span()}
	if exact {
		*f.Spans.Side(l.Other()) = []documents.Span{other.span()}
	}
	said := p.Docs.Of(l).Text(here.span())
	for _, in := range bothLangs {
		from := ""
		if want.Source != "" {
			from = " (" + want.Source + ")"
		}
		text := "%s is not the official title; write %s%s%s"
		if in == documents.FR {
			text = "%s n’est pas le titre officiel\u00a0; écrire %s%s%s"
		}
		*f.Message.Side(in) = fmt.Sprintf(text, inQuotes(said, in), inQuotes(want.Text, in), from, noteText(want.Note, in))
	}
	p.Report(f)
}
