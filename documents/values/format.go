package values

import (
	"fmt"
	"strconv"
	"strings"

	"concord/documents"
)

// Format writes a value in the conventions of a language, for messages: 3,2 %
// and 3.2%, 1er juin 2007 and June 1, 2007. What Format writes, Find reads
// back with the same kind and key. Links and addresses are written by key.
func Format(v Value, l documents.Lang) string {
	fr := l == documents.FR
	switch v.Kind {
	case Number:
		return formatAmount(v.Key, fr)
	case Percent:
		if fr {
			return formatAmount(v.Amount, fr) + "\u00a0%"
		}
		return formatAmount(v.Amount, fr) + "%"
	case Money:
		return formatMoney(v, fr)
	case Measure:
		return formatAmount(v.Amount, fr) + "\u00a0" + unitName(v.Unit, v.Amount, fr)
	case Date:
		return formatDate(v.Key, fr)
	case Time:
		if fr {
			h, rest, _ := strings.Cut(v.Key, ":")
			if m, s, ok := strings.Cut(rest, ":"); ok {
				return h + ":" + m + ":" + s
			}
			if rest == "00" {
				return strconv.Itoa(atoi(h)) + "\u00a0h"
			}
			return strconv.Itoa(atoi(h)) + "\u00a0h\u00a0" + rest
		}
		return v.Key
	case Phone:
		return formatPhone(v.Key, fr)
	}
	return v.Key
}

// formatAmount groups the digits of a canonical number by three from five
// digits on, since years have four.
func formatAmount(amount string, fr bool) string {
	sign := ""
	if rest, ok := strings.CutPrefix(amount, "-"); ok {
		sign, amount = "\u2212", rest
	}
	whole, frac, _ := strings.Cut(amount, ".")
	sep, point := ",", "."
	if fr {
		sep, point = "\u00a0", ","
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range whole {
		if i > 0 && len(whole) > 4 && (len(whole)-i)%3 == 0 && !strings.Contains(whole, "/") {
			b.WriteString(sep)
		}
		b.WriteRune(d)
	}
	if frac != "" {
		b.WriteString(point + frac)
	}
	return b.String()
}

func formatMoney(v Value, fr bool) string {
	amount := formatAmount(v.Amount, fr)
	if v.Unit == "cent" {
		return amount + "\u00a0cents"
	}
	if fr {
		switch v.Unit {
		case "$":
			return amount + "\u00a0$"
		case "EUR":
			return amount + "\u00a0€"
		case "GBP":
			return amount + "\u00a0£"
		}
		return amount + "\u00a0" + v.Unit
	}
	switch v.Unit {
	case "$":
		return "$" + amount
	case "EUR":
		return "€" + amount
	case "GBP":
		return "£" + amount
	}
	return v.Unit + "\u00a0" + amount
}

// unitNames are the units that have a name rather than a symbol: French one
// and many, English one and many.
var unitNames = map[string][4]string{
	"day": {"jour", "jours", "day", "days"}, "week": {"semaine", "semaines", "week", "weeks"},
	"month": {"mois", "mois", "month", "months"}, "quarter": {"trimestre", "trimestres", "quarters", "quarters"},
	"year": {"an", "ans", "year", "years"}, "decade": {"décennie", "décennies", "decade", "decades"},
	"century": {"siècles", "siècles", "centuries", "centuries"}, "h": {"heure", "heures", "hour", "hours"},
	"min": {"minute", "minutes", "minute", "minutes"}, "s": {"seconde", "secondes", "second", "seconds"},
	"in": {"pouce", "pouces", "inch", "inches"}, "ft": {"pied", "pieds", "foot", "feet"}, "yd": {"verge", "verges", "yard", "yards"},
	"mi": {"milles", "milles", "mile", "miles"}, "oz": {"once", "onces", "ounce", "ounces"}, "gal": {"gallon", "gallons", "gallon", "gallons"},
	"acre": {"acre", "acres", "acre", "acres"}, "byte": {"octet", "octets", "byte", "bytes"}, "kn": {"nœud", "nœuds", "knot", "knots"},
	"ton": {"ton", "tons", "ton", "tons"}, "um": {"µm", "µm", "µm", "µm"}, "ug": {"µg", "µg", "µg", "µg"}, "uSv": {"µSv", "µSv", "µSv", "µSv"},
}

func unitName(unit, amount string, fr bool) string {
	names, ok := unitNames[unit]
	if !ok {
		if n := len(unit) - 1; n > 0 && (unit[n] == '2' || unit[n] == '3') {
			return unit[:n] + map[byte]string{'2': "²", '3': "³"}[unit[n]]
		}
		return unit
	}
	i := 0
	if !fr {
		i = 2
	}
	// One is singular in both; in French so is anything under two.
	if one := amount == "1" || fr && (strings.HasPrefix(amount, "1.") || strings.HasPrefix(amount, "0")); !one {
		i++
	}
	return names[i]
}

// monthNames are indexed from 1.
var (
	monthNamesFR = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
	monthNamesEN = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func formatDate(key string, fr bool) string {
	year, rest := "", strings.TrimPrefix(key, "--")
	if rest == key {
		year, rest, _ = strings.Cut(key, "-")
	}
	m, d, _ := strings.Cut(rest, "-")
	if atoi(m) < 1 || atoi(m) > 12 {
		return key
	}
	day := strings.TrimLeft(d, "0")
	if fr {
		name := monthNamesFR[atoi(m)]
		if day == "1" {
			day = "1er"
		}
		return strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", day, name, year)), "\u00a0")
	}
	name := monthNamesEN[atoi(m)]
	switch {
	case day != "" && year != "":
		return name + "\u00a0" + day + ", " + year
	case day != "":
		return name + "\u00a0" + day
	}
	return strings.TrimRight(name+" "+year, " ")
}

func formatPhone(key string, fr bool) string {
	number, ext, _ := strings.Cut(key, "x")
	if len(number) == 10 && number[0] != '+' {
		number = number[:3] + "\u00a0" + number[3:6] + "-" + number[6:]
		if !fr {
			number = strings.Replace(number, "\u00a0", "-", 1)
		}
	}
	switch {
	case ext == "":
		return number
	case fr:
		return number + ", poste " + ext
	}
	return number + ", ext. " + ext
}
