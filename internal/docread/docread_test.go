package docread

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/documents"
	"concord/internal/sandbox"
)

func TestMain(m *testing.M) {
	if IsChild() {
		os.Exit(ChildMain())
	}
	os.Exit(m.Run())
}

const sample = "../../documents/samples/report.fr.pdf"

func TestFile(t *testing.T) {
	var pages []string
	d, err := File(t.Context(), sample, Options{Progress: func(page, pages_ int) { pages = append(pages, fmt.Sprintf("%d/%d", page, pages_)) }})
	if err != nil {
		t.Fatal(err)
	}
	if d.Path != sample || d.Lang != documents.FR || d.Format != "pdf" || d.Pages < 8 || len(d.Segments) < 50 || len(d.SHA256) != 64 {
		t.Errorf("%s %s %s, %d pages, %d segments", d.Path, d.Lang, d.Format, d.Pages, len(d.Segments))
	}
	if len(pages) != d.Pages || pages[0] != fmt.Sprintf("1/%d", d.Pages) {
		t.Errorf("progress %v", pages)
	}
	if b := d.Blocks[0]; len(b.Origins) == 0 || b.Origins[0].Box.IsZero() {
		t.Errorf("the first block lost its place: %+v", b)
	}
	again, err := File(t.Context(), sample, Options{})
	if err != nil || !reflect.DeepEqual(d, again) {
		t.Errorf("the second reading differs: %v", err)
	}
}

func write(t *testing.T, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTextAndOptions(t *testing.T) {
	path := write(t, "lettre.txt", "Une phrase. Une autre.\nUne ligne.\n")
	d, err := File(t.Context(), path, Options{Lang: documents.FR, Lines: true})
	if err != nil || len(d.Segments) != 2 || d.Lang != documents.FR {
		t.Fatalf("%+v, %v", d, err)
	}
}

// What is wrong with a file is said with its name, its class and what to do.
func TestProblems(t *testing.T) {
	folderPath := t.TempDir()
	forbidden := write(t, "secret.txt", "secret")
	if err := os.Chmod(forbidden, 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		opts       Options
		class      documents.Class
		code       string
	}{
		{"missing", filepath.Join(folderPath, "none.pdf"), Options{}, documents.Misuse, "file-missing"},
		{"folder", folderPath, Options{}, documents.Misuse, "file-folder"},
		{"empty", write(t, "empty.pdf", ""), Options{}, documents.Unreadable, "file-empty"},
		{"too large", write(t, "large.txt", strings.Repeat("x", 2000)), Options{Limits: Limits{FileSize: 1000}}, documents.Unreadable, "file-too-large"},
		{"forbidden", forbidden, Options{}, documents.Unreadable, "file-forbidden"},
		{"not a format", write(t, "noise.bin", "\x00\x01\x02\xff\xfe\xfd\x00\x00"), Options{}, documents.Unreadable, ""},
		{"damaged", write(t, "bad.pdf", "%PDF-1.7\n"+strings.Repeat("nothing here\n", 20)), Options{}, documents.Unreadable, "pdf-damaged"},
		{"lines of a PDF", sample, Options{Lines: true}, documents.Misuse, "lines-need-text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "forbidden" && (os.Getuid() == 0 || runtime.GOOS == "windows") {
				t.Skip("root may read all files")
			}
			d, err := File(t.Context(), c.path, c.opts)
			var p *documents.Problem
			if d != nil || !errors.As(err, &p) {
				t.Fatalf("got %v, %v", d, err)
			}
			if p.Class != c.class || c.code != "" && p.Code != c.code {
				t.Errorf("class %d, code %s", p.Class, p.Code)
			}
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				if !strings.Contains(p.In(l), c.path) {
					t.Errorf("%q does not name %s", p.In(l), c.path)
				}
			}
		})
	}
}

// A file that kills the parser gives a problem that says which limit it hit.
func TestDeaths(t *testing.T) {
	for _, c := range []struct {
		name, data string
		limits     Limits
		code, says string
	}{
		// An object stream that stands in itself: resolving it calls itself.
		{"stack", selfStream, Limits{}, "reader-died", "stack overflow"},
		// Object streams that extend each other in a circle.
		{"endless loop", extendsLoop, Limits{Time: time.Second}, "reader-died", "limits.time"},
		{"memory", "Mot. " + strings.Repeat("mot. ", 4<<20), Limits{Memory: 64 << 20}, "reader-died", "limits.memory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := c.name + ".pdf"
			if c.name == "memory" {
				name = "memory.txt"
			}
			path := write(t, name, c.data)
			_, err := File(t.Context(), path, Options{Limits: c.limits})
			var p *documents.Problem
			if !errors.As(err, &p) {
				t.Fatalf("got %v", err)
			}
			if p.Code != c.code || !strings.Contains(p.Message.EN, c.says) || !strings.Contains(p.Message.EN, path) {
				t.Errorf("%s: %s", p.Code, p.Message.EN)
			}
			t.Log(p.Message.FR)
		})
	}
}

