package align

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"concord/documents"
)

// inventedWords pair French and English words for made-up sentences: some are
// cognates, some are common words and some are neither.
var inventedWords = strings.Fields(`comité committee rapport report enfants children école school
	programme program santé health travail work ministère department région region
	logement housing budget budget décision decision femmes women rivière river
	montagne mountain hiver winter récolte harvest pêcheur fisherman bateau boat
	protection protection service service municipalité municipality journée day
	quatre four réunion meeting formation training conseil council forêt forest
	transport transport chemin road hôpital hospital infirmière nurse question question
	soir evening langue language musique music marché market cuisine kitchen`)

var inventedNames = strings.Fields(`Gaspé Yukon Moncton Rimouski Sudbury Iqaluit Regina Brandon Kelowna Laval`)

// An invented pair of documents says the same in both languages, sentence by
// sentence; truth is its alignment.
type invented struct {
	fr, en [][]string // sentences by paragraph
}

// invent makes a text of so many paragraphs.
func invent(r *rand.Rand, paragraphs int) invented {
	var out invented
	for range paragraphs {
		var fr, en []string
		for range 1 + r.IntN(3) {
			var f, e []string
			for range 5 + r.IntN(12) {
				k := 2 * r.IntN(len(inventedWords)/2)
				f, e = append(f, inventedWords[k]), append(e, inventedWords[k+1])
			}
			if r.IntN(2) == 0 {
				n := fmt.Sprint(r.IntN(900) + 10)
				f, e = append(f, n), append(e, n)
			}
			if r.IntN(3) == 0 {
				n := inventedNames[r.IntN(len(inventedNames))]
				f, e = append(f, "à", n), append(e, "in", n)
			}
			fr, en = append(fr, "Le "+strings.Join(f, " ")+"."), append(en, "The "+strings.Join(e, " ")+".")
		}
		out.fr, out.en = append(out.fr, fr), append(out.en, en)
	}
	return out
}

// document makes a Document of paragraphs of sentences.
func document(l documents.Lang, paragraphs [][]string) *documents.Document {
	d := &documents.Document{Lang: l}
	for _, sentences := range paragraphs {
		b := documents.Block{ID: len(d.Blocks) + 1, Kind: documents.Paragraph}
		for i, s := range sentences {
			if head, ok := strings.CutPrefix(s, "# "); ok {
				b.Kind, b.Level, s = documents.Heading, 1, head
			}
			if note, ok := strings.CutPrefix(s, "^ "); ok {
				b.Kind, s = documents.Note, note
			}
			if i > 0 {
				b.Text += " "
			}
			start := len(b.Text)
			b.Text += s
			d.Segments = append(d.Segments, documents.Segment{
				ID: len(d.Segments) + 1, Block: b.ID, Start: start, End: len(b.Text), Text: s,
			})
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

// lines makes a Document with a paragraph of one sentence for each line.
func lines(l documents.Lang, texts ...string) *documents.Document {
	var paragraphs [][]string
	for _, t := range texts {
		paragraphs = append(paragraphs, []string{t})
	}
	return document(l, paragraphs)
}

func pair(fr, en *documents.Document) documents.Pair[*documents.Document] {
	return documents.Pair[*documents.Document]{FR: fr, EN: en}
}

// show gives an alignment in one line: 0-0 1,2-1 3- -2; moved beads have a
// star.
func show(beads []Bead) string {
	var out []string
	for _, b := range beads {
		s := strings.Trim(strings.ReplaceAll(fmt.Sprint(b.FR), " ", ","), "[]") + "-" +
			strings.Trim(strings.ReplaceAll(fmt.Sprint(b.EN), " ", ","), "[]")
		if b.Moved {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}
