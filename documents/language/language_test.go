package language_test

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/language"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		text string
		want documents.Lang
	}{
		{"Le rapport sera remis au ministre avant la fin du mois.", documents.FR},
		{"The report will reach the minister before the end of the month.", documents.EN},
		{"L’enfant n’a pas été entendu par l’agent d’immigration.", documents.FR},
		{"The child's guardian hasn't been heard by the officer.", documents.EN},
		{"Shared shelters, legal advice, counselling, schooling", documents.EN},
		{"Hébergement partagé, conseils juridiques, soutien, scolarité", documents.FR},
		// Too short, or without words at all.
		{"Rapport annuel 2006", ""},
		{"", ""},
		{"(514) 555-0199 – 12 345,67 $ – 14 h 30 – 2007-06-01", ""},
		{"https://example.org/the/of/and/to/in/is", ""},
	} {
		got, conf := language.Detect(c.text)
		if got != c.want {
			t.Errorf("Detect(%q) = %q (%.2f), want %q", c.text, got, conf, c.want)
		}
		if conf < 0 || conf >= 1 || got == "" && conf != 0 {
			t.Errorf("Detect(%q): confidence %v out of range", c.text, conf)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("L'été, the winter'''' -- —é")
	f.Fuzz(func(t *testing.T, s string) {
		lang, conf := language.Detect(s)
		if conf < 0 || conf >= 1 || (lang == "") != (conf == 0) {
			t.Errorf("%q: %q %v", s, lang, conf)
		}
	})
}

// TestAccuracy holds the shares of single sentences judged rightly and
// wrongly, by length, over the development pairs. A sentence that is not
// judged counts as neither.
func TestAccuracy(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "data", "bitext", "dev.pairs.tsv.gz")
	f, err := os.Open(path)
	if err != nil {
		t.Skip("SKIPPED: development data is not here:", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	bounds := []int{5, 8, 12, 20, 1 << 30}
	type tally struct{ right, wrong, none int }
	var sums [2][5]tally
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		cols := strings.Split(lines.Text(), "\t")
		if cols[0] == "en" && cols[1] == "fr" {
			continue
		}
		for i, want := range []documents.Lang{documents.EN, documents.FR} {
			n := len(strings.Fields(cols[i]))
			slot := 0
			for n >= bounds[slot] {
				slot++
			}
			got, _ := language.Detect(cols[i])
			s := &sums[i][slot]
			switch got {
			case want:
				s.right++
			case "":
				s.none++
			default:
				s.wrong++
				if testing.Verbose() && n >= 8 {
					t.Logf("%s: %.150s", want, cols[i])
				}
			}
		}
	}
	for i, lang := range []string{"en", "fr"} {
		right, wrong := 0, 0
		for s, c := range sums[i] {
			t.Logf("%s under %d words: %d right, %d wrong, %d not judged", lang, bounds[s], c.right, c.wrong, c.none)
			right, wrong = right+c.right, wrong+c.wrong
		}
		if share := float64(right) / float64(right+wrong); share < 0.995 {
			t.Errorf("%s: %.4f of the judged sentences are right, want 0.995", lang, share)
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	s := "Les mesures de protection prévues par la loi s'appliquent à tous les enfants qui se trouvent sur le territoire."
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		language.Detect(s)
	}
}
