package values

import (
	"fmt"
	"strconv"
)

// Months by folded name and by abbreviation. In English they need a capital,
// since may and march are verbs; in French they need a day or a year.
var (
	monthsFR = map[string]int{
		"janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8,
		"septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
		"janv": 1, "fevr": 2, "avr": 4, "juill": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	}
	monthsEN = map[string]int{
		"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
		"september": 9, "october": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	}
)

// month reads a month's name at token i, with the point of an abbreviation.
func (p *parser) month(i int) (int, int) {
	if p.at(i).kind != word {
		return 0, 0
	}
	table := monthsEN
	if p.fr {
		table = monthsFR
	} else if !p.capital(i) {
		return 0, 0
	}
	w := p.low(i)
	m := table[w]
	if m == 0 {
		return 0, 0
	}
	if len(w) <= 5 && p.is(i+1, '.') && monthIsShort(w) {
		return m, i + 2
	}
	if p.fr && w == "sept" {
		return 0, 0 // seven
	}
	return m, i + 1
}

func monthIsShort(w string) bool {
	switch w {
	case "mars", "avril", "mai", "juin", "aout", "march", "april", "may", "june", "july":
		return false
	}
	return true
}

// day reads a day of the month at token i: 1, 1er, 24th, first, premier.
func (p *parser) day(i int) (int, int) {
	n, next := p.numeral(i)
	if next == 0 || n.dec.frac != "" || n.dec.neg || n.dec.den != "" || len(n.dec.int) > 2 || n.spelled && !n.ordinal || len(p.low(i)) > 2 && !n.spelled {
		return 0, 0
	}
	d := atoi(n.dec.int)
	if d < 1 || d > 31 {
		return 0, 0
	}
	return d, next
}

