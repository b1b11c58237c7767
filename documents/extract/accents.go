package extract

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// accents composes a spacing accent drawn over a letter with it: old TeX fonts
// have no é. The glyphs are sorted by X.
func accents(glyphs []Glyph) []Glyph {
	if !slices.ContainsFunc(glyphs, mayBeAccent) {
		return glyphs
	}
	out := glyphs[:0:0]
	for i := 0; i < len(glyphs); i++ {
		g := glyphs[i]
		mark, ok := combining[g.Text]
		if r, n := utf8.DecodeRuneInString(g.Text); n == len(g.Text) && unicode.Is(unicode.Mn, r) {
			// A combining mark shown before its letter.
			if i+1 < len(glyphs) && glyphs[i+1].X < g.X+0.3*g.Size && composes(glyphs[i+1].Text, g.Text) && (len(out) == 0 || !composes(out[len(out)-1].Text, g.Text)) {
				mark, ok = g.Text, true
				g.W = max(g.W, 0.02*g.Size)
				g.X = max(g.X, glyphs[i+1].X)
			}
		}
		if !ok {
			out = append(out, g)
			continue
		}
		over := func(o Glyph) bool {
			mid := g.X + g.W/2
			return mid > o.X && mid < o.X+o.W && composes(o.Text, mark)
		}
		switch n := len(out); {
		case n > 0 && over(out[n-1]):
			out[n-1].Text = compound(out[n-1].Text, mark)
		case i+1 < len(glyphs) && over(glyphs[i+1]):
			i++
			o := glyphs[i]
			o.Text = compound(o.Text, mark)
			out = append(out, o)
		default:
			out = append(out, g)
		}
	}
	return out
}

// mayBeAccent reports a glyph that is an accent by itself.
func mayBeAccent(g Glyph) bool {
	if len(g.Text) == 1 {
		return g.Text == "`"
	}
	if _, ok := combining[g.Text]; ok {
		return true
	}
	r, n := utf8.DecodeRuneInString(g.Text)
	return n == len(g.Text) && unicode.Is(unicode.Mn, r)
}

var combining = map[string]string{"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "¸": "\u0327", "˜": "\u0303", "ˇ": "\u030C", "˚": "\u030A"}

func compound(letter, mark string) string {
	if letter == "ı" {
		letter = "i"
	}
	return norm.NFC.String(letter + mark)
}

func composes(letter, mark string) bool {
	return utf8.RuneCountInString(letter) == 1 && utf8.RuneCountInString(compound(letter, mark)) == 1
}
