package archive

import (
	"maps"
	"slices"
	"strings"
)

// compareInventories compares the inventory of version i (from 0) with the
// root's, which describes the same versions and more.
func (o *object) compareInventories(root, r *reading, i int) {
	if r.id != "" && root.id != "" && r.id != root.id {
		code := "E110"
		if root.spec == "1.0" {
			code = "E037"
		}
		o.report(code, r.key, r.id)
	}
	if want := root.versions[i].name; r.head != want {
		o.report("E040", r.key, r.head)
	}
	if r.contentDir != root.contentDir {
		code := "E020"
		if i == 0 {
			code = "E019"
		}
		o.report(code, r.key, r.contentDir)
	}
	for _, old := range r.versions {
		j := slices.IndexFunc(root.versions, func(v versionReading) bool { return v.name == old.name })
		if j < 0 || j > i {
			o.report("E066", r.key, old.name)
			continue
		}
		now := root.versions[j]
		if !sameState(root, r, now, old) {
			o.report("E066", r.key, old.name)
		}
		if old.created != now.created || old.rest != now.rest {
			o.report("W011", r.key, old.name)
		}
	}
	if len(r.versions) != i+1 {
		o.report("E066", r.key, "")
	}
}

// sameState tells whether two inventories give a version the same files. With
// one algorithm the digests are compared; with two, the files that hold the
// content, as far as the older inventory can know them.
func sameState(root, r *reading, now, old versionReading) bool {
	if len(now.state) != len(old.state) {
		return false
	}
	known := map[string]bool{}
	for _, v := range r.versions {
		known[v.name] = true
	}
	for p, digest := range old.state {
		other, ok := now.state[p]
		switch {
		case !ok:
			return false
		case root.algorithm == r.algorithm:
			if !strings.EqualFold(digest, other) {
				return false
			}
		case !maps.Equal(holders(r, digest, known), holders(root, other, known)):
			return false
		}
	}
	return true
}

// holders is the set of content paths in the given versions that hold a digest.
func holders(r *reading, digest string, versions map[string]bool) map[string]bool {
	set := map[string]bool{}
	for _, p := range r.manifest[digest] {
		if v, _, _ := strings.Cut(p, "/"); versions[v] {
			set[p] = true
		}
	}
	return set
}
