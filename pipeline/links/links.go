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
	old  int // how many were there when the file was written; -1 if it does not tell
}

// newText reports whether more stands there than there was.
func (g gap) newText() bool { return g.old >= 0 && g.free > g.old }

// gaps returns the gap of each link that is empty on this side. The links
// around it are the nearest that hold and are not moved; their numbers tell how
// much stood between them.
func (s *side) gaps(state []state) []gap {
	free := make([]int, len(s.keys)+1) // segments of no link before each
	for i, o := range s.owner {
		free[i+1] = free[i]
		if o < 0 {
			free[i+1]++
		}
	}
	gone := make([]int, len(s.at)+1) // links lost before each
	most, told := 0, 0               // the greatest number, and how many there are
	for k := range s.at {
		gone[k+1] = gone[k]
		if state[k] == lost && !s.list(k).empty() {
			gone[k+1]++
		}
		for _, n := range s.list(k).Numbers {
			most, told = max(most, n), told+1
		}
	}
	// A file without numbers is taken for a whole one if it speaks of most of
	// the document.
	whole := 5*free[len(s.keys)] < len(s.keys)
	around := s.around()
	out := make([]gap, len(s.at))
	for k := range s.at {
		if !s.list(k).empty() {
			continue
		}
		before, after := around[k].before, around[k].after
		from, to := 0, len(s.keys)
		first, next := 0, -1 // numbers of what stands before and after
		if before >= 0 {
			from, first = s.at[before].b, -1
			if n := s.list(before).Numbers; len(n) > 0 {
				first = n[len(n)-1]
			}
		}
		if after < len(s.at) {
			to = s.at[after].a
			if n := s.list(after).Numbers; len(n) > 0 {
				next = n[0]
			}
		} else if told == most && told > 0 {
			next = most + 1
		}
		out[k] = gap{old: -1}
		if from <= to {
			out[k].free = free[to] - free[from]
		}
		switch {
		case told == 0 && whole:
			out[k].old = gone[after] - gone[before+1]
		case first >= 0 && next > first:
			out[k].old = next - first - 1
		}
	}
	return out
}

// neighbours are the links before and after one, as indexes.
type neighbours struct{ before, after int }

// around returns for each link the nearest before and after it that hold on
// this side and are not moved: -1 and the number of links without one.
func (s *side) around() []neighbours {
	out := make([]neighbours, len(s.at))
	fixed := func(k int) bool { return !s.at[k].missing && !s.links[k].Moved }
	last := -1
	for k := range out {
		out[k].before = last
		if fixed(k) {
			last = k
		}
	}
	last = len(out)
	for k := len(out) - 1; k >= 0; k-- {
		out[k].after = last
		if fixed(k) {
			last = k
		}
	}
	return out
}
