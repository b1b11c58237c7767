// Package dirblob keeps an archive's values as files in a folder. It needs no
// server: a value is written to a temporary file, synced, and linked or renamed
// into place, and the folder is synced after it, so that a reader never sees
// part of a value and a power cut does not lose one that was acknowledged.
//
// Replacing a value (PutIfMatch) happens under a lock on the whole folder that
// the operating system releases when its holder dies. The lock file and the
// temporary files lie at the top of the folder with names that begin with
// ".concord-"; OCFL allows files there. Nothing is created before the first
// write, and reading needs no write permission.
//
// The lock works between processes of one machine. On network file systems it
// is as good as their flock; use S3 to share an archive between machines.
package dirblob

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"concord/documents"
	"concord/documents/archive"
)

// A Dir is a folder that holds values; it implements archive.Blobs. The tag of
// a value is the sha256 of its bytes.
type Dir struct {
	root  string
	swept sync.Once
}

const (
	privatePrefix = ".concord-"
	lockName      = privatePrefix + "lock"
	tempPrefix    = privatePrefix + "tmp-"
	// staleTemp is the age at which a temporary file must belong to a process
	// that died: no upload takes longer (archive gives up after 12 hours).
	staleTemp = 24 * time.Hour
)

// New returns the store in the given folder. The folder need not exist; it is
// made, with the folders above it, at the first write. A file in its place is
// the problem archive-not-a-folder.
func New(folder string) (*Dir, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, problem(folder, err)
	}
	info, err := os.Stat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case absent(err), err == nil && !info.IsDir():
		return nil, notAFolder(documents.Misuse, folder)
	case err != nil:
		return nil, problem(folder, err)
	default:
		if abs, err = filepath.EvalSymlinks(abs); err != nil {
			return nil, problem(folder, err)
		}
	}
	return &Dir{root: abs}, nil
}

// Get implements archive.Blobs. The tag costs a reading of the whole value.
func (d *Dir) Get(ctx context.Context, key string) (*archive.Blob, error) {
	name, err := d.begin(ctx, key)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, d.readError(key, err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		f.Close()
		return nil, d.readError(key, err)
	}
	tag, err := digest(ctx, f)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, d.readError(key, err)
	}
	return &archive.Blob{Body: f, Size: info.Size(), Tag: tag}, nil
}

// PutIfAbsent implements archive.Blobs. The link that puts the file in place
// fails when there is one, so exactly one writer wins without a lock.
func (d *Dir) PutIfAbsent(ctx context.Context, key string, c archive.Content) (archive.Tag, error) {
	name, err := d.begin(ctx, key)
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(name); err == nil {
		return "", fmt.Errorf("put %s: %w", key, archive.ErrExists)
	}
	temp, err := d.write(ctx, key, c)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp)
	if err := d.place(name, func() error { return placeNew(d, temp, name) }); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("put %s: %w", key, archive.ErrExists)
		}
		return "", problem(name, err)
	}
	return tagOf(c), nil
}

// PutIfMatch implements archive.Blobs. The value is read again under the lock,
// which every replacing writer takes.
func (d *Dir) PutIfMatch(ctx context.Context, key string, tag archive.Tag, c archive.Content) (archive.Tag, error) {
	name, err := d.begin(ctx, key)
	if err != nil {
		return "", err
	}
	if same, err := d.has(ctx, name, tag); err != nil || !same {
		return "", d.matchError(key, err)
	}
	temp, err := d.write(ctx, key, c)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp)
	unlock, err := d.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	if same, err := d.has(ctx, name, tag); err != nil || !same {
		return "", d.matchError(key, err)
	}
	if err := d.place(name, func() error { return os.Rename(temp, name) }); err != nil {
		return "", problem(name, err)
	}
	return tagOf(c), nil
}

// List implements archive.Blobs.
func (d *Dir) List(ctx context.Context, prefix string) ([]archive.Info, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := archive.CheckPrefix(prefix); err != nil {
		return nil, err
	}
	folder := ""
	if i := strings.LastIndexByte(prefix, '/'); i >= 0 {
		folder = prefix[:i]
	}
	var list []archive.Info
	top := d.path(folder)
	err := filepath.WalkDir(top, func(name string, e fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // the folder never was, or what was listed is gone by now
		}
		if err != nil {
			return problem(name, err)
		}
		rel, err := filepath.Rel(d.root, name)
		if err != nil {
			return problem(name, err)
		}
		key := filepath.ToSlash(rel)
		switch {
		case isPrivate(key), e.IsDir(), !strings.HasPrefix(key, prefix):
			return nil
		case !e.Type().IsRegular():
			return notAFile(name)
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return problem(name, err)
		}
		list = append(list, archive.Info{Key: key, Size: info.Size(), Modified: info.ModTime()})
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b archive.Info) int { return cmp.Compare(a.Key, b.Key) })
	return list, nil
}

