package learn

import (
	"context"
	"math"
	"sync"
)

// An entry is one French stem that may stand for the row's English stem.
type entry struct {
	fr int32
	// givenEN is P(fr|en), givenFR is P(en|fr).
	givenEN, givenFR float32
}

// A model is a pair of translation tables, one for each direction, over the
// same entries: rows by English stem, each ascending by French stem. Without
// rows, as before the first iteration, each stem is as good a translation as
// the next.
type model struct {
	rows [][]entry
	// nullFR is P(fr|nothing) and nullEN is P(en|nothing).
	nullFR, nullEN []float32
}

func (m *model) row(e int) []entry {
	if m.rows == nil {
		return nil
	}
	return m.rows[e]
}

// A trainer holds what all iterations share.
type trainer struct {
	c     *corpus
	where *occurrences // of English stems
	opts  Options
	// decay is exp(-tension*d) for d from 0 to 1 in steps.
	decay [steps + 1]float32
	// sumFR and sumEN are, for each token, the total of what may have made
	// it; alignFR and alignEN are the normalisers of its prior.
	sumFR, sumEN     []float32
	alignFR, alignEN []float32
}

const steps = 1024

// shards is the number of parts of the corpus whose sums are made apart, so
// that the result does not depend on how many workers there are.
const shards = 8

func newTrainer(c *corpus, opts Options) *trainer {
	t := &trainer{c: c, where: c.en.occurrences(), opts: opts,
		sumFR: make([]float32, len(c.fr.tokens)), sumEN: make([]float32, len(c.en.tokens)),
		alignFR: make([]float32, len(c.fr.tokens)), alignEN: make([]float32, len(c.en.tokens)),
	}
	for d := range t.decay {
		t.decay[d] = float32(math.Exp(-opts.Tension * float64(d) / steps))
	}
	t.parallel(func(lo, hi int) {
		for p := lo; p < hi; p++ {
			n, m := len(c.fr.of(p)), len(c.en.of(p))
			zf := t.alignFR[c.fr.start[p]:c.fr.start[p+1]]
			ze := t.alignEN[c.en.start[p]:c.en.start[p+1]]
			for i := range m {
				for j := range n {
					d := t.prior(i, m, j, n)
					zf[j] += d
					ze[i] += d
				}
			}
			for j := range zf {
				zf[j] = float32(1-opts.Null) / zf[j]
			}
			for i := range ze {
				ze[i] = float32(1-opts.Null) / ze[i]
			}
		}
	})
	return t
}

// prior is how likely places i of m and j of n are linked, before anything is
// known of the words, up to a factor.
func (t *trainer) prior(i, m, j, n int) float32 {
	d := (2*i+1)*n - (2*j+1)*m
	if d < 0 {
		d = -d
	}
	return t.decay[uint32(d)*steps/uint32(2*m*n)]
}

// parallel calls work for each shard of the pairs.
func (t *trainer) parallel(work func(lo, hi int)) {
	each(shards, t.opts.Workers, func(k int) {
		work(t.c.pairs*k/shards, t.c.pairs*(k+1)/shards)
	})
}

// each calls work(0) to work(n-1) on some workers.
func each(n, workers int, work func(k int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range max(workers, 1) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := range next {
				work(k)
			}
		}()
	}
	for k := range n {
		next <- k
	}
	close(next)
	wg.Wait()
}

// learn runs the iterations.
func (t *trainer) learn(ctx context.Context) (*model, error) {
	m := &model{nullFR: shares(t.c.fr.count), nullEN: shares(t.c.en.count)}
	for k := range max(t.opts.Alone, 1) + t.opts.Agreeing {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		m = t.again(m, k >= max(t.opts.Alone, 1))
	}
	return m, nil
}

// shares divides counts by their sum.
func shares(count []float64) []float32 {
	total := 0.0
	for _, n := range count {
		total += n
	}
	out := make([]float32, len(count))
	for i, n := range count {
		out[i] = ratio(n, total)
	}
	return out
}

// blocks is the number of parts of the English stems whose rows are made
// apart.
const blocks = 64

// again runs one iteration of EM on both directions. With agree the links
// count by the product of both directions' belief in them (Liang, Taskar and
// Klein 2006), else each direction by its own.
func (t *trainer) again(m *model, agree bool) *model {
	t.totals(m)
	c := t.c
	rows := make([][]entry, len(c.en.stems))
	columns := make([][]float64, blocks)
	each(blocks, t.opts.Workers, func(b int) {
		lo, hi := len(c.en.stems)*b/blocks, len(c.en.stems)*(b+1)/blocks
		columns[b] = make([]float64, len(c.fr.stems))
		acc := newDense(len(c.fr.stems))
		for e := lo; e < hi; e++ {
			acc.open(m, e)
			t.count(acc, m, e, agree)
			rows[e] = acc.row(columns[b], t.opts.Least)
			acc.clear()
		}
	})
	total := make([]float64, len(c.fr.stems))
	for _, col := range columns {
		for f, v := range col {
			total[f] += v
		}
	}
	for _, row := range rows {
		for k := range row {
			row[k].givenFR = ratio(float64(row[k].givenFR), total[row[k].fr])
		}
	}
	return &model{
		rows:   rows,
		nullFR: t.unlinked(c.fr.tokens, m.nullFR, t.sumFR),
		nullEN: t.unlinked(c.en.tokens, m.nullEN, t.sumEN),
	}
}

