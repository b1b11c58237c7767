package eval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Speed times `concord extract`, the binary bin/concord or the one that
// CONCORD names, beside pdftotext: the ratio of CPU time over the four largest
// pairs of DATA/pdf by bytes, each the least of three
// runs, and the CPU seconds of the start on the smallest PDF. These are times
// of one machine at one hour: they are for the reader, have no floors, and are
// measured only when asked for by name (-area speed).
func Speed(ctx context.Context, data string) ([]Row, error) {
	bin := cmp.Or(os.Getenv("CONCORD"), filepath.Join("bin", "concord"))
	if _, err := os.Stat(bin); err != nil {
		return nil, fmt.Errorf("%s is not there: make build first, or name the binary in CONCORD", bin)
	}
	french, _ := filepath.Glob(filepath.Join(data, "pdf", "*.fr.pdf"))
	size := func(path string) int64 {
		if st, err := os.Stat(path); err == nil {
			return st.Size()
		}
		return 0
	}
	english := func(path string) string { return strings.TrimSuffix(path, ".fr.pdf") + ".en.pdf" }
	slices.SortFunc(french, func(a, b string) int {
		return cmp.Compare(size(b)+size(english(b)), size(a)+size(english(a)))
	})
	if len(french) == 0 {
		return nil, nil
	}
	seconds := func(args ...string) (float64, error) {
		best := 0.0
		for i := range 3 {
			cmd := exec.CommandContext(ctx, args[0], args[1:]...)
			err := cmd.Run()
			// A warning makes another exit code than 0, and is no failure here.
			var exit *exec.ExitError
			if err != nil && !errors.As(err, &exit) {
				return 0, err
			}
			s := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
			if i == 0 || s < best {
				best = s
			}
		}
		return best, nil
	}
	ours, theirs, files := 0.0, 0.0, 0
	for _, fr := range french[:min(4, len(french))] {
		for _, path := range []string{fr, english(fr)} {
			s, err := seconds(bin, "extract", "-q", path)
			if err != nil {
				return nil, err
			}
			ours += s
			files++
			if s, err = seconds("pdftotext", path, os.DevNull); err == nil {
				theirs += s
			}
		}
	}
	start, err := seconds(bin, "extract", "-q", french[len(french)-1])
	if err != nil {
		return nil, err
	}
	rows := []Row{
		{Area: "speed", Name: "CPU seconds, largest four pairs", Group: "all", Value: ours, Count: files, Less: true},
		{Area: "speed", Name: "CPU seconds, smallest file", Group: "all", Value: start, Count: 1, Less: true},
	}
	if theirs > 0 {
		rows = append(rows, Row{Area: "speed", Name: "CPU, ratio to pdftotext", Group: "all", Value: ours / theirs, Count: files, Less: true})
	}
	return rows, nil
}
