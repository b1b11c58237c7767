package glossary

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"concord/documents"
)

// A tbxEntry is a concept while its entry is read, with what stands above its
// terms: it holds for each term that does not say otherwise.
type tbxEntry struct {
	concept Concept
	above   tbxFields
	lang    documents.Lang // of the open language section; "" for another one
	langTag string
	side    tbxFields
	term    *Term // of the open term section
	// tags are the language tags of the terms, in their order.
	tags documents.Pair[[]string]
}

// tbxFields are the texts that may stand at any level.
type tbxFields struct{ source, note, definition string }

// entry reads one concept entry, whose start was read.
func (t *tbxReader) entry() error {
	depth := len(t.open)
	e := &t.entryNow
	*e = tbxEntry{concept: Concept{ID: attr(t.tok.attrs, "id")}, tags: documents.Pair[[]string]{FR: e.tags.FR[:0], EN: e.tags.EN[:0]}}
	group := "" // the first data category of an open group
	for {
		kind, err := t.next()
		if err != nil {
			return err
		}
		switch kind {
		case noToken:
			return t.broken(io.ErrUnexpectedEOF)
		case endToken:
			if len(t.open) < depth {
				t.finish(e)
				return nil
			}
			switch t.level(t.tok.name) {
			case languageLevel:
				t.closeSide(e)
			case termLevel:
				t.closeTerm(e)
			case wrapLevel:
				if t.level(t.open[len(t.open)-1]) == languageLevel {
					t.closeTerm(e) // a termGrp without an ntig around it
				}
			}
		case startToken:
			switch t.level(t.tok.name) {
			case languageLevel:
				t.closeSide(e)
				e.langTag = attr(t.tok.attrs, "lang")
				e.lang = languageOf(e.langTag)
			case termLevel:
				t.closeTerm(e)
				e.term = t.newTerm(t.line())
			case groupLevel:
				// A group in a group (MultiTerm) is about the same.
				if t.level(t.open[len(t.open)-2]) != groupLevel {
					group = ""
				}
			case wrapLevel:
			default:
				if err := t.leaf(e, &group); err != nil {
					return err
				}
			}
		}
	}
}

// leaf reads an element that holds a text: a term or a data category, which
// the style DCA names in an attribute and DCT in the element's name.
func (t *tbxReader) leaf(e *tbxEntry, group *string) error {
	line := t.line()
	name := t.tok.name
	t.attrs = append(t.attrs[:0], t.tok.attrs...)
	if name == "term" && (e.term == nil || e.term.Text != "") {
		// Some programs leave out the section around a term.
		t.closeTerm(e)
		e.term = t.newTerm(0)
	}
	inGroup := len(t.open) > 1 && t.level(t.open[len(t.open)-2]) == groupLevel
	value, err := t.text()
	if err != nil {
		return err
	}
	value = lineEnds(value)
	if !t.own {
		value = unindented(value)
	}
	if name == "term" {
		e.term.Text, e.term.Line = oneLine(value), line
		return nil
	}
	if t.multiterm {
		switch name {
		case "language":
			t.languageElement(e, t.attrs)
			return nil
		case "concept":
			e.concept.ID = value
			return nil
		case "system": // the class of the entry, which the program needs itself
			return nil
		}
	}
	category := name
	switch name {
	case "descrip", "termNote", "admin", "note", "ref", "xref", "transac", "transacNote", "date",
		"descripNote", "adminNote", "termComp":
		if typ := attr(t.attrs, "type"); typ != "" {
			category = t.field(typ)
		}
	}
	if inGroup {
		if *group != "" && category != *group {
			// The source or note of a definition is not the term's.
			t.left[*group+"/"+category]++
			return nil
		}
		*group = category
	}
	t.category(e, category, value)
	return nil
}

// newTerm opens a term; there is one at a time.
func (t *tbxReader) newTerm(line int) *Term {
	t.termNow = Term{Line: line}
	return &t.termNow
}

