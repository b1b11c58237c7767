package eval

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// program returns the concord binary that is timed: the one that CONCORD
// names, or one built now from the sources here, in a folder that done removes.
func program(ctx context.Context) (path string, done func(), err error) {
	if named := os.Getenv("CONCORD"); named != "" {
		if _, err := os.Stat(named); err != nil {
			return "", nil, fmt.Errorf("CONCORD: %w", err)
		}
		return named, func() {}, nil
	}
	folder, err := os.MkdirTemp("", "concord-eval-")
	if err != nil {
		return "", nil, err
	}
	done = func() { _ = os.RemoveAll(folder) }
	path = filepath.Join(folder, "concord")
	// The flags are those of make build.
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "concord/cmd/concord")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		done()
		return "", nil, fmt.Errorf("go build: %w: %s (or name a built concord in CONCORD)", err, bytes.TrimSpace(out))
	}
	return path, done, nil
}

// A ran is one run of a program to its end.
type ran struct {
	out, errs []byte
	// code is the exit code, -1 when a signal ended the program.
	code int
	// wall is the time by the clock, cpu that of the program and the children
	// that it waited for.
	wall, cpu time.Duration
	// peak is the most memory in bytes that the program and all its children
	// held together; 0 where the system does not tell (only Linux does).
	peak int64
	// late means that it was ended after the time given.
	late bool
}

// runProgram runs a program for limit at most. watch measures the memory, which
// costs some CPU time.
func runProgram(ctx context.Context, limit time.Duration, watch bool, args ...string) (ran, error) {
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.WaitDelay = time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var r ran
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return r, err
	}
	ended, watched := make(chan struct{}), make(chan int64, 1)
	go func() {
		var peak int64
		for watch {
			peak = max(peak, treePeak(cmd.Process.Pid))
			select {
			case <-ended:
				watched <- peak
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
		watched <- peak
	}()
	err := cmd.Wait()
	r.wall = time.Since(start)
	close(ended)
	r.peak = <-watched
	r.late = errors.Is(ctx.Err(), context.DeadlineExceeded)
	r.out, r.errs = out.Bytes(), errs.Bytes()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !r.late {
		return r, err
	}
	r.code = cmd.ProcessState.ExitCode()
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return r, nil
}

// treePeak sums, over a process and its descendants alive now, the most memory
// that each has held so far, in bytes. That is never less than what they hold
// together. 0 where there is no /proc.
func treePeak(pid int) int64 {
	folder := "/proc/" + strconv.Itoa(pid)
	status, err := os.ReadFile(folder + "/status")
	if err != nil {
		return 0
	}
	var sum int64
	if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
		if f := strings.Fields(rest); len(f) > 0 {
			kb, _ := strconv.ParseInt(f[0], 10, 64)
			sum = kb << 10
		}
	}
	lists, _ := filepath.Glob(folder + "/task/*/children")
	for _, list := range lists {
		b, _ := os.ReadFile(list)
		for f := range strings.FieldsSeq(string(b)) {
			if child, err := strconv.Atoi(f); err == nil {
				sum += treePeak(child)
			}
		}
	}
	return sum
}

// median returns the middle of some times, the later of two.
func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}

// A pairOfFiles is a French and an English PDF of the data folder.
type pairOfFiles struct {
	files [2]string
	pages [2]int
	bytes int64
}

// largestPairs lists the pairs in pdf/, those with the most pages first; pages
// tells how many a file has.
func largestPairs(data string, pages func(path string) (int, error)) ([]pairOfFiles, error) {
	french, err := filepath.Glob(filepath.Join(data, "pdf", "*.fr.pdf"))
	if err != nil {
		return nil, err
	}
	var pairs []pairOfFiles
	for _, fr := range french {
		p := pairOfFiles{files: [2]string{fr, strings.TrimSuffix(fr, ".fr.pdf") + ".en.pdf"}}
		for i, path := range p.files {
			st, err := os.Stat(path)
			if err != nil {
				return nil, err
			}
			if p.pages[i], err = pages(path); err != nil {
				return nil, err
			}
			p.bytes += st.Size()
		}
		pairs = append(pairs, p)
	}
	slices.SortStableFunc(pairs, func(a, b pairOfFiles) int {
		return cmp.Or(cmp.Compare(b.pages[0]+b.pages[1], a.pages[0]+a.pages[1]), cmp.Compare(b.bytes, a.bytes))
	})
	return pairs, nil
}
