package glossary

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"concord/documents"
)

// placeless gives the concepts without the places of their terms, which differ
// between formats.
func placeless(g *Glossary) []Concept {
	out := make([]Concept, len(g.Concepts))
	for i, c := range g.Concepts {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			var terms []Term
			for _, t := range c.Terms.Of(l) {
				t.File, t.Line = "", 0
				terms = append(terms, t)
			}
			*c.Terms.Side(l) = terms
		}
		out[i] = c
	}
	return out
}

// sameConcepts tells the first concept that differs.
func sameConcepts(t *testing.T, name string, got, want []Concept) {
	t.Helper()
	for i := range want {
		if i < len(got) && !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%s, concept %d:\n got %+v\nwant %+v", name, i, got[i], want[i])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d concepts, want %d", name, len(got), len(want))
	}
}

// tricky has what formats stumble on: signs of XML, line breaks, identifiers
// that are no XML names, definitions that differ.
const tricky = "concept_id,lang,term,status,pos,gender,term_type,match,geo,cues,source,note,definition\n" +
	"a b|c,fr,« mise en œuvre »,preferred,phrase,,fullForm,exact,,,src & co,\"<b> \"\"x\"\"\nsecond line\",une chose\n" +
	"a b|c,fr,R.I.,admitted,noun,feminine,acronym,exact-case,Canada,un; deux,,,autre chose\n" +
	"a b|c,en,R & D,forbidden,properNoun,,fullForm,lemma,,,,same,\n" +
	"c2,en,alone,,,,,,,,,,\nc2,fr,seul,,,,,,,,,,\n2nd,en,other,,,,,,,,,,\n2nd,fr,autre,,,,,,,,,,\n"

var shapes = []TBX{TBX2019, TBX2019DCT, TBX2008}

func TestRoundTripsLoseNothing(t *testing.T) {
	for _, g := range []*Glossary{starter(t), read(t, tricky)} {
		want := placeless(g)
		for _, shape := range shapes {
			var b bytes.Buffer
			if err := WriteTBX(&b, g, shape); err != nil {
				t.Fatal(err)
			}
			back, err := Read(&b, "g.tbx")
			if err != nil {
				t.Fatalf("%s: %v", shape, err)
			}
			sameConcepts(t, string(shape), placeless(back), want)
			if len(back.Warnings) > len(g.Warnings) {
				t.Errorf("%s: warnings %v", shape, back.Warnings)
			}
		}
		for _, comma := range ",\t" {
			var b bytes.Buffer
			if err := WriteCSV(&b, g, comma); err != nil {
				t.Fatal(err)
			}
			back, err := Read(&b, "g.csv")
			if err != nil {
				t.Fatal(err)
			}
			sameConcepts(t, string(comma), placeless(back), want)
		}
	}
}

// The same glossary in both shapes as another program wrote it: match and cues
// have no data category and are not there, the rest is.
func TestReadTBXOfOthers(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "data", "glossary")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/data/glossary: the TBX files of the data are not read")
	}
	want := placeless(starter(t))
	for _, c := range want {
		for _, side := range [][]Term{c.Terms.FR, c.Terms.EN} {
			for n := range side {
				side[n].Match, side[n].Cues = Lemma, nil
			}
		}
	}
	for _, name := range []string{"child-rights.tbx", "child-rights.martif.tbx"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		g, err := Read(bytes.NewReader(data), name)
		if err != nil {
			t.Fatal(err)
		}
		sameConcepts(t, name, placeless(g), want)
	}
}

const small = `<martif><text><body><termEntry id="a"><langSet xml:lang="fr"><tig><term>clé</term></tig></langSet>` +
	`<langSet xml:lang="en"><tig><term>key</term></tig></langSet></termEntry></body></text></martif>`

