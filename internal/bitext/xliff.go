package bitext

import (
	"encoding/xml"
	"strconv"

	"concord/documents"
	"concord/internal/printable"
)

// xliffCodes hold markup in XLIFF 1.2 (bpt, ept, it, ph, sub within them); g,
// mrk and, in 2.x, pc hold words.
var xliffCodes = map[string]bool{"bpt": true, "ept": true, "it": true, "ph": true}

// readXLIFF reads a translation file, version 1.2 (trans-unit) or 2.x (unit and
// segment). One of its languages must be French and the other English. A unit
// without target is a row with an empty side; one that is not to be translated
// is then passed over.
func readXLIFF(f *file) ([]Row, error) {
	x := &xliff{walker: f.walk()}
	for {
		t, err := x.next()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case nil:
			return x.rows, nil
		case xml.StartElement:
			err = x.open(t)
		case xml.EndElement:
			x.close(t.Name.Local)
		}
		if err != nil {
			return nil, err
		}
	}
}

// An xliff is the state of reading one file.
type xliff struct {
	*walker
	rows           []Row
	source, target documents.Lang
	unit           string // ID of the open unit
	units          int
	segments       int // in the open unit, version 2
	row            *Row
	// given holds what concord wrote about the open unit's bead.
	given Row
	own   bool // within a group of concord's metadata
	// keep tells for each open element whether its text is not to be
	// translated, which elements within take over.
	keep []bool
}

func (x *xliff) open(t xml.StartElement) error {
	keep := len(x.path) > 1 && x.keep[len(x.path)-2]
	if said := attribute(t, "translate"); said != "" {
		keep = said == "no"
	}
	x.keep = append(x.keep[:len(x.path)-1], keep)
	switch name := t.Name.Local; {
	case len(x.path) == 1 && name != "xliff":
		return x.problem(x.line(), "root", "ce n’est pas un fichier XLIFF\u00a0: le premier élément est «\u00a0%[1]s\u00a0»",
			"this is not an XLIFF file: the first element is %[2]q", printable.Line(name), name)
	case name == "xliff" && attribute(t, "srcLang") != "":
		return x.languages(attribute(t, "srcLang"), attribute(t, "trgLang"))
	case name == "file" && attribute(t, "source-language") != "":
		return x.languages(attribute(t, "source-language"), attribute(t, "target-language"))
	case x.inside("alt-trans") || x.inside("matches"):
		// Translations that were proposed, not chosen.
	case name == "trans-unit", name == "unit":
		x.units++
		x.segments, x.given = 0, Row{}
		if x.unit = tidy(attribute(t, "id")); x.unit == "" {
			x.unit = strconv.Itoa(x.units)
		}
		if name == "trans-unit" {
			x.row = &Row{ID: x.unit, Line: x.line()}
		}
	case name == "metaGroup":
		x.own = attribute(t, "category") == "concord"
	case name == "meta" && x.own && x.unit != "":
		return x.property(&x.given, attribute(t, "type"), "")
	case name == "segment":
		x.segments++
		id := tidy(attribute(t, "id"))
		if id == "" {
			id = strconv.Itoa(x.segments)
		}
		x.row = &Row{ID: x.unit + "/" + id, Line: x.line(), Numbers: x.given.Numbers, Moved: x.given.Moved}
		x.given = Row{}
	case (name == "source" || name == "target") && x.row != nil:
		lang := x.source
		if name == "target" {
			lang = x.target
		}
		if lang == "" {
			return x.problem(x.line(), "languages", "le fichier ne dit pas ses langues (source-language, srcLang)",
				"the file does not name its languages (source-language, srcLang)")
		}
		text, err := x.text(xliffCodes)
		if err != nil {
			return err
		}
		x.row.add(lang, text)
	}
	return nil
}

func (x *xliff) close(name string) {
	if (name == "trans-unit" || name == "segment") && x.row != nil && !x.inside("alt-trans") {
		untold := x.row.FR == "" || x.row.EN == ""
		if !x.row.empty() && !(untold && x.keep[len(x.path)]) {
			x.rows = append(x.rows, *x.row)
		}
		x.row = nil
	}
}

// languages sets which side is which. A target that is not named is the other
// language.
func (x *xliff) languages(source, target string) error {
	x.source, x.target = language(source), language(target)
	if target == "" {
		x.target = x.source.Other()
	}
	if x.source == "" || x.target != x.source.Other() {
		return x.problem(x.line(), "languages",
			"les langues du fichier sont «\u00a0%[1]s\u00a0» et «\u00a0%[2]s\u00a0»\u00a0; il faut le français et l’anglais",
			"the file's languages are %[3]q and %[4]q; they must be French and English",
			printable.Line(source), printable.Line(target), source, target)
	}
	return nil
}
