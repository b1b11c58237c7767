package render

import (
	"encoding/xml"
	"io"
	"strconv"

	"concord/documents"
	"concord/pipeline/align"
)

// TMX 1.4b (GALA/LISA 2005): a unit for each bead, with a variant for each side
// that is not empty; the score is a property, since the format has no place of
// its own for it.
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
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if segs := bead.Side(l); len(segs) > 0 {
				u.Variants = append(u.Variants, tmxVariant{string(l), field(sideText(docs.Of(l), segs))})
			}
		}
		out.Units = append(out.Units, u)
	}
	return out
}

// XLIFF 2.1 (OASIS 2018): a unit with one segment for each bead. An empty side
// is an empty source, or a missing target.
type xliff struct {
	XMLName xml.Name  `xml:"urn:oasis:names:tc:xliff:document:2.0 xliff"`
	Version string    `xml:"version,attr"`
	SrcLang string    `xml:"srcLang,attr"`
	TrgLang string    `xml:"trgLang,attr"`
	File    xliffFile `xml:"file"`
}

type xliffFile struct {
	ID       string      `xml:"id,attr"`
	Original string      `xml:"original,attr"`
	Units    []xliffUnit `xml:"unit"`
}

type xliffUnit struct {
	ID      string       `xml:"id,attr"`
	Notes   []xliffNote  `xml:"notes>note"`
	Segment xliffSegment `xml:"segment"`
}

type xliffNote struct {
	Category string `xml:"category,attr"`
	Text     string `xml:",chardata"`
}

type xliffSegment struct {
	ID     string  `xml:"id,attr"`
	Source string  `xml:"source"`
	Target *string `xml:"target"`
}

func newXLIFF(docs documents.Pair[*documents.Document], a *align.Alignment) xliff {
	out := xliff{Version: "2.1", SrcLang: "fr", TrgLang: "en", File: xliffFile{ID: "f1", Original: docs.FR.Path}}
	for i, bead := range a.Beads {
		id := strconv.Itoa(i + 1)
		u := xliffUnit{ID: "u" + id, Notes: []xliffNote{{"score", score(bead)}}, Segment: xliffSegment{ID: "s" + id}}
		u.Segment.Source = field(sideText(docs.FR, bead.FR))
		if len(bead.EN) > 0 {
			target := field(sideText(docs.EN, bead.EN))
			u.Segment.Target = &target
		}
		out.File.Units = append(out.File.Units, u)
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
