package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
	"concord/pipeline"
	"concord/pipeline/baseline"
	"concord/pipeline/checks"
)

// files is what the pipeline reads in these tests: names to texts.
type files map[string]string

func (f files) read(ctx context.Context, path string, lang documents.Lang) (*documents.Document, error) {
	text, ok := f[path]
	if !ok {
		return nil, documents.Problemf(documents.Misuse, "file-missing", "%s n’existe pas", "%s does not exist", path)
	}
	return extract.Read(ctx, path, []byte(text), extract.Options{Lang: lang})
}

func job(fr, en string) pipeline.Job {
	return pipeline.Job{Name: fr, Paths: documents.Pair[string]{FR: fr, EN: en}}
}

const (
	frText = "Le comité a adopté %d recommandations lundi après une longue discussion.\n\nLa séance a été levée à 15 h 30 par la présidente du conseil.\n"
	enText = "The committee adopted %d recommendations on Monday after a long discussion.\n\nThe meeting was adjourned at 3:30 p.m. by the chair of the council.\n"
)

func TestRunIsTheSameWithAnyNumberOfWorkers(t *testing.T) {
	f := files{"empty.txt": ""}
	var jobs []pipeline.Job
	for i := range 24 {
		fr, en := fmt.Sprintf("%d.fr.txt", i), fmt.Sprintf("%d.en.txt", i)
		f[fr], f[en] = fmt.Sprintf(frText, i+10), fmt.Sprintf(enText, i+10+i%3)
		jobs = append(jobs, job(fr, en))
	}
	jobs = append(jobs, job("empty.txt", "0.en.txt"), job("absent.txt", "0.en.txt"))
	var first *pipeline.Result
	for _, workers := range []int{1, 2, 8} {
		got := pipeline.Run(context.Background(), jobs, pipeline.Options{Read: f.read, Checks: checks.All(), Scores: true, Workers: workers})
		for i := range 24 {
			p := got.Pairs[i]
			want := 1
			if i%3 == 0 {
				want = 0
			}
			if p.Name != jobs[i].Name || p.Err != nil || len(p.Findings) != want || len(p.Scores) != len(p.Alignment.Beads) {
				t.Fatalf("%d workers, pair %d: %s, %v, %d findings, want %d", workers, i, p.Name, p.Err, len(p.Findings), want)
			}
		}
		if got.Pairs[24].Err == nil || got.Pairs[25].Err == nil {
			t.Error("a file that cannot be read is no error")
		}
		if s := got.Summary(); s.Failed != 2 || s.Pairs != 26 {
			t.Errorf("summary: %+v", s)
		}
		if first == nil {
			first = got
		} else if !reflect.DeepEqual(first, got) {
			t.Errorf("%d workers find something else than one", workers)
		}
	}
}

func TestInterruptedPairsCarryTheReason(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f := files{"a.txt": fmt.Sprintf(frText, 1), "b.txt": fmt.Sprintf(enText, 1)}
	got := pipeline.Run(ctx, []pipeline.Job{job("a.txt", "b.txt")}, pipeline.Options{Read: f.read, Checks: checks.All()})
	if !errors.Is(got.Pairs[0].Err, context.Canceled) {
		t.Errorf("got %v, want the context's error", got.Pairs[0].Err)
	}
}

func TestLanguages(t *testing.T) {
	fr, en := fmt.Sprintf(frText, 12), fmt.Sprintf(enText, 12)
	mostlyEnglish := fr + strings.Repeat("\nThis paragraph of the French report was never translated by anyone.\n", 6)
	f := files{"fr": fr, "en": en, "fr2": fr + "\nFin de la séance du comité pour cette année.\n", "en2": en + "\nEnd of the meeting of the committee for this year.\n",
		"short": "2007\n\nMontréal\n", "partly": mostlyEnglish}
	for _, c := range []struct {
		first, second string
		asGiven       bool
		code          string // of the error, or of the warning after "warning:"
	}{
		{"fr", "en", false, ""},
		{"en", "fr", false, "warning:languages-swapped"},
		{"en", "en2", false, "same-language"},
		{"fr", "fr2", false, "same-language"},
		{"en", "en2", true, ""},
		{"fr", "fr", false, "same-file"},
		{"short", "en", false, ""},
		{"partly", "en", false, "warning:partly-translated"},
	} {
		got := pipeline.Run(context.Background(), []pipeline.Job{job(c.first, c.second)}, pipeline.Options{Read: f.read, AsGiven: c.asGiven})
		pair := got.Pairs[0]
		code := ""
		var p *documents.Problem
		if errors.As(pair.Err, &p) {
			code = p.Code
		} else if len(pair.Warnings) > 0 {
			code = "warning:" + pair.Warnings[0].Code
		}
		if code != c.code {
			t.Errorf("%s and %s: %q, want %q", c.first, c.second, code, c.code)
		}
		if pair.Err == nil && (pair.Docs.FR.Lang != documents.FR || pair.Docs.EN.Lang != documents.EN) {
			t.Errorf("%s and %s: languages %q and %q", c.first, c.second, pair.Docs.FR.Lang, pair.Docs.EN.Lang)
		}
	}
}

