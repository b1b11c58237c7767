package glossary

import "strings"

// The stemmers read words that the tables lack and that have no known part.
// They give headwords, the likelier first, and never cut a word to something
// that is none: "organization" is no form of "organ", nor "profession" of
// "professional". What they cannot tell apart they leave apart.

// An ending of inflected words and what stands in its place in the headword;
// the first ending that fits is taken. What is left must have at least three
// letters.
type ending struct {
	suffix string
	lemmas []string
}

// endingsEN: plural, third person, past, -ing. Stems in which an e was dropped
// are known by their last letters (Porter, Program 14(3), 1980, step 1b).
var endingsEN = []ending{
	{"ss", nil}, {"us", nil}, {"is", nil},
	{"sses", []string{"ss"}}, {"shes", []string{"sh"}}, {"ches", []string{"ch"}}, {"xes", []string{"x"}}, {"zzes", []string{"zz"}},
	{"ies", []string{"y"}}, {"ied", []string{"y"}}, {"men", []string{"man"}},
	{"s", []string{""}},
	{"eed", []string{"ee"}}, {"eeing", []string{"ee"}},
}

func stemEN(w string) []string {
	for _, e := range endingsEN {
		if stem, ok := cut(w, e.suffix); ok && len(stem) > 2 {
			return with(stem, e.lemmas)
		}
	}
	for _, suffix := range []string{"ing", "ed"} {
		if stem, ok := strings.CutSuffix(w, suffix); ok && len(stem) > 2 && strings.ContainsAny(stem, "aeiouy") {
			return infinitiveEN(stem)
		}
	}
	return nil
}

// infinitiveEN gives the verbs that may have a stem before -ing or -ed. One
// vowel and one consonant leave open whether an e was dropped: both verbs are
// given (determine, visit).
func infinitiveEN(stem string) []string {
	n := len(stem)
	last, before := stem[n-1], stem[n-2]
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	switch {
	case before == last && strings.IndexByte("bdgmnprt", last) >= 0: // plan, planned
		return []string{stem[:n-1]}
	case endsIn(stem, "at", "iz", "yz", "v", "c", "g", "u", "ns", "rs", "ys", "ut"),
		last == 'l' && !vowel(before) && before != 'l' && before != 'r': // create, digitize, handle
		return []string{stem + "e"}
	case !vowel(last) && last != 'w' && last != 'x' && last != 'y' && vowel(before) && !vowel(stem[n-3]):
		return []string{stem, stem + "e"}
	}
	return []string{stem}
}

// endingsFR: plural, feminine, and the tenses of verbs in -er, which new verbs
// are. Endings that nouns have as well (-e, -es, -ent, -ons) make no verb.
var endingsFR = []ending{
	{"isons", []string{"iser"}}, {"isez", []string{"iser"}}, {"isent", []string{"iser"}}, {"ifient", []string{"ifier"}},
	{"aient", []string{"er"}}, {"assent", []string{"er"}}, {"èrent", []string{"er"}},
	{"eront", []string{"er"}}, {"eraient", []string{"er"}}, {"erait", []string{"er"}}, {"erons", []string{"er"}}, {"erez", []string{"er"}},
	{"era", []string{"er"}}, {"ait", []string{"er"}}, {"ez", []string{"er"}},
	{"trices", []string{"teur", "trice"}}, {"trice", []string{"teur"}},
	{"euses", []string{"eur", "eux", "euse"}}, {"euse", []string{"eur", "eux"}},
	{"elles", []string{"el", "elle"}}, {"elle", []string{"el"}},
	{"iennes", []string{"ien", "ienne"}}, {"ienne", []string{"ien"}},
	{"éennes", []string{"éen", "éenne"}}, {"éenne", []string{"éen"}},
	{"ives", []string{"if", "ive"}}, {"ive", []string{"if"}},
	{"ières", []string{"ière", "ier"}}, {"ière", []string{"ier"}},
	{"antes", []string{"ant", "ante"}}, {"ante", []string{"ant"}},
	{"entes", []string{"ent", "ente"}}, {"ente", []string{"ent"}},
	{"ales", []string{"al", "ale"}}, {"ale", []string{"al"}},
	{"ées", []string{"er", "ée", "é"}}, {"ée", []string{"er", "é"}}, {"és", []string{"é", "er"}}, {"é", []string{"er"}},
	{"eaux", []string{"eau"}}, {"aux", []string{"al"}}, {"eux", nil},
	{"ss", nil}, {"us", nil}, {"is", nil},
	{"s", []string{""}},
	{"ant", []string{"er"}},
}

func stemFR(w string) []string {
	for _, e := range endingsFR {
		if stem, ok := cut(w, e.suffix); ok && len(stem) > 2 {
			return with(stem, e.lemmas)
		}
	}
	return nil
}

func with(stem string, endings []string) []string {
	var out []string
	for _, e := range endings {
		out = append(out, stem+e)
	}
	return out
}
