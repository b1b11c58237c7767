package ocr

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents/extract"
)

// A Word is a word as tesseract saw it.
type Word struct {
	Text string
	// X0, Y0, X1, Y1 are its box in dots, origin top left, Y down.
	X0, Y0, X1, Y1 float64
	// Confidence is 0 to 1.
	Confidence float64
	// paragraph and line number its place.
	paragraph, line int
}

// parse reads tesseract's TSV: a title, then lines of level, page, block,
// paragraph, line, word, left, top, width, height, confidence and text; words
// have level 5.
func parse(tsv []byte) []Word {
	var words []Word
	paragraph, line := 0, 0
	var lastPar, lastLine string
	for row := range strings.Lines(string(tsv)) {
		c := strings.Split(strings.TrimRight(row, "\r\n"), "\t")
		if len(c) < 12 || c[0] != "5" {
			continue
		}
		text := strings.TrimSpace(strings.ToValidUTF8(strings.Join(c[11:], " "), "\uFFFD"))
		var n [5]float64
		bad := false
		for i := range n {
			v, err := strconv.ParseFloat(c[6+i], 64)
			bad = bad || err != nil || math.IsNaN(v) || math.Abs(v) > 1e6
			n[i] = v
		}
		if text == "" || bad || n[2] <= 0 || n[3] <= 0 {
			continue
		}
		if p := c[2] + " " + c[3]; p != lastPar {
			lastPar, lastLine = p, ""
			paragraph++
		}
		if l := lastPar + " " + c[4]; l != lastLine {
			lastLine = l
			line++
		}
		words = append(words, Word{
			Text: text, X0: n[0], Y0: n[1], X1: n[0] + n[2], Y1: n[1] + n[3],
			Confidence: min(1, max(0, n[4]/100)), paragraph: paragraph, line: line,
		})
	}
	return words
}

// Glyphs puts words on a page of a height in points, as the layout takes them:
// one glyph for a word, with a space between two, all of a line on one
// baseline and all of a paragraph in one size, since the boxes of words follow
// their letters ("une" is lower than "le"). The second result is the
// confidence of each glyph.
func Glyphs(words []Word, height float64, dpi int) ([]extract.Glyph, []float64) {
	scale := 72 / float64(dpi)
	sizes := map[int]float64{}
	for _, p := range groups(words, func(w Word) int { return w.paragraph }) {
		var all []float64
		for _, w := range p {
			if h := tall(w.Text); h > 0 {
				all = append(all, (w.Y1-w.Y0)*scale/h)
			}
		}
		// Half points: measured sizes of one font differ by some percent.
		sizes[p[0].paragraph] = max(1, math.Round(2*median(all))/2)
	}
	var glyphs []extract.Glyph
	var sure []float64
	for _, line := range groups(words, func(w Word) int { return w.line }) {
		size := sizes[line[0].paragraph]
		var feet []float64
		for _, w := range line {
			foot := height - w.Y1*scale
			if hangs(w.Text) {
				foot += 0.21 * size // descenders reach that far in usual fonts
			}
			feet = append(feet, foot)
		}
		y := median(feet)
		for i, w := range line {
			if i > 0 {
				last := line[i-1]
				gap := extract.Glyph{Text: " ", X: last.X1 * scale, Y: y, W: max(0, (w.X0-last.X1)*scale), Size: size, MCID: -1}
				glyphs, sure = append(glyphs, gap), append(sure, 1)
			}
			glyphs = append(glyphs, extract.Glyph{Text: w.Text, X: w.X0 * scale, Y: y, W: (w.X1 - w.X0) * scale, Size: size, MCID: -1})
			sure = append(sure, w.Confidence)
		}
	}
	return glyphs, sure
}

// tall gives the height of a word's box in ems by the letters in it, for
// usual text fonts; 0 when they tell nothing.
func tall(s string) float64 {
	high, low := false, hangs(s)
	body := false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r), unicode.IsDigit(r), strings.ContainsRune("bdfhkltéèêàâîïôùûëüß", r):
			high = true
		case unicode.IsLower(r):
			body = true
		}
	}
	switch {
	case !high && !body:
		return 0
	case high && low:
		return 0.91
	case high:
		return 0.70
	case low:
		return 0.67
	}
	return 0.47
}

// hangs reports letters below the baseline.
func hangs(s string) bool { return strings.ContainsAny(s, "gjpqyç,;Q()[]") }

// groups splits words at each change of key.
func groups(words []Word, key func(Word) int) [][]Word {
	var out [][]Word
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && key(words[j]) == key(words[i]) {
			j++
		}
		out = append(out, words[i:j])
		i = j
	}
	return out
}

// median of the values; 10, a usual size in points, without any.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 10
	}
	v = slices.Clone(v)
	slices.SortFunc(v, func(a, b float64) int { return cmp.Compare(a, b) })
	return v[len(v)/2]
}

// Letters counts the letters and digits of words.
func Letters(words []Word) int {
	n := 0
	for _, w := range words {
		for _, r := range w.Text {
			if r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				n++
			}
		}
	}
	return n
}
