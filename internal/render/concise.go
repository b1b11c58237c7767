package render

import (
	"concord/internal/printable"
	"concord/pipeline"
)

// concise writes one line for each finding that counts:
//
//	severity rule fr-place en-place message [fingerprint]
//
// The severity is in English and the places have no spaces but those of the
// file's name, so that the lines can be cut and searched whatever the language
// of messages. The fingerprint is whole.
func concise(p *page, r *pipeline.Result) {
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		for n := range pair.Findings {
			f := &pair.Findings[n]
			if f.Accepted != nil {
				continue
			}
			p.line(f.Severity.String(), " ", f.Rule, " ", p.handle(pair, f, "fr"), " ", p.handle(pair, f, "en"), " ",
				printable.Line(p.Of(f.Message)), " [", printable.Line(f.Fingerprint), "]")
		}
	}
}
