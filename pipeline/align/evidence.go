package align

import (
	"context"
	"math"
	"math/bits"
	"sort"
	"strings"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/lexicon"
)

// Evidence that two segments say the same comes from clues: things in a
// segment that should meet something in its counterpart. Each clue of one side
// knows its partners in the vocabulary of the other (an equal number, a
// cognate, an equal hint), and counts by the likelihood ratio
//
//	partner opposite:     log((q + (1-q)p) / p)
//	no partner opposite:  log(1-q)
//
// where q is the share of clues of this sort that meet a partner in a true
// translation and p the share of all segments opposite that hold a partner:
// a rare name weighs much, a word on every line nothing. A clue without any
// partner in the whole document says nothing. This is the form of Moore (AMTA
// 2002), with the clues in the place of his translation table.
//
// A learned table, where there is one, adds words to a clue's partners and
// gives their q (translate).

// rates holds q for each sort of clue.
type rates struct {
	number, value, hint float64
	name, same          float64
	twin, cousin        float64
	meaning             float64
}

// measured are the rates on the development pairs (dev.pairs, clean; law,
// TICO-19 and NTREX), each between what law, which translates most freely, and
// the other two gave: numbers 0.97 to 0.98, names 0.91 to 0.98, the same word
// 0.62 to 0.93, twins 0.58 to 0.78, cousins 0.51 to 0.69, common words 0.60 to
// 0.66. They are set somewhat lower, since real pairs hold errors. Values have
// the rate of numbers; hints were not measured.
var measured = rates{
	number: 0.93, value: 0.93, hint: 0.80,
	name: 0.88, same: 0.70,
	twin: 0.65, cousin: 0.50,
	meaning: 0.50,
}

// mostClues is the number of clues that a segment keeps, the rarest first: as
// many as there are bits in a mask.
const mostClues = 64

// mostGain caps what one clue can add.
const mostGain = 5.0

// elsewhere is the number of segments without the clue that are added when its
// chance is estimated, so that a name that occurs once counts as rare in a
// letter of ten sentences as well.
const elsewhere = 10.0

// A vocabulary numbers the kinds of clues of one side. Keys start with a
// letter that sets sorts apart: w a word, n a number, v a value, h a hint, l a
// label.
type vocabulary struct {
	ids  map[string]int32
	keys []string
	// df is the number of segments that each clue occurs in.
	df []int32
	// name marks words that are written with a capital inside a sentence.
	name []bool
	// form is the folded word of a w clue.
	form []string
	// partners are the clues opposite that each may meet, ascending, and q
	// the chance of it.
	partners [][]int32
	q        []float64
	// gain and loss are the likelihood ratios of a clue with and without a
	// partner opposite.
	gain, loss []float64
}

func (v *vocabulary) id(key string) int32 {
	n, ok := v.ids[key]
	if !ok {
		n = int32(len(v.keys))
		v.ids[key] = n
		v.keys = append(v.keys, key)
		v.df = append(v.df, 0)
		v.name = append(v.name, false)
	}
	return n
}

// clues finds the clues of every segment of a document, each once a segment.
func clues(ctx context.Context, d *documents.Document, lang documents.Lang, t *lexicon.Table, hints [][]string) (*vocabulary, [][]int32, error) {
	v := &vocabulary{ids: map[string]int32{}}
	all := make([][]int32, len(d.Segments))
	plain := map[string]int32{} // words without a capital inside a sentence
	for i := range d.Segments {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		var list []int32
		add := func(key string) int32 {
			n := v.id(key)
			for _, have := range list {
				if have == n {
					return n
				}
			}
			list = append(list, n)
			v.df[n]++
			return n
		}
		text := d.Segments[i].Text
		if len(text) > 20_000 {
			text = strings.ToValidUTF8(text[:20_000], "")
		}
		for _, val := range values.Find(text, lang) {
			if val.Spelled {
				continue
			}
			add("v" + string(val.Kind) + " " + val.Key)
		}
		for _, n := range numbers(text) {
			add("n" + n)
		}
		if i < len(hints) {
			for _, h := range hints[i] {
				add("h" + h)
			}
		}
		for _, w := range words(text) {
			if w.text[0] >= '0' && w.text[0] <= '9' || len(w.text) > 60 {
				continue
			}
			named := w.acronym || w.upper && !w.first
			if len(w.text) < 4 && !named && meanings.Of(lang)[w.text] == nil {
				if _, ok := known(t, lang, w.text); !ok {
					continue
				}
			}
			n := add("w" + w.text)
			if named {
				v.name[n] = true
			} else if !w.upper {
				plain[w.text]++
			}
		}
		all[i] = list
	}
	v.form = make([]string, len(v.keys))
	for n, key := range v.keys {
		if key[0] == 'w' {
			v.form[n] = key[1:]
			v.name[n] = v.name[n] && plain[key[1:]] == 0
		}
	}
	v.partners = make([][]int32, len(v.keys))
	v.q = make([]float64, len(v.keys))
	v.gain = make([]float64, len(v.keys))
	v.loss = make([]float64, len(v.keys))
	return v, all, nil
}

