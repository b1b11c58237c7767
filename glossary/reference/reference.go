// Package reference knows passages that documents quote in both languages: the
// official titles of acts and treaties, and the lists of which definitions are
// made. Read takes them from a sheet, New joins several files, Titles finds
// what comes close to a title and Lists what enumerates a definition.
//
// A reference says what it has to be compared with and where it comes from; it
// need not hold the text of its source. A definition is given by its items.
package reference

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"concord/documents"
	"concord/glossary"
)

// A Kind is what a reference is.
type Kind string

// The kinds. A title is compared word by word, a definition as the set of its
// items.
const (
	Title      Kind = "title"
	Definition Kind = "definition"
)

// A Text is a reference in one language.
type Text struct {
	// Text is the title; of a definition it may be empty.
	Text string
	// Items are the parts of a definition, in the order of the source; item i
	// is the same in both languages.
	Items []string
	// Source says where the wording comes from; Note is advice.
	Source, Note string
	// File and Line say where the row stands; Line is 0 where the language has
	// none.
	File string
	Line int
}

// A Reference is a passage in both languages.
type Reference struct {
	ID    string
	Kind  Kind
	Texts documents.Pair[Text]
}

var columns = []string{"reference", "kind", "lang", "text", "items", "source", "note"}

// Words are the headers that name the columns.
var Words = glossary.SheetColumns(map[string]string{
	"reference": "reference|id|identifiant",
	"kind":      "kind|type|genre|nature",
	"lang":      "lang|language|langue",
	"text":      "text|texte|titre|title",
	"items":     "items|item|elements|element",
	"source":    "source|provenance",
	"note":      "note|notes|remarque",
})

var kinds = map[string]Kind{"title": Title, "titre": Title, "definition": Definition, "définition": Definition}

// Limits of a file.
const (
	maxItems = 40
	maxWords = 60 // of a title
)

// Read reads reference texts: a row for each language of each reference. Faults
// are told together, in a *documents.Problem that names the file and each line.
func Read(s *glossary.Sheet) ([]Reference, error) {
	rd := s.Read(documents.Pair[string]{FR: "textes de référence", EN: "reference texts"}, Words, columns, []string{"reference", "kind", "lang"})
	var list []Reference
	byID := map[string]int{}
	rd.Each(func() {
		id, l := rd.Needed("reference"), rd.Lang("lang")
		kind := kinds[strings.ToLower(rd.Cell("kind"))]
		if kind == "" {
			rd.Fault("genre inconnu «\u00a0%[1]s\u00a0»\u00a0; écrivez title ou definition", "unknown kind %[1]q; write title or definition", rd.Cell("kind"))
		}
		if l == "" || kind == "" {
			return
		}
		t := Text{Text: rd.Cell("text"), Items: items(rd.Cell("items")), Source: rd.Cell("source"), Note: rd.Cell("note"), File: s.Path, Line: rd.Line()}
		if kind == Definition && len(t.Items) == 0 {
			t.Items = items(t.Text)
		}
		switch n := len(glossary.Words(t.Text, l)); {
		case kind == Title && n == 0:
			rd.Fault("la colonne «\u00a0text\u00a0» est vide\u00a0; donnez le titre", "column \"text\" is empty; give the title")
		case kind == Title && n > maxWords:
			rd.Fault("titre de plus de %[1]d mots", "title of more than %[1]d words", maxWords)
		case kind == Definition && len(t.Items) < leastItems:
			rd.Fault("une définition veut au moins %[1]d éléments, séparés par des points-virgules", "a definition needs at least %[1]d items, with semicolons between", leastItems)
		case kind == Definition && len(t.Items) > maxItems:
			rd.Fault("plus de %[1]d éléments", "more than %[1]d items", maxItems)
		}
		i, ok := byID[id]
		if !ok {
			i = len(list)
			byID[id] = i
			list = append(list, Reference{ID: id, Kind: kind})
		}
		r := &list[i]
		side, other := r.Texts.Side(l), r.Texts.Of(l.Other())
		switch {
		case r.Kind != kind:
			rd.Fault("«\u00a0%[1]s\u00a0» est tantôt un titre, tantôt une définition", "%[1]q is a title here and a definition there", id)
		case side.Line > 0:
			rd.Fault("«\u00a0%[1]s\u00a0» est déjà à la ligne %[2]d dans cette langue", "%[1]q stands on line %[2]d already in this language", id, side.Line)
		case kind == Definition && other.Line > 0 && len(other.Items) != len(t.Items):
			rd.Fault("«\u00a0%[1]s\u00a0» a %[2]d éléments ici et %[3]d à la ligne %[4]d\u00a0; ils vont par paires", "%[1]q has %[2]d items here and %[3]d on line %[4]d; they go in pairs", id, len(t.Items), len(other.Items), other.Line)
		default:
			*side = t
		}
	})
	if err := rd.Err(); err != nil {
		return nil, err
	}
	return list, nil
}

