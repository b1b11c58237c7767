package extract

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
)

// linkNotes ties the marks that were taken out of blocks to the notes with
// their labels, and the notes to the first place that calls them. The readers
// of every format leave Mark.Note zero; they give marks and notes in the order
// of the file.
//
// On pages a mark belongs to a note of its label on its own page. What is then
// left, endnotes and notes that slid to the next page, belongs to the first
// note of that label from its page on that nothing calls. Without pages it is
// the first that nothing calls, since numbers may begin anew; a mark that comes
// again means the last one called.
func linkNotes(d *documents.Document) {
	notes := map[string][]*documents.Block{}
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == documents.Note && b.Label != "" {
			notes[noteLabel(b.Label)] = append(notes[noteLabel(b.Label)], b)
		}
	}
	if len(notes) == 0 {
		return
	}
	next := map[string]int{} // notes before it are called, or passed
	each := func(find func(label string, page int) *documents.Block) {
		for i := range d.Blocks {
			b := &d.Blocks[i]
			for k := range b.Marks {
				m := &b.Marks[k]
				if m.Note != 0 {
					continue
				}
				n := find(noteLabel(m.Label), pageAt(b, m.At))
				if n == nil || n == b {
					continue
				}
				m.Note = n.ID
				if n.CalledBy == (documents.Anchor{}) {
					n.CalledBy = documents.Anchor{Block: b.ID, At: m.At}
				}
			}
		}
	}
	if d.Pages > 0 {
		each(func(label string, page int) *documents.Block {
			all := notes[label]
			i, ok := slices.BinarySearchFunc(all, page, func(n *documents.Block, page int) int { return n.Page - page })
			if !ok {
				return nil
			}
			return all[i]
		})
	}
	each(func(label string, page int) *documents.Block {
		all := notes[label]
		i := next[label]
		for i < len(all) && (all[i].CalledBy != documents.Anchor{} || all[i].Page < page) {
			i++
		}
		next[label] = i
		switch {
		case i < len(all):
			return all[i]
		case d.Pages == 0 && len(all) > 0:
			return all[len(all)-1]
		}
		return nil
	})
}

// noteLabel is a label without brackets and stops.
func noteLabel(s string) string {
	return strings.Trim(norm.NFKC.String(s), "()[]., ")
}

// pageAt is the page that a byte of a block's text stands on.
func pageAt(b *documents.Block, at int) int {
	page := b.Page
	for _, o := range b.Origins {
		if o.Start >= at && at > 0 {
			break
		}
		page = o.Page
	}
	return page
}

// endnotes makes notes of the numbered paragraphs below a title that says so,
// in a document whose raised numbers count up through the text.
func (l *layout) endnotes() {
	if len(l.series) == 0 {
		return
	}
	within := false
	for i := range l.pars {
		p := &l.pars[i]
		switch p.kind {
		case documents.Heading:
			within = endnoteTitles[strings.ToLower(strings.Trim(unnumbered(p.text()), " .:"))]
		case documents.Paragraph, documents.ListItem:
			if !within {
				continue
			}
			if n := &p.lines[0]; n.words[0].raised && l.takeMark(p, nil) {
				p.kind, p.level = documents.Note, 0
			} else if label, rest := marker(p.text()); rest != "" && strings.Trim(label, "0123456789.()") == "" && label != "" {
				p.kind, p.level, p.endnote = documents.Note, 0, true
			}
		}
	}
}

var endnoteTitles = map[string]bool{
	"notes": true, "endnotes": true, "end notes": true, "footnotes": true, "notes and references": true,
	"notes de fin": true, "notes de fin de document": true, "notes de bas de page": true, "notes et références": true,
}

// raisedMark returns the raised number that a line begins with.
func (n *line) raisedMark() (string, bool) {
	if len(n.words) < 2 || !n.words[0].raised {
		return "", false
	}
	mark := strings.Trim(unpower(n.words[0].text), "()[].")
	return mark, mark != "" && len(mark) <= 3 && strings.Trim(mark, "0123456789") == ""
}

// tableNotes marks the small paragraphs right below a table that begin with a
// note's mark.
func (l *layout) tableNotes(ps []par) {
	below := false
	for i := range ps {
		p := &ps[i]
		switch {
		case p.kind == documents.Cell:
			below = true
		case !below || p.kind != "" || p.size >= 0.94*l.m.body:
			below = false
		case l.takeMark(p, nil):
			p.kind = documents.Note
		default:
			below = false
		}
	}
}
