package checks

import (
	"regexp"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
)

// longestItem is the number of words of the longest item that is told as put
// into a list: what is longer explains the item before it.
const longestItem = 3

// listSigns part the items of a list.
var listSigns = documents.Pair[*regexp.Regexp]{
	FR: regexp.MustCompile(`[,;]|\b(?:et|ou)\b`),
	EN: regexp.MustCompile(`[,;]|\b(?:and|or)\b`),
}

// added lists the items that stand between two items of the definition in one
// sentence and are none themselves.
func (q *quotation) added(p *check.Pass, l documents.Lang) []documents.Span {
	marks := q.marks(l)
	var out []documents.Span
	for i := 1; i < len(marks); i++ {
		a, b := marks[i-1], marks[i]
		if a.Seg != b.Seg || a.End >= b.Start {
			continue
		}
		text := p.Docs.Of(l).Segments[a.Seg].Text
		gap := text[a.End:b.Start]
		signs := listSigns.Of(l).FindAllStringIndex(gap, -1)
		// What stands before the first sign belongs to the item before it, what
		// stands after the last one to the item that follows.
		for n := 1; n < len(signs); n++ {
			from, to := signs[n-1][1], signs[n][0]
			part := strings.TrimSpace(gap[from:to])
			start := a.End + from + strings.Index(gap[from:to], part)
			words := glossary.PlacedWords(part, l)
			for len(words) > 0 && glossary.FunctionWord(words[0].Text, l) {
				words = words[1:]
			}
			if len(words) == 0 || len(words) > longestItem {
				continue
			}
			out = append(out, documents.Span{Seg: a.Seg, Start: start + words[0].Start, End: start + words[len(words)-1].End})
		}
	}
	return out
}
