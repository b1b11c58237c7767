package checks

import (
	"math/big"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/values"
)

// equalities are the ways in which a French value x and an English value y may
// be equal, the strictest first, so that a value does not take the place of one
// that fits better.
func equalities(links []documents.Pair[string]) []func(x, y values.Value) bool {
	return []func(x, y values.Value) bool{
		func(x, y values.Value) bool { return x.Kind == y.Kind && x.Key == y.Key },
		sameReading,
		sameInOtherUnits,
		sameDay,
		func(x, y values.Value) bool { return mappedLink(x, y, links) },
		sameFigure,
	}
}

// sameReading compares the other readings: 20 h is an hour and a duration.
func sameReading(x, y values.Value) bool {
	return slices.Contains(x.Also, y.ID()) || slices.Contains(y.Also, x.ID()) ||
		slices.ContainsFunc(x.Also, func(s string) bool { return slices.Contains(y.Also, s) })
}

// sameInOtherUnits compares amounts whose units differ in name only or by a
// factor: 12 months and one year, 1.5 km and 1 500 m, $ and CAD. Metric and
// imperial amounts are equal within a tenth, as translators round them: 6 feet
// and 2 m, 3 inches and 7.5 cm.
func sameInOtherUnits(x, y values.Value) bool {
	if x.Unit == "" || y.Unit == "" {
		return false
	}
	if x.Amount == y.Amount && (alike[[2]string{x.Unit, y.Unit}] || alike[[2]string{y.Unit, x.Unit}]) {
		return true
	}
	a, okA := units[x.Unit]
	b, okB := units[y.Unit]
	if !okA || !okB || a.base != b.base {
		return false
	}
	p, okP := new(big.Rat).SetString(x.Amount)
	q, okQ := new(big.Rat).SetString(y.Amount)
	if !okP || !okQ {
		return false
	}
	p.Mul(p, big.NewRat(a.num, a.den))
	q.Mul(q, big.NewRat(b.num, b.den))
	if a.imperial == b.imperial {
		return p.Cmp(q) == 0
	}
	slack := new(big.Rat).Mul(p, big.NewRat(1, 10))
	return new(big.Rat).Abs(p.Sub(p, q)).Cmp(slack.Abs(slack)) <= 0
}

// alike are units that one language names less exactly than the other.
var alike = map[[2]string]bool{
	{"$", "CAD"}: true, {"$", "USD"}: true, {"$", "AUD"}: true, {"$", "NZD"}: true, {"$", "HKD"}: true,
	{"t", "ton"}: true, {"°", "°C"}: true, {"°", "°F"}: true, {"lb", "GBP"}: true,
	// "10Mb of disk space": the capital B of a byte is often left out.
	{"kB", "kbit"}: true, {"MB", "Mbit"}: true, {"GB", "Gbit"}: true,
	{"min", "′"}: true, {"s", "″"}: true, {"ft", "′"}: true, {"in", "″"}: true,
}

// A unit is num/den of its base.
type unit struct {
	base     string
	num, den int64
	imperial bool
}

// units are those that convert into each other (BIPM SI brochure; the yard and
// pound of 1959). A month is not a number of days. The gallon differs between
// countries and is left out.
var units = map[string]unit{
	"s": {"s", 1, 1, false}, "min": {"s", 60, 1, false}, "h": {"s", 3600, 1, false},
	"day": {"s", 86_400, 1, false}, "week": {"s", 604_800, 1, false},
	"month": {"month", 1, 1, false}, "quarter": {"month", 3, 1, false}, "year": {"month", 12, 1, false},
	"decade": {"month", 120, 1, false}, "century": {"month", 1200, 1, false},
	"nm": {"m", 1, 1_000_000_000, false}, "um": {"m", 1, 1_000_000, false}, "mm": {"m", 1, 1000, false}, "cm": {"m", 1, 100, false},
	"dm": {"m", 1, 10, false}, "m": {"m", 1, 1, false}, "km": {"m", 1000, 1, false},
	"in": {"m", 254, 10_000, true}, "ft": {"m", 3048, 10_000, true}, "yd": {"m", 9144, 10_000, true}, "mi": {"m", 1_609_344, 1000, true},
	"m2": {"m2", 1, 1, false}, "ha": {"m2", 10_000, 1, false}, "km2": {"m2", 1_000_000, 1, false},
	"acre": {"m2", 40_468_564_224, 10_000_000, true}, "ft2": {"m2", 9_290_304, 100_000_000, true}, "mi2": {"m2", 2_589_988_110_336, 1_000_000, true},
	"ug": {"g", 1, 1_000_000, false}, "mg": {"g", 1, 1000, false}, "g": {"g", 1, 1, false}, "kg": {"g", 1000, 1, false}, "t": {"g", 1_000_000, 1, false},
	"oz": {"g", 28_349_523_125, 1_000_000_000, true}, "lb": {"g", 45_359_237, 100_000, true},
	"mL": {"L", 1, 1000, false}, "dL": {"L", 1, 10, false}, "L": {"L", 1, 1, false}, "hL": {"L", 100, 1, false},
	"Pa": {"Pa", 1, 1, false}, "hPa": {"Pa", 100, 1, false}, "kPa": {"Pa", 1000, 1, false}, "MPa": {"Pa", 1_000_000, 1, false},
	"W": {"W", 1, 1, false}, "kW": {"W", 1000, 1, false}, "MW": {"W", 1_000_000, 1, false}, "GW": {"W", 1_000_000_000, 1, false},
}

// sameDay compares dates of which one leaves out the year, as in "June 5 and
// June 10, 2007", and a date with the bare year or day opposite.
func sameDay(x, y values.Value) bool {
	if y.Kind == values.Date && x.Kind == values.Number {
		x, y = y, x
	}
	if x.Kind != values.Date {
		return false
	}
	switch y.Kind {
	case values.Date:
		return withoutYear(x.Key) == withoutYear(y.Key) && strings.HasPrefix(x.Key, "--") != strings.HasPrefix(y.Key, "--")
	case values.Number:
		year, _, _ := strings.Cut(x.Key, "-")
		day := x.Key[strings.LastIndexByte(x.Key, '-')+1:]
		return y.Key == year || len(withoutYear(x.Key)) > len("--06") && y.Key == strings.TrimLeft(day, "0")
	}
	return false
}

func withoutYear(key string) string {
	if strings.HasPrefix(key, "--") {
		return key
	}
	_, rest, _ := strings.Cut(key, "-")
	return "--" + rest
}

// sameFigure compares a bare number with an amount of anything: de 10 à 20 %
// and 10% to 20%.
func sameFigure(x, y values.Value) bool {
	if x.Kind != values.Number && y.Kind != values.Number || x.Amount == "" || y.Amount == "" {
		return false
	}
	for _, a := range amounts(x) {
		if slices.Contains(amounts(y), a) {
			return true
		}
	}
	return false
}

// amounts gives the amount of a value and, for a number, of its other readings.
func amounts(v values.Value) []string {
	all := []string{v.Amount}
	for _, id := range v.Also {
		if a, ok := strings.CutPrefix(id, string(values.Number)+":"); ok {
			all = append(all, a)
		}
	}
	return all
}
