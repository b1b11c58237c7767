package render

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline"
	"concord/pipeline/baseline"
	"concord/pipeline/check"
)

// The types below are check --format json (DESIGN section 4.1). Fields are only
// ever added.

type jsonResult struct {
	Version    int            `json:"version"`
	Pairs      []jsonPair     `json:"pairs"`
	Stale      []jsonEntry    `json:"stale"`
	Expired    []jsonEntry    `json:"expired"`
	Glossaries []jsonGlossary `json:"glossaries"`
	Summary    jsonSummary    `json:"summary"`
}

type jsonPair struct {
	Name      string        `json:"name,omitempty"`
	FR        string        `json:"fr"`
	EN        string        `json:"en"`
	Beads     int           `json:"beads"`
	Unaligned int           `json:"unaligned"`
	Findings  []jsonFinding `json:"findings"`
	Warnings  []jsonWarning `json:"warnings"`
	Scores    []jsonScore   `json:"scores,omitempty"`
	Error     *jsonError    `json:"error"`
}

type jsonFinding struct {
	Rule        string         `json:"rule"`
	Severity    check.Severity `json:"severity"`
	MQM         string         `json:"mqm"`
	Message     bilingual      `json:"message"`
	FR          []jsonSpan     `json:"fr"`
	EN          []jsonSpan     `json:"en"`
	Fingerprint string         `json:"fingerprint"`
	Source      string         `json:"source"`
	ID          string         `json:"id,omitempty"`
	Accepted    *jsonAccepted  `json:"accepted"`
}

type bilingual struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

// jsonSpan is marked words: page from 1 or 0 without pages, the IDs of block
// and segment, and start and end in code points of the segment's text.
type jsonSpan struct {
	Page    int      `json:"page"`
	Block   int      `json:"block"`
	Segment int      `json:"segment"`
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Text    string   `json:"text"`
	Box     *jsonBox `json:"box"`
}

// jsonBox is [x0, y0, x1, y1] in points, to a hundredth.
type jsonBox [4]float64

type jsonWarning struct {
	Code    string    `json:"code"`
	Lang    string    `json:"lang,omitempty"`
	Page    int       `json:"page"`
	Message bilingual `json:"message"`
}

type jsonScore struct {
	FRIDs      []int   `json:"fr_ids"`
	ENIDs      []int   `json:"en_ids"`
	Divergence float64 `json:"divergence"`
	ID         string  `json:"id,omitempty"`
}

type jsonAccepted struct {
	Reason  string `json:"reason"`
	By      string `json:"by"`
	Date    string `json:"date"`
	Expires string `json:"expires,omitempty"`
}

type jsonEntry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	jsonAccepted
	Line int `json:"line"`
}

type jsonGlossary struct {
	Path     string `json:"path"`
	SHA256   string `json:"sha256"`
	Concepts int    `json:"concepts"`
}

type jsonError struct {
	Code    string    `json:"code"`
	Message bilingual `json:"message"`
}

type jsonSummary struct {
	Pairs     int          `json:"pairs"`
	Documents int          `json:"documents"`
	Pages     int          `json:"pages"`
	Segments  int          `json:"segments"`
	Beads     int          `json:"beads"`
	Unaligned int          `json:"unaligned"`
	Checks    int          `json:"checks"`
	Findings  jsonSeverity `json:"findings"`
	Accepted  int          `json:"accepted"`
	Stale     int          `json:"stale"`
	Expired   int          `json:"expired"`
	Warnings  int          `json:"warnings"`
	Failed    int          `json:"failed"`
}

// jsonSeverity counts the findings that are not accepted.
type jsonSeverity struct {
	Critical int `json:"critical"`
	Major    int `json:"major"`
	Minor    int `json:"minor"`
	Neutral  int `json:"neutral"`
}

func checkJSON(w io.Writer, r *pipeline.Result) error {
	s := r.Summary()
	out := jsonResult{
		Version: 1, Pairs: []jsonPair{}, Stale: jsonEntries(r.Stale), Expired: jsonEntries(r.Expired), Glossaries: []jsonGlossary{},
		Summary: jsonSummary{
			Pairs: s.Pairs, Documents: s.Documents, Pages: s.Pages, Segments: s.Segments, Beads: s.Beads,
			Unaligned: s.Unaligned, Checks: s.Checks, Accepted: s.Accepted, Stale: s.Stale, Expired: s.Expired,
			Warnings: s.Warnings, Failed: s.Failed,
			Findings: jsonSeverity{
				Critical: s.Findings[check.Critical], Major: s.Findings[check.Major],
				Minor: s.Findings[check.Minor], Neutral: s.Findings[check.Neutral],
			},
		},
	}
	for _, g := range r.Glossaries {
		out.Glossaries = append(out.Glossaries, jsonGlossary(g))
	}
	for i := range r.Pairs {
		out.Pairs = append(out.Pairs, newJSONPair(&r.Pairs[i]))
	}
	return writeJSON(w, out, true)
}

