package render

import (
	"concord/pipeline/check"

	"github.com/fatih/color"
)

// An ink paints text; without colour it leaves text as it is. No meaning
// rests on colour alone.
type ink struct {
	bold, dim, mark, warn func(...any) string
	severity              [check.Critical + 1]func(...any) string
}

func newInk(on bool) ink {
	paint := func(attrs ...color.Attribute) func(...any) string {
		c := color.New(attrs...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c.SprintFunc()
	}
	k := ink{bold: paint(color.Bold), dim: paint(color.Faint), mark: paint(color.Bold, color.FgRed), warn: paint(color.FgYellow)}
	k.severity[check.Critical] = paint(color.Bold, color.FgMagenta)
	k.severity[check.Major] = paint(color.Bold, color.FgRed)
	k.severity[check.Minor] = paint(color.FgYellow)
	k.severity[check.Neutral] = paint(color.FgCyan)
	return k
}
