package checks

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/logit"
	"concord/pipeline/check"
	"concord/pipeline/lacking"
	"concord/pipeline/wordlink"
)

// A wrongRow is a pair of bitext, with the place of the wrong term that was put
// into it; none in an untouched pair.
type wrongRow struct {
	documents.Pair[string]
	side       documents.Lang
	start, end int
}

// TestFitTerms fits the constants of pipeline/lacking and of term_plain.go
// where TERMS_FIT is set, and prints them; they are then written there by hand.
// It takes the clean development pairs, but for those that the seeded ones were
// made of, and puts into each in which a listed pair of terms stands on both
// sides another term of the list in the place of one. The thresholds are those
// at which the shares of untouched pairs named alarm.
func TestFitTerms(t *testing.T) {
	if os.Getenv("TERMS_FIT") == "" {
		t.Skip("TERMS_FIT is not set: this prints constants and tests nothing")
	}
	rows := wrongTerms(t)
	texts := make([]documents.Pair[string], len(rows))
	for i, r := range rows {
		texts[i] = r.Pair
	}
	var u *termUse
	look := *TermMissing
	look.Run = func(_ context.Context, p *check.Pass) error { u = check.Get(p, termUses); return nil }
	if _, err := check.Run(t.Context(), termRows(legalTerms(t, true), texts), []*check.Check{&look}, 1); err != nil {
		t.Fatal(err)
	}
	f := &termFit{u: u, rows: rows}
	var single, swap [][]float64
	var singleYes, swapYes []bool
	for i := range rows {
		f.each(i, func(m missingTerm, v lacking.Features, wrong bool) {
			single, singleYes = append(single, v.Vector()), append(singleYes, wrong)
		}, nil)
	}
	bias, c := logit.Fit(single, singleYes, math.Inf(-1))
	fmt.Printf("%d pairs, %d missing terms\nlacks = model{%s}\n", len(rows), len(single), constants(bias, c))
	f.odds = func(v lacking.Features) float64 { return bias + dot(c, v.Vector()) }
	for i := range rows {
		f.each(i, nil, func(v lacking.SwapFeatures, wrong bool) {
			swap, swapYes = append(swap, v.Vector()), append(swapYes, wrong)
		})
	}
	swapBias, swapC := logit.Fit(swap, swapYes, math.Inf(-1))
	fmt.Printf("%d swaps\nswaps = model{%s}\n", len(swap), constants(swapBias, swapC))
	best := make([]float64, len(rows))
	for i := range rows {
		best[i] = math.Inf(-1)
		f.each(i, func(_ missingTerm, v lacking.Features, _ bool) { best[i] = max(best[i], f.odds(v)) },
			func(v lacking.SwapFeatures, _ bool) { best[i] = max(best[i], swapBias+dot(swapC, v.Vector())) })
	}
	var clean []float64
	for i, r := range rows {
		if r.side == "" {
			clean = append(clean, best[i])
		}
	}
	slices.Sort(clean)
	for _, share := range []float64{0.005, 0.01, 0.015, 0.02, 0.025, 0.03} {
		least := clean[len(clean)-1-int(share*float64(len(clean)))]
		n, found := 0, 0
		for i, r := range rows {
			if r.side != "" {
				n++
				if best[i] > least {
					found++
				}
			}
		}
		fmt.Printf("false alarms %.3f from odds of %.2f, found %.3f\n", share, least, float64(found)/float64(n))
	}
}

