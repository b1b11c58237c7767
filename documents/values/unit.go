package values

// Units. The canonical name is the symbol, or the English word where there is
// none. Words are folded (lower case, no accents); symbols keep their case.

// unitWordsFR and unitWordsEN give the canonical unit of a word.
var (
	unitWordsFR = map[string]string{
		"seconde": "s", "secondes": "s", "sec": "s", "minute": "min", "minutes": "min", "min": "min", "mn": "min",
		"heure": "h", "heures": "h", "jour": "day", "jours": "day", "journee": "day", "journees": "day",
		"semaine": "week", "semaines": "week", "mois": "month", "trimestre": "quarter", "trimestres": "quarter",
		"an": "year", "ans": "year", "annee": "year", "annees": "year",
		"decennie": "decade", "decennies": "decade", "siecles": "century",
		"metre": "m", "metres": "m", "kilometre": "km", "kilometres": "km", "centimetre": "cm", "centimetres": "cm",
		"millimetre": "mm", "millimetres": "mm", "micrometre": "um", "micrometres": "um", "nanometre": "nm", "nanometres": "nm",
		"pouce": "in", "pouces": "in", "po": "in", "pied": "ft", "pieds": "ft", "pi": "ft", "verge": "yd", "verges": "yd",
		"milles": "mi", "gramme": "g", "grammes": "g", "kilogramme": "kg", "kilogrammes": "kg", "kilo": "kg", "kilos": "kg",
		"milligramme": "mg", "milligrammes": "mg", "microgramme": "ug", "microgrammes": "ug",
		"tonne": "t", "tonnes": "t", "lb": "lb", "once": "oz", "onces": "oz",
		"litre": "L", "litres": "L", "millilitre": "mL", "millilitres": "mL", "hectolitre": "hL", "hectolitres": "hL",
		"gallon": "gal", "gallons": "gal", "hectare": "ha", "hectares": "ha", "acre": "acre", "acres": "acre",
		"watt": "W", "watts": "W", "kilowatt": "kW", "kilowatts": "kW", "megawatt": "MW", "megawatts": "MW",
		"kilowattheure": "kWh", "kilowattheures": "kWh", "volt": "V", "volts": "V", "hertz": "Hz", "kilohertz": "kHz", "megahertz": "MHz",
		"kilopascal": "kPa", "kilopascals": "kPa", "pascal": "Pa", "pascals": "Pa", "degre": "°", "degres": "°",
		"octet": "byte", "octets": "byte", "noeud": "kn", "noeuds": "kn",
	}
	unitWordsEN = map[string]string{
		"second": "s", "seconds": "s", "sec": "s", "secs": "s", "minute": "min", "minutes": "min", "min": "min", "mins": "min",
		"hour": "h", "hours": "h", "hr": "h", "hrs": "h", "day": "day", "days": "day", "week": "week", "weeks": "week",
		"month": "month", "months": "month", "quarters": "quarter", "year": "year", "years": "year", "yr": "year", "yrs": "year",
		"decade": "decade", "decades": "decade", "centuries": "century",
		"metre": "m", "metres": "m", "meter": "m", "meters": "m", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
		"centimetre": "cm", "centimetres": "cm", "centimeter": "cm", "centimeters": "cm", "millimetre": "mm", "millimetres": "mm",
		"millimeter": "mm", "millimeters": "mm", "micrometre": "um", "micrometres": "um", "micrometer": "um", "micrometers": "um",
		"nanometre": "nm", "nanometres": "nm", "nanometer": "nm", "nanometers": "nm",
		"inch": "in", "inches": "in", "foot": "ft", "feet": "ft", "ft": "ft", "yard": "yd", "yards": "yd", "mile": "mi", "miles": "mi",
		"gram": "g", "grams": "g", "gramme": "g", "grammes": "g", "kilogram": "kg", "kilograms": "kg", "kilo": "kg", "kilos": "kg",
		"milligram": "mg", "milligrams": "mg", "microgram": "ug", "micrograms": "ug",
		"tonne": "t", "tonnes": "t", "ton": "ton", "tons": "ton", "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb",
		"ounce": "oz", "ounces": "oz", "oz": "oz", "litre": "L", "litres": "L", "liter": "L", "liters": "L",
		"millilitre": "mL", "millilitres": "mL", "milliliter": "mL", "milliliters": "mL", "hectolitre": "hL", "hectolitres": "hL",
		"gallon": "gal", "gallons": "gal", "hectare": "ha", "hectares": "ha", "acre": "acre", "acres": "acre",
		"watt": "W", "watts": "W", "kilowatt": "kW", "kilowatts": "kW", "megawatt": "MW", "megawatts": "MW",
		"volt": "V", "volts": "V", "hertz": "Hz", "kilohertz": "kHz", "megahertz": "MHz", "kilopascal": "kPa", "kilopascals": "kPa",
		"pascal": "Pa", "pascals": "Pa", "degree": "°", "degrees": "°", "byte": "byte", "bytes": "byte",
		"knot": "kn", "knots": "kn", "mph": "mi",
	}
)

