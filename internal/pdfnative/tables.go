package pdfnative

import "sync"

// The tables here are made at first use: a program that reads no PDF pays
// nothing for them at start.

// winAnsi is Windows code page 1252. Unused codes show a bullet, as PDF
// 32000-1 annex D.2 says.
var winAnsi = sync.OnceValue(func() *[256]rune {
	t := latin1()
	for i, r := range []rune("€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ") {
		t[0x80+i] = r
	}
	return t
})

func latin1() *[256]rune {
	var t [256]rune
	for i := 0x20; i < 256; i++ {
		if i < 0x7f || i >= 0xa0 {
			t[i] = rune(i)
		}
	}
	return &t
}

// pdfDoc is PDFDocEncoding, used for text strings outside of fonts.
var pdfDoc = sync.OnceValue(func() *[256]rune {
	t := latin1()
	t['\t'], t['\n'], t['\r'] = '\t', '\n', '\r'
	for i, r := range []rune("˘ˇˆ˙˝˛˚˜") {
		t[0x18+i] = r
	}
	for i, r := range []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž") {
		t[0x80+i] = r
	}
	t[0xA0] = '€'
	return t
})

// macRoman is MacRomanEncoding.
var macRoman = sync.OnceValue(func() *[256]rune {
	t := latin1()
	for i, r := range []rune("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü" +
		"†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" +
		"¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ" +
		"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ") {
		t[0x80+i] = r
	}
	return t
})

// standardEncoding is Adobe's StandardEncoding.
var standardEncoding = sync.OnceValue(func() *[256]rune {
	var t [256]rune
	for i := 0x20; i < 0x7f; i++ {
		t[i] = rune(i)
	}
	t[0x27], t[0x60] = '’', '‘'
	put(&t, 0xA1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ")
	put(&t, 0xB1, "–†‡·")
	put(&t, 0xB6, "¶•‚„”»…‰")
	put(&t, 0xBF, "¿")
	put(&t, 0xC1, "`´ˆ˜¯˘˙¨")
	put(&t, 0xCA, "˚¸")
	put(&t, 0xCD, "˝˛ˇ—")
	t[0xE1], t[0xE3], t[0xF1], t[0xF5] = 'Æ', 'ª', 'æ', 'ı'
	put(&t, 0xE8, "ŁØŒº")
	put(&t, 0xF8, "łøœß")
	return &t
})

func put(t *[256]rune, at int, s string) {
	for i, r := range []rune(s) {
		t[at+i] = r
	}
}

// symbolEncoding is the built-in encoding of the Symbol font. The parts of
// tall brackets and the trademark variants have no text of their own.
var symbolEncoding = sync.OnceValue(func() *[256]rune {
	var t [256]rune
	put(&t, 0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?")
	put(&t, 0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
	put(&t, 0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
	put(&t, 0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
	put(&t, 0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
	t[0xF1], t[0xF2] = '〉', '∫'
	return &t
})

// dingbats is the built-in encoding of ZapfDingbats: the Unicode block in its
// order, save for the signs that Unicode had already.
var dingbats = sync.OnceValue(func() *[256]rune {
	var t [256]rune
	t[0x20] = ' '
	for c := 0x21; c <= 0x7E; c++ {
		t[c] = rune(0x2700 + c - 0x20)
	}
	for c := 0xA1; c <= 0xFE; c++ {
		t[c] = rune(0x2761 + c - 0xA1)
	}
	for c, r := range map[int]rune{
		0x25: '☎', 0x2A: '☛', 0x2B: '☞', 0x48: '★', 0x6C: '●', 0x6E: '■',
		0x73: '▲', 0x74: '▼', 0x75: '◆', 0x77: '◗', 0xA8: '♣', 0xA9: '♦',
		0xAA: '♥', 0xAB: '♠', 0xD5: '→', 0xD6: '↔', 0xD7: '↕', 0xF0: 0,
	} {
		t[c] = r
	}
	for i := range 10 {
		t[0xAC+i] = rune(0x2460 + i) // circled digits
	}
	return &t
})
