package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/language"
)

// An evidence is what speaks for a text being right.
type evidence struct {
	measured
	lang documents.Lang
	// sure is the confidence of language.Detect.
	sure float64
	// words counts the words of letters, common those of them that are
	// function words of either language.
	words, common int
}

func weigh(text string) evidence {
	e := evidence{measured: measure(text)}
	e.lang, e.sure = language.Detect(text)
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !classify(r).letter() }) {
		e.words++
		if utf8.RuneCountInString(w) >= 2 && language.Common(w) {
			e.common++
		}
	}
	lower := false
	for _, r := range text {
		// The statistics do not know capitals from small letters, and an order
		// that is wrong in its upper half has "redistribuÈ" for "redistribué".
		if lower && unicode.IsUpper(r) {
			e.inside++
		}
		lower = unicode.IsLower(r)
	}
	return e
}

// gain is the logarithm of how much likelier the text is as French or English
// than as letters drawn by lot, each as likely as any other of the classes.
func (e evidence) gain() float64 { return float64(e.letters) * (e.fit + 3.9) }

// reads reports whether a solution is beyond doubt French or English prose.
// Right solutions of 400 characters and more of the sample report have a fit of
// -2.0 to -2.4, 26 to 50 function words in a hundred words, and up to 14 unknown
// characters in a hundred, most of them figures.
func (e evidence) reads() bool {
	return e.fit >= proseFit && e.sure >= 0.95 && e.common*6 >= e.words && e.unknown*100 <= 15*e.visible
}

const proseFit = -2.6