// closeTerm puts the open term into its language.
func (t *tbxReader) closeTerm(e *tbxEntry) {
	term := e.term
	e.term = nil
	switch {
	case term == nil:
		return
	case e.lang == "":
		if term.Text != "" {
			tag := e.langTag
			if tag == "" {
				tag = "?"
			}
			t.languages[tag]++
		}
		return
	}
	term.Lang, term.File = e.lang, t.glossary.Path
	tokens := t.tokens.read(term.Text, e.lang)
	side := e.concept.Terms.Side(e.lang)
	repeated := len(*side) >= maxTerms
	for i := range *side {
		if (*side)[i].Text != term.Text {
			continue
		}
		if e.tags.Of(e.lang)[i] != e.langTag && (*side)[i].Status == term.Status {
			// Another section of the same language, for another region.
			t.mark(e, i)
			return
		}
		repeated = true
	}
	if !hasWord(tokens) || len(tokens) > maxTermTokens || len(term.Text) > maxCell || repeated {
		if t.skipped++; t.skipped == 1 {
			t.firstSkip = t.glossary.Path + ":" + strconv.Itoa(term.Line) + " " + short(term.Text)
		}
		return
	}
	t.mark(e, len(*side))
	*side = t.terms.add(*side, term)
	tags := e.tags.Side(e.lang)
	*tags = append(*tags, e.langTag)
}

// closeSide gives the terms of the open language what stands above them.
func (t *tbxReader) closeSide(e *tbxEntry) {
	t.closeTerm(e)
	if e.lang != "" {
		side := *e.concept.Terms.Side(e.lang)
		for i := range side {
			side[i].inherit(e.side)
		}
	}
	e.lang, e.langTag, e.side = "", "", tbxFields{}
}

func (t *Term) inherit(above tbxFields) {
	if t.Definition == "" {
		t.Definition = above.definition
	}
	if t.Source == "" {
		t.Source = above.source
	}
	if t.Note == "" {
		t.Note = above.note
	} else if above.note != "" {
		t.Note += " " + above.note
	}
}

// finish puts the entry into the glossary.
func (t *tbxReader) finish(e *tbxEntry) {
	t.closeSide(e)
	c := &e.concept
	if len(c.Terms.FR)+len(c.Terms.EN) == 0 {
		return
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		side := *c.Terms.Side(l)
		for i := range side {
			term := &side[i]
			term.inherit(e.above)
			if term.Status == "" {
				term.Status = Preferred
			}
			if term.POS == "" {
				term.POS = "noun"
			}
			if term.Match == "" {
				term.Match = Lemma
			}
		}
	}
	given := c.ID
	if c.ID == "" {
		c.ID = pairName(c)
	}
	c.ID = t.glossary.unique(c.ID, t.ids)
	if given != "" && c.ID != given {
		if t.renamed++; t.renamed == 1 {
			t.firstRenamed = short(given) + " → " + short(c.ID)
		}
	}
	t.glossary.Concepts = append(t.glossary.Concepts, *c)
}

// pairName names a concept without an identifier by its first terms.
func pairName(c *Concept) string {
	name := documents.Pair[string]{}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		if side := *c.Terms.Side(l); len(side) > 0 {
			*name.Side(l) = side[0].Text
		}
	}
	return name.FR + "|" + name.EN
}

// unique is an identifier that no earlier concept has: itself, else with a
// number.
func (g *Glossary) unique(id string, taken map[string]bool) string {
	name := id
	for n := len(taken); taken[name]; n++ {
		name = id + "-" + strconv.Itoa(n)
	}
	taken[name] = true
	return name
}

// languageOf reads a language tag: fr-CA is French.
func languageOf(tag string) documents.Lang {
	main, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	switch main {
	case "fr", "fra", "fre":
		return documents.FR
	case "en", "eng":
		return documents.EN
	}
	return ""
}

// unindented joins the lines that a program broke and indented: a line break
// before a space or a tab. Other breaks are the author's.
func unindented(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	for _, indent := range []string{"\n\t", "\n "} {
		if strings.Contains(s, indent) {
			lines := strings.Split(s, "\n")
			for i := 1; i < len(lines); i++ {
				if t := strings.TrimLeft(lines[i], " \t"); t != lines[i] {
					lines[i-1] = strings.TrimRight(lines[i-1], " \t")
					lines[i] = " " + t
				} else {
					lines[i] = "\n" + lines[i]
				}
			}
			return strings.TrimSpace(strings.Join(lines, ""))
		}
	}
	return s
}

// oneLine joins a term that the file breaks over lines.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r)
	}), " ")
}
