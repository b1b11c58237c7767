package extract_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// A part is one file in a zip file.
type part struct{ name, text string }

// zipped packs parts as a word processor does.
func zipped(t testing.TB, parts ...part) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	wordNS  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	relNS   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// docx packs a document with a body; what is added replaces parts of the same
// name.
func docx(t testing.TB, body string, more ...part) string {
	t.Helper()
	parts := []part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", relations(`officeDocument word/document.xml`)},
		{"word/document.xml", xmlHead + `<w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`},
	}
	for _, m := range more {
		for i := range parts {
			if parts[i].name == m.name {
				parts[i].text = m.text
				m.name = ""
			}
		}
		if m.name != "" {
			parts = append(parts, m)
		}
	}
	return zipped(t, parts...)
}

// relations writes a part of relations, each "kind target" or "kind target
// External"; the nth has the id rIdN.
func relations(rels ...string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, r := range rels {
		f := strings.Fields(r)
		mode := ""
		if len(f) > 2 {
			mode = ` TargetMode="` + f[2] + `"`
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s"%s/>`, i+1, relNS, f[0], f[1], mode)
	}
	return b.String() + `</Relationships>`
}

// p is a paragraph in a style.
func p(style, text string) string {
	props := ""
	if style != "" {
		props = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + props + r(text) + `</w:p>`
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// wordStyles has the styles of a French Word: ids are French, names English.
const wordStyles = xmlHead + `<w:styles ` + wordNS + `>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-CA"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Chapitre"><w:name w:val="Mon chapitre"/><w:basedOn w:val="SansNumero"/></w:style>
<w:style w:type="paragraph" w:styleId="SansNumero"><w:name w:val="x"/><w:basedOn w:val="Titre2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Ancien"><w:name w:val="Titre 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Tourne"><w:name w:val="loop"/><w:basedOn w:val="Tourne"/></w:style>
<w:style w:type="paragraph" w:styleId="Listepuces"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Listepuces2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>`

const wordLists = xmlHead + `<w:numbering ` + wordNS + `>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Recommandation %1 :"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
</w:numbering>`

// item is a paragraph in a list.
func item(num, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, num, r(text))
}

var styled = []part{
	{"word/styles.xml", wordStyles},
	{"word/numbering.xml", wordLists},
	{"word/_rels/document.xml.rels", relations("styles styles.xml", "numbering numbering.xml", "hyperlink https://example.org/fr External",
		"footnotes footnotes.xml", "endnotes endnotes.xml", "comments comments.xml", "header header1.xml", "footer footer1.xml")},
	{"word/footnotes.xml", xmlHead + `<w:footnotes ` + wordNS + `><w:footnote w:type="separator" w:id="-1">` + p("", "trait") + `</w:footnote>
		<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + r(" La note.") + `</w:p></w:footnote>
		<w:footnote w:id="3">` + p("", "Une autre.") + p("", "En deux paragraphes.") + `</w:footnote></w:footnotes>`},
	{"word/endnotes.xml", xmlHead + `<w:endnotes ` + wordNS + `><w:endnote w:id="1">` + p("", "À la fin.") + `</w:endnote></w:endnotes>`},
	{"word/comments.xml", xmlHead + `<w:comments ` + wordNS + `><w:comment w:id="0">` + p("", "vraiment ?") + `</w:comment></w:comments>`},
	{"word/header1.xml", xmlHead + `<w:hdr ` + wordNS + `>` + p("Titre1", "Rapport") + `</w:hdr>`},
	{"word/footer1.xml", xmlHead + `<w:ftr ` + wordNS + `>` + p("", "Page 1") + `</w:ftr>`},
}

// Headings come from outline levels along the chain of styles, names decide
// last; numbers stand before headings, labels beside items.
func TestDocxStylesAndLists(t *testing.T) {
	d := read(t, "a.docx", docx(t, p("Titre", "Rapport annuel")+
		p("TM1", "I Introduction 3")+
		p("Titre1", "Introduction")+
		p("", "Du texte.")+p("Normal", "")+p("Titre1", "")+
		p("Titre2", "Les suites")+p("Titre2", "Encore")+p("Titre1", "Deuxième")+p("Titre2", "Partie")+
		p("Chapitre", "Sans numéro")+p("Ancien", "Par son nom")+p("Lgende", "Figure 1")+p("Tourne", "Sans fin")+p("Inconnu", "Style inconnu")+
		`<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr>`+r("Directement")+`</w:p>`+
		p("Listepuces", "une puce")+p("Listepuces2", "plus bas")+
		item(2, 0, "un")+item(2, 1, "sous un")+item(2, 1, "encore")+item(2, 0, "deux")+item(2, 1, "sous deux")+
		item(4, 0, "de nouveau")+item(4, 0, "et après")+item(5, 0, "agir vite.")+item(0, 0, "hors liste")+item(99, 0, "liste inconnue"),
		styled...), extract.Options{})
	want(t, d, `
heading 1: Rapport annuel
toc: I Introduction 3
heading 1: I Introduction
paragraph: Du texte.
heading 2: I.1 Les suites
heading 2: I.2 Encore
heading 1: II Deuxième
heading 2: II.1 Partie
heading 2: Sans numéro
heading 3: Par son nom
caption: Figure 1
paragraph: Sans fin
paragraph: Style inconnu
heading 4: Directement
list-item 1 [•]: une puce
list-item 2 [•]: plus bas
list-item 1 [1.]: un
list-item 2 [1.a)]: sous un
list-item 2 [1.b)]: encore
list-item 1 [2.]: deux
list-item 2 [2.a)]: sous deux
list-item 1 [1.]: de nouveau
list-item 1 [2.]: et après
paragraph: Recommandation 1 : agir vite.
paragraph: hors liste
paragraph: liste inconnue
`)
	warned(t, d, "comments-left-out")
	if d.Lang != documents.FR || d.Pages != 0 || d.Format != extract.Docx {
		t.Errorf("language %q, %d pages, format %q", d.Lang, d.Pages, d.Format)
	}
	origins(t, d, "")
}

// The pieces of a paragraph: what shows is text, what does not is not.
func TestDocxPieces(t *testing.T) {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	instr := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	for _, c := range []struct{ name, body, want string }{
		{"tab, hyphens, symbol", r("a") + `<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`, "paragraph: a b\u2011cd≥✓\n"},
		{"split in runs", r("l’é") + r("te\u0301 ") + r("dernier"), "paragraph: l’été dernier\n"},
		{"spaces not preserved", `<w:r><w:t> a </w:t></w:r>` + r(" b"), "paragraph: a b\n"},
		{"lines of an address", r("Madame Exemple") + `<w:r><w:br/></w:r>` + r("12, rue des Essais"), "paragraph: Madame Exemple\nparagraph: 12, rue des Essais\n"},
		{"line in a sentence", r("Une phrase qui") + `<w:r><w:br/></w:r>` + r("continue ici."), "paragraph: Une phrase qui continue ici.\n"},
		{"page break", r("Avant le saut.") + `<w:r><w:br w:type="page"/></w:r>` + r("après le saut."), "paragraph: Avant le saut.\nparagraph: après le saut.\n"},
		{"link", `<w:hyperlink r:id="rId3">` + r("la page") + `</w:hyperlink>` + r(" ici"), "paragraph: la page ici {la page → https://example.org/fr}\n"},
		{"link that is spelled", `<w:hyperlink r:id="rId3">` + r("example.org/fr") + `</w:hyperlink>`, "paragraph: example.org/fr\n"},
		{"link within the file", `<w:hyperlink w:anchor="x">` + r("plus bas") + `</w:hyperlink>`, "paragraph: plus bas\n"},
		{"field", field("begin") + instr(` HYPERLINK "https://a.example/x" `) + field("separate") + r("mots") + field("end") + r(" après"), "paragraph: mots après {mots → https://a.example/x}\n"},
		{"nested field", field("begin") + instr("IF ") + field("begin") + instr("PAGE") + field("separate") + r("7") + field("end") + field("separate") + r("vu") + field("end"), "paragraph: vu\n"},
		{"field without result", r("mot") + field("begin") + instr(`XE "mot"`) + field("end") + r(" suite"), "paragraph: mot suite\n"},
		{"simple field", `<w:fldSimple w:instr="DATE">` + r("lundi") + `</w:fldSimple>`, "paragraph: lundi\n"},
		{"inserted, deleted, moved", r("a ") + `<w:ins>` + r("b ") + `</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:moveFrom>` + r("y") + `</w:moveFrom><w:moveTo>` + r("c") + `</w:moveTo>`, "paragraph: a b c\n! tracked-changes\n"},
		{"hidden", r("vu") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>non vu</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve"> bien</w:t></w:r>`, "paragraph: vu bien\n! hidden-text\n"},
		{"notes", r("Un") + `<w:r><w:footnoteReference w:id="3"/></w:r>` + r(" deux") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r(".") + `<w:r><w:endnoteReference w:id="1"/></w:r>`,
			"paragraph: Un deux.\nnote [1]: Une autre.\nnote: En deux paragraphes.\nnote [2]: La note.\nnote [i]: À la fin.\n"},
		{"note called twice", r("Un") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r(" deux") + `<w:r><w:footnoteReference w:id="2"/></w:r>`, "paragraph: Un deux\nnote [1]: La note.\n"},
		{"own mark", r("Un") + `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>` + r(" deux"), "paragraph: Un deux\nnote [*]: La note.\n"},
		{"unknown note", r("Un") + `<w:r><w:footnoteReference w:id="77"/></w:r>`, "paragraph: Un\n"},
		{"text box twice", r("Avant") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + p("", "Encadré.") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("", "Encadré.") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r(" et après"), "paragraph: Avant et après\nparagraph: Encadré.\n"},
		{"text box for old programs", `<w:r><mc:AlternateContent><mc:Choice Requires="neuf"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("", "Encadré.") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r("x"), "paragraph: x\nparagraph: Encadré.\n"},
		{"object", r("x") + `<w:r><w:object><o:OLEObject/></w:object></w:r>`, "paragraph: x\n! objects-left-out\n"},
		{"formula", r("soit ") + `<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>`, "paragraph: soit x=2\n"},
		{"control", `<w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>` + r("dedans") + `</w:sdtContent></w:sdt>`, "paragraph: dedans\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := append([]part(nil), styled...)
			parts[5].text = xmlHead + `<w:comments ` + wordNS + `/>`
			d := read(t, "a.docx", docx(t, `<w:p>`+c.body+`</w:p>`, parts...), extract.Options{})
			got := dump(d)
			for _, w := range d.Warnings {
				got += "! " + w.Code + "\n"
			}
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			origins(t, d, "")
		})
	}
}

// Tables, merged cells, a box drawn as a table, a table in a cell, running
// heads, contents and a paragraph whose end was deleted.
func TestDocxTables(t *testing.T) {
	tc := func(props, content string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + content + `</w:tc>`
	}
	tr := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	tbl := func(rows ...string) string { return `<w:tbl><w:tblPr/>` + strings.Join(rows, "") + `</w:tbl>` }
	body := tbl(tr(tc(`<w:gridSpan w:val="2"/>`, p("", "large")), tc("", p("", "c"))),
		tr(tc(`<w:vMerge w:val="restart"/>`, p("", "haut")), tc("", p("", "b.")+p("", "b2.")), tc("", p("", ""))),
		tr(tc(`<w:vMerge/>`, p("", "")), tc("", tbl(tr(tc("", p("", "dedans"))))+p("", "")), tc("", p("Titre2", "titre"))),
		`<w:tr><w:trPr><w:del/></w:trPr>`+tc("", p("", "rangée supprimée"))+`</w:tr>`,
		tr(`<w:sdt><w:sdtContent>`+tc("", p("", "dernier"))+`</w:sdtContent></w:sdt>`)) +
		tbl(tr(tc("", p("", "Un encadré.")+p("", "De deux paragraphes.")))) +
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("Deux paragraphes ") + `</w:p>` + p("", "devenus un.") +
		`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("", "Sommaire") + `</w:sdtContent></w:sdt>` +
		`<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:headerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId8"/></w:sectPr>`
	d := read(t, "a.docx", docx(t, body, styled...), extract.Options{Lang: documents.FR})
	want(t, d, `
header: Rapport
cell 1,1: large
cell 1,3: c
cell 2,1: haut
cell 2,2: b.
cell 2,2: b2.
cell 2,3: 
cell 3,2: dedans
heading 2: I.1 titre
cell 4,1: dernier
paragraph: Un encadré.
paragraph: De deux paragraphes.
paragraph: Deux paragraphes devenus un.
toc: Sommaire
footer: Page 1
`)
	warned(t, d, "comments-left-out", "tracked-changes")
}

