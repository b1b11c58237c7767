// Package blobtest is the suite that every archive.Blobs passes: the folder,
// S3 and memory. A driver's own test is one call of Run. A store that passes
// is fit to hold an archive; one that does not would lose versions.
package blobtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"concord/documents/archive"
)

// Run checks a store against the contract of archive.Blobs. The function makes
// a store on an empty place each time it is called; every part of the suite has
// its own.
func Run(t *testing.T, newStore func(t *testing.T) archive.Blobs) {
	for _, c := range []struct {
		name string
		test func(*testing.T, archive.Blobs)
	}{
		{"values come back", roundTrip},
		{"conditions", conditions},
		{"put if absent has one winner", absentRace},
		{"compare and swap loses no update", swapRace},
		{"no torn reads", tornReads},
		{"list", list},
		{"big values", big},
		{"delete", remove},
		{"hostile keys", hostile},
		{"content that lies", lies},
		{"cancelled context", cancelled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, newStore(t)) })
	}
}

// read gets a whole value with its tag.
func read(t *testing.T, b archive.Blobs, key string) ([]byte, archive.Tag) {
	t.Helper()
	blob, err := b.Get(t.Context(), key)
	if err != nil {
		t.Fatalf("get %q: %v", key, err)
	}
	defer blob.Body.Close()
	data, err := io.ReadAll(blob.Body)
	if err != nil {
		t.Fatalf("read %q: %v", key, err)
	}
	if int64(len(data)) != blob.Size {
		t.Fatalf("%q: size %d announced, %d bytes read", key, blob.Size, len(data))
	}
	return data, blob.Tag
}

func put(t *testing.T, b archive.Blobs, key, value string) archive.Tag {
	t.Helper()
	tag, err := b.PutIfAbsent(t.Context(), key, archive.Bytes([]byte(value)))
	if err != nil {
		t.Fatalf("put %q: %v", key, err)
	}
	return tag
}

func roundTrip(t *testing.T, b archive.Blobs) {
	long := strings.Repeat("n", archive.MaxKeyPart)
	for i, key := range []string{
		"plain", "a/b/c.json", "été/Noël à l’école.txt", "with space/and+plus%20&=?#;:@", "0=ocfl_1.1",
		"..dots/...and/.hidden", "x/" + long, "中文/مرحبا",
	} {
		value := fmt.Sprintf("value %d\r\n\x00\xff", i)
		tag := put(t, b, key, value)
		data, got := read(t, b, key)
		if string(data) != value {
			t.Errorf("%q holds %q, want %q", key, data, value)
		}
		if got != tag || tag == "" {
			t.Errorf("%q: get gives tag %q, put gave %q", key, got, tag)
		}
	}
	put(t, b, "empty", "")
	if data, _ := read(t, b, "empty"); len(data) != 0 {
		t.Errorf("empty value came back as %q", data)
	}
	if _, err := b.Get(t.Context(), "absent"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("get of an absent key: %v, want ErrNotFound", err)
	}
	if _, err := b.Get(t.Context(), "a/b"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("get of the beginning of a key: %v, want ErrNotFound", err)
	}
	if _, err := b.Get(t.Context(), "plain/below"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("get below a key: %v, want ErrNotFound", err)
	}
}

func conditions(t *testing.T, b archive.Blobs) {
	ctx := t.Context()
	first := put(t, b, "k", "one")
	if _, err := b.PutIfAbsent(ctx, "k", archive.Bytes([]byte("two"))); !errors.Is(err, archive.ErrExists) {
		t.Errorf("second put-if-absent: %v, want ErrExists", err)
	}
	if _, err := b.PutIfMatch(ctx, "none", first, archive.Bytes([]byte("x"))); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("put-if-match of an absent key: %v, want ErrChanged", err)
	}
	if _, err := b.Get(ctx, "none"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a refused put left something: %v", err)
	}
	second, err := b.PutIfMatch(ctx, "k", first, archive.Bytes([]byte("two")))
	if err != nil {
		t.Fatalf("put-if-match with the right tag: %v", err)
	}
	if second == first {
		t.Error("another value has the same tag")
	}
	if _, err := b.PutIfMatch(ctx, "k", first, archive.Bytes([]byte("three"))); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("put-if-match with an old tag: %v, want ErrChanged", err)
	}
	if data, tag := read(t, b, "k"); string(data) != "two" || tag != second {
		t.Errorf("value %q with tag %q, want \"two\" with %q", data, tag, second)
	}
	if _, err := b.PutIfMatch(ctx, "k", second, archive.Bytes([]byte("two"))); err != nil {
		t.Errorf("writing the same bytes again with the right tag: %v", err)
	}
}

