// Package check is the framework for looking at two aligned documents. A Check
// is a struct value with an ID, a title in both languages, an MQM type, a
// severity, the Facts it needs and a Run function; pipeline/checks lists the
// built-in ones. Run runs checks over an Alignment and returns Findings in
// document order, whatever the number of workers.
//
// A check sees a Pass and nothing else: it does not print, read files or keep
// state. Shared work, such as the figures of every segment, is a Fact, computed
// once per pair of documents.
package check

import (
	"context"
	"fmt"

	"concord/documents"
)

// A Severity is how much a finding weighs, as in MQM. The zero Severity is
// not valid, so that a check cannot forget it.
type Severity int

// The severities, in rising order.
const (
	Neutral Severity = iota + 1
	Minor
	Major
	Critical
)

var severityNames = [...]string{Neutral: "neutral", Minor: "minor", Major: "major", Critical: "critical"}

// String returns the MQM name, in lower case.
func (s Severity) String() string {
	if s < Neutral || s > Critical {
		return fmt.Sprintf("severity(%d)", int(s))
	}
	return severityNames[s]
}

// ParseSeverity reads an MQM severity name.
func ParseSeverity(name string) (Severity, bool) {
	for s := Neutral; s <= Critical; s++ {
		if severityNames[s] == name {
			return s, true
		}
	}
	return 0, false
}

// MarshalText writes the name; JSON has it as a string.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (s *Severity) UnmarshalText(b []byte) error {
	v, ok := ParseSeverity(string(b))
	if !ok {
		return fmt.Errorf("unknown severity %q", b)
	}
	*s = v
	return nil
}

// A Check looks for one kind of divergence.
type Check struct {
	// ID is a group and a name, "num/mismatch": stable and never reused.
	ID string
	// Title says in a few words what a finding means, in lower case.
	Title documents.Pair[string]
	// MQM is dimension/type of MQM Core: "accuracy/omission".
	MQM string
	// Severity is the default; a Report may lower or raise a finding's own.
	Severity Severity
	// Off keeps the check from running unless it is asked for: its precision
	// on the development data is under 0.8.
	Off bool
	// Requires names the facts that Run takes with Get.
	Requires []AnyFact
	Run      func(context.Context, *Pass) error
}

// A Finding is a place where the two documents seem to diverge.
type Finding struct {
	// Rule is the ID of the check.
	Rule     string
	Severity Severity
	MQM      string
	// Message is one sentence in each language that names both sides.
	Message documents.Pair[string]
	// Spans are the marked words of each side, in order. A side without
	// counterpart has none.
	Spans documents.Pair[[]documents.Span]
	// Bead is the index of the bead the finding is in, -1 for one about the
	// documents as a whole.
	Bead int
	// Source says where the rule or term comes from: "child-rights.csv:14".
	Source string
	// Fingerprint identifies the finding by its content; Run sets it.
	Fingerprint string
}
