// Package printable makes text from documents, file names and keys fit to be
// shown in a terminal. Such text is hostile until shown otherwise: an escape
// sequence can repaint the screen or retitle the window, and a bidirectional
// override can make words read in another order than they stand. Line gives
// one line that is safe; Width tells how many columns it takes.
package printable

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Line returns s as one safe line: white space of every kind but no-break
// spaces becomes a space, other control characters their Unicode picture or
// U+FFFD, bidirectional controls and tag characters U+FFFD, and invisible
// characters that join or split nothing a reader sees are left out. Bytes that
// are not UTF-8 become U+FFFD.
func Line(s string) string {
	if clean(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r = safe(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Width is the number of terminal columns of s, which must come from Line.
func Width(s string) int { return uniseg.StringWidth(s) }

// clusterRunes bounds a grapheme cluster. Real text stacks three or four marks
// on a letter; hundreds of them cover the lines above and below.
const clusterRunes = 8

// A Cell is a grapheme cluster: what a reader takes for one character.
type Cell struct {
	// Start and End are its byte offsets in the text it came from.
	Start, End int
	// Text is safe to print and may be empty.
	Text string
	// Width is its number of columns: 0, 1 or 2.
	Width int
}

// Cells cuts s into grapheme clusters, each made safe on its own. They cover s
// in order without gaps.
func Cells(s string) []Cell {
	var cells []Cell
	state, at := -1, 0
	for rest := s; len(rest) > 0; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		text := Line(cluster)
		if n := utf8.RuneCountInString(text); n > clusterRunes {
			text = string([]rune(text)[:clusterRunes])
		}
		cells = append(cells, Cell{Start: at, End: at + len(cluster), Text: text, Width: min(Width(text), 2)})
		at += len(cluster)
	}
	return cells
}

func clean(s string) bool {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if safe(r) != r || (r == utf8.RuneError && n == 1) {
			return false
		}
		i += n
	}
	return true
}

// safe returns what to print for r, or -1 for nothing.
func safe(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return ' '
	case r < 0x20:
		return 0x2400 + r // control pictures
	case r == 0x7f:
		return 0x2421
	case r < 0xa0 && r > 0x7f:
		return utf8.RuneError
	case r == 0xad || r == 0x200b || r == 0x2060 || r == 0xfeff || r == 0x180e:
		return -1 // soft hyphen, zero-width space, word joiner, byte order mark
	case r == 0x61c || r == 0x200e || r == 0x200f || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x206f):
		return utf8.RuneError // bidirectional controls
	case r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff && !unicode.Is(unicode.Variation_Selector, r):
		return utf8.RuneError // interlinear annotation, tags
	}
	return r
}