func absentRace(t *testing.T, b archive.Blobs) {
	const writers, keys = 8, 12
	for k := range keys {
		key := "race/" + strconv.Itoa(k)
		var wins atomic.Int32
		var winner atomic.Int32
		each(writers, func(w int) {
			_, err := b.PutIfAbsent(t.Context(), key, archive.Bytes([]byte(strconv.Itoa(w))))
			switch {
			case err == nil:
				wins.Add(1)
				winner.Store(int32(w))
			case !errors.Is(err, archive.ErrExists):
				t.Errorf("writer %d: %v", w, err)
			}
		})
		if wins.Load() != 1 {
			t.Fatalf("%q has %d winners, want 1", key, wins.Load())
		}
		if data, _ := read(t, b, key); string(data) != strconv.Itoa(int(winner.Load())) {
			t.Fatalf("%q holds %q, but writer %d was told that it won", key, data, winner.Load())
		}
	}
}

func swapRace(t *testing.T, b archive.Blobs) {
	const writers, rounds = 6, 5
	put(t, b, "n", "0")
	each(writers, func(int) {
		for done := 0; done < rounds; {
			blob, err := b.Get(t.Context(), "n")
			if err != nil {
				t.Error(err)
				return
			}
			data, err := io.ReadAll(blob.Body)
			blob.Body.Close()
			n, convErr := strconv.Atoi(string(data))
			if err != nil || convErr != nil {
				t.Errorf("read %q: %v", data, err)
				return
			}
			_, err = b.PutIfMatch(t.Context(), "n", blob.Tag, archive.Bytes([]byte(strconv.Itoa(n+1))))
			switch {
			case err == nil:
				done++
			case !errors.Is(err, archive.ErrChanged):
				t.Error(err)
				return
			}
		}
	})
	if data, _ := read(t, b, "n"); string(data) != strconv.Itoa(writers*rounds) {
		t.Errorf("%d updates were acknowledged, the counter says %s", writers*rounds, data)
	}
}

// tornReads replaces a value by ones of other lengths while others read it.
func tornReads(t *testing.T, b archive.Blobs) {
	value := func(n int) string { return strings.Repeat(string(rune('a'+n%26)), 1+n%7*30_000) }
	tag := put(t, b, "dir/k", value(0))
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				blob, err := b.Get(t.Context(), "dir/k")
				if err != nil {
					t.Errorf("get while it is replaced: %v", err)
					return
				}
				data, err := io.ReadAll(blob.Body)
				blob.Body.Close()
				if err != nil || len(data) == 0 || int64(len(data)) != blob.Size || strings.Trim(string(data), string(data[:1])) != "" {
					t.Errorf("torn value of %d bytes, %d announced: %v", len(data), blob.Size, err)
					return
				}
			}
		})
	}
	for n := 1; n <= 25; n++ {
		var err error
		if tag, err = b.PutIfMatch(t.Context(), "dir/k", tag, archive.Bytes([]byte(value(n)))); err != nil {
			t.Errorf("put %d: %v", n, err)
			break
		}
	}
	close(stop)
	readers.Wait()
}

