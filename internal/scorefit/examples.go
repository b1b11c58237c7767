package main

import (
	"math/rand/v2"
	"strings"

	"concord/documents"
)

// Prose stands at the end of the training pairs (TICO-19); the rest is law, of
// which as many pairs are taken, evenly spread.
const prosePairs = 1470

// leastWords is the number of words from which a pair can lose some.
const leastWords = 6

// sample takes the pairs that examples are made of.
func sample(pairs []documents.Pair[string]) []documents.Pair[string] {
	prose := max(len(pairs)-prosePairs, 0)
	var out []documents.Pair[string]
	for i := range prosePairs {
		out = append(out, pairs[i*prose/prosePairs])
	}
	out = append(out, pairs[prose:]...)
	kept := out[:0]
	for _, p := range out {
		if len(strings.Fields(p.FR)) >= leastWords && len(strings.Fields(p.EN)) >= leastWords {
			kept = append(kept, p)
		}
	}
	return kept
}

// A way is how an example is made of a pair.
type way int

const (
	asItIs way = iota
	// strange puts another sentence of like length in the place of one side.
	strange
	// shortened takes a run of a quarter to a half of one side's words out.
	shortened
	// replaced puts words of another sentence in the place of half of one
	// side's.
	replaced
)

// ways are the shares: of eight examples three stay as they are.
var ways = [8]way{asItIs, asItIs, asItIs, strange, shortened, shortened, replaced, replaced}

// An example is a pair with its answer.
type example struct {
	documents.Pair[string]
	divergent bool
}

// diverge makes eight examples of each pair, one in each way; those of one pair
// stand far apart.
func diverge(pairs []documents.Pair[string]) []example {
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]example, 0, len(ways)*len(pairs))
	for round := range ways {
		for i, p := range pairs {
			w := ways[(round+i)%len(ways)]
			e := example{Pair: p, divergent: w != asItIs}
			l := documents.FR
			if random.IntN(2) == 0 {
				l = documents.EN
			}
			side := e.Side(l)
			words := strings.Fields(*side)
			switch w {
			case strange:
				*side = pairs[alike(pairs, i, l, random)].Of(l)
			case shortened:
				n := max(2, len(words)/4+random.IntN(len(words)/4+1))
				at := random.IntN(len(words) - n + 1)
				*side = strings.Join(append(words[:at:at], words[at+n:]...), " ")
			case replaced:
				other := strings.Fields(pairs[(i+1+random.IntN(len(pairs)-1))%len(pairs)].Of(l))
				n := len(words) / 2
				at := random.IntN(len(words) - n + 1)
				for k := range n {
					words[at+k] = other[k%len(other)]
				}
				*side = strings.Join(words, " ")
			}
			out = append(out, e)
		}
	}
	return out
}

// alike returns, of forty other pairs, the one whose side is nearest in length.
func alike(pairs []documents.Pair[string], i int, l documents.Lang, random *rand.Rand) int {
	distance := func(j int) int {
		d := len(pairs[j].Of(l)) - len(pairs[i].Of(l))
		return max(d, -d)
	}
	best := (i + 1) % len(pairs)
	for range 40 {
		if j := random.IntN(len(pairs)); j != i && distance(j) < distance(best) {
			best = j
		}
	}
	return best
}
