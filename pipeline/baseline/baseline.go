// Package baseline keeps the findings that people have accepted: each with a
// reason, a name and a date, and an expiry if they like. Load reads the file,
// Apply marks a run's findings and says which entries matched nothing, Accept
// and Prune change the list, and Write puts it back in an order that makes a
// review show only what changed. Comments in the file stay with the entry they
// stand before.
//
// An entry holds a finding's fingerprint, which is made of words and not of
// pages, so it follows its paragraph when the document is edited around it.
// The package has no clock: the day is handed in.
package baseline

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"concord/documents"
	"concord/pipeline/check"
)

// A File is a list of accepted findings. The zero File is empty and ready to
// use.
type File struct {
	// Entries are in the order of the file.
	Entries []Entry

	head   string // lines before the first entry, if kept
	indent string // what stands before each "- "
}

// An Entry is one accepted finding.
type Entry struct {
	// Fingerprint and Rule are the finding's.
	Fingerprint, Rule string
	// Reason says why the divergence is right. It is required.
	Reason string
	// By names who accepted it.
	By string
	// Date is the day it was accepted, Expires the last day on which it
	// holds; Expires is empty for an entry that does not expire.
	Date, Expires Date
	// FR and EN are the marked words, cut short, for people who read the
	// file. They play no part in matching.
	FR, EN string
	// Line is where the entry starts in the file it was read from; 0 for a
	// new one.
	Line int

	lines string // the entry's own lines, with the comments before it
}

// A Date is a day as YYYY-MM-DD; such strings sort as the days do. The empty
// Date means none.
type Date string

// ParseDate reads a day written as YYYY-MM-DD.
func ParseDate(s string) (Date, bool) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", false
	}
	return Date(s), true
}

// Day returns the Date of a time, in that time's zone.
func Day(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Expired reports whether the entry no longer holds on a day.
func (e *Entry) Expired(today Date) bool { return e.Expires != "" && e.Expires < today }

// An Applied says what a baseline did to the findings of a run.
type Applied struct {
	// Accepted has, for each finding, the entry that accepts it or nil.
	Accepted []*Entry
	// Stale are the entries that matched no finding, Expired those that
	// matched one but no longer hold. Both are in the order of the file.
	Stale, Expired []Entry
}

// Apply looks up each finding of a run by its fingerprint and rule. All
// findings of a run must be given together, since what matches none of them is
// stale. today decides which entries have expired.
func Apply(findings []check.Finding, entries []Entry, today Date) Applied {
	byKey := make(map[[2]string]int, len(entries))
	for i := range entries {
		key := [2]string{entries[i].Rule, entries[i].Fingerprint}
		if j, ok := byKey[key]; !ok || entries[j].Expired(today) {
			byKey[key] = i
		}
	}
	a := Applied{Accepted: make([]*Entry, len(findings))}
	used := make(map[[2]string]bool, len(entries))
	for i, f := range findings {
		key := [2]string{f.Rule, f.Fingerprint}
		j, ok := byKey[key]
		if !ok {
			continue
		}
		used[key] = true
		if !entries[j].Expired(today) {
			e := entries[j]
			a.Accepted[i] = &e
		}
	}
	for i := range entries {
		switch key := [2]string{entries[i].Rule, entries[i].Fingerprint}; {
		case !used[key]:
			a.Stale = append(a.Stale, entries[i])
		case entries[i].Expired(today):
			a.Expired = append(a.Expired, entries[i])
		}
	}
	return a
}

// NewEntry makes an entry for a finding between two documents. It fails with a
// Problem when the reason is too short to be one.
func NewEntry(f check.Finding, docs documents.Pair[*documents.Document], reason, by string, today, expires Date) (Entry, error) {
	reason = strings.TrimSpace(reason)
	if !ValidReason(reason) {
		return Entry{}, documents.Problemf(documents.Misuse, "baseline-reason",
			"il faut une raison d’au moins trois lettres pour accepter un constat ; ajoutez --reason « … »",
			"a finding is accepted with a reason of at least three letters; add --reason \"...\"")
	}
	if expires != "" && expires < today {
		return Entry{}, documents.Problemf(documents.Misuse, "baseline-expires",
			"la date d’expiration %[1]s est déjà passée ; choisissez un jour à venir",
			"the expiry date %[1]s has passed already; choose a day to come", string(expires))
	}
	return Entry{
		Fingerprint: f.Fingerprint, Rule: f.Rule, Reason: reason, By: strings.TrimSpace(by),
		Date: today, Expires: expires,
		FR: excerpt(docs.FR, f.Spans.FR), EN: excerpt(docs.EN, f.Spans.EN),
	}, nil
}

// ValidReason reports whether a text can stand as a reason: it has three
// letters or more, so that "x" or "..." will not do.
func ValidReason(reason string) bool {
	n := 0
	for _, r := range reason {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 3
}

// Accept adds entries. One for a finding that is in the file already takes the
// place of the old one; all others stay as they are.
func (f *File) Accept(add ...Entry) {
	for _, e := range add {
		e.lines = ""
		i := slices.IndexFunc(f.Entries, func(old Entry) bool {
			return old.Rule == e.Rule && old.Fingerprint == e.Fingerprint
		})
		if i >= 0 {
			f.Entries[i] = e
		} else {
			f.Entries = append(f.Entries, e)
		}
	}
	f.sort()
}

// Prune removes the entries that are in gone, by rule and fingerprint, and
// returns how many went. Give it Applied.Stale, and Expired too if they should
// go.
func (f *File) Prune(gone ...Entry) int {
	before := len(f.Entries)
	f.Entries = slices.DeleteFunc(f.Entries, func(e Entry) bool {
		return slices.ContainsFunc(gone, func(g Entry) bool {
			return g.Rule == e.Rule && g.Fingerprint == e.Fingerprint && g.Line == e.Line
		})
	})
	return before - len(f.Entries)
}

// sort puts entries in the order of the file: by rule, then fingerprint. It
// depends on nothing that moves when documents are edited.
func (f *File) sort() {
	slices.SortStableFunc(f.Entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
}

// excerptRunes is the length of the words kept for people: about what fits on
// a line of the file.
const excerptRunes = 60

// excerpt returns the marked words of one side, cut short.
func excerpt(d *documents.Document, spans []documents.Span) string {
	if d == nil {
		return ""
	}
	var parts []string
	for _, s := range spans {
		parts = append(parts, strings.Join(strings.Fields(d.Text(s)), " "))
	}
	text := []rune(strings.Join(parts, " … "))
	if len(text) > excerptRunes {
		return strings.TrimSpace(string(text[:excerptRunes-1])) + "…"
	}
	return string(text)
}
