package repair

import (
	"strings"
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
	return e
}

// gain is the logarithm of how much likelier the text is as French or English
// than as letters drawn by lot, each as likely as any other of the classes.
func (e evidence) gain() float64 { return float64(e.letters) * (e.fit + 3.9) }

// reads reports whether the text is beyond doubt French or English prose.
func (e evidence) reads() bool {
	return e.fit >= proseFit && e.sure >= 0.95 && e.common*6 >= e.words &&
		e.common >= 3 && e.unknown*10 <= e.visible
}

// proseFit is the least fit of prose.
const proseFit = -3.0
