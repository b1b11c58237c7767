package checks

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary/forms"
	"concord/pipeline/lexicon"

	"golang.org/x/text/unicode/norm"
)

// A nameWord is one word of a bead's side, as the checks of names read it.
type nameWord struct {
	documents.Span
	text   string // as it stands
	folded string // lower case, no accents
	id     lexicon.ID
	known  bool // the translation table has its stem
	// upper marks a word that begins with a capital, caps one of two letters
	// or more that are all capitals (digits may follow), and first one that
	// stands where any word has a capital.
	upper, caps, first bool
	// glued marks a word joined to another by a hyphen.
	glued bool
	// own and other report that the spelling dictionary of its language, and of
	// the other, has the word.
	own, other bool
	// proper marks a word that is a name by the dictionaries, or is in none.
	proper bool
}

// readNames cuts one side of a bead into words. Text all in capitals, or with a
// capital on most long words as an English title has, names nothing: shouted is
// then true. Words with a figure in them are left out.
func readNames(doc *documents.Document, segs []int, l documents.Lang, table *lexicon.Table) (words []nameWord, shouted bool) {
	long, high, lower := 0, 0, false
	for _, seg := range segs {
		text := doc.Segments[seg].Text
		first := true
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				if strings.ContainsRune(".!?:;«“”\"‘()[]•–—", r) || strings.HasPrefix(text[i:], "- ") {
					first = true
				}
				i += size
				continue
			}
			start := i
			for i < len(text) {
				r, size := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				i += size
			}
			if strings.ContainsFunc(text[start:i], unicode.IsDigit) {
				continue // a figure, or a label such as V10 before a heading
			}
			w := newNameWord(text[start:i], l, table)
			w.Span = documents.Span{Seg: seg, Start: start, End: i}
			w.first = first
			w.glued = hyphenated(text, start, i)
			// L’Agence: what an elided word begins, the next goes on.
			first = first && len(w.folded) <= 2 && (strings.HasPrefix(text[i:], "’") || strings.HasPrefix(text[i:], "'"))
			lower = lower || !w.upper && len(w.folded) > 3
			if len(w.folded) > 3 {
				long++
				if w.upper {
					high++
				}
			}
			words = append(words, w)
		}
	}
	return words, !lower || long >= 3 && 2*high > long+1
}

// hyphenated reports whether a hyphen joins the word at a place to a letter or
// figure before or after it.
func hyphenated(text string, start, end int) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if before, n := utf8.DecodeLastRuneInString(text[:start]); strings.ContainsRune("-‐‑", before) {
		if r, _ := utf8.DecodeLastRuneInString(text[:start-n]); letter(r) {
			return true
		}
	}
	if after, n := utf8.DecodeRuneInString(text[end:]); strings.ContainsRune("-‐‑", after) {
		if r, _ := utf8.DecodeRuneInString(text[end+n:]); letter(r) {
			return true
		}
	}
	return false
}

func newNameWord(text string, l documents.Lang, table *lexicon.Table) nameWord {
	w := nameWord{text: text, folded: lexicon.Fold(text)}
	r, _ := utf8.DecodeRuneInString(text)
	w.upper = unicode.IsUpper(r)
	w.caps = allCapitals(text)
	w.id, w.known = table.ID(l, lexicon.Stem(w.folded, l))
	lower := norm.NFC.String(strings.NewReplacer("œ", "oe", "æ", "ae").Replace(strings.ToLower(text)))
	w.own, w.other = forms.Of(l).Knows(lower), forms.Of(l.Other()).Knows(lower)
	w.proper = isProper(lower)
	return w
}

// allCapitals reports two characters or more, capitals and digits alone, the
// first a capital; the plural's s may follow (NGOs).
func allCapitals(s string) bool {
	if n := len(s) - 1; n >= 2 && s[n] == 's' {
		s = s[:n]
	}
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) && !(n > 0 && unicode.IsDigit(r)) {
			return false
		}
		n++
	}
	return n >= 2
}

// named reports whether a word may be part of a name by the way it is written.
func (w *nameWord) named() bool {
	return w.upper && utf8.RuneCountInString(w.text) >= 3 && (!w.first || !w.own)
}

// sure reports whether a word is surely a name whose counterpart is known: a
// word that no dictionary has or that has no other form, and that is written
// alike in both languages or has the one partner in the translation table. A
// name that the word's own dictionary has and the other has not may be an
// exonym (Pékin): without a partner nothing is known of it.
func (w *nameWord) sure(l documents.Lang, table *lexicon.Table) bool {
	if !w.proper {
		return false
	}
	if w.known {
		for _, c := range table.Partners(l, w.id) {
			p := c.GivenFR
			if l == documents.EN {
				p = c.GivenEN
			}
			if p >= 0.4 {
				return true
			}
		}
		return false
	}
	return !w.own || w.other
}

// isProper reports whether neither dictionary has another form of a word, in
// one of them at least, as they have of nouns, adjectives and verbs.
func isProper(folded string) bool {
	known := false
	for _, l := range bothLangs {
		t := forms.Of(l)
		if !t.Knows(folded) {
			continue
		}
		known = true
		if len(t.Inflect(nil, folded)) == 1 && len(t.Lookup(nil, folded)) == 1 {
			return true
		}
	}
	return !known
}

// linked reports whether the translation table has two words for each other.
func linked(table *lexicon.Table, w, v *nameWord, l documents.Lang) bool {
	if !w.known || !v.known {
		return false
	}
	fr, en := w.id, v.id
	if l == documents.EN {
		fr, en = en, fr
	}
	c := table.Prob(fr, en)
	return max(c.GivenFR, c.GivenEN) >= 0.02
}

