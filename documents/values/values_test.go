package values

import (
	"strings"
	"testing"

	"concord/documents"
)

const (
	fr = documents.FR
	en = documents.EN
)

// ids gives the values of a text as one line; a spelled one has a ~.
func ids(text string, lang documents.Lang) string {
	var b strings.Builder
	for i, v := range Find(text, lang) {
		if i > 0 {
			b.WriteString(" | ")
		}
		if v.Spelled {
			b.WriteString("~")
		}
		b.WriteString(v.ID())
	}
	return b.String()
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		lang documents.Lang
		text string
		want string
	}{
		// Numbers and their separators.
		{fr, "1 234,5 kilos de trop", "measure:1234.5 kg"},
		{fr, "un total de 1 234,5", "number:1234.5"},
		{fr, "un total de 1\u00a0234\u202f567", "number:1234567"},
		{en, "a total of 1,234.5", "number:1234.5"},
		{en, "a total of 1 598 and 1,234,567", "number:1598 | number:1234567"},
		{fr, "1.234.567 et 1.234,5", "number:1234567 | number:1234.5"},
		{en, "in 2019, 345 people", "number:2019 | number:345"},
		{en, "0.05 or .05", "number:0.05 | number:0.05"},
		{fr, "½ et 2 ½ et 3/4 et 1 1/2", "number:0.5 | number:2.5 | number:0.75 | number:1.5"},
		{en, "a 2/3 majority, two thirds of them", "number:2/3 | ~number:2/3"},
		{fr, "les deux tiers", "~number:2/3"},
		{fr, "2,5 millions, 3 milliards, 4 billions", "number:2500000 | number:3000000000 | number:4000000000000"},
		{en, "2.5 million, 3 billion and 5 thousand", "number:2500000 | number:3000000000 | number:5000"},
		{en, "2010-11, 2010-2011", "number:2010 | number:2011 | number:2010 | number:2011"},
		{en, "a 30-day, mid-2019 review", "measure:30 day | number:2019"},
		{en, "during 31 January–15 March 2020", "date:--01-31 | date:2020-03-15"},
		{fr, "le premier jour du mois d’août 1928", "date:1928-08-01"},
		{fr, "dans les trente premiers jours, ses 12 prochains mois", "~measure:30 day | measure:12 month"},
		{en, "item No. 0406.90.51, heading 0406.90.51, 0406.90.51", "reference:406.90.51 | reference:406.90.51 | reference:406.90.51"},
		{en, "is $-16,704,000", "money:$ -16704000"},
		{en, "COVID-19, H1N1, E.3028, T4, A-1, 13L", ""},
		{en, "the 1990s", "number:1990"},
		{fr, "à −5 °C", "measure:-5 °C"},

		// Words.
		{fr, "vingt et un, soixante-dix-sept, quatre-vingt-dix-neuf", "~number:21 | ~number:77 | ~number:99"},
		{fr, "deux cent cinquante mille habitants", "~number:250000"},
		{fr, "mille neuf cent quatre-vingts", "~number:1980"},
		{en, "one hundred and twenty-five thousand", "~number:125000"},
		{en, "twenty-one, ninety nine", "~number:21 | ~number:99"},
		{en, "one of them and two others", "~number:2"},
		{fr, "une femme et deux enfants", "~number:2"},
		{en, "thirty (30) days", "measure:30 day"},
		{fr, "trente (30) jours", "measure:30 day"},
		{en, "one two three", "~number:2 | ~number:3"},
		{fr, "la 5e phase, la septième phase, le 1er", "number:5 | ~number:7 | number:1"},
		{en, "the 5th phase, the seventh phase, the twenty-first", "number:5 | ~number:7 | ~number:21"},
		{fr, "au XXIe siècle", "~number:21"},
		{en, "in the 21st century", "number:21"},
		{en, "Phase III trials", "~number:3"},

		{fr, "le soixante et onzième, le cent quatre-vingtième jour, le vingt-cinquième", "~number:71 | ~number:180 | ~number:25"},
		{en, "the sixty-second and the hundredth", "~number:62"},
		{fr, "les années 30", "number:30"},
		{en, "hydroxy-14, d-1,2,3,9-hexane, C.05.001", ""},
		{fr, "un total de 1\u00a0500 000", "number:1500000"},
		{fr, "de 5 à 10 %, 2 ou 3 km, 5 à 10 millions de dollars", "percent:5 | percent:10 | measure:2 km | measure:3 km | money:$ 5000000 | money:$ 10000000"},
		{en, "2 to 3 inches, 5-10%, between 5 and 10 million", "measure:2 in | measure:3 in | percent:5 | percent:10 | number:5000000 | number:10000000"},

		// Percentages and money.
		{fr, "3,2 %, 3,2\u00a0%, 40 p. 100, dix pour cent, 5 ‰", "percent:3.2 | percent:3.2 | percent:40 | ~percent:10 | percent:0.5"},
		{en, "3.2%, 40 per cent, ten percent", "percent:3.2 | percent:40 | ~percent:10"},
		{fr, "1 200 $, 5 M$, 2,5 G$, 5 millions de dollars", "money:$ 1200 | money:$ 5000000 | money:$ 2500000000 | money:$ 5000000"},
		{en, "$1,200, $5 million, $2.5 billion, $5M", "money:$ 1200 | money:$ 5000000 | money:$ 2500000000 | money:$ 5000000"},
		{fr, "12 € ou 12 euros, 30 $ US, 3 dollars canadiens", "money:EUR 12 | money:EUR 12 | money:USD 30 | money:CAD 3"},
		{en, "€12, US$30, CAD 3, 3 Canadian dollars, £4", "money:EUR 12 | money:USD 30 | money:CAD 3 | money:CAD 3 | money:GBP 4"},
		{fr, "34,5 milliards de dollars et 3,2 millions d’euros", "money:$ 34500000000 | money:EUR 3200000"},
		{en, "it costs 5 $10 bills", "number:5 | money:$ 10"},

		// Measures.
		{fr, "24 jours, 24 mois, 5 km, 5\u202fkg, 3 m², 12 mètres carrés", "measure:24 day | measure:24 month | measure:5 km | measure:5 kg | measure:3 m2 | measure:12 m2"},
		{en, "24 days, 24 months, 5 km, 3 m2, 12 square metres", "measure:24 day | measure:24 month | measure:5 km | measure:3 m2 | measure:12 m2"},
		{en, "30 calendar days, a two-year study", "measure:30 day | ~measure:2 year"},
		{fr, "une période de deux ans, un an", "~measure:2 year | ~measure:1 year"},
		{fr, "37 °C, 37°C, 98 degrés Fahrenheit", "measure:37 °C | measure:37 °C | measure:98 °F"},
		{fr, "5 l'an", "number:5"},

		// Dates.
		{fr, "le 1er juin 2007, le 1 juin 2007, le premier juin 2007", "date:2007-06-01 | date:2007-06-01 | date:2007-06-01"},
		{en, "June 1, 2007, June 1 2007, 1 June 2007, 1st June, 2007", "date:2007-06-01 | date:2007-06-01 | date:2007-06-01 | date:2007-06-01"},
		{en, "the 1st day of March, 1960, the first day of October", "date:1960-03-01 | date:--10-01"},
		{fr, "en mars 2010, le 3 mai", "date:2010-03 | date:--05-03"},
		{en, "in March 2010, on May 3", "date:2010-03 | date:--05-03"},
		{en, "you may 3 times march 5 km", "number:3 | measure:5 km"},
		{fr, "les 5 et 6 juin 2007, du 1er au 5 juin 2007", "date:2007-06-05 | date:2007-06-06 | date:2007-06-01 | date:2007-06-05"},
		{en, "June 5 and 6, 2007, from June 1 to 5, 2007, June 1-5, 2007", "date:2007-06-05 | date:2007-06-06 | date:2007-06-01 | date:2007-06-05 | date:2007-06-01 | date:2007-06-05"},
		{en, "2007-06-01 and 06/25/2007", "date:2007-06-01 | date:2007-06-25"},
		{fr, "le 25/06/2007", "date:2007-06-25"},
		{fr, "révisé le 25/06/94, le 25/06/07", "date:1994-06-25 | date:2007-06-25"},
		{en, "on May 5, 30 days later", "date:--05-05 | measure:30 day"},
		{fr, "ce vingt-deuxième jour d’août, ce 21ème jour de septembre 2016", "date:--08-22 | date:2016-09-21"},
		{en, "this twenty-second day of August", "date:--08-22"},
		{fr, "le 3 sept. 2019", "date:2019-09-03"},

		// Times.
		{fr, "à 15 h 30, 15h30, 15:30, 21 h", "time:15:30 | time:15:30 | time:15:30 | time:21:00"},
		{en, "at 3:30 p.m., 3:30 PM, 9 p.m., 15:30, noon", "time:15:30 | time:15:30 | time:21:00 | time:15:30 | ~time:12:00"},
		{fr, "12 h à minuit", "time:12:00 | ~time:00:00"},
		{en, "12 a.m., 12 p.m.", "time:00:00 | time:12:00"},

		// Phones.
		{en, "(514) 555-0123, 1-514-555-0123, 514.555.0123, +1 514 555 0123", "phone:5145550123 | phone:5145550123 | phone:5145550123 | phone:5145550123"},
		{fr, "1 514 555-0123, poste 223", "phone:5145550123x223"},
		{en, "(514) 555-0123 (223), 514-555-0123 ext. 223", "phone:5145550123x223 | phone:5145550123x223"},
		{fr, "01 23 45 67 89 ou +33 1 23 45 67 89", "phone:+33123456789 | phone:+33123456789"},

		// Links and addresses.
		{fr, "voir http://www.exemple.org/PAGE_FR/index_fr.shtml.", "link:exemple.org/page_{lang}"},
		{en, "see <https://exemple.org/en/report>, (www.exemple.org/eng/report/).", "link:exemple.org/{lang}/report | link:exemple.org/{lang}/report"},
		{en, "fr.exemple.org?lang=en", "link:{lang}.exemple.org?lang={lang}"},
		{fr, "(http ://exemple.org/a), https ://exemple.org/b, foo ://bar", "link:exemple.org/a | link:exemple.org/b"},
		{en, "ssh user@host", ""},
		{fr, "à info@exemple.ca.", "mail:info@exemple.ca"},
		{en, "at info@exemple-ca or j.doe@exemple.gc.ca)", "mail:info@exemple-ca | mail:j.doe@exemple.gc.ca"},
		{en, "[site](https://exemple.ca/a)", "link:exemple.ca/a"},

		// References.
		{en, "section 3.1(2), subsections (1) or (2), p. 14, note 3", "reference:3.1(2) | reference:(1) | reference:(2) | reference:14 | reference:3"},
		{fr, "paragraphe (5) de l’article 48, alinéa 12(1)a), p. 14", "reference:(5) | reference:48 | reference:12(1)(a) | reference:14"},
		{en, "paragraphs 11(b), (c) or (e)", "reference:11(b) | reference:(c) | reference:(e)"},
		{fr, "aux alinéas 11b), c) ou e)", "reference:11(b) | reference:(c) | reference:(e)"},
		{en, "sections 4, 5 and 7(2)", "reference:4 | reference:5 | reference:7(2)"},
		{en, "under section 5, 30 days after", "reference:5 | measure:30 day"},
		{fr, "l’alinéa 5h.1)(i), les alinéas 12r) à t), 13h) et 14(1)j)", "reference:5(h.1)(i) | reference:12(r) | reference:(t) | reference:13(h) | reference:14(1)(j)"},
		{en, "Vote 1a of Act No. 4, 1981-82", "reference:4 | number:1981 | number:1982"},
		{en, "Form 30 days, number 859 292-3680", "measure:30 day | phone:8592923680"},
		{en, "Part II of version 3.1.2", "~reference:2 | reference:3.1.2"},
		{fr, "no 1, nº 2, n° 3", "reference:1 | reference:2 | reference:3"},
	} {
		if got := ids(c.text, c.lang); got != c.want {
			t.Errorf("%s %q\n got  %s\n want %s", c.lang, c.text, got, c.want)
		}
	}
}
