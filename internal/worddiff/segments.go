package worddiff

// A SegmentOp is one sentence of either list, or two that belong together.
type SegmentOp struct {
	// Kind is Equal, Delete, Insert or Changed.
	Kind Kind
	// Old and New are indexes from 0 into the two lists; -1 where there is no
	// sentence on that side.
	Old, New int
	// Words are the differences within a Changed pair; nil for all else.
	Words []Op
}

// Changed is the kind of a sentence that was reworded. It occurs in the ops of
// Segments only.
const Changed Kind = "changed"

// similar is the least share of words that two sentences have in common
// (Dice's coefficient, by characters) to count as one that was reworded: what
// is the same weighs at least as much as what differs. Below it, showing two
// sentences side by side with marks is harder to read than showing the one
// struck out and the other added.
const similar = 0.5

// maxPairs bounds how many pairs of sentences are looked at in one run of
// replaced sentences; longer runs are given as deleted and inserted.
const maxPairs = 10_000

// Segments compares two lists of sentences. Every sentence of both lists is in
// exactly one op, in order; within a run of replaced sentences those that were
// reworded are paired, so that the pairs share as many words as possible and
// do not cross.
func Segments(old, new []string) []SegmentOp {
	var out []SegmentOp
	i, j := 0, 0
	for _, run := range runsOf(old, new) {
		if run.same > 0 {
			for range run.same {
				out = append(out, SegmentOp{Kind: Equal, Old: i, New: j})
				i, j = i+1, j+1
			}
			continue
		}
		out = append(out, replaced(old, new, i, j, run.gone, run.come)...)
		i, j = i+run.gone, j+run.come
	}
	return out
}

// A run is a number of equal sentences, or some that gave way to others.
type run struct{ same, gone, come int }

func runsOf(old, new []string) []run {
	head := 0
	for head < min(len(old), len(new)) && sameWords(old[head], new[head]) {
		head++
	}
	tail := 0
	for tail < min(len(old), len(new))-head && sameWords(old[len(old)-1-tail], new[len(new)-1-tail]) {
		tail++
	}
	runs := []run{{same: head}}
	a, b := old[head:len(old)-tail], new[head:len(new)-tail]
	if len(a)*len(b) > Limit || len(a)+len(b) > maxUnits {
		runs = append(runs, run{gone: len(a), come: len(b)})
	} else {
		runs = append(runs, exactRuns(a, b)...)
	}
	return append(runs, run{same: tail})
}

// replaced pairs the sentences i to i+n of the old list with j to j+m of the
// new one.
func replaced(old, new []string, i, j, n, m int) []SegmentOp {
	var out []SegmentOp
	deleted := func(to int) {
		for ; i < to; i++ {
			out = append(out, SegmentOp{Kind: Delete, Old: i, New: -1})
		}
	}
	inserted := func(to int) {
		for ; j < to; j++ {
			out = append(out, SegmentOp{Kind: Insert, Old: -1, New: j})
		}
	}
	endI, endJ := i+n, j+m
	for _, p := range pairUp(old[i:endI], new[j:endJ]) {
		x, y := endI-n+p.old, endJ-m+p.new
		deleted(x)
		inserted(y)
		out = append(out, SegmentOp{Changed, x, y, Words(old[x], new[y])})
		i, j = x+1, y+1
	}
	deleted(endI)
	inserted(endJ)
	return out
}

type pair struct{ old, new int }

// pairUp chooses pairs that do not cross and share the most, by dynamic
// programming over the shares of every pair.
func pairUp(a, b []string) []pair {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > maxPairs {
		return nil
	}
	bagsA, bagsB := bags(a), bags(b)
	share := make([][]float64, len(a))
	best := make([][]float64, len(a)+1) // best[i][j] is for a[i:], b[j:]
	for i := range best {
		best[i] = make([]float64, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		share[i] = make([]float64, len(b))
		for j := len(b) - 1; j >= 0; j-- {
			share[i][j] = dice(bagsA[i], bagsB[j])
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if share[i][j] >= similar {
				best[i][j] = max(best[i][j], share[i][j]+best[i+1][j+1])
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case share[i][j] >= similar && best[i][j] == share[i][j]+best[i+1][j+1]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// A bag counts words and knows their joint length.
type bag struct {
	count map[string]int
	size  int
}

func bags(list []string) []bag {
	out := make([]bag, len(list))
	for i, s := range list {
		out[i].count = map[string]int{}
		for _, w := range words(s) {
			w = normal(w)
			out[i].count[w]++
			out[i].size += len(w)
		}
	}
	return out
}

// dice is twice the length of the common words over the length of all.
func dice(a, b bag) float64 {
	if a.size+b.size == 0 {
		return 0
	}
	common := 0
	for w, n := range a.count {
		common += min(n, b.count[w]) * len(w)
	}
	return 2 * float64(common) / float64(a.size+b.size)
}
