package documents

import "unicode/utf8"

// Locate returns the place of a span in its file, from the origins of the
// words that it touches. Within one origin the place is interpolated: by code
// points in a text file where text and source have the same length, by the
// share of the width on a page.
func (d *Document) Locate(s Span) Place {
	seg := d.Segments[s.Seg]
	b := &d.Blocks[seg.Block-1]
	start, end := seg.Start+s.Start, seg.Start+s.End
	place := Place{Page: seg.Page}
	first := true
	last := 0 // code point just after the last origin touched
	for _, o := range b.Origins {
		if o.End <= start || o.Start >= end {
			continue
		}
		from, to := max(start, o.Start), min(end, o.End)
		before := utf8.RuneCountInString(b.Text[o.Start:from])
		count := utf8.RuneCountInString(b.Text[from:to])
		all := utf8.RuneCountInString(b.Text[o.Start:o.End])
		if first {
			place.Page = o.Page
			place.Offset = o.Offset
		}
		if o.Page == place.Page {
			place.Box = place.Box.Union(slice(o.Box, before, count, all))
		}
		if o.Length > 0 {
			lo, hi := o.Offset, o.Offset+o.Length
			if all == o.Length {
				lo, hi = o.Offset+before, o.Offset+before+count
			}
			if first {
				place.Offset = lo
			}
			last = hi
		}
		first = false
	}
	if last > place.Offset {
		place.Length = last - place.Offset
	}
	return place
}

// slice cuts a horizontal share out of a box: count of all characters, after
// the first before.
func slice(b Box, before, count, all int) Box {
	if b.IsZero() || all == 0 || count == all {
		return b
	}
	w := (b.X1 - b.X0) / float64(all)
	b.X0 += w * float64(before)
	b.X1 = b.X0 + w*float64(count)
	return b
}
