package checks

import (
	"context"
	"strings"
	"time"

	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumDate tells dates that differ in day, month or year, in whatever form they
// are written. A year left out on one side is no difference. Dates one day
// apart are minor: "après le 30 juin" and "on or after July 1" say the same,
// and law is drafted so (16 of the 7,631 clean law pairs of the development
// data).
var NumDate = &check.Check{
	ID: "num/date",
	Title: documents.Pair[string]{
		FR: "une date diffère d’une langue à l’autre",
		EN: "a date differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run: func(ctx context.Context, p *check.Pass) error {
		for _, d := range check.Get(p, differences) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if d.kind() != values.Date {
				continue
			}
			f := d.finding(p)
			if d.FR != nil && d.EN != nil && neighbours(d.FR.Key, d.EN.Key) {
				f.Severity = check.Minor
			}
			p.Report(f)
		}
		return nil
	},
}

// neighbours reports whether two dates touch: one day apart, or a month and its
// first day or the first of the next (avant avril, before April 1).
func neighbours(a, b string) bool {
	firstA, lastA, okA := spanOf(a)
	firstB, lastB, okB := spanOf(b)
	return okA && okB && (firstA.Equal(firstB) || lastA.AddDate(0, 0, 1).Equal(firstB) || lastB.AddDate(0, 0, 1).Equal(firstA))
}

// spanOf gives the first and the last day of a date or month. A date without a
// year is taken in a year without leap day.
func spanOf(key string) (first, last time.Time, ok bool) {
	if rest, without := strings.CutPrefix(key, "--"); without {
		key = "1999-" + rest
	}
	if t, err := time.Parse(time.DateOnly, key); err == nil {
		return t, t, true
	}
	t, err := time.Parse("2006-01", key)
	return t, t.AddDate(0, 1, -1), err == nil
}