func TestStaleEntries(t *testing.T) {
	f := files{"fr": fmt.Sprintf(frText, 12), "en": fmt.Sprintf(enText, 14)}
	opts := pipeline.Options{Read: f.read, Checks: checks.All(), Today: "2026-11-23"}
	plain := pipeline.Run(context.Background(), []pipeline.Job{job("fr", "en")}, opts)
	found := plain.Pairs[0].Findings
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1", len(found))
	}
	opts.Baseline = []baseline.Entry{
		{Fingerprint: found[0].Fingerprint, Rule: found[0].Rule, Reason: "agreed", Date: "2026-11-01"},
		{Fingerprint: "gone-0", Rule: "num/date", Reason: "agreed", Date: "2026-11-01"},
	}
	got := pipeline.Run(context.Background(), []pipeline.Job{job("fr", "en")}, opts)
	if got.Pairs[0].Findings[0].Accepted == nil || got.Summary().Total() != 0 {
		t.Error("the accepted finding still counts")
	}
	if len(got.Stale) != 1 || got.Stale[0].Fingerprint != "gone-0" {
		t.Errorf("stale: %+v, want gone-0", got.Stale)
	}
	// Nothing is stale when the run saw only a part of the jobs, or when a
	// pair could not be read.
	part := opts
	part.Part = true
	if got := pipeline.Run(context.Background(), []pipeline.Job{job("fr", "en")}, part); len(got.Stale) != 0 {
		t.Errorf("part of the jobs: %d stale entries, want none", len(got.Stale))
	}
	if got := pipeline.Run(context.Background(), []pipeline.Job{job("fr", "en"), job("fr", "absent")}, opts); len(got.Stale) != 0 {
		t.Errorf("with a failed pair: %d stale entries, want none", len(got.Stale))
	}
	// What the run did not look for is not gone: a check left out, and terms
	// without a glossary.
	unlooked := opts
	unlooked.Baseline = []baseline.Entry{
		{Fingerprint: "gone-0", Rule: "num/date", Reason: "agreed", Date: "2026-11-01"},
		{Fingerprint: "gone-1", Rule: "term/missing", Reason: "agreed", Date: "2026-11-01"},
	}
	if got := pipeline.Run(context.Background(), []pipeline.Job{job("fr", "en")}, unlooked); len(got.Stale) != 1 || got.Stale[0].Rule != "num/date" {
		t.Errorf("without a glossary: %+v, want num/date alone", got.Stale)
	}
	unlooked.Checks = nil
	if got := pipeline.Run(context.Background(), []pipeline.Job{job("fr", "en")}, unlooked); len(got.Stale) != 0 {
		t.Errorf("without checks: %+v, want nothing", got.Stale)
	}
}

func TestBitextRowsAreBeads(t *testing.T) {
	rows := []pipeline.Row{
		{ID: "a", FR: "Le total est de 12. Il a été vérifié.", EN: "The total is 12. It was verified."},
		{ID: "b", FR: "", EN: ""},
		{ID: "c", FR: "Le total est de 12.", EN: "The total is 14."},
		{ID: "d", FR: "Une phrase entière qui manque de l’autre côté.", EN: ""},
	}
	got := pipeline.RunBitext(context.Background(), "rows.tsv", rows, nil, pipeline.Options{Checks: checks.All(), Scores: true}).Pairs[0]
	if got.Err != nil {
		t.Fatal(got.Err)
	}
	if want := []string{"a", "c", "d"}; !reflect.DeepEqual(got.IDs, want) || len(got.Scores) != 3 {
		t.Errorf("ids %q and %d scores, want %q", got.IDs, len(got.Scores), want)
	}
	var rules []string
	for _, f := range got.Findings {
		rules = append(rules, got.IDs[f.Bead]+" "+f.Rule)
	}
	if want := []string{"c num/mismatch", "d text/missing"}; !reflect.DeepEqual(rules, want) {
		t.Errorf("findings %q, want %q", rules, want)
	}
	if len(got.Docs.FR.Segments) != 4 || len(got.Alignment.Beads[0].FR) != 2 {
		t.Errorf("%d French segments, first bead %+v", len(got.Docs.FR.Segments), got.Alignment.Beads[0])
	}
}
