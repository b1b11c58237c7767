package samples

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"concord/documents"
)

// rules are the checks that the samples must give something to find.
var rules = []string{
	"num/mismatch", "num/money", "num/unit", "num/date", "num/time",
	"num/percent", "num/phone", "link/mismatch", "link/mail", "text/missing",
	"text/extra", "text/untranslated", "term/missing", "term/forbidden",
	"term/inconsistent",
}

func load(t *testing.T) *Expected {
	t.Helper()
	data, err := os.ReadFile("expected.yaml")
	if err != nil {
		t.Fatal(err)
	}
	e, err := Load(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestExpectedCoversEveryRule(t *testing.T) {
	e := load(t)
	planted := map[string]int{}
	for _, p := range e.Planted {
		planted[p.Rule]++
	}
	for _, r := range rules {
		if planted[r] == 0 {
			t.Errorf("nothing is planted for %s", r)
		}
		delete(planted, r)
	}
	for r := range planted {
		t.Errorf("something is planted for %s, which is not a check of the list", r)
	}
	if len(e.Traps) < len(e.Planted) {
		t.Errorf("%d traps for %d planted divergences; want as many at least", len(e.Traps), len(e.Planted))
	}
	for _, name := range Names {
		traps, slips := 0, 0
		for _, p := range e.Planted {
			if p.Pair == name {
				slips++
			}
		}
		for _, p := range e.Traps {
			if p.Pair == name {
				traps++
			}
		}
		if traps == 0 || slips == 0 {
			t.Errorf("%s: %d planted and %d traps; want some of both", name, slips, traps)
		}
	}
}

func TestFilesArePDF(t *testing.T) {
	for _, name := range Names {
		files := Files(name)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			data, err := os.ReadFile(files.Of(l))
			if err != nil {
				t.Error(err)
				continue
			}
			if !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data[max(0, len(data)-64):], []byte("%%EOF")) {
				t.Errorf("%s is not a whole PDF", files.Of(l))
			}
		}
	}
}

// The words of the list stand in the sources. Whether they come out of the PDF
// as well is for the integration test to say.
func TestWordsAreInTheSources(t *testing.T) {
	text := map[string]string{}
	for _, name := range Names {
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			data, err := os.ReadFile(filepath.Join("src", name+"."+string(l)+".typ"))
			if err != nil {
				t.Fatal(err)
			}
			text[name+string(l)] = plain(string(data))
		}
	}
	look := func(p Place) {
		words := p.Words()
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if w := words.Of(l); !strings.Contains(text[p.Pair+string(l)], w) {
				t.Errorf("%s: %q is not in %s.%s.typ", p.ID, w, p.Pair, l)
			}
		}
	}
	e := load(t)
	for _, p := range e.Planted {
		look(p.Place)
	}
	for _, p := range e.Traps {
		look(p.Place)
	}
}

var (
	footnote = regexp.MustCompile(`#footnote\[[^\]]*\]`)
	raised   = regexp.MustCompile(`#super\[([^\]]*)\]`)
	address  = regexp.MustCompile(`#(?:web|mail)\("([^"]*)"\)`)
)

// plain takes the Typst markup that the sources use out of them.
func plain(src string) string {
	src = footnote.ReplaceAllString(src, "")
	src = raised.ReplaceAllString(src, "$1")
	src = address.ReplaceAllString(src, "$1")
	src = strings.NewReplacer("~", " ", `\$`, "$", "_", "", "*", "").Replace(src)
	return Fold(src)
}

func TestLoadRefuses(t *testing.T) {
	const good = "planted:\n- {id: a, pair: letter, rule: num/time, kind: time, fr: x, en: y, page: {fr: 1, en: 1}, comment: c}\n"
	if e, err := Load(strings.NewReader(good)); err != nil || len(e.Planted) != 1 || e.Planted[0].FR != "x" {
		t.Fatalf("a good list: %+v, %v", e, err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"id: a", "id: ''", "the id is missing"},
		{"pair: letter", "pair: lettre", `pair "lettre"`},
		{"fr: x, en: y", "fr: null, en: null", "no words"},
		{"fr: x", "fr: \"x\\u00a0z\"", "white space"},
		{"en: 1", "en: 0", "a page is missing"},
		{"rule: num/time", "rule: ''", "rule, kind and comment"},
		{"kind:", "sort:", "sort"},
		{"planted:\n", "planted:\n- {id: a, pair: report, rule: r, kind: k, fr: x, page: {fr: 1, en: 1}, comment: c}\n", "twice"},
		{"planted:", "traps:\n- {id: b, pair: letter, fr: x, page: {fr: 1, en: 1}, why: w}\nplanted:", "both sides"},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		e, err := Load(strings.NewReader(bad))
		if err == nil || e != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s → %s: got %v; want an error with %q and no list", c.old, c.new, err, c.want)
		}
	}
}
