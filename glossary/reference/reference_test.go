package reference

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/segment"
	"concord/glossary"
)

func read(text string) ([]Reference, error) {
	sheet, err := glossary.ReadSheet(strings.NewReader(text), "ref.csv")
	if err != nil {
		return nil, err
	}
	return Read(sheet)
}

// Every reference of the binary has both languages and items in pairs.
func TestShipped(t *testing.T) {
	for _, r := range Shipped() {
		if r.Texts.FR.Line == 0 || r.Texts.EN.Line == 0 || len(r.Texts.FR.Items) != len(r.Texts.EN.Items) || r.Texts.FR.Source == "" || r.Texts.EN.Source == "" {
			t.Errorf("%s: %+v", r.ID, r.Texts)
		}
	}
	if got := Lint(Shipped()); len(got) > 0 {
		t.Errorf("%+v", got)
	}
}

func TestFaults(t *testing.T) {
	const head = "reference,kind,lang,text,items\n"
	for _, c := range []struct{ text, en, fr string }{
		{"reference,lang,text\n", `reference texts ref.csv, line 1: the column "kind" is missing`, "textes de référence ref.csv, ligne 1"},
		{head + "a,book,fr,x,\n", `line 2: unknown kind "book"`, "genre inconnu"},
		{head + "a,title,fr,,\n", `column "text" is empty; give the title`, "donnez le titre"},
		{head + "a,definition,fr,,x; y\n", "at least 3 items", "au moins 3 éléments"},
		{head + "a,definition,fr,,x; y; z\na,definition,en,,x; y; z; u\n", `line 3: "a" has 4 items here and 3 on line 2`, "ils vont par paires"},
		{head + "a,title,fr,x,\na,title,fr,y,\n", "stands on line 2 already", "déjà à la ligne 2"},
		{head + "a,title,fr,x,\na,definition,en,,x; y; z\n", "a title here and a definition there", "tantôt un titre"},
		{head + "a,title,de,x,\n", `unknown language "de"`, "langue inconnue"},
	} {
		_, err := read(c.text)
		var p *documents.Problem
		if !errors.As(err, &p) || !strings.Contains(p.In(documents.EN), c.en) || !strings.Contains(p.In(documents.FR), c.fr) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func TestTitles(t *testing.T) {
	lib := New(Shipped())
	for _, c := range []struct {
		text  string
		lang  documents.Lang
		said  string // empty for nothing
		edits int
		sure  bool
	}{
		{"the convention on the rights of the child", documents.EN, "convention on the rights of the child", 0, false},
		{"Under the Convention on the Right of the Child, yes.", documents.EN, "Convention on the Right of the Child", 1, true},
		{"The Youth Criminal Justice Acts apply.", documents.EN, "Youth Criminal Justice Acts", 1, true},
		{"The Criminal Justice Act applies.", documents.EN, "Criminal Justice Act", 1, false},
		{"Universal rights of the human declaration", documents.EN, "", 0, false},
		{"La Charte canadienne des droits et des libertés", documents.FR, "Charte canadienne des droits et des libertés", 1, true},
	} {
		hits := lib.Titles(c.text, c.lang)
		switch {
		case c.said == "" && len(hits) == 0:
		case len(hits) != 1 || c.text[hits[0].Start:hits[0].End] != c.said || hits[0].Edits != c.edits || hits[0].Edits > 0 && hits[0].Slight != c.sure:
			t.Errorf("%q: got %+v", c.text, hits)
		}
	}
}

// A list is found whatever its order and however it is cut into segments; a
// list that stands twice is two.
func TestLists(t *testing.T) {
	lib := New(Shipped())
	for _, c := range []struct {
		text string
		want string // items each list lacks
	}{
		{"the recruitment, transportation, transfer, harbouring or receipt of persons", "[[]]"},
		{"Receipt.\n\nHarbouring.\n\nTransfers.\n\nRecruitment.", "[[1]]"},
		{"recruitment and transportation", "[]"},
		{"The recruitment, transfer, harbouring and receipt.\n\nThe recruitment, transportation, transfer, receipt.", "[[1] [3]]"},
		{"recruitment " + strings.Repeat("of many people ", 6) + "transfer " + strings.Repeat("of many people ", 6) + "receipt", "[]"},
	} {
		doc := &documents.Document{Lang: documents.EN}
		for i, b := range strings.Split(c.text, "\n\n") {
			doc.Blocks = append(doc.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: b})
		}
		segment.Document(doc)
		got := [][]int{}
		for _, l := range lib.Lists(doc) {
			got = append(got, append([]int{}, l.Lacks()...))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%q: lists lack %v, want %s", c.text, got, c.want)
		}
	}
}

func TestFirstListWins(t *testing.T) {
	own, err := read("reference,kind,lang,text\ncrc,title,en,House Convention on Children\n")
	if err != nil {
		t.Fatal(err)
	}
	lib := New(own, Shipped())
	i := slices.IndexFunc(lib.List, func(r Reference) bool { return r.ID == "crc" })
	if lib.List[i].Texts.EN.File != "ref.csv" || len(lib.List) != len(Shipped()) {
		t.Errorf("got %+v", lib.List[i])
	}
	if got := Lint(own); len(got) != 2 || got[0].Rule != "reference-language" || got[1].Rule != "reference-source" {
		t.Errorf("got %+v", got)
	}
}

// A definition that has the items of an earlier one is that one, unless the
// earlier lacks a language of it.
func TestSameDefinition(t *testing.T) {
	const head, fr, en = "reference,kind,lang,items\n",
		"own,definition,fr,Accueil; hébergement; recrutement; transfert; transport\n",
		"own,definition,en,receipt; lodging; hiring; transfer; transport\n"
	for _, c := range []struct {
		rows string
		kept bool // the built-in definition stays
	}{
		{fr + en, false},
		{fr, true},
		{strings.Replace(fr, "; transport", "", 1) + strings.Replace(en, "; transport", "", 1), true},
	} {
		own, err := read(head + c.rows)
		if err != nil {
			t.Fatal(err)
		}
		lib := New(own, Shipped())
		if kept := slices.ContainsFunc(lib.List, func(r Reference) bool { return r.ID == "palermo-acts" }); kept != c.kept || lib.List[0].ID != "own" {
			t.Errorf("%q: the built-in definition is kept: %v", c.rows, kept)
		}
	}
}

func FuzzReferences(f *testing.F) {
	f.Add("reference,kind,lang,text,items\na,title,fr,a b c d,\nd,definition,en,,x;y;z\n", "A b c e. X, y or z")
	f.Fuzz(func(t *testing.T, file, text string) {
		list, err := read(file)
		if err != nil {
			return
		}
		lib := New(list)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, h := range lib.Titles(text, l) {
				if h.Start < 0 || h.Start >= h.End || h.End > len(text) || h.Ref >= len(list) {
					t.Fatalf("%+v in %d bytes", h, len(text))
				}
			}
			for _, h := range lib.Items(text, l) {
				if h.Start >= h.End || h.End > len(text) || h.Item >= maxItems {
					t.Fatalf("%+v in %d bytes", h, len(text))
				}
			}
		}
		Lint(list)
	})
}
