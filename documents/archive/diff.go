package archive

import (
	"cmp"
	"context"
	"slices"
)

// Changes is what differs between two versions of a record by their files. It
// is found from the inventory alone; no content is read.
type Changes struct {
	// Old and New are the two versions, in the order asked for.
	Old, New Version
	// Added and Removed are sorted by path.
	Added, Removed []Entry
	// Renamed have the same content under another path; sorted by Old.
	Renamed []Rename
	// Changed have the same path and other content; sorted by Path.
	Changed []Change
	// Same is the number of files that differ in nothing.
	Same int
}

// A Rename is a file that moved from one path to another.
type Rename struct{ Old, New, SHA512 string }

// A Change is a file whose content is another one.
type Change struct{ Path, OldSHA512, NewSHA512 string }

// Empty reports whether the two versions have the same files.
func (c Changes) Empty() bool {
	return len(c.Added)+len(c.Removed)+len(c.Renamed)+len(c.Changed) == 0
}

// Diff compares version a of a record with version b; either may be the older.
func (s *Store) Diff(ctx context.Context, id string, a, b int) (Changes, error) {
	cur, err := s.record(ctx, id)
	if err != nil {
		return Changes{}, err
	}
	for _, n := range []int{a, b} {
		if n < 1 || n > cur.inv.head() {
			return Changes{}, noVersion(id, n, cur.inv.head())
		}
	}
	return compare(cur.inv.version(a), cur.inv.version(b)), nil
}

func compare(a, b Version) Changes {
	c := Changes{Old: a, New: b}
	was, is := map[string]string{}, map[string]string{}
	for _, e := range a.Files {
		was[e.Path] = e.SHA512
	}
	for _, e := range b.Files {
		is[e.Path] = e.SHA512
	}
	gone := map[string][]string{} // digest to paths that are no more, sorted
	for _, e := range a.Files {
		switch now, ok := is[e.Path]; {
		case !ok:
			gone[e.SHA512] = append(gone[e.SHA512], e.Path)
		case now == e.SHA512:
			c.Same++
		default:
			c.Changed = append(c.Changed, Change{e.Path, e.SHA512, now})
		}
	}
	moved := map[string]bool{}
	for _, e := range b.Files {
		if _, ok := was[e.Path]; ok {
			continue
		}
		if from := gone[e.SHA512]; len(from) > 0 {
			c.Renamed = append(c.Renamed, Rename{from[0], e.Path, e.SHA512})
			moved[from[0]] = true
			gone[e.SHA512] = from[1:]
			continue
		}
		c.Added = append(c.Added, e)
	}
	for _, e := range a.Files {
		if _, ok := is[e.Path]; !ok && !moved[e.Path] {
			c.Removed = append(c.Removed, e)
		}
	}
	slices.SortFunc(c.Renamed, func(x, y Rename) int { return cmp.Compare(x.Old, y.Old) })
	return c
}
