package values

import (
	"strconv"
	"strings"
)

// Number words by what they do. A word is a unit (1 to 19), a ten, a hundred
// or a multiplier.
var (
	unitsFR = map[string]int64{
		"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
		"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
	}
	tensFR = map[string]int64{
		"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
		"septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
	}
	unitsEN = map[string]int64{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
		"seventeen": 17, "eighteen": 18, "nineteen": 19,
	}
	tensEN = map[string]int64{
		"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	}
	// magnitudeFR and magnitudeEN give powers of ten. The French scale is
	// long: un billion is a million millions.
	magnitudeFR = map[string]int{"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12, "trillion": 18, "trillions": 18}
	magnitudeEN = map[string]int{"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12, "bn": 9}
)

// spelledNumber reads a number in words, a fraction or an ordinal.
func (p *parser) spelledNumber(i int) (numeral, int) {
	s := &speller{p: p}
	next := s.read(i)
	if next == 0 {
		return numeral{}, 0
	}
	n := numeral{dec: newDecimal(strconv.FormatInt(s.value(), 10), ""), spelled: true, ordinal: s.ordinal}
	if s.ordinal {
		return n, next
	}
	n.bare = s.value() == 1
	if den, after := p.denominator(next); after > 0 && s.value() < 100 {
		return numeral{dec: newFraction(s.value(), den), spelled: true}, after
	}
	return n, next
}

// A speller adds up number words. A word that cannot follow ends the number,
// so that "one two" is two numbers.
type speller struct {
	p *parser
	// total holds what stands before the last multiplier, hundreds and small
	// what follows it; least is the last multiplier's power of ten.
	total, hundreds, small int64
	least                  int
	last                   string
	// ordinal is set by a word like twentieth, which ends the number.
	ordinal bool
}

func (s *speller) value() int64 { return s.total + s.hundreds + s.small }

// read takes number words from token i and returns the index after the last,
// or 0 when there are none.
func (s *speller) read(i int) int {
	s.least = 19
	next := 0
	for j := i; s.p.at(j).kind == word; {
		w, ordinal := cardinal(s.p.low(j), s.p.fr)
		if ordinal && (s.value() == 0 && s.p.hyphen(j-1) || s.value() > 0 && w == "un" && s.p.low(j)[0] == 'p') || !s.take(w, j == i) {
			break
		}
		s.last = w
		next = j + 1
		if s.ordinal = ordinal; ordinal {
			break
		}
		j = next
		if s.p.hyphen(j) {
			j++
		} else {
			j = s.p.skip(j)
		}
		if k := s.joint(j); k > 0 {
			j = k
		}
	}
	if s.value() == 0 {
		return 0
	}
	return next
}

// joint skips the "and" of one hundred and five and the "et" of vingt et un.
func (s *speller) joint(j int) int {
	p := s.p
	and, follows := p.low(j) == "and" && !p.fr && s.small == 0, false
	if p.low(j) == "et" && p.fr && s.small >= 20 {
		and = true
	}
	if !and {
		return 0
	}
	k := j + 1
	if p.hyphen(k) {
		k++
	} else {
		k = p.skip(k)
	}
	if p.fr {
		w, _ := cardinal(p.low(k), true)
		follows = w == "un" || w == "une" || w == "onze"
	} else {
		w, _ := cardinal(p.low(k), false)
		follows = unitsEN[w]+tensEN[w] > 0
	}
	if !follows || s.value() < 20 {
		return 0
	}
	return k
}

func (s *speller) take(w string, opens bool) bool {
	if s.p.fr {
		return s.takeFR(w, opens)
	}
	return s.takeEN(w, opens)
}

func (s *speller) takeFR(w string, opens bool) bool {
	if u := unitsFR[w]; u > 0 {
		switch {
		case s.small == 0 || u < 10 && s.small >= 20 && s.small%10 == 0:
		case u >= 7 && u <= 9 && s.small%10 == 0 && s.last == "dix": // dix-sept
		case u >= 10 && (s.small == 60 || s.small == 80):
		default:
			return false
		}
		s.small += u
		return true
	}
	if t := tensFR[w]; t > 0 {
		switch {
		case s.small == 0:
			s.small = t
		case t == 20 && s.small == 4 && s.last == "quatre":
			s.small = 80
		default:
			return false
		}
		return true
	}
	switch w {
	case "cent", "cents":
		if s.hundreds > 0 || s.small > 9 || s.small == 1 {
			return false
		}
		s.hundreds, s.small = max(s.small, 1)*100, 0
		return true
	}
	return s.multiply(magnitudeFR[w], w == "mille", opens)
}

func (s *speller) takeEN(w string, opens bool) bool {
	if u := unitsEN[w]; u > 0 {
		if s.small != 0 && !(u < 10 && s.small >= 20 && s.small%10 == 0) {
			return false
		}
		s.small += u
		return true
	}
	if t := tensEN[w]; t > 0 {
		if s.small != 0 {
			return false
		}
		s.small = t
		return true
	}
	if w == "hundred" {
		if s.hundreds > 0 || s.small > 99 || opens {
			return false
		}
		s.hundreds, s.small = s.small*100, 0
		return s.hundreds > 0
	}
	if w == "bn" {
		return false
	}
	return s.multiply(magnitudeEN[w], false, opens)
}

// multiply takes mille, million and the like. Only mille may stand alone.
func (s *speller) multiply(power int, alone, opens bool) bool {
	group := s.hundreds + s.small
	if power == 0 || power >= s.least || power > 12 || group == 0 && !(alone && (opens || s.total > 0)) {
		return false
	}
	group = max(group, 1)
	for range power {
		group *= 10
	}
	s.total += group
	s.hundreds, s.small, s.least = 0, 0, power
	return true
}

// denominator reads the thirds of two thirds.
func (p *parser) denominator(i int) (int64, int) {
	j := i
	if p.hyphen(j) {
		j++
	} else {
		j = p.skip(j)
	}
	if p.at(j).kind != word {
		return 0, 0
	}
	table := denominatorsEN
	if p.fr {
		table = denominatorsFR
	}
	if den := table[p.low(j)]; den > 0 {
		return den, j + 1
	}
	return 0, 0
}

var (
	denominatorsFR = map[string]int64{"demi": 2, "demie": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquiemes": 5, "sixiemes": 6, "huitiemes": 8, "dixiemes": 10, "centiemes": 100}
	denominatorsEN = map[string]int64{"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10, "hundredths": 100}
)

// cardinal gives the number word that an ordinal is made from, and whether w
// is an ordinal; other words come back as they are. Premier and first serve
// dates and meet 1er and 1st. Plurals are fractions more often (two fifths).
func cardinal(w string, fr bool) (string, bool) {
	if fr {
		switch w {
		case "premier", "premiere", "premiers", "premieres":
			return "un", true
		}
		if stem, ok := strings.CutSuffix(w, "ieme"); ok {
			if c := stemsFR[stem]; c != "" {
				return c, true
			}
		}
		return w, false
	}
	if c := ordinalsEN[w]; c != "" {
		return c, true
	}
	return w, false
}

var (
	ordinalsEN = map[string]string{
		"first": "one", "second": "two", "third": "three", "fourth": "four", "fifth": "five", "sixth": "six", "seventh": "seven",
		"eighth": "eight", "ninth": "nine", "tenth": "ten", "eleventh": "eleven", "twelfth": "twelve", "thirteenth": "thirteen",
		"fourteenth": "fourteen", "fifteenth": "fifteen", "sixteenth": "sixteen", "seventeenth": "seventeen", "eighteenth": "eighteen",
		"nineteenth": "nineteen", "twentieth": "twenty", "thirtieth": "thirty", "fortieth": "forty", "fiftieth": "fifty",
		"sixtieth": "sixty", "seventieth": "seventy", "eightieth": "eighty", "ninetieth": "ninety", "hundredth": "hundred",
	}
	stemsFR = map[string]string{
		"un": "un", "deux": "deux", "trois": "trois", "quatr": "quatre", "cinqu": "cinq", "six": "six", "sept": "sept", "huit": "huit",
		"neuv": "neuf", "dix": "dix", "onz": "onze", "douz": "douze", "treiz": "treize", "quatorz": "quatorze", "quinz": "quinze",
		"seiz": "seize", "vingt": "vingt", "trent": "trente", "quarant": "quarante", "cinquant": "cinquante", "soixant": "soixante",
		"cent": "cent", "mill": "mille",
	}
)
