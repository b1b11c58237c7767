package cli

import "strings"

// The help pages are urfave/cli's own with headings in the user's language.

func (p *program) appHelp() string {
	return strings.NewReplacer(
		"USAGE:", p.of("UTILISATION :", "USAGE:"),
		"COMMANDS:", p.of("COMMANDES :", "COMMANDS:"),
		"MORE:", p.of("POUR ALLER PLUS LOIN :", "MORE:"),
		"COMMAND", p.of("COMMANDE", "COMMAND"),
		"ARGS", p.of("ARGUMENTS", "ARGUMENTS"),
		"MORETEXT", p.of(
			"concord COMMANDE --help explique une commande ; concord explain énumère les vérifications.\n   Les options se placent avant ou après les arguments.",
			"concord COMMAND --help explains a command; concord explain lists the checks.\n   Flags work before and after arguments."),
	).Replace(`{{.Name}} - {{.Usage}}

USAGE:
   concord COMMAND [ARGS...]

COMMANDS:{{template "visibleCommandCategoryTemplate" .}}

MORE:
   MORETEXT
`)
}

func (p *program) commandHelp() string {
	return strings.NewReplacer(
		"USAGE:", p.of("UTILISATION :", "USAGE:"),
		"OPTIONS:", p.of("OPTIONS :", "OPTIONS:"),
	).Replace(`{{.HelpName}} - {{.Usage}}

USAGE:
   {{.HelpName}}{{if .ArgsUsage}} {{.ArgsUsage}}{{end}} [options]{{if .Description}}

   {{wrap .Description 3}}{{end}}

OPTIONS:{{template "visibleFlagTemplate" .}}
`)
}

func (p *program) groupHelp() string {
	return strings.NewReplacer(
		"COMMANDS:", p.of("COMMANDES :", "COMMANDS:"),
	).Replace(`{{.HelpName}} - {{.Usage}}{{if .Description}}

   {{wrap .Description 3}}{{end}}

COMMANDS:{{template "visibleCommandCategoryTemplate" .}}
`)
}
