package extract

import (
	"math"

	"concord/documents"
)

// terms parts the terms of description lists from their texts: bold words at
// the start of a paragraph whose further lines all hang at one place further
// in. Where a zone holds such paragraphs, those of one line that begin like
// them are of the same list.
//
// The term is an item of the list and what follows a paragraph, as the two are
// in the sources of such lists (dt and dd in HTML, varlistentry in DocBook).
func terms(ps []par, m *usage) []par {
	if m.style.bold {
		return ps
	}
	var edges []float64 // where the terms found begin
	for i := range ps {
		if ps[i].hanging() && ps[i].term() > 0 {
			edges = append(edges, ps[i].lines[0].x0)
		}
	}
	if len(edges) == 0 {
		return ps
	}
	out := make([]par, 0, len(ps)+len(edges))
	for _, p := range ps {
		n := p.term()
		listed := n > 0 && (len(p.lines) == 1 || p.hanging())
		if listed {
			listed = false
			for _, x := range edges {
				listed = listed || math.Abs(x-p.lines[0].x0) < 1
			}
		}
		if !listed {
			out = append(out, p)
			continue
		}
		first := p.lines[0]
		head, rest := first, first
		head.words, rest.words = first.words[:n:n], first.words[n:]
		head.gaps, rest.gaps = nil, nil
		head.finish()
		rest.finish()
		t := p
		t.lines, t.kind, t.size, t.style, t.font = []line{head}, documents.ListItem, head.size, head.style, head.font
		t.last = false
		p.lines = append([]line{rest}, p.lines[1:]...)
		p.first, p.size, p.style, p.font = false, rest.size, rest.style, rest.font
		out = append(out, t, p)
	}
	return out
}

// hanging reports a paragraph of two lines or more, all but the first of which
// begin at one place further in: 1.2 to 5 sizes, from a list mark's room to
// that of a long key.
func (p *par) hanging() bool {
	if len(p.lines) < 2 || p.kind != "" {
		return false
	}
	first, second := &p.lines[0], &p.lines[1]
	in := second.x0 - first.x0
	if in < 1.2*first.size || in > 5*first.size {
		return false
	}
	for i := range p.lines[2:] {
		if math.Abs(p.lines[2+i].x0-second.x0) > 0.3*first.size {
			return false
		}
	}
	return true
}

// term returns how many words of the first line are bold from its start on, 0
// when none is, or all are, or the line begins with a list mark.
func (p *par) term() int {
	ws := p.lines[0].words
	if p.kind != "" || p.lines[0].table != nil {
		return 0
	}
	n := 0
	for n < len(ws) && (ws[n].style.bold || n > 0 && ws[n].glued) {
		n++
	}
	if n == 0 || n == len(ws) || n > 12 {
		return 0
	}
	if label, rest := marker(p.lines[0].text()); label != "" && rest != "" {
		return 0
	}
	return n
}
