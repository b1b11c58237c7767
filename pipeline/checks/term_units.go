package checks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary"
	"concord/glossary/forms"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// A termUnit is two or three words of weight that read as one term: an English
// noun with what stands before it (installation guide), a French one with what
// follows (guide d’installation).
type termUnit struct {
	documents.Span
	// key is the stems of its words with spaces between, in order.
	key   string
	words []unitWord
	// cut marks words of a longer compound (Access-Control-Allow-Origin), name
	// words of which one has a capital that only names have, hyphened words that
	// a hyphen joins.
	cut, name, hyphened bool
}

type unitWord struct {
	stem, folded string
	id           lexicon.ID
	known        bool
	noun, plain  bool // may be a noun; may stand in a term at all
	foreign      bool // the other language's dictionary alone has it
	seg          int
	start, end   int
}

// unitsIn reads the words of a segment and finds its units, in order,
// overlapping ones too.
func unitsIn(text string, seg int, l documents.Lang, table *lexicon.Table) (out []termUnit, words []unitWord) {
	for _, w := range lexicon.Words(text, l) {
		word := newUnitWord(text, w, l, table)
		word.seg = seg
		words = append(words, word)
	}
	for i := range words {
		if !words[i].plain || l == documents.FR && !words[i].noun {
			continue
		}
		held := []unitWord{words[i]}
		small := 0
		for j := i + 1; j < len(words) && len(held) < 3; j++ {
			if !joined(text[words[j-1].end:words[j].start]) {
				break
			}
			w := words[j]
			if !w.plain {
				// Small words join the nouns of a French term.
				if small++; l == documents.EN || small > 2 || !linking[w.folded] {
					break
				}
				continue
			}
			small = 0
			held = append(held, w)
			if l == documents.EN && !w.noun {
				continue
			}
			out = append(out, newUnit(text, seg, held, l))
		}
	}
	return out, words
}

func newUnit(text string, seg int, words []unitWord, l documents.Lang) termUnit {
	u := termUnit{Span: documents.Span{Seg: seg, Start: words[0].start, End: words[len(words)-1].end}}
	u.words = append(u.words, words...)
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = w.stem
		u.hyphened = u.hyphened || i > 0 && strings.ContainsAny(text[words[i-1].end:w.start], "-‐‑")
		r, _ := utf8.DecodeRuneInString(text[w.start:])
		lower := strings.ToLower(text[w.start:w.end])
		u.name = u.name || unicode.IsUpper(r) && (!forms.Of(l).Knows(lower) || isProper(lower))
	}
	u.cut = hyphenated(text, u.Start, u.Start) || hyphenated(text, u.End, u.End) || strings.HasPrefix(text[u.End:], "_") || strings.HasSuffix(text[:u.Start], "_")
	u.key = strings.Join(stems, " ")
	return u
}

// joined reports whether what stands between two words keeps them in one term.
// An underscore does not.
func joined(between string) bool {
	for _, r := range between {
		if !strings.ContainsRune(" \u00a0\u202f-‐‑'’", r) {
			return false
		}
	}
	return true
}

// linking are the small words within French terms.
var linking = wordList(`de d du des la le les l a au aux en`)

func newUnitWord(text string, w lexicon.Word, l documents.Lang, table *lexicon.Table) unitWord {
	raw := text[w.Start:w.End]
	u := unitWord{stem: w.Stem, folded: lexicon.Fold(raw), start: w.Start, end: w.End}
	u.id, u.known = table.ID(l, w.Stem)
	if utf8.RuneCountInString(raw) < 4 || glossary.FunctionWord(u.folded, l) || vague[l][u.folded] {
		return u
	}
	lower := strings.ToLower(strings.ReplaceAll(raw, "œ", "oe"))
	readings := forms.Of(l).Lookup(nil, lower)
	u.noun = len(readings) == 0
	u.foreign = u.noun && forms.Of(l.Other()).Knows(lower)
	u.plain = u.noun
	for _, r := range readings {
		u.noun = u.noun || r.POS&forms.Noun != 0
		u.plain = u.plain || r.POS&(forms.Noun|forms.Adjective) != 0
		if r.POS&forms.Other != 0 && r.POS&forms.Noun == 0 {
			u.noun, u.plain = false, false
			break
		}
	}
	return u
}

// vague are words that say little beside a noun and that every translator
// leaves out or turns at will.
var vague = map[documents.Lang]map[string]bool{
	documents.FR: wordList(`autre autres nouveau nouvelle nouveaux nouvelles treizieme deuxieme troisieme quatrieme cinquieme premier premiere premiers premieres dernier derniere
		derniers dernieres suivant suivante suivants suivantes present presente presents presentes meme memes different
		differents differente differentes certain certaine certains certaines divers diverses plusieurs quelque quelques seul
		seule seuls seules cas fois facon maniere nombre partie ensemble type types sorte sortes grand grande grands grandes
		petit petite petits petites bon bonne bons bonnes possible possibles tout toute tous toutes tel telle tels telles
		moyen moyens lieu egard titre suite exemple point points chose choses`),
	documents.EN: wordList(`other others same first last next following previous present such many several some certain various different
		single number part kind kinds type types sort sorts case cases time times manner thing things point points more most
		good great large small possible whole every each own only second third used based given example set way ways`),
}

// covers reports whether two units say the same word by word: each word of the
// one has a partner in the other by the translation table, or its like.
func covers(u, v *termUnit, l documents.Lang, table *lexicon.Table) bool {
	for i := range u.words {
		if !answered(&u.words[i], v.words, l, table) {
			return false
		}
	}
	for i := range v.words {
		if !answered(&v.words[i], u.words, l.Other(), table) {
			return false
		}
	}
	return true
}

func answered(w *unitWord, opposite []unitWord, l documents.Lang, table *lexicon.Table) bool {
	for i := range opposite {
		v := &opposite[i]
		if w.folded == v.folded || align.Cognates(w.folded, v.folded) {
			return true
		}
		if !w.known || !v.known {
			continue
		}
		fr, en := w.id, v.id
		if l == documents.EN {
			fr, en = en, fr
		}
		if c := table.Prob(fr, en); max(c.GivenFR, c.GivenEN) >= leastAnswer {
			return true
		}
	}
	return false
}

// leastAnswer is the chance from which a pair of the table counts as a
// translation. It is low, for it only has to tell what may stand for what.
const leastAnswer = 0.01
