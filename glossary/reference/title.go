package reference

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary"
)

// A title is one of the library's, cut into words.
type title struct {
	ref     int
	words   []string
	content map[string]bool
	lang    documents.Lang
}

func newTitle(ref int, text string, l documents.Lang) title {
	t := title{ref: ref, words: glossary.Words(text, l), content: map[string]bool{}, lang: l}
	for _, w := range t.words {
		if !glossary.FunctionWord(w, l) {
			t.content[w] = true
		}
	}
	return t
}

// A TitleHit is a passage that is a title, or comes close to one.
type TitleHit struct {
	// Ref indexes List. Start and End are byte offsets into the text.
	Ref, Start, End int
	// Edits is the number of words put in, left out or changed; 0 for the
	// title itself, in any case and with any apostrophe.
	Edits int
	// Words is the number of words of the title.
	Words int
	// Slight tells that only small words or the forms of words differ, or one
	// word within a long title: the passage means this title even where nothing
	// else says so.
	Slight bool
}

// A title needs leastTitle words to be looked for other than exactly: of fewer,
// one changed word makes another title. closest is the share of its words that
// may differ where the other language quotes the same title; slightest where it
// does not. With the titles of the binary 8,000 clean development pairs, 1,000
// untouched seeded ones and 63,334 training pairs have two findings, both slips
// of the statutes themselves ("Immigration and Refugee and Protection Act").
const (
	leastTitle = 4
	closest    = 0.45
	slightest  = 0.25
)

// Titles finds the titles in a text, in order of the library: for each the
// passage that comes closest, when it is close at all.
func (lib *Library) Titles(text string, l documents.Lang) []TitleHit {
	titles := lib.titles.Of(l)
	if len(titles) == 0 {
		return nil
	}
	words := glossary.PlacedWords(text, l)
	in := map[string]bool{}
	for _, w := range words {
		in[w.Text] = true
	}
	var out []TitleHit
	for i := range titles {
		t := &titles[i]
		common := 0
		for w := range t.content {
			if in[w] {
				common++
			}
		}
		if 2*common < len(t.content) || common == 0 {
			continue
		}
		if h, ok := t.closest(text, words); ok {
			out = append(out, h)
		}
	}
	return out
}

// closest finds the words of a text that differ least from a title, by the
// edit distance of words to any part of a text (Sellers, Journal of Algorithms
// 1980).
func (t *title) closest(text string, words []glossary.PlacedWord) (TitleHit, bool) {
	n, m := len(t.words), len(words)
	rows := make([][]int, n+1)
	for i := range rows {
		rows[i] = make([]int, m+1)
		rows[i][0] = i
	}
	for i := 1; i <= n; i++ {
		for j := 1; j <= m; j++ {
			same := 1
			if t.words[i-1] == words[j-1].Text {
				same = 0
			}
			rows[i][j] = min(rows[i-1][j-1]+same, rows[i-1][j]+1, rows[i][j-1]+1)
		}
	}
	// Of equal ends the last: "droits des enfants" rather than "droits" alone.
	end := 0
	for j := range rows[n] {
		if rows[n][j] <= rows[n][end] {
			end = j
		}
	}
	edits := rows[n][end]
	if edits > 0 && n < leastTitle || float64(edits) > closest*float64(n) {
		return TitleHit{}, false
	}
	start, slight := t.trace(rows, words, end)
	// The passage begins and ends with a word of the title.
	for start < end && !t.has(words[end-1].Text) {
		end--
	}
	for start < end && !t.has(words[start].Text) {
		start++
	}
	if start >= end {
		return TitleHit{}, false
	}
	h := TitleHit{Ref: t.ref, Start: words[start].Start, End: words[end-1].End, Edits: edits, Words: n}
	first, _ := utf8.DecodeRuneInString(text[h.Start:])
	h.Slight = slight && float64(edits) <= math.Ceil(slightest*float64(n)) && unicode.IsUpper(first)
	return h, true
}

// trace follows the least path back from a word of the text, and reports where
// it begins and whether all that differs is slight.
func (t *title) trace(rows [][]int, words []glossary.PlacedWord, end int) (start int, slight bool) {
	i, j := len(t.words), end
	slight = true
	dropped := 0
	for i > 0 {
		switch {
		case j > 0 && t.words[i-1] == words[j-1].Text && rows[i][j] == rows[i-1][j-1]:
			i, j = i-1, j-1
		case j > 0 && rows[i][j] == rows[i-1][j-1]+1:
			slight = slight && t.akin(t.words[i-1], words[j-1].Text)
			i, j = i-1, j-1
		case rows[i][j] == rows[i-1][j]+1:
			if !glossary.FunctionWord(t.words[i-1], t.lang) {
				dropped++
				slight = slight && len(t.content) > leastTitle && i > 1 && i < len(t.words)
			}
			i--
		default:
			slight = slight && glossary.FunctionWord(words[j-1].Text, t.lang)
			j--
		}
	}
	return j, slight && dropped <= 1
}

// has reports whether a word may be one of the title's.
func (t *title) has(word string) bool {
	return slices.ContainsFunc(t.words, func(w string) bool { return w == word || t.content[w] && t.akin(w, word) })
}

// akin reports whether one word may be a slip for another: both small, or two
// forms of one.
func (t *title) akin(a, b string) bool {
	if glossary.FunctionWord(a, t.lang) && glossary.FunctionWord(b, t.lang) {
		return true
	}
	forms := func(w string) []string {
		term := glossary.Term{Text: w, Lang: t.lang, Match: glossary.Lemma, POS: "noun"}
		var out []string
		for _, f := range term.ContentForms() {
			out = append(out, f...)
		}
		return out
	}
	return slices.Contains(forms(a), b) || slices.Contains(forms(b), a)
}
