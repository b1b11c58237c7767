package glossary

import (
	"strings"

	"concord/documents"
	"concord/glossary/forms"
)

// Irregular English plurals.
var pluralsEN = map[string]string{
	"child": "children", "man": "men", "woman": "women", "person": "people", "foot": "feet",
	"tooth": "teeth", "goose": "geese", "mouse": "mice", "ox": "oxen", "die": "dice",
	"criterion": "criteria", "phenomenon": "phenomena", "datum": "data", "medium": "media",
	"stratum": "strata", "memorandum": "memoranda", "addendum": "addenda", "corrigendum": "corrigenda",
	"referendum": "referenda", "index": "indices", "appendix": "appendices", "matrix": "matrices",
	"vertex": "vertices", "formula": "formulae", "larva": "larvae", "stimulus": "stimuli",
	"nucleus": "nuclei", "fungus": "fungi", "syllabus": "syllabi", "alumnus": "alumni",
	"corpus": "corpora", "genus": "genera", "half": "halves", "life": "lives", "knife": "knives",
	"wife": "wives", "leaf": "leaves", "loaf": "loaves", "shelf": "shelves", "thief": "thieves",
	"wolf": "wolves", "calf": "calves", "self": "selves", "aircraft": "aircraft", "series": "series",
	"species": "species", "means": "means", "sheep": "sheep", "fish": "fish", "deer": "deer",
	"bacterium": "bacteria", "spectrum": "spectra", "quantum": "quanta", "curriculum": "curricula",
}

// notMen end in -man and take a plain s.
var notMen = wordSet("human german roman shaman norman ottoman talisman caiman")

func (s *formSet) pluralEN(w string) {
	if p, ok := pluralsEN[w]; ok {
		s.add(p)
		if w != "person" && w != "child" {
			s.add(w + "s")
		} else if w == "person" {
			s.add("persons")
		}
		return
	}
	switch {
	case endsIn(w, "man") && !notMen[w]: // salesman, policewoman
		s.add(w[:len(w)-2] + "en")
	case endsIn(w, "child"): // grandchild
		s.add(w + "ren")
	}
	last := w[len(w)-1]
	switch {
	case endsIn(w, "sis", "xis"): // analysis, axis
		s.add(strings.TrimSuffix(w, "is") + "es")
	case last == 's' || last == 'x' || last == 'z' || endsIn(w, "ch", "sh"):
		s.add(w + "es")
	case last == 'y' && len(w) > 2 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		s.add(w[:len(w)-1] + "ies")
	case last == 'o':
		s.add(w+"s", w+"es")
	default:
		s.add(w + "s")
	}
}

// spellingsEN are the endings that Canadian, British and American English
// write in different ways. A difference in spelling is not another term.
var spellingsEN = [][2]string{
	{"ization", "isation"}, {"izations", "isations"}, {"ize", "ise"}, {"izes", "ises"},
	{"ized", "ised"}, {"izing", "ising"}, {"izer", "iser"}, {"yze", "yse"}, {"yzed", "ysed"},
	{"our", "or"}, {"ours", "ors"}, {"oured", "ored"}, {"ouring", "oring"}, {"ourer", "orer"},
	{"tre", "ter"}, {"tres", "ters"}, {"ence", "ense"}, {"ences", "enses"},
	{"elled", "eled"}, {"elling", "eling"}, {"eller", "eler"}, {"gramme", "gram"}, {"grammes", "grams"},
	{"olment", "ollment"}, {"alment", "allment"}, {"ilment", "illment"}, {"olments", "ollments"}, {"alments", "allments"}, {"ilments", "illments"}, {"lfil", "lfill"}, {"ilful", "illful"},
	{"gement", "gment"}, {"gements", "gments"}, {"logue", "log"}, {"logues", "logs"},
	{"yses", "yzes"}, {"ysing", "yzing"}, {"alled", "aled"}, {"alling", "aling"},
}

// stemsEN are spellings of single words and of roots of medicine: what follows
// them is the same. A variant has to be a word of the table.
var stemsEN = [][2]string{
	{"enrol", "enroll"}, {"fibre", "fiber"}, {"metre", "meter"}, {"litre", "liter"}, {"grey", "gray"}, {"ageing", "aging"},
	{"artefact", "artifact"}, {"sceptic", "skeptic"}, {"mould", "mold"}, {"plough", "plow"}, {"practise", "practice"},
	{"aluminium", "aluminum"}, {"manoeuvr", "maneuver"}, {"sulph", "sulf"},
	{"paed", "ped"}, {"orthopaed", "orthoped"}, {"anaem", "anem"}, {"anaesth", "anesth"}, {"haem", "hem"}, {"leukaem", "leukem"},
	{"oestr", "estr"}, {"foet", "fet"}, {"gynaec", "gynec"}, {"diarrhoe", "diarrhe"}, {"oedem", "edem"}, {"caesar", "cesar"},
}

// stemsFrom are the pairs of stemsEN both ways, by the first letter of the first.
var stemsFrom = func() (by [256][][2]string) {
	for _, v := range stemsEN {
		by[v[0][0]] = append(by[v[0][0]], v)
		by[v[1][0]] = append(by[v[1][0]], [2]string{v[1], v[0]})
	}
	return by
}()

