package glossary

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"concord/documents"
)

func read(t testing.TB, text string) *Glossary {
	t.Helper()
	g, err := ReadCSV(strings.NewReader(text), "g.csv")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// starter is the shared starter glossary.
func starter(t testing.TB) *Glossary {
	t.Helper()
	data, err := os.ReadFile("child-rights.csv")
	if err != nil {
		t.Fatal(err)
	}
	g, err := ReadCSV(bytes.NewReader(data), "glossary/child-rights.csv")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestReadCSVStarter(t *testing.T) {
	g := starter(t)
	terms := 0
	for _, c := range g.Concepts {
		terms += len(c.Terms.FR) + len(c.Terms.EN)
	}
	if len(g.Concepts) != 149 || terms != 576 || len(g.Warnings) != 0 {
		t.Errorf("%d concepts, %d terms, warnings %v; want 149, 576 and none", len(g.Concepts), terms, g.Warnings)
	}
	if len(g.SHA256) != 64 || g.Path != "glossary/child-rights.csv" {
		t.Errorf("path %q, digest %q", g.Path, g.SHA256)
	}
	first := g.Concepts[0]
	want := Term{Text: "traite des personnes", Lang: documents.FR, Status: Preferred, POS: "noun", Gender: "feminine",
		Match: Lemma, File: "glossary/child-rights.csv", Line: 2,
		Source: first.Terms.FR[0].Source, Note: first.Terms.FR[0].Note}
	if first.ID != "trafficking-in-persons" || !reflect.DeepEqual(first.Terms.FR[0], want) {
		t.Errorf("first concept %q, first term %+v", first.ID, first.Terms.FR[0])
	}
}

// The same glossary as different programs save it.
func TestReadCSVDialects(t *testing.T) {
	plain := "concept_id,lang,term,status,note\nchild,fr,enfant,preferred,\"un, deux\"\nchild,en,child,,\n"
	want := read(t, plain).Concepts
	for name, text := range map[string]string{
		"byte order mark":   "\ufeff" + plain,
		"CRLF":              strings.ReplaceAll(plain, "\n", "\r\n"),
		"semicolons":        "concept_id;lang;term;status;note\nchild;fr;enfant;preferred;un, deux\nchild;en;child;;\n",
		"tabs":              "concept_id\tlang\tterm\tstatus\tnote\nchild\tfr\tenfant\tpreferred\tun, deux\nchild\ten\tchild\t\t\n",
		"columns reordered": "status,TERM, lang ,note,concept_id\npreferred,enfant,fr,\"un, deux\",child\n,child,EN,,child\n",
		"all quoted":        "\"concept_id\",\"lang\",\"term\",\"status\",\"note\"\n\"child\",\"fr\",\"enfant\",\"preferred\",\"un, deux\"\n\"child\",\"en\",\"child\",\"\",\"\"\n",
		"short rows":        "concept_id,lang,term,status,note\nchild,fr,enfant,preferred,\"un, deux\"\nchild,en,child\n",
		"empty column":      "concept_id,lang,term,status,note,\nchild,fr,enfant,preferred,\"un, deux\",\nchild,en,child,,,\n",
	} {
		if got := read(t, text).Concepts; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	blankRows := read(t, "concept_id,lang,term\n,,\nchild,fr,enfant\n\nchild,en,child\n")
	if c := blankRows.Concepts[0]; c.Terms.FR[0].Line != 3 || c.Terms.EN[0].Line != 5 {
		t.Errorf("lines %d and %d, want 3 and 5", c.Terms.FR[0].Line, c.Terms.EN[0].Line)
	}
}

func TestReadCSVWindows1252(t *testing.T) {
	g := read(t, "concept_id;lang;term\nwork;fr;mise en \x9cuvre r\xe9ussie\nwork;en;implementation\n")
	if got := g.Concepts[0].Terms.FR[0].Text; got != "mise en œuvre réussie" {
		t.Errorf("term %q", got)
	}
	if len(g.Warnings) != 1 || g.Warnings[0].Code != "glossary-encoding" {
		t.Errorf("warnings %v", g.Warnings)
	}
}

func TestReadCSVTwoColumns(t *testing.T) {
	g := read(t, "fr;en;note\npermis de séjour;residence permit;avis\ntraite;trade;\ntraite;draft;\n")
	if len(g.Concepts) != 3 {
		t.Fatalf("%d concepts, want one a row", len(g.Concepts))
	}
	c := g.Concepts[0]
	if c.Terms.FR[0].Text != "permis de séjour" || c.Terms.EN[0].Text != "residence permit" ||
		c.Terms.EN[0].Status != Preferred || c.Terms.EN[0].Note != "avis" || c.Terms.EN[0].Line != 2 {
		t.Errorf("concept %+v", c)
	}
}

// A list of pairs may have columns of its owner's own; what looks like a slip of
// the pen is a fault all the same.
func TestReadCSVOwnColumns(t *testing.T) {
	g := read(t, "en\tfr\tdocs\nlot number\tnuméro de lot\t3\nlabel\tétiquette\t1\n")
	if len(g.Concepts) != 2 || len(g.Warnings) != 1 || !strings.Contains(g.Warnings[0].Message.EN, "docs (2)") {
		t.Errorf("%d concepts, warnings %v", len(g.Concepts), g.Warnings)
	}
	if _, err := ReadCSV(strings.NewReader("en,fr,statsu\nlabel,étiquette,forbidden\n"), "g.csv"); err == nil {
		t.Error("statsu for status is read over")
	}
}

// Each fault names line and column and says what to do, in both languages.
func TestReadCSVFaults(t *testing.T) {
	head := "concept_id,lang,term,status,pos,match\n"
	for _, c := range []struct{ name, text, en, fr string }{
		{"unknown column", "concept_id,lang,trem\nx,fr,y\n",
			`glossary g.csv, line 1, column 17: unknown column "trem"; did you mean "term"?`, "vouliez-vous dire «\u00a0term\u00a0»"},
		{"lacking column", "concept_id,term\nx,y\n", `line 1, column 1: the header lacks the column "lang"`, "il manque la colonne «\u00a0lang\u00a0»"},
		{"column twice", "concept_id,lang,term,lang\n", `column "lang" stands twice`, "figure deux fois"},
		{"status", head + "x,fr,y,preferd,,\n", `line 2, column 8: unknown value "preferd" in column "status"; possible values: preferred, admitted, forbidden`, "valeur inconnue «\u00a0preferd\u00a0»"},
		{"language", head + "x,de,y,,,\n", `unknown value "de" in column "lang"; possible values: fr, en`, "valeurs possibles\u00a0: fr, en"},
		{"no language", head + "x,,y,,,\n", `column "lang" is empty`, "est vide"},
		{"part of speech", head + "x,fr,y,,article,\n", `unknown value "article" in column "pos"`, "noun, verb"},
		{"match", head + "x,fr,y,,,fuzzy\n", `unknown value "fuzzy" in column "match"`, "exact-case"},
		{"empty term", head + "x,fr,,,,\n", "line 2, column 6: the term is empty", "le terme est vide"},
		{"no word", head + "x,fr,—,,,\n", "holds no word", "aucun mot"},
		{"no concept", head + ",fr,y,,,\n", "the concept_id is empty", "l’identifiant du concept est vide"},
		{"repeated", head + "x,fr,y,,,\nx,en,z,,,\nx,fr,y,forbidden,,\n", `line 4, column 6: "y" already stands on line 2 for the concept "x"`, "figure déjà à la ligne 2"},
		{"too many cells", head + "x,fr,a,b,c,d,e\n", "more cells than the header (7 instead of 6)", "plus de cellules que l’en-tête"},
		{"open quote", head + "x,fr,\"y,,,\nx,en,z,,,\n", "line 2, column 1: a quoted cell is not closed", "n’est pas refermée"},
		{"bare quote", head + "x,fr,y \"z\",,,\n", "line 2, column 8: a quote (\") stands inside a cell", "au milieu d’une cellule"},
		{"sentence", head + "x,fr," + strings.Repeat("mot ", 50) + ",,,\n", "more than 40 words", "plus de 40 mots"},
		{"long cell", head + "x,fr," + strings.Repeat("m", 9000) + ",,,\n", "cell of more than 8192 bytes", "plus de 8192 octets"},
		{"empty file", "", "holds no term", "aucun terme"},
		{"header only", head, "holds no term", "aucun terme"},
		{"workbook", "PK\x03\x04....", "this is a workbook", "c’est un classeur"},
		{"UTF-16", "\xff\xfec\x00", `unknown column "c"`, "colonne inconnue"},
		{"binary", "a\x00b", "not a text file", "pas du texte"},
	} {
		g, err := ReadCSV(strings.NewReader(c.text), "g.csv")
		var p *documents.Problem
		if g != nil || !errors.As(err, &p) || p.Class != documents.Misuse {
			t.Errorf("%s: glossary %v, error %v; want a problem", c.name, g, err)
			continue
		}
		if !strings.Contains(p.In(documents.EN), c.en) {
			t.Errorf("%s: %q lacks %q", c.name, p.In(documents.EN), c.en)
		}
		if !strings.Contains(p.In(documents.FR), c.fr) {
			t.Errorf("%s: %q lacks %q", c.name, p.In(documents.FR), c.fr)
		}
	}
}

// A person who mends a file wants to see all that is wrong with it.
func TestReadCSVTellsAllFaults(t *testing.T) {
	_, err := ReadCSV(strings.NewReader("concept_id,lang,term,status\nx,fr,,\nx,xx,y,\nx,fr,y,ok\nx,en,z,preferred\n"), "g.csv")
	want := "glossary g.csv: 3 faults\n  line 2, column 6: the term is empty; write it or delete the row\n" +
		"  line 3, column 3: unknown value \"xx\" in column \"lang\"; possible values: fr, en\n" +
		"  line 4, column 8: unknown value \"ok\" in column \"status\"; possible values: preferred, admitted, forbidden"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	_, err = ReadCSV(strings.NewReader("concept_id,lang,term\n"+strings.Repeat("x,fr,\n", 500)), "g.csv")
	if err == nil || strings.Count(err.Error(), "\n") != 10 || !strings.Contains(err.Error(), "more than 10 faults") {
		t.Errorf("500 faults told as %v", err)
	}
}

func TestReadCSVWarnsOfOneSidedConcepts(t *testing.T) {
	g := read(t, "concept_id,lang,term,status\na,fr,un,\na,en,one,\nb,fr,deux,\nc,en,three,\nc,fr,trois,forbidden\n")
	var got []string
	for _, w := range g.Warnings {
		got = append(got, w.Message.EN)
	}
	want := []string{
		`g.csv:4: the concept "b" has no usable English term; it will not be checked`,
		`g.csv:5: the concept "c" has no usable French term; it will not be checked`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
}

func TestMerge(t *testing.T) {
	ours := read(t, "concept_id,subject,lang,term,status\nchild,ours,fr,enfant,\nchild,ours,en,child,\nchild,ours,en,minor,forbidden\n")
	theirs := read(t, "concept_id,subject,lang,term,status\nparent,theirs,fr,parent,\nparent,theirs,en,parent,\nchild,theirs,en,minor,preferred\nchild,theirs,en,young person,admitted\n")
	before := len(ours.Concepts[0].Terms.EN)
	m := Merge(ours, theirs)
	var got []string
	for _, c := range m.Concepts {
		for _, t := range append(append([]Term{}, c.Terms.FR...), c.Terms.EN...) {
			got = append(got, c.Subject+" "+t.Text+" "+string(t.Status))
		}
	}
	want := []string{"ours enfant preferred", "ours child preferred", "ours minor forbidden", "ours young person admitted",
		"theirs parent preferred", "theirs parent preferred"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("merged %q, want %q", got, want)
	}
	if len(ours.Concepts[0].Terms.EN) != before {
		t.Error("Merge changed its argument")
	}
	if Merge(ours) != ours || len(Merge().Concepts) != 0 {
		t.Error("Merge of one is that one, of none is empty")
	}
	if m.SHA256 == ours.SHA256 || m.SHA256 == Merge(theirs, ours).SHA256 {
		t.Error("the digest must tell which files were merged in which order")
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("concept_id,lang,term,status\nx,fr,un,\nx,en,one,forbidden\n"))
	f.Add([]byte("fr;en\nœuvre;work\n"))
	f.Add([]byte("concept_id\tlang\tterm\tcues\nx\tfr\tl'été\ta;b c\n"))
	f.Add([]byte("\"concept_id\",\"lang\"\r\n\"x"))
	f.Add([]byte("fr,en\n\xe9t\xe9,summer\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := ReadCSV(bytes.NewReader(data), "g.csv")
		if (g == nil) == (err == nil) {
			t.Fatalf("glossary %v and error %v", g, err)
		}
		if err != nil {
			var p *documents.Problem
			if !errors.As(err, &p) || p.Message.FR == "" || p.Message.EN == "" {
				t.Fatalf("not a problem in both languages: %#v", err)
			}
			return
		}
		for _, c := range g.Concepts {
			for _, term := range append(append([]Term{}, c.Terms.FR...), c.Terms.EN...) {
				if term.Line < 2 || term.Status == "" || term.Match == "" || !hasWord(tokenise(term.Text, term.Lang)) {
					t.Fatalf("concept %q has %+v", c.ID, term)
				}
			}
		}
		NewMatcher(g)
	})
}

// A second term in a language that is none is a fault like the first.
func TestReadCSVLanguageOfALaterTerm(t *testing.T) {
	for _, text := range []string{"concept_id,lang,term\na,fr,clé\na,xx,key\n", "E_ID|L_CODE|T_TERM\n1|fr|clé\n1||key\n"} {
		g, err := ReadCSV(strings.NewReader(text), "g.csv")
		var p *documents.Problem
		if g != nil || !errors.As(err, &p) || p.Code != "glossary-row" || !strings.Contains(p.In(documents.EN), "line 3") {
			t.Errorf("%q: %v, %v", text, g, err)
		}
	}
}
