package eval

import (
	"math"
	"strings"
	"unicode"
)

// bare ends the names of figures without running heads.
const bare = ", without running heads"

// flow counts the pairs of words that follow each other, and, for a tool that
// does not tell running heads, words and pairs without what repeats at the
// edges of its pages.
func (c *extractionCounts) flow(truth []truthBlock, r *readBlocks) {
	var want []string
	for _, t := range truth {
		want = append(want, scoreWords(t.text)...)
	}
	var made, kept []string
	for i, t := range r.text {
		words := scoreWords(t)
		made = append(made, words...)
		if !r.repeated[i] {
			kept = append(kept, words...)
		}
	}
	c.pairTrue, c.pairMade = max(0, len(want)-1), max(0, len(made)-1)
	c.pairHit = common(pairs(made), pairs(want))
	if r.repeated != nil {
		c.bare = true
		c.bareHit, c.bareMade = common(tally(kept), tally(want)), len(kept)
		c.bareHits, c.bareMake = common(pairs(kept), pairs(want)), max(0, len(kept)-1)
	}
}

func tally(words []string) map[string]int {
	m := make(map[string]int, len(words))
	for _, w := range words {
		m[w]++
	}
	return m
}

// pairs counts the words that follow each other.
func pairs(words []string) map[string]int {
	m := make(map[string]int, len(words))
	for i := 1; i < len(words); i++ {
		m[words[i-1]+" "+words[i]]++
	}
	return m
}

// common is the size of what two multisets share.
func common(a, b map[string]int) int {
	n := 0
	for k, v := range a {
		n += min(v, b[k])
	}
	return n
}

// repeats finds the running heads of a tool that gives blocks page by page:
// those among the first and last two of a page whose text, digits apart, comes
// back there on four pages or more and on 15 % of them. starts are the indexes
// at which pages begin. The result is never nil.
func repeats(blocks []string, starts []int) map[int]bool {
	places := map[string][]int{}
	pages := map[string]map[int]bool{}
	for p, from := range starts {
		to := len(blocks)
		if p+1 < len(starts) {
			to = starts[p+1]
		}
		for i := from; i < to; i++ {
			if i >= from+2 && i < to-2 {
				continue
			}
			mask := strings.Map(func(r rune) rune {
				if unicode.IsDigit(r) {
					return -1
				}
				return r
			}, blocks[i])
			places[mask] = append(places[mask], i)
			if pages[mask] == nil {
				pages[mask] = map[int]bool{}
			}
			pages[mask][p] = true
		}
	}
	out := map[int]bool{}
	for mask, on := range pages {
		if len(on) < max(4, len(starts)*15/100) {
			continue
		}
		for _, i := range places[mask] {
			out[i] = true
		}
	}
	return out
}

// figures gives the values of rows by name.
func figures(rows []Row) map[string]float64 {
	m := map[string]float64{}
	for _, r := range rows {
		m[r.Name] = r.Value
	}
	return m
}

// ofParagraphs tells the figures that are also given as the mean of documents:
// the longest document outweighs all others in the sum.
func ofParagraphs(name string) bool {
	switch name {
	case "word F1", "order", "exact of those in order", "word F1" + bare, "order" + bare:
		return true
	}
	return false
}

// meanRow gives the mean over documents of the figure of a row.
func meanRow(r Row, each []map[string]float64) Row {
	sum := 0.0
	for _, m := range each {
		sum += m[r.Name]
	}
	r.Group, r.Value, r.Count = "mean", sum/float64(len(each)), len(each)
	return r
}

// below counts the documents on which concord does worse than another tool.
func below(tool string, own, other []map[string]float64) []Row {
	var out []Row
	for _, name := range []string{"word F1", "order", "exact of those in order"} {
		n := 0
		for i := range own {
			theirs, ok := other[i][name+bare]
			if !ok {
				theirs = other[i][name]
			}
			// Figures that print alike are alike.
			if math.Round(own[i][name]*1000) < math.Round(theirs*1000) {
				n++
			}
		}
		out = append(out, Row{
			Area: "extraction", Name: "documents below " + tool + ", " + name, Group: "all",
			Value: float64(n), Count: len(own), Less: true,
		})
	}
	return out
}
