package values

import "fmt"

func clockKey(h, m int) string { return fmt.Sprintf("%02d:%02d", h, m) }

// clock reads a time of day: 15 h 30, 15h30, 3:30 p.m., 21 h, 15:30:10. Where
// nothing says which half of the day it is, as in 3:30, Also has the other.
func (p *parser) clock(i int) int {
	h, ok := p.clockNumber(i, 24)
	if !ok {
		return 0
	}
	if next := p.meridiem(i + 1); next > 0 { // 3 p.m.
		return p.twelveHour(h, 0, i, next)
	}
	if p.is(i+1, ':') || p.is(i+1, '.') && !p.fr {
		m, ok := p.clockNumber(i+2, 59)
		if !ok || len(p.low(i+2)) != 2 {
			return 0
		}
		if next := p.meridiem(i + 3); next > 0 {
			return p.twelveHour(h, m, i, next)
		}
		if p.is(i+1, '.') || p.is(i-1, ':') {
			return 0
		}
		return p.colonTime(h, m, i)
	}
	if !p.fr {
		return 0
	}
	k := p.skip(i + 1)
	if w := p.low(k); w != "h" && w != "heures" && w != "heure" || p.apostrophe(k+1) {
		return 0
	}
	l := p.skip(k + 1)
	if m, ok := p.clockNumber(l, 59); ok && len(p.low(l)) == 2 && !p.is(l+1, '%') {
		next := l + 1
		if w := p.low(p.skip(next)); w == "min" || w == "minutes" {
			next = p.skip(next) + 1
		}
		p.add(Value{Kind: Time, Key: clockKey(h%24, m)}, i, next)
		return next
	}
	if p.low(k) != "h" {
		return 0 // 24 heures is a duration first; measure has the time as Also
	}
	v := Value{Kind: Time, Key: clockKey(h%24, 0)}
	v.Also = []string{fmt.Sprintf("%s:%d h", Measure, h)}
	p.add(v, i, k+1)
	return k + 1
}

// clockNumber reads one or two digits up to a limit.
func (p *parser) clockNumber(i, limit int) (int, bool) {
	if p.at(i).kind != digits || len(p.low(i)) > 2 {
		return 0, false
	}
	n := atoi(p.low(i))
	return n, n <= limit
}

// meridiem reads a.m. or p.m. at token i and returns the index after it.
func (p *parser) meridiem(i int) int {
	k := p.skip(i)
	switch p.low(k) {
	case "am", "pm":
		if p.upper(k) || k == i || !p.fr {
			return k + 1
		}
	case "a", "p":
		if !p.is(k+1, '.') {
			return 0
		}
		l := p.skip(k + 2)
		if p.low(l) != "m" {
			return 0
		}
		if p.is(l+1, '.') {
			return l + 2
		}
		return l + 1
	}
	return 0
}

// twelveHour adds a time with a.m. or p.m., which end before token next.
func (p *parser) twelveHour(h, m, i, next int) int {
	if h < 1 || h > 12 {
		return 0
	}
	h %= 12
	k := next - 1
	for p.at(k).kind != word || p.low(k) == "m" {
		k--
	}
	if p.low(k)[0] == 'p' {
		h += 12
	}
	p.add(Value{Kind: Time, Key: clockKey(h, m)}, i, next)
	return next
}

func (p *parser) colonTime(h, m, i int) int {
	v := Value{Kind: Time, Key: clockKey(h%24, m)}
	next := i + 3
	if p.is(next, ':') {
		s, ok := p.clockNumber(next+1, 59)
		if !ok || len(p.low(next+1)) != 2 {
			return 0
		}
		v.Key += fmt.Sprintf(":%02d", s)
		p.add(v, i, next+2)
		return next + 2
	}
	if p.at(next).kind == word && p.low(next) != "h" {
		return 0
	}
	if h >= 1 && h <= 12 {
		v.Also = []string{string(Time) + ":" + clockKey((h+12)%24, m)}
	}
	p.add(v, i, next)
	return next
}

// clockWord reads noon, midnight, midi, minuit, and the o'clock of numbers in
// words.
func (p *parser) clockWord(i int) int {
	key := ""
	switch w := p.low(i); {
	case !p.fr && (w == "noon" || w == "midday"), p.fr && w == "midi":
		key = "12:00"
	case !p.fr && w == "midnight", p.fr && w == "minuit":
		key = "00:00"
	default:
		return 0
	}
	p.add(Value{Kind: Time, Key: key, Spelled: true}, i, i+1)
	return i + 1
}
