package cli

import (
	"fmt"
	"runtime"

	"github.com/urfave/cli/v2"
)

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: p.of("affiche la version", "print the version"),
		Action: func(c *cli.Context) error {
			if _, err := p.arguments(c, 0, 0); err != nil {
				return err
			}
			fmt.Fprintf(p.stdout, "concord %s %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}
