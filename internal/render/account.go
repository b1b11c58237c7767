package render

import (
	"strings"

	"concord/documents"
	"concord/internal/printable"
	"concord/pipeline"
	"concord/pipeline/baseline"
	"concord/pipeline/check"
)

// warnings writes what was not read in all pairs, and the exceptions that no
// longer hold.
func warnings(p *page, r *pipeline.Result) {
	for i := range r.Pairs {
		pairWarnings(p, &r.Pairs[i])
	}
	exceptions(p, r)
}

// pairWarnings writes what kept a pair from being read or checked in full.
func pairWarnings(p *page, pair *pipeline.PairResult) {
	for _, w := range pair.AllWarnings() {
		where := ""
		if w.Lang != "" {
			where = printable.Line(pair.Path(w.Lang))
			if w.Page > 0 {
				where += " " + p.T("render.page", "Page", w.Page)
			}
			where += p.Colon()
		}
		p.line(p.ink.warn(p.T("render.warning")), p.Colon(), where, printable.Line(p.Of(w.Message)), " [", printable.Line(w.Code), "]")
	}
	if pair.Err != nil {
		p.line(p.ink.severity[check.Critical](p.T("render.error")), p.Colon(), printable.Line(documents.Explain(pair.Err, p.Options.lang())))
	}
}

func (o Options) lang() documents.Lang {
	if o.Lang == documents.FR {
		return documents.FR
	}
	return documents.EN
}

// exceptions writes the baseline's entries that match nothing or have expired.
func exceptions(p *page, r *pipeline.Result) {
	list := func(id string, entries []baseline.Entry, hint func(baseline.Entry) string) {
		if len(entries) == 0 {
			return
		}
		p.line(p.ink.warn(p.T(id, "Count", len(entries))))
		for _, e := range entries {
			p.line(indent, e.Fingerprint, indent, printable.Line(e.Rule), indent, printable.Line(e.Reason), hint(e))
		}
	}
	list("render.stale", r.Stale, func(baseline.Entry) string { return "" })
	if len(r.Stale) > 0 {
		p.line(indent, p.T("render.stale-hint"))
	}
	list("render.expired", r.Expired, func(e baseline.Entry) string {
		return " (" + p.T("render.expired-on", "Date", string(e.Expires)) + ")"
	})
}

// account writes what was done: findings by severity, what was read, what was
// not, and with which glossary. "All clear" is said only when all was read and
// aligned.
func account(p *page, r *pipeline.Result) {
	s := r.Summary()
	p.line(p.ink.bold(verdict(p, s)))
	done := []string{
		p.T("render.documents", "Count", s.Documents), p.T("render.segments", "Count", s.Segments),
		p.T("render.beads", "Count", s.Beads), p.T("render.checks", "Count", s.Checks),
	}
	if s.Pages > 0 {
		done = append(done[:1], append([]string{p.T("render.pages", "Count", s.Pages)}, done[1:]...)...)
	}
	if s.Pairs > 1 {
		done = append([]string{p.T("render.pairs", "Count", s.Pairs)}, done...)
	}
	text := strings.Join(done, ", ")
	if p.Elapsed > 0 {
		text += " " + p.T("render.elapsed", "Seconds", p.Decimal(p.Elapsed.Seconds(), 1))
	}
	p.line(text)
	for _, n := range []struct {
		id    string
		count int
	}{{"render.accepted", s.Accepted}, {"render.unaligned", s.Unaligned}, {"render.warnings", s.Warnings}, {"render.failed", s.Failed}} {
		if n.count > 0 {
			p.line(p.T(n.id, "Count", n.count))
		}
	}
	if s.Total() > 0 {
		p.line(p.T("render.accept"))
	}
	for _, g := range r.Glossaries {
		p.line(p.T("render.glossary", "Path", printable.Line(g.Path), "Concepts", p.T("render.concepts", "Count", g.Concepts), "SHA256", g.SHA256[:min(12, len(g.SHA256))]))
	}
}

func verdict(p *page, s pipeline.Summary) string {
	if s.Total() == 0 {
		if s.Failed == 0 && s.Unaligned == 0 && s.Warnings == 0 && s.Accepted == 0 && s.Documents > 0 {
			return p.T("render.all-clear")
		}
		if s.Failed > 0 && s.Beads == 0 {
			return p.T("render.nothing")
		}
		return p.T("render.no-findings")
	}
	var by []string
	for sev := check.Critical; sev >= check.Neutral; sev-- {
		if n := s.Findings[sev]; n > 0 {
			by = append(by, p.T("render.severity-count."+sev.String(), "Count", n))
		}
	}
	return p.T("render.findings", "Count", s.Total()) + p.Colon() + strings.Join(by, ", ")
}
