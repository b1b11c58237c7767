package bitext

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"concord/documents"
)

// What other tools write, in the older and newer versions of each format. All
// of it is invented; the shapes are those of the specifications and of the
// files that translation tools exchange.
func TestReadWhatOtherToolsWrite(t *testing.T) {
	for _, c := range []struct {
		why, name, data string
		want            []Row
	}{
		{"TMX 1.1 names languages in lang and marks codes as ut", "a.tmx",
			`<tmx version="1.1"><header srclang="EN-US"/><body><tu><tuv lang="EN-US"><seg>The <ut>{\b </ut>rate<ut>}</ut>.</seg></tuv><tuv lang="FR_CA"><seg>Le taux.</seg></tuv></tu></body></tmx>`,
			[]Row{{ID: "1", FR: "Le taux.", EN: "The rate."}}},
		{"xml:lang goes before lang", "a.tmx",
			`<tmx version="1.3"><body><tu><tuv lang="de" xml:lang="fr"><seg>Oui.</seg></tuv><tuv xml:lang="en-GB" lang="de"><seg>Yes.</seg></tuv></tu></body></tmx>`,
			[]Row{{ID: "1", FR: "Oui.", EN: "Yes."}}},
		{"the first variant of a language is taken, other languages are passed over", "a.tmx",
			`<tmx version="1.4"><body><tu><tuv xml:lang="de"><seg>Ja.</seg></tuv><tuv xml:lang="fr-FR"><seg>Oui.</seg></tuv><tuv xml:lang="fr-CA"><seg>Ouais.</seg></tuv><tuv xml:lang="en"><seg>Yes.</seg></tuv></tu></body></tmx>`,
			[]Row{{ID: "1", FR: "Oui.", EN: "Yes."}}},
		{"a subflow is not part of the sentence, highlighted words are, a line break parts words", "a.tmx",
			`<tmx version="1.4"><body><tu><tuv xml:lang="fr"><seg>Un<ph type="lb"/>deux <ph x="1">&lt;img alt="<sub>un chat</sub>"&gt;</ph><hi>trois</hi>.</seg></tuv><tuv xml:lang="en"><seg>One two <it pos="begin">&lt;i&gt;</it>three.</seg></tuv></tu></body></tmx>`,
			[]Row{{ID: "1", FR: "Un deux trois.", EN: "One two three."}}},
		{"an outside DTD is not fetched; notes and properties are passed over", "a.tmx",
			`<?xml version="1.0"?><!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "http://127.0.0.1:9/tmx14.dtd"><!-- c --><tmx version="1.4"><header><note>n</note><prop type="x-fr-ids">a</prop></header><body><tu tuid="7"><note>n</note><prop type="client">C</prop><tuv xml:lang="fr"><prop type="x-fr-ids">q</prop><seg><![CDATA[a < b]]></seg></tuv><tuv xml:lang="en"><seg>a &lt; b</seg></tuv></tu></body></tmx>`,
			[]Row{{ID: "7", FR: "a < b", EN: "a < b"}}},
		{"XLIFF 1.2: groups, marks, states, empty targets, what is not to be translated", "a.xlf",
			`<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="urn:x"><file original="a" source-language="en" target-language="fr-CA" datatype="x"><header><note>n</note></header><body>
<group id="g"><trans-unit id="1"><source>One<x id="1" ctype="lb"/>two.</source><target state="needs-review-translation"><mrk mtype="seg" mid="1">Un </mrk><mrk mtype="seg" mid="2">deux.</mrk></target><note>n</note></trans-unit>
<trans-unit id="2"><source>Alone.</source><target/></trans-unit>
<trans-unit id="3" translate="no"><source>CODE-42</source></trans-unit>
<group translate="no"><trans-unit id="4"><source>CODE-43</source></trans-unit><trans-unit id="5" translate="yes"><source>Missing.</source></trans-unit></group>
<bin-unit id="6"><bin-source><internal-file>x</internal-file></bin-source></bin-unit></group></body></file></xliff>`,
			[]Row{{ID: "1", FR: "Un deux.", EN: "One two."}, {ID: "2", EN: "Alone."}, {ID: "5", EN: "Missing."}}},
		{"XLIFF 2.1 and its modules: only chosen translations, code points, ignorables", "a.xliff",
			`<xliff version="2.1" srcLang="fr-CA" trgLang="en-CA" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"><file id="f"><skeleton href="a"/><group id="g"><unit id="u">
<gls:glossary><gls:glossEntry><gls:term>taux</gls:term><gls:translation>rate</gls:translation></gls:glossEntry></gls:glossary>
<res:resourceData><res:resourceItem><res:source>x</res:source><res:target>y</res:target></res:resourceItem></res:resourceData>
<mda:metadata><mda:metaGroup category="tool"><mda:meta type="fr-ids">not ours</mda:meta></mda:metaGroup></mda:metadata>
<notes><note>n</note></notes>
<segment state="final"><source><sc id="1"/>Le <mrk id="m" type="term">taux</mrk><cp hex="0001"/><ph id="2" subType="xlf:lb"/>monte<ec startRef="1"/>.</source><target order="2">The rate rises.</target></segment>
<ignorable><source> </source><target> </target></ignorable><segment><source>Seul.</source><target></target></segment></unit></group>
<unit id="v" translate="no"><segment><source>CODE</source></segment></unit></file></xliff>`,
			[]Row{{ID: "u/1", FR: "Le taux monte.", EN: "The rate rises."}, {ID: "u/2", FR: "Seul."}}},
		{"XLIFF 2.2 without a target language", "a.xliff",
			`<xliff version="2.2" srcLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.2"><file id="f"><unit id="u"><segment id="s"><source>Oui.</source></segment></unit></file></xliff>`,
			[]Row{{ID: "u/s", FR: "Oui."}}},
		{"quotes of a spreadsheet, and quotes of the text", "a.tsv",
			"id\tfr\ten\n1\t\"Il dit \"\"oui\"\".\"\t\"Yes.\"\n",
			[]Row{{ID: "1", FR: `Il dit "oui".`, EN: `"Yes."`}}},
		{"the table of an alignment", "a.tsv",
			"fr_ids\ten_ids\tscore\tfr\ten\n1\t1,2\t0.9\tOui.\tYes. Yes.\n2\t\t0.8\tSeul.\t\n",
			[]Row{{ID: "1", FR: "Oui.", EN: "Yes. Yes."}, {ID: "2", FR: "Seul."}}},
		{"the JSON of an alignment, keys in any order", "a.json",
			`{"version": 1, "beads": [{"en": "Yes.", "fr": "Oui.", "fr_ids": [1], "en_ids": [1], "score": 0.5, "moved": true, "note": {}}, {"id": 9, "fr": "Seul.", "en": ""}, {"id": "x", "fr": null, "en": "Alone."}], "fr": "a", "en": "b"}`,
			[]Row{{ID: "1", FR: "Oui.", EN: "Yes.", Moved: true}, {ID: "9", FR: "Seul."}, {ID: "x", EN: "Alone."}}},
	} {
		got, err := Read(c.name, []byte(c.data))
		for i := range got {
			got[i].Line = 0
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", c.why, got, err, c.want)
		}
	}
}

