package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/bitext"
	"concord/internal/lexicon/learn"
	"concord/pipeline"
	"concord/pipeline/lexicon"

	"github.com/urfave/cli/v2"
)

// The numbers of pairs that a table is learned from. Measured with pairs of
// TICO-19 and a table that had not seen that text (docs/lexicon.md): ten change
// nothing; a hundred bring the unknown words from 4.2 % to 3.4 %, four hundred
// to 2.9 %.
const (
	leastPairs = 10
	goodPairs  = 100
	// mostPairs and mostLearned, in bytes, bound the memory: the shipped
	// table's 380,000 pairs take 690 MB.
	mostPairs   = 500_000
	mostLearned = 128 << 20
)

func (p *program) learnCommand() *cli.Command {
	return &cli.Command{
		Name:      "learn",
		ArgsUsage: p.of("FICHIER... | FR EN | --archive LIEU [DOSSIER...]", "FILE... | FR EN | --archive PLACE [RECORD...]"),
		Usage:     p.of("apprend vos traductions de paires approuvées", "learn your translations from approved pairs"),
		Description: p.of(
			"Lit des textes alignés (TMX, XLIFF, TSV, JSON), deux documents, ou la dernière version de dossiers archivés, et en tire un fichier de traductions pour --lexicon ou la clé lexicon de concord.yaml. Il faut au moins 10 paires de textes ; moins de 100 changent peu de chose.",
			"Reads aligned text (TMX, XLIFF, TSV, JSON), two documents, or the newest version of archived records, and makes a table of translations for --lexicon or the key lexicon of concord.yaml. It takes 10 pairs of texts at least; fewer than 100 change little."),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: p.of("écrire dans ce `FICHIER`", "write to this `FILE`")},
			p.archiveFlag(),
			p.engineFlag(),
		},
		Action: p.learn,
	}
}

func (p *program) learn(c *cli.Context) error {
	if c.String("output") == "" {
		return documents.Problemf(documents.Misuse, "learn-output",
			"--output dit où écrire les traductions : concord learn paires.tmx -o maison.lexicon",
			"--output says where to write the translations: concord learn pairs.tmx -o house.lexicon")
	}
	from := &lessons{seen: map[documents.Pair[string]]bool{}}
	var err error
	switch args := c.Args().Slice(); {
	case c.IsSet("archive"):
		err = p.learnArchive(c, from, args)
	case len(args) == 0:
		_, err = p.arguments(c, 1, -1)
	case len(args) == 2 && !isBitext(args[0]) && !isBitext(args[1]):
		err = p.learnDocuments(c, from, args)
	default:
		err = learnFiles(c.Context, from, args)
	}
	if err != nil {
		return err
	}
	if len(from.pairs) < leastPairs {
		return documents.Problemf(documents.Misuse, "learn-few",
			"%[1]d paires de textes ne suffisent pas pour apprendre ; il en faut au moins %[2]d, et quelques centaines pour que cela serve",
			"%[1]d pairs of texts are too few to learn from; it takes at least %[2]d, and some hundreds to be of use", len(from.pairs), leastPairs)
	}
	t, err := from.learn(c.Context)
	if err != nil {
		return err
	}
	data := t.Encode()
	if len(data) > maxLexicon {
		return tooMuchToLearn()
	}
	if err := writeWhole(c.String("output"), func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
		return err
	}
	p.printLearned(c, from, t, len(data))
	if len(from.pairs) < goodPairs && !c.Bool("quiet") {
		p.warn(documents.Problemf(documents.Misuse, "learn-little",
			"%[1]d paires changent peu de chose ; donnez-en %[2]d ou plus", "%[1]d pairs change little; give %[2]d or more", len(from.pairs), goodPairs).Message)
	}
	return nil
}

// printLearned tells what was learned and what of it is new.
func (p *program) printLearned(c *cli.Context, from *lessons, t *lexicon.Table, size int) {
	tw := p.table()
	fmt.Fprintf(tw, p.of("paires\t%d\n", "pairs\t%d\n"), len(from.pairs))
	if from.oneSided > 0 {
		fmt.Fprintf(tw, p.of("sans pendant\t%d\n", "one-sided\t%d\n"), from.oneSided)
	}
	if from.repeated > 0 {
		fmt.Fprintf(tw, p.of("répétées\t%d\n", "repeated\t%d\n"), from.repeated)
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		fresh := newStems(t, l)
		name := map[documents.Lang]string{documents.FR: p.of("mots français", "French words"), documents.EN: p.of("mots anglais", "English words")}[l]
		fmt.Fprintf(tw, p.of("%s\t%d, dont %d nouveaux", "%s\t%d, %d of them new"), name, t.Len(l), len(fresh))
		if len(fresh) > 0 {
			shown := fresh[:min(len(fresh), 5)]
			fmt.Fprintf(tw, " (%s", clean(strings.Join(shown, ", ")))
			if len(shown) < len(fresh) {
				fmt.Fprint(tw, "…")
			}
			fmt.Fprint(tw, ")")
		}
		fmt.Fprintln(tw)
	}
	fmt.Fprintf(tw, p.of("traductions\t%d\n", "translations\t%d\n"), t.Links())
	fmt.Fprintf(tw, p.of("écrit\t%s (%d octets)\n", "written\t%s (%d bytes)\n"), clean(c.String("output")), size)
	tw.Flush()
}

