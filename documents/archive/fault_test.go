package archive_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/dirblob"
)

var errInjected = &documents.Problem{Class: documents.Unreachable, Code: "injected"}

// failing is a store that fails in its n-th call (from 1), before doing it,
// or after (the answer is lost), and, when dead is set, in every call after
// it, as if the process had been killed.
type failing struct {
	archive.Blobs
	n           int64
	after, dead bool
	calls       atomic.Int64
}

func (f *failing) fail(do func() error) error {
	call := f.calls.Add(1)
	switch {
	case call == f.n && f.after:
		_ = do()
		return errInjected
	case call == f.n, call > f.n && f.n > 0 && f.dead:
		return errInjected
	}
	return do()
}

func (f *failing) Get(ctx context.Context, key string) (b *archive.Blob, err error) {
	failed := f.fail(func() error { b, err = f.Blobs.Get(ctx, key); return err })
	if failed != nil && b != nil {
		b.Body.Close()
		b = nil
	}
	return b, failed
}

func (f *failing) PutIfAbsent(ctx context.Context, key string, c archive.Content) (tag archive.Tag, err error) {
	return tag, f.fail(func() error { tag, err = f.Blobs.PutIfAbsent(ctx, key, c); return err })
}

func (f *failing) PutIfMatch(ctx context.Context, key string, old archive.Tag, c archive.Content) (tag archive.Tag, err error) {
	return tag, f.fail(func() error { tag, err = f.Blobs.PutIfMatch(ctx, key, old, c); return err })
}

func (f *failing) List(ctx context.Context, prefix string) (l []archive.Info, err error) {
	return l, f.fail(func() error { l, err = f.Blobs.List(ctx, prefix); return err })
}

func (f *failing) Delete(ctx context.Context, key string) error {
	return f.fail(func() error { return f.Blobs.Delete(ctx, key) })
}

