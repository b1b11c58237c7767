package render

import (
	"slices"
	"strings"

	"concord/documents"
	"concord/internal/printable"
	"concord/pipeline"
)

// twoColumns is the width from which the languages stand side by side: each
// then has 47 columns or more, about eight words of French. gutter stands
// between them.
const (
	twoColumns = 100
	gutter     = " │ "
	indent     = "  "
)

// full writes the result for a person at a terminal. Of each finding the first
// line fits the screen and starts with severity and ID; then both languages
// follow with marks under the words, and where the rule comes from. What is
// about whole documents stands first, and the account of what was done last.
func full(p *page, r *pipeline.Result) {
	short := shortener(r)
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		title := printable.Line(pair.Path(documents.FR))
		if en := printable.Line(pair.Path(documents.EN)); en != title {
			title += " ↔ " + en
		}
		if pair.Name != "" && pair.Name != pair.Path(documents.FR) {
			title = printable.Line(pair.Name) + p.Colon() + title
		}
		p.line(p.ink.bold(title))
		pairWarnings(p, pair)
		p.line()
		for _, whole := range []bool{true, false} {
			for n := range pair.Findings {
				if f := &pair.Findings[n]; (f.Bead < 0) == whole && (f.Accepted == nil || p.Accepted) {
					finding(p, pair, f, short(f.Fingerprint))
				}
			}
		}
	}
	if len(r.Stale)+len(r.Expired) > 0 {
		exceptions(p, r)
		p.line()
	}
	account(p, r)
}

func finding(p *page, pair *pipeline.PairResult, f *pipeline.Found, short string) {
	severity, rule := p.T("render.severity."+f.Severity.String()), f.Rule
	room := p.Width - printable.Width(severity+indent+rule+indent)
	lead, more := leadLine(printable.Line(p.Of(f.Message)), room, p.Width-len(indent)*2)
	p.line(strings.TrimRight(p.ink.severity[f.Severity](severity)+indent+p.ink.bold(rule)+indent+lead, " "))
	for _, l := range more {
		p.line(indent, indent, l)
	}
	bothSides(p, pair, f)
	if f.Accepted != nil {
		p.line(indent, p.ink.dim(acceptedLine(p, f)))
		p.line()
		return
	}
	var notes []string
	if f.Source != "" {
		notes = append(notes, p.T("render.source")+p.Colon()+printable.Line(f.Source))
	}
	if short != "" {
		notes = append(notes, p.T("render.fingerprint")+p.Colon()+short)
	}
	if len(notes) > 0 {
		joined := strings.Join(notes, " · ")
		if printable.Width(joined)+len(indent) <= p.Width {
			notes = []string{joined}
		}
		for _, n := range notes {
			p.line(indent, p.ink.dim(n))
		}
	}
	p.line()
}

func acceptedLine(p *page, f *pipeline.Found) string {
	a := f.Accepted
	if a.By == "" {
		return p.T("render.accepted-line-anonymous", "Date", string(a.Date), "Reason", printable.Line(a.Reason))
	}
	return p.T("render.accepted-line", "By", printable.Line(a.By), "Date", string(a.Date), "Reason", printable.Line(a.Reason))
}

// bothSides writes the words of both languages, side by side on a wide screen.
func bothSides(p *page, pair *pipeline.PairResult, f *pipeline.Found) {
	var columns documents.Pair[[]row]
	wide := p.Width >= twoColumns
	width := p.Width - len(indent)
	if wide {
		width = (width - printable.Width(gutter)) / 2
	}
	for _, l := range sides {
		*columns.Side(l) = column(p, pair, f, l, max(width, 20))
	}
	if len(columns.FR) <= 1 && len(columns.EN) <= 1 && f.Bead < 0 && len(f.Spans.FR)+len(f.Spans.EN) == 0 {
		return // about whole documents, which the title names
	}
	if !wide {
		for _, l := range sides {
			for _, r := range columns.Of(l) {
				p.line(indent, r.text)
				if r.marks != "" {
					p.line(indent, p.ink.mark(r.marks))
				}
			}
		}
		return
	}
	for i := range max(len(columns.FR), len(columns.EN)) {
		var fr, en row
		if i < len(columns.FR) {
			fr = columns.FR[i]
		}
		if i < len(columns.EN) {
			en = columns.EN[i]
		}
		pad := strings.Repeat(" ", max(0, width-fr.width))
		p.line(indent, fr.text, trimRight(pad+p.ink.dim(gutter)+en.text, en.text))
		if fr.marks != "" || en.marks != "" {
			pad := strings.Repeat(" ", max(0, width-len(fr.marks)))
			p.line(indent, p.ink.mark(fr.marks), trimRight(pad+p.ink.dim(gutter)+p.ink.mark(en.marks), en.marks))
		}
	}
}

// trimRight leaves out the spaces at a line's end when the right column is
// empty there.
func trimRight(s, right string) string {
	if right == "" {
		return strings.TrimRight(s, " ")
	}
	return s
}

// column lays out one side: where it stands, then its words.
func column(p *page, pair *pipeline.PairResult, f *pipeline.Found, l documents.Lang, width int) []row {
	label := p.T("render." + string(l))
	at := p.place(pair, f, l)
	doc, spans := pair.Docs.Of(l), f.Spans.Of(l)
	var segs []int
	if f.Bead >= 0 && f.Bead < pair.Beads() {
		segs = slices.Clone(pair.Alignment.Beads[f.Bead].Side(l))
	}
	for _, s := range spans {
		if !slices.Contains(segs, s.Seg) {
			segs = append(segs, s.Seg)
		}
	}
	slices.Sort(segs)
	if at == "" {
		at = p.gap(pair, f, l)
	}
	head := label + indent + shortenPath(at, width-printable.Width(label+indent))
	out := []row{{text: p.ink.dim(head), width: printable.Width(head)}}
	if doc == nil {
		return out
	}
	return append(out, rows(doc, segs, spans, width, p.ink.mark)...)
}

// leadLine breaks a message into what fits the first line and the lines that
// follow it.
func leadLine(message string, room, width int) (lead string, more []string) {
	if printable.Width(message) <= room {
		return message, nil
	}
	if room < 20 {
		return "", wrapText(message, width)
	}
	lines := wrapText(message, room)
	return lines[0], wrapText(strings.TrimPrefix(strings.TrimPrefix(message, lines[0]), " "), width)
}

// shorten cuts a printable text to a number of columns, with an ellipsis at
// the end of what is kept.
func shorten(s string, width int) string {
	if printable.Width(s) <= width {
		return s
	}
	var b strings.Builder
	used := 0
	for _, c := range printable.Cells(s) {
		if used+c.Width > width-1 {
			break
		}
		b.WriteString(c.Text)
		used += c.Width
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// shortenPath cuts a place to a number of columns and keeps its end: the file's
// own name, page and paragraph say more than the folders.
func shortenPath(s string, width int) string {
	over := printable.Width(s) - width
	if over <= 0 {
		return s
	}
	cells := printable.Cells(s)
	n := 0
	for over++; n < len(cells) && over > 0; n++ {
		over -= cells[n].Width
	}
	var b strings.Builder
	for _, c := range cells[n:] {
		b.WriteString(c.Text)
	}
	return "…" + b.String()
}

// wrapText breaks a printable text into lines.
func wrapText(s string, width int) []string {
	var out []string
	for _, line := range wrap(markCells(s, 0, nil), max(width, 20)) {
		var b strings.Builder
		for _, c := range line {
			b.WriteString(c.Text)
		}
		out = append(out, b.String())
	}
	return out
}
