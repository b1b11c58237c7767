package cli

import (
	"slices"
	"strings"

	"concord/documents"
	"concord/internal/nearest"

	"github.com/urfave/cli/v2"
)

// permute puts the words of a command line into the order that urfave/cli v2
// needs: it stops at the first argument that is not a flag and silently takes
// what follows, flags too, for arguments. The result is the command's name,
// its subcommand's, the flags with their values, "--", and the arguments.
// Unknown commands and flags are told here, with the nearest known one; so is
// a flag that lacks its value.
func permute(app *cli.App, args []string) ([]string, error) {
	var flags, rest []string
	commands := app.Commands
	known := app.Flags
	path := ""
	var out []string
	ended := false // after "--"
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case ended:
			rest = append(rest, arg)
		case arg == "--":
			ended = true
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			if len(commands) == 0 || len(rest) > 0 {
				rest = append(rest, arg)
				continue
			}
			cmd := find(commands, arg)
			if cmd == nil {
				return nil, unknownCommand(path, arg, commands)
			}
			out = append(out, cmd.Name)
			path = strings.TrimSpace(path + " " + cmd.Name)
			commands = cmd.Subcommands
			// Flags of the program hold in every command.
			known = slices.Concat(known, cmd.Flags)
		default:
			// A flag may stand before the command it belongs to: it is looked
			// up when the command is known.
			name, _, hasValue := strings.Cut(arg, "=")
			flag := lookup(known, name)
			if flag == nil {
				flag = lookup(flagsAhead(commands, args[i+1:]), name)
			}
			if flag == nil {
				return nil, unknownFlag(path, name, slices.Concat(known, flagsAhead(commands, args[i+1:])))
			}
			flags = append(flags, arg)
			if _, isBool := flag.(*cli.BoolFlag); isBool || hasValue {
				continue
			}
			if i+1 == len(args) {
				return nil, documents.Problemf(documents.Misuse, "flag-without-value",
					"l’option %s attend une valeur", "the flag %s needs a value", name)
			}
			i++
			flags = append(flags, args[i])
		}
	}
	out = append(out, flags...)
	if len(rest) > 0 {
		out = append(append(out, "--"), rest...)
	}
	return out, nil
}

func find(commands []*cli.Command, name string) *cli.Command {
	for _, c := range commands {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

// flagsAhead returns the flags of the command that follows on the line.
func flagsAhead(commands []*cli.Command, args []string) []cli.Flag {
	var flags []cli.Flag
	for _, arg := range args {
		if cmd := find(commands, arg); cmd != nil {
			flags = append(flags, cmd.Flags...)
			commands = cmd.Subcommands
		}
	}
	return flags
}

func lookup(flags []cli.Flag, arg string) cli.Flag {
	name := strings.TrimLeft(arg, "-")
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

func unknownCommand(path, name string, commands []*cli.Command) error {
	var names []string
	for _, c := range commands {
		if !c.Hidden {
			names = append(names, c.Names()...)
		}
	}
	line := strings.TrimSpace("concord " + path)
	if near, ok := nearest.Word(name, names); ok {
		return documents.Problemf(documents.Misuse, "unknown-command",
			"« %[1]s » n’est pas une commande de %[3]s ; vouliez-vous dire « %[2]s » ?",
			"%[1]q is not a command of %[3]s; did you mean %[2]q?", name, near, line)
	}
	return documents.Problemf(documents.Misuse, "unknown-command",
		"« %[1]s » n’est pas une commande de %[2]s ; « %[2]s --help » les énumère",
		"%[1]q is not a command of %[2]s; %[2]q --help lists them", name, line)
}

func unknownFlag(path, name string, flags []cli.Flag) error {
	var names []string
	for _, f := range flags {
		for _, n := range f.Names() {
			if len(n) > 1 {
				names = append(names, "--"+n)
			}
		}
	}
	line := strings.TrimSpace("concord " + path)
	if near, ok := nearest.Word(name, names); ok {
		return documents.Problemf(documents.Misuse, "unknown-flag",
			"%[1]s n’est pas une option de %[3]s ; vouliez-vous dire %[2]s ?",
			"%[1]s is not a flag of %[3]s; did you mean %[2]s?", name, near, line)
	}
	return documents.Problemf(documents.Misuse, "unknown-flag",
		"%[1]s n’est pas une option de %[2]s ; « %[2]s --help » les énumère",
		"%[1]s is not a flag of %[2]s; %[2]s --help lists them", name, line)
}
