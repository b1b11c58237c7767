package cli

import (
	"path/filepath"
	"sync"

	"concord/internal/render"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"
)

// A progress shows on standard error how far reading has come, when that is a
// terminal. It is quiet otherwise; the zero value shows nothing.
type progress struct {
	mu  sync.Mutex
	bar *progressbar.ProgressBar
	// pages and total count over all files under way.
	pages, total map[string]int
}

func (p *program) progress(c *cli.Context) *progress {
	if c.Bool("quiet") || !render.Look(p.stderr, p.env).Is || p.env("TERM") == "dumb" {
		return &progress{}
	}
	return &progress{
		pages: map[string]int{}, total: map[string]int{},
		bar: progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.stderr),
			progressbar.OptionSetDescription(p.of("lecture", "reading")),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(80_000_000), // 80 ms: quick enough to seem alive
			progressbar.OptionSetWidth(24),
		),
	}
}

// file returns the function that is told the page under way in one file.
func (g *progress) file(path string) func(page, pages int) {
	if g.bar == nil {
		return nil
	}
	return func(page, pages int) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.pages[path], g.total[path] = page, pages
		g.show(filepath.Base(path))
	}
}

// done is told that a file was read, or failed.
func (g *progress) done(path string) {
	if g.bar == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pages[path] = g.total[path]
	g.show(filepath.Base(path))
	for p := range g.total {
		if g.pages[p] < g.total[p] {
			return
		}
	}
	_ = g.bar.Clear()
}

func (g *progress) show(name string) {
	at, of := 0, 0
	for p, n := range g.total {
		at, of = at+g.pages[p], of+n
	}
	if of == 0 {
		return
	}
	g.bar.ChangeMax(of)
	g.bar.Describe(clean(name))
	_ = g.bar.Set(at)
}
