// Package repair reads text whose characters came out wrong. Some PDF files do
// not say which characters the codes of a font stand for, or say it wrongly:
// "vulnérabilités de sécurité" comes out as "YXOQpUDELOLWpV GH VpFXULWp", and
// every reader passes that on in silence.
//
// Call Garbled to learn whether a text is such garbage, and Solve with all that
// one document shows in one font. Solve tries the orders in which fonts number
// their glyphs (order.go), then a constant shift, then works out which code is
// which letter from the statistics of French and English, as one solves a
// cryptogram (substitution.go). A wrong repair is worse than garbage, which
// anyone sees: Solve changes nothing unless the evidence is overwhelming
// (evidence.go).
//
// The package knows fonts as lists of codes and nothing of PDF. It does no
// input or output and gives the same answer for the same sample.
package repair

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/documents"
)

// Unknown is the text of a code whose character is not known.
const Unknown = "\uFFFD"

// A Glyph is one of the codes of a font.
type Glyph struct {
	// Code is the number by which the file shows the glyph, -1 when the
	// engine does not tell it.
	Code int
	// Text is what the engine took it for.
	Text string
}

// Gap is an entry of a run that stands for no glyph, but for white space
// between two of them.
const Gap = -1

// A Sample is what one document shows in one font.
type Sample struct {
	// Glyphs are the distinct codes, each once.
	Glyphs []Glyph
	// Runs are stretches of text: each entry is an index into Glyphs, or Gap.
	// Nothing is known of what stands between one run and the next.
	Runs [][]int
}

// A Verdict is what Solve found.
type Verdict int

const (
	// Sound text is left alone; so is text too short or too strange to judge.
	Sound Verdict = iota
	// Garbage cannot be trusted and could not be repaired.
	Garbage
	// Reordered text was repaired by an order of glyphs that holds for every
	// code, figures included.
	Reordered
	// Solved text was repaired by the statistics of letters. Figures, and
	// whatever else they do not tell, are Unknown.
	Solved
)

// A Result is the outcome of Solve.
type Result struct {
	Verdict Verdict
	// Lang is the language that the repaired text is in.
	Lang documents.Lang
	// Texts gives the text of each of the sample's Glyphs after a repair; nil
	// otherwise.
	Texts []string
	// Order names the order of a Reordered font: "mac", "adobe", "shift+29".
	Order string
}

// Limits of what is looked at. A page of prose has 2,000 to 3,000 letters, and
// a solution does not get better with more than a few thousand.
const (
	maxSample = 20_000 // glyphs judged
	maxSolve  = 4_000  // glyphs that the substitution is worked out from
)

// Solve judges a font's text and repairs it where that can be done beyond
// doubt. The orders in known, found in other fonts of the same document, are
// believed on less evidence: a heading has few letters.
func Solve(s Sample, known ...string) Result {
	s = s.trim()
	now := s.text(s.asRead())
	if m := measure(now); m.garbled() < doubtful && (m.inTokens < 12 || m.rough > doubtfulFit) {
		return Result{Verdict: Sound}
	}
	if r, ok := s.reorder(known); ok {
		return r
	}
	if r, ok := s.substitute(); ok {
		return r
	}
	if s.trusted(now) {
		return Result{Verdict: Sound}
	}
	return Result{Verdict: Garbage}
}

// doubtful is the measure of Garbled above which a repair is tried.
const doubtful = 0.5

// doubtfulFit is the fit of words and signs below which a repair is tried.
const doubtfulFit = -5.8

// trusted reports whether there is too little to call the text garbage: a
// handful of codes are bullets or signs of a formula, and a few letters may be
// a name.
func (s *Sample) trusted(now string) bool {
	kinds := 0
	for _, g := range s.Glyphs {
		switch {
		case g.Code < 0 && strings.Contains(g.Text, Unknown):
			kinds += 12 // it may stand for any
		case strings.TrimSpace(g.Text) != "":
			kinds++
		}
	}
	m := measure(now)
	return kinds < 12 || m.garbled() < doubtful || max(m.letters, m.inTokens)+m.unknown < 60
}

// trim leaves out what is beyond the limits, and indexes that lead nowhere.
func (s Sample) trim() Sample {
	left := maxSample
	runs := make([][]int, 0, len(s.Runs))
	for _, r := range s.Runs {
		r = r[:min(len(r), left)]
		left -= len(r)
		if slices.ContainsFunc(r, func(g int) bool { return g >= len(s.Glyphs) }) {
			r = slices.DeleteFunc(slices.Clone(r), func(g int) bool { return g >= len(s.Glyphs) })
		}
		if len(r) > 0 {
			runs = append(runs, r)
		}
	}
	s.Runs = runs
	return s
}

// asRead gives the texts that the engine gave.
func (s *Sample) asRead() []string {
	texts := make([]string, len(s.Glyphs))
	for i, g := range s.Glyphs {
		texts[i] = g.Text
	}
	return texts
}

// text spells the runs, with a space between them.
func (s *Sample) text(texts []string) string {
	var b strings.Builder
	for _, r := range s.Runs {
		for _, g := range r {
			if g < 0 {
				b.WriteByte(' ')
			} else {
				b.WriteString(texts[g])
			}
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// single gives the one character of a text, or -1.
func single(s string) rune {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || n != len(s) || r == utf8.RuneError {
		return -1
	}
	return r
}
