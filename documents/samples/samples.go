// Package samples describes the two sample pairs that concord is shown and
// tested with: a letter and a report, each in French and English, as PDF. They
// hold planted divergences, which a check must report, and traps, which look
// like divergences and must stay silent. Both are listed in expected.yaml,
// which Load reads; README.md says how the files are made.
package samples

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"concord/documents"

	"go.yaml.in/yaml/v3"
)

// Names are the sample pairs, in the order in which they are shown.
var Names = []string{"letter", "report"}

// Files returns the file names of a pair, relative to this folder.
func Files(pair string) documents.Pair[string] {
	return documents.Pair[string]{FR: pair + ".fr.pdf", EN: pair + ".en.pdf"}
}

// Expected is what expected.yaml lists, in document order for each pair.
type Expected struct {
	Planted []Planted `yaml:"planted"`
	Traps   []Trap    `yaml:"traps"`
}

// A Place is the pair and the words in it that an entry is about.
type Place struct {
	// ID is unique in the list.
	ID string `yaml:"id"`
	// Pair is one of Names.
	Pair string `yaml:"pair"`
	// FR and EN are the words as Fold leaves them; empty on the side that has
	// nothing to mark.
	FR string `yaml:"fr"`
	EN string `yaml:"en"`
	// Page has the 1-based page of each side, also of one without words: it
	// is then the page where they would stand.
	Page Pages `yaml:"page"`
}

// Pages are the 1-based pages of the two sides.
type Pages struct {
	FR int `yaml:"fr"`
	EN int `yaml:"en"`
}

// Words returns the words of each side.
func (p Place) Words() documents.Pair[string] {
	return documents.Pair[string]{FR: p.FR, EN: p.EN}
}

// A Planted is a divergence put there on purpose. A finding answers it when it
// has the rule and its marks meet the words on a side that has some.
type Planted struct {
	Place `yaml:",inline"`
	// Rule is the ID of the check that must report it.
	Rule string `yaml:"rule"`
	// Kind says in a few words what slipped.
	Kind string `yaml:"kind"`
	// Comment is one sentence for the reader of the list.
	Comment string `yaml:"comment"`
}

// A Trap is right in both languages and looks wrong: no finding may mark its
// words, save one that answers a Planted of the same bead.
type Trap struct {
	Place `yaml:",inline"`
	// Why is one sentence on what makes it right.
	Why string `yaml:"why"`
}

// Load reads expected.yaml. It refuses unknown keys, and entries that lack an
// ID, a known pair, a page of each side or words on any side.
func Load(r io.Reader) (*Expected, error) {
	dec := yaml.NewDecoder(r)
	dec.KnownFields(true)
	e := new(Expected)
	if err := dec.Decode(e); err != nil {
		return nil, fmt.Errorf("expected.yaml: %w", err)
	}
	seen := map[string]bool{}
	for _, p := range e.Planted {
		if err := p.validate("planted", seen); err != nil {
			return nil, err
		}
		if p.Rule == "" || p.Kind == "" || p.Comment == "" {
			return nil, fmt.Errorf("expected.yaml: planted %s: rule, kind and comment are needed", p.ID)
		}
	}
	for _, t := range e.Traps {
		if err := t.validate("trap", seen); err != nil {
			return nil, err
		}
		if t.FR == "" || t.EN == "" || t.Why == "" {
			return nil, fmt.Errorf("expected.yaml: trap %s: words on both sides and a reason are needed", t.ID)
		}
	}
	return e, nil
}

// validate checks what planted entries and traps have in common. Seen holds
// the IDs of the entries before.
func (p Place) validate(list string, seen map[string]bool) error {
	fail := func(what string) error {
		return fmt.Errorf("expected.yaml: %s %q: %s", list, p.ID, what)
	}
	known := false
	for _, n := range Names {
		known = known || n == p.Pair
	}
	switch {
	case p.ID == "":
		return fail("the id is missing")
	case seen[p.ID]:
		return fail("the id is there twice")
	case !known:
		return fail(fmt.Sprintf("pair %q is not one of %s", p.Pair, strings.Join(Names, ", ")))
	case p.FR == "" && p.EN == "":
		return fail("no words on either side")
	case p.FR != Fold(p.FR) || p.EN != Fold(p.EN):
		return fail("the words have a white space that is not one plain space")
	case p.Page.FR < 1 || p.Page.EN < 1:
		return fail("a page is missing")
	}
	seen[p.ID] = true
	return nil
}

// Fold writes every run of white space, no-break or not, as one plain space,
// so that the words of the list can be looked for in a document's text.
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}
