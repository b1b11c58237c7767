package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
)

// holds reports whether the stop at the end of left belongs to an
// abbreviation, an initial or an item number, so that the sentence goes on
// with right.
func holds(left, right string, lang documents.Lang) bool {
	if label(left) {
		return true
	}
	// No abbreviation and no run of initials is longer, and looking further
	// back for each stop of a text without spaces takes time squared.
	if len(left) > 64 {
		left = left[len(left)-64:]
	}
	word := left[strings.LastIndexFunc(left[:len(left)-1], between)+1:]
	if i := strings.LastIndexFunc(word, unicode.IsSpace); i >= 0 {
		_, n := utf8.DecodeRuneInString(word[i:])
		word = word[i+n:]
	}
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '§' })
	word = strings.TrimSuffix(word, ".")
	key := strings.ToLower(word)
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if lang != "" && l != lang {
			continue
		}
		switch kinds[l][key] {
		case always:
			if capital(word) || !capitalOnly[key] {
				return true
			}
		case number:
			if numeral(right) {
				return true
			}
		case perhaps:
			if !starter(right, lang) {
				return true
			}
		}
	}
	if initial(word) {
		return !starter(right, lang)
	}
	return false
}

// between reports what ends the word before a stop.
func between(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("(«“\"[’'—–/-", r)
}

// initial reports whether a word, its last stop taken off, is a capital
// letter, or letters with stops between them: "J", "J.-P", "U.S", "p.ex".
func initial(word string) bool {
	letters := 0
	for part := range strings.SplitSeq(word, ".") {
		part = strings.TrimPrefix(part, "-")
		r, n := utf8.DecodeRuneInString(part)
		if n != len(part) || !unicode.IsLetter(r) {
			return false
		}
		letters++
		if letters == 1 && !unicode.IsUpper(r) && !strings.Contains(word, ".") {
			return false
		}
	}
	return letters > 0
}

// label reports whether all of a would-be sentence is the number of an item,
// "3.", "1.2.", "IV.", "b.", with a word before it that such numbers follow:
// "Figure 3.", "CHAPITRE I.".
func label(s string) bool {
	if len(s) > 64 {
		return false
	}
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("*_(—–-•", r) })
	if head, tail, ok := strings.Cut(s, " "); ok {
		if !labels[strings.ToLower(head)] {
			return false
		}
		s = strings.TrimSpace(tail)
	}
	if s == "" || len(s) > 12 {
		return false
	}
	for part := range strings.SplitSeq(strings.Trim(s, "."), ".") {
		if part == "" || !digits(part) && !roman(part) && utf8.RuneCountInString(part) != 1 {
			return false
		}
	}
	return true
}

// numeral reports whether s begins with a number, roman ones included.
func numeral(s string) bool {
	s = strings.TrimLeft(s, "([«“\" ")
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	// "c. Q-2", "ann. B.1": a letter tied to a number.
	if len(s) > 2 && unicode.IsUpper(r) && (s[1] == '-' || s[1] == '.') && unicode.IsDigit(rune(s[2])) {
		return true
	}
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = s[:i]
	}
	return word != "" && word != "I" && roman(word) && word == strings.ToUpper(word)
}

func digits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func roman(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "ivxlcdm") == ""
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// starter reports whether s begins with a word that opens sentences and
// hardly ever stands with a capital inside one.
func starter(s string, lang documents.Lang) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = s[:i]
	}
	word = strings.ToLower(word)
	return lang != documents.EN && starters[documents.FR][word] || lang != documents.FR && starters[documents.EN][word]
}

// A kind says when a stop after an abbreviation does not end the sentence.
type kind int

const (
	// always: a title before a name, "cf.", "e.g.".
	always kind = iota + 1
	// number: only before a number, as "p. 12", "art. 3".
	number
	// perhaps: unless the next word opens a sentence, as "Inc.", "etc.".
	perhaps
)

// kinds is keyed by the abbreviation in lower case without its last stop.
var kinds = map[documents.Lang]map[string]kind{
	documents.FR: table(
		`m mm mme mmes mlle mlles me mes mgr dr drs pr prof st ste sts stes
		cf c.-à-d càd p.ex ex env resp spéc not éd.rev gén col lt cap hon rév`,
		`p pp art al par vol ch chap no nos n num fig tabl tab ann sect s ss
		t liv f ff col l ll rég réf r.é.u par§ c o.c lib tit`,
		`éd dir trad coll etc inc ltée ltee cie corp jr sr janv févr avr juil
		sept oct nov déc av boul bd tél téléc ibid id suiv sq sqq vs min max
		a.m p.m apr hab suppl adj app j.-c`),
	documents.EN: table(
		`mr mrs ms messrs dr drs prof rev hon st sts mt ft gen col lt capt sgt cmdr
		e.g i.e cf viz vs v eg ie gov sen rep supt fr`,
		`p pp art arts par para paras vol vols ch chap no nos fig figs sec secs s ss
		reg regs c cl app ann pt tab r.s.c pl n nn col ex approx ca`,
		`inc ltd co corp llc bros jr sr etc al ed eds u.s u.k u.n e.u a.m p.m
		jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
		dept div assn univ est ave blvd rd tel ext ibid id esp incl misc
		ph.d m.d b.a m.a b.sc m.sc d.c min max`),
}

// capitalOnly are abbreviations that are words when in lower case: "me",
// "mes", "fr" and so on; only the capitalised form is a title.
var capitalOnly = set(`me mes m mm pr hon col cap gen fr mt ft rep st lt ex not v gov sen`)

// labels are words that stand before the number of a heading or caption.
var labels = set(`figure fig. table tableau tab. article art. section chapter chapitre
	annexe annex appendix appendice part partie title titre graphique chart
	encadré box step étape schedule exhibit pièce principe principle
	recommandation recommendation objectif objective question item point
	volume tome module clause règle rule map carte photo image illustration`)

// starters open sentences: articles, pronouns, conjunctions, prepositions.
var starters = map[documents.Lang]map[string]bool{
	documents.FR: set(`le la les l un une des du de d ce cet cette ces c il elle ils elles on nous
		vous je j tu mais et ou or donc car si quand lorsque dans en au aux à par pour
		avec sans sous selon depuis pendant après avant chez tout tous toute toutes
		son sa ses leur leurs notre nos votre vos qui que quoi comment pourquoi
		cependant toutefois ainsi enfin puis alors aussi ensuite ailleurs aucun aucune
		certains certaines chaque plusieurs comme voici voilà cela ceci ceux celles`),
	documents.EN: set(`the a an this that these those it its he she they we you i his her their our
		your my but and or so if when while in on at by for with from to as after
		before during since under over there here what who why how where which
		however moreover also then thus once although because both each every all
		some many most no not one several such`),
}

func table(lists ...string) map[string]kind {
	m := make(map[string]kind)
	for i, list := range lists {
		for w := range strings.FieldsSeq(list) {
			if _, ok := m[w]; !ok {
				m[w] = kind(i + 1)
			}
		}
	}
	return m
}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
