package checks

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/check"
	"concord/pipeline/check/checktest"
	"concord/pipeline/lexicon"
)

func TestTermName(t *testing.T) { checktest.Run(t, "testdata/term/name", TermName) }

// TestSeededNames measures wrong names found and alarms on untouched pairs.
func TestSeededNames(t *testing.T) {
	pairs := seededTermPairs(t)
	var rows []documents.Pair[string]
	for _, s := range pairs {
		rows = append(rows, documents.Pair[string]{FR: s.FR, EN: s.EN})
	}
	p := termRows(nil, rows)
	count, hit := map[string]int{}, map[string]int{}
	for i, s := range pairs {
		got := namesApart(&p, i, lexicon.Shipped())
		count[s.Kind]++
		if len(got) > 0 {
			hit[s.Kind]++
		}
		if os.Getenv("TERMS_SHOW") != "" && (s.Kind == "control" && len(got) > 0 || s.Kind == "name" && len(got) == 0) {
			fmt.Printf("%s %s %s to %s %v\n  %s\n  %s\n", s.Kind, s.Side, s.Before, s.After, got, s.FR, s.EN)
		}
	}
	recall, alarms := float64(hit["name"])/float64(count["name"]), float64(hit["control"])/float64(count["control"])
	t.Logf("recall %.3f, false alarms %.3f", recall, alarms)
	if recall < 0.635 || alarms > 0.0005 {
		t.Errorf("recall %.3f (at least 0.635), false alarms %.3f (at most 0)", recall, alarms)
	}
}

// TestCleanNames counts alarms on clean pairs of statutes and news.
func TestCleanNames(t *testing.T) {
	data, err := io.ReadAll(gunzip(t, "bitext/dev.pairs.tsv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []documents.Pair[string]
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if f := strings.Split(line, "\t"); len(f) >= 2 {
			rows = append(rows, documents.Pair[string]{FR: f[1], EN: f[0]})
		}
	}
	p := termRows(nil, rows)
	n := 0
	for i := range rows {
		for _, g := range namesApart(&p, i, lexicon.Shipped()) {
			n++
			t.Logf("%s | %s", g.words.FR.text, g.words.EN.text)
		}
	}
	if n > 6 {
		t.Errorf("%d alarms on %d clean pairs, want at most 6", n, len(rows))
	}
}

// A text opposite itself has the same names on both sides, whatever it is.
func TestNamesOppositeThemselves(t *testing.T) {
	texts := []string{
		"Mme Tremblay et M. Okafor ont vu le FBI à Genève.",
		"HALIFAX, REGINA ET OSLO",
		"1.2 Jean-Pierre d’Aubigny (UNHCR, HCR) — NGOs, AMs",
		"É́glise Œuvre “Xyz’s” ﬁn \u00a0« Q",
		"(((ABC) DEF (GHI",
		"",
	}
	for _, text := range texts {
		p := termRows(nil, []documents.Pair[string]{{FR: text, EN: text}})
		found, err := check.Run(t.Context(), p, []*check.Check{TermName}, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			t.Errorf("%q opposite itself: %s", text, f.Message.EN)
		}
	}
}

// Whatever the texts hold, the places marked lie in them.
func FuzzTermName(f *testing.F) {
	f.Add("Le ministre Moon a vu Oslo (FBI).", "Minister Genève saw Oslo (FBC).")
	f.Add("le Haut-Commissariat aux réfugiés (HCR)", "UNHCR (High Commissioner)")
	f.Fuzz(func(t *testing.T, fr, en string) {
		if len(fr) > 2000 || len(en) > 2000 {
			return
		}
		p := termRows(nil, []documents.Pair[string]{{FR: fr, EN: en}, {FR: en, EN: fr}})
		found, err := check.Run(t.Context(), p, []*check.Check{TermName}, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range found {
			for _, l := range bothLangs {
				for _, s := range got.Spans.Of(l) {
					if p.Docs.Of(l).Text(s) == "" {
						t.Errorf("%s marks nothing", got.Message.EN)
					}
				}
			}
		}
	})
}
