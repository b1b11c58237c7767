package docread

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/engines"
	"concord/internal/ocr"
	"concord/internal/sandbox"
)

// A course is the reading of one file, in as many attempts as it takes.
type course struct {
	path   string
	opts   Options
	limits Limits
	tool   tool
	// left is what is left of limits.Time.
	left time.Duration
	// lost are pages on which the native engine died, spare those on which
	// another one did.
	lost  map[int]documents.Warning
	spare map[int]bool
	// first is how the native engine died before it had found a page.
	first *sandbox.Death
	// fair is the document as far as it can be read without recognising
	// characters, while that is tried.
	fair *documents.Document
}

func newCourse(path string, opts Options, limits Limits) *course {
	return &course{
		path: path, opts: opts, limits: limits, left: limits.Time, tool: tools(opts.Engine),
		lost: map[int]documents.Warning{}, spare: map[int]bool{},
	}
}

// read makes attempts until one has read the file or nothing is left to try.
func (c *course) read(ctx context.Context, input *input) (*documents.Document, error) {
	for {
		a := c.attempt()
		start := time.Now()
		doc, err := a.run(ctx, input)
		c.left -= time.Since(start) - a.untimed
		var death *sandbox.Death
		switch {
		case err != nil && ctx.Err() != nil:
			return nil, err
		case err != nil && c.fair != nil:
			return c.fair, nil
		case err == nil && c.recogniseToo(doc):
			c.fair = doc
		case err == nil:
			return c.finish(doc), nil
		case !errors.As(err, &death) && c.first != nil:
			// How the first engine died says more of such a file.
			return nil, unreadable(c.path, c.limits, 0, 0, c.first)
		case death == nil:
			return nil, err
		case !c.again(a, death):
			return nil, unreadable(c.path, c.limits, a.page, len(c.lost), death)
		}
	}
}

func (c *course) attempt() *attempt {
	a := &attempt{
		path: c.path, opts: c.opts, limits: c.limits, pageTime: c.limits.pageTime(),
		lost: c.lost, spare: c.spare, recognise: illegible(c.fair), tool: c.tool,
	}
	a.limits.Time = c.left
	return a
}

// auto reports whether engines may be changed.
func (c *course) auto() bool { return c.opts.Engine == "" || c.opts.Engine == engines.Auto }

// again decides what to leave out after a death, and reports whether another
// attempt is worth it.
func (c *course) again(a *attempt, death *sandbox.Death) bool {
	if death.Cause == sandbox.TooLong || c.left <= 0 {
		return false
	}
	_, lost := c.lost[a.page]
	switch {
	case c.auto() && a.second() && !c.spare[a.page] && len(c.spare) < c.limits.Lost:
		// The first engine's page stays.
		c.spare[a.page] = true
	case c.auto() && a.stage == 0 && c.first == nil:
		// The file kills the first engine before it has found a page.
		c.opts.Engine, c.first = engines.PDFium, death
	case a.page > 0 && !lost && len(c.lost) < c.limits.Lost:
		c.lost[a.page] = lostPage(a.page, c.limits, death)
	default:
		return false
	}
	return true
}

// recogniseToo reports whether some pages should be given to tesseract, since
// the layout found their text to be of no use.
func (c *course) recogniseToo(doc *documents.Document) bool {
	return c.auto() && c.fair == nil && c.tool.tesseract.Installed() && c.left > 0 && len(illegible(doc)) > 0
}

func (c *course) finish(doc *documents.Document) *documents.Document {
	if c.first != nil {
		doc.Warnings = append([]documents.Warning{rescued(c.limits, c.first)}, doc.Warnings...)
	}
	return doc
}

// illegible lists the pages of which half the text or more is garbage that
// could not be repaired, or repaired without its figures.
func illegible(doc *documents.Document) map[int]bool {
	if doc == nil {
		return nil
	}
	all, bad := map[int]int{}, map[int]int{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Page == 0 || b.Recognised() {
			continue
		}
		n := utf8.RuneCountInString(b.Text)
		all[b.Page] += n
		if b.Encoding.FiguresUnsure() {
			bad[b.Page] += n
		} else {
			bad[b.Page] += 4 * strings.Count(b.Text, "\uFFFD") // a word with one cannot be compared
		}
	}
	pages := map[int]bool{}
	for p, n := range bad {
		if n >= 40 && 2*n >= all[p] {
			pages[p] = true
		}
	}
	return pages
}

// tools finds what the engines need of this computer, which the child, having
// no environment, cannot.
func tools(engine engines.Choice) (t tool) {
	if engine == engines.Native {
		return t
	}
	t.cache = CacheFolder()
	if engine != engines.PDFium {
		t.tesseract, _ = ocr.Find(os.Getenv)
	}
	return t
}

// A tool is what lies outside of this program.
type tool struct {
	cache     string
	tesseract ocr.Program
}

// CacheFolder is where PDFium's machine code is kept: the folder concord/pdfium
// in the user's cache folder. It is empty when the user has none.
func CacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "concord", "pdfium")
}
