package candidates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary/forms"
)

// A definition is a pair of terms that the text itself defines, as it writes
// them.
type definition struct{ documents.Pair[string] }

// A span is a half-open byte range.
type span struct{ start, end int }

func (s span) of(text string) string { return text[s.start:s.end] }

// longestDefined is the number of words of the longest term that a definition
// may have.
const longestDefined = 12

// definition finds the pair of terms that two blocks define, if there is one.
// Texts that bind mark a definition in few ways:
//
//   - The term stands first, and at the end the other language's in parentheses
//     (Canadian statutes): "ship means a vessel … (navire)", « navire Bâtiment …
//     (ship) ». One of the two notes is enough where the other side has a verb
//     of definition.
//   - The term stands first in quotes (treaties, directives): "‘ship’ means …",
//     « On entend par « navire » … ».
//   - Both sides have a verb of definition after the first few words: "A ship
//     is defined as …", « Le navire s’entend … ».
//   - A short name is given in quotes within parentheses (contracts): "(the
//     “Ship”)", « (ci-après le « Navire ») ».
func (r *reader) definition(fr, en string) *definition {
	tailFR, tailEN := tail(fr), tail(en)
	headFR, headEN := head(fr, documents.FR), head(en, documents.EN)
	leadsFR := tailEN.end > 0 && leads(fr, headFR.start, tailEN.of(en))
	leadsEN := tailFR.end > 0 && leads(en, headEN.start, tailFR.of(fr))
	if tailFR.end > 0 && tailEN.end > 0 {
		// Two notes at the ends are each in the other language, or they are
		// the same remark in both.
		crossed := definition{documents.Pair[string]{FR: tailEN.of(en), EN: tailFR.of(fr)}}
		straight := definition{documents.Pair[string]{FR: tailFR.of(fr), EN: tailEN.of(en)}}
		met := r.met(crossed)
		lead := r.ownLead(crossed)
		if leadsFR && leadsEN || met >= crossedMet && (lead > 0 || lead == 0 && met > r.met(straight)) {
			return &crossed
		}
		return nil
	}
	var d definition
	switch {
	case leadsFR && headEN.said:
		d.Pair = documents.Pair[string]{FR: tailEN.of(en), EN: headEN.of(en)}
	case leadsEN && headFR.said:
		d.Pair = documents.Pair[string]{FR: headFR.of(fr), EN: tailFR.of(fr)}
	case headFR.quoted && headEN.quoted && (headFR.said || headEN.said), headFR.said && headEN.said, headFR.restarts && headEN.said:
		d.Pair = documents.Pair[string]{FR: headFR.of(fr), EN: headEN.of(en)}
	default:
		a, b := shortNames(fr, documents.FR), shortNames(en, documents.EN)
		if len(a) != 1 || len(b) != 1 || !a[0].announced && !b[0].announced {
			return nil
		}
		d.Pair = documents.Pair[string]{FR: a[0].of(fr), EN: b[0].of(en)}
	}
	if r.met(d) < headsMet {
		return nil
	}
	return &d
}

// The share of the words of two defined terms that must stand for each other:
// of two notes that are each in the other language, and of two heads, whose
// places say already that they belong together.
const (
	crossedMet = 0.5
	headsMet   = 0.3
)

// met is the share of the words of both terms that stand for one of the other,
// 0 where one of them begins as no term does.
func (r *reader) met(d definition) float64 {
	fr, en := r.read(d.FR, documents.FR), r.read(d.EN, documents.EN)
	all := 0
	for _, words := range [][]word{fr, en} {
		n := 0
		for i := range words {
			switch {
			case !words[i].function:
				n++
			case words[i].class == 0 && !slices.Contains([]string{"ou", "et", "non", "or", "and"}, words[i].lemma):
				return 0
			}
		}
		if n == 0 || words[0].function && words[0].class == 0 || len(words) == 1 && words[0].inner {
			return 0
		}
		if last := words[len(words)-1]; last.function {
			return 0
		}
		all += n
	}
	linked := map[int32]bool{}
	for _, l := range r.links(fr, en) {
		linked[l.fr] = true
		linked[-1-l.en] = true
	}
	return float64(len(linked)) / float64(all)
}

// ownLead is how many more words of each term are known in its own language than
// in the other; of both terms the smaller number.
func (r *reader) ownLead(d definition) int {
	least := longestDefined
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		known := func(in documents.Lang) (n int) {
			for _, w := range r.read(d.Of(l), in) {
				if w.function || forms.Of(in).Knows(w.lemma) {
					n++
				}
			}
			return n
		}
		least = min(least, known(l)-known(l.Other()))
	}
	return least
}

// A definiendum is what a text seems to define.
type definiendum struct {
	span       // empty when said and quoted are false
	start  int // where the text begins, after its label
	quoted bool
	// said tells that a verb of definition, or a colon after quotes, follows;
	// restarts that a capital follows in the middle of a sentence.
	said, restarts bool
}

