// Package arch holds the direction of imports. The table below is the
// structure of concord; the test parses every file of the tree itself (not
// through go list, whose answer the test cache may reuse) and fails on an
// import that the table does not allow.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// domain packages do no input or output beyond readers they are handed, do
// not log and do not print.
var domain = []string{"documents", "glossary", "pipeline"}

// barred from the domain: whatever reaches the file system, the network, the
// terminal or the log.
var barred = []string{"os", "os/exec", "os/signal", "net", "net/http", "log", "log/slog", "io/ioutil", "syscall", "math/rand"}

// may lists, for each package, which of ours it imports. A package that is not
// here fails the test: a new room in the house is a decision.
var may = map[string][]string{
	"cmd/concord": {"internal/cli", "internal/docread", "internal/workbook"},

	"documents":                  {},
	"documents/language":         {"documents"},
	"documents/values":           {"documents"},
	"documents/segment":          {"documents"},
	"documents/extract":          {"documents", "documents/language", "documents/repair", "documents/segment"},
	"documents/repair":           {"documents", "documents/language"},
	"documents/archive":          {"documents"},
	"documents/archive/blobtest": {"documents", "documents/archive"},
	"documents/samples":          {"documents"},
	"docs/checks":                {"documents"},
	"glossary":                   {"documents", "glossary/forms"},
	"glossary/forms":             {"documents"},
	"glossary/reference":         {"documents", "documents/segment", "glossary"},

	"pipeline/lexicon":         {"documents"},
	"pipeline/align":           {"documents", "documents/values", "pipeline/lexicon"},
	"pipeline/links":           {"documents", "pipeline/align"},
	"pipeline/wordlink":        {"documents", "pipeline/align", "pipeline/lexicon"},
	"pipeline/divergence":      {"documents", "pipeline/align", "pipeline/wordlink"},
	"pipeline/lacking":         {"documents", "pipeline/lexicon", "pipeline/wordlink"},
	"pipeline/concordance":     {"documents", "glossary", "glossary/forms", "pipeline/align", "pipeline/lexicon"},
	"pipeline/check":           {"documents", "glossary", "glossary/reference", "pipeline/align", "pipeline/wordlink"},
	"pipeline/check/cases":     {"documents", "documents/segment", "glossary", "glossary/reference", "pipeline/align", "pipeline/check", "pipeline/check/checktest"},
	"pipeline/candidates":      {"documents", "glossary/forms", "pipeline/align", "pipeline/lexicon"},
	"pipeline/check/checktest": {"pipeline/check", "pipeline/check/cases"},
	"pipeline/checks": {"documents", "documents/language", "documents/values", "documents/segment", "glossary", "glossary/forms", "glossary/reference",
		"pipeline/align", "pipeline/lexicon", "pipeline/divergence", "pipeline/wordlink", "pipeline/lacking", "pipeline/check", "pipeline/check/cases", "pipeline/check/checktest", "docs/checks"},
	"pipeline/baseline": {"documents", "pipeline/check", "internal/strictyaml"},
	"pipeline": {"documents", "documents/values", "documents/segment", "documents/language", "glossary", "pipeline/align", "pipeline/links", "pipeline/divergence", "pipeline/wordlink",
		"pipeline/check", "pipeline/checks", "pipeline/baseline"},

	"internal/lettertable":   {"documents/repair"},
	"internal/logit":         {},
	"internal/scorefit":      {"documents", "internal/logit", "pipeline/align", "pipeline/divergence", "pipeline/wordlink"},
	"internal/formtable":     {"glossary/forms"},
	"internal/lexicon/learn": {"documents", "pipeline/lexicon"},
	"internal/lexicon/train": {"documents", "pipeline/lexicon", "internal/lexicon/learn"},
	"internal/arch":          {},
	"internal/nearest":       {},
	"internal/printable":     {},
	"internal/strictyaml":    {"documents", "internal/nearest", "internal/printable"},
	"internal/sandbox":       {"documents"},
	"internal/pdfnative":     {"documents", "documents/extract"},
	"internal/pdfium":        {"documents", "documents/extract", "internal/pdfnative"},
	"internal/ocr":           {"documents/extract"},
	"internal/engines":       {"documents", "documents/extract", "documents/language", "internal/pdfnative", "internal/pdfium", "internal/ocr"},
	"internal/docread":       {"documents", "documents/extract", "internal/engines", "internal/ocr", "internal/sandbox"},
	"internal/dirblob":       {"documents", "documents/archive"},
	"internal/s3blob":        {"documents", "documents/archive"},
	"internal/worddiff":      {},
	"internal/msg":           {"documents", "internal/strictyaml"},
	"internal/workbook":      {"documents", "internal/sandbox"},
	"internal/bitext":        {"documents", "internal/nearest", "internal/printable"},
	"internal/config":        {"documents", "pipeline/check", "internal/nearest", "internal/strictyaml", "internal/printable"},
	"internal/render": {"documents", "pipeline", "pipeline/align", "pipeline/check", "pipeline/baseline",
		"docs/checks", "internal/msg", "internal/nearest", "internal/printable"},
	"internal/eval":     {"*"},
	"internal/eval/cmd": {"internal/docread", "internal/eval"},
	"internal/cli":      {"*"},
}