// warned checks the codes of the warnings, in any order.
func warned(t *testing.T, d *documents.Document, codes ...string) {
	t.Helper()
	var got []string
	for _, w := range d.Warnings {
		got = append(got, w.Code)
		if w.Message.FR == "" || w.Message.EN == "" || strings.Contains(w.Message.FR+w.Message.EN, "%") {
			t.Errorf("%s: %q / %q", w.Code, w.Message.FR, w.Message.EN)
		}
	}
	slices.Sort(got)
	slices.Sort(codes)
	if !slices.Equal(got, codes) {
		t.Errorf("warnings %v, want %v", got, codes)
	}
}

// refused checks that a file is refused with a code and names what it should.
func refused(t *testing.T, name, data, code string, names ...string) {
	t.Helper()
	d, err := extract.Read(context.Background(), name, []byte(data), extract.Options{})
	var p *documents.Problem
	if !errors.As(err, &p) || p.Code != code || d != nil {
		t.Errorf("%s: %v, want %s", name, err, code)
		return
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		for _, n := range append(names, name) {
			if !strings.Contains(p.In(l), n) {
				t.Errorf("%q does not name %s", p.In(l), n)
			}
		}
	}
}

// Strict documents name their parts in other namespaces, and parts may have
// any name that the relations give.
func TestDocxOtherNames(t *testing.T) {
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", "w:", "x:", ":w=", ":x=")
	data := zipped(t,
		part{"_rels/.rels", strict.Replace(relations("officeDocument /word/le%20document.xml"))},
		part{"word/le%20document.xml", strict.Replace(xmlHead + `<w:document ` + wordNS + `><w:body>` + p("T", "Titre") + p("", "Texte.") + `</w:body></w:document>`)},
		part{"word/_rels/le%20document.xml.rels", strict.Replace(relations("styles sub/s.xml"))},
		part{"word/sub/s.xml", strict.Replace(xmlHead + `<w:styles ` + wordNS + `><w:style w:type="paragraph" w:styleId="T"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`)})
	d := read(t, "sans-nom", data, extract.Options{})
	want(t, d, "heading 2: Titre\nparagraph: Texte.\n")
}