// Delete implements archive.Blobs. Folders that become empty are removed, since
// OCFL allows no empty ones.
func (d *Dir) Delete(ctx context.Context, key string) error {
	name, err := d.begin(ctx, key)
	if err != nil {
		return err
	}
	if info, err := os.Lstat(name); err == nil && info.IsDir() {
		return nil // the beginning of other keys
	}
	if err := os.Remove(name); err != nil && !absent(err) {
		return problem(name, err)
	}
	for dir := filepath.Dir(name); dir != d.root; dir = filepath.Dir(dir) {
		if os.Remove(dir) != nil {
			break
		}
	}
	return nil
}

// begin checks context and key and gives the file's name.
func (d *Dir) begin(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := archive.CheckKey(key); err != nil {
		return "", err
	}
	if isPrivate(key) || !filepath.IsLocal(filepath.FromSlash(key)) {
		return "", fmt.Errorf("key %q: the folder keeps such names for itself: %w", key, archive.ErrBadKey)
	}
	return d.path(key), nil
}

func (d *Dir) path(key string) string { return filepath.Join(d.root, filepath.FromSlash(key)) }

func isPrivate(key string) bool { return strings.HasPrefix(key, privatePrefix) }

// write puts the content into a synced temporary file and gives its name.
func (d *Dir) write(ctx context.Context, key string, c archive.Content) (string, error) {
	if err := os.MkdirAll(d.root, 0o777); err != nil {
		return "", problem(d.root, err)
	}
	r, err := c.Reader()
	if err != nil {
		return "", fmt.Errorf("put %s: %w", key, err)
	}
	defer r.Close()
	// Not os.CreateTemp, whose files only their owner may read: an archive
	// follows the umask.
	name := filepath.Join(d.root, tempPrefix+strconv.FormatUint(rand.Uint64(), 36))
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", problem(d.root, err)
	}
	_, err = io.Copy(writeOnly{f}, &reader{ctx, r})
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	switch {
	case err == nil:
		return f.Name(), nil
	case ctx.Err() != nil:
		err = ctx.Err()
	case errors.Is(err, archive.ErrContent):
		err = fmt.Errorf("put %s: %w", key, err)
	default:
		err = problem(d.path(key), err)
	}
	os.Remove(f.Name())
	return "", err
}

// place makes the folders above a file, does the link or rename, and syncs the
// folders. A Delete at the same time may remove a folder that has just been
// made, so it tries more than once.
func (d *Dir) place(name string, put func() error) error {
	var err error
	for range 20 {
		fresh, mkErr := d.makeFolders(filepath.Dir(name))
		if mkErr != nil {
			return mkErr
		}
		if err = put(); !errors.Is(err, fs.ErrNotExist) {
			if err == nil {
				err = syncFolders(fresh, filepath.Dir(name))
			}
			return err
		}
	}
	return err
}

// makeFolders makes the folders above a file and gives those whose entry is
// new, that is the parents to be synced.
func (d *Dir) makeFolders(dir string) ([]string, error) {
	var parents []string
	for p := dir; p != d.root; p = filepath.Dir(p) {
		if _, err := os.Stat(p); err == nil {
			break
		}
		parents = append(parents, filepath.Dir(p))
	}
	return parents, os.MkdirAll(dir, 0o777)
}

func syncFolders(parents []string, last string) error {
	for _, p := range append([]string{last}, parents...) {
		if err := syncFolder(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// has tells whether the file has the tag; false when there is no file.
func (d *Dir) has(ctx context.Context, name string, tag archive.Tag) (bool, error) {
	f, err := os.Open(name)
	if absent(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	is, err := digest(ctx, f)
	return is == tag, err
}

func digest(ctx context.Context, f *os.File) (archive.Tag, error) {
	h := sha256.New()
	if _, err := io.Copy(h, &reader{ctx, f}); err != nil {
		return "", err
	}
	return archive.Tag(hex.EncodeToString(h.Sum(nil))), nil
}

func tagOf(c archive.Content) archive.Tag { return archive.Tag(hex.EncodeToString(c.SHA256[:])) }

// reader looks at the context before every read.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// writeOnly hides ReadFrom, so that io.Copy goes through our reader.
type writeOnly struct{ io.Writer }
