package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/internal/bitext"
	"concord/internal/config"
	"concord/pipeline"
	"concord/pipeline/candidates"
	"concord/pipeline/lexicon"

	"github.com/urfave/cli/v2"
)

// extractFormats are those of glossaries, and JSON.
var extractFormats = append(append([]string{}, termsFormats...), "json")

func (p *program) termsExtractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		ArgsUsage: p.of("[FR EN... | TÂCHE... | DOSSIER...]", "[FR EN... | JOB... | RECORD...]"),
		Usage:     p.of("propose des termes pour un nouveau glossaire, d’après des textes alignés", "propose terms for a new glossary from aligned texts"),
		Description: p.of(
			"Cherche dans des paires de fichiers, dans les tâches de concord.yaml, dans un texte déjà aligné (--bitext) ou dans la dernière version des dossiers archivés (--archive). Écrit un glossaire CSV avec, pour chaque terme, ses comptes et un exemple, les plus prometteurs d’abord ; effacez les lignes qui ne conviennent pas, et le reste sert tel quel. Ce que contient déjà le glossaire donné est laissé de côté.",
			"Looks in pairs of files, in the jobs of concord.yaml, in text that is aligned already (--bitext), or in the newest version of archived records (--archive). Writes a CSV glossary with counts and an example for each term, the most promising first; delete the rows that will not do, and what is left serves as it is. What the given glossary has already is left out."),
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: "glossary", Aliases: []string{"g"}, Usage: p.of("`FICHIER` de glossaire dont les termes ne sont pas proposés de nouveau (répétable)", "glossary `FILE` whose terms are not proposed again (repeatable)")},
			&cli.BoolFlag{Name: "all", Usage: p.of("proposer aussi ce que le glossaire contient déjà", "propose what the glossary has already as well")},
			&cli.IntFlag{Name: "min-count", Value: 2, Usage: p.of("`NOMBRE` de fois que les deux termes doivent se répondre, sauf s’ils sont définis", "`NUMBER` of times that the two terms must stand for each other, unless they are defined")},
			&cli.IntFlag{Name: "limit", Value: 500, Usage: p.of("`NOMBRE` de paires de termes au plus ; 0 pour toutes", "`NUMBER` of pairs of terms at most; 0 for all")},
			&cli.StringFlag{Name: "bitext", Usage: p.of("lire un `FICHIER` déjà aligné : .tsv, .json, .tmx ou .xlf", "read a `FILE` that is aligned already: .tsv, .json, .tmx or .xlf")},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: p.of(
				"`FORMAT` : "+strings.Join(extractFormats, ", ")+" ; sans lui, l’extension de --output dit le format, sinon csv",
				"`FORMAT`: "+strings.Join(extractFormats, ", ")+"; without it the extension of --output says the format, else csv")},
			p.jsonFlag(), p.archiveFlag(), p.lexiconFlag(), p.engineFlag(), p.alignmentFlag(),
			&cli.BoolFlag{Name: "as-given", Usage: p.of("le premier fichier est français, le second anglais : ne pas chercher leur langue", "the first file is French and the second English: do not detect languages")},
		}, p.termsOutputFlags()...),
		Action: p.termsExtract,
	}
}

func (p *program) termsExtract(c *cli.Context) error {
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	format, err := extractFormat(c)
	if err != nil {
		return err
	}
	for _, name := range []string{"min-count", "limit"} {
		if c.Int(name) < 0 || name == "min-count" && c.Int(name) == 0 {
			return documents.Problemf(documents.Misuse, "terms-extract-number",
				"--%[1]s : %[2]d ne convient pas ; donnez un nombre positif", "--%[1]s: %[2]d will not do; give a positive number", name, c.Int(name))
		}
	}
	output := c.String("output")
	if output == "-" {
		output = ""
	}
	if err := p.mayWrite(output, format, c.Bool("force")); err != nil {
		return err
	}
	t := newTerms(c.Context)
	names := cfg.Glossary
	if c.IsSet("glossary") {
		names = c.StringSlice("glossary")
	}
	if t.common, err = t.loadCommon(names, cfg); err != nil {
		return err
	}
	own, err := loadLexicon(c, cfg)
	if err != nil {
		return err
	}
	pairs, err := p.pairsToMine(c, cfg, t, own)
	if err != nil {
		return err
	}
	p.warnTerms(c, t)
	table := lexicon.Shipped()
	if own.linker != nil {
		table = own.linker.Table()
	}
	from := candidates.New(table)
	failed, whole := false, true
	for i := range pairs {
		if pairs[i].Err != nil {
			p.report(pairs[i].Err)
			failed = true
			continue
		}
		p.warnPair(c, &pairs[i].PairResult)
		for _, w := range pairs[i].AllWarnings() {
			failed = failed || incomplete(w.Warning)
		}
		whole = from.Add(i, pairs[i].Docs, pairs[i].Alignment) && whole
	}
	if c.Context.Err() != nil {
		return c.Context.Err()
	}
	if !whole {
		failed = true
		p.report(documents.Problemf(documents.Unreadable, "terms-extract-large",
			"c’est trop de texte pour une seule fois ; la fin n’a pas été lue : donnez moins de documents à la fois",
			"this is too much text for one run; the end of it was not read: give fewer documents at a time"))
	}
	found, err := from.Find(c.Context, candidates.Options{Least: c.Int("min-count")})
	if err != nil {
		return err
	}
	prop := p.proposed(c, pairs, found)
	write := func(w io.Writer) error { return prop.write(w, format) }
	if output == "" {
		err = write(p.stdout)
	} else {
		err = writeWhole(output, write)
	}
	if err != nil {
		return err
	}
	if !c.Bool("quiet") {
		p.printProposed(output, prop)
	}
	if failed {
		return exitError(exitIncomplete)
	}
	return nil
}

