package repair

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"concord/documents"
)

var langs = []documents.Lang{documents.FR, documents.EN}

// An order of glyphs is found on a line of text, and gives back every
// character, figures and signs included.
func TestSolveFindsOrders(t *testing.T) {
	for _, c := range []struct {
		name   string
		order  string
		cipher cipher
		least  int // letters
	}{
		{"glyph numbers of a Microsoft font", "mac", numbered(macOrder, 3), 50},
		{"glyph numbers of an Adobe font", "adobe", numbered(adobeOrder, 1), 50},
		{"glyph numbers in the order of Unicode", "unicode", straight(numbered(string(unicodeOrder), 3)), 50},
		{"text moved by 31", "windows-31 of the text", shifted(31), 50},
		{"text moved back by 29", "windows+29 of the text", shifted(-29), 50},
	} {
		for _, lang := range langs {
			for _, n := range []int{50, 200, 1000, 5000} {
				for at := range 4 {
					text := part(prose(t, lang), 3+11*at, n)
					s, truth := sample(text, at%2 == 0, c.cipher)
					r := Solve(s)
					if r.Verdict != Reordered || r.Lang != lang && n > 50 {
						t.Errorf("%s, %s, %d letters at %d: %d, order %q, language %q", c.name, lang, n, at, r.Verdict, r.Order, r.Lang)
						continue
					}
					if got, want := s.text(r.Texts), s.text(truth); !alike(got, want) {
						t.Errorf("%s, %s, %d letters (%s):\n got %.120s\nwant %.120s", c.name, lang, n, r.Order, got, want)
					}
				}
			}
		}
	}
}

// straight sets apostrophes as a typewriter does.
func straight(c cipher) cipher {
	return func(r rune) Glyph {
		if r == '’' {
			r = '\''
		}
		return c(r)
	}
}

// alike reports whether two texts are the same but for a few signs that an
// order does not have, and for apostrophes.
func alike(got, want string) bool {
	g, w := []rune(got), []rune(want)
	if len(g) != len(w) {
		return false
	}
	off := 0
	for i := range g {
		if unicode.IsUpper(g[i]) != unicode.IsUpper(w[i]) {
			return false
		}
		if g[i] != w[i] && classify(g[i]) != classify(w[i]) {
			off++
			if g[i] != '\uFFFD' && classify(w[i]) != other {
				return false
			}
		}
	}
	return off*100 <= len(g)
}

// Codes drawn by lot are solved from 300 letters on; what is given as known is
// right.
func TestSolveSubstitution(t *testing.T) {
	for _, lang := range langs {
		for i, n := range []int{1000, 5000} {
			for _, spaces := range []bool{false, true} {
				text := part(prose(t, lang), 5+17*i, n)
				s, truth := sample(text, spaces, permuted(int64(n+i)))
				r := Solve(s)
				if r.Verdict != Solved || r.Lang != lang {
					t.Errorf("%s, %d characters, spaces %v: %d %s", lang, n, spaces, r.Verdict, r.Lang)
					continue
				}
				if got := compare(s, truth, r.Texts); got.right < 0.96 || got.wrong > 0.02 {
					t.Errorf("%s, %d characters, spaces %v: %+v\n%.200s", lang, n, spaces, got, s.text(r.Texts))
				}
				for k, want := range truth {
					if strings.ContainsAny(want, "0123456789") && r.Texts[k] != Unknown {
						t.Errorf("%s, %d characters: the figure %s became %q", lang, n, want, r.Texts[k])
					}
				}
			}
		}
	}
}

// Too little text is left as it is rather than guessed.
func TestSolveLeavesShortCryptograms(t *testing.T) {
	for _, lang := range langs {
		for _, n := range []int{12, 50, 150, 220} {
			s, _ := sample(part(prose(t, lang), 9, n), false, permuted(int64(n)))
			if r := Solve(s); r.Verdict == Solved || r.Verdict == Reordered {
				t.Errorf("%s, %d characters: repaired to %.80q", lang, n, s.text(r.Texts))
			}
		}
	}
}

// A heading has too few letters for a verdict of its own, but follows what
// another font of the document has proven.
func TestSolveKnownOrder(t *testing.T) {
	s, _ := sample("Sommaire", false, numbered(macOrder, 3))
	if r := Solve(s); r.Verdict != Sound {
		t.Errorf("by itself: %d, %q", r.Verdict, s.text(r.Texts))
	}
	s, truth := sample("Annexe A Données du registre", true, numbered(macOrder, 3))
	r := Solve(s, "mac")
	if r.Verdict != Reordered || s.text(r.Texts) != s.text(truth) {
		t.Errorf("with the order known: %d, %q", r.Verdict, s.text(r.Texts))
	}
}

// The text of the note is what a reader without a repair gives.
func TestGarbled(t *testing.T) {
	for text, want := range map[string]bool{
		"YXOQpUDELOLWpV GH VpFXULWp":                  true,
		"\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFD": true,
		"vulnérabilités de sécurité":                  false,
		"":                                            false,
		"Tableau 3.1":                                 false,
		"/etc/apt/sources.list.d/example.sources --no-recommends": false,
		"if (x == NULL) { return -EINVAL; } /* see above */":      false,
		"Доклад о положении детей в регионе за прошлый год":       false,
		"Der Bericht behandelt die Lage der Kinder im Lande":      false,
		"LA TRAITE D’ENFANTS DANS LE VAL-BORÉAL":                  false,
	} {
		if got := Garbled(text); got >= 0.5 != want {
			t.Errorf("Garbled(%q) = %.2f", text, got)
		}
	}
}

