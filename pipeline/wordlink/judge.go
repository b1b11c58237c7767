package wordlink

import (
	"math"
	"sort"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// The rates for words that the table does not know: the share of them that
// meet their like in a true translation, and the chance for each word opposite
// that it is their like by accident. Names are seldom changed. Estimates: the
// divergence score is the same within 0.003 for 0.4 to 0.7, 0.7 to 0.95 and
// 0.0005 to 0.002.
const (
	strangeMet = 0.55
	nameMet    = 0.85
	accident   = 0.0005
)

// rare is the share of running words under which a word's partners opposite
// are counted: two ships and one "navire" leave one ship alone, while ten
// "of" may be served by any number of "de".
const rare = 0.005

// The bounds of what is believed of a word.
const (
	leastMet, mostMet = 0.02, 0.98
	leastChance       = 1e-4
)

// shortest is the number of letters from which unlike spellings may be cognates.
const shortest = 4

// A token is a word as it is read.
type token struct {
	lexicon.Word
	id    lexicon.ID
	known bool
	name  bool
	// folded is the word in lower case without accents.
	folded string
}

func (l *Linker) read(text string, lang documents.Lang) []token {
	var out []token
	for _, w := range lexicon.Words(text, lang) {
		t := token{Word: w}
		t.id, t.known = l.t.ID(lang, w.Stem)
		t.folded = lexicon.Fold(text[w.Start:w.End])
		first, _ := utf8.DecodeRuneInString(text[w.Start:])
		t.name = w.Start > 0 && unicode.IsUpper(first)
		out = append(out, t)
	}
	return out
}

// judge says for each word of one side what its place opposite says.
func (l *Linker) judge(words, opposite []token, lang documents.Lang) []Word {
	places := make(map[lexicon.ID][]int, len(opposite))
	for j, o := range opposite {
		if o.known {
			places[o.id] = append(places[o.id], j)
		}
	}
	out := make([]Word, len(words))
	gains := make([]float64, len(words))
	serving := map[lexicon.ID][]int{}
	for i := range words {
		w := &words[i]
		q, each := strangeMet, accident
		met := false
		switch {
		case w.known:
			q, each = l.t.Met(lang, w.id), (*l.reach.Side(lang))[w.id]
			at, seen := serving[w.id]
			if !seen {
				for other := range l.t.Partners(lang, w.id) {
					at = append(at, places[other]...)
				}
				serving[w.id] = at
			}
			met = len(at) > 0
		case w.name:
			q = nameMet
		}
		q = min(max(q, leastMet), mostMet)
		p := max(min(1-math.Pow(1-each, float64(len(opposite))), q), leastChance)
		gains[i] = math.Log(p / q)
		out[i] = Word{Start: w.Start, End: w.End, Met: met || hasCognate(w, opposite), Weight: math.Log((1 - p) / (1 - q))}
	}
	l.compete(words, out, serving, len(opposite), lang)
	for i := range out {
		out[i].Lack = out[i].Weight
		if out[i].Met {
			out[i].Lack = gains[i]
		}
	}
	return out
}

// compete takes the counterpart from words that occur more often than their
// partners do: from those that stand farthest from any of them, as a share of
// their side's length. n is the number of words opposite.
func (l *Linker) compete(words []token, out []Word, serving map[lexicon.ID][]int, n int, lang documents.Lang) {
	occurs := map[lexicon.ID][]int{}
	for i := range words {
		if w := &words[i]; w.known && (*l.reach.Side(lang))[w.id] < rare {
			occurs[w.id] = append(occurs[w.id], i)
		}
	}
	for id, at := range occurs {
		have := serving[id]
		if len(have) == 0 || len(at) <= len(have) {
			continue
		}
		far := func(i int) float64 {
			best := 1.0
			for _, j := range have {
				best = min(best, math.Abs(float64(i)/float64(len(words))-float64(j)/float64(n)))
			}
			return best
		}
		sort.SliceStable(at, func(a, b int) bool { return far(at[a]) > far(at[b]) })
		for _, i := range at[:len(at)-len(have)] {
			out[i].Met = false
		}
	}
}

// hasCognate reports whether a word has its equal or its cognate opposite.
func hasCognate(w *token, opposite []token) bool {
	for i := range opposite {
		o := &opposite[i]
		switch {
		case w.folded == o.folded && (len(w.folded) >= shortest || w.name && o.name):
			return true
		case len(w.folded) >= shortest && len(o.folded) >= shortest && w.folded[0] == o.folded[0] && align.Cognates(w.folded, o.folded):
			return true
		}
	}
	return false
}
