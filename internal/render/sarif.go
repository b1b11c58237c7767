package render

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/pipeline"
	"concord/pipeline/check"
)

// sarif writes SARIF 2.1.0. A finding's first side is in locations, the other
// in relatedLocations; accepted findings are there with a suppression. Offsets
// are code points of the file's decoded text, for the formats that have them;
// a PDF has its page and segment as logical locations, and the box as a
// property.
func sarif(w io.Writer, r *pipeline.Result, o Options) error {
	p := newPage(o)
	run := sarifRun{
		Tool:       sarifTool{Driver: sarifDriver{Name: "concord", Version: o.Version, Rules: []sarifRule{}}},
		Language:   "en",
		ColumnKind: "unicodeCodePoints",
		Artifacts:  []sarifArtifact{},
		Results:    []sarifResult{},
	}
	if o.lang() == documents.FR {
		run.Language = "fr"
	}
	index := sarifRules(&run, r, p)
	invocation := sarifInvocation{Successful: true, Notifications: []sarifNotification{}}
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		for _, l := range sides {
			run.addArtifact(pair, l)
		}
		for n := range pair.Findings {
			run.Results = append(run.Results, newSarifResult(p, pair, &pair.Findings[n], index))
		}
		invocation.notify(p, pair)
	}
	run.Invocations = []sarifInvocation{invocation}
	return writeJSON(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	}, true)
}

// sarifRules lists the checks that ran, and any other that has findings, and
// returns the index of each.
func sarifRules(run *sarifRun, r *pipeline.Result, p *page) map[string]int {
	index := map[string]int{}
	add := func(c *check.Check) {
		if _, ok := index[c.ID]; ok {
			return
		}
		index[c.ID] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSarifRule(c, p))
	}
	for _, c := range p.Checks {
		add(c)
	}
	for i := range r.Pairs {
		for _, f := range r.Pairs[i].Findings {
			add(&check.Check{ID: f.Rule, MQM: f.MQM, Severity: f.Severity,
				Title: documents.Pair[string]{FR: f.Rule, EN: f.Rule}})
		}
	}
	return index
}

func newSarifRule(c *check.Check, p *page) sarifRule {
	rule := sarifRule{
		ID:            c.ID,
		Short:         sarifText{Text: p.Of(c.Title)},
		Full:          sarifText{Text: c.Title.FR + " / " + c.Title.EN},
		Configuration: sarifConfiguration{Level: sarifLevel(c.Severity), Enabled: !c.Off},
		Properties:    map[string]any{"mqm": c.MQM, "severity": c.Severity.String(), "title": bilingual(c.Title)},
	}
	if p.Explain != nil {
		var pages []string
		for _, l := range []documents.Lang{p.Options.lang(), p.Options.lang().Other()} {
			if text, ok := p.Explain(c.ID, l); ok {
				pages = append(pages, strings.TrimSpace(text))
			}
		}
		if len(pages) > 0 {
			// A viewer without Markdown shows the text, which is the same.
			help := strings.Join(pages, "\n\n---\n\n")
			rule.Help = &sarifText{Text: help, Markdown: help}
		}
	}
	return rule
}

// sarifLevel maps the four severities of MQM to the three levels of SARIF.
func sarifLevel(s check.Severity) string {
	switch s {
	case check.Critical, check.Major:
		return "error"
	case check.Minor:
		return "warning"
	}
	return "note"
}

func newSarifResult(p *page, pair *pipeline.PairResult, f *pipeline.Found, index map[string]int) sarifResult {
	out := sarifResult{
		RuleID: f.Rule, RuleIndex: index[f.Rule], Level: sarifLevel(f.Severity),
		Message:    sarifText{Text: p.Of(f.Message)},
		Properties: map[string]any{"mqm": f.MQM, "severity": f.Severity.String(), "messages": bilingual(f.Message)},
	}
	if f.Fingerprint != "" {
		out.Fingerprints = map[string]string{"concord/v1": f.Fingerprint}
	}
	if f.Source != "" {
		out.Properties["source"] = f.Source
	}
	if f.Bead >= 0 && f.Bead < len(pair.IDs) {
		out.Properties["id"] = pair.IDs[f.Bead]
	}
	l := first(f)
	out.Locations = sarifLocations(p, pair, f, l)
	out.Related = sarifLocations(p, pair, f, l.Other())
	for i := range out.Related {
		out.Related[i].ID = i + 1
	}
	if a := f.Accepted; a != nil {
		properties := map[string]any{}
		for _, kv := range [][2]string{{"by", a.By}, {"date", string(a.Date)}, {"expires", string(a.Expires)}} {
			if kv[1] != "" {
				properties[kv[0]] = kv[1]
			}
		}
		out.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted", Justification: a.Reason, Properties: properties}}
	}
	return out
}