// homes gives each outside module its one home. golang.org/x/text and test
// modules are at home everywhere.
var homes = map[string]string{
	"github.com/ledongthuc/pdf":       "internal/pdfnative",
	"github.com/klippa-app/go-pdfium": "internal/pdfium",
	"github.com/tetratelabs/wazero":   "internal/pdfium",
	"github.com/sergi/go-diff":        "internal/worddiff",
	"github.com/urfave/cli":           "internal/cli",
	"github.com/minio/minio-go":       "internal/s3blob",
	"github.com/clipperhouse/uax29":   "documents/segment",
	"github.com/yuin/goldmark":        "documents/extract",
	"golang.org/x/net/html":           "documents/extract",
	"github.com/nicksnyder/go-i18n":   "internal/msg",
	"github.com/fatih/color":          "internal/render",
	"github.com/schollz/progressbar":  "internal/cli",
	"github.com/bmatcuk/doublestar":   "internal/cli",
	"github.com/rivo/uniseg":          "internal/printable",
	"github.com/xuri/excelize":        "internal/workbook",
}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, file)
		if d.IsDir() {
			name := d.Name()
			if name == "testdata" || name == "bin" || name == "dist" || (strings.HasPrefix(name, ".") && rel != ".") {
				return filepath.SkipDir
			}
			// A folder with its own go.mod is another module.
			if rel != "." {
				if _, err := os.Stat(filepath.Join(file, "go.mod")); err == nil {
					return filepath.SkipDir
				}
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") {
			return nil
		}
		pkg := filepath.ToSlash(filepath.Dir(rel))
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		if _, ok := may[pkg]; !ok && !seen[pkg] {
			t.Errorf("%s is not in the table of internal/arch: give it a place and say what it imports", pkg)
		}
		seen[pkg] = true
		test := strings.HasSuffix(file, "_test.go")
		for _, im := range f.Imports {
			p, _ := strconv.Unquote(im.Path.Value)
			checkImport(t, filepath.ToSlash(rel), pkg, p, test)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range may {
		if !seen[pkg] {
			t.Errorf("%s is in the table of internal/arch and not in the tree", pkg)
		}
	}
}

func checkImport(t *testing.T, file, pkg, p string, test bool) {
	if own, ok := strings.CutPrefix(p, "concord/"); ok {
		// Tests may look at a stage together with those before it; what the
		// binary is made of is held strictly.
		if !test && own != pkg && !slices.Contains(may[pkg], own) && !slices.Contains(may[pkg], "*") {
			t.Errorf("%s imports %s, which the table of internal/arch does not allow", file, own)
		}
		return
	}
	for module, home := range homes {
		if (p == module || strings.HasPrefix(p, module+"/")) && pkg != home && !test {
			t.Errorf("%s imports %s, whose home is %s", file, p, home)
		}
	}
	if slices.Contains(domain, strings.Split(pkg, "/")[0]) && !test && path.Base(pkg) != "checktest" && path.Base(pkg) != "blobtest" {
		if slices.Contains(barred, p) {
			t.Errorf("%s imports %s: the domain does no input, output or logging of its own", file, p)
		}
	}
}
