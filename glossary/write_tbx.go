package glossary

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"concord/documents"
)

// A TBX is a shape of terminology file.
type TBX string

// The shapes, all in the dialect TBX-Basic.
const (
	TBX2019    TBX = "tbx"      // ISO 30042:2019, style DCA
	TBX2019DCT TBX = "tbx-dct"  // ISO 30042:2019, style DCT
	TBX2008    TBX = "tbx-2008" // ISO 30042:2008 (martif), style DCA
)

// WriteTBX writes a glossary as TBX-Basic. What the dialect has no data
// category for is kept in notes that begin with "concord:": match, cues and forms, the
// part of speech properNoun in the shapes of 2019, an identifier that is no XML
// name, and definitions that differ between the terms of one language. ReadTBX
// gives back the same concepts; other programs show those notes as text.
//
// The order of elements, the data categories with their levels and the values
// are those of the schemas for TBX-Basic: the RELAX NG and Schematron files of
// version 1.2.1 of the dialect (LTAC, 2023) and of its modules Min and Basic, the
// Schematron of version 4 (TerminOrgs, 2025), and TBXBasicRNGV02.rng of 2008.
func WriteTBX(w io.Writer, g *Glossary, shape TBX) error {
	t := newTBXWriter(w, shape)
	t.glossary(g)
	return t.w.Flush() // a bufio.Writer keeps its first error
}

func newTBXWriter(w io.Writer, shape TBX) *tbxWriter {
	t := &tbxWriter{w: bufio.NewWriterSize(w, 1<<16), shape: shape, private: map[string]int{},
		entry: "conceptEntry", section: "langSec", group: "termSec"}
	if shape == TBX2008 {
		t.entry, t.section, t.group = "termEntry", "langSet", "tig"
	}
	return t
}

func (t *tbxWriter) glossary(g *Glossary) {
	t.head()
	taken := map[string]bool{}
	for i := range g.Concepts {
		taken[g.Concepts[i].ID] = true
	}
	for i := range g.Concepts {
		t.concept(&g.Concepts[i], i+1, taken)
	}
	t.put(" </body></text>\n</" + t.root() + ">\n")
}

// ownHeader tells our files from others, in which line breaks are those of the
// program that indented them.
const ownHeader = "Glossary written by concord"

type tbxWriter struct {
	w                     *bufio.Writer
	shape                 TBX
	entry, section, group string
	// private counts the notes that only concord reads, by what they keep.
	private map[string]int
}

func (t *tbxWriter) put(s string) { _, _ = t.w.WriteString(s) }

func (t *tbxWriter) escaped(s string) { _ = xml.EscapeText(t.w, []byte(s)) }

func (t *tbxWriter) root() string {
	if t.shape == TBX2008 {
		return "martif"
	}
	return "tbx"
}

func (t *tbxWriter) head() {
	t.put(xml.Header)
	header := "tbxHeader"
	switch t.shape {
	case TBX2008:
		header = "martifHeader"
		t.put("<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">\n<martif type=\"TBX-Basic\" xml:lang=\"en\">\n")
	case TBX2019DCT:
		t.put("<tbx xmlns=\"urn:iso:std:iso:30042:ed-2\" xmlns:min=\"http://www.tbxinfo.net/ns/min\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic\" type=\"TBX-Basic\" style=\"dct\" xml:lang=\"en\">\n")
	default:
		t.put("<tbx xmlns=\"urn:iso:std:iso:30042:ed-2\" type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\">\n")
	}
	t.put(" <" + header + "><fileDesc><sourceDesc><p>" + ownHeader + "; match and cues are in the notes that begin with " + private + "</p></sourceDesc></fileDesc>")
	if t.shape == TBX2008 {
		t.put("<encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p></encodingDesc>")
	}
	t.put("</" + header + ">\n <text><body>\n")
}

// concept writes one entry. taken are the identifiers of all concepts.
func (t *tbxWriter) concept(c *Concept, number int, taken map[string]bool) {
	id := c.ID
	if !xmlName(id) {
		id = "c" + itoa(number)
		for taken[id] {
			id += "_"
		}
		taken[id] = true
	}
	t.put("  <" + t.entry + " id=\"")
	t.escaped(id)
	t.put("\">\n")
	if c.Subject != "" {
		t.put("   ")
		t.category("descrip", "min", "subjectField", c.Subject)
		t.put("\n")
	}
	if id != c.ID {
		t.put("   ")
		t.keep("id", c.ID)
		t.put("\n")
	}
	shared := sharedText(append(append([]Term{}, c.Terms.FR...), c.Terms.EN...), func(t *Term) string { return t.Note })
	if shared != "" {
		t.put("   ")
		t.words(shared)
		t.put("\n")
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if side := *c.Terms.Side(l); len(side) > 0 {
			t.side(l, side, shared)
		}
	}
	t.put("  </" + t.entry + ">\n")
}

// sharedText is the text that all terms have, "" when they differ.
func sharedText(terms []Term, of func(*Term) string) string {
	for i := range terms {
		if of(&terms[i]) != of(&terms[0]) {
			return ""
		}
	}
	return of(&terms[0])
}

