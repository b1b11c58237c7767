package lexicon

import (
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"

	"concord/documents"
)

// An ID numbers the stems of one language of one table, from 0 in alphabetical
// order.
type ID int32

// A Chance is how likely a French and an English stem stand for each other:
// GivenEN is P(fr|en), the chance that an occurrence of the English stem has
// this French one as its counterpart, and GivenFR is P(en|fr). Either is 0
// where it is under 2^-16; both are where the stems are not linked. The
// chances of a stem's partners add up to 1 or less.
type Chance struct{ GivenEN, GivenFR float64 }

// A Table holds how French and English stems translate each other. It is not
// changed once made and may be used by many at once.
type Table struct {
	fr, en vocabulary
	// links are ordered by FR, then EN: those of French stem f are
	// links[fr.from[f]:fr.from[f+1]].
	links []link
	// byEN are places in links, ordered by EN, then FR: those of English stem
	// e are byEN[en.from[e]:en.from[e+1]].
	byEN []int32
}

// A link is one pair of stems with the codes of its two chances.
type link struct {
	fr, en           ID
	givenEN, givenFR uint8
}

// A vocabulary is the stems of one language.
type vocabulary struct {
	// text holds all stems one after the other; stem i is
	// text[at[i]:at[i+1]].
	text string
	at   []uint32
	// slots is a hash table of ID+1, open addressing; its length is a power of
	// two.
	slots []int32
	// count, null and met are the codes of each stem.
	count, null, met []uint8
	// from tells where each stem's links start; one longer than the stems.
	from []int32
	// words is the sum of all counts.
	words float64
}

// Content is what a table is made of, for those who make one.
type Content struct {
	// FR and EN are in ascending order of their stems.
	FR, EN []Entry
	// Links may be in any order; none occurs twice.
	Links []Link
}

// An Entry is one stem of one language.
type Entry struct {
	// Stem has 1 to 63 bytes.
	Stem string
	// Count, Null and Met are what the methods of Table of these names return.
	Count, Null, Met float64
}

// A Link is a French and an English stem, as indexes into Content's FR and EN,
// with their chances.
type Link struct {
	FR, EN ID
	Chance
}

// stemLimit is the length of a stem, in bytes, that a table does not hold.
const stemLimit = 64

// New makes a table. What it holds is rounded to codes of a byte: chances
// within 2.2 %, counts within 4.5 %. Links whose chances both round to 0 are
// left out. An error says what is wrong with the content.
func New(c Content) (*Table, error) {
	t := &Table{fr: vocabularyOf(c.FR), en: vocabularyOf(c.EN)}
	t.links = make([]link, 0, len(c.Links))
	for _, l := range c.Links {
		a, b := chanceCode(l.GivenEN), chanceCode(l.GivenFR)
		if a != 0 || b != 0 {
			t.links = append(t.links, link{l.FR, l.EN, a, b})
		}
	}
	sort.Slice(t.links, func(a, b int) bool {
		x, y := t.links[a], t.links[b]
		return x.fr < y.fr || x.fr == y.fr && x.en < y.en
	})
	if err := t.finish(); err != nil {
		return nil, err
	}
	return t, nil
}

func vocabularyOf(entries []Entry) vocabulary {
	v := vocabulary{at: make([]uint32, 1, len(entries)+1)}
	var text strings.Builder
	for _, e := range entries {
		text.WriteString(e.Stem)
		v.at = append(v.at, uint32(text.Len()))
		v.count = append(v.count, countCode(e.Count))
		v.null = append(v.null, chanceCode(e.Null))
		v.met = append(v.met, shareCode(e.Met))
	}
	v.text = text.String()
	return v
}

// Content returns what the table is made of, in the order that it keeps.
func (t *Table) Content() Content {
	c := Content{FR: t.fr.entries(), EN: t.en.entries(), Links: make([]Link, len(t.links))}
	for k, l := range t.links {
		c.Links[k] = Link{l.fr, l.en, l.chance()}
	}
	return c
}

func (v *vocabulary) entries() []Entry {
	out := make([]Entry, v.len())
	for i := range out {
		out[i] = Entry{v.stem(i), counts[v.count[i]], chances[v.null[i]], shareOf(v.met[i])}
	}
	return out
}

func (v *vocabulary) len() int { return len(v.at) - 1 }

func (v *vocabulary) stem(i int) string { return v.text[v.at[i]:v.at[i+1]] }

func (l link) chance() Chance { return Chance{chances[l.givenEN], chances[l.givenFR]} }