// What reads well, and what never was prose, is not repaired.
func TestSolveLeavesAlone(t *testing.T) {
	lot := rand.New(rand.NewSource(7))
	noise := func(n int, from string) string {
		b := make([]rune, n)
		for i := range b {
			b[i] = []rune(from)[lot.Intn(len([]rune(from)))]
		}
		return string(b)
	}
	raw := make([]byte, 1500)
	lot.Read(raw)
	numbers := ""
	for range 300 {
		numbers += fmt.Sprintf("%02d-%03X%d.%02d ", lot.Intn(99), lot.Intn(4096), lot.Intn(9), lot.Intn(99))
	}
	mixed := []rune(part(prose(t, documents.FR), 0, 1500))
	lot.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	plain := shifted(0)
	for _, c := range []struct {
		name, text string
		cipher     cipher
	}{
		{"French", prose(t, documents.FR), plain},
		{"English", prose(t, documents.EN), plain},
		{"a key in base 64", base64.StdEncoding.EncodeToString(raw), plain},
		{"part numbers", numbers, plain},
		{"letters by lot", noise(1500, "abcdefghijklmnopqrstuvwxyz      "), plain},
		{"signs by lot", noise(1500, "abcdefABCDEF0123456789^~_|<>{}$%&@     "), permuted(3)},
		{"the letters of a text in another order", string(mixed), permuted(4)},
		{"German by lot", strings.Repeat(german, 2), permuted(5)},
	} {
		s, _ := sample(c.text, true, c.cipher)
		if r := Solve(s); r.Texts != nil || r.Verdict == Solved || r.Verdict == Reordered {
			t.Errorf("%s became (%s) %.150q", c.name, r.Order, s.text(r.Texts))
		}
	}
}

const german = `Die Behörde hat im vergangenen Jahr zahlreiche Meldungen über Kinder erhalten, die ausgebeutet wurden. Nach
gründlicher Prüfung wurde festgestellt, dass viele von ihnen aus entlegenen Gebieten kamen und dass ihre Eltern nichts davon
wussten. Der Bericht empfiehlt deshalb, die Schulen besser zu unterrichten, mehr Plätze in den Heimen zu schaffen und die Täter
schneller vor Gericht zu bringen. Auch die Zusammenarbeit zwischen den Gemeinden soll gestärkt werden, damit kein Kind übersehen
wird, wenn es den Wohnort wechselt. Weitere Auskünfte erteilt die Geschäftsstelle gern zu den üblichen Zeiten.
`

// Two thousand paragraphs of real text, of laws and news, stay as they are.
func TestSolveLeavesDevelopmentText(t *testing.T) {
	f, err := os.Open("../../../shared/data/bitext/dev.pairs.tsv.gz")
	if err != nil {
		t.Skip("no development data: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for lines := bufio.NewScanner(z); lines.Scan(); {
		all = append(all, strings.Split(lines.Text(), "\t")[:2]...)
	}
	rand.New(rand.NewSource(1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, text := range all[:2000] {
		s, _ := sample(text, true, shifted(0))
		if r := Solve(s); r.Verdict != Sound {
			t.Errorf("%d: %.100q", r.Verdict, text)
		}
		if g := Garbled(text); g > 0 {
			t.Errorf("Garbled = %.2f: %.100q", g, text)
		}
	}
}

// An engine may tell neither characters nor codes; that is not passed on in
// silence.
func TestSolveSaysWhatIsUnknown(t *testing.T) {
	s, _ := sample(part(prose(t, documents.EN), 0, 300), true, func(rune) Glyph { return Glyph{Code: -1, Text: Unknown} })
	if r := Solve(s); r.Verdict != Garbage || r.Texts != nil {
		t.Errorf("verdict %d", r.Verdict)
	}
}

func TestSolveIsTheSameEachTime(t *testing.T) {
	s, _ := sample(part(prose(t, documents.FR), 2, 600), true, permuted(9))
	a, b := Solve(s), Solve(s)
	if a.Verdict != b.Verdict || !slices.Equal(a.Texts, b.Texts) {
		t.Error("two runs differ")
	}
}

// FuzzSolve holds that a result has a text for each glyph exactly when it is a
// repair, whatever the sample.
func FuzzSolve(f *testing.F) {
	f.Add([]byte("abc def"), "YXOQpUDELOLWpV GH VpFXULWp")
	f.Add([]byte{0, 255, 3}, "\uFFFD\u0000é")
	f.Fuzz(func(t *testing.T, codes []byte, texts string) {
		var s Sample
		for i, r := range []rune(texts) {
			s.Glyphs = append(s.Glyphs, Glyph{Code: i*7 - 1, Text: string(r)})
		}
		var run []int
		for _, c := range codes {
			run = append(run, int(c)-2) // also beyond the glyphs and before the gap
		}
		s.Runs = [][]int{run, nil}
		r := Solve(s)
		repaired := r.Verdict == Solved || r.Verdict == Reordered
		if repaired != (r.Texts != nil) || repaired && len(r.Texts) != len(s.Glyphs) {
			t.Errorf("verdict %d with %d texts for %d glyphs", r.Verdict, len(r.Texts), len(s.Glyphs))
		}
		if g := Garbled(texts); !(g >= 0 && g <= 1) {
			t.Errorf("Garbled = %v", g)
		}
	})
}

func BenchmarkGarbledPage(b *testing.B) {
	text := part(prose(b, documents.FR), 0, 3000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Garbled(text)
	}
}

func BenchmarkSubstitution(b *testing.B) {
	s, _ := sample(part(prose(b, documents.FR), 0, 4000), true, permuted(1))
	for b.Loop() {
		Solve(s)
	}
}
