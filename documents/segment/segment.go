// Package segment splits French and English text into sentences. Split works
// on a string, Document on all blocks of a document.
//
// The breaks come from Unicode's sentence rules (UAX #29), and a layer of our
// own takes out those that stand after an abbreviation, an initial or an item
// number, moves closing guillemets to the sentence they close, and adds the
// ones after an ellipsis. What is an abbreviation is a table per language
// (abbreviations.go). A long sentence that enumerates is cut into its items
// (enumeration.go).
package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"concord/documents"
)

// Document fills d.Segments from d.Blocks. Blocks that are not segmented
// (running heads, code, contents pages) are left out.
func Document(d *documents.Document) {
	d.Segments = d.Segments[:0]
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if !b.Kind.Segmented() {
			continue
		}
		for _, r := range Split(b.Text, d.Lang) {
			Add(d, b, r[0], r[1])
		}
	}
}

// Add appends the bytes start to end of a block's text as one segment.
func Add(d *documents.Document, b *documents.Block, start, end int) {
	page := b.Page
	for _, o := range b.Origins {
		if o.End > start {
			page = o.Page
			break
		}
	}
	d.Segments = append(d.Segments, documents.Segment{
		ID: len(d.Segments) + 1, Block: b.ID, Start: start, End: end,
		Page: page, Text: b.Text[start:end],
	})
}

// Split returns the sentences of text as half-open byte ranges: in order, on
// rune boundaries, none empty, without white space at their ends, and together
// holding everything but white space. Line ends count as spaces. For the zero
// Lang the tables of both languages apply.
func Split(text string, lang documents.Lang) [][2]int {
	var out [][2]int
	start := 0
	add := func(end int) {
		if r, ok := trim(text, start, end); ok {
			out = append(out, items(text, r, lang)...)
		}
		start = end
	}
	var quotes quoteCount
	for _, at := range candidates(text) {
		if at = settle(text, start, at, lang, &quotes); at > start {
			add(at)
		}
	}
	add(len(text))
	return out
}

// trim takes white space off both ends of a range.
func trim(text string, start, end int) ([2]int, bool) {
	s := text[start:end]
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += len(s) - len(left)
	end = start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return [2]int{start, end}, start < end
}

// candidates returns the byte offsets where a sentence may begin, ascending:
// those of UAX #29, and those it does not see, after "…" and after a stop with
// a bracketed reference ("ended.[4] Then").
func candidates(text string) []int {
	out := unseen(text)
	at := 0
	for it := sentences.FromString(text); it.Next(); {
		at += len(it.Value())
		if at < len(text) {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// unseen returns the offsets where a sentence may begin by a sign that UAX #29
// does not know.
func unseen(s string) []int {
	var out []int
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '…':
		case r == ']' && cites(s[max(0, i-32):i]):
		default:
			continue
		}
		j := i
		for j < len(s) {
			c, n := utf8.DecodeRuneInString(s[j:])
			if !closes(c) && !unicode.IsSpace(c) {
				break
			}
			j += n
		}
		if j > i && j < len(s) && unicode.IsSpace(lastRune(s[:j])) && opens(s[j:]) {
			out = append(out, j)
		}
	}
	return out
}

// cites reports whether s ends in a stop and a bracketed number: ".[12]".
func cites(s string) bool {
	open := strings.LastIndexByte(s, '[')
	if open < 1 || open > len(s)-3 || len(s)-open > 7 {
		return false
	}
	for _, r := range s[open+1 : len(s)-1] {
		if !unicode.IsDigit(r) && r != ',' && r != ' ' {
			return false
		}
	}
	before := strings.TrimRight(s[:open], "0123456789[]")
	return strings.HasSuffix(before, ".") || strings.HasSuffix(before, "!") || strings.HasSuffix(before, "?")
}

// opens reports whether s begins as a sentence may: with a capital or a digit,
// after opening quotes, brackets or dashes.
func opens(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsDigit(r):
			return true
		case strings.ContainsRune("«“‘\"'([—–-¿¡", r) || unicode.IsSpace(r):
		default:
			return false
		}
	}
	return false
}

// settle decides about a candidate: it returns the offset where the next
// sentence begins, or 0 when there is no break. start is where the current
// sentence begins.
func settle(text string, start, at int, lang documents.Lang, quotes *quoteCount) int {
	at = takeClosing(text, at, quotes)
	left := strings.TrimRightFunc(text[start:at], unicode.IsSpace)
	right := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
	if left == "" || right == "" {
		return 0
	}
	// A stop inside a word, an address or a file name.
	if len(left) == at-start && !unicode.IsSpace(lastRune(text[:at])) && !strings.HasSuffix(left, "»") {
		return 0
	}
	body := strings.TrimRightFunc(left, func(r rune) bool { return closes(r) || unicode.IsSpace(r) })
	stop := lastRune(body)
	switch {
	case strings.ContainsRune(".!?…‽。", stop):
	case cites(left[max(0, len(left)-32):]):
		return at
	default: // a line end in the text
		return 0
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(right, func(r rune) bool {
		return strings.ContainsRune("«“‘\"'([—–-", r) || unicode.IsSpace(r)
	}))
	if unicode.IsLower(first) {
		return 0
	}
	if c, _ := utf8.DecodeRuneInString(right); strings.ContainsRune(",;:.!?…%/", c) {
		return 0
	}
	if stop != '.' {
		return at
	}
	if len(body) == len(left) && holds(body, right, lang) {
		return 0
	}
	return at
}

// takeClosing moves a break over a closing mark that a space keeps apart from
// the stop, as French typography does: « Oui. » Then.
func takeClosing(text string, at int, quotes *quoteCount) int {
	for {
		rest := text[at:]
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		r, n := utf8.DecodeRuneInString(trimmed)
		closing := false
		switch r {
		case '»', '”', ')', ']':
			closing = true
		case '"':
			after, _ := utf8.DecodeRuneInString(trimmed[n:])
			closing = (trimmed[n:] == "" || unicode.IsSpace(after)) && quotes.before(text, at)%2 == 1
		case '\'':
			closing = trimmed[n:] == ""
		}
		if !closing {
			return at
		}
		at += len(rest) - len(trimmed) + n
		// The spaces after it go with it, so that the break stands before
		// the next word.
		rest = text[at:]
		at += len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
	}
}

// A quoteCount counts straight double quotes from the start of a text, which
// tell an opening one from a closing one. It only moves forward.
type quoteCount struct{ at, n int }

func (q *quoteCount) before(text string, at int) int {
	if at < q.at {
		return q.n - strings.Count(text[at:q.at], `"`)
	}
	q.n += strings.Count(text[q.at:at], `"`)
	q.at = at
	return q.n
}

// closes reports whether r may stand between a stop and the end of its
// sentence.
func closes(r rune) bool { return strings.ContainsRune("»”’\"')]*_", r) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
