package eval

import (
	"testing"

	"concord/documents"
	"concord/pipeline/align"
)

// Gold lines against links over segments that are cut elsewhere: what agrees
// by more than half on both sides is right, once.
func TestFlowCounts(t *testing.T) {
	gold := documents.Pair[*documents.Document]{
		FR: lineDocument([]string{"aaaa bbbb", "cccc", "dddd", "eeee"}, documents.FR),
		EN: lineDocument([]string{"AAAA BBBB", "CCCC", "DDDD"}, documents.EN),
	}
	links := []align.Bead{{FR: []int{0}, EN: []int{0}}, {FR: []int{1}, EN: []int{1}}, {FR: []int{2}, EN: []int{2}}, {FR: []int{3}}}
	for _, c := range []struct {
		name              string
		fr, en            []string
		found             []align.Bead
		right, null, area int
	}{
		{"the same", []string{"aaaabbbb", "cccc", "dddd", "eeee"}, []string{"AAAABBBB", "CCCC", "DDDD"}, links, 3, 1, 64 + 16 + 16},
		{"one line cut in two, linked together", []string{"aaaa", "bbbb", "cccc", "dddd", "eeee"}, []string{"AAAA BBBB", "CCCC", "DDDD"},
			[]align.Bead{{FR: []int{0, 1}, EN: []int{0}}, {FR: []int{2}, EN: []int{1}}, {FR: []int{3}, EN: []int{2}}, {FR: []int{4}}}, 3, 1, 96},
		{"one line cut in two, linked apart", []string{"aaaa", "bbbb", "cccc", "dddd", "eeee"}, []string{"AAAA", "BBBB", "CCCC", "DDDD"},
			[]align.Bead{{FR: []int{0}, EN: []int{0}}, {FR: []int{1}, EN: []int{1}}, {FR: []int{2}, EN: []int{2}}, {FR: []int{3}, EN: []int{3}}, {FR: []int{4}}}, 2, 1, 64},
		{"two lines run together", []string{"aaaabbbb", "ccccdddd", "eeee"}, []string{"AAAABBBB", "CCCC DDDD"},
			[]align.Bead{{FR: []int{0}, EN: []int{0}}, {FR: []int{1}, EN: []int{1}}, {FR: []int{2}}}, 1, 1, 96},
		{"a mark taken off, links crossed", []string{"bbbb", "cccc", "dddd", "eeee"}, []string{"AAAABBBB", "CCCC", "DDDD"},
			[]align.Bead{{FR: []int{0}, EN: []int{0}}, {FR: []int{1}, EN: []int{2}}, {FR: []int{2}, EN: []int{1}}, {FR: []int{3}}}, 0, 1, 32},
	} {
		found := documents.Pair[*documents.Document]{FR: lineDocument(c.fr, documents.FR), EN: lineDocument(c.en, documents.EN)}
		var sums flowCounts
		sums.add(characterLinks(gold, gold, links), characterLinks(gold, found, c.found))
		if sums.links.right != c.right || sums.null.right != c.null || sums.pairs.right != c.area || sums.pairs.gold != 96 {
			t.Errorf("%s: %d links, %d null links and %d of %d pairs of characters are right; want %d, %d, %d",
				c.name, sums.links.right, sums.null.right, sums.pairs.right, sums.pairs.gold, c.right, c.null, c.area)
		}
	}
}