// sarifLocations gives the marked words of one side. A finding about whole
// documents is at the file itself; a side without marks in a bead is at the
// bead's segments; one without counterpart has none.
func sarifLocations(p *page, pair *pipeline.PairResult, f *pipeline.Found, l documents.Lang) []sarifLocation {
	uri := artifactURI(pair.Path(l))
	doc, spans := pair.Docs.Of(l), f.Spans.Of(l)
	if doc != nil && len(spans) == 0 && f.Bead >= 0 && f.Bead < pair.Beads() {
		for _, seg := range pair.Alignment.Beads[f.Bead].Side(l) {
			spans = append(spans, doc.Whole(seg))
		}
		if len(spans) == 0 {
			return nil
		}
	}
	if doc == nil || len(spans) == 0 {
		if uri == "" {
			return nil
		}
		return []sarifLocation{{Physical: sarifPhysical{Artifact: sarifURI{uri}}}}
	}
	var out []sarifLocation
	for _, s := range spans {
		at, seg := doc.Locate(s), doc.Segments[s.Seg]
		loc := sarifLocation{
			Physical: sarifPhysical{Artifact: sarifURI{uri}},
			Message:  &sarifText{Text: p.T("render."+string(l)) + p.Colon() + p.Quote(doc.Text(s))},
		}
		if at.Length > 0 {
			loc.Physical.Region = &sarifRegion{Offset: &at.Offset, Length: &at.Length}
			if line, col, ok := p.lines.at(pair.Path(l), at); ok {
				loc.Physical.Region.Line, loc.Physical.Region.Column = line, col
			}
		}
		name := fmt.Sprintf("segment %d", seg.ID)
		full := name
		if at.Page > 0 {
			page := fmt.Sprintf("page %d", at.Page)
			loc.Logical = append(loc.Logical, sarifLogical{Name: page, Full: page, Kind: "page"})
			full = page + "/" + name
		}
		loc.Logical = append(loc.Logical, sarifLogical{Name: name, Full: full, Kind: "segment"})
		if box := newJSONBox(at.Box); box != nil {
			loc.Properties = map[string]any{"box": box}
		}
		out = append(out, loc)
	}
	return out
}

// artifactURI turns a path into a URI reference: relative paths stay relative,
// and what may not stand in a URI is percent-encoded.
func artifactURI(path string) string {
	path = filepath.ToSlash(path)
	switch {
	case path == "":
		return ""
	case strings.HasPrefix(path, "/"):
		return (&url.URL{Scheme: "file", Path: path}).String()
	}
	return (&url.URL{Path: path}).String()
}

func (run *sarifRun) addArtifact(pair *pipeline.PairResult, l documents.Lang) {
	uri := artifactURI(pair.Path(l))
	if uri == "" || slices.ContainsFunc(run.Artifacts, func(a sarifArtifact) bool { return a.Location.URI == uri }) {
		return
	}
	a := sarifArtifact{Location: sarifURI{uri}, Roles: []string{"analysisTarget"}}
	if d := pair.Docs.Of(l); d != nil && d.SHA256 != "" {
		a.Hashes = map[string]string{"sha-256": d.SHA256}
	}
	run.Artifacts = append(run.Artifacts, a)
}

// notify adds what was not read or checked, which SARIF keeps with the run.
func (v *sarifInvocation) notify(p *page, pair *pipeline.PairResult) {
	add := func(level, code, path, text string) {
		n := sarifNotification{Level: level, Message: sarifText{Text: text}, Descriptor: sarifDescriptor{code}}
		if uri := artifactURI(path); uri != "" {
			n.Locations = []sarifLocation{{Physical: sarifPhysical{Artifact: sarifURI{uri}}}}
		}
		v.Notifications = append(v.Notifications, n)
	}
	for _, w := range pair.AllWarnings() {
		path, text := "", p.Of(w.Message)
		if w.Lang != "" {
			path = pair.Path(w.Lang)
		}
		if w.Page > 0 {
			text = p.T("render.page", "Page", w.Page) + p.Colon() + text
		}
		add("warning", w.Code, path, text)
	}
	if pair.Err != nil {
		v.Successful = false
		add("error", newJSONError(pair.Err).Code, pair.Path(documents.FR), documents.Explain(pair.Err, p.Options.lang()))
	}
}
