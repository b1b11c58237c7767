package check

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"concord/documents"
	"concord/pipeline/align"
)

// pair makes two documents of one-segment paragraphs, linked line by line.
func pair(fr, en []string) Pass {
	make := func(path string, l documents.Lang, lines []string) *documents.Document {
		d := &documents.Document{Path: path, Lang: l}
		for i, line := range lines {
			d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: line})
			d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(line), Text: line})
		}
		return d
	}
	p := Pass{Docs: documents.Pair[*documents.Document]{FR: make("a.fr.txt", documents.FR, fr), EN: make("b.en.txt", documents.EN, en)},
		Alignment: &align.Alignment{}}
	for i := range fr {
		p.Alignment.Beads = append(p.Alignment.Beads, align.Bead{FR: []int{i}, EN: []int{i}, Score: 1})
	}
	return p
}

// wordChecks report every bead, in reverse, through a chain of facts.
func wordChecks(n int, counted *atomic.Int32) []*Check {
	lengths := &Fact[[]int]{Name: "lengths", Compute: func(_ context.Context, p *Pass) ([]int, error) {
		counted.Add(1)
		var out []int
		for _, s := range p.Docs.FR.Segments {
			out = append(out, len(s.Text))
		}
		return out, nil
	}}
	total := &Fact[int]{Name: "total", Requires: []AnyFact{lengths}, Compute: func(_ context.Context, p *Pass) (int, error) {
		sum := 0
		for _, l := range Get(p, lengths) {
			sum += l
		}
		return sum, nil
	}}
	var checks []*Check
	for i := range n {
		// A fact of its own, so that one check takes facts while the next adds
		// some.
		own := &Fact[int]{Name: "own", Compute: func(context.Context, *Pass) (int, error) { return i, nil }}
		checks = append(checks, &Check{
			ID: fmt.Sprintf("test/check-%c", 'a'+i), Title: documents.Pair[string]{FR: "essai", EN: "test"},
			MQM: "accuracy/mistranslation", Severity: Major,
			Requires: []AnyFact{total, lengths, own},
			Run: func(_ context.Context, p *Pass) error {
				if Get(p, own) != i {
					return errors.New("the fact of another check")
				}
				for i := len(p.Alignment.Beads) - 1; i >= 0; i-- {
					p.Report(Finding{Bead: i,
						Message: documents.Pair[string]{FR: "un mot", EN: fmt.Sprintf("%d of %d", Get(p, lengths)[i], Get(p, total))},
						Spans:   documents.Pair[[]documents.Span]{FR: []documents.Span{{Seg: i, End: 1}}}})
				}
				return nil
			},
		})
	}
	return checks
}

func TestRunIsTheSameWithAnyNumberOfWorkers(t *testing.T) {
	p := pair([]string{"Un texte.", "Deux textes.", "Trois textes."}, []string{"One text.", "Two texts.", "Three texts."})
	var first []Finding
	for _, workers := range []int{1, 2, 8, 64} {
		var counted atomic.Int32
		found, err := Run(context.Background(), p, wordChecks(12, &counted), workers)
		if err != nil {
			t.Fatal(err)
		}
		if counted.Load() != 1 {
			t.Errorf("%d workers: the fact was computed %d times, want once", workers, counted.Load())
		}
		if len(found) != 36 || found[0].Bead != 0 || found[0].Rule != "test/check-a" || found[1].Rule != "test/check-b" || found[35].Bead != 2 {
			t.Fatalf("%d workers: findings are not in document order: %+v", workers, found)
		}
		if first == nil {
			first = found
		} else if !reflect.DeepEqual(first, found) {
			t.Errorf("%d workers find something else than one", workers)
		}
	}
}

func TestAnUnsureLinkWeighsLess(t *testing.T) {
	p := pair([]string{"Un.", "Deux."}, []string{"One.", "Two."})
	p.Alignment.Beads[1].Score = Unsure - 0.01
	var n atomic.Int32
	found, err := Run(context.Background(), p, wordChecks(1, &n), 1)
	if err != nil || len(found) != 2 || found[0].Severity != Major || found[1].Severity != Minor {
		t.Errorf("got %+v, %v; want a major finding and a minor one", found, err)
	}
}

