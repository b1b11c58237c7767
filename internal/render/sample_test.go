package render

import (
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/pipeline"
	"concord/pipeline/align"
	"concord/pipeline/baseline"
	"concord/pipeline/check"
)

// textDocument builds a Document from one block a line, with offsets as the
// reader of text files gives them.
func textDocument(path string, l documents.Lang, lines ...string) *documents.Document {
	d := &documents.Document{Path: path, Lang: l, SHA256: strings.Repeat("0a", 32), Format: "text"}
	offset := 0
	for _, line := range lines {
		n := utf8.RuneCountInString(line)
		addBlock(d, line, documents.Origin{End: len(line), Offset: offset, Length: n})
		offset += n + 1
	}
	return d
}

// pdfDocument builds a Document with one block a line, two to the page.
func pdfDocument(path string, l documents.Lang, lines ...string) *documents.Document {
	d := &documents.Document{Path: path, Lang: l, SHA256: strings.Repeat("0b", 32), Format: "pdf"}
	for i, line := range lines {
		y := 700 - 20*float64(i%2)
		addBlock(d, line, documents.Origin{End: len(line), Page: i/2 + 1, Box: documents.Box{X0: 72, Y0: y, X1: 72 + 5*float64(utf8.RuneCountInString(line)), Y1: y + 12}})
		d.Pages = i/2 + 1
	}
	for range d.Pages {
		d.Engines = append(d.Engines, "native")
	}
	return d
}

func addBlock(d *documents.Document, text string, o documents.Origin) {
	id := len(d.Blocks) + 1
	d.Blocks = append(d.Blocks, documents.Block{ID: id, Kind: documents.Paragraph, Page: o.Page, Box: o.Box, Text: text, Origins: []documents.Origin{o}})
	d.Segments = append(d.Segments, documents.Segment{ID: len(d.Segments) + 1, Block: id, End: len(text), Page: o.Page, Text: text})
}

// spans marks each occurrence of words in a document.
func spans(d *documents.Document, words ...string) []documents.Span {
	var out []documents.Span
	for _, w := range words {
		for i, s := range d.Segments {
			if at := strings.Index(s.Text, w); at >= 0 {
				out = append(out, documents.Span{Seg: i, Start: at, End: at + len(w)})
				break
			}
		}
	}
	return out
}

func diagonal(n int) *align.Alignment {
	a := &align.Alignment{}
	for i := range n {
		a.Beads = append(a.Beads, align.Bead{FR: []int{i}, EN: []int{i}, Score: 0.9})
	}
	return a
}

var sampleChecks = []*check.Check{
	{ID: "num/mismatch", Title: documents.Pair[string]{FR: "un nombre diffère d’une langue à l’autre", EN: "a figure differs between the languages"},
		MQM: "accuracy/mistranslation", Severity: check.Major},
	{ID: "term/missing", Title: documents.Pair[string]{FR: "un terme du glossaire manque", EN: "a glossary term is missing"},
		MQM: "terminology/inconsistent-with-resource", Severity: check.Major},
	{ID: "align/missing", Title: documents.Pair[string]{FR: "un passage n’a pas de contrepartie", EN: "a passage has no counterpart"},
		MQM: "accuracy/omission", Severity: check.Major},
}

const frText = "Le centre a reçu 1\u00a0234 enfants en 2025.\nLe taux est passé à 3,2\u00a0%.\nMerci à toutes et à tous <3.\n"

