package glossary

import (
	"strings"
)

// private begins the notes in which WriteTBX keeps what TBX-Basic has no data
// category for (match, cues, forms, an identifier that XML does not admit). A note is
// free text, so every TBX-Basic validator and every other program lets it be.
const private = "concord:"

// category files one data category of an entry where it belongs; what a
// Glossary does not keep is counted.
func (t *tbxReader) category(e *tbxEntry, category, value string) {
	if value == "" {
		return
	}
	if len(value) > maxCell {
		t.left[category]++
		return
	}
	fields := &e.above
	switch {
	case e.term != nil:
		fields = nil
	case e.langTag != "" || e.lang != "":
		fields = &e.side
	}
	if (e.langTag != "") && e.lang == "" {
		return // of another language, whose terms are counted
	}
	lower := t.lower(category)
	switch lower {
	case "subjectfield":
		e.concept.Subject = joined(e.concept.Subject, value, "; ")
		return
	case "note":
		if rest, ok := strings.CutPrefix(value, private); ok && t.private(e, rest) {
			return
		}
		if fields == nil {
			e.term.Note = joined(e.term.Note, value, " ")
		} else {
			fields.note = joined(fields.note, value, " ")
		}
		return
	case "source":
		if fields == nil {
			e.term.Source = joined(e.term.Source, value, "; ")
		} else {
			fields.source = joined(fields.source, value, "; ")
		}
		return
	case "definition":
		if fields == nil {
			e.term.Definition = joined(e.term.Definition, value, " ")
		} else {
			fields.definition = joined(fields.definition, value, " ")
		}
		return
	}
	if e.term == nil || !t.termNote(e.term, lower, value) {
		t.left[category]++
	}
}

// termNote reads a data category of a term, and reports whether it was known.
func (t *tbxReader) termNote(term *Term, category, value string) bool {
	switch category {
	case "administrativestatus", "normativeauthorization", "usagestatus", "termstatus":
		status, exact, ok := statusOf(value)
		if !ok {
			t.left["administrativeStatus="+value]++
			return true
		}
		if !exact {
			t.narrowed[value+" → "+string(status)]++
		}
		term.Status = status
	case "partofspeech":
		pos, ok := tbxPOS[strings.ToLower(value)]
		if !ok {
			pos, ok = valueOf("pos", value)
		}
		if !ok {
			pos = "phrase" // no form but the one given
		}
		if v := strings.ToLower(value); !ok || v == "adverb" || v == "adverbe" {
			t.narrowed[value+" → "+pos]++
		}
		term.POS = pos
	case "grammaticalgender":
		gender, ok := valueOf("gender", value)
		if !ok {
			t.left["grammaticalGender="+value]++
			return true
		}
		term.Gender = gender
	case "termtype":
		switch strings.ToLower(value) {
		case "acronym", "initialism", "sigle", "acronyme":
			term.Acronym = true
		case "abbreviation":
			// IATE says abbreviation of acronyms as well.
			term.Acronym = term.Text == strings.ToUpper(term.Text)
		case "phrase":
			if term.POS == "" {
				term.POS = "phrase"
			}
		case "fullform", "entryterm", "term":
		default:
			t.left["termType="+value]++
		}
	case "geographicalusage":
		term.Geo = joined(term.Geo, value, "; ")
	default:
		return false
	}
	return true
}

// statusOf reads a status as ISO 30042 writes it (preferredTerm-admn-sts, or
// preferredTerm in ISO 12620), as IATE does (preferred, deprecated, obsolete),
// as TBX-Min and UTX do (notRecommended, non-standard), and as the column status
// has it, in French too. exact is false for one that is merely the nearest that
// there is: what was superseded is forbidden here.
func statusOf(value string) (status Status, exact, ok bool) {
	v := strings.ToLower(strings.TrimSpace(value))
	v = strings.TrimSuffix(strings.TrimSuffix(v, "-admn-sts"), "term")
	if strings.ContainsAny(v, " -_") {
		v = withoutBreaks.Replace(v)
	}
	switch v {
	case "preferred", "recommended":
		return Preferred, true, true
	case "approved", "standardized", "legal", "regulated", "official":
		return Preferred, false, true
	case "admitted", "accepted", "allowed":
		return Admitted, true, true
	case "proposed", "provisional", "nonstandardized", "draft", "candidate", "new":
		return Admitted, false, true
	case "deprecated", "forbidden", "notrecommended", "avoid", "banned":
		return Forbidden, true, true
	case "superseded", "obsolete", "rejected", "nonstandard", "outdated":
		return Forbidden, false, true
	}
	if s, known := valueOf("status", value); known {
		return Status(s), !inexact[foldHeader(value)], true
	}
	return "", false, false
}

var withoutBreaks = strings.NewReplacer(" ", "", "-", "", "_", "")

// inexact are words of the column status for what has no equal there.
var inexact = map[string]bool{
	"approved": true, "approuve": true, "official": true, "officiel": true, "standardized": true, "normalise": true,
	"proposed": true, "propose": true, "obsolete": true, "superseded": true, "rejected": true, "rejete": true,
	"desuet": true, "vieilli": true, "draft": true, "provisional": true, "non standard": true,
}

var tbxPOS = map[string]string{
	"noun": "noun", "verb": "verb", "adjective": "adjective",
	"propernoun": "properNoun", "proper noun": "properNoun", "other": "phrase", "phrase": "phrase",
}

// private reads a note that WriteTBX wrote, and reports whether it is one.
func (t *tbxReader) private(e *tbxEntry, note string) bool {
	key, value, ok := strings.Cut(note, "=")
	if !ok {
		return false
	}
	if key == "id" && e.term == nil {
		e.concept.ID = value
		return true
	}
	if e.term == nil {
		if key == "note" && e.langTag == "" {
			e.above.note = joined(e.above.note, value, " ")
			return true
		}
		return false
	}
	switch key {
	case "note":
		e.term.Note = joined(e.term.Note, value, " ")
	case "match":
		for _, m := range []Match{Lemma, Exact, ExactCase} {
			if string(m) == value {
				e.term.Match = m
				return true
			}
		}
		return false
	case "cues":
		e.term.Cues = splitCues(value)
	case "forms":
		e.term.Forms = splitCues(value)
	case "definition":
		e.term.Definition = value
	case "pos":
		if pos, ok := tbxPOS[strings.ToLower(value)]; ok {
			e.term.POS = pos
			return true
		}
		return false
	default:
		return false
	}
	return true
}

func joined(a, b, between string) string {
	if a == "" || a == b {
		return b
	}
	return a + between + b
}

// keptCategories bounds the data categories whose lower case is remembered.
const keptCategories = 256

// lower is a data category in lower case; a file has a few dozen of them.
func (t *tbxReader) lower(category string) string {
	l, ok := t.lowered[category]
	if !ok {
		l = strings.ToLower(category)
		if t.lowered == nil {
			t.lowered = map[string]string{}
		}
		if len(t.lowered) < keptCategories {
			t.lowered[category] = l
		}
	}
	return l
}
