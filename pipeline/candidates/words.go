package candidates

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary/forms"
	"concord/pipeline/lexicon"

	"golang.org/x/text/unicode/norm"
)

// A class says what a word may be within a noun phrase. A word may be several
// things: "état" is a noun, "public" a noun and an adjective.
type class uint8

const (
	noun        class = 1 << iota // may head a phrase
	modifier                      // adjective or participle
	preposition                   // may join two nouns of a term
	article                       // may follow such a preposition
)

// content are the words that say something of their own.
const content = noun | modifier

// A word is one word of a segment.
type word struct {
	*entry
	// start and end are its byte range in the segment's text.
	start, end int32
	// joined tells that only a space, a hyphen or an apostrophe stands between
	// the word before and this one.
	joined bool
}

// An entry is what is known of a written word wherever it stands.
type entry struct {
	class class
	// function marks the words of the closed lists, which are not linked.
	function bool
	// inner marks a word that neither begins nor ends a term, common one that is
	// none by itself.
	inner, common bool
	// lemma is what the forms of the word have in common, folded.
	lemma string
	// folded is the word in lower case without accents.
	folded string
	// id is the word's number in the translation table, -1 for one that the
	// table does not know.
	id lexicon.ID
}

// A reader turns text into words.
type reader struct {
	table *lexicon.Table
	// seen keeps the entry of each written word, since a text says the same few
	// thousand words again and again.
	seen documents.Pair[map[string]*entry]
	buf  []forms.Analysis
}

func newReader(t *lexicon.Table) *reader {
	return &reader{table: t, seen: documents.Pair[map[string]*entry]{FR: map[string]*entry{}, EN: map[string]*entry{}}}
}

// read gives the words of a segment in order.
func (r *reader) read(text string, lang documents.Lang) []word {
	var out []word
	for _, w := range lexicon.Words(text, lang) {
		raw := text[w.Start:w.End]
		e := (*r.seen.Side(lang))[raw]
		if e == nil {
			e = r.know(raw, w.Stem, lang)
			(*r.seen.Side(lang))[strings.Clone(raw)] = e
		}
		next := word{entry: e, start: int32(w.Start), end: int32(w.End)}
		if n := len(out); n > 0 {
			next.joined = joins(text[out[n-1].end:w.Start], lang)
		}
		out = append(out, next)
	}
	return out
}

// joins reports whether what stands between two words leaves them in one
// phrase.
func joins(gap string, lang documents.Lang) bool {
	switch gap {
	case " ", "-", "’", "'", "\u00a0", "\u202f", "‑", "‐":
		return true
	case "’s ", "'s ", "’ ", "' ":
		return lang == documents.EN
	}
	return false
}

// know says what a word may be.
func (r *reader) know(raw, stem string, lang documents.Lang) *entry {
	form := foldForm(raw)
	w := &entry{id: -1, lemma: form, folded: lexicon.Fold(raw)}
	if id, ok := r.table.ID(lang, stem); ok {
		w.id = id
	}
	lists := listsOf(lang)
	switch {
	case lists.prepositions[form]:
		w.class, w.function = preposition, true
		if form == "d" {
			w.lemma = "de"
		}
		return w
	case lists.articles[form]:
		w.class, w.function = article, true
		return w
	case lists.never[form]:
		w.function = true
		return w
	}
	r.buf = forms.Of(lang).Lookup(r.buf[:0], form)
	best := -1
	for _, a := range r.buf {
		var c class
		rank := 0
		switch {
		case a.POS&forms.Noun != 0:
			c, rank = noun, 3
			if a.POS&forms.Adjective != 0 {
				c |= modifier
			}
		case a.POS&forms.Adjective != 0:
			c, rank = modifier, 2
		case a.POS&forms.Participle != 0, lang == documents.EN && strings.HasSuffix(form, "ing"):
			c, rank = modifier, 1
		}
		w.class |= c
		lemma := a.Lemma(form)
		if c != 0 && (rank > best || rank == best && lemma < w.lemma) {
			best, w.lemma = rank, lemma
		}
	}
	if lang == documents.EN && slices.ContainsFunc(r.buf, func(a forms.Analysis) bool { return a.POS&forms.Participle != 0 }) {
		// The English table cannot tell "received" from a noun.
		w.class &^= noun
	}
	if len(r.buf) == 0 && utf8.RuneCountInString(form) > 1 {
		// A word that no dictionary has is a name or a word of the trade.
		w.class = noun | modifier
		w.lemma = plain(form, lang)
	}
	w.inner = lists.inner[form] || lists.inner[w.lemma]
	w.common = lists.common[form] || lists.common[w.lemma]
	return w
}

// plain takes the plural off a word that the tables do not know.
func plain(form string, lang documents.Lang) string {
	switch {
	case len(form) < 4 || strings.HasSuffix(form, "ss"), strings.HasSuffix(form, "us"), strings.HasSuffix(form, "is"):
		return form
	case strings.HasSuffix(form, "s"):
		return form[:len(form)-1]
	case lang == documents.FR && strings.HasSuffix(form, "eaux"):
		return form[:len(form)-1]
	}
	return form
}

// foldForm brings a word to the shape in which the tables of forms know it.
func foldForm(s string) string {
	s = strings.ToLower(norm.NFC.String(s))
	if strings.ContainsAny(s, "œæ’") {
		s = strings.NewReplacer("œ", "oe", "æ", "ae", "’", "'").Replace(s)
	}
	return s
}