// extractFormat is --format or --json, else what the extension of --output
// says, else CSV.
func extractFormat(c *cli.Context) (string, error) {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.String("output"))), ".")
	switch {
	case c.Bool("json"):
		return "json", nil
	case c.IsSet("format"):
		format = c.String("format")
	case format == "":
		return "csv", nil
	}
	for _, f := range extractFormats {
		if f == format {
			return format, nil
		}
	}
	return "", unknownName(format, extractFormats,
		"--format : « %[1]s » n’est pas un format de glossaire", "--format: %[1]q is not a format of glossaries")
}

// pairsToMine are the aligned texts to look for terms in.
func (p *program) pairsToMine(c *cli.Context, cfg *config.Config, t *terms, own ownLexicon) ([]searched, error) {
	args := c.Args().Slice()
	switch file := c.String("bitext"); {
	case file != "" && (len(args) > 0 || c.IsSet("archive")):
		return nil, documents.Problemf(documents.Misuse, "bitext-arguments",
			"--bitext remplace les documents et --archive ; ne gardez que l’un d’eux", "--bitext takes the place of documents and of --archive; keep one of them")
	case file != "":
		data, err := readInput(file)
		if err != nil {
			return nil, err
		}
		read, err := bitext.Read(file, data)
		if err != nil {
			return nil, err
		}
		rows := make([]pipeline.Row, len(read))
		for i, r := range read {
			rows[i] = pipeline.Row{ID: r.ID, FR: r.FR, EN: r.EN}
		}
		pair := pipeline.RunBitext(c.Context, file, rows, nil, pipeline.Options{}).Pairs[0]
		return []searched{{PairResult: pair, terms: t.common, record: file}}, nil
	case c.IsSet("archive"):
		return p.archivedPairs(c, t, args)
	}
	return p.pairsToSearch(c, cfg, t, args, own.linker)
}

// A proposal is the candidates that are written.
type proposal struct {
	pairs []searched
	list  []candidates.Candidate
	// known and more count those that the glossary has and those beyond the
	// limit.
	known, more int
}

func (p *program) proposed(c *cli.Context, pairs []searched, all []candidates.Candidate) *proposal {
	out := &proposal{pairs: pairs}
	limit := c.Int("limit")
	for _, x := range all {
		switch {
		case !c.Bool("all") && hasTerms(pairs[x.Example.Doc].terms, x.Terms):
			out.known++
		case limit > 0 && len(out.list) == limit:
			out.more++
		default:
			out.list = append(out.list, x)
		}
	}
	return out
}

// hasTerms reports whether a concept of a glossary has both terms.
func hasTerms(m *glossary.Matcher, terms documents.Pair[string]) bool {
	if m == nil {
		return false
	}
	concepts := map[int]bool{}
	for _, h := range m.FindAll(terms.FR, documents.FR) {
		if h.Start == 0 && h.End == len(terms.FR) {
			concepts[h.Concept] = true
		}
	}
	for _, h := range m.FindAll(terms.EN, documents.EN) {
		if h.Start == 0 && h.End == len(terms.EN) && concepts[h.Concept] {
			return true
		}
	}
	return false
}

// printProposed says on standard error what was proposed and what was not.
func (p *program) printProposed(output string, prop *proposal) {
	line := p.T("cli.candidates", "Count", len(prop.list))
	if output != "" {
		line = clean(output) + p.of(" : ", ": ") + line
	}
	if prop.known > 0 {
		line += ", " + p.T("cli.known-terms", "Count", prop.known)
	}
	if prop.more > 0 {
		line += ", " + p.T("cli.more-candidates", "Count", prop.more)
	}
	fmt.Fprintln(p.stderr, line)
}
