package checks

import (
	"context"
	"fmt"
	"slices"

	"concord/documents"
	"concord/pipeline/check"
	"concord/pipeline/lexicon"
)

// TermName reports a name that is not the same on both sides, and an acronym
// that one text uses in two ways.
//
// Of the 170 pairs of the development bitext with a changed name it finds 64 %,
// and gives no alarm on 1,000 untouched ones and 3 on 8,000 clean ones, of which
// two are faults of the published text.
var TermName = &check.Check{
	ID: "term/name",
	Title: documents.Pair[string]{
		FR: "un nom ou un sigle n’est pas le même partout",
		EN: "a name or an acronym is not the same throughout",
	},
	MQM: "terminology/inconsistent-use", Severity: check.Minor,
	Requires: []check.AnyFact{foreign},
	Run:      differentNames,
}

func differentNames(ctx context.Context, p *check.Pass) error {
	table := lexicon.Shipped()
	if p.Linker != nil {
		table = p.Linker.Table()
	}
	strange := check.Get(p, foreign)
	var pairs []namePair
	for i := range p.Alignment.Beads {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !hasForeign(p, i, strange) {
			pairs = append(pairs, namesApart(p, i, table)...)
		}
	}
	a := findAcronyms(p, strange)
	told := a.report(p)
	pairs = slices.DeleteFunc(pairs, func(n namePair) bool {
		return n.slip && n.words.FR.caps && (a.isExplained(n.words.FR.folded) || a.isExplained(n.words.EN.folded))
	})
	reportNames(p, pairs, told, table)
	return ctx.Err()
}

// hasForeign reports whether a bead holds text left in the other language.
func hasForeign(p *check.Pass, bead int, f *foreignText) bool {
	for _, l := range bothLangs {
		for _, s := range p.Bead(bead).Side(l) {
			if f.in.Of(l)[s] {
				return true
			}
		}
	}
	return false
}

// reportNames tells of each pair of names once, with all its places. told holds
// the acronyms, folded, that have a finding already.
func reportNames(p *check.Pass, pairs []namePair, told documents.Pair[map[string]bool], table *lexicon.Table) {
	places := map[documents.Pair[string]][]namePair{}
	var order []documents.Pair[string]
	for _, n := range pairs {
		k := documents.Pair[string]{FR: n.words.FR.folded, EN: n.words.EN.folded}
		if told.FR[k.FR] || told.EN[k.EN] {
			continue
		}
		if _, seen := places[k]; !seen {
			order = append(order, k)
		}
		places[k] = append(places[k], n)
	}
	for _, k := range order {
		same := places[k]
		if len(same) > 1 && ownSpelling(same[0], table) {
			continue
		}
		f := check.Finding{Bead: same[0].bead}
		for _, n := range same {
			for _, l := range bothLangs {
				*f.Spans.Side(l) = append(f.Spans.Of(l), n.words.Of(l).Span)
			}
		}
		f.Message = nameMessage(same[0], len(same)-1)
		p.Report(f)
	}
}

// ownSpelling reports whether a pair of names that comes back is how each
// language writes one name, rather than the same fault twice: nothing is known
// of one of two names, and no dictionary has either of two spellings.
func ownSpelling(n namePair, table *lexicon.Table) bool {
	for _, l := range bothLangs {
		w := n.words.Of(l)
		if n.slip && (w.own || w.other) {
			return false
		}
		if !n.slip && !w.known || !n.slip && !w.sure(l, table) && !w.unchanged(l, table) {
			return true
		}
	}
	return n.slip
}

func nameMessage(n namePair, more int) documents.Pair[string] {
	fr, en := n.words.FR.text, n.words.EN.text
	m := documents.Pair[string]{
		FR: fmt.Sprintf("%s en français, %s en anglais\u00a0: deux noms différents à la même place\u00a0; vérifier lequel est le bon",
			inQuotes(fr, documents.FR), inQuotes(en, documents.FR)),
		EN: fmt.Sprintf("%s in French, %s in English: two different names in the same place; check which is right",
			inQuotes(fr, documents.EN), inQuotes(en, documents.EN)),
	}
	if n.slip {
		m = documents.Pair[string]{
			FR: fmt.Sprintf("%s en français, %s en anglais\u00a0: une lettre diffère\u00a0; vérifier la graphie du nom",
				inQuotes(fr, documents.FR), inQuotes(en, documents.FR)),
			EN: fmt.Sprintf("%s in French, %s in English: one letter differs; check how the name is spelled",
				inQuotes(fr, documents.EN), inQuotes(en, documents.EN)),
		}
	}
	if more > 0 {
		m.FR += fmt.Sprintf(", ici et à %s", countOf(more, "autre endroit", "autres endroits"))
		m.EN += fmt.Sprintf(", here and in %s", countOf(more, "other place", "other places"))
	}
	return m
}
