package extract

import (
	"context"

	"concord/documents"
)

func joinHyphens(d *documents.Document) {}
func readPDF(ctx context.Context, d *documents.Document, data []byte, opts Options) error {
	return nil
}
