package links

import "sort"

// witnesses is how many links on each side of one are asked how numbers have
// changed, so that one that was moved or misnumbered is outvoted.
const witnesses = 3

// shift is by how much the number of a shown link has changed since the file
// was written.
func (s *side) shift(k int) int { return s.at[k].a - s.first(k) }

// below is the place in shown of the first link with a number of at least n.
func (s *side) below(n int) int {
	return sort.Search(len(s.shown), func(i int) bool { return s.first(s.shown[i]) >= n })
}

// nearestShift is the shift of the shown link with the nearest number, 0
// without any.
func (s *side) nearestShift(k int) int {
	n := s.first(k)
	i := s.below(n)
	switch {
	case len(s.shown) == 0:
		return 0
	case i == len(s.shown), i > 0 && n-s.first(s.shown[i-1]) < s.first(s.shown[i])-n:
		i--
	}
	return s.shift(s.shown[i])
}

// byNumber is where the numbers of a link lead, if the links before and after
// it agree on how numbers have changed: between them nothing came or went.
// Both says that there are links before and after it.
func (s *side) byNumber(k int) (p span, both, ok bool) {
	n := s.first(k)
	at := s.below(n)
	vote := func(next int, step int) (shift int, sure bool) {
		votes := map[int]int{}
		best, asked := 0, 0
		for ; next >= 0 && next < len(s.shown) && asked < witnesses; next += step {
			if w := s.shown[next]; w != k {
				asked++
				v := s.shift(w)
				if votes[v]++; votes[v] > votes[best] || asked == 1 {
					best = v
				}
			}
		}
		return best, asked > 0
	}
	before, any := vote(at-1, -1)
	after, also := vote(at, 1)
	switch {
	case !any && !also, any && also && before != after:
		return span{}, false, false
	case !any:
		before = after
	}
	p = span{a: n + before, b: n + before + len(s.list(k).Numbers)}
	return p, any && also, p.a >= 0 && p.b <= len(s.keys)
}

// byNumbers follows the numbers where the text says less: a link whose text was
// left out, segments that a person added to a link or took from it by number
// alone. Where both name quite different segments the text stands.
func (s *side) byNumbers() {
	type change struct {
		k  int
		to span
	}
	var add, fewer, other []change
	for k := range s.links {
		if len(s.list(k).Numbers) == 0 {
			continue
		}
		if s.at[k].missing && s.texts[k] != "" {
			continue // what it was about is gone
		}
		to, both, ok := s.byNumber(k)
		if !ok {
			continue
		}
		at := s.at[k]
		switch {
		case at.missing, to.a <= at.a && to.b >= at.b && to.b-to.a > at.b-at.a:
			add = append(add, change{k, to})
		case to.a >= at.a && to.b <= at.b && to.b-to.a < at.b-at.a:
			fewer = append(fewer, change{k, to})
		case to != at && both:
			other = append(other, change{k, to})
			s.against[k] = true
		}
	}
	// Numbers that a person changed have changed places with others. Had the
	// document changed here, some of what they mean would be new, or of a link
	// with the right numbers.
	for again := true; again; {
		again = false
		for _, c := range other {
			for i := c.to.a; s.against[c.k] && i < c.to.b; i++ {
				if o := s.owner[i]; o < 0 || !s.against[o] {
					s.against[c.k], again = false, true
				}
			}
		}
	}
	// A segment leaves one link only for another that asks for it by number.
	asked := map[int]bool{}
	for _, c := range add {
		for i := c.to.a; i < c.to.b; i++ {
			asked[i] = true
		}
	}
	for _, c := range fewer {
		wanted := false
		for i := s.at[c.k].a; i < s.at[c.k].b; i++ {
			wanted = wanted || asked[i] && (i < c.to.a || i >= c.to.b)
		}
		if wanted {
			s.release(c.k)
			s.claim(c.k, c.to)
		}
	}
	for _, c := range add {
		ok := true
		for i := c.to.a; i < c.to.b; i++ {
			ok = ok && (s.owner[i] < 0 || s.owner[i] == c.k)
		}
		if ok {
			s.claim(c.k, c.to)
		} else if !s.at[c.k].missing {
			s.against[c.k] = true
		}
	}
}
