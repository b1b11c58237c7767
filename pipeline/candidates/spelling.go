package candidates

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// form is how a phrase is written, without the capital that the beginning of a
// sentence gives, and whether a noun of it seems to be in the plural.
func (s *side) form(p phrase, lang documents.Lang) (text string, plural bool) {
	first, last := s.words[p.from], s.words[p.to-1]
	whole := s.doc.Segments[s.segs[s.seg(p.from)]].Text
	text = whole[first.start:last.end]
	title := false
	for i := p.from; i < p.to; i++ {
		w := &s.words[i]
		title = title || i > p.from && capital(whole[w.start:w.end])
		if w.class&noun == 0 {
			continue
		}
		form := foldForm(whole[w.start:w.end])
		switch {
		case form == w.lemma:
		case lang == documents.EN, strings.HasSuffix(form, "s"), strings.HasSuffix(form, "x"):
			plural = true
		}
	}
	// A capital further on tells a name or a title, which is left as it is.
	if !title && !strings.ContainsFunc(whole[:first.start], unicode.IsLetter) {
		text = withoutCapital(text, whole[first.start:first.end])
	}
	return strings.Map(plainSpace, text), plural
}

func plainSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// withoutCapital brings the first letter of a text to lower case, unless its
// first word is an acronym.
func withoutCapital(text, word string) string {
	if acronym(word) {
		return text
	}
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[size:]
}

// acronym reports whether a word is written in two capitals or more and nothing
// else but figures and hyphens.
func acronym(s string) bool {
	capitals := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsDigit(r) && r != '-' && r != '.':
			return false
		}
	}
	return capitals > 1
}

// capital reports whether a text begins with a capital.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// mostSpellings bounds what is kept of one couple.
const mostSpellings = 64

func (t *tally) spell(p documents.Pair[string], plural, defined bool) {
	for i := range t.spellings {
		if s := &t.spellings[i]; s.Pair == p {
			s.count++
			s.defined = s.defined || defined
			return
		}
	}
	if len(t.spellings) < mostSpellings {
		t.spellings = append(t.spellings, spelling{p, plural, 1, defined})
	}
}

// The share of the occurrences from which the singular, or lower case, is shown
// though other spellings are more frequent.
const (
	singularShare = 0.15
	lowerShare    = 0.3
)

// best is the spelling to show: that of a definition, else the singular and then
// lower case where they are not rare, else the most frequent.
func (t *tally) best() documents.Pair[string] {
	all := 0
	for _, s := range t.spellings {
		all += s.count
	}
	left := slices.Clone(t.spellings)
	keep := func(share float64, is func(spelling) bool) {
		n := 0
		for _, s := range left {
			if is(s) {
				n += s.count
			}
		}
		if n > 0 && float64(n) >= share*float64(all) {
			left = slices.DeleteFunc(left, func(s spelling) bool { return !is(s) })
		}
	}
	keep(0, func(s spelling) bool { return s.defined })
	keep(singularShare, func(s spelling) bool { return !s.plural })
	keep(lowerShare, func(s spelling) bool { return !capital(s.FR) && !capital(s.EN) })
	return slices.MinFunc(left, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(b.FR, a.FR), cmp.Compare(b.EN, a.EN))
	}).Pair
}