func TestUTF16WithoutAMark(t *testing.T) {
	text := `<?xml version="1.0" encoding="UTF-16"?><tmx><body><tu><tuv xml:lang="fr"><seg>Été.</seg></tuv></tu></body></tmx>`
	var little, big []byte
	for _, u := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	for _, data := range [][]byte{little, big} {
		if got, err := Read("a.tmx", data); err != nil || len(got) != 1 || got[0].FR != "Été." {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestLinks(t *testing.T) {
	got, err := Links("a.tsv", []byte("fr_ids\ten_ids\tfr\ten\n\"2,3\"\t4\tDeux. Trois.\tBoth.\n1\t\t\t\n"))
	want := []Row{
		{ID: "1", FR: "Deux. Trois.", EN: "Both.", Line: 2, Numbers: documents.Pair[[]int]{FR: []int{2, 3}, EN: []int{4}}},
		{ID: "2", Line: 3, Numbers: documents.Pair[[]int]{FR: []int{1}}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	head := "fr_ids\ten_ids\tfr\ten\n"
	for _, c := range []struct{ name, data, code, en string }{
		{"a.tsv", head + "1,3\t1\ta\tb\n", "bitext-numbers-apart", "a.tsv, line 2: segments 1 and 3 (fr) do not follow one another"},
		{"a.tsv", head + "2,1\t1\ta\tb\n", "bitext-numbers-apart", "line 2"},
		{"a.tsv", head + "1\t1\ta\tb\n2\t1\tc\tb\n", "bitext-numbers-twice", "a.tsv, line 3: segment 1 (en) is linked on line 2 already"},
		{"a.tsv", head + "1;2\t1\ta\tb\n", "bitext-numbers", `line 2: fr_ids: "1;2" is no list of segment numbers; write 3 or 3,4`},
		{"a.tsv", head + "0\t1\ta\tb\n", "bitext-numbers", "line 2"},
		{"a.tsv", head, "bitext-empty", "holds no pair"},
		{"a.json", `{"beads": [` + "\n" + `{"fr_ids": [1], "fr": "a"}, {"fr_ids": [1], "fr": "b"}]}`, "bitext-numbers-twice", "line 2"},
		{"a.json", `{"beads": [{"fr_ids": [-1], "fr": "a"}]}`, "bitext-numbers", "line 1"},
		{"a.tmx", `<tmx><body><tu><prop type="x-fr-ids">x</prop><tuv xml:lang="fr"><seg>a</seg></tuv></tu></body></tmx>`, "bitext-numbers", "x-fr-ids"},
	} {
		rows, err := Links(c.name, []byte(c.data))
		var p *documents.Problem
		if !errors.As(err, &p) || rows != nil || p.Code != c.code || !strings.Contains(p.In(documents.EN), c.en) {
			t.Errorf("%q: %+v, %v", c.data, rows, err)
		}
	}
}

func TestJSONProblems(t *testing.T) {
	for _, c := range []struct{ data, en string }{
		{"", "not the JSON of an alignment"},
		{"[]", "not the JSON of an alignment"},
		{`{"version": 1}`, `there are no "beads"`},
		{`{"beads": []}`, "holds no pair of texts"},
		{"{\"beads\": [\n{\"fr\": 5}]}", `line 2: "fr" does not have the form expected`},
		{"{\"beads\": [\n\n[]]}", "line 3"},
		{"{\"beads\": [\n{\"fr\": \"a\",}]}", "line 2: this is not the JSON"},
		{`{"beads": [{"fr": "a"}], "beads": []}`, "there twice"},
		{`{"beads": [{"fr": "a"}]} x`, "not the JSON of an alignment"},
		{`{"beads": [{"fr": "a"}`, "not the JSON of an alignment"},
		{`{"x": ` + strings.Repeat("[", 20000), "not the JSON of an alignment"},
	} {
		rows, err := Read("a.json", []byte(c.data))
		var p *documents.Problem
		if !errors.As(err, &p) || rows != nil || !strings.Contains(p.In(documents.EN), c.en) {
			t.Errorf("%.60q: %+v, %v", c.data, rows, err)
		}
	}
}

// Whatever the bytes: a Problem, or links in which every number is one more
// than the one before and occurs once.
func FuzzLinks(f *testing.F) {
	f.Add("a.tsv", "fr_ids\ten_ids\tfr\ten\n1,2\t1\ta b\tc\n")
	f.Add("a.json", `{"beads": [{"fr_ids": [1, 2], "en_ids": [], "fr": "a", "en": ""}]}`)
	f.Add("a.tmx", `<tmx><body><tu><prop type="x-fr-ids">1,2</prop><tuv xml:lang="fr"><seg>a</seg></tuv></tu></body></tmx>`)
	f.Add("a.xlf", xliff20)
	f.Fuzz(func(t *testing.T, name, data string) {
		rows, err := Links(name, []byte(data))
		var p *documents.Problem
		if err != nil {
			if !errors.As(err, &p) || rows != nil {
				t.Fatalf("%v, %+v", err, rows)
			}
			return
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			seen := map[int]bool{}
			for _, r := range rows {
				for i, n := range r.Numbers.Of(l) {
					if n < 1 || seen[n] || i > 0 && n != r.Numbers.Of(l)[i-1]+1 {
						t.Fatalf("%s: %v", l, r.Numbers.Of(l))
					}
					seen[n] = true
				}
			}
		}
	})
}
