// Package pipeline is what happens when two languages meet: it takes pairs of
// documents through alignment, checks and baseline, many pairs at once. Run
// does files, RunBitext does text that is aligned already. The stages
// themselves are the packages below this one.
//
// Like all of the domain it does no input or output: reading a file is a
// function in Options. A pair that fails carries its error in its PairResult,
// and the others go on.
package pipeline

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/align"
	"concord/pipeline/baseline"
	"concord/pipeline/check"
	"concord/pipeline/divergence"
	"concord/pipeline/links"
	"concord/pipeline/wordlink"
)

// A Job is one pair of documents to check.
type Job struct {
	// Name is for people: the job's name in the config, else the French file's.
	Name string
	// Paths are the two files.
	Paths documents.Pair[string]
	// Terms finds the glossary's terms; nil without a glossary.
	Terms *glossary.Matcher
	// Links is an alignment that a person has corrected, from the file that
	// LinksFrom names; none for the program's own.
	Links     []links.Link
	LinksFrom string
}

// Options are the same for all jobs of a run.
type Options struct {
	// Read turns a file into a Document. A zero lang means "tell it from the
	// text".
	Read func(ctx context.Context, path string, lang documents.Lang) (*documents.Document, error)
	// Checks are the checks to run; none for alignment alone.
	Checks []*check.Check
	// Severity overrides the severity of a check by its ID.
	Severity map[string]check.Severity
	Settings check.Settings
	// Baseline holds what was accepted; nil for nothing. Today decides which
	// entries have expired.
	Baseline []baseline.Entry
	Today    baseline.Date
	// Part says that these jobs are not all that the baseline is about: what
	// matches none of their findings is then not stale.
	Part bool
	// Linker links words; nil for the table in the binary.
	Linker *wordlink.Linker
	// Scores asks for a divergence score for each bead.
	Scores bool
	// AsGiven takes the first file as French and the second as English
	// without looking at their language.
	AsGiven bool
	// Workers bounds how many pairs are worked on at once; 0 means one for
	// each processor.
	Workers int
	// Done is called, from any goroutine, when a job is finished.
	Done func(job int)
}

// Run takes each job through all stages. Results stand in the order of jobs,
// whatever the number of workers. When ctx ends, jobs that were not finished
// carry its error and the finished ones are whole.
func Run(ctx context.Context, jobs []Job, opts Options) *Result {
	workers := opts.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	pairs := make([]PairResult, len(jobs))
	sem := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i := range jobs {
		wg.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			pairs[i] = runPair(ctx, jobs[i], opts)
			if opts.Done != nil {
				opts.Done(i)
			}
		})
	}
	wg.Wait()
	return finish(pairs, opts, !slices.ContainsFunc(jobs, func(j Job) bool { return j.Terms == nil }))
}

func runPair(ctx context.Context, job Job, opts Options) PairResult {
	res := PairResult{Name: job.Name, Paths: job.Paths}
	if res.Err = ctx.Err(); res.Err != nil {
		return res
	}
	if res.Docs, res.Warnings, res.Err = readPair(ctx, job.Paths, opts); res.Err != nil {
		return res
	}
	hints := documents.Pair[[][]string]{}
	if job.Terms != nil {
		hints.FR = hintsOf(job.Terms, res.Docs.FR)
		hints.EN = hintsOf(job.Terms, res.Docs.EN)
	}
	var fixed []align.Bead
	if len(job.Links) > 0 {
		found := links.Find(res.Docs, job.Links)
		if found.Swapped {
			res.Err = linksSwapped(job.LinksFrom)
			return res
		}
		fixed = found.Beads
		res.Warnings = append(res.Warnings, linksWarnings(job, found)...)
	}
	if res.Alignment, res.Err = align.Align(ctx, res.Docs, align.Options{Hints: hints, Fixed: fixed, Lexicon: opts.linker().Table()}); res.Err != nil {
		return res
	}
	return examine(ctx, res, job.Terms, opts)
}

// examine runs the stages after alignment.
func examine(ctx context.Context, res PairResult, terms *glossary.Matcher, opts Options) PairResult {
	pass := check.Pass{Docs: res.Docs, Alignment: res.Alignment, Terms: terms, Linker: opts.linker(), Settings: opts.Settings}
	findings, err := check.Run(ctx, pass, opts.Checks, 0)
	res.Err = err
	res.Checks = len(opts.Checks)
	for _, f := range findings {
		if s, ok := opts.Severity[f.Rule]; ok {
			f.Severity = s
		}
		res.Findings = append(res.Findings, Found{Finding: f})
	}
	if opts.Scores && err == nil {
		res.Scores, res.Err = divergence.Scores(ctx, res.Docs, res.Alignment, opts.linker())
	}
	return res
}

// linker is the one to use.
func (o *Options) linker() *wordlink.Linker {
	if o.Linker != nil {
		return o.Linker
	}
	return wordlink.Shipped()
}

// hintsOf gives the concepts named in each segment, as evidence for links.
func hintsOf(terms *glossary.Matcher, doc *documents.Document) [][]string {
	hints := make([][]string, len(doc.Segments))
	for i, s := range doc.Segments {
		for _, h := range terms.Find(s.Text, doc.Lang) {
			hints[i] = append(hints[i], terms.Glossary.Concepts[h.Concept].ID)
		}
	}
	return hints
}

// finish applies the baseline to all pairs together, since an entry may match
// in any of them. terms says whether every pair had a glossary.
func finish(pairs []PairResult, opts Options, terms bool) *Result {
	res := &Result{Pairs: pairs}
	var all []check.Finding
	for i := range pairs {
		for _, f := range pairs[i].Findings {
			all = append(all, f.Finding)
		}
	}
	applied := baseline.Apply(all, opts.Baseline, opts.Today)
	n := 0
	for i := range pairs {
		for j := range pairs[i].Findings {
			pairs[i].Findings[j].Accepted = applied.Accepted[n]
			n++
		}
	}
	res.Expired = applied.Expired
	// A pair that failed may have hidden the finding that an entry is for.
	if !opts.Part && !slices.ContainsFunc(pairs, func(p PairResult) bool { return p.Err != nil }) {
		for _, e := range applied.Stale {
			if looked(e.Rule, opts.Checks, terms) {
				res.Stale = append(res.Stale, e)
			}
		}
	}
	return res
}

// looked reports whether a run looked for what a rule finds. What was not
// looked for is not gone: an entry of a check that was left out, or of the
// terminology (the group "term") in a run without a glossary, is not stale.
func looked(rule string, run []*check.Check, terms bool) bool {
	return slices.ContainsFunc(run, func(k *check.Check) bool { return k.ID == rule }) &&
		(terms || !strings.HasPrefix(rule, "term/"))
}
