package values

// quantity reads a number with what follows it: a magnitude, a percent sign, a
// currency, a unit, or nothing.
func (p *parser) quantity(i int) int {
	n, j := p.numeral(i)
	if j == 0 {
		return 0
	}
	return p.finish(n, i, j)
}

// finish turns the numeral n of tokens i to j, and what follows, into a value.
func (p *parser) finish(n numeral, i, j int) int {
	if n.ordinal {
		p.number(n, i, j)
		return j
	}
	if next := p.withUnit(n, i, j); next > 0 {
		return next
	}
	if n.bare || p.glued(n, j) {
		return 0
	}
	if p.at(j).kind == word && !n.spelled {
		return p.skipCode(j) // 3D, 13L
	}
	if next := p.yearRange(n, i, j); next > 0 {
		return next
	}
	if p.sharedUnit(n, i, j) {
		return j
	}
	p.number(n, i, j)
	return j
}

// withUnit reads the magnitude, percent sign, currency or unit after a number,
// adds the value and returns the index after it, or 0 without any.
func (p *parser) withUnit(n numeral, i, j int) int {
	if next := p.percent(n, i, j); next > 0 {
		return next
	}
	end := 0
	if power, next := p.magnitude(j); next > 0 {
		n.dec, n.also, n.bare, n.plain = n.dec.shift(power), nil, false, false
		j, end = next, next
	}
	if next := p.moneyAfter(n, i, j); next > 0 {
		return next
	}
	if next := p.measure(n, i, j); next > 0 {
		return next
	}
	if end > 0 {
		p.number(n, i, end)
	}
	return end
}

// glued reports whether the digits are a letter misread by an extractor, as in
// 1'autre.
func (p *parser) glued(n numeral, j int) bool {
	return p.fr && n.plain && p.apostrophe(j) && p.at(j+1).kind == word
}

// sharedUnit gives the first number of a range the unit of the second: de 5 à
// 10 %, 2 to 3 inches, 5-10 million. Also keeps the bare number.
func (p *parser) sharedUnit(n numeral, i, j int) bool {
	k := p.rangeTo(i, j)
	if k == 0 || n.dec.neg {
		return false
	}
	m, after := p.figures(k)
	if m.ordinal {
		return false
	}
	mark := len(p.out)
	if p.withUnit(n, k, after) == 0 {
		return false
	}
	v := p.out[mark]
	p.out = p.out[:mark]
	v.Also = append(v.Also, string(Number)+":"+n.dec.String())
	p.add(v, i, j)
	return true
}

// rangeTo returns the index of the second number of a range whose first is
// tokens i to j, or 0.
func (p *parser) rangeTo(i, j int) int {
	k := p.skip(j)
	switch {
	case p.hyphen(k) && p.at(k).r != '\u2212', p.is(k, '~'):
		k = p.skip(k + 1)
	case k > j && (p.low(k) == "to" && !p.fr || p.low(k) == "a" && p.fr),
		k > j && (p.low(k) == "and" || p.low(k) == "et") && p.between(i),
		k > j && (p.low(k) == "or" || p.low(k) == "ou"):
		k = p.skip(k + 1)
	default:
		return 0
	}
	if p.at(k).kind != digits {
		return 0
	}
	return k
}

// between reports whether the number at i follows between or entre.
func (p *parser) between(i int) bool {
	k := i - 1
	if p.at(k).kind == space {
		k--
	}
	return p.low(k) == "between" || p.low(k) == "entre"
}

func (p *parser) number(n numeral, i, j int) {
	amount := n.dec.String()
	v := Value{Kind: Number, Key: amount, Amount: amount, Spelled: n.spelled, Ordinal: n.ordinal}
	if n.also != nil {
		v.Also = append(v.Also, string(Number)+":"+n.also.String())
	}
	v.Also = append(v.Also, p.decade(n, i, j)...)
	p.add(v, i, j)
}

