package pipeline

import (
	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/baseline"
	"concord/pipeline/check"
)

// A Result is what a run found in all its pairs, in the order of the jobs.
// Renderers read it; nothing in it depends on time or on the number of
// workers.
type Result struct {
	Pairs []PairResult
	// Stale are the baseline's entries that matched no finding of this run,
	// and Expired those that matched one but no longer accept it.
	Stale, Expired []baseline.Entry
	// Glossaries are those that the checks used.
	Glossaries []GlossaryRef
}

// A GlossaryRef says which glossary was used, so that a report can be
// repeated years later.
type GlossaryRef struct {
	Path, SHA256 string
	Concepts     int
}

// A PairResult is what came of one pair of documents.
type PairResult struct {
	// Name is the job's name in the config; empty for a pair from the command
	// line.
	Name string
	// Paths are the files as the user gave them. They are known even when Err
	// kept a document from being read.
	Paths documents.Pair[string]
	// Docs are the documents; a side that could not be read is nil.
	Docs documents.Pair[*documents.Document]
	// Alignment is nil when the documents were not aligned.
	Alignment *align.Alignment
	// Findings are in document order, accepted ones among them.
	Findings []Found
	// Scores is the divergence of each bead in [0,1]; nil unless asked for.
	Scores []float64
	// IDs is the row of each bead in a bitext file; nil otherwise.
	IDs []string
	// Checks is the number of checks that ran.
	Checks int
	// Warnings are about the pair as a whole ("languages-swapped"); each
	// document has its own beside them.
	Warnings []documents.Warning
	// Err says why the pair could not be read or checked in full.
	Err error
}

// A Found is a finding, with the baseline entry that accepts it, if any.
type Found struct {
	check.Finding
	// Accepted is nil for a finding that counts.
	Accepted *baseline.Entry
}

// Path returns the file of one side, for messages.
func (p *PairResult) Path(l documents.Lang) string {
	if d := p.Docs.Of(l); d != nil && d.Path != "" {
		return d.Path
	}
	return p.Paths.Of(l)
}

// Beads returns the number of beads.
func (p *PairResult) Beads() int {
	if p.Alignment == nil {
		return 0
	}
	return len(p.Alignment.Beads)
}

// Unaligned returns the number of segments, in both documents together, that
// have no counterpart.
func (p *PairResult) Unaligned() int {
	if p.Alignment == nil {
		return 0
	}
	n := 0
	for _, b := range p.Alignment.Beads {
		if b.Null() {
			n += len(b.FR) + len(b.EN)
		}
	}
	return n
}

// A SideWarning is a warning with the language of the document it is about;
// Lang is empty for one about the pair.
type SideWarning struct {
	documents.Warning
	Lang documents.Lang
}

// AllWarnings returns the warnings of the pair, then of the French document,
// then of the English one.
func (p *PairResult) AllWarnings() []SideWarning {
	var all []SideWarning
	for _, w := range p.Warnings {
		all = append(all, SideWarning{w, ""})
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if d := p.Docs.Of(l); d != nil {
			for _, w := range d.Warnings {
				all = append(all, SideWarning{w, l})
			}
		}
	}
	return all
}

// A Summary counts what was done in a run.
type Summary struct {
	Pairs, Documents, Pages, Segments, Beads int
	// Unaligned counts segments without a counterpart, in both languages.
	Unaligned int
	// Checks is the largest number of checks that ran on one pair.
	Checks int
	// Findings counts by severity those that count; index with a
	// check.Severity. Accepted counts those that the baseline accepts.
	Findings [check.Critical + 1]int
	Accepted int
	Stale    int
	Expired  int
	Warnings int
	// Failed counts the pairs that were not read or checked in full.
	Failed int
}

// Total returns the number of findings that count, of all severities.
func (s Summary) Total() int {
	n := 0
	for _, c := range s.Findings {
		n += c
	}
	return n
}

// AtLeast returns the number of findings that count and weigh s or more.
func (s Summary) AtLeast(sev check.Severity) int {
	n := 0
	for i := sev; i <= check.Critical; i++ {
		n += s.Findings[i]
	}
	return n
}

// Summary counts what was done.
func (r *Result) Summary() Summary {
	s := Summary{Pairs: len(r.Pairs), Stale: len(r.Stale), Expired: len(r.Expired)}
	for i := range r.Pairs {
		p := &r.Pairs[i]
		for _, d := range []*documents.Document{p.Docs.FR, p.Docs.EN} {
			if d != nil {
				s.Documents++
				s.Pages += d.Pages
				s.Segments += len(d.Segments)
			}
		}
		s.Beads += p.Beads()
		s.Unaligned += p.Unaligned()
		s.Checks = max(s.Checks, p.Checks)
		for _, f := range p.Findings {
			switch {
			case f.Accepted != nil:
				s.Accepted++
			case f.Severity >= check.Neutral && f.Severity <= check.Critical:
				s.Findings[f.Severity]++
			}
		}
		s.Warnings += len(p.AllWarnings())
		if p.Err != nil {
			s.Failed++
		}
	}
	return s
}
