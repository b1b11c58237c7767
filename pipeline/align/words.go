package align

import (
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// A word is one token of a segment, folded for comparison.
type word struct {
	// text is in lower case, without accents, ligatures taken apart.
	text string
	// upper marks a token that starts with a capital; first one that stands
	// at the start of the segment or of a sentence, where a capital says
	// nothing; acronym one of two or more letters, all capitals.
	upper, first, acronym bool
	// start and end are byte offsets into the segment's text.
	start, end int
}

// elisions are the French words that lose their vowel before another.
var elisions = map[string]bool{
	"l": true, "d": true, "qu": true, "n": true, "s": true, "c": true, "j": true,
	"m": true, "t": true, "jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true,
}

// words cuts a text into runs of letters and digits. French elisions are cut
// off (l'enfant is l and enfant; aujourd'hui stays whole), and so is the
// English 's. Hyphenated words are cut at the hyphen.
func words(text string) []word {
	var out []word
	first := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if r == '.' || r == '!' || r == '?' || r == ':' || r == ';' || r == '«' || r == '“' || r == '"' {
				first = true
			}
			i += size
			continue
		}
		start := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if apostrophe(r) && i > start && lexicon.Fold(text[start:i]) == "aujourd" {
				i += size
				continue
			}
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
				break
			}
			i += size
		}
		raw := text[start:i]
		w := word{text: lexicon.Fold(raw), start: start, end: i, first: first}
		r, _ = utf8.DecodeRuneInString(raw)
		w.upper = unicode.IsUpper(r)
		w.acronym = w.upper && isAcronym(raw)
		if !elisions[w.text] {
			first = false
		}
		out = append(out, w)
	}
	return out
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// isAcronym reports two or more characters, capitals and digits alone, with a
// letter among them.
func isAcronym(s string) bool {
	letters, n := 0, 0
	for _, r := range s {
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
		n++
	}
	return n >= 2 && letters > 0
}

// A shape holds a word's letters for the comparison with many others: which
// letters it has, and where.
type shape struct {
	text string
	mask uint64      // which letters occur
	at   [128]uint64 // the places of each ASCII letter, as bits
}

func shapeOf(text string) shape {
	s := shape{text: text}
	for i := 0; i < len(text) && i < 64; i++ {
		c := text[i] & 127
		s.at[c] |= 1 << i
		s.mask |= 1 << (c & 63)
	}
	return s
}

// common returns the length of the longest common subsequence of the shape
// and another word of at most 64 bytes, by the bit-parallel method of Hyyrö
// (AWOCA 2004).
func (s *shape) common(other string) int {
	v := ^uint64(0)
	for i := 0; i < len(other); i++ {
		u := v & s.at[other[i]&127]
		v = (v + u) | (v - u)
	}
	n := 0
	for i := 0; i < len(s.text); i++ {
		if v&(1<<i) == 0 {
			n++
		}
	}
	return n
}

// A likeness grades how much two folded words look alike.
type likeness int

// The grades. Unlike words are no evidence at all.
const (
	unlike likeness = iota
	cousin          // a common stem: nation, national; gouverneur, governor
	twin            // nearly the same: minister, ministre; comite, committee
	same
)

// alike compares two words. Words count as cognates from four equal letters at
// the start (Simard, Foster and Isabelle 1992), here with a share of the
// longer word as well, or from a longest common subsequence of two thirds of
// the longer word (Melamed 1999 uses 0.58 without further conditions).
func alike(s *shape, other string) likeness {
	if s.text == other {
		return same
	}
	short, long := len(s.text), len(other)
	if short > long {
		short, long = long, short
	}
	if short < 4 || long > 64 || 2*short < long {
		return unlike
	}
	prefix := 0
	for prefix < short && s.text[prefix] == other[prefix] {
		prefix++
	}
	switch {
	case prefix >= 4 && 10*prefix >= 7*long:
		return twin
	case prefix >= 4 && 2*prefix >= long:
		return cousin
	case prefix == 0 || short < 5:
		return unlike
	}
	lcs := s.common(other)
	switch {
	case 5*lcs >= 4*long:
		return twin
	case 10*lcs >= 7*long && prefix >= 2:
		return cousin
	}
	return unlike
}

// langOf returns the language that a document is in: its own, or that of its
// side when it could not be told.
func langOf(d *documents.Document, side documents.Lang) documents.Lang {
	if d.Lang == documents.FR || d.Lang == documents.EN {
		return d.Lang
	}
	return side
}

// Cognates reports whether two folded words look so much alike that they may
// be one word in two languages (see alike). Both need four letters.
func Cognates(a, b string) bool {
	s := shapeOf(a)
	return alike(&s, b) != unlike
}