// decade gives the years that les années 30 and the 30s may mean.
func (p *parser) decade(n numeral, i, j int) []string {
	before := i - 1
	if p.at(before).kind == space {
		before--
	}
	named := p.fr && (p.low(before) == "annees" || p.low(before) == "annee") || !p.fr && p.low(j-1) == "s"
	if !named || len(n.dec.int) != 2 || n.dec.frac != "" || n.spelled {
		return nil
	}
	var also []string
	for _, century := range []string{"19", "20", "18"} {
		also = append(also, string(Number)+":"+century+n.dec.int)
	}
	return also
}

// yearRange reads 2010-11 as 2010 and 2011.
func (p *parser) yearRange(n numeral, i, j int) int {
	if !n.plain || len(n.dec.int) != 4 || !p.hyphen(j) && !p.is(j, '/') || p.at(j+1).kind != digits || len(p.low(j+1)) != 2 {
		return 0
	}
	if n.dec.int[2:] >= p.low(j+1) || p.hyphen(j+2) || p.at(j+2).kind == word || p.is(j+2, '%') {
		return 0
	}
	p.number(n, i, j)
	n.dec = newDecimal(n.dec.int[:2]+p.low(j+1), "")
	p.number(n, j+1, j+2)
	return j + 2
}

// magnitude reads millions and the like after a number and returns the power
// of ten.
func (p *parser) magnitude(j int) (int, int) {
	k := p.skip(j)
	if p.hyphen(j) {
		k = j + 1
	}
	if p.at(k).kind != word {
		return 0, 0
	}
	table := magnitudeEN
	if p.fr {
		table = magnitudeFR
	}
	power := table[p.low(k)]
	if power == 0 {
		return 0, 0
	}
	if l := p.skip(k + 1); power == 3 && table[p.low(l)] > 3 {
		return power + table[p.low(l)], l + 1 // 5 mille milliards
	}
	return power, k + 1
}

// percent reads %, ‰, per cent, percent, pour cent, p. 100 after a number. Per
// mille is brought to per cent, so that 5 ‰ is 0.5 %.
func (p *parser) percent(n numeral, i, j int) int {
	k := p.skip(j)
	if p.hyphen(j) {
		k = j + 1
	}
	next, power := 0, 0
	switch t := p.at(k); {
	case p.is(k, '%') || p.is(k, '\u066a'):
		next = k + 1
	case p.is(k, '‰'):
		next, power = k+1, -1
	case t.kind != word:
	case t.low == "percent" || t.low == "pct" || t.low == "percentage":
		next = k + 1
	case t.low == "per" || t.low == "pour":
		next, power = p.base(p.skip(k + 1))
	case t.low == "p" && p.is(k+1, '.'):
		next, power = p.base(p.skip(k + 2))
	}
	if next == 0 {
		return 0
	}
	amount := n.dec.shift(power).String()
	v := Value{Kind: Percent, Key: amount, Amount: amount, Spelled: n.spelled}
	if n.also != nil {
		v.Also = append(v.Also, string(Percent)+":"+n.also.shift(power).String())
	}
	p.add(v, i, next)
	return next
}

// base reads what a share is taken of: a hundred, or a thousand with power -1.
// Digits count only when they are the whole number: 46,4 pour 100 000 is a rate
// and no percentage.
func (p *parser) base(k int) (next, power int) {
	switch p.low(k) {
	case "cent", "cents":
		return k + 1, 0
	case "mille", "mil":
		return k + 1, -1
	case "100", "1000":
		if p.groups(k+1) > 0 {
			return 0, 0
		}
		if p.low(k) == "1000" {
			return k + 1, -1
		}
		return k + 1, 0
	}
	return 0, 0
}

// measure reads a unit after a number.
func (p *parser) measure(n numeral, i, j int) int {
	unit, next := p.unit(j)
	if next == 0 {
		return 0
	}
	amount := n.dec.String()
	v := Value{Kind: Measure, Key: amount + " " + unit, Unit: unit, Amount: amount, Spelled: n.spelled}
	if n.also != nil {
		v.Also = append(v.Also, string(Measure)+":"+n.also.String()+" "+unit)
	}
	if unit == "h" && n.plain && len(amount) <= 2 && atoi(amount) <= 24 && !n.spelled {
		v.Also = append(v.Also, string(Time)+":"+clockKey(atoi(amount)%24, 0))
	}
	p.add(v, i, next)
	return next
}
