package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// A Report is the result of a verification.
type Report struct {
	Level Level
	// Records is the number of objects looked at, Files and Bytes what their
	// content is in number and size; at level Full all of it was read.
	Records, Files int
	Bytes          int64
	// Issues are sorted by key; those of one key by code.
	Issues []Issue
}

// Count gives the number of issues of an impact.
func (r Report) Count(impact Impact) int {
	n := 0
	for _, i := range r.Issues {
		if i.Impact == impact {
			n++
		}
	}
	return n
}

// Verify checks the whole archive, as an outside OCFL validator would and a
// little more: each object must lie where its identifier says. It writes
// nothing. The error tells that the store could not be read to the end; what
// is wrong with the archive is in the report.
func (s *Store) Verify(ctx context.Context, level Level) (Report, error) {
	list, err := s.blobs.List(ctx, "")
	if err != nil {
		return Report{}, err
	}
	r := Report{Level: level}
	objects, rest := group(list)
	if err := s.checkRoot(ctx, &r, rest); err != nil {
		return r, err
	}
	for _, folder := range objects {
		o, err := validate(ctx, s.blobs, folder.root, level, folder.files)
		if err != nil {
			return r, err
		}
		r.Records++
		r.Files += o.content
		r.Bytes += o.bytes
		r.Issues = append(r.Issues, o.issues...)
		if o.id != "" && objectPath(o.id) != folder.root {
			r.Issues = append(r.Issues, newIssue("E083", Damage, o.id, folder.root, o.id))
		}
	}
	slices.SortStableFunc(r.Issues, func(a, b Issue) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Code, b.Code)) })
	return r, nil
}

// a folder of one object, with its files.
type objectFiles struct {
	root  string
	files []Info
}

// group sorts the archive's keys by object; rest are those outside objects.
func group(list []Info) (objects []objectFiles, rest []Info) {
	const depth = 3*4 + 64
	for _, info := range list {
		if len(info.Key) <= depth || info.Key[depth] != '/' || !isObjectPath(info.Key[:depth]) {
			rest = append(rest, info)
			continue
		}
		root := info.Key[:depth]
		if n := len(objects); n == 0 || objects[n-1].root != root {
			objects = append(objects, objectFiles{root: root})
		}
		last := &objects[len(objects)-1]
		last.files = append(last.files, info)
	}
	return objects, rest
}

// checkRoot looks at what lies outside objects.
func (s *Store) checkRoot(ctx context.Context, r *Report, rest []Info) error {
	report := func(code, key, detail string) {
		r.Issues = append(r.Issues, newIssue(code, impactOf(code), "", key, detail))
	}
	declared, described := false, false
	for _, info := range rest {
		switch {
		case info.Key == rootDeclaration:
			declared = true
		case info.Key == layoutKey:
			described = true
		case strings.HasPrefix(info.Key, "extensions/"):
			name := strings.TrimPrefix(info.Key, "extensions/")
			if ext, _, below := strings.Cut(name, "/"); !below {
				report("E067", info.Key, "")
			} else if !registered.MatchString(ext) {
				report("W013", info.Key, ext)
			}
		case strings.Contains(info.Key, "/"):
			report("E072", info.Key, "")
		}
		// Other files at the top are none of a validator's business (E087).
	}
	if !declared {
		report("E069", rootDeclaration, "")
	}
	if !described {
		return nil // the file is optional
	}
	text, _, err := fetch(ctx, s.blobs, layoutKey, 64<<10)
	if err != nil && !errors.Is(err, ErrNotFound) && !isTooLarge(err) {
		return err
	}
	var layout struct{ Extension, Description *string }
	if json.Unmarshal(text, &layout) != nil || layout.Extension == nil || layout.Description == nil || *layout.Extension != layoutName {
		report("E070", layoutKey, "")
	}
	return nil
}
