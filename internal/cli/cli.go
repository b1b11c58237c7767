// Package cli is the command line: one file for each command, and here what
// they share. Main parses, runs and turns the error into an exit code; a
// command loads what it needs, calls the pipeline or the archive, and hands
// the result to internal/render.
//
// Results go to standard output, all else to standard error. Help and messages
// stand in the code in both languages side by side, through text.of; what has
// plural forms is in internal/msg.
package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"concord/documents"
	"concord/internal/config"
	"concord/internal/msg"

	"github.com/urfave/cli/v2"
)

// version is set by the linker.
var version = "dev"

// A text chooses between the two languages of a message.
type text documents.Lang

// of returns the French or the English words.
func (t text) of(fr, en string) string {
	if documents.Lang(t) == documents.FR {
		return fr
	}
	return en
}

// A program is one run of concord.
type program struct {
	text
	lang           documents.Lang
	stdout, stderr *os.File
	env            func(string) string
	// fixed is true when a flag or CONCORD_LANG chose the language, so that
	// the configuration does not.
	fixed bool
}

// Main runs concord with the process's arguments and returns the exit code.
func Main(ctx context.Context) int {
	p := &program{stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv}
	p.lang = msg.Choose(flagValue(os.Args[1:], "lang"), p.env)
	p.text = text(p.lang)
	p.fixed = flagValue(os.Args[1:], "lang") != "" || os.Getenv("CONCORD_LANG") != ""
	return p.run(ctx, os.Args[1:])
}

func (p *program) run(ctx context.Context, args []string) int {
	app := p.app()
	err := p.checkLang(args)
	if err == nil {
		args = helpAsFlag(args)
		if args, err = permute(app, args); err == nil {
			err = app.RunContext(ctx, append([]string{"concord"}, args...))
		}
	}
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = context.Canceled
	}
	p.report(err)
	return exitCode(err)
}

// report tells an error on standard error, in the user's language.
func (p *program) report(err error) {
	var code exitError
	switch {
	case err == nil, errors.As(err, &code):
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.stderr, "concord:", p.of("interrompu", "interrupted"))
	default:
		fmt.Fprintln(p.stderr, "concord:", documents.Explain(err, p.lang))
	}
}

// warn tells something on standard error that does not stop the run.
func (p *program) warn(message documents.Pair[string]) {
	fmt.Fprintln(p.stderr, "concord:", message.Of(p.lang))
}

func (p *program) app() *cli.App {
	p.helpWords()
	app := &cli.App{
		Name:                      "concord",
		Usage:                     p.of("vérifie que les documents français et anglais disent la même chose", "keeps French and English documents saying the same thing"),
		Writer:                    p.stdout,
		ErrWriter:                 p.stderr,
		HideHelpCommand:           true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		CustomAppHelpTemplate:     p.appHelp(),
		Flags:                     append([]cli.Flag{cli.HelpFlag}, p.sharedFlags()...),
		Action: func(c *cli.Context) error {
			// No command: say which there are, and that this is not one.
			c.App.Writer = p.stderr
			_ = cli.ShowAppHelp(c)
			return exitError(exitMisuse)
		},
		Commands: []*cli.Command{
			p.checkCommand(),
			p.alignCommand(),
			p.extractCommand(),
			p.explainCommand(),
			p.termsCommand(),
			p.learnCommand(),
			p.baselineCommand(),
			p.archiveCommand(),
			p.initCommand(),
			p.configCommand(),
			p.doctorCommand(),
			p.versionCommand(),
		},
	}
	p.finishCommands(app.Commands)
	return app
}

// finishCommands gives every command the flags that all share and the help
// text in the user's language.
func (p *program) finishCommands(commands []*cli.Command) {
	for _, c := range commands {
		c.HideHelpCommand = true
		c.CustomHelpTemplate = p.commandHelp()
		c.Description = folded(c.Description, helpWidth-3)
		c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return p.usage(err) }
		if len(c.Subcommands) > 0 {
			p.finishCommands(c.Subcommands)
			c.Action = func(ctx *cli.Context) error {
				ctx.App.Writer = p.stderr
				_ = cli.ShowSubcommandHelp(ctx)
				return exitError(exitMisuse)
			}
			c.CustomHelpTemplate = p.groupHelp()
		}
		c.Flags = append(c.Flags, p.sharedFlags()...)
	}
}

