package archive_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/archive"
)

// filled is an archive of two records; "r" has three versions.
func filled(t *testing.T) *archive.Memory {
	t.Helper()
	b := archive.NewMemory()
	s := create(t, b)
	mustPut(t, s, archive.Submission{Record: "urn:x:r", Files: files("f", "one", "g", "same")})
	mustPut(t, s, archive.Submission{Record: "urn:x:r", Files: files("f", "two", "g", "same")})
	mustPut(t, s, archive.Submission{Record: "urn:x:r", Files: files("f", "two", "moved", "same")})
	mustPut(t, s, archive.Submission{Record: "urn:x:other", Files: files("f", "other")})
	return b
}

func verify(t *testing.T, b archive.Blobs, level archive.Level) archive.Report {
	t.Helper()
	s, err := archive.Open(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Verify(t.Context(), level)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVerifyClean(t *testing.T) {
	for _, level := range []archive.Level{archive.Quick, archive.Full} {
		r := verify(t, filled(t), level)
		if len(r.Issues) != 0 || r.Records != 2 || r.Files != 4 || r.Bytes != int64(len("one"+"two"+"same"+"other")) {
			t.Errorf("level %d: %+v", level, r)
		}
	}
}

// Every file of the archive is altered in turn: a byte flipped, cut in half,
// removed. Nothing goes unnoticed, and only what can be derived again is called
// repairable.
func TestVerifyEveryFile(t *testing.T) {
	list, err := filled(t).List(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	alterations := map[string]func([]byte) []byte{
		"flipped": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"removed": nil,
	}
	for _, info := range list {
		if !strings.Contains(info.Key, "/inventory.json") && !strings.Contains(info.Key, "/content/") && !strings.Contains(info.Key, "/0=") {
			continue // the archive's own three files are looked at when it is opened
		}
		for how, alter := range alterations {
			t.Run(how+" "+info.Key[66:], func(t *testing.T) {
				b := filled(t)
				data, _ := read(t, b, info.Key)
				if err := b.Delete(t.Context(), info.Key); err != nil {
					t.Fatal(err)
				}
				if alter != nil {
					if _, err := b.PutIfAbsent(t.Context(), info.Key, archive.Bytes(alter(data))); err != nil {
						t.Fatal(err)
					}
				}
				r := verify(t, b, archive.Full)
				if len(r.Issues) == 0 {
					t.Fatal("goes unnoticed")
				}
				name := info.Key[strings.LastIndexByte(info.Key, '/')+1:]
				derived := name != "inventory.json" && strings.HasPrefix(name, "inventory.json")
				if name == "inventory.json" && strings.Contains(info.Key, "/v") && alter == nil {
					derived = true // an inventory of an older version; optional
				}
				if !derived && r.Count(archive.Damage) == 0 {
					t.Errorf("is not called damage: %v", r.Issues)
				}
				if derived && r.Count(archive.Damage) > 0 && alter == nil {
					t.Errorf("is called damage: %v", r.Issues)
				}
				found := false
				for _, i := range r.Issues {
					found = found || strings.Contains(i.Key, info.Key[76:]) || strings.Contains(i.Message.EN, name)
					if !strings.Contains(i.Message.FR, i.Key) || !strings.Contains(i.Message.EN, i.Key) {
						t.Errorf("the message does not name the key: %+v", i)
					}
				}
				if !found && !strings.HasPrefix(name, "0=") {
					t.Errorf("no issue is about the file: %v", r.Issues)
				}
			})
		}
	}
}

func read(t *testing.T, b archive.Blobs, key string) ([]byte, archive.Tag) {
	t.Helper()
	blob, err := b.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Body.Close()
	data, err := io.ReadAll(blob.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data, blob.Tag
}

func TestVerifyStrangeThings(t *testing.T) {
	const id = "urn:x:r"
	for _, c := range []struct {
		name, key, text, code string
		impact                archive.Impact
	}{
		{"orphan content", "R/v2/content/abc", "x", "E023", archive.Leftover},
		{"content of a put that died", "R/v4/content/abc", "x", "E046", archive.Leftover},
		{"a version from nowhere", "R/v7/content/abc", "x", "E046", archive.Damage},
		{"a file beside the object's", "R/notes.txt", "x", "E001", archive.Damage},
		{"a file beside the content", "R/v1/notes.txt", "x", "E015", archive.Damage},
		{"a file outside objects", "photos/x.jpg", "x", "E072", archive.Damage},
		{"a text at the top", "README.txt", "x", "", ""},
		{"a lock at the top", ".concord-lock", "", "", ""},
		{"an extension", "R/extensions/own/x", "x", "W013", archive.Note},
		{"a log", "R/logs/2026.txt", "x", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := filled(t)
			list, _ := b.List(t.Context(), "")
			root := ""
			for _, info := range list {
				if strings.HasSuffix(info.Key, "/v3/inventory.json") {
					root = strings.TrimSuffix(info.Key, "/v3/inventory.json")
				}
			}
			if _, err := b.PutIfAbsent(t.Context(), strings.Replace(c.key, "R/", root+"/", 1), archive.Bytes([]byte(c.text))); err != nil {
				t.Fatal(err)
			}
			r := verify(t, b, archive.Quick)
			var got []string
			for _, i := range r.Issues {
				got = append(got, fmt.Sprint(i.Code, " ", i.Impact))
				if i.Record != "" && i.Record != id {
					t.Errorf("the issue is about record %q", i.Record)
				}
			}
			want := ""
			if c.code != "" {
				want = c.code + " " + string(c.impact)
			}
			if strings.Join(got, ", ") != want {
				t.Errorf("reported %v, want %q", got, want)
			}
		})
	}
}

// Reading damaged things says so, and hides nothing else.
func TestReadDamaged(t *testing.T) {
	b := filled(t)
	list, _ := b.List(t.Context(), "")
	s := create(t, b)
	for _, info := range list {
		if strings.Contains(info.Key, "/v1/content/") {
			if err := b.Delete(t.Context(), info.Key); err != nil {
				t.Fatal(err)
			}
			if info.Size == 4 { // "same"
				if _, err := b.PutIfAbsent(t.Context(), info.Key, archive.Bytes([]byte("sane"))); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	r, err := s.Get(t.Context(), "urn:x:r", archive.Selector{}, "moved")
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadAll(r)
	wantProblem(t, err, documents.Damaged, "archive-content-wrong")
	_, err = s.Get(t.Context(), "urn:x:r", archive.Selector{Number: 1}, "f")
	wantProblem(t, err, documents.Damaged, "archive-content-missing")

	for _, info := range list {
		if strings.Count(info.Key, "/") == 4 && strings.HasSuffix(info.Key, "/inventory.json") {
			data, tag := read(t, b, info.Key)
			if !strings.Contains(string(data), "urn:x:other") {
				continue
			}
			if _, err := b.PutIfMatch(t.Context(), info.Key, tag, archive.Bytes(data[:len(data)/2])); err != nil {
				t.Fatal(err)
			}
		}
	}
	records, err := s.List(t.Context())
	wantProblem(t, err, documents.Damaged, "archive-damaged")
	if len(records) != 1 || records[0].ID != "urn:x:r" {
		t.Errorf("the other record is not listed: %v", records)
	}
	_, err = s.Put(t.Context(), archive.Submission{Record: "urn:x:other", Files: files("f", "more")})
	wantProblem(t, err, documents.Damaged, "archive-damaged")
}

// A record whose inventory is gone is damaged, not new: nothing is written over
// its versions, and the list says so. What a first put left when it died is no
// damage.
func TestInventoryLost(t *testing.T) {
	b := filled(t)
	s := create(t, b)
	list, _ := b.List(t.Context(), "")
	var kept []archive.Info
	for _, info := range list {
		data, _ := read(t, b, info.Key)
		if strings.Count(info.Key, "/") == 4 && strings.HasSuffix(info.Key, "/inventory.json") && strings.Contains(string(data), "urn:x:r") {
			if err := b.Delete(t.Context(), info.Key); err != nil {
				t.Fatal(err)
			}
			continue
		}
		kept = append(kept, info)
	}
	_, err := s.Put(t.Context(), archive.Submission{Record: "urn:x:r", Files: files("f", "new")})
	wantProblem(t, err, documents.Damaged, "archive-inventory-lost")
	_, err = s.Show(t.Context(), "urn:x:r")
	wantProblem(t, err, documents.Damaged, "archive-inventory-lost")
	records, err := s.List(t.Context())
	wantProblem(t, err, documents.Damaged, "archive-inventory-lost")
	if len(records) != 1 || records[0].ID != "urn:x:other" {
		t.Errorf("the other record is not listed: %v", records)
	}
	after, _ := b.List(t.Context(), "")
	if fmt.Sprint(after) != fmt.Sprint(kept) {
		t.Errorf("something was written:\n%v\nbefore\n%v", after, kept)
	}
	for _, info := range after {
		parts := strings.SplitN(info.Key, "/", 5)
		if len(parts) == 5 && parts[4] != "0=ocfl_object_1.1" && !strings.HasPrefix(parts[4], "v1/content/") {
			if err := b.Delete(t.Context(), info.Key); err != nil {
				t.Fatal(err)
			}
		}
	}
	if r := mustPut(t, s, archive.Submission{Record: "urn:x:r", Files: files("f", "new")}); r.Version.Number != 1 {
		t.Errorf("after a put that died: version %d, want 1", r.Version.Number)
	}
}

func FuzzValidate(f *testing.F) {
	b := archive.NewMemory()
	s, err := archive.OpenOrCreateWith(f.Context(), b, archive.Options{Now: still})
	if err != nil {
		f.Fatal(err)
	}
	if _, err := s.Put(f.Context(), archive.Submission{Record: "urn:x:r", Files: files("a/b", "x")}); err != nil {
		f.Fatal(err)
	}
	list, _ := b.List(f.Context(), "")
	for _, info := range list {
		if strings.HasSuffix(info.Key, "/v1/inventory.json") {
			blob, _ := b.Get(f.Context(), info.Key)
			data, _ := io.ReadAll(blob.Body)
			f.Add(data)
		}
	}
	f.Add([]byte(`{"id":"x","manifest":{"a":null,"A":["/../x"]},"versions":{"v1":{"state":{"a":["."]}},"v0":null,"v":[]},"fixity":{"md5":[]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := archive.NewMemory()
		for key, text := range map[string][]byte{
			"o/0=ocfl_object_1.1": []byte("ocfl_object_1.1\n"), "o/inventory.json": data, "o/v1/inventory.json": data, "o/v1/content/x": data,
		} {
			if _, err := b.PutIfAbsent(t.Context(), key, archive.Bytes(text)); err != nil {
				t.Fatal(err)
			}
		}
		issues, err := archive.Validate(t.Context(), b, "o", archive.Full)
		if err != nil {
			t.Fatal(err)
		}
		if len(issues) == 0 {
			t.Error("an object without a sidecar is called clean")
		}
		again, _ := archive.Validate(t.Context(), b, "o", archive.Full)
		if fmt.Sprint(issues) != fmt.Sprint(again) {
			t.Error("two validations differ")
		}
	})
}
