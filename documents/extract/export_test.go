package extract

import (
	"context"

	"concord/documents"
)

// Gather makes words of pages and returns the layout that follows, so that
// benchmarks can time the two apart.
func Gather(d *documents.Document, pages []*Page) (layout func(context.Context) error) {
	var g gathered
	for _, p := range pages {
		g.add(d, p)
	}
	return func(ctx context.Context) error { return g.layout(ctx, d) }
}
