package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"concord/documents"
)

// bigGlossary writes a glossary above minIndexed, one concept of which lacks a
// language.
func bigGlossary(t *testing.T, path string) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("concept_id,subject,lang,term\n")
	for i := range 12_000 {
		fmt.Fprintf(&b, "concept-%d,law,fr,autorisation préalable numéro %d\nconcept-%d,law,en,prior authorization number %d\n", i, i, i, i)
	}
	b.WriteString("alone,health,fr,délai\n")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func indexes(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A large glossary is the same from the cache as from its file; an index that
// was damaged, cut, or belongs to something else is made anew.
func TestIndexCache(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "cache")
	path := filepath.Join(dir, "big.csv")
	bigGlossary(t, path)
	text := "l’autorisation préalable numéro 4711, des autorisations préalables numéro 12"
	load := func(folder string, domains ...string) *terms {
		t.Helper()
		l := newTerms(t.Context())
		l.cache = folder
		m, err := l.load([]string{path}, domains)
		if err != nil {
			t.Fatal(err)
		}
		l.common = m
		return l
	}
	plain := load("")
	if len(indexes(t, folder)) != 0 {
		t.Fatal("something was written without a cache")
	}
	want := plain.common.FindAll(text, documents.FR)
	same := func(what string, l *terms) {
		t.Helper()
		if got := l.common.FindAll(text, documents.FR); len(got) != 2 || !slices.Equal(got, want) {
			t.Errorf("%s: hits %+v, want %+v", what, got, want)
		}
		if !reflect.DeepEqual(l.refs, plain.refs) || !reflect.DeepEqual(l.warnings, plain.warnings) || len(l.warnings) == 0 {
			t.Errorf("%s: %+v and %+v, want %+v and %+v", what, l.refs, l.warnings, plain.refs, plain.warnings)
		}
	}
	first := load(folder)
	same("first", first)
	if first.files[path] == nil {
		t.Fatal("first: not read from its file")
	}
	files := indexes(t, folder)
	if len(files) != 1 {
		t.Fatalf("indexes %q", files)
	}
	second := load(folder)
	same("second", second)
	if second.files[path] != nil {
		t.Error("second: the file was read although there is an index")
	}
	good, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"empty": nil, "cut": good[:len(good)/2], "foreign": bytes.Repeat([]byte("x"), 5000),
		"head": append([]byte{good[0], good[1], good[2], good[3], ^good[4]}, good[5:]...),
		"body": append(append([]byte{}, good[:len(good)-100]...), bytes.Repeat([]byte{7}, 100)...),
	} {
		if err := os.WriteFile(files[0], bad, 0o600); err != nil {
			t.Fatal(err)
		}
		same(name, load(folder))
		if after, err := os.ReadFile(files[0]); err != nil || !bytes.Equal(after, good) {
			t.Errorf("%s: not made anew (%v)", name, err)
		}
	}
	// Another choice of domains, or other bytes, is another index.
	if got := load(folder, "health").common.FindAll(text, documents.FR); len(got) != 0 {
		t.Errorf("hits of another domain: %+v", got)
	}
	if n := len(indexes(t, folder)); n != 2 {
		t.Errorf("%d indexes after another domain", n)
	}
}

// The folder keeps to its limits: what was used longest ago goes.
func TestPruneIndexes(t *testing.T) {
	folder := t.TempDir()
	for i := range maxIndexes + 3 {
		path := filepath.Join(folder, fmt.Sprintf("%02d.index", i))
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		used := time.Unix(int64(1_000_000-i), 0)
		if err := os.Chtimes(path, used, used); err != nil {
			t.Fatal(err)
		}
	}
	keep := filepath.Join(folder, "notes.txt")
	left := filepath.Join(folder, ".new-1")
	for _, path := range []string{keep, left} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Unix(1, 0)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	pruneIndexes(folder)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != maxIndexes+1 || entries[0].Name() != "00.index" || entries[len(entries)-1].Name() != "notes.txt" {
		t.Errorf("%d files, from %s to %s", len(entries), entries[0].Name(), entries[len(entries)-1].Name())
	}
}
