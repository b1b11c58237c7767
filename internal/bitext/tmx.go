package bitext

import (
	"encoding/xml"
	"strconv"

	"concord/documents"
	"concord/internal/printable"
)

// readTMX reads a translation memory: each unit with its first French and its
// first English variant. A unit with one of the two alone is a row with an
// empty side; one with neither is passed over. Versions before 1.3 name the
// language in lang, not xml:lang.
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
				if row = (&Row{ID: tidy(attribute(t, "tuid")), Line: w.line()}); row.ID == "" {
					row.ID = strconv.Itoa(units)
				}
			case name == "tuv":
				lang = language(tag(t))
			case name == "prop" && row != nil && !w.inside("tuv"):
				if err := w.property(row, attribute(t, "type"), "x-"); err != nil {
					return nil, err
				}
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
				if !row.empty() {
					rows = append(rows, *row)
				}
				row = nil
			}
		}
	}
}

// tmxCodes hold markup in TMX 1.4; hi holds words.
var tmxCodes = map[string]bool{"bpt": true, "ept": true, "it": true, "ph": true, "ut": true}

// tag is the language of a variant: xml:lang, else lang.
func tag(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "lang" && a.Name.Space != "" {
			return a.Value
		}
	}
	return attribute(e, "lang")
}

// add puts a text on the side of its language, unless one is there.
func (r *Row) add(l documents.Lang, text string) {
	switch {
	case l == documents.FR && r.FR == "":
		r.FR = text
	case l == documents.EN && r.EN == "":
		r.EN = text
	}
}

// property reads an element that holds one of the properties that concord
// gives a bead, the name after a prefix; others are passed over.
func (w *walker) property(row *Row, name, prefix string) error {
	line := w.line()
	switch name {
	case prefix + "fr-ids", prefix + "en-ids", prefix + "moved":
	default:
		return nil
	}
	text, err := w.text(nil)
	if err != nil {
		return err
	}
	switch name {
	case prefix + "fr-ids":
		row.Numbers.FR, err = w.numbers(line, name, text)
	case prefix + "en-ids":
		row.Numbers.EN, err = w.numbers(line, name, text)
	default:
		row.Moved = text == "true"
	}
	return err
}
