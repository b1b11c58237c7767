package values

import (
	"math/big"
	"strings"
)

// A decimal is an exact number of any length in canonical notation: no leading
// zeros, no trailing zeros after the point. The zero decimal is not a number.
type decimal struct {
	neg       bool
	int, frac string
	// den is the denominator of a fraction that no decimal equals, with int
	// as its numerator; empty for all else.
	den string
}

func newDecimal(int, frac string) decimal {
	int = strings.TrimLeft(int, "0")
	if int == "" {
		int = "0"
	}
	return decimal{int: int, frac: strings.TrimRight(frac, "0")}
}

// newFraction gives num/den, as a decimal where one is exact. The denominator
// is positive.
func newFraction(num, den int64) decimal {
	r := big.NewRat(num, den)
	n, exact := r.FloatPrec()
	if !exact {
		return decimal{int: r.Num().String(), den: r.Denom().String()}
	}
	int, frac, _ := strings.Cut(r.FloatString(n), ".")
	return newDecimal(int, frac)
}

// shift multiplies by ten to the power n, which may be negative.
func (d decimal) shift(n int) decimal {
	if d.den != "" || n == 0 {
		return d
	}
	e := decimal{neg: d.neg}
	if n > 0 {
		frac := d.frac + strings.Repeat("0", max(0, n-len(d.frac)))
		q := newDecimal(d.int+frac[:n], frac[n:])
		e.int, e.frac = q.int, q.frac
		return e
	}
	int := strings.Repeat("0", max(0, -n-len(d.int)+1)) + d.int
	cut := len(int) + n
	q := newDecimal(int[:cut], int[cut:]+d.frac)
	e.int, e.frac = q.int, q.frac
	return e
}

// String gives 1234.5, -3 or 2/3.
func (d decimal) String() string {
	s := d.int
	if d.frac != "" {
		s += "." + d.frac
	}
	if d.den != "" {
		s += "/" + d.den
	}
	if d.neg && s != "0" {
		s = "-" + s
	}
	return s
}
