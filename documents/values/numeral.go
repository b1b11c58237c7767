package values

import (
	"strconv"
)

// A numeral is a number without its unit, as read from tokens.
type numeral struct {
	dec     decimal
	spelled bool
	// ordinal marks first, 5th and the like, which take no unit; bare marks
	// un, une and one, which are numbers only before a unit.
	ordinal, bare bool
	// plain marks a run of digits and nothing else: what a day or year is.
	plain bool
	// also is another reading of the same digits, nil without one.
	also *decimal
}

// numeral reads a number from token i: digits with separators, a fraction, or
// words. It returns the index after it, or 0.
func (p *parser) numeral(i int) (numeral, int) {
	switch t := p.at(i); {
	case t.kind == digits:
		return p.figures(i)
	case t.kind == word:
		n, next := p.spelledNumber(i)
		return p.repeated(n, next)
	case vulgar[t.r] != [2]int64{}:
		f := vulgar[t.r]
		return numeral{dec: newFraction(f[0], f[1])}, i + 1
	case (t.r == '-' || t.r == '\u2212') && p.opensNumber(i):
		n, next := p.figures(i + 1)
		n.dec.neg, n.plain = true, false
		return n, next
	case (t.r == '.' || t.r == ',') && p.opensNumber(i):
		return numeral{dec: newDecimal("0", p.low(i+1))}, i + 2
	}
	return numeral{}, 0
}

// vulgar are the fractions that have a character of their own.
var vulgar = map[rune][2]int64{
	'¼': {1, 4}, '½': {1, 2}, '¾': {3, 4}, '⅓': {1, 3}, '⅔': {2, 3}, '⅕': {1, 5}, '⅖': {2, 5},
	'⅗': {3, 5}, '⅘': {4, 5}, '⅙': {1, 6}, '⅚': {5, 6}, '⅛': {1, 8}, '⅜': {3, 8}, '⅝': {5, 8}, '⅞': {7, 8},
}

// opensNumber reports whether the sign or decimal point i stands before digits
// and after a space, a bracket or nothing.
func (p *parser) opensNumber(i int) bool {
	if p.at(i+1).kind != digits {
		return false
	}
	before := p.at(i - 1)
	return i == 0 || before.kind == space || before.r == '(' || before.r == '[' || symbols[before.r] != ""
}

// figures reads digits with their separators. In English 1,234.5 and in both
// languages 1 234,5; a comma with other than three digits after it is a decimal
// comma in English too. 1.234 is a decimal in both. In French 1.234 may also be
// the older way to write 1 234, and 1,234 the English way: Also has it.
func (p *parser) figures(i int) (numeral, int) {
	head := p.low(i)
	n := numeral{plain: true}
	whole, j := head, i+1
	if len(head) <= 3 && head[0] != '0' {
		if groups := p.groups(i + 1); groups > 0 {
			for ; groups > 0; groups-- {
				whole += p.low(j + 1)
				j += 2
			}
			n.plain = false
		}
	}
	frac := ""
	if p.decimalPoint(j) {
		frac = p.low(j + 1)
		if p.fr && j == i+1 && len(frac) == 3 && len(head) <= 3 && head != "0" {
			d := newDecimal(head+frac, "")
			n.also = &d
		}
		j += 2
		n.plain = false
	}
	n.dec = newDecimal(whole, frac)
	if frac == "" {
		if f, next := p.fraction(n, i, j); next > 0 {
			return f, next
		}
	}
	return p.digitOrdinal(n, j)
}

// maxGroups bounds the groups of three digits in a number, so that a page of
// them costs no more than it is long. Ten make 10^33.
const maxGroups = 10

// groups counts the groups of three digits after the separator at i.
func (p *parser) groups(i int) int {
	sep := p.at(i)
	switch {
	case sep.kind == space:
		if sep.end-sep.start != len(string(sep.r)) || sep.r == '\n' || sep.r == '\t' {
			return 0
		}
	case sep.kind == other && (sep.r == ',' || sep.r == '.' || sep.r == '\'' || sep.r == '\u2019'):
	default:
		return 0
	}
	n := 0
	for n < maxGroups && p.at(i+2*n).kind == sep.kind && (p.at(i+2*n).r == sep.r || sep.kind == space) && len(p.low(i+2*n+1)) == 3 && p.at(i+2*n+1).kind == digits {
		n++
	}
	if n == 0 || n > 1 || sep.kind == space {
		return n
	}
	after := p.at(i + 2)
	switch {
	case sep.r == ',' && !p.fr:
		return n
	case sep.r == ',' && after.r == '.' && p.at(i+3).kind == digits:
		return n
	case sep.r == '.' && after.r == ',' && p.at(i+3).kind == digits && (p.fr || len(p.low(i+3)) != 3):
		return n
	case sep.r == '\'' || sep.r == '\u2019':
		return n
	}
	return 0
}

// decimalPoint reports whether token j separates decimals.
func (p *parser) decimalPoint(j int) bool {
	sep := p.at(j)
	if sep.kind != other || sep.r != '.' && sep.r != ',' || p.at(j+1).kind != digits {
		return false
	}
	if p.at(j+2).r == sep.r && p.at(j+2).kind == other && p.at(j+3).kind == digits {
		return false // 3.1.2 and 3,4,5 are no decimals
	}
	if sep.r == ',' && !p.fr && len(p.low(j+1)) == 3 {
		return false
	}
	return true
}

