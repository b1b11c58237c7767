package msg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	// french tells a French text by letters and quotation marks that English
	// has not; a string of symbols without a space between words is no text.
	french = regexp.MustCompile(`\pL+.* .*[éèàùêîôç’«]|[éèàùêîôç’«].* .*\pL+`)
	// breaking is a space that may end a line where French allows none.
	breaking = regexp.MustCompile(`[^\s\[] [;:?!»](?:\s|$|[.,)])|« [^\s]`)
	// straight is a typewriter's apostrophe between letters.
	straight = regexp.MustCompile(`\pL'\pL`)
)

// French texts keep their marks: no line ends before a semicolon, a colon, a
// question mark, an exclamation mark or a closing quotation mark, nor after an
// opening one. This reads the strings of the program and the pages that explain
// shows.
func TestFrenchSpaces(t *testing.T) {
	root := filepath.Join("..", "..")
	read := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata" || d.Name() == "bin" || d.Name() == "eval"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".fr.md") && strings.Contains(path, filepath.Join("docs", "checks")):
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			read++
			for i, line := range strings.Split(string(data), "\n") {
				if !strings.HasPrefix(line, "    ") { // examples are quoted as typed
					check(t, path, i+1, regexp.MustCompile("`[^`]*`").ReplaceAllString(line, "x"))
				}
			}
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			read++
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING || lit.Value[0] != '"' {
					return true
				}
				if text, err := strconv.Unquote(lit.Value); err == nil && french.MatchString(text) {
					check(t, path, set.Position(lit.Pos()).Line, text)
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 100 {
		t.Errorf("only %d files were read", read)
	}
}

func check(t *testing.T, path string, line int, text string) {
	t.Helper()
	if at := breaking.FindString(text); at != "" {
		t.Errorf("%s:%d: %q wants a no-break space: %s", path, line, at, text)
	}
	if at := straight.FindString(text); at != "" {
		t.Errorf("%s:%d: %q wants a printed apostrophe: %s", path, line, at, text)
	}
}
