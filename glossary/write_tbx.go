package glossary

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"
	"unicode"

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
// category for is kept in notes that begin with "concord:": match and cues, the
// part of speech "phrase" apart from other, an identifier that is no XML name,
// and definitions that differ between the terms of one language. ReadTBX gives
// back the same concepts; other programs show those notes as text.
func WriteTBX(w io.Writer, g *Glossary, shape TBX) error {
	t := &tbxWriter{w: bufio.NewWriterSize(w, 1<<16), shape: shape,
		entry: "conceptEntry", section: "langSec", group: "termSec"}
	if shape == TBX2008 {
		t.entry, t.section, t.group = "termEntry", "langSet", "tig"
	}
	t.head()
	taken := map[string]bool{}
	for i := range g.Concepts {
		taken[g.Concepts[i].ID] = true
	}
	for i := range g.Concepts {
		t.concept(&g.Concepts[i], i+1, taken)
	}
	t.put(" </body></text>\n</" + t.root() + ">\n")
	return t.w.Flush() // a bufio.Writer keeps its first error
}

// ownHeader tells our files from others, in which line breaks are those of the
// program that indented them.
const ownHeader = "Glossary written by concord"

type tbxWriter struct {
	w                     *bufio.Writer
	shape                 TBX
	entry, section, group string
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
	t.put(" <" + header + "><fileDesc><sourceDesc><p>" + ownHeader + "; match and cues are in the notes that begin with " + private + "</p></sourceDesc></fileDesc></" + header + ">\n <text><body>\n")
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
		t.note(private + "id=" + c.ID)
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
		pos := term.POS
		if pos == "phrase" {
			pos = "other"
		}
		if pos != "" {
			t.category("termNote", "min", "partOfSpeech", pos)
		}
		if term.Gender != "" {
			t.category("termNote", "basic", "grammaticalGender", term.Gender)
		}
		if term.Acronym {
			t.category("termNote", "basic", "termType", "acronym")
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
		if term.Match != Lemma {
			t.note(private + "match=" + string(term.Match))
		}
		if len(term.Cues) > 0 {
			t.note(private + "cues=" + strings.Join(term.Cues, ";"))
		}
		if term.Definition != "" && definition == "" {
			t.note(private + "definition=" + term.Definition)
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
		text = private + "note=" + text
	}
	t.note(text)
}

func (t *tbxWriter) note(text string) {
	t.put("<note>")
	t.escaped(text)
	t.put("</note>")
}

// xmlName reports whether a name may be an XML identifier (NCName).
func xmlName(s string) bool {
	for i, r := range s {
		if unicode.IsLetter(r) || r == '_' || i > 0 && (unicode.IsDigit(r) || r == '-' || r == '.') {
			continue
		}
		return false
	}
	return s != "" && len(s) <= 256
}

// PrivateNotes says how many terms WriteTBX gives a note that only concord
// reads, none when the glossary needs no such note.
func PrivateNotes(g *Glossary) []documents.Warning {
	var match, cues, other int
	g.anyTerm(func(_ *Concept, t *Term) bool {
		if t.Match != Lemma {
			match++
		}
		if len(t.Cues) > 0 {
			cues++
		}
		return false
	})
	for i := range g.Concepts {
		c := &g.Concepts[i]
		if !xmlName(c.ID) {
			other++
		}
		for _, side := range [][]Term{c.Terms.FR, c.Terms.EN} {
			if len(side) > 0 && sharedText(side, func(t *Term) string { return t.Definition }) == "" {
				for n := range side {
					if side[n].Definition != "" {
						other++
					}
				}
			}
		}
	}
	if match+cues+other == 0 {
		return nil
	}
	return []documents.Warning{{Code: "glossary-private-notes", Message: documents.Problemf(0, "",
		"TBX-Basic n’a pas de catégorie pour match (%[1]d), cues (%[2]d) et certains identifiants ou définitions (%[3]d)\u00a0: ils sont dans des notes qui commencent par «\u00a0concord:\u00a0», que les autres logiciels montrent comme du texte",
		"TBX-Basic has no category for match (%[1]d), cues (%[2]d) and some identifiers or definitions (%[3]d): they are in notes that begin with \"concord:\", which other programs show as text",
		match, cues, other).Message}}
}
