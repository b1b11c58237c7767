package render

import (
	"os"
	"strconv"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"
)

// A Terminal says what a file that output goes to can show.
type Terminal struct {
	// Is reports whether it is a terminal at all.
	Is bool
	// Color reports whether to use colours: a terminal that is not "dumb",
	// and NO_COLOR not set to anything (no-color.org).
	Color bool
	// Width is the number of columns: COLUMNS if that is set, else what the
	// terminal says, else 80.
	Width int
}

// Look tells what a file can show; env is os.Getenv.
func Look(f *os.File, env func(string) string) Terminal {
	t := Terminal{Width: 80}
	t.Is = isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd())
	t.Color = t.Is && env("NO_COLOR") == "" && env("TERM") != "dumb"
	if t.Is {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			t.Width = w
		}
	}
	if w, err := strconv.Atoi(env("COLUMNS")); err == nil && w > 0 && w < 10000 {
		t.Width = w
	}
	return t
}
