package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// A vocabulary counts the words of a document that do not stand at the end or
// the start of a line; it is the proof for joining the halves of a word.
type vocabulary struct {
	lang  documents.Lang
	whole map[string]int
}

func newVocabulary(lang documents.Lang) *vocabulary {
	return &vocabulary{lang: lang, whole: map[string]int{}}
}

// add counts a word seen inside a line.
func (v *vocabulary) add(text string) {
	if len(v.whole) < 1<<18 {
		v.whole[core(text)]++
	}
}

// core is a word in lower case without the punctuation around it.
func core(s string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "’", "'"))
}

// joint says what becomes of a hyphen at a line's end.
type joint int

const (
	apart  joint = iota // not a hyphenated word: a space comes between
	keep                // nothing comes between: the hyphen is the word's own
	remove              // the hyphen came from the line's end
)

// decide tells what to do between a line that ends in the word left and one
// that begins with the word right. An address that goes on is put together as
// it is. For a hyphen the order of proof is: the joined word stands
// elsewhere in the document; the word with its hyphen does; French clitics
// and inversions keep theirs (peut-elle, celui-ci, a-t-on); both halves are
// words of the document and not the whole; else the hyphen was put in when
// the line was broken.
func (v *vocabulary) decide(left, right string) joint {
	if goesOn(left, right) {
		if r, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(left, "-")); strings.HasSuffix(left, "-") && addressSign(r) {
			// "/-" at a line's end: some typesetters hyphenate addresses too.
			return remove
		}
		return keep
	}
	body, ok := strings.CutSuffix(left, "-")
	if !ok {
		return apart
	}
	last, _ := utf8.DecodeLastRuneInString(body)
	first, _ := utf8.DecodeRuneInString(right)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return apart
	}
	if !unicode.IsLower(first) || !unicode.IsLetter(last) {
		return keep
	}
	if address(right) || strings.Contains(body, "/") {
		// Addresses have hyphens of their own and are given no others.
		return keep
	}
	half := core(body)
	if i := strings.LastIndexAny(half, "'’"); i >= 0 && v.whole[half] == 0 {
		half = half[i+1:]
	}
	tail := core(right)
	joined, hyphened := half+tail, half+"-"+tail
	switch {
	case v.whole[joined] > 0 && v.whole[joined] >= v.whole[hyphened]:
		return remove
	case v.whole[hyphened] > 0:
		return keep
	case v.lang != documents.EN && clitic(half, tail):
		return keep
	case strings.Contains(half, "-"):
		// "c'est-à-dire": a compound is broken at its own hyphen.
		return keep
	case prefixes[half]:
		return keep
	case utf8.RuneCountInString(half) > 3 && utf8.RuneCountInString(tail) > 3 && v.whole[half] > 0 && v.whole[tail] > 0:
		return keep
	}
	return remove
}

// clitic reports a pronoun or particle that French ties to the word before it
// with a hyphen.
func clitic(half, tail string) bool {
	first, _, _ := strings.Cut(tail, "-")
	first, _, _ = strings.Cut(first, "'")
	if clitics[first] {
		return true
	}
	// Short ones are also the ends of many words: "possib-le" is not cut
	// there, but "informati-on" may be, so the half must look like a verb.
	return shortClitics[first] && (strings.HasSuffix(half, "t") || strings.HasSuffix(half, "d") || strings.HasSuffix(half, "ez") || strings.HasSuffix(half, "ons")) && utf8.RuneCountInString(half) > 1
}

var (
	clitics      = wordSet(`elle elles il ils t ci là vous nous moi toi lui leur même mêmes eux dire`)
	shortClitics = wordSet(`ce on je tu y en la les`)
	prefixes     = wordSet(`non ex vice quasi demi semi mi nord sud avant après sous contre self`)
)

func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
