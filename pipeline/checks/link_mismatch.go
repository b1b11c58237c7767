package checks

import (
	"context"
	"strings"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// LinkMismatch tells links that differ after the marks of a language (/fr/ and
// /en/, PAGE_FR, lang=fra) are taken out and Settings.Links is applied. Another
// host is major. Another page of the same host is minor: sites often name a
// page otherwise in each language, or have it in one only.
var LinkMismatch = &check.Check{
	ID: "link/mismatch",
	Title: documents.Pair[string]{
		FR: "un lien ne mène pas au même endroit dans les deux langues",
		EN: "a link leads elsewhere in the other language",
	},
	MQM: "design-and-markup/link", Severity: check.Minor,
	Requires: []check.AnyFact{differences},
	Run:      reportLinks(values.Link),
}

// reportLinks tells the differences of one kind of link, those between hosts
// as major.
func reportLinks(kind values.Kind) func(context.Context, *check.Pass) error {
	return func(ctx context.Context, p *check.Pass) error {
		for _, d := range check.Get(p, differences) {
			if d.kind() != kind {
				continue
			}
			f := d.finding(p)
			if d.FR != nil && d.EN != nil && host(d.FR.Value) != host(d.EN.Value) {
				f.Severity = check.Major
			}
			p.Report(f)
		}
		return nil
	}
}

// host returns the host of a link's or address's key.
func host(v values.Value) string {
	if v.Kind == values.Mail {
		return v.Key[strings.LastIndexByte(v.Key, '@')+1:]
	}
	if i := strings.IndexAny(v.Key, "/?#"); i >= 0 {
		return v.Key[:i]
	}
	return v.Key
}

// mappedLink reports whether the settings map the French link x to the English
// link y: one start for another, and the rest equal.
func mappedLink(x, y values.Value, links []documents.Pair[string]) bool {
	if x.Kind != values.Link || y.Kind != values.Link {
		return false
	}
	for _, m := range links {
		restX, okX := strings.CutPrefix(x.Key, values.LinkKey(m.FR))
		restY, okY := strings.CutPrefix(y.Key, values.LinkKey(m.EN))
		if okX && okY && restX == restY {
			return true
		}
	}
	return false
}