func constants(bias float64, c []float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%.3f, []float64{", bias)
	for i, v := range c {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%.3f", v)
	}
	return b.String() + "}"
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// A termFit measures the missing terms of rows.
type termFit struct {
	u    *termUse
	rows []wrongRow
	odds func(lacking.Features) float64
}

// each passes the features of every missing term of a row, and of every two
// that may stand for each other, with whether a wrong term is among them.
func (f *termFit) each(row int, single func(missingTerm, lacking.Features, bool), swap func(lacking.SwapFeatures, bool)) {
	u, r := f.u, f.rows[row]
	if !u.judged(row) {
		return
	}
	none := documents.Pair[map[documents.Span]bool]{}
	sides := lacking.Read(wordlink.Shipped(), u.pass.Text(row, documents.FR), u.pass.Text(row, documents.EN))
	var terms documents.Pair[[]lacking.Term]
	var measured documents.Pair[[]lacking.Features]
	wrong := func(t lacking.Term) bool { return t.Lang == r.side && t.Start < r.end && t.End > r.start }
	for _, l := range bothLangs {
		for _, m := range u.findUnsaid(row, l, none) {
			t := u.rendered(m)
			v := sides.Measure(t)
			*terms.Side(l), *measured.Side(l) = append(terms.Of(l), t), append(measured.Of(l), v)
			if single != nil {
				single(m, v, wrong(t))
			}
		}
	}
	if swap == nil {
		return
	}
	for i, fr := range terms.FR {
		for j, en := range terms.EN {
			swap(sides.MeasureSwap(fr, en, f.odds(measured.FR[i]), f.odds(measured.EN[j])), wrong(fr) || wrong(en))
		}
	}
}

// wrongTerms makes the rows: each clean pair, and after it, where a listed pair
// stands in it, the pair with a wrong term.
func wrongTerms(t *testing.T) []wrongRow {
	seeded := map[string]bool{}
	for _, s := range seededTermPairs(t) {
		for _, text := range []string{s.EN, s.FR, s.EnOrig, s.FrOrig} {
			seeded[text] = true
		}
	}
	list := plainPairs(t)
	byWord := map[string][]documents.Pair[string]{}
	for _, p := range list {
		first, _, _ := strings.Cut(strings.ToLower(p.EN), " ")
		byWord[first] = append(byWord[first], p)
	}
	data, err := io.ReadAll(gunzip(t, "bitext/dev.pairs.tsv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 7))
	var out []wrongRow
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 2 || seeded[f[0]] || seeded[f[1]] {
			continue
		}
		pair := documents.Pair[string]{FR: f[1], EN: f[0]}
		out = append(out, wrongRow{Pair: pair})
		var here []documents.Pair[string]
		met := map[string]bool{}
		for _, w := range strings.FieldsFunc(strings.ToLower(pair.EN), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' }) {
			if met[w] {
				continue
			}
			met[w] = true
			for _, p := range byWord[w] {
				if wordAt(pair.EN, p.EN) >= 0 && wordAt(pair.FR, p.FR) >= 0 {
					here = append(here, p)
				}
			}
		}
		if len(here) == 0 {
			continue
		}
		right, wrong := here[r.IntN(len(here))], list[r.IntN(len(list))]
		side := []documents.Lang{documents.FR, documents.FR, documents.EN}[r.IntN(3)]
		text := pair.Of(side)
		at := wordAt(text, right.Of(side))
		row := wrongRow{Pair: pair, side: side, start: at, end: at + len(wrong.Of(side))}
		*row.Pair.Side(side) = text[:at] + wrong.Of(side) + text[at+len(right.Of(side)):]
		out = append(out, row)
	}
	return out
}

// plainPairs are the listed pairs without figures, brackets and quotes.
func plainPairs(t *testing.T) []documents.Pair[string] {
	c := csv.NewReader(gunzip(t, "terms/legal-terms.en-fr.tsv.gz"))
	c.Comma, c.LazyQuotes = '\t', true
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []documents.Pair[string]
	for _, r := range rows[1:] {
		if !strings.ContainsAny(r[0]+r[1], "0123456789\"“”«»()") {
			out = append(out, documents.Pair[string]{FR: r[1], EN: r[0]})
		}
	}
	return out
}

// wordAt is where words stand in a text by themselves, in any case; -1 where
// they do not. Case is folded letter by letter, so that lengths stay.
func wordAt(text, words string) int {
	lower := func(s string) string {
		return strings.Map(func(r rune) rune {
			if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
				return l
			}
			return r
		}, s)
	}
	text, words = lower(text), lower(words)
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(words):])
		part := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' }
		if !part(before) && !part(after) {
			return i
		}
		from = i + len(words)
	}
}