// unchanged reports whether an acronym is written alike in both languages by
// the translation table.
func (w *nameWord) unchanged(l documents.Lang, table *lexicon.Table) bool {
	if !w.known || len(w.folded) < 3 {
		return false
	}
	stem := lexicon.Stem(w.folded, l.Other())
	for id, c := range table.Partners(l, w.id) {
		p := c.GivenFR
		if l == documents.EN {
			p = c.GivenEN
		}
		if p >= 0.6 && table.Stem(l.Other(), id) == stem {
			return true
		}
	}
	return false
}

// oneLetterOff reports whether two folded words of equal length differ in one
// letter, and not by two that may stand for each other.
func oneLetterOff(a, b string, allowed [][2]byte) bool {
	if len(a) != len(b) {
		return false
	}
	at := -1
	for i := range len(a) {
		if a[i] == b[i] {
			continue
		}
		if at >= 0 {
			return false
		}
		at = i
	}
	return at >= 0 && !slices.Contains(allowed, [2]byte{min(a[at], b[at]), max(a[at], b[at])})
}

// soundAlike are letters that the two languages use for one sound: Irak and
// Iraq, Tolstoï and Tolstoy. spelledApart has those as well that part a name or
// cognate in them (Lénine and Lenin are of two lengths): sommet and summit.
var (
	soundAlike   = [][2]byte{{'s', 'z'}, {'k', 'q'}, {'c', 'k'}, {'i', 'y'}, {'i', 'j'}, {'v', 'w'}, {'f', 'v'}}
	spelledApart = append([][2]byte{
		{'a', 'e'}, {'e', 'o'}, {'o', 'u'}, {'c', 's'}, {'g', 'j'}, {'e', 'i'}, {'a', 'o'}, {'c', 'q'},
		{'c', 't'}, {'b', 'v'}, {'d', 't'}, {'u', 'w'}, {'k', 's'},
	}, soundAlike...)
)

// anagram reports whether two words have the same letters.
func anagram(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// begins reports whether one word is the beginning of the other: Penn and
// Pennsylvanie.
func begins(a, b string) bool {
	return min(len(a), len(b)) >= 4 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// skeleton is what a name keeps when another language spells it by ear: its
// consonants, those of one sound as one, double ones once (Poutine and Putin,
// Chtchoukine and Shchukin). What is no letter of ASCII is left out.
func skeleton(folded string) string {
	s := skeletal.Replace(strings.TrimSuffix(folded, "s"))
	var out []byte
	for i := range len(s) {
		c := s[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w':
			continue
		case 'c', 'q':
			c = 'k'
		case 'z':
			c = 's'
		case 'j':
			c = 'g'
		case 'f':
			c = 'v'
		}
		if c < 'a' || c > 'z' || len(out) > 0 && out[len(out)-1] == c {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

var skeletal = strings.NewReplacer("tch", "x", "sch", "x", "ch", "x", "sh", "x", "ts", "s", "ph", "f", "x", "ks")

// spelledByEar reports whether two words may be one name that each language
// spells in its own way.
func spelledByEar(a, b string) bool {
	s := skeleton(a)
	return len(s) >= 2 && s == skeleton(b)
}

// sameFoldedPlace reports whether two folded words are a place that each
// language has a name of its own for.
func sameFoldedPlace(a, b string) bool {
	if places[a] == b || places[b] == a {
		return true
	}
	stem, ok := peoples[a]
	if !ok {
		if stem, ok = peoples[b]; ok {
			b = a
		}
	}
	return ok && strings.HasPrefix(b, stem)
}

// peoples are English words of peoples and languages, which have a capital, with
// how the French ones begin, which as adjectives have none.
var peoples = map[string]string{
	"austrian": "autrichien", "british": "britanni", "burmese": "birman", "chinese": "chinois", "croat": "croat",
	"cypriot": "chypriot", "czech": "tchequ", "danish": "danois", "dutch": "neerlandais", "egyptian": "egyptien",
	"english": "anglais", "finnish": "finlandais", "flemish": "flamand", "french": "francais", "german": "allemand",
	"greek": "grec", "hebrew": "hebr", "hungarian": "hongrois", "icelandic": "islandais", "irish": "irlandais",
	"jewish": "jui", "lebanese": "libanais", "moroccan": "marocain", "norwegian": "norvegien", "polish": "polonais",
	"scots": "ecossais", "scottish": "ecossais", "spanish": "espagnol", "swedish": "suedois", "swiss": "suisse",
	"turkish": "turc", "welsh": "gallois",
}

// places are such names, French first, that the translation table does not know
// by themselves.
var places = map[string]string{
	"angleterre": "england", "anvers": "antwerp", "athenes": "athens", "autriche": "austria", "bale": "basel",
	"bourgogne": "burgundy", "bruges": "brugge", "cachemire": "kashmir", "chypre": "cyprus", "croatie": "croatia",
	"douvres": "dover", "ecosse": "scotland", "edimbourg": "edinburgh", "galles": "wales", "gand": "ghent",
	"grece": "greece", "haye": "hague", "hongrie": "hungary", "liege": "luik",
	"louvain": "leuven", "maurice": "mauritius", "mayence": "mainz", "moscou": "moscow", "naples": "napoli",
	"nil": "nile", "ouganda": "uganda", "pekin": "beijing", "pologne": "poland", "ratisbonne": "regensburg",
	"rhin": "rhine", "suede": "sweden", "tamise": "thames", "tchad": "chad",
	"turquie": "turkey", "varsovie": "warsaw", "vienne": "vienna", "zambeze": "zambezi",
}
