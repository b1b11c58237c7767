// Package concordance finds a term in aligned documents and says how the other
// language renders it. Make a Query, ask it about each pair with Search, and
// put the occurrences of all pairs together with Groupeded.
//
// A term of the glossary is found in all its forms, and its renderings are the
// terms of its concept that stand opposite. Any other word is found in the
// forms of a noun, and of a verb where it may be one; its rendering is then the
// likeliest word opposite by the translation table, a guess and marked as one.
package concordance

import (
	"cmp"
	"slices"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/glossary/forms"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// A Kind says how a rendering was told.
type Kind string

// The kinds of renderings.
const (
	ByTerm  Kind = "term"  // a term of the concept stands opposite
	ByTable Kind = "table" // the likeliest word by the translation table
	Other   Kind = "other" // something else
	Nothing Kind = "none"  // the segment has no counterpart
)

// leastChance is the chance from which a word opposite counts as a rendering.
// The tail of the table's partners below it is what merely stood in the same
// sentences.
const leastChance = 0.05

// An Occurrence is a bead in which the term stands on the side Lang, Count
// times.
type Occurrence struct {
	// Doc is the caller's number for the pair of documents.
	Doc   int
	Bead  int
	Lang  documents.Lang
	Count int
	// Spans are the term on its side and its renderings opposite.
	Spans documents.Pair[[]documents.Span]
	Kind  Kind
	// Rendering is the base form of the terms opposite, with " + " between
	// several; for ByTable the word as it stands, in lower case. Status is that
	// of the first term.
	Rendering string
	Status    glossary.Status
}

// A Query is a term to look for. It may be used by many at once.
type Query struct {
	Term string
	// Concepts are the identifiers of the concepts that the term names, empty
	// for a word that the glossary does not have.
	Concepts []string
	sides    documents.Pair[*side]
}

// A side looks for the term in one language.
type side struct {
	own      *glossary.Matcher
	opposite *glossary.Matcher // of the concepts; nil for a word without one
}

// New makes a query. terms is the glossary's matcher, nil without one. lang is
// the term's language, zero to tell it by the glossary: a term that is not
// there is looked for in both. It returns nil for a text that holds no word.
func New(terms *glossary.Matcher, term string, lang documents.Lang) *Query {
	term = strings.TrimSpace(term)
	q := &Query{Term: term}
	if len(lexicon.Words(term, documents.FR)) == 0 && !strings.ContainsAny(term, "0123456789") {
		return nil
	}
	langs := []documents.Lang{documents.FR, documents.EN}
	if lang != "" {
		langs = []documents.Lang{lang}
	}
	for _, l := range langs {
		if s := q.named(terms, l); s != nil {
			*q.sides.Side(l) = s
		}
	}
	if len(q.Concepts) > 0 {
		return q
	}
	for _, l := range langs {
		*q.sides.Side(l) = &side{own: matcherOf(l, freeTerms(term, l))}
	}
	return q
}

// named is the side of a term that the glossary has.
func (q *Query) named(terms *glossary.Matcher, l documents.Lang) *side {
	if terms == nil {
		return nil
	}
	var own []glossary.Term
	var concepts []glossary.Concept
	for _, h := range terms.FindAll(q.Term, l) {
		if h.Start != 0 || h.End != len(q.Term) {
			continue
		}
		t := *terms.Glossary.Term(h, l)
		t.Cues = nil // every sense is asked for
		own = append(own, t)
		c := terms.Glossary.Concepts[h.Concept]
		if !slices.ContainsFunc(concepts, func(o glossary.Concept) bool { return o.ID == c.ID }) {
			concepts = append(concepts, glossary.Concept{ID: c.ID, Terms: c.Terms})
			if !slices.Contains(q.Concepts, c.ID) {
				q.Concepts = append(q.Concepts, c.ID)
			}
		}
	}
	if own == nil {
		return nil
	}
	return &side{own: matcherOf(l, own), opposite: glossary.NewMatcher(&glossary.Glossary{Concepts: concepts})}
}

func matcherOf(l documents.Lang, terms []glossary.Term) *glossary.Matcher {
	c := glossary.Concept{ID: "term"}
	*c.Terms.Side(l) = terms
	return glossary.NewMatcher(&glossary.Glossary{Concepts: []glossary.Concept{c}})
}

// freeTerms are the readings of a word that no glossary names. One word is
// looked for in the forms of its headwords, so that "children" finds "child",
// as what it may be: a word that can be a noun is no verb besides, unless it
// stands as the verb's headword, for "traite" must not find all of "traiter".
func freeTerms(term string, l documents.Lang) []glossary.Term {
	t := glossary.Term{Text: term, Lang: l, Status: glossary.Preferred, POS: "noun", Match: glossary.Lemma}
	terms := []glossary.Term{t}
	add := func(text, pos string) {
		t.Text, t.POS = text, pos
		if !slices.ContainsFunc(terms, func(o glossary.Term) bool { return o.Text == text && o.POS == pos }) {
			terms = append(terms, t)
		}
	}
	if l == documents.EN && strings.HasPrefix(term, "to ") {
		add(term, "verb")
	}
	if strings.Contains(term, " ") {
		return terms
	}
	words := glossary.Words(term, l)
	named := false
	for _, h := range glossary.Headwords(term, l) {
		if named = named || !h.Guessed && h.POS&(forms.Noun|forms.Adjective) != 0; !h.Guessed && h.POS&forms.Noun != 0 {
			add(h.Text, "noun")
		}
		if !h.Guessed && h.POS&forms.Adjective != 0 {
			add(h.Text, "adjective")
		}
	}
	for _, h := range glossary.Headwords(term, l) {
		own := len(words) == 1 && words[0] == h.Text
		if h.POS&forms.Verb != 0 && (own || !named) || own && h.Guessed && endsAsVerb(term, l) {
			add(h.Text, "verb")
		}
	}
	return terms
}

// endsAsVerb reports whether a word that the tables lack may be an infinitive:
// in French by its ending, in English always.
func endsAsVerb(word string, l documents.Lang) bool {
	return l == documents.EN || slices.ContainsFunc([]string{"er", "ir", "re"}, func(e string) bool { return strings.HasSuffix(word, e) })
}

// Search finds the term in a pair, in the order of beads. doc is put into the
// occurrences.
func (q *Query) Search(doc int, docs documents.Pair[*documents.Document], a *align.Alignment) []Occurrence {
	var out []Occurrence
	for i := range a.Beads {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			s := q.sides.Of(l)
			if s == nil {
				continue
			}
			spans, _ := find(s.own, docs.Of(l), l, a.Beads[i].Side(l))
			if len(spans) == 0 {
				continue
			}
			o := Occurrence{Doc: doc, Bead: i, Lang: l, Count: len(spans)}
			*o.Spans.Side(l) = spans
			s.render(&o, docs, a.Beads[i])
			out = append(out, o)
		}
	}
	return out
}

