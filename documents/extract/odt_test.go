package extract_test

import (
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

const odfNS = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

const odfStyles = `<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:language="fr" fo:country="CA"/></style:default-style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Mon_20_titre" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
<style:style style:name="Boucle" style:family="paragraph" style:parent-style-name="Boucle"/>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/></text:outline-style>
<text:list-style style:name="Lettres"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/><text:list-level-style-bullet text:level="2" text:bullet-char="&#xE00A;"/></text:list-style>
</office:styles>`

const odfAutomatic = `<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Mon_20_titre"/>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles>`

const odfMasters = `<office:master-styles><style:master-page style:name="Standard"><style:header><text:p text:style-name="Heading_20_1">Rapport</text:p></style:header><style:header-left style:display="false"><text:p>jamais</text:p></style:header-left><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>
<style:master-page style:name="Autre"><style:header><text:p>Rapport</text:p></style:header></style:master-page></office:master-styles>`

// flat is an OpenDocument text in one file, packed the same in parts.
func flat(body string) string {
	return xmlHead + `<office:document ` + odfNS + ` office:mimetype="application/vnd.oasis.opendocument.text">` + odfStyles + odfAutomatic + odfMasters +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document>`
}

func packed(t testing.TB, body string) string {
	return zipped(t,
		part{"mimetype", "application/vnd.oasis.opendocument.text"},
		part{"content.xml", xmlHead + `<office:document-content ` + odfNS + `>` + odfAutomatic + `<office:body><office:text>` + body + `</office:text></office:body></office:document-content>`},
		part{"styles.xml", xmlHead + `<office:document-styles ` + odfNS + `>` + odfStyles + odfMasters + `</office:document-styles>`},
		part{"META-INF/manifest.xml", "<manifest/>"})
}

const odfBody = `<text:sequence-decls><text:sequence-decl text:name="x"/></text:sequence-decls>
<text:tracked-changes><text:changed-region><text:deletion><text:p>supprimé</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:table-of-content><text:table-of-content-source><text:p>modèle</text:p></text:table-of-content-source><text:index-body><text:index-title><text:p>Sommaire</text:p></text:index-title><text:p>1 Introduction 3</text:p></text:index-body></text:table-of-content>
<text:p text:style-name="P1">Rapport annuel</text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Introduction</text:h>
<text:h text:outline-level="2">Les suites</text:h><text:h text:outline-level="2">Encore</text:h>
<text:h text:outline-level="1" text:is-list-header="true">Sans numéro</text:h>
<text:p text:style-name="P2">Un titre par son style</text:p>
<text:p text:style-name="Boucle">Du texte<text:s text:c="4"/>avec<text:tab/>des <text:span>blancs
   et</text:span> une ligne<text:line-break/>qui continue, <text:a xlink:href="https://example.org/fr">un lien</text:a>, <text:a xlink:href="#plus">un renvoi</text:a>.<text:change/><text:span text:style-name="T1">caché</text:span></text:p>
<text:p>Un appel<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>La note.</text:p><text:p>Sa suite.</text:p></text:note-body></text:note> dans la phrase<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>À la fin.</text:p></text:note-body></text:note>.<office:annotation><text:p>commentaire</text:p></office:annotation></text:p>
<text:list text:style-name="Lettres" xml:id="l1"><text:list-item><text:p>un</text:p><text:p>suite de un</text:p><text:list><text:list-item><text:p>dedans</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>deux</text:p></text:list-item></text:list>
<text:p>Entre les deux.</text:p>
<text:list text:continue-list="l1" text:style-name="Lettres"><text:list-item><text:p>trois</text:p></text:list-item><text:list-header><text:p>sans lettre</text:p></text:list-header><text:list-item text:start-value="9"><text:p>neuf</text:p></text:list-item></text:list>
<text:list text:style-name="Lettres"><text:list-item><text:p>de nouveau</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>large</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/><table:table-cell><text:list><text:list-item><text:p>loin</text:p></text:list-item></text:list></table:table-cell></table:table-row></table:table>
<table:table><table:table-row><table:table-cell><text:p>Un encadré.</text:p></table:table-cell></table:table-row></table:table>
<text:p>Avant<draw:frame><draw:text-box><text:p>Dans un cadre.</text:p></draw:text-box></draw:frame> et après.<draw:frame><draw:object/><draw:image><text:p>non</text:p></draw:image></draw:frame></text:p>
<draw:custom-shape><text:p>Dans une forme.</text:p></draw:custom-shape>
<text:section text:display="none"><text:p>section cachée</text:p></text:section>
<text:section><text:p>Section.</text:p></text:section>`

const odfDump = `header: Rapport
toc: Sommaire
toc: 1 Introduction 3
heading 1: Rapport annuel
heading 1: 1. Introduction
heading 2: 1.a Les suites
heading 2: 1.b Encore
heading 1: Sans numéro
heading 1: Un titre par son style
paragraph: Du texte avec des blancs et une ligne qui continue, un lien, un renvoi. {un lien → https://example.org/fr}
paragraph: Un appel dans la phrase.
note [1]: La note.
note: Sa suite.
list-item 1 [a)]: un
paragraph: suite de un
list-item 2 [•]: dedans
list-item 1 [b)]: deux
paragraph: Entre les deux.
list-item 1 [c)]: trois
paragraph: sans lettre
list-item 1 [i)]: neuf
list-item 1 [a)]: de nouveau
cell 1,1: large
cell 1,3: c
cell 2,1: a
cell 2,1: b
list-item 1 [•]: loin
paragraph: Un encadré.
paragraph: Avant et après.
paragraph: Dans un cadre.
paragraph: Dans une forme.
paragraph: Section.
note [i]: À la fin.
footer: Page 1
`

// The packed and the flat form of one document read alike.
func TestODT(t *testing.T) {
	for _, c := range []struct{ name, data string }{{"a.odt", packed(t, odfBody)}, {"a.fodt", flat(odfBody)}, {"sans-nom", packed(t, odfBody)}, {"b.xml", flat(odfBody)}} {
		d := read(t, c.name, c.data, extract.Options{})
		want(t, d, odfDump)
		warned(t, d, "tracked-changes", "hidden-text", "objects-left-out", "comments-left-out")
		if d.Lang != documents.FR || d.Pages != 0 || d.Format != extract.ODT {
			t.Errorf("language %q, %d pages, format %q", d.Lang, d.Pages, d.Format)
		}
		origins(t, d, "")
		covered(t, d)
	}
	// Five words say little; the file's own claim decides.
	if d := read(t, "a.fodt", flat(`<text:p>Total</text:p>`), extract.Options{}); d.Lang != documents.FR {
		t.Errorf("language %q", d.Lang)
	}
}

// Some writers leave deleted text where it stood, between the marks of the
// change; and all give bullets in fonts of symbols.
func TestODTChangesAndSymbols(t *testing.T) {
	const changes = `<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion/></text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>`
	mark := func(kind, id string) string { return `<text:change-` + kind + ` text:change-id="` + id + `"/>` }
	for _, c := range []struct{ name, body, want, warnings string }{
		{"in a sentence", `<text:p>Versé ` + mark("start", "c2") + `deux fois ` + mark("end", "c2") + mark("start", "c1") + `une <text:span>fois</text:span><text:tab/>` + mark("end", "c1") + `l’an.</text:p>`,
			"paragraph: Versé deux fois l’an.\n", ""},
		{"over paragraphs", `<text:p>Début ` + mark("start", "c1") + `ôté</text:p><text:h>Titre ôté</text:h><text:p>ôté ` + mark("end", "c1") + `fin.</text:p><text:p>Suite.</text:p>`, "paragraph: Début fin.\nparagraph: Suite.\n", ""},
		{"a whole paragraph", `<text:p>` + mark("start", "c1") + `ôté` + mark("end", "c1") + `</text:p><text:p>Suite.</text:p>`, "paragraph: Suite.\n", ""},
		{"a note", `<text:p>Un` + mark("start", "c1") + `<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>ôtée</text:p></text:note-body></text:note>` + mark("end", "c1") + ` mot.</text:p>`, "paragraph: Un mot.\n", ""},
		{"without end", `<text:p>Début.` + mark("start", "c1") + ` ôté</text:p><text:p>ôté</text:p>`, "paragraph: Début.\n", "part-missing"},
		{"symbols", `<text:p><text:span text:style-name="Coche">&#xF0FE;</text:span> oui <text:span text:style-name="Gras">&#xF0B3;</text:span></text:p>`, "paragraph: ☑ oui ≥\n", ""},
		{"bullets", `<text:list text:style-name="Puces"><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>deux</text:p></text:list-item></text:list></text:list-item></text:list>`, "list-item 1 [•]: un\nlist-item 2 [–]: deux\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(flat(changes+c.body), "</office:automatic-styles>", `<style:style style:name="Coche" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>
				<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•" style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="–" style:num-prefix="" style:num-suffix="–"/></text:list-style></office:automatic-styles>`, 1)
			d := read(t, "a.fodt", text, extract.Options{})
			got := dump(d)
			got = strings.TrimSuffix(strings.TrimPrefix(got, "header: Rapport\n"), "footer: Page 1\n")
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			var codes []string
			for _, w := range d.Warnings {
				if w.Code == "part-missing" {
					codes = append(codes, w.Code)
				}
			}
			if strings.Contains(c.warnings, "part-missing") != (len(codes) == 1) {
				t.Errorf("warnings %v", d.Warnings)
			}
			covered(t, d)
		})
	}
}

