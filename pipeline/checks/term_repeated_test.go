package checks

import (
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/check"
)

// A text opposite itself strays nowhere, whatever language it is in.
func TestRepeatedOppositeThemselves(t *testing.T) {
	text := "Le jeton de session expire. Un jeton de session vaut. Chaque jeton de session est neuf. Le jeton de session et l’identifiant de session diffèrent. "
	for _, s := range []string{text, "The session token expires. A session token is good. Each session token is new. No session identifier is kept. "} {
		var rows []documents.Pair[string]
		for _, line := range strings.SplitAfter(strings.Repeat(s, 3), ". ") {
			rows = append(rows, documents.Pair[string]{FR: line, EN: line})
		}
		found, err := check.Run(t.Context(), termRows(nil, rows), []*check.Check{TermInconsistent}, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			t.Errorf("%s", f.Message.EN)
		}
	}
}

// The same findings come of the same pair however often it is checked, and
// every place they mark has words.
func FuzzRepeatedTerms(f *testing.F) {
	f.Add("Le jeton de session expire.", "The session token expires.", "L’identifiant de session expire.")
	f.Add("données sensibles", "sensitive data", "sensitive assets")
	f.Fuzz(func(t *testing.T, fr, en, stray string) {
		if len(fr)+len(en)+len(stray) > 1000 {
			return
		}
		rows := []documents.Pair[string]{{FR: fr, EN: en}, {FR: fr, EN: en}, {FR: fr, EN: en}, {FR: fr, EN: stray}, {FR: stray, EN: en}}
		var before []check.Finding
		for range 2 {
			p := termRows(nil, rows)
			found, err := check.Run(t.Context(), p, []*check.Check{TermInconsistent}, 1)
			if err != nil {
				t.Fatal(err)
			}
			for i, got := range found {
				if before != nil && got.Message != before[i].Message {
					t.Errorf("%q, then %q", before[i].Message.EN, got.Message.EN)
				}
				for _, l := range bothLangs {
					for _, s := range got.Spans.Of(l) {
						if strings.TrimSpace(p.Docs.Of(l).Text(s)) == "" {
							t.Errorf("%s marks nothing", got.Message.EN)
						}
					}
				}
			}
			before = found
		}
	})
}