// find gives the places of a matcher's terms in some segments: of those that
// overlap, the longest.
func find(m *glossary.Matcher, doc *documents.Document, l documents.Lang, segs []int) (spans []documents.Span, terms []*glossary.Term) {
	for _, seg := range segs {
		last := -1
		for _, h := range m.Find(doc.Segments[seg].Text, l) {
			if h.Start < last {
				continue // another sense of the same words
			}
			last = h.End
			spans = append(spans, documents.Span{Seg: seg, Start: h.Start, End: h.End})
			terms = append(terms, m.Glossary.Term(h, l))
		}
	}
	return spans, terms
}

// render says what stands opposite an occurrence.
func (s *side) render(o *Occurrence, docs documents.Pair[*documents.Document], bead align.Bead) {
	other := o.Lang.Other()
	segs := bead.Side(other)
	switch {
	case len(segs) == 0:
		o.Kind = Nothing
	case s.opposite == nil:
		o.byTable(docs, segs)
	default:
		spans, terms := find(s.opposite, docs.Of(other), other, segs)
		if len(terms) == 0 {
			o.Kind = Other
			return
		}
		*o.Spans.Side(other) = spans
		o.Kind, o.Status = ByTerm, terms[0].Status
		var names []string
		for _, t := range terms {
			if !slices.Contains(names, t.Text) {
				names = append(names, t.Text)
			}
		}
		o.Rendering = strings.Join(names, " + ")
	}
}

