package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"concord/documents"
	"concord/internal/config"

	"github.com/urfave/cli/v2"
)

func (p *program) initCommand() *cli.Command {
	return &cli.Command{
		Name:   "init",
		Usage:  p.of("crée un concord.yaml commenté", "make a concord.yaml with comments"),
		Action: p.init,
	}
}

func (p *program) init(c *cli.Context) error {
	if _, err := p.arguments(c, 0, 0); err != nil {
		return err
	}
	name := config.Name
	if c.IsSet("config") {
		name = c.String("config")
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return documents.Problemf(documents.Misuse, "config-exists",
			"%s existe déjà ; modifiez-le, ou supprimez-le d’abord", "%s exists already; edit it, or remove it first", name)
	}
	if err != nil {
		return notWritten(name, err)
	}
	_, err = f.WriteString(config.Template(p.lang))
	if err = errors.Join(err, f.Close()); err != nil {
		return notWritten(name, err)
	}
	fmt.Fprintf(p.stdout, p.of("%s créé\n", "%s made\n"), name)
	return nil
}

func (p *program) configCommand() *cli.Command {
	return &cli.Command{
		Name:   "config",
		Usage:  p.of("montre chaque réglage et d’où il vient", "show every setting and where it comes from"),
		Flags:  []cli.Flag{p.jsonFlag()},
		Action: p.showConfig,
	}
}

func (p *program) showConfig(c *cli.Context) error {
	if _, err := p.arguments(c, 0, 0); err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	if _, err := chooseChecks(c, cfg); err != nil {
		return err
	}
	if c.IsSet("lang") {
		cfg.Lang = p.lang
		cfg.SetByFlag("lang", "lang")
	}
	if c.Bool("json") {
		type setting struct {
			Key    string `json:"key"`
			Value  string `json:"value"`
			Origin string `json:"origin"`
		}
		settings := []setting{}
		for _, s := range cfg.Origins() {
			settings = append(settings, setting(s))
		}
		return p.printJSON(settings)
	}
	tw := p.table()
	for _, s := range cfg.Origins() {
		fmt.Fprintf(tw, "%s\t%s\t%s\n", s.Key, s.Value, s.Origin)
	}
	return tw.Flush()
}
