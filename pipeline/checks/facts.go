package checks

import (
	"context"

	"concord/documents"
	"concord/documents/language"
	"concord/documents/values"
	"concord/pipeline/check"
	"concord/pipeline/wordlink"
)

// surely is the confidence from which a segment counts as written in the other
// language than its document's. Of the 16,000 sides of the development pairs
// language.Detect takes 26 for the other language at any confidence, one from
// 0.5 on and none from 0.8 on.
const surely = 0.9

// written returns the language whose conventions a segment follows: that of
// its document, unless it was clearly left untranslated. "June 2nd 2004" in a
// French report is a date all the same.
func written(text string, l documents.Lang) documents.Lang {
	if got, sure := language.Detect(text); got == l.Other() && sure >= surely {
		return got
	}
	return l
}

// linkerOf is the linker of words of a run.
func linkerOf(p *check.Pass) *wordlink.Linker {
	if p.Linker != nil {
		return p.Linker
	}
	return wordlink.Shipped()
}

// segmentValues is the fact of the values of each segment: for each language,
// one list per segment, in the order of the text.
var segmentValues = &check.Fact[documents.Pair[[][]values.Value]]{
	Name: "values",
	Compute: func(ctx context.Context, p *check.Pass) (documents.Pair[[][]values.Value], error) {
		var found documents.Pair[[][]values.Value]
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			segs := p.Docs.Of(l).Segments
			all := make([][]values.Value, len(segs))
			for i, s := range segs {
				if err := ctx.Err(); err != nil {
					return found, err
				}
				all[i] = values.Find(s.Text, written(s.Text, l))
			}
			*found.Side(l) = all
		}
		return found, nil
	},
}