// sample is a run over a text pair and a PDF pair, with one of everything: an
// accepted finding, one about the whole documents, a gap, warnings, hostile
// text, a pair that failed, and exceptions that no longer hold.
func sample() *pipeline.Result {
	lines := strings.Split(strings.TrimSuffix(frText, "\n"), "\n")
	fr := textDocument("lettres/été 2025.fr.txt", documents.FR, lines...)
	en := textDocument("lettres/été 2025.en.txt", documents.EN,
		"The centre received 1,243 children in 2025.", "The rate rose to 3.4%.")
	letters := pipeline.PairResult{
		Name: "lettre", Docs: documents.Pair[*documents.Document]{FR: fr, EN: en}, Checks: 3,
		Alignment: &align.Alignment{Beads: []align.Bead{
			{FR: []int{0}, EN: []int{0}, Score: 0.97}, {FR: []int{1}, EN: []int{1}, Score: 0.91239}, {FR: []int{2}, Score: 0.4},
		}},
		Scores: []float64{0.25, 0.3, 1},
		Findings: []pipeline.Found{
			{Finding: check.Finding{Rule: "num/mismatch", Severity: check.Major, MQM: "accuracy/mistranslation", Bead: 0,
				Message:     documents.Pair[string]{FR: "1\u00a0234 en français, 1\u00a0243 en anglais", EN: "1,234 in French, 1,243 in English"},
				Spans:       documents.Pair[[]documents.Span]{FR: spans(fr, "1\u00a0234"), EN: spans(en, "1,243")},
				Fingerprint: "0123456789abcdef0123-0"}},
			{Finding: check.Finding{Rule: "num/mismatch", Severity: check.Minor, MQM: "accuracy/mistranslation", Bead: 1,
				Message:     documents.Pair[string]{FR: "3,2\u00a0% en français, 3,4\u00a0% en anglais", EN: "3.2% in French, 3.4% in English"},
				Spans:       documents.Pair[[]documents.Span]{FR: spans(fr, "3,2\u00a0%"), EN: spans(en, "3.4%")},
				Fingerprint: "0123456789ffffff0123-0"},
				Accepted: &baseline.Entry{Fingerprint: "0123456789ffffff0123-0", Rule: "num/mismatch", Reason: "arrondi voulu", By: "la révision", Date: "2026-11-02"}},
			{Finding: check.Finding{Rule: "align/missing", Severity: check.Major, MQM: "accuracy/omission", Bead: 2,
				Message:     documents.Pair[string]{FR: "cette phrase n’a pas d’équivalent en anglais", EN: "this sentence has no counterpart in English"},
				Spans:       documents.Pair[[]documents.Span]{FR: []documents.Span{fr.Whole(2)}},
				Fingerprint: "abcdefabcdefabcdefab-0"}},
		},
	}
	frPDF := pdfDocument("rapport.fr.pdf", documents.FR, "La protection de l’enfance.",
		strings.Repeat("Les équipes mobiles visitent chaque école du district une fois par trimestre. ", 8)+
			"La traite des enfants reste un crime grave selon la loi et selon les conventions.",
		"日本語の注\x1b[31m\u202e et la suite.")
	enPDF := pdfDocument("report.en.pdf", documents.EN, "Child protection.",
		strings.Repeat("The mobile teams visit every school in the district once a quarter. ", 8)+
			"Child traffic remains a serious crime under the law and under the conventions.",
		"Japanese note and the rest.")
	frPDF.Warnings = []documents.Warning{{Code: "page-without-text", Page: 2, Message: documents.Pair[string]{
		FR: "la page n’a pas de texte\u00a0; elle n’a pas été vérifiée", EN: "the page has no text; it was not checked"}}}
	report := pipeline.PairResult{
		Docs: documents.Pair[*documents.Document]{FR: frPDF, EN: enPDF}, Alignment: diagonal(3), Checks: 3,
		Findings: []pipeline.Found{
			{Finding: check.Finding{Rule: "align/missing", Severity: check.Neutral, MQM: "accuracy/omission", Bead: -1,
				Message:     documents.Pair[string]{FR: "les deux documents semblent être des éditions différentes", EN: "the two documents seem to be different editions"},
				Fingerprint: "ffff-0"}},
			{Finding: check.Finding{Rule: "term/missing", Severity: check.Major, MQM: "terminology/inconsistent-with-resource", Bead: 1,
				Message: documents.Pair[string]{
					FR: "«\u00a0traite des enfants\u00a0» se dit «\u00a0child trafficking\u00a0» ou «\u00a0trafficking in children\u00a0» en anglais selon le glossaire commun\u00a0; le texte anglais porte «\u00a0child traffic\u00a0»",
					EN: "“traite des enfants” is “child trafficking” or “trafficking in children” in the shared glossary; the English text has “child traffic”"},
				Spans:  documents.Pair[[]documents.Span]{FR: spans(frPDF, "traite des enfants"), EN: spans(enPDF, "Child traffic")},
				Source: "child-rights.csv:14", Fingerprint: "00ff00ff00ff00ff00ff-1"}},
			{Finding: check.Finding{Rule: "num/mismatch", Severity: check.Critical, MQM: "accuracy/mistranslation", Bead: 2,
				Message:     documents.Pair[string]{FR: "texte hostile\u00a0: \x1b]0;titre\x07", EN: "hostile text: \x1b]0;title\x07"},
				Spans:       documents.Pair[[]documents.Span]{FR: spans(frPDF, "注", "suite"), EN: []documents.Span{{Seg: 2, Start: 27, End: 27}}},
				Fingerprint: "1111111111-0"}},
		},
	}
	failed := pipeline.PairResult{
		Paths: documents.Pair[string]{FR: "vide.fr.pdf", EN: "vide.en.pdf"},
		Err: documents.Problemf(documents.Unreadable, "file-empty", "%[1]s\u00a0: le fichier est vide\u00a0; vérifiez l’envoi",
			"%[1]s: the file is empty; check how it was sent", "vide.fr.pdf"),
	}
	return &pipeline.Result{
		Pairs:      []pipeline.PairResult{letters, report, failed},
		Stale:      []baseline.Entry{{Fingerprint: "dead-0", Rule: "num/date", Reason: "le colloque a changé de jour", Date: "2026-01-02", Line: 12}},
		Expired:    []baseline.Entry{{Fingerprint: "beef-0", Rule: "num/mismatch", Reason: "provisoire", By: "A", Date: "2026-01-02", Expires: "2026-06-30", Line: 20}},
		Glossaries: []pipeline.GlossaryRef{{Path: "child-rights.csv", SHA256: strings.Repeat("c0", 32), Concepts: 149}},
	}
}

// sampleOptions know the French letter's text, so that it has lines.
func sampleOptions(l documents.Lang) Options {
	return Options{Lang: l, Checks: sampleChecks, Version: "0.1.0",
		Source: func(path string) (string, bool) { return frText, path == "lettres/été 2025.fr.txt" },
		Explain: func(id string, l documents.Lang) (string, bool) {
			return "# " + id + " (" + string(l) + ")\n", id == "num/mismatch"
		}}
}
