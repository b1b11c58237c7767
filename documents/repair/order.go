package repair

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"unicode"
)

// macOrder numbers the 258 glyphs of Apple's standard order (OpenType, table
// post, format 1) from 3, the space: Microsoft's fonts and many others begin
// with it, and files that say no more than the number of the glyph show
// letters 29 places too low. Glyph 172 is the no-break space.
const macOrder = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" +
	"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ"

// adobeOrder numbers the glyphs of Adobe's standard character set (Technical
// Note 5176, appendix C, ISOAdobe) from 1, the space: letters come out 31
// places too low.
const adobeOrder = " !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~" +
	"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž"

// unicodeOrder numbers the characters of ASCII and of Latin-1 and Latin
// Extended-A in the order of Unicode from 3, the space, without controls: the
// Liberation fonts, which LibreOffice and DocBook files are full of, and others
// made of them.
var unicodeOrder = func() []rune {
	var all []rune
	for r := rune(' '); r <= 0x17f; r++ {
		if r < 0x7f || r >= 0xa0 {
			all = append(all, r)
		}
	}
	return all
}()

// macRoman and windows are the upper halves of the two usual encodings of one
// byte, from 0x80; U+FFFD where they have nothing.
const (
	macRoman = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
	windows  = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"
)

// An order says which character a number stands for.
type order struct {
	name string
	// shown means that the numbers are the characters that the engine gave,
	// not the codes of the file.
	shown bool
	text  func(n int) string
}

// orders lists all that are tried, the likeliest first.
var orders = listOrders()

func listOrders() []order {
	mac, adobe := []rune(macOrder), []rune(adobeOrder)
	table := func(t []rune, first int) func(int) string {
		return func(n int) string {
			if n < first || n-first >= len(t) {
				return Unknown
			}
			return shownAs(t[n-first])
		}
	}
	var all []order
	for _, shown := range []bool{false, true} {
		all = append(all, order{named("mac", shown), shown, table(mac, 3)}, order{named("adobe", shown), shown, table(adobe, 1)},
			order{named("unicode", shown), shown, table(unicodeOrder, 3)})
	}
	upperMac, upperWin := []rune(macRoman), []rune(windows)
	for _, shown := range []bool{false, true} {
		for d := 0; d <= 96; d++ {
			for _, s := range []int{d, -d} {
				if s == 0 && (shown || d != 0) {
					continue
				}
				all = append(all,
					order{named("windows"+signed(s), shown), shown, func(n int) string { return oneByte(n+s, upperWin) }},
					order{named("macroman"+signed(s), shown), shown, func(n int) string { return oneByte(n+s, upperMac) }})
				if d == 0 {
					break
				}
			}
		}
	}
	return all
}

func named(name string, shown bool) string {
	if shown {
		return name + " of the text"
	}
	return name
}

func signed(s int) string {
	if s >= 0 {
		return "+" + strconv.Itoa(s)
	}
	return strconv.Itoa(s)
}

// oneByte gives the character of a code under an encoding with the given upper
// half; above it comes Unicode itself, the Latin letters and the signs of
// prose.
func oneByte(n int, upper []rune) string {
	switch {
	case n < 0x20, n == 0x7f, n > 0x17f && n < 0x2010, n > 0x2122:
		return Unknown
	case n >= 0x80 && n-0x80 < len(upper):
		return shownAs(upper[n-0x80])
	}
	return shownAs(rune(n))
}

// shownAs gives a character as text: white space as a space, what stands for
// nothing as unknown.
func shownAs(r rune) string {
	switch {
	case unicode.IsSpace(r):
		return " "
	case unicode.IsControl(r), unicode.Is(unicode.Co, r):
		return Unknown
	}
	return string(r)
}

// number gives the number that an order looks up, -1 for none.
func (g Glyph) number(shown bool) int {
	if !shown {
		return g.Code
	}
	if r := single(g.Text); r >= 0 {
		return int(r)
	}
	return -1
}

