package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary/forms"
)

// A Headword is a dictionary entry that a word of a text may be a form of: the masculine
// singular, the infinitive, the singular.
type Headword struct {
	Text string // folded
	// POS is what the word is as a form of the headword, 0 where unknown.
	POS forms.POS
	// Guessed says that the tables lack the word: its parts or its ending told.
	Guessed bool
}

// maxWord is the length in bytes beyond which a word is taken as it stands: no
// word of either language is half as long, and a text without spaces is no
// word.
const maxWord = 100

// Headwords gives what a running word may be a form of, the word as it stands
// between spaces: with its elided article, enclitics, possessive or contracted
// auxiliary, hyphens, capitals and inclusive endings. All readings that the
// tables have are given, in their order; a word that they lack is read by its
// parts (cyber-, télé-, hyphens) or, with care, by its ending, and may always
// be a headword itself. A text without letters or digits gives none.
func Headwords(word string, lang documents.Lang) []Headword {
	word = strings.TrimFunc(hyphens.Replace(fold(word)), func(r rune) bool { return !isWordRune(r) && r != ')' })
	if !strings.ContainsRune(word, '(') {
		word = strings.TrimRight(word, ")")
	}
	if !strings.ContainsFunc(word, isWordRune) {
		return nil
	}
	r := reader{lang: lang}
	if len(word) > maxWord {
		r.add(word, 0, true)
		return r.out
	}
	if lang == documents.FR {
		r.french(word)
	} else {
		r.english(word)
	}
	return r.out
}

var hyphens = strings.NewReplacer("\u2010", "-", "\u2011", "-")

// A reader gathers the lemmas of one word.
type reader struct {
	lang documents.Lang
	out  []Headword
}

func (r *reader) add(text string, pos forms.POS, guessed bool) {
	for i := range r.out {
		if r.out[i].Text == text {
			r.out[i].POS |= pos
			r.out[i].Guessed = r.out[i].Guessed && guessed
			return
		}
	}
	r.out = append(r.out, Headword{text, pos, guessed})
}

// known adds what the table has for a word and reports whether it has any.
func (r *reader) known(word string) bool {
	var room [8]forms.Analysis
	found := forms.Of(r.lang).Lookup(room[:0], word)
	for _, a := range found {
		r.add(a.Lemma(word), a.POS, false)
	}
	// What a verb does can be named: "monitoring" is a word of its own.
	if len(found) > 0 && r.lang == documents.EN && endsIn(word, "ing") {
		r.add(word, forms.Noun, false)
	}
	return len(found) > 0
}

// wholeElided lose a vowel but are words of their own, which a text says as
// much as the word after them.
var wholeElided = wordSet("jusqu' lorsqu' puisqu' quoiqu' presqu' quelqu'")

func (r *reader) french(word string) {
	if at := strings.LastIndexByte(word, '\''); at > 0 && !r.known(word) {
		first, rest := word[:at+1], word[at+1:]
		if i := strings.LastIndexByte(first[:at], '\''); i >= 0 {
			first = first[i+1:] // "puisqu'l'" does not occur; "qu'l'on" may
		}
		switch {
		case wholeElided[first]:
			r.known(first)
			word = rest
		case elided[strings.TrimSuffix(first, "'")] != "", first == "entr'":
			word = rest
		}
	} else if at > 0 {
		return
	}
	if !r.known(word) && !r.enclitic(word) && !r.inclusive(word) {
		r.unknown(word)
	}
}

// enclitic takes pronouns off a French verb: "donne-t-il", "allez-vous-en",
// "dis-le-moi"; and -là, -ci off what they point at.
func (r *reader) enclitic(word string) bool {
	base := word
	for {
		at := strings.LastIndexByte(base, '-')
		if at <= 0 {
			return false
		}
		tail := base[at+1:]
		if tail == "même" || tail == "mêmes" || !enclitics[strings.TrimPrefix(tail, "t'")] {
			return false
		}
		base = base[:at]
		if stem, ok := strings.CutSuffix(base, "-t"); ok {
			base = stem
		}
		if r.known(base) {
			return true
		}
	}
}

// auxiliaries are the contracted verbs of English. An 's may be "is", "has" or
// the possessive, and 'd "had" or "would"; after a pronoun it is a verb.
var auxiliaries = map[string][]string{"'ll": {"will"}, "'ve": {"have"}, "'re": {"be"}, "'m": {"be"}, "'d": {"have", "will"}}

var mayBeIs = wordSet("it he she that this there here what who where when how why let")

// contracted are negations whose verb the apostrophe hides.
var contracted = map[string]string{"won't": "will", "can't": "can", "shan't": "shall", "ain't": "be", "cannot": "can"}

func (r *reader) english(word string) {
	if verb, ok := contracted[word]; ok {
		r.add(verb, forms.Verb|forms.Noun, false)
		return
	}
	if at := strings.LastIndexByte(word, '\''); at > 0 {
		stem, end := word[:at], word[at:]
		switch {
		case end == "'t" && strings.HasSuffix(stem, "n"):
			word = stem[:len(stem)-1]
		case end == "'s":
			if word = stem; mayBeIs[stem] {
				r.add("be", forms.Verb, false)
			}
		case auxiliaries[end] != nil:
			word = stem
			for _, v := range auxiliaries[end] {
				r.add(v, forms.Verb, false)
			}
		}
	}
	if !r.known(word) {
		r.unknown(word)
	}
}

