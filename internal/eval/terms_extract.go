package eval

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"concord/documents"
	"concord/glossary/forms"
	"concord/pipeline"
	"concord/pipeline/align"
	"concord/pipeline/candidates"
	"concord/pipeline/lexicon"
)

// ExtractedTerms scores the term pairs that terms extract proposes against
// lists of terms, DATA/terms/*.tsv.gz with the columns en and fr, which the
// program never sees. The documents are those of DATA/bitext/align, by
// concord's own alignment, and those of DATA/bitext/dev.pairs.tsv.gz (en, fr,
// document), each a pair of documents.
//
// "in the lists, top N" is the share of the first N pairs, as the command gives
// them by default, that a list has: both terms are the same word for word, by
// lemmas, without difference of case, apostrophes and hyphens. The groups are all documents in one run, those of
// align alone, and, of the run over all, the pairs that a definition names and
// those that none does.
func ExtractedTerms(ctx context.Context, data string) ([]Row, error) {
	lists, err := filepath.Glob(filepath.Join(data, "terms", "*.tsv.gz"))
	if err != nil || len(lists) == 0 {
		return nil, err
	}
	known, err := readTermLists(lists)
	if err != nil {
		return nil, err
	}
	aligned, err := alignedDocuments(ctx, filepath.Join(data, "bitext", "align"))
	if err != nil {
		return nil, err
	}
	pairs, err := pairDocuments(ctx, filepath.Join(data, "bitext", "dev.pairs.tsv.gz"))
	if err != nil {
		return nil, err
	}
	if len(aligned)+len(pairs) == 0 {
		return nil, nil
	}
	var rows []Row
	score := func(group string, found []candidates.Candidate, tops ...int) {
		for _, top := range tops {
			n := min(top, len(found))
			right := 0
			for _, c := range found[:n] {
				if known.has(c.Terms) {
					right++
				}
			}
			rows = append(rows, Row{Area: "terms", Name: "in the lists, top " + strconv.Itoa(top), Group: group, Value: share(right, n), Count: n})
		}
	}
	found, err := propose(ctx, slices.Concat(aligned, pairs))
	if err != nil {
		return nil, err
	}
	score("all", found, 100, 500, 1000)
	defined := 0
	for _, c := range found {
		defined += min(c.Defined, 1)
	}
	score("defined", found[:defined], 500)
	score("not defined", found[defined:], 100, 500)
	if found, err = propose(ctx, aligned); err != nil {
		return nil, err
	}
	score("align", found, 100, 500)
	return rows, nil
}

// A minedPair is a pair of documents with its alignment.
type minedPair struct {
	docs      documents.Pair[*documents.Document]
	alignment *align.Alignment
}

func propose(ctx context.Context, from []minedPair) ([]candidates.Candidate, error) {
	c := candidates.New(lexicon.Shipped())
	for i, p := range from {
		c.Add(i, p.docs, p.alignment)
	}
	return c.Find(ctx, candidates.Options{})
}

func alignedDocuments(ctx context.Context, dir string) ([]minedPair, error) {
	gold, err := goldDocuments(dir)
	if err != nil {
		return nil, err
	}
	var out []minedPair
	for _, g := range gold {
		a, err := align.Align(ctx, g.docs, align.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.name, err)
		}
		out = append(out, minedPair{g.docs, a})
	}
	return out, nil
}

// pairDocuments reads pairs of provisions, and puts those of one document
// together, documents in the order of their names.
func pairDocuments(ctx context.Context, file string) ([]minedPair, error) {
	if found, err := filepath.Glob(file); err != nil || len(found) == 0 {
		return nil, err
	}
	lines, err := readLines(file)
	if err != nil {
		return nil, err
	}
	byName := map[string][]pipeline.Row{}
	for n, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) < 3 {
			return nil, fmt.Errorf("%s: line %d: %d fields, want en, fr and document", file, n+1, len(f))
		}
		byName[f[2]] = append(byName[f[2]], pipeline.Row{ID: strconv.Itoa(n + 1), EN: f[0], FR: f[1]})
	}
	var out []minedPair
	for _, name := range sortedKeys(byName) {
		p := pipeline.RunBitext(ctx, name, byName[name], nil, pipeline.Options{}).Pairs[0]
		if p.Err != nil {
			return nil, p.Err
		}
		out = append(out, minedPair{p.Docs, p.Alignment})
	}
	return out, nil
}

// A termList is pairs of terms, by the lemmas of their words.
type termList map[documents.Pair[string]]bool

func readTermLists(files []string) (termList, error) {
	list := termList{}
	for _, file := range files {
		lines, err := readLines(file)
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 {
			continue
		}
		head := strings.Split(lines[0], "\t")
		en, fr := slices.Index(head, "en"), slices.Index(head, "fr")
		if en < 0 || fr < 0 {
			return nil, fmt.Errorf("%s: the columns en and fr are wanted", file)
		}
		for _, line := range lines[1:] {
			if f := strings.Split(line, "\t"); len(f) > max(en, fr) {
				list[listed(documents.Pair[string]{FR: f[fr], EN: f[en]})] = true
			}
		}
	}
	return list, nil
}

func (l termList) has(p documents.Pair[string]) bool { return l[listed(p)] }

// listed brings a pair to the shape in which pairs are compared.
func listed(p documents.Pair[string]) documents.Pair[string] {
	return documents.Pair[string]{FR: lemmasOf(p.FR, documents.FR), EN: lemmasOf(p.EN, documents.EN)}
}

// lemmasOf gives each word of a term its first lemma as a noun, as an adjective
// or at all, in this order and then by the alphabet; a word that the tables do
// not know stands for itself.
func lemmasOf(term string, l documents.Lang) string {
	term = strings.NewReplacer("’", " ", "'", " ", "-", " ", "‑", " ", "œ", "oe").Replace(strings.ToLower(term))
	words := strings.Fields(term)
	for i, w := range words {
		rank := func(a forms.Analysis) int {
			switch {
			case a.POS&forms.Noun != 0:
				return 0
			case a.POS&forms.Adjective != 0:
				return 1
			}
			return 2
		}
		all := forms.Of(l).Lookup(nil, w)
		if len(all) > 0 {
			words[i] = slices.MinFunc(all, func(a, b forms.Analysis) int {
				return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Lemma(w), b.Lemma(w)))
			}).Lemma(w)
		}
	}
	return strings.Join(words, " ")
}