// Programs that make Word documents of web pages leave the text in its own
// format, in a part of its own.
func TestDocxChunks(t *testing.T) {
	inner := docx(t, p("", "Dans un autre document.")+`<w:altChunk r:id="rId1"/>`, part{"word/_rels/document.xml.rels", relations("aFChunk a.docx")}, part{"word/a.docx", "PK\x03\x04"})
	const html = "<html><head><title>x</title></head><body><h1>Un titre</h1><ul><li>un point</ul></body></html>"
	for _, c := range []struct{ name, data, want, warning string }{
		{"a.htm", html, "heading 1: Un titre\nlist-item 1 [•]: un point\n", ""},
		{"a.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p class=3D\"x\">=C3=89t=C3=A9.</p>\n--b\nContent-Type: image/png; name=a.png\n\nx\n--b--\n", "paragraph: Été.\n", ""},
		{"a.txt", "Du texte.", "paragraph: Du texte.\n", ""},
		{"a.docx", inner, "paragraph: Dans un autre document.\n", "part-missing"},
		{"a.rtf", "{\\rtf1 x}", "", "part-missing"},
		{"a.htm", "", "", ""},
	} {
		d := read(t, "a.docx", docx(t, p("", "Avant.")+`<w:altChunk r:id="rId1"/>`+p("", "Après."),
			part{"word/_rels/document.xml.rels", relations("aFChunk " + c.name)}, part{"word/" + c.name, c.data}), extract.Options{})
		want(t, d, "paragraph: Avant.\n"+c.want+"paragraph: Après.\n")
		warned(t, d, strings.Fields(c.warning)...)
		origins(t, d, "")
		covered(t, d)
	}
	chunk := func(in string) string {
		return docx(t, in, part{"word/_rels/document.xml.rels", relations("aFChunk a.htm")}, part{"word/a.htm", "<p>un<p>deux"})
	}
	want(t, read(t, "a.docx", chunk(`<w:tbl><w:tr><w:tc>`+p("", "a")+`</w:tc><w:tc><w:altChunk r:id="rId1"/></w:tc></w:tr></w:tbl>`), extract.Options{}),
		"cell 1,1: a\ncell 1,2: un\ncell 1,2: deux\n")
	refused(t, "a.docx", docx(t, `<w:altChunk r:id="rId1"/>`, part{"word/_rels/document.xml.rels", relations("aFChunk a.htm")}, part{"word/a.htm", strings.Repeat("a", 64<<20)}), "document-too-large")
}

