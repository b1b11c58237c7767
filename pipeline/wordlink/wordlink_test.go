package wordlink_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline/wordlink"
)

// What one side lacks is the run of the other; « » stand around it.
func TestRunFindsWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		name, fr, en string
		in           documents.Lang
	}{
		{"a phrase that the French lacks",
			"Le laboratoire a analysé 86 échantillons.",
			"The laboratory tested 86 samples «in accordance with the CSA standard».", documents.EN},
		{"a phrase that the English lacks",
			"Le ministre peut «, par arrêté publié dans la Gazette,» fixer les droits à payer.",
			"The Minister may fix the fees to be paid.", documents.FR},
	} {
		text := c.fr
		if c.in == documents.EN {
			text = c.en
		}
		before, rest, _ := strings.Cut(text, "«")
		want, _, _ := strings.Cut(rest, "»")
		clean := strings.NewReplacer("«", "", "»", "")
		links := wordlink.Shipped().Link(clean.Replace(c.fr), clean.Replace(c.en))
		words := links.Of(c.in)
		from, to, lack := wordlink.Run(words)
		if lack < wordlink.LeastRun {
			t.Errorf("%s: nothing lacks (%.1f)", c.name, lack)
			continue
		}
		start, end := words[from].Start, words[to-1].End
		if start < len(before)-2 || end > len(before)+len(want)+2 || end-start < len(want)/2 {
			t.Errorf("%s: got %q, want %q", c.name, clean.Replace(text)[start:end], want)
		}
		_, _, other := wordlink.Run(links.Of(c.in.Other()))
		if other >= lack {
			t.Errorf("%s: the whole side lacks %.1f, the other %.1f", c.name, other, lack)
		}
	}
}

func TestATranslationLacksLittle(t *testing.T) {
	links := wordlink.Shipped().Link(
		"Le comité a étudié le rapport annuel et a recommandé de modifier le règlement.",
		"The committee studied the annual report and recommended that the regulations be amended.")
	for l, words := range map[documents.Lang][]wordlink.Word{documents.FR: links.FR, documents.EN: links.EN} {
		if got := wordlink.Lacking(words); got > 0.3 {
			t.Errorf("%s lacks %.2f", l, got)
		}
	}
	strange := wordlink.Shipped().Link("Le comité a étudié le rapport annuel.", "School buses stop at every corner of the village.")
	if got := wordlink.Lacking(strange.FR); got < 0.5 {
		t.Errorf("a sentence opposite another lacks %.2f", got)
	}
}

// Words that occur more often than their partners lose the counterpart that
// stands farthest off.
func TestOnePartnerServesOneWord(t *testing.T) {
	text := "Le navire quitte le port du village et un deuxième navire y entre avant midi."
	links := wordlink.Shipped().Link(text, "The ship leaves the port of the village.")
	var met []bool
	for _, w := range links.FR {
		if text[w.Start:w.End] == "navire" {
			met = append(met, w.Met)
		}
	}
	if len(met) != 2 || !met[0] || met[1] {
		t.Errorf("met %v, want the first alone", met)
	}
}

func TestRuns(t *testing.T) {
	words := make([]wordlink.Word, 9)
	for i, lack := range []float64{-1, 2, 1, -4, -4, 3, -1, 2, -1} {
		words[i].Lack = lack
	}
	got := wordlink.Runs(words, 2)
	want := []wordlink.Stretch{{From: 1, To: 3, Lack: 3}, {From: 5, To: 8, Lack: 4}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %v, want %v", got, want)
	}
	if wordlink.Runs(nil, 2) != nil || wordlink.Runs(words[:1], 2) != nil {
		t.Error("runs of nothing")
	}
}

func FuzzLink(f *testing.F) {
	f.Add("Le comité s’est réuni à Québec.", "The committee met in Quebec City.")
	f.Add("", "…")
	f.Fuzz(func(t *testing.T, fr, en string) {
		if len(fr)+len(en) > 4000 {
			return
		}
		links := wordlink.Shipped().Link(fr, en)
		for text, words := range map[string][]wordlink.Word{fr: links.FR, en: links.EN} {
			if text == fr && fr == en {
				continue
			}
			last := 0
			for _, w := range words {
				if w.Start < last || w.End <= w.Start || w.End > len(text) {
					t.Fatalf("word %d:%d after %d in %d bytes", w.Start, w.End, last, len(text))
				}
				if utf8.ValidString(text) && !utf8.ValidString(text[w.Start:w.End]) {
					t.Fatalf("word %q is cut", text[w.Start:w.End])
				}
				last = w.End
			}
			if share := wordlink.Lacking(words); !(share > 0 && share < 1) {
				t.Fatalf("lacking %v", share)
			}
			for _, r := range wordlink.Runs(words, wordlink.LeastRun) {
				if r.From >= r.To || r.To > len(words) || r.Lack < wordlink.LeastRun {
					t.Fatalf("run %v", r)
				}
			}
		}
	})
}

func BenchmarkLink(b *testing.B) {
	k := wordlink.Shipped()
	for b.Loop() {
		k.Link("Le comité a étudié le rapport annuel et a recommandé de modifier le règlement.",
			"The committee studied the annual report and recommended that the regulations be amended.")
	}
}
