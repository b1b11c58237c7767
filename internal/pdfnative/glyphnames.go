package pdfnative

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// glyphText gives the text that a glyph name stands for, empty if the name is
// not known: the names of Adobe's standard Latin set and of the TeX text fonts,
// uniXXXX and uXXXXX, with suffixes dropped and parts joined by "_" (Adobe
// Glyph List specification).
func glyphText(name string) string {
	if name == "" || name == ".notdef" {
		return ""
	}
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if t, ok := glyphNames()[name]; ok {
		return t
	}
	if strings.ContainsRune(name, '_') {
		var b strings.Builder
		for _, part := range strings.Split(name, "_") {
			t := glyphText(part)
			if t == "" {
				return ""
			}
			b.WriteString(t)
		}
		return b.String()
	}
	return unicodeName(name)
}

// unicodeName reads uni followed by groups of four digits, and u followed by
// four to six.
func unicodeName(name string) string {
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 && len(hex) <= 32 {
		var b strings.Builder
		for ; hex != ""; hex = hex[4:] {
			n, err := strconv.ParseUint(hex[:4], 16, 32)
			if err != nil || !utf8.ValidRune(rune(n)) {
				return ""
			}
			b.WriteRune(rune(n))
		}
		return cleanText(b.String())
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && utf8.ValidRune(rune(n)) {
			return cleanText(string(rune(n)))
		}
	}
	return ""
}

// namedGlyph gives the text of a named glyph of a font: by its name, by the
// parser's long list, by its number. A name that says nothing is marked as
// unknown, so that the glyph does not vanish; hex is what hexNames says.
func namedGlyph(name string, hex bool) string {
	if name == ".notdef" {
		return ""
	}
	if t := glyphText(name); t != "" {
		return t
	}
	if t := listedGlyph(name); t != "" {
		return t
	}
	if t := numberedGlyph(name, hex); t != "" {
		return t
	}
	return noText
}

// listedGlyph looks a name up in the parser's list of 4,000 glyph names, which
// is within reach only through a font: one that has the name at code 1. It
// answers with the code for a name that it does not know.
func listedGlyph(name string) string {
	const longest = 64
	if len(name) > longest || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r >= 0x7f || isDelimiter(byte(r)) || r == '#' }) {
		return ""
	}
	const head = "%PDF-1.4\n"
	table := "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Font<</Encoding<</Differences[1/" + name + "]>>>>>>"
	r, err := parser([]byte(head), []byte(table))
	if err != nil {
		return ""
	}
	f := pdf.Font{V: r.Trailer().Key("Font")}
	if s := f.Encoder().Decode("\x01"); s != "\x01" {
		return cleanText(s)
	}
	return ""
}

// parser opens a file made of a head and a cross-reference section.
func parser(head, table []byte) (*pdf.Reader, error) {
	data := closeFile(append(head, table...), len(head))
	return pdf.NewReader(bytes.NewReader(data), int64(len(data)))
}

// hexNames reports whether the names of Differences are a letter and two
// hexadecimal digits (G6F): then one of them has a letter for a digit.
func hexNames(d pdf.Value, n int) bool {
	found := false
	for i := range n {
		name := d.Index(i).Name()
		if name == "" || name == ".notdef" || name == "space" {
			continue
		}
		if len(name) != 3 || unhex(name[1]) < 0 || unhex(name[2]) < 0 {
			return false
		}
		found = found || unhex(name[1]) > 9 || unhex(name[2]) > 9
	}
	return found
}

// numberedGlyph reads names of one or two letters and a number up to 255
// (a65, G65, G41 in hexadecimal), where the number is a Latin code. Fonts made
// from bitmaps are named so.
func numberedGlyph(name string, hex bool) string {
	i, base := 0, 10
	if hex {
		i, base = 1, 16
	} else {
		for i < len(name) && (name[i] < '0' || name[i] > '9') {
			i++
		}
	}
	if i == 0 || i > 2 || i > len(name) {
		return ""
	}
	n, err := strconv.ParseUint(name[i:], base, 8)
	if err != nil || n < 0x20 {
		return ""
	}
	return runeText(winAnsi()[n])
}

// standardNames lists the glyph names of CFF's standard strings 1 to 228
// (Adobe Technical Note 5176, appendix A), in order; standardRunes holds their
// characters.
const standardNames = "space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron"

const standardRunes = " !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~" +
	"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß" +
	"¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž"