func TestDocxFaults(t *testing.T) {
	// Relations that lead nowhere: the usual place is looked at, and a part
	// that is named and not there gives a warning.
	d := read(t, "a.docx", docx(t, p("", "Texte."), part{"_rels/.rels", relations("officeDocument word/ailleurs.xml")},
		part{"word/_rels/document.xml.rels", relations("styles ../../../styles.xml", "footnotes rien.xml")}), extract.Options{})
	want(t, d, "paragraph: Texte.\n")
	warned(t, d, "part-missing", "part-missing")

	refused(t, "a.docx", zipped(t, part{"word/autre.xml", "<a/>"}), "document-damaged", "word/document.xml")
	refused(t, "a.docx", docx(t, p("", "Texte.")+"<w:p>"), "document-damaged", "word/document.xml")
	refused(t, "a.docx", docx(t, p("", "Texte."), part{"word/document.xml", "<a/>"}), "document-damaged", "word/document.xml")
	refused(t, "a.docx", docx(t, p("", "Texte.")+p("", "Texte."), part{"word/_rels/document.xml.rels", relations("styles styles.xml")}, part{"word/styles.xml", "<w:styles"}), "document-damaged", "word/styles.xml")
	refused(t, "a.docx", zipped(t, part{"word/document.xml", "<a/>"}, part{"word/document.xml", "<b/>"}), "document-damaged", "word/document.xml")
	whole := docx(t, p("", strings.Repeat("Texte. ", 50)))
	refused(t, "a.docx", whole[:len(whole)-60], "document-damaged")
	// One flipped byte in the packed text: the checksum tells.
	at := strings.Index(whole, "word/document.xml") + 60
	refused(t, "a.docx", whole[:at]+string(whole[at]^0x40)+whole[at+1:], "document-damaged", "word/document.xml")

	refused(t, "a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"+strings.Repeat("\x00", 99)+"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "document-encrypted")
	refused(t, "a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"+strings.Repeat("\x00", 99), "format-unknown", ".docx")
	refused(t, "a.xlsx", zipped(t, part{"xl/workbook.xml", "<a/>"}), "format-unknown", ".docx")
	refused(t, "a.docx", zipped(t, part{"ppt/presentation.xml", "<a/>"}), "format-unknown")
	refused(t, "a.zip", zipped(t, part{"rapport.txt", "x"}), "format-unknown")
	refused(t, "a.docx", docx(t, p("", " ")), "no-text")
}

// What is made to do harm is refused before it does.
func TestHostileArchives(t *testing.T) {
	refused(t, "a.docx", docx(t, p("", strings.Repeat("a", 64<<20))), "document-too-large")
	refused(t, "a.docx", docx(t, p("", "x")+strings.Repeat("<w:x/>", 4<<20)), "document-too-large")
	deep := strings.Repeat("<w:x>", 5000) + p("", "x") + strings.Repeat("</w:x>", 5000)
	refused(t, "a.docx", docx(t, deep), "document-nesting", "word/document.xml")
	entities := `<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document ` + wordNS + `><w:body>` + p("", "&b;") + `</w:body></w:document>`
	refused(t, "a.docx", docx(t, "", part{"word/document.xml", entities}), "document-dtd", "word/document.xml")
	refused(t, "a.docx", docx(t, p("", "&b;")), "document-damaged", "word/document.xml")
	var many []part
	for i := range 10_001 {
		many = append(many, part{fmt.Sprint("word/", i), ""})
	}
	refused(t, "a.docx", docx(t, p("", "x"), many...), "document-too-large")
	cells := `<w:tbl><w:tr>` + strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc>`, 100) + `</w:tr></w:tbl>` + p("", "x")
	if d := read(t, "a.docx", docx(t, cells), extract.Options{}); d.Blocks[99].Col > 100*1024 {
		t.Errorf("column %d", d.Blocks[99].Col)
	}
	refused(t, "a.docx", docx(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 200)+p("", "x")+strings.Repeat("</w:tc></w:tr></w:tbl>", 200)), "document-nesting")
}