func TestRecognisedWordsWeighLess(t *testing.T) {
	p := pair([]string{"Un.", "Deux.", "Trois."}, []string{"One.", "Two.", "Three."})
	// The English of the second bead and the French of the third were read off
	// a picture.
	p.Docs.EN.Blocks[1].Confidence = 0.93
	p.Docs.FR.Blocks[2].Confidence = 0.2
	var n atomic.Int32
	found, err := Run(context.Background(), p, wordChecks(1, &n), 1)
	if err != nil || len(found) != 3 || found[0].Severity != Major || found[1].Severity != Minor || found[2].Severity != Minor {
		t.Errorf("got %+v, %v; want a major finding and two minor ones", found, err)
	}
}

func TestFingerprintFollowsTheWords(t *testing.T) {
	var n atomic.Int32
	run := func(fr, en []string) []Finding {
		found, err := Run(context.Background(), pair(fr, en), wordChecks(1, &n), 1)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	before := run([]string{"L’été  fut chaud.", "Fin."}, []string{"The summer was hot.", "End."})
	// Moved down, reflowed, with another apostrophe and another kind of space.
	after := run([]string{"Début.", "Fin.", "l'été\u00a0fut chaud."}, []string{"Start.", "End.", "The summer  was hot."})
	if before[0].Fingerprint != after[2].Fingerprint {
		t.Errorf("a moved sentence has another fingerprint: %s, %s", before[0].Fingerprint, after[2].Fingerprint)
	}
	changed := run([]string{"L’été fut froid."}, []string{"The summer was hot."})
	if changed[0].Fingerprint == before[0].Fingerprint {
		t.Error("other words have the same fingerprint")
	}
	twice := run([]string{"Fin.", "Fin."}, []string{"End.", "End."})
	if twice[0].Fingerprint == twice[1].Fingerprint || !strings.HasSuffix(twice[1].Fingerprint, "-1") {
		t.Errorf("equal findings are not told apart: %s, %s", twice[0].Fingerprint, twice[1].Fingerprint)
	}
}

func TestAFactMustBeRequired(t *testing.T) {
	secret := &Fact[int]{Name: "secret", Compute: func(context.Context, *Pass) (int, error) { return 1, nil }}
	defer func() {
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), "secret") {
			t.Errorf("recovered %v, want a panic that names the fact", r)
		}
	}()
	p := pair([]string{"Un."}, []string{"One."})
	p.who = "check test/greedy"
	Get(&p, secret)
}

func TestRunKeepsWhatOthersFound(t *testing.T) {
	var n atomic.Int32
	broken := &Check{ID: "test/broken", Run: func(context.Context, *Pass) error { return errors.New("no luck") }}
	found, err := Run(context.Background(), pair([]string{"Un."}, []string{"One."}), append(wordChecks(1, &n), broken), 2)
	if err == nil || !strings.Contains(err.Error(), "test/broken") || len(found) != 1 {
		t.Errorf("got %d findings and %v, want one and an error that names the check", len(found), err)
	}
}

func TestValidate(t *testing.T) {
	var n atomic.Int32
	good := wordChecks(1, &n)[0]
	if err := Validate([]*Check{good}); err != nil {
		t.Errorf("a good check is refused: %v", err)
	}
	for want, spoil := range map[string]func(*Check){
		"group/name": func(c *Check) { c.ID = "Numbers" },
		"title":      func(c *Check) { c.Title.FR = "" },
		"dimension":  func(c *Check) { c.MQM = "omission" },
		"severity":   func(c *Check) { c.Severity = 0 },
		"Run":        func(c *Check) { c.Run = nil },
	} {
		bad := *good
		spoil(&bad)
		if err := Validate([]*Check{&bad}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error about %s", err, want)
		}
	}
	if err := Validate([]*Check{good, good}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("got %v, want an error about a check listed twice", err)
	}
}