// Every call of a put fails in turn, in four ways: before or after it is done,
// and alone or for good. Whatever happens, the archive is never damaged, no
// version is lost, and the same put again publishes once and leaves nothing
// that an outside validator would object to.
func TestFailEveryCall(t *testing.T) {
	type scene struct {
		name  string
		setUp []archive.Submission
		put   archive.Submission
		state string // of the head afterwards, in the file f
		heads int
	}
	first := archive.Submission{Record: "r", Files: files("f", "one", "g", "same")}
	second := archive.Submission{Record: "r", Files: files("f", "two", "g", "same", "h", "new"), Message: "why"}
	moved := archive.Submission{Record: "r", Files: files("f", "one", "moved", "same")}
	scenes := []scene{
		{"first version in a new archive", nil, first, "one", 1},
		{"first version", []archive.Submission{{Record: "other", Files: files("f", "x")}}, first, "one", 1},
		{"second version", []archive.Submission{first}, second, "two", 2},
		{"second version without new content", []archive.Submission{first}, moved, "one", 2},
		{"back to the first", []archive.Submission{first, second}, first, "one", 3},
	}
	stores := map[string]func(t *testing.T) archive.Blobs{
		"memory": func(*testing.T) archive.Blobs { return archive.NewMemory() },
		"folder": func(t *testing.T) archive.Blobs {
			d, err := dirblob.New(filepath.Join(t.TempDir(), "a"))
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
	}
	for store, newStore := range stores {
		points := 0
		for _, sc := range scenes {
			if store == "folder" && sc.name != "second version" {
				continue // the same steps; a folder syncs and takes long
			}
			for _, how := range []struct{ after, dead bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
				for n := int64(1); ; n++ {
					b := newStore(t)
					for _, sub := range sc.setUp {
						mustPut(t, create(t, b), sub)
					}
					name := fmt.Sprintf("%s, %s, call %d, after=%t dead=%t", store, sc.name, n, how.after, how.dead)
					f := &failing{Blobs: b, n: n, after: how.after, dead: how.dead}
					receipt, err := openAndPut(t, f, sc.put)
					if f.calls.Load() < n {
						break
					}
					points++
					if err == nil && receipt.Outcome != archive.Published {
						t.Errorf("%s: the put says %s", name, receipt.Outcome)
					}
					if err != nil {
						var p *documents.Problem
						if !errors.As(err, &p) || p.Class != documents.Unreachable {
							t.Errorf("%s: error %v is not of class Unreachable", name, err)
						}
					}
					checkAfterFault(t, name, b, len(sc.setUp) > 0)
					// Again, with a store that works.
					if _, err := openAndPut(t, b, sc.put); err != nil {
						t.Errorf("%s: the retry fails: %v", name, err)
						continue
					}
					s := create(t, b)
					rec, err := s.Show(t.Context(), "r")
					if err != nil || len(rec.Versions) != sc.heads {
						t.Errorf("%s: %d versions after the retry, want %d: %v", name, len(rec.Versions), sc.heads, err)
					}
					if got := contentOf(t, s, "r", archive.Selector{}, "f"); got != sc.state {
						t.Errorf("%s: the head holds %q, want %q", name, got, sc.state)
					}
					spotless(t, name, s)
				}
			}
		}
		t.Logf("%s: %d fault points", store, points)
	}
}

func openAndPut(t *testing.T, b archive.Blobs, sub archive.Submission) (archive.Receipt, error) {
	s, err := archive.OpenOrCreateWith(t.Context(), b, archive.Options{Now: still})
	if err != nil {
		return archive.Receipt{}, err
	}
	return s.Put(t.Context(), sub)
}

// checkAfterFault: the archive may have something to repair, but no damage.
func checkAfterFault(t *testing.T, name string, b archive.Blobs, exists bool) {
	t.Helper()
	s, err := archive.Open(t.Context(), b)
	if err != nil {
		var p *documents.Problem
		if exists || !errors.As(err, &p) || p.Code != "archive-none" {
			t.Errorf("%s: the archive does not open: %v", name, err)
		}
		return
	}
	report, err := s.Verify(t.Context(), archive.Full)
	if err != nil {
		t.Errorf("%s: verify: %v", name, err)
	}
	for _, i := range report.Issues {
		if i.Impact == archive.Damage {
			t.Errorf("%s: damage: %s %s", name, i.Code, i.Message.EN)
		}
	}
	if _, err := s.List(t.Context()); err != nil {
		t.Errorf("%s: list: %v", name, err)
	}
}

// spotless: an outside validator has nothing to say but that identifiers and
// addresses are not as recommended.
func spotless(t *testing.T, name string, s *archive.Store) {
	t.Helper()
	report, err := s.Verify(t.Context(), archive.Full)
	if err != nil {
		t.Errorf("%s: verify: %v", name, err)
	}
	for _, i := range report.Issues {
		if i.Code != "W005" {
			t.Errorf("%s: %s %s %s", name, i.Impact, i.Code, i.Message.EN)
		}
	}
}

// A put that dies and is followed by a put of other content leaves no trace.
func TestOtherPutAfterFault(t *testing.T) {
	a := archive.Submission{Record: "r", Files: files("f", "abandoned")}
	other := archive.Submission{Record: "r", Files: files("f", "other")}
	for n := int64(1); ; n++ {
		b := archive.NewMemory()
		mustPut(t, create(t, b), archive.Submission{Record: "r", Files: files("f", "first")})
		f := &failing{Blobs: b, n: n, dead: true}
		_, _ = openAndPut(t, f, a)
		if f.calls.Load() < n {
			break
		}
		s := create(t, b)
		mustPut(t, s, other)
		spotless(t, fmt.Sprint("call ", n), s)
	}
}

// A swap is performed and its answer is lost: the put looks, and says what it
// did.
func TestLostAnswer(t *testing.T) {
	b := archive.NewMemory()
	for n, text := range []string{"1", "2", "3"} {
		lost := &losing{Blobs: b}
		r := mustPut(t, create(t, lost), archive.Submission{Record: "r", Files: files("f", text)})
		if !lost.lost || r.Outcome != archive.Published || r.Version.Number != n+1 {
			t.Errorf("the put whose answer was lost (%t): %s v%d, want published v%d", lost.lost, r.Outcome, r.Version.Number, n+1)
		}
	}
	spotless(t, "lost answers", create(t, b))
}

// losing performs the first swap of a root inventory and loses the answer.
type losing struct {
	archive.Blobs
	lost bool
}

func (l *losing) PutIfAbsent(ctx context.Context, key string, c archive.Content) (archive.Tag, error) {
	tag, err := l.Blobs.PutIfAbsent(ctx, key, c)
	return tag, l.lose(key, err)
}

func (l *losing) PutIfMatch(ctx context.Context, key string, old archive.Tag, c archive.Content) (archive.Tag, error) {
	tag, err := l.Blobs.PutIfMatch(ctx, key, old, c)
	return tag, l.lose(key, err)
}

func (l *losing) lose(key string, err error) error {
	if err == nil && !l.lost && strings.HasSuffix(key, "/inventory.json") && !strings.Contains(key, "/v") {
		l.lost = true
		return errInjected
	}
	return err
}

// A swap is performed, its answer is lost, and another writer publishes before
// the first one looks again: its version must be found below the head.
func TestLostAnswerThenOtherWriter(t *testing.T) {
	b := archive.NewMemory()
	s := create(t, b)
	mustPut(t, s, archive.Submission{Record: "r", Files: files("f", "1")})
	between := &overtaken{Blobs: b, then: func() {
		mustPut(t, s, archive.Submission{Record: "r", Files: files("f", "3")})
	}}
	r := mustPut(t, create(t, between), archive.Submission{Record: "r", Files: files("f", "2")})
	if r.Outcome != archive.Published || r.Version.Number != 2 {
		t.Errorf("the overtaken put: %s v%d, want published v2", r.Outcome, r.Version.Number)
	}
	rec, err := s.Show(t.Context(), "r")
	if err != nil || len(rec.Versions) != 3 {
		t.Errorf("%d versions, want 3: %v", len(rec.Versions), err)
	}
	spotless(t, "overtaken", s)
}

// overtaken performs the swap of a root inventory, lets another writer go, and
// answers that the value has changed, as a driver does that sent the swap twice.
type overtaken struct {
	archive.Blobs
	once sync.Once
	then func()
}

func (o *overtaken) PutIfMatch(ctx context.Context, key string, tag archive.Tag, c archive.Content) (archive.Tag, error) {
	tag, err := o.Blobs.PutIfMatch(ctx, key, tag, c)
	if err == nil && strings.HasSuffix(key, "/inventory.json") && !strings.Contains(key, "/v") {
		o.once.Do(func() {
			o.then()
			tag, err = "", archive.ErrChanged
		})
	}
	return tag, err
}

// Eight writers put five versions each: every acknowledged one is there once,
// under the number it was told, and the numbers have no gaps.
func TestManyWriters(t *testing.T) {
	onStores(t, func(t *testing.T, b archive.Blobs) { ManyWriters(t, b) })
}

func ManyWriters(t *testing.T, b archive.Blobs) {
	const writers, puts = 8, 5
	create(t, b)
	var mu sync.Mutex
	acknowledged := map[int]string{}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			s, err := archive.OpenOrCreate(t.Context(), b)
			if err != nil {
				t.Error(err)
				return
			}
			for i := range puts {
				text := fmt.Sprintf("writer %d put %d", w, i)
				r, err := s.Put(t.Context(), archive.Submission{Record: "r",
					Files: files("f", text, "shared", fmt.Sprint("round ", i))})
				if err != nil || r.Outcome != archive.Published {
					t.Errorf("%s: %s %v", text, r.Outcome, err)
					continue
				}
				mu.Lock()
				if other, twice := acknowledged[r.Version.Number]; twice {
					t.Errorf("version %d is acknowledged to %q and %q", r.Version.Number, other, text)
				}
				acknowledged[r.Version.Number] = text
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	s := create(t, b)
	rec, err := s.Show(t.Context(), "r")
	if err != nil || len(rec.Versions) != writers*puts {
		t.Fatalf("%d versions, want %d: %v", len(rec.Versions), writers*puts, err)
	}
	var texts []string
	for n := 1; n <= writers*puts; n++ {
		got := contentOf(t, s, "r", archive.Selector{Number: n}, "f")
		if got != acknowledged[n] {
			t.Errorf("version %d holds %q, but was acknowledged for %q", n, got, acknowledged[n])
		}
		texts = append(texts, got)
	}
	slices.Sort(texts)
	if len(slices.Compact(texts)) != writers*puts {
		t.Error("a state was published twice")
	}
	report, err := s.Verify(t.Context(), archive.Full)
	if err != nil || report.Count(archive.Damage) > 0 {
		t.Errorf("verify: %v, %v", report.Issues, err)
	}
	t.Logf("%d versions, %d issues to repair", len(rec.Versions), report.Count(archive.Repairable))
}

// A put that is cancelled at any call ends with the context's error.
func TestCancelEveryCall(t *testing.T) {
	for n := int64(1); ; n++ {
		b := archive.NewMemory()
		mustPut(t, create(t, b), archive.Submission{Record: "r", Files: files("f", "1")})
		ctx, cancel := context.WithCancel(t.Context())
		c := &cancelAt{failing{Blobs: b}, n, cancel}
		s, err := archive.OpenOrCreateWith(ctx, c, archive.Options{Now: still})
		var r archive.Receipt
		if err == nil {
			r, err = s.Put(ctx, archive.Submission{Record: "r", Files: files("f", "2")})
		}
		cancel()
		if c.calls.Load() < n {
			break
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at call %d: %v", n, err)
		}
		if err == nil && r.Outcome != archive.Published {
			t.Errorf("cancelled at call %d: %s without an error", n, r.Outcome)
		}
		checkAfterFault(t, fmt.Sprint("cancelled at call ", n), b, true)
		s = create(t, b)
		if _, err := s.Put(t.Context(), archive.Submission{Record: "r", Files: files("f", "2")}); err != nil {
			t.Error(err)
		}
		if rec, _ := s.Show(t.Context(), "r"); len(rec.Versions) != 2 {
			t.Errorf("cancelled at call %d: %d versions after the retry", n, len(rec.Versions))
		}
		spotless(t, fmt.Sprint("cancelled at call ", n), s)
	}
}

type cancelAt struct {
	failing
	at     int64
	cancel context.CancelFunc
}

func (c *cancelAt) Get(ctx context.Context, key string) (*archive.Blob, error) {
	c.count()
	return c.failing.Get(ctx, key)
}

func (c *cancelAt) PutIfAbsent(ctx context.Context, key string, v archive.Content) (archive.Tag, error) {
	c.count()
	return c.failing.PutIfAbsent(ctx, key, v)
}

func (c *cancelAt) PutIfMatch(ctx context.Context, key string, tag archive.Tag, v archive.Content) (archive.Tag, error) {
	c.count()
	return c.failing.PutIfMatch(ctx, key, tag, v)
}

func (c *cancelAt) List(ctx context.Context, prefix string) ([]archive.Info, error) {
	c.count()
	return c.failing.List(ctx, prefix)
}

func (c *cancelAt) count() {
	if c.calls.Load()+1 == c.at {
		c.cancel()
	}
}
