package checks

import (
	"context"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

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
				all[i] = values.Find(s.Text, l)
			}
			*found.Side(l) = all
		}
		return found, nil
	},
}
