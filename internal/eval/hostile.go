package eval

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// What a hostile file may cost, and how long it is waited for.
const (
	hostileHang   = 20 * time.Second
	hostileMemory = 512 << 20
	hostileWait   = 25 * time.Second // then it is ended
)

// Hostile runs `concord extract` over the files of DATA/pdf/hard, which break
// readers, and counts what must not happen: a crash, a hang of more than 20 s,
// more than 512 MB in the program and its child together, and silence, which is
// exit code 0 with neither text nor a word on standard error. It counts the
// children that died and were told of too, and names the slowest file and the
// largest. pdftotext and mutool are run beside it where they are installed.
func Hostile(ctx context.Context, data string) ([]Row, error) {
	return hostile(ctx, data, outsideContenders())
}

// HostileAlone is Hostile without the other tools, which hang on some of the
// files and are waited for: concord alone needs half a minute for the 102 of
// the development data.
func HostileAlone(ctx context.Context, data string) ([]Row, error) {
	return hostile(ctx, data, nil)
}

func hostile(ctx context.Context, data string, others []contender) ([]Row, error) {
	paths, err := filepath.Glob(filepath.Join(data, "pdf", "hard", "*.pdf"))
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	bin, done, err := program(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	ours := contender{args: func(path string) []string { return []string{bin, "extract", "--lang", "en", path} }}
	var rows []Row
	for _, c := range append([]contender{ours}, others...) {
		var t hostileTally
		for _, path := range paths {
			r, err := runProgram(ctx, hostileWait, true, c.args(path)...)
			if err != nil {
				return nil, err
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			for _, fault := range t.add(filepath.Base(path), r) {
				fmt.Fprintf(os.Stderr, "eval: hostile: %s: %s: %s\n", c.args(path)[0], filepath.Base(path), fault)
			}
		}
		rows = append(rows, t.rows(c.who, len(paths))...)
	}
	return rows, nil
}

// A hostileTally is what one program did on all files.
type hostileTally struct {
	crashes, hangs, fat, silent, read int
	// died counts the runs in which a child's death was told.
	died         int
	slowest      time.Duration
	slowestName  string
	largest      int64
	largestName  string
	memoryIsSeen bool
}

// add counts a run and says what was wrong with it.
func (t *hostileTally) add(name string, r ran) (faults []string) {
	text := len(bytes.TrimSpace(r.out)) > 0
	if text {
		t.read++
	}
	switch {
	case r.late || r.wall > hostileHang:
		t.hangs++
		faults = append(faults, fmt.Sprintf("%.1f s", r.wall.Seconds()))
	case crashed(r):
		t.crashes++
		faults = append(faults, fmt.Sprintf("crash, exit code %d", r.code))
	case r.code == 0 && !text && len(bytes.TrimSpace(r.errs)) == 0:
		t.silent++
		faults = append(faults, "silence")
	}
	if r.peak > hostileMemory {
		t.fat++
		faults = append(faults, fmt.Sprintf("%.0f MB", megabytes(r.peak)))
	}
	if bytes.Contains(r.errs, []byte("limits.")) || bytes.Contains(r.errs, []byte("stack overflow")) || bytes.Contains(r.errs, []byte("stopped on an internal error")) {
		t.died++
	}
	if r.wall > t.slowest {
		t.slowest, t.slowestName = r.wall, name
	}
	if r.peak > t.largest {
		t.largest, t.largestName = r.peak, name
	}
	t.memoryIsSeen = t.memoryIsSeen || r.peak > 0
	return faults
}

// crashed reports an end by a signal, or by a Go panic of the program itself.
func crashed(r ran) bool {
	return r.code < 0 || r.code >= 128 || bytes.Contains(r.errs, []byte("\ngoroutine ")) || bytes.HasPrefix(r.errs, []byte("panic: "))
}

func (t *hostileTally) rows(who string, files int) []Row {
	row := func(name, group string, value float64) Row {
		return Row{Area: "hostile", Name: name, Group: group, Outside: who, Value: value, Count: files, Less: true}
	}
	rows := []Row{
		row("crashes", "all", float64(t.crashes)),
		row("hangs over 20 s", "all", float64(t.hangs)),
		row("silence", "all", float64(t.silent)),
	}
	if t.memoryIsSeen {
		rows = append(rows, row("over 512 MB", "all", float64(t.fat)))
	}
	if who == "" {
		rows = append(rows, row("deaths of the child, told", "all", float64(t.died)))
	}
	read := row("files with text", "all", float64(t.read))
	read.Less = false
	rows = append(rows, read, row("slowest, s", t.slowestName, t.slowest.Seconds()))
	if t.memoryIsSeen {
		rows = append(rows, row("largest, MB", t.largestName, megabytes(t.largest)))
	}
	return rows
}
