package repair

import (
	"cmp"
	"math"
	"slices"

	"concord/documents"
)

// A puzzle is a sample as a cryptogram: how often each three codes follow each
// other. Symbol 0 is the gap, which is known to be a space.
type puzzle struct {
	symbols int
	counts  []int // of each symbol
	total   int   // of all but gaps
	triples []triple
	// of lists the triples that hold a symbol.
	of [][]int32
	// seen marks the triples looked at in one move.
	seen  []int32
	stamp int32
}

type triple struct {
	a, b, c int16
	n       float64
}

// newPuzzle counts the runs, in which each entry is a symbol.
func newPuzzle(runs [][]int16, symbols int) *puzzle {
	p := &puzzle{symbols: symbols, counts: make([]int, symbols), of: make([][]int32, symbols)}
	count := map[[3]int16]int{}
	for _, r := range runs {
		for i, c := range r {
			p.counts[c]++
			if c > 0 {
				p.total++
			}
			if i >= 2 {
				count[[3]int16{r[i-2], r[i-1], c}]++
			}
		}
	}
	keys := make([][3]int16, 0, len(count))
	for k := range count {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y [3]int16) int {
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(x[2], y[2]))
	})
	for i, k := range keys {
		p.triples = append(p.triples, triple{k[0], k[1], k[2], float64(count[k])})
		for j, s := range k {
			if !slices.Contains(k[:j], s) {
				p.of[s] = append(p.of[s], int32(i))
			}
		}
	}
	p.seen = make([]int32, len(keys))
	return p
}

// A key is a solution: the plain of each symbol, and which symbol has each
// plain that only one may have, -1 for none.
type key struct {
	plain []plain
	owner []int
}

// score is the logarithm of the probability of the sample under a key.
func (p *puzzle) score(s scale, k *key) float64 {
	sum := 0.0
	for _, t := range p.triples {
		sum += t.n * s.at(k.plain[t.a], k.plain[t.b], k.plain[t.c])
	}
	return sum
}

// part is the score of the triples that hold x or y; y may be -1.
func (p *puzzle) part(s scale, k *key, x, y int) float64 {
	p.stamp++
	sum := 0.0
	for _, i := range p.of[x] {
		p.seen[i] = p.stamp
		t := &p.triples[i]
		sum += t.n * s.at(k.plain[t.a], k.plain[t.b], k.plain[t.c])
	}
	if y >= 0 {
		for _, i := range p.of[y] {
			if p.seen[i] != p.stamp {
				t := &p.triples[i]
				sum += t.n * s.at(k.plain[t.a], k.plain[t.b], k.plain[t.c])
			}
		}
	}
	return sum
}

// move gives symbol x the plain to, and the symbol that had it x's old one; it
// returns that symbol, or -1.
func (k *key) move(x int, to plain) int {
	from := k.plain[x]
	y := -1
	if !to.shared() {
		y = k.owner[to]
	}
	k.plain[x] = to
	if !to.shared() {
		k.owner[to] = x
	}
	if y >= 0 {
		k.plain[y] = from
	}
	if !from.shared() {
		k.owner[from] = y
	}
	return y
}

// gain is what a move would add to the score; the key is left as it was.
func (p *puzzle) gain(s scale, k *key, x int, to plain) float64 {
	y := -1
	if !to.shared() {
		y = k.owner[to]
	}
	from := k.plain[x]
	before := p.part(s, k, x, y)
	k.move(x, to)
	after := p.part(s, k, x, y)
	k.move(x, from)
	if y >= 0 && k.plain[y] != to { // a shared plain does not swap back by itself
		k.move(y, to)
	}
	return after - before
}