func list(t *testing.T, b archive.Blobs) {
	if l, err := b.List(t.Context(), ""); err != nil || len(l) != 0 {
		t.Fatalf("a new place lists %v, %v", l, err)
	}
	keys := []string{"a-b/x", "a.txt", "a/1", "a/10", "a/2", "a/b/c/d", "a0", "b", "é/ü"}
	shuffled := slices.Clone(keys)
	rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for _, k := range shuffled {
		put(t, b, k, k+k)
	}
	for prefix, want := range map[string][]string{
		"": keys, "a/": {"a/1", "a/10", "a/2", "a/b/c/d"}, "a": keys[:7], "a/1": {"a/1", "a/10"},
		"a/b/c": {"a/b/c/d"}, "é/": {"é/ü"}, "none": nil, "none/": nil, "b/": nil,
	} {
		l, err := b.List(t.Context(), prefix)
		if err != nil {
			t.Errorf("list %q: %v", prefix, err)
			continue
		}
		var got []string
		for _, info := range l {
			got = append(got, info.Key)
			if info.Size != int64(2*len(info.Key)) || info.Modified.IsZero() {
				t.Errorf("list %q: %q has size %d, modified %v", prefix, info.Key, info.Size, info.Modified)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("list %q gives %q, want %q", prefix, got, want)
		}
	}
}

// big values go in parts where a driver has parts: 37 MB is two of 16 MiB and
// a rest. The bytes are made while they are read, so that none are kept.
func big(t *testing.T, b archive.Blobs) {
	const size = 37_000_003
	content := pattern(t, size, 1)
	tag, err := b.PutIfAbsent(t.Context(), "big/one", content)
	if err != nil {
		t.Fatalf("put %d bytes: %v", size, err)
	}
	if _, err := b.PutIfAbsent(t.Context(), "big/one", content); !errors.Is(err, archive.ErrExists) {
		t.Errorf("second put of %d bytes: %v, want ErrExists", size, err)
	}
	other := pattern(t, size-5, 2)
	if _, err := b.PutIfMatch(t.Context(), "big/one", tag+"0", other); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("put of %d bytes with a wrong tag: %v, want ErrChanged", size, err)
	}
	same(t, b, "big/one", content)
	if _, err := b.PutIfMatch(t.Context(), "big/one", tag, other); err != nil {
		t.Errorf("replace %d bytes: %v", size, err)
	}
	same(t, b, "big/one", other)
}

func same(t *testing.T, b archive.Blobs, key string, c archive.Content) {
	t.Helper()
	blob, err := b.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Body.Close()
	h := sha256.New()
	n, err := io.Copy(h, blob.Body)
	if err != nil || n != c.Size || blob.Size != c.Size || !bytes.Equal(h.Sum(nil), c.SHA256[:]) {
		t.Errorf("%q came back as %d bytes (announced %d) of other content, want %d: %v", key, n, blob.Size, c.Size, err)
	}
}

// pattern is content of repeatable pseudo-random bytes.
func pattern(t *testing.T, size int64, seed byte) archive.Content {
	t.Helper()
	open := func() (io.ReadCloser, error) {
		return io.NopCloser(io.LimitReader(rand.NewChaCha8([32]byte{seed}), size)), nil
	}
	h := sha256.New()
	r, _ := open()
	if _, err := io.Copy(h, r); err != nil {
		t.Fatal(err)
	}
	return archive.Content{Size: size, SHA256: [32]byte(h.Sum(nil)), Open: open}
}

func remove(t *testing.T, b archive.Blobs) {
	ctx := t.Context()
	if err := b.Delete(ctx, "never/was"); err != nil {
		t.Errorf("delete of an absent key: %v", err)
	}
	tag := put(t, b, "d/1", "x")
	put(t, b, "d/2", "y")
	for range 2 {
		if err := b.Delete(ctx, "d/1"); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if _, err := b.Get(ctx, "d/1"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("get after delete: %v, want ErrNotFound", err)
	}
	if _, err := b.PutIfMatch(ctx, "d/1", tag, archive.Bytes([]byte("z"))); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("put-if-match after delete: %v, want ErrChanged", err)
	}
	if err := b.Delete(ctx, "d"); err != nil {
		t.Errorf("delete of the beginning of a key: %v", err)
	}
	if data, _ := read(t, b, "d/2"); string(data) != "y" {
		t.Errorf("the neighbour of a deleted key holds %q", data)
	}
	put(t, b, "d/1", "again")
}

