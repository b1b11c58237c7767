package msg

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"concord/documents"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func placeholders(texts ...string) []string {
	var names []string
	for _, t := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(t, -1) {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// The two languages have the same files, the same IDs and the same
// placeholders: the program passes its own kind of check.
func TestParity(t *testing.T) {
	files, err := fs.Glob(catalogues, "catalogue/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		other := strings.Replace(f, ".fr.yaml", ".en.yaml", 1)
		if f == other {
			other = strings.Replace(f, ".en.yaml", ".fr.yaml", 1)
		}
		if !slices.Contains(files, other) {
			t.Errorf("%s has no %s", path.Base(f), path.Base(other))
		}
	}
	byID := func(l documents.Lang) map[string]*i18n.Message {
		all, err := catalogue(catalogues, l)
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]*i18n.Message{}
		for _, one := range all {
			if m[one.ID] != nil {
				t.Errorf("%s: %s is there twice", l, one.ID)
			}
			m[one.ID] = one
		}
		return m
	}
	fr, en := byID(documents.FR), byID(documents.EN)
	for id, f := range fr {
		e := en[id]
		if e == nil {
			t.Errorf("%s is only in French", id)
			continue
		}
		if (f.One == "") != (e.One == "") {
			t.Errorf("%s has a singular in one language only", id)
		}
		// A singular may say "one" in words, so all forms count together.
		if a, b := placeholders(f.One, f.Other), placeholders(e.One, e.Other); !slices.Equal(a, b) {
			t.Errorf("%s: French has %v, English %v", id, a, b)
		}
		for _, text := range []string{f.One, f.Other} {
			if m := badSpace.FindString(text); m != "" {
				t.Errorf("%s: an ordinary space in %q where French has a no-break space", id, m)
			}
			if strings.Contains(text, "'") {
				t.Errorf("%s: a straight apostrophe in %q", id, text)
			}
		}
	}
	for id := range en {
		if fr[id] == nil {
			t.Errorf("%s is only in English", id)
		}
	}
}

var badSpace = regexp.MustCompile(`\S* [:;!?»](?:\s|$)|« \S*`)

func TestPlurals(t *testing.T) {
	fr, en := Printer{documents.FR}, Printer{documents.EN}
	for _, c := range []struct {
		n      int
		fr, en string
	}{
		{0, "0 page", "0 pages"}, // zero is singular in French
		{1, "1 page", "1 page"},
		{2, "2 pages", "2 pages"},
		{12345, "12\u00a0345 pages", "12,345 pages"},
		{1000000, "1\u00a0000\u00a0000 pages", "1,000,000 pages"}, // CLDR "many"
	} {
		if got := fr.T("render.pages", "Count", c.n); got != c.fr {
			t.Errorf("fr %d: %q", c.n, got)
		}
		if got := en.T("render.pages", "Count", c.n); got != c.en {
			t.Errorf("en %d: %q", c.n, got)
		}
	}
	if got := fr.T("no.such.id"); got != "no.such.id" {
		t.Errorf("unknown: %q", got)
	}
	if got := fr.Decimal(0.5, 2) + " " + en.Decimal(0.5, 2); got != "0,50 0.50" {
		t.Errorf("decimals: %s", got)
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		flag string
		env  map[string]string
		want documents.Lang
	}{
		{"", nil, documents.EN},
		{"fr", map[string]string{"LANG": "en_CA.UTF-8"}, documents.FR},
		{"", map[string]string{"LANG": "fr_CA.UTF-8"}, documents.FR},
		{"", map[string]string{"LANG": "fr_CA.UTF-8", "LC_ALL": "C"}, documents.EN},
		{"", map[string]string{"LANG": "fr", "LC_MESSAGES": "en_GB"}, documents.EN},
		{"", map[string]string{"CONCORD_LANG": "fr", "LC_ALL": "en_CA"}, documents.FR},
		{"", map[string]string{"LANG": "de_DE"}, documents.EN},
		{"", map[string]string{"LANG": "frr_DE"}, documents.EN}, // North Frisian
	} {
		if got := Choose(c.flag, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("Choose(%q, %v) = %s", c.flag, c.env, got)
		}
	}
}

// The cost of the first message, which every command pays.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := build(documents.FR); err != nil {
			b.Fatal(err)
		}
	}
}
