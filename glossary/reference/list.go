package reference

import (
	"cmp"
	"slices"

	"concord/documents"
	"concord/glossary"
)

// An ItemHit is an item of a definition found in a text.
type ItemHit struct {
	// Ref indexes List, Item its Items.
	Ref, Item int
	// Start and End are byte offsets into the text.
	Start, End int
}

// Items finds the items of all definitions in a text, in order, in any of their
// forms.
func (lib *Library) Items(text string, l documents.Lang) []ItemHit {
	var out []ItemHit
	for _, h := range lib.matcher.FindAll(text, l) {
		at := lib.item[h.Concept]
		out = append(out, ItemHit{Ref: at[0], Item: at[1], Start: h.Start, End: h.End})
	}
	return out
}

// A definition is recognised by its list: at least leastItems of its items, and
// mostItems of all of them, each within maxApart words of the next. Fewer items,
// or items strewn over a page, are a text about the same thing and no quotation.
const (
	leastItems = 3
	mostItems  = 0.6
	maxApart   = 10
)

// A List is a passage that enumerates a definition.
type List struct {
	Ref int
	// Hits has, for each item, the place of its first mention; Seg is -1 for an
	// item that the passage lacks.
	Hits []ListHit
	// From and To are the segments of the first and the last item.
	From, To int
}

// A ListHit is the place of an item.
type ListHit struct{ Seg, Start, End int }

// Lacks lists the items that the passage lacks.
func (x *List) Lacks() []int {
	var out []int
	for i, h := range x.Hits {
		if h.Seg < 0 {
			out = append(out, i)
		}
	}
	return out
}

// Lists finds the passages of a document that enumerate a definition, by
// segments and not by bounds of paragraphs, since a list may have one for each
// item. They are in order of the library, then of the document.
func (lib *Library) Lists(doc *documents.Document) []List {
	type placed struct {
		ItemHit
		seg, word int
	}
	byRef := map[int][]placed{}
	before := 0
	for seg, s := range doc.Segments {
		hits := lib.Items(s.Text, doc.Lang)
		words := glossary.PlacedWords(s.Text, doc.Lang)
		for _, h := range hits {
			n, _ := slices.BinarySearchFunc(words, h.Start, func(w glossary.PlacedWord, at int) int { return cmp.Compare(w.Start, at) })
			byRef[h.Ref] = append(byRef[h.Ref], placed{h, seg, before + n})
		}
		before += len(words)
	}
	var out []List
	for ref := range lib.List {
		all := byRef[ref]
		for from := 0; from < len(all); {
			to := from + 1
			first := map[int]int{all[from].Item: all[from].seg}
			for to < len(all) && all[to].word-all[to-1].word <= maxApart {
				seg, said := first[all[to].Item]
				if said && seg != all[to].seg {
					break // the list again
				}
				first[all[to].Item] = all[to].seg
				to++
			}
			x := List{Ref: ref, Hits: make([]ListHit, len(lib.List[ref].Texts.Of(doc.Lang).Items)), From: all[from].seg, To: all[to-1].seg}
			for i := range x.Hits {
				x.Hits[i].Seg = -1
			}
			found := 0
			for _, h := range all[from:to] {
				if x.Hits[h.Item].Seg < 0 {
					found++
					x.Hits[h.Item] = ListHit{h.seg, h.Start, h.End}
				}
			}
			if found >= leastItems && float64(found) >= mostItems*float64(len(x.Hits)) {
				out = append(out, x)
			}
			from = to
		}
	}
	return out
}