// withSpellings adds the spelling variants of all forms gathered so far, of
// words with six letters or more: shorter ones (our, four, rise) are words of
// their own.
func (s *formSet) withSpellings() {
	for _, w := range s.list[:len(s.list):len(s.list)] {
		if len(w) < 4 {
			continue
		}
		for _, v := range stemsFrom[w[0]] {
			if rest, ok := strings.CutPrefix(w, v[0]); ok && forms.Of(documents.EN).Knows(v[1]+rest) {
				s.add(v[1] + rest)
			}
		}
		if len(w) < 6 {
			continue
		}
		for _, v := range spellingsEN {
			if stem, ok := cut(w, v[0]); ok {
				s.add(stem + v[1])
			}
			if stem, ok := cut(w, v[1]); ok && len(stem) > 2 {
				s.add(stem + v[0])
			}
		}
	}
}

// singularEN gives what a word may be the plural of.
func singularEN(w string) []string {
	if len(w) < 5 {
		return nil
	}
	if one, ok := singulars[w]; ok {
		return []string{one}
	}
	switch {
	case endsIn(w, "ss", "us", "is"):
		return nil
	case endsIn(w, "ies"):
		return []string{strings.TrimSuffix(w, "ies") + "y"}
	case endsIn(w, "sses", "shes", "ches", "xes"):
		return []string{strings.TrimSuffix(w, "es")}
	case strings.HasSuffix(w, "s"):
		return []string{strings.TrimSuffix(w, "s")}
	}
	return nil
}

// singulars turns the most used irregular plurals back.
var singulars = map[string]string{
	"children": "child", "people": "person", "women": "woman", "criteria": "criterion",
	"phenomena": "phenomenon", "lives": "life", "halves": "half",
}

// irregularVerbsEN gives the past and the participle of irregular verbs, and
// the other forms that the rules do not make.
var irregularVerbsEN = map[string]string{
	"arise": "arose arisen", "be": "is are was were been being", "bear": "bore borne", "beat": "beaten",
	"become": "became", "begin": "began begun beginning", "bind": "bound", "break": "broke broken",
	"bring": "brought", "build": "built", "buy": "bought", "catch": "caught", "choose": "chose chosen",
	"come": "came", "cost": "cost", "cut": "cut cutting", "deal": "dealt", "do": "does did done",
	"draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen",
	"feed": "fed", "feel": "felt", "fight": "fought", "find": "found", "flee": "fled",
	"forbid": "forbade forbidden forbidding", "get": "got gotten getting", "give": "gave given",
	"go": "goes went gone", "grow": "grew grown", "have": "has had", "hear": "heard", "hide": "hid hidden",
	"hold": "held", "keep": "kept", "know": "knew known", "lead": "led", "leave": "left", "lend": "lent",
	"let": "letting", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "pay": "paid",
	"put": "putting", "read": "read", "rise": "rose risen", "run": "ran running", "say": "said",
	"see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent", "set": "setting",
	"show": "shown", "shut": "shutting", "sit": "sat sitting", "speak": "spoke spoken", "spend": "spent",
	"spread": "spread", "stand": "stood", "steal": "stole stolen", "strike": "struck",
	"swear": "swore sworn", "take": "took taken", "teach": "taught", "tell": "told", "think": "thought",
	"throw": "threw thrown", "undertake": "undertook undertaken", "understand": "understood",
	"uphold": "upheld", "withdraw": "withdrew withdrawn", "withhold": "withheld", "write": "wrote written",
	"win": "won winning",
}

func (s *formSet) verbEN(w string) {
	if other, ok := irregularVerbsEN[w]; ok {
		s.add(strings.Fields(other)...)
	}
	last := w[len(w)-1]
	vowel := func(i int) bool { return i >= 0 && strings.IndexByte("aeiou", w[i]) >= 0 }
	n := len(w)
	switch {
	case n < 3:
		s.add(w+"s", w+"ing")
	case endsIn(w, "ie"):
		s.add(w+"s", w+"d", w[:n-2]+"ying")
	case endsIn(w, "ee", "oe", "ye"):
		s.add(w+"s", w+"d", w+"ing")
	case last == 'e':
		s.add(w+"s", w+"d", w[:n-1]+"ing")
	case last == 'y' && !vowel(n-2):
		s.add(w[:n-1]+"ies", w[:n-1]+"ied", w+"ing")
	case last == 's' || last == 'x' || last == 'z' || endsIn(w, "ch", "sh"):
		s.add(w+"es", w+"ed", w+"ing")
	case last == 'c':
		s.add(w+"s", w+"ked", w+"king")
	default:
		s.add(w+"s", w+"ed", w+"ing")
		if last == 'o' {
			s.add(w + "es")
		}
		// One vowel before one consonant may double it: plan, refer, traffic.
		if !vowel(n-1) && vowel(n-2) && !vowel(n-3) && last != 'w' && last != 'y' {
			double := w + w[n-1:]
			s.add(double+"ed", double+"ing")
		}
	}
	s.withSpellings()
}
