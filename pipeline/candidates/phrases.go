package candidates

import (
	"strings"

	"concord/documents"
)

// longest is the number of words, articles and prepositions among them, of the
// longest candidate that no definition names.
const longest = 7

// A phrase is a run of words of one segment that may be a term: words from, up
// to but not including to.
type phrase struct{ from, to int }

// phrases lists the runs of words that are built as a noun phrase is:
//
//	French   A* N (A|N)* (P D? A* N (A|N)*)*
//	English  (A|N)* N (P D? (A|N)* N){0,2}
//
// where N may be a noun, A an adjective or participle, P is one of few
// prepositions and D an article. A word may be several of these; a run that
// can be read so in one way counts.
func phrases(words []word, lang documents.Lang) []phrase {
	var out []phrase
	for from := range words {
		if words[from].class&content == 0 || words[from].inner {
			continue
		}
		out = phrasesFrom(out, words, from, lang)
	}
	return out
}

func phrasesFrom(out []phrase, words []word, from int, lang documents.Lang) []phrase {
	hasNoun, joints := false, 0
	for i := from; i < len(words) && i-from < longest; i++ {
		w := &words[i]
		if i > from && !w.joined {
			return out
		}
		switch {
		case w.class&content != 0:
			if i > from && words[i-1].class&content == 0 {
				hasNoun = false // what follows a joint has a noun of its own
			}
			hasNoun = hasNoun || w.class&noun != 0
			switch {
			case !hasNoun, w.inner:
			case i == from && w.common:
			case lang == documents.EN && w.class&noun == 0:
			default:
				out = append(out, phrase{from, i + 1})
			}
		case w.class == preposition:
			joints++
			switch {
			case !hasNoun, words[i-1].class&content == 0:
				return out
			case lang == documents.EN && (joints > 2 || words[i-1].class&noun == 0):
				return out
			}
		case w.class == article:
			if i == from || words[i-1].class != preposition {
				return out
			}
		default:
			return out
		}
	}
	return out
}

// key is what the inflected forms of a phrase have in common.
func key(words []word) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[i].lemma)
	}
	return b.String()
}

// whole reports whether a phrase stands by itself: no noun or adjective goes
// before or after it.
func whole(words []word, p phrase) bool {
	return (p.from == 0 || !words[p.from].joined || words[p.from-1].class&content == 0) &&
		(p.to == len(words) || !words[p.to].joined || words[p.to].class&content == 0)
}
