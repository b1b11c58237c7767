// Package forms knows the inflected forms of French and English words: which
// lemmas a form may belong to, and which forms a lemma has. Of gives the table
// of a language; Lookup and Inflect ask it.
//
// The tables are made from spelling dictionaries by internal/formtable, which
// says from which ones, and are part of the program. English is Canadian,
// British and American at once: organise and organize are both words.
//
// A word is asked for in folded form: lower case, NFC, œ as oe, æ as ae, the
// straight apostrophe. Lemmas and forms are given back so. Names are folded
// like any other word.
package forms

import (
	_ "embed"
	"sync"

	"concord/documents"
)

//go:generate go run concord/internal/formtable -fr ../../dictionaries/fr -en ../../dictionaries/en_CA,../../dictionaries/en_GB,../../dictionaries/en_US

// A POS is a set of parts of speech.
type POS uint8

// The parts of speech that the dictionaries tell apart.
const (
	Noun POS = 1 << iota
	Adjective
	Verb
	Other // adverbs, pronouns, prepositions and the like
	// Participle is set beside Verb on the form of a past participle, which
	// may stand as an adjective.
	Participle
)

// An Analysis is one way to read a form: the form without its last Cut bytes,
// with Add after, is the lemma.
type Analysis struct {
	Cut int
	Add string
	// POS is what the form is as a form of this lemma.
	POS POS
}

// Lemma applies an analysis to the form it was found for.
func (a Analysis) Lemma(form string) string { return form[:len(form)-a.Cut] + a.Add }

// A Form is one form of a lemma.
type Form struct {
	Text string
	POS  POS
}

// A Table holds the forms of one language. It is never changed and may be used
// by many at once.
type Table struct{ lemmas, inflections index }

// Lookup appends to dst the ways to read a folded word and returns it, in a
// fixed order; nothing is appended for a word that the table does not know.
func (t *Table) Lookup(dst []Analysis, word string) []Analysis {
	from, to := t.lemmas.find(word)
	for i := from; i < to; i++ {
		e := t.lemmas.edit(i)
		if e.Cut <= len(word) {
			dst = append(dst, e)
		}
	}
	return dst
}

// Knows reports whether a folded word is a form of the table.
func (t *Table) Knows(word string) bool {
	from, to := t.lemmas.find(word)
	return from < to
}

// Inflect appends to dst the forms of a folded lemma, itself among them, and
// returns it. A lemma that is both noun and verb gives the forms of both, and
// a form that serves both twice.
func (t *Table) Inflect(dst []Form, lemma string) []Form {
	from, to := t.inflections.find(lemma)
	for i := from; i < to; i++ {
		if e := t.inflections.edit(i); e.Cut <= len(lemma) {
			dst = append(dst, Form{e.Lemma(lemma), e.POS})
		}
	}
	return dst
}

var (
	//go:embed fr.forms
	frenchBytes string
	//go:embed en.forms
	englishBytes string

	french  = sync.OnceValue(func() *Table { return mustOpen(frenchBytes) })
	english = sync.OnceValue(func() *Table { return mustOpen(englishBytes) })
)

// Of returns the table of a language. Nothing is unpacked: a lookup reads the
// bytes of the program where they are.
func Of(l documents.Lang) *Table {
	if l == documents.FR {
		return french()
	}
	return english()
}

func mustOpen(data string) *Table {
	t, err := Open(data)
	if err != nil {
		panic("the word forms in the binary: " + err.Error())
	}
	return t
}