func (t *tbxWriter) side(l documents.Lang, terms []Term, sharedNote string) {
	t.put("   <" + t.section + " xml:lang=\"" + string(l) + "\">\n")
	definition := sharedText(terms, func(t *Term) string { return t.Definition })
	if definition != "" {
		t.put("    ")
		t.category("descrip", "basic", "definition", definition)
		t.put("\n")
	}
	for i := range terms {
		term := &terms[i]
		t.put("    <" + t.group + "><term>")
		t.escaped(term.Text)
		t.put("</term>")
		t.category("termNote", "min", "administrativeStatus", tbxStatus[term.Status])
		pos := t.partOfSpeech(term.POS)
		if pos != "" {
			t.category("termNote", "min", "partOfSpeech", pos)
		}
		if term.Gender != "" {
			t.category("termNote", "basic", "grammaticalGender", term.Gender)
		}
		switch {
		case term.Acronym:
			t.category("termNote", "basic", "termType", "acronym")
		case term.POS == "phrase":
			t.category("termNote", "basic", "termType", "phrase")
		}
		if term.Geo != "" {
			t.category("termNote", "basic", "geographicalUsage", term.Geo)
		}
		if term.Source != "" {
			t.category("admin", "basic", "source", term.Source)
		}
		if term.Note != "" && sharedNote == "" {
			t.words(term.Note)
		}
		if pos == "noun" && term.POS != pos {
			t.keep("pos", term.POS)
		}
		if term.Match != Lemma {
			t.keep("match", string(term.Match))
		}
		if len(term.Cues) > 0 {
			t.keep("cues", strings.Join(term.Cues, ";"))
		}
		if len(term.Forms) > 0 {
			t.keep("forms", strings.Join(term.Forms, ";"))
		}
		if term.Definition != "" && definition == "" {
			t.keep("definition", term.Definition)
		}
		t.put("</" + t.group + ">\n")
	}
	t.put("   </" + t.section + ">\n")
}

var tbxStatus = map[Status]string{Preferred: "preferredTerm-admn-sts", Admitted: "admittedTerm-admn-sts", Forbidden: "deprecatedTerm-admn-sts"}

// category writes a data category: an element with a type in the style DCA,
// an element of the dialect's module in DCT.
func (t *tbxWriter) category(element, module, name, value string) {
	open, end := element+" type=\""+name+"\"", element
	if t.shape == TBX2019DCT {
		open = module + ":" + name
		end = open
	}
	t.put("<" + open + ">")
	t.escaped(value)
	t.put("</" + end + ">")
}

// words writes a person's note; one that looks like a note of ours is marked.
func (t *tbxWriter) words(text string) {
	if strings.HasPrefix(text, private) {
		t.keep("note", text)
		return
	}
	t.note(text)
}

// keep writes what has no data category into a note of ours.
func (t *tbxWriter) keep(key, value string) {
	t.private[key]++
	t.note(private + key + "=" + value)
}

// partOfSpeech is the value that the shape admits for ours. Version 1.2.1 of
// TBX-Basic, which validators fetch, has no properNoun; those of 2008 and 2025
// have.
func (t *tbxWriter) partOfSpeech(pos string) string {
	switch {
	case pos == "phrase":
		return "other"
	case pos == "properNoun" && t.shape != TBX2008:
		return "noun"
	}
	return pos
}

func (t *tbxWriter) note(text string) {
	t.put("<note>")
	t.escaped(text)
	t.put("</note>")
}

// xmlName reports whether a name may be an identifier (xs:ID) in every edition
// of XML: the letters of ASCII and Latin-1, which the fourth and the fifth have
// alike.
func xmlName(s string) bool {
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_':
		case r >= 'À' && r <= 'ÿ' && r != '×' && r != '÷':
		case i > 0 && (r >= '0' && r <= '9' || r == '-' || r == '.'):
		default:
			return false
		}
	}
	return s != "" && len(s) <= 256
}

// privateNames says in words what the notes of ours keep, in the order in which
// they are told.
var privateNames = []struct {
	key  string
	name documents.Pair[string]
}{
	{"match", documents.Pair[string]{FR: "match", EN: "match"}},
	{"cues", documents.Pair[string]{FR: "cues", EN: "cues"}},
	{"forms", documents.Pair[string]{FR: "formes", EN: "forms"}},
	{"pos", documents.Pair[string]{FR: "noms propres", EN: "proper nouns"}},
	{"id", documents.Pair[string]{FR: "identifiants", EN: "identifiers"}},
	{"definition", documents.Pair[string]{FR: "définitions", EN: "definitions"}},
	{"note", documents.Pair[string]{FR: "remarques", EN: "notes"}},
}

// PrivateNotes says how many notes that only concord reads WriteTBX writes, and
// for what; none when the glossary needs no such note.
func PrivateNotes(g *Glossary, shape TBX) []documents.Warning {
	t := newTBXWriter(io.Discard, shape)
	t.glossary(g)
	var list documents.Pair[[]string]
	for _, p := range privateNames {
		if n := t.private[p.key]; n > 0 {
			list.FR = append(list.FR, fmt.Sprintf("%s (%d)", p.name.FR, n))
			list.EN = append(list.EN, fmt.Sprintf("%s (%d)", p.name.EN, n))
		}
	}
	if len(list.EN) == 0 {
		return nil
	}
	return []documents.Warning{{Code: "glossary-private-notes", Message: documents.Problemf(0, "",
		"TBX-Basic n’a pas de catégorie pour tout\u00a0: %[1]s. Ces valeurs sont dans des notes qui commencent par «\u00a0concord:\u00a0»\u00a0; concord les relit, les autres logiciels les montrent comme du texte",
		"TBX-Basic has no category for all of it: %[2]s. These values are in notes that begin with \"concord:\"; concord reads them back, other programs show them as text",
		strings.Join(list.FR, ", "), strings.Join(list.EN, ", ")).Message}}
}
