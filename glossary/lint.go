package glossary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"concord/documents"
)

// A Remark is something a terminologist should look at in a glossary.
type Remark struct {
	// Rule is stable: one of LintRules.
	Rule string
	// Major says that the glossary contradicts itself or cannot be used as it
	// stands; the rest is advice.
	Major bool
	// Concept is the identifier, File and Line the place of the term.
	Concept, File string
	Line          int
	Message       documents.Pair[string]
}

// LintRules are what Lint looks for.
var LintRules = []string{"duplicate-term", "duplicate-concept", "forbidden-elsewhere", "homograph-without-cue",
	"missing-language", "no-source", "several-preferred", "term-case", "term-spacing"}

// Lint reads a glossary as a careful colleague would. Remarks are in the order
// of the files' lines; those on several terms stand at the first of them.
func Lint(g *Glossary) []Remark {
	l := &linter{g: g, told: map[[2]int]bool{}, sides: documents.Pair[map[string][]lintTerm]{FR: map[string][]lintTerm{}, EN: map[string][]lintTerm{}}}
	for c := range g.Concepts {
		for _, lang := range []documents.Lang{documents.FR, documents.EN} {
			terms := *g.Concepts[c].Terms.Side(lang)
			for i := range terms {
				key := join(trimSigns(tokenise(terms[i].Text, lang)))
				side := *l.sides.Side(lang)
				side[key] = append(side[key], lintTerm{c, &terms[i], key})
				l.shape(c, &terms[i])
			}
			l.side(c, lang)
		}
	}
	for _, lang := range []documents.Lang{documents.FR, documents.EN} {
		l.shared(lang)
	}
	l.sources()
	order := map[string]int{}
	for c := range g.Concepts {
		for _, side := range [][]Term{g.Concepts[c].Terms.FR, g.Concepts[c].Terms.EN} {
			for i := range side {
				if _, ok := order[side[i].File]; !ok {
					order[side[i].File] = len(order)
				}
			}
		}
	}
	slices.SortStableFunc(l.remarks, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(order[a.File], order[b.File]), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule))
	})
	return l.remarks
}

// A linter holds the terms of each language by their folded words.
type linter struct {
	g       *Glossary
	sides   documents.Pair[map[string][]lintTerm]
	told    map[[2]int]bool // pairs of concepts that are one
	remarks []Remark
}

type lintTerm struct {
	concept int
	term    *Term
	key     string
}

func (l *linter) remark(rule string, major bool, concept int, at *Term, fr, en string, args ...any) {
	l.remarks = append(l.remarks, Remark{Rule: rule, Major: major, Concept: l.g.Concepts[concept].ID, File: at.File, Line: at.Line,
		Message: documents.Pair[string]{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}})
}

// shape looks at how a term is written.
func (l *linter) shape(c int, t *Term) {
	text := t.Text
	switch {
	case strings.Contains(text, "  ") || strings.ContainsAny(text, "\t\n\u00ad\u200b"):
		l.remark("term-spacing", false, c, t, "«\u00a0%s\u00a0» contient des espaces doubles ou des signes invisibles", "%q holds double spaces or invisible signs", text)
	case strings.ContainsAny(text[len(text)-1:], ",;:") || strings.HasSuffix(text, ".") && !t.Acronym && strings.Count(text, ".") == 1:
		l.remark("term-spacing", false, c, t, "«\u00a0%s\u00a0» finit par un signe de ponctuation, que le texte n’aura pas", "%q ends with a punctuation mark, which the text will not have", text)
	}
	words := tokenise(text, t.Lang)
	if t.Match == Lemma && len(words) > 1 && articles[t.Lang][words[0].text] && t.POS != "properNoun" {
		l.remark("term-spacing", false, c, t, "«\u00a0%s\u00a0» commence par un article\u00a0; donnez le terme sans lui", "%q begins with an article; give the term without it", text)
	}
	first, _, _ := strings.Cut(text, " ")
	r := []rune(first)
	if t.Acronym || t.POS == "properNoun" || t.Match != Lemma || len(r) < 2 || !unicode.IsUpper(r[0]) {
		return
	}
	// One capital at the start is how a cell begins in a spreadsheet; more of
	// them make a name.
	if strings.ContainsFunc(string(r[1:])+strings.TrimPrefix(text, first), unicode.IsUpper) {
		return
	}
	// "Crown prosecutor" has its capital for good; where the other language has
	// one too, it is the habit of the file.
	if first != text && !slices.ContainsFunc(l.g.Concepts[c].Terms.Of(t.Lang.Other()), func(o Term) bool {
		return unicode.IsUpper([]rune(o.Text)[0])
	}) {
		return
	}
	l.remark("term-case", false, c, t, "«\u00a0%s\u00a0» a une majuscule\u00a0; donnez la forme du texte courant, ou properNoun dans la colonne pos",
		"%q has a capital; give the form of running text, or properNoun in the column pos", text)
}

var articles = map[documents.Lang]map[string]bool{
	documents.FR: wordSet("le la les l' un une"), documents.EN: wordSet("the a an"),
}

