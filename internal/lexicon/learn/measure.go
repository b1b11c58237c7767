package learn

import (
	"math"
	"math/rand/v2"
	"sort"
	"strings"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// A Quality is how well a table does on pairs that it was not learned from.
type Quality struct {
	// Pairs is the number of pairs measured, Words that of their words.
	Pairs, Words int
	// Unknown is the share of words whose stem the table does not know.
	Unknown float64
	// Bits is the cross entropy of a known word given the other side, the
	// mean of both directions. It compares tables of the same stems alone.
	Bits float64
	// Retrieved is the share of pairs, of three known words a side or more,
	// whose English has a higher likelihood ratio with its own French than
	// with that of ten pairs before and ten after it.
	Retrieved float64
	// Ratio and Covered are the areas under the curve (AUC) that tell pairs
	// as they are from pairs that lost a run of a quarter to a half of the
	// words of one side: by the likelihood ratio, and by the words that met
	// no partner, weighed by how much their absence tells. Pairs of eight
	// words a side or more.
	Ratio, Covered float64
}

// near is the number of pairs on either side that a pair is told from.
const near = 10

// Measure measures a table on pairs in the order of their documents. It is
// deterministic: the runs are dropped by a seeded sequence.
func Measure(t *lexicon.Table, held []documents.Pair[string]) Quality {
	j := newJudge(t)
	q := Quality{Pairs: len(held)}
	pairs := make([]pair, len(held))
	unknown := 0
	for i, p := range held {
		fr, noFR := j.ids(p.FR, documents.FR)
		en, noEN := j.ids(p.EN, documents.EN)
		pairs[i] = pair{fr, en}
		unknown += noFR + noEN
		q.Words += len(fr) + noFR + len(en) + noEN
	}
	q.Unknown = float64(unknown) / float64(max(q.Words, 1))
	j.retrieve(&q, pairs, held)
	j.drop(&q, pairs, held)
	return q
}

// A pair is the known stems of both sides.
type pair struct{ fr, en []lexicon.ID }

// A judge scores pairs with a table.
type judge struct {
	t              *lexicon.Table
	sizeFR, sizeEN float64
}

func newJudge(t *lexicon.Table) *judge {
	size := func(l documents.Lang) (n float64) {
		for id := range t.Len(l) {
			n += t.Count(l, lexicon.ID(id))
		}
		return n
	}
	return &judge{t, size(documents.FR), size(documents.EN)}
}

func (j *judge) ids(text string, l documents.Lang) (out []lexicon.ID, unknown int) {
	for _, w := range lexicon.Words(text, l) {
		if id, ok := j.t.ID(l, w.Stem); ok {
			out = append(out, id)
		} else {
			unknown++
		}
	}
	return out, unknown
}

// ratio is the likelihood ratio of Moore (AMTA 2002), a mean a word, the sum
// of both directions; bits is the cross entropy of all words. The mix of table
// and frequency, 0.65 to 0.35, and the cap of 5 are those that the prototype's
// aligner was measured with.
func (j *judge) ratio(p pair) (ratio, bits float64) {
	if len(p.fr) == 0 || len(p.en) == 0 {
		return 0, 0
	}
	sumFR, sumEN := make([]float64, len(p.fr)), make([]float64, len(p.en))
	for a, f := range p.fr {
		for b, e := range p.en {
			c := j.t.Prob(f, e)
			sumFR[a] += c.GivenEN
			sumEN[b] += c.GivenFR
		}
	}
	one := func(l documents.Lang, words []lexicon.ID, sums []float64, other int, size float64) {
		total := 0.0
		for i, id := range words {
			u := max(j.t.Count(l, id), 1) / size
			x := 0.65*sums[i]/float64(other+1) + 0.35*u
			total += min(math.Log(x/u), 5)
			bits -= math.Log2(x)
		}
		ratio += total / float64(len(words))
	}
	one(documents.FR, p.fr, sumFR, len(p.en), j.sizeFR)
	one(documents.EN, p.en, sumEN, len(p.fr), j.sizeEN)
	return ratio, bits
}

// retrieve finds each English side's French among its neighbours.
func (j *judge) retrieve(q *Quality, pairs []pair, held []documents.Pair[string]) {
	hits, asked, words := 0, 0, 0
	bits := 0.0
	for i, p := range pairs {
		if len(p.fr) < 3 || len(p.en) < 3 {
			continue
		}
		asked++
		best, at := math.Inf(-1), i
		for k := max(0, i-near); k < min(len(pairs), i+near+1); k++ {
			x, b := j.ratio(pair{pairs[k].fr, p.en})
			if k == i {
				bits += b
				words += len(p.fr) + len(p.en)
			}
			if x > best {
				best, at = x, k
			}
		}
		if held[at].FR == held[i].FR {
			hits++
		}
	}
	q.Retrieved = float64(hits) / float64(max(asked, 1))
	q.Bits = bits / float64(max(words, 1))
}

// drop takes a run of words out of half of the pairs and tells them from the
// rest.
func (j *judge) drop(q *Quality, pairs []pair, held []documents.Pair[string]) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var whole, less [2][]float64
	for i, p := range pairs {
		fr, en := strings.Fields(held[i].FR), strings.Fields(held[i].EN)
		if len(fr) < 8 || len(en) < 8 {
			continue
		}
		to := &whole
		if rnd.IntN(2) == 0 {
			to = &less
			if rnd.IntN(2) == 0 {
				p.fr, _ = j.ids(without(fr, rnd), documents.FR)
			} else {
				p.en, _ = j.ids(without(en, rnd), documents.EN)
			}
		}
		ratio, _ := j.ratio(p)
		to[0] = append(to[0], ratio)
		to[1] = append(to[1], -j.uncovered(p))
	}
	q.Ratio, q.Covered = auc(whole[0], less[0]), auc(whole[1], less[1])
}

// without takes a run of a quarter to a half of some words out.
func without(words []string, rnd *rand.Rand) string {
	n := len(words)/4 + rnd.IntN(len(words)/4+1)
	at := rnd.IntN(len(words) - n + 1)
	return strings.Join(words[:at], " ") + " " + strings.Join(words[at+n:], " ")
}

// uncovered is the share of the words that met no partner, of the side that
// has more of them.
func (j *judge) uncovered(p pair) float64 {
	metFR, metEN := make([]bool, len(p.fr)), make([]bool, len(p.en))
	for a, f := range p.fr {
		for b, e := range p.en {
			if j.t.Prob(f, e) != (lexicon.Chance{}) {
				metFR[a], metEN[b] = true, true
			}
		}
	}
	one := func(l documents.Lang, words []lexicon.ID, met []bool) float64 {
		lost, all := 1.0, 3.0
		for i, id := range words {
			tells := -math.Log(1 - min(j.t.Met(l, id), 0.95))
			all += tells
			if !met[i] {
				lost += tells
			}
		}
		return lost / all
	}
	return max(one(documents.FR, p.fr, metFR), one(documents.EN, p.en, metEN))
}

// auc is the chance that one of hi is above one of lo; equal counts half.
func auc(hi, lo []float64) float64 {
	if len(hi) == 0 || len(lo) == 0 {
		return 0
	}
	sort.Float64s(lo)
	n := 0
	for _, x := range hi {
		n += sort.SearchFloat64s(lo, x)
		n += sort.Search(len(lo), func(i int) bool { return lo[i] > x })
	}
	return float64(n) / 2 / float64(len(hi)*len(lo))
}
