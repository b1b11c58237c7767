package render

import (
	"encoding/xml"
	"io"
	"strconv"

	"concord/documents"
	"concord/pipeline/align"
)

// TMX 1.4b (GALA/LISA 2005): a unit for each bead, with a variant for each side
// that is not empty. The score, the numbers of the segments and whether the bead
// is moved are properties, since the format has no place of its own for them. A
// unit of several segments is a block, and one without French has English for
// its source, which the format wants to be there.
type tmx struct {
	XMLName xml.Name  `xml:"tmx"`
	Version string    `xml:"version,attr"`
	Header  tmxHeader `xml:"header"`
	Units   []tmxUnit `xml:"body>tu"`
}

type tmxHeader struct {
	Tool        string `xml:"creationtool,attr"`
	ToolVersion string `xml:"creationtoolversion,attr"`
	SegType     string `xml:"segtype,attr"`
	OTMF        string `xml:"o-tmf,attr"`
	AdminLang   string `xml:"adminlang,attr"`
	SrcLang     string `xml:"srclang,attr"`
	DataType    string `xml:"datatype,attr"`
}

type tmxUnit struct {
	ID       string       `xml:"tuid,attr"`
	SegType  string       `xml:"segtype,attr,omitempty"`
	SrcLang  string       `xml:"srclang,attr,omitempty"`
	Props    []tmxProp    `xml:"prop"`
	Variants []tmxVariant `xml:"tuv"`
}

type tmxProp struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type tmxVariant struct {
	Lang string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Seg  string `xml:"seg"`
}

func newTMX(docs documents.Pair[*documents.Document], a *align.Alignment) tmx {
	out := tmx{Version: "1.4", Header: tmxHeader{
		Tool: "concord", ToolVersion: "1", SegType: "sentence", OTMF: "concord", AdminLang: "en", SrcLang: "fr", DataType: "plaintext"}}
	for i, bead := range a.Beads {
		u := tmxUnit{ID: strconv.Itoa(i + 1), Props: []tmxProp{{"x-score", score(bead)}}}
		for _, p := range properties(bead) {
			u.Props = append(u.Props, tmxProp{"x-" + p.Type, p.Text})
		}
		if len(bead.FR) > 1 || len(bead.EN) > 1 {
			u.SegType = "block"
		}
		if len(bead.FR) == 0 {
			u.SrcLang = string(documents.EN)
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if segs := bead.Side(l); len(segs) > 0 {
				u.Variants = append(u.Variants, tmxVariant{string(l), field(sideText(docs.Of(l), segs))})
			}
		}
		out.Units = append(out.Units, u)
	}
	return out
}

// properties are what an alignment says of a bead beside its texts and score;
// package bitext reads them back.
func properties(b align.Bead) []xliffMeta {
	var out []xliffMeta
	if len(b.FR) > 0 {
		out = append(out, xliffMeta{"fr-ids", commas(b.FR)})
	}
	if len(b.EN) > 0 {
		out = append(out, xliffMeta{"en-ids", commas(b.EN)})
	}
	if b.Moved {
		out = append(out, xliffMeta{"moved", "true"})
	}
	return out
}

// XLIFF 2.1 (OASIS 2018): a unit with one segment for each bead, which has a
// state of its own since a target is there. An empty side is an empty source,
// or a missing target. The numbers of the segments stand in the metadata
// module. White space is single spaces already, so that the default treatment
// of it loses nothing.
type xliff struct {
	XMLName xml.Name  `xml:"urn:oasis:names:tc:xliff:document:2.0 xliff"`
	Version string    `xml:"version,attr"`
	SrcLang string    `xml:"srcLang,attr"`
	TrgLang string    `xml:"trgLang,attr"`
	Meta    string    `xml:"xmlns:mda,attr"`
	File    xliffFile `xml:"file"`
}

type xliffFile struct {
	ID       string      `xml:"id,attr"`
	Original string      `xml:"original,attr"`
	Units    []xliffUnit `xml:"unit"`
}

type xliffUnit struct {
	ID       string         `xml:"id,attr"`
	Metadata *xliffMetadata `xml:"mda:metadata"`
	Notes    *xliffNotes    `xml:"notes"`
	Segment  xliffSegment   `xml:"segment"`
}

type xliffMetadata struct {
	Group xliffGroup `xml:"mda:metaGroup"`
}

type xliffGroup struct {
	Category string      `xml:"category,attr"`
	Meta     []xliffMeta `xml:"mda:meta"`
}

type xliffMeta struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type xliffNotes struct {
	Notes []xliffNote `xml:"note"`
}

type xliffNote struct {
	Category string `xml:"category,attr"`
	Text     string `xml:",chardata"`
}

type xliffSegment struct {
	ID     string  `xml:"id,attr"`
	State  string  `xml:"state,attr,omitempty"`
	Source string  `xml:"source"`
	Target *string `xml:"target"`
}

func newXLIFF(docs documents.Pair[*documents.Document], a *align.Alignment) xliff {
	out := xliff{Version: "2.1", SrcLang: "fr", TrgLang: "en", Meta: "urn:oasis:names:tc:xliff:metadata:2.0", File: xliffFile{ID: "f1", Original: docs.FR.Path}}
	for i, bead := range a.Beads {
		id := strconv.Itoa(i + 1)
		u := xliffUnit{ID: "u" + id, Notes: &xliffNotes{[]xliffNote{{"score", score(bead)}}}, Segment: xliffSegment{ID: "s" + id}}
		u.Metadata = &xliffMetadata{xliffGroup{"concord", properties(bead)}}
		u.Segment.Source = field(sideText(docs.FR, bead.FR))
		if len(bead.EN) > 0 {
			target := field(sideText(docs.EN, bead.EN))
			u.Segment.Target = &target
			u.Segment.State = "translated"
		}
		out.File.Units = append(out.File.Units, u)
	}
	if len(a.Beads) == 0 { // a file holds at least one unit
		out.File.Units = []xliffUnit{{ID: "u0", Segment: xliffSegment{ID: "s0"}}}
	}
	return out
}

func score(b align.Bead) string { return strconv.FormatFloat(round(b.Score, 4), 'f', 4, 64) }

// writeXML writes a document with its declaration. Characters that XML cannot
// hold become U+FFFD.
func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
