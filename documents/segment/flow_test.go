package segment_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/segment"
)

// TestFlow measures sentence boundaries against the gold sentences of the
// development bitext: the flow files hold the same sentences as running
// paragraphs. A boundary is named by the number of characters before it, white
// space left out. Paragraph ends count for nobody. In the statutes the gold
// splits at list items and headings, which no stop marks.
func TestFlow(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "bitext", "align", "*.flow.txt.gz"))
	if len(paths) == 0 {
		t.Skip("SKIPPED: development data is not here")
	}
	type tally struct{ hit, made, gold int }
	sums := map[string]*tally{}
	for _, path := range paths {
		name := filepath.Base(path)
		group, _, _ := strings.Cut(name, "-")
		lang := documents.EN
		if strings.Contains(name, ".fr.") {
			lang = documents.FR
		}
		gold := map[int]bool{}
		at := 0
		for line := range strings.Lines(unpack(t, strings.Replace(path, ".flow", "", 1))) {
			at += size(line)
			gold[at] = true
		}
		made := map[int]bool{}
		ends := map[int]bool{}
		at = 0
		flow := unpack(t, path)
		for par := range strings.SplitSeq(flow, "\n") {
			for _, r := range segment.Split(par, lang) {
				made[at+size(par[:r[1]])] = true
				if os.Getenv("FLOW") != "" && strings.HasPrefix(name, os.Getenv("FLOW")) {
					if e := at + size(par[:r[1]]); !gold[e] && r[1] < len(par) {
						t.Logf("%s + %s ‖ %s", name, tail(par[:r[1]], 50), head(par[r[1]:], 40))
					}
				}
			}
			if os.Getenv("FLOW") != "" && strings.HasPrefix(name, os.Getenv("FLOW")) {
				n := at
				for i, c := range par {
					if n += size(string(c)); size(string(c)) > 0 && gold[n] && !made[n] {
						t.Logf("%s - %s ‖ %s", name, tail(par[:i+len(string(c))], 50), head(par[i+len(string(c)):], 40))
					}
				}
			}
			at += size(par)
			ends[at] = true
		}
		for _, key := range []string{group + " " + string(lang), "all but law " + string(lang)} {
			if strings.HasPrefix(key, "all") && group == "law" {
				continue
			}
			s := sums[key]
			if s == nil {
				s = &tally{}
				sums[key] = s
			}
			for b := range made {
				if !ends[b] {
					s.made++
					if gold[b] {
						s.hit++
					}
				}
			}
			for b := range gold {
				if !ends[b] {
					s.gold++
				}
			}
		}
	}
	for _, group := range []string{"ntrex", "tico", "novel", "all but law", "law"} {
		for _, lang := range []string{"fr", "en"} {
			s := sums[group+" "+lang]
			if s == nil {
				continue
			}
			f1 := 2 * float64(s.hit) / float64(s.made+s.gold)
			t.Logf("%-14s F1 %.4f (%d found, %d made, %d gold)", group+" "+lang, f1, s.hit, s.made, s.gold)
		}
	}
}

func size(s string) int {
	n := 0
	for _, f := range strings.Fields(s) {
		n += len([]rune(f))
	}
	return n
}

func tail(s string, n int) string { r := []rune(s); return string(r[max(0, len(r)-n):]) }
func head(s string, n int) string { r := []rune(s); return string(r[:min(len(r), n)]) }

func unpack(t *testing.T, path string) string {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
