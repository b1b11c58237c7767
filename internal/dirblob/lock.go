package dirblob

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lock takes the folder's lock, waiting for other writers until the context
// ends. The lock is held for one reading and one renaming at a time, so it is
// asked for every few milliseconds.
func (d *Dir) lock(ctx context.Context) (unlock func(), err error) {
	name := filepath.Join(d.root, lockName)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, problem(name, err)
	}
	pause := time.NewTicker(2 * time.Millisecond)
	defer pause.Stop()
	for {
		ok, err := tryLock(f)
		if err != nil {
			f.Close()
			return nil, problem(name, err)
		}
		if ok {
			d.swept.Do(d.sweep)
			return func() { f.Close() }, nil
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-pause.C:
		}
	}
}

// renameNew is the way to place a new file where hard links cannot be had.
func (d *Dir) renameNew(temp, name string) error {
	unlock, err := d.lock(context.Background())
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Lstat(name); err == nil {
		return &fs.PathError{Op: "put", Path: name, Err: fs.ErrExist}
	}
	return os.Rename(temp, name)
}

// sweep removes temporary files of processes that died long ago.
func (d *Dir) sweep() {
	entries, err := os.ReadDir(d.root)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > staleTemp {
			os.Remove(filepath.Join(d.root, e.Name()))
		}
	}
}
