package bitext

import (
	"encoding/xml"
	"strconv"

	"concord/documents"
	"concord/internal/printable"
)

// readTMX reads a translation memory: each unit with its first French and its
// first English variant. A unit with one of the two alone is a row with an
// empty side; one with neither is passed over.
func readTMX(f *file) ([]Row, error) {
	w := f.walk()
	var rows []Row
	var row *Row
	var lang documents.Lang
	units := 0
	for {
		t, err := w.next()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case nil:
			return rows, nil
		case xml.StartElement:
			switch name := t.Name.Local; {
			case len(w.path) == 1 && name != "tmx":
				return nil, w.problem(w.line(), "root", "ce n’est pas une mémoire de traduction TMX\u00a0: le premier élément est «\u00a0%[1]s\u00a0»",
					"this is not a TMX translation memory: the first element is %[2]q", printable.Line(name), name)
			case name == "tu":
				units++
				if row = (&Row{ID: tidy(attribute(t, "tuid"))}); row.ID == "" {
					row.ID = strconv.Itoa(units)
				}
			case name == "tuv":
				lang = language(attribute(t, "lang"))
			case name == "seg" && row != nil && lang != "":
				text, err := w.text(tmxCodes)
				if err != nil {
					return nil, err
				}
				row.add(lang, text)
				lang = ""
			}
		case xml.EndElement:
			if t.Name.Local == "tu" && row != nil {
				if row.FR != "" || row.EN != "" {
					rows = append(rows, *row)
				}
				row = nil
			}
		}
	}
}

// tmxCodes hold markup in TMX 1.4; hi holds words.
var tmxCodes = map[string]bool{"bpt": true, "ept": true, "it": true, "ph": true, "ut": true}

// add puts a text on the side of its language, unless one is there.
func (r *Row) add(l documents.Lang, text string) {
	switch {
	case l == documents.FR && r.FR == "":
		r.FR = text
	case l == documents.EN && r.EN == "":
		r.EN = text
	}
}
