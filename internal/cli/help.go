package cli

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// The help pages are urfave/cli's own with headings in the user's language.
// Each flag has its words on lines of their own, so that a page fits a narrow
// terminal in both languages.

// helpWidth is how many columns a help page takes: what every terminal has.
const helpWidth = 76

// helpWords sets what urfave/cli keeps in variables of its package.
func (p *program) helpWords() {
	cli.FlagStringer = p.flagHelp
	if f, ok := cli.HelpFlag.(*cli.BoolFlag); ok {
		f.Usage = p.of("montrer cette aide", "show this help")
	}
}

// flagHelp is a flag's entry: its names and the name of its value, and under
// them what it does.
func (p *program) flagHelp(f cli.Flag) string {
	doc, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	usage, value := doc.GetUsage(), ""
	if before, rest, ok := strings.Cut(usage, "`"); ok {
		if name, after, ok := strings.Cut(rest, "`"); ok {
			usage, value = before+name+after, name
		}
	}
	var names []string
	for _, n := range f.Names() {
		if len(n) == 1 {
			names = append([]string{"-" + n}, names...)
			continue
		}
		names = append(names, "--"+n)
	}
	line := strings.Join(names, ", ")
	if doc.TakesValue() {
		line += " " + value
	}
	if v := doc.GetValue(); doc.TakesValue() && v != "" && v != "0" && v != "[]" {
		usage += p.of(" (par défaut : ", " (default: ") + v + ")"
	}
	return line + "\n       " + strings.ReplaceAll(folded(usage, helpWidth-7), "\n", "\n       ")
}

// folded breaks a text into lines of at most width characters. Only spaces
// break: a no-break space keeps a mark with its word.
func folded(text string, width int) string {
	var b strings.Builder
	at := 0
	for i, word := range strings.Split(text, " ") {
		n := len([]rune(word))
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteByte('\n')
			at = 0
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}

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

OPTIONS:{{range .VisibleFlags}}
   {{.}}{{end}}
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
