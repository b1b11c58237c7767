package values

import "strings"

// symbols are the currency signs. A dollar sign alone does not say whose
// dollar it is.
var symbols = map[rune]string{'$': "$", '€': "EUR", '£': "GBP", '¥': "JPY"}

// codes are the ISO 4217 codes that are read, in capitals only.
var codes = map[string]string{
	"CAD": "CAD", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "CHF": "CHF", "JPY": "JPY", "AUD": "AUD", "CNY": "CNY", "NZD": "NZD",
}

// countries tell dollars apart, before or after the sign: US$, $ CA.
var countries = map[string]string{"US": "USD", "CA": "CAD", "CAN": "CAD", "can": "CAD", "C": "CAD", "A": "AUD", "AU": "AUD", "NZ": "NZD", "HK": "HKD"}

// money reads an amount that its currency stands before: $1,200, US$ 5 million,
// EUR 30.
func (p *parser) money(i int) int {
	unit, j := "", i
	if t := p.at(i); t.kind == word {
		switch raw := p.raw(i); {
		case codes[raw] != "":
			unit, j = codes[raw], i+1
			if _, ok := symbols[p.at(j).r]; ok && p.at(j).kind == other {
				j++
			}
		case countries[raw] != "" && p.is(i+1, '$'):
			unit, j = countries[raw], i+2
		default:
			return 0
		}
	} else {
		var ok bool
		if unit, ok = symbols[t.r]; !ok {
			return 0
		}
		j = i + 1
	}
	k := p.skip(j)
	if p.at(k).kind != digits && !(p.at(k).kind == other && p.opensNumber(k)) {
		return 0
	}
	n, next := p.numeral(k)
	if next == 0 || n.ordinal && n.dec.int == "" {
		return 0
	}
	if power, after := p.shortMagnitude(next); after > 0 {
		n.dec, next = n.dec.shift(power), after
	} else if power, after := p.magnitude(next); after > 0 {
		n.dec, next = n.dec.shift(power), after
	}
	if unit == "$" {
		unit, next = p.country(next)
	}
	p.amount(n, unit, i, next)
	if power := p.sharedMagnitude(next); power > 0 {
		v := &p.out[len(p.out)-1]
		v.Also = append(v.Also, string(Money)+":"+unit+" "+n.dec.shift(power).String())
	}
	return next
}

// sharedMagnitude returns the power of ten of the second amount in $5 to $10
// million, which may hold for the first, and 0 for all else.
func (p *parser) sharedMagnitude(j int) int {
	k := p.skip(j)
	if p.low(k) != "to" && p.low(k) != "and" && p.low(k) != "or" && !p.hyphen(k) {
		return 0
	}
	if k = p.skip(k + 1); p.at(k).kind == other {
		k++
	}
	if p.at(k).kind != digits {
		return 0
	}
	_, after := p.figures(k)
	power, _ := p.magnitude(after)
	return power
}

func (p *parser) amount(n numeral, unit string, i, next int) {
	amount := n.dec.String()
	v := Value{Kind: Money, Key: unit + " " + amount, Unit: unit, Amount: amount, Spelled: n.spelled}
	if n.also != nil {
		v.Also = append(v.Also, string(Money)+":"+unit+" "+n.also.String())
	}
	p.add(v, i, next)
}

// country reads whose dollars they are after the sign or the amount: $ US,
// $5 million CAD. Without a country the unit stays "$".
func (p *parser) country(next int) (string, int) {
	k := p.skip(next)
	raw := p.raw(k)
	if p.is(k, '(') {
		if u := codes[p.raw(k+1)]; u != "" && p.is(k+2, ')') {
			return u, k + 3
		}
	}
	if p.at(k).kind != word || len(raw) < 2 {
		return "$", next
	}
	if u := codes[raw]; strings.HasSuffix(u, "D") {
		return u, k + 1
	}
	if u := countries[raw]; u != "" {
		return u, k + 1
	}
	return "$", next
}

// shortMagnitude reads the M of $5M and 5 M$.
func (p *parser) shortMagnitude(j int) (int, int) {
	if p.at(j).kind != word {
		return 0, 0
	}
	switch p.raw(j) {
	case "k", "K":
		return 3, j + 1
	case "M", "m", "MM":
		return 6, j + 1
	case "G", "B", "b", "bn", "Md", "Mds", "Mrd", "md":
		return 9, j + 1
	case "T":
		return 12, j + 1
	}
	return 0, 0
}

// moneyAfter reads a currency that stands after the number n of tokens i to j:
// 1 200 $, 5 M$, 12 euros, 3 dollars canadiens.
func (p *parser) moneyAfter(n numeral, i, j int) int {
	k := p.skip(j)
	if p.hyphen(j) {
		k = j + 1
	}
	if power, after := p.shortMagnitude(k); after > 0 {
		if l := p.skip(after); symbols[p.at(l).r] != "" && p.at(l).kind == other {
			n.dec, n.also = n.dec.shift(power), nil
			k = l
		}
	}
	if t := p.at(k); t.kind == other {
		unit := symbols[t.r]
		if unit == "" || p.at(k-1).kind == space && p.at(k+1).kind == digits && !p.fr {
			return 0 // in English the sign belongs to the number after it
		}
		next := k + 1
		if unit == "$" {
			unit, next = p.country(next)
		}
		p.amount(n, unit, i, next)
		return next
	}
	if unit, next := p.currency(k); next > 0 {
		p.amount(n, unit, i, next)
		return next
	}
	return 0
}

// nationality gives the dollars of an adjective.
var nationality = map[string]string{
	"canadian": "CAD", "canadiens": "CAD", "canadien": "CAD", "american": "USD", "us": "USD", "americains": "USD", "americain": "USD",
	"australian": "AUD", "australiens": "AUD",
}

// currency reads the name or code of a currency at token k: dollars, de
// dollars, d'euros, US dollars, CAD.
func (p *parser) currency(k int) (string, int) {
	if p.fr && (p.low(k) == "de" || p.low(k) == "d") {
		k++
		if p.apostrophe(k) {
			k++
		}
		k = p.skip(k)
	}
	if p.at(k).kind != word {
		return "", 0
	}
	if u := codes[p.raw(k)]; u != "" {
		return u, k + 1
	}
	if u := nationality[p.low(k)]; u != "" && !p.fr {
		if l := p.skip(k + 1); p.low(l) == "dollar" || p.low(l) == "dollars" {
			return u, l + 1
		}
		return "", 0
	}
	l := p.skip(k + 1)
	switch p.low(k) {
	case "dollar", "dollars":
		if u := nationality[p.low(l)]; u != "" && p.fr {
			return u, l + 1
		}
		return "$", k + 1
	case "euro", "euros":
		return "EUR", k + 1
	case "livres", "livre", "pounds", "pound":
		if p.low(l) == "sterling" {
			return "GBP", l + 1
		}
	case "cent", "cents":
		return "cent", k + 1
	case "yen", "yens":
		return "JPY", k + 1
	}
	return "", 0
}