// moreNames are the other names seen in TeX, OpenType and office fonts.
const moreNames = "ff ﬀ ffi ﬃ ffl ﬄ f_f ff f_i fi f_l fl f_f_i ffi f_f_l ffl st ﬆ longs_t ﬅ dotlessj ȷ nbspace \u00a0 nonbreakingspace \u00a0 " +
	"sfthyphen \u00ad softhyphen \u00ad hyphenminus - hyphenchar - Euro € euro € middot · overscore ¯ quotereversed ‛ visiblespace ␣ visualspace ␣ " +
	"compwordmark \u200c cwm \u200c zerowidthnonjoiner \u200c perthousandzero ‰ zeroinferior ₀ oneinferior ₁ twoinferior ₂ threeinferior ₃ " +
	"foursuperior ⁴ fivesuperior ⁵ sixsuperior ⁶ sevensuperior ⁷ eightsuperior ⁸ ninesuperior ⁹ zerosuperior ⁰ " +
	"Abreve Ă abreve ă Aogonek Ą aogonek ą Amacron Ā amacron ā Cacute Ć cacute ć Ccaron Č ccaron č Dcaron Ď dcaron ď Dcroat Đ dcroat đ " +
	"Ecaron Ě ecaron ě Eogonek Ę eogonek ę Emacron Ē emacron ē Edotaccent Ė edotaccent ė Gbreve Ğ gbreve ğ Idotaccent İ Imacron Ī imacron ī " +
	"Lacute Ĺ lacute ĺ Lcaron Ľ lcaron ľ Nacute Ń nacute ń Ncaron Ň ncaron ň Eng Ŋ eng ŋ Ohungarumlaut Ő ohungarumlaut ő Omacron Ō omacron ō " +
	"Racute Ŕ racute ŕ Rcaron Ř rcaron ř Sacute Ś sacute ś Scedilla Ş scedilla ş Scommaaccent Ș scommaaccent ș Tcaron Ť tcaron ť Tcedilla Ţ tcedilla ţ " +
	"Uring Ů uring ů Uhungarumlaut Ű uhungarumlaut ű Umacron Ū umacron ū Uogonek Ų uogonek ų Zacute Ź zacute ź Zdotaccent Ż zdotaccent ż IJ Ĳ ij ĳ SS ẞ " +
	"Alpha Α Beta Β Gamma Γ Delta ∆ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω " +
	"alpha α beta β gamma γ delta δ epsilon ε epsilon1 ϵ zeta ζ eta η theta θ theta1 ϑ iota ι kappa κ lambda λ nu ν xi ξ omicron ο pi π pi1 ϖ rho ρ rho1 ϱ sigma σ sigma1 ς tau τ upsilon υ phi φ phi1 ϕ chi χ psi ψ omega ω " +
	"infinity ∞ summation ∑ product ∏ integral ∫ partialdiff ∂ radical √ notequal ≠ lessequal ≤ greaterequal ≥ approxequal ≈ similar ∼ equivalence ≡ proportional ∝ element ∈ notelement ∉ " +
	"emptyset ∅ intersection ∩ union ∪ propersubset ⊂ propersuperset ⊃ reflexsubset ⊆ reflexsuperset ⊇ logicaland ∧ logicalor ∨ universal ∀ existential ∃ gradient ∇ nabla ∇ lozenge ◊ " +
	"arrowleft ← arrowup ↑ arrowright → arrowdown ↓ arrowboth ↔ arrowdblleft ⇐ arrowdblright ⇒ arrowdblboth ⇔ asteriskmath ∗ bulletmath • periodmath · minusmath − plusminusmath ± dotmath ⋅ " +
	"prime ′ second ″ minute ′ angleleft 〈 angleright 〉 bardbl ∥ floorleft ⌊ floorright ⌋ ceilingleft ⌈ ceilingright ⌉ slashmath / backslashmath \\ openbullet ◦ circle ○ " +
	"filledbox ■ filledrect ▬ square □ triagup ▲ triagdn ▼ triagrt ► triaglf ◄ checkmark ✓ club ♣ diamond ♦ heart ♥ spade ♠ estimated ℮ triangleright ▷ triangleleft ◁ star ⋆ lscript ℓ diamondmath ⋄ bullseye ◎ negationslash ̸ follows ≻ precedes ≺ numero № servicemark ℠ " +
	"oneeighth ⅛ threeeighths ⅜ fiveeighths ⅝ seveneighths ⅞ onethird ⅓ twothirds ⅔ foursuperior ⁴ Omegagreek Ω mugreek μ Deltagreek Δ suppress ł Ldot Ŀ ldot ŀ hyphentwo ‐ figuredash ‒ nonbreakinghyphen ‑ afii00208 ―"

var glyphNames = sync.OnceValue(func() map[string]string {
	names := strings.Fields(standardNames)
	more := strings.Split(moreNames, " ")
	m := make(map[string]string, len(names)+len(more)/2)
	i := 0
	for _, r := range standardRunes {
		m[names[i]] = string(r)
		i++
	}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i]] = more[i+1]
	}
	return m
})

// standardStrings gives the text of CFF standard strings by number (SID).
var standardStrings = sync.OnceValue(func() []string {
	t := []string{""}
	for _, r := range standardRunes {
		t = append(t, string(r))
	}
	return t
})