// start gives symbols plains in the order of their frequency.
func (p *puzzle) start(spaced bool, r *dice) *key {
	k := &key{plain: make([]plain, p.symbols), owner: make([]int, plains)}
	for i := range k.owner {
		k.owner[i] = -1
	}
	var bySize []int
	for s := 1; s < p.symbols; s++ {
		k.plain[s] = anySign
		bySize = append(bySize, s)
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(p.counts[b], p.counts[a]) })
	usual := []rune("eaitnsroludcmpéfghvby’.,qxj-èàkw")
	if !spaced {
		usual = append([]rune(" "), usual...)
	}
	// Neighbours in the order change places, so that each start is another.
	for i := range usual {
		if j := i + r.below(3); j < len(usual) && i > 0 {
			usual[i], usual[j] = usual[j], usual[i]
		}
	}
	k.owner[0] = -1
	for i, s := range bySize {
		if i < len(usual) {
			k.move(s, plain(slices.Index(plainText, usual[i])))
		}
	}
	return k
}

// anneal looks for the best key from a start: moves that lose are taken while
// the temperature is high (Kirkpatrick and others 1983), then only those that
// win. Symbols in fixed stay as they are.
func (p *puzzle) anneal(s scale, k *key, steps int, fixed []bool, r *dice) float64 {
	var free []int
	for x := 1; x < p.symbols; x++ {
		if fixed == nil || !fixed[x] {
			free = append(free, x)
		}
	}
	if len(free) == 0 {
		return p.score(s, k)
	}
	mobile := func(to plain) bool {
		return to.shared() || k.owner[to] < 0 || fixed == nil || !fixed[k.owner[to]]
	}
	hot := 0.012 * float64(p.total)
	hot = max(hot, 6)
	for i := range steps {
		t := hot * math.Pow(0.4/hot, float64(i)/float64(steps))
		// Two of the free at random, the more frequent one.
		x := free[r.below(len(free))]
		if y := free[r.below(len(free))]; p.counts[y] > p.counts[x] {
			x = y
		}
		to := plain(r.below(plains))
		if to == k.plain[x] || !mobile(to) {
			continue
		}
		if d := p.gain(s, k, x, to); d >= 0 || r.unit() < math.Exp(d/t) {
			k.move(x, to)
		}
	}
	for better := true; better; {
		better = false
		for _, x := range free {
			for to := range plain(plains) {
				if to != k.plain[x] && mobile(to) && p.gain(s, k, x, to) > 1e-6 {
					k.move(x, to)
					better = true
				}
			}
		}
	}
	return p.score(s, k)
}

// margin is by how much the score falls when symbol x takes the next best
// plain.
func (p *puzzle) margin(s scale, k *key, x int) float64 {
	least := math.Inf(1)
	for to := range plain(plains) {
		if to != k.plain[x] {
			least = min(least, -p.gain(s, k, x, to))
		}
	}
	return least
}

// agreement is the share of the text that two keys read alike.
func (p *puzzle) agreement(a, b *key) float64 {
	same := 0
	for x := 1; x < p.symbols; x++ {
		if a.plain[x] == b.plain[x] {
			same += p.counts[x]
		}
	}
	return float64(same) / float64(max(p.total, 1))
}

// begins reports whether a code held for a capital is found as one: before a
// small letter, at a word's start. Figures stand among themselves.
func (p *puzzle) begins(k *key, x int) bool {
	first, all := 0.0, 0.0
	for _, i := range p.of[x] {
		t := &p.triples[i]
		if int(t.b) != x {
			continue
		}
		all += t.n
		next := k.plain[t.c]
		if !plainClass[k.plain[t.a]].letter() && plainClass[next].letter() && !plainUpper[next] && p.counts[t.c] >= 2*leastCount {
			first += t.n
		}
	}
	return first >= 2 && first >= 0.5*all
}

// dice are numbers by lot, the same in each run (Marsaglia's xorshift, 2003).
type dice uint64

func (d *dice) next() uint64 {
	x := uint64(*d)
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	*d = dice(x)
	return x
}

func (d *dice) below(n int) int { return int(d.next() >> 11 % uint64(n)) }

func (d *dice) unit() float64 { return float64(d.next()>>11) / (1 << 53) }

func scaleOf(l documents.Lang) scale { return scales().Of(l) }