// unlinked counts how often each stem is linked to nothing, and a hundredth
// more, so that no stem becomes impossible.
func (t *trainer) unlinked(tokens []int32, null, sum []float32) []float32 {
	count := make([]float64, len(null))
	for v := range count {
		count[v] = 0.01
	}
	for k, v := range tokens {
		count[v] += float64(t.opts.Null * float64(null[v]) / float64(sum[k]))
	}
	return shares(count)
}

// totals sums, for each token, what may have made it.
func (t *trainer) totals(m *model) {
	c := t.c
	for k, f := range c.fr.tokens {
		t.sumFR[k] = float32(t.opts.Null) * m.nullFR[f]
	}
	for k, e := range c.en.tokens {
		t.sumEN[k] = float32(t.opts.Null) * m.nullEN[e]
	}
	if m.rows == nil {
		for k := range t.sumFR {
			t.sumFR[k] += float32(1-t.opts.Null) * even(c.fr.stems)
		}
		for k := range t.sumEN {
			t.sumEN[k] += float32(1-t.opts.Null) * even(c.en.stems)
		}
		return
	}
	t.parallel(func(lo, hi int) {
		acc := newDense(len(c.fr.stems))
		for e := range c.en.stems {
			from, to := t.between(e, lo, hi)
			if from == to {
				continue
			}
			acc.open(m, e)
			for k := from; k < to; k++ {
				p, i := int(t.where.pair[k]), int(t.where.at[k])
				fr := c.fr.of(p)
				n, w := len(fr), len(c.en.of(p))
				base := int(c.fr.start[p])
				here := int(c.en.start[p]) + i
				sum := float32(0)
				for j, f := range fr {
					if acc.givenEN[f] == 0 && acc.givenFR[f] == 0 {
						continue
					}
					d := t.prior(i, w, j, n)
					// The conversions keep the compiler from fusing the
					// product with the sum, which rounds otherwise.
					t.sumFR[base+j] += float32(acc.givenEN[f] * d * t.alignFR[base+j])
					sum += float32(acc.givenFR[f] * d)
				}
				t.sumEN[here] += float32(sum * t.alignEN[here])
			}
			acc.clear()
		}
	})
}

// between returns the occurrences of an English stem in the pairs from lo up
// to hi.
func (t *trainer) between(e, lo, hi int) (from, to int) {
	a, b := int(t.where.from[e]), int(t.where.from[e+1])
	find := func(pair int) int {
		x, y := a, b
		for x < y {
			mid := (x + y) / 2
			if int(t.where.pair[mid]) < pair {
				x = mid + 1
			} else {
				y = mid
			}
		}
		return x
	}
	return find(lo), find(hi)
}

// count adds up how often the stems opposite are linked to English stem e.
func (t *trainer) count(acc *dense, m *model, e int, agree bool) {
	c := t.c
	evenFR, evenEN := even(c.fr.stems), even(c.en.stems)
	for k := t.where.from[e]; k < t.where.from[e+1]; k++ {
		p, i := int(t.where.pair[k]), int(t.where.at[k])
		fr := c.fr.of(p)
		n, w := len(fr), len(c.en.of(p))
		base := int(c.fr.start[p])
		here := int(c.en.start[p]) + i
		scale := t.alignEN[here] / t.sumEN[here]
		for j, f := range fr {
			gf, ge := acc.givenEN[f], acc.givenFR[f]
			if m.rows == nil {
				gf, ge = evenFR, evenEN
				acc.note(f)
			} else if gf == 0 && ge == 0 {
				continue
			}
			d := t.prior(i, w, j, n)
			pf := gf * d * t.alignFR[base+j] / t.sumFR[base+j]
			pe := ge * d * scale
			if agree {
				both := float64(float64(pf) * float64(pe))
				acc.countFR[f] += both
				acc.countEN[f] += both
			} else {
				acc.countFR[f] += float64(pf)
				acc.countEN[f] += float64(pe)
			}
		}
	}
}

// even is the chance of each of some stems when nothing is known of them.
func even(stems []string) float32 { return float32(1 / float64(max(len(stems), 1))) }