// inclusive reads French writing for both genders: "employé·e·s", "employé(e)s",
// "étudiant-e-s", "directeur-trice". The parts after the first are endings.
func (r *reader) inclusive(word string) bool {
	at := strings.IndexFunc(word, func(c rune) bool { return strings.ContainsRune("·•⋅.(-", c) })
	if at < 3 {
		return false
	}
	parts := strings.FieldsFunc(word[at:], func(c rune) bool { return strings.ContainsRune("·•⋅.()-", c) })
	feminine := false
	for _, p := range parts {
		switch {
		case femininesFR[p]:
			feminine = true
		case p != "s" && p != "x":
			return false
		}
	}
	return (feminine || word[at] == '(') && r.known(word[:at])
}

var femininesFR = wordSet("e es ne nes le les te tes se ses ve ves trice trices rice rices euse euses ère ères ière ières sse sses esse esses")

// unknown reads a word that the table lacks.
func (r *reader) unknown(word string) {
	if r.compound(word) {
		return
	}
	if tail, ok := r.prefixed(word); ok {
		for _, a := range forms.Of(r.lang).Lookup(nil, tail) {
			r.add(word[:len(word)-len(tail)]+a.Lemma(tail), a.POS, true)
		}
		return
	}
	r.add(word, 0, true)
	if strings.ContainsFunc(word, unicode.IsDigit) || utf8.RuneCountInString(word) < 4 {
		return
	}
	if r.lang == documents.FR {
		for _, w := range stemFR(word) {
			r.add(w, 0, true)
		}
	} else {
		for _, w := range stemEN(word) {
			r.add(w, 0, true)
		}
	}
}

// compound reads a word with hyphens: as the table has it without them
// (co-operation, pipe-line), as it stands, with its plural parts in the
// singular (en-têtes, médiateurs-arbitres; decision-makers), and in French with
// its last part in the masculine (nord-américaines, ci-jointe).
func (r *reader) compound(word string) bool {
	parts := strings.Split(word, "-")
	if len(parts) < 2 || len(parts) > 8 || slices.Contains(parts, "") {
		return false
	}
	r.known(strings.Join(parts, ""))
	r.add(word, 0, true)
	last := len(parts) - 1
	single := slices.Clone(parts)
	for i, p := range parts {
		// English marks the plural at the end, or at the head of what goes on
		// with a preposition (mothers-in-law).
		if r.lang == documents.FR || i == last || i == 0 && last > 1 {
			single[i] = singular(p, r.lang)
		}
	}
	r.add(strings.Join(single, "-"), forms.Noun, true)
	if r.lang == documents.FR {
		for _, a := range forms.Of(r.lang).Lookup(nil, parts[last]) {
			switch {
			case a.POS&forms.Adjective != 0:
				single[last] = a.Lemma(parts[last])
			case a.POS&forms.Participle != 0:
				// The table goes from a participle to its infinitive.
				single[last] = parts[last]
				for _, e := range []string{"es", "e", "s"} {
					if one, ok := cut(parts[last], e); ok && forms.Of(r.lang).Knows(one) {
						single[last] = one
						break
					}
				}
			default:
				continue
			}
			r.add(strings.Join(single, "-"), forms.Adjective, true)
		}
	}
	return true
}

// singular gives the singular of a part of a compound, in its gender; a word
// that is no plural, or a headword as it stands, is given back.
func singular(word string, l documents.Lang) string {
	table := forms.Of(l)
	found := table.Lookup(nil, word)
	if len(found) == 0 && strings.HasSuffix(word, "s") && len(word) > 4 {
		return word[:len(word)-1]
	}
	one := word
	for _, a := range found {
		lemma := a.Lemma(word)
		if lemma == word {
			return word
		}
		if a.POS&(forms.Noun|forms.Adjective) != 0 && one == word {
			one = lemma
		}
	}
	if l == documents.FR && one != word {
		if !endsIn(word, "s", "x") {
			return word // a feminine, or an elided form
		}
		if same := word[:len(word)-1]; table.Knows(same) {
			return same // plates-formes: plate-forme
		}
	}
	return one
}

// prefixed finds the known word after a prefix that makes new words: sécurité
// in cybersécurité, health in telehealth. The longest prefix counts.
func (r *reader) prefixed(word string) (tail string, ok bool) {
	for i := min(len(word)-4, 8); i >= 2; i-- {
		if prefixes[r.lang][word[:i]] && forms.Of(r.lang).Knows(word[i:]) {
			return word[i:], true
		}
	}
	return "", false
}

// Prefixes of learned and technical words in both languages. Those that are
// short and begin many other words (in-, re-, dé-, co-) stand only where what
// follows has at least four letters, which prefixed sees to.
var prefixes = map[documents.Lang]map[string]bool{
	documents.FR: wordSet(`aéro anti archi auto bio co contre cryo cyber dé dés dés électro éco euro extra géo hydro hyper hypo
		hémo immuno infra inter intra macro méga méta micro mini mono multi nano néo neuro non ostéo para péri pharmaco photo
		physio pluri poly post pré pro proto pseudo psycho radio re ré rétro semi servo socio sous super supra sur techno télé
		thermo trans ultra uni vice vidéo visio`),
	documents.EN: wordSet(`aero anti auto bi bio co counter cryo cyber de dis electro eco euro extra fore geo haemo hemo hydro hyper
		hypo immuno infra inter intra macro mega meta micro mid mini mis mono multi nano neo neuro non ortho osteo out over para
		pharmaco photo physio poly post pre pro proto pseudo psycho radio re retro semi socio sub super supra techno tele thermo
		trans ultra un under uni up video`),
}