// Verbs of definition, as they follow the term.
var (
	saysFR = []string{"s’entend", "s'entend", "désigne", "désignent", "signifie", "signifient", "est défini", "est définie", "a le même sens", "a le sens"}
	saysEN = []string{"means", "mean", "has the same meaning", "has the meaning", "have the same meaning", "refers to", "is defined", "are defined", "includes"}
	intro  = []string{"on entend par", "le terme", "l’expression", "l'expression", "le mot", "the term", "the expression", "the word"}
)

// head reads the beginning of a text.
func head(text string, lang documents.Lang) definiendum {
	at := afterLabel(text)
	d := definiendum{start: at}
	at = afterIntro(text, at)
	says := saysEN
	if lang == documents.FR {
		says = saysFR
	}
	if inner, after, ok := quote(text, at); ok && isTerm(inner.of(text)) {
		d.quoted, d.span = true, inner
		d.start = inner.start
		next := strings.TrimLeftFunc(text[after:], unicode.IsSpace)
		next = strings.TrimLeft(next, ",")
		next = strings.TrimLeftFunc(next, unicode.IsSpace)
		d.said = strings.HasPrefix(next, ":") || strings.HasPrefix(next, "–") || strings.HasPrefix(next, "—") || begins(next, says)
		return d
	}
	// The verb must come soon, with no other sign before it.
	for i, n := at, 0; i < len(text) && n <= longestDefined; n++ {
		size := wordLength(text[i:])
		if size == 0 {
			break
		}
		switch verb := begins(text[i:], says); {
		case n > 0 && (verb || lang == documents.FR && restart(text[i:i+size]) && !joint(text[at:i])):
			s := span{at, i}
			for _, w := range intro {
				if n := strings.LastIndex(text[s.start:s.end], " "+w+" "); n >= 0 {
					s.start += n + len(w) + 2
				}
			}
			s = trimmed(text, withoutArticle(text, s, lang))
			if isTerm(s.of(text)) && (verb || !capital(s.of(text))) {
				d.span, d.said, d.restarts = s, verb, !verb
			}
			return d
		case n < 6 && text[i+size-1] == ',' && opens(text[d.start:], lang):
			at = afterIntro(text, min(i+size+1, len(text)))
			i, n, size = at, -1, 0
		case text[i+size-1] == ',':
			return d
		}
		for i += size; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsSpace(r) {
				break
			}
			i += size
		}
	}
	return d
}

// restart reports whether a word begins as a sentence does: with one capital.
func restart(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	return unicode.IsUpper(first) && (unicode.IsLower(second) || apostrophe(second) || word == "À")
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

// joint reports whether a text ends in a word that asks for another.
func joint(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 {
		return true
	}
	w := foldForm(words[len(words)-1])
	w = w[strings.LastIndexByte(w, '\'')+1:]
	l := listsFR()
	return l.prepositions[w] || l.articles[w] || l.never[w]
}

// afterIntro is where the term begins after words that announce it.
func afterIntro(text string, at int) int {
	for _, w := range intro {
		if begins(text[at:], []string{w}) {
			return min(at+len(w)+1, len(text))
		}
	}
	return at
}

// opens reports whether a text begins with a phrase that says where a
// definition holds: "In this section, …".
func opens(text string, lang documents.Lang) bool {
	words := []string{"in", "for", "under"}
	if lang == documents.FR {
		words = []string{"au", "aux", "dans", "pour", "à"}
	}
	return begins(strings.ToLower(text[:min(len(text), 12)]), words)
}

// wordLength is the number of bytes up to the next space, 0 where a sign that
// ends a phrase stands in them.
func wordLength(s string) int {
	n := strings.IndexFunc(s, unicode.IsSpace)
	if n < 0 {
		n = len(s)
	}
	if strings.ContainsAny(s[:n], ".;:()") || strings.Contains(s[:max(n-1, 0)], ",") {
		return 0
	}
	return n
}

// begins reports whether a text begins with one of some words, and then a
// sign or a space.
func begins(text string, words []string) bool {
	for _, w := range words {
		if len(text) >= len(w) && strings.EqualFold(text[:len(w)], w) {
			rest := text[len(w):]
			for _, clause := range []string{" that ", " que ", " qu’", " qu'"} {
				if strings.HasPrefix(rest, clause) {
					return false // a consequence, no definition
				}
			}
			r, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || !unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}

// afterLabel is where a text begins after a label such as "(a)", "1.2" or "–".
func afterLabel(text string) int {
	at := 0
	for range 3 {
		rest := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
		at = len(text) - len(rest)
		word := rest
		if n := strings.IndexFunc(rest, unicode.IsSpace); n >= 0 {
			word = rest[:n]
		}
		if word == rest || !isLabel(word) {
			break
		}
		at += len(word)
	}
	return at
}

// isLabel reports whether a word numbers an item: "(a)", "12.", "b)", "•".
func isLabel(w string) bool {
	bare := strings.Trim(w, "().°–—-•*")
	if bare == w || len(bare) > 6 {
		return false
	}
	letters := 0
	for _, r := range bare {
		if unicode.IsLetter(r) {
			letters++
		} else if !unicode.IsDigit(r) && r != '.' {
			return false
		}
	}
	return letters <= 1 || strings.Trim(strings.ToLower(bare), "ivx") == ""
}
