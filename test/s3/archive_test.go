package s3

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/documents"
	"concord/documents/archive"
)

func submission(record string, pathsAndTexts ...string) archive.Submission {
	sub := archive.Submission{Record: record, Message: "dépôt", User: archive.User{Name: "Ann Example", Address: "ann@example.org"}}
	for i := 0; i < len(pathsAndTexts); i += 2 {
		sub.Files = append(sub.Files, archive.Data(pathsAndTexts[i], []byte(pathsAndTexts[i+1])))
	}
	return sub
}

func store(t *testing.T, location string) *archive.Store {
	t.Helper()
	s, err := archive.OpenOrCreate(t.Context(), open(t, location))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The life of a record: put, list, show, get, diff, verify, as a user has it.
func TestArchive(t *testing.T) {
	useKeys(t)
	location := newBucket(t)
	ctx := t.Context()
	if _, err := archive.Open(ctx, open(t, location)); err == nil {
		t.Error("an empty place opens as an archive")
	}
	s := store(t, location)
	const id = "urn:x:rapport-été"
	for n, sub := range []archive.Submission{
		submission(id, "fr/rapport.txt", "un", "en/report.txt", "one"),
		submission(id, "fr/rapport.txt", "deux", "en/report.txt", "one"),
		submission(id, "fr/rapport.txt", "deux", "en/final report.txt", "one"),
		submission(id, "fr/rapport.txt", "un", "en/report.txt", "one"),
	} {
		r, err := s.Put(ctx, sub)
		if err != nil || r.Outcome != archive.Published || r.Version.Number != n+1 || len(r.Warnings) > 0 {
			t.Fatalf("put %d: %+v, %v", n+1, r, err)
		}
		if r, err := s.Put(ctx, sub); err != nil || r.Outcome != archive.Unchanged {
			t.Errorf("the same put again: %s, %v", r.Outcome, err)
		}
	}
	reader, err := archive.Open(ctx, open(t, location))
	if err != nil {
		t.Fatal(err)
	}
	list, err := reader.List(ctx)
	if err != nil || len(list) != 1 || list[0].ID != id || list[0].Head != 4 {
		t.Errorf("list: %+v, %v", list, err)
	}
	rec, err := reader.Show(ctx, id)
	if err != nil || len(rec.Versions) != 4 || rec.Versions[0].Message != "dépôt" {
		t.Errorf("show: %+v, %v", rec, err)
	}
	for n, want := range map[int]string{1: "un", 2: "deux", 4: "un"} {
		if got := get(t, reader, id, archive.Selector{Number: n}, "fr/rapport.txt"); got != want {
			t.Errorf("version %d holds %q, want %q", n, got, want)
		}
	}
	if got := get(t, reader, id, archive.Selector{At: time.Now().Add(time.Hour)}, "fr/rapport.txt"); got != "un" {
		t.Errorf("by date: %q", got)
	}
	d, err := reader.Diff(ctx, id, 1, 3)
	if err != nil || len(d.Changed) != 1 || len(d.Renamed) != 1 || d.Renamed[0].New != "en/final report.txt" {
		t.Errorf("diff: %+v, %v", d, err)
	}
	clean(t, reader)
}

func get(t *testing.T, s *archive.Store, id string, sel archive.Selector, path string) string {
	t.Helper()
	r, err := s.Get(t.Context(), id, sel, path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func clean(t *testing.T, s *archive.Store) {
	t.Helper()
	r, err := s.Verify(t.Context(), archive.Full)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range r.Issues {
		if i.Code != "W005" {
			t.Errorf("verify: %s %s %s", i.Impact, i.Code, i.Message.EN)
		}
	}
}

// A file of several parts goes in and comes out, with little memory.
func TestLargeFile(t *testing.T) {
	useKeys(t)
	s := store(t, newBucket(t))
	const size = 70_000_000
	file := archive.File{Path: "scan.pdf", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.LimitReader(rand.NewChaCha8([32]byte{7}), size)), nil
	}}
	if _, err := s.Put(t.Context(), archive.Submission{Record: "r", Files: []archive.File{file}}); err != nil {
		t.Fatal(err)
	}
	r, err := s.Get(t.Context(), "r", archive.Selector{}, "scan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if n, err := io.Copy(io.Discard, r); n != size || err != nil {
		t.Errorf("%d bytes came back: %v", n, err)
	}
}

// Eight writers with five versions each: none is lost, none is there twice.
func TestManyWriters(t *testing.T) {
	useKeys(t)
	location := newBucket(t)
	store(t, location)
	const writers, puts = 8, 5
	var mu sync.Mutex
	acknowledged := map[int]string{}
	var wg sync.WaitGroup
	for w := range writers {
		b := open(t, location)
		wg.Go(func() {
			s, err := archive.OpenOrCreate(t.Context(), b)
			if err != nil {
				t.Error(err)
				return
			}
			for i := range puts {
				text := fmt.Sprintf("%d %d", w, i)
				r, err := s.Put(t.Context(), submission("r", "f", text))
				mu.Lock()
				if err != nil || r.Outcome != archive.Published || acknowledged[r.Version.Number] != "" {
					t.Errorf("%s: %s v%d, %v", text, r.Outcome, r.Version.Number, err)
				}
				acknowledged[r.Version.Number] = text
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	s := store(t, location)
	rec, err := s.Show(t.Context(), "r")
	if err != nil || len(rec.Versions) != writers*puts {
		t.Fatalf("%d versions, want %d: %v", len(rec.Versions), writers*puts, err)
	}
	for n := 1; n <= writers*puts; n++ {
		if got := get(t, s, "r", archive.Selector{Number: n}, "f"); got != acknowledged[n] {
			t.Errorf("version %d holds %q, but was acknowledged for %q", n, got, acknowledged[n])
		}
	}
	clean(t, s)
}

// Two archives in one bucket do not see each other, and what else is there is
// left alone.
func TestPrefixes(t *testing.T) {
	useKeys(t)
	location := newBucket(t)
	other := strings.Replace(location, "/d%C3%A9p%C3%B4t%20central?", "/autre?", 1)
	other = strings.Replace(other, "/dépôt%20central?", "/autre?", 1)
	whole := strings.Replace(other, "/autre?", "?", 1)
	a, b := store(t, location), store(t, other)
	if _, err := a.Put(t.Context(), submission("r", "f", "a")); err != nil {
		t.Fatal(err)
	}
	if list, err := b.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("the other archive lists %v, %v", list, err)
	}
	wantProblem(t, func() error { _, err := archive.OpenOrCreate(t.Context(), open(t, whole)); return err }(), "archive-foreign")
	clean(t, a)
}

func TestRefusals(t *testing.T) {
	useKeys(t)
	url, _, _ := startServer(t)
	_, err := archive.Open(t.Context(), open(t, "s3://no-such-bucket/p?endpoint="+url))
	wantProblem(t, err, "archive-no-bucket")
	location := newBucket(t)
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
	_, err = archive.Open(t.Context(), open(t, location))
	wantProblem(t, err, "archive-credentials")
	t.Setenv("AWS_ACCESS_KEY_ID", "nobody")
	_, err = archive.OpenOrCreate(t.Context(), open(t, location))
	wantProblem(t, err, "archive-credentials")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	_, err = archive.OpenOrCreate(t.Context(), open(t, location))
	wantProblem(t, err, "archive-no-credentials")
}

func wantProblem(t *testing.T, err error, code string) {
	t.Helper()
	p, ok := err.(*documents.Problem)
	if !ok || p.Code != code {
		t.Errorf("error %v, want the problem %s", err, code)
	}
}