func TestODTFaults(t *testing.T) {
	refused(t, "a.fodt", flat("<text:p>x</text:q>"), "document-damaged")
	refused(t, "a.fodt", strings.Replace(flat("<text:p>&x;</text:p>"), "<office:document ", `<!DOCTYPE x [<!ENTITY x "y">]><office:document `, 1), "document-dtd")
	refused(t, "a.fodt", flat(strings.Repeat("<text:section>", 400)+strings.Repeat("</text:section>", 400)), "document-nesting")
	refused(t, "a.odt", zipped(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}), "document-damaged", "content.xml")
	refused(t, "a.odt", zipped(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", "\x00\x01"},
		part{"META-INF/manifest.xml", `<manifest:encryption-data/>`}), "document-encrypted")
	refused(t, "a.ods", zipped(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}), "format-unknown", ".docx")
	refused(t, "a.odt", packed(t, "<text:p/>"), "no-text")
}

func FuzzODT(f *testing.F) {
	f.Add(odfBody)
	f.Add(`<text:list><text:list-item><text:number>7.</text:number><text:p>a<text:note><text:note-body><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:note-body></text:note></text:p></text:list-item></text:list>`)
	f.Fuzz(func(t *testing.T, body string) { holds(t, "a.fodt", flat(body)) })
}
