package check

import (
	"context"

	"concord/documents"
	"concord/glossary"
	"concord/glossary/reference"
	"concord/pipeline/align"
	"concord/pipeline/wordlink"
)

// A Pass is all that a check sees of one pair of documents.
type Pass struct {
	Docs      documents.Pair[*documents.Document]
	Alignment *align.Alignment
	// Terms finds the glossary's terms; nil without a glossary.
	Terms *glossary.Matcher
	// Linker links words; nil for the table in the binary.
	Linker *wordlink.Linker
	// Settings are the user's choices that a check may need.
	Settings Settings

	check   *Check
	who     string
	allowed []AnyFact
	facts   *facts
	report  func(Finding)
}

// Settings are the choices of the config that reach the checks.
type Settings struct {
	// Source is the language the text was written in first: what is missing
	// opposite is an omission, what is added there an addition. FR if zero.
	Source documents.Lang
	// Links maps a link's start in French to its start in English, beyond
	// the usual /fr/ and /en/.
	Links []documents.Pair[string]
	// Friends finds false friends; nil for the list in the binary.
	Friends *glossary.Friends
	// References finds reference texts; nil for those in the binary.
	References *reference.Library
}

// Unsure is the confidence under which a link is more likely wrong than right
// (align calibrates its scores), so that what differs within it says little.
const Unsure = 0.5

// Report adds a finding. Rule and MQM are the check's own, and so is Severity
// unless the finding sets one; in a bead whose link is unsure it is one less.
// Where words were read by character recognition every severity is one less:
// on clean pages one word in two hundred is misread, and a misread figure looks
// like one that differs. Findings go to the reader in document order, so a check may report in any
// order.
func (p *Pass) Report(f Finding) {
	f.Rule = p.check.ID
	if f.MQM == "" {
		f.MQM = p.check.MQM
	}
	if f.Severity == 0 {
		f.Severity = p.check.Severity
		if f.Bead >= 0 && !p.Bead(f.Bead).Null() && p.Bead(f.Bead).Score < Unsure {
			f.Severity = max(f.Severity-1, Neutral)
		}
	}
	if p.recognised(&f) {
		f.Severity = max(f.Severity-1, Neutral)
	}
	p.hedge(&f)
	p.report(f)
}

// recognised reports whether a finding rests on words that character
// recognition read: those of its bead, or those it marks.
func (p *Pass) recognised(f *Finding) bool {
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		d := p.Docs.Of(l)
		if f.Bead >= 0 {
			for _, seg := range p.Alignment.Beads[f.Bead].Side(l) {
				if d.BlockOf(seg).Recognised() {
					return true
				}
			}
		}
		for _, s := range f.Spans.Of(l) {
			if d.BlockOf(s.Seg).Recognised() {
				return true
			}
		}
	}
	return false
}

// Bead returns bead i.
func (p *Pass) Bead(i int) align.Bead { return p.Alignment.Beads[i] }

// Text returns the words of one side of bead i, segments joined by a space.
func (p *Pass) Text(i int, l documents.Lang) string {
	text := ""
	for n, seg := range p.Alignment.Beads[i].Side(l) {
		if n > 0 {
			text += " "
		}
		text += p.Docs.Of(l).Segments[seg].Text
	}
	return text
}

// EachBead makes a Run function of one that looks at a bead at a time. Beads
// with an empty side are passed as well.
func EachBead(look func(p *Pass, bead int)) func(context.Context, *Pass) error {
	return func(ctx context.Context, p *Pass) error {
		for i := range p.Alignment.Beads {
			if err := ctx.Err(); err != nil {
				return err
			}
			look(p, i)
		}
		return nil
	}
}
