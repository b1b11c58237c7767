package archive

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"slices"
	"strings"
	"time"
)

// A Version is one published state of a record. It never changes.
type Version struct {
	// Number counts from 1 without gaps.
	Number int
	// Created is when the version was published, in UTC, never before the
	// version before it.
	Created time.Time
	// Message is the submitter's, without the transaction id.
	Message string
	User    User
	// Tx is the transaction id; empty in versions that concord did not make.
	Tx string
	// Files are sorted by Path.
	Files []Entry
}

// An Entry is one file of a version.
type Entry struct {
	// Path is the logical path.
	Path string
	// SHA512 is the lower-case hexadecimal digest of the content.
	SHA512 string
}

// A Record is all versions of one record, oldest first.
type Record struct {
	ID       string
	Versions []Version
}

// RecordInfo is a line of the list of records.
type RecordInfo struct {
	ID string
	// Head is the number of the newest version, Files its number of files.
	Head, Files int
	// First and Last are when the first and the newest version were made.
	First, Last time.Time
}

// A Selector names one version of a record: by Number, or else the last one
// that existed At an instant (Created not after At), or, with neither, the
// newest.
type Selector struct {
	Number int
	At     time.Time
}

// List gives all records, sorted by ID. Records that cannot be read do not hide
// the others: they are joined in the error, of class Damaged, beside the list
// of those that can.
func (s *Store) List(ctx context.Context) ([]RecordInfo, error) {
	roots, err := s.roots(ctx)
	if err != nil {
		return nil, err
	}
	var list []RecordInfo
	var bad []error
	for _, root := range roots {
		cur, err := s.current(ctx, root, "")
		switch {
		case ctx.Err() != nil:
			return list, ctx.Err()
		case isUnreachable(err):
			return list, err
		case err != nil:
			bad = append(bad, err)
			continue
		case cur == nil:
			continue // put aside by a first put that has not been published
		}
		first, last := cur.inv.version(1), cur.inv.version(cur.inv.head())
		list = append(list, RecordInfo{cur.inv.ID, last.Number, len(last.Files), first.Created, last.Created})
	}
	slices.SortFunc(list, func(a, b RecordInfo) int { return cmp.Compare(a.ID, b.ID) })
	return list, joinDamage(bad)
}

// roots gives the folders of all records, sorted.
func (s *Store) roots(ctx context.Context) ([]string, error) {
	list, err := s.blobs.List(ctx, "")
	if err != nil {
		return nil, err
	}
	objects, _ := group(list)
	var roots []string
	for _, o := range objects {
		roots = append(roots, o.root)
	}
	return roots, nil
}

// Show gives a record with all its versions.
func (s *Store) Show(ctx context.Context, id string) (Record, error) {
	cur, err := s.record(ctx, id)
	if err != nil {
		return Record{}, err
	}
	r := Record{ID: cur.inv.ID}
	for n := 1; n <= cur.inv.head(); n++ {
		r.Versions = append(r.Versions, cur.inv.version(n))
	}
	return r, nil
}

func (s *Store) record(ctx context.Context, id string) (*published, error) {
	if checkID(id) != nil {
		return nil, noRecord(id)
	}
	cur, err := s.current(ctx, objectPath(id), id)
	if err == nil && cur == nil {
		err = noRecord(id)
	}
	return cur, err
}

// Find gives the version that a selector names.
func (s *Store) Find(ctx context.Context, id string, sel Selector) (Version, error) {
	cur, err := s.record(ctx, id)
	if err != nil {
		return Version{}, err
	}
	return cur.inv.find(sel)
}

func (inv *inventory) find(sel Selector) (Version, error) {
	head := inv.head()
	switch {
	case sel.Number < 0 || sel.Number > head:
		return Version{}, noVersion(inv.ID, sel.Number, head)
	case sel.Number > 0:
		return inv.version(sel.Number), nil
	case sel.At.IsZero():
		return inv.version(head), nil
	}
	for n := head; n >= 1; n-- {
		if v := inv.version(n); !v.Created.After(sel.At) {
			return v, nil
		}
	}
	return Version{}, noVersionAt(inv.ID, sel.At.UTC().Format(time.RFC3339), inv.version(1).Created.Format(time.RFC3339))
}

// version gives version n, which must exist.
func (inv *inventory) version(n int) Version {
	iv := inv.Versions[versionName(n)]
	created, _ := time.Parse(time.RFC3339, iv.Created)
	v := Version{Number: n, Created: created.UTC()}
	v.Message, v.Tx = splitTx(iv.Message)
	if iv.User != nil {
		v.User = User{iv.User.Name, iv.User.Address}
	}
	for digest, paths := range iv.State {
		for _, p := range paths {
			v.Files = append(v.Files, Entry{p, strings.ToLower(digest)})
		}
	}
	slices.SortFunc(v.Files, func(a, b Entry) int { return cmp.Compare(a.Path, b.Path) })
	return v
}

// Get opens one file of one version. Its digest is computed while it is read:
// if it is not the one archived, the reader ends in the problem
// archive-content-wrong in place of io.EOF, so what was read must be thrown
// away. The caller closes the reader.
func (s *Store) Get(ctx context.Context, id string, sel Selector, path string) (io.ReadCloser, error) {
	cur, err := s.record(ctx, id)
	if err != nil {
		return nil, err
	}
	v, err := cur.inv.find(sel)
	if err != nil {
		return nil, err
	}
	digest, ok := cur.inv.stateOf(v.Number)[path]
	if !ok {
		return nil, noFile(id, path, v.Number)
	}
	key := objectPath(id) + "/" + cur.inv.Manifest[digest][0]
	blob, err := s.blobs.Get(ctx, key)
	if errors.Is(err, ErrNotFound) {
		return nil, contentMissing(key, path)
	}
	if err != nil {
		return nil, err
	}
	want, err := hex.DecodeString(digest)
	if err != nil {
		blob.Body.Close()
		return nil, damaged(objectPath(id)+"/"+inventoryName, err)
	}
	return &verified{blob.Body, sha512.New(), want, contentWrong(key, path)}, nil
}

// verified compares the digest at the end.
type verified struct {
	r    io.ReadCloser
	sum  hash.Hash
	want []byte
	bad  error
}

func (v *verified) Read(p []byte) (int, error) {
	n, err := v.r.Read(p)
	v.sum.Write(p[:n])
	if errors.Is(err, io.EOF) && !bytes.Equal(v.sum.Sum(nil), v.want) {
		return n, v.bad
	}
	return n, err
}

func (v *verified) Close() error { return v.r.Close() }