// under gives the texts of the sample's glyphs under an order.
func (s *Sample) under(o order) []string {
	texts := make([]string, len(s.Glyphs))
	for i, g := range s.Glyphs {
		texts[i] = Unknown
		if n := g.number(o.shown); n >= 0 {
			texts[i] = o.text(n)
		}
	}
	return texts
}

// Evidence that an order must bring, as the logarithm of a likelihood ratio
// (evidence.gain). Some 800 orders are tried, which is worth 7; the three
// standard orders are common in real files, and one that another font of the
// document has proven is expected.
const (
	gainKnown    = 8
	gainStandard = 20
	gainShift    = 35
)

// reorder looks for an order under which the text reads.
func (s *Sample) reorder(known []string) (Result, bool) {
	type guess struct {
		order order
		plain float64
	}
	counts := s.counts()
	var guesses []guess
	for _, o := range orders {
		guesses = append(guesses, guess{o, plainness(counts, s.under(o))})
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.plain, a.plain) })
	var best Result
	bestWorth := math.Inf(-1)
	// Plainness knows no words: a standard order is always looked at.
	slices.SortStableFunc(guesses[8:], func(a, b guess) int { return cmp.Compare(b.order.standing(known), a.order.standing(known)) })
	for _, g := range guesses[:12] {
		texts := s.under(g.order)
		e := weigh(s.text(texts))
		// Of orders that read alike the usual one is meant, or the one that
		// knows more of the signs.
		need, worth := float64(gainShift), e.gain()-2*float64(e.unknown)-6*float64(e.inside)
		switch g.order.standing(known) {
		case 2:
			need = gainKnown
			worth += 2 * gainKnown
		case 1:
			need = gainStandard
			worth += gainKnown
		}
		if e.gain() >= need && worth > bestWorth && e.plausible() {
			bestWorth = worth
			best = Result{Verdict: Reordered, Lang: e.lang, Texts: texts, Order: g.order.name}
		}
	}
	return best, best.Verdict == Reordered
}

// standing is 2 for an order that the document has proven, 1 for those common
// in real files, and 0 for all others.
func (o order) standing(known []string) int {
	switch {
	case slices.Contains(known, o.name):
		return 2
	case o.name == "mac" || o.name == "adobe" || o.name == "unicode":
		return 1
	}
	return 0
}

// counts gives how often each glyph of the sample is shown.
func (s *Sample) counts() []int {
	n := make([]int, len(s.Glyphs))
	for _, r := range s.Runs {
		for _, g := range r {
			if g >= 0 {
				n[g]++
			}
		}
	}
	return n
}

// plainness tells cheaply how much like text the glyphs look, from the
// frequency of single letters in both languages.
func plainness(counts []int, texts []string) float64 {
	score := 0.0
	for i, n := range counts {
		if n == 0 {
			continue
		}
		rare := 9.0
		if r := single(texts[i]); r >= 0 {
			switch c := classify(r); {
			case c == space:
				rare = 1.8
			case unicode.IsUpper(r):
				rare = 6
			case c < class(len(rarity)) && rarity[c] > 0:
				rare = rarity[c]
			case c == digit, c > lastLetter && c < digit:
				rare = 5
			}
		}
		score -= float64(n) * rare
	}
	return score
}

// rarity is the negative logarithm of the frequency of a letter, the mean of
// both languages, from the same text as the table.
var rarity = func() []float64 {
	r := make([]float64, lastLetter+1)
	for i, c := range "eaitnsroludcmpéfghvbyqxjèàkwzêçâîôûùëïœ" {
		r[classify(c)] = 2.1 + 0.13*float64(i)
	}
	return r
}()

// plausible reports whether what little text there is may be prose: in longer
// text function words must show, and few characters may be unknown or signs in
// the midst of words.
func (e evidence) plausible() bool {
	switch {
	case e.letters < 12 || e.fit < -3.3 || e.unknown*12 > e.visible || e.inside*100 > e.letters:
		return false
	case e.letters >= 60:
		return e.common >= 2 && e.common*10 >= e.words
	}
	return true
}
