package cli

import (
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline/concordance"
)

// The JSON of terms find. start and end are code points in the segment's text.
type (
	foundTerm struct {
		Version     int          `json:"version"`
		Term        string       `json:"term"`
		Occurrences int          `json:"occurrences"`
		Groups      []foundGroup `json:"groups"`
	}
	foundGroup struct {
		Kind      string         `json:"kind"`
		Lang      string         `json:"lang"`
		Rendering string         `json:"rendering"`
		Status    string         `json:"status"`
		Count     int            `json:"count"`
		Passages  []foundPassage `json:"passages"`
	}
	foundPassage struct {
		Job    string    `json:"job,omitempty"`
		Record string    `json:"record,omitempty"`
		ID     string    `json:"id,omitempty"`
		FR     foundSide `json:"fr"`
		EN     foundSide `json:"en"`
	}
	foundSide struct {
		Path     string         `json:"path,omitempty"`
		Segments []foundSegment `json:"segments"`
	}
	foundSegment struct {
		Segment int         `json:"segment"`
		Block   int         `json:"block"`
		Page    int         `json:"page"`
		Text    string      `json:"text"`
		Marks   []foundMark `json:"marks"`
	}
	foundMark struct {
		Start int `json:"start"`
		End   int `json:"end"`
	}
)

func (p *program) findJSON(term string, pairs []searched, groups []concordance.Group) foundTerm {
	out := foundTerm{Version: 1, Term: term, Groups: []foundGroup{}}
	for _, g := range groups {
		group := foundGroup{Kind: string(g.Kind), Lang: string(g.Lang), Rendering: g.Rendering, Status: string(g.Status), Count: g.Count}
		for _, o := range g.Occurrences {
			pair := &pairs[o.Doc]
			passage := foundPassage{Job: pair.Name, Record: pair.record, FR: pair.side(o, documents.FR), EN: pair.side(o, documents.EN)}
			if pair.record != "" {
				passage.Job, passage.ID = "", pair.IDs[o.Bead]
			}
			group.Passages = append(group.Passages, passage)
		}
		out.Occurrences += g.Count
		out.Groups = append(out.Groups, group)
	}
	return out
}

// side gives all segments of one side of an occurrence with their marks.
func (s *searched) side(o concordance.Occurrence, l documents.Lang) foundSide {
	doc := s.Docs.Of(l)
	out := foundSide{Segments: []foundSegment{}}
	if s.record == "" {
		out.Path = doc.Path
	}
	for _, n := range s.Alignment.Beads[o.Bead].Side(l) {
		seg := &doc.Segments[n]
		found := foundSegment{Segment: seg.ID, Block: seg.Block, Page: seg.Page, Text: seg.Text, Marks: []foundMark{}}
		for _, m := range o.Spans.Of(l) {
			if m.Seg == n {
				start := utf8.RuneCountInString(seg.Text[:m.Start])
				found.Marks = append(found.Marks, foundMark{start, start + utf8.RuneCountInString(seg.Text[m.Start:m.End])})
			}
		}
		out.Segments = append(out.Segments, found)
	}
	return out
}