// byTable takes the words opposite that the translation table links to those
// of the term, the likeliest for each.
func (o *Occurrence) byTable(docs documents.Pair[*documents.Document], segs []int) {
	o.Kind = Other
	table := lexicon.Shipped()
	other := o.Lang.Other()
	doc := docs.Of(other)
	first := o.Spans.Of(o.Lang)[0]
	own := lexicon.Words(docs.Of(o.Lang).Segments[first.Seg].Text[first.Start:first.End], o.Lang)
	var found []documents.Span
	for _, w := range own {
		id, ok := table.ID(o.Lang, w.Stem)
		if !ok || len(own) > 1 && len(w.Stem) < 4 {
			continue // an article or preposition within
		}
		best, at := leastChance, documents.Span{Seg: -1}
		for _, seg := range segs {
			for _, v := range lexicon.Words(doc.Segments[seg].Text, other) {
				p := 0.0
				if vid, ok := table.ID(other, v.Stem); !ok {
					continue
				} else if o.Lang == documents.FR {
					p = table.Prob(id, vid).GivenFR
				} else {
					p = table.Prob(vid, id).GivenEN
				}
				if p > best {
					best, at = p, documents.Span{Seg: seg, Start: v.Start, End: v.End}
				}
			}
		}
		if at.Seg >= 0 && !slices.Contains(found, at) {
			found = append(found, at)
		}
	}
	if len(found) == 0 {
		return
	}
	slices.SortFunc(found, func(a, b documents.Span) int {
		return cmp.Or(cmp.Compare(a.Seg, b.Seg), cmp.Compare(a.Start, b.Start))
	})
	var words []string
	for _, s := range found {
		words = append(words, strings.ToLower(doc.Text(s)))
	}
	*o.Spans.Side(other) = found
	o.Kind, o.Rendering = ByTable, strings.Join(words, " ")
}

// A Group is one way to render the term, with where it is so rendered.
type Group struct {
	Kind      Kind
	Lang      documents.Lang // of the term
	Rendering string
	Status    glossary.Status
	// Count is the number of occurrences of the term in these beads.
	Count       int
	Occurrences []Occurrence
}

// Grouped sorts occurrences by rendering, the most frequent first; what has no
// rendering comes last. Words by the table that share a stem are one rendering,
// named by the first.
func Grouped(all []Occurrence) []Group {
	type key struct {
		kind Kind
		lang documents.Lang
		text string
	}
	index := map[key]int{}
	var groups []Group
	for _, o := range all {
		k := key{o.Kind, o.Lang, o.Rendering}
		if o.Kind == ByTable {
			var stems []string
			for _, w := range lexicon.Words(o.Rendering, o.Lang.Other()) {
				stems = append(stems, w.Stem)
			}
			k.text = strings.Join(stems, " ")
		}
		n, ok := index[k]
		if !ok {
			n = len(groups)
			index[k] = n
			groups = append(groups, Group{Kind: o.Kind, Lang: o.Lang, Rendering: o.Rendering, Status: o.Status})
		}
		groups[n].Count += o.Count
		groups[n].Occurrences = append(groups[n].Occurrences, o)
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(last(a.Kind), last(b.Kind)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Rendering, b.Rendering))
	})
	return groups
}

func last(k Kind) int {
	switch k {
	case Other:
		return 1
	case Nothing:
		return 2
	}
	return 0
}
