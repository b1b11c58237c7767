package dirblob_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/documents"
	"concord/documents/archive"
	"concord/documents/archive/blobtest"
	"concord/internal/dirblob"
)

func TestConformance(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) archive.Blobs {
		return open(t, filepath.Join(t.TempDir(), "sub [x]*", "archive"))
	})
}

func open(t *testing.T, folder string) *dirblob.Dir {
	t.Helper()
	d, err := dirblob.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func wantProblem(t *testing.T, err error, class documents.Class, code, name string) {
	t.Helper()
	var p *documents.Problem
	if !errors.As(err, &p) || p.Class != class || p.Code != code {
		t.Errorf("error %v, want the problem %s of class %d", err, code, class)
		return
	}
	if !strings.Contains(p.In(documents.FR), name) || !strings.Contains(p.In(documents.EN), name) {
		t.Errorf("the message does not name %s: %v", name, p)
	}
}

// Nothing is made before the first write, and reading what is not there is no
// fault of the folder.
func TestReadingMakesNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "not", "there")
	d := open(t, folder)
	if _, err := d.Get(t.Context(), "a/b"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("get: %v", err)
	}
	if l, err := d.List(t.Context(), ""); err != nil || len(l) != 0 {
		t.Errorf("list: %v, %v", l, err)
	}
	if _, err := d.PutIfMatch(t.Context(), "a/b", "t", archive.Bytes(nil)); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("put-if-match: %v", err)
	}
	if err := d.Delete(t.Context(), "a/b"); err != nil {
		t.Errorf("delete: %v", err)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestFileForFolder(t *testing.T) {
	name := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{name, filepath.Join(name, "below")} {
		_, err := dirblob.New(folder)
		wantProblem(t, err, documents.Misuse, "archive-not-a-folder", "letter.pdf")
	}
	// The file comes to be there later.
	folder := filepath.Join(t.TempDir(), "archive")
	d := open(t, folder)
	if err := os.WriteFile(folder, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := d.PutIfAbsent(t.Context(), "k", archive.Bytes(nil))
	wantProblem(t, err, documents.Damaged, "archive-not-a-folder", folder)
}

// The folder's own files are no values, and cannot be reached as ones.
func TestPrivateNames(t *testing.T) {
	folder := t.TempDir()
	d := open(t, folder)
	tag, err := d.PutIfAbsent(t.Context(), "k", archive.Bytes([]byte("1")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.PutIfMatch(t.Context(), "k", tag, archive.Bytes([]byte("2"))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, ".concord-lock")); err != nil {
		t.Errorf("no lock file: %v", err)
	}
	if l, err := d.List(t.Context(), ""); err != nil || len(l) != 1 {
		t.Errorf("list: %v, %v", l, err)
	}
	if _, err := d.Get(t.Context(), ".concord-lock"); !errors.Is(err, archive.ErrBadKey) {
		t.Errorf("get of the lock: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(folder, ".concord-tmp-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

// A process that died leaves a temporary file; the next day it goes.
func TestStaleTemporaryFiles(t *testing.T) {
	folder := t.TempDir()
	old, fresh := filepath.Join(folder, ".concord-tmp-old"), filepath.Join(folder, ".concord-tmp-fresh")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	tag, err := d.PutIfAbsent(t.Context(), "k", archive.Bytes([]byte("1")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.PutIfMatch(t.Context(), "k", tag, archive.Bytes([]byte("2"))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Error("the old temporary file is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a temporary file that may be in use was removed")
	}
}

func TestFoldersThatBecomeEmptyGo(t *testing.T) {
	folder := t.TempDir()
	d := open(t, folder)
	if _, err := d.PutIfAbsent(t.Context(), "a/b/c", archive.Bytes(nil)); err != nil {
		t.Fatal(err)
	}
	if err := d.Delete(t.Context(), "a/b/c"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "a")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the empty folder stays: %v", err)
	}
}

// A link in an archive could lead anywhere: it is named and not followed when
// the archive is listed.
func TestLinks(t *testing.T) {
	folder := t.TempDir()
	if err := os.Symlink("/etc/passwd", filepath.Join(folder, "link")); err != nil {
		t.Skip("SKIPPED WITHOUT SYMBOLIC LINKS: ", err)
	}
	_, err := open(t, folder).List(t.Context(), "")
	wantProblem(t, err, documents.Damaged, "archive-not-a-file", "link")

	// The archive itself may be reached through a link.
	real := t.TempDir()
	alias := filepath.Join(t.TempDir(), "alias")
	if err := os.Symlink(real, alias); err != nil {
		t.Fatal(err)
	}
	d := open(t, alias)
	if _, err := d.PutIfAbsent(t.Context(), "a/b", archive.Bytes(nil)); err != nil {
		t.Fatal(err)
	}
	if l, err := d.List(t.Context(), ""); err != nil || len(l) != 1 || l[0].Key != "a/b" {
		t.Errorf("list through a link: %v, %v", l, err)
	}
}

func TestNoPermission(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("SKIPPED: this user may write everywhere")
	}
	folder := t.TempDir()
	d := open(t, folder)
	if _, err := d.PutIfAbsent(t.Context(), "k", archive.Bytes([]byte("1"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(folder, 0o755) })
	_, err := d.PutIfAbsent(t.Context(), "new", archive.Bytes(nil))
	wantProblem(t, err, documents.Unreachable, "archive-no-permission", folder)
	if _, err := d.Get(t.Context(), "k"); err != nil {
		t.Errorf("reading needs no write permission: %v", err)
	}
}

// A full disk gives a problem and leaves nothing; /dev/full stands for it
// where a file of the folder can be made to be it.
func TestFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("SKIPPED WITHOUT /dev/full")
	}
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("SKIPPED WITHOUT /dev/full: ", err)
	}
	defer f.Close()
	_, full := f.Write([]byte("x"))
	wantProblem(t, dirblob.ProblemForTest("somewhere/file", full), documents.Unreachable, "archive-disk-full", "somewhere/file")
}

const counterEnv = "CONCORD_TEST_COUNTER"

// Several processes count in one value; the lock and the tag lose no update.
func TestProcesses(t *testing.T) {
	if folder := os.Getenv(counterEnv); folder != "" {
		count(t, open(t, folder))
		return
	}
	folder := t.TempDir()
	d := open(t, folder)
	if _, err := d.PutIfAbsent(t.Context(), "n", archive.Bytes([]byte("0"))); err != nil {
		t.Fatal(err)
	}
	const processes = 4
	var wg sync.WaitGroup
	for range processes {
		wg.Go(func() {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProcesses$")
			cmd.Env = append(os.Environ(), counterEnv+"="+folder)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	if n, _ := number(t, d); n != processes*updates {
		t.Errorf("%d processes made %d updates each, the counter says %d", processes, updates, n)
	}
}

const updates = 10

func count(t *testing.T, d *dirblob.Dir) {
	for done := 0; done < updates; {
		n, tag := number(t, d)
		_, err := d.PutIfMatch(t.Context(), "n", tag, archive.Bytes([]byte(strconv.Itoa(n+1))))
		switch {
		case err == nil:
			done++
		case !errors.Is(err, archive.ErrChanged):
			t.Fatal(err)
		}
	}
}

func number(t *testing.T, d *dirblob.Dir) (int, archive.Tag) {
	t.Helper()
	blob, err := d.Get(t.Context(), "n")
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Body.Close()
	data, err := io.ReadAll(blob.Body)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return n, blob.Tag
}

func BenchmarkPut(b *testing.B) {
	d, err := dirblob.New(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		if _, err := d.PutIfAbsent(b.Context(), fmt.Sprint("a/", i), archive.Bytes([]byte("value"))); err != nil {
			b.Fatal(err)
		}
	}
}