// fraction reads what makes the whole number n, read from i to j, a fraction
// or gives it one: 3/4, 1 3/4, 1½.
func (p *parser) fraction(n numeral, i, j int) (numeral, int) {
	whole, err := strconv.ParseInt(n.dec.int, 10, 32)
	if err != nil {
		return n, 0
	}
	if f, ok := vulgar[p.at(p.skip(j)).r]; ok && p.at(p.skip(j)).kind == other {
		return numeral{dec: newFraction(whole*f[1]+f[0], f[1])}, p.skip(j) + 1
	}
	if num, den, next := p.slashed(j + 1); next > 0 && p.at(j).kind == space && den <= 64 {
		return numeral{dec: newFraction(whole*den+num, den)}, next
	}
	if num, den, next := p.slashed(i); next > 0 && j == i+1 {
		return numeral{dec: newFraction(num, den)}, next
	}
	return n, 0
}

// slashed reads a fraction less than one, written 3/4 with nothing glued to it.
func (p *parser) slashed(i int) (num, den int64, next int) {
	if p.at(i).kind != digits || !p.is(i+1, '/') && !p.is(i+1, '\u2044') || p.at(i+2).kind != digits ||
		len(p.low(i)) > 2 || len(p.low(i+2)) > 3 || p.is(i-1, '/') || p.is(i+3, '/') || p.at(i+3).kind == word {
		return 0, 0, 0
	}
	num, _ = strconv.ParseInt(p.low(i), 10, 32)
	den, _ = strconv.ParseInt(p.low(i+2), 10, 32)
	if num == 0 || num >= den || p.low(i)[0] == '0' || p.low(i + 2)[0] == '0' {
		return 0, 0, 0
	}
	return num, den, i + 3
}

// digitOrdinal reads the ending of 1er, 2e, 1st and 21st, and of 1990s
// and 50s.
func (p *parser) digitOrdinal(n numeral, j int) (numeral, int) {
	if p.at(j).kind != word || n.dec.frac != "" {
		return n, j
	}
	switch p.low(j) {
	case "er", "ers", "re", "res", "ere", "eres", "e", "es", "eme", "emes", "ieme", "iemes", "nde", "st", "nd", "rd", "th":
		n.ordinal, n.plain = true, false
		return n, j + 1
	case "s":
		if len(n.dec.int) == 4 || len(n.dec.int) == 2 { // the 1990s, in their 50s
			n.ordinal, n.plain = len(n.dec.int) == 2, false
			return n, j + 1
		}
	}
	return n, j
}

// repeated reads the digits that repeat a number in words: thirty (30).
func (p *parser) repeated(n numeral, next int) (numeral, int) {
	if next == 0 {
		return n, 0
	}
	j := p.skip(next)
	if !p.is(j, '(') || p.at(j+1).kind != digits {
		return n, next
	}
	m, after := p.figures(j + 1)
	if p.is(after, ')') && m.dec == n.dec {
		m.ordinal, m.plain = n.ordinal, false
		return m, after + 1
	}
	return n, next
}

// inCode reports whether the digits at i are part of a name or code rather
// than a number: H1N1, COVID-19, E.3028, hydroxy-14.
func (p *parser) inCode(i int) bool {
	before := p.at(i - 1)
	if before.kind == word {
		return !p.numberWord(i - 1)
	}
	if before.kind != other || p.at(i-2).kind != word {
		return false
	}
	if before.r == '.' {
		return len(p.raw(i-2)) == 1 && p.capital(i-2)
	}
	if _, month := p.month(i - 2); month > 0 {
		return false // 31 January–15 March
	}
	return p.hyphen(i-1) && before.r != '\u2014' && (!prefixes[p.low(i-2)] || len(p.raw(i-2)) == 1 && p.capital(i-2))
}

// prefixes leave what follows their hyphen a number: mid-2019.
var prefixes = map[string]bool{
	"mid": true, "mi": true, "pre": true, "post": true, "non": true, "early": true, "late": true, "anti": true, "fin": true, "debut": true,
	"a": true, "to": true, "et": true, "and": true, "ou": true, "or": true,
}

// numberWord reports whether word i, glued before digits, is an abbreviation
// that leaves them a number: the no of no5, the p of p14.
func (p *parser) numberWord(i int) bool {
	switch p.low(i) {
	case "no", "nos", "art", "vol", "usd", "cad", "eur", "gbp", "us", "ca", "can":
		return true
	}
	return false
}

// skipCode returns the index after the code that token i belongs to: all that
// follows without a space, save the punctuation at its end.
func (p *parser) skipCode(i int) int {
	if p.at(i-1).kind == word && len(p.raw(i-1)) == 1 {
		if _, next := p.figures(i); next > i {
			i = next - 1 // N5 614 250,299
		}
	}
	for i++; i < len(p.toks); i++ {
		if k := p.at(i).kind; k == word || k == digits {
			continue
		}
		next := p.at(i + 1).kind
		if t := p.at(i); t.kind == other && (next == word || next == digits) && (p.hyphen(i) || t.r == '.' || t.r == ',' || t.r == '/' || p.apostrophe(i)) {
			continue
		}
		break
	}
	return i
}
