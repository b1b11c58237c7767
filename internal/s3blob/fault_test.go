package s3blob_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7/pkg/credentials"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/s3blob"
)

// The servers here stand for a network that fails; how S3 behaves is tested
// against a real one in test/s3.

func open(t *testing.T, url string) *s3blob.Bucket {
	t.Helper()
	return openWithin(t, url, "500ms")
}

// openWithin opens a bucket whose server has so long to answer. Tests of faults
// that pass give it long, so that a busy machine does not end the retries.
func openWithin(t *testing.T, url, timeout string) *s3blob.Bucket {
	t.Helper()
	l, err := s3blob.Parse("s3://bucket/p?endpoint=" + url + "&connect=" + timeout + "&timeout=" + timeout)
	if err != nil {
		t.Fatal(err)
	}
	b, err := s3blob.New(l, credentials.NewStaticV4("key", "secret", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func server(t *testing.T, h http.HandlerFunc) string {
	s := httptest.NewServer(h)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s.URL
}

func answer(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0"?><Error><Code>%s</Code><Message>as told</Message></Error>`, code)
}

func wantProblem(t *testing.T, err error, class documents.Class, code string) {
	t.Helper()
	var p *documents.Problem
	if !errors.As(err, &p) {
		t.Fatalf("error %v, want the problem %s", err, code)
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

// Every way of not answering ends in a problem of class Unreachable, in time.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refusing := "http://" + closed.Addr().String()
	closed.Close()
	silent := listen(t, func(c net.Conn) { time.Sleep(time.Minute) })
	for _, c := range []struct{ name, url, code string }{
		{"refuses connections", refusing, "archive-unreachable"},
		{"accepts and says nothing", silent, "archive-unreachable"},
		{"closes at once", listen(t, func(c net.Conn) { c.Close() }), "archive-unreachable"},
		{"is no web server", listen(t, func(c net.Conn) { fmt.Fprint(c, "220 mail ready\r\n"); c.Close() }), "archive-unreachable"},
		{"no such host", "http://nowhere.invalid", "archive-unreachable"},
		{"is broken", server(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 500, "InternalError") }), "archive-server-fault"},
		{"is busy", server(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 503, "SlowDown") }), "archive-server-fault"},
		{"is a proxy without a server", server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(502)
			fmt.Fprint(w, "<html>Bad Gateway</html>")
		}), "archive-server-fault"},
		{"sends half an answer", server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.Header().Set("ETag", `"x"`)
			w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
			fmt.Fprint(w, "half")
		}), "archive-unreachable"},
		{"stalls in the answer", server(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.Header().Set("ETag", `"x"`)
			w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
			fmt.Fprint(w, "half")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}), "archive-unreachable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := open(t, c.url)
			start := time.Now()
			blob, err := b.Get(t.Context(), "k")
			if err == nil {
				_, err = io.ReadAll(blob.Body)
				blob.Body.Close()
			}
			wantProblem(t, err, documents.Unreachable, c.code)
			if !strings.Contains(err.Error(), strings.TrimPrefix(c.url, "http://")) {
				t.Errorf("the message does not name the server: %v", err)
			}
			if strings.Contains(c.name, "answer") && c.name != "is no web server" {
				if d := time.Since(start); d > 30*time.Second {
					t.Errorf("it took %v", d)
				}
				return
			}
			_, err = b.PutIfAbsent(t.Context(), "k", archive.Bytes([]byte("x")))
			wantProblem(t, err, documents.Unreachable, c.code)
			_, err = b.List(t.Context(), "")
			wantProblem(t, err, documents.Unreachable, c.code)
			wantProblem(t, b.Delete(t.Context(), "k"), documents.Unreachable, c.code)
			if d := time.Since(start); d > 45*time.Second {
				t.Errorf("four calls took %v", d)
			}
		})
	}
}

func listen(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go serve(c)
		}
	}()
	return "http://" + l.Addr().String()
}

// An upload into a server that stops reading ends too.
func TestUploadStalls(t *testing.T) {
	b := open(t, listen(t, func(c net.Conn) { time.Sleep(time.Minute) }))
	start := time.Now()
	_, err := b.PutIfAbsent(t.Context(), "k", archive.Bytes(make([]byte, 15<<20)))
	wantProblem(t, err, documents.Unreachable, "archive-unreachable")
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("it took %v", d)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		status     int
		code, want string
		class      documents.Class
	}{
		{404, "NoSuchBucket", "archive-no-bucket", documents.Misuse},
		{403, "InvalidAccessKeyId", "archive-credentials", documents.Unreachable},
		{403, "SignatureDoesNotMatch", "archive-credentials", documents.Unreachable},
		{403, "AccessDenied", "archive-forbidden", documents.Unreachable},
		{400, "InvalidRequest", "archive-refused", documents.Unreachable},
		{501, "NotImplemented", "archive-refused", documents.Unreachable},
	} {
		t.Run(c.code, func(t *testing.T) {
			var calls atomic.Int32
			b := open(t, server(t, func(w http.ResponseWriter, _ *http.Request) { calls.Add(1); answer(w, c.status, c.code) }))
			_, err := b.Get(t.Context(), "k")
			wantProblem(t, err, c.class, c.want)
			_, err = b.PutIfAbsent(t.Context(), "k", archive.Bytes([]byte("x")))
			wantProblem(t, err, c.class, c.want)
			if calls.Load() != 2 {
				t.Errorf("%d requests were sent for two calls: a refusal does not pass by asking again", calls.Load())
			}
		})
	}
}

