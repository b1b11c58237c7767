package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"concord/documents"
	"concord/internal/printable"
	"concord/pipeline"
	"concord/pipeline/align"
	"concord/pipeline/check"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before you trust them")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run go test ./internal/render -update and read the difference. Got:\n%s", path, got)
	}
}

func TestCheckGolden(t *testing.T) {
	for _, c := range []struct {
		name, format string
		lang         documents.Lang
		width        int
	}{
		{"full.fr.txt", "full", documents.FR, 80},
		{"full.en.txt", "full", documents.EN, 80},
		{"full-wide.fr.txt", "full", documents.FR, 120},
		{"concise.fr.txt", "concise", documents.FR, 0},
		{"concise.en.txt", "concise", documents.EN, 0},
		{"github.fr.txt", "github", documents.FR, 0},
		{"github.en.txt", "github", documents.EN, 0},
		{"check.json", "json", documents.FR, 0},
		{"check.fr.sarif", "sarif", documents.FR, 0},
		{"check.en.sarif", "sarif", documents.EN, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, notes bytes.Buffer
			o := sampleOptions(c.lang)
			o.Width = c.width
			if err := Check(&out, &notes, c.format, sample(), o); err != nil {
				t.Fatal(err)
			}
			golden(t, c.name, out.Bytes())
			if c.format == "concise" {
				golden(t, "notes."+string(c.lang)+".txt", notes.Bytes())
			}
			if c.format == "full" && notes.Len() > 0 {
				t.Errorf("the full format wrote to notes as well")
			}
			if i := bytes.IndexFunc(out.Bytes(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); i >= 0 {
				t.Errorf("control character at byte %d", i)
			}
			if c.format != "json" && c.format != "sarif" && strings.ContainsRune(out.String(), '\u202e') {
				t.Error("a bidirectional override got through")
			}
		})
	}
}

// Every line of the full format fits the screen, and the first line of a
// finding has severity and ID.
func TestFullFits(t *testing.T) {
	for _, width := range []int{60, 80, 99, 100, 140} {
		var out bytes.Buffer
		o := sampleOptions(documents.FR)
		o.Width = width
		if err := Check(&out, nil, "full", sample(), o); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if strings.HasPrefix(line, "avertissement") || strings.HasPrefix(line, "glossaire") || strings.HasPrefix(line, "erreur") ||
				strings.Contains(line, "documents, ") || strings.Contains(line, "--finding") {
				continue // sentences that wrap on their own lose nothing, and commands are copied whole
			}
			if w := printable.Width(line); w > width {
				t.Errorf("width %d: %d columns: %s", width, w, line)
			}
		}
	}
}

func TestFullShowsAccepted(t *testing.T) {
	var out bytes.Buffer
	o := sampleOptions(documents.FR)
	o.Accepted, o.Color = true, true
	if err := Check(&out, nil, "full", sample(), o); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "accepté par la révision le 2026-11-02\u00a0: arrondi voulu") || !strings.Contains(got, "\x1b[") {
		t.Errorf("got\n%s", got)
	}
}

