package checks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	checkdocs "concord/docs/checks"
	"concord/documents"
	"concord/pipeline/check"
	"concord/pipeline/check/cases"
)

func TestAllIsValid(t *testing.T) {
	if err := check.Validate(All()); err != nil {
		t.Error(err)
	}
}

// Each check has a page in both languages that names it, a case in which it
// finds something and a case in which it must stay silent.
func TestEachCheckIsDocumentedAndTested(t *testing.T) {
	for _, c := range All() {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			page, ok := checkdocs.Page(c.ID, l)
			if !ok {
				t.Errorf("%s has no page docs/checks/%s.%s.md", c.ID, c.ID, l)
			} else if first, _, _ := strings.Cut(page, "\n"); !strings.HasPrefix(first, "# ") || !strings.Contains(first, c.ID) {
				t.Errorf("%s: the page's heading %q does not name the check", c.ID, first)
			}
		}
		files, _ := filepath.Glob(filepath.Join("testdata", filepath.FromSlash(c.ID), "*.txtar"))
		faulty, clean := 0, 0
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			k, err := cases.Parse(data)
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if len(k.Want) > 0 {
				faulty++
			} else {
				clean++
			}
		}
		if faulty == 0 || clean == 0 {
			t.Errorf("%s has %d faulty and %d clean cases in testdata/%s", c.ID, faulty, clean, c.ID)
		}
	}
}
