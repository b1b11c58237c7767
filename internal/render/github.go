package render

import (
	"fmt"
	"strings"

	"concord/documents"
	"concord/internal/printable"
	"concord/pipeline"
	"concord/pipeline/check"
)

// github writes GitHub workflow commands, which show as annotations on the
// change: ::error file=...,line=...,title=...::message. The line and column
// are there for text files whose text is known. Critical and major findings
// are errors, minor ones warnings, neutral ones notices; accepted ones are left
// out.
func github(p *page, r *pipeline.Result) {
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		for _, w := range pair.AllWarnings() {
			file := ""
			if w.Lang != "" {
				file = pair.Path(w.Lang)
			}
			message := p.Of(w.Message)
			if w.Page > 0 {
				message = p.T("render.page", "Page", w.Page) + p.Colon() + message
			}
			command(p, "warning", file, "", w.Code, message)
		}
		if pair.Err != nil {
			command(p, "error", pair.Path(documents.FR), "", "concord", documents.Explain(pair.Err, p.Options.lang()))
		}
		for n := range pair.Findings {
			if f := &pair.Findings[n]; f.Accepted == nil {
				annotate(p, pair, f)
			}
		}
	}
}

func annotate(p *page, pair *pipeline.PairResult, f *pipeline.Found) {
	level := "error"
	switch f.Severity {
	case check.Minor:
		level = "warning"
	case check.Neutral:
		level = "notice"
	}
	l := first(f)
	var at string
	if doc, spans := pair.Docs.Of(l), f.Spans.Of(l); doc != nil && len(spans) > 0 {
		if line, col, ok := p.lines.at(pair.Path(l), doc.Locate(spans[0])); ok {
			at = fmt.Sprintf("line=%d,col=%d", line, col)
		}
	}
	message := withSource(p, f)
	for _, l := range sides {
		where := p.place(pair, f, l)
		if where == "" {
			where = p.gap(pair, f, l)
		}
		message += "\n" + p.T("render."+string(l)) + p.Colon() + where
		if words := marked(pair.Docs.Of(l), f.Spans.Of(l)); words != "" {
			message += " " + p.Quote(words)
		}
	}
	command(p, level, pair.Path(l), at, f.Rule, message+"\n["+f.Fingerprint+"]")
}

// marked gives the marked words of one side, cut short.
func marked(d *documents.Document, spans []documents.Span) string {
	if d == nil {
		return ""
	}
	var parts []string
	for _, s := range spans {
		parts = append(parts, printable.Line(d.Text(s)))
	}
	return shorten(strings.Join(parts, " … "), 80)
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func command(p *page, level, file, at, title, message string) {
	var props []string
	if file != "" {
		props = append(props, "file="+escapeProperty.Replace(file))
	}
	if at != "" {
		props = append(props, at)
	}
	props = append(props, "title="+escapeProperty.Replace(printable.Line(title)))
	lines := strings.Split(message, "\n")
	for i := range lines {
		lines[i] = printable.Line(lines[i])
	}
	p.line("::", level, " ", strings.Join(props, ","), "::", escapeData.Replace(strings.Join(lines, "\n")))
}