func (p *program) sharedFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "lang", Usage: p.of("langue des messages : `fr|en`", "language of messages: `fr|en`")},
		&cli.StringFlag{Name: "config", Usage: p.of("`FICHIER` de configuration au lieu de concord.yaml", "configuration `FILE` instead of concord.yaml")},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: p.of("ni progression ni avertissement", "no progress and no warnings")},
	}
}

// usage tells in the user's language what urfave/cli says of a flag's value.
func (p *program) usage(err error) error {
	var value, flag string
	for _, form := range []string{"invalid value %q for flag -%s", "invalid boolean value %q for -%s"} {
		if _, serr := fmt.Sscanf(err.Error(), form, &value, &flag); serr == nil {
			flag = "--" + strings.TrimRight(flag, ":")
			return documents.Problemf(documents.Misuse, "usage",
				"%[1]s : « %[2]s » n’est pas une valeur de cette option", "%[1]s: %[2]q is not a value of this flag", flag, value)
		}
	}
	return documents.Problemf(documents.Misuse, "usage", "%v", "%v", err)
}

// arguments returns the command's arguments when there are between least and
// most of them (most < 0: any number), else a Problem that shows the usage.
func (p *program) arguments(c *cli.Context, least, most int) ([]string, error) {
	args := c.Args().Slice()
	if len(args) < least || (most >= 0 && len(args) > most) {
		if most == 0 {
			return nil, documents.Problemf(documents.Misuse, "arguments",
				"%[1]s ne prend pas d’argument ; retirez « %[2]s »", "%[1]s takes no argument; leave out %[2]q", c.Command.HelpName, args[0])
		}
		return nil, documents.Problemf(documents.Misuse, "arguments",
			"%[1]s attend : %[1]s %[2]s", "%[1]s is called as: %[1]s %[2]s", c.Command.HelpName, c.Command.ArgsUsage)
	}
	return args, nil
}

// checkLang refuses a --lang that is neither language.
func (p *program) checkLang(args []string) error {
	v := flagValue(args, "lang")
	if v == "" || v == "fr" || v == "en" {
		return nil
	}
	return documents.Problemf(documents.Misuse, "lang", "--lang : « %s » n’est ni fr ni en", "--lang: %q is neither fr nor en", v)
}

// settings loads the configuration for a command. Its language holds from
// here on, unless a flag or CONCORD_LANG said otherwise.
func (p *program) settings(c *cli.Context) (*config.Config, error) {
	cfg, err := config.Load(config.Where{File: c.String("config"), Env: p.env})
	if err != nil {
		return nil, err
	}
	if cfg.Lang != "" && !p.fixed {
		p.lang, p.text = cfg.Lang, text(cfg.Lang)
	}
	// Commands that read no document have no such flag.
	if c.IsSet("engine") {
		cfg.Engine = c.String("engine")
		if !slices.Contains(config.Engines, cfg.Engine) {
			return nil, unknownName(cfg.Engine, config.Engines,
				"--engine : « %[1]s » n’est pas un moteur", "--engine: %[1]q is not an engine")
		}
		cfg.SetByFlag("engine", "engine")
	}
	if c.IsSet("lexicon") {
		cfg.Lexicon = c.String("lexicon")
		cfg.SetByFlag("lexicon", "lexicon")
	}
	return cfg, nil
}

// flagValue returns the value of --name on the line, before parsing: the
// language must be known to build the help.
func flagValue(args []string, name string) string {
	for i, a := range args {
		if a == "--" {
			break
		}
		a = strings.TrimPrefix(a, "-")
		if v, ok := strings.CutPrefix(a, "-"+name+"="); ok {
			return v
		}
		if (a == "-"+name || a == name) && strings.HasPrefix(args[i], "-") && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// helpAsFlag turns "help check" into "check --help", and "--version" into the
// command.
func helpAsFlag(args []string) []string {
	switch {
	case len(args) > 0 && args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case len(args) == 1 && (args[0] == "--version" || args[0] == "-v"):
		return []string{"version"}
	}
	return args
}

// T is a message with plural forms.
func (p *program) T(id string, data ...any) string {
	return msg.Printer{Lang: p.lang}.T(id, data...)
}
