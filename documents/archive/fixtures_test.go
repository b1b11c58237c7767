package archive_test

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"concord/documents/archive"
)

// The OCFL editors' objects for version 1.0: good ones, ones that deserve a
// warning, and bad ones, named by the codes that a validator must report.
const fixtures = "../../../shared/data/ocfl-fixtures-1.0.tar.gz"

var codeForm = regexp.MustCompile(`[EW]\d{3}`)

func TestFixtures(t *testing.T) {
	store, folders := loadFixtures(t)
	count := map[string]int{}
	for _, folder := range folders {
		parts := strings.Split(folder, "/")
		kind, name := parts[len(parts)-2], parts[len(parts)-1]
		t.Run(kind+"/"+name, func(t *testing.T) {
			issues, err := archive.Validate(t.Context(), store, folder, archive.Full)
			if err != nil {
				t.Fatal(err)
			}
			var errs, warns []string
			for _, i := range issues {
				if i.Code[0] == 'E' {
					errs = append(errs, i.Code)
				} else {
					warns = append(warns, i.Code)
				}
				if i.Message.FR == "" || i.Message.EN == "" || strings.Contains(i.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", i.Code, i.Message)
				}
			}
			errs, warns = slices.Compact(slices.Sorted(slices.Values(errs))), slices.Compact(slices.Sorted(slices.Values(warns)))
			want := codeForm.FindAllString(name, -1)
			count[kind]++
			switch kind {
			case "good-objects":
				if len(issues) > 0 {
					t.Errorf("reported %v", issues)
				}
			case "warn-objects":
				if len(errs) > 0 || !slices.Equal(warns, slices.Sorted(slices.Values(want))) {
					t.Errorf("reported %v %v, want %v", errs, warns, want)
				}
			case "bad-objects":
				all := !slices.ContainsFunc(want, func(c string) bool { return !slices.Contains(errs, c) })
				exact := slices.Equal(errs, slices.Sorted(slices.Values(want)))
				if all {
					count["bad: all named codes"]++
				} else {
					t.Errorf("reported %v, want %v among them", errs, want)
				}
				if exact {
					count["bad: exactly the named codes"]++
				} else {
					t.Logf("reported %v for %v", errs, want)
				}
			}
		})
	}
	t.Logf("%v", count)
	if count["good-objects"] != 10 || count["warn-objects"] != 14 || count["bad-objects"] != 52 {
		t.Errorf("the fixtures are not the ones expected: %v", count)
	}
}

// loadFixtures puts the tar into a memory store and gives the objects' folders.
func loadFixtures(t *testing.T) (*archive.Memory, []string) {
	t.Helper()
	f, err := os.Open(fixtures)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("SKIPPED WITHOUT THE OCFL FIXTURES: " + fixtures)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	store := archive.NewMemory()
	var folders []string
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if parts := strings.Split(strings.TrimSuffix(h.Name, "/"), "/"); len(parts) >= 4 && strings.HasSuffix(parts[2], "-objects") {
			if folder := strings.Join(parts[:4], "/"); !slices.Contains(folders, folder) {
				folders = append(folders, folder)
			}
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.PutIfAbsent(context.Background(), h.Name, archive.Bytes(data)); err != nil {
			t.Fatal(err)
		}
	}
	return store, folders
}