// newStems are the stems with a translation that the shipped table does not
// know, the most frequent first.
func newStems(t *lexicon.Table, l documents.Lang) []string {
	var fresh []lexicon.ID
	for id := range t.Len(l) {
		if _, known := lexicon.Shipped().ID(l, t.Stem(l, lexicon.ID(id))); known {
			continue
		}
		for range t.Partners(l, lexicon.ID(id)) {
			fresh = append(fresh, lexicon.ID(id))
			break
		}
	}
	slices.SortStableFunc(fresh, func(a, b lexicon.ID) int {
		switch x, y := t.Count(l, a), t.Count(l, b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	out := make([]string, len(fresh))
	for i, id := range fresh {
		out[i] = t.Stem(l, id)
	}
	return out
}

// lessons are the pairs to learn from, each once: what is repeated in an
// archive or a memory does not say more.
type lessons struct {
	pairs              []documents.Pair[string]
	seen               map[documents.Pair[string]]bool
	bytes              int
	oneSided, repeated int
}

func (l *lessons) add(fr, en string) error {
	pair := documents.Pair[string]{FR: fr, EN: en}
	switch {
	case strings.TrimSpace(fr) == "" || strings.TrimSpace(en) == "":
		l.oneSided++
		return nil
	case l.seen[pair]:
		l.repeated++
		return nil
	}
	l.seen[pair] = true
	l.pairs = append(l.pairs, pair)
	if l.bytes += len(fr) + len(en); len(l.pairs) > mostPairs || l.bytes > mostLearned {
		return tooMuchToLearn()
	}
	return nil
}

func tooMuchToLearn() error {
	return documents.Problemf(documents.Misuse, "learn-many",
		"c’est trop de texte à apprendre en une fois : au plus %[1]d paires et %[2]d Mio ; donnez les plus récentes",
		"this is too much text to learn from at once: %[1]d pairs and %[2]d MiB at most; give the newest", mostPairs, mostLearned>>20)
}

// learn makes the table. The order of files and records does not matter.
func (l *lessons) learn(ctx context.Context) (*lexicon.Table, error) {
	slices.SortFunc(l.pairs, func(a, b documents.Pair[string]) int {
		if n := strings.Compare(a.FR, b.FR); n != 0 {
			return n
		}
		return strings.Compare(a.EN, b.EN)
	})
	t, err := learn.Learn(ctx, l.pairs, learn.Own)
	if err != nil {
		return nil, err
	}
	if t.Links() == 0 {
		return nil, documents.Problemf(documents.Misuse, "learn-nothing",
			"ces textes n’apprennent aucune traduction ; vérifiez qu’ils sont en français et en anglais, et appariés",
			"no translation can be learned from these texts; check that they are French and English, and paired")
	}
	return t, nil
}

func isBitext(name string) bool {
	return slices.Contains([]string{".tsv", ".json", ".tmx", ".xlf", ".xliff"}, strings.ToLower(filepath.Ext(name)))
}

func learnFiles(ctx context.Context, into *lessons, names []string) error {
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := readInput(name)
		if err != nil {
			return err
		}
		rows, err := bitext.Read(name, data)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := into.add(r.FR, r.EN); err != nil {
				return err
			}
		}
	}
	return nil
}

// sureBead is the confidence from which a bead of the program's own is learned
// from: 0.989 of them are right (pipeline/align).
const sureBead = 0.9

func (p *program) learnDocuments(c *cli.Context, into *lessons, args []string) error {
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	result := pipeline.Run(c.Context, []pipeline.Job{{Paths: documents.Pair[string]{FR: args[0], EN: args[1]}}},
		pipeline.Options{Read: p.reader(c, cfg)})
	pair := &result.Pairs[0]
	if pair.Err != nil {
		return pair.Err
	}
	p.warnPair(c, pair)
	for _, b := range pair.Alignment.Beads {
		if len(b.FR) != 1 || len(b.EN) != 1 || b.Score < sureBead {
			continue
		}
		if err := into.add(pair.Docs.FR.Segments[b.FR[0]].Text, pair.Docs.EN.Segments[b.EN[0]].Text); err != nil {
			return err
		}
	}
	return nil
}

// learnArchive learns from the newest version of each record: the links that a
// person corrected, and those of the program that are one to one.
func (p *program) learnArchive(c *cli.Context, into *lessons, records []string) error {
	s, err := p.openArchive(c)
	if err != nil {
		return err
	}
	if len(records) == 0 {
		list, err := s.List(c.Context)
		if err != nil {
			return err
		}
		for _, r := range list {
			records = append(records, r.ID)
		}
	}
	for _, record := range records {
		v, err := s.Find(c.Context, record, archive.Selector{})
		if err != nil {
			return err
		}
		for _, f := range v.Files {
			approved := strings.HasPrefix(f.Path, alignmentFolder)
			if !approved && f.Path != "align.tsv" {
				continue
			}
			data, err := fetchInput(c.Context, s, record, v.Number, f.Path)
			if err != nil {
				return err
			}
			rows, err := bitext.Links(f.Path, data)
			var empty *documents.Problem
			if errors.As(err, &empty) && empty.Code == "bitext-empty" {
				continue
			}
			if err != nil {
				return err
			}
			for _, r := range rows {
				if !approved && (len(r.Numbers.FR) != 1 || len(r.Numbers.EN) != 1) {
					continue
				}
				if err := into.add(r.FR, r.EN); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// fetchInput reads a file of a version whole.
func fetchInput(ctx context.Context, s *archive.Store, record string, version int, path string) ([]byte, error) {
	r, err := s.Get(ctx, record, archive.Selector{Number: version}, path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err == nil && len(data) > maxInput {
		err = inputTooLarge(path)
	}
	return data, err
}
