package main

import (
	"os"
	"testing"

	"concord/internal/docread"
	"concord/internal/workbook"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	// A script runs this test binary as concord, and that starts itself again
	// as the child that parses a document or a workbook.
	if docread.IsChild() {
		os.Exit(docread.ChildMain())
	}
	if workbook.IsChild() {
		os.Exit(workbook.ChildMain())
	}
	testscript.Main(m, map[string]func(){
		"concord": func() { os.Exit(run()) },
	})
}

// TestStories runs the command-line stories, one a file.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			root, err := os.Getwd()
			if err != nil {
				return err
			}
			env.Setenv("REPO", root+"/../..")
			// PDFium's machine code is made once for all stories.
			if cache, err := os.UserCacheDir(); err == nil {
				env.Setenv("XDG_CACHE_HOME", cache)
			}
			// Whoever runs the tests may have these set.
			for _, name := range []string{"CONCORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CONCORD_ARCHIVE",
				"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} {
				env.Setenv(name, "")
			}
			return nil
		},
		Cmds: commands,
	})
}
