package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Blobs is where an archive keeps its bytes: a folder (internal/dirblob), an
// S3 bucket (internal/s3blob) or memory (NewMemory). All of them pass
// blobtest.Run. The archive puts its logic above this interface; a driver only
// stores, and promises the following.
//
//   - Values are whole or absent: a reader never sees part of a value that is
//     being written, and a write that fails leaves the old value.
//   - A successful put is on stable storage as far as the driver can tell.
//   - Every method may be called at once from many goroutines, and, for the
//     same place, from many processes.
//   - Every method may be called again after an error. A put whose error is
//     none of the three sentinels may or may not have happened (a lost answer);
//     the caller reads again to find out.
//   - Errors that the caller branches on are ErrNotFound, ErrExists,
//     ErrChanged, ErrBadKey and ErrContent, tested with errors.Is. A store that
//     does not answer gives a *documents.Problem of class Unreachable. When the
//     context ends, its error is found with errors.Is.
//
// Keys are checked with CheckKey by every method; the value under one key may
// be up to MaxBlob bytes. No key is ever a folder of another ("a" and "a/b"
// together): a driver may refuse that.
type Blobs interface {
	// Get opens the value under key, or gives ErrNotFound. The caller closes
	// the Body. A Read may give fewer bytes than asked for; a value cut short
	// on the way gives an error, never an early io.EOF.
	Get(ctx context.Context, key string) (*Blob, error)
	// PutIfAbsent stores a value where there is none, or gives ErrExists. Of
	// many callers at once exactly one succeeds.
	PutIfAbsent(ctx context.Context, key string, c Content) (Tag, error)
	// PutIfMatch replaces the value that has the given tag. It gives
	// ErrChanged when the value has another tag or does not exist. Of many
	// callers with one tag and different values exactly one succeeds.
	PutIfMatch(ctx context.Context, key string, tag Tag, c Content) (Tag, error)
	// List gives the keys that begin with prefix, in byte order. The prefix
	// need not end at a slash; empty lists everything. What is written during
	// the call may be in the list or not.
	List(ctx context.Context, prefix string) ([]Info, error)
	// Delete removes a value; that it was absent already is no error.
	Delete(ctx context.Context, key string) error
}

// The answers of a Blobs that callers branch on.
var (
	ErrNotFound = errors.New("no such key")
	ErrExists   = errors.New("key exists already")
	ErrChanged  = errors.New("value was changed by someone else")
	ErrBadKey   = errors.New("key is not allowed")
	// ErrContent says that the bytes read from a Content are not the ones its
	// size and digest promise: a file changed while it was being stored.
	ErrContent = errors.New("content is not what its digest says")
)

// Limits. A key is at most MaxKey bytes and each part of it MaxKeyPart (the
// smallest limit of the file systems and servers measured: 255). MaxBlob is
// S3's largest single object, 5 TiB in 10,000 parts; ours is what 10,000 parts
// of 16 MiB hold.
const (
	MaxKey     = 1024
	MaxKeyPart = 255
	MaxBlob    = 10_000 * 16 << 20
)

// A Tag names one value of a key. It is opaque: two values with equal bytes
// may or may not have the same tag.
type Tag string

// A Blob is an opened value.
type Blob struct {
	Body io.ReadCloser
	Size int64
	Tag  Tag
}

// Info describes a value without opening it.
type Info struct {
	Key  string
	Size int64
	// Modified is when the store last wrote the value, by the store's clock.
	Modified time.Time
}

// Content is a value to be stored. Its size and digest are known beforehand,
// so that a driver can send them ahead and refuse bytes that differ.
type Content struct {
	Size   int64
	SHA256 [sha256.Size]byte
	// Open gives the bytes from the start. It may be called many times, since
	// a put may be tried again.
	Open func() (io.ReadCloser, error)
}

// Bytes makes a Content of bytes in memory, which must not change afterwards.
func Bytes(b []byte) Content {
	return Content{
		Size:   int64(len(b)),
		SHA256: sha256.Sum256(b),
		Open:   func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil },
	}
}

// CheckKey tells whether a key may be used, as an error that wraps ErrBadKey.
// A key is parts joined by slashes; no part is empty, "." or "..", and no
// character is a control character, a backslash or broken UTF-8.
func CheckKey(key string) error {
	bad := func(why string) error { return fmt.Errorf("key %q: %s: %w", shorten(key), why, ErrBadKey) }
	switch {
	case key == "":
		return bad("it is empty")
	case len(key) > MaxKey:
		return bad(fmt.Sprintf("it is longer than %d bytes", MaxKey))
	case !utf8.ValidString(key):
		return bad("it is not UTF-8")
	}
	for _, r := range key {
		if r < ' ' || r == 0x7f || r == '\\' {
			return bad(fmt.Sprintf("it holds the character %U", r))
		}
	}
	for part := range strings.SplitSeq(key, "/") {
		switch {
		case part == "":
			return bad("a part of it is empty")
		case part == "." || part == "..":
			return bad("a part of it is . or ..")
		case len(part) > MaxKeyPart:
			return bad(fmt.Sprintf("a part of it is longer than %d bytes", MaxKeyPart))
		}
	}
	return nil
}

// CheckPrefix tells whether a prefix may be listed. It is empty or the
// beginning of a key.
func CheckPrefix(prefix string) error {
	if prefix == "" {
		return nil
	}
	return CheckKey(strings.TrimSuffix(prefix, "/"))
}

// shorten cuts a name for a message.
func shorten(s string) string {
	if len(s) <= 80 {
		return s
	}
	return s[:80] + "…"
}

// Reader opens the content and checks it on the way: at the end it gives
// ErrContent in place of io.EOF if the bytes were not those promised.
func (c Content) Reader() (io.ReadCloser, error) {
	r, err := c.Open()
	if err != nil {
		return nil, err
	}
	return &checked{r: r, left: c.Size, sum: sha256.New(), want: c.SHA256[:], bad: ErrContent}, nil
}

// checked reads exactly the promised bytes and compares their digest.
type checked struct {
	r    io.ReadCloser
	left int64
	sum  hash.Hash
	want []byte
	bad  error
	done bool
}

func (c *checked) Read(p []byte) (int, error) {
	if c.done {
		return 0, io.EOF
	}
	n, err := c.r.Read(p)
	c.sum.Write(p[:n])
	c.left -= int64(n)
	if c.left < 0 {
		return 0, c.bad
	}
	if errors.Is(err, io.EOF) {
		if c.left != 0 || !bytes.Equal(c.sum.Sum(nil), c.want) {
			return n, c.bad
		}
		c.done = true
	}
	return n, err
}

func (c *checked) Close() error { return c.r.Close() }

// fetch reads a small value whole. A value larger than limit is an error.
func fetch(ctx context.Context, b Blobs, key string, limit int64) ([]byte, Tag, error) {
	blob, err := b.Get(ctx, key)
	if err != nil {
		return nil, "", err
	}
	defer blob.Body.Close()
	data, err := io.ReadAll(io.LimitReader(blob.Body, limit+1))
	if err != nil {
		return nil, "", fmt.Errorf("read %s: %w", key, err)
	}
	if int64(len(data)) > limit {
		return nil, "", tooLarge(key, limit)
	}
	return data, blob.Tag, nil
}
