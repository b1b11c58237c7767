package main

import (
	"slices"
	"strings"

	"concord/glossary/forms"
)

// french adds the words of a dictionary in the manner of Dicollecte: an entry
// is a lemma with its parts of speech, suffixes inflect, and prefixes are
// elisions (l', d'), which are no forms, and multiples of units.
func (x lexicon) french(f *affixFile, words []entry) {
	listed := map[string]bool{}
	for _, e := range words {
		listed[e.word] = true
	}
	for _, e := range words {
		pos := frenchPOS(e.pos)
		if one, ok := strings.CutSuffix(e.word, "aux"); ok && listed[one+"al"] && pos&forms.Adjective != 0 {
			e.stem = one + "al" // finaux, beside finals
		}
		if e.stem != "" {
			x.add(e.word, e.stem, pos)
			continue
		}
		if lemma, ok := frenchForms[e.word]; ok {
			x.add(e.word, lemma, pos)
			if !slices.Contains(frenchKept, e.word) {
				continue
			}
		}
		if !e.has("()") { // needs a suffix
			x.add(e.word, e.word, pos)
		}
		for _, flag := range e.flags {
			if flag == units {
				for _, base := range append(f.multiples(e.word), e.word) {
					x.add(base, base, pos)
					x.add(base+"s", base, pos)
				}
			}
			if f.prefix[flag] {
				continue
			}
			for _, made := range f.suffixed(e.word, flag) {
				p := pos
				if pos&forms.Verb != 0 {
					p = forms.Verb
					if slices.Contains(made.pos, "ppas") {
						p |= forms.Participle
					}
				}
				x.add(made.text, e.word, p)
			}
		}
	}
	for _, l := range frenchClosed {
		lemma, list, _ := strings.Cut(l, ":")
		for _, w := range strings.Fields(list) {
			x.add(w, strings.TrimSpace(lemma), forms.Other)
		}
	}
}

// units marks the units of measurement, which take a plain plural and the
// prefixes of multiples.
const units = "Um"

// multiples gives kilogramme, milligramme and so on of a unit.
func (f *affixFile) multiples(unit string) []string {
	var out []string
	for _, r := range f.rules[units] {
		if r.add != "" && !strings.Contains(r.add, "'") {
			out = append(out, r.add+unit)
		}
	}
	return out
}

func frenchPOS(values []string) forms.POS {
	var pos forms.POS
	for _, v := range values {
		switch {
		case v == "nom", v == "npr", v == "prn", v == "patr", v == "titr":
			pos |= forms.Noun
		case v == "adj":
			pos |= forms.Adjective
		case len(v) > 1 && v[0] == 'v' && '0' <= v[1] && v[1] <= '3', v == "infi":
			pos |= forms.Verb
		}
	}
	if pos == 0 {
		pos = forms.Other
	}
	return pos
}

// frenchForms are forms that the dictionary lists as words of their own, with
// their lemma.
var frenchForms = map[string]string{
	"yeux": "œil", "cieux": "ciel", "aïeux": "aïeul", "messieurs": "monsieur", "mesdames": "madame",
	"mesdemoiselles": "mademoiselle", "messeigneurs": "monseigneur", "gentilshommes": "gentilhomme", "bonshommes": "bonhomme",
	"nouvel": "nouveau", "bel": "beau", "vieil": "vieux", "fol": "fou", "mol": "mou", "aulx": "ail",
}

// frenchKept are those of them that are lemmas as well.
var frenchKept = []string{"bel"}

// frenchClosed are the determiners and pronouns, lemma first. The dictionary
// has each form as a word of its own.
var frenchClosed = []string{
	"le: le la les l'", "un: un une des", "de: de d' des du", "à: à au aux", "ce: ce c' cet cette ces",
	"mon: mon ma mes", "ton: ton ta tes", "son: son sa ses", "notre: notre nos", "votre: votre vos",
	"leur: leur leurs", "quel: quel quelle quels quelles", "lequel: lequel laquelle lesquels lesquelles",
	"auquel: auquel auxquels auxquelles", "duquel: duquel desquels desquelles", "tout: tout toute tous toutes",
	"celui: celui celle ceux celles", "aucun: aucun aucune aucuns aucunes", "chacun: chacun chacune",
	"certain: certain certaine certains certaines", "il: il ils elle elles", "je: je j'", "me: me m'", "te: te t'",
	"se: se s'", "ne: ne n'", "que: que qu'", "jusque: jusque jusqu'", "lorsque: lorsque lorsqu'",
	"puisque: puisque puisqu'", "quoique: quoique quoiqu'", "quelqu'un: quelqu'un quelqu'une", "nul: nul nulle nuls nulles",
	"tel: tel telle tels telles", "quelque: quelque quelques",
	"ledit: ledit ladite lesdits lesdites dudit desdits desdites audit auxdits auxdites",
	"susdit: susdit susdite susdits susdites", "autre: autre autres", "même: même mêmes",
}
