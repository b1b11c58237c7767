package align

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline/lexicon"
)

// never marks a bead that cannot be.
var never = math.Inf(-1)

// A look is what a segment's place in its document says.
type look struct {
	index int // in Document.Segments
	block int
	kind  documents.Kind
	level int
	// starts and ends tell the first and last segment of a block. A block
	// that goes on in the next, as a paragraph does over a page's end, does
	// not end there, and the next does not start.
	starts, ends bool
	label        string // number or letter at the start of the block, "" without
}

// looksOf describes the segments of a document.
func looksOf(d *documents.Document) []look {
	out := make([]look, len(d.Segments))
	for i, s := range d.Segments {
		b := d.BlockOf(i)
		l := look{index: i, block: s.Block, kind: b.Kind, level: b.Level}
		l.starts = i == 0 || d.Segments[i-1].Block != s.Block
		l.ends = i == len(d.Segments)-1 || d.Segments[i+1].Block != s.Block
		if l.starts {
			l.label = label(s.Text)
		}
		if l.starts && i > 0 && goesOn(&out[i-1], d.Segments[i-1].Text, &l, s.Text) {
			out[i-1].ends, l.starts = false, false
		}
		out[i] = l
	}
	return out
}

// goesOn reports whether a block that starts with segment y takes up the
// sentence that segment x, the last of the block before, leaves open.
func goesOn(x *look, before string, y *look, after string) bool {
	if y.kind != documents.Paragraph || x.kind != documents.Paragraph && x.kind != documents.ListItem {
		return false
	}
	first, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "\u00a0\u202f \"”»)"))
	return unicode.IsLower(first) && !strings.ContainsRune(".!?:;…", last)
}

// groups reports whether the blocks of a document say which segments belong
// together. In text with a sentence a line they do not.
func groups(looks []look) bool {
	for i, l := range looks {
		if l.kind != documents.Paragraph || i > 0 && looks[i-1].block == l.block {
			return true
		}
	}
	return false
}

// label returns the number or letter that a block starts with, free of
// language and of brackets: "3.1", "a", "iv". A word before it (Article 5,
// Section 5, PARTIE II) is kept out, so that it equals its translation.
func label(text string) string {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return ""
	}
	if l, sure := labelWord(fields[0]); sure {
		return l
	}
	if len(fields) > 1 && labelled[strings.TrimRight(lexicon.Fold(fields[0]), ".:")] {
		l, _ := labelWord(strings.TrimRight(fields[1], ":—–-"))
		return l
	}
	return ""
}

// labelled are the words that a label follows in headings of both languages.
var labelled = map[string]bool{
	"article": true, "section": true, "chapitre": true, "chapter": true, "partie": true,
	"part": true, "annexe": true, "annex": true, "appendix": true, "schedule": true,
	"titre": true, "title": true, "figure": true, "fig": true, "tableau": true,
	"table": true, "note": true, "encadre": true, "box": true, "etape": true, "step": true,
}

// labelWord reads one word as a label. It is sure of it when the word is a
// number or stands in brackets or before a point or bracket; a bare letter or
// Roman number is only good after a word such as Article.
func labelWord(w string) (string, bool) {
	core := strings.Trim(w, "().[]°")
	if core == "" || len(core) > 12 {
		return "", false
	}
	digits, letters := 0, 0
	for _, r := range core {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			letters++
		case r == '.' || r == '-':
		default:
			return "", false
		}
	}
	marked := core != w
	switch {
	case digits > 4, digits > 0 && letters > 1, digits == 0 && letters == 0:
		return "", false
	case digits > 0:
		return strings.ToLower(core), true
	case letters == 1 || roman(core):
		return strings.ToLower(core), marked && (strings.HasPrefix(w, "(") || strings.HasSuffix(w, ")") || strings.HasSuffix(w, "."))
	}
	return "", false
}

func roman(s string) bool {
	return strings.Trim(strings.ToUpper(s), "IVXLC") == "" && len(s) <= 7
}

// structure is what the places of segments say about a bead of rows i0 to i1
// and columns j0 to j1, inclusive; never when it would join segments that do
// not stand together.
func (g *grid) structure(i0, i1, j0, j1 int) float64 {
	if g.fr.part[i0] != g.en.part[j0] {
		return never
	}
	v := 0.0
	for _, side := range [...]struct {
		s    *stream
		a, b int
	}{{g.fr, i0, i1}, {g.en, j0, j1}} {
		for k := side.a; k < side.b; k++ {
			x, y := &side.s.looks[k], &side.s.looks[k+1]
			if x.index+1 != y.index || side.s.part[k] != side.s.part[k+1] {
				return never
			}
			if y.starts && side.s.paragraphs {
				v += g.w.crossing
				if x.kind != y.kind || x.kind != documents.Paragraph {
					v += g.w.crossing
				}
			}
		}
	}
	f, e := &g.fr.looks[i0], &g.en.looks[j0]
	if g.fr.paragraphs && g.en.paragraphs {
		if f.starts == e.starts {
			v += g.w.sameEdge
		} else {
			v += g.w.otherEdge
		}
		if g.fr.looks[i1].ends == g.en.looks[j1].ends {
			v += g.w.sameEdge
		} else {
			v += g.w.otherEdge
		}
		v += g.kinds(f, e)
	}
	if f.label != "" && e.label != "" {
		if f.label == e.label {
			v += g.w.sameLabel
		} else {
			v += g.w.otherLabel
		}
	}
	return v
}

// kinds weighs the kinds of two blocks. Readers of different formats see the
// same block differently (a heading in bold is a paragraph to a text reader),
// so a difference weighs against a link without ruling it out.
func (g *grid) kinds(f, e *look) float64 {
	switch {
	case f.kind == e.kind && f.kind == documents.Paragraph:
		return 0
	case f.kind == e.kind && f.kind == documents.Heading && f.level != e.level:
		return g.w.sameKind / 2
	case f.kind == e.kind:
		return g.w.sameKind
	}
	return g.w.otherKind
}
