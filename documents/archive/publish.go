package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// current reads a record's root inventory, nil if the record was never
// published. The inventory is the truth whether or not its sidecar agrees: the
// two cannot be written at once on S3, and Verify tells the difference. A
// record that lost its inventory is damaged, not new: a put that began it again
// would write a second history over the first.
func (s *Store) current(ctx context.Context, root, id string) (*published, error) {
	key := root + "/" + inventoryName
	data, tag, err := fetch(ctx, s.blobs, key, maxInventory)
	if errors.Is(err, ErrNotFound) {
		list, lerr := s.blobs.List(ctx, root+"/")
		if lerr != nil {
			return nil, lerr
		}
		if !slices.ContainsFunc(list, func(i Info) bool { return !beforePublishing(strings.TrimPrefix(i.Key, root+"/")) }) {
			return nil, nil
		}
		// Another first put may have published between the two looks.
		if data, tag, err = fetch(ctx, s.blobs, key, maxInventory); errors.Is(err, ErrNotFound) {
			return nil, inventoryLost(key)
		}
	}
	if err != nil {
		return nil, err
	}
	inv, err := parseInventory(data)
	if err != nil {
		return nil, damaged(key, err)
	}
	if objectPath(inv.ID) != root || id != "" && inv.ID != id {
		return nil, misplaced(key, inv.ID)
	}
	return &published{inv, data, tag}, nil
}

// beforePublishing reports whether a file of an object can be there before its
// first version is published: the declaration, and content of version 1. All
// else is written after the root inventory, which is never removed.
func beforePublishing(name string) bool {
	return name == objectDeclaration || strings.HasPrefix(name, "v1/content/")
}

// publish does the steps up to the swap for the version after cur. ErrExists
// and ErrChanged say that another writer was first.
func (p *putting) publish(ctx context.Context, cur *published) (*published, error) {
	var before *inventory
	created := p.opt.now().UTC().Truncate(time.Millisecond)
	if cur != nil {
		before = cur.inv
		// Clocks lie; the order of versions does not.
		if last := before.version(before.head()).Created; created.Before(last) {
			created = last
		}
	}
	inv, added := before.next(p.sub.Record, inventoryVersion{
		Created: created.Format(time.RFC3339Nano),
		Message: withTx(p.sub.Message, p.tx),
		User:    &inventoryUser{Name: p.sub.User.name(), Address: p.sub.User.address()},
	}, p.state)
	p.target, p.wrote = inv.head(), nil

	if cur == nil {
		_, err := p.blobs.PutIfAbsent(ctx, p.root+"/"+objectDeclaration, Bytes([]byte("ocfl_object_1.1\n")))
		if err != nil && !errors.Is(err, ErrExists) {
			return nil, err
		}
	} else if err := p.keepCopy(ctx, cur); err != nil {
		return nil, err
	}
	for _, digest := range added {
		key := p.root + "/" + inv.Manifest[digest][0]
		if err := p.upload(ctx, key, p.content[digest]); err != nil {
			if errors.Is(err, ErrContent) {
				return nil, fileChanged(p.paths[digest])
			}
			return nil, err
		}
	}
	if p.opt.now().Sub(p.start) > maxTransaction {
		return nil, tooSlow(p.sub.Record)
	}

	// The publish point.
	data := inv.encode()
	key := p.root + "/" + inventoryName
	var tag Tag
	var err error
	if cur == nil {
		tag, err = p.blobs.PutIfAbsent(ctx, key, Bytes(data))
	} else {
		tag, err = p.blobs.PutIfMatch(ctx, key, cur.tag, Bytes(data))
	}
	if err != nil {
		p.swapped = p.swapped || !errors.Is(err, ErrExists) && !errors.Is(err, ErrChanged)
		return nil, err
	}
	return &published{inv, data, tag}, nil
}

// upload makes sure that content is under key, freshly written. What lies there
// already was left by a writer that died or is just being published by another
// one. It is written again: so its bytes are certain, and its age, by which a
// collector judges, starts anew.
func (p *putting) upload(ctx context.Context, key string, c Content) error {
	var err error
	for attempt := 1; attempt <= 5; attempt++ {
		_, err = p.blobs.PutIfAbsent(ctx, key, c)
		if err == nil {
			p.wrote = append(p.wrote, key)
			return nil
		}
		if !errors.Is(err, ErrExists) {
			return err
		}
		var old *Blob
		old, err = p.blobs.Get(ctx, key)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		old.Body.Close()
		_, err = p.blobs.PutIfMatch(ctx, key, old.Tag, c)
		if err == nil || !errors.Is(err, ErrChanged) {
			return err
		}
		if err := p.opt.wait(ctx, attempt); err != nil {
			return err
		}
	}
	// Others write and remove the same content all the time: start over.
	return fmt.Errorf("upload %s: %w", key, errors.Join(ErrChanged, err))
}