// numbers returns the figures of a text in a form free of language, as far as
// that goes without knowing what they mean: groups of three digits after a
// space, a comma or a point are joined.
func numbers(text string) []string {
	var out []string
	b := []rune(text)
	digit := func(i int) bool { return i >= 0 && i < len(b) && b[i] >= '0' && b[i] <= '9' }
	for i := 0; i < len(b); i++ {
		if !digit(i) {
			continue
		}
		var n []rune
		for digit(i) {
			n = append(n, b[i])
			i++
		}
		for len(n) <= 15 && i < len(b) && strings.ContainsRune(" ,.\u00a0\u202f\u2009", b[i]) &&
			digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
			n = append(n, b[i+1:i+4]...)
			i += 4
		}
		out = append(out, string(n))
	}
	return out
}

// partners ties the clues of both sides to each other and sets what each one
// weighs.
func partners(ctx context.Context, fr, en *vocabulary, langs documents.Pair[documents.Lang], counts documents.Pair[int], t *lexicon.Table, r rates) error {
	link := func(f, e int32, q float64) {
		fr.partners[f] = append(fr.partners[f], e)
		en.partners[e] = append(en.partners[e], f)
		fr.q[f] = max(fr.q[f], q)
		en.q[e] = max(en.q[e], q)
	}
	for n, key := range fr.keys {
		e, ok := en.ids[key]
		if !ok {
			continue
		}
		switch key[0] {
		case 'n':
			link(int32(n), e, r.number)
		case 'v':
			link(int32(n), e, r.value)
		case 'h':
			link(int32(n), e, r.hint)
		}
	}
	if err := cognates(ctx, fr, en, r, link); err != nil {
		return err
	}
	meet(fr, en, langs, r, link)
	translate(t, fr, en, langs, link)
	fr.weigh(en, counts.EN)
	en.weigh(fr, counts.FR)
	return nil
}

// cognates links the words that look alike.
func cognates(ctx context.Context, fr, en *vocabulary, r rates, link func(f, e int32, q float64)) error {
	byLetter := map[byte][]int32{}
	for n, form := range en.form {
		if form != "" {
			byLetter[form[0]] = append(byLetter[form[0]], int32(n))
		}
	}
	shapes := make([]uint64, len(en.form))
	for n, form := range en.form {
		for i := 0; i < len(form); i++ {
			shapes[n] |= 1 << (form[i] & 63)
		}
	}
	for n, form := range fr.form {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if form == "" {
			continue
		}
		s := shapeOf(form)
		for _, e := range byLetter[form[0]] {
			other := en.form[e]
			named := fr.name[n] && en.name[e]
			if form == other && (named || len(form) >= 4) {
				q := r.same
				if named {
					q = r.name
				}
				link(int32(n), e, q)
				continue
			}
			if len(form) < 4 || len(other) < 4 || 2*len(form) < len(other) || 2*len(other) < len(form) ||
				commonBits(s.mask, shapes[e]) < 3 {
				continue
			}
			switch alike(&s, other) {
			case twin:
				link(int32(n), e, r.twin)
			case cousin:
				link(int32(n), e, r.cousin)
			}
		}
	}
	return nil
}

// meet links the common words that mean the same.
func meet(fr, en *vocabulary, langs documents.Pair[documents.Lang], r rates, link func(f, e int32, q float64)) {
	if langs.FR == langs.EN {
		return
	}
	byMeaning := map[int32][]int32{}
	for e, form := range en.form {
		for _, m := range meanings.Of(langs.EN)[form] {
			byMeaning[m] = append(byMeaning[m], int32(e))
		}
	}
	for f, form := range fr.form {
		for _, m := range meanings.Of(langs.FR)[form] {
			for _, e := range byMeaning[m] {
				link(int32(f), e, r.meaning)
			}
		}
	}
}

// weigh sets gain and loss of each clue; opposite is the other side and n its
// number of segments.
func (v *vocabulary) weigh(opposite *vocabulary, n int) {
	for c, list := range v.partners {
		if len(list) == 0 {
			continue
		}
		sort.Slice(list, func(a, b int) bool { return list[a] < list[b] })
		uniq := list[:1]
		for _, p := range list[1:] {
			if p != uniq[len(uniq)-1] {
				uniq = append(uniq, p)
			}
		}
		v.partners[c] = uniq
		df := 0.0
		for _, p := range uniq {
			df += float64(opposite.df[p])
		}
		p := min((df+0.5)/(float64(n)+elsewhere), 0.95)
		q := v.q[c]
		v.gain[c] = min(math.Log((q+(1-q)*p)/p), mostGain)
		v.loss[c] = math.Log(1 - q)
	}
}

// rarest keeps the mostClues rarest clues of a segment that have partners.
func (v *vocabulary) rarest(list []int32) []int32 {
	kept := list[:0]
	for _, c := range list {
		if len(v.partners[c]) > 0 {
			kept = append(kept, c)
		}
	}
	if len(kept) > mostClues {
		sort.SliceStable(kept, func(a, b int) bool { return v.gain[kept[a]] > v.gain[kept[b]] })
		kept = kept[:mostClues]
	}
	return kept
}

func commonBits(a, b uint64) int { return bits.OnesCount64(a & b) }