// year reads a year at token i, after a comma and space if there are.
func (p *parser) year(i int) (int, int) {
	k := i
	if p.is(k, ',') {
		k++
	}
	k = p.skip(k)
	if k == i || p.at(k).kind != digits || len(p.low(k)) != 4 || p.is(k+1, '(') {
		return 0, 0
	}
	if y := atoi(p.low(k)); y >= 1000 && y < 2200 && p.at(k+1).kind != word {
		return y, k + 1
	}
	return 0, 0
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func dateKey(y, m, d int) string {
	switch {
	case y > 0 && d > 0:
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	case y > 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	case d > 0:
		return fmt.Sprintf("--%02d-%02d", m, d)
	}
	return fmt.Sprintf("--%02d", m)
}

// date reads a date in any of its forms, or several that share their month or
// year: les 5 et 6 juin 2007, June 5 to 10.
func (p *parser) date(i int) int {
	if p.at(i).kind == digits {
		if next := p.numericDate(i); next > 0 {
			return next
		}
	}
	if m, next := p.month(i); next > 0 {
		return p.fromMonth(m, i, next)
	}
	return p.fromDay(i)
}

// fromMonth reads what follows a month: June 1, 2007; juin 2007.
func (p *parser) fromMonth(m, i, next int) int {
	if y, after := p.year(next); after > 0 {
		p.add(Value{Kind: Date, Key: dateKey(y, m, 0)}, i, after)
		return after
	}
	if p.fr || p.at(next).kind != space {
		return 0
	}
	d, after := p.day(next + 1)
	if after == 0 || p.at(next+1).kind != digits {
		return 0
	}
	days := []dayAt{{d, i, after}}
	for {
		d, from, to := p.nextDay(after)
		if to == 0 {
			break
		}
		days, after = append(days, dayAt{d, from, to}), to
	}
	y, end := p.year(after)
	for k, d := range days {
		if k == len(days)-1 && y > 0 {
			d.to = end
			after = end
		}
		p.add(Value{Kind: Date, Key: dateKey(y, m, d.day)}, d.from, d.to)
	}
	return after
}

// A dayAt is a day of the month and its tokens.
type dayAt struct{ day, from, to int }

// nextDay reads a further day after a connector: to 10, and 12, -15.
func (p *parser) nextDay(i int) (day, from, to int) {
	j := p.connector(i)
	if j == 0 || p.at(j).kind != digits {
		return 0, 0, 0
	}
	d, next := p.day(j)
	if next == 0 {
		return 0, 0, 0
	}
	if after := p.skip(next); p.at(after).kind == word && !p.fr {
		if _, m := p.month(after); m > 0 {
			return 0, 0, 0
		}
		if _, u := p.unit(next); u > 0 {
			return 0, 0, 0
		}
	}
	if p.is(next, '%') || p.is(next, ':') {
		return 0, 0, 0
	}
	return d, j, next
}

// connector skips what joins two numbers of a list or range, and returns the
// index of the second, or 0.
func (p *parser) connector(i int) int {
	if p.hyphen(i) {
		return p.skip(i + 1)
	}
	j := p.skip(i)
	if p.hyphen(j) {
		return p.skip(j + 1)
	}
	comma := p.is(j, ',')
	if comma {
		j = p.skip(j + 1)
	}
	if p.at(j).kind == word && (j > i) {
		switch p.low(j) {
		case "and", "or", "to", "through", "et", "ou", "a", "au":
			if p.is(j+1, '/') && p.low(j+2) == "or" || p.is(j+1, '/') && p.low(j+2) == "ou" {
				j += 2
			}
			return p.skip(j + 1)
		}
	}
	if comma {
		return j
	}
	return 0
}

// fromDay reads a date that begins with its day: 1er juin 2007, 24 May, the
// first day of October, les 5 et 6 juin.
func (p *parser) fromDay(i int) int {
	var days []dayAt
	j := i
	for {
		d, next := p.day(j)
		if next == 0 {
			return 0
		}
		days = append(days, dayAt{d, j, next})
		if m, after := p.month(p.ofMonth(next)); after > 0 {
			return p.fromDays(days, m, after)
		}
		if p.at(j).kind != digits || len(days) > 6 {
			return 0
		}
		if j = p.connector(next); j == 0 || p.at(j).kind != digits {
			return 0
		}
	}
}

// ofMonth skips what stands between a day and its month.
func (p *parser) ofMonth(next int) int {
	k := p.skip(next)
	if k == next && !p.hyphen(k) {
		return -1
	}
	if p.hyphen(k) {
		return k + 1
	}
	if p.fr {
		if p.low(k) == "jour" { // ce vingt-deuxième jour d'août
			k = p.skip(k + 1)
			if l := p.skip(k + 1); p.low(k) == "du" && p.low(l) == "mois" {
				k = p.skip(l + 1)
			}
			if p.low(k) != "de" && p.low(k) != "d" {
				return -1
			}
			if k++; p.apostrophe(k) {
				k++
			}
			k = p.skip(k)
		}
		return k
	}
	if p.low(k) == "day" && p.low(p.skip(k+1)) == "of" {
		k = p.skip(k + 1)
	}
	if p.low(k) == "of" {
		k = p.skip(k + 1)
	}
	return k
}

func (p *parser) fromDays(days []dayAt, m, after int) int {
	y, end := p.year(after)
	if y > 0 {
		after = end
	}
	for k, d := range days {
		if k == len(days)-1 {
			d.to = after
		}
		p.add(Value{Kind: Date, Key: dateKey(y, m, d.day)}, d.from, d.to)
	}
	return after
}

// numericDate reads 2007-06-01, 01/06/2007 and 01/06/94. Where both of the first numbers
// may be the month, the day comes first in French and the month in English,
// and Also has the other reading.
func (p *parser) numericDate(i int) int {
	sep := p.at(i + 1)
	if sep.kind != other || p.at(i+2).kind != digits || p.at(i+3).r != sep.r || p.at(i+3).kind != other || p.at(i+4).kind != digits ||
		p.at(i+5).kind == word || p.at(i+5).r == sep.r && p.at(i+6).kind == digits || p.at(i-1).r == sep.r && p.at(i-1).kind == other {
		return 0
	}
	if sep.r != '-' && sep.r != '/' && sep.r != '.' && sep.r != '\u2011' {
		return 0
	}
	a, b, c := p.low(i), p.low(i+2), p.low(i+4)
	if len(a) == 4 && len(b) == 2 && len(c) == 2 && valid(atoi(a), atoi(b), atoi(c)) {
		p.add(Value{Kind: Date, Key: dateKey(atoi(a), atoi(b), atoi(c))}, i, i+5)
		return i + 5
	}
	if len(c) == 2 && sep.r == '/' && len(a) == 2 && len(b) == 2 {
		// POSIX strptime: 69 to 99 are in the 20th century.
		if c >= "69" {
			c = "19" + c
		} else {
			c = "20" + c
		}
	}
	if len(c) != 4 || len(a) > 2 || len(b) > 2 {
		return 0
	}
	dmy, mdy := valid(atoi(c), atoi(b), atoi(a)), valid(atoi(c), atoi(a), atoi(b))
	v := Value{Kind: Date, Key: dateKey(atoi(c), atoi(b), atoi(a))}
	second := dateKey(atoi(c), atoi(a), atoi(b))
	switch {
	case !dmy && !mdy:
		return 0
	case !dmy || mdy && !p.fr:
		v.Key, second = second, v.Key
	}
	if dmy && mdy && v.Key != second {
		v.Also = []string{string(Date) + ":" + second}
	}
	p.add(v, i, i+5)
	return i + 5
}

func valid(y, m, d int) bool {
	return y >= 1000 && y < 2200 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}
