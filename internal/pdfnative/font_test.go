package pdfnative

import (
	"strings"
	"testing"
)

// What codes stand for, by each of the ways in which a font can tell it.
func TestFonts(t *testing.T) {
	bfchars := "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
		"2 beginbfchar <0001> <00C9> <0002> <00660066> endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0058> <0059>] endbfrange endcmap"
	for _, c := range []struct {
		name, show, want string
		objects          map[int]string
		streams          map[int][2]string
	}{
		{
			name: "Differences over a base, TeX names, uni names, unknown names",
			show: "(ABCDEFG)", want: "ﬁﬄé—A\uFFFDG",
			objects: map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/fi/ffl/uni00E9/emdash/A.sc/qqqq]>>>>"},
		},
		{
			name: "a name of the parser's long list", show: "(A)", want: "ש",
			objects: map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[65/afii57689]>>>>"},
		},
		{
			name: "MacRoman", show: "(\\216\\317)", want: "éœ",
			objects: map[int]string{6: "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/MacRomanEncoding>>"},
		},
		{
			name: "StandardEncoding has the curly quote and its own ligatures", show: "(l'\\256)", want: "l’ﬁ",
			objects: map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding/StandardEncoding>>"},
		},
		{
			name: "ToUnicode goes before the encoding", show: "(A)", want: "Z",
			objects: map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>"},
			streams: map[int][2]string{7: {"", "1 beginbfchar <41> <005A> endbfchar"}},
		},
		{
			name: "a ToUnicode to nothing leaves the encoding", show: "(A)", want: "A",
			objects: map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>"},
			streams: map[int][2]string{7: {"", "1 beginbfchar <41> <0000> endbfchar"}},
		},
		{
			name: "two-byte codes, a ligature, ranges, an array, an unknown code", show: "<000100020010001200210099>", want: "ÉffacY\uFFFD",
			objects: map[int]string{
				6: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 7 0 R>>",
				8: "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500>>",
			},
			streams: map[int][2]string{7: {"", bfchars}},
		},
		{
			name: "one-byte codes of a Type 0 font", show: "(A)", want: "x",
			objects: map[int]string{
				6: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/OneByteIdentityH/DescendantFonts[8 0 R]/ToUnicode 7 0 R>>",
				8: "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500>>",
			},
			streams: map[int][2]string{7: {"", "1 beginbfchar <41> <0078> endbfchar"}},
		},
		{
			name: "codes that are Unicode by their CMap", show: "<00E9>", want: "é",
			objects: map[int]string{
				6: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniGB-UCS2-H/DescendantFonts[8 0 R]>>",
				8: "<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>",
			},
		},
		{
			name: "an embedded CMap of one and two bytes", show: "<418142>", want: "ab",
			objects: map[int]string{
				6: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 9 0 R/DescendantFonts[8 0 R]/ToUnicode 7 0 R>>",
				8: "<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>",
			},
			streams: map[int][2]string{
				7: {"", "2 beginbfchar <41> <0061> <8142> <0062> endbfchar"},
				9: {"/Type/CMap", "2 begincodespacerange <00> <80> <8100> <FFFF> endcodespacerange 1 begincidrange <00> <80> 1 endcidrange"},
			},
		},
		{
			name: "the encoding inside a Type 1 program", show: "(\\173B)", want: "–\uFFFD",
			objects: map[int]string{
				6: "<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor 8 0 R>>",
				8: "<</Type/FontDescriptor/Flags 4/FontFile 7 0 R>>",
			},
			streams: map[int][2]string{7: {"", "%!PS\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 8#173 /endash put\ndup 66 /strange put\nreadonly def\ncurrentfile eexec xxx"}},
		},
		{
			name: "Symbol without an encoding", show: "(ab\\267)", want: "αβ•",
			objects: map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"},
		},
		{
			name: "the private bullets of Word", show: "<0001>", want: "•",
			objects: map[int]string{
				6: "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+SymbolMT/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 7 0 R>>",
				8: "<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>",
			},
			streams: map[int][2]string{7: {"", "1 beginbfchar <0001> <F0B7> endbfchar"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newPDF("BT /F1 10 Tf " + c.show + " Tj ET")
			for n, o := range c.objects {
				w.set(n, o)
			}
			for n, s := range c.streams {
				w.stream(n, s[0], s[1])
			}
			got := ""
			for _, g := range onePage(t, w.bytes()).Glyphs {
				got += g.Text
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWidths(t *testing.T) {
	for _, c := range []struct {
		name, show string
		objects    map[int]string
		want       []float64 // in ems
	}{
		{"Widths and MissingWidth", "(ABC)", map[int]string{
			6: "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/FirstChar 65/LastChar 66/Widths[400 9 0 R]/FontDescriptor 8 0 R>>",
			8: "<</Type/FontDescriptor/MissingWidth 250>>", 9: "555",
		}, []float64{0.4, 0.555, 0.25}},
		{"standard Helvetica", "(A\\351.)", nil, []float64{0.667, 0.556, 0.278}},
		{"standard Times bold", "(A\\351 )", map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/Times-Bold/Encoding/WinAnsiEncoding>>"}, []float64{0.722, 0.444, 0.25}},
		{"Courier", "(i)", map[int]string{6: "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"}, []float64{0.6}},
		{"W in both forms and DW", "<0001000200050009>", map[int]string{
			6: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]>>",
			8: "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 700/W[1[100 200] 4 6 300]>>",
		}, []float64{0.1, 0.2, 0.3, 0.7}},
		{"Type 3 by its matrix", "(a)", map[int]string{
			6: "<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 50 80]/FirstChar 97/LastChar 97/Widths[50]/Encoding<</Differences[97/a]>>/CharProcs<<>>>>",
		}, []float64{0.5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newPDF("BT /F1 10 Tf " + c.show + " Tj ET")
			for n, o := range c.objects {
				w.set(n, o)
			}
			p := onePage(t, w.bytes())
			if len(p.Glyphs) != len(c.want) {
				t.Fatalf("%d glyphs, want %d", len(p.Glyphs), len(c.want))
			}
			for i, g := range p.Glyphs {
				if !near(g.W, 10*c.want[i]) {
					t.Errorf("glyph %d is %v wide, want %v", i, g.W, 10*c.want[i])
				}
			}
		})
	}
}

func TestStyles(t *testing.T) {
	for name, want := range map[string]string{
		"ABCDEF+Calibri-BoldItalic": "Calibri-BoldItalic bold italic",
		"CMTT10":                    "CMTT10 mono",
		"CMBX12":                    "CMBX12 bold",
		"CMTI10":                    "CMTI10 italic",
		"NimbusRomNo9L-Medi":        "NimbusRomNo9L-Medi bold",
		"DejaVuSansMono":            "DejaVuSansMono mono",
		"Arial":                     "Arial",
	} {
		p := onePage(t, newPDF("BT /F1 10 Tf (a) Tj ET").set(6, "<</Type/Font/Subtype/Type1/BaseFont/"+name+"/Encoding/WinAnsiEncoding>>").bytes())
		f := p.Fonts[p.Glyphs[0].Font]
		got := f.Name
		for _, s := range []struct {
			on   bool
			word string
		}{{f.Bold, "bold"}, {f.Italic, "italic"}, {f.Mono, "mono"}} {
			if s.on {
				got += " " + s.word
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// One font object is loaded once, however many pages and dictionaries name it.
func TestFontsAreShared(t *testing.T) {
	w := newPDF("BT /F1 10 Tf (a) Tj /F1 12 Tf (b) Tj ET").set(5, "<</Font<</F1 6 0 R/F2 6 0 R>>>>")
	w.stream(4, "", "BT /F1 10 Tf (a) Tj /F2 12 Tf (b) Tj ET")
	if p := onePage(t, w.bytes()); len(p.Fonts) != 1 {
		t.Errorf("%d fonts, want 1", len(p.Fonts))
	}
}

func TestReferencesOfADictionary(t *testing.T) {
	w := newPDF("").set(1, "<</Type/Catalog/Pages 2 0 R/A 5 0 R/B(8 0 R /C 9 0 R)/C[1 2 3 0 R]/D<</X 7 0 R>>/E 6 0 R/#20F 6 0 R>>")
	f, err := open(w.bytes(), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := refs(f.root)
	var s []string
	for _, k := range []string{" F", "A", "B", "C", "D", "E", "Pages", "Type"} {
		s = append(s, k+"="+got[k])
	}
	if g, want := strings.Join(s, ","), " F=6 0 R,A=5 0 R,B=,C=,D=,E=6 0 R,Pages=2 0 R,Type="; g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}
