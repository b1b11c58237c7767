package render

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"concord/documents"
	"concord/pipeline/align"
)

// jsonAlignment is align --format json.
type jsonAlignment struct {
	Version int        `json:"version"`
	FR      string     `json:"fr"`
	EN      string     `json:"en"`
	Beads   []jsonBead `json:"beads"`
}

type jsonBead struct {
	FRIDs []int   `json:"fr_ids"`
	ENIDs []int   `json:"en_ids"`
	Score float64 `json:"score"`
	Moved bool    `json:"moved"`
	FR    string  `json:"fr"`
	EN    string  `json:"en"`
}

// Align writes an alignment in one of AlignFormats. In tsv a header line is
// followed by one line a bead: 1-based segment numbers with commas, empty for
// no counterpart, the score with four decimals, and both texts with white space
// as single spaces (DESIGN section 4.1). Segments of a bead are joined by a
// space. In tmx and xliff the beads are numbered from 1.
func Align(w io.Writer, format string, docs documents.Pair[*documents.Document], a *align.Alignment) error {
	switch format {
	case "tsv":
		var b strings.Builder
		b.WriteString("fr_ids\ten_ids\tscore\tfr\ten\n")
		for _, bead := range a.Beads {
			b.WriteString(commas(bead.FR) + "\t" + commas(bead.EN) + "\t" + score(bead) +
				"\t" + field(sideText(docs.FR, bead.FR)) + "\t" + field(sideText(docs.EN, bead.EN)) + "\n")
		}
		_, err := io.WriteString(w, b.String())
		return err
	case "json":
		out := jsonAlignment{Version: 1, FR: docs.FR.Path, EN: docs.EN.Path, Beads: []jsonBead{}}
		for _, bead := range a.Beads {
			out.Beads = append(out.Beads, jsonBead{
				ids(bead.FR), ids(bead.EN), round(bead.Score, 4), bead.Moved, sideText(docs.FR, bead.FR), sideText(docs.EN, bead.EN),
			})
		}
		return writeJSON(w, out, true)
	case "tmx":
		return writeXML(w, newTMX(docs, a))
	case "xliff":
		return writeXML(w, newXLIFF(docs, a))
	}
	return UnknownFormat(format, AlignFormats)
}

func commas(segs []int) string {
	parts := make([]string, len(segs))
	for i, s := range segs {
		parts[i] = strconv.Itoa(s + 1)
	}
	return strings.Join(parts, ",")
}

func sideText(d *documents.Document, segs []int) string {
	parts := make([]string, len(segs))
	for i, s := range segs {
		parts[i] = d.Segments[s].Text
	}
	return strings.Join(parts, " ")
}

// field makes a text fit one field of a line: white space and control
// characters, among them what some readers take for line ends, become single
// spaces. No-break spaces stay.
func field(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}
