package glossary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A node is an element of a file that was written.
type node struct {
	name     string // with the prefix "min:" or "basic:" in the style DCT
	attrs    map[string]string
	children []*node
	text     string
}

func parseXML(t *testing.T, data []byte) *node {
	t.Helper()
	prefix := map[string]string{
		"": "", "urn:iso:std:iso:30042:ed-2": "",
		"http://www.tbxinfo.net/ns/min": "min:", "http://www.tbxinfo.net/ns/basic": "basic:",
	}
	top := &node{}
	open := []*node{top}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return top.children[0]
		}
		if err != nil {
			t.Fatal(err)
		}
		last := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			p, ok := prefix[tok.Name.Space]
			if !ok {
				t.Fatalf("namespace %q", tok.Name.Space)
			}
			n := &node{name: p + tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				if a.Name.Local != "xmlns" && a.Name.Space != "xmlns" {
					n.attrs[a.Name.Local] = a.Value
				}
			}
			last.children = append(last.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(tok)
		}
	}
}

// The content that the schemas of TBX-Basic give the elements that are written
// here, as expressions over the names of the children: those of
// TBXcoreStructV03 (2019, both styles) and of TBXBasicRNGV02 (2008).
var contents = map[TBX]map[string]string{
	TBX2019: {
		"tbx": "tbxHeader text ", "tbxHeader": "fileDesc (encodingDesc )?", "fileDesc": "(sourceDesc )+", "sourceDesc": "(p )+", "encodingDesc": "(p )+",
		"text": "body ", "body": "(conceptEntry )+",
		"conceptEntry": "((descrip|admin|note) )*(langSec )+", "langSec": "((descrip|admin|note) )*(termSec )+",
		"termSec": "term (termNote )*((descrip|admin|note) )*",
	},
	TBX2019DCT: {
		"tbx": "tbxHeader text ", "tbxHeader": "fileDesc (encodingDesc )?", "fileDesc": "(sourceDesc )+", "sourceDesc": "(p )+", "encodingDesc": "(p )+",
		"text": "body ", "body": "(conceptEntry )+",
		"conceptEntry": "((min:\\w+|basic:\\w+|note) )*(langSec )+", "langSec": "((min:\\w+|basic:\\w+|note) )*(termSec )+",
		"termSec": "term ((min:\\w+|basic:\\w+|note) )*",
	},
	TBX2008: {
		"martif": "martifHeader text ", "martifHeader": "fileDesc (encodingDesc )?", "fileDesc": "(sourceDesc )+", "sourceDesc": "(p )+", "encodingDesc": "(p )+",
		"text": "body ", "body": "(termEntry )+",
		"termEntry": "((descrip|admin|note) )*(langSet )+", "langSet": "((descrip|admin|note) )*(tig )+",
		"tig": "term (termNote )*((descrip|admin|note) )*",
	},
}

// The data categories of TBX-Basic that are written: where they may stand, in
// which element or module, and their values, nil for any text. Those of the
// part of speech are the ones of version 1.2.1; 2008 and version 4 add
// properNoun.
var categories = map[string]struct {
	element, module, level string
	values                 []string
}{
	"subjectField":         {"descrip", "min", "concept", nil},
	"definition":           {"descrip", "basic", "lang", nil},
	"administrativeStatus": {"termNote", "min", "term", []string{"preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"}},
	"partOfSpeech":         {"termNote", "min", "term", []string{"noun", "verb", "adjective", "adverb", "other"}},
	"grammaticalGender":    {"termNote", "basic", "term", []string{"masculine", "feminine", "neuter", "other"}},
	"termType":             {"termNote", "basic", "term", []string{"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"}},
	"geographicalUsage":    {"termNote", "basic", "term", nil},
	"source":               {"admin", "basic", "term", nil},
}

// validate holds a file to what the schemas say.
func validate(t *testing.T, shape TBX, data []byte) {
	t.Helper()
	ids := map[string]bool{}
	var walk func(n *node, level string)
	walk = func(n *node, level string) {
		if id, ok := n.attrs["id"]; ok {
			if ids[id] || !regexp.MustCompile(`^[A-Za-zÀ-ÖØ-öø-ÿ_][-.\wÀ-ÖØ-öø-ÿ]*$`).MatchString(id) {
				t.Errorf("%s: identifier %q is no name or stands twice", shape, id)
			}
			ids[id] = true
		}
		names := ""
		for _, c := range n.children {
			names += c.name + " "
		}
		model, known := contents[shape][n.name]
		switch {
		case known:
			if !regexp.MustCompile("^" + model + "$").MatchString(names) {
				t.Errorf("%s: %s holds %q, allowed are %q", shape, n.name, names, model)
			}
			if strings.TrimSpace(n.text) != "" {
				t.Errorf("%s: text %q in %s", shape, n.text, n.name)
			}
		case len(n.children) > 0:
			t.Errorf("%s: %s holds %q", shape, n.name, names)
		case n.name != "term" && n.name != "note" && n.name != "p":
			category := n.attrs["type"]
			module, local, tagged := strings.Cut(n.name, ":")
			if tagged {
				category = local
			}
			c, ok := categories[category]
			if !ok || tagged && c.module != module || !tagged && c.element != n.name || tagged != (shape == TBX2019DCT) || c.level != level {
				t.Errorf("%s: %s of type %q at the level %s", shape, n.name, category, level)
			}
			values := c.values
			if shape == TBX2008 && category == "partOfSpeech" {
				values = append(slices.Clone(values), "properNoun")
			}
			if values != nil && !slices.Contains(values, n.text) {
				t.Errorf("%s: %s %q, allowed are %q", shape, category, n.text, values)
			}
		}
		switch n.name {
		case "conceptEntry", "termEntry":
			level = "concept"
		case "langSec", "langSet":
			level = "lang"
			if n.attrs["lang"] == "" {
				t.Errorf("%s: %s without a language", shape, n.name)
			}
		case "termSec", "tig":
			level = "term"
		}
		for _, c := range n.children {
			walk(c, level)
		}
	}
	root := parseXML(t, data)
	style := map[TBX]string{TBX2019: "dca", TBX2019DCT: "dct"}[shape]
	if root.attrs["type"] != "TBX-Basic" || root.attrs["style"] != style || root.attrs["lang"] == "" {
		t.Errorf("%s: root %s with %v", shape, root.name, root.attrs)
	}
	walk(root, "")
}