// side looks at the terms of one concept in one language.
func (l *linter) side(c int, lang documents.Lang) {
	concept := &l.g.Concepts[c]
	terms := *concept.Terms.Side(lang)
	usable := slices.ContainsFunc(terms, func(t Term) bool { return t.Status != Forbidden })
	if !usable {
		at := firstTerm(concept)
		if lang == documents.FR {
			l.remark("missing-language", true, c, at, "le concept «\u00a0%s\u00a0» n’a pas de terme français utilisable", "the concept %q has no usable French term", concept.ID)
		} else {
			l.remark("missing-language", true, c, at, "le concept «\u00a0%s\u00a0» n’a pas de terme anglais utilisable", "the concept %q has no usable English term", concept.ID)
		}
	}
	var preferred *Term
	for i := range terms {
		t := &terms[i]
		if t.Status != Preferred || t.Acronym {
			continue
		}
		if preferred != nil && preferred.Geo == t.Geo && preferred.POS == t.POS {
			l.remark("several-preferred", false, c, t,
				"«\u00a0%[1]s\u00a0» est privilégié, comme «\u00a0%[2]s\u00a0» (ligne %[3]d)\u00a0; gardez-en un et admettez l’autre",
				"%[1]q is preferred, as is %[2]q (line %[3]d); keep one and admit the other", t.Text, preferred.Text, preferred.Line)
			break
		}
		preferred = t
	}
}

func firstTerm(c *Concept) *Term {
	if len(c.Terms.FR) > 0 && (len(c.Terms.EN) == 0 || c.Terms.FR[0].Line <= c.Terms.EN[0].Line) {
		return &c.Terms.FR[0]
	}
	return &c.Terms.EN[0]
}

// shared looks at terms that are written alike.
func (l *linter) shared(lang documents.Lang) {
	side := *l.sides.Side(lang)
	for c := range l.g.Concepts {
		terms := *l.g.Concepts[c].Terms.Side(lang)
		for i := range terms {
			same := side[join(trimSigns(tokenise(terms[i].Text, lang)))]
			if len(same) < 2 || same[0].term != &terms[i] {
				continue
			}
			l.alike(lang, same[:min(len(same), 50)])
		}
	}
}

// alike compares the terms that have the same words, each with the first.
func (l *linter) alike(lang documents.Lang, same []lintTerm) {
	homograph := false
	for n := 1; n < len(same); n++ {
		a, b := same[0], same[n]
		if a.concept == b.concept {
			if a.term.Match != ExactCase && b.term.Match != ExactCase {
				// A spelling with a hyphen beside one without is harmless.
				l.remark("duplicate-term", (a.term.Status == Forbidden) != (b.term.Status == Forbidden), b.concept, b.term,
					"«\u00a0%[1]s\u00a0» est déjà à la ligne %[2]d, à la casse ou aux traits d’union près", "%[1]q stands on line %[2]d already, but for case or hyphens", b.term.Text, a.term.Line)
			}
			continue
		}
		opposite := l.shareOpposite(a.concept, b.concept, lang.Other())
		cues := len(a.term.Cues) > 0 || len(b.term.Cues) > 0
		forbidden := (a.term.Status == Forbidden) != (b.term.Status == Forbidden)
		switch {
		case forbidden && !cues:
			// Where the concepts differ on the other side, that side tells
			// which is meant; where they share a term nothing does.
			l.remark("forbidden-elsewhere", opposite, b.concept, b.term,
				"«\u00a0%[1]s\u00a0» (%[2]s) est %[3]s pour «\u00a0%[4]s\u00a0», ligne %[5]d, sans indice (cues) pour distinguer les deux",
				"%[1]q (%[2]s) is %[3]s for %[4]q, line %[5]d, with no cue to tell the two apart",
				b.term.Text, b.term.Status, a.term.Status, l.g.Concepts[a.concept].ID, a.term.Line)
		case forbidden || a.term.Status == Forbidden:
		case opposite:
			if key := [2]int{a.concept, b.concept}; !l.told[key] {
				l.told[key] = true
				l.remark("duplicate-concept", true, b.concept, b.term,
					"«\u00a0%[1]s\u00a0» a ici et à la ligne %[2]d (concept «\u00a0%[3]s\u00a0») le même équivalent\u00a0; réunissez les deux concepts",
					"%[1]q has the same equivalent here and on line %[2]d (concept %[3]q); join the two concepts",
					b.term.Text, a.term.Line, l.g.Concepts[a.concept].ID)
			}
		case !cues && !homograph:
			homograph = true
			l.remark("homograph-without-cue", false, b.concept, b.term,
				"«\u00a0%[1]s\u00a0» nomme aussi «\u00a0%[2]s\u00a0» (ligne %[3]d)\u00a0; donnez à chacun ses indices (cues), sinon rien n’est signalé",
				"%[1]q names %[2]q as well (line %[3]d); give each its cues, or else nothing is reported",
				b.term.Text, l.g.Concepts[a.concept].ID, a.term.Line)
		}
	}
}

// shareOpposite reports whether two concepts have a usable term in common.
func (l *linter) shareOpposite(a, b int, lang documents.Lang) bool {
	words := map[string]bool{}
	for _, t := range l.g.Concepts[a].Terms.Of(lang) {
		if t.Status != Forbidden {
			words[join(trimSigns(tokenise(t.Text, lang)))] = true
		}
	}
	return slices.ContainsFunc(l.g.Concepts[b].Terms.Of(lang), func(t Term) bool {
		return t.Status != Forbidden && words[join(trimSigns(tokenise(t.Text, lang)))]
	})
}

// sources tells the concepts without any source, or once that no term has one.
func (l *linter) sources() {
	if !l.g.anyTerm(func(_ *Concept, t *Term) bool { return t.Source != "" }) {
		if len(l.g.Concepts) > 0 {
			l.remark("no-source", false, 0, firstTerm(&l.g.Concepts[0]), "aucun terme n’a de source", "no term has a source")
		}
		return
	}
	for i := range l.g.Concepts {
		c := &l.g.Concepts[i]
		has := func(t Term) bool { return t.Source != "" }
		if !slices.ContainsFunc(c.Terms.FR, has) && !slices.ContainsFunc(c.Terms.EN, has) {
			l.remark("no-source", false, i, firstTerm(c), "le concept «\u00a0%s\u00a0» n’a pas de source", "the concept %q has no source", c.ID)
		}
	}
}
