package lexicon

import (
	"strings"
	"unicode/utf8"

	"concord/documents"
)

// stemLength is the number of bytes a stem is cut to. What stands behind is
// mostly the ending of a derived word (administr-ation, -atif, -ateur), whose
// translations are relatives too. docs/lexicon.md has the measurement: 7 found
// more right partners in text of another kind than 8 or no cut, and than
// prefixes of 5, 6 or 7 without taking inflections off first.
const stemLength = 7

// Stem returns the stem of a folded word: the word without its inflection, cut
// to stemLength bytes. It is meant for counting together the forms of a word,
// not for reading: "nationaux", "nationale" and "nations" are national,
// national and nation, and "donnerait" is don. Elided and contracted French
// function words get their full form (l', la and les are le; du and des are
// de; aux is a).
func Stem(folded string, lang documents.Lang) string {
	s := folded
	if lang == documents.FR {
		if full, ok := fullFR[folded]; ok {
			return full
		}
		s = stemFR(folded)
	} else {
		s = stemEN(folded)
	}
	if len(s) <= stemLength {
		return s
	}
	n := stemLength
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// fullFR gives elided and contracted function words the form they share.
var fullFR = map[string]string{
	"l": "le", "la": "le", "les": "le",
	"d": "de", "du": "de", "des": "de",
	"au": "a", "aux": "a",
	"qu": "que", "n": "ne", "s": "se", "c": "ce", "j": "je", "m": "me", "t": "te",
	"jusqu": "jusque", "lorsqu": "lorsque", "puisqu": "puisque", "quoiqu": "quoique",
	"presqu": "presque", "quelqu": "quelque",
}

// An ending is taken off a word, or replaced, when at least that many bytes
// stay before it.
type ending struct {
	from, to string
	least    int
}

// endingsFR are tried in order, after the plural is gone; the first that fits
// is the one. They are the regular endings of verbs and of feminine forms. An
// ending that replaces itself keeps words from a shorter one below (document
// is no third person plural).
var endingsFR = []ending{
	{"issement", "iss", 3},
	{"issaient", "", 3}, {"eraient", "", 3}, {"iraient", "", 3},
	{"issante", "", 3}, {"issait", "", 3}, {"issent", "", 3}, {"issant", "", 3},
	{"erait", "", 3}, {"irait", "", 3}, {"eront", "", 3}, {"iront", "", 3},
	{"trice", "teur", 3}, {"euse", "eu", 3}, {"ive", "if", 3},
	{"aient", "", 3}, {"ement", "", 4}, {"ment", "ment", 0},
	{"ante", "", 3}, {"ant", "", 3}, {"ait", "", 4}, {"ent", "", 4},
	{"era", "", 3}, {"ira", "", 3}, {"ee", "", 3}, {"ie", "", 4},
	{"er", "", 3}, {"ir", "", 3}, {"ez", "", 3}, {"i", "", 4},
}

// stemFR takes the inflection off a folded French word.
func stemFR(w string) string {
	if len(w) < 4 {
		return w
	}
	switch {
	case strings.HasSuffix(w, "eaux"):
		return w[:len(w)-1]
	case len(w) > 5 && strings.HasSuffix(w, "aux"):
		return w[:len(w)-2] + "l"
	case len(w) > 4 && strings.HasSuffix(w, "eux"):
		w = w[:len(w)-1]
	case strings.HasSuffix(w, "ss"):
	case strings.HasSuffix(w, "s"):
		w = w[:len(w)-1]
	}
	w = without(w, endingsFR)
	if len(w) > 3 && strings.HasSuffix(w, "e") {
		w = w[:len(w)-1]
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] { // appell(e), donn(er)
		w = w[:n-1]
	}
	return w
}

// endingsEN are tried in order, after the plural is gone.
var endingsEN = []ending{
	{"ied", "y", 2}, {"eed", "eed", 0}, {"ing", "", 3}, {"ed", "", 3}, {"ly", "", 4},
}

// stemEN takes the inflection off a folded English word.
func stemEN(w string) string {
	if len(w) < 4 {
		return w
	}
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"),
		strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		w = w[:len(w)-1]
	}
	w = without(w, endingsEN)
	if n := len(w); n > 4 && w[n-1] == w[n-2] && !strings.ContainsRune("aeiou", rune(w[n-1])) { // stopp(ed)
		w = w[:n-1]
	}
	if len(w) > 4 && strings.HasSuffix(w, "e") {
		w = w[:len(w)-1]
	}
	return w
}

// without takes the first ending that fits off a word.
func without(w string, list []ending) string {
	for _, e := range list {
		if len(w)-len(e.from) >= e.least && strings.HasSuffix(w, e.from) {
			return w[:len(w)-len(e.from)] + e.to
		}
	}
	return w
}
