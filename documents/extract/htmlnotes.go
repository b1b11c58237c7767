package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A noteMark is a link to a place on the page while it is read: perhaps the
// mark of a note.
type noteMark struct {
	// on: what is read since from, a number of characters of the block, is a
	// note's mark, or, with back, the way from a note to its mark.
	on, back bool
	from     int
	target   string // the place that the link leads to
	sup      bool   // in a superscript
	supID    string
	// ids are those of the link and of a superscript in it: with supID, the
	// places that a note may lead back to.
	ids []string
}

func (w *htmlWalker) superscript(attrs map[string]string) {
	w.mark.sup, w.mark.supID = true, attrs["id"]
	// The superscript may also stand in the link.
	if w.mark.target != "" && !w.mark.on && w.mark.from == len(w.line.chars) {
		w.beginMark()
	}
}

// name keeps the ids of the link.
func (m *noteMark) name(ids ...string) {
	for _, id := range ids {
		if id != "" && len(m.ids) < maxLevels {
			m.ids = append(m.ids, id)
		}
	}
}

func (w *htmlWalker) beginMark() {
	w.mark.on = true
	for _, id := range append(w.mark.ids, w.mark.supID) {
		if id != "" && len(w.calls) < maxEntries {
			w.calls[id] = true
		}
	}
}

// anchor reads the start of a link.
func (w *htmlWalker) anchor(attrs map[string]string) {
	w.endAnchor()
	w.reached(nil, attrs["name"])
	w.reached(nil, attrs["id"])
	href := strings.TrimSpace(attrs["href"])
	place, inPage := strings.CutPrefix(href, "#")
	if !inPage {
		if href != "" && !strings.HasPrefix(strings.ToLower(href), "javascript:") {
			w.line.open(href)
		}
		return
	}
	w.mark.target, w.mark.from = place, len(w.line.chars)
	w.mark.name(attrs["id"], attrs["name"])
	class := strings.ToLower(attrs["class"] + " " + attrs["epub:type"] + " " + attrs["role"])
	switch {
	case w.calls[place], strings.Contains(class, "backlink"), strings.Contains(class, "footnote-back"):
		w.mark.on, w.mark.back = true, true
	case w.mark.sup, strings.Contains(class, "noteref"), strings.Contains(class, "footnote-ref"), strings.HasPrefix(place, "_ftn"), strings.HasPrefix(place, "_edn"):
		w.beginMark()
	}
}

// maxMark is the most characters of a note's mark with what is said to those
// who listen: "Return to footnote 12 referrer".
const maxMark = 60

// endAnchor ends a link. A note's mark is taken out of the text.
func (w *htmlWalker) endAnchor() {
	w.line.close(0)
	m := w.mark
	w.mark = noteMark{sup: m.sup, supID: m.supID}
	if !m.on || m.from > len(w.line.chars) || len(w.line.chars)-m.from > maxMark {
		return
	}
	label, _ := compose(w.line.chars[m.from:])
	label = strings.Trim(label, "[]() ")
	if i := strings.LastIndexFunc(label, unicode.IsSpace); i >= 0 { // "Footnote 1", for those who listen
		_, n := utf8.DecodeRuneInString(label[i:])
		label = label[i+n:]
	}
	if !m.back {
		if length(label) > 8 {
			return
		}
		if len(w.notes) < maxEntries {
			w.notes[m.target] = label
		}
	}
	w.line.chars = w.line.chars[:m.from]
	if !m.back {
		w.line.note(label)
	}
}

// reached notes that an element, or a place in the block being read, is what a
// note's mark leads to.
func (w *htmlWalker) reached(e *htmlElement, id string) {
	label, ok := w.notes[id]
	if id == "" || !ok {
		return
	}
	delete(w.notes, id)
	if e == nil || !blockTags[e.name] {
		w.isNote, w.noteHere = true, label
		for i := len(w.open) - 1; i >= 0; i-- {
			if w.open[i].notePart { // its other paragraphs are the note's, too
				w.open[i].note = true
				return
			}
		}
		return
	}
	e.note, e.label = true, label
}
