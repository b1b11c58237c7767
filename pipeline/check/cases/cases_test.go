package cases_test

import (
	"context"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/check"
	"concord/pipeline/check/cases"
	"concord/pipeline/check/checktest"
)

// words is a check that reports the word "faute" in French with the word
// "fault" in English, and each alone, so that every form of want occurs.
var words = &check.Check{
	ID:    "test/words",
	Title: documents.Pair[string]{FR: "mots", EN: "words"},
	MQM:   "accuracy/mistranslation", Severity: check.Major,
	Run: check.EachBead(func(p *check.Pass, bead int) {
		f := check.Finding{Bead: bead}
		for l, w := range map[documents.Lang]string{documents.FR: "faute", documents.EN: "fault"} {
			for _, seg := range p.Bead(bead).Side(l) {
				text := p.Docs.Of(l).Segments[seg].Text
				for i := 0; ; {
					n := strings.Index(text[i:], w)
					if n < 0 {
						break
					}
					*f.Spans.Side(l) = append(f.Spans.Of(l), documents.Span{Seg: seg, Start: i + n, End: i + n + len(w)})
					i += n + len(w)
				}
			}
		}
		if len(f.Spans.FR)+len(f.Spans.EN) == 0 {
			return
		}
		if len(f.Spans.FR) == 0 || len(f.Spans.EN) == 0 {
			f.Severity = check.Minor
		}
		f.Message = documents.Pair[string]{FR: "une\u00a0faute", EN: "a\u00a0fault"}
		p.Report(f)
	}),
}

func TestCases(t *testing.T) { checktest.Run(t, "testdata/words", words) }

func TestDifferencesAreShownInTheFormOfTheFile(t *testing.T) {
	k, err := cases.Parse([]byte("Why.\n-- fr --\nune faute, deux faute\n-- en --\n-- want --\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := k.Check(context.Background(), []*check.Check{words}, check.Pass{})
	if err != nil {
		t.Fatal(err)
	}
	want := "-- want --\n-- got --\ntest/words fr:1:\"faute\",1:\"faute\"#2 en:- [minor] a fault\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	_, pasted, _ := strings.Cut(got, "-- got --\n")
	again, err := cases.Parse([]byte("Why.\n-- fr --\nune faute, deux faute\n-- en --\n-- want --\n" + pasted))
	if err != nil {
		t.Fatal(err)
	}
	if diff, err := again.Check(context.Background(), []*check.Check{words}, check.Pass{}); diff != "" || err != nil {
		t.Errorf("pasted back: %s, %v", diff, err)
	}
}

func TestBadCases(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"-- fr --\n-- en --\n-- want --\n", "no opening sentence"},
		{"Why.\n-- fr --\n-- en --\n", `section "want" is missing`},
		{"Why.\n-- fr --\n-- de --\n", `section "de": unknown section`},
		{"Why.\n-- fr --\n-- fr --\n", `section "fr" stands twice`},
		{"Why.\n-- want --\nx/y en:-\n", "no fr: stands"},
		{"Why.\n-- want --\nx/y fr:\"a\" en:-\n", "want a line number"},
		{"Why.\n-- want --\nx/y fr:1:\"a en:-\n", "no closing quote"},
		{"Why.\n-- want --\nx/y fr:- en:- [big]\n", `unknown severity "big"`},
		{"Why.\n-- settings --\nsource: de\n", "source is fr or en"},
		{"Why.\n-- settings --\ncolour: red\n", "unknown setting"},
	} {
		if _, err := cases.Parse([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Parse(%q) = %v, want %q", c.text, err, c.want)
		}
	}
}