func TestNoCredentials(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", t.TempDir()+"/none")
	b, err := s3blob.Open("s3://bucket?endpoint=" + server(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 403, "AccessDenied") }))
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Get(t.Context(), "k")
	wantProblem(t, err, documents.Misuse, "archive-no-credentials")
}

// A fault that passes is not noticed.
func TestPassingFault(t *testing.T) {
	var calls atomic.Int32
	b := openWithin(t, server(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls.Add(1) < 3 {
			answer(w, 503, "SlowDown")
			return
		}
		w.Header().Set("ETag", `"tag"`)
	}), "30s")
	tag, err := b.PutIfAbsent(t.Context(), "k", archive.Bytes([]byte("x")))
	if err != nil || tag != "tag" || calls.Load() != 3 {
		t.Errorf("tag %q after %d requests: %v", tag, calls.Load(), err)
	}
}

// The context ends the waiting at once.
func TestContextEndsWaiting(t *testing.T) {
	b := open(t, listen(t, func(c net.Conn) { time.Sleep(time.Minute) }))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := b.Get(ctx, "k")
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 10*time.Second {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
}

// resetting keeps values as S3 does, as far as the archive needs, and cuts the
// connection after performing some requests: the answer is lost.
type resetting struct {
	mu     sync.Mutex
	store  *archive.Memory
	writes int
	every  int
}

func (s *resetting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.TrimPrefix(r.URL.Path, "/bucket/p/")
	ctx := context.Background()
	switch {
	case r.Method == http.MethodGet && r.URL.Query().Has("list-type"):
		list, _ := s.store.List(ctx, strings.TrimPrefix(r.URL.Query().Get("prefix"), "p/"))
		fmt.Fprint(w, `<ListBucketResult><IsTruncated>false</IsTruncated>`)
		for _, info := range list {
			fmt.Fprintf(w, `<Contents><Key>p/%s</Key><Size>%d</Size><LastModified>2026-01-02T03:04:05Z</LastModified></Contents>`, info.Key, info.Size)
		}
		fmt.Fprint(w, `</ListBucketResult>`)
	case r.Method == http.MethodGet:
		blob, err := s.store.Get(ctx, key)
		if err != nil {
			answer(w, 404, "NoSuchKey")
			return
		}
		w.Header().Set("ETag", `"`+string(blob.Tag)+`"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		w.Header().Set("Content-Length", fmt.Sprint(blob.Size))
		_, _ = io.Copy(w, blob.Body)
	case r.Method == http.MethodPut:
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		var tag archive.Tag
		if match := r.Header.Get("If-Match"); match != "" {
			tag, err = s.store.PutIfMatch(ctx, key, archive.Tag(strings.Trim(match, `"`)), archive.Bytes(data))
		} else {
			tag, err = s.store.PutIfAbsent(ctx, key, archive.Bytes(data))
		}
		s.writes++
		if s.writes%s.every == 0 {
			panic(http.ErrAbortHandler) // cut, whatever happened
		}
		if err != nil {
			answer(w, 412, "PreconditionFailed")
			return
		}
		w.Header().Set("ETag", `"`+string(tag)+`"`)
	case r.Method == http.MethodDelete:
		_ = s.store.Delete(ctx, key)
		w.WriteHeader(204)
	}
}

// Writers over a line that loses answers publish every version exactly once.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	for _, every := range []int{2, 3} {
		h := &resetting{store: archive.NewMemory(), every: every}
		s := httptest.NewServer(h)
		b := openWithin(t, s.URL, "10s")
		const writers, puts = 2, 2
		if _, err := archive.OpenOrCreate(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var acknowledged, refused atomic.Int32
		for w := range writers {
			wg.Go(func() {
				for i := range puts {
					st, err := archive.OpenOrCreate(t.Context(), b)
					if err != nil {
						t.Error(err)
						return
					}
					r, err := st.Put(t.Context(), archive.Submission{Record: "r",
						Files: []archive.File{archive.Data("f", fmt.Appendf(nil, "%d %d", w, i))}})
					switch {
					case err != nil:
						// A line this bad may defeat all attempts; then the put says so.
						var p *documents.Problem
						if !errors.As(err, &p) || p.Class != documents.Unreachable {
							t.Errorf("every %d: put %d %d: %v", every, w, i, err)
						}
						refused.Add(1)
					case r.Outcome != archive.Published:
						t.Errorf("every %d: put %d %d: %s", every, w, i, r.Outcome)
					default:
						acknowledged.Add(1)
					}
				}
			})
		}
		wg.Wait()
		st, err := archive.Open(t.Context(), h.store)
		if err != nil {
			t.Fatal(err)
		}
		rec, err := st.Show(t.Context(), "r")
		if n := int(acknowledged.Load()); err != nil || len(rec.Versions) < n || len(rec.Versions) > n+int(refused.Load()) {
			t.Errorf("every %d: %d versions for %d acknowledged puts: %v", every, len(rec.Versions), acknowledged.Load(), err)
		}
		states := map[string]int{}
		for _, v := range rec.Versions {
			states[v.Files[0].SHA512]++
		}
		if len(states) != len(rec.Versions) {
			t.Errorf("every %d: a state was published twice", every)
		}
		report, err := st.Verify(t.Context(), archive.Full)
		if err != nil || report.Count(archive.Damage) > 0 || refused.Load() == 0 && report.Count(archive.Repairable) > 0 {
			t.Errorf("every %d: %v %v", every, report.Issues, err)
		}
		t.Logf("every %d: %d writes, %d acknowledged, %d refused, %d versions", every, h.writes, acknowledged.Load(), refused.Load(), len(rec.Versions))
		s.CloseClientConnections()
		s.Close()
	}
}
