package checks

import (
	"context"
	"fmt"
	"slices"

	"concord/documents"
	"concord/glossary/reference"
	"concord/pipeline/check"
)

// RefDefinition reports a quoted definition whose list is not that of its
// source.
var RefDefinition = &check.Check{
	ID: "ref/definition",
	Title: documents.Pair[string]{
		FR: "une définition citée n’a pas tous les éléments de sa source",
		EN: "a quoted definition lacks an item of its source",
	},
	MQM: "terminology/inconsistent-with-resource", Severity: check.Major,
	Run: quotedDefinitions,
}

// A quotation is the same definition in both documents, as far as it is there.
type quotation struct {
	ref *reference.Reference
	// bead is the first bead of the passage.
	bead int
	// hits has the place of each item, in each language; Seg is -1 for none.
	hits documents.Pair[[]reference.ListHit]
	// segs are the segments of the passage.
	segs documents.Pair[[]int]
}

func quotedDefinitions(ctx context.Context, p *check.Pass) error {
	lib := references(p)
	done := map[[2]int]bool{} // reference and bead
	for _, l := range bothLangs {
		for _, list := range lib.Lists(p.Docs.Of(l)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			q := quotationOf(p, lib, l, list, done)
			if q != nil {
				q.report(p)
			}
		}
	}
	return nil
}

// quotationOf takes a passage of one language with what is linked to it. Nil
// when it was told from the other side, or nothing is linked to it.
func quotationOf(p *check.Pass, lib *reference.Library, l documents.Lang, list reference.List, done map[[2]int]bool) *quotation {
	o := l.Other()
	q := &quotation{ref: &lib.List[list.Ref], bead: -1}
	for bead, b := range p.Alignment.Beads {
		if !slices.ContainsFunc(b.Side(l), func(seg int) bool { return seg >= list.From && seg <= list.To }) {
			continue
		}
		if done[[2]int{list.Ref, bead}] {
			return nil
		}
		done[[2]int{list.Ref, bead}] = true
		if q.bead < 0 {
			q.bead = bead
		}
		for _, both := range bothLangs {
			*q.segs.Side(both) = append(q.segs.Of(both), b.Side(both)...)
		}
	}
	if q.bead < 0 || len(q.segs.Of(o)) == 0 || len(q.ref.Texts.Of(o).Items) != len(list.Hits) {
		return nil
	}
	*q.hits.Side(l) = list.Hits
	there := make([]reference.ListHit, len(list.Hits))
	for i := range there {
		there[i].Seg = -1
	}
	for _, seg := range q.segs.Of(o) {
		for _, h := range lib.Items(p.Docs.Of(o).Segments[seg].Text, o) {
			if h.Ref == list.Ref && there[h.Item].Seg < 0 {
				there[h.Item] = reference.ListHit{Seg: seg, Start: h.Start, End: h.End}
			}
		}
	}
	*q.hits.Side(o) = there
	return q
}

// lacks lists the items that one language lacks.
func (q *quotation) lacks(l documents.Lang) []int {
	list := reference.List{Hits: q.hits.Of(l)}
	return list.Lacks()
}

// report compares the items of both languages with the reference, as sets. A
// passage in which most items are said otherwise than in the reference is
// another wording, not a faulty quotation.
func (q *quotation) report(p *check.Pass) {
	for _, l := range bothLangs {
		missing := q.lacks(l)
		if len(missing) == 0 || 2*len(missing) > len(q.hits.Of(l)) {
			continue
		}
		extra := q.added(p, l)
		for n, item := range missing {
			q.tell(p, l, item, extra, n)
		}
	}
	for _, l := range bothLangs {
		if len(q.lacks(l)) == 0 && len(q.lacks(l.Other())) == 0 {
			q.tellAdded(p, l)
		}
	}
}