// withdraw removes what this put stored for a version that another writer
// published. Once version n is published, content in its folder that its
// inventory does not name can never be named, since later versions only add to
// their own folders; so removing it is safe whoever else may have reused it.
// Content for a version that nobody has published is left: another writer may
// be about to publish it.
func (p *putting) withdraw(ctx context.Context, inv *inventory) error {
	if len(p.wrote) == 0 || inv.head() < p.target {
		return nil
	}
	named := inv.referenced()
	for _, key := range p.wrote {
		if !named[strings.TrimPrefix(key, p.root+"/")] {
			if err := p.blobs.Delete(ctx, key); err != nil {
				return err
			}
		}
	}
	p.wrote = nil
	return nil
}

// keepCopy makes sure that the version before has its own inventory, whose
// bytes are at hand only until the root is swapped.
func (s *Store) keepCopy(ctx context.Context, cur *published) error {
	dir := objectPath(cur.inv.ID) + "/" + cur.inv.Head + "/"
	for _, f := range []struct {
		key  string
		data []byte
	}{{dir + inventoryName, cur.data}, {dir + sidecarName, sidecar(cur.data)}} {
		if _, err := s.blobs.PutIfAbsent(ctx, f.key, Bytes(f.data)); err != nil && !errors.Is(err, ErrExists) {
			return err
		}
	}
	return nil
}

// settle writes what is derived from a published inventory and removes content
// that others left in the version's folder. The version is published whatever
// happens here, so a failure is a warning.
func (p *putting) settle(ctx context.Context, r *Receipt, cur *published) {
	p.wrote = nil
	if err := p.derive(ctx, cur); err != nil {
		r.Warnings = append(r.Warnings, derivedPending(p.sub.Record, cur.inv.head(), err))
	}
}

func (s *Store) derive(ctx context.Context, cur *published) error {
	if err := s.keepCopy(ctx, cur); err != nil {
		return err
	}
	root := objectPath(cur.inv.ID)
	if err := s.writeSidecar(ctx, root); err != nil {
		return err
	}
	// The folder of the head belongs to this version for ever: what its
	// inventory does not name was left by writers that lost or died.
	dir := root + "/" + cur.inv.Head + "/" + cur.inv.contentDir() + "/"
	list, err := s.blobs.List(ctx, dir)
	if err != nil {
		return err
	}
	named := cur.inv.referenced()
	for _, info := range list {
		if !named[strings.TrimPrefix(info.Key, root+"/")] {
			if err := s.blobs.Delete(ctx, info.Key); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeSidecar makes the root's sidecar agree with the root inventory. The
// sidecar is read first and the inventory after it, so whoever publishes in
// between changes the sidecar later than this call could, or makes its swap
// fail: the last publisher's sidecar stays.
func (s *Store) writeSidecar(ctx context.Context, root string) error {
	key := root + "/" + sidecarName
	for attempt := 1; ; attempt++ {
		old, tag, err := fetch(ctx, s.blobs, key, 4<<10)
		absent := errors.Is(err, ErrNotFound)
		if err != nil && !absent {
			return err
		}
		data, _, err := fetch(ctx, s.blobs, root+"/"+inventoryName, maxInventory)
		if err != nil {
			return err
		}
		want := sidecar(data)
		switch {
		case absent:
			_, err = s.blobs.PutIfAbsent(ctx, key, Bytes(want))
		case string(old) != string(want):
			_, err = s.blobs.PutIfMatch(ctx, key, tag, Bytes(want))
		}
		if err == nil || attempt == maxAttempts || !errors.Is(err, ErrExists) && !errors.Is(err, ErrChanged) {
			return err
		}
		if err := s.opt.wait(ctx, attempt); err != nil {
			return err
		}
	}
}

// The last line of a version's message carries its transaction id.
const txTrailer = "concord-tx: "

func withTx(message, tx string) string {
	message = strings.TrimRight(message, " \t\r\n")
	if message == "" {
		return txTrailer + tx
	}
	return message + "\n\n" + txTrailer + tx
}

// splitTx takes a message apart; tx is empty for versions made by others.
func splitTx(message string) (text, tx string) {
	at := strings.LastIndexByte(message, '\n') + 1
	tx, ok := strings.CutPrefix(message[at:], txTrailer)
	if !ok || tx == "" || !validTx(tx) {
		return message, ""
	}
	return strings.TrimRight(message[:at], "\n"), tx
}
