package glossary

import (
	"slices"
	"strings"

	"concord/documents"
)

// Words returns the words of a text, folded as the Matcher folds them: lower
// case, œ as oe, elided articles and the English 's apart, hyphens as spaces.
func Words(text string, lang documents.Lang) []string {
	tokens := tokenise(text, lang)
	words := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if !t.sign {
			words = append(words, t.text)
		}
	}
	return words
}

// FunctionWord reports whether a folded word is an article, a preposition or
// the like, which never inflects within a term.
func FunctionWord(word string, lang documents.Lang) bool { return functionWords[lang][word] }

// ContentForms returns, for each word of a term but its articles and
// prepositions, all the forms it may take, folded; the base form first. A term
// of function words alone ("the Bureau" has one content word) may give none.
func (t *Term) ContentForms() [][]string {
	tokens := trimSigns(tokenise(t.Text, t.Lang))
	var out [][]string
	verb := verbAt(tokens, t.Lang)
	for i, tok := range tokens {
		if tok.sign || functionWords[t.Lang][tok.text] {
			continue
		}
		p := t.paradigm(t.Lang, tokens, i, verb)
		if p == nounFR || p == nounEN || p == asIs && t.Match != Lemma && !t.Acronym {
			// Out of its term a word may take any form.
			p = map[documents.Lang]paradigm{documents.FR: partFR, documents.EN: partEN}[t.Lang]
		}
		out = append(out, formsOf(tok.text, p))
	}
	t.givenForms(out)
	return out
}

// givenForms puts the forms that the glossary gives in the place of those that
// were made: word by word, for a form with as many content words as the term
// has. The base form stays first.
func (t *Term) givenForms(out [][]string) {
	var given [][]string // by form, its content words
	for _, form := range t.Forms {
		var words []string
		for _, tok := range trimSigns(tokenise(form, t.Lang)) {
			if !tok.sign && !functionWords[t.Lang][tok.text] {
				words = append(words, tok.text)
			}
		}
		if len(words) == len(out) {
			given = append(given, words)
		}
	}
	if len(given) == 0 {
		return
	}
	for i := range out {
		out[i] = out[i][:1:1]
		for _, words := range given {
			if !slices.Contains(out[i], words[i]) {
				out[i] = append(out[i], words[i])
			}
		}
	}
}

// Head returns the index in ContentForms of the word that says what the thing
// is: the first in French, in English the last before a preposition. -1 when
// the term has no content word.
func (t *Term) Head() int {
	head := -1
	for _, tok := range trimSigns(tokenise(t.Text, t.Lang)) {
		function := tok.sign || functionWords[t.Lang][tok.text]
		switch {
		case function && head >= 0 && tok.text != "'s":
			return head
		case function:
			continue
		}
		head++
		if t.Lang == documents.FR || t.POS == "verb" {
			return head
		}
	}
	return head
}

// SameWords reports whether two terms say the same with the same words:
// spelling, word order, number and small words apart ("web site" and
// "website", "rights of the child" and "children's rights"), or one being the
// other with a word less ("Crown prosecutor", "prosecutor").
func SameWords(a, b *Term) bool {
	if a.Lang != b.Lang {
		return false
	}
	if glue(a) == glue(b) {
		return true
	}
	x, y := a.ContentForms(), b.ContentForms()
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return false
	}
	for _, w := range x {
		if !slices.ContainsFunc(y, func(v []string) bool { return overlap(w, v) }) {
			return false
		}
	}
	return true
}

func glue(t *Term) string { return strings.Join(Words(t.Text, t.Lang), "") }

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// A PlacedWord is a folded word with its half-open byte range in the text.
type PlacedWord struct {
	Text       string
	Start, End int
}

// PlacedWords returns what Words does, each word with its place.
func PlacedWords(text string, lang documents.Lang) []PlacedWord {
	var out []PlacedWord
	for _, t := range tokenise(text, lang) {
		if !t.sign {
			out = append(out, PlacedWord{Text: t.text, Start: t.start, End: t.end})
		}
	}
	return out
}
