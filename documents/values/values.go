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
	// Key is the canonical form, free of language:
	//
	//	number     1234.5, 2/3 where no decimal is exact
	//	percent    12.5; per mille is divided by ten
	//	money      CAD 1200000; "$ 5" for dollars of a country not named
	//	measure    30 km
	//	date       2007-06-01, 2007-06, --06-01, --06
	//	time       15:30, 15:30:10
	//	phone      5145550123x223; +33123456789 outside North America
	//	link       host/path in lower case, language marks as {lang}
	//	mail       name@host in lower case
	//	reference  12(1)(a), (b), 3.1.2
	//
	// Equal kinds and keys mean equal values.
	Key string
	// Unit is the canonical unit or ISO 4217 currency of Money and Measure
	// ("$" for dollars of a country not named), empty otherwise; Amount is
	// the number in canonical decimal notation for Number, Percent, Money and
	// Measure.
	Unit, Amount string
	// Spelled marks a number written in words or in Roman numerals.
	Spelled bool
	// Ordinal marks a number that ranks, in digits or words: 5th, 2e, third.
	Ordinal bool
	// Also lists other readings of the same text, each as ID gives it: the
	// 20 h that is an hour or a duration, the 01/06/2007 that is in June or
	// in January.
	Also []string
}

// ID joins kind and key: equal IDs mean equal values.
func (v Value) ID() string { return string(v.Kind) + ":" + v.Key }

// Find returns the values in a text of the given language, in order and
// without overlap. A text of unknown language is read as English.
func Find(text string, lang documents.Lang) []Value {
	p := &parser{text: text, fr: lang == documents.FR}
	p.links = findLinks(text)
	p.toks = tokens(text, p.links)
	p.run()
	return p.out
}

// A parser reads one text from left to right. Each of its readers looks at the
// tokens from index i, appends what it finds to out and returns the index just
// after it, or 0 when it finds nothing (nothing ends at token 0).
type parser struct {
	text  string
	fr    bool
	toks  []token
	links []Value
	out   []Value
}

func (p *parser) run() {
	for i := 0; i < len(p.toks); {
		if p.toks[i].kind == link {
			p.out = append(p.out, p.links[0])
			p.links = p.links[1:]
			i++
			continue
		}
		i = max(i+1, p.read(i))
	}
}

// read tries the readers that can begin with token i, the most specific first.
func (p *parser) read(i int) int {
	t := p.toks[i]
	switch t.kind {
	case space:
		return 0
	case word:
		if !p.startsWord(i) {
			return 0
		}
		return first(i, p.date, p.clockWord, p.money, p.reference, p.romanNumeral, p.quantity)
	case digits:
		if p.inCode(i) {
			return p.skipCode(i)
		}
		return first(i, p.phone, p.date, p.clock, p.reference, p.dotted, p.quantity)
	}
	switch t.r {
	case '+', '(':
		return p.phone(i)
	case '§':
		return p.reference(i)
	}
	return first(i, p.money, p.quantity)
}

func first(i int, readers ...func(int) int) int {
	for _, read := range readers {
		if next := read(i); next > 0 {
			return next
		}
	}
	return 0
}

// add appends a value that covers tokens from to next-1.
func (p *parser) add(v Value, from, next int) {
	v.Start, v.End = p.toks[from].start, p.toks[next-1].end
	p.out = append(p.out, v)
}