// items cuts a cell at its semicolons.
func items(cell string) []string {
	var out []string
	for _, part := range strings.Split(cell, ";") {
		if part = strings.Join(strings.Fields(part), " "); len(glossary.Words(part, documents.EN)) > 0 {
			out = append(out, part)
		}
	}
	return out
}

//go:embed references.csv
var shipped []byte

// Shipped are the references in the binary: some titles and lists of child
// rights and trafficking. Titles and the names of acts are facts.
var Shipped = sync.OnceValue(func() []Reference {
	sheet, err := glossary.ReadSheet(bytes.NewReader(shipped), "references.csv")
	if err == nil {
		var list []Reference
		if list, err = Read(sheet); err == nil {
			return list
		}
	}
	panic(fmt.Sprintf("reference: the references in the binary are damaged: %v", err))
})

// A Library finds references in text. It is built once and safe for concurrent
// use.
type Library struct {
	List    []Reference
	titles  documents.Pair[[]title]
	matcher *glossary.Matcher
	// item gives reference and item of each concept of the matcher.
	item [][2]int
}

// New joins lists; the first that has an ID wins, and of definitions with the
// same items the first, so that a fault is told once.
func New(lists ...[]Reference) *Library {
	lib := &Library{}
	seen := map[string]bool{}
	for _, list := range lists {
		for _, r := range list {
			if !seen[r.ID] && !slices.ContainsFunc(lib.List, func(first Reference) bool { return first.replaces(&r) }) {
				lib.List = append(lib.List, r)
			}
			seen[r.ID] = true
		}
	}
	g := &glossary.Glossary{}
	for i := range lib.List {
		r := &lib.List[i]
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if t := r.Texts.Of(l); r.Kind == Title && t.Line > 0 {
				side := lib.titles.Side(l)
				*side = append(*side, newTitle(i, t.Text, l))
			}
		}
		if r.Kind == Definition {
			for n := range max(len(r.Texts.FR.Items), len(r.Texts.EN.Items)) {
				c := glossary.Concept{ID: fmt.Sprint(i, "/", n)}
				for _, l := range []documents.Lang{documents.FR, documents.EN} {
					if all := r.Texts.Of(l).Items; n < len(all) {
						*c.Terms.Side(l) = []glossary.Term{{Text: all[n], Lang: l, Status: glossary.Preferred, POS: "noun", Match: glossary.Lemma}}
					}
				}
				g.Concepts = append(g.Concepts, c)
				lib.item = append(lib.item, [2]int{i, n})
			}
		}
	}
	lib.matcher = glossary.NewMatcher(g)
	return lib
}

// replaces reports whether a definition has all the languages of another, and in
// one of them the same items, in any order. The other language may be rendered
// otherwise: then the renderings of the first definition are those that count.
func (r *Reference) replaces(other *Reference) bool {
	if r.Kind != Definition || other.Kind != Definition {
		return false
	}
	same := false
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		mine, theirs := r.Texts.Of(l).Items, other.Texts.Of(l).Items
		if len(theirs) > 0 && len(mine) == 0 {
			return false
		}
		same = same || len(theirs) > 0 && slices.Equal(itemKeys(mine, l), itemKeys(theirs, l))
	}
	return same
}

// itemKeys are the folded words of each item, in order of the alphabet.
func itemKeys(items []string, l documents.Lang) []string {
	keys := make([]string, len(items))
	for i, item := range items {
		keys[i] = strings.Join(glossary.Words(item, l), " ")
	}
	slices.Sort(keys)
	return keys
}