func TestReadTBXEncodings(t *testing.T) {
	want := placeless(mustReadTBX(t, small))
	var wide, marked []byte
	for _, u := range utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + small)) {
		wide = append(wide, byte(u), byte(u>>8))
		marked = append(marked, byte(u>>8), byte(u))
	}
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + small,
		"UTF-16 LE":       string(wide),
		"UTF-16 BE":       "\xfe\xff" + string(marked),
		"Latin-1":         `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.ReplaceAll(small, "é", "\xe9"),
		"decomposed":      strings.ReplaceAll(small, "é", "e\u0301"),
		"a namespace":     strings.NewReplacer("</", "</t:", "<", "<t:").Replace(small),
		"DOCTYPE":         `<!DOCTYPE martif SYSTEM "nowhere/TBXcoreStructV02.dtd">` + small,
	} {
		sameConcepts(t, name, placeless(mustReadTBX(t, text)), want)
	}
}

func mustReadTBX(t testing.TB, text string) *Glossary {
	t.Helper()
	g, err := Read(strings.NewReader(text), "g.tbx")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestReadTBXFaults(t *testing.T) {
	for _, c := range []struct{ name, text, en, fr string }{
		{"no entry", `<tbx><text><body/></text></tbx>`, "holds no entry", "aucune fiche"},
		{"other languages", strings.NewReplacer(`"fr"`, `"de"`, `"en"`, `"it"`).Replace(small), "no French or English term in its 1 entries (languages: de (1), it (1))", "aucun terme français ou anglais"},
		{"no language", strings.ReplaceAll(small, "xml:lang", "x"), "languages: ? (2)", "langues\u00a0: ? (2)"},
		{"no term", strings.ReplaceAll(small, "term>", "tern>"), "no term in its 1 entries", "aucun terme dans ses 1 fiches"},
		{"another file", `<book></book>`, `line 1: this is not a TBX file: the first element is "book"`, "ce n’est pas un fichier TBX"},
		{"a memory", `<tmx version="1.4"></tmx>`, "line 1: this is a translation memory (TMX); export the terms as TBX", "c’est une mémoire de traduction (TMX)"},
		{"SKOS", `<rdf:RDF></rdf:RDF>`, "this is an RDF file", "c’est un fichier RDF"},
		{"cut off", small[:60], "line 1: the file stops before the end of its XML", "s’arrête avant la fin du XML"},
		{"crossed", "<tbx>\n<a></b></tbx>", "line 2: the XML is not well formed", "n’est pas bien formé"},
		{"stray end", "<tbx/></tbx>", "not well formed", "bien formé"},
		{"unknown entity", strings.ReplaceAll(small, "key", "&x;"), "not well formed", "bien formé"},
		{"entities", `<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>`, "defines XML entities", "définit des entités XML"},
		{"too deep", strings.Repeat("<tbx>", 100), "nested too deep", "trop d’éléments imbriqués"},
		{"encoding", `<?xml version="1.0" encoding="ebcdic"?>` + small, `the encoding that the file declares, "ebcdic", is not known here; save the file as UTF-8`, "l’encodage déclaré, «\u00a0ebcdic\u00a0»"},
	} {
		g, err := Read(strings.NewReader(c.text), "g.tbx")
		var p *documents.Problem
		if g != nil || !errors.As(err, &p) || p.Class != documents.Misuse {
			t.Errorf("%s: glossary %v, error %v; want a problem", c.name, g, err)
			continue
		}
		if en, fr := p.In(documents.EN), p.In(documents.FR); !strings.Contains(en, c.en) || !strings.Contains(fr, c.fr) || !strings.Contains(en, "g.tbx") {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, en, fr, c.en, c.fr)
		}
	}
}

// What stands above a term is the term's, what stands in a group belongs to
// the group, and what has no column is counted.
func TestReadTBXLevels(t *testing.T) {
	g := mustReadTBX(t, `<tbx><text><body><conceptEntry id="a"><descrip type="subjectField">law</descrip><note>for
			all</note>
		<langSec xml:lang="fr-CA"><descripGrp><descrip type="definition">ce que c’est</descrip><admin type="source">a book</admin></descripGrp>
		<termSec><term>mise en
			demeure</term><note>its own</note><admin type="source">art. 1</admin></termSec>
		<termSec><term>mise en demeure</term></termSec><termSec><term>—</term></termSec></langSec>
		<langSec xml:lang="en"><termSec><term>notice</term><termNote type="partOfSpeech">adverb</termNote></termSec></langSec></conceptEntry>
		<conceptEntry id="a"><langSec xml:lang="en"><term>bare</term></langSec></conceptEntry></body></text></tbx>`)
	want := []Concept{
		{ID: "a", Subject: "law", Terms: documents.Pair[[]Term]{
			FR: []Term{{Text: "mise en demeure", Lang: "fr", Status: Preferred, POS: "noun", Match: Lemma, Source: "art. 1", Note: "its own for all", Definition: "ce que c’est"}},
			EN: []Term{{Text: "notice", Lang: "en", Status: Preferred, POS: "phrase", Match: Lemma, Note: "for all"}}}},
		{ID: "a-1", Terms: documents.Pair[[]Term]{EN: []Term{{Text: "bare", Lang: "en", Status: Preferred, POS: "noun", Match: Lemma}}}},
	}
	sameConcepts(t, "levels", placeless(g), want)
	var said []string
	for _, w := range g.Warnings {
		said = append(said, w.Message.EN)
	}
	all := strings.Join(said, "\n")
	for _, part := range []string{"definition/source (1)", "adverb → phrase (1)", "as long as a sentence): 2, such as", "no usable French term", "identifiers that another entry has, changed: 1, such as a → a-1"} {
		if !strings.Contains(all, part) {
			t.Errorf("warnings %q lack %q", all, part)
		}
	}
	if line := g.Concepts[0].Terms.FR[0].Line; line != 4 {
		t.Errorf("line %d, want 4", line)
	}
}
