package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minIndexLines is how many lines a paragraph must have to be told an index by
// its look alone: fewer may be a list of places with a year or a count.
const minIndexLines = 5

// index reports the entries of an alphabetical index: lines that begin with a
// letter and end in numbers of pages that the document has ("binutils, 29,
// 51"). Like a contents page an index says nothing that the text does not say,
// and each language has its own order and its own pages.
func (l *layout) index(p *par) bool {
	if len(p.lines) < minIndexLines {
		return false
	}
	entries := 0
	for i := range p.lines {
		if indexLine(p.lines[i].text(), l.d.Pages) {
			entries++
		}
	}
	return entries*10 >= len(p.lines)*8
}

// indexLine reports words, a comma, and numbers of pages with commas between.
// Pages counted in another way (a title page in roman numbers) make the last
// number smaller than the document's count, never larger.
func indexLine(text string, pages int) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) {
		return false
	}
	fields := strings.Split(text, ",")
	if len(fields) < 2 || len(strings.Fields(fields[0])) > 8 {
		return false
	}
	numbers := 0
	for i := len(fields) - 1; i > 0; i-- {
		low, high, isRange := strings.Cut(strings.ReplaceAll(strings.TrimSpace(fields[i]), "–", "-"), "-")
		if !isRange {
			high = low
		}
		a, err := strconv.Atoi(low)
		b, err2 := strconv.Atoi(high)
		if err != nil || err2 != nil || a < 1 || b < 1 || a > pages || b > pages {
			break
		}
		numbers++
	}
	return numbers > 0
}
