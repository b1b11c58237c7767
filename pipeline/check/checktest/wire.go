package checktest

import (
	"errors"

	"concord/documents"
	"concord/glossary"
)

// split makes one segment of each block.
func split(d *documents.Document) []documents.Segment {
	segs := make([]documents.Segment, len(d.Blocks))
	for i, b := range d.Blocks {
		segs[i] = documents.Segment{ID: i + 1, Block: b.ID, End: len(b.Text), Text: b.Text}
	}
	return segs
}

// terms loads the case's glossary.
func (k *Case) terms() (*glossary.Matcher, error) {
	if k.Glossary == nil {
		return nil, nil
	}
	return nil, errors.New("section \"glossary.csv\": glossaries cannot be read yet")
}
