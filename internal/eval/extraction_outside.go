package eval

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os/exec"
	"strings"
	"unicode"
)

// outsideReaders returns the tools that are installed.
func outsideReaders() []reader {
	var out []reader
	if _, err := exec.LookPath("pdftotext"); err == nil {
		out = append(out, reader{"pdftotext", readPdftotext})
	}
	if _, err := exec.LookPath("mutool"); err == nil {
		out = append(out, reader{"mutool", readMutool})
	}
	return out
}

func readPdftotext(ctx context.Context, path string) (*readBlocks, error) {
	text, err := exec.CommandContext(ctx, "pdftotext", path, "-").Output()
	if err != nil {
		return nil, err
	}
	r := &readBlocks{}
	var starts []int
	for page := range strings.SplitSeq(string(text), "\f") {
		starts = append(starts, len(r.text))
		for block := range strings.SplitSeq(page, "\n\n") {
			if t := unwrap(strings.Split(block, "\n")); t != "" {
				r.text = append(r.text, t)
			}
		}
	}
	r.repeated = repeats(r.text, starts)
	return r, nil
}

// readMutool takes the blocks of mutool's structured text.
func readMutool(ctx context.Context, path string) (*readBlocks, error) {
	cmd := exec.CommandContext(ctx, "mutool", "draw", "-q", "-F", "stext", "-o", "-", path)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	r := &readBlocks{}
	dec := xml.NewDecoder(pipe)
	dec.Strict = false
	var lines []string
	var starts []int
	var line strings.Builder
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.Join(err, cmd.Cancel())
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Local == "page" {
				starts = append(starts, len(r.text))
			}
			if t.Name.Local == "char" {
				for _, a := range t.Attr {
					if a.Name.Local == "c" {
						line.WriteString(a.Value)
					}
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "line":
				lines = append(lines, line.String())
				line.Reset()
			case "block":
				if s := unwrap(lines); s != "" {
					r.text = append(r.text, s)
				}
				lines = nil
			}
		}
	}
	r.repeated = repeats(r.text, starts)
	return r, cmd.Wait()
}

// unwrap joins lines; a hyphen between letters at a line's end goes, which is
// the simple rule that is the same for every outside tool.
func unwrap(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		l = strings.TrimSpace(l)
		s := b.String()
		if s != "" && strings.HasSuffix(s, "-") && l != "" && unicode.IsLower([]rune(l)[0]) {
			b.Reset()
			b.WriteString(strings.TrimSuffix(s, "-"))
		} else if s != "" && l != "" {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}
