package check

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"concord/documents"

	"golang.org/x/text/unicode/norm"
)

// Run runs the checks over one pair and returns the findings in document
// order: by bead, then place, then rule. The result does not depend on the
// number of workers. An error names the check that failed; the findings of the
// others are returned with it.
func Run(ctx context.Context, pass Pass, checks []*Check, workers int) ([]Finding, error) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	pass.facts = &facts{values: map[AnyFact]*factValue{}}
	found := make([][]Finding, len(checks))
	errs := make([]error, len(checks))
	sem := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i, c := range checks {
		wg.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			p := pass
			p.check, p.who, p.allowed = c, "check "+c.ID, c.Requires
			p.report = func(f Finding) { found[i] = append(found[i], f) }
			for _, f := range c.Requires {
				if err := p.facts.ensure(ctx, &p, f); err != nil {
					errs[i] = fmt.Errorf("%s: %s: %w", c.ID, f.factName(), err)
					return
				}
			}
			if err := c.Run(ctx, &p); err != nil {
				errs[i] = fmt.Errorf("%s: %w", c.ID, err)
			}
		})
	}
	wg.Wait()
	all := slices.Concat(found...)
	slices.SortStableFunc(all, func(a, b Finding) int { return compare(a, b) })
	fingerprint(&pass, all)
	for _, err := range errs {
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

func compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Bead, b.Bead),
		compareSpans(a.Spans.FR, b.Spans.FR),
		compareSpans(a.Spans.EN, b.Spans.EN),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message.EN, b.Message.EN),
	)
}

func compareSpans(a, b []documents.Span) int {
	return slices.CompareFunc(a, b, func(x, y documents.Span) int {
		return cmp.Or(cmp.Compare(x.Seg, y.Seg), cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End))
	})
}

// fingerprint names each finding by its content: check, the normalised text of
// both sides of its bead, the marked words, and an ordinal among equal ones. No
// path, page or index goes in, so it survives a reflow or a moved paragraph.
func fingerprint(p *Pass, fs []Finding) {
	seen := map[string]int{}
	for i := range fs {
		f := &fs[i]
		h := sha256.New()
		part := func(s string) { fmt.Fprintf(h, "%d:%s;", len(s), s) }
		part(f.Rule)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			if f.Bead >= 0 {
				part(Normalise(p.Text(f.Bead, l)))
			}
			for _, s := range f.Spans.Of(l) {
				part(Normalise(p.Docs.Of(l).Text(s)))
			}
		}
		base := hex.EncodeToString(h.Sum(nil)[:10])
		n := seen[base]
		seen[base]++
		f.Fingerprint = fmt.Sprintf("%s-%d", base, n)
	}
}

// Normalise folds what must not change a fingerprint: case, width of spaces,
// kinds of apostrophes, quotes and hyphens.
func Normalise(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKC.String(s) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '\u2019' || r == '\u2018':
			r = '\''
		case r == '\u2010' || r == '\u2011' || r == '\u2012' || r == '\u2013':
			r = '-'
		case r == '\u00ab' || r == '\u00bb' || r == '\u201c' || r == '\u201d':
			r = '"'
		case r == '\u00ad':
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

var idForm = regexp.MustCompile(`^[a-z]+/[a-z-]+$`)

// Validate reports what is wrong with a list of checks: a bad or repeated ID,
// a missing title, MQM type, severity or Run.
func Validate(checks []*Check) error {
	seen := map[string]bool{}
	for _, c := range checks {
		switch {
		case !idForm.MatchString(c.ID):
			return fmt.Errorf("check %q: the ID is not group/name in lower case", c.ID)
		case seen[c.ID]:
			return fmt.Errorf("check %s is listed twice", c.ID)
		case c.Title.FR == "" || c.Title.EN == "":
			return fmt.Errorf("check %s lacks a title", c.ID)
		case !strings.Contains(c.MQM, "/"):
			return fmt.Errorf("check %s: MQM type %q is not dimension/type", c.ID, c.MQM)
		case c.Severity < Neutral || c.Severity > Critical:
			return fmt.Errorf("check %s lacks a severity", c.ID)
		case c.Run == nil:
			return fmt.Errorf("check %s lacks Run", c.ID)
		}
		seen[c.ID] = true
	}
	return nil
}
