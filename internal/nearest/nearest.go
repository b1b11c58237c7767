// Package nearest finds the known word that a mistyped one was meant to be.
// Flags, commands, config keys and check IDs all answer with it, so that a
// person sees the same kind of help everywhere.
package nearest

import "strings"

// Word returns the known word nearest to word, and whether there is one near
// enough to suggest. Near is an edit distance (Damerau, optimal string
// alignment: a swap of neighbours counts one) of at most a third of the longer
// word, at least one; or else that word begins a known one with three letters
// or more, or is its last part after a slash or a hyphen. Case does not count.
// Of equally near words the first known one wins.
func Word(word string, known []string) (string, bool) {
	w := []rune(strings.ToLower(word))
	if len(w) == 0 || len(w) > 64 {
		return "", false
	}
	best, bestDistance := "", -1
	for _, k := range known {
		r := []rune(strings.ToLower(k))
		if len(r) > 64 {
			continue
		}
		d := distance(w, r)
		if d > max(1, max(len(w), len(r))/3) || d >= max(len(w), len(r)) {
			continue
		}
		if bestDistance < 0 || d < bestDistance {
			best, bestDistance = k, d
		}
	}
	if bestDistance >= 0 {
		return best, true
	}
	if len(w) < 3 {
		return "", false
	}
	for _, k := range known {
		low := strings.ToLower(k)
		if strings.HasPrefix(low, string(w)) || strings.HasSuffix(low, "/"+string(w)) || strings.HasSuffix(low, "-"+string(w)) {
			return k, true
		}
	}
	return "", false
}

// distance is the optimal string alignment distance: the least number of
// insertions, deletions, substitutions and swaps of neighbours.
func distance(a, b []rune) int {
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