// writeJSON writes a value and a line end, with < > & as they are: the reader
// is not a web page.
func writeJSON(w io.Writer, v any, pretty bool) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if pretty {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(v)
}

func newJSONPair(p *pipeline.PairResult) jsonPair {
	out := jsonPair{
		Name: p.Name, FR: p.Path(documents.FR), EN: p.Path(documents.EN),
		Beads: p.Beads(), Unaligned: p.Unaligned(),
		Findings: []jsonFinding{}, Warnings: []jsonWarning{}, Error: newJSONError(p.Err),
	}
	for i := range p.Findings {
		f := &p.Findings[i]
		j := jsonFinding{
			Rule: f.Rule, Severity: f.Severity, MQM: f.MQM, Message: bilingual(f.Message),
			FR: jsonSpans(p.Docs.FR, f.Spans.FR), EN: jsonSpans(p.Docs.EN, f.Spans.EN),
			Fingerprint: f.Fingerprint, Source: f.Source,
		}
		if f.Bead >= 0 && f.Bead < len(p.IDs) {
			j.ID = p.IDs[f.Bead]
		}
		if f.Accepted != nil {
			a := newJSONAccepted(*f.Accepted)
			j.Accepted = &a
		}
		out.Findings = append(out.Findings, j)
	}
	for _, w := range p.AllWarnings() {
		out.Warnings = append(out.Warnings, jsonWarning{w.Code, string(w.Lang), w.Page, bilingual(w.Message)})
	}
	for i, d := range p.Scores {
		if i >= p.Beads() {
			break
		}
		b := p.Alignment.Beads[i]
		score := jsonScore{FRIDs: ids(b.FR), ENIDs: ids(b.EN), Divergence: round(d, 4)}
		if i < len(p.IDs) {
			score.ID = p.IDs[i]
		}
		out.Scores = append(out.Scores, score)
	}
	return out
}

func jsonSpans(d *documents.Document, spans []documents.Span) []jsonSpan {
	out := []jsonSpan{}
	if d == nil {
		return out
	}
	for _, s := range spans {
		seg := d.Segments[s.Seg]
		at := d.Locate(s)
		start := utf8.RuneCountInString(seg.Text[:s.Start])
		out = append(out, jsonSpan{
			Page: at.Page, Block: seg.Block, Segment: seg.ID,
			Start: start, End: start + utf8.RuneCountInString(d.Text(s)),
			Text: d.Text(s), Box: newJSONBox(at.Box),
		})
	}
	return out
}

func newJSONBox(b documents.Box) *jsonBox {
	if b.IsZero() {
		return nil
	}
	return &jsonBox{round(b.X0, 2), round(b.Y0, 2), round(b.X1, 2), round(b.Y1, 2)}
}

func round(x float64, digits int) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0 // JSON has no such numbers
	}
	unit := math.Pow10(digits)
	return math.Round(x*unit) / unit
}

// ids turns indexes into 1-based segment IDs; never nil.
func ids(segs []int) []int {
	out := make([]int, len(segs))
	for i, s := range segs {
		out[i] = s + 1
	}
	return out
}

func newJSONAccepted(e baseline.Entry) jsonAccepted {
	return jsonAccepted{e.Reason, e.By, string(e.Date), string(e.Expires)}
}

func jsonEntries(entries []baseline.Entry) []jsonEntry {
	out := []jsonEntry{}
	for _, e := range entries {
		out = append(out, jsonEntry{e.Fingerprint, e.Rule, newJSONAccepted(e), e.Line})
	}
	return out
}

func newJSONError(err error) *jsonError {
	if err == nil {
		return nil
	}
	e := &jsonError{Code: "internal", Message: bilingual{documents.Explain(err, documents.FR), documents.Explain(err, documents.EN)}}
	var p *documents.Problem
	if errors.As(err, &p) {
		e.Code = p.Code
	}
	return e
}
