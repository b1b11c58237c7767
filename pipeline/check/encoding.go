package check

import (
	"strings"

	"concord/documents"
)

// hedge keeps a finding from weighing more than a hint where it rests on text
// whose characters are in doubt: any finding where the text is garbage, those
// about figures and addresses where the letters were worked out and the figures
// are not known.
func (p *Pass) hedge(f *Finding) {
	exact := strings.HasPrefix(f.Rule, "num/") || strings.HasPrefix(f.Rule, "link/")
	switch e := p.encoding(f); {
	case e == documents.Garbled, exact && e.FiguresUnsure():
		f.Severity = min(f.Severity, Minor)
	}
}

// encoding is the worst of the blocks that a finding rests on: those of its
// bead and those it marks.
func (p *Pass) encoding(f *Finding) documents.Encoding {
	worst := documents.Stated
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		d := p.Docs.Of(l)
		if f.Bead >= 0 {
			for _, seg := range p.Alignment.Beads[f.Bead].Side(l) {
				worst = worst.Worse(d.BlockOf(seg).Encoding)
			}
		}
		for _, s := range f.Spans.Of(l) {
			worst = worst.Worse(d.BlockOf(s.Seg).Encoding)
		}
	}
	return worst
}
