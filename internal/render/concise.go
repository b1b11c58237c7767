package render

import (
	"concord/internal/printable"
	"concord/pipeline"
)

// concise writes one line for each finding that counts:
//
//	severity rule fr-place en-place message (source) [fingerprint]
//
// The severity is in English and the places have no spaces but those of the
// file's name, so that the lines can be cut and searched whatever the language
// of messages. The source is there for a finding that has one, such as the line
// of the glossary that has the term. The fingerprint is whole.
func concise(p *page, r *pipeline.Result) {
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		for n := range pair.Findings {
			f := &pair.Findings[n]
			if f.Accepted != nil {
				continue
			}
			p.line(f.Severity.String(), " ", f.Rule, " ", p.handle(pair, f, "fr"), " ", p.handle(pair, f, "en"), " ",
				printable.Line(withSource(p, f)), " [", printable.Line(f.Fingerprint), "]")
		}
	}
}

// withSource is the message with the file and line that its rule or term comes
// from, in parentheses: a log has no other line to say so.
func withSource(p *page, f *pipeline.Found) string {
	if f.Source == "" {
		return p.Of(f.Message)
	}
	return p.Of(f.Message) + " (" + printable.Line(f.Source) + ")"
}