// unitSymbols are written alike in both languages and in this case only.
var unitSymbols = map[string]string{
	"s": "s", "ms": "ms", "h": "h", "m": "m", "km": "km", "cm": "cm", "mm": "mm", "dm": "dm", "µm": "um", "μm": "um", "nm": "nm",
	"g": "g", "kg": "kg", "mg": "mg", "µg": "ug", "μg": "ug", "mcg": "ug", "t": "t",
	"l": "L", "L": "L", "ml": "mL", "mL": "mL", "dl": "dL", "dL": "dL", "hL": "hL", "hl": "hL", "ha": "ha",
	"W": "W", "kW": "kW", "MW": "MW", "GW": "GW", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "TWh": "TWh",
	"V": "V", "kV": "kV", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz",
	"Pa": "Pa", "kPa": "kPa", "MPa": "MPa", "hPa": "hPa", "dB": "dB", "dBA": "dB", "kN": "kN", "kJ": "kJ", "MJ": "MJ", "GJ": "GJ", "PJ": "PJ", "TJ": "TJ",
	"kcal": "kcal", "Bq": "Bq", "kBq": "kBq", "MBq": "MBq", "GBq": "GBq", "TBq": "TBq", "mSv": "mSv", "µSv": "uSv", "Sv": "Sv",
	"KB": "kB", "kB": "kB", "MB": "MB", "GB": "GB", "TB": "TB",
	"Kb": "kbit", "kb": "kbit", "Mb": "Mbit", "Gb": "Gbit",
}

// symbolsFR hold in French only.
var symbolsFR = map[string]string{"j": "day", "Ko": "kB", "ko": "kB", "Mo": "MB", "Go": "GB", "To": "TB"}

// between are the words that may stand between a number and its unit.
var between = map[string]bool{
	"premiers": true, "premieres": true, "derniers": true, "dernieres": true, "prochains": true, "prochaines": true, "autres": true,
	"calendar": true, "business": true, "working": true, "consecutive": true, "clear": true, "full": true,
	"whole": true, "complete": true, "juridical": true, "additional": true, "metric": true, "more": true, "other": true,
}

// unit reads the unit after a number that ends before token j, and returns its
// canonical name.
func (p *parser) unit(j int) (string, int) {
	k := p.skip(j)
	if p.hyphen(j) {
		k = j + 1
	}
	if p.is(k, '°') {
		switch l := p.skip(k + 1); p.raw(l) {
		case "C", "F":
			return "°" + p.raw(l), l + 1
		}
		return "°", k + 1
	}
	if p.is(k, '′') || p.is(k, '″') {
		return string(p.at(k).r), k + 1
	}
	if p.at(k).kind != word {
		return "", 0
	}
	prefix := ""
	if !p.fr {
		switch w := p.low(k); {
		case w == "square" || w == "sq":
			prefix = "2"
		case w == "cubic" || w == "cu":
			prefix = "3"
		}
	}
	if prefix != "" || between[p.low(k)] {
		k = p.skip(k + 1)
		if p.is(k, '.') {
			k = p.skip(k + 1)
		}
	}
	u, next := p.unitWord(k)
	if next == 0 {
		return "", 0
	}
	if u == "°" {
		return p.degrees(next)
	}
	if prefix != "" {
		return u + prefix, next
	}
	return p.exponent(u, next)
}

func (p *parser) unitWord(k int) (string, int) {
	table := unitWordsEN
	if p.fr {
		table = unitWordsFR
	}
	if p.at(k).kind != word {
		return "", 0
	}
	raw := p.raw(k)
	if len(raw) == 1 && raw < "a" && p.at(k-1).kind == digits {
		return "", 0 // 13L and 5W are codes
	}
	if u := unitSymbols[raw]; u != "" && !p.elided(k) {
		return u, k + 1
	}
	if u := symbolsFR[raw]; u != "" && p.fr && !p.elided(k) {
		return u, k + 1
	}
	if u := table[p.low(k)]; u != "" {
		return u, k + 1
	}
	return "", 0
}

// elided reports whether the letter k is a word of its own rather than a
// symbol: the l of l'an, the t of a-t-il, the initial of a name.
func (p *parser) elided(k int) bool {
	return len(p.raw(k)) == 1 && (p.apostrophe(k+1) || p.hyphen(k+1) || p.is(k+1, '.') && p.at(k+2).kind == word || p.is(k+1, ')') && p.at(k-1).kind != digits)
}

// exponent reads the square or cube after a unit.
func (p *parser) exponent(u string, next int) (string, int) {
	switch {
	case p.is(next, '²') || p.is(next, '³'):
		return u + map[rune]string{'²': "2", '³': "3"}[p.at(next).r], next + 1
	case (p.low(next) == "2" || p.low(next) == "3") && len(u) <= 2:
		return u + p.low(next), next + 1
	}
	if p.fr {
		switch l := p.skip(next); p.low(l) {
		case "carre", "carres":
			return u + "2", l + 1
		case "cube", "cubes":
			return u + "3", l + 1
		}
	}
	return u, next
}

// degrees tells Celsius from Fahrenheit after the word degrees.
func (p *parser) degrees(next int) (string, int) {
	switch l := p.skip(next); p.low(l) {
	case "celsius", "c":
		return "°C", l + 1
	case "fahrenheit", "f":
		return "°F", l + 1
	}
	return "°", next
}
