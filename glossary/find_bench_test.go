package glossary

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"
)

// runningText is French and English prose of about two megabytes for benchmarks:
// statutes of the development data, else sentences of our own in turns.
func runningText(tb testing.TB) documents.Pair[[]string] {
	tb.Helper()
	var out documents.Pair[[]string]
	size := 0
	if f, err := os.Open(filepath.Join("..", "..", "shared", "data", "bitext", "dev.pairs.tsv.gz")); err == nil {
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			tb.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			tb.Fatal(err)
		}
		for row := range strings.Lines(string(raw)) {
			cells := strings.Split(row, "\t")
			if len(cells) < 2 {
				continue
			}
			out.FR, out.EN = append(out.FR, cells[1]), append(out.EN, cells[0])
			if size += len(cells[1]); size > 2<<20 {
				return out
			}
		}
	}
	if size > 0 {
		return out
	}
	for i := 0; size < 2<<20; i++ {
		fr, en := ownSentences.FR[i%len(ownSentences.FR)], ownSentences.EN[i%len(ownSentences.EN)]
		out.FR, out.EN = append(out.FR, fr), append(out.EN, en)
		size += len(fr)
	}
	return out
}

var ownSentences = documents.Pair[[]string]{
	FR: []string{
		"Le ministre peut, par arrêté, fixer le délai au terme duquel la demande d’autorisation préalable est réputée refusée.",
		"L’agent d’exécution remet au titulaire du permis un avis écrit qui énonce les motifs de la suspension.",
		"Les enfants séparés de leurs parents ont droit à une aide juridique gratuite dès leur arrivée.",
		"Aucun recours n’est recevable après l’expiration du délai prévu au paragraphe 12(3).",
		"La mise en œuvre du plan d’action relève du comité de surveillance, qui émet chaque année des recommandations.",
	},
	EN: []string{
		"The Minister may, by order, fix the period at the end of which the application for prior authorization is deemed to be refused.",
		"The enforcement officer shall give the permit holder a written notice that sets out the grounds for the suspension.",
		"Children separated from their parents are entitled to free legal aid as soon as they arrive.",
		"No appeal may be made after the expiry of the period set out in subsection 12(3).",
		"The implementation of the action plan is up to the oversight committee, which issues recommendations every year.",
	},
}

// ofWords is a glossary of n concepts whose terms are words and pairs and
// triples of words of texts.
func ofWords(texts documents.Pair[[]string], n int) *Glossary {
	g := &Glossary{Path: "words.csv", Concepts: make([]Concept, n)}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		var words []string
		for _, s := range texts.Of(l) {
			for _, w := range Words(s, l) {
				if len(w) > 3 && !functionWords[l][w] {
					words = append(words, w)
				}
			}
		}
		seen := map[string]bool{}
		for i, k := 0, 0; i < n; k++ {
			at := k * 7919 % (len(words) - 3)
			term := strings.Join(words[at:at+1+k%3], " ")
			if k > 20*len(words) {
				term = fmt.Sprintf("%s %d", term, k)
			}
			if seen[term] || k%3 == 0 && k%9 != 0 {
				continue
			}
			seen[term] = true
			c := &g.Concepts[i]
			c.ID = fmt.Sprintf("c%d", i)
			*c.Terms.Side(l) = []Term{{Text: term, Lang: l, Status: Preferred, POS: "noun", Match: Lemma}}
			i++
		}
	}
	return g
}

// halves parts texts: the first half to be read, the second to take terms from.
func halves(texts documents.Pair[[]string]) (read, other documents.Pair[[]string]) {
	n := len(texts.FR) / 2
	return documents.Pair[[]string]{FR: texts.FR[:n], EN: texts.EN[:n]}, documents.Pair[[]string]{FR: texts.FR[n:], EN: texts.EN[n:]}
}

// BenchmarkFind matches glossaries of several sizes in running text, which
// their terms were not taken from ("other"), or were ("same"): the worst there
// can be, with a term for every second word. Before the trie was one of arrays
// it read 24 to 27 MB/s with 150 concepts and 4.5 to 5.4 with 100,000 ("same").
func BenchmarkFind(b *testing.B) {
	texts, other := halves(runningText(b))
	for _, n := range []int{150, 1_000, 10_000, 100_000} {
		for _, from := range []string{"other", "same"} {
			source := other
			if from == "same" {
				source = texts
			}
			m := NewMatcher(ofWords(source, n))
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				b.Run(fmt.Sprintf("%s/%s/%d", from, l, n), func(b *testing.B) {
					size, hits := 0, 0
					for _, s := range texts.Of(l) {
						size += len(s)
					}
					b.SetBytes(int64(size))
					b.ReportAllocs()
					for b.Loop() {
						hits = 0
						for _, s := range texts.Of(l) {
							hits += len(m.Find(s, l))
						}
					}
					b.ReportMetric(float64(hits)/float64(size)*1000, "hits/kB")
				})
			}
		}
	}
}

// BenchmarkNewMatcher makes the matcher of 100,000 concepts. With terms of the
// statutes it took 0.69 s of processor time with maps of strings and takes 0.49 s,
// both on one core beside other work; 0.12 to 0.31 s with few different words.
func BenchmarkNewMatcher(b *testing.B) {
	for name, g := range map[string]*Glossary{"numbers": large(100_000), "words": ofWords(runningText(b), 100_000)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				NewMatcher(g)
			}
		})
	}
}
