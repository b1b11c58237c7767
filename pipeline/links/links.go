// Package links holds an alignment that a person has corrected, and finds its
// links again in two documents: those it was made for, or later versions of
// them. Call Find; the beads it returns are align.Options.Fixed.
//
// A link is found by its text. The numbers of segments that stand beside it
// tell identical sentences apart, and say which segments are meant where the
// person left the text out or changed the numbers alone.
package links

import (
	"concord/documents"
	"concord/pipeline/align"
)

// A Link is one row of a corrected alignment. A side without text and numbers
// is empty; a link with one such side says that the other has no counterpart.
type Link struct {
	// Line is where the link stands in its file, from 1.
	Line int
	documents.Pair[Side]
	// Moved says that the link crosses others.
	Moved bool
}

// A Side is what a link says of one document.
type Side struct {
	// Text is that of the segments, with any white space between them.
	Text string
	// Numbers are those of the segments when the file was written, from 1, each
	// one more than the one before; none if the file does not tell.
	Numbers []int
}

func (s *Side) empty() bool { return s.Text == "" && len(s.Numbers) == 0 }

// Found is what holds of a corrected alignment.
type Found struct {
	// Beads hold, each with the score 1, in the order of the links. No segment
	// is in two of them.
	Beads []align.Bead
	// Lost are the links, as indexes, whose text is no longer there.
	Lost []int
	// Against are the links, as indexes, whose numbers mean other segments than
	// their text; the text was followed.
	Against []int
	// Swapped says that nothing was found, and much would be if French and
	// English changed places in the file.
	Swapped bool
}

// Find finds links in two documents. A link to nothing holds as long as nothing
// new stands opposite: what was missing may have been added since.
func Find(docs documents.Pair[*documents.Document], list []Link) Found {
	found := find(docs, list)
	if len(found.Beads) == 0 && len(found.Lost) > 0 {
		turned := make([]Link, len(list))
		for i, l := range list {
			l.FR, l.EN = l.EN, l.FR
			turned[i] = l
		}
		found.Swapped = 2*len(find(docs, turned).Beads) > len(list)
	}
	return found
}

func find(docs documents.Pair[*documents.Document], list []Link) Found {
	fr, en := newSide(docs.FR, documents.FR, list), newSide(docs.EN, documents.EN, list)
	fr.find()
	en.find()
	var out Found
	state := make([]state, len(list))
	for k := range list {
		f, e := fr.at[k], en.at[k]
		switch {
		case list[k].FR.empty() && list[k].EN.empty():
			state[k] = blank
		case f.missing && !list[k].FR.empty(), e.missing && !list[k].EN.empty():
			state[k] = lost
			out.Lost = append(out.Lost, k)
		default:
			state[k] = holds
			if fr.against[k] || en.against[k] {
				out.Against = append(out.Against, k)
			}
		}
	}
	fr.keepOnly(state)
	en.keepOnly(state)
	frGaps, enGaps := fr.gaps(state), en.gaps(state)
	for k := range list {
		if state[k] != holds ||
			list[k].EN.empty() && enGaps[k].newText() || list[k].FR.empty() && frGaps[k].newText() {
			continue
		}
		out.Beads = append(out.Beads, align.Bead{FR: fr.at[k].indexes(), EN: en.at[k].indexes(), Score: 1, Moved: list[k].Moved})
	}
	return out
}

// A state is what came of a link.
type state uint8

const (
	blank state = iota // it says nothing
	lost
	holds
)

// A span is the segments from a up to but not including b.
type span struct {
	a, b    int
	missing bool
}

func (s span) indexes() []int {
	if s.missing {
		return nil
	}
	out := make([]int, 0, s.b-s.a)
	for i := s.a; i < s.b; i++ {
		out = append(out, i)
	}
	return out
}

// keepOnly gives back the segments of links that do not hold.
func (s *side) keepOnly(state []state) {
	for k := range s.at {
		if state[k] != holds && !s.at[k].missing {
			s.release(k)
		}
	}
}

// A gap is what stands on one side between the links around one that is empty
// there.
type gap struct {
	free int // segments of no link
	gone int // at least so many segments of links that were lost
}

// newText reports whether more stands there than there was.
func (g gap) newText() bool { return g.free > g.gone }

// gaps returns the gap of each link that is empty on this side. The links
// around it are the nearest that hold and are not moved.
func (s *side) gaps(state []state) []gap {
	free := make([]int, len(s.keys)+1) // segments of no link before each
	for i, o := range s.owner {
		free[i+1] = free[i]
		if o < 0 {
			free[i+1]++
		}
	}
	gone := make([]int, len(s.at)+1) // segments lost before each link
	for k := range s.at {
		gone[k+1] = gone[k]
		if state[k] == lost && !s.list(k).empty() {
			gone[k+1] += max(1, len(s.list(k).Numbers))
		}
	}
	out := make([]gap, len(s.at))
	fixed := func(k int) bool { return !s.at[k].missing && !s.links[k].Moved }
	last := -1
	for k := range s.at {
		if s.list(k).empty() {
			out[k].free, out[k].gone = -free[s.endOf(last)], -gone[last+1]
		}
		if fixed(k) {
			last = k
		}
	}
	next := len(s.at)
	for k := len(s.at) - 1; k >= 0; k-- {
		if s.list(k).empty() {
			to := len(s.keys)
			if next < len(s.at) {
				to = s.at[next].a
			}
			out[k].free += free[to]
			out[k].gone += gone[next]
		}
		if fixed(k) {
			next = k
		}
	}
	return out
}

// endOf is the segment after those of a link, the first for link -1.
func (s *side) endOf(k int) int {
	if k < 0 {
		return 0
	}
	return s.at[k].b
}
