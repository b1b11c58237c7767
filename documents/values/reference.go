package values

import "strings"

// Reference words by folded form. A number after one of them names a place in
// a text rather than a quantity. Those with abbrev need a point.
var (
	referenceFR = map[string]refWord{
		"article": full, "articles": full, "paragraphe": full, "paragraphes": full, "alinea": full, "alineas": full, "division": full, "divisions": full,
		"section": full, "sections": full, "chapitre": full, "chapitres": full, "partie": full, "parties": full, "annexe": full, "annexes": full,
		"appendice": full, "appendices": full, "rubrique": full, "rubriques": full, "point": full, "points": full, "numero": full, "numeros": full, "no": full, "nos": full, "n": full,
		"regle": full, "regles": full, "formule": full, "formules": full, "formulaire": full, "formulaires": full, "figure": full, "figures": full,
		"tableau": full, "tableaux": full, "page": full, "pages": full, "note": full, "notes": full, "volume": full, "ligne": full, "lignes": full, "colonne": full, "colonnes": full,
		"position": full, "positions": full, "titre": full, "titres": full, "item": full, "items": full,
		"p": abbrev, "pp": abbrev, "art": abbrev, "par": abbrev, "al": abbrev, "vol": abbrev, "ch": abbrev, "fig": abbrev,
	}
	referenceEN = map[string]refWord{
		"section": full, "sections": full, "subsection": full, "subsections": full, "paragraph": full, "paragraphs": full,
		"subparagraph": full, "subparagraphs": full, "clause": full, "clauses": full, "subclause": full, "subclauses": full, "article": full, "articles": full,
		"chapter": full, "chapters": full, "part": full, "parts": full, "schedule": full, "schedules": full, "appendix": full, "appendices": full,
		"annex": full, "annexes": full, "item": full, "items": full, "rule": full, "rules": full, "form": full, "forms": full, "division": full, "divisions": full,
		"subdivision": full, "subdivisions": full, "figure": full, "figures": full, "table": full, "tables": full, "page": full, "pages": full, "note": full, "notes": full,
		"footnote": full, "footnotes": full, "number": full, "numbers": full, "volume": full, "volumes": full, "line": full, "lines": full, "column": full, "columns": full, "point": full, "points": full,
		"regulation": full, "subrule": full, "subrules": full, "subitem": full, "subitems": full, "heading": full, "headings": full, "subheading": full, "no": abbrev, "nos": abbrev, "p": abbrev, "pp": abbrev,
		"s": abbrev, "ss": abbrev, "c": abbrev, "art": abbrev, "para": abbrev, "vol": abbrev, "ch": abbrev, "fig": abbrev,
	}
)

// A refWord says how a reference word is written.
type refWord byte

const (
	full   refWord = 1
	abbrev refWord = 2
)

// reference reads the numbers that a reference word names, with or without the
// word: section 3.1(2), paragraphs 11(b), (c) or (e), l'alinéa 12(1)a), 7(2).
// Each number is a value; the word is not part of it.
func (p *parser) reference(i int) int {
	t := p.at(i)
	if t.kind == digits {
		key, next := p.refNumber(i)
		if next == 0 || !strings.Contains(key, "(") {
			return 0
		}
		return p.refList(i)
	}
	if t.kind == other { // §
		return p.refList(p.skip(i + 1))
	}
	table := referenceEN
	if p.fr {
		table = referenceFR
	}
	w := table[t.low]
	next := i + 1
	switch {
	case w == 0:
		return 0
	case len(t.low) == 1 && p.capital(i) && p.low(i) != "p":
		return 0 // the initial of a name, or C.05.001
	case p.is(next, '.') || p.is(next, '°'):
		next++
	case w == abbrev:
		return 0
	}
	return p.refList(p.skip(next))
}

// refList reads references joined by commas, and, or, to.
func (p *parser) refList(i int) int {
	end := 0
	for j := i; ; {
		key, next := p.refItem(j)
		if next == 0 || p.at(j).kind == digits && !strings.Contains(key, "(") && p.counts(j) {
			return end
		}
		p.add(Value{Kind: Reference, Key: key, Spelled: p.at(j).kind == word && !p.is(j+1, ')')}, j, next)
		end = next
		if j = p.connector(end); j == 0 {
			return end
		}
	}
}

