package extract_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// Preformatted text is code among other text, which is told, and the text
// where there is next to nothing else.
func TestPreformatted(t *testing.T) {
	const (
		prose  = "<pre>The holder must keep a record of the vessel. The record is kept for six years by the owner of the vessel.</pre>"
		source = "<pre>x[k] = y[k] * z[k]; printf(fmt, x[k], k++);</pre>"
		body   = "<p>The holder must keep a record of the vessel. The record is kept for six years.</p>"
	)
	for _, c := range []struct {
		name, html string
		code       int // blocks of code
		warning    string
	}{
		{"all preformatted", prose + prose, 0, ""},
		{"under a heading", "<h1>Records of vessels and of their owners</h1>" + prose, 0, ""},
		{"beside a line", "<p>Part 1</p>" + prose, 0, ""},
		{"code and nothing else", source, 0, ""},
		{"code under a heading", "<h1>Total</h1>" + source, 1, "one block of code or preformatted text is not checked"},
		{"code in a text", body + source + body + source, 2, "2 blocks of code or preformatted text are not checked"},
		{"preformatted text in a text", body + prose, 1, "one block of code or preformatted text is not checked"},
		{"no code", body, 0, ""},
	} {
		d, err := extract.Read(context.Background(), "a.html", []byte("<html><body>"+c.html+"</body></html>"), extract.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		code := 0
		for i := range d.Blocks {
			if d.Blocks[i].Kind == documents.Code {
				code++
			}
		}
		var warnings []string
		for _, w := range d.Warnings {
			warnings = append(warnings, w.Message.EN)
		}
		if code != c.code || strings.Join(warnings, "; ") != c.warning {
			t.Errorf("%s: %d blocks of code, want %d; warnings %q, want %q", c.name, code, c.code, warnings, c.warning)
		}
	}
	// The example of a manual stays an example, and the warning is one.
	d, err := extract.Read(context.Background(), "a.md", []byte(strings.Repeat("Run this command now:\n\n```\nmake all\n```\n\n", 5)), extract.Options{})
	if err != nil || len(d.Warnings) != 1 || d.Warnings[0].Code != "code-unchecked" || !strings.HasPrefix(d.Warnings[0].Message.FR, "5 blocs de code ") {
		t.Errorf("Markdown: %v, %v", d, err)
	}
	if !slices.ContainsFunc(d.Blocks, func(b documents.Block) bool { return b.Kind == documents.Code }) {
		t.Error("Markdown lost its code")
	}
}
