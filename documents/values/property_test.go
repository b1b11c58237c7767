package values

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"concord/documents"
)

// randomValue makes a value of any kind that Format writes.
func randomValue(r *rand.Rand) Value {
	amount := newDecimal(fmt.Sprint(r.IntN([]int{10, 100, 3000, 10_000_000}[r.IntN(4)])+2), []string{"", "", "5", "25", "125"}[r.IntN(5)]).String()
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	v := Value{Amount: amount, Key: amount}
	switch r.IntN(7) {
	case 0:
		v.Kind = Number
	case 1:
		v.Kind = Percent
	case 2:
		v.Kind, v.Unit = Money, pick("$", "EUR", "GBP", "CAD", "USD", "CHF")
		v.Key = v.Unit + " " + amount
	case 3:
		v.Kind, v.Unit = Measure, pick("day", "week", "month", "year", "min", "s", "km", "m2", "kg", "°C", "ft", "L", "kPa", "acre", "GB")
		v.Key = amount + " " + v.Unit
	case 4:
		y, m, d := 1800+r.IntN(300), 1+r.IntN(12), 1+r.IntN(28)
		v = Value{Kind: Date, Key: pick(dateKey(y, m, d), dateKey(y, m, 0), dateKey(0, m, d))}
	case 5:
		v = Value{Kind: Time, Key: fmt.Sprintf("%02d:%02d", r.IntN(24), r.IntN(60))}
	case 6:
		v = Value{Kind: Phone, Key: fmt.Sprintf("%d%d%04d", 200+r.IntN(800), 100+r.IntN(900), r.IntN(10000))}
		if r.IntN(2) == 0 {
			v.Key += fmt.Sprintf("x%d", 100+r.IntN(900))
		}
	}
	return v
}

// Values written in the conventions of either language are read back alike.
func TestFormatAndFindAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		v := randomValue(r)
		for l, text := range map[documents.Lang]string{
			fr: "Il y a ici " + Format(v, fr) + " selon la lettre.",
			en: "There is " + Format(v, en) + " in the letter.",
		} {
			vs := Find(text, l)
			if len(vs) != 1 || vs[0].ID() != v.ID() {
				t.Fatalf("%s %q: want %s, got %+v", l, text, v.ID(), vs)
			}
			if got := text[vs[0].Start:vs[0].End]; got != Format(v, l) {
				t.Fatalf("%s: the value is %q, but %q was marked", l, Format(v, l), got)
			}
		}
	}
}

// Numbers in words have the value that they name, in both languages.
func TestSpelledNumbers(t *testing.T) {
	for n := 2; n < 3000; n++ {
		for l, words := range map[documents.Lang]string{fr: spellFR(n), en: spellEN(n)} {
			vs := Find("voici "+words+" pages", l)
			if len(vs) != 1 || vs[0].Key != fmt.Sprint(n) || !vs[0].Spelled {
				t.Fatalf("%s %q: want %d, got %+v", l, words, n, vs)
			}
		}
	}
}

func spellEN(n int) string {
	if n >= 1000 {
		return strings.TrimSpace(spellEN(n/1000) + " thousand " + spellEN(n%1000))
	}
	if n >= 100 {
		s := spellEN(n/100) + " hundred"
		if n%100 > 0 {
			s += " and " + spellEN(n%100)
		}
		return s
	}
	for w, v := range unitsEN {
		if v == int64(n) {
			return w
		}
	}
	for w, v := range tensEN {
		if v == int64(n/10*10) && w != "fourty" {
			if n%10 == 0 {
				return w
			}
			return w + "-" + spellEN(n%10)
		}
	}
	return ""
}

func spellFR(n int) string {
	units := strings.Fields("- un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
	tens := strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
	switch {
	case n == 0:
		return ""
	case n < 20:
		return units[n]
	case n < 100:
		ten, unit := n/10, n%10
		if ten == 7 || ten == 9 {
			unit += 10
		}
		switch {
		case n == 80:
			return "quatre-vingts"
		case unit == 0:
			return tens[ten]
		case unit == 1 && n < 80, unit == 11 && n < 80:
			return tens[ten] + " et " + units[unit]
		}
		return tens[ten] + "-" + units[unit]
	case n < 1000:
		if n < 200 {
			return strings.TrimSpace("cent " + spellFR(n%100))
		}
		return strings.TrimSpace(spellFR(n/100) + " cent " + spellFR(n%100))
	case n < 2000:
		return strings.TrimSpace("mille " + spellFR(n%1000))
	}
	return strings.TrimSpace(spellFR(n/1000) + " mille " + spellFR(n%1000))
}
