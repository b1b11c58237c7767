package checks

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// precedence decides which check tells a difference between two kinds: the
// more particular one, so that 24 days against 24 is a matter of units.
var precedence = []values.Kind{
	values.Link, values.Mail, values.Phone, values.Date, values.Time,
	values.Money, values.Percent, values.Measure, values.Number, values.Reference,
}

// kind returns the kind under which a difference is told.
func (d difference) kind() values.Kind {
	best := len(precedence)
	for _, x := range []*placed{d.FR, d.EN} {
		if x != nil {
			best = min(best, slices.Index(precedence, x.Kind))
		}
	}
	return precedence[best]
}

// reportDifferences makes the Run function of the check that tells the
// differences of the given kinds.
func reportDifferences(kinds ...values.Kind) func(context.Context, *check.Pass) error {
	return func(ctx context.Context, p *check.Pass) error {
		for _, d := range check.Get(p, differences) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if slices.Contains(kinds, d.kind()) {
				p.Report(d.finding(p))
			}
		}
		return nil
	}
}

// finding marks the values on both sides and names them in each language's
// conventions.
func (d difference) finding(p *check.Pass) check.Finding {
	f := check.Finding{Bead: d.bead, Severity: d.weight}
	one := func(x *placed, side, l documents.Lang) string {
		switch x.Kind {
		case values.Link, values.Mail, values.Phone, values.Reference:
			return p.Docs.Of(side).Text(x.span())
		}
		return values.Format(x.Value, l)
	}
	named := func(x *placed, side, l documents.Lang) string {
		names := []string{one(x, side, l)}
		for _, y := range d.more {
			if name := one(y, side, l); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return listed(names, l)
	}
	spans := func(x *placed) []documents.Span {
		all := []documents.Span{x.span()}
		for _, y := range d.more {
			all = append(all, y.span())
		}
		return all
	}
	switch {
	case d.EN == nil:
		f.Spans.FR = spans(d.FR)
		f.Message.FR = fmt.Sprintf("%s en français, rien d’équivalent en anglais", named(d.FR, documents.FR, documents.FR))
		f.Message.EN = fmt.Sprintf("%s in French, nothing equal in English", named(d.FR, documents.FR, documents.EN))
	case d.FR == nil:
		f.Spans.EN = spans(d.EN)
		f.Message.FR = fmt.Sprintf("%s en anglais, rien d’équivalent en français", named(d.EN, documents.EN, documents.FR))
		f.Message.EN = fmt.Sprintf("%s in English, nothing equal in French", named(d.EN, documents.EN, documents.EN))
	default:
		f.Spans.FR = []documents.Span{d.FR.span()}
		f.Spans.EN = []documents.Span{d.EN.span()}
		f.Message.FR = fmt.Sprintf("%s en français, %s en anglais", named(d.FR, documents.FR, documents.FR), named(d.EN, documents.EN, documents.FR))
		f.Message.EN = fmt.Sprintf("%s in French, %s in English", named(d.FR, documents.FR, documents.EN), named(d.EN, documents.EN, documents.EN))
	}
	return f
}

// listed joins names as a sentence does: 6, 9 and 12.
func listed(names []string, l documents.Lang) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	and := " and "
	if l == documents.FR {
		and = " et "
	}
	return strings.Join(names[:last], ", ") + and + names[last]
}

func (x *placed) span() documents.Span {
	return documents.Span{Seg: x.seg, Start: x.Start, End: x.End}
}