func TestAllClear(t *testing.T) {
	fr, en := textDocument("a.fr.txt", documents.FR, "Oui."), textDocument("a.en.txt", documents.EN, "Yes.")
	r := &pipeline.Result{Pairs: []pipeline.PairResult{{Docs: documents.Pair[*documents.Document]{FR: fr, EN: en}, Alignment: diagonal(1), Checks: 9}}}
	say := func() string {
		var out bytes.Buffer
		if err := Check(&out, nil, "full", r, Options{Lang: documents.FR}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if got := say(); !strings.Contains(got, "aucune divergence\u00a0; tout a été lu et apparié") {
		t.Errorf("got\n%s", got)
	}
	// With a segment that has no counterpart it is not all clear.
	r.Pairs[0].Alignment = &align.Alignment{Beads: []align.Bead{{FR: []int{0}}, {EN: []int{0}}}}
	if got := say(); strings.Contains(got, "aucune divergence") || !strings.Contains(got, "2 segments restent sans contrepartie") {
		t.Errorf("got\n%s", got)
	}
}

// The keys and shapes of the contract, read back without the types that wrote
// them.
func TestJSONShape(t *testing.T) {
	var out bytes.Buffer
	r := sample()
	r.Pairs[0].IDs = []string{"u1", "u2", "u3"}
	if err := Check(&out, nil, "json", r, Options{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(out.Bytes(), []byte("<3.")) {
		t.Error("< was escaped")
	}
	var got struct {
		Version int
		Pairs   []map[string]json.RawMessage
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || len(got.Pairs) != 3 {
		t.Fatalf("version %d, %d pairs", got.Version, len(got.Pairs))
	}
	var findings []struct {
		ID       string
		Severity string
		Accepted *struct{ Reason, By, Date string }
		FR, EN   []struct {
			Page, Block, Segment, Start, End int
			Text                             string
			Box                              []float64
		}
	}
	if err := json.Unmarshal(got.Pairs[0]["findings"], &findings); err != nil {
		t.Fatal(err)
	}
	f := findings[0]
	// « Le centre a reçu 1 234 »: 17 code points before, the é and ç count one.
	if s := f.FR[0]; s.Start != 17 || s.End != 22 || s.Text != "1\u00a0234" || s.Segment != 1 || s.Block != 1 || s.Page != 0 || s.Box != nil {
		t.Errorf("span %+v", s)
	}
	if f.ID != "u1" || f.Accepted != nil || f.Severity != "major" {
		t.Errorf("finding %+v", f)
	}
	if a := findings[1].Accepted; a == nil || a.Reason != "arrondi voulu" {
		t.Errorf("accepted %+v", a)
	}
	if got := string(got.Pairs[0]["warnings"]); got != "[]" {
		t.Errorf("warnings %s", got)
	}
	if _, ok := got.Pairs[1]["scores"]; ok {
		t.Error("scores without having been asked for")
	}
	var scores []struct {
		FR []int   `json:"fr_ids"`
		EN []int   `json:"en_ids"`
		D  float64 `json:"divergence"`
	}
	if err := json.Unmarshal(got.Pairs[0]["scores"], &scores); err != nil || len(scores) != 3 || scores[2].FR[0] != 3 || scores[2].EN == nil {
		t.Errorf("scores %+v %v", scores, err)
	}
}

func TestSARIFValid(t *testing.T) {
	schema, err := os.Open("testdata/schema/sarif-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer schema.Close()
	doc, err := jsonschema.UnmarshalJSON(schema)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(data []byte) error {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(v)
	}
	withIDs := sample()
	withIDs.Pairs[0].IDs = []string{"1", "2", "3"}
	for name, r := range map[string]*pipeline.Result{"sample": sample(), "empty": {}, "bitext": withIDs} {
		var out bytes.Buffer
		if err := Check(&out, nil, "sarif", r, sampleOptions(documents.FR)); err != nil {
			t.Fatal(err)
		}
		if err := validate(out.Bytes()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "sample" {
			broken := bytes.Replace(out.Bytes(), []byte(`"level": "error"`), []byte(`"level": "major"`), 1)
			if validate(broken) == nil {
				t.Error("the schema accepts a level that does not exist: the test proves nothing")
			}
		}
	}
}

func TestArtifactURI(t *testing.T) {
	for in, want := range map[string]string{
		"a.pdf": "a.pdf", "lettres/été 2025.pdf": "lettres/%C3%A9t%C3%A9%202025.pdf", "../a#b?.md": "../a%23b%3F.md",
		"/srv/a b.pdf": "file:///srv/a%20b.pdf", "c:d.txt": "./c:d.txt", "100%.txt": "100%25.txt", "": "",
	} {
		if got := artifactURI(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	err := Check(nil, nil, "jsno", &pipeline.Result{}, Options{})
	var p *documents.Problem
	if !errors.As(err, &p) || p.In(documents.EN) != `unknown format "jsno"; did you mean "json"?` {
		t.Errorf("got %v", err)
	}
	if err := Extract(nil, "docx", nil); err == nil || !strings.Contains(err.Error(), "known formats: text, md, json") {
		t.Errorf("got %v", err)
	}
	if err := Align(nil, "po", documents.Pair[*documents.Document]{}, nil); err == nil {
		t.Error("tmx passes")
	}
}

func TestExtractGolden(t *testing.T) {
	d := pdfDocument("rapport.fr.pdf", documents.FR, "1. Rapport", "Le texte *court*.", "Un point", "a", "b|c", "1", "2", "x = 1", "Note.")
	for i, k := range []documents.Kind{documents.Heading, documents.Paragraph, documents.ListItem, documents.Cell, documents.Cell, documents.Cell, documents.Cell, documents.Code, documents.Note} {
		d.Blocks[i].Kind = k
	}
	d.Blocks[0].Level, d.Blocks[2].Level = 1, 1
	for i := range 4 {
		d.Blocks[3+i].Row, d.Blocks[3+i].Col = i/2+1, i%2+1
	}
	d.Blocks = append(d.Blocks, documents.Block{ID: 10, Kind: documents.Footer, Page: 5, Text: "page 5"})
	for range 8 {
		d.Engines = append(d.Engines, "native") // past ten pages, in order
	}
	d.Warnings = []documents.Warning{{Code: "page-without-text", Page: 2, Message: documents.Pair[string]{FR: "fr", EN: "en"}}}
	for _, f := range []string{"text", "md", "json"} {
		var out bytes.Buffer
		if err := Extract(&out, f, d); err != nil {
			t.Fatal(err)
		}
		golden(t, "extract."+f, out.Bytes())
	}
}

func TestAlignGolden(t *testing.T) {
	p := sample().Pairs[0]
	p.Docs.EN.Segments[0].Text = "tab\there\nand line"
	for _, f := range AlignFormats {
		var out bytes.Buffer
		if err := Align(&out, f, p.Docs, p.Alignment); err != nil {
			t.Fatal(err)
		}
		golden(t, "align."+f, out.Bytes())
		if f == "tsv" {
			for i, line := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
				if n := strings.Count(line, "\t"); n != 4 {
					t.Errorf("line %d has %d tabs", i+1, n)
				}
			}
		}
	}
}

// A file name, title or message cannot end a workflow command or begin another.
func TestGitHubEscapes(t *testing.T) {
	fr := textDocument("a,b:c%.txt", documents.FR, "Oui\n::error::pris.")
	r := &pipeline.Result{Pairs: []pipeline.PairResult{{
		Docs: documents.Pair[*documents.Document]{FR: fr, EN: textDocument("e.txt", documents.EN, "Yes.")}, Alignment: diagonal(1),
		Findings: []pipeline.Found{{Finding: check.Finding{Rule: "x/y", Severity: check.Minor, Message: documents.Pair[string]{EN: "100%\n::error::taken"},
			Spans: documents.Pair[[]documents.Span]{FR: []documents.Span{fr.Whole(0)}}}}},
	}}}
	var out bytes.Buffer
	if err := Check(&out, nil, "github", r, Options{}); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	if !strings.HasPrefix(got, "::warning file=a%2Cb%3Ac%25.txt,title=x/y::100%25%0A") || strings.Count(got, "\n") != 1 {
		t.Errorf("got %s", got)
	}
}

func TestShortFingerprints(t *testing.T) {
	finding := func(fp string) pipeline.Found { return pipeline.Found{Finding: check.Finding{Fingerprint: fp}} }
	all := []string{"aaaaaaaaaa-0", "aaaaaaaaab-0", "bbbbbbbbbb-0", "bbbbbbbbbb-1", "c-0"}
	r := &pipeline.Result{Pairs: []pipeline.PairResult{{}}}
	for _, fp := range all {
		r.Pairs[0].Findings = append(r.Pairs[0].Findings, finding(fp))
	}
	short := shortener(r)
	for i, want := range []string{"aaaaaaaaaa", "aaaaaaaaab", "bbbbbbbbbb-0", "bbbbbbbbbb-1", "c-0"} {
		got := short(all[i])
		n := 0
		for _, fp := range all {
			if strings.HasPrefix(fp, got) {
				n++
			}
		}
		if got != want || n != 1 {
			t.Errorf("%s: %s, the start of %d", all[i], got, n)
		}
	}
}

func TestPlacesInBitext(t *testing.T) {
	r := sample()
	r.Pairs[0].IDs = []string{"u1", "u2", "u3"}
	var out bytes.Buffer
	if err := Check(&out, nil, "concise", r, Options{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if !strings.Contains(lines[0], "fr.txt:u1 ") || !strings.Contains(lines[1], "fr.txt:u3 - ") {
		t.Errorf("got %s", out.String())
	}
}
