// Package checktest runs a check over the cases of a folder; the package cases
// says how they are written. Call Run from a test.
package checktest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/pipeline/check"
	"concord/pipeline/check/cases"
)

// Run runs c over every *.txtar file in dir, each as a subtest named after the
// file. A folder without cases is a failure, so that a moved folder is noticed.
func Run(t *testing.T, dir string, c *check.Check) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s (%v)", dir, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			k, err := cases.Parse(data)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			for _, w := range k.Want {
				if w.Rule != c.ID {
					t.Fatalf("%s: section \"want\": rule %q, but the check is %s", file, w.Rule, c.ID)
				}
			}
			if diff, err := k.Check(t.Context(), []*check.Check{c}, check.Pass{}); err != nil {
				t.Fatalf("%s: %v", file, err)
			} else if diff != "" {
				t.Errorf("%s: %s\n%s", file, k.Why, diff)
			}
		})
	}
}
