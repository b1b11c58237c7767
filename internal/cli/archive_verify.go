package cli

import "github.com/urfave/cli/v2"

func (p *program) archiveVerifyCommand() *cli.Command { return &cli.Command{Name: "verify"} }
