package archive_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/dirblob"
)

// clock gives times one hour apart from 1 March 2026, noon.
func clock() func() time.Time {
	at := time.Date(2026, 3, 1, 11, 0, 0, 0, time.UTC)
	return func() time.Time {
		at = at.Add(time.Hour)
		return at
	}
}

// still is a clock that stands, for tests with many writers.
func still() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func create(t *testing.T, b archive.Blobs) *archive.Store {
	t.Helper()
	s, err := archive.OpenOrCreateWith(t.Context(), b, archive.Options{Now: still})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func files(pathsAndTexts ...string) []archive.File {
	var fs []archive.File
	for i := 0; i < len(pathsAndTexts); i += 2 {
		fs = append(fs, archive.Data(pathsAndTexts[i], []byte(pathsAndTexts[i+1])))
	}
	return fs
}

func mustPut(t *testing.T, s *archive.Store, sub archive.Submission) archive.Receipt {
	t.Helper()
	r, err := s.Put(t.Context(), sub)
	if err != nil {
		t.Fatalf("put: %v", err)
	}
	if len(r.Warnings) > 0 {
		t.Errorf("put warns: %v", r.Warnings)
	}
	return r
}

func contentOf(t *testing.T, s *archive.Store, id string, sel archive.Selector, path string) string {
	t.Helper()
	r, err := s.Get(t.Context(), id, sel, path)
	if err != nil {
		t.Fatalf("get %s: %v", path, err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	return string(data)
}

func wantProblem(t *testing.T, err error, class documents.Class, code string) {
	t.Helper()
	var p *documents.Problem
	if !errors.As(err, &p) {
		t.Errorf("error %v, want the problem %s", err, code)
		return
	}
	if p.Class != class || p.Code != code {
		t.Errorf("problem %s of class %d, want %s of class %d: %v", p.Code, p.Class, code, class, err)
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if msg := p.In(l); msg == "" || strings.Contains(msg, "%!") {
			t.Errorf("message in %s: %q", l, msg)
		}
	}
}

// each runs a test on memory and on a folder.
func onStores(t *testing.T, test func(*testing.T, archive.Blobs)) {
	t.Run("memory", func(t *testing.T) { test(t, archive.NewMemory()) })
	t.Run("folder", func(t *testing.T) {
		d, err := dirblob.New(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		test(t, d)
	})
}

func TestVersions(t *testing.T) {
	onStores(t, func(t *testing.T, b archive.Blobs) {
		s, err := archive.OpenOrCreateWith(t.Context(), b, archive.Options{Now: clock()})
		if err != nil {
			t.Fatal(err)
		}
		const id = "urn:x:lettre-été"
		a := archive.Submission{Record: id, Files: files("fr/été.txt", "un", "en/summer.txt", "one", "same.txt", "un"),
			Message: "first", User: archive.User{Name: "Ann Example", Address: "ann@example.org"}}
		r := mustPut(t, s, a)
		if r.Outcome != archive.Published || r.Version.Number != 1 {
			t.Fatalf("first put: %s v%d", r.Outcome, r.Version.Number)
		}
		if r.Version.Message != "first" || r.Version.User.Address != "mailto:ann@example.org" || r.Version.Tx == "" {
			t.Errorf("version 1 is %+v", r.Version)
		}
		if r := mustPut(t, s, a); r.Outcome != archive.Unchanged || r.Version.Number != 1 {
			t.Errorf("the same again: %s v%d, want unchanged v1", r.Outcome, r.Version.Number)
		}
		bb := a
		bb.Files, bb.Message = files("fr/été.txt", "deux", "en/renamed.txt", "one", "new.txt", "new"), ""
		bb.User = archive.User{}
		if r := mustPut(t, s, bb); r.Outcome != archive.Published || r.Version.Number != 2 || r.Version.User.Address == "" {
			t.Errorf("other content: %s %+v, want published v2 with an address", r.Outcome, r.Version)
		}
		if r := mustPut(t, s, a); r.Outcome != archive.Published || r.Version.Number != 3 {
			t.Errorf("the first content again: %s v%d, want published v3", r.Outcome, r.Version.Number)
		}

		rec, err := s.Show(t.Context(), id)
		if err != nil || len(rec.Versions) != 3 {
			t.Fatalf("show: %d versions, %v", len(rec.Versions), err)
		}
		v1, v2 := rec.Versions[0], rec.Versions[1]
		for _, c := range []struct {
			sel  archive.Selector
			want string
		}{
			{archive.Selector{}, "un"}, {archive.Selector{Number: 2}, "deux"}, {archive.Selector{At: v1.Created}, "un"},
			{archive.Selector{At: v2.Created.Add(-time.Millisecond)}, "un"}, {archive.Selector{At: v2.Created}, "deux"},
			{archive.Selector{At: v2.Created.In(time.FixedZone("", -5*3600))}, "deux"},
		} {
			if got := contentOf(t, s, id, c.sel, "fr/été.txt"); got != c.want {
				t.Errorf("get %+v gives %q, want %q", c.sel, got, c.want)
			}
		}
		ctx := t.Context()
		_, err = s.Get(ctx, id, archive.Selector{At: v1.Created.Add(-time.Second)}, "fr/été.txt")
		wantProblem(t, err, documents.Misuse, "archive-no-version-at")
		_, err = s.Get(ctx, id, archive.Selector{Number: 4}, "fr/été.txt")
		wantProblem(t, err, documents.Misuse, "archive-no-version")
		_, err = s.Get(ctx, id, archive.Selector{}, "../../../inventory.json")
		wantProblem(t, err, documents.Misuse, "archive-no-file")
		_, err = s.Show(ctx, "urn:x:autre")
		wantProblem(t, err, documents.Misuse, "archive-no-record")

		d, err := s.Diff(ctx, id, 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%v %v %v %v %d", paths(d.Added), paths(d.Removed), d.Renamed[0].Old+">"+d.Renamed[0].New, d.Changed[0].Path, d.Same)
		if want := "[new.txt] [same.txt] en/summer.txt>en/renamed.txt fr/été.txt 0"; got != want {
			t.Errorf("diff 1 2: %s, want %s", got, want)
		}
		if d, err := s.Diff(ctx, id, 1, 3); err != nil || !d.Empty() || d.Same != 3 {
			t.Errorf("diff 1 3: %+v, %v, want nothing", d, err)
		}
		_, err = s.Diff(ctx, id, 1, 9)
		wantProblem(t, err, documents.Misuse, "archive-no-version")

		mustPut(t, s, archive.Submission{Record: "second", Files: files("f", "x")})
		again, err := archive.Open(ctx, b)
		if err != nil {
			t.Fatal(err)
		}
		list, err := again.List(ctx)
		if err != nil || len(list) != 2 || list[0].ID != "second" || list[1].ID != id || list[1].Head != 3 || list[1].Files != 3 {
			t.Errorf("list: %+v, %v", list, err)
		}
		if !list[1].First.Equal(v1.Created) || !list[1].Last.Equal(rec.Versions[2].Created) {
			t.Errorf("list gives %v to %v", list[1].First, list[1].Last)
		}
	})
}

func paths(es []archive.Entry) []string {
	var ps []string
	for _, e := range es {
		ps = append(ps, e.Path)
	}
	return ps
}

// Content equal to that of an earlier version is stored once.
func TestForwardDelta(t *testing.T) {
	b := archive.NewMemory()
	s := create(t, b)
	big := strings.Repeat("content ", 1000)
	mustPut(t, s, archive.Submission{Record: "r", Files: files("a", big, "twin", big, "b", "1")})
	mustPut(t, s, archive.Submission{Record: "r", Files: files("c", big, "b", "2")})
	list, err := b.List(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	n, content := 0, 0
	for _, info := range list {
		if info.Size == int64(len(big)) {
			n++
		}
		if strings.Contains(info.Key, "/content/") {
			content++
		}
	}
	if n != 1 || content != 3 {
		t.Errorf("the big content is stored %d times among %d, want once among 3", n, content)
	}
}

func TestTransaction(t *testing.T) {
	s := create(t, archive.NewMemory())
	job := archive.Submission{Record: "r", Files: files("f", "1"), Tx: "job-17"}
	if r := mustPut(t, s, job); r.Outcome != archive.Published {
		t.Fatalf("first run: %s", r.Outcome)
	}
	mustPut(t, s, archive.Submission{Record: "r", Files: files("f", "2"), Message: "concord-tx: job-18\nnot a trailer"})
	if r := mustPut(t, s, job); r.Outcome != archive.Already || r.Version.Number != 1 {
		t.Errorf("second run of the job: %s v%d, want already v1", r.Outcome, r.Version.Number)
	}
	job.Tx = "job-18"
	if r := mustPut(t, s, job); r.Outcome != archive.Published || r.Version.Number != 3 {
		t.Errorf("a transaction that only a message names: %s v%d, want published v3", r.Outcome, r.Version.Number)
	}
	job.Tx = "not allowed"
	_, err := s.Put(t.Context(), job)
	wantProblem(t, err, documents.Misuse, "archive-bad-submission")
}

func TestClockBack(t *testing.T) {
	times := []time.Time{still(), still().AddDate(-1, 0, 0), still().AddDate(1, 0, 0)}
	i := 0
	b := archive.NewMemory()
	s, err := archive.OpenOrCreateWith(t.Context(), b, archive.Options{Now: func() time.Time { return times[i] }})
	if err != nil {
		t.Fatal(err)
	}
	for ; i < 3; i++ {
		mustPut(t, s, archive.Submission{Record: "r", Files: files("f", fmt.Sprint(i))})
	}
	i = 0
	rec, err := s.Show(t.Context(), "r")
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []time.Time{still(), still(), times[2]} {
		if got := rec.Versions[n].Created; !got.Equal(want) {
			t.Errorf("version %d was created %v, want %v", n+1, got, want)
		}
	}
}

func TestBadSubmissions(t *testing.T) {
	s := create(t, archive.NewMemory())
	for name, c := range map[string]struct {
		sub  archive.Submission
		code string
	}{
		"no record": {archive.Submission{Files: files("f", "x")}, "archive-bad-submission"},
		"no files":  {archive.Submission{Record: "r"}, "archive-bad-submission"},
		"absolute":  {archive.Submission{Record: "r", Files: files("/etc/passwd", "x")}, "archive-bad-path"},
		"upwards":   {archive.Submission{Record: "r", Files: files("a/../../b", "x")}, "archive-bad-path"},
		"NUL":       {archive.Submission{Record: "r", Files: files("a\x00b", "x")}, "archive-bad-path"},
		"twice":     {archive.Submission{Record: "r", Files: files("a", "x", "a", "y")}, "archive-path-clash"},
		"folder":    {archive.Submission{Record: "r", Files: files("a/b", "x", "a", "y")}, "archive-path-clash"},
		"newline":   {archive.Submission{Record: "r\n", Files: files("a", "x")}, "archive-bad-submission"},
	} {
		_, err := s.Put(t.Context(), c.sub)
		if err == nil {
			t.Errorf("%s is accepted", name)
			continue
		}
		wantProblem(t, err, documents.Misuse, c.code)
	}
	unreadable := archive.File{Path: "f", Open: func() (io.ReadCloser, error) { return nil, errors.New("gone") }}
	_, err := s.Put(t.Context(), archive.Submission{Record: "r", Files: []archive.File{unreadable}})
	wantProblem(t, err, documents.Unreadable, "archive-file-unreadable")
	n := 0
	changing := archive.File{Path: "f", Open: func() (io.ReadCloser, error) {
		n++
		return io.NopCloser(strings.NewReader(fmt.Sprint("version ", n))), nil
	}}
	_, err = s.Put(t.Context(), archive.Submission{Record: "r", Files: []archive.File{changing}})
	wantProblem(t, err, documents.Unreadable, "archive-file-changed")
	if list, _ := s.List(t.Context()); len(list) != 0 {
		t.Errorf("a refused submission is listed: %v", list)
	}
}

// A place that is not an archive is refused, and reading writes nothing.
func TestOpen(t *testing.T) {
	onStores(t, func(t *testing.T, b archive.Blobs) {
		_, err := archive.Open(t.Context(), b)
		wantProblem(t, err, documents.Misuse, "archive-none")
		if l, err := b.List(t.Context(), ""); err != nil || len(l) != 0 {
			t.Errorf("opening wrote %v, %v", l, err)
		}
		if _, err := b.PutIfAbsent(t.Context(), "photos/holiday.jpg", archive.Bytes([]byte("x"))); err != nil {
			t.Fatal(err)
		}
		for _, open := range []func(context.Context, archive.Blobs) (*archive.Store, error){archive.Open, archive.OpenOrCreate} {
			_, err := open(t.Context(), b)
			wantProblem(t, err, documents.Damaged, "archive-foreign")
		}
		if l, _ := b.List(t.Context(), ""); len(l) != 1 {
			t.Errorf("a foreign place was written to: %v", l)
		}
	})
}

// careless is a store that ignores conditions, as some servers do.
type careless struct{ *archive.Memory }

func (c careless) PutIfAbsent(ctx context.Context, key string, v archive.Content) (archive.Tag, error) {
	if err := c.Delete(ctx, key); err != nil {
		return "", err
	}
	return c.Memory.PutIfAbsent(ctx, key, v)
}

func TestConditionsIgnored(t *testing.T) {
	b := careless{archive.NewMemory()}
	s, err := archive.OpenOrCreate(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Put(t.Context(), archive.Submission{Record: "r", Files: files("f", "x")})
	wantProblem(t, err, documents.Misuse, "archive-no-conditions")
	if list, err := s.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("something was archived: %v, %v", list, err)
	}
}

func BenchmarkPut(b *testing.B) {
	d, err := dirblob.New(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	s, err := archive.OpenOrCreate(b.Context(), d)
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		if _, err := s.Put(b.Context(), archive.Submission{Record: fmt.Sprint("r", i), Files: files("a", fmt.Sprint(i), "b", "2", "c", "3")}); err != nil {
			b.Fatal(err)
		}
	}
}