// finish checks what the table holds and builds what lookups need.
func (t *Table) finish() error {
	for _, v := range [...]*vocabulary{&t.fr, &t.en} {
		for i := range v.len() {
			if n := len(v.stem(i)); n == 0 || n >= stemLimit {
				return fmt.Errorf("stem %d has %d bytes", i, n)
			}
			if i > 0 && v.stem(i-1) >= v.stem(i) {
				return fmt.Errorf("stem %d is not after the one before it", i)
			}
		}
		v.hash()
		v.words = v.size()
		v.from = make([]int32, v.len()+1)
	}
	for k, l := range t.links {
		if l.fr < 0 || int(l.fr) >= t.fr.len() || l.en < 0 || int(l.en) >= t.en.len() {
			return fmt.Errorf("link %d names a stem that is not there", k)
		}
		if k > 0 && (t.links[k-1].fr > l.fr || t.links[k-1].fr == l.fr && t.links[k-1].en >= l.en) {
			return fmt.Errorf("link %d is not after the one before it", k)
		}
		if l.givenEN == 0 && l.givenFR == 0 {
			return errors.New("a link has no chance")
		}
		t.fr.from[l.fr+1]++
		t.en.from[l.en+1]++
	}
	for _, v := range [...]*vocabulary{&t.fr, &t.en} {
		for i := range v.len() {
			v.from[i+1] += v.from[i]
		}
	}
	t.byEN = make([]int32, len(t.links))
	next := append([]int32(nil), t.en.from...)
	for k, l := range t.links {
		t.byEN[next[l.en]] = int32(k)
		next[l.en]++
	}
	return nil
}

// hash fills the slots, which are never more than half full.
func (v *vocabulary) hash() {
	size := 2
	for size < 2*v.len() {
		size *= 2
	}
	v.slots = make([]int32, size)
	for i := range v.len() {
		h := fnv(v.stem(i)) & uint32(size-1)
		for v.slots[h] != 0 {
			h = (h + 1) & uint32(size-1)
		}
		v.slots[h] = int32(i + 1)
	}
}

// fnv is the hash FNV-1a of 32 bits.
func fnv(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func (t *Table) side(l documents.Lang) *vocabulary {
	if l == documents.FR {
		return &t.fr
	}
	return &t.en
}

// Len returns the number of stems of a language: its IDs are those below.
func (t *Table) Len(l documents.Lang) int { return t.side(l).len() }

// Links returns the number of pairs of stems that are linked.
func (t *Table) Links() int { return len(t.links) }

// ID returns the number of a stem, and false where the table does not know it.
func (t *Table) ID(l documents.Lang, stem string) (ID, bool) {
	v := t.side(l)
	mask := uint32(len(v.slots) - 1)
	for h := fnv(stem) & mask; ; h = (h + 1) & mask {
		i := v.slots[h]
		if i == 0 {
			return 0, false
		}
		if v.stem(int(i-1)) == stem {
			return ID(i - 1), true
		}
	}
}

// Stem returns the stem of an ID.
func (t *Table) Stem(l documents.Lang, id ID) string { return t.side(l).stem(int(id)) }

// Count returns how often a stem occurs in the text that the table was learned
// from, within 4.5 %.
func (t *Table) Count(l documents.Lang, id ID) float64 { return counts[t.side(l).count[id]] }

// Frequency returns the share of a stem in all known words of the text that the
// table was learned from, in (0,1], or 0 if it was not counted.
func (t *Table) Frequency(l documents.Lang, id ID) float64 {
	return share(t.Count(l, id), t.side(l).words)
}

// Null returns the chance that a word without counterpart is this stem: the
// translation of nothing, which says which words come and go freely.
func (t *Table) Null(l documents.Lang, id ID) float64 { return chances[t.side(l).null[id]] }

// Met returns the share of a stem's occurrences, in the pairs that the table
// was learned from, that had a stem opposite that is linked to it. It says how
// much the absence of all partners tells.
func (t *Table) Met(l documents.Lang, id ID) float64 { return shareOf(t.side(l).met[id]) }

// Prob returns how likely two stems stand for each other.
func (t *Table) Prob(fr, en ID) Chance {
	a, end := int(t.fr.from[fr]), int(t.fr.from[fr+1])
	b := end
	for a < b {
		m := int(uint(a+b) / 2)
		if t.links[m].en < en {
			a = m + 1
		} else {
			b = m
		}
	}
	if a < end && t.links[a].en == en {
		return t.links[a].chance()
	}
	return Chance{}
}

// Partners lists the stems of the other language that are linked to a stem,
// ascending, each with its chances.
func (t *Table) Partners(l documents.Lang, id ID) iter.Seq2[ID, Chance] {
	return func(yield func(ID, Chance) bool) {
		if l == documents.FR {
			for _, x := range t.links[t.fr.from[id]:t.fr.from[id+1]] {
				if !yield(x.en, x.chance()) {
					return
				}
			}
			return
		}
		for _, k := range t.byEN[t.en.from[id]:t.en.from[id+1]] {
			if !yield(t.links[k].fr, t.links[k].chance()) {
				return
			}
		}
	}
}