// However a child dies, it is told in plain words of each language: which limit
// it hit, or what ended it.
func TestDeathsInWords(t *testing.T) {
	l := Limits{Time: 8 * time.Second, Memory: 64 << 20}.OrDefault()
	for _, c := range []struct {
		death  sandbox.Death
		fr, en string
	}{
		{sandbox.Death{Cause: sandbox.TooLong}, "8 s (limits.time", "8 s (limits.time"},
		{sandbox.Death{Cause: sandbox.Silent}, "2 s (un quart de limits.time", "2 s (a quarter of limits.time"},
		{sandbox.Death{Cause: sandbox.OutOfMemory}, "64 Mio de mémoire (limits.memory", "64 MiB of memory (limits.memory"},
		{sandbox.Death{Cause: sandbox.StackOverflow}, "pile épuisée", "stack overflow"},
		{sandbox.Death{Cause: sandbox.TooMuch}, "64 Mio une fois lu", "64 MiB once read"},
		{sandbox.Death{Cause: sandbox.Killed, Detail: "signal: killed"}, "signal «\u00a0killed\u00a0»", `signal "killed"`},
		{sandbox.Death{Cause: sandbox.Crashed, Detail: "exit status 2"}, "erreur interne (code de sortie 2)", "internal error (exit code 2)"},
		{sandbox.Death{Cause: sandbox.Crashed, Detail: "panic: index out of range"}, "erreur interne (panic: index", "internal error (panic: index"},
	} {
		for _, p := range []documents.Pair[string]{
			how(l, &c.death), lostPage(3, l, &c.death).Message, rescued(l, &c.death).Message, unreadable("a.pdf", l, 3, 1, &c.death).Message,
		} {
			if !strings.Contains(p.FR, c.fr) || !strings.Contains(p.EN, c.en) || strings.Contains(p.FR, "exit status") {
				t.Errorf("%v: %q, %q", c.death.Cause, p.FR, p.EN)
			}
		}
	}
}

func TestProblemsSurviveTheTrip(t *testing.T) {
	inner := documents.Problemf(documents.Damaged, "inner", "cause française", "English cause")
	outer := documents.Problemf(documents.Misuse, "outer", "un « problème »", "a problem").Because(inner)
	for _, err := range []error{outer, inner, outer.Because(errors.New("plain words"))} {
		back := toWire(err).err()
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if got, want := documents.Explain(back, l), documents.Explain(err, l); got != want {
				t.Errorf("%q came back as %q", want, got)
			}
		}
		var a, b *documents.Problem
		if !errors.As(err, &a) || !errors.As(back, &b) || a.Class != b.Class || a.Code != b.Code {
			t.Errorf("%+v came back as %+v", a, b)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, err := File(ctx, sample, Options{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A pipe can be read only once, yet it is read like a file.
func TestPipe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs /dev/fd")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	go func() {
		_, _ = w.WriteString("Une phrase française. Une autre.\n")
		w.Close()
	}()
	d, err := File(t.Context(), fmt.Sprintf("/dev/fd/%d", r.Fd()), Options{})
	if err != nil || len(d.Segments) != 2 {
		t.Fatalf("%+v, %v", d, err)
	}
}

// Many at once, one of them bad: each has its own result.
func TestBatch(t *testing.T) {
	paths := []string{sample, write(t, "bad.pdf", selfStream), "../../documents/samples/letter.en.pdf", write(t, "ok.txt", "One sentence.\n")}
	errs := make([]error, len(paths))
	var wg sync.WaitGroup
	for i, p := range paths {
		wg.Go(func() { _, errs[i] = File(t.Context(), p, Options{}) })
	}
	wg.Wait()
	for i, err := range errs {
		if (err != nil) != (i == 1) {
			t.Errorf("%s: %v", paths[i], err)
		}
	}
}

func BenchmarkLetter(b *testing.B) {
	for b.Loop() {
		if _, err := File(context.Background(), "../../documents/samples/letter.fr.pdf", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