// counts reports whether the number at i counts or dates something, so that
// it ends a list of references: section 5, 30 days later.
func (p *parser) counts(i int) bool {
	if len(p.low(i)) == 4 && p.hyphen(i+1) && len(p.low(i+2)) == 2 && p.at(i+2).kind == digits {
		return true // 1980-81
	}
	mark := len(p.out)
	next := first(i, p.phone, p.date, p.quantity)
	ends := next == 0 || len(p.out) > mark && p.out[len(p.out)-1].Kind != Number
	clear(p.out[mark:])
	p.out = p.out[:mark]
	return ends
}

// refItem reads one reference of a list: a number, or (b), b), (1) that takes
// its number from the one before, or a Roman numeral.
func (p *parser) refItem(i int) (string, int) {
	if p.at(i).kind == digits {
		return p.refNumber(i)
	}
	if key, next := p.refTail(i); next > 0 {
		return key, next
	}
	if n, next := p.roman(i); next > 0 && !p.is(next, ')') && !p.apostrophe(next) {
		return n, next
	}
	return "", 0
}

// refNumber reads 3, 3.1, 256.2(6)(a)(ii), 3a), 12(1)a), 15A.
func (p *parser) refNumber(i int) (string, int) {
	if p.at(i).kind != digits {
		return "", 0
	}
	key, j := strings.TrimLeft(p.low(i), "0"), i+1
	if key == "" {
		key = "0"
	}
	for p.is(j, '.') && p.at(j+1).kind == digits {
		key += "." + p.low(j+1)
		j += 2
	}
	if tail, next := p.refTail(j); next > 0 {
		return key + tail, next
	}
	switch t := p.at(j); {
	case t.kind == word && (len(p.raw(j)) > 1 || p.at(j+1).kind == digits): // 1.3.1R6
		return "", 0
	case t.kind == word:
		key += strings.ToUpper(p.raw(j))
		j++
		if tail, next := p.refTail(j); next > 0 {
			return key + tail, next
		}
	}
	return key, j
}

// refTail reads (6)(a)(ii) or the French (6)a)(ii), and gives it in the
// English form.
func (p *parser) refTail(i int) (string, int) {
	var b strings.Builder
	j := i
	for {
		k := j
		if p.is(k, '(') {
			k++
		}
		t := p.at(k)
		if t.kind != word && t.kind != digits || len(p.raw(k)) > 5 || t.kind == digits && k == j {
			break
		}
		part, next := t.low, k+1
		for p.is(next, '.') && p.at(next+1).kind == digits {
			part += "." + p.low(next+1)
			next += 2
		}
		if !p.is(next, ')') || t.kind == word && !letterMark(t.low) {
			break
		}
		b.WriteString("(" + part + ")")
		j = next + 1
	}
	if j == i {
		return "", 0
	}
	return b.String(), j
}

// letterMark reports whether a word numbers a part of a list: a letter, or a
// Roman numeral in small letters.
func letterMark(w string) bool {
	return len(w) == 1 || strings.Trim(w, "ivxlc") == ""
}

// dotted reads numbers with two points or more, such as 3.1.2: versions and
// headings.
func (p *parser) dotted(i int) int {
	n := 0
	for p.is(i+2*n+1, '.') && p.at(i+2*n+2).kind == digits {
		n++
	}
	if n < 2 {
		return 0
	}
	next := i + 2*n + 1
	if p.at(i+2).end-p.at(i+2).start == 3 {
		if _, after := p.figures(i); after >= next {
			return 0 // 1.234.567
		}
	}
	key := strings.TrimLeft(p.text[p.at(i).start:p.at(next-1).end], "0")
	if key[0] == '.' {
		key = "0" + key
	}
	p.add(Value{Kind: Reference, Key: key}, i, next)
	return next
}
