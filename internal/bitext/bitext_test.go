package bitext

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

const tmxSample = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en" datatype="plaintext"/><body>
<tu tuid="a1"><tuv xml:lang="en-CA"><seg>The <bpt i="1">&lt;b&gt;</bpt>rate<ept i="1">&lt;/b&gt;</ept> is <hi>3</hi>.</seg></tuv>
 <tuv xml:lang="FR-CA"><seg>Le taux
   est de 3&#160;%.</seg></tuv><tuv xml:lang="fr-FR"><seg>Autre.</seg></tuv></tu>
<tu><note>no French</note><tuv lang="en"><seg>
  Alone. </seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nein.</seg></tuv></tu>
</body></tmx>`

const xliff12 = `<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="fr" target-language="en-GB" datatype="plaintext"><body><group>
<trans-unit id="7"><source>Le <g id="1">taux</g><ph id="2">{x}</ph>.</source><seg-source><mrk mtype="seg">Non.</mrk></seg-source>
 <target>The rate.</target><alt-trans><source>Ancien.</source><target>Old.</target></alt-trans></trans-unit>
</group><trans-unit id="8"><source>Seul.</source><alt-trans><target>Proposed.</target></alt-trans></trans-unit></body></file></xliff>`

const xliff20 = `<xliff version="2.0" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u1"><originalData><data id="d">&lt;b&gt;</data></originalData>
 <mtc:matches xmlns:mtc="urn:x"><mtc:match><source>Near.</source><target>Proche.</target></mtc:match></mtc:matches>
 <segment id="s1"><source>One <pc id="1">bold</pc>.</source><target>Un <pc id="1">gras</pc>.</target></segment>
 <ignorable><source> </source></ignorable>
 <segment><source>Two.</source><target>Deux.</target></segment></unit></file></xliff>`

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []Row
	}{
		{"a.tsv", "fr\tid\ten\nL’été\u00a0!\tx-1\tSummer!\n\n\tx-2\tOnly English.\n", []Row{{ID: "x-1", FR: "L’été\u00a0!", EN: "Summer!"}, {ID: "x-2", FR: "", EN: "Only English."}}},
		{"no id.TSV", "\ufeffEN\tFR\tnote\r\nYes.\tOui.\tz\r\n", []Row{{ID: "1", FR: "Oui.", EN: "Yes."}}},
		{"decomposed.tsv", "fr\ten\ne\u0301te\u0301\ta\n", []Row{{ID: "1", FR: "été", EN: "a"}}},
		{"a.tmx", tmxSample, []Row{{ID: "a1", FR: "Le taux est de 3\u00a0%.", EN: "The rate is 3."}, {ID: "2", FR: "", EN: "Alone."}}},
		{"a.xlf", xliff12, []Row{{ID: "7", FR: "Le taux.", EN: "The rate."}, {ID: "8", FR: "Seul.", EN: ""}}},
		{"b.xliff", xliff20, []Row{{ID: "u1/s1", FR: "Un gras.", EN: "One bold."}, {ID: "u1/2", FR: "Deux.", EN: "Two."}}},
	} {
		got, err := Read(c.name, []byte(c.data))
		for i, last := 0, 0; i < len(got); i++ {
			if got[i].Line <= last {
				t.Errorf("%s: row %d is on line %d", c.name, i, got[i].Line)
			}
			got[i].Line = 0
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v", c.name, got, err)
		}
	}
}

func TestEncodings(t *testing.T) {
	units := utf16.Encode([]rune(strings.Replace(tmxSample, "UTF-8", "UTF-16", 1)))
	wide := []byte{0xff, 0xfe}
	for _, u := range units {
		wide = append(wide, byte(u), byte(u>>8))
	}
	got, err := Read("a.tmx", wide)
	if err != nil || len(got) != 2 || got[0].EN != "The rate is 3." {
		t.Errorf("UTF-16: %+v, %v", got, err)
	}
	latin := strings.Replace(tmxSample, "UTF-8", "iso-8859-1", 1)
	latin = strings.Replace(latin, "Le taux", "L'\xe9t\xe9", 1)
	if got, err = Read("a.tmx", []byte(latin)); err != nil || got[0].FR != "L'été est de 3\u00a0%." {
		t.Errorf("Latin-1: %+v, %v", got, err)
	}
}

func TestProblems(t *testing.T) {
	deep := "<tmx>" + strings.Repeat("<a>", 200)
	for _, c := range []struct{ name, data, code, en string }{
		{"a.csv", "", "bitext-format", "did you mean \".tsv\"?"},
		{"a.docx", "", "bitext-format", "must be one of .tsv, .json, .tmx, .xlf, .xliff"},
		{"a.tsv", "", "bitext-empty", "a.tsv: the file holds no pair of texts"},
		{"a.tsv", "id\tfrench\ten\n", "bitext-header", `a.tsv, line 1: the header has no column "fr" (it has: id, french, en); the first line must name`},
		{"a.tsv", "fr\ten\tfr\n", "bitext-header", "is there twice"},
		{"a.tsv", "fr\ten\na\tb\na\n", "bitext-columns", "line 3: number of columns: 1, where the header names 2"},
		{"a.tsv", "fr\ten\na\t\xff\n", "bitext-encoding", "line 2: the text is not UTF-8"},
		{"100%d.tsv", "x\n", "bitext-header", "100%d.tsv, line 1: the header has no column"},
		{"a.tmx", "<tmx><body><tu>", "bitext-xml", "not well formed"},
		{"a.tmx", "<xliff/>", "bitext-root", `first element is "xliff"`},
		{"a.tmx", "<!DOCTYPE tmx [<!ENTITY a \"b\">]><tmx/>", "bitext-entities", "defines XML entities"},
		{"a.tmx", "<tmx><body>&a;</body></tmx>", "bitext-xml", "not well formed"},
		{"a.tmx", deep, "bitext-depth", "nested too deep"},
		{"a.xlf", strings.Replace(xliff12, "\"fr\"", "\"de\"", 1), "bitext-languages", `languages are "de" and "en-GB"; they must be French and English`},
		{"a.xlf", "<xliff><file><trans-unit><source>x</source></trans-unit></file></xliff>", "bitext-languages", "does not name its languages"},
		{"a.xlf", "<html/>", "bitext-root", `first element is "html"`},
	} {
		rows, err := Read(c.name, []byte(c.data))
		var p *documents.Problem
		if !errors.As(err, &p) || rows != nil {
			t.Errorf("%s %q: %v, %v", c.name, c.data, rows, err)
			continue
		}
		if p.Code != c.code || !strings.Contains(p.In(documents.EN), c.en) || p.Message.FR == "" {
			t.Errorf("%s %q: %s %s", c.name, c.data, p.Code, p.In(documents.EN))
		}
	}
}

// Whatever the bytes: a Problem, or rows of tidy text.
func FuzzRead(f *testing.F) {
	f.Add("a.tsv", "fr\ten\na\tb\n")
	f.Add("a.tmx", tmxSample)
	f.Add("a.xlf", xliff12)
	f.Add("a.xliff", xliff20)
	f.Fuzz(func(t *testing.T, name, data string) {
		rows, err := Read(name, []byte(data))
		var p *documents.Problem
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("%v is not a Problem", err)
		}
		for _, r := range rows {
			for _, s := range []string{r.FR, r.EN} {
				if strings.ContainsAny(s, "\t\r\n") || !norm.NFC.IsNormalString(s) {
					t.Fatalf("row %+v is not tidy", r)
				}
			}
		}
	})
}
