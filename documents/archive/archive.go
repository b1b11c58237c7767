// Package archive keeps every version of every record in an open format: an
// OCFL 1.1 storage root (https://ocfl.io/1.1/spec/) that can be read and
// checked without concord, in a folder or in an S3 bucket.
//
// A record is one pair of documents with all that belongs to it; it is one
// OCFL object. A Version holds files under logical paths; the names that users
// give occur only inside inventory.json, while the names of stored content are
// digests chosen here. A version never changes.
//
// Start with Open to read (List, Show, Get, Diff, Verify never write), or with
// OpenOrCreate to write (Put). Both take a Blobs, which says where the bytes
// are.
//
// A version is published by one compare-and-swap of the record's root
// inventory.json. All else is either uploaded before that, or derived from it
// afterwards (the sidecar with the inventory's digest, the copy in the
// version's folder). A put that dies between any two steps leaves a valid
// archive, and the same put again publishes once: each version carries a
// transaction id, which is looked for in all versions before anything is tried
// again, because a lost answer is not a failure.
//
// The package does not remove versions, and does not lock: writers who meet
// find out at the swap, and the loser takes the next number.
package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// A Store is an archive. Its methods may be called from many goroutines.
type Store struct {
	blobs Blobs
	opt   Options

	probe sync.Mutex
	// probed is true once this Store has seen the place honour conditions.
	probed bool
}

// Options replace the clock and the dice, for tests. The zero value is the
// right one for programs.
type Options struct {
	// Now is the time put into versions; time.Now if nil.
	Now func() time.Time
	// Wait pauses before the attempt-th retry (from 1) or returns the
	// context's error; a jittered pause growing from 10 ms to 1 s if nil.
	Wait func(ctx context.Context, attempt int) error
}

func (o Options) now() time.Time {
	if o.Now != nil {
		return o.Now()
	}
	return time.Now()
}

func (o Options) wait(ctx context.Context, attempt int) error {
	if o.Wait != nil {
		return o.Wait(ctx, attempt)
	}
	limit := min(time.Second, 10*time.Millisecond<<min(attempt, 7))
	t := time.NewTimer(rand.N(limit) + time.Millisecond)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// rootFiles are written when an archive is made, in this order: the declaration
// comes last, so that a place with a declaration is complete.
var rootFiles = []struct{ key, text string }{
	{layoutConfigKey, `{
  "extensionName": "` + layoutName + `",
  "digestAlgorithm": "sha256",
  "tupleSize": 3,
  "numberOfTuples": 3,
  "shortObjectRoot": false
}
`},
	{layoutKey, `{
  "extension": "` + layoutName + `",
  "description": "Each object lies in the folder named by the sha256 of its identifier, below three folders named by its first nine characters"
}
`},
	{rootDeclaration, "ocfl_1.1\n"},
}

// Open opens an archive that exists. It reads three small values and writes
// nothing. A place that is empty gives the problem archive-none (Misuse); a
// place that holds something else gives archive-foreign (Damaged).
func Open(ctx context.Context, b Blobs) (*Store, error) { return OpenWith(ctx, b, Options{}) }

// OpenWith is Open with options.
func OpenWith(ctx context.Context, b Blobs, opt Options) (*Store, error) {
	found, err := lookAt(ctx, b)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, noArchive()
	}
	return &Store{blobs: b, opt: opt}, nil
}

// OpenOrCreate opens an archive for writing and makes it if the place is empty
// or does not exist. It writes only in that case; a place that holds something
// else is left alone and gives archive-foreign (Damaged).
func OpenOrCreate(ctx context.Context, b Blobs) (*Store, error) {
	return OpenOrCreateWith(ctx, b, Options{})
}

// OpenOrCreateWith is OpenOrCreate with options.
func OpenOrCreateWith(ctx context.Context, b Blobs, opt Options) (*Store, error) {
	found, err := lookAt(ctx, b)
	if err != nil {
		return nil, err
	}
	if !found {
		for _, f := range rootFiles {
			_, err := b.PutIfAbsent(ctx, f.key, Bytes([]byte(f.text)))
			if err != nil && !errors.Is(err, ErrExists) {
				return nil, fmt.Errorf("make the archive: %w", err)
			}
		}
		if _, err := lookAt(ctx, b); err != nil {
			return nil, err
		}
	}
	return &Store{blobs: b, opt: opt}, nil
}

// lookAt tells whether the place holds an archive of ours. It is false for an
// empty place, and for one where making an archive was interrupted.
func lookAt(ctx context.Context, b Blobs) (bool, error) {
	text, _, err := fetch(ctx, b, rootDeclaration, 1<<10)
	if errors.Is(err, ErrNotFound) {
		return false, nothingElse(ctx, b)
	}
	if err != nil {
		return false, err
	}
	if string(text) != "ocfl_1.1\n" {
		return false, foreign(rootDeclaration)
	}
	config, _, err := fetch(ctx, b, layoutConfigKey, 64<<10)
	if errors.Is(err, ErrNotFound) {
		return false, unknownLayout()
	}
	if err != nil {
		return false, err
	}
	if !sameLayout(config) {
		return false, unknownLayout()
	}
	return true, nil
}

// nothingElse is nil when the place is empty but for files of an archive whose
// making was interrupted.
func nothingElse(ctx context.Context, b Blobs) error {
	list, err := b.List(ctx, "")
	if err != nil {
		return err
	}
	for _, info := range list {
		if info.Key != layoutKey && info.Key != layoutConfigKey && info.Key != rootDeclaration {
			return foreign(info.Key)
		}
	}
	return nil
}

// ready makes sure, once per Store, that the place honours the conditions that
// publishing rests upon. It tries to write the declaration anew where it must
// not be, with the bytes that it already has: a place that ignores conditions
// is found out and nothing is changed.
func (s *Store) ready(ctx context.Context) error {
	s.probe.Lock()
	defer s.probe.Unlock()
	if s.probed {
		return nil
	}
	same := Bytes([]byte("ocfl_1.1\n"))
	_, err := s.blobs.PutIfAbsent(ctx, rootDeclaration, same)
	switch {
	case err == nil:
		return noConditions("If-None-Match")
	case !errors.Is(err, ErrExists):
		return err
	}
	_, err = s.blobs.PutIfMatch(ctx, rootDeclaration, "00000000000000000000000000000000", same)
	switch {
	case err == nil:
		return noConditions("If-Match")
	case !errors.Is(err, ErrChanged):
		return err
	}
	s.probed = true
	return nil
}
