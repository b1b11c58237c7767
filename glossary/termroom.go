package glossary

// A termRoom is room for the first terms of concepts: most have one in each
// language, and memory is taken for many at once.
type termRoom []Term

// add appends a term to those of a concept in its language.
func (r *termRoom) add(side []Term, t *Term) []Term {
	if len(side) > 0 {
		return append(side, *t)
	}
	if len(*r) == cap(*r) {
		*r = make([]Term, 0, min(max(16, 2*cap(*r)), 1024))
	}
	*r = append(*r, *t)
	n := len(*r)
	return (*r)[n-1 : n : n]
}