// awkward are glossaries with what the schemas are strict about.
func awkward(t *testing.T) map[string]*Glossary {
	return map[string]*Glossary{
		"the starter glossary": starter(t),
		"tricky":               read(t, tricky),
		"identifiers": read(t, "concept_id,lang,term\nª,fr,un\nª,en,one\nc1,fr,deux\nc1,en,two\n1,fr,trois\n1,en,three\nlogo\u00ef\u0304,fr,quatre\nlogo\u00ef\u0304,en,four\n"+
			"été-2,fr,cinq\nété-2,en,five\nc3_,fr,six\nc3_,en,six\nc3,fr,sept\nc3,en,seven\n"+strings.Repeat("x", 300)+",fr,huit\n"+strings.Repeat("x", 300)+",en,eight\n"),
		"one language": read(t, "concept_id,lang,term,subject,gender,geo,pos\na,fr,seul,,feminine,Canada,properNoun\nb,en,alone,law,,,phrase\n"),
	}
}

func TestWrittenTBXIsValid(t *testing.T) {
	for name, g := range awkward(t) {
		for _, shape := range shapes {
			var b bytes.Buffer
			if err := WriteTBX(&b, g, shape); err != nil {
				t.Fatal(err)
			}
			t.Run(name, func(t *testing.T) { validate(t, shape, b.Bytes()) })
		}
	}
}

// The published schemas are not ours to keep. Whoever has them puts them into a
// folder under the names below (those that a .nvdl names beside it), installs jing
// and names the folder in CONCORD_TBX_SCHEMAS.
func TestWrittenTBXAgainstPublishedSchemas(t *testing.T) {
	dir := os.Getenv("CONCORD_TBX_SCHEMAS")
	if dir == "" {
		t.Skip("CONCORD_TBX_SCHEMAS names no folder: the TBX files are held to our own table of the schemas alone")
	}
	jing, err := exec.LookPath("jing")
	if err != nil {
		t.Skip("jing is not installed: CONCORD_TBX_SCHEMAS is of no use")
	}
	schemas := map[TBX][]string{
		TBX2019:    {"TBXcoreStructV03_TBX-Basic_integrated.rng", "TBXcoreStructV03.rng", "core_schema.rng"},
		TBX2019DCT: {"TBX-Basic.nvdl"},
		TBX2008:    {"TBXBasicRNGV02.rng"},
	}
	for name, g := range awkward(t) {
		for _, shape := range shapes {
			for _, schema := range schemas[shape] {
				path := filepath.Join(dir, schema)
				if _, err := os.Stat(path); err != nil {
					t.Logf("%s is not there: %s is not held to it", schema, shape)
					continue
				}
				var b bytes.Buffer
				if err := WriteTBX(&b, g, shape); err != nil {
					t.Fatal(err)
				}
				// The DTD that the file names is not at hand and says no more.
				data := regexp.MustCompile(`<!DOCTYPE[^>]*>`).ReplaceAll(b.Bytes(), nil)
				file := filepath.Join(t.TempDir(), "g.tbx")
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
				if out, err := exec.Command(jing, path, file).CombinedOutput(); err != nil {
					t.Errorf("%s as %s against %s: %v\n%.2000s", name, shape, schema, err, out)
				}
			}
		}
	}
}

// What export says of private notes is what stands in the file.
func TestPrivateNotesAreThoseWritten(t *testing.T) {
	names := map[string]string{"match": "match", "cues": "cues", "forms": "forms", "pos": "proper nouns", "id": "identifiers", "definition": "definitions", "note": "notes"}
	all := awkward(t)
	all["plain"] = read(t, "fr,en,concept_id\nseul,alone,c2\n")
	all["forms"] = read(t, "concept_id,lang,term,forms\na,fr,seul,seule;seuls\na,en,alone,\n")
	all["notes"] = read(t, "fr,en,note\nseul,alone,concord:match=exact\n")
	for name, g := range all {
		for _, shape := range shapes {
			var b bytes.Buffer
			if err := WriteTBX(&b, g, shape); err != nil {
				t.Fatal(err)
			}
			said := ""
			for _, w := range PrivateNotes(g, shape) {
				said += w.Message.EN
			}
			total := 0
			for key, word := range names {
				n := bytes.Count(b.Bytes(), []byte("<note>concord:"+key+"="))
				total += n
				if want := fmt.Sprintf("%s (%d)", word, n); (n > 0) != strings.Contains(said, want) {
					t.Errorf("%s as %s: %d notes of %s, said: %q", name, shape, n, key, said)
				}
			}
			if (total > 0) != (said != "") || total != bytes.Count(b.Bytes(), []byte("<note>concord:")) {
				t.Errorf("%s as %s: %d notes, said %q", name, shape, total, said)
			}
		}
	}
}
