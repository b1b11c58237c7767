package values

import "strings"

// phone reads a telephone number: North American with or without country code
// and brackets, international after a plus, and French in pairs; then its
// extension. The key is the digits without the North American country code.
func (p *parser) phone(i int) int {
	number, next := p.northAmerican(i)
	if next == 0 {
		number, next = p.international(i)
	}
	if next == 0 {
		number, next = p.pairs(i, "0")
	}
	if next == 0 {
		return 0
	}
	if ext, after := p.extension(next); after > 0 {
		number, next = number+"x"+ext, after
	}
	p.add(Value{Kind: Phone, Key: number}, i, next)
	return next
}

// northAmerican reads (514) 555-0123, 514-555-0123, 1 514 555-0123 and the
// like. Three, three and four digits with points or spaces alone need the
// hyphen, the bracket or the point, so that 514 555 0123 is no list of numbers.
func (p *parser) northAmerican(i int) (string, int) {
	j := i
	if p.is(j, '+') {
		j++
	}
	if p.low(j) == "1" && p.at(j).kind == digits {
		k := j + 1
		if p.phoneGap(k) || p.is(k, '(') {
			if !p.is(k, '(') {
				k++
			}
			if area, next, _ := p.area(k); next > 0 {
				if rest, after := p.subscriber(next, true); after > 0 {
					return area + rest, after
				}
			}
		}
		return "", 0
	}
	area, next, bracket := p.area(j)
	if next == 0 {
		return "", 0
	}
	rest, after := p.subscriber(next, bracket)
	if after == 0 {
		return "", 0
	}
	return area + rest, after
}

// area reads an area code, with its brackets and the gap after it.
func (p *parser) area(k int) (code string, next int, bracket bool) {
	if bracket = p.is(k, '('); bracket {
		k++
	}
	if p.at(k).kind != digits || len(p.low(k)) != 3 || p.low(k)[0] < '2' {
		return "", 0, false
	}
	code, next = p.low(k), k+1
	if bracket {
		if !p.is(next, ')') {
			return "", 0, false
		}
		next++
	}
	if p.phoneGap(next) {
		next++
	} else if !bracket {
		return "", 0, false
	}
	return code, next, bracket
}

// subscriber reads 555-0123; the gap may be a space when sure.
func (p *parser) subscriber(k int, sure bool) (string, int) {
	if p.at(k).kind != digits || len(p.low(k)) != 3 || !p.phoneGap(k+1) || p.at(k+2).kind != digits || len(p.low(k+2)) != 4 {
		return "", 0
	}
	if !sure && p.at(k+1).kind == space {
		return "", 0
	}
	return p.low(k) + p.low(k+2), k + 3
}

func (p *parser) phoneGap(k int) bool {
	t := p.at(k)
	return t.kind == space && t.end-t.start <= 3 || p.hyphen(k) || p.is(k, '.') || p.is(k, '/')
}

// international reads a plus and at least eight digits in groups.
func (p *parser) international(i int) (string, int) {
	if !p.is(i, '+') || p.at(i+1).kind != digits {
		return "", 0
	}
	var b strings.Builder
	next := 0
	for j := i + 1; p.at(j).kind == digits && b.Len() < 16; {
		b.WriteString(p.low(j))
		next, j = j+1, j+1
		if p.is(j, '(') && p.low(j+1) == "0" && p.is(j+2, ')') {
			j += 3 // the zero of +33 (0)1 is not dialled
		}
		if p.phoneGap(j) {
			j++
		}
	}
	if b.Len() < 8 || b.Len() > 15 {
		return "", 0
	}
	return "+" + b.String(), next
}

// pairs reads five pairs of digits, 01 23 45 67 89, and gives them with the
// country code of France.
func (p *parser) pairs(i int, opens string) (string, int) {
	var b strings.Builder
	for k := range 5 {
		j := i + 2*k
		if p.at(j).kind != digits || len(p.low(j)) != 2 || k > 0 && !p.phoneGap(j-1) {
			return "", 0
		}
		b.WriteString(p.low(j))
	}
	if !strings.HasPrefix(b.String(), opens) {
		return "", 0
	}
	return "+33" + b.String()[1:], i + 9
}

// extension reads poste 223, ext. 223, x223 or (223) after a number.
func (p *parser) extension(i int) (string, int) {
	k := p.skip(i)
	if p.is(k, ',') {
		k = p.skip(k + 1)
	}
	bracket := p.is(k, '(')
	if bracket {
		k++
	}
	named := false
	switch p.low(k) {
	case "poste", "extension", "ext", "x", "local", "p", "post":
		named = true
		k++
		if p.is(k, '.') {
			k++
		}
		k = p.skip(k)
	}
	if p.is(k, '#') {
		named = true
		k++
	}
	if !named && !bracket || p.at(k).kind != digits || len(p.low(k)) > 6 || len(p.low(k)) < 2 && !named {
		return "", 0
	}
	ext := p.low(k)
	if bracket {
		if !p.is(k+1, ')') {
			return "", 0
		}
		k++
	}
	return ext, k + 1
}