// tell reports one item that is missing in a language. The first missing item is
// set against the first one that was put in.
func (q *quotation) tell(p *check.Pass, l documents.Lang, item int, extra []documents.Span, n int) {
	o := l.Other()
	want := q.ref.Texts.Of(l)
	f := check.Finding{Bead: q.bead, Source: placeInFile(want.File, want.Line)}
	var there string
	if h := q.hits.Of(o)[item]; h.Seg >= 0 {
		span := documents.Span{Seg: h.Seg, Start: h.Start, End: h.End}
		*f.Spans.Side(o) = []documents.Span{span}
		there = p.Docs.Of(o).Text(span)
	} else {
		if l == documents.EN {
			return // told for French: both lack it
		}
		// Both documents leave it out alike, which may be meant.
		f.Severity = check.Minor
	}
	instead := ""
	if n < len(extra) {
		*f.Spans.Side(l) = []documents.Span{extra[n]}
		instead = p.Docs.Of(l).Text(extra[n])
	} else {
		*f.Spans.Side(l) = q.marks(l)
	}
	fr, en := langNames(l)
	switch {
	case there == "":
		other := q.ref.Texts.EN.Items[item]
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("la définition citée ne contient dans aucune langue l’élément %s (%s)", inQuotes(want.Items[item], documents.FR), inQuotes(other, documents.FR)),
			EN: fmt.Sprintf("the quoted definition lacks the item %s (%s) in both languages", inQuotes(other, documents.EN), inQuotes(want.Items[item], documents.EN)),
		}
	case instead != "":
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("la définition citée a en %s %s là où la source a %s, pour %s", fr, inQuotes(instead, documents.FR), inQuotes(want.Items[item], documents.FR), inQuotes(there, documents.FR)),
			EN: fmt.Sprintf("the quoted definition has %s in %s where its source has %s, for %s", inQuotes(instead, documents.EN), en, inQuotes(want.Items[item], documents.EN), inQuotes(there, documents.EN)),
		}
	default:
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("il manque en %s un élément de la définition citée\u00a0: %s, qui rend %s", fr, inQuotes(want.Items[item], documents.FR), inQuotes(there, documents.FR)),
			EN: fmt.Sprintf("an item of the quoted definition is missing in %s: %s, for %s", en, inQuotes(want.Items[item], documents.EN), inQuotes(there, documents.EN)),
		}
	}
	q.close(&f, want)
	p.Report(f)
}

// tellAdded reports items that one language puts into a list that is whole.
func (q *quotation) tellAdded(p *check.Pass, l documents.Lang) {
	extra := q.added(p, l)
	others := len(q.added(p, l.Other()))
	if len(extra) <= others {
		return // both documents add something, or neither does
	}
	want := q.ref.Texts.Of(l)
	fr, en := langNames(l)
	for _, at := range extra[others:] {
		f := check.Finding{Bead: q.bead, Source: placeInFile(want.File, want.Line)}
		*f.Spans.Side(l) = []documents.Span{at}
		*f.Spans.Side(l.Other()) = q.marks(l.Other())
		said := p.Docs.Of(l).Text(at)
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("%s n’est pas dans la définition que l’on cite en %s", inQuotes(said, documents.FR), fr),
			EN: fmt.Sprintf("%s is not in the definition that is quoted in %s", inQuotes(said, documents.EN), en),
		}
		q.close(&f, want)
		p.Report(f)
	}
}

// close adds the source and the note to a message.
func (q *quotation) close(f *check.Finding, want reference.Text) {
	for _, in := range bothLangs {
		if want.Source != "" {
			*f.Message.Side(in) += " (" + want.Source + ")"
		}
		*f.Message.Side(in) += noteText(want.Note, in)
	}
}

// marks are the places of the items of a language.
func (q *quotation) marks(l documents.Lang) []documents.Span {
	var out []documents.Span
	for _, h := range q.hits.Of(l) {
		if h.Seg >= 0 {
			out = append(out, documents.Span{Seg: h.Seg, Start: h.Start, End: h.End})
		}
	}
	slices.SortFunc(out, func(a, b documents.Span) int {
		if a.Seg != b.Seg {
			return a.Seg - b.Seg
		}
		return a.Start - b.Start
	})
	return out
}