func hostile(t *testing.T, b archive.Blobs) {
	ctx := t.Context()
	for _, key := range []string{
		"", "/", "/etc/passwd", "..", "../evil", "a/../../evil", "a/..", "./a", "a/.", "a//b", "a/", "nul\x00byte",
		"line\nbreak", "back\\slash", "bad\xffutf8", strings.Repeat("k", archive.MaxKeyPart+1),
		strings.Repeat("long/", archive.MaxKey/5+1) + "x",
	} {
		if _, err := b.PutIfAbsent(ctx, key, archive.Bytes([]byte("x"))); !errors.Is(err, archive.ErrBadKey) {
			t.Errorf("put-if-absent %q: %v, want ErrBadKey", key, err)
		}
		if _, err := b.PutIfMatch(ctx, key, "t", archive.Bytes([]byte("x"))); !errors.Is(err, archive.ErrBadKey) {
			t.Errorf("put-if-match %q: %v, want ErrBadKey", key, err)
		}
		if _, err := b.Get(ctx, key); !errors.Is(err, archive.ErrBadKey) {
			t.Errorf("get %q: %v, want ErrBadKey", key, err)
		}
		if err := b.Delete(ctx, key); !errors.Is(err, archive.ErrBadKey) {
			t.Errorf("delete %q: %v, want ErrBadKey", key, err)
		}
	}
	if _, err := b.List(ctx, "../"); !errors.Is(err, archive.ErrBadKey) {
		t.Errorf("list ../: %v, want ErrBadKey", err)
	}
	if l, err := b.List(ctx, ""); err != nil || len(l) != 0 {
		t.Errorf("hostile keys left %v, %v", l, err)
	}
}

// lies: content that is shorter, longer or other than promised is refused and
// leaves nothing.
func lies(t *testing.T, b archive.Blobs) {
	for name, text := range map[string]string{"shorter": "12", "longer": "1234", "other": "124"} {
		c := archive.Bytes([]byte("123"))
		c.Open = archive.Bytes([]byte(text)).Open
		if _, err := b.PutIfAbsent(t.Context(), name, c); !errors.Is(err, archive.ErrContent) {
			t.Errorf("content that is %s than promised: %v, want ErrContent", name, err)
		}
	}
	broken := errors.New("the disk is gone")
	c := archive.Bytes([]byte("123"))
	c.Open = func() (io.ReadCloser, error) { return nil, broken }
	if _, err := b.PutIfAbsent(t.Context(), "unopened", c); !errors.Is(err, broken) {
		t.Errorf("content that cannot be opened: %v, want its error", err)
	}
	if l, err := b.List(t.Context(), ""); err != nil || len(l) != 0 {
		t.Errorf("refused content left %v, %v", l, err)
	}
}

func cancelled(t *testing.T, b archive.Blobs) {
	tag := put(t, b, "k", "before")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	check := func(what string, err error) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a cancelled context: %v, want context.Canceled", what, err)
		}
	}
	_, err := b.Get(ctx, "k")
	check("get", err)
	_, err = b.PutIfAbsent(ctx, "new", archive.Bytes([]byte("x")))
	check("put-if-absent", err)
	_, err = b.PutIfMatch(ctx, "k", tag, archive.Bytes([]byte("x")))
	check("put-if-match", err)
	_, err = b.List(ctx, "")
	check("list", err)
	check("delete", b.Delete(ctx, "k"))
	if data, _ := read(t, b, "k"); string(data) != "before" {
		t.Errorf("a cancelled call changed the value to %q", data)
	}
	// Cancelled half way through the upload: nothing is stored.
	ctx, cancel = context.WithCancel(t.Context())
	c := archive.Bytes(make([]byte, 1<<20))
	open := c.Open
	c.Open = func() (io.ReadCloser, error) {
		r, err := open()
		return &cancelling{r, cancel}, err
	}
	_, err = b.PutIfAbsent(ctx, "half", c)
	if err != nil {
		check("put-if-absent half way", err)
		if l, _ := b.List(t.Context(), "half"); len(l) != 0 {
			t.Errorf("a cancelled put left %v", l)
		}
	}
}

// cancelling cancels a context when it is first read.
type cancelling struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (c *cancelling) Read(p []byte) (int, error) {
	c.cancel()
	return c.ReadCloser.Read(p[:min(len(p), 1000)])
}

// each runs n writers at once and waits for them.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}
