package repair

import (
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"concord/documents"
)

// prose gives running text of the sample report, without its markup.
func prose(t testing.TB, lang documents.Lang) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "samples", "src", "report."+string(lang)+".typ"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		line = markup.ReplaceAllString(strings.ReplaceAll(line, "~", " "), "")
		if line = strings.TrimSpace(strings.TrimLeft(line, " -+")); len(line) > 40 && !strings.ContainsAny(line, "#(){}\"=") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

var markup = regexp.MustCompile(`#[a-z]+(\([^)]*\))?|[\[\]*_\\]`)

// part gives n characters of a text from its line at.
func part(text string, at, n int) string {
	lines := strings.SplitAfter(text, "\n")
	r := []rune(strings.Join(lines[at%len(lines):], "") + text)
	return string(r[:min(n, len(r))])
}

// A cipher says by which code and with which text a character is shown.
type cipher func(r rune) Glyph

// sample writes a text in a font with a cipher. Line ends are gaps; so are
// spaces when the font has none.
func sample(text string, spaces bool, c cipher) (Sample, []string) {
	var s Sample
	var truth []string
	index := map[rune]int{}
	var run []int
	for _, r := range text {
		if r == '\n' || r == ' ' && !spaces {
			run = append(run, Gap)
			continue
		}
		i, ok := index[r]
		if !ok {
			i = len(s.Glyphs)
			index[r] = i
			s.Glyphs = append(s.Glyphs, c(r))
			truth = append(truth, string(r))
		}
		run = append(run, i)
	}
	s.Runs = [][]int{run}
	return s, truth
}

// numbered shows each character by its place in an order of glyphs, as readers
// do: by the code, taken for Latin text.
func numbered(glyphs string, first int) cipher {
	place := map[rune]int{}
	for i, r := range []rune(glyphs) {
		if _, ok := place[r]; !ok {
			place[r] = first + i
		}
	}
	return func(r rune) Glyph {
		n, ok := place[r]
		if !ok {
			n = 600
		}
		return Glyph{Code: n, Text: Unknown}
	}
}

// shifted shows characters moved by d, with no more known than the text.
func shifted(d rune) cipher {
	return func(r rune) Glyph { return Glyph{Code: -1, Text: string(r + d)} }
}

// permuted gives each character a code by lot.
func permuted(seed int64) cipher {
	codes := rand.New(rand.NewSource(seed)).Perm(200)
	next := 0
	return func(rune) Glyph {
		c := codes[next%len(codes)] + 33
		next++
		return Glyph{Code: c, Text: string(rune(c))}
	}
}

// A tally says how the letters of a repair compare with the truth, as shares
// of the letters shown.
type tally struct{ right, wrong, unknown float64 }

func compare(s Sample, truth, got []string) tally {
	var t tally
	all := 0.0
	for i, n := range s.counts() {
		if r := single(truth[i]); !unicode.IsLetter(r) {
			continue
		}
		all += float64(n)
		switch got[i] {
		case truth[i]:
			t.right += float64(n)
		case Unknown:
			t.unknown += float64(n)
		default:
			t.wrong += float64(n)
		}
	}
	return tally{t.right / all, t.wrong / all, t.unknown / all}
}
