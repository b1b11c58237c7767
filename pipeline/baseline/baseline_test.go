package baseline

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/check"
)

const sample = `# Ours.
version: 1
entries:
  # The French rounds on purpose.
  - fingerprint: aa11-0
    rule: num/mismatch
    reason: the French edition rounds   # agreed in May
    by: R. Tremblay
    date: 2026-05-02
    expires: 2026-12-31
    fr: "12"
    en: "12.4"

  - fingerprint: "0123-1"
    rule: term/missing
    reason: "idiom: no term needed"
    date: 2026-05-03
`

func load(t *testing.T, data string) *File {
	t.Helper()
	f, err := Load(strings.NewReader(data), "concord.baseline.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t *testing.T, f *File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLoad(t *testing.T) {
	f := load(t, sample)
	if len(f.Entries) != 2 {
		t.Fatalf("got %d entries", len(f.Entries))
	}
	e := f.Entries[0]
	e.lines = ""
	want := Entry{Fingerprint: "aa11-0", Rule: "num/mismatch", Reason: "the French edition rounds",
		By: "R. Tremblay", Date: "2026-05-02", Expires: "2026-12-31", FR: "12", EN: "12.4", Line: 5}
	if e != want {
		t.Errorf("got %+v\nwant %+v", e, want)
	}
	if f.Entries[1].Line != 14 {
		t.Errorf("second entry on line %d", f.Entries[1].Line)
	}
}

func TestRoundTripKeepsComments(t *testing.T) {
	if got := write(t, load(t, sample)); got != sample {
		t.Errorf("got\n%s", got)
	}
}

func TestAcceptChangesLittle(t *testing.T) {
	f := load(t, sample)
	f.Accept(Entry{Fingerprint: "ff00-0", Rule: "num/mismatch", Reason: "ok \"so\" \u202e", By: "A", Date: "2026-11-23", FR: "« 3 »"})
	got := write(t, f)
	added := "  - fingerprint: ff00-0\n    rule: num/mismatch\n    reason: \"ok \\\"so\\\" \\u202E\"\n" +
		"    by: \"A\"\n    date: 2026-11-23\n    fr: \"« 3 »\"\n"
	cut := strings.Index(sample, "\n  - fingerprint: \"0123") // the blank line goes with the entry after it
	if want := sample[:cut] + added + sample[cut:]; got != want {
		if strings.Replace(got, added, "", 1) != sample {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	again := load(t, got)
	if !same(again.Entries, f.Entries) {
		t.Errorf("reads back as %+v", again.Entries)
	}
	// Accepting again takes the old entry's place.
	f.Accept(Entry{Fingerprint: "ff00-0", Rule: "num/mismatch", Reason: "another", Date: "2026-11-24"})
	if len(f.Entries) != 3 || !strings.Contains(write(t, f), "another") {
		t.Errorf("not replaced: %+v", f.Entries)
	}
}

// A comment belongs to the entry after it: it goes where the entry goes, and
// goes away with it.
func TestCommentsFollow(t *testing.T) {
	f := load(t, sample)
	f.Accept(Entry{Fingerprint: "0000-0", Rule: "num/mismatch", Reason: "sorts first"})
	got := write(t, f)
	if strings.Index(got, "sorts first") > strings.Index(got, "# The French rounds") {
		t.Errorf("got\n%s", got)
	}
	f.Prune(f.Entries[1])
	if got := write(t, f); strings.Contains(got, "# The French rounds") || !strings.Contains(got, "# Ours.") {
		t.Errorf("got\n%s", got)
	}
}

func TestAcceptKeepsOtherRules(t *testing.T) {
	f := load(t, sample)
	f.Accept(Entry{Fingerprint: "aa11-0", Rule: "num/date", Reason: "another rule"})
	if len(f.Entries) != 3 || f.Entries[0].Rule != "num/date" || f.Entries[1].Reason != "the French edition rounds" {
		t.Errorf("got %+v", f.Entries)
	}
}

func TestApply(t *testing.T) {
	f := load(t, sample)
	f.Accept(Entry{Fingerprint: "dead-0", Rule: "num/date", Reason: "gone since"})
	findings := []check.Finding{
		{Rule: "num/mismatch", Fingerprint: "aa11-0"},
		{Rule: "num/mismatch", Fingerprint: "0123-1"}, // another rule's fingerprint
		{Rule: "term/missing", Fingerprint: "0123-1"},
	}
	a := Apply(findings, f.Entries, "2026-12-31")
	if a.Accepted[0] == nil || a.Accepted[1] != nil || a.Accepted[2] == nil {
		t.Errorf("accepted %v", a.Accepted)
	}
	if len(a.Stale) != 1 || a.Stale[0].Fingerprint != "dead-0" || len(a.Expired) != 0 {
		t.Errorf("stale %+v expired %+v", a.Stale, a.Expired)
	}
	// The day after its last one the entry no longer accepts, and is not stale.
	b := Apply(findings, f.Entries, "2027-01-01")
	if b.Accepted[0] != nil || len(b.Expired) != 1 || b.Expired[0].Fingerprint != "aa11-0" || len(b.Stale) != 1 {
		t.Errorf("accepted %v expired %+v stale %+v", b.Accepted, b.Expired, b.Stale)
	}
	if n := f.Prune(a.Stale...); n != 1 || len(f.Entries) != 2 {
		t.Errorf("pruned %d, left %+v", n, f.Entries)
	}
	if got := write(t, f); got != sample {
		t.Errorf("after pruning\n%s", got)
	}
}

func TestNewEntry(t *testing.T) {
	doc := func(text string) *documents.Document {
		return &documents.Document{
			Blocks:   []documents.Block{{ID: 1, Kind: documents.Paragraph, Text: text}},
			Segments: []documents.Segment{{ID: 1, Block: 1, End: len(text), Text: text}},
		}
	}
	docs := documents.Pair[*documents.Document]{FR: doc("Il y a 12 enfants."), EN: doc(strings.Repeat("word ", 40))}
	f := check.Finding{Rule: "num/mismatch", Fingerprint: "ab-0", Spans: documents.Pair[[]documents.Span]{
		FR: []documents.Span{{Start: 7, End: 9}}, EN: []documents.Span{docs.EN.Whole(0)}}}
	e, err := NewEntry(f, docs, " arrondi voulu ", "moi", "2026-11-23", "")
	if err != nil || e.FR != "12" || len([]rune(e.EN)) > excerptRunes || !strings.HasSuffix(e.EN, "…") || e.Reason != "arrondi voulu" {
		t.Errorf("got %+v, %v", e, err)
	}
	for _, reason := range []string{"", "ok", "...", "  12 34 "} {
		if _, err := NewEntry(f, docs, reason, "", "2026-11-23", ""); err == nil {
			t.Errorf("reason %q passes", reason)
		}
	}
	if _, err := NewEntry(f, docs, "because", "", "2026-11-23", "2026-11-22"); err == nil {
		t.Error("an expiry in the past passes")
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"no reason", "entries:\n  - fingerprint: a-0\n    rule: x/y\n", "line 2: entries[1]: an exception needs a reason"},
		{"short reason", "entries:\n  - {fingerprint: a-0, rule: x/y, reason: ok}\n", "needs a reason"},
		{"no rule", "entries:\n  - fingerprint: a-0\n    reason: because\n", `key "rule" is missing`},
		{"date", "entries:\n  - fingerprint: a-0\n    rule: x/y\n    reason: because\n    expires: tomorrow\n", `line 5: entries[1].expires: "tomorrow" is not a date`},
		{"no such day", "entries:\n  - {fingerprint: a-0, rule: x/y, reason: because, date: 2026-02-30}\n", "is not a date"},
		{"near key", "entries:\n  - fingreprint: a-0\n", `did you mean "fingerprint"?`},
		{"newer", "version: 2\n", "newer concord"},
		{"twice", "entries:\n  - {fingerprint: a-0, rule: x/y, reason: because}\n  - {fingerprint: a-0, rule: x/y, reason: another}\n", "on lines 2 and 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Load(strings.NewReader(c.data), "b.yaml")
			var p *documents.Problem
			if !errors.As(err, &p) || f != nil {
				t.Fatalf("got %v, %v", f, err)
			}
			if !strings.Contains(p.In(documents.EN), c.want) {
				t.Errorf("got %s", p.In(documents.EN))
			}
		})
	}
}

func TestEmptyFile(t *testing.T) {
	f := load(t, "")
	got := write(t, f)
	if len(load(t, got).Entries) != 0 || !strings.Contains(got, "entries: []") {
		t.Errorf("got %s", got)
	}
	f.Accept(Entry{Fingerprint: "a-0", Rule: "x/y", Reason: "because"})
	if again := load(t, write(t, f)); len(again.Entries) != 1 {
		t.Errorf("got %+v", again.Entries)
	}
}

// Reading, writing and reading gives the same entries; writing twice gives the
// same bytes.
func FuzzRoundTrip(f *testing.F) {
	f.Add(sample)
	f.Add("entries: [{fingerprint: a, rule: b, reason: \"ccc\\u0000\"}]\n")
	f.Add("entries:\n- fingerprint: a\n  rule: b\n  reason: |\n    long\n    text\n# end\n")
	f.Fuzz(func(t *testing.T, data string) {
		a, err := Load(strings.NewReader(data), "f")
		if err != nil {
			return
		}
		var one, two bytes.Buffer
		if err := a.Write(&one); err != nil {
			t.Fatal(err)
		}
		b, err := Load(bytes.NewReader(one.Bytes()), "g")
		if err != nil {
			t.Fatalf("%v in\n%s\nfrom\n%s", err, one.String(), data)
		}
		if !same(a.Entries, b.Entries) {
			t.Fatalf("%+v became %+v by\n%s", a.Entries, b.Entries, one.String())
		}
		if err := b.Write(&two); err != nil || one.String() != two.String() {
			t.Fatalf("%v: not stable:\n%s\n%s", err, one.String(), two.String())
		}
	})
}
